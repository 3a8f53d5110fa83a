// Annotations stay within the ten of each level that GitHub shows.
import { describe, expect, test } from 'vitest';
import type { Severity } from '../../src/model/finding.ts';
import { annotationsOf } from '../../src/review/annotations.ts';
import { findingOn, migrationOf, reportOf } from './reports.ts';

function reportWith(severities: readonly Severity[], text?: string) {
  const migration = migrationOf('db/V1.sql', text ?? severities.map((_, i) => `SELECT ${i};\n`).join(''));
  const findings = severities.map((severity, at) => findingOn(migration, at, { rule: `rule-${at}`, severity }));
  return reportOf([migration], { findings });
}

describe('annotations', () => {
  test('come worst first, with columns on one line only', () => {
    const report = reportWith(['info', 'error', 'warning'], 'SELECT 1;\nSELECT 2;\nSELECT\n3;\n');
    expect(annotationsOf(report)).toEqual([
      expect.objectContaining({ level: 'error', startLine: 2, endLine: 2, startColumn: 1, endColumn: 8 }),
      {
        level: 'warning',
        title: 'Lockgate: rule-2',
        message: 'Something waits.',
        path: 'db/V1.sql',
        startLine: 3,
        endLine: 4,
      },
      expect.objectContaining({ level: 'notice', startLine: 1 }),
    ]);
  });

  test.each([
    [10, 10, undefined],
    [11, 10, '2 more errors'],
    [25, 10, '16 more errors'],
  ])('of %i errors are %i, the last says how many more', (errors, shown, more) => {
    const annotations = annotationsOf(reportWith([...Array<Severity>(errors).fill('error'), 'warning']));
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(shown);
    expect(annotations.filter(({ level }) => level === 'warning')).toHaveLength(1);
    const last = annotations[9];
    if (more === undefined) expect(last?.path).toBe('db/V1.sql');
    else expect(last).toMatchObject({ title: `Lockgate: ${more}` });
    if (more !== undefined) expect(last).not.toHaveProperty('path');
  });

  test('leave out what is ignored', () => {
    const migration = migrationOf('db/V1.sql', 'SELECT 1;\n');
    const findings = [findingOn(migration, 0, { rule: 'r', suppressed: 'known' })];
    expect(annotationsOf(reportOf([migration], { findings }))).toEqual([]);
  });
});
