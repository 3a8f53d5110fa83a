// Programs as child processes, with an environment of their own: no variable of this machine leaks in.
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
}

export interface Place {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Only git and the programs of the system, with no configuration of a user. */
export const bareEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export function start(command: string, args: readonly string[], { cwd, environment = {} }: Place): Running {
  const child = spawn(command, args, { cwd, env: { ...bareEnvironment, ...environment } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return { child, ended: once(child, 'close').then(([code]: (number | null)[]) => ({ code: code ?? null, out, err })) };
}

/** Runs it to its end. */
export const run = (command: string, args: readonly string[], place: Place): Promise<Ended> =>
  start(command, args, place).ended;

/** git in a directory; answers what it printed, throws when it failed. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const person = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' };
  const committer = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };
  const env = { ...bareEnvironment, ...person, ...committer, GIT_LITERAL_PATHSPECS: '1' };
  const { stdout } = await promisify(execFile)('git', args, { cwd, env, maxBuffer: 1 << 26 });
  return stdout;
}

/** Waits until `holds` answers true; an error after `ms`. */
export async function until(what: string, holds: () => Promise<boolean>, ms = 20_000): Promise<void> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(40)) if (await holds()) return;
  throw new Error(`Never came: ${what}`);
}
