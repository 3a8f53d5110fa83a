// What the plugin was told: flags first, then LOCKGATE_* variables. All problems are told at once.
import { parseArgs } from 'node:util';
import { type ApplySettings, defaultSettings, type Resume } from '../src/deploy.ts';
import { Failure } from '../src/failure.ts';
import { nearestName } from '../src/nearest-name.ts';
import { oneLine } from '../src/one-line.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface PluginOptions {
  readonly command: 'apply' | 'plan' | 'status' | 'baseline';
  readonly path: string | undefined;
  readonly layout: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databaseSecret: string | undefined;
  readonly caFile: string | undefined;
  readonly proof: string | undefined;
  readonly to: string | undefined;
  readonly resume: Resume | undefined;
  readonly historyTable: string | undefined;
  readonly defaultSchema: string | undefined;
  /** Of `baseline`: the newest version that counts as applied. */
  readonly version: string | undefined;
  readonly dryRun: boolean;
  readonly junit: string | undefined;
  readonly json: string | undefined;
  readonly settings: ApplySettings;
}

/** Flag names; the variable of `lock-timeout` is LOCKGATE_LOCK_TIMEOUT. The path is an argument, and LOCKGATE_PATH. */
const valueFlags = [
  'layout',
  'database-url',
  'database-secret',
  'ca-file',
  'proof',
  'to',
  'resume',
  'history-table',
  'default-schema',
  'lock-timeout',
  'statement-timeout',
  'lock-wait',
  'tries',
  'junit',
  'json',
] as const;

type ValueFlag = (typeof valueFlags)[number];

export const usage = `Usage: lockgate-codebuild apply|plan|status|baseline [PATH] [flags]
       lockgate apply|plan|status|baseline … is the same

Each flag can be set as a variable too; the flag wins.

  PATH                      the migrations directory          LOCKGATE_PATH
  --layout NAME             flyway, diesel, golang-migrate    LOCKGATE_LAYOUT
  --database-url URL        the writer        LOCKGATE_DATABASE_URL, or PGHOST …
  --database-secret ID      in Secrets Manager      LOCKGATE_DATABASE_SECRET
  --ca-file FILE            authorities, PEM        LOCKGATE_CA_FILE
  --proof FILE              apply only what was proved        LOCKGATE_PROOF
  --to VERSION              stop after this version           LOCKGATE_TO
  --resume retry|skip|restart  of a half-done migration       LOCKGATE_RESUME
  --history-table NAME      the tool's table, if renamed      LOCKGATE_HISTORY_TABLE
  --default-schema NAME     the tool's default schema         LOCKGATE_DEFAULT_SCHEMA
  --version VERSION         baseline: the newest version that counts as applied
  --lock-timeout TIME       of a statement, 5s      LOCKGATE_LOCK_TIMEOUT
  --statement-timeout TIME  of a statement, 15min   LOCKGATE_STATEMENT_TIMEOUT
  --lock-wait TIME          for another deployer, 60s         LOCKGATE_LOCK_WAIT
  --tries N                 when a lock can't be had, 5       LOCKGATE_TRIES
  --junit FILE              report for CodeBuild              LOCKGATE_JUNIT
  --json FILE               the outcome for machines          LOCKGATE_JSON
  --dry-run                 show the plan, run nothing

Examples:
  $ lockgate-codebuild plan db/migration --database-url "$DATABASE_URL"
  $ lockgate-codebuild apply db/migration --proof lockgate-proof.json
  $ lockgate-codebuild baseline db/migration --version 42 --dry-run

Exit codes: 0 applied or nothing to do, 1 stopped, in conflict or refused,
2 could not run.
`;

