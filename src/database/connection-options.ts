// Reads a PostgreSQL URL and PG* settings into the options of a connection, with TLS decided once and for all.
import { userInfo } from 'node:os';
import { Failure } from '../failure.ts';
import { parseUrl } from './connection-url.ts';

/**
 * How the connection is protected. `verify-full` checks the certificate chain and the host name; `encrypt` checks
 * neither and exists only for local hosts, whose containers sign their own certificates.
 */
export type Tls = 'off' | 'encrypt' | 'verify-full';

export interface ConnectionOptions {
  /** A name, an address (IPv6 without brackets), or the directory of a unix socket (starts with `/`). */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** A function is called once per connect: IAM tokens and rotating secrets. */
  readonly password: string | (() => Promise<string>) | undefined;
  readonly database: string;
  readonly tls: Tls;
  /** Certificate authorities to trust instead of Node's own, as PEM text. Wins over `caFile`. */
  readonly ca?: string;
  /** A PEM file of certificate authorities (the RDS bundle); read when connecting. */
  readonly caFile?: string;
  /** Default 60,000 ms: a paused Aurora Serverless v2 cluster needs up to half a minute to wake. */
  readonly connectTimeoutMs?: number;
  /** Shown in pg_stat_activity; `lockgate` when left out. PostgreSQL cuts it at 63 bytes. */
  readonly applicationName?: string;
  /** Settings sent at session start: they win over ALTER DATABASE … SET and ALTER ROLE … SET. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A call that has no answer after so many milliseconds cuts the connection; no limit when left out. */
  readonly callLimitMs?: number;
  /** Cuts the connection, also one that is being made. */
  readonly signal?: AbortSignal;
  /** Called once the connection has ended, by whomever. */
  readonly onEnd?: () => void;
}

/** libpq's environment variables (manual, 34.15), as the front end read them. */
export type PgSettings = Readonly<Record<string, string | undefined>>;

/** Decides the protection from the host, libpq's sslmode and sslrootcert. */
export type DecideTls = (host: string, mode: string | undefined, authorities: string | undefined) => Tls;

/**
 * The connection that `url` and the PG* `settings` name; the URL wins. Unknown URL parameters are ignored, because other
 * tools put theirs there (`?schema=…&connection_limit=…`).
 *
 * TLS of a scratch server: a local host gets what `sslmode` asks for, by default none. Every other host gets
 * `verify-full`, whatever weaker mode is asked for, and `disable` is refused. A target is stricter: `parseTarget`.
 */
export function parseConnection(
  url: string | undefined,
  settings: PgSettings = {},
  decideTls: DecideTls = tlsFor,
): ConnectionOptions {
  const given = url === undefined ? {} : parseUrl(url);
  const host = given.host ?? nonEmpty(settings.PGHOST) ?? 'localhost';
  if (host.includes(',')) throw refused('names several hosts', 'Give the one host of the writer.');
  const user = given.user ?? nonEmpty(settings.PGUSER) ?? userInfo().username;
  const caFile = given.sslrootcert ?? nonEmpty(settings.PGSSLROOTCERT);
  const timeout = given.connect_timeout ?? nonEmpty(settings.PGCONNECT_TIMEOUT);
  return {
    host,
    port: portOf(given.port ?? nonEmpty(settings.PGPORT) ?? '5432'),
    user,
    password: given.password ?? nonEmpty(settings.PGPASSWORD),
    database: given.dbname ?? nonEmpty(settings.PGDATABASE) ?? user,
    tls: decideTls(host, given.sslmode ?? nonEmpty(settings.PGSSLMODE), caFile),
    ...(caFile === undefined || caFile === 'system' ? {} : { caFile }),
    ...(timeout !== undefined && /^[1-9]\d{0,4}$/.test(timeout) ? { connectTimeoutMs: Number(timeout) * 1000 } : {}),
  };
}

/** `user@host:port/database`, without the password and safe to show on one line. */
export function describeConnection(options: ConnectionOptions): string {
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const text = `${options.user}@${host}:${options.port}/${options.database}`;
  return text.replace(/\p{Cc}/gu, '?');
}

/**
 * True for a unix socket, loopback, `host.docker.internal`, and a name without dots: on a runner that is a service
 * container. A single number without dots is an IPv4 address in disguise (inet_aton) and isn't local.
 */
export function isLocalHost(host: string): boolean {
  const name = host.toLowerCase();
  if (name.startsWith('/') || name === '::1' || name === 'host.docker.internal') return true;
  if (/^127(?:\.\d{1,3}){3}$/.test(name) || name.endsWith('.localhost')) return true;
  return /^[a-z_][a-z0-9_-]*$/.test(name);
}

/** The protection a connection to `host` gets when `mode` (libpq's sslmode, manual 34.19) is asked for. */
export function tlsFor(host: string, mode: string | undefined): Tls {
  return tlsOf(host, isLocalHost(host), mode);
}

/** The protection for `mode`; `local` is what the caller trusts not to leave this machine. */
export function tlsOf(host: string, local: boolean, mode: string | undefined): Tls {
  switch (mode) {
    case undefined:
    case 'allow':
    case 'prefer':
      return local ? 'off' : 'verify-full';
    case 'disable':
      if (local) return 'off';
      throw refused(
        `turns TLS off for ${host}, which isn't a local host: the password and the data would cross the network readable`,
        'Leave sslmode away, or use sslmode=verify-full; Lockgate always verifies the certificate of a remote host.',
      );
    case 'require':
    case 'no-verify':
      return local ? 'encrypt' : 'verify-full';
    case 'verify-ca':
    case 'verify-full':
      return 'verify-full';
    default:
      throw refused(
        `has an unknown sslmode "${mode}"`,
        'Use one of: disable, prefer, require, verify-ca, verify-full.',
      );
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65_536) return port;
  throw refused('has a port that is not a number from 1 to 65535', 'Write the port after the host, as in host:5432.');
}

/** A connection that can't be made as it is named. `what` follows "The database connection". */
export function refused(what: string, help: string): Failure {
  return new Failure('bad-input', `The database connection ${what}.`, { help });
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
