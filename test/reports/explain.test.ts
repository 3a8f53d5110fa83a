// The records of rules and notices as people read them: complete, in 80 columns, with lists that stay lists.
import { existsSync } from 'node:fs';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/model/finding.ts';
import { explainRule } from '../../src/reports/explain.ts';
import { ruleIndex, rulePage } from '../../src/reports/rule-pages.ts';
import { documented, scripts } from '../../src/reports/rule-record.ts';
import { wrapped } from '../../src/reports/terminal.ts';

const root = new URL('../../', import.meta.url);
const style = pc.createColors(false);
const records = documented().map((rule) => [rule.id, rule] as const);

function explained(id: string): string {
  return explainRule(id, { style, width: 80 }) ?? `there is no ${id}`;
}

describe.each(records)('%s', (id, rule) => {
  it('names sources that can be opened', () => {
    const { sources } = rule;
    expect(new Set(sources).size).toBe(sources.length);
    for (const source of sources) {
      if (source.startsWith('docs/')) expect(existsSync(new URL(source, root)), source).toBe(true);
      else expect(URL.canParse(source) && source, source).toMatch(/^https:\/\/[\w.-]+\/\S*$/);
    }
  });

  it('says what, why and what instead, in sentences and in steps that count up', () => {
    expect(rule.title).toMatch(/^[^\n]{20,120}\.$/);
    expect(rule.why).toMatch(/\.$/);
    if (rule.fineWhen !== undefined) expect(rule.fineWhen).toMatch(/\.$/);
    const numbers = [...rule.instead.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(numbers.length).not.toBe(1);
  });

  it('fits into 80 columns, but for SQL and addresses', () => {
    const text = explained(id);
    const sql = 'example' in rule ? scripts(rule.example).flatMap(([, script]) => script.split('\n')) : [];
    const wide = text.split('\n').filter((line) => line.length > 80 && /\S\s+\S/.test(line.trim()));
    expect(wide.map((line) => line.trim()).filter((line) => !sql.some((one) => one.trim() === line))).toEqual([]);
    expect(text).not.toMatch(/undefined|\[object|```/);
  });

  it('has a page that says the same', () => {
    const page = rulePage(rule);
    for (const part of [rule.title, rule.why, rule.instead, rule.fineWhen ?? '']) expect(page).toContain(part);
    expect(page).not.toMatch(/undefined|\[object/);
    expect(page.match(/^```/gm)?.length ?? 0).toSatisfy((fences: number) => fences % 2 === 0);
  });
});

it('says which locks stop what, in a terminal and on a page', () => {
  const text = explained('index-not-concurrent');
  expect(text).toContain('Takes `ShareLock`. The index is built while it is held.');
  expect(text).toMatch(/^ {2}Reads {11}go on {2}SELECT$/m);
  expect(text).toMatch(/^ {2}Writes {10}wait {3}INSERT, UPDATE, DELETE, MERGE$/m);
  const page = rulePage(documented().find(({ id }) => id === 'drop-column') as Rule);
  expect(page).toContain('| Reads | **wait** | SELECT |');
  expect(explained('add-json-column')).not.toContain('What it blocks');
});

it('shows how to ignore what can be ignored', () => {
  expect(explained('drop-column')).toContain('-- lockgate: ignore drop-column -- why');
  expect(explained('migration-fails')).not.toContain('Ignore it');
  expect(explained('ignore-unused')).not.toContain('Ignore it');
});

it('links pages of ours from a page, and says their path in a terminal', () => {
  const rule = documented().find(({ id }) => id === 'set-not-null-scan') as Rule;
  expect(rulePage(rule)).toContain('- [docs/conformance.md](../conformance.md)');
  expect(rulePage(rule)).toContain('- <https://www.postgresql.org/docs/current/sql-altertable.html>');
  expect(explained('set-not-null-scan')).toMatch(/^ {2}docs\/conformance\.md$/m);
});

it('lists each of them once, under its category, those of everybody first', () => {
  const index = ruleIndex();
  const listed = [...index.matchAll(/^\| \[([^\]]+)\]\(\1\.md\)/gm)].map(([, id]) => id);
  expect([...listed].sort()).toEqual(records.map(([id]) => id));
  const chapters = index.split(/^## /m).slice(1);
  for (const chapter of chapters) {
    const category = chapter.slice(0, chapter.indexOf('\n'));
    const rows = [...chapter.matchAll(/^\| \[([^\]]+)\]\S+ \| (\w+) \|/gm)];
    for (const [, id] of rows) expect(records.find(([other]) => other === id)?.[1].category).toBe(category);
    const order = rows.map(([, , preset]) => ['recommended', 'strict', 'policy'].indexOf(preset ?? ''));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
});

it('wraps the items of a list below their text, and keeps code spans whole', () => {
  expect(wrapped('1. one two three four five six\n\n- seven eight nine ten eleven', 22, '  ')).toBe(
    '  1. one two three\n     four five six\n\n  - seven eight nine\n    ten eleven',
  );
  expect(wrapped('say `-- not in two` but below', 22, '')).toBe('say `-- not in two`\nbut below');
  expect(wrapped('say `what is longer than a whole line` then', 22, '')).toBe(
    'say `what is longer\nthan a whole line`\nthen',
  );
  expect(wrapped(`${'`'.repeat(4001)} ${'x `'.repeat(4001)}`, 22, '').length).toBeGreaterThan(8000);
});
