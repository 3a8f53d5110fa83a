// The commands apply, plan and status, as the buildspec step and the terminal run them.
import { open, writeFile } from 'node:fs/promises';
import manifest from '../package.json' with { type: 'json' };
import type { Blocker } from '../src/apply/events.ts';
import { applicationNameOf, describeBuildOf } from '../src/aws/codebuild.ts';
import { apply, baseline, type DeployPorts, type DeployRequest, plan, status } from '../src/deploy.ts';
import { Failure, messageOf } from '../src/failure.ts';
import { deployPlace } from '../src/history-place.ts';
import type { Migration } from '../src/model/migration.ts';
import type { Outcome } from '../src/model/plan.ts';
import { loadConfig, openProject } from '../src/project.ts';
import { readProofFile } from '../src/proof-file.ts';
import { failureJson, outcomeJson, planJson, statusJson } from '../src/reports/apply-json.ts';
import { outcomeJunit } from '../src/reports/apply-junit.ts';
import { eventLine, outcomeText, planText, statusText } from '../src/reports/apply-text.ts';
import { baselineJson, baselineText } from '../src/reports/baseline.ts';
import { printable } from '../src/reports/terminal.ts';
import { loadParser } from '../src/sql/script.ts';
import { systemClock } from '../src/system-clock.ts';
import { targetConnection, toolParameters } from '../src/target-connection.ts';
import { type Environment, type PluginOptions, readOptions, usage } from './environment.ts';

/** 0 applied or nothing to do, 1 stopped, in conflict or refused, 2 could not run. */
export type ExitCode = 0 | 1 | 2;

const tool = { name: 'lockgate', version: manifest.version } as const;

/** What a front end gives: its arguments (the command first), environment, directory and streams. */
export interface DeployStep {
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly cwd: string;
  readonly colors: boolean;
  readonly signal: AbortSignal;
  write(text: string): void;
  writeError(text: string): void;
}

export async function deployStep(step: DeployStep): Promise<ExitCode> {
  const { args } = step;
  if (args.includes('--help')) {
    step.write(usage);
    return 0;
  }
  let options: PluginOptions | undefined;
  try {
    options = readOptions(args, step.environment);
    await checkReports([options.junit, options.json]);
    return await run(step, options, await requestOf(step, options), portsOf(step, options));
  } catch (thrown) {
    const failure = asFailure(thrown);
    step.writeError(
      `error: ${printable(failure.message)}\n${failure.help === undefined ? '' : `${printable(failure.help)}\n`}`,
    );
    if (options?.json !== undefined)
      await writeFile(options.json, failureJson(options.command, failure, tool)).catch(() => {});
    return 2;
  }
}

async function run(
  step: DeployStep,
  options: PluginOptions,
  request: DeployRequest,
  ports: DeployPorts,
): Promise<ExitCode> {
  const text = { colors: step.colors };
  if (options.command === 'status') {
    const { migrations, historyTable } = await status(request, ports);
    step.write(statusText(migrations, text));
    await write(options.json, () => statusJson(migrations, historyTable, tool));
    return 0;
  }
  if (options.command === 'baseline') return runBaseline(step, options, request, ports);
  if (options.command === 'plan' || options.dryRun) {
    const planned = await plan(request, ports);
    step.write(planText(planned, text));
    await write(options.json, () => planJson(planned, tool));
    return planned.kind === 'conflict' ? 1 : 0;
  }
  const planned: Migration[] = [];
  const outcome = await apply(request, noting(ports, planned));
  step.write(outcomeText(outcome, text));
  await write(options.junit, () => outcomeJunit(outcome, planned));
  await write(options.json, () => outcomeJson(outcome, planned, tool));
  return exitCode(outcome);
}

async function runBaseline(
  step: DeployStep,
  { version = '', dryRun, json }: PluginOptions,
  request: DeployRequest,
  ports: DeployPorts,
): Promise<ExitCode> {
  const done = await baseline({ ...request, version, dryRun }, ports);
  if (done.kind === 'stopped') {
    step.write(outcomeText({ ...done, done: [] }, { colors: step.colors }));
    await write(json, () => outcomeJson({ ...done, done: [] }, [], tool));
    return 1;
  }
  step.write(baselineText(done, { colors: step.colors }));
  await write(json, () => baselineJson(done, tool));
  return done.kind === 'conflict' ? 1 : 0;
}

