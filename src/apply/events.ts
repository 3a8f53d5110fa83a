// What an apply tells while it runs; src/reports/apply-text.ts makes lines of it.
import type { Migration, Statement } from '../model/migration.ts';
import type { Plan } from '../model/plan.ts';

/** Another session that holds what is waited for. Null where the server doesn't show it to this user. */
export interface Blocker {
  readonly pid: number;
  readonly application: string | null;
  readonly user: string | null;
  readonly state: string | null;
  /** How long its transaction has been open, or else its connection; milliseconds. */
  readonly ageMs: number | null;
  /** It waits for Lockgate's own lock in turn, so neither will ever go on: a migration tool that waits inside the server. */
  readonly waitsForUs: boolean;
}

/** `number` of `total` migrations of this run, both from 1. */
export interface MigrationPlace {
  readonly migration: Migration;
  readonly number: number;
  readonly total: number;
}

/** `statement.index` counts from 0, `of` is how many the script has. */
export interface StatementPlace extends MigrationPlace {
  readonly statement: Statement;
  readonly of: number;
}

export type ApplyEvent =
  | { readonly kind: 'connected'; readonly server: string; readonly database: string; readonly user: string }
  /** The server is starting up, or has no connection left; `message` says which. */
  | { readonly kind: 'server-waiting'; readonly message: string; readonly waitedMs: number }
  | { readonly kind: 'lock-waiting'; readonly holders: readonly Blocker[]; readonly waitedMs: number }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'history-created'; readonly table: string }
  | ({ readonly kind: 'migration-start' } & MigrationPlace)
  | ({ readonly kind: 'statement-start' } & StatementPlace)
  | ({ readonly kind: 'statement-done'; readonly ms: number } & StatementPlace)
  | ({ readonly kind: 'statement-skipped'; readonly reason: string } & StatementPlace)
  | ({
      readonly kind: 'statement-waiting';
      readonly blockers: readonly Blocker[];
      readonly ms: number;
    } & StatementPlace)
  /** Every ten seconds of a long statement; `detail` is what the server says of its progress ("building index, 42 %"). */
  | ({ readonly kind: 'statement-running'; readonly ms: number; readonly detail: string | null } & StatementPlace)
  | ({ readonly kind: 'invalid-index-dropped'; readonly index: string } & StatementPlace)
  | ({
      readonly kind: 'retry';
      /** The try that comes next, from 2, of `tries`. */
      readonly attempt: number;
      readonly tries: number;
      readonly delayMs: number;
      readonly reason: string;
      /** False for a statement outside a transaction. */
      readonly rolledBack: boolean;
    } & StatementPlace)
  | { readonly kind: 'server-message'; readonly severity: string; readonly message: string }
  | ({ readonly kind: 'migration-done'; readonly ms: number } & MigrationPlace)
  | { readonly kind: 'connection-lost'; readonly message: string; readonly attempt: number; readonly delayMs: number }
  | { readonly kind: 'reconnected' };

export type OnApplyEvent = (event: ApplyEvent) => void;
