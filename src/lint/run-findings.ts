// Findings about the run itself: a migration or its down script that fails, and round trips that do not come back.
import type { Change } from '../model/change.ts';
import type { Migration, Script, Statement } from '../model/migration.ts';
import type { Place } from '../model/place.ts';
import type { Name } from '../model/schema.ts';
import type { Leftover, ProofRun, RoundTrip, SchemaDifference, ScriptTrace, TraceError } from '../model/trace.ts';
import { constraintLeftNotValid } from '../rules/constraint-left-not-valid.ts';
import { linesOf, placeOf } from '../sql/lines.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { differenceWords, isLayoutOfCode } from './difference.ts';
import { enumValuesFindings } from './enum-values-left.ts';
import { type LocatedFinding, type NoticeHit, noticeFinding } from './finding.ts';
import { downFails, downNotInverse, invalidIndexLeft, migrationFails, upAgainFails } from './notices.ts';

export function runFindings(migrations: readonly Migration[], run: ProofRun): readonly LocatedFinding[] {
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  const failures = run.traces.flatMap((trace) => {
    const migration = byId.get(trace.migration);
    return migration === undefined || trace.direction === 'down'
      ? []
      : failedStatement(migration, trace, Math.floor(run.server.number / 10_000));
  });
  const trips = run.roundTrips.flatMap((trip) => {
    const migration = byId.get(trip.migration);
    return migration === undefined ? [] : [...tripFinding(migration, trip), ...enumValuesFindings(migration, trip)];
  });
  return [...failures, ...trips, ...run.leftovers.flatMap((leftover) => leftoverFinding(leftover, migrations))];
}

