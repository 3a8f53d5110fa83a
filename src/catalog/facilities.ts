// Triggers, policies, rules and grants: what hangs on a table or a view.

import type { Grant, Policy, Table, View } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import type { Name } from '../model/schema.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { change, changeKnown, type Draft, newId, put, resolved } from './draft.ts';
import { partitionsBelow } from './drop.ts';

/** In place of one of that name, where it says OR REPLACE. A row trigger is on all partitions, too. */
export function createTrigger(draft: Draft, written: ChangeOf<'create-trigger'>): void {
  const { trigger: name, table, timing, row, when } = written;
  const made = () => ({
    id: newId(draft),
    name,
    timing,
    row,
    function: keyOfRoutine(draft, written),
    ...(when === undefined ? {} : { when: when.text }),
    enabled: true,
  });
  changeKnown(draft, table, (one) => one);
  const key = resolved(draft, table);
  for (const each of [key, ...(row ? partitionsBelow(draft, key) : [])])
    change(draft, each, (one) => ({ ...one, triggers: [...one.triggers.filter((old) => old.name !== name), made()] }));
}

function keyOfRoutine(draft: Draft, { function: called }: ChangeOf<'create-trigger'>): string {
  const { schema, name } = called;
  if (schema !== undefined) return qualifiedName(schema, name);
  const schemas = draft.searchPath.length === 0 ? ['public'] : draft.searchPath;
  return (
    schemas.map((one) => qualifiedName(one, name)).find((key) => draft.catalog.routines.has(key)) ??
    qualifiedName(schemas[0] ?? 'public', name)
  );
}

export function createPolicy(draft: Draft, written: ChangeOf<'create-policy'>): void {
  const { policy: name, command, permissive, roles, using, withCheck } = written;
  const policy: Policy = {
    id: newId(draft),
    name,
    command,
    permissive,
    roles,
    ...(using === undefined ? {} : { using: using.text }),
    ...(withCheck === undefined ? {} : { withCheck: withCheck.text }),
  };
  changeKnown(draft, written.table, (table) => ({ ...table, policies: [...table.policies, policy] }), 'table');
}

export function createRule(draft: Draft, { rule: name, table }: ChangeOf<'create-rule'>): void {
  const rule = { id: newId(draft), name };
  changeKnown(draft, table, (one) => ({ ...one, rules: [...one.rules.filter((old) => old.name !== name), rule] }));
}

/** On tables and sequences, by name or all that a schema has now. */
export function grant(draft: Draft, written: ChangeOf<'grant'>): void {
  const { object, allInSchema, defaultPrivileges, names, revoke, privileges, grantees } = written;
  if ((object !== 'table' && object !== 'sequence') || defaultPrivileges) return;
  const after = (grants: readonly Grant[]): readonly Grant[] =>
    revoke ? grants.flatMap((one) => without(one, { privileges, grantees })) : [...grants, { privileges, grantees }];
  const all = allInSchema ? names.flatMap(({ name }) => namesIn(draft, name, object)) : names;
  for (const name of all) {
    const relation = draft.catalog.relations.get(resolved(draft, name));
    if (relation?.kind === 'sequence') put(draft, { ...relation, grants: after(relation.grants) });
    else if (object === 'table')
      changeKnown(draft, name, (table): Table | View => ({ ...table, grants: after(table.grants) }));
  }
}

function namesIn({ catalog }: Draft, schema: string, object: 'table' | 'sequence'): readonly Name[] {
  return [...catalog.relations.values()].filter(
    (one) => one.schema === schema && one.kind !== 'index' && (one.kind === 'sequence') === (object === 'sequence'),
  );
}

/** What is left of a grant; of ALL, a part taken away leaves all the rest, which is not spelt out. */
function without(one: Grant, gone: Grant): readonly Grant[] {
  const others = one.grantees.filter((grantee) => !gone.grantees.includes(grantee));
  const kept = others.length === 0 ? [] : [{ privileges: one.privileges, grantees: others }];
  const hit = one.grantees.filter((grantee) => gone.grantees.includes(grantee));
  if (hit.length === 0) return [one];
  const { privileges } = gone;
  if (privileges === 'all') return kept;
  const left = one.privileges === 'all' ? 'all' : one.privileges.filter((privilege) => !privileges.includes(privilege));
  return left.length === 0 ? kept : [...kept, { privileges: left, grantees: hit }];
}
