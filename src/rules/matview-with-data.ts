// A materialized view or a table is filled from a query while the transaction holds strong locks.

import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { LockMode, Name } from '../model/schema.ts';
import { blocksWrites, strongest } from '../sql/lock-modes.ts';
import { sqlName } from '../sql/sql-names.ts';
import { behind } from './facts/behind-views.ts';
import { heldBefore } from './facts/held-locks.ts';
import { whoWaits } from './facts/lock-words.ts';
import { viewNamed } from './facts/named.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const matviewWithData = defineRule({
  id: 'matview-with-data',
  category: 'availability',
  severity: 'warning',
  title: 'A long query fills a new view or table while the transaction holds locks on tables in use.',
  why: 'CREATE MATERIALIZED VIEW and CREATE TABLE AS run their query at once. Locks that earlier statements of the transaction took are held until it commits, so whoever waits for them waits for the whole query.',
  instead:
    '1. Create it WITH NO DATA, or put it into a migration of its own.\n2. Fill it in a later migration with REFRESH MATERIALIZED VIEW, or with INSERT in batches.',
  fineWhen:
    'It is the first statement of its transaction that takes a lock on a table in use, or it is made WITH NO DATA.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-creatematerializedview.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
  ],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);',
    bad: 'ALTER TABLE customers ADD COLUMN note text;\nCREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;',
    good: 'ALTER TABLE customers ADD COLUMN note text;\nCREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id WITH NO DATA;',
  },
  on: ['create-materialized-view', 'create-table'],
  check(change, context) {
    const runs = change.kind === 'create-table' ? change.fromQuery?.withData === true : change.withData;
    const reads = change.kind === 'create-table' ? change.fromQuery?.reads : change.reads;
    const tables = runs ? (reads ?? []).flatMap((name) => [name, ...behind(name, context)]) : [];
    const held = runs ? heldLock(tables, context) : undefined;
    if (held === undefined) return undefined;
    const name = change.kind === 'create-table' ? change.table : change.view;
    return {
      message: `The query that fills ${context.qualify(name)} runs while this transaction holds ${held.mode} on ${held.relation}: ${whoWaits(held.mode)} until it is done.`,
      help: later(change),
      claims: { relation: held.relation, lock: held.mode, work: held.isRead ? 'scan' : 'none' },
    };
  },
});

interface Held {
  readonly relation: string;
  readonly mode: LockMode;
  /** The query itself reads its rows. */
  readonly isRead: boolean;
}

/** A lock of earlier statements of the transaction that stops somebody: the strongest on a table that the query reads, else the strongest. */
function heldLock(reads: readonly Name[], context: RuleContext): Held | undefined {
  const { isNew, qualify } = context;
  const read = new Set(reads.map(qualify));
  const held = heldBefore(context)
    .filter(({ relation, mode }) => blocksWrites(mode) && !isNew(relation))
    .map(({ relation, mode }) => ({
      relation: qualify(relation),
      mode,
      isRead: read.has(qualify(relation)) && !isView(relation, context),
    }));
  const nearest = held.some(({ isRead }) => isRead) ? held.filter(({ isRead }) => isRead) : held;
  const mode = strongest(nearest.map((lock) => lock.mode));
  return nearest.find((lock) => lock.mode === mode);
}

/** A view has no rows of its own to be read. */
function isView(relation: Name, context: RuleContext): boolean {
  return viewNamed(context, relation)?.kind === 'view';
}

function later(change: ChangeOf<'create-materialized-view' | 'create-table'>): string {
  if (change.kind === 'create-table')
    return 'Move this statement into a migration of its own, before or after this one.';
  const name = sqlName(change.view);
  return `End this statement with WITH NO DATA. ${steps(['Fill it in the next migration:', `REFRESH MATERIALIZED VIEW ${name};`]).slice(3)}`;
}