/** At the last statement that makes an object of that name; in a DO block nobody can tell, then at the last migration. */
function leftoverFinding(leftover: Leftover, migrations: readonly Migration[]): readonly LocatedFinding[] {
  const made = makerOf(leftover, migrations);
  const migration = made?.migration ?? migrations.at(-1);
  if (migration === undefined) return [];
  const start: Place = { path: migration.up.path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const hit = {
    evidence: 'measured' as const,
    migration: migration.id,
    place: made === undefined ? start : placeOf(migration.up.path, made.statement.span),
    ...(made === undefined ? {} : { statement: made.statement }),
    about: { relation: leftover.relation, name: leftover.name },
  };
  const { schema } = partsOf(leftover.relation);
  return leftover.kind === 'invalid-index'
    ? [
        noticeFinding(invalidIndexLeft, {
          ...hit,
          message: `After the last migration the index ${qualifiedName(schema, leftover.name)} is invalid.`,
        }),
      ]
    : [
        noticeFinding(constraintLeftNotValid, {
          ...hit,
          message: `After the last migration the constraint ${leftover.relation}.${leftover.name} is still NOT VALID.`,
        }),
      ];
}

interface Maker {
  readonly migration: Migration;
  readonly statement: Statement;
}

/** The last statement that makes it on a table of that name; else, since tables are renamed, on any. */
function makerOf(leftover: Leftover, migrations: readonly Migration[]): Maker | undefined {
  const { schema, name } = partsOf(leftover.relation);
  const isTable = (table: Name): boolean => table.name === name && (table.schema ?? schema) === schema;
  const makers = migrations
    .flatMap((migration) => migration.up.statements.map((statement) => ({ migration, statement })))
    .filter(({ statement }) => statement.changes.some((change) => makes(change, leftover.name)));
  const onTable = makers.findLast(({ statement: { changes } }) =>
    changes.some(
      (change) => makes(change, leftover.name) && (!('table' in change) || (change.table && isTable(change.table))),
    ),
  );
  return onTable ?? makers.at(-1);
}

function makes(change: Change, name: string): boolean {
  if (change.kind === 'add-constraint') return change.constraint.name === name || change.constraint.name === undefined;
  if (change.kind === 'alter-domain') return change.action === 'add-constraint' && change.name === name;
  return change.kind === 'create-index' && change.index === name;
}

function failedStatement(migration: Migration, trace: ScriptTrace, major: number): readonly LocatedFinding[] {
  const failed = trace.statements.find((statement) => statement.error !== null);
  if (failed === undefined || failed.error === null) return [];
  const statement = migration.up.statements[failed.index];
  return [
    noticeFinding(migrationFails, {
      message: `PostgreSQL ${major} refuses ${refusedWords(failed.error)}: ${errorText(failed.error)}`,
      place: errorPlace(migration.up, failed.index, failed.error),
      evidence: 'measured',
      migration: migration.id,
      ...(statement === undefined ? {} : { statement }),
    }),
  ];
}

function refusedWords({ during }: TraceError): string {
  if (during === 'commit') return 'the COMMIT after this statement';
  if (during === 'history') return "the row of this migration in the tool's history table";
  return 'this statement';
}

function tripFinding(migration: Migration, trip: RoundTrip): readonly LocatedFinding[] {
  const script = migration.down ?? migration.up;
  const at = (line: number): Place => ({ path: script.path, line, column: 1, endLine: line, endColumn: 1 });
  const base = { evidence: 'measured' as const, migration: migration.id, direction: 'down' as const };
  switch (trip.outcome) {
    case 'restored':
    case 'no-down':
    case 'enum-values-left':
      return [];
    case 'down-failed':
      return [
        noticeFinding(downFails, {
          ...base,
          place: at(trip.line),
          message: `Run right after its up script, the down script fails: ${errorText(trip.error)}`,
        }),
      ];
    case 'down-differs':
      return [downDiffers(migration, trip.differences, { ...base, place: at(1) })];
    case 'up-again-failed':
      return [
        noticeFinding(upAgainFails, {
          ...base,
          place: at(1),
          message: `After up and down, up fails: ${errorText(trip.error)}`,
        }),
      ];
    case 'up-again-differs':
      return [
        noticeFinding(upAgainFails, {
          ...base,
          place: at(1),
          message: `After up, down and up the schema differs from that after the first up: ${differenceText(trip.differences)}`,
        }),
      ];
  }
}

/**
 * A column that was dropped and added again stands at the end of its table: no down script can put it back. That is worth a word, no block;
 * so is a function that comes back with other line ends or indents.
 */
function downDiffers(
  migration: Migration,
  found: readonly SchemaDifference[],
  hit: Omit<NoticeHit, 'message'>,
): LocatedFinding {
  const positions = found.filter(isPosition);
  const layout = found.filter(isLayoutOfCode);
  const real = found.filter((difference) => !positions.includes(difference) && !layout.includes(difference));
  if (real.length > 0) {
    const message = `After up and down the schema is not what it was before: ${differenceText(real)}`;
    return noticeFinding(downNotInverse, { ...hit, message });
  }
  const columns = positions.length > 0 ? ['the order of columns'] : [];
  const space = layout.length > 0 ? ['the white space of functions'] : [];
  return noticeFinding(
    { ...downNotInverse, severity: 'info' },
    {
      ...hit,
      message: `After up and down of ${migration.name} all is back but ${[...columns, ...space].join(' and ')}: ${differenceText(found)}`,
      help:
        positions.length > 0
          ? 'Only `SELECT *` and INSERT without column names see it. Name the columns there; nothing else is to be done.'
          : 'The functions do the same as before; nothing is to be done.',
    },
  );
}

function isPosition(difference: SchemaDifference): boolean {
  return difference.object.startsWith('position of column ');
}

function errorText(error: TraceError): string {
  const detail = error.detail === undefined ? '' : ` ${error.detail}`;
  return `${error.message} (SQLSTATE ${error.sqlstate}).${detail}`;
}

const shown = 5;

function differenceText(differences: readonly SchemaDifference[]): string {
  const words = differences.slice(0, shown).map(differenceWords);
  const more = differences.length > shown ? `; and ${differences.length - shown} more` : '';
  return `${words.join('; ')}${more}.`;
}

/** The token that the server pointed at, else the whole statement. */
function errorPlace(script: Script, index: number, error: TraceError): Place {
  const statement = script.statements[index];
  if (statement === undefined) return { path: script.path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  if (error.offset === undefined) return placeOf(script.path, statement.span);
  const start = Math.min(statement.span.start.offset + error.offset, statement.span.end.offset);
  return placeOf(script.path, linesOf(script).span(start, Math.min(start + 1, statement.span.end.offset)));
}
