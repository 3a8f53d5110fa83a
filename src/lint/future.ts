// What the new migrations still do, by name: for rules that ask whether something follows.
import type { LaterChange } from '../model/finding.ts';
import { subjectsOf } from './subjects.ts';
import type { Visit } from './visits.ts';

export interface Future {
  /** What happens to `qualified` in the statements behind this one. */
  after(visit: Visit, qualified: string): readonly LaterChange[];
}

interface Coming {
  readonly order: number;
  readonly visit: Visit;
  readonly change: LaterChange['change'];
}

/** `visits` are the statements of all new up scripts, in order. Nothing is collected before a rule asks. */
export function futureOf(visits: readonly Visit[]): Future {
  let orders: ReadonlyMap<Visit, number> | undefined;
  let byName: ReadonlyMap<string, readonly Coming[]> | undefined;
  return {
    after(visit, qualified) {
      orders ??= new Map(visits.map((one, order) => [one, order]));
      byName ??= comingByName(visits);
      const now = orders.get(visit) ?? visits.length;
      return (byName.get(qualified) ?? [])
        .filter(({ order }) => order > now)
        .map(({ change, visit: { unit, script, member } }) => {
          const { conditional } = member;
          return { change, inUnit: unit === visit.unit, conditional, path: script.path };
        });
    },
  };
}

function comingByName(visits: readonly Visit[]): ReadonlyMap<string, readonly Coming[]> {
  const byName = new Map<string, Coming[]>();
  for (const [order, visit] of visits.entries()) {
    const schema = visit.settings.searchPath[0] ?? 'public';
    for (const change of visit.member.statement.changes) {
      for (const name of new Set(subjectsOf(change).map((one) => `${one.schema ?? schema}.${one.name}`))) {
        const known = byName.get(name);
        if (known === undefined) byName.set(name, [{ order, visit, change }]);
        else known.push({ order, visit, change });
      }
    }
  }
  return byName;
}
