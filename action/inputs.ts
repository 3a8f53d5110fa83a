// The action's inputs, read and checked: all problems at once, each with its name, its value and what is allowed.
import type { Config, FailOn } from '../src/config.ts';
import { Failure } from '../src/failure.ts';
import { layouts } from '../src/layouts/index.ts';
import { minutesExpected, readMinutes } from '../src/timeout-minutes.ts';

const commands = ['check', 'lint', 'deploy'] as const;
const dialects = ['postgresql'] as const;
const configSources = ['base', 'head'] as const;
const severities = ['error', 'warning', 'never'] as const satisfies readonly FailOn[];

export interface ActionInputs {
  readonly command: (typeof commands)[number];
  /** None = what the configuration or the usual places say. */
  readonly paths: readonly string[];
  /** What was given wins over the same names in the configuration file. */
  readonly settings: Pick<
    Config,
    'layout' | 'dialect' | 'server-version' | 'fail-on' | 'history-table' | 'default-schema' | 'timeout-minutes'
  >;
  readonly databaseUrl: string | undefined;
  readonly proof: string | undefined;
  /** Undefined: nothing is posted. */
  readonly token: string | undefined;
  readonly configFile: string | undefined;
  /** A snapshot of production. */
  readonly catalog: string | undefined;
  /** Whose configuration holds for a pull request. */
  readonly configFrom: (typeof configSources)[number];
}

/** `getInput` answers with the input's text, `''` when it was left out (as `@actions/core` does). Throws one Failure for all problems. */
export function readInputs(getInput: (name: string) => string): ActionInputs {
  const problems: string[] = [];
  const text = (name: string): string | undefined => getInput(name).trim() || undefined;
  const oneOf = <T extends string>(name: string, allowed: readonly T[]): T | undefined => {
    const value = text(name);
    const found = allowed.find((one) => one === value);
    if (value !== undefined && found === undefined)
      problems.push(`${name}: ${shown(value)}; ${listed(allowed)} is allowed.`);
    return found;
  };

  const command = oneOf('command', commands) ?? 'check';
  const layout = oneOf(
    'layout',
    layouts.map(({ name }) => name),
  );
  const dialect = oneOf('dialect', dialects);
  const failOn = oneOf('fail-on', severities);
  const configFrom = oneOf('config-from', configSources) ?? 'base';
  const version = majorVersion(text('server-version'), problems);
  const historyTable = text('history-table');
  const defaultSchema = text('default-schema');
  const minutes = timeoutMinutes(text('timeout-minutes'), problems);
  const databaseUrl = postgresUrl(text('database-url'), command, problems);
  if (problems.length > 0) {
    throw new Failure('bad-input', `These inputs can't be used:\n${problems.map((one) => `  ${one}`).join('\n')}`, {
      help: 'Correct them in the workflow, under `with:` of this step.',
    });
  }
  return {
    command,
    paths: getInput('path')
      .split('\n')
      .map((path) => path.trim())
      .filter((path) => path !== ''),
    settings: {
      ...(layout === undefined ? {} : { layout }),
      ...(dialect === undefined ? {} : { dialect }),
      ...(version === undefined ? {} : { 'server-version': version }),
      ...(failOn === undefined ? {} : { 'fail-on': failOn }),
      ...(historyTable === undefined ? {} : { 'history-table': historyTable }),
      ...(defaultSchema === undefined ? {} : { 'default-schema': defaultSchema }),
      ...(minutes === undefined ? {} : { 'timeout-minutes': minutes }),
    },
    databaseUrl,
    proof: text('proof'),
    token: text('token'),
    configFile: text('config'),
    catalog: text('catalog'),
    configFrom,
  };
}

function majorVersion(value: string | undefined, problems: string[]): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{2}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= 10 && number <= 30) return number;
  problems.push(`server-version: ${shown(value)}; a major version from 10 on, such as 16, is allowed.`);
  return undefined;
}

function timeoutMinutes(value: string | undefined, problems: string[]): number | undefined {
  if (value === undefined) return undefined;
  const minutes = readMinutes(value);
  if (minutes === undefined) problems.push(`timeout-minutes: ${shown(value)}; ${minutesExpected}.`);
  return minutes;
}

/** The value is never shown: it may hold a password. */
function postgresUrl(
  value: string | undefined,
  command: ActionInputs['command'],
  problems: string[],
): string | undefined {
  if (value === undefined) {
    if (command === 'deploy')
      problems.push('database-url: nothing; `deploy` needs the database to change, as postgres://…');
    return undefined;
  }
  if (/^postgres(?:ql)?:\/\/\S+$/.test(value) && URL.canParse(value)) return value;
  problems.push(
    'database-url: a value that is no URL of PostgreSQL; postgres://user:password@host:5432/database is allowed.',
  );
  return undefined;
}

function shown(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}

function listed(allowed: readonly string[]): string {
  return allowed.length === 1 ? `only ${allowed[0]}` : `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`;
}
