// Reports on files and names that want to give orders to a runner of workflows: it obeys `::command::` at the start of a line, and `##[command]` anywhere.
import { expect, it } from 'vitest';
import { lintMigrations } from '../../src/check.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { Layout } from '../../src/model/layout.ts';
import type { SourceFile } from '../../src/model/migration.ts';
import { eventLine } from '../../src/reports/apply-text.ts';
import { type Format, formatReport, formats } from '../../src/reports/index.ts';
import { printable, printableLine, wrapped } from '../../src/reports/terminal.ts';
import { loadParser } from '../../src/sql/script.ts';

/** As the runner trims and looks. */
const orders = (text: string): string[] =>
  text.split(/[\r\n\u0085\u2028\u2029]/).filter((line) => line.trimStart().startsWith('::') || line.includes('##['));

const names = ['a\n::error::idx', 'a\r::error::b', 'a\u2028::error::c', 'a ::error::d', '##[error]e', '::error::f'];

async function report(format: Format, width = 80): Promise<string> {
  await loadParser();
  const sql = names.flatMap((name) => [
    `CREATE INDEX "${name}" ON "${name}" ("${name}");`,
    `ALTER TABLE "${name}"."${name}" ALTER "${name}" TYPE "${name}", ADD CHECK ("${name}" > 0), DROP COLUMN "${name}";`,
    `ALTER TABLE "${name}" ADD FOREIGN KEY ("${name}") REFERENCES "${name}"; DROP TYPE "${name}" CASCADE;`,
    `SELECT\n::error::${name};`,
    '-- lockgate: ignore x\u2028::error::y',
    `-- lockgate: ignore drop-column -- ##[error]reason\nALTER TABLE t DROP COLUMN "${name}";`,
  ]);
  const bytes = new TextEncoder().encode(sql.join('\n'));
  const files: readonly SourceFile[] = [
    { path: 'm/V1__a.sql', bytes },
    { path: 'm/V3__x\n::error::pwn [x].sql', bytes },
    { path: 'm/x\n::error::misnamed.sql', bytes },
  ];
  const input = { layout: layoutNamed('flyway') as Layout, top: '', root: 'm', files, config: { preset: 'policy' } };
  const made = await lintMigrations({ ...input, config: { preset: 'policy' }, toolVersion: '1', today: '2026-11-21' });
  return formatReport(made, format, { colors: false, width });
}

it.each(formats)('%s gives none', async (format) => {
  const text = await report(format);
  expect(text.length).toBeGreaterThan(5000);
  expect(orders(text)).toEqual([]);
});

it.each([41, 60, 77, 100])('nor does the wrapping at %i columns', async (width) => {
  expect(orders(await report('text', width))).toEqual([]);
});

it('JSON says the names as they are', async () => {
  const { findings } = JSON.parse(await report('json')) as { findings: { path: string; message: string }[] };
  expect(findings.some(({ path }) => path === 'm/V3__x\n::error::pwn [x].sql')).toBe(true);
  expect(findings.some(({ message }) => message.includes('##[error]e'))).toBe(true);
});

it('a name and a message stay on their line; what Lockgate writes keeps its lines', () => {
  expect(printableLine('a\n::b\r\u2028c')).toBe('a\\u000a::b\\u000d\\u2028c');
  expect(printable('one\n  two\n\t::three ##[four]')).toBe('one\n  two\n\t\\u003a:three #\\u0023[four]');
  expect(wrapped('what a ::error::b is', 20, '')).toBe('what a ::error::b is');
  expect(orders(wrapped('what it is called is ::error::b', 21, ''))).toEqual([]);
});

it('nor do the lines of a deployment', () => {
  const event = { kind: 'connected', database: 'a\n::error::b', user: 'c', server: '##[error]d' } as const;
  const line = eventLine(event as never, { colors: false });
  expect(line).toContain('::error::b');
  expect(orders(line ?? '')).toEqual([]);
});
