// What a server was seen doing while it ran a migration.

import type { Direction } from './migration.ts';
import type { LockMode } from './schema.ts';

/** The strongest mode a statement newly took on a relation that existed before the statement's transaction. */
export interface TracedLock {
  /** Schema-qualified, as in `public.orders`. */
  readonly relation: string;
  readonly mode: LockMode;
}

/** Why a statement failed on the scratch server. */
export interface TraceError {
  readonly sqlstate: string;
  readonly message: string;
  /** DETAIL and HINT of the server, joined; absent when there were none. */
  readonly detail?: string;
  /** Offset into the statement's text (UTF-16) that the server pointed at. */
  readonly offset?: number;
  /** Not the statement itself was refused, but what came behind it: the COMMIT, or the row in the tool's history table. */
  readonly during?: 'commit' | 'history';
}

/** An object of the base that is gone after a statement. */
export interface LostObject {
  /** In PostgreSQL's words: `table`, `view`, `column`, `constraint`, `index`, `default value`, `function` … */
  readonly kind: string;
  /** As PostgreSQL writes it: `public.orders`, `public.orders.total`, `orders_total_check on public.orders`. */
  readonly name: string;
  /** The relation that it is, or is a part of; schema-qualified. */
  readonly relation: string | null;
  readonly isRelation: boolean;
  /** Rows or values went with it. */
  readonly holdsData: boolean;
  /** Another one has its name now. */
  readonly isBack?: true;
}

/**
 * One statement as it ran. `rewrites`, `scans` and `indexBuilds` name relations that existed before the statement's transaction;
 * an index build names the index's table.
 */
export interface StatementTrace {
  /** Index of the statement in its script. */
  readonly index: number;
  readonly line: number;
  readonly locks: readonly TracedLock[];
  readonly rewrites: readonly string[];
  readonly scans: readonly string[];
  readonly indexBuilds: readonly string[];
  /** Wall time in milliseconds, on the scratch server's data. */
  readonly ms: number;
  /** The strongest locks that the transaction held on pre-existing relations while this statement ran, its own included. */
  readonly held: readonly TracedLock[];
  /** Those of the relations above that existed before the first new migration: only for them somebody waits. */
  readonly live: readonly string[];
  readonly error: TraceError | null;
  /** Objects of the base that are gone, where the statement may drop more than it names. Absent when there are none. */
  readonly lost?: readonly LostObject[];
  /** Relations of `live` that have a new, empty file, as TRUNCATE gives them. Absent when there are none. */
  readonly emptied?: readonly string[];
  /** Said when Lockgate had to run a statement in another way, with the reason. */
  readonly note?: string;
}

export interface ScriptTrace {
  readonly migration: string;
  readonly path: string;
  readonly direction: Direction;
  readonly statements: readonly StatementTrace[];
}

/**
 * One difference between two schemas: an object as `kind name`, and its definitions (null = absent). A column's place among the live
 * columns of its table is an object of its own, `position of column …`: the least of differences.
 */
export interface SchemaDifference {
  readonly object: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Values that an up script added to an enum type of the base and that were still there after the down script. */
export interface EnumValuesLeft {
  /** Schema-qualified and quoted. */
  readonly type: string;
  readonly values: readonly string[];
}

/**
 * up → down → compare → up again, for one migration. `enumValuesLeft` is what PostgreSQL can't undo; it is not among the differences. Of
 * `enum-values-left` it is all that was not undone, and `error` says that up fails again because of it.
 */
export type RoundTrip = {
  readonly migration: string;
  readonly path: string;
  readonly enumValuesLeft?: readonly EnumValuesLeft[];
} & (
  | { readonly outcome: 'restored' }
  | { readonly outcome: 'no-down' }
  | {
      readonly outcome: 'enum-values-left';
      readonly enumValuesLeft: readonly EnumValuesLeft[];
      readonly error?: TraceError;
    }
  | { readonly outcome: 'down-failed'; readonly error: TraceError; readonly line: number }
  | { readonly outcome: 'down-differs'; readonly differences: readonly SchemaDifference[] }
  | { readonly outcome: 'up-again-failed'; readonly error: TraceError; readonly line: number }
  | { readonly outcome: 'up-again-differs'; readonly differences: readonly SchemaDifference[] }
);

/** Something a release left unfinished: a constraint or an index, and the table (or domain) that it belongs to, in whose schema an index stands. */
export interface Leftover {
  readonly kind: 'not-validated' | 'invalid-index';
  /** Schema-qualified, as in `public.orders`. */
  readonly relation: string;
  /** Of the constraint or index, without its schema. */
  readonly name: string;
}

/** All that one proof run saw. */
export interface ProofRun {
  /** `server_version_num` (180004) and `server_version` ("18.4"). */
  readonly server: { readonly number: number; readonly version: string };
  /** Roles that no script creates, made for this run. */
  readonly madeRoles?: readonly string[];
  readonly traces: readonly ScriptTrace[];
  readonly roundTrips: readonly RoundTrip[];
  /** Relations that were there when one of the new migrations' transactions began: only about these can a run refute anything. */
  readonly relations: readonly string[];
  /** The tables that each partition and heir has its place below, directly or not. */
  readonly ancestors?: ReadonlyMap<string, readonly string[]>;
  /** Empty when the run stopped before the last migration. */
  readonly leftovers: readonly Leftover[];
  /** `sha256:<hex>` of the schema before the first and after the last new migration. */
  readonly schemaBefore: string;
  readonly schemaAfter: string;
}
