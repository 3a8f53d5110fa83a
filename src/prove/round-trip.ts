// up → down → compare → up again, for a migration whose up script has just run.
import type { History } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import type { EnumValuesLeft, RoundTrip, SchemaDifference, ScriptTrace, TraceError } from '../model/trace.ts';
import { boundedDifferences } from './bounded-differences.ts';
import type { KnownRelations } from './known-relations.ts';
import { type OnStep, resetSession } from './run-script.ts';
import { differences, enumValuesAdded, type Fingerprint } from './schema.ts';
import { valuesOfEnum } from './schema-queries.ts';
import { traceScript } from './trace.ts';
import type { Workbench } from './workbench.ts';

export interface TripInput {
  readonly bench: Workbench;
  readonly history: History;
  readonly migration: Migration;
  /** The migration that the history shows as newest after the down script, if any. */
  readonly previous: Migration | undefined;
  readonly before: Fingerprint;
  readonly after: Fingerprint;
  readonly relations: KnownRelations;
  readonly onStep: OnStep;
}

export interface Trip {
  readonly trip: RoundTrip;
  readonly trace: ScriptTrace | undefined;
  /** False when the database is not as after the first up: the caller must restore it. */
  readonly intact: boolean;
}

export async function roundTrip(input: TripInput): Promise<Trip> {
  const { bench, history, migration, before, after } = input;
  const { down } = migration;
  const base = { migration: migration.id, path: migration.path };
  if (down === undefined) return { trip: { ...base, outcome: 'no-down' }, trace: undefined, intact: true };
  const record = { before: [], after: history.recordUndone(migration, input.previous) };
  const { relations, onStep } = input;
  const observers = { ...bench.connections(), provided: bench.provided, relations, onStep };
  const { trace, failed } = await traceScript(observers, migration, 'down', down, record);
  if (failed !== null) {
    const line = failed.statement?.span.start.line ?? 1;
    return {
      trip: { ...base, outcome: 'down-failed', error: failed.error, line },
      trace,
      intact: await isAsAfter(bench, after),
    };
  }
  await resetSession(observers.worker);
  const back = withoutEnumValues(differences(before, await bench.fingerprint()));
  const { enumValuesLeft } = back;
  const known = enumValuesLeft.length === 0 ? base : { ...base, enumValuesLeft };
  if (back.others.length > 0) {
    const found = boundedDifferences(back.others);
    return { trip: { ...known, outcome: 'down-differs', differences: found }, trace, intact: false };
  }
  const again = await bench.apply(migration);
  if (again !== null) {
    const { error } = again;
    if (isAlreadyThere(error, enumValuesLeft))
      return { trip: { ...known, enumValuesLeft, outcome: 'enum-values-left', error }, trace, intact: false };
    const line = again.statement?.span.start.line ?? 1;
    return { trip: { ...known, outcome: 'up-again-failed', error, line }, trace, intact: false };
  }
  const ahead = differences(after, await bench.fingerprint());
  // A value that the down script has renamed is added a second time.
  const others = enumValuesLeft.length === 0 ? ahead : withoutEnumValues(ahead).others;
  if (others.length > 0)
    return {
      trip: { ...known, outcome: 'up-again-differs', differences: boundedDifferences(others) },
      trace,
      intact: false,
    };
  const intact = ahead.length === 0;
  return enumValuesLeft.length === 0
    ? { trip: { ...base, outcome: 'restored' }, trace, intact }
    : { trip: { ...base, enumValuesLeft, outcome: 'enum-values-left' }, trace, intact };
}

/** PostgreSQL has no way to drop a value of an enum type, so that no down script is to blame for those that are left. */
function withoutEnumValues(found: readonly SchemaDifference[]): {
  readonly enumValuesLeft: readonly EnumValuesLeft[];
  readonly others: readonly SchemaDifference[];
} {
  const added = found.map((difference) => ({ difference, values: enumValuesAdded(difference) }));
  return {
    enumValuesLeft: added
      .filter(({ values }) => values.length > 0)
      .map(({ difference, values }) => ({ type: difference.object.slice(valuesOfEnum.length + 1), values })),
    others: added.filter(({ values }) => values.length === 0).map(({ difference }) => difference),
  };
}

/** duplicate_object: `enum label "c" already exists`, in the server's language. */
function isAlreadyThere(error: TraceError, left: readonly EnumValuesLeft[]): boolean {
  return error.sqlstate === '42710' && left.some(({ values }) => values.some((value) => error.message.includes(value)));
}

/** A failed down in a transaction left nothing; one outside may have. A worker whose connection is gone can't go on either. */
async function isAsAfter(bench: Workbench, after: Fingerprint): Promise<boolean> {
  if (differences(after, await bench.fingerprint()).length > 0) return false;
  return bench
    .connections()
    .worker.run('select 1')
    .then(
      () => true,
      () => false,
    );
}
