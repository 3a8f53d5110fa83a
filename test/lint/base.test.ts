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
  it('with a new description but the same version is the same', () => {
    expect(
      compare(base, { 'V1__other.sql': base['V1__a.sql'] as string, 'V2__b.sql': base['V2__b.sql'] as string }).pending,
    ).toEqual([]);
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
