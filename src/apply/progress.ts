// The account of one apply, kept across lost connections.
import type { Migration } from '../model/migration.ts';
import type { AppliedStep } from '../model/plan.ts';
import type { HistoryState } from './history-state.ts';
import { endedOnCommand } from './reconnect.ts';

/** One migration on its way. */
export interface Current {
  readonly migration: Migration;
  readonly startedAt: number;
  /** Statements that ran in this run. */
  ran: number;
  /** True while a COMMIT is under way: if the connection ends now, only the server knows how it went. */
  committing: boolean;
}

/** How the connection ended while a migration was under way. */
export interface Loss {
  readonly count: number;
  readonly error: Error;
  /** Somebody ended it on purpose: the server was not restarted. */
  readonly onPurpose: boolean;
}

export interface Progress {
  readonly done: AppliedStep[];
  current: Current | undefined;
  /** By migration id; '' when none was under way. */
  readonly losses: Map<string, Loss>;
}

export function noteLoss(progress: Progress, error: Error, sameServer: boolean): void {
  const id = progress.current?.migration.id ?? '';
  const count = (progress.losses.get(id)?.count ?? 0) + 1;
  progress.losses.set(id, { count, error, onPurpose: sameServer && endedOnCommand(error) });
}

/** With the history read anew: if the migration that was under way is in it, its COMMIT went through. */
export function settleCurrent(progress: Progress, { applied }: HistoryState, now: number): void {
  const { current } = progress;
  if (current === undefined) return;
  const { migration, startedAt, ran } = current;
  const found = applied.find(({ id }) => id === migration.id);
  if (found?.succeeded !== true) return;
  if (migration.kind === 'repeatable' && found.checksum !== migration.checksum) return;
  progress.done.push({ migration, ms: now - startedAt, statements: ran });
  progress.current = undefined;
}
