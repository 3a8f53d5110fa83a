// What a server did in a situation, and which of it makes somebody wait while work is done. Pure.

import type { Work } from '../src/model/finding.ts';
import type { LockMode } from '../src/model/schema.ts';
import { atLeast } from '../src/sql/lock-modes.ts';

export type RealWork = Exclude<Work, 'none'>;

/** What one statement did to relations that were there before the script, by `schema.name`. */
export interface Seen {
  /** Place of the statement in its script. */
  readonly statement: number;
  /** The strongest mode held on each when the statement had ended, in its transaction. */
  readonly held: ReadonlyMap<string, LockMode>;
  /** The strongest of the modes that this statement itself brought. */
  readonly taken: ReadonlyMap<string, LockMode>;
  /** Everything that was seen, so a rewrite also shows the index builds and scans it brings. */
  readonly works: ReadonlyMap<string, ReadonlySet<RealWork>>;
}

export type Truth =
  | {
      readonly kind: 'ran';
      readonly seen: readonly Seen[];
      /** Materialized views: nobody writes to them, so only AccessExclusiveLock makes somebody wait. */
      readonly readOnly: ReadonlySet<string>;
      /** Materialized views that were never filled: queries of them fail, so nobody waits for one. */
      readonly unusable: ReadonlySet<string>;
      /** Partitions and heirs of each relation, to any depth. */
      readonly descendants: ReadonlyMap<string, readonly string[]>;
    }
  | { readonly kind: 'refused'; readonly sqlstate: string; readonly message: string };

/** Work on a relation that was there while a lock is held on it that stops reads or writes. */
export interface Hazard {
  readonly statement: number;
  readonly relation: string;
  /** The strongest mode that is held. */
  readonly lock: LockMode;
  /** The strongest mode that the statement itself took, where it took any. */
  readonly taken: LockMode | undefined;
  readonly works: ReadonlySet<RealWork>;
}

export function hazardsIn(truth: Truth): readonly Hazard[] {
  if (truth.kind === 'refused') return [];
  return truth.seen.flatMap(({ statement, held, taken, works }) =>
    [...works].flatMap(([relation, done]) => {
      const lock = held.get(relation);
      const needed: LockMode = truth.readOnly.has(relation) ? 'AccessExclusiveLock' : 'ShareLock';
      if (lock === undefined || !atLeast(lock, needed) || truth.unusable.has(relation)) return [];
      return [{ statement, relation, lock, taken: taken.get(relation), works: done }];
    }),
  );
}

const weights: Readonly<Record<RealWork, number>> = { scan: 1, 'index-build': 2, rewrite: 3 };

/** The one that says it all: a rewrite builds indexes anew, and an index build reads every row. */
export function heaviest(works: ReadonlySet<RealWork>): RealWork {
  return [...works].reduce((best, work) => (weights[work] > weights[best] ? work : best), 'scan');
}

export function noHeavierThan(work: RealWork, other: RealWork): boolean {
  return weights[work] <= weights[other];
}
