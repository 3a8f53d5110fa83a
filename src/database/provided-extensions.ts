// Creates extensions that need a superuser while the database is still empty: no script of a pull request has run in it.
import { isServerError } from '../failure.ts';
import type { MissingExtension, NeededExtension, ProvidedExtension, Row, Session } from '../model/database.ts';
import { identifier, literal } from './administration.ts';
import { listedExtensions } from './extension-list.ts';

/** Where a provided extension waits until CREATE EXTENSION; src/prove/extensions.ts moves it. */
export function waitingSchema(extension: string): string {
  return `lockgate_ext_${extension}`;
}

export interface Extensions {
  readonly extensions: readonly ProvidedExtension[];
  readonly missing: readonly MissingExtension[];
}

interface Available {
  readonly name: string;
  readonly version: string;
  readonly installed: boolean;
  /** The migrator can create it: it is trusted, or needs no superuser. */
  readonly free: boolean;
  readonly schema: string | undefined;
  readonly requires: readonly string[];
}

type Listed = Available & { readonly use: 'movable' | 'sealed'; readonly target: string };

/** `session` is the administrator's, in the new database. */
export async function provideExtensions(
  session: Session,
  migrator: string,
  needed: readonly NeededExtension[],
): Promise<Extensions> {
  const available = await readAvailable(session, needed);
  const extensions: ProvidedExtension[] = [];
  const missing: MissingExtension[] = [];
  const wanted: Listed[] = [];
  for (const { name, schema } of withRequired(needed, available)) {
    const found = available.get(name);
    const use = listedExtensions.get(name);
    if (found === undefined) missing.push({ name, why: 'absent' });
    else if (found.installed) extensions.push(described(found, 'preinstalled'));
    else if (use !== undefined) wanted.push({ ...found, use, target: found.schema ?? schema ?? 'public' });
    else if (!found.free) missing.push({ name, why: 'unlisted' });
  }
  for (const target of new Set(wanted.map((one) => one.target))) {
    const group = wanted.filter((one) => one.target === target);
    const failed = await createGroup(session, migrator, target, group);
    for (const one of group) {
      const detail = failed.get(one.name);
      if (detail === undefined) extensions.push(described(one, one.use));
      else missing.push({ name: one.name, why: 'failed', detail });
    }
  }
  return { extensions, missing };
}

function described(found: Available, use: ProvidedExtension['use']): ProvidedExtension {
  const { name, version, schema, requires } = found;
  return { name, version, use, requires, ...(schema === undefined ? {} : { schema }) };
}

/** What each needs comes before it. */
function withRequired(
  needed: readonly NeededExtension[],
  available: ReadonlyMap<string, Available>,
): readonly NeededExtension[] {
  const ordered = new Map<string, NeededExtension>();
  const visit = (one: NeededExtension, above: readonly string[]): void => {
    if (ordered.has(one.name) || above.includes(one.name)) return;
    for (const name of available.get(one.name)?.requires ?? []) {
      visit(needed.find((other) => other.name === name) ?? { ...one, name }, [...above, one.name]);
    }
    ordered.set(one.name, one);
  };
  for (const one of needed) visit(one, []);
  return [...ordered.values()];
}

/** The version that is asked for, else the default one: an Aurora cluster may have others than this server. */
async function readAvailable(
  session: Session,
  needed: readonly NeededExtension[],
): Promise<ReadonlyMap<string, Available>> {
  const found = new Map<string, Available>();
  const versions = needed.flatMap(({ name, version }) => (version === undefined ? [] : [`${name} ${version}`]));
  const asked = new Set<string>();
  for (let names = needed.map(({ name }) => name); names.length > 0; ) {
    for (const name of names) asked.add(name);
    for (const row of await session.query(availableSql, [names, versions])) {
      const one = availableOf(row);
      found.set(one.name, one);
    }
    names = [...found.values()].flatMap(({ requires }) => requires).filter((name) => !asked.has(name));
  }
  return found;
}

const availableSql = `
select distinct on (v.name) v.name, v.version, v.schema, v.requires::text[] as requires,
       v.trusted or not v.superuser as free, e.installed_version
from pg_available_extension_versions v join pg_available_extensions e on e.name = v.name
where v.name = any ($1::text[])
order by v.name, v.name || ' ' || v.version = any ($2::text[]) desc, v.version = e.default_version desc`;

function availableOf(row: Row): Available {
  const installed = row.installed_version !== null;
  return {
    name: String(row.name),
    version: String(installed ? row.installed_version : row.version),
    installed,
    free: row.free === true,
    schema: row.schema === null ? undefined : String(row.schema),
    requires: Array.isArray(row.requires) ? row.requires.map(String) : [],
  };
}

