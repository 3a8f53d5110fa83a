// A target over TCP, with databases of its own for each test: for the network between Lockgate and PostgreSQL.
import type { Row, Session } from '../../src/model/database.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';

export interface TcpTarget {
  readonly server: TcpServer;
  /** Makes a database and answers its name. */
  createDatabase(): Promise<string>;
  url(database: string, port?: number): string;
  /** Runs SQL straight on the server. */
  rows(database: string, sql: string): Promise<readonly Row[]>;
  session(database: string): Promise<Session>;
}

export async function tcpTarget(major: 15 | 18 = 18, settings: readonly string[] = []): Promise<TcpTarget> {
  const server = await tcpServer(major);
  await server.start(settings);
  let databases = 0;
  const url = (database: string, port = server.port): string => {
    const made = new URL(server.url);
    made.port = String(port);
    made.pathname = database;
    return made.href;
  };
  const session = (database: string): Promise<Session> =>
    targetConnection({ url: url(database), settings: {}, applicationName: 'test' }).connect();
  const rows = async (database: string, sql: string): Promise<readonly Row[]> => {
    const one = await session(database);
    try {
      return await one.run(sql);
    } finally {
      await one.close();
    }
  };
  for (let left = 100; ; left--) {
    try {
      await rows('postgres', 'SELECT 1');
      break;
    } catch (thrown) {
      if (left === 0) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    server,
    url,
    session,
    rows,
    async createDatabase() {
      const name = `target_${++databases}`;
      await rows('postgres', `CREATE DATABASE ${name}`);
      return name;
    },
  };
}
