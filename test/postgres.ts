// A real PostgreSQL for tests: `const server = await scratchServer(15)` in beforeAll, `server.stop()` in afterAll.
import { fileURLToPath } from 'node:url';
import { startScratchServer } from '../src/database/scratch-server.ts';
import type { ScratchServer } from '../src/model/database.ts';

/** A server of our own of that major version; each test makes its own databases on it. */
export async function scratchServer(major: 14 | 15 | 16 | 17 | 18 = 18): Promise<ScratchServer> {
  const from = [fileURLToPath(new URL('..', import.meta.url))];
  const server = await startScratchServer({ path: process.env.PATH, from, major });
  if (Math.floor(server.version.number / 10_000) === major) return server;
  await server.stop();
  throw new Error(`Tests need PostgreSQL ${major}, found ${server.version.version}`);
}
