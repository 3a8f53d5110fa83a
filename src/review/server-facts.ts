// What the server did, for the summary: a table of locks and work per new migration, and the round trips.
import type { Migration } from '../model/migration.ts';
import type { Report } from '../model/report.ts';
import type { RoundTrip, SchemaDifference, StatementTrace } from '../model/trace.ts';
import { cellCode, clip, code, htmlText, plain } from './markdown.ts';
import { folded, type Section } from './sections.ts';
import { count, tracedLocks, tracedWork } from './words.ts';

/** Rows per migration; a migration with more is cut here and named in full by the report. */
const maximumRows = 40;

/** How many statements of new migrations ran up. */
export function tracedStatements(report: Report): number {
  return upTraces(report).reduce((sum, { statements }) => sum + statements.length, 0);
}

/** The folded section with one table per new migration; none when nothing ran. */
export function serverSection(report: Report): Section[] {
  const traces = upTraces(report);
  if (report.server === null || traces.length === 0) return [];
  const title = `What PostgreSQL ${htmlText(report.server.version)} did: ${count(tracedStatements(report), 'statement')}`;
  const items = traces.map(({ migration, statements }) => migrationTable(migration, statements));
  return [folded(title, items, 'migrations', '\n\n')];
}

function upTraces(report: Report): { migration: Migration; statements: readonly StatementTrace[] }[] {
  const fresh = report.migrations.filter((reported) => reported.new).map(({ migration }) => migration);
  return fresh.flatMap((migration) => {
    const trace = report.traces.find((one) => one.migration === migration.id && one.direction === 'up');
    return trace === undefined ? [] : [{ migration, statements: trace.statements }];
  });
}

function migrationTable(migration: Migration, statements: readonly StatementTrace[]): string {
  const told = statements.filter((trace) => tracedLocks(trace, code).length > 0 || tracedWork(trace, code).length > 0);
  const quiet = statements.length - told.length;
  const rows = told.slice(0, maximumRows).map(row);
  const left = told.length - rows.length;
  const table = ['| Line | Locks | Work |', '|--:|:--|:--|', ...rows].join('\n');
  const after = [
    ...(left > 0 ? [`${count(left, 'more statement')} in the report.`] : []),
    ...(quiet > 0 ? [`${count(quiet, 'statement')} locked nothing that existed before.`] : []),
  ].join(' ');
  return [`**${code(migration.up.path)}**`, ...(rows.length > 0 ? [table] : []), ...(after === '' ? [] : [after])].join(
    '\n\n',
  );
}

/** No times: they differ from run to run, and the comment would be edited each time for nothing. */
function row(trace: StatementTrace): string {
  const work = tracedWork(trace, cellCode).join('<br>') || 'none';
  return `| ${trace.line} | ${tracedLocks(trace, cellCode).join('<br>')} | ${work} |`;
}

/** One line per migration that was run up, down and up again (or that has no way down); none when nothing was tried. */
export function roundTripSection(report: Report): Section[] {
  const trips = report.roundTrips;
  if (trips.length === 0) return [];
  const restored = trips.filter(({ outcome }) => outcome === 'restored').length;
  const missing = trips.filter(({ outcome }) => outcome === 'no-down').length;
  const failed = trips.length - restored - missing;
  const parts = [
    ...(failed > 0 ? [`${failed} can't be undone cleanly`] : []),
    ...(restored > 0 ? [`${restored} restored the schema`] : []),
    ...(missing > 0 ? [`${missing} without a down script`] : []),
  ];
  return [folded(`Up, down, up again: ${parts.join(', ')}`, trips.map(tripLine), 'migrations')];
}

function tripLine(trip: RoundTrip): string {
  return `- ${code(trip.path)}: ${tripWords(trip)}`;
}

function tripWords(trip: RoundTrip): string {
  switch (trip.outcome) {
    case 'restored':
      return 'down restores the schema, and up works again.';
    case 'no-down':
      return 'no down script; going back needs a new migration.';
    case 'enum-values-left':
      return `down restores the schema but for ${code(clip(trip.enumValuesLeft.map(({ type, values }) => `${type}: ${values.join(', ')}`).join('; '), 200))}, since values of an enum type can't be removed; ${trip.error === undefined ? 'up works again' : 'up fails after down'}.`;
    case 'down-failed':
    case 'up-again-failed': {
      const what = trip.outcome === 'down-failed' ? 'down fails' : 'up fails after down';
      return `${what} at line ${trip.line}: ${plain(clip(trip.error.message, 300))} (${plain(trip.error.sqlstate)}).`;
    }
    case 'down-differs':
      return `down leaves another schema: ${differences(trip.differences)}`;
    case 'up-again-differs':
      return `up after down makes another schema: ${differences(trip.differences)}`;
  }
}

function differences(all: readonly SchemaDifference[]): string {
  const shown = all.slice(0, 5).map(({ object, before, after }) => {
    const how = after === null ? 'is missing' : before === null ? 'is left over' : 'differs';
    return `${code(clip(object, 200))} ${how}`;
  });
  const left = all.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? `, and ${left} more` : ''}.`;
}
