// A history of Flyway is judged as Flyway judges it: each row of the table was run with Flyway 11.8.2 (validate, migrate) on PostgreSQL 15.
import { beforeAll, describe, expect, it } from 'vitest';
import { planOf } from '../../src/apply/plan.ts';
import { flywayChecksum } from '../../src/layouts/flyway/checksum.ts';
import { flyway } from '../../src/layouts/flyway/index.ts';
import type { Row } from '../../src/model/database.ts';
import { loadParser } from '../../src/sql/script.ts';
import { sourceFiles } from './source-files.ts';

beforeAll(loadParser);

type Files = Readonly<Record<string, string>>;
type Change = Readonly<Record<string, unknown>>;

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((name) => `CREATE TABLE ${name}(i int);`) as [
  string,
  string,
  string,
  string,
];
const ABC = A + B + C;
const view = 'CREATE OR REPLACE VIEW v AS SELECT 1 AS i;';
const two: Files = { 'V1__a.sql': A, 'V2__b.sql': B };
const three: Files = { ...two, 'V3__c.sql': C };

/** The rows that Flyway writes when it applies these files one after another. */
function rowsOf(files: Files, changes: Readonly<Record<number, Change>> = {}): readonly Row[] {
  return Object.entries(files).map(([path, text], i) => {
    const [, kind, version, description = ''] = /^([VBR])([0-9.]*)(?:__(.*))?\.sql$/.exec(path) as unknown as string[];
    return {
      installed_rank: i + 1,
      version: kind === 'R' ? null : version,
      description: description.replaceAll('_', ' '),
      type: kind === 'B' ? 'SQL_BASELINE' : 'SQL',
      script: path,
      checksum: Number(flywayChecksum(text)),
      success: true,
      ...changes[i + 1],
    };
  });
}

const more = (rows: readonly Row[], ...added: readonly Change[]): readonly Row[] => [
  ...rows,
  ...added.map((row, i) => ({
    installed_rank: rows.length + i + 1,
    checksum: null,
    success: true,
    description: '',
    ...row,
  })),
];
const baselineRow = (version: string): Change => ({ version, type: 'BASELINE', description: '<< Flyway Baseline >>' });

function judged(rows: readonly Row[], files: Files): string {
  const reading = flyway.read(sourceFiles('m', files), 'm');
  const all = [...(reading.superseded ?? []), ...reading.migrations];
  const plan = planOf({ layout: flyway, ...reading, applied: flyway.history('public').parse(rows, all), journal: [] });
  if (plan.kind === 'conflict') return `refused: ${plan.conflicts.map(({ migration }) => migration).join(' ')}`;
  if (plan.kind === 'nothing') return 'nothing to do';
  return `runs ${plan.steps.map(({ migration }) => migration.id).join(' ')}`;
}

