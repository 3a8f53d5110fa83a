// Columns of tables and views.
import type { TableColumn } from '../model/catalog.ts';
import type { Row } from '../model/database.ts';
import { isNull } from '../sql/server-text.ts';
import type { Reader } from './reader.ts';
import { scope, withColumns } from './scope.ts';

/** A default names no column, so its text is to be had without the table (and its lock); the expression of a generated column is none. */
export const columnsQuery = `${scope}
select c.oid, attname::text as name, format_type(atttypid, atttypmod) as type, attnotnull as not_null, attidentity <> '' as identity, attgenerated::text as generated,
       case when attgenerated = '' then pg_get_expr(d.adbin, 0) end as default, n.nspname::text as collation_schema, l.collname::text as collation
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = attnum
left join pg_type t on t.oid = atttypid
left join pg_collation l on l.oid = attcollation and attcollation <> t.typcollation
left join pg_namespace n on n.oid = l.collnamespace
where ${withColumns} order by c.oid, attnum`;

export function columnFrom(row: Row, { type, expression }: Reader): Omit<TableColumn, 'id'> {
  return {
    name: String(row.name),
    type: type(String(row.type)),
    notNull: row.not_null === true,
    ...(row.default === null || isNull(String(row.default)) ? {} : { default: expression(String(row.default)) }),
    ...(row.generated === '' ? {} : { generated: row.generated === 'v' ? 'virtual' : 'stored' }),
    identity: row.identity === true,
    ...(row.collation === null
      ? {}
      : { collation: { schema: String(row.collation_schema), name: String(row.collation) } }),
  };
}
