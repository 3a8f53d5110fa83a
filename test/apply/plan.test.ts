// The plan as a table: what is pending, and every kind of conflict, all told at once.
import { beforeAll, describe, expect, it } from 'vitest';
import { type JournalEntry, textDigest } from '../../src/apply/journal.ts';
import { type PlanInput, planOf } from '../../src/apply/plan.ts';
import { proofOf } from '../../src/apply/proof.ts';
import type { AppliedMigration } from '../../src/model/layout.ts';
import type { LayoutName } from '../../src/model/migration.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Proof } from '../../src/model/proof.ts';
import { loadParser } from '../../src/sql/script.ts';
import { request } from './deployment.ts';

beforeAll(() => loadParser());

type Files = Readonly<Record<string, string>>;

function plan(
  name: LayoutName,
  files: Files,
  applied: readonly AppliedMigration[],
  more: Partial<PlanInput> = {},
): Plan {
  return planOf({ ...request(name, files), applied, journal: [], ...more });
}

/** As the history has it when all these files were applied as they are. */
function history(name: LayoutName, files: Files): readonly AppliedMigration[] {
  return request(name, files).migrations.map(({ id, version, checksum }) => ({
    id,
    version,
    checksum,
    succeeded: true,
  }));
}

function proved(name: LayoutName, files: Files, more: Partial<Proof> = {}): Proof {
  const { migrations, layout } = request(name, files);
  const proof = proofOf(
    {
      tool: { name: 'lockgate', version: '1.2.3' },
      layout: layout.name,
      migrations: migrations.map((migration) => ({ migration, new: true })),
      verdict: { outcome: 'pass', reasons: [] },
    },
    {
      server: { number: 180000, version: '18.0' },
      traces: [],
      leftovers: [],
      relations: [],
      roundTrips: [],
      schemaBefore: 'a',
      schemaAfter: 'b',
    },
  );
  return { ...proof, ...more };
}

const messages = (made: Plan): readonly string[] =>
  made.kind === 'conflict' ? made.conflicts.map(({ path, message }) => `${path}: ${message}`) : [made.kind];
const pending = (made: Plan): readonly string[] =>
  made.kind === 'ready' ? made.steps.map(({ migration }) => migration.id) : messages(made);

const two = { 'V1__a.sql': 'SELECT 1;', 'V2__b.sql': 'SELECT 2;' };

describe('what is pending', () => {
  it('is all on an empty history, and the rest on a begun one', () => {
    expect(pending(plan('flyway', two, []))).toEqual(['1', '2']);
    expect(pending(plan('flyway', two, history('flyway', { 'V1__a.sql': 'SELECT 1;' })))).toEqual(['2']);
    expect(plan('flyway', two, history('flyway', two))).toEqual({ kind: 'nothing', applied: 2, notes: [] });
  });

  it('ends at the version asked for', () => {
    expect(pending(plan('flyway', { ...two, 'R__r.sql': 'SELECT 3;' }, [], { to: '1' }))).toEqual(['1']);
    expect(messages(plan('flyway', two, [], { to: '7' }))[0]).toContain('No migration here has the version 7');
  });

  it('has a repeatable again when its checksum changed', () => {
    const before = { ...two, 'R__r.sql': 'SELECT 3;' };
    const [repeatable] = request('flyway', before).migrations.filter(({ kind }) => kind === 'repeatable');
    expect(pending(plan('flyway', before, history('flyway', before)))).toEqual(['nothing']);
    expect(pending(plan('flyway', { ...two, 'R__r.sql': 'SELECT 4;' }, history('flyway', before)))).toEqual([
      repeatable?.id,
    ]);
  });

  it('runs a late version where the tool does', () => {
    const files = { '1_a/up.sql': 'SELECT 1;', '2_b/up.sql': 'SELECT 2;' };
    expect(pending(plan('diesel', files, history('diesel', { '2_b/up.sql': 'SELECT 2;' })))).toEqual(['1']);
  });
});

describe('conflicts', () => {
  it('of the history are all told at once', () => {
    const applied: readonly AppliedMigration[] = [
      { id: '1', version: '1', checksum: '77', succeeded: true },
      { id: '3', version: '3', checksum: null, succeeded: true },
      { id: '4', version: '4', checksum: null, succeeded: false },
    ];
    const found = messages(plan('flyway', { ...two, 'V4__d.sql': 'SELECT 4;' }, applied));
    expect(found).toEqual([
      expect.stringMatching(
        /^m\/V1__a\.sql: Version 1 was changed after it was applied: the history has checksum 77, the file has -?\d+\.$/,
      ),
      expect.stringContaining('null: Version 3 is in the history of this database, but its file is gone'),
      expect.stringContaining('m/V4__d.sql: Version 4 is marked as failed'),
      expect.stringContaining('m/V2__b.sql: Version 2 came in after version 4 was applied: flyway refuses it'),
    ]);
  });

  it('of a version that the tool would skip in silence', () => {
    const files = { '1_a.up.sql': 'SELECT 1;', '2_b.up.sql': 'SELECT 2;' };
    expect(messages(plan('golang-migrate', files, history('golang-migrate', { '2_b.up.sql': 'SELECT 2;' })))).toEqual([
      expect.stringContaining(
        'm/1_a.up.sql: Version 1 came in after version 2 was applied: golang-migrate would skip it in silence',
      ),
    ]);
  });

  it.each([
    ['a syntax error', 'SELEC 1;', "Line 1: PostgreSQL can't read this statement"],
    ['a psql command', '\\i other.sql\n', 'is a command of psql'],
    ['an endless transaction', 'BEGIN; SELECT 1;', 'begins a transaction that it never commits'],
  ])('of a script with %s', (_what, sql, message) => {
    expect(messages(plan('golang-migrate', { '1_a.up.sql': sql }, []))).toContainEqual(
      expect.stringContaining(message),
    );
  });

  it('of two files with one version', () => {
    expect(messages(plan('flyway', { 'V1__a.sql': 'SELECT 1;', 'V1__b.sql': 'SELECT 1;' }, []))[0]).toMatch(
      /V1__[ab]\.sql/,
    );
  });

  it('do not come from problems of what is applied already', () => {
    const broken = { 'V1__a.sql': 'SELEC 1;', 'V2__b.sql': 'SELECT 2;' };
    expect(pending(plan('flyway', broken, history('flyway', { 'V1__a.sql': 'SELEC 1;' })))).toEqual(['2']);
  });
});

