// What the new migrations did so far, by name: for rules that ask what the release has done already.
import type { Change } from '../model/change.ts';
import type { PastChange } from '../model/finding.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import type { StatementContext } from './statement-contexts.ts';
import { inRelations, touchedNames } from './touched-names.ts';

interface Noted extends PastChange {
  readonly at: StatementContext;
  /** The relation is gone with it: what comes later is about another one. */
  readonly ends: boolean;
}

export interface Earlier {
  /** What happened to `qualified`, by the name it has now, but for what a ROLLBACK took back. */
  of(qualified: string): readonly PastChange[];
  /** `qualify` as before the statement. */
  note(at: StatementContext, qualify: (name: { readonly schema?: string; readonly name: string }) => string): void;
  undo(contexts: readonly StatementContext[]): void;
}

export function earlierChanges(): Earlier {
  const byName = new Map<string, Noted[]>();
  const undone = new Set<StatementContext>();
  return {
    of: (qualified) => {
      const all = byName.get(qualified) ?? [];
      const noted = undone.size === 0 ? all : all.filter(({ at }) => !undone.has(at));
      const end = noted.findLastIndex(({ ends }) => ends);
      return end < 0 ? noted : noted.slice(end + 1);
    },
    note(at, qualify) {
      const { expanded, unit, script } = at;
      for (const change of expanded.statement.changes) {
        const ends = change.kind === 'drop' && inRelations.has(change.object);
        for (const key of new Set(touchedNames(change).map(qualify))) {
          const noted = byName.get(key) ?? [];
          byName.set(key, noted);
          noted.push({ at, change, unit, path: script.path, ends });
        }
        const [from, to] = moved(change, qualify);
        const noted = from === undefined ? undefined : byName.get(from);
        if (from === undefined || to === undefined || noted === undefined) continue;
        byName.delete(from);
        byName.set(to, noted);
      }
    },
    undo: (contexts) => {
      for (const at of contexts) undone.add(at);
    },
  };
}

/** The old and the new name of what a change gives another one. */
function moved(
  change: Change,
  qualify: (name: { readonly schema?: string; readonly name: string }) => string,
): readonly [from?: string, to?: string] {
  if (change.kind === 'rename' && change.from === undefined && inRelations.has(change.object)) {
    const from = qualify(change.name);
    return [from, qualifiedName(partsOf(from).schema, change.to)];
  }
  if (change.kind !== 'set-schema' || !inRelations.has(change.object)) return [];
  return [qualify(change.name), qualifiedName(change.schema, change.name.name)];
}
