// The tables that stand behind a view.
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { partsOf } from '../../sql/qualified-name.ts';
import { viewNamed, visibleName } from './named.ts';

/** The tables that a view's query reads, through other views too. A materialized view has rows of its own, but for being filled. */
export function behind(
  view: Name,
  context: RuleContext,
  filling = false,
  passed: readonly string[] = [],
): readonly Name[] {
  const own = context.qualify(view);
  if (passed.includes(own)) return [];
  const made = viewNamed(context, view);
  const isFilled = made?.kind === 'view' || (passed.length === 0 && filling);
  const reads = (isFilled ? (made?.reads ?? []) : []).map((key) => visibleName(partsOf(key), context));
  return reads.flatMap((name) => [name, ...behind(name, context, false, [...passed, own])]);
}
