// The roles and databases that a migration made: they outlive its database, so a shared server is cleaned of them.

import { isServerError } from '../failure.ts';
import type { Row, Session } from '../model/database.ts';
import { administer, type Cluster, identifier, takeRoleLock } from './administration.ts';
import { rollBackPrepared } from './prepared-transactions.ts';

/** Names of things that belong to the whole cluster. */
export interface ClusterObjects {
  readonly roles: readonly string[];
  readonly databases: readonly string[];
}

/** `all` without what is in `known`. */
export function without(all: ClusterObjects, known: ClusterObjects): ClusterObjects {
  return {
    roles: all.roles.filter((name) => !known.roles.includes(name)),
    databases: all.databases.filter((name) => !known.databases.includes(name)),
  };
}

/**
 * Since 16 whoever creates a role gets it granted WITH ADMIN OPTION by the bootstrap superuser (oid 10), also through
 * roles created by created roles. Before 16 nothing tells who made a role; the migrator can make some only on a server
 * of our own, where all that is neither predefined nor ours was made by migrations.
 */
const MADE_ROLES_16 = `
  with recursive made as (
    select oid from pg_catalog.pg_roles where rolname = $1
    union
    select m.roleid from made join pg_catalog.pg_auth_members m on m.member = made.oid
    where m.admin_option and m.grantor = 10 and m.roleid >= 16384
  )
  select r.oid, r.rolname as name from made join pg_catalog.pg_roles r on r.oid = made.oid`;
const MADE_ROLES_OWN = `
  select oid, rolname as name from pg_catalog.pg_roles where oid >= 16384 and $1::text is not null`;
const MADE_ROLES_NONE = `select oid, rolname as name from pg_catalog.pg_roles where rolname = $1`;

/** The names that Lockgate gives to migrators, their databases and the copies. */
const OURS = /^lockgate_[0-9a-f]{16}(?:_[0-9a-f]{8})?$/;

/** What migrations run as `migrator` made; Lockgate's own roles and databases are not in it, nor are roles that it `provided`. */
export async function listClusterObjects(
  cluster: Cluster,
  migrator: string,
  provided: readonly string[],
): Promise<ClusterObjects> {
  const sql = cluster.number >= 160_000 ? MADE_ROLES_16 : cluster.own ? MADE_ROLES_OWN : MADE_ROLES_NONE;
  return administer(cluster, 'looking for what migrations made', async (session) => {
    const found = await session.query(sql, [migrator]);
    const roles = found.filter((row) => !provided.includes(String(row.name)));
    const databases = await session.query(
      'select datname as name from pg_catalog.pg_database where datdba = any ($1::oid[])',
      [roles.map((row) => row.oid)],
    );
    return { roles: madeNames(roles), databases: madeNames(databases) };
  });
}

/** Drops databases with their sessions, then roles with their grants. Returns the roles that are still in use elsewhere. */
export async function dropClusterObjects(cluster: Cluster, objects: ClusterObjects): Promise<string[]> {
  if (objects.roles.length === 0 && objects.databases.length === 0) return [];
  return administer(cluster, 'dropping what migrations made', async (session) => {
    for (const name of objects.databases) {
      await rollBackPrepared(cluster, session, name);
      await dropDatabase(session, name);
    }
    return dropRoles(session, objects.roles);
  });
}

async function dropRoles(session: Session, wanted: readonly string[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  await takeRoleLock(session);
  const rows = await session.query('select rolname from pg_catalog.pg_roles where rolname = any ($1)', [wanted]);
  const roles = rows.map((row) => String(row.rolname));
  if (roles.length === 0) return [];
  // Frees grants on what the whole cluster shares, and role memberships granted by these roles.
  await session.run(`drop owned by ${roles.map(identifier).join(', ')} cascade`);
  const stayed: string[] = [];
  for (const role of roles) {
    try {
      await session.run(`drop role ${identifier(role)}`);
    } catch (thrown) {
      // 2BP01: it owns something, or may do something, in another database.
      if (!isServerError(thrown) || thrown.sqlstate !== '2BP01') throw thrown;
      stayed.push(role);
    }
  }
  return stayed;
}

async function dropDatabase(session: Session, name: string): Promise<void> {
  const [found] = await session.query('select datistemplate from pg_catalog.pg_database where datname = $1', [name]);
  if (found === undefined) return;
  // Its owner may have made it a template, which can't be dropped.
  if (found.datistemplate === true) await session.run(`alter database ${identifier(name)} is_template false`);
  await session.run(`drop database if exists ${identifier(name)} with (force)`);
}

function madeNames(rows: readonly Row[]): string[] {
  return rows.map((row) => String(row.name)).filter((name) => !OURS.test(name));
}
