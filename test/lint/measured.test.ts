// What was read joined with what a server was seen doing.
import { describe, expect, it } from 'vitest';
import { joinMeasured } from '../../src/lint/measured.ts';
import type { LockMode } from '../../src/model/schema.ts';
import type { ProofRun, StatementTrace, TracedLock } from '../../src/model/trace.ts';
import { located, migration } from '../rules/linting.ts';

const nothing: Omit<StatementTrace, 'index'> = {
  line: 1,
  locks: [],
  rewrites: [],
  scans: [],
  indexBuilds: [],
  ms: 1,
  held: [],
  live: [],
  error: null,
};

function lock(mode: LockMode, relation = 'public.orders'): readonly TracedLock[] {
  return [{ relation, mode }];
}

/** One migration V2, whose statements were seen doing that. */
function joined(
  up: string,
  traces: readonly Partial<StatementTrace>[],
  down = false,
  relations: readonly string[] = ['public.orders', 'public.t'],
) {
  const statements = traces.map((trace, index) => ({ ...nothing, index, ...trace }));
  const run: ProofRun = {
    server: { number: 180_004, version: '18.4' },
    traces: [{ migration: 'V2', path: 'migrations/V2.sql', direction: down ? 'down' : 'up', statements }],
    roundTrips: [],
    leftovers: [],
    relations,
    schemaBefore: '',
    schemaAfter: '',
  };
  const others = ['lock-timeout-missing', 'not-understood'];
  const read = located({ up }).filter((item) => !others.includes(item.finding.rule));
  const { findings, refuted } = joinMeasured(read, [migration('V2', up, 'wrapped')], run);
  return {
    findings: findings.map(({ finding }) => `${finding.rule} ${finding.evidence}`),
    withdrawn: refuted.map(({ item }) => item.finding.rule),
    all: findings.map(({ finding }) => finding),
    reasons: refuted.map(({ reason }) => reason),
  };
}

const check = 'alter table orders add constraint c check (a > 0)';
const strong = lock('AccessExclusiveLock');

