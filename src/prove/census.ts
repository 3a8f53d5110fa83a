// Which objects of the base are there: counted when the release starts, and again after statements that may drop more than they say.
import type { Row, Session } from '../model/database.ts';
import type { LostObject } from '../model/trace.ts';
import { qualifiedName } from '../sql/qualified-name.ts';

/** An object by its address, with what it is called and what takes it along when it goes. */
interface CountedObject extends LostObject {
  readonly catalog: string;
  readonly oid: string;
  /** Of the relation that it is, or is a part of. */
  readonly relationOid: string | null;
  /** What would be the same for an object that takes its place. */
  readonly label: string;
  /** Addresses of what it is a part of. */
  readonly parents: readonly string[];
}

export interface Census {
  /** By address. */
  readonly objects: ReadonlyMap<string, CountedObject>;
  /** Addresses of those that were missing when last looked. */
  gone: ReadonlySet<string>;
  /** Others have dropped something since, of which nobody asks whose doing it was: to be looked at again before the next statement that may drop more than it says. */
  isStale: boolean;
}

/**
 * Catalog, oid, number of a column, and a label without its own oid. Qualified throughout, operators too: the worker runs it, as only it sees what it has not
 * committed, and the migration may have changed search_path.
 */
const user = 'OPERATOR(pg_catalog.>=) 16384';
const part = (catalog: string, owner: string, name: string, where = ''): string =>
  `select '${catalog}'::pg_catalog.text, oid, 0, pg_catalog.format('%s/%s', ${owner}, ${name}) from pg_catalog.${catalog} where oid ${user}${where}`;
const addressesSql = [
  `select 'pg_class'::pg_catalog.text as catalog, oid, 0 as sub, pg_catalog.format('%s/%s', relnamespace, relname) as label from pg_catalog.pg_class
   where oid ${user} and relkind OPERATOR(pg_catalog.=) any ('{r,p,m,i,I,S,v,f}'::pg_catalog."char"[]) and relpersistence OPERATOR(pg_catalog.<>) 't'`,
  `select 'pg_class', a.attrelid, a.attnum, pg_catalog.format('%s/%s', a.attrelid, a.attname) from pg_catalog.pg_attribute a
   join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) a.attrelid
   where a.attrelid ${user} and a.attnum OPERATOR(pg_catalog.>) 0 and not a.attisdropped and c.relkind OPERATOR(pg_catalog.=) any ('{r,p,f}'::pg_catalog."char"[])
     and c.relpersistence OPERATOR(pg_catalog.<>) 't'`,
  part('pg_constraint', "pg_catalog.format('%s/%s', conrelid, contypid)", 'conname'),
  part('pg_trigger', 'tgrelid', 'tgname', ' and not tgisinternal'),
  part('pg_policy', 'polrelid', 'polname'),
  part('pg_rewrite', 'ev_class', 'rulename', " and rulename OPERATOR(pg_catalog.<>) '_RETURN'"),
  part('pg_attrdef', 'adrelid', 'adnum'),
  part('pg_proc', 'pronamespace', "pg_catalog.format('%s/%s', proname, proargtypes)"),
  part(
    'pg_type',
    'typnamespace',
    'typname',
    ` and typtype OPERATOR(pg_catalog.=) any ('{d,e,r,c}'::pg_catalog."char"[])`,
  ),
  part('pg_namespace', '0', 'nspname'),
  part('pg_extension', '0', 'extname'),
  part('pg_statistic_ext', 'stxnamespace', 'stxname'),
  part('pg_publication', '0', 'pubname'),
].join('\nunion all\n');

/** Everything of the base with the server's own words for it. Row types and what belongs to an extension go with their owners. */
const countSql = `
select a.catalog, a.oid::text as oid, a.sub, a.label, i.type, i.identity, coalesce(n.nspname, i.schema)::text as schema, c.relname::text as relation, c.oid::text as relation_oid, c.relkind::text as relkind,
       array(select d.refclassid::regclass::text || '/' || d.refobjid || '/' || d.refobjsubid from pg_catalog.pg_depend d
             where d.classid = a.catalog::regclass and d.objid = a.oid and d.objsubid = a.sub and d.deptype in ('a', 'i', 'P', 'S')) as parents
from (${addressesSql}) a
cross join lateral pg_catalog.pg_identify_object(('pg_catalog.' || a.catalog)::regclass, a.oid, a.sub) i
left join pg_catalog.pg_constraint k on a.catalog = 'pg_constraint' and k.oid = a.oid
left join pg_catalog.pg_trigger t on a.catalog = 'pg_trigger' and t.oid = a.oid
left join pg_catalog.pg_policy p on a.catalog = 'pg_policy' and p.oid = a.oid
left join pg_catalog.pg_rewrite r on a.catalog = 'pg_rewrite' and r.oid = a.oid
left join pg_catalog.pg_attrdef f on a.catalog = 'pg_attrdef' and f.oid = a.oid
left join pg_catalog.pg_class c on c.oid = coalesce(case when a.catalog = 'pg_class' then a.oid end, nullif(k.conrelid, 0), t.tgrelid, p.polrelid, r.ev_class, f.adrelid)
left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where not exists (select from pg_catalog.pg_depend d where d.classid = a.catalog::regclass and d.objid = a.oid and d.deptype = 'e')
  and coalesce(n.nspname, i.schema, '') not in ('pg_catalog', 'information_schema', 'pg_toast', 'lockgate') and coalesce(n.nspname, i.schema, '') !~ '^(pg_(toast_)?temp|lockgate_(ext|sealed))_'
  and i.type is not null
  and not (a.catalog = 'pg_type' and exists (select from pg_catalog.pg_type y join pg_catalog.pg_class z on z.oid = y.typrelid where y.oid = a.oid and z.relkind <> 'c'))`;

