// lint and check end to end: a Flyway set in a real repository, on a real PostgreSQL, down to the JSON contract.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckInput, checkMigrations, lintMigrations } from '../src/check.ts';
import type { ScratchServer } from '../src/model/database.ts';
import { openProject } from '../src/project.ts';
import { jsonReport } from '../src/reports/json.ts';
import { scratchServer } from './postgres.ts';
import './sql/reading.ts';

const text = v.string();
const number = v.pipe(v.number(), v.minValue(0));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const lock = v.strictObject({ relation: v.pipe(text, v.includes('.')), mode: v.pipe(text, v.endsWith('Lock')) });
const position = v.strictObject({ offset: number, line, column: line });
const error = v.strictObject({
  sqlstate: text,
  message: text,
  during: v.optional(text),
  detail: v.optional(text),
  offset: v.optional(number),
});

/** The contract (`schema: 1`), strictly: no key more, none less. */
const contract = v.strictObject({
  incomplete: v.optional(
    v.strictObject({ message: text, help: v.nullable(text), path: v.nullable(text), line: v.nullable(line) }),
  ),
  schema: v.literal(1),
  tool: v.strictObject({ name: v.literal('lockgate'), version: text }),
  command: v.picklist(['lint', 'check']),
  layout: text,
  server: v.nullable(v.strictObject({ version: text, number: v.optional(number) })),
  migrations: v.array(
    v.strictObject({
      id: text,
      version: text,
      name: text,
      path: text,
      kind: v.picklist(['versioned', 'repeatable', 'baseline']),
      checksum: v.nullable(text),
      digest: v.pipe(text, v.startsWith('sha256:')),
      new: v.boolean(),
    }),
  ),
  findings: v.array(
    v.strictObject({
      rule: v.pipe(text, v.regex(/^[a-z0-9-]+$/)),
      category: v.picklist(['availability', 'data-loss', 'compatibility', 'correctness', 'security', 'policy']),
      severity: v.picklist(['error', 'warning', 'info']),
      message: text,
      help: text,
      path: text,
      line,
      column: line,
      endLine: line,
      endColumn: line,
      evidence: v.picklist(['read', 'measured']),
      claims: v.strictObject({
        lock: v.nullable(v.pipe(text, v.endsWith('Lock'))),
        work: v.picklist(['rewrite', 'scan', 'index-build', 'none']),
        relation: v.nullable(text),
      }),
      key: v.pipe(text, v.regex(/^[0-9a-f]{16}(-\d+)?$/)),
      suggestion: v.nullable(
        v.strictObject({ span: v.strictObject({ start: position, end: position }), replacement: text }),
      ),
      suppressed: v.nullable(text),
    }),
  ),
  withdrawn: v.array(v.strictObject({ rule: text, path: text, line, message: text, reason: text })),
  traces: v.array(
    v.strictObject({
      migration: text,
      path: text,
      direction: v.picklist(['up', 'down']),
      statements: v.array(
        v.strictObject({
          line,
          locks: v.array(lock),
          rewrites: v.array(text),
          scans: v.array(text),
          indexBuilds: v.array(text),
          ms: number,
          error: v.nullable(error),
        }),
      ),
    }),
  ),
  roundTrips: v.array(v.looseObject({ migration: text, path: text, outcome: text })),
  verdict: v.strictObject({
    outcome: v.picklist(['pass', 'warn', 'block']),
    reasons: v.array(v.strictObject({ message: text, path: v.nullable(text), line: v.nullable(line) })),
  }),
  notes: v.array(text),
  preface: v.array(text),
});

const run = promisify(execFile);
let scratch: string;
let server: ScratchServer;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'lockgate-check-'));
  server = await scratchServer(18);
});
afterAll(async () => {
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;
const base: Files = {
  'db/V1__orders.sql': 'create table orders (id bigint primary key, amount int, note varchar(10));\n',
  'db/V2__items.sql': 'create table items (id bigint primary key, order_id bigint);\n',
};

let made = 0;
async function project(head: Files, config: CheckInput['config'] = {}): Promise<CheckInput> {
  const root = join(scratch, `p${++made}`);
  const write = async (files: Files): Promise<void> => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
  };
  await write(base);
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    ['commit', '--quiet', '-m', 'base'],
  ]) {
    await run('git', [...identity, ...args], { cwd: root });
  }
  await write(head);
  const opened = await openProject({ cwd: root, paths: ['db'], config, since: 'HEAD' });
  return { ...opened, config, toolVersion: '1.2.3', today: '2026-01-01' };
}

type Json = v.InferOutput<typeof contract>;
const parsed = (report: Parameters<typeof jsonReport>[0]): Json => v.parse(contract, JSON.parse(jsonReport(report)));
const linted = async (head: Files, config?: CheckInput['config']): Promise<Json> =>
  parsed(await lintMigrations(await project(head, config)));
const checked = async (head: Files, config?: CheckInput['config']): Promise<Json> =>
  parsed((await checkMigrations(await project(head, config), { server })).report);
const rulesOf = ({ findings }: Json): readonly string[] =>
  findings
    .filter(({ rule }) => rule !== 'lock-timeout-missing')
    .map(({ rule, path, line, evidence }) => `${rule} ${path}:${line} ${evidence}`);

const safe: Files = { 'db/V3__c.sql': "set local lock_timeout = '2s';\nalter table orders add column c int;\n" };

