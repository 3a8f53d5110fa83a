// Values that a migration adds to an enum type of the base: PostgreSQL can't drop them, so no down script can either.
import type { Change } from '../model/change.ts';
import type { Migration } from '../model/migration.ts';
import type { EnumValuesLeft, RoundTrip } from '../model/trace.ts';
import { placeOf } from '../sql/lines.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { enumValueNotRemovable } from './notices.ts';

/** One per type, at the statement that adds the first of its values. A remark where up works again: then there is nothing to do. */
export function enumValuesFindings(migration: Migration, trip: RoundTrip): readonly LocatedFinding[] {
  const upWorksAgain = trip.outcome === 'enum-values-left' && trip.error === undefined;
  const notice: typeof enumValueNotRemovable = upWorksAgain
    ? { ...enumValueNotRemovable, severity: 'info' }
    : enumValueNotRemovable;
  return (trip.enumValuesLeft ?? []).map((left) => {
    const statement = migration.up.statements.find(({ changes }) => changes.some((change) => adds(change, left)));
    const { path } = migration.down ?? migration.up;
    return noticeFinding(notice, {
      message: `${sentence(left)}${upWorksAgain ? '' : ` ${fate(trip)}`}`,
      ...(upWorksAgain
        ? { help: 'The rest is undone, and up works again after down. An unused value does no harm: no action needed.' }
        : {}),
      place:
        statement === undefined
          ? { path, line: 1, column: 1, endLine: 1, endColumn: 1 }
          : placeOf(migration.up.path, statement.span),
      evidence: 'measured',
      migration: migration.id,
      ...(statement === undefined ? { direction: 'down' as const } : { statement }),
    });
  });
}

function sentence({ type, values }: EnumValuesLeft): string {
  const quoted = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
  return `${quoted} can't be removed from the enum type ${type} again: ${values.length === 1 ? 'it stays' : 'they stay'} after the down script, since PostgreSQL has no DROP VALUE.`;
}

function fate(trip: RoundTrip): string {
  return trip.outcome === 'enum-values-left' && trip.error !== undefined
    ? `After a rollback the release can't be deployed again: ${trip.error.message} (SQLSTATE ${trip.error.sqlstate}).`
    : 'Whether up works again after down was not shown.';
}

/** The type's name as it was written may lack its schema, so the value decides. */
function adds(change: Change, left: EnumValuesLeft): boolean {
  if (change.kind === 'do') return change.statements.some(({ changes }) => changes.some((inner) => adds(inner, left)));
  return change.kind === 'add-enum-value' && left.values.includes(change.value);
}
