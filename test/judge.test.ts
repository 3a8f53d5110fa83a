// Findings and policy → verdict.
import { describe, expect, it } from 'vitest';
import { judge, withSeverities } from '../src/judge.ts';
import type { Finding, Severity } from '../src/model/finding.ts';

function finding(rule: string, severity: Severity, suppressed: string | null = null): Finding {
  return {
    rule,
    category: 'availability',
    severity,
    message: 'm',
    help: 'h',
    place: { path: 'm/V1.sql', line: 3, column: 1, endLine: 3, endColumn: 2 },
    evidence: 'read',
    claims: { lock: null, work: 'none', relation: null },
    key: rule,
    suppressed,
  };
}

const all: readonly Finding[] = [finding('e', 'error'), finding('w', 'warning'), finding('i', 'info')];

describe('the verdict', () => {
  it.each([
    ['error', all, 'block', ['e']],
    ['warning', all, 'block', ['e', 'w']],
    ['never', all, 'warn', ['e', 'w']],
    ['error', all.slice(1), 'warn', ['w']],
    ['warning', all.slice(1), 'block', ['w']],
    ['warning', all.slice(2), 'pass', []],
    ['error', [], 'pass', []],
    ['error', [finding('e', 'error', 'known')], 'pass', []],
    ['error', [finding('e', 'error', 'known'), finding('w', 'warning')], 'warn', ['w']],
  ] as const)('fail-on %s, %j: %s', (failOn, findings, outcome, rules) => {
    const verdict = judge(findings, failOn);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.reasons).toEqual(rules.map((rule) => ({ message: `${rule}: m`, path: 'm/V1.sql', line: 3 })));
  });
});

it('a team sets severities of its own, and switches rules off', () => {
  const changed = withSeverities(all, {
    e: { severity: 'info', options: {} },
    w: { severity: 'off', options: {} },
    i: { options: {} },
  });
  expect(changed.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['e', 'info'],
    ['i', 'info'],
  ]);
});
