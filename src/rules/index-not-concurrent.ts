// CREATE INDEX without CONCURRENTLY on a table that is in use.

import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { wordAfter } from './facts/edits.ts';
import { madeTable, viewNamed } from './facts/named.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { alone, canSplit, dropConcurrently, fileName, moved, printable } from './facts/splits.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const indexNotConcurrent = defineRule({
  id: 'index-not-concurrent',
  category: 'availability',
  severity: 'error',
  title: 'An index is built on an existing table without CONCURRENTLY.',
  why: 'CREATE INDEX holds ShareLock on the table until the index is built and its transaction ends. INSERT, UPDATE and DELETE wait all that time.',
  instead:
    'Build it with CREATE INDEX CONCURRENTLY, in a migration of its own that runs outside a transaction. It reads the table twice and waits for old transactions, while reads and writes go on; only VACUUM, other DDL and other concurrent builds on the table wait for it.',
  fineWhen:
    'The table was created in the same release. ON ONLY a partitioned table builds nothing; an index on a partitioned table itself is another rule (index-on-partitioned-parent).',
  claims: { lock: 'ShareLock', work: 'index-build' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);',
    bad: 'CREATE INDEX orders_customer_idx ON orders (customer_id);',
    good: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    transaction: { good: 'none' },
  },
  on: ['create-index'],
  check(change, context) {
    if (change.concurrently || context.isNew(change.table)) return undefined;
    // Of a table that is known to be a plain one, ONLY is the whole.
    if (change.only && !isPlain(change.table, context)) return undefined;
    if (isPartitioned(context, change.table) || isMaterializedView(change.table, context)) return undefined;
    return hit(change, context);
  },
});

function isPlain(table: Name, context: RuleContext): boolean {
  const made = madeTable(context, table);
  return made !== undefined && made.partitioning === undefined;
}

/** Nobody writes to it, and those who read it do not wait for ShareLock. */
function isMaterializedView(name: Name, context: RuleContext): boolean {
  return viewNamed(context, name)?.kind === 'materialized-view';
}

function hit(change: ChangeOf<'create-index'>, context: RuleContext): Hit {
  const relation = context.qualify(change.table);
  const index = change.index === undefined ? 'an index' : `index ${change.index}`;
  // The IF NOT EXISTS is left out of the safe form: concurrent-index-if-not-exists tells why.
  const concurrent = context.statement.text
    .replace(keywords, '$& CONCURRENTLY')
    .replace(/(CONCURRENTLY)\s+if\s+not\s+exists\b/i, '$1');
  const suggestion =
    context.unit.kind === 'autocommit' && !change.ifNotExists
      ? wordAfter(context, keywords, 'CONCURRENTLY')
      : undefined;
  return {
    message: `Creating ${index} without CONCURRENTLY takes ShareLock on ${relation}: writes wait until the index is built.`,
    help: `Build it concurrently, in a migration ${outsideTransaction(context)}:\n${sqlBlock(`${concurrent};`)}\nIf it fails it leaves an invalid index behind: drop that before the next try.`,
    claims: { relation },
    ...splitOf(change, concurrent, context),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function splitOf(change: ChangeOf<'create-index'>, concurrent: string, context: RuleContext): Pick<Hit, 'split'> {
  const { index, table } = change;
  // A comment may stand between the key words: then the text is as it was.
  if (index === undefined || concurrent === context.statement.text || !canSplit(context)) return {};
  const build = alone(
    fileName('build', index),
    `Index ${printable(index)} is built by itself, so that writes go on.`,
    concurrent,
    [dropConcurrently(table, index)],
  );
  return { split: moved({ does: 'drop-index', name: index }, build) };
}

const keywords = /^create\s+(?:unique\s+)?index\b/i;