/** Throws one Failure that lists everything that is wrong. */
export function readOptions(args: readonly string[], environment: Environment): PluginOptions {
  const problems: string[] = [];
  const { values, positionals } = parseFlags(args, problems);
  const [command = '', path, ...more] = positionals;
  if (!isCommand(command))
    problems.push(`the command is apply, plan, status or baseline${command === '' ? '' : `, not "${command}"`}`);
  if (more.length > 0) problems.push(`one directory is expected, not ${more.length + 1}`);
  checkVariables(environment, problems);
  const value = (flag: ValueFlag): string | undefined => {
    const flagged = values[flag];
    return typeof flagged === 'string' ? flagged : environment[variableOf(flag)];
  };
  const settings = settingsFrom(value, problems);
  const resume = value('resume');
  if (resume !== undefined && !isResume(resume)) problems.push('--resume is retry, skip or restart');
  const version = typeof values.version === 'string' ? values.version : undefined;
  if (command === 'baseline' && version === undefined)
    problems.push('--version names what a baseline counts as applied');
  if (command !== 'baseline' && version !== undefined)
    problems.push('--version is of the command baseline; --to stops an apply');
  if (problems.length > 0) {
    const listed = problems.map((problem) => `\n  - ${oneLine(problem)}`).join('');
    throw new Failure('bad-input', `The plugin can't run as it was called:${listed}`, { help: usage });
  }
  return {
    command: command as PluginOptions['command'],
    path: path ?? environment.LOCKGATE_PATH,
    layout: value('layout'),
    databaseUrl: value('database-url'),
    databaseSecret: value('database-secret'),
    caFile: value('ca-file'),
    proof: value('proof'),
    to: value('to'),
    resume: resume as PluginOptions['resume'],
    historyTable: value('history-table'),
    defaultSchema: value('default-schema'),
    version,
    dryRun: values['dry-run'] === true,
    junit: value('junit'),
    json: value('json'),
    settings,
  };
}

function parseFlags(
  args: readonly string[],
  problems: string[],
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  const strings = Object.fromEntries(valueFlags.map((flag) => [flag, { type: 'string' as const }]));
  // Not among the variables: LOCKGATE_VERSION may say which Lockgate to install.
  const options = { ...strings, version: { type: 'string' as const }, 'dry-run': { type: 'boolean' as const } };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const given: Readonly<Record<string, unknown>> = values;
    for (const [flag, value] of Object.entries(given)) if (value === '') problems.push(`--${flag} is empty`);
    return { values, positionals };
  } catch (thrown) {
    problems.push(thrown instanceof Error ? thrown.message : String(thrown));
    return { values: {}, positionals: args.filter((arg) => !arg.startsWith('-')).slice(0, 2) };
  }
}

function variableOf(flag: string): string {
  return `LOCKGATE_${flag.toUpperCase().replaceAll('-', '_')}`;
}

/** A misspelt LOCKGATE_PROOF, or one that came out empty, must not mean "apply without proof". Other names may be the user's own. */
function checkVariables(environment: Environment, problems: string[]): void {
  const known = new Set([...valueFlags.map(variableOf), 'LOCKGATE_PATH']);
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('LOCKGATE_')) continue;
    const meant = known.has(name) ? undefined : nearestName(name, known);
    if (meant !== undefined) problems.push(`${name} is not a variable of Lockgate; ${meant} is`);
    else if (known.has(name) && value === '') problems.push(`${name} is set, but empty: give it a value or remove it`);
  }
}

function settingsFrom(value: (flag: ValueFlag) => string | undefined, problems: string[]): ApplySettings {
  const time = (flag: ValueFlag, otherwise: number): number => {
    const text = value(flag);
    if (text === undefined) return otherwise;
    const ms = milliseconds(text);
    if (ms === undefined) problems.push(`--${flag} is a time such as 500ms, 5s, 15min or 0, not "${text}"`);
    return ms ?? otherwise;
  };
  const tries = value('tries') ?? String(defaultSettings.tries);
  if (!/^[1-9]\d{0,2}$/.test(tries)) problems.push(`--tries is a number from 1, not "${tries}"`);
  return {
    ...defaultSettings,
    lockTimeoutMs: time('lock-timeout', defaultSettings.lockTimeoutMs),
    statementTimeoutMs: time('statement-timeout', defaultSettings.statementTimeoutMs),
    lockWaitMs: time('lock-wait', defaultSettings.lockWaitMs),
    tries: Number(tries),
  };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };

/** `500ms`, `5s`, `15min`, `2h`, `0`; at most 24 days, which is where PostgreSQL's own limit lies. */
function milliseconds(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,10})(ms|s|min|h)?$/.exec(text) ?? [];
  if (digits === undefined || (unit === undefined && digits !== '0')) return undefined;
  const ms = Number(digits) * (units[unit ?? 'ms'] ?? 1);
  return ms <= 2_147_483_647 ? ms : undefined;
}

function isCommand(text: string): text is PluginOptions['command'] {
  return ['apply', 'plan', 'status', 'baseline'].includes(text);
}

function isResume(text: string): text is Resume {
  return text === 'retry' || text === 'skip' || text === 'restart';
}
