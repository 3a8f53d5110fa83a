// What a target still needs, in order; or all the reasons why it must not run. Pure.
import { carriedProblems } from '../layouts/carried-problems.ts';
import type { AppliedMigration, Layout } from '../model/layout.ts';
import type { Migration, Problem } from '../model/migration.ts';
import type { Conflict, Plan, Step } from '../model/plan.ts';
import type { Proof } from '../model/proof.ts';
import { unitsOf } from '../sql/units.ts';
import { doubtOf } from './doubt.ts';
import { historyConflicts } from './history-conflicts.ts';
import { type JournalEntry, textDigest, underWay } from './journal.ts';
import type { Stale } from './mark.ts';
import { proofConflicts } from './proof-conflicts.ts';

export interface PlanInput {
  readonly layout: Layout;
  /** All migrations of the working tree, in the order of the layout. */
  readonly migrations: readonly Migration[];
  /** Those that a baseline migration stands for on an empty database. */
  readonly superseded?: readonly Migration[];
  /** What the layout could not read. */
  readonly problems: readonly Problem[];
  readonly applied: readonly AppliedMigration[];
  /** Rows of migrations that are done already are ignored. */
  readonly journal: readonly JournalEntry[];
  /** Migrations whose journal says nothing about the database any more, by id. */
  readonly stale?: ReadonlyMap<string, Stale>;
  /** Refuses what was not proved. Without one, everything pending may run. */
  readonly proof?: Proof;
  /** Stop after this version (or id). */
  readonly to?: string;
  readonly resume?: Resume;
}

/**
 * What to do with a half-done migration:
 * - `retry`, `skip`: a statement whose end nobody saw, and that the server can't settle, runs again or counts as done;
 * - `restart`: the journal is discarded, and the script runs from its first statement.
 */
export type Resume = 'retry' | 'skip' | 'restart';

/** Every conflict is found before anything runs, and all are told at once. */
export function planOf(asked: PlanInput): Plan {
  const input = { ...asked, migrations: migrationsFor(asked, asked.applied) };
  const pending = pendingOf(input);
  if (pending === undefined) return { kind: 'conflict', conflicts: [unknownTarget(input.to as string)] };
  const conflicts = [
    ...historyConflicts(input),
    ...directoryConflicts(input.problems),
    ...directoryConflicts(carriedProblems(input.layout, pending)),
    ...pending.flatMap(scriptConflicts),
    ...(input.proof === undefined ? [] : proofConflicts(input.proof, pending, input)),
  ];
  const steps: Step[] = [];
  for (const migration of pending) {
    const entries = input.journal.filter((entry) => entry.migration === migration.id);
    const step = stepOf(migration, entries, input.stale?.get(migration.id), input.resume);
    if ('conflict' in step) conflicts.push(step.conflict);
    else steps.push(step.step);
  }
  if (conflicts.length > 0) return { kind: 'conflict', conflicts };
  const notes = [
    ...input.problems.filter(isSkippedFile).map(noteOf),
    ...input.applied.flatMap(futureNote),
    ...steps.flatMap(resumeNote),
  ];
  return steps.length === 0
    ? { kind: 'nothing', applied: input.applied.length, notes }
    : { kind: 'ready', steps, notes };
}

/** Every file, those that a baseline migration stands for first. */
export function allMigrations(reading: Pick<PlanInput, 'migrations' | 'superseded'>): readonly Migration[] {
  return [...(reading.superseded ?? []), ...reading.migrations];
}

/** What is there to run: on an empty database a baseline migration in place of others, else those others and only a baseline that has run. */
export function migrationsFor(
  reading: Pick<PlanInput, 'migrations' | 'superseded'>,
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  // Repeatable migrations alone leave a database empty.
  if (applied.every(({ version }) => version === '')) return reading.migrations;
  const done = new Set(applied.map(({ id }) => id));
  return allMigrations(reading).filter(({ id, kind }) => kind !== 'baseline' || done.has(id));
}

/** The tool accepts it, and a person should know that the directory is not the newest one. */
function futureNote({ version, validation, succeeded }: AppliedMigration): readonly string[] {
  if (validation !== 'accepted') return [];
  const failed = succeeded ? '' : ', and it is marked as failed';
  return [
    `Version ${version} of the history is newer than all files here${failed}: this directory is older than the database.`,
  ];
}

/** Undefined when `to` names no migration. A repeatable runs again when its checksum changed, after the versioned ones. */
function pendingOf({ migrations, applied, to }: PlanInput): readonly Migration[] | undefined {
  const byId = new Map(applied.map((one) => [one.id, one]));
  const last =
    to === undefined ? migrations.length - 1 : migrations.findIndex((one) => one.version === to || one.id === to);
  if (last < 0 && to !== undefined) return undefined;
  return migrations.slice(0, last + 1).filter((migration) => {
    const done = byId.get(migration.id);
    if (done === undefined || !done.succeeded) return true;
    return migration.kind === 'repeatable' && done.checksum !== migration.checksum;
  });
}

