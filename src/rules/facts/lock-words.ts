// Lock modes in plain words.
import type { LockMode } from '../../model/schema.ts';
import { blocksReads, blocksWrites } from '../../sql/lock-modes.ts';

/** Who waits for a lock: "reads and writes wait", "writes wait", or "nobody who reads or writes waits". */
export function whoWaits(mode: LockMode): string {
  if (blocksReads(mode)) return 'reads and writes wait';
  return blocksWrites(mode) ? 'writes wait' : 'nobody who reads or writes waits';
}
