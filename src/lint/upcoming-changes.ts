// What the rest of the new migrations does, by name: for rules that ask whether something follows.
import type { LaterChange } from '../model/finding.ts';
import { countBelow } from '../sql/ascending.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import type { StatementContext } from './statement-contexts.ts';
import { touchedNames } from './touched-names.ts';

export interface UpcomingChanges {
  /** What happens to `qualified` in the statements behind this one. */
  after(at: StatementContext, qualified: string): readonly LaterChange[];
}

/** Of one name, in order; both lists go together. */
interface Coming {
  readonly orders: number[];
  readonly changes: LaterChange[];
}

const nothing: readonly LaterChange[] = [];

/** `contexts`: the statements of all new up scripts, in order. Indexed on first use. */
export function upcomingChanges(contexts: readonly StatementContext[]): UpcomingChanges {
  let orders: ReadonlyMap<StatementContext, number> | undefined;
  let byName: ReadonlyMap<string, Coming> | undefined;
  return {
    after(at, qualified) {
      byName ??= comingByName(contexts);
      const coming = byName.get(qualified);
      if (coming === undefined) return nothing;
      orders ??= new Map(contexts.map((one, order) => [one, order]));
      return coming.changes.slice(countBelow(coming.orders, (orders.get(at) ?? contexts.length) + 1));
    },
  };
}

function comingByName(contexts: readonly StatementContext[]): ReadonlyMap<string, Coming> {
  const byName = new Map<string, Coming>();
  for (const [order, { settings, expanded, unit, script }] of contexts.entries()) {
    const schema = settings.searchPath[0] ?? 'public';
    for (const change of expanded.statement.changes) {
      const later: LaterChange = { change, unit, conditional: expanded.conditional, path: script.path };
      for (const name of new Set(touchedNames(change).map((one) => qualifiedName(one.schema ?? schema, one.name)))) {
        const coming = byName.get(name) ?? { orders: [], changes: [] };
        byName.set(name, coming);
        coming.orders.push(order);
        coming.changes.push(later);
      }
    }
  }
  return byName;
}
