// lockgate.yml → Config, with all problems at once and each with its line. Pure: the text is read by the front ends.
import * as v from 'valibot';
import { type ErrorCode, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import { Failure, messageOf } from './failure.ts';
import type { Preset } from './model/finding.ts';
import type { Place } from './model/place.ts';
import { nearestName } from './nearest-name.ts';
import { oneLine } from './one-line.ts';
import { globProblem } from './path-glob.ts';
import { type KnownRules, type RuleSetting, ruleSettingsSchema } from './rule-settings.ts';
import { presets } from './rules/rule.ts';
import { isDay } from './sql/ignores.ts';
import { strictMapping } from './strict-mapping.ts';
import { isMinutes, minutesExpected } from './timeout-minutes.ts';

/** What a team sets once, in the file or by flags and inputs of the same names. */
export interface Config {
  readonly path?: string;
  readonly layout?: string;
  readonly dialect?: 'postgresql';
  readonly 'server-version'?: number;
  /** The name of the history table, where the tool was given another one. */
  readonly 'history-table'?: string;
  /** The first schema of the search_path, as the tool was told it. */
  readonly 'default-schema'?: string;
  readonly 'fail-on'?: FailOn;
  /** SQL scripts, relative to the repository's root, that `check` runs on the scratch server before the migrations. */
  readonly setup?: string | readonly string[];
  /** A snapshot of production (`lockgate snapshot`), relative to the repository's root. */
  readonly catalog?: string;
  readonly preset?: Preset;
  /** Minutes that all of a proof may take. */
  readonly 'timeout-minutes'?: number;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly ignore?: readonly ConfiguredIgnore[];
}

/** An ignore for all migrations whose path matches a glob (`db/migration/V1__*.sql`). `until` is its last day; null = for ever. */
export interface ConfiguredIgnore {
  readonly rule: string;
  readonly path: string;
  readonly reason: string;
  readonly until: string | null;
  readonly place: Place;
}

/** The weakest severity that blocks. */
export type FailOn = 'error' | 'warning' | 'never';

/** What names a configuration may use. */
interface Known {
  readonly layouts: readonly string[];
  readonly rules: KnownRules;
}

/** Reads the configuration. Throws one Failure that lists every problem. */
export function readConfig(text: string, file: string, known: Known): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problems: Problem[] = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: yamlProblem(error, text),
  }));
  const lineAt = (path: readonly string[]): number => {
    const range = keyRange(document.contents, path);
    return range === undefined ? 1 : lines.linePos(range).line;
  };
  // What is behind an error of the grammar may be read as something else than was meant.
  const isReadable = document.errors.every(({ code }) => code in yamlProblems);
  const value = isReadable ? expanded(document, problems) : {};
  const checked = v.safeParse(schema(known), value);
  for (const issue of checked.issues ?? []) {
    const path = (issue.path ?? []).map((item) => String(item.key));
    problems.push({ line: lineAt(path), message: `${path.join('.') || 'the file'}: ${issue.message}` });
  }
  if (checked.success && problems.length === 0) {
    const { ignore, ...settings } = checked.output;
    const ignores = ignore?.map((one, i): ConfiguredIgnore => {
      const line = lineAt(['ignore', String(i), 'rule']);
      return { ...one, until: one.until ?? null, place: { path: file, line, column: 1, endLine: line, endColumn: 1 } };
    });
    return { ...settings, ...(ignores === undefined ? {} : { ignore: ignores }) } as Config;
  }
  const name = oneLine(file);
  const listed = problems
    .sort((a, b) => a.line - b.line)
    .map((problem) => `  ${name}:${problem.line}: ${oneLine(problem.message)}`);
  throw new Failure(
    'bad-config',
    `${name} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${listed.join('\n')}`,
    {
      help: 'Correct the lines named above; docs/configuration.md lists all settings.',
    },
  );
}

interface Problem {
  readonly line: number;
  readonly message: string;
}

/** Errors behind which the rest is read as it was meant. */
const yamlProblems: { readonly [Code in ErrorCode]?: (key: string) => string } = {
  DUPLICATE_KEY: (key) => `${key} is set a second time in this mapping`,
  MULTIPLE_DOCS: () => 'a second YAML document begins here, and only one is read: put all settings into the first',
};

