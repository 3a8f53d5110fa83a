// The tables that stand behind a view.
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';

/** The tables that a view's query reads, through other views too. A materialized view has rows of its own, but for being filled. */
export function behind(
  view: Name,
  context: RuleContext,
  filling = false,
  passed: readonly string[] = [],
): readonly Name[] {
  const own = context.qualify(view);
  if (passed.includes(own)) return [];
  const made = context
    .historyOf(view)
    .flatMap(({ change }) =>
      change.kind === 'create-view' || change.kind === 'create-materialized-view' ? [change] : [],
    )
    .at(-1);
  const isFilled = made?.kind === 'create-view' || (passed.length === 0 && filling);
  return (isFilled ? (made?.reads ?? []) : []).flatMap((name) => [
    name,
    ...behind(name, context, false, [...passed, own]),
  ]);
}
