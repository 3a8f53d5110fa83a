// Constraints of tables and domains.
import type { ListedTable } from '../catalog/assemble.ts';
import type { Row } from '../model/database.ts';
import type { Constraint, ExclusionElement, Expression, ForeignKeyTarget } from '../model/schema.ts';
import { present, texts } from './rows.ts';
import { columnNames, scope } from './scope.ts';

export type ReadConstraint = ListedTable['constraints'][number];

/**
 * Without those that carry out a foreign key to a partitioned table (one for each of its partitions, on the same table as the foreign key itself). The
 * expression of a table's CHECK comes later; that of a domain's names no column, so it is to be had without a lock.
 */
export function constraintsQuery(server: number): string {
  return `${scope}
select k.oid, k.conrelid, k.contypid, k.conindid, coalesce((select (to_jsonb(x) ->> 'indnullsnotdistinct')::boolean from pg_index x where x.indexrelid = k.conindid and contype = 'u'), false) as nulls_not_distinct,
       coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) as period, conname::text as name, contype::text as type, convalidated as validated,
       ${server >= 180000 ? 'conenforced' : 'true'} as enforced, condeferrable as deferrable, condeferred as deferred, connoinherit as no_inherit,
       ${columnNames('k.conrelid', 'conkey')} as columns,
       n.nspname::text as target_schema, t.relname::text as target, ${columnNames('k.confrelid', 'confkey')} as target_columns, confdeltype::text as on_delete,
       case when contype = 'x' then array(select array[o.oprname::text, s.nspname::text] from unnest(conexclop) with ordinality as e (oid, place)
         join pg_operator o on o.oid = e.oid join pg_namespace s on s.oid = o.oprnamespace order by e.place) end as operators,
       case when contypid <> 0 and contype = 'c' then pg_get_expr(conbin, 0) end as expression
from pg_constraint k join schemas s on s.oid = k.connamespace
left join pg_class t on t.oid = k.confrelid left join pg_namespace n on n.oid = t.relnamespace
where contype in ('c', 'f', 'p', 'u', 'x', 'n')
  and not exists (select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid)
order by k.oid`;
}

/** What only other queries tell. */
export interface Deparsed {
  /** Of a CHECK. */
  readonly expression: Expression;
  /** Of the index under an exclusion constraint. */
  readonly index: ListedTable['indexes'][number] | undefined;
}

export function constraintFrom(row: Row, { expression, index }: Deparsed): ReadConstraint {
  const type = String(row.type);
  const base = {
    name: String(row.name),
    columns: texts(row.columns),
    validated: row.validated === true,
    enforced: row.enforced === true,
    ...(row.deferrable === true ? { deferrable: true as const } : {}),
    // Of the others the server says it too, though there is no way to write it.
    ...(row.no_inherit === true && (type === 'c' || type === 'n') ? { noInherit: true as const } : {}),
    ...(row.deferred === true ? { initiallyDeferred: true as const } : {}),
  } satisfies Partial<Constraint>;
  if (type === 'c') return { ...base, type: 'check', expression };
  if (type === 'f') return { ...base, type: 'foreign-key', references: targetFrom(row) };
  if (type === 'x') return { ...base, columns: [], type: 'exclusion', ...exclusion(row, index) };
  if (type === 'n') return { ...base, type: 'not-null' };
  return {
    ...base,
    type: type === 'p' ? 'primary-key' : 'unique',
    ...(row.nulls_not_distinct === true ? { nullsNotDistinct: true } : {}),
    ...(row.period === true ? { withoutOverlaps: true } : {}),
  };
}

const actions: Readonly<Record<string, ForeignKeyTarget['onDelete']>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

function targetFrom(row: Row): ForeignKeyTarget {
  return {
    table: { ...present('schema', row.target_schema), name: String(row.target) },
    columns: texts(row.target_columns),
    onDelete: actions[String(row.on_delete)] ?? 'no action',
  };
}

function exclusion(
  row: Row,
  index: Deparsed['index'],
): { readonly method?: string; readonly elements: readonly ExclusionElement[]; readonly where?: Expression } {
  const operators = Array.isArray(row.operators) ? row.operators.map(texts) : [];
  const elements = operators.map(([name = '', schema = ''], i): ExclusionElement => {
    const { column, expression } = index?.columns[i] ?? {};
    return {
      ...(column === undefined ? {} : { column }),
      ...(expression === undefined ? {} : { expression }),
      operator: schema === 'pg_catalog' ? name : `OPERATOR(${schema}.${name})`,
    };
  });
  return {
    ...present('method', index?.method),
    elements,
    ...(index?.where === undefined ? {} : { where: index.where }),
  };
}
