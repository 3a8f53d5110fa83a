// Applies the statements of scripts to the catalogue, in order. Changes that a script rolls back are undone.
import { applyChanges, endSession } from '../catalog/apply-change.ts';
import { emptyCatalog } from '../catalog/objects.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import type { Migration } from '../model/migration.ts';
import { type Routines, unfold } from './unfold.ts';
import { type Visit, visitsOf } from './visits.ts';

export interface History {
  catalog: Catalog;
  /** The catalogue before the statement of each change of the script so far: what ROLLBACK goes back to. */
  readonly before: Map<Change, Catalog>;
}

export function beginHistory(catalog = emptyCatalog()): History {
  return { catalog, before: new Map() };
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
    const visits = visitsOf(unfold(migration.up, routines), defaultSchema);
    const undone = undoneBy(visits);
    for (const visit of visits) apply(history, visit, undone.get(visit));
    endScript(history);
  }
  return history.catalog;
}

/** `undone`: what the statement takes back, from which on all is as it was. */
export function apply(history: History, visit: Visit, undone: readonly Visit[] | undefined): void {
  const { member, settings } = visit;
  for (const change of member.statement.changes) history.before.set(change, history.catalog);
  const setting = { searchPath: settings.searchPath, conditional: member.conditional };
  history.catalog = applyChanges(history.catalog, member.statement.changes, setting);
  const first = undone?.find((one) => one.member.statement.changes.length > 0)?.member.statement.changes[0];
  const kept = first === undefined ? undefined : history.before.get(first);
  // Ids go on, so that nothing made later passes for what was there when the catalogue was kept.
  if (kept !== undefined) history.catalog = { ...kept, nextId: history.catalog.nextId };
}

export function endScript(history: History): void {
  history.before.clear();
  history.catalog = endSession(history.catalog);
}

/** By the statement that takes back: what is as if it had not been, once that is done. Savepoints are taken for nested: ROLLBACK TO goes back to the last one. */
export function undoneBy(visits: readonly Visit[]): ReadonlyMap<Visit, readonly Visit[]> {
  const undone = new Map<Visit, readonly Visit[]>();
  let start = 0;
  let savepoints: number[] = [];
  for (const [i, visit] of visits.entries()) {
    if (visit.unit !== visits[i - 1]?.unit) {
      start = i;
      savepoints = [];
    }
    const action = actionOf(visit);
    if (action === 'savepoint') savepoints.push(i);
    if (action === 'release') savepoints.pop();
    if (action === 'rollback-to') undone.set(visit, visits.slice(savepoints.at(-1) ?? start, i));
    const { unit } = visit;
    const isLast = visits[i + 1]?.unit !== unit;
    if (isLast && unit.kind === 'transaction' && unit.closed === 'rollback')
      undone.set(visit, visits.slice(start, i + 1));
  }
  return undone;
}

function actionOf({ member }: Visit): string | undefined {
  const [change] = member.statement.changes;
  return change?.kind === 'transaction' ? change.action : undefined;
}
