// Removes from a shared server what runs left behind that were killed: Lockgate's own databases and roles, unused for a day.
import type { Session } from '../model/database.ts';
import { administer, type Cluster } from './administration.ts';
import { dropClusterObjects, listClusterObjects } from './cluster-objects.ts';
import { madeComment } from './provided-roles.ts';

/** A run lives for a day at most: no longer time limit can be set. */
const UNUSED = "interval '1 day'";

/** The key of the advisory lock that a run holds on the family of this name, `lockgate_<16 hexadecimal digits>`. */
export function keyOf(name: string): string {
  return BigInt.asIntN(64, BigInt(`0x${name.slice('lockgate_'.length, 'lockgate_'.length + 16)}`)).toString();
}

/**
 * Families that nobody uses: no session of the role or in a database of theirs, no run that holds their lock (in any
 * database), and no file of their databases that has changed for a day; where there is a role alone, its password has
 * expired. All of it is the server's own word: a migration can make its database look younger, never older.
 */
const ABANDONED = `
  with named as (
    select rolname::pg_catalog.text as name, null::pg_catalog.oid as database from pg_catalog.pg_roles
    union all select datname::pg_catalog.text, oid from pg_catalog.pg_database
  ), family as (
    select pg_catalog.left(name, 25) as name,
           pg_catalog.array_agg(database) filter (where database is not null) as databases
    from named where name ~ '^lockgate_[0-9a-f]{16}(_[0-9a-f]{8})?$' group by 1
  )
  select f.name from family f left join pg_catalog.pg_roles r on r.rolname = f.name
  where not exists (
    select from pg_catalog.pg_stat_activity a where a.usesysid = r.oid or a.datid = any (f.databases))
  and not exists (
    select from pg_catalog.pg_locks l where l.locktype = 'advisory' and l.objsubid = 1
    and pg_catalog.lpad(pg_catalog.to_hex(l.classid::pg_catalog.int8), 8, '0')
      || pg_catalog.lpad(pg_catalog.to_hex(l.objid::pg_catalog.int8), 8, '0') = pg_catalog.substr(f.name, 10))
  and (f.databases is not null or r.rolvaliduntil < pg_catalog.now())
  and not exists (
    select from pg_catalog.unnest(f.databases) as d(oid)
    where coalesce((
      select pg_catalog.max((pg_catalog.pg_stat_file('base/' || d.oid || '/' || file, true)).modification)
      from pg_catalog.pg_ls_dir('base/' || d.oid, true, true) as file where file <> '..'
    ), pg_catalog.now()) > pg_catalog.now() - ${UNUSED})`;

/** Drops them with what their migrations made. Answers with the names of the families; what can't be dropped is left for the next run. */
export async function sweep(cluster: Cluster): Promise<readonly string[]> {
  const names = await administer(cluster, 'looking for what earlier runs left', async (session: Session) => {
    const rows = await session.query(ABANDONED, []);
    return rows.map(({ name }) => String(name));
  });
  const swept: string[] = [];
  for (const name of names) {
    const dropped = await dropAbandoned(cluster, name).then(
      () => true,
      () => false,
    );
    if (dropped) swept.push(name);
  }
  return swept;
}

async function dropAbandoned(cluster: Cluster, name: string): Promise<void> {
  // Another run may use the roles that were made for both; they have a sweep of their own.
  const provided = await administer(cluster, 'looking for provided roles', (session) =>
    session.query("select rolname from pg_catalog.pg_roles where pg_catalog.shobj_description(oid, 'pg_authid') = $1", [
      madeComment,
    ]),
  );
  const made = await listClusterObjects(
    cluster,
    name,
    provided.map(({ rolname }) => String(rolname)),
  );
  const copies = await administer(cluster, 'looking for copies', (session) =>
    session.query('select datname from pg_catalog.pg_database where datname ~ $1', [`^${name}(_[0-9a-f]{8})?$`]),
  );
  await dropClusterObjects(cluster, {
    roles: [...made.roles, name],
    databases: [...made.databases, ...copies.map(({ datname }) => String(datname))],
  });
}
