// A real PostgreSQL for tests: `const server = await scratchServer(15)` in beforeAll, `server.stop()` in afterAll.
import { fileURLToPath } from 'node:url';
import { type Binaries, findBinaries } from '../src/database/binaries.ts';
import { startFrom } from '../src/database/scratch-server.ts';
import type { ScratchServer } from '../src/model/database.ts';

/**
 * A server of our own of that major version; each test makes its own databases on it. Always an embedded one, whose minor version package.json says:
 * an upgrade of the machine's PostgreSQL must not change what most tests show.
 */
export async function scratchServer(major: 14 | 15 | 16 | 17 | 18 = 18): Promise<ScratchServer> {
  const found = await binariesHere();
  const binaries = found.find((candidate) => candidate.kind === 'embedded' && candidate.major === major);
  if (binaries === undefined) throw new Error(`Tests need the embedded PostgreSQL ${major}: run npm ci.`);
  return startFrom(binaries);
}

/** What the machine itself has (Debian's newest minor version, for example), the newest first; for the tests that look at it apart. */
export async function systemBinaries(): Promise<readonly Binaries[]> {
  const local = (await binariesHere()).filter(({ kind, major }) => kind === 'local' && major >= 13);
  if (local.length === 0) {
    const hint = 'apt-get install postgresql, or put its bin directory on PATH';
    console.warn(`SKIPPED: no PostgreSQL of the machine's own, so its newest minor version is not tested (${hint}).`);
  }
  return local;
}

function binariesHere(): Promise<Binaries[]> {
  return findBinaries({ path: process.env.PATH, from: [fileURLToPath(new URL('..', import.meta.url))] });
}
