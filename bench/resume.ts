// Kills `apply` again and again half-way, starts it again until it is done, and compares with a run that nobody disturbed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { differences, digestOf, type Fingerprint, fingerprint } from '../src/prove/schema.ts';
import { benchArguments } from './arguments.ts';
import { bundle } from './measuring.ts';
import { readDirectory } from './migrations.ts';
import { type BenchDatabase, inDatabase, startBenchServer } from './server.ts';
import { shortName } from './table.ts';

const { directories, layout, major, rounds } = benchArguments(
  'node bench/resume.ts DIRECTORY [--layout L] [--major N] [--rounds N]',
  5,
);
const killsPerRound = 8;
const directory = await readDirectory(directories[0], layout);
const history = directory.layout.history('public');
const server = await startBenchServer(major);

interface State {
  readonly schema: Fingerprint;
  /** What the history table says, in its order and without its times. */
  readonly history: readonly string[];
  /** Rows that are left in Lockgate's own journal. */
  readonly unfinished: number;
}

async function stateOf(database: BenchDatabase): Promise<State> {
  const session = await database.connect();
  try {
    const schema = await fingerprint(session, { historyTable: history.table, owner: 'postgres' });
    const rows = history.parse(await session.run(history.read), directory.migrations);
    const [journal] = await session.run(`select pg_catalog.to_regclass('lockgate.journal') is not null as made`);
    const [left] =
      journal?.made === true ? await session.run('select count(*)::int4 as rows from lockgate.journal') : [];
    return { schema, history: rows.map((row) => JSON.stringify(row)), unfinished: Number(left?.rows ?? 0) };
  } finally {
    await session.close();
  }
}

/** Milliseconds it ran, and whether it was killed before its end. */
async function apply(
  database: BenchDatabase,
  killAfterMs: number | undefined,
): Promise<{ killed: boolean; ms: number }> {
  const args = ['apply', directory.path, '--layout', directory.layout.name];
  const { program, args: argv } = bundle('codebuild-plugin/index.js', args);
  const start = performance.now();
  const child = spawn(program, argv, {
    env: { ...process.env, ...database.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = once(child, 'close');
  const stopTimer = new AbortController();
  if (killAfterMs !== undefined) {
    sleep(killAfterMs, undefined, { signal: stopTimer.signal }).then(
      () => child.kill('SIGKILL'),
      () => false,
    );
  }
  const [code, signal] = await ended;
  stopTimer.abort();
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`apply ended with ${code}:\n${Buffer.concat(said)}`);
  return { killed: signal === 'SIGKILL', ms: performance.now() - start };
}

/** Returns at which millisecond of its run each killed process was killed. */
async function applyKilled(database: BenchDatabase, undisturbedMs: number): Promise<readonly number[]> {
  const kills: number[] = [];
  while (kills.length < killsPerRound) {
    const { killed, ms } = await apply(database, Math.random() * undisturbedMs * 0.6);
    if (!killed) return kills;
    kills.push(ms);
  }
  await apply(database, undefined);
  return kills;
}

function report(round: number, kills: readonly number[], wanted: State, found: State): boolean {
  const changed = differences(wanted.schema, found.schema);
  const sameHistory = wanted.history.join('\n') === found.history.join('\n');
  const equal = changed.length === 0 && sameHistory && found.unfinished === wanted.unfinished;
  const moments = kills.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(', ');
  console.log(`round ${round}: ${kills.length} kills (after ${moments}): ${equal ? 'equal' : 'DIFFERENT'}`);
  for (const { object, before, after } of changed)
    console.log(`  ${object}\n    undisturbed: ${before}\n    killed: ${after}`);
  if (!sameHistory) console.log(`  history: ${wanted.history.length} rows undisturbed, ${found.history.length} killed`);
  if (found.unfinished !== wanted.unfinished) console.log(`  journal: ${found.unfinished} rows left`);
  return equal;
}

try {
  const wanted = await inDatabase(server, async (database) => {
    const { ms } = await apply(database, undefined);
    return { ms, ...(await stateOf(database)) };
  });
  const { schema, ms } = wanted;
  console.log(
    `${shortName(directory.path)}, PostgreSQL ${server.version}: undisturbed in ${(ms / 1000).toFixed(2)} s,`,
  );
  console.log(`${wanted.history.length} rows of history, ${schema.size} objects, ${digestOf(schema)}`);
  for (let round = 1; round <= rounds; round++) {
    await inDatabase(server, async (database) => {
      const kills = await applyKilled(database, ms);
      if (!report(round, kills, wanted, await stateOf(database))) process.exitCode = 1;
    });
  }
} finally {
  await server.stop();
}
