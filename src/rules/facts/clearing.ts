// DROP … IF EXISTS of what no migration has made: it clears the way, and most often there is nothing to clear.

import type { ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { isKnown, madeTable } from './named.ts';
import { returnsInUnit } from './returns.ts';

/** A relation that no migration knows and that the same transaction makes: the script puts it up, and brought this along. */
export function makesRoom(name: Name, { ifExists }: ChangeOf<'drop'>, context: RuleContext): boolean {
  return ifExists && !isKnown(context, name) && returnsInUnit(name, context);
}

/** A trigger, policy or rule that a table does not have, though its whole life is known. */
export function wasNeverThere({ object, ifExists, on, names }: ChangeOf<'drop'>, context: RuleContext): boolean {
  const table = on === undefined ? undefined : madeTable(context, on);
  if (!ifExists || table === undefined) return false;
  const there = object === 'trigger' ? table.triggers : object === 'policy' ? table.policies : table.rules;
  return !there.some((part) => names.some(({ name }) => name === part.name));
}
