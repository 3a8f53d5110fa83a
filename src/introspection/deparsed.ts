// Expressions of tables: CHECK, indexes, WHEN, policies; and the bodies of functions in standard SQL. The server opens the table for their text.
import type { Session } from '../model/database.ts';
import { scope } from './scope.ts';
import { type Found, undisturbed } from './undisturbed.ts';

/** `first` and `second` of each: an expression, a definition, USING and WITH CHECK; `keys` of an index. */
export function deparse(session: Session, server: number): Promise<Found> {
  const bodies = `
  union all select 'body', p.oid, 'pg_proc'::regclass, 0::oid from pg_proc p join schemas s on s.oid = p.pronamespace where p.prosqlbody is not null`;
  const items = `${scope}, items (kind, oid, classid, relid) as (
  select 'check', k.oid, 'pg_constraint'::regclass, c.oid from pg_constraint k join relations c on c.oid = k.conrelid where k.contype = 'c'
  union all select 'index', x.indexrelid, 'pg_class'::regclass, c.oid from pg_index x join relations c on c.oid = x.indrelid where x.indexprs is not null or x.indpred is not null
  union all select 'trigger', t.oid, 'pg_trigger'::regclass, c.oid from pg_trigger t join relations c on c.oid = t.tgrelid where t.tgqual is not null
  union all select 'policy', p.oid, 'pg_policy'::regclass, c.oid from pg_policy p join relations c on c.oid = p.polrelid${server >= 140000 ? bodies : ''}
)`;
  const values = `case i.kind
    when 'check' then (select pg_get_expr(conbin, conrelid) from pg_constraint where oid = i.oid)
    when 'index' then pg_get_indexdef(i.oid)
    when 'trigger' then pg_get_triggerdef(i.oid)
    when 'policy' then (select pg_get_expr(polqual, polrelid) from pg_policy where oid = i.oid)
    ${server >= 140000 ? "when 'body' then pg_get_function_sqlbody(i.oid)" : ''} end as first,
  case i.kind when 'policy' then (select pg_get_expr(polwithcheck, polrelid) from pg_policy where oid = i.oid) end as second,
  case i.kind when 'index' then (select array(select pg_get_indexdef(i.oid, n, false) from generate_series(1, indnkeyatts) as n) from pg_index where indexrelid = i.oid) end as keys`;
  return undisturbed(session, { items, values });
}
