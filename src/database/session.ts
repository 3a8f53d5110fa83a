// One connection over pg: both query protocols, the server's messages, and errors told apart from a lost connection.
import pg from 'pg';
import { Failure, messageOf } from '../failure.ts';
import type { Row, ServerError, ServerMessage, Session } from '../model/database.ts';
import { explainConnectFailure } from './connect-failure.ts';
import { type ConnectionOptions, describeConnection } from './connection-options.ts';
import { tlsOptions } from './tls-options.ts';

/** Rows kept per call. A script may select a billion rows; nobody reads them, and they must not fill our memory. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** A longer message ends the connection: pg reads one into a string, and one of 512 MiB would end the process. */
const MESSAGE_BYTES = 128 * 1024 * 1024;
/** How long a polite goodbye may take before the socket is destroyed. */
const CLOSE_MS = 5_000;
const CONNECT_MS = 60_000;
/** Idle time before TCP keepalive probes: a failed-over writer goes silent without closing its sockets. */
const KEEPALIVE_MS = 30_000;

/**
 * Connects, or throws a `Failure` of code `no-database` whose cause is what pg or the server said (see
 * `connectErrorCode`).
 *
 * Values arrive as pg parses them: int2, int4, oid and float8 as number, bool as boolean, json as data, date and
 * timestamp as Date, arrays as array; int8, numeric and everything else as the server's text.
 *
 * Calls reject with a `ServerError` while the connection still works and with another error once it is gone. A call
 * keeps at most 64 MiB of rows: `run` drops the rest, `query` rejects.
 *
 * The limit of time holds for all of it, the first answer to a query included. `signal` gives up at once.
 */
export async function connect(options: ConnectionOptions, signal?: AbortSignal): Promise<Session> {
  const limitMs = options.connectTimeoutMs ?? CONNECT_MS;
  const client = new pg.Client({
    host: options.host,
    port: options.port,
    user: options.user,
    database: options.database,
    // Always a function: given an empty password pg would look into the environment and ~/.pgpass.
    password: () => passwordOf(options),
    ssl: await tlsOptions(options),
    application_name: options.applicationName ?? 'lockgate',
    client_encoding: 'UTF8',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
    connectionTimeoutMillis: limitMs,
    options: options.settings === undefined ? undefined : startupOptions(options.settings),
  });
  // Without a listener an unexpected end would be an uncaught exception; pending calls are rejected by pg itself.
  client.on('error', () => {});
  const giveUp = (): void => void client.connection.stream.destroy(new Error('timeout expired'));
  const timer = setTimeout(giveUp, limitMs);
  signal?.addEventListener('abort', giveUp);
  try {
    if (signal?.aborted) throw interrupted();
    await client.connect();
    return { ...(await openSession(client)), pooler: poolerNamed(options.host) };
  } catch (thrown) {
    client.connection.stream.destroy();
    throw signal?.aborted ? interrupted() : explainConnectFailure(thrown, options);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** `name.proxy-….region.rds.amazonaws.com`, also for its further endpoints. */
function poolerNamed(host: string): string | undefined {
  return /\.proxy-[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com(?:\.cn)?\.?$/i.test(host) ? 'RDS Proxy' : undefined;
}

function interrupted(): Failure {
  return new Failure('interrupted', 'Interrupted while connecting to the database.');
}

async function openSession(client: pg.Client): Promise<Session> {
  let busy = false;
  let onSettled: (alive: boolean) => void = () => {};
  client.connection.on('readyForQuery', () => onSettled(true));
  client.on('end', () => onSettled(false));
  // What the server said when it ended an idle connection (57P01, 25P03); the next call only hears that it is gone.
  let ended: Error | undefined;
  client.on('error', (error) => {
    ended ??= error;
  });
  limitMessages(client);

  const exchange = async (config: Exchange): Promise<Answer> => {
    if (busy) throw new Failure('internal', 'A database session was used for two calls at once.');
    if (config.text.includes('\0'))
      throw new Failure('bad-input', 'The SQL holds a NUL byte, which PostgreSQL refuses.');
    busy = true;
    const settled = new Promise<boolean>((resolve) => {
      onSettled = resolve;
    });
    try {
      return await submit(client, config);
    } catch (thrown) {
      // ReadyForQuery follows an ERROR, the end of the connection follows a FATAL: that settles it in every language.
      if (thrown instanceof pg.DatabaseError && (await settled)) throw serverError(thrown, config.text);
      const cause = thrown instanceof pg.DatabaseError ? thrown : (ended ?? thrown);
      throw new Error(`The connection to the database was lost: ${messageOf(cause)}`, { cause });
    } finally {
      busy = false;
    }
  };

  // Asked for, not taken from the handshake: behind a pooler the handshake's number is made up.
  const started = await exchange({ text: 'select pg_catalog.pg_backend_pid() as pid' });
  return {
    pid: Number(started.rows[0]?.pid),
    handshakePid: handshakePidOf(client),
    run: async (sql) => (await exchange({ text: sql })).rows,
    query: async (sql, parameters) => {
      const answer = await exchange({ text: sql, values: [...parameters], queryMode: 'extended' });
      if (!answer.cut) return answer.rows;
      throw new Failure('database', 'A query of Lockgate returned more than 64 MiB; that much is never right to hold.');
    },
    onMessage: (listener) => listen(client, listener),
    close: () => close(client),
  };
}

/** The protocol lets a server send no key data; pg shows the number, its types don't. */
function handshakePidOf(client: pg.Client): number | undefined {
  const { processID } = client as unknown as { readonly processID: number | null };
  return processID ?? undefined;
}

interface Exchange {
  readonly text: string;
  readonly values?: unknown[];
  readonly queryMode?: 'extended';
}

interface Answer {
  readonly rows: readonly Row[];
  /** Rows were dropped. */
  readonly cut: boolean;
}

type Results = pg.QueryResult | pg.QueryResult[];

/** What pg's Query has and its types don't show. */
interface RowReceiver extends pg.Submittable {
  handleDataRow(message: { readonly length: number }): void;
}
type NewQuery = new (config: Exchange, callback: (error: Error | null, results: Results) => void) => RowReceiver;

function submit(client: pg.Client, config: Exchange): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const query = new (pg.Query as unknown as NewQuery)(config, (error, results) => {
      if (error) reject(error);
      else resolve({ rows: (Array.isArray(results) ? results.at(-1) : results)?.rows ?? [], cut: bytes > KEPT_BYTES });
    });
    const receive = query.handleDataRow.bind(query);
    query.handleDataRow = (message) => {
      bytes += message.length;
      if (bytes <= KEPT_BYTES) receive(message);
    };
    client.query(query);
  });
}