/** Where the schema that has the target's name is kept while extensions are created in another one of that name. */
const aside = 'lockgate_aside';

/**
 * Creates the extensions in an empty schema of the target's name, since bodies of functions may hold it, and moves each into its waiting
 * schema. In one transaction, in which the migrator is a superuser and so the owner of all that is made: nobody else ever sees it as one.
 * Returns why single ones failed.
 */
async function createGroup(
  session: Session,
  migrator: string,
  target: string,
  group: readonly Listed[],
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>();
  const attempt = async (name: string, statements: readonly string[]): Promise<void> => {
    if (failed.has(name)) return;
    await session.run('savepoint extension');
    try {
      for (const statement of statements) await session.run(statement);
      await session.run('release savepoint extension');
    } catch (thrown) {
      if (!isServerError(thrown)) throw thrown;
      await session.run('rollback to savepoint extension');
      failed.set(name, thrown.message);
    }
  };
  const taken = await session.query('select from pg_catalog.pg_namespace where nspname = $1', [target]);
  await session.run('begin');
  if (taken.length > 0) await session.run(`alter schema ${identifier(target)} rename to ${aside}`);
  await session.run(`create schema ${identifier(target)}`);
  for (const one of group) await attempt(one.name, creating(migrator, one));
  for (const one of group) await attempt(one.name, settling(one));
  // What could not be moved is dropped, with what needs it: nothing stays in a place that the migration does not expect.
  for (const name of failed.keys()) await session.run(`drop extension if exists ${identifier(name)} cascade`);
  await session.run(`drop schema ${identifier(target)} cascade`);
  if (taken.length > 0) await session.run(`alter schema ${aside} rename to ${identifier(target)}`);
  await session.run('commit');
  return failed;
}

function creating(migrator: string, { name, version, use, target }: Listed): readonly string[] {
  const waiting = `create schema ${identifier(waitingSchema(name))} authorization ${identifier(migrator)}`;
  const create = (schema: string) =>
    `create extension ${identifier(name)} schema ${identifier(schema)} version ${literal(version)}`;
  if (use === 'sealed') return [waiting, create(waitingSchema(name)), seal(name)];
  const owner = identifier(migrator);
  return [
    waiting,
    `alter role ${owner} superuser`,
    `set local role ${owner}`,
    create(target),
    'reset role',
    `alter role ${owner} nosuperuser`,
    harmless(name, migrator),
  ];
}

/** Whether or not the extension says it can be moved: its bodies hold the name of the schema in which it will be. */
function settling({ name, use }: Listed): readonly string[] {
  if (use === 'sealed') return [];
  return [
    `update pg_catalog.pg_extension set extrelocatable = true where extname = ${literal(name)}`,
    `alter extension ${identifier(name)} set schema ${identifier(waitingSchema(name))}`,
  ];
}

function members(name: string): string {
  return `pg_catalog.pg_depend d join pg_catalog.pg_extension e on d.refobjid = e.oid and d.refclassid = 'pg_extension'::regclass
    and d.deptype = 'e' and e.extname = ${literal(name)}`;
}

/** Whatever its version brings: nothing that reaches out of the database, and no right but the migrator's own. */
function harmless(name: string, migrator: string): string {
  return `do $guard$ begin
    if exists (select from ${members(name)}
        where d.classid in ('pg_language'::regclass, 'pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass, 'pg_event_trigger'::regclass))
      or exists (select from ${members(name)} join pg_catalog.pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
        where p.proowner <> (select oid from pg_catalog.pg_roles where rolname = ${literal(migrator)})) then
      raise 'this version brings a language, a foreign-data wrapper, an event trigger or functions of another owner';
    end if; end $guard$`;
}

/** No one but the administrator may call its functions or use its schemas. */
function seal(name: string): string {
  return `do $seal$ declare command text; begin
    for command in
      select pg_catalog.format('revoke all on %s %s from %s', kind, object, case grantee when 0 then 'public' else grantee::regrole::text end)
      from (
        select 'routine' as kind, p.oid::regprocedure::text as object, acl.grantee, p.proowner as owner
        from ${members(name)} join pg_catalog.pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid,
             pg_catalog.aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
        union all
        select 'schema', n.oid::regnamespace::text, acl.grantee, n.nspowner
        from ${members(name)} join pg_catalog.pg_namespace n on d.classid = 'pg_namespace'::regclass and n.oid = d.objid,
             pg_catalog.aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) acl
        union all
        select 'table', c.oid::regclass::text, acl.grantee, c.relowner
        from ${members(name)} join pg_catalog.pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid and c.relkind in ('r', 'v', 'm', 'p'),
             pg_catalog.aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) acl
      ) granted
      where grantee <> owner
    loop execute command; end loop; end $seal$`;
}
