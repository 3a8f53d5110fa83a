// How much of the disk a server of our own uses: a migration can fill it faster than any limit of PostgreSQL's notices.
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 300;

/** Calls `onExceeded` once, when the files below `directory` have grown by more than `limit` bytes. Ends with `signal`. */
export async function watchDisk(
  directory: string,
  limit: number,
  signal: AbortSignal,
  onExceeded: () => void,
): Promise<void> {
  const atStart = await bytesIn(directory);
  while (!signal.aborted) {
    await sleep(EVERY_MS, undefined, { ref: false });
    if (!signal.aborted && (await bytesIn(directory)) - atStart > limit) return onExceeded();
  }
}

/** Blocks that are taken, not lengths: a file can have holes. What vanishes meanwhile counts nothing. */
async function bytesIn(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return bytesIn(path);
    return lstat(path).then(
      ({ blocks }) => blocks * 512,
      () => 0,
    );
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
