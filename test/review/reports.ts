// Small reports for tests: migrations from SQL text, findings and traces by the statement's number.
import type { Claims, Finding, Verdict } from '../../src/model/finding.ts';
import type { Script, Statement } from '../../src/model/migration.ts';
import type { Report, ReportedMigration } from '../../src/model/report.ts';
import type { StatementTrace } from '../../src/model/trace.ts';
import { lineIndex, placeOf } from '../../src/sql/lines.ts';

/** A migration of one script; its statements end at each `;`, which is enough for SQL without quotes. */
export function migrationOf(path: string, text: string, isNew = true): ReportedMigration {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const up: Script = {
    path,
    text,
    transaction: 'wrapped',
    statements: statementsOf(text),
    fileIgnores: [],
    strayIgnores: [],
    problems: [],
  };
  return {
    migration: {
      id: name,
      version: name,
      name,
      layout: 'flyway',
      path,
      kind: 'versioned',
      up,
      checksum: null,
      digest: `sha256:${name}`,
    },
    new: isNew,
  };
}

function statementsOf(text: string): Statement[] {
  const lines = lineIndex(text);
  return [...text.matchAll(/[^\s;][^;]*(?=;)/g)].map((match, index) => ({
    index,
    text: match[0],
    span: lines.span(match.index, match.index + match[0].length),
    changes: [],
    ignores: [],
  }));
}

const noClaims: Claims = { lock: null, work: 'none', relation: null };

/** A finding on one statement of a migration. */
export function findingOn(
  { migration }: ReportedMigration,
  statement: number,
  more: Partial<Finding> & { rule: string },
): Finding {
  const at = migration.up.statements[statement];
  if (at === undefined) throw new Error(`The migration has no statement ${statement}.`);
  return {
    category: 'availability',
    severity: 'error',
    message: 'Something waits.',
    help: 'Do it in two steps.',
    place: placeOf(migration.up.path, at.span),
    evidence: 'read',
    claims: noClaims,
    key: `${more.rule}:${migration.id}:${statement}`,
    suppressed: null,
    ...more,
  };
}

/** A trace of a statement that locked nothing, with what `more` says; its relations are those of a table that others use. */
export function traced(index: number, line: number, more: Partial<StatementTrace> = {}): StatementTrace {
  const live = (more.locks ?? []).map(({ relation }) => relation);
  return {
    index,
    line,
    locks: [],
    rewrites: [],
    scans: [],
    indexBuilds: [],
    ms: 1,
    held: [],
    live,
    error: null,
    ...more,
  };
}

const passed: Verdict = { outcome: 'pass', reasons: [] };

export function reportOf(migrations: readonly ReportedMigration[], more: Partial<Report> = {}): Report {
  return {
    tool: { name: 'lockgate', version: '0.1.0' },
    command: 'check',
    layout: 'flyway',
    server: { version: '18.4' },
    migrations,
    findings: [],
    withdrawn: [],
    traces: [],
    roundTrips: [],
    verdict: passed,
    notes: [],
    preface: [],
    ...more,
  };
}