/** What was planned first; after a lost connection there may be a second, shorter plan. */
function noting(ports: DeployPorts, planned: Migration[]): DeployPorts {
  return {
    ...ports,
    onEvent(event) {
      if (event.kind === 'planned' && event.plan.kind === 'ready' && planned.length === 0) {
        planned.push(...event.plan.steps.map(({ migration }) => migration));
      }
      ports.onEvent(event);
    },
  };
}

function exitCode(outcome: Outcome): ExitCode {
  return outcome.kind === 'applied' || outcome.kind === 'nothing' ? 0 : 1;
}

async function requestOf(step: DeployStep, options: PluginOptions): Promise<DeployRequest> {
  await loadParser();
  const { path, layout: name, proof, to, resume, settings, historyTable, defaultSchema } = options;
  const config = {
    ...(await loadConfig(step.cwd)),
    ...(name === undefined ? {} : { layout: name }),
    ...(historyTable === undefined ? {} : { 'history-table': historyTable }),
    ...(defaultSchema === undefined ? {} : { 'default-schema': defaultSchema }),
  };
  const project = await openProject({ cwd: step.cwd, paths: path === undefined ? [] : [path], config });
  if (project.only !== undefined || project.layout.name === 'plain') {
    throw new Failure('bad-input', 'Single files can not be applied: they have no history.', {
      help: 'Name the migrations directory.',
    });
  }
  const reading = project.layout.read(project.files, project.root, project.neighbours);
  const outside = { variables: step.environment, parameters: toolParameters(options.databaseUrl) };
  return {
    layout: project.layout,
    ...reading,
    historyAt: deployPlace(config, project.layout, project.root, reading.historyAt, outside),
    settings,
    ...(proof === undefined ? {} : { proof: await readProofFile(proof) }),
    ...(to === undefined ? {} : { to }),
    ...(resume === undefined ? {} : { resume }),
  };
}

function portsOf(step: DeployStep, { databaseUrl, databaseSecret, caFile }: PluginOptions): DeployPorts {
  const { connect } = targetConnection({
    ...(databaseUrl === undefined ? {} : { url: databaseUrl }),
    ...(databaseSecret === undefined ? {} : { secret: databaseSecret }),
    ...(caFile === undefined ? {} : { caFile }),
    settings: step.environment,
    applicationName: applicationNameOf(step.environment.CODEBUILD_BUILD_ID),
  });
  return {
    connect,
    clock: systemClock,
    signal: step.signal,
    onEvent(event) {
      const line = eventLine(event, { colors: step.colors });
      if (line !== undefined) step.write(`${line}\n`);
      if (event.kind === 'lock-waiting') void nameBuilds(step, event.holders);
    },
  };
}

/** In CodeBuild: which build holds the lock, and whether it still runs. Says nothing where that can't be known. */
async function nameBuilds(step: DeployStep, holders: readonly Blocker[]): Promise<void> {
  const own = step.environment.CODEBUILD_BUILD_ID;
  if (own === undefined) return;
  for (const { pid, application } of holders) {
    const said = application === null ? undefined : await describeBuildOf(application, own);
    if (said !== undefined) step.write(`  process ${pid}: ${said}\n`);
  }
}

/** Before anything runs: a report that can't be written afterwards would make an apply that went well look like a failure. */
async function checkReports(files: readonly (string | undefined)[]): Promise<void> {
  for (const file of files) {
    if (file === undefined) continue;
    try {
      await (await open(file, 'a')).close();
    } catch (thrown) {
      throw new Failure('bad-input', `The report ${file} can't be written: ${messageOf(thrown)}.`, {
        help: 'Name a file in a directory that exists and can be written to.',
      });
    }
  }
}

async function write(file: string | undefined, content: () => string): Promise<void> {
  if (file !== undefined) await writeFile(file, content());
}

function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new Failure('internal', `A defect in Lockgate: ${stack}`);
}