describe('rows and files', () => {
  it.each<readonly [name: string, rows: () => readonly Row[], files: Files, expected: string]>([
    ['the same', () => rowsOf(two), two, 'nothing to do'],
    ['a new version', () => rowsOf(two), three, 'runs 3'],
    ['another description', () => rowsOf(two), { 'V1__x.sql': A, 'V2__b.sql': B }, 'refused: 1'],
    ['a description in other case', () => rowsOf(two), { 'V1__A.sql': A, 'V2__b.sql': B }, 'refused: 1'],
    ['a description with a blank for _', () => rowsOf({ 'V1__a_b.sql': A }), { 'V1__a b.sql': A }, 'nothing to do'],
    ['a description with two blanks', () => rowsOf({ 'V1__a__b.sql': A }), { 'V1__a b.sql': A }, 'refused: 1'],
    ['no description', () => rowsOf({ 'V1.sql': A }), { 'V1.sql': A }, 'nothing to do'],
    ['another directory', () => rowsOf(two), { 'sub/V1__a.sql': A, 'V2__b.sql': B }, 'nothing to do'],
    ['versions in another spelling', () => rowsOf(two), { 'V01__a.sql': A, 'V2.0__b.sql': B }, 'nothing to do'],
    ['another text', () => rowsOf(two), { 'V1__a.sql': `${A}--x`, 'V2__b.sql': B }, 'refused: 1'],
    [
      'another text, no checksum',
      () => rowsOf(two, { 1: { checksum: null } }),
      { ...two, 'V1__a.sql': '--' },
      'nothing to do',
    ],
    ['a JDBC row', () => rowsOf(two, { 1: { type: 'JDBC', checksum: null } }), two, 'refused: 1'],
    ['a SPRING_JDBC row', () => rowsOf(two, { 1: { type: 'SPRING_JDBC', checksum: null } }), two, 'refused: 1'],
    ['a SCRIPT row', () => rowsOf(two, { 1: { type: 'SCRIPT' } }), two, 'refused: 1'],
    ['a row of an unknown type', () => rowsOf(two, { 2: { type: 'NOSUCH' } }), { 'V1__a.sql': A }, 'refused: 2'],
    ['a JDBC row whose file is gone', () => rowsOf(two, { 1: { type: 'JDBC' } }), { 'V2__b.sql': B }, 'refused: 1'],
    [
      'a conf file that was added',
      () => rowsOf(two),
      { ...two, 'V1__a.sql.conf': 'executeInTransaction=false' },
      'nothing to do',
    ],
    ['an older file that is gone', () => rowsOf(two), { 'V2__b.sql': B }, 'refused: 1'],
    ['the newest file gone', () => rowsOf(two), { 'V1__a.sql': A }, 'nothing to do'],
    ['the two newest files gone', () => rowsOf(three), { 'V1__a.sql': A }, 'nothing to do'],
    ['all files gone', () => rowsOf(two), {}, 'nothing to do'],
    [
      'the newest gone, a lower one new',
      () => rowsOf({ 'V1__a.sql': A, 'V5__b.sql': B }),
      { 'V1__a.sql': A, 'V3__c.sql': C },
      'refused: 3',
    ],
    [
      'the newest gone, a higher one new',
      () => rowsOf({ 'V1__a.sql': A, 'V5__b.sql': B }),
      { 'V1__a.sql': A, 'V7__c.sql': C },
      'refused: 5',
    ],
    ['a failed row', () => rowsOf(two, { 2: { success: false } }), two, 'refused: 2'],
    ['a failed row, file gone', () => rowsOf(two, { 1: { success: false } }), { 'V2__b.sql': B }, 'refused: 1'],
    [
      'the newest row failed, file gone',
      () => rowsOf(two, { 2: { success: false } }),
      { 'V1__a.sql': A },
      'nothing to do',
    ],
    [
      'two newest rows failed, files gone',
      () => rowsOf(three, { 2: { success: false }, 3: { success: false } }),
      { 'V1__a.sql': A },
      'refused: 2 3',
    ],
    [
      'a failed row after one that was not',
      () => more(rowsOf(two), { ...rowsOf(two)[1], installed_rank: 3, success: false }),
      two,
      'refused: 2',
    ],
    [
      'two rows of a version, the older one different',
      () => more(rowsOf(two, { 2: { checksum: 5 } }), { ...rowsOf(two)[1] }),
      two,
      'refused: 2',
    ],
    ['a late version', () => rowsOf({ 'V1__a.sql': A, 'V3__c.sql': C }), three, 'refused: 2'],
    [
      'a SCHEMA row',
      () => more(rowsOf(two), { installed_rank: 0, version: null, type: 'SCHEMA' }),
      two,
      'nothing to do',
    ],
  ])('%s', (_name, rows, files, expected) => {
    expect(judged(rows(), files)).toBe(expected);
  });
});

