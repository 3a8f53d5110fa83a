// A PostgreSQL of our own: private directory, unix socket only, random administrator password, gone when we are.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, open, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Failure, messageOf } from '../failure.ts';
import { type Binaries, versionOf } from './binaries.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { type Guardian, startGuardian } from './guardian.ts';
import { buildPrivateTree } from './private-tree.ts';
import { type ServerOwner, serverOwner } from './server-owner.ts';
import { connect } from './session.ts';

export interface OwnServer {
  /** The postmaster's process id. */
  readonly pid: number;
  /** Everything of the server is in here. */
  readonly directory: string;
  readonly administrator: ConnectionOptions;
  /** The last line of its log that says why it ended, as `: PANIC: …`; empty when there is none. */
  lastWords(): Promise<string>;
  /** Stops the server and removes its files; the second call does nothing. */
  stop(): Promise<void>;
}

const PORT = 5432;
const START_MS = 60_000;
const STOP_MS = 4_000;
/** sun_path holds 108 bytes on Linux and 104 on macOS, with the closing NUL. */
const SOCKET_BYTES = 103;

/** Only `--name=value` settings that are meant for a throw-away server; never set these on one that isn't ours. */
const SETTINGS = {
  listen_addresses: '',
  max_connections: '40',
  // A transaction that makes 5,000 tables holds 25,000 locks. Aurora has room for them, as its max_connections is in the thousands.
  max_locks_per_transaction: '2048',
  // Its locks and statistics would disturb what is measured.
  autovacuum: 'off',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  jit: 'off',
  // The disk is the machine's: files of sorts, WAL and the log stay small. The database's own files are watched.
  temp_file_limit: '1GB',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  // A script can raise as many warnings, as long, as it likes.
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  // Traces are read from messages, so they have to be in English; a time zone changes what rewrites a table.
  lc_messages: 'C',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Makes and starts a server from `binaries`; on any failure nothing is left behind. */
export async function startOwnServer(binaries: Binaries, signal?: AbortSignal): Promise<OwnServer> {
  const owner = await serverOwner();
  const directory = await makeDirectory(owner);
  const guardian = startGuardian(directory);
  let server: ChildProcess | undefined;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= endServer(server, directory, guardian);
    return stopped;
  };
  try {
    const bin = await runnable(binaries, directory, owner);
    const password = randomBytes(24).toString('base64url');
    await initialise(bin, binaries.major, { directory, password, owner, guardian, signal });
    server = await launch(bin, { directory, owner, guardian });
    const administrator: ConnectionOptions = {
      host: directory,
      port: PORT,
      user: 'postgres',
      password,
      database: 'postgres',
      tls: 'off',
      connectTimeoutMs: 10_000,
    };
    await untilReady(server, administrator, directory, signal);
    const lastWords = () => lastWordsIn(directory);
    return { pid: server.pid ?? 0, directory, administrator, lastWords, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** A new directory that only `owner` can enter, short enough for a socket, and reachable by them. */
async function makeDirectory(owner: ServerOwner): Promise<string> {
  for (const parent of new Set([await realpath(tmpdir()).catch(() => '/tmp'), '/tmp'])) {
    const tooLong = Buffer.byteLength(join(parent, 'lockgate-XXXXXX', `.s.PGSQL.${PORT}`)) > SOCKET_BYTES;
    if (tooLong || ('uid' in owner && !(await openToAll(parent)))) continue;
    const directory = await mkdtemp(join(parent, 'lockgate-')).catch(() => undefined);
    if (directory === undefined) continue;
    if ('uid' in owner) await chown(directory, owner.uid, owner.gid);
    return directory;
  }
  throw new Failure('no-database', 'There is no temporary directory that a PostgreSQL of our own could live in.', {
    help: 'Make /tmp writable, set TMPDIR to a short path that all users can enter, or give --database-url.',
  });
}

async function openToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  return (mode & 0o001) !== 0 && (path === '/' || (await openToAll(dirname(path))));
}

async function runnable(binaries: Binaries, directory: string, owner: ServerOwner): Promise<string> {
  if (binaries.inPlace) return binaries.directory;
  const bin = await buildPrivateTree(binaries.directory, join(directory, 'pg'));
  if ((await versionOf(bin, owner)) !== undefined) return bin;
  throw new Failure('no-database', `The embedded PostgreSQL ${binaries.version} does not run on this machine.`, {
    help: 'Its binaries are made for glibc systems. Install PostgreSQL, or give --database-url.',
  });
}

interface Home {
  readonly signal?: AbortSignal | undefined;
  readonly directory: string;
  readonly owner: ServerOwner;
  readonly guardian: Guardian;
}

async function initialise(bin: string, major: number, home: Home & { readonly password: string }): Promise<void> {
  const passwordFile = join(home.directory, 'password');
  await writeFile(passwordFile, home.password, { mode: 0o600, flag: 'wx' });
  if ('uid' in home.owner) await chown(passwordFile, home.owner.uid, home.owner.gid);
  const shared = ['--no-sync', '--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8'];
  const places = [`--pgdata=${join(home.directory, 'data')}`, `--pwfile=${passwordFile}`];
  // Since 17 PostgreSQL has a C.UTF-8 of its own; before, the system may have one or not.
  const locales =
    major >= 17
      ? [['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']]
      : [['--locale=C.UTF-8'], ['--locale=C']];
  let problem: unknown;
  for (const locale of locales) {
    const running = promisify(execFile)(join(bin, 'initdb'), [...shared, ...places, ...locale], {
      ...childOptions(home.owner),
      signal: home.signal,
      timeout: START_MS,
      killSignal: 'SIGKILL',
    });
    home.guardian.watch(running.child.pid ?? 0);
    problem = await running.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    home.guardian.watch(0);
    if (problem === undefined) break;
  }
  await rm(passwordFile);
  if (problem !== undefined) {
    throw new Failure('no-database', `initdb could not make a scratch server: ${messageOf(problem).trim()}`, {
      help: 'Check the free space of the temporary directory, or give --database-url.',
      cause: problem,
    });
  }
}

async function launch(bin: string, home: Home): Promise<ChildProcess> {
  const log = await open(join(home.directory, 'log'), 'a', 0o600);
  try {
    const settings = { ...SETTINGS, unix_socket_directories: `"${home.directory}"` };
    const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    const server = spawn(join(bin, 'postgres'), ['-D', join(home.directory, 'data'), `--port=${PORT}`, ...args], {
      ...childOptions(home.owner),
      // Ctrl-C in a terminal must not reach it before we have dropped what is on it.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    server.once('exit', () => home.guardian.watch(0));
    await once(server, 'spawn');
    server.unref();
    home.guardian.watch(server.pid ?? 0);
    return server;
  } finally {
    await log.close();
  }
}

/** None of our environment: it may hold tokens, and the server runs hostile SQL. */
function childOptions(owner: ServerOwner) {
  return { ...owner, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } };
}

async function untilReady(
  server: ChildProcess,
  administrator: ConnectionOptions,
  directory: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    try {
      signal?.throwIfAborted();
      await (await connect(administrator)).close();
      return;
    } catch (thrown) {
      if (signal?.aborted) throw thrown;
      if (hasEnded(server) || Date.now() > deadline) {
        const log = await readFile(join(directory, 'log'), 'utf8').catch(() => '');
        throw new Failure('no-database', `The scratch server did not start: ${log.trim().slice(-1_000)}`, {
          help: 'Check the memory and the free space of this machine, or give --database-url.',
          cause: thrown,
        });
      }
      await sleep(20);
    }
  }
}

async function endServer(server: ChildProcess | undefined, directory: string, guardian: Guardian): Promise<void> {
  if (server !== undefined && !hasEnded(server)) {
    server.ref();
    const exited = once(server, 'exit');
    // Immediate shutdown: sessions end whatever they do, shared memory is released (manual, 18.5); nothing of it is kept.
    server.kill('SIGQUIT');
    const timer = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(timer);
  }
  await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  guardian.dismiss();
}

async function lastWordsIn(directory: string): Promise<string> {
  const log = await readFile(join(directory, 'log'), 'utf8').catch(() => '');
  const said = log
    .split('\n')
    .findLast((line) => /\b(?:PANIC|FATAL): /.test(line) && !line.includes('terminating connection'));
  return said === undefined ? '' : `: ${said.slice(said.search(/PANIC|FATAL/)).slice(0, 300)}`;
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