/** Read by the administrator when nothing is uncommitted. */
export async function countObjects(administrator: Session): Promise<Census> {
  await administrator.run("set search_path = ''");
  const rows = await administrator.run(countSql);
  return { objects: new Map(rows.map((row) => [addressOf(row), countedFrom(row)])), gone: new Set(), isStale: false };
}

/**
 * Grows with each row of the catalog that the open transaction deletes, and with each table or column that it changes: dropping a column, or giving a table
 * another file, does no more. Null where the server does not count. To count all objects after each of thousands of INSERTs would make them quadratic.
 */
const changesSql = `
select case when pg_catalog.current_setting('track_counts') OPERATOR(pg_catalog.=) 'on' then
  (select pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_deleted(c)) from pg_catalog.unnest('{pg_catalog.pg_class,pg_catalog.pg_attribute,pg_catalog.pg_constraint,pg_catalog.pg_trigger,pg_catalog.pg_policy,pg_catalog.pg_rewrite,pg_catalog.pg_attrdef,pg_catalog.pg_proc,pg_catalog.pg_type,pg_catalog.pg_namespace,pg_catalog.pg_extension,pg_catalog.pg_statistic_ext,pg_catalog.pg_publication}'::pg_catalog.regclass[]) c)
  OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated('pg_catalog.pg_class'::pg_catalog.regclass)
  OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated('pg_catalog.pg_attribute'::pg_catalog.regclass)
end::pg_catalog.text as changes`;

/** Says whether anything was dropped between two moments of one transaction: then the answers differ, or are null. */
export async function catalogChanges(worker: Session): Promise<string | null> {
  const [row] = await worker.run(changesSql);
  return row?.changes == null ? null : String(row.changes);
}

function addressOf(row: Row): string {
  return `${row.catalog}/${row.oid}/${row.sub}`;
}

function countedFrom(row: Row): CountedObject {
  const type = String(row.type);
  const isColumn = row.catalog === 'pg_class' && Number(row.sub) > 0;
  const isRelation = row.catalog === 'pg_class' && !isColumn;
  const kind = isColumn ? 'column' : type.replace(/^(?:table|domain) (?=constraint)/, '');
  const listed = Array.isArray(row.parents) ? row.parents.map(String) : [];
  // A column goes with its table only: that the column it is computed from went is no reason to leave it out.
  const parents = isColumn
    ? [`pg_class/${row.oid}/0`]
    : listed.filter((parent) => !isRelation || type === 'index' || type === 'sequence' || parent.endsWith('/0'));
  return {
    kind,
    name: String(row.identity),
    relation: row.relation === null ? null : qualifiedName(String(row.schema), String(row.relation)),
    holdsData: isColumn || (isRelation && ['r', 'p', 'm', 'S'].includes(String(row.relkind))),
    isRelation: isRelation && type !== 'index',
    catalog: String(row.catalog),
    oid: String(row.oid),
    relationOid: row.relation_oid === null ? null : String(row.relation_oid),
    label: String(row.label),
    parents,
  };
}

/**
 * What of the census is gone since it was last looked at, without what goes along with something else that is gone. An object without data that stands there again under its
 * name is not gone; a table, column or sequence is: what it held is lost. `nameNow`: the name of a relation just before, as it may have been renamed.
 */
export async function lostSince(
  worker: Session,
  census: Census,
  nameNow: (oid: string) => string | undefined = () => undefined,
): Promise<readonly LostObject[]> {
  const rows = await worker.run(addressesSql);
  const there = new Set(rows.map(addressOf));
  const missing = [...census.objects].filter(([address]) => !there.has(address));
  const before = census.gone;
  const went = new Set(missing.map(([address]) => address));
  census.gone = went;
  census.isStale = false;
  const fresh = missing.filter(([address]) => !before.has(address));
  if (fresh.length === 0) return [];
  const labels = new Set(rows.map((row) => `${row.catalog} ${row.label}`));
  return fresh.flatMap(([, { catalog, oid: _, label, parents, relationOid, ...lost }]): LostObject[] => {
    const isBack = labels.has(`${catalog} ${label}`);
    if (
      parents.some((parent) => went.has(parent)) ||
      (isBack && (!lost.holdsData || lost.kind === 'materialized view'))
    )
      return [];
    const relation = (relationOid === null ? undefined : nameNow(relationOid)) ?? lost.relation;
    return [{ ...lost, relation, ...(isBack ? { isBack } : {}) }];
  });
}