describe('a repaired history', () => {
  const deleted = (version: string | null, description: string): Change => ({ version, description, type: 'DELETE' });
  it.each<readonly [name: string, rows: () => readonly Row[], files: Files, expected: string]>([
    ['a deleted row', () => more(rowsOf(two), deleted('1', 'a')), { 'V2__b.sql': B }, 'nothing to do'],
    ['a deleted row, and the file is back', () => more(rowsOf(two), deleted('1', 'a')), two, 'refused: 1'],
    ['the newest deleted, and the file is back', () => more(rowsOf(two), deleted('2', 'b')), two, 'runs 2'],
    ['all rows deleted', () => more(rowsOf({ 'V1__a.sql': A }), deleted('1', 'a')), two, 'runs 1 2'],
    [
      'the newest deleted, a lower one new',
      () => more(rowsOf(three), deleted('3', 'c')),
      { ...two, 'V2.5__d.sql': D },
      'runs 2.5',
    ],
    [
      'all rows deleted, and a baseline file',
      () => more(rowsOf({ 'V1__a.sql': A }), deleted('1', 'a')),
      { ...two, 'B3__x.sql': A, 'V4__d.sql': D },
      'runs B:3 4',
    ],
    ['an undone row', () => more(rowsOf(two), { version: '2', description: 'b', type: 'UNDO_SQL' }), two, 'runs 2'],
    [
      'a deleted repeatable that is back',
      () => more(rowsOf({ ...two, 'R__v.sql': view }), deleted(null, 'v')),
      { ...two, 'R__v.sql': view },
      'runs R:v',
    ],
  ])('%s', (_name, rows, files, expected) => {
    expect(judged(rows(), files)).toBe(expected);
  });
});

describe('baselines', () => {
  const b3: Files = { 'B3__all.sql': ABC };
  it.each<readonly [name: string, rows: () => readonly Row[], files: Files, expected: string]>([
    ['a baseline row', () => more([], baselineRow('2')), two, 'nothing to do'],
    ['a baseline row and a newer file', () => more([], baselineRow('2')), three, 'runs 3'],
    ['a baseline row without the older files', () => more([], baselineRow('2')), { 'V3__c.sql': C }, 'runs 3'],
    [
      'a baseline row over a new older version',
      () => more([], baselineRow('2.5')),
      { ...two, 'V2.2__x.sql': C },
      'nothing to do',
    ],
    [
      'a baseline row over files that were edited',
      () => more([], baselineRow('2')),
      { 'V1__z.sql': '--', 'V2__q.sql': '--' },
      'nothing to do',
    ],
    [
      'a baseline row over applied ones',
      () => more(rowsOf(two), baselineRow('3')),
      { ...two, 'V4__d.sql': D },
      'runs 4',
    ],
    [
      'a baseline row over one whose file is gone',
      () => more(rowsOf({ 'V1__a.sql': A }), baselineRow('3')),
      { 'V4__d.sql': D },
      'refused: 1',
    ],
    [
      'a baseline row over a failed one',
      () => more(rowsOf({ 'V1__a.sql': A }, { 1: { success: false } }), baselineRow('3')),
      { 'V1__a.sql': A },
      'refused: 1',
    ],
    ['nothing applied', () => [], { ...three, ...b3 }, 'runs B:3'],
    [
      'nothing applied, two baselines',
      () => [],
      { 'B1__o.sql': A, 'V2__b.sql': B, 'V3__c.sql': C, ...b3, 'V4__d.sql': D },
      'runs B:3 4',
    ],
    [
      'only a SCHEMA row',
      () => more([], { version: null, type: 'SCHEMA' }),
      { 'V1__a.sql': A, ...b3, 'V4__d.sql': D },
      'runs B:3 4',
    ],
    [
      'only repeatables',
      () => rowsOf({ 'R__v.sql': view }),
      { 'V1__a.sql': A, 'B1__a.sql': A, 'R__v.sql': view },
      'runs B:1',
    ],
    ['a later B file beside V1, V2 and V3', () => rowsOf(three), { ...three, ...b3 }, 'nothing to do'],
    ['a later B file and a V file that is not applied', () => rowsOf(two), { ...three, ...b3 }, 'runs 3'],
    ['a later B file without a V file of its version', () => rowsOf(two), { ...two, ...b3 }, 'nothing to do'],
    ['a later B file, V files gone', () => rowsOf(three), b3, 'refused: 1 2'],
    ['a later B file, V files gone that it goes beyond', () => rowsOf(two), b3, 'refused: 1 2'],
    [
      'a later B file in the middle, V files gone',
      () => rowsOf(three),
      { 'B2__ab.sql': A + B, 'V3__c.sql': C },
      'refused: 1 2',
    ],
    [
      'a later B file, a V file edited',
      () => rowsOf(three),
      { ...three, 'V1__a.sql': '--', 'B2__ab.sql': A },
      'refused: 1',
    ],
    [
      'a later B file, a V file renamed',
      () => rowsOf({ 'V1__a.sql': A, 'V3__c.sql': C }),
      { 'V1__a.sql': A, 'V3__q.sql': C, 'B5__x.sql': A },
      'refused: 3',
    ],
    [
      'a later B file, the newest V file gone',
      () => rowsOf({ 'V1__a.sql': A, 'V3__c.sql': C }),
      { 'V1__a.sql': A, 'B5__x.sql': A },
      'refused: 3',
    ],
    ['a B file that ran', () => rowsOf(b3), { ...three, ...b3 }, 'nothing to do'],
    ['a B file that ran, edited', () => rowsOf(b3), { 'B3__all.sql': '--' }, 'nothing to do'],
    ['a B file that ran, renamed', () => rowsOf(b3), { 'B3__z.sql': ABC }, 'nothing to do'],
    ['a B file that ran, gone', () => rowsOf(b3), { 'V4__d.sql': D }, 'refused: B:3'],
    ['a B file that ran, V files edited', () => rowsOf(b3), { 'V1__q.sql': '--', ...b3 }, 'nothing to do'],
    [
      'a B file that ran, a newer one added',
      () => rowsOf(b3),
      { ...b3, 'V4__d.sql': D, 'V5__e.sql': 'SELECT 1', 'B5__all.sql': ABC },
      'runs 4 5',
    ],
    [
      'a B file that ran, replaced by a newer one',
      () => rowsOf(b3),
      { 'V4__d.sql': D, 'B5__all.sql': ABC },
      'refused: B:3',
    ],
    ['a B file that ran, replaced by V files', () => rowsOf(b3), three, 'nothing to do'],
    ['a B file that failed', () => rowsOf(b3, { 1: { success: false } }), b3, 'refused: B:3'],
    ['a V file that became B', () => rowsOf(two), { 'V1__a.sql': A, 'B2__b.sql': B }, 'nothing to do'],
    ['baseline 1, then B3', () => more([], baselineRow('1')), { ...two, ...b3, 'V4__d.sql': D }, 'runs 2 4'],
  ])('%s', (_name, rows, files, expected) => {
    expect(judged(rows(), files)).toBe(expected);
  });
});

