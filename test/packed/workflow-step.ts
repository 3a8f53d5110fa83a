// Runs the packed action as the runner runs a step: its environment, its files, the defaults of action.yml.
import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Bundles } from './bundles.ts';
import { type Ended, start } from './processes.ts';
import { executedCommands, outputsOf, type RunnerCommand } from './runner.ts';

export interface Step {
  readonly workspace: string;
  readonly eventName: 'pull_request' | 'pull_request_target' | 'merge_group' | 'push' | 'workflow_dispatch';
  readonly event: unknown;
  readonly apiUrl: string;
  readonly token: string;
  /** What stands under `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each piece of the log. */
  readonly onOutput?: (text: string) => void;
  readonly onStart?: (child: ChildProcess) => Promise<void>;
}

export interface StepResult extends Ended {
  /** What the runner executes of the log. */
  readonly commands: readonly RunnerCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The JSON report; undefined when none was written. */
  // biome-ignore lint/suspicious/noExplicitAny: the contract under test, read as a user's script would
  readonly report: any;
  /** Everything a person or a later step could see. */
  readonly everything: string;
}

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
}

const manifest: Manifest = parse(await readFile(new URL('../../action.yml', import.meta.url), 'utf8'));

export async function runStep(bundles: Bundles, step: Step): Promise<StepResult> {
  const index = await bundles.alone('action');
  const runner = await bundles.directory();
  const at = (name: string) => join(runner, name);
  await mkdir(at('temp'));
  for (const name of ['output', 'summary', 'state', 'env', 'path']) await writeFile(at(name), '');
  await writeFile(at('event.json'), JSON.stringify(step.event));
  const environment = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: step.workspace,
    GITHUB_EVENT_NAME: step.eventName,
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_REPOSITORY_OWNER: 'octo',
    GITHUB_ACTOR: 'ada',
    GITHUB_API_URL: step.apiUrl,
    GITHUB_GRAPHQL_URL: `${step.apiUrl}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_STATE: at('state'),
    GITHUB_ENV: at('env'),
    GITHUB_PATH: at('path'),
    RUNNER_TEMP: at('temp'),
    RUNNER_OS: 'Linux',
    ...inputVariables(step),
    ...step.environment,
  };
  const running = start(process.execPath, [index], { cwd: step.workspace, environment });
  running.child.stdout.on('data', step.onOutput ?? (() => {}));
  const [ended] = await Promise.all([running.ended, step.onStart?.(running.child)]);
  const [output, summary] = await Promise.all([readFile(at('output'), 'utf8'), readFile(at('summary'), 'utf8')]);
  const outputs = outputsOf(output);
  const report = outputs.report === undefined ? undefined : await readFile(outputs.report, 'utf8');
  return {
    ...ended,
    commands: executedCommands(ended.out),
    outputs,
    summary,
    report: report === undefined ? undefined : JSON.parse(report),
    everything: [ended.out, ended.err, summary, output, report ?? ''].join('\n'),
  };
}

/** The runner sets a variable for each input of action.yml: what the workflow gives, else the default. */
function inputVariables({ inputs = {}, token }: Step): Record<string, string> {
  const given = Object.entries(manifest.inputs).map(([name, { default: value = '' }]) => [
    `INPUT_${name.toUpperCase()}`,
    inputs[name] ?? value.replace(/\$\{\{ github\.token \}\}/, token),
  ]);
  return Object.fromEntries(given);
}
