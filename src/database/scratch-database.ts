// Databases on a scratch server: made, copied and dropped, together with what migrations left in the cluster.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isServerError } from '../failure.ts';
import type { ConnectingAsMigrator, Needs, Provided, ScratchDatabase, Session } from '../model/database.ts';
import { administer, type Cluster, connectAsAdministrator, identifier } from './administration.ts';
import { stepAside } from './administrator-name.ts';
import { type ClusterObjects, dropClusterObjects, listClusterObjects, without } from './cluster-objects.ts';
import type { Guard } from './guard.ts';
import { createMigrator, type Migrator, newMigrator, withheldRoles } from './migrator-role.ts';
import { type Extensions, provideExtensions } from './provided-extensions.ts';
import { type ProvidedRoles, provideRoles } from './provided-roles.ts';
import { escalations, type Rights, readRights, rightsFailure, takeAway } from './rights.ts';
import { connect } from './session.ts';
import { keyOf } from './sweep.ts';

/** What is alive on a cluster: a family is one migrator with its database and that database's copies. */
export interface Estate {
  readonly cluster: Cluster;
  readonly families: Set<Family>;
  readonly guard: Guard;
}

export interface Family {
  readonly migrator: Migrator;
  /** From before they are made until they are dropped: what migrations had made in the cluster before each of them. */
  readonly databases: Map<string, ClusterObjects>;
  /** Roles that could not be dropped with their database, because another one still used them. */
  readonly leftover: Set<string>;
  /** On the server before the migrator was made; undefined until then. */
  rights: Rights | undefined;
  roles: ProvidedRoles | undefined;
}

const NOTHING: ClusterObjects = { roles: [], databases: [] };

const NO_NEEDS: Needs = { extensions: [], roles: [] };

/** A new, empty database in UTF-8, owned by a new migrator; both have the same name. */
export async function createScratchDatabase(estate: Estate, needs: Needs = NO_NEEDS): Promise<ScratchDatabase> {
  const migrator = newMigrator();
  const { name } = migrator;
  const family: Family = {
    migrator,
    databases: new Map([[name, NOTHING]]),
    leftover: new Set(),
    rights: undefined,
    roles: undefined,
  };
  estate.families.add(family);
  try {
    await estate.guard.hold(keyOf(name));
    const roles = needs.roles.map((role) => role.name);
    if (roles.includes(estate.cluster.administrator.user)) await stepAside(estate.cluster);
    family.rights = await createMigrator(estate.cluster, migrator);
    await estate.guard.know('role', name);
    family.roles = await provideRoles(estate.cluster, name, roles);
    const { made, unlent } = family.roles;
    const owners = needs.roles.filter((role) => role.owns && made.includes(role.name)).map((role) => role.name);
    const extensions = await createFirstDatabase(estate.cluster, name, needs.extensions, owners);
    await estate.guard.know('database', name);
    const withheld = withheldRoles(estate.cluster);
    return handle(estate, family, name, { ...extensions, roles: made, unlentRoles: unlent, withheldRoles: withheld });
  } catch (thrown) {
    // What can't be dropped now is looked for when the server is left.
    await dropFamily(estate, family).catch(() => undefined);
    throw thrown;
  }
}

/**
 * Drops its databases, its migrator, and what its migrations made in the cluster. Answers with what it wanted to drop. Throws when rights on the
 * server are others than before, once all that is done.
 */
export async function dropFamily(estate: Estate, family: Family): Promise<ClusterObjects> {
  const { cluster } = estate;
  const made = await madeBy(estate, family);
  const found = await escalated(cluster, family);
  const objects = {
    roles: [...made.roles, ...family.leftover, family.migrator.name],
    databases: [...made.databases, ...family.databases.keys()],
  };
  await dropClusterObjects(cluster, objects);
  await family.roles?.release(cluster);
  estate.families.delete(family);
  if (found !== undefined) throw found;
  return objects;
}

/** What the family's migrations gained on the server, taken away again as far as possible. */
async function escalated(cluster: Cluster, { migrator, rights }: Family): Promise<Error | undefined> {
  if (rights === undefined) return undefined;
  return administer(cluster, 'comparing rights', async (session) => {
    const found = escalations(rights, await readRights(session, cluster.number, migrator.name));
    return found.length === 0 ? undefined : rightsFailure(found, await takeAway(session, found));
  });
}

/** All that the administrator makes in the database, while it is empty. */
async function createFirstDatabase(
  cluster: Cluster,
  name: string,
  needed: Needs['extensions'],
  owners: readonly string[],
): Promise<Extensions> {
  await administer(cluster, 'making a database', async (session) => {
    await createDatabase(session, name, name, await emptyTemplate(session));
  });
  const isOlder = cluster.number < 150_000;
  if (!isOlder && needed.length === 0 && owners.length === 0) return { extensions: [], missing: [] };
  const prepare = async (session: Session): Promise<Extensions> => {
    // Since 15 the schema public belongs to the owner of the database by itself.
    if (isOlder) await session.run(`alter schema public owner to ${identifier(name)}`);
    if (owners.length > 0) await letOwn(session, name, owners);
    return provideExtensions(session, name, needed);
  };
  return administer(cluster, 'preparing the new database', prepare, name);
}

