// What `check` says without a server: nothing is new, or nothing could be proved.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proofOfNothing, readProof, serializeProof } from '../src/apply/proof.ts';
import { type CheckInput, prepareCheck } from '../src/check.ts';
import { Failure } from '../src/failure.ts';
import { layoutNamed } from '../src/layouts/index.ts';
import type { ScratchServer } from '../src/model/database.ts';
import { jsonOf } from '../src/reports/json.ts';
import { markdownReport } from '../src/reports/markdown.ts';
import { textReport } from '../src/reports/text.ts';
import { scratchServer } from './postgres.ts';
import './sql/reading.ts';

const broken = 'CREATE TABLE t (id int REFERENCES nowhere);';

function input(base: readonly string[], head: readonly string[]): CheckInput {
  const layout = layoutNamed('flyway');
  if (layout === undefined) throw new Error('no such layout');
  const filesOf = (texts: readonly string[]) =>
    texts.map((text, i) => ({ path: `migrations/V${i + 1}__step.sql`, bytes: new TextEncoder().encode(text) }));
  return {
    layout,
    top: '.',
    root: 'migrations',
    files: filesOf(head),
    baseFiles: filesOf(base),
    config: {},
    toolVersion: '0',
    today: '2026-11-21',
  };
}

describe('nothing new', () => {
  it('passes without a server, whatever the base is', async () => {
    const { settled } = await prepareCheck(input([broken], [broken]));
    expect(settled).toMatchObject({ command: 'check', server: null, findings: [], verdict: { outcome: 'pass' } });
    expect(settled?.incomplete).toBeUndefined();
    expect(settled?.notes.join()).toContain('Nothing is new');
  });
  it('still reports what was done to the base', async () => {
    const { settled } = await prepareCheck(input([broken], ['CREATE TABLE t (id bigint);']));
    expect(settled?.findings.map(({ rule }) => rule)).toEqual(['applied-file-edited']);
    expect(settled?.verdict.outcome).toBe('block');
  });
  it('has a proof that holds no migration', async () => {
    const { settled } = await prepareCheck(input([broken], [broken]));
    if (settled === undefined) throw new Error('a server was wanted');
    const reading = readProof(serializeProof(proofOfNothing(settled)));
    expect('proof' in reading && reading.proof.migrations).toEqual([]);
  });
  it('is not a new repeatable migration', async () => {
    const { settled } = await prepareCheck(input([broken], [broken, 'CREATE TABLE n (id int);']));
    expect(settled).toBeUndefined();
  });
});

describe('something new on a base that does not apply', () => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(18);
  });
  afterAll(() => server.stop());

  it('has what lint found, and says why nothing was proved', async () => {
    const prepared = await prepareCheck(input([broken], [broken, 'CREATE INDEX i ON t (id);']));
    const failure = await prepared.run({ server }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(failure instanceof Failure)) throw new Error('it was proved');
    expect(failure.code).toBe('base-does-not-apply');
    const report = await prepared.unproved(failure);
    expect(report.findings.map(({ rule }) => rule)).toContain('index-not-concurrent');
    expect(report.verdict.outcome).toBe('block');
    expect(jsonOf(report)).toMatchObject({
      schema: 1,
      server: null,
      incomplete: { path: 'migrations/V1__step.sql', line: 1 },
    });
    expect(textReport(report, { colors: false, width: 100 })).toMatch(
      /nothing was proved: migrations\/V1__step\.sql:1: The base does not apply[\s\S]*verdict: COULD NOT RUN\n$/,
    );
    const summary = markdownReport(report);
    expect(summary).toContain('### Lockgate: could not run');
    expect(summary).toContain('nothing was proved');
    expect(summary).not.toContain('passed');
  });
});