describe('lint', () => {
  it('judges what is new and knows the rest', async () => {
    const report = await linted({
      'db/V3__x.sql':
        'select 1;\ncreate index i on orders (amount);\ncreate table n (a int);\ncreate index j on n (a);\n',
    });
    expect(rulesOf(report)).toEqual(['index-not-concurrent db/V3__x.sql:2 read']);
    expect(report).toMatchObject({
      command: 'lint',
      layout: 'flyway',
      server: null,
      traces: [],
      verdict: { outcome: 'block' },
    });
    expect(report.migrations.map(({ path, new: isNew }) => [path, isNew])).toEqual([
      ['db/V1__orders.sql', false],
      ['db/V2__items.sql', false],
      ['db/V3__x.sql', true],
    ]);
  });
  it('blocks an edited migration and does not run it as a new one', async () => {
    const report = await linted({ 'db/V2__items.sql': 'create table items (id bigint primary key);\n' });
    expect(rulesOf(report)).toEqual(['applied-file-edited db/V2__items.sql:1 read']);
    expect(report.migrations.filter((migration) => migration.new)).toEqual([]);
    expect(report.verdict.reasons[0]).toMatchObject({ path: 'db/V2__items.sql', line: 1 });
  });
  it('never takes a syntax error for clean', async () => {
    const report = await linted({ 'db/V3__x.sql': 'select 1;\n\ncreate tabel t (a int);' });
    expect(report.findings.map(({ rule, line, column }) => [rule, line, column])).toEqual([['syntax-error', 3, 8]]);
    expect(report.verdict.outcome).toBe('block');
  });
  it('tells ten syntax errors of a file, how many more there are, and all that have an ignore of their own', async () => {
    const broken = Array.from({ length: 40 }, (_, i) => `create tabel t${i} (a int);`);
    const ignore = '-- lockgate: ignore syntax-error -- our tool replaces it';
    const report = await linted({ 'db/V3__x.sql': [...broken, ignore, 'create tabel t (a int);', ''].join('\n') });
    expect(rulesOf(report)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => `syntax-error db/V3__x.sql:${i + 1} read`),
      'syntax-error db/V3__x.sql:42 read',
    ]);
    expect(report.findings.map(({ message }) => /Nor can it read (\d+) more statements/.exec(message)?.[1])).toEqual([
      ...Array.from({ length: 9 }, () => undefined),
      '30',
      undefined,
    ]);
    expect(report.findings[10]?.suppressed).not.toBeNull();
  });
});

describe('check', () => {
  it('passes what is safe', async () => {
    const report = await checked(safe);
    expect(report).toMatchObject({ command: 'check', findings: [], verdict: { outcome: 'pass', reasons: [] } });
    expect(report.server?.version).toMatch(/^18\./);
    expect(report.traces[0]?.statements[1]?.locks).toEqual([
      { relation: 'public.orders', mode: 'AccessExclusiveLock' },
    ]);
  });
  it('confirms what it read and finds what it could not read', async () => {
    const hidden = "do $$ begin execute replace('alter table XX alter order_id type int', 'XX', 'items'); end $$;";
    const report = await checked({
      'db/V3__x.sql': `alter table orders add constraint c check (amount > 0);\n${hidden}\n`,
    });
    expect(rulesOf(report)).toEqual(
      expect.arrayContaining([
        'check-not-valid-missing db/V3__x.sql:1 measured',
        'unseen-rewrite db/V3__x.sql:2 measured',
      ]),
    );
    expect(report.verdict.outcome).toBe('block');
  });
  it('says what the server refuses, at its place', async () => {
    const report = await checked({
      'db/V3__x.sql': 'select 1;\nalter table orders\n  drop column nothing;\n',
      'db/V4__y.sql': 'select 2;\n',
    });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: 'migration-fails', path: 'db/V3__x.sql', line: 2 }),
    );
    expect(report.notes).toContainEqual(expect.stringContaining('1 migration was not run'));
    expect(report.verdict.outcome).toBe('block');
  });
  it('never passes what the server refuses at COMMIT', async () => {
    const deferred =
      'create table a (id int primary key);\ncreate table b (a int references a deferrable initially deferred);\ninsert into b values (1);\n';
    const report = await checked({ 'db/V3__x.sql': deferred });
    expect(report.findings.map(({ rule }) => rule)).toContain('migration-fails');
    expect(report.verdict.outcome).toBe('block');
  });
  it('leaves the ignore of a withdrawn finding used', async () => {
    const ignored =
      "set local lock_timeout = '2s';\n-- lockgate: ignore change-column-type -- no row changes\nalter table orders alter column note type varchar using case when true then note end;\n";
    const report = await checked({ 'db/V3__x.sql': ignored });
    expect(report.withdrawn.map(({ rule }) => rule)).toEqual(['change-column-type']);
    expect(report.findings.map(({ rule }) => rule)).not.toContain('ignore-unused');
  });
  it('follows the severities of the team', async () => {
    const head = { 'db/V3__x.sql': "set local lock_timeout = '2s';\ncreate index i on orders (amount);\n" };
    const disabled = { severity: 'off', options: {} } as const;
    expect(
      (await checked(head, { rules: { 'index-not-concurrent': { severity: 'warning', options: {} } } })).verdict
        .outcome,
    ).toBe('warn');
    const off = await checked(head, { rules: { 'index-not-concurrent': disabled, 'unseen-index-build': disabled } });
    expect(off.verdict.outcome).toBe('pass');
  });
  it('names the migration of the base that does not apply', async () => {
    const input = await project(safe);
    const broken =
      input.baseFiles?.map((file) =>
        file.path.includes('V2') ? { ...file, bytes: Buffer.from('create table orders (a int);') } : file,
      ) ?? [];
    const failed = checkMigrations({ ...input, baseFiles: broken }, { server });
    await expect(failed).rejects.toMatchObject({
      code: 'base-does-not-apply',
      message: expect.stringContaining('db/V2__items.sql stops at line 1'),
    });
  });
});
