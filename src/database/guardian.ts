// A small process that outlives ours: when we are killed, whatever the way, it stops our server and removes its files.
import { spawn } from 'node:child_process';

export interface Guardian {
  /** The child process to kill when we die; 0 when it has ended, so that its number may be reused in peace. */
  watch(pid: number): void;
  /** Lets the guardian go; it removes the directory, should it still be there. */
  dismiss(): void;
}

/**
 * Its standard input is a pipe from us, which the kernel closes when we end: by exit, by Ctrl-C, by SIGKILL. PostgreSQL
 * itself doesn't notice the death of its parent.
 */
export function startGuardian(directory: string): Guardian {
  const child = spawn(process.execPath, ['-e', GUARD, directory], {
    cwd: '/',
    env: {},
    // Its own session: Ctrl-C in a terminal reaches the whole foreground group.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  // A pipe's stream can be unref'ed; the type of a child's standard input doesn't say so.
  (child.stdin as unknown as { unref(): void }).unref();
  return {
    watch: (pid) => {
      child.stdin.write(`${pid}\n`);
    },
    dismiss: () => {
      child.stdin.end();
    },
  };
}

/** SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, but shared memory is released (manual, 18.5). */
const GUARD = `
const { rmSync } = require('node:fs');
let heard = '';
const kill = (signal) => {
  const pid = Number(heard.trim().split('\\n').at(-1));
  try { return pid > 1 && process.kill(pid, signal); } catch { return false; }
};
process.stdin.setEncoding('utf8').on('data', (text) => { heard += text; }).on('close', () => {
  const deadline = Date.now() + 5000;
  kill('SIGQUIT');
  const timer = setInterval(() => {
    if (kill(0)) {
      if (Date.now() > deadline) kill('SIGKILL');
      return;
    }
    clearInterval(timer);
    rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }, 25);
});
`;
