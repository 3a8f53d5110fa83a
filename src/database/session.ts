// One connection over pg: both query protocols, the server's messages, and errors told apart from a lost connection.
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { Failure, messageOf } from '../failure.ts';
import type { Row, ServerError, ServerMessage, Session } from '../model/database.ts';
import { explainConnectFailure } from './connect-failure.ts';
import { type ConnectionOptions, describeConnection } from './connection-options.ts';
import { cutText, type Inflow, openInflow } from './inflow.ts';
import { tlsOptions } from './tls-options.ts';

/** Rows kept per call. A script may select a billion rows; nobody reads them, and they must not fill our memory. */
const KEPT_BYTES = 64 * 1024 * 1024;
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
 * Calls reject with a `ServerError` while the connection still works and with a `ConnectionLost` once it is gone. A call
 * keeps at most 64 MiB of rows: `run` drops the rest, `query` rejects. Texts of the server are cut (inflow.ts).
 *
 * The limit of time holds for all of it, the first answer to a query included. `signal` gives up connecting at once;
 * `options.signal` cuts the connection at any time.
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
  const inflow = limitInflow(client);
  const cut = () => client.connection.stream.destroy(new Error('it was cut by Lockgate'));
  options.signal?.addEventListener('abort', cut);
  client.on('end', () => {
    options.signal?.removeEventListener('abort', cut);
    options.onEnd?.();
  });
  const giveUp = (): void => void client.connection.stream.destroy(new Error('timeout expired'));
  const timer = setTimeout(giveUp, limitMs);
  signal?.addEventListener('abort', giveUp);
  try {
    if (signal?.aborted) throw interrupted();
    if (options.signal?.aborted) throw new Error('it was cut by Lockgate');
    await client.connect();
    return { ...(await openSession(client, inflow, options.callLimitMs)), pooler: poolerNamed(options.host) };
  } catch (thrown) {
    options.signal?.removeEventListener('abort', cut);
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

async function openSession(client: pg.Client, inflow: Inflow, callLimitMs: number | undefined): Promise<Session> {
  let busy = false;
  let onSettled: (alive: boolean) => void = () => {};
  client.connection.on('readyForQuery', () => onSettled(true));
  client.on('end', () => onSettled(false));
  // What the server said when it ended an idle connection (57P01, 25P03); the next call only hears that it is gone.
  let ended: Error | undefined;
  client.on('error', (error) => {
    ended ??= error;
  });

  const exchange = async (config: Exchange): Promise<Answer> => {
    if (busy) throw new Failure('internal', 'A database session was used for two calls at once.');
    if (config.text.includes('\0'))
      throw new Failure('bad-input', 'The SQL holds a NUL byte, which PostgreSQL refuses.');
    busy = true;
    inflow.dropRows = config.dropRows === true;
    const timer = callLimitMs === undefined ? undefined : setTimeout(() => tooLate(client, callLimitMs), callLimitMs);
    const settled = new Promise<boolean>((resolve) => {
      onSettled = resolve;
    });
    try {
      return await submit(client, config);
    } catch (thrown) {
      // ReadyForQuery follows an ERROR, the end of the connection follows a FATAL: that settles it in every language.
      if (thrown instanceof pg.DatabaseError && (await settled)) throw serverError(thrown, config.text);
      throw connectionLost(thrown instanceof pg.DatabaseError ? thrown : (ended ?? thrown));
    } finally {
      clearTimeout(timer);
      busy = false;
    }
  };

  // Asked for, not taken from the handshake: behind a pooler the handshake's number is made up.
  const started = await exchange({ text: 'select pg_catalog.pg_backend_pid() as pid' });
  return {
    pid: Number(started.rows[0]?.pid),
    handshakePid: handshakePidOf(client),
    run: async (sql, rows, copyData) => {
      const data = copyData === undefined ? {} : { copyData };
      return (await exchange({ text: sql, dropRows: rows === 'dropped', ...data })).rows;
    },
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
  readonly dropRows?: boolean;
  readonly copyData?: string;
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
  handleCopyInResponse(connection: CopyConnection): void;
}

interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
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
    const { copyData } = config;
    if (copyData !== undefined) query.handleCopyInResponse = (connection) => sendCopyData(connection, copyData);
    client.query(query);
  });
}

/** Bytes of one CopyData message; the server takes the rows in pieces of any size. */
const COPY_BYTES = 64 * 1024;

function sendCopyData(connection: CopyConnection, copyData: string): void {
  const bytes = Buffer.from(copyData);
  for (let at = 0; at < bytes.length; at += COPY_BYTES)
    connection.sendCopyFromChunk(bytes.subarray(at, at + COPY_BYTES));
  connection.endCopyFrom();
}

/** pg attaches its parser to the stream that carries the protocol, with TLS a second one: each passes through here. */
function limitInflow(client: pg.Client): Inflow {
  const inflow = openInflow();
  const connection = client.connection as unknown as { attachListeners(stream: Readable): void };
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream) => {
    const bounded = new EventEmitter();
    stream.on('end', () => bounded.emit('end'));
    stream.on('data', (chunk: Buffer) => {
      const parts = inflow.take(chunk);
      if (parts === undefined) stream.destroy(new Error('the server sent a value of more than 64 MiB'));
      else for (const part of parts) bounded.emit('data', part);
    });
    attach(bounded as Readable);
  };
  return inflow;
}

/** Lockgate's own calls have a limit of the server's; this is for a server that does not answer at all. */
function tooLate(client: pg.Client, limitMs: number): void {
  client.connection.stream.destroy(new Error(`there was no answer for ${Math.round(limitMs / 1000)} s`));
}

function connectionLost(thrown: unknown): Error {
  const lost = new Error(`The connection to the database was lost: ${cutText(messageOf(thrown))}`, { cause: thrown });
  return Object.assign(lost, { name: 'ConnectionLost' });
}

function listen(client: pg.Client, listener: (message: ServerMessage) => void): () => void {
  const onNotice = (notice: {
    severity?: string | undefined;
    message?: string | undefined;
    routine?: string | undefined;
  }) =>
    listener({
      severity: notice.severity ?? '',
      message: cutText(notice.message ?? ''),
      routine: cutText(notice.routine ?? ''),
    });
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
  return Object.assign(new Error(cutText(error.message), { cause: error }), {
    name: 'ServerError',
    sqlstate: error.code ?? '',
    detail: error.detail === undefined ? undefined : cutText(error.detail),
    hint: error.hint === undefined ? undefined : cutText(error.hint),
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