describe('a finding', () => {
  it('is confirmed by the work that it claims', () => {
    const seen = { locks: strong, held: strong, scans: ['public.orders'], live: ['public.orders'] };
    expect(joined(check, [seen])).toMatchObject({ findings: ['check-not-valid-missing measured'], withdrawn: [] });
  });
  it('is confirmed by a rewrite, which scans too', () => {
    const seen = { locks: strong, held: strong, rewrites: ['public.orders'], live: ['public.orders'] };
    expect(joined(check, [seen]).findings).toEqual(['check-not-valid-missing measured']);
  });
  it('stays when the server has no such relation, so that the run shows nothing about it', () => {
    expect(joined(check, [{ locks: [], held: [] }], false, []).findings).toEqual(['check-not-valid-missing read']);
  });
  it('is withdrawn when the server did not do it', () => {
    const { findings, withdrawn, reasons } = joined(check, [{ locks: strong, held: strong }]);
    expect({ findings, withdrawn }).toEqual({ findings: [], withdrawn: ['check-not-valid-missing'] });
    expect(reasons[0]).toBe('PostgreSQL 18.4 ran the statement with no scan on public.orders.');
  });
  it('stays as it was when the statement failed or never ran', () => {
    const error = { sqlstate: '23514', message: 'x' };
    expect(joined(check, [{ error }])).toMatchObject({ findings: ['check-not-valid-missing read'], withdrawn: [] });
    expect(joined(check, [])).toMatchObject({ findings: ['check-not-valid-missing read'], withdrawn: [] });
  });
  it('stays when the work was done to the partitions of its table, and they are not said again', () => {
    const seen = {
      locks: strong,
      held: lock('AccessExclusiveLock', 'public.orders_2024'),
      scans: ['public.orders_2024'],
      live: ['public.orders_2024'],
    };
    expect(joined(check, [seen])).toMatchObject({ findings: ['check-not-valid-missing measured'], withdrawn: [] });
  });
  it('stays when the work was done to a table of that name in another schema', () => {
    const other = lock('AccessExclusiveLock', 'app.orders');
    expect(joined(check, [{ locks: other, held: other, scans: ['app.orders'], live: ['app.orders'] }])).toMatchObject({
      findings: ['check-not-valid-missing measured'],
      withdrawn: [],
    });
  });
  it('is not about what the same statement number of a down script did', () => {
    expect(joined(check, [{ locks: strong, held: strong }], true).findings).toEqual(['check-not-valid-missing read']);
  });
  it('about the code that uses the table stays whatever the server did', () => {
    expect(joined('alter table orders drop column a', [{}])).toMatchObject({ withdrawn: [] });
    expect(joined('alter table orders drop column a', [{}]).findings).toHaveLength(1);
  });
  it('about a scan stays where an index build on the table may hide it', () => {
    const up = 'alter table orders add column t_id int unique, add foreign key (t_id) references t';
    const seen = joined(up, [{ locks: strong, held: strong, indexBuilds: ['public.orders'] }]);
    expect(seen.withdrawn).toEqual([]);
    expect(seen.findings).toContain('fk-not-valid-missing read');
  });
  it('about a query stays: on empty tables it has another plan', () => {
    const up = 'alter table orders add column a int; update orders set a = 1 where id > 5';
    const seen = joined(up, [{ locks: strong, held: strong }, { held: strong }]);
    expect(seen.withdrawn).toEqual([]);
    expect(seen.findings).toContain('ddl-with-backfill-in-transaction read');
  });
  it('about a lock alone is confirmed by that lock or a stronger one, and withdrawn without it', () => {
    const up = 'create table c (p int references orders (id))';
    const seen = (mode: LockMode) => joined(up, [{ locks: lock(mode), held: lock(mode) }]);
    expect(seen('ShareRowExclusiveLock').findings).toEqual(['fk-in-create-table measured']);
    expect(seen('AccessExclusiveLock').findings).toEqual(['fk-in-create-table measured']);
    expect(seen('RowShareLock')).toMatchObject({ findings: [], withdrawn: ['fk-in-create-table'] });
    expect(seen('RowShareLock').reasons[0]).toContain('no ShareRowExclusiveLock on public.orders');
  });
});

