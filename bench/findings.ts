// What the rules find in a project's history when each migration is judged alone, as in its own pull request; and what squawk finds there.
import { parseArgs } from 'node:util';
import { activeRules } from '../src/lint/active-rules.ts';
import { scriptFindings } from '../src/lint/files.ts';
import type { LocatedFinding } from '../src/lint/finding.ts';
import { lint } from '../src/lint/run.ts';
import type { Preset } from '../src/model/finding.ts';
import type { Migration } from '../src/model/migration.ts';
import { rules } from '../src/rules/index.ts';
import { type Fate, type Judged, judged, materializedViews, runHistory } from './measured.ts';
import { readDirectory } from './migrations.ts';
import { oursFor, type SquawkFinding, squawkFindings } from './squawk.ts';
import { shortName, table } from './table.ts';

const { values, positionals: directories } = parseArgs({
  options: {
    layout: { type: 'string' },
    'server-version': { type: 'string', default: '16' },
    preset: { type: 'string', default: 'recommended' },
    list: { type: 'boolean', default: false },
    measure: { type: 'boolean', default: false },
    squawk: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const presets: readonly Preset[] = ['recommended', 'strict', 'policy'];
const preset = presets.find((name) => name === values.preset);
if (directories.length === 0 || preset === undefined) {
  const usage = 'DIRECTORY… [--layout L] [--server-version N] [--preset P] [--list] [--measure] [--squawk]';
  console.error(`usage: node bench/findings.ts ${usage}`);
  process.exit(2);
}
const serverVersion = Number(values['server-version']);
const active = activeRules(rules, preset, {});

/** The findings of one migration, with all before it as the baseline. */
function judgeAlone(migrations: readonly Migration[], i: number): readonly LocatedFinding[] {
  const pending = migrations.slice(i, i + 1);
  return [
    ...scriptFindings(pending),
    ...lint({ baseline: migrations.slice(0, i), pending, rules: active, serverVersion }),
  ];
}

for (const path of directories) {
  const directory = await readDirectory(path, values.layout);
  const { migrations } = directory;
  const byMigration = migrations.map((_, i) => judgeAlone(migrations, i));
  const found = byMigration.flat();
  const statements = migrations.reduce((sum, { up }) => sum + up.statements.length, 0);
  console.log(`\n## ${shortName(path)}: ${migrations.length} migrations, ${statements} statements in up scripts\n`);
  console.log(table(['rule', 'severity', 'findings'], countRows(found)));
  if (values.list) console.log(`\n${found.map(line).join('\n')}`);
  if (values.measure) {
    const run = await runHistory(directory, serverVersion);
    const views = materializedViews(migrations);
    const fates = migrations.flatMap((migration, i) => judged(byMigration[i] ?? [], migration, run, views));
    console.log(
      `\nWhat PostgreSQL ${run.server.version} did when ${run.traces.length} of them ran, on what was there before each:\n`,
    );
    console.log(table(['rule', 'confirmed', 'refuted', 'not shown', 'seen, not read'], fateRows(fates)));
    if (values.list) console.log(`\n${fates.map(({ fate, item }) => `${fate}\t${line(item)}`).join('\n')}`);
  }
  if (!values.squawk) continue;
  const theirs = squawkFindings(path, migrations, serverVersion);
  console.log(
    '\nBeside squawk, which is given one file at a time and knows no earlier ones. Statements with a finding:\n',
  );
  console.log(table(['squawk', 'Lockgate', 'both', 'only Lockgate', 'only squawk'], comparedRows(found, theirs)));
  if (values.list) console.log(`\n${listCompared(found, theirs).join('\n')}`);
}

function fateRows(fates: readonly Judged[]): readonly string[][] {
  const names = [...new Set(fates.map(({ item }) => item.finding.rule))].sort();
  const rows = [...names.map((name) => [name, fates.filter(({ item }) => item.finding.rule === name)] as const)];
  return [...rows, ['all', fates] as const].map(([name, group]) => {
    const count = (fate: Fate): string => String(group.filter((one) => one.fate === fate).length);
    return [name, count('confirmed'), count('refuted'), count('nothing'), count('unseen')];
  });
}

function countRows(found: readonly LocatedFinding[]): readonly string[][] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const names = found.flatMap(({ finding }) => (finding.severity === severity ? [finding.rule] : []));
    const count = (name: string): string => String(names.filter((other) => other === name).length);
    const rows = [...new Set(names)].sort().map((name) => [name, severity, count(name)]);
    return [...rows, ['all', severity, String(names.length)]];
  });
}

function line({ finding: { rule, severity, place, message } }: LocatedFinding): string {
  return `${severity}\t${rule}\t${place.path}:${place.line}\t${message.replace(/\s+/g, ' ')}`;
}

/** Which statements of up scripts a kind of hazard was found in, by us and by squawk. */
interface Compared {
  readonly squawk: string;
  readonly ours: readonly string[];
  readonly ourStatements: ReadonlySet<string>;
  readonly theirStatements: ReadonlySet<string>;
}

function compare(found: readonly LocatedFinding[], theirs: readonly SquawkFinding[]): readonly Compared[] {
  const up = found.filter(({ direction }) => direction === 'up');
  const names = [...new Set(theirs.map(({ rule }) => rule))].sort();
  const counterparts = new Set(names.flatMap(oursFor));
  const without = [...new Set(up.map(({ finding }) => finding.rule))].filter((rule) => !counterparts.has(rule)).sort();
  const entry = (squawk: string, ours: readonly string[]): Compared => ({
    squawk,
    ours,
    ourStatements: new Set(up.filter(({ finding }) => ours.includes(finding.rule)).map(ourStatement)),
    theirStatements: new Set(theirs.filter(({ rule }) => rule === squawk).map(theirStatement)),
  });
  return [...names.map((name) => entry(name, oursFor(name))), ...without.map((rule) => entry('–', [rule]))];
}

function ourStatement({ finding, statement }: LocatedFinding): string {
  return `${finding.place.path}#${statement?.index ?? 'file'}`;
}

function theirStatement({ path, statement }: SquawkFinding): string {
  return `${path}#${statement}`;
}

function comparedRows(found: readonly LocatedFinding[], theirs: readonly SquawkFinding[]): readonly string[][] {
  return compare(found, theirs).map(({ squawk, ours, ourStatements, theirStatements }) => {
    const both = [...ourStatements].filter((statement) => theirStatements.has(statement)).length;
    const only = [ourStatements.size - both, theirStatements.size - both];
    return [squawk, ours.join(', '), ...[both, ...only].map(String)];
  });
}

/** What only one of both finds, a line each. */
function listCompared(found: readonly LocatedFinding[], theirs: readonly SquawkFinding[]): readonly string[] {
  return compare(found, theirs).flatMap(({ squawk, ours, ourStatements, theirStatements }) => [
    ...found
      .filter((item) => item.direction === 'up' && ours.includes(item.finding.rule))
      .filter((item) => !theirStatements.has(ourStatement(item)))
      .map((item) => `only lockgate\t${line(item)}`),
    ...theirs
      .filter((item) => item.rule === squawk && !ourStatements.has(theirStatement(item)))
      .map(({ rule, path, line, message }) => `only squawk\t${rule}\t${path}:${line}\t${message.replace(/\s+/g, ' ')}`),
  ]);
}
