// From a URL, PG* settings or a secret to a function that connects to the target, rotation of the secret included.
import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseSecret, readDatabaseSecret } from './aws/secrets-manager.ts';
import { connectErrorCode } from './database/connect-failure.ts';
import { type ConnectionOptions, describeConnection, type PgSettings } from './database/connection-options.ts';
import { parseUrl } from './database/connection-url.ts';
import { connect } from './database/session.ts';
import { sessionParameters } from './database/session-parameters.ts';
import { parseTarget } from './database/target-options.ts';
import { Failure } from './failure.ts';
import type { Session } from './model/database.ts';

/** Where the target is; at least one of the three must say so. */
export interface TargetSource {
  readonly url?: string;
  /** ARN or name of a secret: its user and password count; its host, port and database where nothing else names them. */
  readonly secret?: string;
  /** PGHOST, PGPORT, … of the environment. */
  readonly settings: PgSettings;
  readonly caFile?: string;
  /** How other deployers see our sessions in pg_stat_activity. */
  readonly applicationName?: string;
  /** How long one call may go without an answer before the connection counts as lost. */
  readonly callLimitMs?: number;
  /** Pauses in milliseconds before the secret is read again after a refused password; by default 30 s in all. */
  readonly rotationPausesMs?: readonly number[];
}

export interface TargetConnection {
  /** `user@host:port/database`, for people. With a secret it is known once connected. */
  describe(): string;
  /** `signal` gives up at once. */
  connect(signal?: AbortSignal): Promise<Session>;
}

/**
 * A rotation takes less than a minute: the server has the new password first, then it becomes the current secret. Only a secret that
 * has changed is tried again, and the unchanged one a last time at the end, for a server that is late.
 */
const rotationPausesMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Parameters of the migration tool in the URL (`x-migrations-table`). */
export function toolParameters(url: string | undefined): Readonly<Record<string, string>> {
  return sessionParameters(url, undefined).tool;
}

export function targetConnection(source: TargetSource): TargetConnection {
  const { url, secret, settings, caFile, applicationName, callLimitMs } = source;
  const placed = sessionParameters(url, settings.PGOPTIONS).settings;
  const completed = (options: ConnectionOptions): ConnectionOptions => ({
    ...options,
    ...(applicationName === undefined ? {} : { applicationName }),
    ...(callLimitMs === undefined ? {} : { callLimitMs }),
    ...(Object.keys(placed).length === 0 ? {} : { settings: placed }),
  });
  if (secret !== undefined) return connectionBySecret(source, secret, completed);
  if (url === undefined && settings.PGHOST === undefined && settings.PGDATABASE === undefined) {
    throw new Failure('bad-input', 'No database is named, so there is nothing to apply to.', {
      help: 'Set LOCKGATE_DATABASE_URL, or LOCKGATE_DATABASE_SECRET, or PGHOST, PGUSER, PGPASSWORD and PGDATABASE.',
    });
  }
  const options = completed(parseTarget(url, settings, caFile));
  return { describe: () => describeConnection(options), connect: (signal) => connect(options, signal) };
}

function connectionBySecret(
  source: TargetSource,
  secret: string,
  completed: (options: ConnectionOptions) => ConnectionOptions,
): TargetConnection {
  const pauses = source.rotationPausesMs ?? rotationPausesMs;
  let known: ConnectionOptions | undefined;
  const read = async (signal: AbortSignal | undefined): Promise<ConnectionOptions> =>
    completed(optionsFrom(secret, await readDatabaseSecret(secret, signal), source));
  return {
    describe: () => (known === undefined ? `the database of secret ${secret}` : describeConnection(known)),
    async connect(signal) {
      known ??= await read(signal);
      let refused: ConnectionOptions | undefined;
      for (const pause of pauses) {
        if (refused === undefined || !sameLogin(refused, known)) {
          try {
            return await connect(known, signal);
          } catch (thrown) {
            if (connectErrorCode(thrown) !== '28P01') throw thrown;
            refused = known;
          }
        }
        await pauseFor(pause, signal);
        known = await read(signal);
      }
      return connect(known, signal);
    },
  };
}

function sameLogin(a: ConnectionOptions, b: ConnectionOptions): boolean {
  return a.user === b.user && a.password === b.password;
}

async function pauseFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

/** What the URL and PG* say about the place wins over the secret; user and password are the secret's. */
function optionsFrom(id: string, secret: DatabaseSecret, { url, settings, caFile }: TargetSource): ConnectionOptions {
  const given = url === undefined ? {} : parseUrl(url);
  const host = given.host ?? settings.PGHOST ?? secret.host;
  const database = given.dbname ?? settings.PGDATABASE ?? secret.dbname;
  const missing = [
    ...(host === undefined ? ['the host (PGHOST)'] : []),
    ...(database === undefined ? ['the database (PGDATABASE)'] : []),
  ];
  if (missing.length > 0) {
    throw new Failure(
      'bad-input',
      `The secret ${id} does not hold ${missing.join(' and ')}, and nothing else names it.`,
      {
        help: 'A secret that RDS manages holds only the user and the password. Give the rest as PGHOST, PGPORT and PGDATABASE; PGHOST is the endpoint of the writer.',
      },
    );
  }
  const { username, password } = secret;
  const merged = { ...settings, PGHOST: host, PGPORT: settings.PGPORT ?? secret.port, PGDATABASE: database };
  const options = parseTarget(url, { ...merged, PGUSER: username, PGPASSWORD: password }, caFile);
  return { ...options, user: username, password };
}
