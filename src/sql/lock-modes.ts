// Lock modes of relations: how strong they are, which exclude each other, and who waits. Facts: manual, 13.3.1, and lockdefs.h.
import type { LockMode } from '../model/schema.ts';

interface LockFacts {
  /** In the order of lockdefs.h. */
  readonly strength: number;
  /** The modes that another transaction cannot get meanwhile (manual, table 13.2). */
  readonly excludes: readonly LockMode[];
}

const facts: Readonly<Record<LockMode, LockFacts>> = {
  AccessShareLock: { strength: 1, excludes: ['AccessExclusiveLock'] },
  RowShareLock: { strength: 2, excludes: ['ExclusiveLock', 'AccessExclusiveLock'] },
  RowExclusiveLock: {
    strength: 3,
    excludes: ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'],
  },
  ShareUpdateExclusiveLock: {
    strength: 4,
    excludes: [
      'ShareUpdateExclusiveLock',
      'ShareLock',
      'ShareRowExclusiveLock',
      'ExclusiveLock',
      'AccessExclusiveLock',
    ],
  },
  ShareLock: {
    strength: 5,
    excludes: [
      'RowExclusiveLock',
      'ShareUpdateExclusiveLock',
      'ShareRowExclusiveLock',
      'ExclusiveLock',
      'AccessExclusiveLock',
    ],
  },
  ShareRowExclusiveLock: {
    strength: 6,
    excludes: [
      'RowExclusiveLock',
      'ShareUpdateExclusiveLock',
      'ShareLock',
      'ShareRowExclusiveLock',
      'ExclusiveLock',
      'AccessExclusiveLock',
    ],
  },
  ExclusiveLock: {
    strength: 7,
    excludes: [
      'RowShareLock',
      'RowExclusiveLock',
      'ShareUpdateExclusiveLock',
      'ShareLock',
      'ShareRowExclusiveLock',
      'ExclusiveLock',
      'AccessExclusiveLock',
    ],
  },
  AccessExclusiveLock: {
    strength: 8,
    excludes: [
      'AccessShareLock',
      'RowShareLock',
      'RowExclusiveLock',
      'ShareUpdateExclusiveLock',
      'ShareLock',
      'ShareRowExclusiveLock',
      'ExclusiveLock',
      'AccessExclusiveLock',
    ],
  },
};

export function isLockMode(mode: string): mode is LockMode {
  return Object.hasOwn(facts, mode);
}

/** By its number in lockdefs.h, from 1. */
export function lockModeNumbered(number: number): LockMode | undefined {
  return Object.keys(facts)
    .filter(isLockMode)
    .find((mode) => facts[mode].strength === number);
}

/** True when `mode` is `other` or stronger. */
export function atLeast(mode: LockMode, other: LockMode): boolean {
  return facts[mode].strength >= facts[other].strength;
}

export function strongest(modes: readonly LockMode[]): LockMode | undefined {
  return modes.reduce<LockMode | undefined>(
    (best, mode) => (best === undefined || atLeast(mode, best) ? mode : best),
    undefined,
  );
}

/** True when a transaction that wants `wanted` waits for one that holds `held`. */
export function waitsFor(wanted: LockMode, held: LockMode): boolean {
  return facts[held].excludes.includes(wanted);
}

/** INSERT, UPDATE and DELETE wait for ShareLock and stronger. */
export function blocksWrites(mode: LockMode): boolean {
  return waitsFor('RowExclusiveLock', mode);
}

/** A SELECT waits only for AccessExclusiveLock. */
export function blocksReads(mode: LockMode): boolean {
  return waitsFor('AccessShareLock', mode);
}

/** What goes on in a table beside a migration, and the lock that each of it takes. */
export interface Activity {
  readonly name: string;
  readonly statements: string;
  readonly mode: LockMode;
}

/** Foreign keys are checked with SELECT … FOR KEY SHARE; CREATE INDEX is the one schema change that goes on beside its like. */
export const activities: readonly Activity[] = [
  { name: 'Reads', statements: 'SELECT', mode: 'AccessShareLock' },
  { name: 'Row locks', statements: 'SELECT … FOR UPDATE, checks of foreign keys', mode: 'RowShareLock' },
  { name: 'Writes', statements: 'INSERT, UPDATE, DELETE, MERGE', mode: 'RowExclusiveLock' },
  { name: 'Upkeep', statements: 'VACUUM, ANALYZE, indexes CONCURRENTLY', mode: 'ShareUpdateExclusiveLock' },
  { name: 'Index builds', statements: 'CREATE INDEX', mode: 'ShareLock' },
  { name: 'Schema changes', statements: 'ALTER TABLE, DROP', mode: 'AccessExclusiveLock' },
];
