// Triggers, policies, rules and grants of tables, views and sequences.
import type { Grant, Policy, Rule, Trigger } from '../model/catalog.ts';
import type { Row } from '../model/database.ts';
import { serverExpressionText, serverTriggerCondition } from '../sql/server-text.ts';
import { fullNameOf, present, texts } from './rows.ts';
import { scope } from './scope.ts';

/** Before 15, the triggers that partitions have of their parents count as internal, beside those that carry out constraints. */
export const triggersQuery = `${scope}
select t.oid, t.tgrelid, tgname::text as name, tgtype::int4 as type, array[n.nspname::text, p.proname::text] as function, tgenabled <> 'D' as enabled, tgqual is not null as conditional
from pg_trigger t join relations c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid join pg_namespace n on n.oid = p.pronamespace
where not tgisinternal
   or tgparentid <> 0 and not exists (select from pg_constraint k where k.oid = t.tgconstraint and k.contype <> 't')
order by t.oid`;

export const policiesQuery = `${scope}
select p.oid, p.polrelid, polname::text as name, polcmd::text as command, polpermissive as permissive,
       array(select pg_get_userbyid(r.oid)::text from unnest(polroles) with ordinality as r (oid, place) where r.oid <> 0 order by r.place) as roles
from pg_policy p join relations c on c.oid = p.polrelid order by p.oid`;

export const rulesQuery = `${scope}
select r.ev_class, rulename::text as name from pg_rewrite r join relations c on c.oid = r.ev_class where rulename <> '_RETURN' order by r.oid`;

/** What the owner may do is not said. */
export const grantsQuery = `${scope}
select c.oid, c.relkind = 'S' as is_sequence, case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end as grantee,
       array_agg(distinct lower(a.privilege_type) order by lower(a.privilege_type)) as privileges
from relations c cross join aclexplode(c.relacl) a
where a.grantee <> c.relowner and relkind in ('r', 'p', 'f', 'v', 'm', 'S')
group by c.oid, c.relkind, a.grantee order by c.oid, a.grantee`;

/** `definition`: as pg_get_triggerdef() has it, where it was read. Bits of `type`: pg_trigger.h. */
export function triggerFrom(row: Row, definition: unknown): Omit<Trigger, 'id'> {
  const type = Number(row.type);
  const when = typeof definition === 'string' ? serverTriggerCondition(definition) : undefined;
  return {
    name: String(row.name),
    timing: (type & 64) !== 0 ? 'instead of' : (type & 2) !== 0 ? 'before' : 'after',
    row: (type & 1) !== 0,
    function: fullNameOf(row.function),
    ...present('when', when),
    enabled: row.enabled === true,
  };
}

const commands: Readonly<Record<string, Policy['command']>> = { r: 'select', a: 'insert', w: 'update', d: 'delete' };

export function policyFrom(row: Row, expressions: Row | undefined): Omit<Policy, 'id'> {
  return {
    name: String(row.name),
    command: commands[String(row.command)] ?? 'all',
    permissive: row.permissive === true,
    roles: texts(row.roles),
    ...present('using', textOf(expressions?.first)),
    ...present('withCheck', textOf(expressions?.second)),
  };
}

function textOf(expression: unknown): string | undefined {
  return typeof expression === 'string' ? serverExpressionText(expression) : undefined;
}

export function ruleFrom(row: Row): Omit<Rule, 'id'> {
  return { name: String(row.name) };
}

/** One for each set of privileges that somebody has. */
export function grantsFrom(rows: readonly Row[], server: number): readonly Grant[] {
  const grantees = new Map<string, { readonly privileges: Grant['privileges']; readonly grantees: string[] }>();
  for (const row of rows) {
    const privileges = texts(row.privileges);
    // 17 added MAINTAIN to the seven of a table.
    const all = row.is_sequence === true ? 3 : server >= 170000 ? 8 : 7;
    const key = privileges.join();
    const same = grantees.get(key) ?? { privileges: privileges.length === all ? 'all' : privileges, grantees: [] };
    grantees.set(key, same);
    same.grantees.push(String(row.grantee));
  }
  return [...grantees.values()];
}
