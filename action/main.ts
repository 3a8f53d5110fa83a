// Front end: the GitHub Action. Reads inputs and event, runs one command, says what was found, ends the process.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { context } from '@actions/github';
import manifest from '../package.json' with { type: 'json' };
import { proofOf, proofOfNothing, serializeProof } from '../src/apply/proof.ts';
import { boundedRun } from '../src/bounded-run.ts';
import { type CheckInput, lintMigrations, prepareCheck } from '../src/check.ts';
import type { Config } from '../src/config.ts';
import { startScratchServer } from '../src/database/scratch-server.ts';
import { Failure } from '../src/failure.ts';
import type { Report } from '../src/model/report.ts';
import { readPolicy } from '../src/policy.ts';
import { foreignDirectories, programPath } from '../src/program-path.ts';
import { openProject, type Project, today } from '../src/project.ts';
import { readSetup } from '../src/setup-scripts.ts';
import { readProduction } from '../src/snapshot-file.ts';
import type { Repository } from '../src/source/git.ts';
import { loadParser } from '../src/sql/script.ts';
import { findBase } from './base.ts';
import { findCheckout } from './checkout.ts';
import { gitEnvironment } from './credentials.ts';
import { deploy } from './deploy.ts';
import { readEvent } from './event.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import { localDiff } from './local-diff.ts';
import { publish } from './publish.ts';
import { type KnownAtFailure, publishFailure } from './publish-failure.ts';
import { runIdentity, stepName } from './run-identity.ts';
import { serviceFailure } from './service.ts';

const userAgent = `lockgate/${manifest.version}`;

/** 0 pass or warn, 1 blocked or stopped, 2 could not run. */
async function main(): Promise<0 | 1 | 2> {
  const stop = new AbortController();
  const known: KnownAtFailure = {};
  const interrupts = ['SIGINT', 'SIGTERM'] as const;
  const abort = (): void => {
    // The next one, of either kind, ends the process at once.
    for (const name of interrupts) process.off(name, abort);
    stop.abort();
  };
  for (const name of interrupts) process.on(name, abort);
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
    return await review(inputs, directory, stop.signal, known);
  } catch (thrown) {
    await publishFailure({ thrown, event: readEvent(context), toolVersion: manifest.version, known });
    return 2;
  }
}

async function review(
  inputs: ActionInputs,
  directory: string,
  signal: AbortSignal,
  known: KnownAtFailure,
): Promise<0 | 1 | 2> {
  const event = readEvent(context);
  const { repository, ...checkout } = await findCheckout(directory, inputs.paths);
  const environment =
    inputs.token === undefined ? undefined : gitEnvironment(process.env, event.serverUrl, inputs.token);
  const base = await findBase({ repository, event, token: inputs.token, userAgent, environment });
  const sha = base.kind === 'commit' ? base.sha : undefined;
  const proposed = event.pull !== null || context.eventName === 'merge_group';
  const policy = await readPolicy({
    directory: checkout.directory,
    named: inputs.configFile,
    base: proposed && repository !== undefined && sha !== undefined ? { repository, sha } : undefined,
    from: inputs.configFrom,
  });
  const config: Config = { ...policy.config, ...inputs.settings };
  const project = await openProject({
    cwd: checkout.directory,
    paths: checkout.paths,
    config,
    ...(sha === undefined ? {} : { since: sha }),
  });
  if (repository !== undefined && project.top !== repository.root) throw elsewhere(project, repository);
  known.scope = project.root;
  const day = today();
  const file = inputs.catalog ?? config.catalog;
  const held = proposed && inputs.configFrom === 'base' && repository !== undefined && sha !== undefined;
  const production =
    file === undefined
      ? undefined
      : await readProduction({ file, directory: project.top, base: held ? { repository, sha } : undefined }, day);
  const preface =
    base.kind === 'none' ? [`Nothing was compared, because ${base.why}: all migrations count as new.`] : [];
  const input: CheckInput = {
    ...project,
    ...(production?.snapshot === undefined ? {} : { production: production.snapshot }),
    notes: [...(project.notes ?? []), ...(production?.notes ?? [])],
    config,
    preface: [...preface, ...policy.preface],
    toolVersion: manifest.version,
    today: day,
  };
  known.lint = () => lintMigrations(input);
  const proof = inputs.proof === undefined ? undefined : resolve(directory, inputs.proof);
  const report =
    inputs.command === 'lint' ? await lintMigrations(input) : await check(input, inputs, proof, signal, known);
  await publish({
    report,
    event,
    token: inputs.token,
    userAgent,
    run: runIdentity(inputs.command, event),
    scope: project.root,
    async diffOf(paths) {
      if (repository === undefined || sha === undefined || event.pull === null) return [];
      return localDiff({ repository, base: sha, head: event.pull.headSha, environment }, paths);
    },
    step: stepName((name) => core.getInput(name)),
    temporary: process.env.RUNNER_TEMP ?? tmpdir(),
    proof: inputs.command === 'check' ? proof : undefined,
  });
  if (report.incomplete !== undefined) return 2;
  if (report.verdict.outcome !== 'block') return 0;
  // No annotation: GitHub shows 10 errors of a step, and the findings may have taken them all.
  core.info('Lockgate blocks this change. The review and the job summary say why.');
  return 1;
}

/** The head and the base were looked at in one clone: migrations of another one are of neither. */
function elsewhere(project: Project, repository: Repository): Failure {
  return new Failure(
    'git',
    `The migrations lie in the repository ${project.top}, but the commit that this event is about was looked for in ${repository.root}.`,
    { help: 'Name the migrations directory in the input `path`, in the checkout of this repository.' },
  );
}

async function check(
  input: CheckInput,
  inputs: ActionInputs,
  proof: string | undefined,
  interrupts: AbortSignal,
  known: KnownAtFailure,
): Promise<Report> {
  const prepared = await prepareCheck({ ...input, setup: await readSetup(input.top, input.config) });
  const { settled } = prepared;
  if (settled !== undefined) {
    if (proof !== undefined && settled.incomplete === undefined)
      await writeFile(proof, serializeProof(proofOfNothing(settled)));
    return settled;
  }
  const open = (signal: AbortSignal) =>
    startScratchServer({
      url: inputs.databaseUrl,
      major: input.config['server-version'],
      path: process.env.PATH,
      // Only beside the action itself: the workspace holds the pull request, whose packages must not be executed.
      from: [dirname(fileURLToPath(import.meta.url))],
      foreign: [input.top, ...foreignDirectories(process.env.GITHUB_WORKSPACE ?? process.cwd(), undefined)],
      onProgress: (text) => core.info(text),
      onSwept: (text) => core.info(text),
      signal,
    }).catch((thrown: unknown) => {
      throw inputs.databaseUrl === undefined ? thrown : serviceFailure(thrown);
    });
  // A cancelled job has 7.5 s left.
  const bounds = { minutes: input.config['timeout-minutes'], interrupts, open };
  const { report, run } = await boundedRun(bounds, (bench) => {
    known.server = bench.server.version.version;
    core.info(`Proving on ${bench.server.origin}`);
    return prepared.run(bench);
  });
  if (proof !== undefined) await writeFile(proof, serializeProof(proofOf(report, run)));
  return report;
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

process.exitCode = await main();
// All is said and cleaned up; a connection that nobody closes must not keep the job.
setTimeout(() => process.exit(), 3_000).unref();
