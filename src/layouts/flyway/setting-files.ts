// The files in which Flyway, or the framework that calls it, reads its settings → settings by Flyway's own names, each with its line.
import { parse, TomlError } from 'smol-toml';
import type { SourceFile } from '../../model/migration.ts';

/** One setting, by its name without `flyway.` (`sqlMigrationPrefix`, `placeholders.x`); lists are joined by commas, as in flyway.conf. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** As it is written in the file. */
  readonly written: string;
  readonly path: string;
  readonly line: number;
}

export interface SettingsFile {
  readonly settings: readonly Setting[];
  /** Why the file can't be read, with the line. */
  readonly unreadable?: { readonly why: string; readonly line: number };
}

/** Flyway's own files first: the CLI reads flyway.toml and then no flyway.conf. */
export const settingFileNames = [
  'flyway.toml',
  'conf/flyway.toml',
  'flyway.user.toml',
  'conf/flyway.user.toml',
  'flyway.conf',
  'conf/flyway.conf',
  'application.properties',
  'application.yml',
  'application.yaml',
] as const;

/** Beside the location there may also be classes of its package. */
export function isSettingFile({ path }: SourceFile): boolean {
  return settingFileNames.some((name) => path === name || path.endsWith(`/${name}`));
}

export function readSettingsFile(file: SourceFile): SettingsFile {
  const text = new TextDecoder().decode(file.bytes).replace(/^\uFEFF/, '');
  if (file.path.endsWith('.toml')) return readToml(text, file.path);
  const pairs = /\.ya?ml$/.test(file.path) ? yamlPairs(text) : propertyPairs(text);
  const settings = pairs.flatMap(({ key, value, line }): readonly Setting[] => {
    const name = nameOf(key, file.path.endsWith('.conf'));
    return name === undefined ? [] : [{ name, value, written: key, path: file.path, line }];
  });
  return { settings };
}

/** `spring.flyway.default-schema`, `quarkus.flyway.defaultSchema`, `flyway.defaultSchema` → `defaultSchema`. */
function nameOf(key: string, isFlyways: boolean): string | undefined {
  const found = (isFlyways ? /^flyway\.(.+)$/ : /^(?:spring|quarkus)\.flyway\.(.+)$/).exec(key);
  const name = found?.[1];
  if (name === undefined) return undefined;
  return name.startsWith('placeholders.') || isFlyways ? name : camelCase(name);
}

/** `sql-migration-prefix`, `SQL_MIGRATION_PREFIX` → `sqlMigrationPrefix`. */
export function camelCase(name: string): string {
  const lower = /^[A-Z0-9_]+$/.test(name) ? name.toLowerCase() : name;
  return lower.replace(/[-_]([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase()).replace(/\[\d+\]$/, '');
}

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** `key=value` lines with `#` and `!` comments; a backslash at the end of a line joins the next. Later lines win. */
function propertyPairs(text: string): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const lines = text.split(/\r\n|\r|\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1;
    let content = (lines[i] ?? '').trim();
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(content) && i + 1 < lines.length) {
      i++;
      content = content.slice(0, -1) + (lines[i] ?? '').trim();
    }
    const match = /^([^\s=:#!][^\s=:]*)(?:\s*[=:]\s*|\s+|$)(.*)$/.exec(content);
    if (match === null) continue;
    const key = match[1] ?? '';
    const list = /^(.+)\[\d+\]$/.exec(key)?.[1];
    const earlier = list === undefined ? undefined : pairs.get(list);
    const value = earlier === undefined ? (match[2] ?? '') : `${earlier.value},${match[2] ?? ''}`;
    pairs.set(list ?? key, { key: list ?? key, value, line });
  }
  return [...pairs.values()];
}

/** The scalars and lists of block mappings, which is all that settings of Flyway need. Keys are joined by dots. */
function yamlPairs(text: string): readonly Pair[] {
  const pairs: Pair[] = [];
  const parents: { readonly indent: number; readonly key: string }[] = [];
  for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const content = raw.replace(/(?:^|\s)#.*$/, '').trimEnd();
    const indent = content.length - content.trimStart().length;
    const item = /^\s*-\s+(.*)$/.exec(content)?.[1];
    const last = pairs.at(-1);
    if (item !== undefined && last !== undefined) {
      const value = last.value === '' ? unquoted(item) : `${last.value},${unquoted(item)}`;
      pairs[pairs.length - 1] = { ...last, value };
      continue;
    }
    const match = /^\s*("[^"]*"|'[^']*'|[^\s:#'"][^:#]*?)\s*:(?:\s+(.*))?$/.exec(content);
    if (match === null) continue;
    while ((parents.at(-1)?.indent ?? -1) >= indent) parents.pop();
    parents.push({ indent, key: unquoted(match[1] ?? '') });
    const value = (match[2] ?? '').trim();
    const flow = /^\[(.*)\]$/.exec(value)?.[1];
    const read = flow === undefined ? unquoted(value) : flow.split(',').map(unquoted).join(',');
    pairs.push({ key: parents.map(({ key }) => key).join('.'), value: read, line: i + 1 });
  }
  // Mappings themselves have no value; an empty scalar is the default.
  return pairs.filter(({ value }) => value !== '');
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}

interface Table {
  readonly [key: string]: unknown;
}

function readToml(text: string, path: string): SettingsFile {
  let root: Table;
  try {
    root = parse(text) as Table;
  } catch (thrown) {
    if (!(thrown instanceof TomlError)) throw thrown;
    return { settings: [], unreadable: { why: 'it is not valid TOML', line: thrown.line } };
  }
  const lines = text.split(/\r\n|\r|\n/);
  const flyway = tableIn(root, 'flyway');
  const chosen = typeof flyway.environment === 'string' ? flyway.environment : 'default';
  const environments = tableIn(root, 'environments');
  const used = isTable(environments[chosen]) ? [chosen] : Object.keys(environments);
  const settings = pairsOf(flyway, '');
  for (const name of used) {
    const { flyway: own, ...environment } = tableIn(environments, name);
    const known = pairsOf(environment, '');
    settings.push(...(isTable(own) ? [...known, ...pairsOf(own, '')] : known));
  }
  return {
    settings: settings.map(([name, value]) => ({ name, value, written: name, path, line: lineOf(lines, name) })),
  };
}

function pairsOf(table: Table, prefix: string): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    if (isTable(value)) return pairsOf(value, `${prefix}${key}.`);
    return [[`${prefix}${key}`, Array.isArray(value) ? value.map(String).join(',') : String(value)]];
  });
}

/** Where a key is written: the library gives no places. */
function lineOf(lines: readonly string[], name: string): number {
  const key = name.slice(name.lastIndexOf('.') + 1);
  const found = lines.findIndex((line) => {
    const [, written = ''] = /^\s*([^=#]+?)\s*=/.exec(line) ?? [];
    return unquoted(written.slice(written.lastIndexOf('.') + 1)) === key;
  });
  return found + 1 || 1;
}

function tableIn(table: Table, key: string): Table {
  const value = table[key];
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
