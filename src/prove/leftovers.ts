// What a release leaves unfinished: constraints that were never validated, indexes that are invalid. Asked of the catalog, with every fact as a column.
import type { Row, Session } from '../model/database.ts';
import type { Leftover } from '../model/trace.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import type { FingerprintScope } from './schema.ts';

/** An unfinished object with its definition: an object of that name may have been dropped and made again. */
export interface Unfinished {
  readonly leftover: Leftover;
  readonly definition: string;
}

/**
 * Three legal states are left out: the index of a partitioned table is invalid until every partition has its own (`ON ONLY`), a NOT ENFORCED constraint is never
 * validated (18; both measured on 15 and 18), and what a partition or an heir has from a parent is the parent's. `conenforced` came with 18.
 */
const unfinishedSql = `
select 'not-validated' as kind, n.nspname::pg_catalog.text as schema, coalesce(c.relname, t.typname)::pg_catalog.text as relation, k.conname::pg_catalog.text as name,
       pg_catalog.pg_get_constraintdef(k.oid) as definition
from pg_catalog.pg_constraint k
join pg_catalog.pg_namespace n on n.oid = k.connamespace
left join pg_catalog.pg_class c on c.oid = k.conrelid
left join pg_catalog.pg_type t on t.oid = k.contypid
where not k.convalidated and pg_catalog.to_jsonb(k) ->> 'conenforced' is distinct from 'false'
  and not exists (select from pg_catalog.pg_inherits h join pg_catalog.pg_constraint p on p.conrelid = h.inhparent
    where h.inhrelid = k.conrelid and not k.conislocal and not p.convalidated and (p.oid = k.conparentid or p.conname = k.conname))
  and k.conrelid is distinct from pg_catalog.to_regclass($1)
  and not exists (select from pg_catalog.pg_depend d where d.deptype = 'e' and (d.classid, d.objid) in (values ('pg_catalog.pg_class'::pg_catalog.regclass, k.conrelid), ('pg_catalog.pg_type'::pg_catalog.regclass, k.contypid)))
  and n.nspname not in ('pg_catalog', 'information_schema', 'lockgate') and n.nspname !~ '^(pg_(toast|temp)|lockgate_(ext|sealed)_)'
union all
select 'invalid-index', n.nspname, c.relname, i.relname, pg_catalog.pg_get_indexdef(x.indexrelid)
from pg_catalog.pg_index x
join pg_catalog.pg_class i on i.oid = x.indexrelid
join pg_catalog.pg_class c on c.oid = x.indrelid
join pg_catalog.pg_namespace n on n.oid = i.relnamespace
where not (x.indisvalid and x.indisready and x.indislive) and i.relkind <> 'I'
  and x.indrelid is distinct from pg_catalog.to_regclass($1)
  and not exists (select from pg_catalog.pg_depend d where d.deptype = 'e' and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = x.indrelid)
  and n.nspname not in ('pg_catalog', 'information_schema', 'lockgate') and n.nspname !~ '^(pg_(toast|temp)|lockgate_(ext|sealed)_)'
order by 1, 2, 3, 4`;

/** Read by the administrator, who sees everything. */
export async function unfinished(administrator: Session, scope: FingerprintScope): Promise<readonly Unfinished[]> {
  await administrator.run("set search_path = ''");
  return (await administrator.query(unfinishedSql, [scope.historyTable])).map(unfinishedFrom);
}

function unfinishedFrom(row: Row): Unfinished {
  const relation = qualifiedName(String(row.schema), String(row.relation));
  const kind = row.kind === 'invalid-index' ? 'invalid-index' : 'not-validated';
  return { leftover: { kind, relation, name: String(row.name) }, definition: String(row.definition) };
}

/** What is unfinished at the end and was not at the start. */
export function leftoversIn(before: readonly Unfinished[], after: readonly Unfinished[]): readonly Leftover[] {
  const keyOf = ({ leftover: { kind, relation, name }, definition }: Unfinished): string =>
    JSON.stringify([kind, relation, name, definition]);
  const known = new Set(before.map(keyOf));
  return after.flatMap((one) => (known.has(keyOf(one)) ? [] : [one.leftover]));
}