function limitMessages(client: pg.Client): void {
  const { connection } = client;
  let unread = 0;
  connection.on('message', () => {
    unread = 0;
  });
  connection.stream.prependListener('data', (chunk: Buffer) => {
    unread += chunk.length;
    if (unread > MESSAGE_BYTES) connection.stream.destroy(new Error('the server sent a value of more than 128 MiB'));
  });
}

function listen(client: pg.Client, listener: (message: ServerMessage) => void): () => void {
  const onNotice = (notice: {
    severity?: string | undefined;
    message?: string | undefined;
    routine?: string | undefined;
  }) => listener({ severity: notice.severity ?? '', message: notice.message ?? '', routine: notice.routine ?? '' });
  client.on('notice', onNotice);
  return () => client.off('notice', onNotice);
}

/** Resolves when the server has closed its side, so that the backend is gone from the server's list of sessions. */
async function close(client: pg.Client): Promise<void> {
  const timer = setTimeout(() => client.connection.stream.destroy(), CLOSE_MS);
  try {
    await client.end();
  } finally {
    clearTimeout(timer);
  }
}

function serverError(error: pg.DatabaseError, sql: string): ServerError {
  return Object.assign(new Error(error.message, { cause: error }), {
    name: 'ServerError',
    sqlstate: error.code ?? '',
    detail: error.detail,
    hint: error.hint,
    offset: error.position === undefined ? undefined : utf16Offset(sql, Number(error.position)),
  });
}

/** PostgreSQL counts characters from 1; a character outside the basic plane is two UTF-16 units. */
function utf16Offset(sql: string, position: number): number {
  let offset = 0;
  for (let character = 1; character < position && offset < sql.length; character++) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

async function passwordOf(options: ConnectionOptions): Promise<string> {
  const password = typeof options.password === 'function' ? await options.password() : options.password;
  if (password !== undefined && password !== '') return password;
  throw new Failure(
    'no-database',
    `The server asks for the password of ${describeConnection(options)}; none was given.`,
    {
      help: 'Put the password into the database URL, or set PGPASSWORD.',
    },
  );
}

/** The startup packet's `options`: backslashes and white space are escaped by a backslash (manual, 55.2.1). */
function startupOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`)
    .join(' ');
}
