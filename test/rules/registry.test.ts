// Every rule is complete, stands in the file of its name, and its own examples show it.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/model/finding.ts';
import { rules } from '../../src/rules/index.ts';
import { finding, findings, located, migration, type Sql } from './linting.ts';

const directory = new URL('../../src/rules/', import.meta.url);
const files = readdirSync(directory).filter((name) => name.endsWith('.ts') && !['index.ts', 'rule.ts'].includes(name));

/** An example as its directory would be; on the newest server unless it says otherwise. */
function example(rule: Rule, which: 'bad' | 'good', serverVersion: number): Sql & { readonly up: string } {
  const { setup, earlier = [], transaction, layout, down } = rule.example;
  return {
    setup,
    earlier,
    ...(layout === undefined ? {} : { layout }),
    ...(down?.[which] === undefined ? {} : { down: down[which] }),
    up: rule.example[which],
    transaction: transaction?.[which] ?? 'wrapped',
    serverVersion,
    also: { [rule.id]: rule.example.options ?? {} },
  };
}

function versions(rule: Rule): readonly number[] {
  return [15, 18].filter((version) => version >= (rule.example.minServer ?? 15));
}

describe('the list of rules', () => {
  it('holds one rule per file, under the name of its file', () => {
    expect([...rules.map((rule) => `${rule.id}.ts`)].sort()).toEqual([...files].sort());
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  it('keeps rules apart: none imports another', () => {
    for (const file of files) {
      const imports = [...readFileSync(new URL(file, directory), 'utf8').matchAll(/from '\.\/([^']+)'/g)];
      for (const [, path = ''] of imports) expect(path, file).toMatch(/^(facts\/[a-z-]+|rule)\.ts$/);
    }
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('says what, why and what instead', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(rule.title).toMatch(/^[^\n]{20,120}\.$/);
    expect(rule.why.length).toBeGreaterThan(60);
    expect(rule.instead.length).toBeGreaterThan(20);
    expect(rule.on.length).toBeGreaterThan(0);
  });

  it.each(versions(rule))('finds its bad example for PostgreSQL %i, and no other hazard', (version) => {
    const bad = example(rule, 'bad', version);
    const others = findings(bad).flatMap((found) => (found.severity === 'info' ? [] : found.rule));
    const allowed = new Set([id, 'lock-timeout-missing']);
    expect(others.filter((other) => !allowed.has(other))).toEqual([]);
    const found = finding(id, bad);
    expect(found.severity).toBe(rule.severity);
    expect(found.message).toMatch(/\.$/);
    expect(found.message).not.toMatch(/undefined|\[object/);
    expect(found.help).not.toMatch(/undefined|\[object/);
    expect(found.help.length).toBeGreaterThan(20);
    if (rule.claims !== undefined && id !== 'domain-constraint-scan') expect(found.claims.relation).not.toBeNull();
  });

  it.each(versions(rule))('leaves its good example alone for PostgreSQL %i', (version) => {
    const rest = findings(example(rule, 'good', version));
    expect(rest.map((found) => found.rule)).not.toContain(id);
    expect(rest.filter((found) => found.severity === 'error').map((found) => found.message)).toEqual([]);
  });

  it('helps with SQL that PostgreSQL can read', () => {
    const { help } = finding(id, example(rule, 'bad', 18));
    for (const [, sql = ''] of help.matchAll(/```sql\n([\s\S]*?)\n```/g)) {
      const script = migration('help', sql.replaceAll('…', '1'), 'wrapped').up;
      expect(
        script.problems.map((problem) => problem.message),
        sql,
      ).toEqual([]);
    }
  });

  it('suggests only what makes the finding go away and stays readable', () => {
    const bad = example(rule, 'bad', 18);
    const found = finding(id, bad);
    if (found.suggestion === undefined) return;
    const { start, end } = found.suggestion.span;
    const fixed = bad.up.slice(0, start.offset) + found.suggestion.replacement + bad.up.slice(end.offset);
    expect(migration('fixed', fixed, 'wrapped').up.problems).toEqual([]);
    expect(located({ ...bad, up: fixed }).map((item) => item.finding.rule)).not.toContain(id);
  });
});
