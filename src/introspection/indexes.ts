// Indexes of tables and materialized views.
import type { ListedTable } from '../catalog/assemble.ts';
import type { Row } from '../model/database.ts';
import type { Expression, IndexColumn } from '../model/schema.ts';
import type { ServerIndex } from '../sql/server-text.ts';
import { fullNameOf, present, texts } from './rows.ts';
import { columnNames, nameOfRelation, scope } from './scope.ts';

export type ReadIndex = ListedTable['indexes'][number];

/** An operator class is the default one unless its method has another default for exactly that type (`citext_ops` beside `text_ops`). */
const isDefaultClass = `(o.opcdefault and (o.opcintype = b.oid or not exists (
  select from pg_opclass e where e.opcmethod = o.opcmethod and e.opcdefault and e.opcintype = b.oid)))`;

/** One JSON object for each key: `column` (null for an expression), `operatorClass` and `collation` where they are not the default, `option` as bits. */
const keys = `(
  select json_agg(json_build_object('column', a.attname, 'operatorClass', case when not ${isDefaultClass} then o.opcname end,
           'collation', case when l.oid <> a.attcollation then l.collname end, 'option', x.indoption[k.place - 1]) order by k.place)
  from unnest(x.indkey::int2[]) with ordinality as k (number, place)
  left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number and k.number <> 0
  join pg_attribute own on own.attrelid = x.indexrelid and own.attnum = k.place
  join pg_type t on t.oid = coalesce(a.atttypid, own.atttypid)
  join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
  join pg_opclass o on o.oid = x.indclass[k.place - 1]
  left join pg_collation l on l.oid = x.indcollation[k.place - 1]
  where k.place <= x.indnkeyatts)`;

export function indexesQuery(server: number): string {
  return `${scope}
select x.indexrelid as oid, x.indrelid, i.relname::text as name, indisunique as unique, m.amname::text as method, indisvalid as valid, indexprs is not null or indpred is not null as deparsed,
       ${server >= 150000 ? 'indnullsnotdistinct' : 'false'} as nulls_not_distinct,
       (select spcname::text from pg_tablespace where oid = i.reltablespace) as tablespace,
       exists (select from pg_constraint where conindid = x.indexrelid and contype in ('p', 'u', 'x')) as of_constraint,
       ${nameOfRelation('(select inhparent from pg_inherits where inhrelid = x.indexrelid)')} as parent, ${keys} as keys, ${columnNames('x.indrelid', '(x.indkey::int2[])[indnkeyatts:]')} as include
from pg_index x join relations c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
where c.relkind in ('r', 'p', 'm') order by x.indexrelid`;
}

/** `written`: of an index on expressions or with WHERE, what its definition says of them; undefined for all others, and where that could not be read. */
export function indexFrom(row: Row, written: ServerIndex | undefined): ReadIndex {
  const columns = Array.isArray(row.keys) ? (row.keys as readonly Key[]).map(keyFrom) : [];
  return {
    name: String(row.name),
    columns: written?.columns ?? columns,
    ...(written?.where === undefined ? {} : { where: written.where }),
    unique: row.unique === true,
    method: String(row.method),
    include: texts(row.include),
    nullsNotDistinct: row.nulls_not_distinct === true,
    ofConstraint: row.of_constraint === true,
    valid: row.valid === true,
    ...present('tablespace', row.tablespace),
    ...(row.parent === null ? {} : { partitionOf: fullNameOf(row.parent) }),
  };
}

interface Key {
  readonly column: string | null;
  readonly operatorClass: string | null;
  readonly collation: string | null;
  /** Bit 0: descending, bit 1: NULLs first (pg_index.h). */
  readonly option: number;
}

export const unreadExpression: Expression = { text: '', functions: [], constant: false };

function keyFrom({ column, operatorClass, collation, option }: Key): IndexColumn {
  const descends = (option & 1) !== 0;
  const nullsFirst = (option & 2) !== 0;
  const order = [
    ...(descends ? ['desc'] : []),
    ...(descends === nullsFirst ? [] : [nullsFirst ? 'nulls first' : 'nulls last']),
  ].join(' ');
  return {
    ...(column === null ? { expression: unreadExpression } : { column }),
    ...(operatorClass === null ? {} : { operatorClass }),
    ...(collation === null ? {} : { collation }),
    ...(order === '' ? {} : { order }),
  };
}
