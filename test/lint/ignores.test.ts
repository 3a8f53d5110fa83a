// Ignores: by statement, by file, by lockgate.yml; with a last day; and what is wrong with them.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { noticeFinding } from '../../src/lint/finding.ts';
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
  it('that is no date makes the comment unreadable, so it ignores nothing', () => {
    expect(judged('-- lockgate: ignore drop-table until tomorrow -- x\nDROP TABLE t;')).toEqual([
      'drop-table',
      'ignore-unknown-rule',
    ]);
  });
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
  it('tells all that is wrong with its ignores, each with its line', () => {
    const text =
      'ignore:\n  - rule: drop-tabel\n    path: "**"\n    reason: x\n  - rule: drop-table\n    path: "**"\n    until: soon\n';
    expect(() => readConfig(text, 'lockgate.yml', known)).toThrow(
      /lockgate\.yml:2: .*drop-table[\s\S]*lockgate\.yml:5: .*reason[\s\S]*lockgate\.yml:7: .*date/,
    );
  });
});
