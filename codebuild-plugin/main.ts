// Front end: a step in a buildspec. Runs one command, ends the process with its exit code.
import { deployStep } from './deploy-step.ts';

/** Ctrl-C, or CodeBuild stopping the build: cancel and roll back. A second signal ends the process at once. */
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

// A reader that goes away must not end an apply half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await deployStep({
  args: process.argv.slice(2),
  environment: process.env,
  cwd: process.cwd(),
  colors: false,
  signal: stop.signal,
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
});
