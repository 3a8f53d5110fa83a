// up → down → compare → up again, for a migration whose up script has just run.
import type { History } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import type { RoundTrip, ScriptTrace } from '../model/trace.ts';
import { type Snapshot, snapshot } from './observe.ts';
import { resetSession } from './run-script.ts';
import { differences, type Fingerprint } from './schema.ts';
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
  readonly releaseStart: Snapshot;
  readonly statementLimit: number;
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
  const observers = {
    ...bench.connections(),
    provided: bench.provided,
    releaseStart: input.releaseStart,
    statementLimit: input.statementLimit,
  };
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
  const back = differences(before, await bench.fingerprint());
  if (back.length > 0) return { trip: { ...base, outcome: 'down-differs', differences: back }, trace, intact: false };
  const again = await bench.apply(migration);
  if (again !== null) {
    const line = again.statement?.span.start.line ?? 1;
    return { trip: { ...base, outcome: 'up-again-failed', error: again.error, line }, trace, intact: false };
  }
  const ahead = differences(after, await bench.fingerprint());
  if (ahead.length > 0)
    return { trip: { ...base, outcome: 'up-again-differs', differences: ahead }, trace, intact: false };
  return { trip: { ...base, outcome: 'restored' }, trace, intact: true };
}

/** A failed down in a transaction left nothing; one outside may have. A worker whose connection is gone can't go on either. */
async function isAsAfter(bench: Workbench, after: Fingerprint): Promise<boolean> {
  if (differences(after, await bench.fingerprint()).length > 0) return false;
  return snapshot(bench.connections().worker).then(
    () => true,
    () => false,
  );
}
