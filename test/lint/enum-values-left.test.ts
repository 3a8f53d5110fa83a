// What is said of enum values that no down script can remove, and at which statement.
import { describe, expect, it } from 'vitest';
import { runFindings } from '../../src/lint/run-findings.ts';
import type { ProofRun, RoundTrip } from '../../src/model/trace.ts';
import { migration } from '../rules/linting.ts';

const left = [{ type: 'public.state', values: ["don't"] }];
const error = { sqlstate: '42710', message: 'enum label "don\'t" already exists' };

function found(trip: object, up = "select 1;\nALTER TYPE state ADD VALUE 'don''t';") {
  const roundTrip = { migration: 'V2', path: 'migrations/V2.sql', ...trip } as RoundTrip;
  const run: ProofRun = {
    server: { number: 180_004, version: '18.4' },
    traces: [],
    roundTrips: [roundTrip],
    leftovers: [],
    relations: [],
    schemaBefore: '',
    schemaAfter: '',
  };
  return runFindings([migration('V2', up, 'wrapped', 'golang-migrate', 'select 1')], run);
}

const short = (trip: object, up?: string) =>
  found(trip, up).map(
    ({ finding }) => `${finding.rule} ${finding.severity} ${finding.place.path}:${finding.place.line}`,
  );

describe('enum values that stay', () => {
  it('warn where up fails again because of them, at the statement that adds them', () => {
    const trip = { outcome: 'enum-values-left', enumValuesLeft: left, error };
    const [{ finding, statement } = { finding: undefined, statement: undefined }, ...more] = found(trip);
    expect(more).toEqual([]);
    expect(finding?.message).toBe(
      "'don''t' can't be removed from the enum type public.state again: it stays after the down script, since PostgreSQL has no DROP VALUE. After a rollback the release can't be deployed again: enum label \"don't\" already exists (SQLSTATE 42710).",
    );
    expect(short(trip)).toEqual(['enum-value-not-removable warning migrations/V2.sql:2']);
    expect(statement?.index).toBe(1);
  });

  it('are a remark where up works again', () => {
    expect(short({ outcome: 'enum-values-left', enumValuesLeft: left })).toEqual([
      'enum-value-not-removable info migrations/V2.sql:2',
    ]);
  });

  it('are found in a DO block, and in the down script where no statement adds them', () => {
    const trip = { outcome: 'enum-values-left', enumValuesLeft: left, error };
    expect(short(trip, "do $$ begin alter type state add value 'don''t'; end $$")).toEqual([
      'enum-value-not-removable warning migrations/V2.sql:1',
    ]);
    expect(short(trip, 'select 1; select add_values()')).toEqual([
      'enum-value-not-removable warning migrations/V2.down.sql:1',
    ]);
  });

  it('do not hide what the down script forgets', () => {
    const differences = [{ object: 'table public.n', before: null, after: 'r' }];
    expect(short({ outcome: 'down-differs', differences, enumValuesLeft: left })).toEqual([
      'down-not-inverse error migrations/V2.down.sql:1',
      'enum-value-not-removable warning migrations/V2.sql:2',
    ]);
  });
});
