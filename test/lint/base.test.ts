// What a pull request does to migrations that its base has.
import { describe, expect, it } from 'vitest';
import { layouts } from '../../src/layouts/index.ts';
import { compareWithBase } from '../../src/lint/base.ts';
import type { Layout, LayoutReading } from '../../src/model/layout.ts';
import { layoutOf } from '../apply/deployment.ts';
import '../sql/reading.ts';

type Files = Readonly<Record<string, string>>;

function reading(layout: Layout, files: Files): LayoutReading {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return layout.read(
    Object.entries(files).map(([path, text]) => ({ path: `m/${path}`, bytes: bytes(text) })),
    'm',
  );
}

function compare(base: Files, head: Files, layout: Layout = layoutOf('flyway')) {
  const compared = compareWithBase(reading(layout, base), reading(layout, head), layout);
  return {
    baseline: compared.baseline.map((migration) => migration.up.text),
    pending: compared.pending.map((migration) => migration.up.path),
    findings: compared.findings.map(({ finding }) => [
      finding.rule,
      finding.severity,
      finding.place.path,
      finding.place.line,
    ]),
    messages: compared.findings.map(({ finding }) => finding.message),
    keys: compared.findings.map(({ finding }) => finding.key),
  };
}

const base: Files = { 'V1__a.sql': 'select 1;\n', 'V2__b.sql': 'select 2;\nselect 22;\n' };

describe('a migration', () => {
  it('that is new is pending, behind those of the base', () => {
    expect(compare(base, { ...base, 'V3__c.sql': 'select 3' })).toMatchObject({
      baseline: ['select 1;\n', 'select 2;\nselect 22;\n'],
      pending: ['m/V3__c.sql'],
      findings: [],
    });
  });
  it('that was edited is a finding at the first changed line, and the base keeps its bytes', () => {
    const compared = compare(base, { ...base, 'V2__b.sql': 'select 2;\nselect 23;\n' });
    expect(compared.pending).toEqual([]);
    expect(compared.baseline).toContain('select 2;\nselect 22;\n');
    expect(compared.findings).toEqual([['applied-file-edited', 'error', 'm/V2__b.sql', 2]]);
  });
  it('that was edited in its blanks only is edited', () => {
    expect(compare(base, { ...base, 'V1__a.sql': 'select 1;\r\n' }).findings).toEqual([
      ['applied-file-edited', 'error', 'm/V1__a.sql', 2],
    ]);
  });
  it('that was edited keeps the key of its finding when the change moves', () => {
    const one = compare(base, { ...base, 'V2__b.sql': 'select 2;\nselect 23;\n' });
    const other = compare(base, { ...base, 'V2__b.sql': '-- new\nselect 2;\nselect 23;\n' });
    expect(one.keys).toEqual(other.keys);
  });
  it('that was deleted is a finding', () => {
    const compared = compare(base, { 'V2__b.sql': base['V2__b.sql'] as string });
    expect(compared).toMatchObject({ pending: [], findings: [['applied-file-removed', 'error', 'm/V1__a.sql', 1]] });
    expect(compared.messages[0]).toContain('was deleted');
  });
  it('that was renamed is a finding at its new place, and nothing new', () => {
    const compared = compare(base, {
      'V1__a.sql': base['V1__a.sql'] as string,
      'V3__b.sql': base['V2__b.sql'] as string,
    });
    expect(compared).toMatchObject({ pending: [], findings: [['applied-file-removed', 'error', 'm/V3__b.sql', 1]] });
    expect(compared.messages[0]).toContain('renamed to m/V3__b.sql');
  });
  it('that was renamed and copied too is new once', () => {
    const text = base['V2__b.sql'] as string;
    const compared = compare(base, { 'V1__a.sql': base['V1__a.sql'] as string, 'V3__b.sql': text, 'V4__b.sql': text });
    expect(compared.pending).toEqual(['m/V4__b.sql']);
    expect(compared.findings).toHaveLength(1);
  });
  it('whose settings file was changed runs in another way, and its text is the same', () => {
    const compared = compare(base, { ...base, 'V1__a.sql.conf': 'executeInTransaction=false' });
    expect(compared).toMatchObject({ pending: [], findings: [['applied-file-edited', 'warning', 'm/V1__a.sql', 1]] });
    expect(compared.messages[0]).toContain('settings file');
  });
});