function unknownTarget(to: string): Conflict {
  return {
    migration: to,
    path: null,
    message: `No migration here has the version ${to}, so it is not known where to stop.`,
    help: 'Name a version as the files spell it, or leave the target version away to apply all.',
  };
}

/** The tool passes over such a file in silence; the gate's lint reports it. */
function isSkippedFile(problem: Problem): boolean {
  return problem.rule === 'misnamed-file';
}

function directoryConflicts(problems: readonly Problem[]): readonly Conflict[] {
  return problems
    .filter((problem) => !isSkippedFile(problem))
    .map(({ message, help, place }) => ({ migration: place.path, path: place.path, message, help }));
}

function noteOf({ place, message }: Problem): string {
  return `${place.path}: ${message}`;
}

function scriptConflicts({ id, up }: Migration): readonly Conflict[] {
  const unreadable = up.problems.map(({ message, help, place }) => ({
    migration: id,
    path: place.path,
    message: `Line ${place.line}: ${message}`,
    help,
  }));
  const open = unitsOf(up).some((unit) => unit.kind === 'transaction' && unit.closed === 'open');
  if (!open) return unreadable;
  const message = 'The script begins a transaction that it never commits: nothing of it would last.';
  return [...unreadable, { migration: id, path: up.path, message, help: 'Add the COMMIT at its end.' }];
}

/** What the journal says about a migration that is not in the history: where to go on, or why that is not possible. */
function stepOf(
  migration: Migration,
  entries: readonly JournalEntry[],
  stale: Stale | undefined,
  resume: Resume | undefined,
): { readonly step: Step } | { readonly conflict: Conflict } {
  const { statements, path } = migration.up;
  const conflict = (message: string, help: string) => ({ conflict: { migration: migration.id, path, message, help } });
  if (resume === 'restart')
    return { step: { migration, done: [], ...(entries.length === 0 ? {} : { restarts: true }) } };
  if (stale !== undefined && resume === undefined) return conflict(staleMessage(stale, entries), staleHelp);
  for (const entry of entries) {
    if (entry.statement === underWay || entry.state === 'failed') continue;
    const statement = statements[entry.statement];
    if (statement === undefined || textDigest(statement) !== entry.textDigest) {
      return conflict(
        `It is half done, and its statement ${entry.statement + 1}, which has run, is not the one in the file any more.`,
        'Put back the statements that have run, as they were. Or undo by hand what they did, and run it from its first statement: `lockgate apply --resume restart`.',
      );
    }
  }
  const done = entries
    .filter((entry) => entry.state === 'done' && entry.statement !== underWay)
    .map((entry) => entry.statement);
  const begun = entries.find((entry) => entry.state === 'begun')?.statement;
  const statement = begun === undefined ? undefined : statements[begun];
  if (begun === undefined || statement === undefined) return { step: { migration, done } };
  if (resume === 'skip') return { step: { migration, done: [...done, begun] } };
  if (resume === undefined && doubtOf(statement).kind === 'unknown') {
    return conflict(
      `Its statement ${begun + 1} (line ${statement.span.start.line}) was begun by an earlier run, and nobody saw how it ended.`,
      'Look whether its effect is there. Then go on with `lockgate apply --resume skip` if it is done, or `--resume retry` to run it again.',
    );
  }
  return { step: { migration, done, inDoubt: begun } };
}

const staleReasons: Readonly<Record<Stale, string>> = {
  'mark-gone': 'the row that it left in the history is gone: the migration was repaired or forced since',
  'other-mark':
    'the row in the history that marks the failure is not the one it left: the migration tool has run since',
  'file-changed':
    'the file was changed since, and the history holds no row that would show whether its effects were undone',
};

function staleMessage(stale: Stale, entries: readonly JournalEntry[]): string {
  const ran = entries
    .filter(({ statement, state }) => statement !== underWay && state !== 'failed')
    .map(({ statement }) => statement + 1);
  const which = ran.length === 1 ? `statement ${ran[0]} has` : `statements ${ran.join(', ')} have`;
  return `It is half done: by Lockgate's journal ${which} run. But ${staleReasons[stale]}.`;
}

const staleHelp =
  'Look at the database. If nothing of these statements is left, run the file from its first statement: `lockgate apply --resume restart`. If all of them are still in effect, continue after them: `lockgate apply --resume retry`.';

function resumeNote({ migration, done, inDoubt, restarts }: Step): readonly string[] {
  if (restarts === true) return [`${migration.path} is half done, and runs again from its first statement.`];
  if (done.length === 0 && inDoubt === undefined) return [];
  const doubt = inDoubt === undefined ? '' : `; the end of statement ${inDoubt + 1} is looked up first`;
  const which = done.length === 1 ? 'statement has' : 'statements have';
  return [`${migration.path} is half done: ${done.length} ${which} run already${doubt}.`];
}
