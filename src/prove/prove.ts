// Proves a set of migrations on a scratch server: the baseline unwatched, then each new one watched, with its way back.
import { Failure, isConnectionLost, isServerError } from '../failure.ts';
import type { ScratchServer } from '../model/database.ts';
import type { Doing } from '../model/doing.ts';
import type { History, HistoryPlace } from '../model/layout.ts';
import type { Migration, Script } from '../model/migration.ts';
import type { ProofRun, RoundTrip, ScriptTrace, TraceError } from '../model/trace.ts';
import { addAncestors } from './ancestors.ts';
import { countObjects } from './census.ts';
import { readRelations } from './known-relations.ts';
import { leftoversIn } from './leftovers.ts';
import { needsCensus } from './losses.ts';
import { needsOf } from './needs.ts';
import { roundTrip } from './round-trip.ts';
import { resetSession } from './run-script.ts';
import { digestOf, type Fingerprint } from './schema.ts';
import { isServersTrouble, refusedQuery, serverTrouble } from './server-trouble.ts';
import { traceScript } from './trace.ts';
import { openWatch, type Watch } from './watch.ts';
import { openWorkbench, recordOf, type Workbench } from './workbench.ts';

export interface ProveInput {
  /** Run before the baseline, as the migrator: what the platform provides. */
  readonly setup?: readonly Script[];
  readonly baseline: readonly Migration[];
  readonly pending: readonly Migration[];
  readonly history: History;
  /** The schemas that the tool manages, and which of them is the default. */
  readonly historyAt?: HistoryPlace;
  /** Milliseconds a single statement may run. */
  readonly statementLimit: number;
  /** Called before each migration, for people who wait. */
  readonly onProgress?: (progress: {
    readonly phase: 'baseline' | 'prove';
    readonly done: number;
    readonly of: number;
    readonly path: string;
  }) => void;
  /** Called for each statement and whatever else takes time, so that it can be said when the run has to stop. */
  readonly onDoing?: (doing: Doing) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs everything in a database of its own, which is dropped at the end. A failing new migration ends the run and is in the traces;
 * a failing baseline migration is a Failure: the pull request is not to blame for it.
 */
export async function prove(server: ScratchServer, input: ProveInput): Promise<ProofRun> {
  const watch = openWatch(input.onDoing);
  const needs = needsOf(input.setup ?? [], [...input.baseline, ...input.pending]);
  try {
    const bench = await openWorkbench(server, { ...input, needs }, watch);
    const { roles } = bench.provided;
    const run = await proveOn(bench, input, watch).catch(async (thrown: unknown) => {
      // Whoever owns the server looks for what this leaves.
      await bench.close().catch(() => undefined);
      throw thrown;
    });
    await bench.close();
    return { server: server.version, madeRoles: roles, ...run };
  } catch (thrown) {
    throw withoutDefect(server, thrown, watch);
  }
}

async function proveOn(bench: Workbench, input: ProveInput, watch: Watch): Promise<Pending> {
  for (const script of input.setup ?? []) {
    watch.enter('baseline', script.path);
    await runSetup(bench, script);
  }
  await applyBaseline(bench, input, watch);
  return provePending(bench, input, watch);
}

/** The worker's refusals are outcomes; what the other sessions meet is neither the migration's doing nor a defect of Lockgate. */
function withoutDefect(server: ScratchServer, thrown: unknown, { doing }: Watch): unknown {
  if (isConnectionLost(thrown)) return serverTrouble(server.origin, thrown, doing());
  if (!isServerError(thrown)) return thrown;
  if (isServersTrouble(thrown.sqlstate)) return serverTrouble(server.origin, thrown, doing());
  return refusedQuery(thrown, doing());
}

async function runSetup(bench: Workbench, script: Script): Promise<void> {
  const [problem] = script.problems;
  if (problem !== undefined) {
    throw new Failure('bad-input', `${script.path} can't be read as SQL: ${problem.message}`, {
      help: problem.help,
      place: problem.place,
    });
  }
  const failed = await bench.run(script, { before: [], after: [] });
  if (failed === null) return;
  const { error, statement } = failed;
  const line = statement?.span.start.line ?? 1;
  throw new Failure(
    'bad-input',
    `The setup script ${script.path} stops ${stopWords(error, line)}: ${error.message} (SQLSTATE ${error.sqlstate}).${error.detail === undefined ? '' : ` ${error.detail}`}`,
    {
      help: 'It runs on the scratch server before the migrations, with the rights that rds_superuser has on Aurora. Correct it; `setup` in lockgate.yml names it.',
      place: { path: script.path, line, column: 1, endLine: line, endColumn: 1 },
    },
  );
}

async function applyBaseline(bench: Workbench, input: ProveInput, watch: Watch): Promise<void> {
  for (const [done, migration] of input.baseline.entries()) {
    interruptible(input.signal);
    input.onProgress?.({ phase: 'baseline', done, of: input.baseline.length, path: migration.path });
    watch.enter('baseline', migration.path);
    const failed = await bench.apply(migration);
    if (failed === null) continue;
    const { statement, error } = failed;
    const line = statement?.span.start.line ?? 1;
    throw new Failure(
      'base-does-not-apply',
      `The base does not apply on the scratch server, so the new migrations can't be proved: ${migration.path} stops ${stopWords(error, line)}: ${error.message} (SQLSTATE ${error.sqlstate}).${error.detail === undefined ? '' : ` ${error.detail}`}`,
      {
        help: 'This migration is in the base already; the pull request is not to blame. Use a scratch server of the version and with the extensions and roles that production has.',
        place: { path: migration.up.path, line, column: 1, endLine: line, endColumn: 1 },
      },
    );
  }
}

function stopWords({ during }: TraceError, line: number): string {
  if (during === 'commit') return 'at its COMMIT';
  if (during === 'history') return 'when the tool would write its row into the history table';
  return `at line ${line}`;
}

/** What is known of the new migrations. */
type Pending = Omit<ProofRun, 'server' | 'madeRoles'>;

async function provePending(bench: Workbench, input: ProveInput, watch: Watch): Promise<Pending> {
  const { pending, baseline, history } = input;
  const traces: ScriptTrace[] = [];
  const roundTrips: RoundTrip[] = [];
  const relations = await readRelations(bench.connections().worker, history.table);
  const first = await bench.fingerprint();
  const unfinishedBefore = await bench.unfinished();
  let schema: Fingerprint = first;
  const census = needsCensus(pending) ? await countObjects(bench.connections().monitor) : undefined;
  const ancestors = new Map<string, readonly string[]>();
  if (pending.some((migration) => migration.down !== undefined)) await bench.checkpoint();
  const sinceCheckpoint: Migration[] = [];
  for (const [done, migration] of pending.entries()) {
    interruptible(input.signal);
    input.onProgress?.({ phase: 'prove', done, of: pending.length, path: migration.path });
    const counted = census === undefined ? {} : { census };
    watch.enter('prove', migration.path);
    const known = { provided: bench.provided, relations, onStep: watch.onStep, ...counted };
    const observers = { ...bench.connections(), ...known };
    // Earlier migrations have dropped something, and a round trip has made it again.
    if (census !== undefined) census.isStale = true;
    await addAncestors(observers.worker, ancestors);
    const traced = await traceScript(observers, migration, 'up', migration.up, recordOf(history, migration));
    traces.push(traced.trace);
    if (traced.failed !== null) {
      schema = await bench.fingerprint();
      break;
    }
    await resetSession(observers.worker);
    sinceCheckpoint.push(migration);
    await addAncestors(observers.worker, ancestors);
    // A fingerprint costs as much as the schema is large: only where one is compared, or is the last.
    const next = pending[done + 1];
    const isCompared = migration.down !== undefined || next === undefined || next.down !== undefined;
    const after = isCompared ? await bench.fingerprint() : schema;
    const previous = pending[done - 1] ?? baseline.at(-1);
    const trip = await roundTrip({
      bench,
      history,
      migration,
      previous,
      before: schema,
      after,
      relations,
      onStep: watch.onStep,
    });
    roundTrips.push(trip.trip);
    if (trip.trace !== undefined) traces.push(trip.trace);
    if (!trip.intact) await rebuild(bench, sinceCheckpoint);
    schema = after;
  }
  const complete = roundTrips.length === pending.length;
  const leftovers = complete ? leftoversIn(unfinishedBefore, await bench.unfinished()) : [];
  return {
    traces,
    roundTrips,
    relations: [...relations.names].sort(),
    ancestors,
    leftovers,
    schemaBefore: digestOf(first),
    schemaAfter: digestOf(schema),
  };
}

/** Back to the checkpoint and forward again, to where the round trip began; then a new checkpoint, so that the next rebuild is short. */
async function rebuild(bench: Workbench, migrations: Migration[]): Promise<void> {
  await bench.restore();
  for (const migration of migrations) {
    const failed = await bench.apply(migration);
    if (failed === null) continue;
    throw new Failure(
      'internal',
      `${migration.path} ran once but fails when the database is rebuilt: ${failed.error.message}`,
    );
  }
  await bench.checkpoint();
  migrations.length = 0;
}

function interruptible(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Failure('interrupted', 'Interrupted.');
}