describe('what no rule read', () => {
  const hidden =
    "do $$ declare t text := current_setting('app.t'); begin execute 'alter table ' || t || ' alter a type bigint'; end $$";
  it.each([
    ['rewrites', 'unseen-rewrite'],
    ['scans', 'unseen-scan'],
    ['indexBuilds', 'unseen-index-build'],
  ] as const)('%s of a live table under a strong lock', (work, rule) => {
    const { findings, all } = joined(hidden, [
      { locks: strong, held: strong, [work]: ['public.orders'], live: ['public.orders'] },
    ]);
    expect(findings).toEqual([`${rule} measured`]);
    expect(all[0]?.claims).toMatchObject({ lock: 'AccessExclusiveLock', relation: 'public.orders' });
    expect(all[0]?.message).toContain('reads and writes wait');
  });
  it('is said once for a table that is rewritten and indexed', () => {
    const seen = {
      locks: strong,
      held: strong,
      rewrites: ['public.orders'],
      indexBuilds: ['public.orders'],
      live: ['public.orders'],
    };
    expect(joined(hidden, [seen]).findings).toEqual(['unseen-rewrite measured']);
  });
  it('is no finding on a table of this release', () => {
    expect(joined(hidden, [{ locks: strong, held: strong, rewrites: ['public.orders'] }]).findings).toEqual([]);
  });
  it('is no finding under a lock that lets writes pass', () => {
    const weak = lock('ShareUpdateExclusiveLock');
    expect(
      joined(hidden, [{ locks: weak, held: weak, scans: ['public.orders'], live: ['public.orders'] }]).findings,
    ).toEqual([]);
  });
  it('counts the locks of earlier statements in the transaction', () => {
    const up = 'select 1; select count(*) from orders';
    const { all } = joined(up, [{}, { held: lock('ShareLock'), scans: ['public.orders'], live: ['public.orders'] }]);
    expect(all.map(({ rule, place }) => [rule, place.column])).toEqual([['unseen-scan', 11]]);
    expect(all[0]?.message).toContain(': writes wait');
  });
  it('says which earlier statement took the lock, and what to do with a query', () => {
    const up =
      "alter table t add column a int;\ndo $$ declare n text := current_setting('app.t'); begin execute 'insert into archive select * from ' || n; end $$";
    const t = lock('AccessExclusiveLock', 'public.t');
    const seen = { held: t, scans: ['public.t'], live: ['public.t'] };
    const { all } = joined(
      up,
      [
        { locks: t, held: t },
        { ...seen, line: 2 },
      ],
      false,
      [],
    );
    const help = all.find(({ rule }) => rule === 'unseen-scan')?.help ?? '';
    expect(help).toMatch(
      /^The statement on line 1 took AccessExclusiveLock on public.t, and its transaction still holds it. Read and write the rows/,
    );
    expect(help).not.toContain('NOT VALID');
  });
  it('fits its advice to a type change', () => {
    const up = 'alter table orders alter at type timestamptz';
    const { all } = joined(up, [{ locks: strong, held: strong, indexBuilds: ['public.p'], live: ['public.p'] }]);
    expect(all.every(({ help }) => !help.includes('Build the index with CREATE INDEX CONCURRENTLY'))).toBe(true);
  });
  it('keeps its key on another minor version', () => {
    const { all } = joined(hidden, [
      { locks: strong, held: strong, scans: ['public.orders'], live: ['public.orders'] },
    ]);
    expect(all[0]?.message).toContain('On PostgreSQL 18 this');
  });
  it('is said beside a finding about another table', () => {
    const seen = {
      locks: [...strong, ...lock('ShareRowExclusiveLock', 'public.p')],
      held: [...strong, ...lock('ShareRowExclusiveLock', 'public.p')],
      scans: ['public.orders', 'public.p'],
      live: ['public.orders', 'public.p'],
    };
    expect(joined(check, [seen]).findings).toEqual(['check-not-valid-missing measured', 'unseen-scan measured']);
  });
  it('is not said for a query that a finding has on a table with a stronger lock, for rows named by a key, and for a truncated table', () => {
    const p = lock('ShareRowExclusiveLock', 'public.p');
    const both = { scans: ['public.orders', 'public.p'], live: ['public.orders', 'public.p'] };
    const query = 'alter table orders add column a int; update orders set a = 1 where a in (select id from p)';
    const named =
      'alter table orders add column a int; update orders set a = 1 where id = 5; delete from orders where id in (6, 7)';
    const emptied = 'truncate orders; create index on orders (a)';
    const [held, scans, live] = [strong, ['public.orders'], ['public.orders']];
    expect(joined(query, [{}, { held: [...strong, ...p], ...both }]).findings).not.toContain('unseen-scan measured');
    expect(joined(named, [{}, { held, scans, live }, { held, scans, live }]).findings).toEqual([]);
    expect(joined(emptied, [{}, { held, indexBuilds: scans, live }]).findings).toEqual(['truncate read']);
  });
  it('makes an error of what the text had left in doubt', () => {
    const { all } = joined('alter table other alter name type text', [
      {
        locks: lock('AccessExclusiveLock', 'public.other'),
        held: lock('AccessExclusiveLock', 'public.other'),
        rewrites: ['public.other'],
        live: ['public.other'],
      },
    ]);
    expect(all.find(({ rule }) => rule === 'change-column-type')).toMatchObject({
      evidence: 'measured',
      severity: 'error',
    });
  });
});
