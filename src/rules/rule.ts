// How a rule file declares its rule.
import type { Change, ChangeKind, ChangeOf } from '../model/change.ts';
import type { Rule } from '../model/finding.ts';

/** Types `check` by the kinds listed in `on`, and answers a rule that can stand in one list with all others. */
export function defineRule<const K extends ChangeKind>(rule: Rule<K>): Rule {
  return {
    ...rule,
    check: (change, context) => (isOneOf(change, rule.on) ? rule.check(change, context) : undefined),
  };
}

function isOneOf<K extends ChangeKind>(change: Change, kinds: readonly K[]): change is ChangeOf<K> {
  return (kinds as readonly ChangeKind[]).includes(change.kind);
}