describe('a proof', () => {
  it('lets pass what it holds with the same bytes', () => {
    expect(pending(plan('flyway', two, [], { proof: proved('flyway', two) }))).toEqual(['1', '2']);
    const more = proved('flyway', { ...two, 'V3__c.sql': 'SELECT 3;' });
    expect(pending(plan('flyway', two, [], { proof: more }))).toEqual(['1', '2']);
  });

  it('refuses what was not proved and what has other bytes, each with its path', () => {
    const proof = proved('flyway', { 'V1__a.sql': 'SELECT 1; ' });
    expect(messages(plan('flyway', two, [], { proof }))).toEqual([
      expect.stringMatching(
        /^m\/V1__a\.sql: Its bytes are not those that were proved: the proof has sha256:[0-9a-f]{64}, here it is sha256:/,
      ),
      'm/V2__b.sql: It was not proved: the proof does not hold it.',
    ]);
  });

  it('does not ask about what is applied already', () => {
    const proof = proved('flyway', { 'V2__b.sql': 'SELECT 2;' });
    expect(pending(plan('flyway', two, history('flyway', { 'V1__a.sql': 'SELECT 1;' }), { proof }))).toEqual(['2']);
  });

  it('refuses all when the check blocked, or the layout is another', () => {
    const blocked = proved('flyway', two, {
      verdict: { outcome: 'block', reasons: [{ message: 'No.', path: null, line: null }] },
    });
    expect(messages(plan('flyway', two, [], { proof: blocked }))).toEqual([
      'null: The check that wrote this proof blocked these migrations: No.',
    ]);
    expect(messages(plan('flyway', two, [], { proof: proved('flyway', two, { layout: 'diesel' }) }))).toEqual([
      'null: The proof is for migrations of diesel, and this directory is read as flyway.',
    ]);
  });

  it('refuses when a migration that ran before is missing here', () => {
    const proof = proved('flyway', { ...two, 'V3__c.sql': 'SELECT 3;' });
    const files = { 'V1__a.sql': 'SELECT 1;', 'V3__c.sql': 'SELECT 3;' };
    expect(messages(plan('flyway', files, [], { proof }))).toEqual([
      expect.stringContaining('m/V2__b.sql: The proof ran this migration before'),
    ]);
  });
});

describe('a half-done migration', () => {
  const files = { '1_a.up.sql': 'VACUUM; CALL p(); VACUUM;' };
  const script = { '1_a.up.sql': 'BEGIN; SELECT 1; COMMIT; CALL p(); VACUUM;' };
  const entry = (from: Files, statement: number, state: JournalEntry['state']): JournalEntry => {
    const found = request('golang-migrate', from).migrations[0]?.up.statements[statement];
    return {
      migration: '1',
      direction: 'up',
      statement,
      state,
      textDigest: found === undefined ? 'sha256:none' : textDigest(found),
    };
  };

  it('goes on behind what is done, and notes it', () => {
    const journal = [0, 1, 2].map((index) => entry(script, index, 'done'));
    const dirty = [{ id: '1', version: '1', checksum: null, succeeded: false }];
    expect(plan('golang-migrate', script, dirty, { journal })).toMatchObject({
      kind: 'ready',
      steps: [{ done: [0, 1, 2] }],
      notes: [expect.stringContaining('3 statements have run already')],
    });
  });

  it('looks up a statement that can be settled, and asks about another', () => {
    expect(plan('golang-migrate', files, [], { journal: [entry(files, 0, 'begun')] })).toMatchObject({
      steps: [{ inDoubt: 0 }],
    });
    const journal = [entry(files, 0, 'done'), entry(files, 1, 'begun')];
    expect(messages(plan('golang-migrate', files, [], { journal }))[0]).toContain('Its statement 2 (line 1) was begun');
    expect(plan('golang-migrate', files, [], { journal, resume: 'skip' })).toMatchObject({ steps: [{ done: [0, 1] }] });
    expect(plan('golang-migrate', files, [], { journal, resume: 'retry' })).toMatchObject({
      steps: [{ done: [0], inDoubt: 1 }],
    });
  });

  it('may have its failed statement corrected, but not one that has run', () => {
    expect(
      plan('golang-migrate', { '1_a.up.sql': 'VACUUM; SELECT 1; VACUUM;' }, [], {
        journal: [entry(files, 0, 'done'), entry(files, 1, 'failed')],
      }),
    ).toMatchObject({ kind: 'ready', steps: [{ done: [0] }] });
    expect(
      messages(
        plan('golang-migrate', { '1_a.up.sql': 'ANALYZE; SELECT 1;' }, [], { journal: [entry(files, 0, 'done')] }),
      )[0],
    ).toContain('statement 1, which has run, is not the one');
  });
});
