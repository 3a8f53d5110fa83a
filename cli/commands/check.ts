// `lockgate check`
import { resolve } from 'node:path';
import { proofOf, proofOfNothing, serializeProof } from '../../src/apply/proof.ts';
import { type Bench, boundedRun } from '../../src/bounded-run.ts';
import { type CheckPorts, prepareCheck } from '../../src/check.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { Failure } from '../../src/failure.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { Proof } from '../../src/model/proof.ts';
import type { Report } from '../../src/model/report.ts';
import { foreignDirectories } from '../../src/program-path.ts';
import { readSetup } from '../../src/setup-scripts.ts';
import { loadParser } from '../../src/sql/script.ts';
import type { Terminal } from '../terminal.ts';
import { ownDirectory } from './own-directory.ts';
import { deliver, openInput, type ReadingOptions, rendered, renderingOf, save } from './reading.ts';

export interface CheckOptions extends ReadingOptions {
  readonly databaseUrl?: string;
  readonly proof?: string;
  readonly timeoutMinutes?: number;
}

export async function check(terminal: Terminal, paths: readonly string[], options: CheckOptions): Promise<0 | 1 | 2> {
  const opened = await openInput(terminal, paths, options);
  const input = { ...opened, setup: await readSetup(opened.top, opened.config) };
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
    const minutes = options.timeoutMinutes ?? input.config['timeout-minutes'];
    const scratch = { url: options.databaseUrl, major: input.config['server-version'], minutes, foreign: [input.top] };
    const { report, run } = await onServer(terminal, scratch, ({ server, signal, onDoing }) =>
      prepared.run({ server, signal, onDoing, onProgress: progressOn(terminal) }),
    );
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

/** Which server, and for how long at most. */
export interface Scratch {
  readonly url?: string | undefined;
  readonly major?: number | undefined;
  readonly minutes?: number | undefined;
  /** Directories that a pull request writes: no program is run from them. */
  readonly foreign?: readonly string[];
}

/** Runs `work` on a server by URL, else one of local binaries, else the embedded one, and leaves it; Ctrl-C ends both at once. */
export async function onServer<T>(
  terminal: Terminal,
  { url, major, minutes, foreign = [] }: Scratch,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  const open = (signal: AbortSignal): Promise<ScratchServer> => {
    terminal.progress('starting PostgreSQL');
    return startScratchServer({
      url,
      major,
      path: terminal.environment.PATH,
      from: [ownDirectory()],
      foreign: [...foreignDirectories(terminal.cwd, terminal.environment.HOME), ...foreign],
      onProgress: (text) => terminal.progress(text),
      onSwept: (text) => terminal.writeError(`${text}\n`),
      signal,
    });
  };
  try {
    return await boundedRun({ minutes, interrupts: terminal.signal, open }, work);
  } finally {
    terminal.progress(undefined);
  }
}

export function progressOn(terminal: Terminal): NonNullable<CheckPorts['onProgress']> {
  return ({ phase, done, of, path }) => {
    const doing = phase === 'baseline' ? 'applying the baseline' : 'proving';
    terminal.progress(`${doing} ${done + 1}/${of}  ${path}`);
  };
}
