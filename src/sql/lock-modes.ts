// The strength of lock modes: a table of facts, in the order of PostgreSQL's lockdefs.h.
import type { LockMode } from '../model/schema.ts';

const strength: Readonly<Record<LockMode, number>> = {
  AccessShareLock: 1,
  RowShareLock: 2,
  RowExclusiveLock: 3,
  ShareUpdateExclusiveLock: 4,
  ShareLock: 5,
  ShareRowExclusiveLock: 6,
  ExclusiveLock: 7,
  AccessExclusiveLock: 8,
};

export function isLockMode(mode: string): mode is LockMode {
  return Object.hasOwn(strength, mode);
}

/** True when `mode` is `other` or stronger. */
export function atLeast(mode: LockMode, other: LockMode): boolean {
  return strength[mode] >= strength[other];
}

export function strongest(modes: readonly LockMode[]): LockMode | undefined {
  return modes.reduce<LockMode | undefined>(
    (best, mode) => (best === undefined || atLeast(mode, best) ? mode : best),
    undefined,
  );
}

/** INSERT, UPDATE and DELETE wait for ShareLock and stronger; a SELECT only for AccessExclusiveLock (manual, 13.3.1). */
export function blocksWrites(mode: LockMode): boolean {
  return atLeast(mode, 'ShareLock');
}

export function blocksReads(mode: LockMode): boolean {
  return mode === 'AccessExclusiveLock';
}