describe('a name that the tool keeps', () => {
  const [one, two] = [base['V1__a.sql'] as string, base['V2__b.sql'] as string];
  // What Flyway's validate says of a database that ran the base.
  it.each([
    ['V1__other.sql', true],
    ['V1__A.sql', true],
    ['V1__a_.sql', true],
    ['V1.sql', true],
    ['V01__other.sql', true],
    ['V01__a.sql', false],
    ['V1.0__a.sql', false],
    ['sub/V1__a.sql', false],
    ['V1__a.SQL', false],
  ])('%s for V1__a.sql: %s', (path, isFound) => {
    const compared = compare(base, { [path]: one, 'V2__b.sql': two });
    expect(compared.pending).toEqual([]);
    expect(compared.findings).toEqual(isFound ? [['applied-file-renamed', 'error', `m/${path}`, 1]] : []);
  });
  it('is told beside an edit, which is another mistake', () => {
    const compared = compare(base, { 'V1__x.sql': 'select 9', 'V2__b.sql': two });
    expect(compared.findings.map(([rule]) => rule)).toEqual(['applied-file-edited', 'applied-file-renamed']);
  });
  it('is found in the files under a baseline, too', () => {
    const squashed = { ...base, 'B2__all.sql': 'select 3' };
    const compared = compare(squashed, { 'V1__x.sql': one, 'V2__b.sql': two, 'B2__z.sql': 'select 3' });
    expect(compared.findings.map(([rule, , path]) => [rule, path])).toEqual([['applied-file-renamed', 'm/V1__x.sql']]);
  });
  it.each([
    ['diesel', { '1_a/up.sql': one }, { '1_b/up.sql': one }],
    ['golang-migrate', { '1_a.up.sql': one }, { '1_b.up.sql': one }],
    ['golang-migrate', { '1_a.up.sql': one }, { '0001_a.up.sql': one }],
  ] as const)('%s keeps none', (layout, before, after) => {
    expect(compare(before, after, layoutOf(layout))).toMatchObject({ pending: [], findings: [] });
  });
  it('is all that a repeatable migration is known by', () => {
    const compared = compare({ ...base, 'R__v.sql': 'select 7' }, { ...base, 'R__w.sql': 'select 7' });
    expect(compared).toMatchObject({ pending: [], findings: [['applied-file-removed', 'error', 'm/R__w.sql', 1]] });
  });
  it('decides how a migration runs: V that became R', () => {
    const compared = compare(base, { 'V1__a.sql': one, 'R__b.sql': two });
    expect(compared.findings).toEqual([['applied-file-removed', 'error', 'm/R__b.sql', 1]]);
  });
});

describe('a baseline migration', () => {
  const all = 'select 1;\nselect 2;';
  it('beside the files it stands for takes none of them away', () => {
    const compared = compare(base, { ...base, 'B2__all.sql': all });
    expect(compared).toMatchObject({ pending: [], findings: [] });
  });
  it('that comes with its newest version leaves that one to run', () => {
    const compared = compare(base, { ...base, 'V3__c.sql': 'select 3', 'B3__all.sql': all });
    expect(compared).toMatchObject({ pending: ['m/V3__c.sql'], findings: [] });
  });
  it('that cannot be read is a finding, though it does not run here', () => {
    const compared = compare(base, { ...base, 'B2__all.sql': 'CREATE TABLE (' });
    expect(compared.findings).toMatchObject([['syntax-error', 'error', 'm/B2__all.sql', 1]]);
  });
  it('in the place of files takes them away', () => {
    const compared = compare(base, { 'B2__all.sql': all });
    expect(compared.findings.map(([rule, , path]) => [rule, path])).toEqual([
      ['applied-file-removed', 'm/V1__a.sql'],
      ['applied-file-removed', 'm/V2__b.sql'],
    ]);
  });
  it('runs where there is no past', () => {
    expect(compare({}, { ...base, 'B2__all.sql': all, 'V3__c.sql': 'select 3' }).pending).toEqual([
      'm/B2__all.sql',
      'm/V3__c.sql',
    ]);
  });
});

describe('a repeatable migration', () => {
  const repeatable = { ...base, 'R__v.sql': 'create or replace view v as select 1' };
  it('that was edited runs again', () => {
    expect(compare(repeatable, { ...repeatable, 'R__v.sql': 'create or replace view v as select 2' })).toMatchObject({
      pending: ['m/R__v.sql'],
      findings: [],
    });
  });
  it('that is the same does not', () => {
    expect(compare(repeatable, repeatable)).toMatchObject({ pending: [], findings: [] });
  });
  it('is never late', () => {
    expect(compare(repeatable, { ...repeatable, 'R__a.sql': 'select 1' })).toMatchObject({
      pending: ['m/R__a.sql'],
      findings: [],
    });
  });
});

describe('a new version lower than one of the base', () => {
  const names: Readonly<Record<string, (version: number) => string>> = {
    flyway: (version) => `V${version}__x.sql`,
    diesel: (version) => `${version}_x/up.sql`,
    'golang-migrate': (version) => `${version}_x.up.sql`,
  };
  it.each(layouts.filter((layout) => layout.name in names).map((layout) => [layout.name, layout] as const))(
    '%s',
    (name, layout) => {
      const file = names[name] as (version: number) => string;
      const compared = compare(
        { [file(2)]: 'select 2' },
        { [file(2)]: 'select 2', [file(1)]: 'select 1', [file(3)]: 'select 3' },
        layout,
      );
      expect(compared.pending).toEqual([`m/${file(1)}`, `m/${file(3)}`]);
      expect(compared.findings).toEqual([
        ['history-not-linear', layout.lateVersion === 'runs' ? 'warning' : 'error', `m/${file(1)}`, 1],
      ]);
      const word = { runs: 'runs it late', refused: 'refuses to run', skipped: 'silently skips' }[layout.lateVersion];
      expect(compared.messages[0]).toContain(word);
    },
  );
});
