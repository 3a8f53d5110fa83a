// Rolls back what PREPARE TRANSACTION left: it holds its locks without a session, and keeps its database from being dropped.
import type { Session } from '../model/database.ts';
import { administer, type Cluster, identifier, literal } from './administration.ts';

const PREPARED = `
  select t.gid, d.datallowconn from pg_catalog.pg_prepared_xacts t
  join pg_catalog.pg_database d on d.datname = t.database where t.database = $1`;

/** `session` is the administrator's, in any database. Only a session in `database` itself may roll back. */
export async function rollBackPrepared(cluster: Cluster, session: Session, database: string): Promise<void> {
  const rows = await session.query(PREPARED, [database]);
  if (rows.length === 0) return;
  // Its owner may have closed it to everybody, superusers included.
  if (rows[0]?.datallowconn === false) {
    await session.run(`alter database ${identifier(database)} with allow_connections true`);
  }
  const rollBack = async (inside: Session): Promise<void> => {
    for (const { gid } of rows) await inside.run(`rollback prepared ${literal(String(gid))}`);
  };
  await administer(cluster, 'rolling back prepared transactions', rollBack, database);
}
