// Tables and views as pg_class has them, without what hangs on them.

import type { Table, View } from '../model/catalog.ts';
import type { Row } from '../model/database.ts';
import { fullNameOf, fullNamesOf, present, texts } from './rows.ts';
import { columnNames, nameOfRelation, scope, withColumns } from './scope.ts';

export const relationsQuery = `${scope}
select c.oid, c.schema, c.name, relkind::text as kind, relpersistence::text as persistence,
       relrowsecurity as row_security, relforcerowsecurity as forced, relreplident::text as replica_identity, relispopulated as populated,
       (select amname::text from pg_am where oid = relam and amname <> 'heap') as access_method,
       (select spcname::text from pg_tablespace where oid = reltablespace) as tablespace,
       reloptions::text[] as options, (select t.reloptions::text[] from pg_class t where t.oid = c.reltoastrelid) as toast_options,
       relispartition as is_partition, exists (select from pg_partitioned_table where partdefid = c.oid) as is_default,
       array(select ${nameOfRelation('inhparent')} from pg_inherits where inhrelid = c.oid order by inhseqno) as parents,
       (select array[n.nspname::text, t.typname::text] from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid = reloftype) as of_type,
       p.partrelid is not null as partitioned, 0 = any (p.partattrs::int2[]) as by_expression,
       ${columnNames('c.oid', 'p.partattrs::int2[]')} as partition_key,
       (select k.relname::text from pg_index x join pg_class k on k.oid = x.indexrelid where x.indrelid = c.oid and x.indisclustered limit 1) as clustered_on,
       case when relkind in ('v', 'm') then array(
         select distinct on (d.refobjid) array[n.nspname::text, r.relname::text] from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
         join pg_class r on r.oid = d.refobjid join pg_namespace n on n.oid = r.relnamespace
         where w.ev_class = c.oid and w.rulename = '_RETURN' and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid and r.relkind in ('r', 'p', 'f', 'v', 'm')
         order by d.refobjid) end as reads,
       case when relkind in ('v', 'm') then array(
         select distinct a.attname::text from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
         join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
         where w.ev_class = c.oid and w.rulename = '_RETURN' and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid and d.refobjsubid > 0
         order by 1) end as uses
from relations c left join pg_partitioned_table p on p.partrelid = c.oid
where ${withColumns} order by c.oid`;

type Facilities = 'columns' | 'constraints' | 'indexes' | 'triggers' | 'policies' | 'rules' | 'grants';
export type BareTable = Omit<Table, 'id' | Facilities>;
export type BareView = Omit<View, 'id' | Facilities>;

const persistences: Readonly<Record<string, Table['persistence']>> = { p: 'permanent', u: 'unlogged', t: 'temporary' };
const replicaIdentities: Readonly<Record<string, Table['replicaIdentity']>> = {
  d: 'default',
  n: 'nothing',
  f: 'full',
  i: 'index',
};

export function tableFrom(row: Row, complete: boolean): BareTable {
  const parents = fullNamesOf(row.parents);
  const [parent] = parents;
  const isPartition = row.is_partition === true && parent !== undefined;
  return {
    schema: String(row.schema),
    name: String(row.name),
    complete,
    kind: row.kind === 'f' ? 'foreign-table' : 'table',
    persistence: persistences[String(row.persistence)] ?? 'permanent',
    ...(row.partitioned === true
      ? { partitioning: { key: row.by_expression === true ? null : texts(row.partition_key) } }
      : {}),
    ...(isPartition ? { partitionOf: { parent, isDefault: row.is_default === true } } : {}),
    inherits: isPartition ? [] : parents,
    ...(row.of_type === null ? {} : { ofType: fullNameOf(row.of_type) }),
    rowSecurity: row.row_security === true,
    forcedRowSecurity: row.forced === true,
    replicaIdentity: replicaIdentities[String(row.replica_identity)] ?? 'default',
    ...present('accessMethod', row.access_method),
    ...present('tablespace', row.tablespace),
    ...present('clusteredOn', row.clustered_on),
    parameters: { ...parameters(row.options, ''), ...parameters(row.toast_options, 'toast.') },
  };
}

export function viewFrom(row: Row, complete: boolean): BareView {
  return {
    schema: String(row.schema),
    name: String(row.name),
    complete,
    kind: row.kind === 'm' ? 'materialized-view' : 'view',
    persistence: row.persistence === 't' ? 'temporary' : 'permanent',
    reads: fullNamesOf(row.reads),
    uses: texts(row.uses),
    populated: row.populated === true,
  };
}

/** Of `reloptions`: `{fillfactor=70}`. */
function parameters(options: unknown, prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts(options).map((option) => {
      const equals = option.indexOf('=');
      return [`${prefix}${option.slice(0, equals)}`, option.slice(equals + 1)];
    }),
  );
}
