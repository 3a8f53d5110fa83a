// The tables that stand behind a view.
import type { ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { folded } from './folded.ts';

const lastMade = folded(
  (): { made?: ChangeOf<'create-view' | 'create-materialized-view'> } => ({}),
  (state, { change }) => {
    if (change.kind === 'create-view' || change.kind === 'create-materialized-view') state.made = change;
  },
);

/** The tables that a view's query reads, through other views too. A materialized view has rows of its own, but for being filled. */
export function behind(
  view: Name,
  context: RuleContext,
  filling = false,
  passed: readonly string[] = [],
): readonly Name[] {
  const own = context.qualify(view);
  if (passed.includes(own)) return [];
  const { made } = lastMade(context.historyOf(view), view);
  const isFilled = made?.kind === 'create-view' || (passed.length === 0 && filling);
  return (isFilled ? (made?.reads ?? []) : []).flatMap((name) => [
    name,
    ...behind(name, context, false, [...passed, own]),
  ]);
}
