// Records migrations as applied in a database that has what they made, but no history: as the tool's own baseline does.
import type { History, HistoryPlace, Layout } from '../model/layout.ts';
import type { Migration, Problem } from '../model/migration.ts';
import type { Conflict } from '../model/plan.ts';
import { createHistory, type HistoryState, readState } from './history-state.ts';
import { historyOf, managedSchemas } from './place.ts';
import type { Target } from './target.ts';

/** `covered` count as applied afterwards; `pending` run at the next apply. `objects` are those that are there now. */
export type Baseline =
  | {
      readonly kind: 'ready' | 'recorded';
      readonly historyTable: string;
      readonly version: string;
      readonly covered: readonly Migration[];
      readonly pending: readonly Migration[];
      readonly objects: readonly string[];
      readonly total: number;
    }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] };

export interface BaselineRequest {
  readonly layout: Layout;
  readonly migrations: readonly Migration[];
  readonly problems: readonly Problem[];
  readonly historyAt?: HistoryPlace;
  /** The newest version that counts as applied; `0` = none, where the tool can record that. */
  readonly version: string;
  readonly dryRun: boolean;
}

/** With the locks held; a dry run changes nothing. */
export async function baselineTarget(request: BaselineRequest, target: Target): Promise<Baseline> {
  const { layout, migrations, historyAt } = request;
  const history = historyOf(layout, historyAt, target);
  const schemas = managedSchemas(historyAt);
  const state = await readState(target.worker, history, migrations, target, schemas);
  const planned = baselineOf(request, history, state);
  if (planned.kind === 'conflict' || request.dryRun) return planned;
  const { covered, version } = planned;
  const rows = history.recordBaseline(covered, version);
  await createHistory(target.worker, history, target, { exists: state.tableExists, schemas: schemas ?? [], rows });
  return { ...planned, kind: 'recorded' };
}

/** Pure: what would be recorded, or why not. */
export function baselineOf(
  { layout, migrations, problems, version }: BaselineRequest,
  history: History,
  { applied, contents }: Pick<HistoryState, 'applied' | 'contents'>,
): Baseline {
  const conflict = (message: string, help: string): Baseline => ({
    kind: 'conflict',
    conflicts: [{ migration: version, path: null, message, help }],
  });
  if (contents === undefined) {
    return conflict(
      `The history ${history.table} is not empty (${applied.length} ${applied.length === 1 ? 'migration is' : 'migrations are'} applied), so there is nothing to baseline.`,
      'Look at it with `lockgate status`. To record further migrations as applied, use the migration tool itself.',
    );
  }
  const unreadable = problems.filter(({ rule }) => rule !== 'misnamed-file');
  if (unreadable.length > 0) {
    const conflicts = unreadable.map(({ message, help, place }) => ({
      migration: place.path,
      path: place.path,
      message,
      help,
    }));
    return { kind: 'conflict', conflicts };
  }
  const versioned = migrations.filter(({ kind }) => kind !== 'repeatable');
  const last = versioned.findIndex((one) => one.version === version || one.id === version);
  const none = version === '0' && layout.baselineZero === true;
  if (last < 0 && !none) {
    return conflict(
      `No migration here has the version ${version}, so it is unknown which of them count as applied.`,
      'Name a version as the files spell it: the newest one whose changes are in the database.',
    );
  }
  if (contents.total === 0 && !none) {
    return conflict(
      'The target is empty: it has nothing of what these migrations make.',
      'Run `lockgate apply`, or check that this is the right database.',
    );
  }
  const covered = versioned.slice(0, last + 1);
  const done = new Set(covered.map(({ id }) => id));
  return {
    kind: 'ready',
    historyTable: history.table,
    version: versioned[last]?.version ?? version,
    covered,
    pending: migrations.filter(({ id }) => !done.has(id)),
    objects: contents.objects,
    total: contents.total,
  };
}
