// What Flyway's settings mean for Lockgate: where the history is, and what is refused because Flyway would run something else.
import type { HistoryPlace, OutsideSettings } from '../../model/layout.ts';
import type { Problem, SourceFile } from '../../model/migration.ts';
import { fileProblem } from '../file-problem.ts';
import { baseName, relativeTo } from '../paths.ts';
import { camelCase, readSettingsFile, type Setting } from './setting-files.ts';

export interface FlywaySettings {
  readonly historyAt: HistoryPlace;
  readonly problems: readonly Problem[];
}

/** `neighbours`: the nearest directory first. Flyway reads the files of one directory, its working directory. */
export function readFlywaySettings(neighbours: readonly SourceFile[], root: string): FlywaySettings {
  const problems: Problem[] = [];
  const settings: Setting[] = [];
  for (const file of filesInUse(neighbours)) {
    const read = readSettingsFile(file);
    settings.push(...read.settings);
    if (read.unreadable !== undefined) {
      const message = `Flyway's settings can't be read: ${read.unreadable.why}. What Flyway would run is unknown.`;
      problems.push(at(fileProblem('unreadable-file', file.path, message, 'Correct the file.'), read.unreadable.line));
    }
  }
  const meaning = meaningOf(settings, root);
  return { historyAt: meaning.historyAt, problems: [...problems, ...meaning.problems] };
}

/** FLYWAY_DEFAULT_SCHEMA and the like: with Flyway they win over its files. */
export function readFlywayVariables(
  variables: Readonly<Record<string, string | undefined>>,
  root: string,
): OutsideSettings {
  const settings = Object.entries(variables).flatMap(([written, value]): readonly Setting[] => {
    const name = /^FLYWAY_([A-Z][A-Z0-9_]*)$/.exec(written)?.[1];
    // The container's own, and those of placeholders, whose use is refused in the scripts.
    if (name === undefined || value === undefined || /^(?:PLACEHOLDERS_|EDITION$|HOME$|VERSION$)/.test(name)) return [];
    return [{ name: camelCase(name), value, written, path: 'the environment', line: 1 }];
  });
  const { historyAt, problems } = meaningOf(settings, root);
  return { historyAt, refused: problems.map(({ message }) => message) };
}

/** Of flyway.toml and flyway.conf those of the nearest directory, TOML alone where there is one; the framework's files also. */
function filesInUse(neighbours: readonly SourceFile[]): readonly SourceFile[] {
  const isOwn = ({ path }: SourceFile): boolean => baseName(path).startsWith('flyway.');
  const home = ({ path }: SourceFile): string => path.slice(0, -baseName(path).length).replace(/(^|\/)conf\/$/, '$1');
  const nearest = (files: readonly SourceFile[]): readonly SourceFile[] => {
    const [first] = files;
    return first === undefined ? [] : files.filter((file) => home(file) === home(first));
  };
  const own = nearest(neighbours.filter(isOwn));
  const toml = own.filter(({ path }) => path.endsWith('.toml'));
  return [...(toml.length > 0 ? toml : own), ...nearest(neighbours.filter((file) => !isOwn(file)))];
}

export function meaningOf(settings: readonly Setting[], root: string): FlywaySettings {
  const values = new Map<string, Setting>();
  const problems: Problem[] = [];
  for (const setting of settings) {
    const { name } = setting;
    const earlier = values.get(name);
    if (honoured.has(name) && earlier !== undefined && earlier.value !== setting.value) {
      problems.push(problemOf(setting, `is set to two values (\`${earlier.value}\` in ${earlier.path})`));
    }
    values.set(name, setting);
    const complaint = complaintAbout(setting, root);
    if (complaint !== undefined) problems.push(problemOf(setting, complaint));
  }
  const value = (name: string): string | undefined => nonEmpty(values.get(name)?.value);
  const table = value('table');
  const listed = list(value('schemas') ?? '');
  const schema = value('defaultSchema') ?? listed[0];
  const schemas = schema === undefined || listed.includes(schema) ? listed : [schema, ...listed];
  return {
    problems,
    historyAt: {
      ...(table === undefined ? {} : { table }),
      ...(schema === undefined ? {} : { schema, schemas }),
    },
  };
}

const honoured: ReadonlySet<string> = new Set(['table', 'defaultSchema', 'schemas']);

