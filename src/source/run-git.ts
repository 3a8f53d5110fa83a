// Runs git: without a shell, without prompts, and without what a repository could make it execute.
import { Failure } from '../failure.ts';

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface GitCall {
  /** Standard input. */
  readonly input?: string;
  /** Instead of the one of this process. A token belongs there: every process of the machine can read a command line. */
  readonly environment?: Environment;
}

const settings = [
  'core.quotePath=false',
  'safe.directory=*',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  // A directory of the checkout that looks like a bare repository brings a configuration of its own.
  'safe.bareRepository=explicit',
  // Never ask a person for a user or password: `true` answers with nothing, and the remote refuses.
  'core.askPass=true',
].flatMap((setting) => ['-c', setting]);

/** Never throws for what git answers; a Failure when there is no git. */
export async function git(directory: string, args: readonly string[], call: GitCall = {}): Promise<GitAnswer> {
  // Not at start: it loads sockets and more, 5 ms for those who only lint.
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...settings, ...args], {
      cwd: directory,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(call.environment === undefined ? {} : { env: call.environment }),
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) =>
      reject(new Failure('git', `git can't be run: ${error.message}`, { help: 'Install git.' })),
    );
    child.on('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') }),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(call.input ?? '');
  });
}
