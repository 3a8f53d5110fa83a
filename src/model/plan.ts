// What a target database still needs, and what became of it.
import type { Migration, Statement } from './migration.ts';

export interface Step {
  readonly migration: Migration;
  /** Indexes of statements that the journal says are done already (outside a transaction only). */
  readonly done: readonly number[];
  /** A statement that the journal says was begun, and whose end nobody saw (outside a transaction only). */
  readonly inDoubt?: number;
  /** What the journal says is discarded: the script runs from its first statement. */
  readonly restarts?: boolean;
}

export interface Conflict {
  readonly migration: string;
  readonly path: string | null;
  readonly message: string;
  readonly help: string;
}

export type Plan =
  | { readonly kind: 'ready'; readonly steps: readonly Step[]; readonly notes: readonly string[] }
  | { readonly kind: 'nothing'; readonly applied: number; readonly notes: readonly string[] }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] };

export interface AppliedStep {
  readonly migration: Migration;
  readonly ms: number;
  readonly statements: number;
}

/** Why an apply stopped. `statement` is absent when the failure was not a statement's. */
export interface StopReason {
  readonly migration: Migration | null;
  readonly statement: Statement | null;
  readonly sqlstate: string | null;
  readonly message: string;
  /** What to do next, and what running again will do. */
  readonly help: string;
}

export type Outcome =
  | { readonly kind: 'applied'; readonly done: readonly AppliedStep[] }
  | { readonly kind: 'nothing'; readonly applied: number }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'stopped'; readonly done: readonly AppliedStep[]; readonly reason: StopReason };
