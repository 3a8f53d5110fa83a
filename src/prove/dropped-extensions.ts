// DROP EXTENSION of what the administrator created: it goes back to where it waits, so that it can be created again.
import type { ChangeOf } from '../model/change.ts';
import type { ProvidedExtension, Session } from '../model/database.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import {
  type Answer,
  type Asked,
  absent,
  inSavepoint,
  schemaOf,
  sealedPrefix,
  stateOf,
  triedInSavepoint,
  waitingPrefix,
} from './extension-state.ts';

/** What to do for a DROP; undefined when it has nothing to do with provided extensions. */
export function dropping(asked: Asked, change: ChangeOf<'drop'>): (() => Promise<Answer>) | undefined {
  const { extensions } = asked.provided;
  if (change.object === 'schema' && change.cascade && extensions.length > 0) return () => dropSchemas(asked, change);
  if (change.object !== 'extension') return undefined;
  const dropped = extensions.filter(({ name }) => change.names.some((one) => one.name === name));
  return dropped.length === 0 ? undefined : () => drop(asked, change, dropped);
}

/** DROP SCHEMA … CASCADE takes the extensions in the schema along, and what uses them. The statement itself is run afterwards. */
async function dropSchemas({ worker, provided }: Asked, { names }: ChangeOf<'drop'>): Promise<Answer> {
  const schemas = names.map(({ name }) => name);
  for (const extension of provided.extensions) {
    if (extension.use !== 'movable' || !schemas.includes((await schemaOf(worker, extension.name)) ?? '')) continue;
    const isFree = await dropUsers(worker, [extension.name]);
    if (isFree) await putAside(worker, extension);
  }
  return { kind: 'no' };
}

async function drop(
  { worker, provided, statement }: Asked,
  change: ChangeOf<'drop'>,
  dropped: readonly ProvidedExtension[],
): Promise<Answer> {
  if (dropped.every(({ use }) => use === 'preinstalled')) {
    return {
      kind: 'done',
      note: "The extension came with the scratch server's template1, so DROP EXTENSION was not run.",
    };
  }
  const present: ProvidedExtension[] = [];
  for (const extension of dropped) {
    if ((await stateOf(worker, extension)) === 'present') present.push(extension);
    else if (!change.ifExists) return absent(extension);
  }
  if (change.cascade) await addDependent(worker, provided.extensions, present);
  const others = change.names.map(({ name }) => name).filter((name) => !dropped.some((one) => one.name === name));
  const movable = present.filter(({ use }) => use === 'movable').map(({ name }) => name);
  const refused = await trial(
    worker,
    [...movable, ...others],
    change.ifExists,
    await waiting(worker, provided.extensions),
  );
  if (refused !== undefined) {
    if (refused.sqlstate !== '2BP01' || !change.cascade) throw refused;
    if (!(await dropUsers(worker, movable))) {
      await worker.run(statement.text);
      return { kind: 'done' };
    }
  }
  for (const extension of present) await putAside(worker, extension);
  if (others.length > 0) await worker.run(dropSql(others, change.ifExists, change.cascade ? 'cascade' : 'restrict'));
  return { kind: 'done' };
}

/** CASCADE takes the extensions along that need a dropped one. */
async function addDependent(
  worker: Session,
  extensions: readonly ProvidedExtension[],
  present: ProvidedExtension[],
): Promise<void> {
  for (const extension of extensions) {
    const needs = extension.requires.some((name) => present.some((one) => one.name === name));
    if (needs && !present.includes(extension) && (await stateOf(worker, extension)) === 'present')
      present.unshift(extension);
  }
}

/** Whether PostgreSQL would drop them without CASCADE. Waiting ones may need them, and do not count: for the migration they are not there. */
async function trial(worker: Session, names: readonly string[], ifExists: boolean, besides: readonly string[]) {
  if (names.length === 0) return undefined;
  const undone = new Error('undone');
  try {
    return await inSavepoint(worker, async () => {
      await worker.run(dropSql(names, ifExists, 'restrict', besides));
      throw undone;
    });
  } catch (thrown) {
    if (thrown !== undone) throw thrown;
    await worker.run('rollback to savepoint lockgate_try; release savepoint lockgate_try');
    return undefined;
  }
}

async function waiting(worker: Session, extensions: readonly ProvidedExtension[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const extension of extensions) {
    if (extension.use === 'movable' && (await stateOf(worker, extension)) === 'waiting') found.push(extension.name);
  }
  return found;
}

function dropSql(names: readonly string[], ifExists: boolean, how: string, besides: readonly string[] = []): string {
  const list = [...names, ...besides].map(quoteIdentifier).join(', ');
  return `drop extension ${ifExists ? 'if exists ' : ''}${list} ${how}`;
}

async function putAside(worker: Session, { name, use }: ProvidedExtension): Promise<void> {
  const to = quoteIdentifier(waitingPrefix + name);
  if (use === 'sealed') await worker.run(`alter schema ${quoteIdentifier(sealedPrefix + name)} rename to ${to}`);
  if (use !== 'movable') return;
  await emptySettings(worker, name);
  await worker.run(`alter extension ${quoteIdentifier(name)} set schema ${to}`);
}