/** Settings that change what runs or how, by the values that leave Flyway's default as it is. */
const defaults: Readonly<Record<string, readonly string[]>> = {
  baselineMigrationPrefix: ['B'],
  baselineOnMigrate: ['false'],
  callbackLocations: [''],
  callbacks: [''],
  cherryPick: [''],
  configFiles: [''],
  createSchemas: ['true'],
  detectEncoding: ['false'],
  dryRunOutput: [''],
  encoding: ['UTF-8', 'utf-8', 'UTF8', 'utf8'],
  errorOverrides: [''],
  executeInTransaction: ['true'],
  group: ['false'],
  ignoreMigrationPatterns: ['*:future'],
  initSql: [''],
  initSqls: [''],
  jarDirs: [''],
  javaMigrationClassProvider: [''],
  migrationResolvers: [''],
  mixed: ['false'],
  outOfOrder: ['false'],
  placeholderPrefix: ['${'],
  placeholderSeparator: [':'],
  placeholderSuffix: ['}'],
  repeatableSqlMigrationPrefix: ['R'],
  resolvers: [''],
  scriptPlaceholderPrefix: ['FP__'],
  scriptPlaceholderSuffix: ['__'],
  shouldExecute: ['true'],
  skipDefaultCallbacks: ['false'],
  skipDefaultResolvers: ['false'],
  skipExecutingMigrations: ['false'],
  sqlMigrationPrefix: ['V'],
  sqlMigrationSeparator: ['__'],
  sqlMigrationSuffixes: ['.sql'],
  tablespace: [''],
  target: ['latest', ''],
  undoSqlMigrationPrefix: ['U'],
  validateOnMigrate: ['true'],
};

/** Settings that have no say in what runs; so have those of a namespace (`check.…`), but for the ones below. */
const harmless: ReadonlySet<string> = new Set(
  `active baselineDescription baselineVersion batch checkLocation cleanAtStart cleanDisabled cleanOnValidationError color communityDBSupportEnabled
   configFileEncoding connectRetries connectRetriesInterval databaseType displayName driver driverClassName email enabled environment failOnMissingLocations
   failOnMissingTarget id installedBy jdbcUrl kerberosConfigFile licenseKey lockRetryCount loggers migrateAtStart name outputLogsInJson
   outputProgress outputQueryResults outputType password placeholderReplacement powershellExecutable provisioner provisionMode repairAtStart
   reportEnabled reportFilename stream token user username validateAtStart validateMigrationNaming workingDirectory`.split(
    /\s+/,
  ),
);

/** Undefined when the setting changes nothing that Lockgate does otherwise. */
function complaintAbout({ name, value }: Setting, root: string): string | undefined {
  if (honoured.has(name)) {
    return value.includes('${') ? 'has a value that is only known when Flyway runs' : undefined;
  }
  if (name === 'locations')
    return list(value).every((one) => isRoot(one, root)) && list(value).length === 1
      ? undefined
      : `names other places than ${root === '' ? 'this directory' : root} alone`;
  if (name === 'url')
    return /[?&;](?:currentSchema|options|search_path)=/i.test(value)
      ? 'gives the session another search_path'
      : undefined;
  if (/^jdbcProperties\.(?:currentSchema|options)$/i.test(name)) return 'gives the session another search_path';
  const allowed = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
  if (allowed === undefined)
    return name.includes('.') || harmless.has(name) ? undefined : 'is not a setting that Lockgate knows';
  return allowed.includes(value.trim()) ? undefined : 'changes what Flyway runs, and Lockgate does not';
}

/** A location may be written relative to the settings, to the class path or in full: its end must be the end of the root. */
function isRoot(location: string, root: string): boolean {
  const path = location
    .replace(/^(?:filesystem|classpath):/, '')
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '');
  const whole = `/${relativeTo('', root)}`;
  return path === '' || path === '.' ? root === '' : `${whole}`.endsWith(`/${path}`) || path.endsWith(whole);
}

function problemOf({ written, value, path, line }: Setting, complaint: string): Problem {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  const message = `Flyway's setting \`${written}\` (\`${shown.replaceAll('`', "'")}\`) ${complaint}.`;
  const help =
    'Remove it, or give it the default, so that Lockgate and Flyway run the same. Lockgate honours `table`, `defaultSchema` and `schemas`.';
  return at(fileProblem('unsupported-setting', path, message, help), line);
}

function at(problem: Problem, line: number): Problem {
  return { ...problem, place: { ...problem.place, line, endLine: line } };
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function nonEmpty(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}
