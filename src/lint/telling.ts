// Tells the world one statement after another; what a script takes back itself, with ROLLBACK or ROLLBACK TO, is as if it had not been.
import { applyChange, endSession } from '../catalog/apply-change.ts';
import { emptyCatalog } from '../catalog/objects.ts';
import type { Catalog } from '../model/catalog.ts';
import { endScript, fold } from './fold.ts';
import type { Visit } from './visits.ts';
import { emptyWorld, type World } from './world.ts';

/** What was told so far, in order, and the world that it makes. */
export interface Telling {
  world: World;
  catalog: Catalog;
  /** As it was before each statement of the script so far: what ROLLBACK goes back to. */
  readonly before: Map<Visit, Catalog>;
  /** Null where a script ends. */
  past: (Visit | null)[];
  /** How many were told for the first time, and how many again. */
  told: number;
  retold: number;
}

/** Times that everything may be told again, all in all: a script that takes back thousands of times is believed from then on, so that no script takes more than linear time. */
const mostRetold = 20;

/** `undone`: what the statement takes back. The world is then told anew, without that: no change can be taken out of it. */
export function remember(telling: Telling, visit: Visit, undone: readonly Visit[] | undefined): void {
  takeIn(telling, visit, undone);
  telling.past.push(visit);
  telling.told += 1;
  tell(telling.world, visit);
  if (undone === undefined || telling.retold > mostRetold * telling.told) return;
  const gone = new Set<Visit | null>(undone);
  telling.past = telling.past.filter((one) => !gone.has(one));
  telling.retold += telling.past.length;
  telling.world = emptyWorld();
  for (const one of telling.past) {
    if (one === null) endScript(telling.world);
    else tell(telling.world, one);
  }
}

function takeIn(telling: Telling, visit: Visit, undone: readonly Visit[] | undefined): void {
  const { member, settings } = visit;
  telling.before.set(visit, telling.catalog);
  const setting = { searchPath: settings.searchPath, conditional: member.conditional };
  for (const change of member.statement.changes) telling.catalog = applyChange(telling.catalog, change, setting);
  const [first] = undone ?? [];
  const kept = first === undefined ? undefined : telling.before.get(first);
  // Ids go on, so that nothing made later passes for what was there when the catalogue was kept.
  if (kept !== undefined) telling.catalog = { ...kept, nextId: telling.catalog.nextId };
}

export function endOfScript(telling: Telling): void {
  const { world, past } = telling;
  telling.before.clear();
  telling.catalog = endSession(telling.catalog);
  past.push(null);
  endScript(world);
}

function tell(world: World, visit: Visit): void {
  const { member, unit, settings, script, isNew } = visit;
  const { searchPath } = settings;
  const moment = { unit, searchPath, isNew, path: script.path, conditional: member.conditional };
  for (const change of member.statement.changes) fold(world, change, moment);
}

export function beginTelling(): Telling {
  return { world: emptyWorld(), catalog: emptyCatalog(), before: new Map(), past: [], told: 0, retold: 0 };
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