/** The parser's message ends with the place and a part of the text. */
function yamlProblem({ code, pos, message }: YAMLParseError, text: string): string {
  const [key = ''] = /^(?:"[^"]*"|'[^']*'|[^\s:,{}[\]]+)/.exec(text.slice(pos[0])) ?? [];
  return yamlProblems[code]?.(key) ?? (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}

/** Aliases can make a small file huge: the parser then refuses to expand them. */
function expanded(document: { toJS(): unknown }, problems: Problem[]): unknown {
  try {
    return document.toJS() ?? {};
  } catch (thrown) {
    problems.push({ line: 1, message: messageOf(thrown) });
    return {};
  }
}

function schema(known: Known) {
  const ruleName = v.pipe(
    v.string(),
    v.check(
      (name) => known.rules.has(name),
      (issue) => `there is no rule "${String(issue.input)}"${nearest(String(issue.input), known.rules.keys())}`,
    ),
  );
  return strictMapping(
    {
      path: v.optional(v.pipe(v.string('a directory is expected'), v.nonEmpty('a directory is expected'))),
      layout: v.optional(v.picklist(known.layouts, `one of ${known.layouts.join(', ')} is expected`)),
      dialect: v.optional(v.picklist(['postgresql'], 'only postgresql can be read')),
      'server-version': v.optional(
        v.pipe(
          v.number('a number such as 16 is expected, without quotes'),
          v.integer('a major version such as 16 is expected'),
          v.minValue(10, 'PostgreSQL 10 and later'),
          v.maxValue(30, 'a major version such as 16 is expected'),
        ),
      ),
      'history-table': v.optional(identifier('a table, without a schema, is expected')),
      'default-schema': v.optional(identifier('a schema is expected')),
      'fail-on': v.optional(v.picklist(['error', 'warning', 'never'], 'one of error, warning, never is expected')),
      setup: v.optional(setupSchema),
      catalog: v.optional(v.pipe(v.string(catalogExpected), v.nonEmpty(catalogExpected))),
      'timeout-minutes': v.optional(
        v.pipe(
          v.number(minutesExpected),
          v.check((minutes) => isMinutes(minutes), minutesExpected),
        ),
      ),
      preset: v.optional(v.picklist(presets, `one of ${presets.join(', ')} is expected`)),
      rules: v.optional(ruleSettingsSchema(known.rules)),
      ignore: v.optional(v.array(ignoreSchema(ruleName), 'a list of ignores is expected')),
    },
    'a mapping of settings is expected',
    unknownSetting,
  );
}

function identifier(expected: string) {
  return v.pipe(v.string(expected), v.nonEmpty(expected), v.maxLength(63, 'names have at most 63 bytes'));
}

const catalogExpected = 'the path of a snapshot is expected';
const setupExpected = 'the path of an SQL script is expected, or a list of them';
const setupPath = v.pipe(v.string(setupExpected), v.nonEmpty(setupExpected));
const setupSchema = v.union([setupPath, v.array(setupPath, setupExpected)], setupExpected);

const dateExpected = 'a date such as 2027-01-31 is expected';

function ignoreSchema<Name extends v.GenericSchema<string>>(ruleName: Name) {
  const text = (what: string) => v.pipe(v.string(`${what} is expected`), v.trim(), v.nonEmpty(`${what} is expected`));
  return strictMapping(
    {
      rule: ruleName,
      path: v.pipe(
        text('a path or glob'),
        v.rawCheck(({ dataset, addIssue }) => {
          const problem = dataset.typed ? globProblem(dataset.value) : undefined;
          if (problem !== undefined) addIssue({ message: problem });
        }),
      ),
      reason: text('a reason'),
      until: v.optional(v.pipe(v.string(dateExpected), v.check(isDay, dateExpected))),
    },
    'rule, path and reason are expected',
    unknownSetting,
  );
}

function unknownSetting(name: string): string {
  return `there is no setting "${name}"`;
}

/** Offset of the key at a path; for a path that is not there, of the deepest key that is. */
function keyRange(contents: unknown, path: readonly string[]): number | undefined {
  let node = contents;
  let found: number | undefined;
  for (const key of path) {
    if (isSeq(node)) {
      node = node.items[Number(key)];
      if (isNode(node) && node.range) found = node.range[0];
      continue;
    }
    if (!isMap(node)) break;
    // Of keys that stand twice the last one holds.
    const pair = node.items.findLast((item) => isScalar(item.key) && String(item.key.value) === key);
    if (pair === undefined) break;
    if (isScalar(pair.key) && pair.key.range) found = pair.key.range[0];
    node = pair.value;
  }
  return found;
}

/** ` (did you mean …?)`, or nothing. */
function nearest(name: string, names: Iterable<string>): string {
  const found = nearestName(name, names);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}
