// How a rule file declares its rule, and the presets that rules are part of.
import type { Change, ChangeKind, ChangeOf } from '../model/change.ts';
import type { OptionSpecs, OptionValues, Preset, Rule } from '../model/finding.ts';
import { doesNoWork } from './facts/no-work.ts';

/** Each holds the ones before it. */
export const presets = ['recommended', 'strict', 'policy'] as const satisfies readonly Preset[];

/**
 * Types `check` by the kinds listed in `on`, keeps rules about work from changes that are known to do none, and answers a rule that can stand in
 * one list with all others.
 */
export function defineRule<const K extends ChangeKind, const O extends OptionSpecs = Record<never, never>>(
  rule: Rule<K, O>,
): Rule {
  return {
    ...rule,
    check: (change, context, options) => {
      if (!isOneOf(change, rule.on)) return undefined;
      const hit = rule.check(change, context, options as OptionValues<O>);
      const works = rule.claims !== undefined && rule.claims.work !== 'none';
      // Asked last: most checks find nothing, and this looks at all that happened to the table.
      return hit !== undefined && works && doesNoWork(change, context) ? undefined : hit;
    },
  };
}

function isOneOf<K extends ChangeKind>(change: Change, kinds: readonly K[]): change is ChangeOf<K> {
  return (kinds as readonly ChangeKind[]).includes(change.kind);
}