/** A new owner needs the right to create in the schema, or of a schema in the database. What it has in production nobody knows here. */
async function letOwn(session: Session, database: string, owners: readonly string[]): Promise<void> {
  const list = owners.map(identifier).join(', ');
  await session.run(`grant create on database ${identifier(database)} to ${list}`);
  await session.run(`grant usage, create on schema public to ${list}`);
  await session.run(
    `alter default privileges for role ${identifier(database)} grant usage, create on schemas to ${list}`,
  );
}

function handle(estate: Estate, family: Family, name: string, provided: Provided): ScratchDatabase {
  const { cluster } = estate;
  const { migrator } = family;
  let dropped: Promise<void> | undefined;
  return {
    name,
    provided,
    connectAsMigrator: (how) => connectAsMigrator(cluster, migrator, name, how),
    connectAsAdministrator: () => connectAsAdministrator(cluster, name),
    end: (pid, how) => estate.guard.end(pid, how),
    copy: () => copy(estate, family, name, provided),
    drop: () => {
      dropped ??= drop(estate, family, name);
      return dropped;
    },
  };
}

function connectAsMigrator(
  cluster: Cluster,
  migrator: Migrator,
  database: string,
  { settings = {}, signal }: ConnectingAsMigrator = {},
): Promise<Session> {
  const { administrator, number } = cluster;
  const signals = [administrator.signal, signal].filter((one) => one !== undefined);
  return connect({
    ...administrator,
    user: migrator.name,
    password: migrator.password,
    database,
    signal: AbortSignal.any(signals),
    // A statement whose client is gone ends, too.
    settings: { ...(number >= 140_000 ? { client_connection_check_interval: '1000' } : {}), ...settings },
  });
}

async function copy(estate: Estate, family: Family, original: string, provided: Provided): Promise<ScratchDatabase> {
  const { name: owner } = family.migrator;
  const name = `${owner}_${randomBytes(4).toString('hex')}`;
  family.databases.set(name, await madeBy(estate, family));
  try {
    await administer(estate.cluster, 'copying a database', (session) =>
      createDatabase(session, name, owner, `template ${identifier(original)}`),
    );
    await estate.guard.know('database', name);
    return handle(estate, family, name, provided);
  } catch (thrown) {
    family.databases.delete(name);
    throw thrown;
  }
}

/**
 * Drops the database. What migrations made in the cluster since goes with the youngest: a younger one that is alive may
 * have made it or may need it. With the last database the family goes.
 */
async function drop(estate: Estate, family: Family, name: string): Promise<void> {
  if (family.databases.size === 1) return void (await dropFamily(estate, family));
  await dropClusterObjects(estate.cluster, { roles: [], databases: [name] });
  const before = family.databases.get(name) ?? NOTHING;
  const youngest = [...family.databases.keys()].at(-1) === name;
  family.databases.delete(name);
  if (youngest) {
    const made = without(await madeBy(estate, family), before);
    for (const role of await dropClusterObjects(estate.cluster, made)) family.leftover.add(role);
  }
  if (family.databases.size === 0) await dropFamily(estate, family);
}

/** Before 16 a role can't be told from those of other families: while there are any it stays, the last takes it along. */
async function madeBy(estate: Estate, family: Family): Promise<ClusterObjects> {
  const made = await listClusterObjects(estate.cluster, family.migrator.name, family.roles?.made ?? []);
  const alone = [...estate.families].every((other) => other === family);
  return estate.cluster.number >= 160_000 || alone ? made : { ...made, roles: [] };
}

/** template1 carries what an image installed for everyone, but a copy of it can't change the encoding. */
async function emptyTemplate(session: Session): Promise<string> {
  const [row] = await session.run(
    `select pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'template1'`,
  );
  return row?.encoding === 'UTF8'
    ? `template template1 encoding 'UTF8'`
    : `template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`;
}

/** The server itself waits 5 s for the sessions in the template to end; then it answers 55006. */
async function createDatabase(session: Session, name: string, owner: string, source: string): Promise<void> {
  const sql = `create database ${identifier(name)} owner ${identifier(owner)} ${source}`;
  for (let attempt = 1; ; attempt++) {
    try {
      await session.run(sql);
      return;
    } catch (thrown) {
      if (attempt === 3 || !isServerError(thrown) || thrown.sqlstate !== '55006') throw thrown;
      await sleep(200);
    }
  }
}
