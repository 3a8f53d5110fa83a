// What `lint` and `check` share: options, configuration, the report's way out.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckInput } from '../../src/check.ts';
import type { Config } from '../../src/config.ts';
import { Failure, messageOf } from '../../src/failure.ts';
import type { Report } from '../../src/model/report.ts';
import { oneLine } from '../../src/one-line.ts';
import { type Policy, readPolicy } from '../../src/policy.ts';
import { openProject, today } from '../../src/project.ts';
import { type Format, formatReport } from '../../src/reports/index.ts';
import type { Production } from '../../src/snapshot-file.ts';
import { commitOf, repositoryOf } from '../../src/source/git.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';

export interface ReadingOptions {
  readonly layout?: string;
  readonly historyTable?: string;
  readonly defaultSchema?: string;
  readonly dialect?: 'postgresql';
  readonly serverVersion?: number;
  readonly since?: string;
  readonly failOn?: 'error' | 'warning' | 'never';
  readonly format: Format;
  readonly output?: string;
  readonly config?: string;
  readonly catalog?: string;
}

/** Reads configuration and files. Flags win over lockgate.yml. */
export async function openInput(
  terminal: Terminal,
  paths: readonly string[],
  options: ReadingOptions,
): Promise<CheckInput> {
  const policy = await policyOf(terminal.cwd, options);
  const config: Config = { ...policy.config, ...flagConfig(options) };
  const project = await openProject({
    cwd: terminal.cwd,
    paths,
    config,
    ...(options.since === undefined ? {} : { since: options.since }),
  });
  const day = today();
  const production = await productionOf(terminal.cwd, project.top, options.catalog, config.catalog, day);
  return {
    ...project,
    ...(production.snapshot === undefined ? {} : { production: production.snapshot }),
    notes: [...(project.notes ?? []), ...production.notes],
    config,
    preface: policy.preface,
    toolVersion: version(),
    today: day,
  };
}

/** A flag's path is relative to where the command runs, the configuration's to the repository. Only who has one needs the reading of it. */
async function productionOf(
  cwd: string,
  top: string,
  flag: string | undefined,
  configured: string | undefined,
  day: string,
): Promise<Production> {
  const file = flag ?? configured;
  if (file === undefined) return { snapshot: undefined, notes: [] };
  const { readProduction } = await import('../../src/snapshot-file.ts');
  return readProduction({ file, directory: flag === undefined ? top : cwd, base: undefined }, day);
}

/** The edited policy holds on a person's machine, but what `--since` shows of the edit is said. */
async function policyOf(directory: string, { config: named, since }: ReadingOptions): Promise<Policy> {
  const repository = since === undefined ? undefined : await repositoryOf(directory);
  const base =
    repository === undefined || since === undefined
      ? undefined
      : { repository, sha: await commitOf(repository, since) };
  return readPolicy({ directory, named, base, from: 'head' });
}

function flagConfig(options: ReadingOptions): Config {
  return {
    ...(options.layout === undefined ? {} : { layout: options.layout }),
    ...(options.historyTable === undefined ? {} : { 'history-table': options.historyTable }),
    ...(options.defaultSchema === undefined ? {} : { 'default-schema': options.defaultSchema }),
    ...(options.dialect === undefined ? {} : { dialect: options.dialect }),
    ...(options.serverVersion === undefined ? {} : { 'server-version': options.serverVersion }),
    ...(options.failOn === undefined ? {} : { 'fail-on': options.failOn }),
  };
}

/** How a report is written: what its text depends on besides the report. */
export interface Rendering {
  readonly format: Format;
  readonly colors: boolean;
  readonly width: number;
}

export function renderingOf(terminal: Terminal, { format, output }: ReadingOptions): Rendering {
  return { format, colors: terminal.colors && output === undefined, width: terminal.width };
}

/** A report as it is written, and what the exit code says of it. */
export interface RenderedReport {
  readonly text: string;
  readonly blocks: boolean;
  /** Nothing could be judged. */
  readonly incomplete?: true;
}

export function rendered(report: Report, { format, ...look }: Rendering): RenderedReport {
  const text = formatReport(report, format, look);
  return {
    text,
    blocks: report.verdict.outcome === 'block',
    ...(report.incomplete === undefined ? {} : { incomplete: true }),
  };
}

/** Writes the report and answers with the exit code. */
export async function deliver(
  terminal: Terminal,
  { text, blocks, incomplete }: RenderedReport,
  { output }: ReadingOptions,
): Promise<0 | 1 | 2> {
  if (output === undefined) await terminal.print(text);
  else await save(resolve(terminal.cwd, output), text);
  if (incomplete) return 2;
  return blocks ? 1 : 0;
}

export async function save(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: unknown) => {
    throw new Failure('bad-input', oneLine(`${path} can't be written: ${messageOf(error)}.`));
  });
}