/** Rows that migrations put into tables of the extension (pg_partman's configuration, spatial_ref_sys): those that pg_dump would save. */
async function emptySettings(worker: Session, name: string): Promise<void> {
  const rows = await worker.run(
    `select c.oid::pg_catalog.regclass::pg_catalog.text as relation, c.relkind::pg_catalog.text as kind, e.extcondition[i] as condition
     from pg_catalog.pg_extension e, pg_catalog.generate_subscripts(e.extconfig, 1) i, pg_catalog.pg_class c
     where e.extname OPERATOR(pg_catalog.=) ${quoteLiteral(name)}::pg_catalog.name and c.oid OPERATOR(pg_catalog.=) e.extconfig[i]`,
  );
  const whole: string[] = [];
  for (const { relation, kind, condition } of rows) {
    if (kind === 'S') await worker.run(`alter sequence ${relation} restart`);
    else if (condition === '') whole.push(String(relation));
    else await worker.run(`delete from ${relation} ${condition}`);
  }
  if (whole.length > 0) await worker.run(`truncate ${whole.join(', ')} cascade`);
}

/**
 * Drops what uses members of the extensions, as CASCADE would, and leaves the extensions. False, with nothing done, when something uses them that
 * is not known here.
 */
async function dropUsers(worker: Session, extensions: readonly string[]): Promise<boolean> {
  const refused = await inSavepoint(worker, async () => {
    // One drop may take others along, so they are looked for again.
    for (let round = 0; round < 1_000; round++) {
      const [user] = await worker.run(usersSql(extensions));
      if (user === undefined) return;
      await worker.run(String(user.command));
    }
  });
  if (refused !== undefined) return false;
  return (
    (await triedInSavepoint(
      worker,
      `do $users$ begin if exists (${usersSql(extensions)}) then raise 'left'; end if; end $users$`,
    )) === undefined
  );
}

/** A command for one object after another that depends on a member and is none. Those without a command are refused as a syntax error. */
function usersSql(extensions: readonly string[]): string {
  const names = extensions.map(quoteLiteral).join(', ');
  const is = (catalog: string): string =>
    `d.classid OPERATOR(pg_catalog.=) 'pg_catalog.${catalog}'::pg_catalog.regclass`;
  return `
select case
    when ${is('pg_rewrite')} then (
      select case c.relkind when 'm' then 'drop materialized view ' when 'v' then 'drop view ' else 'drop rule ' end
        OPERATOR(pg_catalog.||) case when c.relkind in ('v', 'm') then '' else pg_catalog.quote_ident(w.rulename) OPERATOR(pg_catalog.||) ' on ' end
        OPERATOR(pg_catalog.||) c.oid::pg_catalog.regclass::pg_catalog.text
      from pg_catalog.pg_rewrite w join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) w.ev_class where w.oid OPERATOR(pg_catalog.=) d.objid)
    when ${is('pg_class')} and d.objsubid OPERATOR(pg_catalog.>) 0 then pg_catalog.format('alter table %s drop column %I', d.objid::pg_catalog.regclass,
      (select attname from pg_catalog.pg_attribute where attrelid OPERATOR(pg_catalog.=) d.objid and attnum OPERATOR(pg_catalog.=) d.objsubid))
    when ${is('pg_attrdef')} then (
      select pg_catalog.format('alter table %s alter column %I drop default', a.attrelid::pg_catalog.regclass, a.attname)
      from pg_catalog.pg_attrdef f join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) f.adrelid and a.attnum OPERATOR(pg_catalog.=) f.adnum
      where f.oid OPERATOR(pg_catalog.=) d.objid)
    when ${is('pg_constraint')} then (
      select pg_catalog.format('alter %s %s drop constraint %I', case conrelid when 0 then 'domain' else 'table' end,
        case conrelid when 0 then contypid::pg_catalog.regtype::pg_catalog.text else conrelid::pg_catalog.regclass::pg_catalog.text end, conname)
      from pg_catalog.pg_constraint where oid OPERATOR(pg_catalog.=) d.objid)
    when i.type in ('table constraint', 'trigger', 'policy') then null
    else pg_catalog.format('drop %s %s', i.type, i.identity)
  end OPERATOR(pg_catalog.||) case when ${is('pg_attrdef')} then '' else ' cascade' end as command
from pg_catalog.pg_depend d
join pg_catalog.pg_depend m on m.classid OPERATOR(pg_catalog.=) d.refclassid and m.objid OPERATOR(pg_catalog.=) d.refobjid and m.deptype OPERATOR(pg_catalog.=) 'e'
join pg_catalog.pg_extension e on e.oid OPERATOR(pg_catalog.=) m.refobjid and m.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass,
pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) i
where e.extname in (${names}) and d.deptype in ('n', 'a')
  and not exists (select from pg_catalog.pg_depend o where o.classid OPERATOR(pg_catalog.=) d.classid and o.objid OPERATOR(pg_catalog.=) d.objid and o.deptype OPERATOR(pg_catalog.=) 'e')
  and not exists (
    select from pg_catalog.pg_depend o join pg_catalog.pg_depend n on n.classid OPERATOR(pg_catalog.=) o.refclassid and n.objid OPERATOR(pg_catalog.=) o.refobjid and n.deptype OPERATOR(pg_catalog.=) 'e'
    where o.classid OPERATOR(pg_catalog.=) d.classid and o.objid OPERATOR(pg_catalog.=) d.objid and o.deptype in ('i', 'a'))
limit 1`;
}
