// What the past of a table amounts to, counted on from where it was last asked for.
import type { PastChange } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';

interface Kept<State> {
  state: State;
  /** How many changes it holds. */
  length: number;
}

/**
 * A fold over a table's past. The list that lint keeps only grows, and each of ten thousand statements about one table asks: what was folded for a list is kept
 * with it. The answer is the fold's own state, which goes on changing: read it, don't keep it.
 */
export function folded<State>(
  start: () => State,
  step: (state: State, past: PastChange, table: Name) => void,
): (history: readonly PastChange[], table: Name) => State {
  const all = new WeakMap<readonly PastChange[], Map<string, Kept<State>>>();
  return (history, table) => {
    const byTable = all.get(history) ?? new Map<string, Kept<State>>();
    all.set(history, byTable);
    const key = `${table.schema ?? ''}.${table.name}`;
    const kept = byTable.get(key) ?? { state: start(), length: 0 };
    byTable.set(key, kept);
    for (; kept.length < history.length; kept.length++) step(kept.state, history[kept.length] as PastChange, table);
    return kept.state;
  };
}
