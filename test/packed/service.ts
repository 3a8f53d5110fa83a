// Databases on the test's own PostgreSQL, and servers that a program under test starts by itself.
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinaries } from '../../src/database/binaries.ts';
import { parseConnection } from '../../src/database/connection-options.ts';
import { buildPrivateTree } from '../../src/database/private-tree.ts';
import { connect } from '../../src/database/session.ts';
import type { TcpServer } from '../database/tcp-server.ts';
import { run } from './processes.ts';

type Row = Record<string, unknown>;

/** Runs SQL as the superuser in one database. */
export async function query(server: TcpServer, database: string, sql: string): Promise<readonly Row[]> {
  const session = await connect({ ...parseConnection(server.url), database });
  try {
    return await session.run(sql);
  } finally {
    await session.close();
  }
}

/** The password of the role that deploys: it has to be escaped in a URL, in XML and in JSON. */
export const deployerPassword = `hunter2/%"<'é`;

/** A new database that the role `deployer` may change. */
export async function createDatabase(server: TcpServer, name: string): Promise<void> {
  const password = deployerPassword.replaceAll("'", "''");
  const [role] = await query(server, 'postgres', "SELECT 1 FROM pg_roles WHERE rolname = 'deployer'");
  if (role === undefined) await query(server, 'postgres', `CREATE ROLE deployer LOGIN PASSWORD '${password}'`);
  await query(server, 'postgres', `CREATE DATABASE ${name} OWNER deployer`);
}

/** A directory with runnable PostgreSQL programs, as on a machine that has it installed. */
export async function installedPrograms(directory: string): Promise<string> {
  const [binaries] = await findBinaries({ path: process.env.PATH, from: [import.meta.dirname], major: 18 });
  if (binaries === undefined) throw new Error('no PostgreSQL to test with');
  if (binaries.inPlace) return binaries.directory;
  return buildPrivateTree(binaries.directory, join(directory, 'pg'));
}

/** A directory for TMPDIR in which a PostgreSQL of another user can live. */
export async function temporaryDirectory(parent: string): Promise<string> {
  const directory = join(parent, 'tmp');
  await mkdir(directory);
  for (const one of [parent, directory]) await chmod(one, 0o755);
  return directory;
}

/** What a program has left behind that was given `directory` as TMPDIR: its files, and processes that name it. */
export async function leftBehind(directory: string): Promise<readonly string[]> {
  const { out } = await run('ps', ['-Aww', '-o', 'args'], { cwd: '/' });
  return [...(await readdir(directory)), ...out.split('\n').filter((line) => line.includes(directory))];
}
