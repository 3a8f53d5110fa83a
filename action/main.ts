// Front end: the GitHub Action. Reads inputs and event, runs one command, says what was found, ends the process.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { context } from '@actions/github';
import manifest from '../package.json' with { type: 'json' };
import { proofOf, serializeProof } from '../src/apply/proof.ts';
import { type CheckInput, checkMigrations, lintMigrations } from '../src/check.ts';
import type { Config } from '../src/config.ts';
import { startScratchServer } from '../src/database/scratch-server.ts';
import { Failure, messageOf } from '../src/failure.ts';
import type { Report } from '../src/model/report.ts';
import { foreignDirectories, programPath } from '../src/program-path.ts';
import { loadConfig, openProject, today } from '../src/project.ts';
import { readSetup } from '../src/setup-scripts.ts';
import { loadParser } from '../src/sql/script.ts';
import { findBase } from './base.ts';
import { deploy } from './deploy.ts';
import { readEvent } from './event.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import { log, publish } from './publish.ts';

const userAgent = `lockgate/${manifest.version}`;

/** 0 pass or warn, 1 blocked or stopped, 2 could not run. */
async function main(): Promise<0 | 1 | 2> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  try {
    const inputs = readInputs((name) => core.getInput(name));
    const directory = process.env.GITHUB_WORKSPACE ?? process.cwd();
    // Every program that is started from here on, git among them.
    process.env.PATH = programPath(process.env.PATH, foreignDirectories(directory, undefined));
    await loadParser();
    if (inputs.command === 'deploy') {
      hidePassword(inputs.databaseUrl);
      return await deploy(inputs, directory, stop.signal);
    }
    return await review(inputs, directory, stop.signal);
  } catch (thrown) {
    return await failed(thrown);
  }
}

async function review(inputs: ActionInputs, directory: string, signal: AbortSignal): Promise<0 | 1> {
  const event = readEvent(context);
  const config: Config = { ...(await loadConfig(directory, inputs.configFile)), ...inputs.settings };
  const since = await findBase({ directory, event, token: inputs.token, userAgent });
  const project = await openProject({
    cwd: directory,
    paths: inputs.paths,
    config,
    ...(since === undefined ? {} : { since }),
  });
  const input: CheckInput = { ...project, config, toolVersion: manifest.version, today: today() };
  const proof = inputs.proof === undefined ? undefined : resolve(directory, inputs.proof);
  const report = inputs.command === 'lint' ? await lintMigrations(input) : await check(input, inputs, proof, signal);
  await publish({
    report,
    event,
    token: inputs.token,
    userAgent,
    scope: project.root,
    temporary: process.env.RUNNER_TEMP ?? tmpdir(),
    proof: inputs.command === 'check' ? proof : undefined,
  });
  if (report.verdict.outcome !== 'block') return 0;
  // No annotation: GitHub shows 10 errors of a step, and the findings may have taken them all.
  core.info('Lockgate blocks this change. The review and the job summary say why.');
  return 1;
}

async function check(
  input: CheckInput,
  inputs: ActionInputs,
  proof: string | undefined,
  signal: AbortSignal,
): Promise<Report> {
  const server = await startScratchServer({
    url: inputs.databaseUrl,
    major: input.config['server-version'],
    path: process.env.PATH,
    // Only beside the action itself: the workspace holds the pull request, whose packages must not be executed.
    from: [dirname(fileURLToPath(import.meta.url))],
    foreign: [input.top, ...foreignDirectories(process.env.GITHUB_WORKSPACE ?? process.cwd(), undefined)],
    onProgress: (text) => core.info(text),
    signal,
  });
  // A cancelled job has 7.5 s left: the server's end is the end of a statement that may take minutes.
  const stop = (): void => void server.stop().catch(() => undefined);
  signal.addEventListener('abort', stop);
  try {
    core.info(`Proving on ${server.origin}`);
    const setup = await readSetup(input.top, input.config);
    const { report, run } = await checkMigrations({ ...input, setup }, { server, signal });
    signal.throwIfAborted();
    if (proof !== undefined) await writeFile(proof, serializeProof(proofOf(report, run)));
    return report;
  } catch (thrown) {
    throw signal.aborted ? new Failure('interrupted', 'Interrupted: nothing was judged.') : thrown;
  } finally {
    signal.removeEventListener('abort', stop);
    await server.stop();
  }
}

/**
 * Not for a throw-away server: its password is often a common word (`postgres`), which the runner would then blot out of
 * the whole log and summary. Lockgate itself prints none.
 */
function hidePassword(url: string | undefined): void {
  if (url === undefined) return;
  const { password } = new URL(url);
  if (password === '') return;
  core.setSecret(password);
  core.setSecret(decodeURIComponent(password));
}

async function failed(thrown: unknown): Promise<2> {
  const failure = thrown instanceof Failure ? thrown : undefined;
  const message =
    failure?.message ??
    `A defect in Lockgate: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
  const text = failure?.help === undefined ? message : `${message}\n${failure.help}`;
  const place = failure?.place;
  core.error(text, {
    title: 'Lockgate could not run',
    ...(place === undefined ? {} : { file: place.path, startLine: place.line }),
  });
  log(text);
  await core.summary
    .addRaw('### Lockgate could not run\n', true)
    .addCodeBlock(text.replaceAll('<', '&lt;'))
    .write()
    .catch((error: unknown) => core.info(`No job summary was written: ${messageOf(error)}`));
  return 2;
}

process.exitCode = await main();
