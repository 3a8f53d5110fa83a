// A PostgreSQL for one benchmark, with databases that psql and Lockgate reach in the same way.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { findBinaries } from '../src/database/binaries.ts';
import { startOwnServer } from '../src/database/own-server.ts';
import { connect } from '../src/database/session.ts';
import type { Session } from '../src/model/database.ts';
import type { Environment } from './measuring.ts';

export interface BenchDatabase {
  /** PGHOST, PGUSER, …: what both psql and Lockgate read. */
  readonly environment: Environment;
  readonly url: string;
  connect(): Promise<Session>;
  drop(): Promise<void>;
}

export interface BenchServer {
  readonly version: string;
  createDatabase(): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

/** Local or embedded binaries of that major version, the newest when none is asked for. */
export async function startBenchServer(major: number | undefined): Promise<BenchServer> {
  const from = [fileURLToPath(new URL('..', import.meta.url))];
  const [binaries] = await findBinaries({ path: process.env.PATH, from, major });
  if (binaries === undefined || (major !== undefined && binaries.major !== major))
    throw new Error(`There is no PostgreSQL ${major ?? ''} on this machine.`);
  const server = await startOwnServer(binaries);
  const { administrator } = server;
  const administer = async (sql: string): Promise<void> => {
    const session = await connect(administrator);
    await session.run(sql).finally(() => session.close());
  };
  return {
    version: binaries.version,
    async createDatabase() {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      await administer(`create database ${name}`);
      const { host, port, user, password } = administrator;
      return {
        environment: {
          PGHOST: host,
          PGPORT: String(port),
          PGUSER: user,
          PGPASSWORD: String(password),
          PGDATABASE: name,
        },
        url: `postgresql://${user}:${password}@:${port}/${name}?host=${encodeURIComponent(host)}`,
        connect: () => connect({ ...administrator, database: name }),
        drop: () => administer(`drop database ${name} with (force)`),
      };
    },
    stop: () => server.stop(),
  };
}

/** A new database for the length of `work`. */
export async function inDatabase<T>(server: BenchServer, work: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const database = await server.createDatabase();
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}