describe('repeatables', () => {
  const withView: Files = { ...two, 'R__v.sql': view };
  it.each<readonly [name: string, rows: () => readonly Row[], files: Files, expected: string]>([
    ['edited', () => rowsOf(withView), { ...two, 'R__v.sql': `${view}--` }, 'runs R:v'],
    [
      'edited back',
      () => more(rowsOf(withView), { version: null, description: 'v', type: 'SQL', checksum: 1 }),
      withView,
      'runs R:v',
    ],
    ['gone', () => rowsOf(withView), two, 'refused: R:v'],
    ['renamed', () => rowsOf(withView), { ...two, 'R__w.sql': view }, 'refused: R:v'],
    ['renamed in its case', () => rowsOf(withView), { ...two, 'R__V.sql': view }, 'refused: R:v'],
    ['moved', () => rowsOf(withView), { ...two, 'sub/R__v.sql': view }, 'nothing to do'],
    ['of another type', () => rowsOf(withView, { 3: { type: 'JDBC' } }), withView, 'refused: R:v'],
    ['failed', () => rowsOf(withView, { 3: { success: false } }), withView, 'refused: R:v'],
    ['made of a V file', () => rowsOf(two), { 'V1__a.sql': A, 'R__b.sql': B }, 'runs R:b'],
    ['pending beside a newer history', () => rowsOf(two), { 'V1__a.sql': A, 'R__v.sql': view }, 'runs R:v'],
  ])('%s', (_name, rows, files, expected) => {
    expect(judged(rows(), files)).toBe(expected);
  });
});
