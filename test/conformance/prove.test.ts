// The prover against an oracle of its own: in every situation both see the same work under the same locks, or the same refusal.
import { describe, expect, it } from 'vitest';
import { migrationsOf } from '../../conformance/lint.ts';
import { type Bench, closeBench, measure, openBench, prepare } from '../../conformance/measure.ts';
import { readSituations, runsOn, type Situation } from '../../conformance/situation.ts';
import { hazardsIn, heaviest, type Truth } from '../../conformance/truth.ts';
import type { Script } from '../../src/model/migration.ts';
import type { ScriptTrace, StatementTrace } from '../../src/model/trace.ts';
import { readRelations } from '../../src/prove/known-relations.ts';
import { traceScript } from '../../src/prove/trace.ts';
import { blocksWrites } from '../../src/sql/lock-modes.ts';
import { partsOf } from '../../src/sql/qualified-name.ts';
import { unitsOf } from '../../src/sql/units.ts';
import { scratchServer } from '../postgres.ts';

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  it('the prover sees what the oracle sees', async () => {
    const server = await scratchServer(major);
    const bench = await openBench(await server.createDatabase());
    const different: unknown[] = [];
    try {
      for (const situation of readSituations().filter((each) => runsOn(each, major))) {
        const [oracle, prover] = [await measured(bench, situation), await proved(bench, situation)];
        if (oracle.join() !== prover.join()) different.push({ situation: situation.id, oracle, prover });
      }
      await closeBench(bench);
    } finally {
      await server.stop();
    }
    expect(different).toEqual([]);
  }, 300_000);
});

async function measured(bench: Bench, situation: Situation): Promise<readonly string[]> {
  await prepare(bench, situation.setup);
  const truth: Truth = await measure(bench, migrationsOf(situation).judged.up);
  if (truth.kind === 'refused') return [`refused: ${truth.sqlstate}`];
  return hazardsIn(truth)
    .map(({ statement, relation, works, lock }) => line(statement, heaviest(works), relation, lock))
    .sort();
}

async function proved(bench: Bench, situation: Situation): Promise<readonly string[]> {
  await prepare(bench, situation.setup);
  const { worker, watcher, database } = bench;
  const holder = await database.connectAsAdministrator();
  const relations = await readRelations(worker);
  const { provided } = database;
  const observers = { worker, monitor: watcher, holder, provided, relations };
  const { judged } = migrationsOf(situation);
  const { trace } = await traceScript(observers, judged, 'up', judged.up, { before: [], after: [] });
  await holder.close();
  return linesOf(trace, judged.up);
}

function linesOf({ statements }: ScriptTrace, script: Script): readonly string[] {
  const failed = statements.find(({ error }) => error !== null);
  if (failed?.error != null) return [`refused: ${failed.error.sqlstate}`];
  return statements
    .flatMap((statement) => {
      const emptied = emptiedBefore(statement, statements, script);
      return hazards({ ...statement, live: statement.live.filter((relation) => !emptied.has(relation)) });
    })
    .sort();
}

/** What the transaction has truncated before: the oracle sees its files empty, lint the TRUNCATE. */
function emptiedBefore({ index }: StatementTrace, all: readonly StatementTrace[], script: Script): ReadonlySet<string> {
  const unit = unitsOf(script).find(({ statements }) => statements.some((one) => one.index === index));
  const before = (unit?.statements ?? []).filter((one) => one.index < index);
  const filled = before.findLastIndex(({ changes }) => changes.some(({ kind }) => kind === 'insert'));
  const truncates = before.slice(filled + 1).filter(({ changes }) => changes.every(({ kind }) => kind === 'truncate'));
  const locks = truncates.flatMap((one) => all.find((trace) => trace.index === one.index)?.locks ?? []);
  return new Set(locks.map(({ relation }) => relation));
}

/** As lint joins them with its findings: work on live relations under a lock that stops somebody. */
function hazards({ index, rewrites, indexBuilds, scans, held, live }: StatementTrace): readonly string[] {
  const worked = [...new Set([...rewrites, ...indexBuilds, ...scans])];
  return worked.flatMap((relation) => {
    const lock = held.find((each) => each.relation === relation)?.mode;
    if (lock === undefined || !blocksWrites(lock) || !live.includes(relation)) return [];
    const work = rewrites.includes(relation) ? 'rewrite' : indexBuilds.includes(relation) ? 'index-build' : 'scan';
    // The oracle quotes no part of a name.
    const { schema, name } = partsOf(relation);
    return [line(index, work, `${schema}.${name}`, lock)];
  });
}

function line(statement: number, work: string, relation: string, lock: string): string {
  return `statement ${statement}: ${work} of ${relation} under ${lock}`;
}
