// Front end: a step in a buildspec. Reads its options, runs one command, ends the process with its exit code.
import { writeFile } from 'node:fs/promises';
import manifest from '../package.json' with { type: 'json' };
import { apply, type DeployPorts, type DeployRequest, plan, status } from '../src/deploy.ts';
import { Failure, messageOf } from '../src/failure.ts';
import type { Migration } from '../src/model/migration.ts';
import type { Outcome } from '../src/model/plan.ts';
import { openProject } from '../src/project.ts';
import { readProofFile } from '../src/proof-file.ts';
import { failureJson, outcomeJson, planJson, statusJson } from '../src/reports/apply-json.ts';
import { outcomeJunit } from '../src/reports/apply-junit.ts';
import { eventLine, outcomeText, planText, statusText } from '../src/reports/apply-text.ts';
import { printable } from '../src/reports/terminal.ts';
import { loadParser } from '../src/sql/script.ts';
import { systemClock } from '../src/system-clock.ts';
import { targetConnection } from '../src/target-connection.ts';
import { type PluginOptions, readOptions, usage } from './environment.ts';

type ExitCode = 0 | 1 | 2;

const tool = { name: 'lockgate', version: manifest.version } as const;
const text = { colors: false };

async function main(): Promise<ExitCode> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  let options: PluginOptions | undefined;
  try {
    options = readOptions(args, process.env);
    return await run(options, await requestOf(options), portsOf(options));
  } catch (thrown) {
    const failure = asFailure(thrown);
    process.stderr.write(
      `error: ${printable(failure.message)}\n${failure.help === undefined ? '' : `${printable(failure.help)}\n`}`,
    );
    if (options?.json !== undefined)
      await writeFile(options.json, failureJson(options.command, failure, tool)).catch(() => {});
    return 2;
  }
}

async function run(options: PluginOptions, request: DeployRequest, ports: DeployPorts): Promise<ExitCode> {
  if (options.command === 'status') {
    const { migrations, historyTable } = await status(request, ports);
    process.stdout.write(statusText(migrations, text));
    await write(options.json, () => statusJson(migrations, historyTable, tool));
    return 0;
  }
  if (options.command === 'plan' || options.dryRun) {
    const planned = await plan(request, ports);
    process.stdout.write(planText(planned, text));
    await write(options.json, () => planJson(planned, tool));
    return planned.kind === 'conflict' ? 1 : 0;
  }
  const planned: Migration[] = [];
  const outcome = await apply(request, noting(ports, planned));
  process.stdout.write(outcomeText(outcome, text));
  await write(options.junit, () => outcomeJunit(outcome, planned));
  await write(options.json, () => outcomeJson(outcome, planned, tool));
  return exitCode(outcome);
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

async function requestOf(options: PluginOptions): Promise<DeployRequest> {
  await loadParser();
  const { path, layout: name, proof, to, resume, settings } = options;
  const config = name === undefined ? {} : { layout: name };
  const project = await openProject({ cwd: process.cwd(), paths: path === undefined ? [] : [path], config });
  if (project.only !== undefined || project.layout.name === 'plain') {
    throw new Failure('bad-input', 'Single files can not be applied: they have no history.', {
      help: 'Name the migrations directory.',
    });
  }
  return {
    layout: project.layout,
    ...project.layout.read(project.files, project.root),
    settings,
    ...(proof === undefined ? {} : { proof: await readProofFile(proof) }),
    ...(to === undefined ? {} : { to }),
    ...(resume === undefined ? {} : { resume }),
  };
}

function portsOf({ databaseUrl, databaseSecret, caFile }: PluginOptions): DeployPorts {
  const { connect } = targetConnection({
    ...(databaseUrl === undefined ? {} : { url: databaseUrl }),
    ...(databaseSecret === undefined ? {} : { secret: databaseSecret }),
    ...(caFile === undefined ? {} : { caFile }),
    settings: process.env,
  });
  return {
    connect,
    clock: systemClock,
    signal: signalOfProcess(),
    onEvent(event) {
      const line = eventLine(event, text);
      if (line !== undefined) process.stdout.write(`${line}\n`);
    },
  };
}

/** Ctrl-C, or CodeBuild stopping the build: cancel and roll back. A second signal ends the process at once. */
function signalOfProcess(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

async function write(file: string | undefined, content: () => string): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, content()).catch((thrown: unknown) => {
    throw new Failure('bad-input', `The report ${file} can't be written: ${messageOf(thrown)}.`, {
      help: 'Name a file in a directory that exists. What was applied stays applied.',
    });
  });
}

function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new Failure('internal', `A defect in Lockgate: ${stack}`);
}

process.exitCode = await main();
