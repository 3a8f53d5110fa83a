// Outcomes as text, JSON and JUnit XML, with hostile names and messages.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, expect, it } from 'vitest';
import type { Migration } from '../../src/model/migration.ts';
import type { Outcome } from '../../src/model/plan.ts';
import { outcomeJson, planJson } from '../../src/reports/apply-json.ts';
import { outcomeJunit } from '../../src/reports/apply-junit.ts';
import { eventLine, outcomeText, planText } from '../../src/reports/apply-text.ts';
import { loadParser } from '../../src/sql/script.ts';
import { request } from '../apply/deployment.ts';

const hostile = 'V2__<b>&"\u001b[31m.sql';
let migrations: readonly Migration[];
let stopped: Outcome;
const tool = { name: 'lockgate', version: '1.2.3' } as const;

beforeAll(async () => {
  await loadParser();
  ({ migrations } = request('flyway', {
    'V1__a.sql': 'SELECT 1;',
    [hostile]: "SELECT '\u001b[2J',\n  2;",
    'V3__c.sql': 'SELECT 3;',
  }));
  const [first, second] = migrations as [Migration, Migration];
  stopped = {
    kind: 'stopped',
    done: [{ migration: first, ms: 1234.4, statements: 1 }],
    reason: {
      migration: second,
      statement: second.up.statements[0] ?? null,
      sqlstate: '22012',
      message: 'division by zero \u0000\u0008\ud800 ]]> <script>\nnext line',
      help: 'Run again & look.',
    },
  };
});

it('writes JUnit XML that parses, one case for each migration', () => {
  const xml = outcomeJunit(stopped, migrations);
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/);
  const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml);
  const { testcase, ...suite } = parsed.testsuites.testsuite;
  expect(suite).toMatchObject({ tests: '3', failures: '1', skipped: '1', time: '1.234' });
  expect(
    testcase.map((one: Record<string, unknown>) => [one.name, one.time, 'failure' in one, 'skipped' in one]),
  ).toEqual([
    ['m/V1__a.sql', '1.234', false, false],
    ['m/V2__<b>&"?[31m.sql', '0.000', true, false],
    ['m/V3__c.sql', '0.000', false, true],
  ]);
  expect(testcase[1].failure.message).toBe('division by zero ??? ]]> <script>');
});

it('writes a failure for each conflict, and an empty suite when there was nothing to do', () => {
  const conflict: Outcome = {
    kind: 'conflict',
    conflicts: [
      { migration: '1', path: 'm/V1__a.sql', message: 'changed', help: 'put it back' },
      { migration: '', path: null, message: 'blocked', help: 'mend it' },
    ],
  };
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const suite = parser.parse(outcomeJunit(conflict, [])).testsuites.testsuite;
  expect(suite.testcase.map((one: Record<string, unknown>) => one.name)).toEqual(['m/V1__a.sql', 'the whole set']);
  expect(parser.parse(outcomeJunit({ kind: 'nothing', applied: 4 }, [])).testsuites.testsuite).toMatchObject({
    tests: '0',
  });
});

it('writes the outcome and the plan as JSON', () => {
  const outcome = JSON.parse(outcomeJson(stopped, migrations, tool));
  expect(outcome).toMatchObject({
    schema: 1,
    outcome: 'stopped',
    applied: [{ id: '1', path: 'm/V1__a.sql', ms: 1234, statements: 1 }],
    pending: [{ id: '2' }, { id: '3' }],
    reason: { migration: { id: '2' }, statement: { index: 0, line: 1 }, sqlstate: '22012' },
  });
  const steps = migrations.map((migration) => ({ migration, done: [] }));
  expect(JSON.parse(planJson({ kind: 'ready', steps, notes: [] }, tool))).toMatchObject({
    plan: 'ready',
    steps: [{ statements: 1 }, {}, {}],
  });
});

it('shows hostile text harmlessly, each event on one line', () => {
  const [, migration] = migrations as [Migration, Migration];
  const [statement] = migration.up.statements;
  if (statement === undefined) throw new Error('no statement');
  const place = { migration, number: 2, total: 3, statement, of: 1 };
  expect(eventLine({ kind: 'statement-done', ms: 12.4, ...place }, { colors: false })).toBe(
    "[2/3] V2__<b>&\"\\u001b[31m.sql  statement 1/1  SELECT '\\u001b[2J', 2  12 ms",
  );
  const message = eventLine(
    { kind: 'server-message', severity: 'NOTICE', message: 'a\n::error::b\u001b[0m' },
    { colors: false },
  );
  expect(message).toBe('NOTICE: a ::error::b\\u001b[0m');
  const text = outcomeText(stopped, { colors: false });
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  expect(
    planText(
      { kind: 'conflict', conflicts: [{ migration: '', path: null, message: 'no', help: 'do' }] },
      { colors: false },
    ),
  ).toBe('Not applied, nothing was changed: 1 conflict.\n  the whole set: no\n    do\n');
});

it('colours only when asked', () => {
  expect(outcomeText({ kind: 'applied', done: [] }, { colors: true })).toContain('\u001b[32m');
});
