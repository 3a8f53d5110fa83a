// Proves a set of migrations on a scratch server: the baseline unwatched, then each new one watched, with its way back.
import { Failure } from '../failure.ts';
import type { ScratchServer } from '../model/database.ts';
import type { History } from '../model/layout.ts';
import type { Migration, Script } from '../model/migration.ts';
import type { ProofRun, RoundTrip, ScriptTrace, TraceError } from '../model/trace.ts';
import { leftoversIn } from './leftovers.ts';
import { needsOf } from './needs.ts';
import { snapshot } from './observe.ts';
import { roundTrip } from './round-trip.ts';
import { resetSession } from './run-script.ts';
import { digestOf, type Fingerprint } from './schema.ts';
import { traceScript } from './trace.ts';
import { openWorkbench, recordOf, type Workbench } from './workbench.ts';

export interface ProveInput {
  /** Run before the baseline, as the migrator: what the platform provides. */
  readonly setup?: readonly Script[];
  readonly baseline: readonly Migration[];
  readonly pending: readonly Migration[];
  readonly history: History;
  /** Milliseconds a single statement may run. */
  readonly statementLimit: number;
  /** Called before each migration, for people who wait. */
  readonly onProgress?: (progress: {
    readonly phase: 'baseline' | 'prove';
    readonly done: number;
    readonly of: number;
    readonly path: string;
  }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs everything in a database of its own, which is dropped at the end. A failing new migration ends the run and is in the traces;
 * a failing baseline migration is a Failure: the pull request is not to blame for it.
 */
export async function prove(server: ScratchServer, input: ProveInput): Promise<ProofRun> {
  const setup = input.setup ?? [];
  const needs = needsOf(setup, [...input.baseline, ...input.pending]);
  const bench = await openWorkbench(server, input.history, input.statementLimit, needs);
  try {
    for (const script of setup) await runSetup(bench, script);
    await applyBaseline(bench, input);
    return { server: server.version, madeRoles: bench.provided.roles, ...(await provePending(bench, input)) };
  } finally {
    await bench.close();
  }
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

async function applyBaseline(bench: Workbench, input: ProveInput): Promise<void> {
  for (const [done, migration] of input.baseline.entries()) {
    interruptible(input.signal);
    input.onProgress?.({ phase: 'baseline', done, of: input.baseline.length, path: migration.path });
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

async function provePending(bench: Workbench, input: ProveInput): Promise<Omit<ProofRun, 'server' | 'madeRoles'>> {
  const { pending, baseline, history, statementLimit } = input;
  const traces: ScriptTrace[] = [];
  const roundTrips: RoundTrip[] = [];
  const relations = new Set<string>();
  const releaseStart = await snapshot(bench.connections().worker);
  const first = await bench.fingerprint();
  let schema: Fingerprint = first;
  if (pending.some((migration) => migration.down !== undefined)) await bench.checkpoint();
  const sinceCheckpoint: Migration[] = [];
  for (const [done, migration] of pending.entries()) {
    interruptible(input.signal);
    input.onProgress?.({ phase: 'prove', done, of: pending.length, path: migration.path });
    const observers = { ...bench.connections(), provided: bench.provided, releaseStart, statementLimit };
    const traced = await traceScript(observers, migration, 'up', migration.up, recordOf(history, migration));
    traces.push(traced.trace);
    for (const name of traced.relations) relations.add(name);
    if (traced.failed !== null) break;
    await resetSession(observers.worker);
    sinceCheckpoint.push(migration);
    const after = await bench.fingerprint();
    const previous = pending[done - 1] ?? baseline.at(-1);
    const trip = await roundTrip({
      bench,
      history,
      migration,
      previous,
      before: schema,
      after,
      releaseStart,
      statementLimit,
    });
    roundTrips.push(trip.trip);
    if (trip.trace !== undefined) traces.push(trip.trace);
    if (!trip.intact) await rebuild(bench, sinceCheckpoint);
    schema = after;
  }
  const complete = roundTrips.length === pending.length;
  const leftovers = complete ? leftoversIn(first, schema) : [];
  return {
    traces,
    roundTrips,
    relations: [...relations].sort(),
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
