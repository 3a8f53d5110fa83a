// `lockgate check`
import { resolve } from 'node:path';
import { proofOf, proofOfNothing, serializeProof } from '../../src/apply/proof.ts';
import { type CheckPorts, prepareCheck } from '../../src/check.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { Failure } from '../../src/failure.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { Proof } from '../../src/model/proof.ts';
import type { Report } from '../../src/model/report.ts';
import { loadParser } from '../../src/sql/script.ts';
import type { Terminal } from '../terminal.ts';
import { ownDirectory } from './own-directory.ts';
import { deliver, openInput, type ReadingOptions, rendered, renderingOf, save } from './reading.ts';

export interface CheckOptions extends ReadingOptions {
  readonly databaseUrl?: string;
  readonly proof?: string;
}

export async function check(terminal: Terminal, paths: readonly string[], options: CheckOptions): Promise<0 | 1 | 2> {
  const input = await openInput(terminal, paths, options);
  await loadParser();
  const prepared = await prepareCheck(input);
  const prove = async (proof: Proof): Promise<void> => {
    if (options.proof !== undefined) await save(resolve(terminal.cwd, options.proof), serializeProof(proof));
  };
  const show = (report: Report): Promise<0 | 1 | 2> =>
    deliver(terminal, rendered(report, renderingOf(terminal, options)), options);
  if (prepared.settled !== undefined) {
    if (prepared.settled.incomplete === undefined) await prove(proofOfNothing(prepared.settled));
    return show(prepared.settled);
  }
  try {
    const server = await openScratchServer(terminal, options.databaseUrl, input.config['server-version']);
    const ports = { server, onProgress: progressOn(terminal), signal: terminal.signal };
    const { report, run } = await onServer(terminal, server, () => prepared.run(ports));
    await prove(proofOf(report, run));
    return await show(report);
  } catch (thrown) {
    // What reading found is worth having even so; the failure itself ends the run with exit code 2.
    if (isUnproved(thrown)) await show(await prepared.unproved(thrown));
    throw thrown;
  }
}

/** Not when somebody stopped it, nor when the proof's or the report's own file can't be written. */
function isUnproved(thrown: unknown): thrown is Failure {
  return thrown instanceof Failure && !['interrupted', 'bad-input', 'internal'].includes(thrown.code);
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

/** A server by URL, else local binaries, else the embedded one. */
export async function openScratchServer(
  terminal: Terminal,
  url: string | undefined,
  major: number | undefined,
): Promise<ScratchServer> {
  terminal.progress('starting PostgreSQL');
  return startScratchServer({
    url,
    major,
    path: terminal.environment.PATH,
    from: [ownDirectory(), terminal.cwd],
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
