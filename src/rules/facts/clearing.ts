// DROP … IF EXISTS of what no migration has made: it clears the way, and most often there is nothing to clear.
import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { makesOther } from './columns.ts';
import { returnsInUnit } from './returns.ts';

/** A relation that no migration knows and that the same transaction makes: the script puts it up, and brought this along. */
export function makesRoom(name: Name, { ifExists }: ChangeOf<'drop'>, context: RuleContext): boolean {
  return ifExists && context.historyOf(name).length === 0 && returnsInUnit(name, context);
}

/** A trigger, policy or rule that a table never got, though its whole past is known. */
export function wasNeverThere(drop: ChangeOf<'drop'>, context: RuleContext): boolean {
  const { object, ifExists, on, names } = drop;
  if (!ifExists || on === undefined) return false;
  const history = context.historyOf(on);
  const own = history.findIndex(({ change }) => change === drop);
  const past = own < 0 ? history : history.slice(0, own);
  const isWhole = past.some(({ change }) => change.kind === 'create-table' && !makesOther(change, on));
  return isWhole && !past.some(({ change }) => names.some(({ name }) => name === partMade(change, object)));
}

function partMade(change: Change, object: ChangeOf<'drop'>['object']): string | undefined {
  if (change.kind === 'rename' && change.object === object) return change.to;
  if (change.kind === 'create-trigger' && object === 'trigger') return change.trigger;
  if (change.kind === 'create-policy' && object === 'policy') return change.policy;
  return change.kind === 'create-rule' && object === 'rule' ? change.rule : undefined;
}
