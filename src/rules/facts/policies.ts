// What earlier migrations tell about a table's row security policies.
import type { ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';

/** Those that are there before the statement, as far as the migrations tell. */
export function knownPolicies(context: RuleContext, table: Name): readonly ChangeOf<'create-policy'>[] {
  const known = new Map<string, ChangeOf<'create-policy'>>();
  for (const { change } of context.historyOf(table)) {
    if (change.kind === 'create-policy') known.set(change.policy, change);
    if (change.kind === 'drop' && change.object === 'policy') known.delete(change.names[0]?.name ?? '');
    if (change.kind === 'rename' && change.object === 'policy') {
      const renamed = known.get(change.from ?? '');
      known.delete(change.from ?? '');
      if (renamed !== undefined) known.set(change.to, renamed);
    }
  }
  return [...known.values()];
}
