// Ignores: by statement, by file, by lockgate.yml; with a last day; and what is wrong with them.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { noticeFinding } from '../../src/lint/finding.ts';
import type { Seen } from '../../src/lint/ignored-paths.ts';
import { applyIgnores } from '../../src/lint/ignores.ts';
import { migrationFails } from '../../src/lint/notices.ts';
import { lint } from '../../src/lint/run.ts';
import { rules } from '../../src/rules/index.ts';
import { migration, recommended } from '../rules/linting.ts';

const knownRules = new Map(rules.map((rule) => [rule.id, {}]));
const known = { layouts: ['flyway'], rules: knownRules };

/** `rule` for a standing finding, `(rule: reason)` for a suppressed one. */
function judged(up: string, yaml = '', today = '2026-11-21'): readonly string[] {
  const pending = [migration('V1', up, 'wrapped')];
  const configured = readConfig(yaml, 'lockgate.yml', known).ignore ?? [];
  const located = lint({ baseline: [], pending, rules: recommended, serverVersion: 18 });
  return applyIgnores(located, { migrations: pending, configured, knownRules, today })
    .map(({ finding }) => (finding.suppressed === null ? finding.rule : `(${finding.rule}: ${finding.suppressed})`))
    .filter((text) => !text.includes('lock-timeout-missing'));
}

const path = migration('V1', '', 'wrapped').up.path;

describe('a last day', () => {
  const sql = '-- lockgate: ignore drop-table until 2027-01-31 -- moved to the archive\nDROP TABLE t;';
  it('holds to its end, then is a finding beside the one it ignored', () => {
    expect(judged(sql)).toEqual(['(drop-table: moved to the archive)']);
    expect(judged(sql, '', '2027-01-31')).toEqual(['(drop-table: moved to the archive)']);
    expect(judged(sql, '', '2027-02-01')).toEqual(['drop-table', 'ignore-expired']);
  });
  it.each(['tomorrow', '2027-99-99', '2027-02-30', '31.01.2027', ''])('that is no day ignores nothing: %s', (day) => {
    expect(judged(`-- lockgate: ignore drop-table until ${day} -- x\nDROP TABLE t;`)).toEqual([
      'drop-table',
      'ignore-unreadable',
    ]);
    const ignore = `ignore:\n  - { rule: drop-table, path: a, reason: b, until: '${day}' }`;
    expect(() => readConfig(ignore, 'lockgate.yml', known)).toThrow(/a date such as/);
  });
});

describe('a comment that can not be read', () => {
  it.each([
    ['ignore drop-table, drop-column -- x', 'one rule'],
    ['ignore drop-table,drop-column -- x', 'one rule'],
    ['ignore drop-table drop-column -- x', 'one rule'],
    ['ignore drop-table until 31.01.2027 -- x', '"31.01.2027" is no day'],
    ['ignore drop-table until 2027-02-30 -- x', '"2027-02-30" is no day'],
    ['ignore drop-table until 2027-01-31 because', '"2027-01-31 because" is no day'],
    ['ignore drop-table — x', 'two dashes'],
    ['ignore drop-table - x', 'two dashes'],
    ['ignore drop-table: x', 'two dashes'],
    ['ignore drop-table—x', 'two dashes'],
    ['ignroe drop-table -- x', 'did you mean ignore?'],
    ['Ignore-fiel drop-table -- x', 'did you mean ignore-file?'],
    ['disable drop-table -- x', '"disable" is no instruction'],
    ['', 'no instruction'],
    ['ignore', 'No rule is named behind ignore.'],
    ['ignore -- x', 'No rule is named behind ignore.'],
  ])('%s', (comment, said) => {
    const pending = [migration('V1', `-- lockgate: ${comment}\nSELECT 1;`, 'wrapped')];
    const found = applyIgnores([], { migrations: pending, configured: [], knownRules, today: '2026-11-21' });
    expect(found.map(({ finding }) => [finding.rule, finding.message])).toEqual([
      ['ignore-unreadable', expect.stringContaining(said)],
    ]);
  });
  it('but for the name of its rule is told the nearest one', () => {
    const pending = [migration('V1', '-- lockgate: ignore drop-tabel -- x\nSELECT 1;', 'wrapped')];
    const found = applyIgnores([], { migrations: pending, configured: [], knownRules, today: '2026-11-21' });
    expect(found[0]?.finding.message).toContain('Did you mean drop-table?');
  });
  it('needs no blanks around the dashes', () => {
    expect(judged('-- lockgate: ignore drop-table--x\nDROP TABLE t;')).toEqual(['(drop-table: x)']);
  });
});

it('in the body of a DO block ignores nothing, and is told', () => {
  const body = 'BEGIN\n  -- lockgate: ignore drop-table -- x\n  DROP TABLE t;\nEND';
  expect(judged(`DO $$${body}$$;`)).toEqual(['drop-table', 'ignore-unused']);
});

describe('what a run decided', () => {
  const pending = [migration('V1', '-- lockgate: ignore drop-table -- x\nDROP TABLE t;', 'wrapped')];
  const located = lint({ baseline: [], pending, rules: recommended, serverVersion: 18 });
  const input = { migrations: pending, configured: [], knownRules, today: '2026-11-21' };
  it('a withdrawn finding leaves its ignore used', () => {
    const refuted = located.filter(({ finding }) => finding.rule === 'drop-table');
    const others = located.filter(({ finding }) => finding.rule !== 'drop-table');
    const rules = (more: object) => applyIgnores(others, { ...input, ...more }).map(({ finding }) => finding.rule);
    expect(rules({ refuted })).not.toContain('ignore-unused');
    expect(rules({})).toContain('ignore-unused');
  });
  it('a migration that fails can not be ignored', () => {
    const failed = [migration('V1', '-- lockgate: ignore migration-fails -- x\nDROP TABLE t;', 'wrapped')];
    const [statement] = failed[0]?.up.statements ?? [];
    const item = noticeFinding(migrationFails, {
      message: 'x',
      place: { path, line: 2, column: 1, endLine: 2, endColumn: 1 },
      evidence: 'measured',
      ...(statement === undefined ? {} : { statement }),
    });
    const found = applyIgnores([item], { ...input, migrations: failed, knownRules: new Set(['migration-fails']) });
    expect(found.map(({ finding }) => [finding.rule, finding.suppressed])).toEqual([
      ['migration-fails', null],
      ['ignore-unused', null],
    ]);
  });
});

