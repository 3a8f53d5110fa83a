// The role that migrations run as: what rds_superuser may, and no way from there to a superuser or to the machine.
import { randomBytes } from 'node:crypto';
import { administer, type Cluster, identifier, literal, takeRoleLock } from './administration.ts';
import { passwordVerifier } from './password-verifier.ts';
import { type Rights, readRights } from './rights.ts';

export interface Migrator {
  readonly name: string;
  readonly password: string;
}

/** Random, so that runs that share a server never meet. */
export function newMigrator(): Migrator {
  return { name: `lockgate_${randomBytes(8).toString('hex')}`, password: randomBytes(24).toString('base64url') };
}

/**
 * Predefined roles (manual, 21.5) that the migrator is a member of and may grant. Never here: pg_execute_server_program,
 * pg_read_server_files, pg_write_server_files and pg_create_subscription, which reach the machine or its network.
 */
const PREDEFINED: readonly (readonly [role: string, since: number])[] = [
  ['pg_monitor', 10],
  ['pg_signal_backend', 10],
  ['pg_read_all_data', 14],
  ['pg_write_all_data', 14],
  ['pg_checkpoint', 15],
  ['pg_maintain', 17],
];

/** After a day the role is of no use: that tells later runs that it may be swept. */
const FACTS = `
  select pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.now()) + interval '1 day', 'YYYY-MM-DD HH24:MI:SS') || 'Z' as tomorrow,
         pg_catalog.current_setting('max_prepared_transactions')::pg_catalog.int4 > 0 as prepares`;

/**
 * pg_read_all_data reads pg_authid, and so the password hashes of the whole server; Aurora withholds that table even from rds_superuser. On a
 * server of our own a role without that power bears the name (`sealPredefinedRoles`); on another one nobody gets it. Before 16
 * pg_write_all_data is withheld there as well.
 */
export function withheldRoles(cluster: Cluster): readonly string[] {
  if (cluster.own || cluster.number < 140_000) return [];
  return cluster.number < 160_000 ? ['pg_read_all_data', 'pg_write_all_data'] : ['pg_read_all_data'];
}

/**
 * Makes a role that mimics rds_superuser: CREATEDB, CREATEROLE, the predefined roles, session_replication_role
 * (rds.superuser_variables). Returns the rights on the server before that.
 *
 * Before 16 CREATEROLE lets a role grant itself pg_execute_server_program and so run programs on the machine. There it
 * is given only on a server of our own, after `sealPredefinedRoles`.
 */
export async function createMigrator(cluster: Cluster, { name, password }: Migrator): Promise<Rights> {
  const role = identifier(name);
  const major = Math.floor(cluster.number / 10_000);
  const trusted = major >= 16 || cluster.own;
  const withheld = withheldRoles(cluster);
  const granted = PREDEFINED.filter(([predefined, since]) => major >= since && !withheld.includes(predefined));
  return administer(cluster, 'making a role for the migrations', async (session) => {
    await takeRoleLock(session);
    const rights = await readRights(session, cluster.number, name);
    await session.run('begin');
    const [facts] = await session.run(FACTS);
    await session.run(
      `create role ${role} login nosuperuser noreplication nobypassrls createdb
          ${trusted ? 'createrole' : 'nocreaterole'} password ${literal(passwordVerifier(password))} valid until ${literal(String(facts?.tomorrow))}`,
    );
    for (const [predefined] of granted) {
      // Who may LOCK a catalogue and then PREPARE TRANSACTION shuts a server for everybody, for good.
      if (predefined === 'pg_maintain' && facts?.prepares === true) continue;
      await session.run(`grant ${identifier(predefined)} to ${role} with admin option`);
    }
    if (major >= 15) await session.run(`grant set on parameter session_replication_role to ${role}`);
    // Traces are read from the server's messages, so they have to be in English.
    await session.run(`alter role ${role} set lc_messages = 'C'`);
    await session.run('commit');
    return rights;
  });
}

/**
 * On a server of our own: a role without any power takes the place of pg_read_all_data, so that migrations can still grant it. Before 16 the
 * roles that reach the machine become superusers: only a superuser may grant membership in a superuser, so CREATEROLE can no longer hand them
 * out. Nobody is a member, so nobody gains by it.
 */
export async function sealPredefinedRoles(cluster: Cluster): Promise<void> {
  await administer(cluster, 'sealing the predefined roles', async (session) => {
    await session.run('set allow_system_table_mods = on');
    if (cluster.number >= 140_000) {
      await session.run(
        `update pg_catalog.pg_authid set rolname = 'lockgate_reader' where rolname = 'pg_read_all_data'`,
      );
      // Below 16384, as predefined roles are: it is not one that migrations made.
      await session.run(
        `insert into pg_catalog.pg_authid (oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit)
         values (16383, 'pg_read_all_data', false, true, false, false, false, false, false, -1)`,
      );
    }
    if (cluster.number >= 160_000) return;
    await session.run(
      `update pg_catalog.pg_authid set rolsuper = true
       where rolname in ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'lockgate_reader')`,
    );
  });
}
