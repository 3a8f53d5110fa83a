// Keys of findings, ignore comments, and what files and statements could not be read.
import { describe, expect, it } from 'vitest';
import { scriptFindings } from '../../src/lint/files.ts';
import { type LocatedFinding, withUniqueKeys } from '../../src/lint/finding.ts';
import { applyIgnores } from '../../src/lint/ignores.ts';
import { lint } from '../../src/lint/run.ts';
import { rules } from '../../src/rules/index.ts';
import { migration, recommended } from '../rules/linting.ts';

const known = new Set([...rules.map((rule) => rule.id), 'ignore-unused']);

function judged(up: string): readonly LocatedFinding[] {
  const pending = [migration('V1', up, 'wrapped')];
  const located = lint({ baseline: [], pending, rules: recommended, serverVersion: 18 });
  return withUniqueKeys(
    applyIgnores(located, { migrations: pending, configured: [], knownRules: known, today: '2026-11-21' }),
  ).filter((item) => item.finding.rule !== 'lock-timeout-missing');
}

const keys = (up: string): readonly string[] => judged(up).map(({ finding }) => finding.key);
const words = (up: string): readonly string[] =>
  judged(up).map(({ finding }) => `${finding.rule}${finding.suppressed === null ? '' : ` (${finding.suppressed})`}`);

describe('keys', () => {
  const statement = 'create index i on orders (a);';
  it('stay when lines shift and blanks change', () => {
    expect(keys(`-- new\n\n${statement}\n`)).toEqual(keys(statement));
    expect(keys('create index i\n  on orders  (a)')).toEqual(keys(statement));
    expect(keys(`select 1; ${statement}`)).toEqual(keys(statement));
    expect(keys(statement)).toHaveLength(1);
  });
  it('differ for other statements, and are numbered for equal ones', () => {
    const [one] = keys(statement);
    expect(keys('create index j on orders (a)')).not.toEqual([one]);
    expect(keys(`${statement}\n${statement}\n${statement}`)).toEqual([one, `${one}-2`, `${one}-3`]);
  });
  it('are unique for ignore comments too', () => {
    const found = keys('-- lockgate: ignore nothing -- x\nselect 1;\n-- lockgate: ignore nothing -- x\nselect 1;');
    expect(found).toHaveLength(2);
    expect(new Set(found).size).toBe(2);
  });
});

describe('ignore comments', () => {
  const drop = 'create index i on orders (a);';
  it('suppress their rule in their statement, with the reason', () => {
    expect(
      words(`-- lockgate: ignore index-not-concurrent -- small table\n${drop}\ncreate index j on orders (b);`),
    ).toEqual(['index-not-concurrent (small table)', 'index-not-concurrent']);
  });
  it('without a reason suppress nothing', () => {
    expect(words(`-- lockgate: ignore index-not-concurrent\n${drop}`)).toEqual([
      'index-not-concurrent',
      'ignore-without-reason',
    ]);
  });
  it('without a reason do not stand in the way of one with a reason', () => {
    expect(
      words(`-- lockgate: ignore index-not-concurrent\n-- lockgate: ignore index-not-concurrent -- ok\n${drop}`),
    ).toEqual(['index-not-concurrent (ok)', 'ignore-without-reason']);
  });
  it('of no known rule, or that match nothing, are findings', () => {
    expect(words('-- lockgate: ignore index-not-concurent -- x\nselect 1;')).toEqual(['ignore-unknown-rule']);
    expect(words('-- lockgate: ignore index-not-concurrent -- x\nselect 1;')).toEqual(['ignore-unused']);
    expect(words(`${drop} -- lockgate: ignore index-not-concurrent -- x`)).toEqual([
      'index-not-concurrent',
      'ignore-unused',
    ]);
    expect(words('-- lockgate: off\nselect 1;')).toEqual(['ignore-unreadable']);
  });
  it('reach a statement that could not be read, for grammars newer than ours', () => {
    const pending = [migration('V1', '-- lockgate: ignore syntax-error -- x\nselec 1;\nselec 2;', 'wrapped')];
    const found = applyIgnores(scriptFindings(pending), {
      migrations: pending,
      configured: [],
      knownRules: new Set(['syntax-error']),
      today: '2026-11-21',
    });
    expect(found.map(({ finding }) => finding.suppressed)).toEqual(['x', null]);
  });
});

describe('scripts', () => {
  const found = (up: string, down?: string): readonly (readonly unknown[])[] =>
    scriptFindings([migration('V1', up, 'wrapped', 'flyway', down)]).map(({ finding, direction }) => [
      finding.rule,
      finding.place.line,
      direction,
    ]);

  it('have a finding for each syntax error, psql command and statement that is not understood', () => {
    expect(found('selec 1;\n\\dt\nreassign owned by a to b;\nselect 1;')).toEqual([
      ['psql-meta-command', 2, 'up'],
      ['syntax-error', 1, 'up'],
      ['not-understood', 3, 'up'],
    ]);
  });
  it('are looked at in both directions', () => {
    expect(found('select 1', "select '")).toEqual([['syntax-error', 1, 'down']]);
  });
  it('say a statement with a syntax error once', () => {
    expect(found('create table t (\n a int b\n);')).toEqual([['syntax-error', 2, 'up']]);
  });
});