it('what only a run can find is not called unused without one', () => {
  const migrations = [migration('V1', '-- lockgate: ignore unseen-rewrite -- x\nSELECT 1;', 'wrapped')];
  const input = { migrations, configured: [], knownRules: new Set(['unseen-rewrite']), today: '2026-11-21' };
  expect(applyIgnores([], { ...input, ran: false })).toEqual([]);
  expect(applyIgnores([], { ...input, ran: true })).toHaveLength(1);
});

describe('a whole file', () => {
  it('is ignored by one comment, wherever it stands', () => {
    expect(judged('-- lockgate: ignore-file drop-table -- old tables\nDROP TABLE t;\nDROP TABLE u;')).toEqual([
      '(drop-table: old tables)',
      '(drop-table: old tables)',
    ]);
    expect(judged('DROP TABLE t;\n-- lockgate: ignore-file drop-table -- old tables')).toEqual([
      '(drop-table: old tables)',
    ]);
  });
  it('without a match is a finding', () => {
    expect(judged('-- lockgate: ignore-file drop-table -- x\nSELECT 1;')).toEqual(['ignore-unused']);
  });
});

describe('lockgate.yml', () => {
  const ignore = (glob: string, more = ''): string =>
    `ignore:\n  - rule: drop-table\n    path: '${glob}'\n    reason: agreed\n${more}`;
  it('ignores by path', () => {
    expect(judged('DROP TABLE t;', ignore(path))).toEqual(['(drop-table: agreed)']);
    expect(judged('DROP TABLE t;', ignore('**/*.sql'))).toEqual(['(drop-table: agreed)']);
    expect(judged('DROP TABLE t;', ignore('elsewhere/**'))).toEqual(['drop-table']);
  });
  it('may expire, and says so only where it would have mattered', () => {
    expect(judged('DROP TABLE t;', ignore('**', '    until: 2026-01-01\n'))).toEqual(['drop-table', 'ignore-expired']);
    expect(judged('SELECT 1;', ignore('**', '    until: 2026-01-01\n'))).toEqual([]);
  });
  it.each(['migrations', 'migrations/', './migrations', 'migr*'])('means all below a directory: %s', (directory) => {
    expect(judged('DROP TABLE t;', ignore(directory))).toEqual(['(drop-table: agreed)']);
  });
  it('tells all that is wrong with its ignores, each with its line', () => {
    const text =
      'ignore:\n  - rule: drop-tabel\n    path: "**"\n    reason: x\n  - rule: drop-table\n    path: "**"\n    until: soon\n';
    expect(() => readConfig(text, 'lockgate.yml', known)).toThrow(
      /lockgate\.yml:2: .*drop-table[\s\S]*lockgate\.yml:5: .*reason[\s\S]*lockgate\.yml:7: .*date/,
    );
  });
});

describe('an ignore of lockgate.yml that suppresses nothing', () => {
  const files = ['db/migration/V1__a.sql', 'db/migration/V2__b.sql'];
  const whole: Seen = { files, root: 'db/migration', only: true, all: true };
  function told(path: string, seen: Seen | undefined, until = ''): readonly string[] {
    const yaml = `ignore:\n  - rule: drop-table\n    path: '${path}'\n    reason: agreed\n${until}`;
    const configured = readConfig(yaml, 'lockgate.yml', known).ignore ?? [];
    const input = { migrations: [], configured, knownRules, today: '2026-11-21', ...(seen && { seen }) };
    return applyIgnores([], input).map(
      ({ finding }) => `${finding.rule} ${finding.place.path}:${finding.place.line} ${finding.message}`,
    );
  }
  it('is told with its line', () => {
    expect(told('db/migration/V1__*.sql', whole)).toEqual([
      'ignore-unused lockgate.yml:2 drop-table finds nothing in db/migration/V1__*.sql.',
    ]);
    expect(told('db/migration/V3__c.sql', whole)).toEqual([
      'ignore-unused lockgate.yml:2 There is no file at db/migration/V3__c.sql, so this ignores nothing.',
    ]);
    expect(told('V2__b.sql', whole)).toEqual([expect.stringContaining('as in db/migration/V2__b.sql.')]);
    expect(told('**', whole, '    until: 2026-01-01\n')).toEqual([expect.stringContaining('ignore-expired')]);
  });
  it('may serve migrations that are not judged now', () => {
    const part = { ...whole, all: false };
    expect(told('db/migration/V1__*.sql', part)).toEqual([]);
    expect(told('**', part, '    until: 2026-01-01\n')).toEqual([]);
    expect(told('db/migration/V3__c.sql', part)).toHaveLength(1);
    expect(told('db/migration/V3__c.sql', undefined)).toEqual([]);
  });
  it('may serve another directory', () => {
    const one = { ...whole, only: false };
    expect(told('services/b/migrations', one)).toEqual([]);
    expect(told('**/*.sql', one)).toEqual([]);
    expect(told('db/migration', one)).toHaveLength(1);
    expect(told('V2__b.sql', one)).toHaveLength(1);
  });
});
