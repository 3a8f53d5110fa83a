// `lockgate check`
import { resolve } from 'node:path';
import { proofOf, serializeProof } from '../../src/apply/proof.ts';
import { type CheckPorts, checkMigrations } from '../../src/check.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { Failure } from '../../src/failure.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { foreignDirectories } from '../../src/program-path.ts';
import { readSetup } from '../../src/setup-scripts.ts';
import { loadParser } from '../../src/sql/script.ts';
import type { Terminal } from '../terminal.ts';
import { ownDirectory } from './own-directory.ts';
import { deliver, openInput, type ReadingOptions, rendered, renderingOf, save } from './reading.ts';

export interface CheckOptions extends ReadingOptions {
  readonly databaseUrl?: string;
  readonly proof?: string;
}

export async function check(terminal: Terminal, paths: readonly string[], options: CheckOptions): Promise<0 | 1> {
  const opened = await openInput(terminal, paths, options);
  const input = { ...opened, setup: await readSetup(opened.top, opened.config) };
  await loadParser();
  const server = await openScratchServer(terminal, options.databaseUrl, input.config['server-version'], [input.top]);
  const ports = { server, onProgress: progressOn(terminal), signal: terminal.signal };
  const { report, run } = await onServer(terminal, server, () => checkMigrations(input, ports));
  if (options.proof !== undefined) {
    await save(resolve(terminal.cwd, options.proof), serializeProof(proofOf(report, run)));
  }
  return deliver(terminal, rendered(report, renderingOf(terminal, options)), options);
}

/** Runs `work` and stops the server. Ctrl-C stops it at once, and with it a statement that may take minutes. */
export async function onServer<T>(terminal: Terminal, server: ScratchServer, work: () => Promise<T>): Promise<T> {
  const { signal } = terminal;
  const stop = (): void => void server.stop().catch(() => undefined);
  const interrupted = new Failure('interrupted', 'Interrupted. Nothing is left running.');
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) throw interrupted;
    const result = await work();
    if (signal.aborted) throw interrupted;
    return result;
  } catch (thrown) {
    throw signal.aborted ? interrupted : thrown;
  } finally {
    signal.removeEventListener('abort', stop);
    terminal.progress(undefined);
    await server.stop();
  }
}

/** A server by URL, else local binaries, else the embedded one beside Lockgate itself. `foreign`: directories that a pull request writes. */
export async function openScratchServer(
  terminal: Terminal,
  url: string | undefined,
  major: number | undefined,
  foreign: readonly string[],
): Promise<ScratchServer> {
  terminal.progress('starting PostgreSQL');
  return startScratchServer({
    url,
    major,
    path: terminal.environment.PATH,
    from: [ownDirectory()],
    foreign: [...foreignDirectories(terminal.cwd, terminal.environment.HOME), ...foreign],
    onProgress: (text) => terminal.progress(text),
    signal: terminal.signal,
  });
}

export function progressOn(terminal: Terminal): NonNullable<CheckPorts['onProgress']> {
  return ({ phase, done, of, path }) => {
    const doing = phase === 'baseline' ? 'applying the baseline' : 'proving';
    terminal.progress(`${doing} ${done + 1}/${of}  ${path}`);
  };
}
