// A program for tests: starts the first server it finds, prints its pid and directory, and then waits to be killed.
import { findBinaries } from '../../src/database/binaries.ts';
import { startOwnServer } from '../../src/database/own-server.ts';

const [root = '', major = ''] = process.argv.slice(2);
const [binaries] = await findBinaries({ path: undefined, from: [root], major: Number(major) });
if (binaries === undefined) throw new Error('no binaries');
const server = await startOwnServer(binaries);
console.log(JSON.stringify({ pid: server.pid, directory: server.directory }));
process.stdin.resume().on('end', () => server.stop());
