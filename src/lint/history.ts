// Applies the statements of scripts to the catalogue, in order. Changes that a script rolls back are undone.
import { applyChanges, endSession } from '../catalog/apply-change.ts';
import { emptyCatalog } from '../catalog/objects.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import type { Migration } from '../model/migration.ts';
import { expandCode, type Routines } from './expand-code.ts';
import { type StatementContext, statementContexts } from './statement-contexts.ts';

export interface History {
  catalog: Catalog;
  /** Of the script so far: what each statement takes back, and the catalogue before the statements that somebody will ask about. */
  undone: ReadonlyMap<StatementContext, readonly StatementContext[]>;
  readonly before: Map<Change, Catalog>;
  /** What ROLLBACK goes back to. */
  restorePoints: ReadonlySet<Change>;
}

/** Changes that take locks away from what they name, so that only the schema before them tells which: `RuleContext.at`. */
const askedAbout: ReadonlySet<Change['kind']> = new Set([
  'attach-partition',
  'drop',
  'drop-column',
  'drop-constraint',
  'reindex',
]);

function isAskedAbout(change: Change): boolean {
  return askedAbout.has(change.kind) || (change.kind === 'create-table' && change.partitionOf !== undefined);
}

export function beginHistory(catalog = emptyCatalog()): History {
  return { catalog, undone: new Map(), before: new Map(), restorePoints: new Set() };
}

/** The catalogue after migrations; `routines` takes in the functions that they make. */
export function catalogAfter(
  migrations: readonly Migration[],
  {
    defaultSchema,
    routines = new Map(),
  }: { readonly defaultSchema?: string | undefined; readonly routines?: Routines },
): Catalog {
  const history = beginHistory();
  for (const migration of migrations) {
    const contexts = statementContexts(expandCode(migration.up, routines), defaultSchema);
    beginScript(history, contexts);
    for (const at of contexts) apply(history, at);
    endScript(history);
  }
  return history.catalog;
}

export function beginScript(history: History, contexts: readonly StatementContext[]): void {
  history.undone = undoneBy(contexts);
  history.restorePoints = new Set([...history.undone.values()].flatMap((undone) => firstChange(undone) ?? []));
}

function firstChange(contexts: readonly StatementContext[]): Change | undefined {
  return contexts.find(({ expanded }) => expanded.statement.changes.length > 0)?.expanded.statement.changes[0];
}

/** Where the statement takes others back, all is as it was before the first of them. */
export function apply(history: History, at: StatementContext): void {
  const { expanded, settings } = at;
  for (const change of expanded.statement.changes) {
    // Each kept catalogue is memory: a script may have ten thousand statements.
    if (isAskedAbout(change) || history.restorePoints.has(change)) history.before.set(change, history.catalog);
  }
  const setting = { searchPath: settings.searchPath, conditional: expanded.conditional };
  history.catalog = applyChanges(history.catalog, expanded.statement.changes, setting);
  const first = firstChange(history.undone.get(at) ?? []);
  const kept = first === undefined ? undefined : history.before.get(first);
  // Ids go on, so that nothing made later passes for what was there when the catalogue was kept.
  if (kept !== undefined) history.catalog = { ...kept, nextId: history.catalog.nextId };
}

export function endScript(history: History): void {
  history.before.clear();
  history.catalog = endSession(history.catalog);
}

/** What each ROLLBACK undoes, by its statement. Savepoints are taken to be nested: ROLLBACK TO goes back to the last one. */
function undoneBy(contexts: readonly StatementContext[]): ReadonlyMap<StatementContext, readonly StatementContext[]> {
  const undone = new Map<StatementContext, readonly StatementContext[]>();
  let start = 0;
  let savepoints: number[] = [];
  for (const [i, at] of contexts.entries()) {
    if (at.unit !== contexts[i - 1]?.unit) {
      start = i;
      savepoints = [];
    }
    const action = actionOf(at);
    if (action === 'savepoint') savepoints.push(i);
    if (action === 'release') savepoints.pop();
    if (action === 'rollback-to') undone.set(at, contexts.slice(savepoints.at(-1) ?? start, i));
    const { unit } = at;
    const isLast = contexts[i + 1]?.unit !== unit;
    if (isLast && unit.kind === 'transaction' && unit.closed === 'rollback')
      undone.set(at, contexts.slice(start, i + 1));
  }
  return undone;
}

function actionOf({ expanded }: StatementContext): string | undefined {
  const [change] = expanded.statement.changes;
  return change?.kind === 'transaction' ? change.action : undefined;
}
