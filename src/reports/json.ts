// The JSON contract (`schema: 1`): what other programs read. Additions are allowed, changes are not.
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { StatementTrace } from '../model/trace.ts';
import { oneLine } from '../one-line.ts';

/** The report as plain JSON data, in the order of keys that docs/json.md shows. */
export function jsonOf(report: Report): unknown {
  return {
    schema: 1,
    tool: report.tool,
    command: report.command,
    layout: report.layout,
    server: report.server,
    migrations: report.migrations.map(({ migration, new: isNew }) => ({
      id: migration.id,
      version: migration.version,
      name: migration.name,
      path: migration.path,
      kind: migration.kind,
      checksum: migration.checksum,
      digest: migration.digest,
      new: isNew,
    })),
    findings: report.findings.map(findingJson),
    withdrawn: report.withdrawn.map(({ finding, reason }) => ({
      rule: finding.rule,
      path: finding.place.path,
      line: finding.place.line,
      message: finding.message,
      reason,
    })),
    traces: report.traces.map((trace) => ({
      migration: trace.migration,
      path: trace.path,
      direction: trace.direction,
      statements: trace.statements.map(statementJson),
    })),
    roundTrips: report.roundTrips,
    verdict: report.verdict,
    ...(report.incomplete === undefined ? {} : { incomplete: report.incomplete }),
    notes: report.notes,
    preface: report.preface,
  };
}

export function jsonReport(report: Report): string {
  const json = JSON.stringify(jsonOf(report), null, 2);
  // GitHub's runner obeys `##[command]` in any line; inside a JSON text each character may be an escape.
  return `${json.replaceAll('##[', '#\\u0023[').replace(/[\u0085\u2028\u2029]/g, oneLine)}\n`;
}

function findingJson(finding: Finding): unknown {
  return {
    rule: finding.rule,
    category: finding.category,
    severity: finding.severity,
    message: finding.message,
    help: finding.help,
    path: finding.place.path,
    line: finding.place.line,
    column: finding.place.column,
    endLine: finding.place.endLine,
    endColumn: finding.place.endColumn,
    evidence: finding.evidence,
    claims: finding.claims,
    key: finding.key,
    suggestion: finding.suggestion ?? null,
    suppressed: finding.suppressed,
  };
}

function statementJson(statement: StatementTrace): unknown {
  return {
    line: statement.line,
    locks: statement.locks,
    rewrites: statement.rewrites,
    scans: statement.scans,
    indexBuilds: statement.indexBuilds,
    ms: statement.ms,
    error: statement.error,
  };
}
