// Situations: the right rules fire, and on real servers exactly the work they claim is done on tables that were there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { Statement } from '../../src/model/migration.ts';
import { atLeast } from '../../src/sql/lock-modes.ts';
import { refusedInTransaction, unitsOf } from '../../src/sql/units.ts';
import { scratchServer } from '../postgres.ts';
import { type Case, shop } from './cases/case.ts';
import { columns } from './cases/columns.ts';
import { constraints } from './cases/constraints.ts';
import { data } from './cases/data.ts';
import { emptied } from './cases/emptied.ts';
import { guarantees } from './cases/guarantees.ts';
import { indexes } from './cases/indexes.ts';
import { knownBefore } from './cases/known-before.ts';
import { moreColumns } from './cases/more-columns.ts';
import { moreConstraints } from './cases/more-constraints.ts';
import { moreIndexes } from './cases/more-indexes.ts';
import { moreObjects } from './cases/more-objects.ts';
import { morePartitions } from './cases/more-partitions.ts';
import { objects } from './cases/objects.ts';
import { security } from './cases/security.ts';
import { sessions } from './cases/sessions.ts';
import { transactions } from './cases/transactions.ts';
import { fired, located, migration } from './linting.ts';
import { type Measured, measure, withDatabase } from './measuring.ts';

const cases = [
  ...indexes,
  ...constraints,
  ...columns,
  ...objects,
  ...transactions,
  ...moreColumns,
  ...morePartitions,
  ...moreIndexes,
  ...moreConstraints,
  ...moreObjects,
  ...security,
  ...data,
  ...sessions,
  ...emptied,
  ...guarantees,
  ...knownBefore,
];

describe.each([15, 18] as const)('for PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(async () => {
    await server.stop();
  });

  const here = cases.filter((item) => (item.servers ?? [15, 18]).includes(major));

  it.each(here.map((item) => [item.what, item] as const))('reads: %s', (_what, item) => {
    expect(fired({ setup: item.setup ?? shop, serverVersion: major, ...item })).toEqual(item.rules);
  });

  it.each(here.map((item) => [item.what, item] as const))('runs: %s', async (_what, item) => {
    const script = migration('case', item.up, item.transaction ?? 'wrapped').up;
    await withDatabase(server, item.setup ?? shop, async (worker, watcher) => {
      if (item.fails !== undefined) {
        await expect(asTheToolDoes(worker, item)).rejects.toMatchObject({ sqlstate: item.fails });
        return;
      }
      await asTheToolDoes(worker, item, 'rollback');
      const seen = new Map<number, Measured>();
      for (const unit of unitsOf(script)) {
        const statements = unit.statements.filter(isMeasurable);
        const commits = unit.kind === 'autocommit';
        const measured = await measure(
          worker,
          watcher,
          statements.map((statement) => statement.text),
          commits,
        );
        for (const [i, statement] of statements.entries()) seen.set(statement.index, measured[i] as Measured);
      }
      compare(item, major, script.statements, seen);
    });
  });
});

/** Sends a script as its tool would: in a transaction, statement by statement, or as one query. */
async function asTheToolDoes(worker: Session, item: Case, end: 'commit' | 'rollback' = 'commit'): Promise<void> {
  const mode = item.transaction ?? 'wrapped';
  // What ends its transaction itself can't be run twice: it is run by measuring it.
  if (item.fails === undefined && (mode !== 'wrapped' || item.rules.includes('transaction-nesting'))) return;
  if (mode === 'none') {
    for (const statement of migration('case', item.up, mode).up.statements) await worker.run(statement.text);
  } else if (mode === 'own') {
    await worker.run(item.up);
  } else {
    await worker.run(`begin; ${item.up}`);
    await worker.run(end);
  }
}

function isMeasurable(statement: Statement): boolean {
  const [change] = statement.changes;
  return change?.kind !== 'transaction' && change?.kind !== 'truncate' && refusedInTransaction(statement) === undefined;
}

/** Work under a lock that stops somebody, against what is claimed: both ways. */
function compare(
  item: Case,
  major: number,
  statements: readonly Statement[],
  seen: ReadonlyMap<number, Measured>,
): void {
  const findings = located({ setup: item.setup ?? shop, serverVersion: major, ...item });
  for (const statement of statements) {
    const measured = seen.get(statement.index);
    if (measured === undefined) continue;
    const claimed = findings
      .filter((found) => found.statement?.index === statement.index && found.finding.claims.work !== 'none')
      .filter((found) => !(item.refuted ?? []).includes(found.finding.rule));
    for (const { finding } of claimed) {
      const { relation, work } = finding.claims;
      const works = relation === null ? Object.values(measured.works).flat() : measured.works[relation];
      expect(works ?? [], `${finding.rule}: ${work} on ${relation}`).toContain(work);
    }
    const hazards = Object.keys(measured.works).filter((relation) => {
      const lock = measured.locks[relation];
      return lock !== undefined && atLeast(lock, 'ShareLock');
    });
    const known = [...claimed.map(({ finding }) => finding.claims.relation), ...(item.unseen ?? [])];
    expect(
      hazards.filter((relation) => !known.includes(relation)),
      statement.text,
    ).toEqual([]);
  }
}
