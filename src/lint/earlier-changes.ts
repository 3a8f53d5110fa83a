// What the new migrations did so far, by name: for rules that ask what the release has done already.
import type { Change } from '../model/change.ts';
import type { PastChange } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import type { StatementContext } from './statement-contexts.ts';
import { inRelations, touchedNames } from './touched-names.ts';

export interface Earlier {
  /** What happened to `qualified`, by the name it has now, but for what a ROLLBACK took back. The list may grow: read it, don't keep it. */
  of(qualified: string): readonly PastChange[];
  /** `qualify` as before the statement. */
  note(at: StatementContext, qualify: (name: Name) => string): void;
  undo(contexts: readonly StatementContext[]): void;
}

interface Noted extends PastChange {
  readonly at: StatementContext;
  /** The relation is gone with it: what comes later is about another one. */
  readonly ends: boolean;
}

/** Of one name. */
interface Record {
  all: Noted[];
  /** Those behind the last one that ends it: each of ten thousand statements may ask. */
  current: Noted[];
}

const nothing: readonly PastChange[] = [];

export function earlierChanges(): Earlier {
  const byName = new Map<string, Record>();
  const add = (key: string, noted: Noted): void => {
    const record = byName.get(key) ?? { all: [], current: [] };
    byName.set(key, record);
    record.all.push(noted);
    if (noted.ends) record.current = [];
    else record.current.push(noted);
  };
  return {
    of: (qualified) => byName.get(qualified)?.current ?? nothing,
    note(at, qualify) {
      const { expanded, unit, script } = at;
      for (const change of expanded.statement.changes) {
        const ends = change.kind === 'drop' && inRelations.has(change.object);
        for (const key of new Set(touchedNames(change).map(qualify)))
          add(key, { at, change, unit, path: script.path, ends });
        const [from, to] = moved(change, qualify);
        const record = from === undefined ? undefined : byName.get(from);
        if (from === undefined || to === undefined || record === undefined) continue;
        byName.delete(from);
        byName.set(to, record);
      }
    },
    undo(contexts) {
      if (contexts.length === 0) return;
      const undone = new Set(contexts);
      for (const record of byName.values()) {
        if (!undone.has(record.all.at(-1)?.at as StatementContext)) continue;
        record.all = record.all.filter(({ at }) => !undone.has(at));
        record.current = record.all.slice(record.all.findLastIndex(({ ends }) => ends) + 1);
      }
    },
  };
}

/** The old and the new name of what a change gives another one. */
function moved(change: Change, qualify: (name: Name) => string): readonly [from?: string, to?: string] {
  if (change.kind === 'rename' && change.from === undefined && inRelations.has(change.object)) {
    const from = qualify(change.name);
    return [from, qualifiedName(partsOf(from).schema, change.to)];
  }
  if (change.kind !== 'set-schema' || !inRelations.has(change.object)) return [];
  return [qualify(change.name), qualifiedName(change.schema, change.name.name)];
}
