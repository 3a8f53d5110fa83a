// Enums, domains, composite types, ranges and base types.
import type { ListedType } from '../catalog/assemble.ts';
import type { Row } from '../model/database.ts';
import { isNull } from '../sql/server-text.ts';
import type { ReadConstraint } from './constraints.ts';
import type { Reader } from './reader.ts';
import { texts } from './rows.ts';
import { scope } from './scope.ts';

/** Arrays, multiranges and the row types of tables come with something else. */
export const typesQuery = `${scope}
select t.oid, s.schema, t.typname::text as name, t.typtype::text as kind, typnotnull as not_null,
       array(select enumlabel::text from pg_enum where enumtypid = t.oid order by enumsortorder) as labels,
       case typtype when 'd' then format_type(typbasetype, typtypmod) end as base, pg_get_expr(typdefaultbin, 0) as default
from pg_type t join schemas s on s.oid = t.typnamespace
where (typtype in ('e', 'd', 'r', 'p') or typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c'
       or typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid))
  and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
order by t.oid`;

const kinds: Readonly<Record<string, 'composite' | 'range' | 'base'>> = { c: 'composite', r: 'range' };

export function typeFrom(row: Row, constraints: readonly ReadConstraint[], { type, expression }: Reader): ListedType {
  const base = { schema: String(row.schema), name: String(row.name), complete: true };
  if (row.kind === 'e') return { ...base, kind: 'enum', labels: texts(row.labels).map((name) => ({ name })) };
  if (row.kind !== 'd') return { ...base, kind: kinds[String(row.kind)] ?? 'base' };
  return {
    ...base,
    kind: 'domain',
    base: type(String(row.base)),
    notNull: row.not_null === true,
    ...(row.default === null || isNull(String(row.default)) ? {} : { default: expression(String(row.default)) }),
    constraints,
  };
}
