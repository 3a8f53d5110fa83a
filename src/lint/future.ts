// What the new migrations still do, by name: for rules that ask whether something follows.
import type { LaterChange } from '../model/finding.ts';
import { countBelow } from '../sql/ascending.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { subjectsOf } from './subjects.ts';
import type { Visit } from './visits.ts';

export interface Future {
  /** What happens to `qualified` in the statements behind this one. */
  after(visit: Visit, qualified: string): readonly LaterChange[];
}

/** Of one name, in order; both lists go together. */
interface Coming {
  readonly orders: number[];
  readonly changes: LaterChange[];
}

const nothing: readonly LaterChange[] = [];

/** `visits` are the statements of all new up scripts, in order. Nothing is collected before a rule asks. */
export function futureOf(visits: readonly Visit[]): Future {
  let orders: ReadonlyMap<Visit, number> | undefined;
  let byName: ReadonlyMap<string, Coming> | undefined;
  return {
    after(visit, qualified) {
      byName ??= comingByName(visits);
      const coming = byName.get(qualified);
      if (coming === undefined) return nothing;
      orders ??= new Map(visits.map((one, order) => [one, order]));
      return coming.changes.slice(countBelow(coming.orders, (orders.get(visit) ?? visits.length) + 1));
    },
  };
}

function comingByName(visits: readonly Visit[]): ReadonlyMap<string, Coming> {
  const byName = new Map<string, Coming>();
  for (const [order, { settings, member, unit, script }] of visits.entries()) {
    const schema = settings.searchPath[0] ?? 'public';
    for (const change of member.statement.changes) {
      const later: LaterChange = { change, unit, conditional: member.conditional, path: script.path };
      for (const name of new Set(subjectsOf(change).map((one) => qualifiedName(one.schema ?? schema, one.name)))) {
        const coming = byName.get(name) ?? { orders: [], changes: [] };
        byName.set(name, coming);
        coming.orders.push(order);
        coming.changes.push(later);
      }
    }
  }
  return byName;
}
