// REINDEX without CONCURRENTLY.

import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlName } from '../sql/sql-names.ts';
import { allIndexesKnown, knownIndexes, tableOfIndex } from './facts/indexes.ts';
import { viewNamed } from './facts/named.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { alone, canSplit, fileName, moved, printable } from './facts/splits.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const reindexNotConcurrent = defineRule({
  id: 'reindex-not-concurrent',
  category: 'availability',
  severity: 'error',
  title: 'An index is rebuilt without CONCURRENTLY.',
  why: 'REINDEX holds ShareLock on the table, and AccessExclusiveLock on each index that it rebuilds, until the transaction ends. Writes wait, and so do reads: planning a query locks all indexes of its tables, even for a plan that uses none of them. Only prepared statements whose plan is made go on, where it needs none of the rebuilt ones.',
  instead: 'Use REINDEX … CONCURRENTLY, in a migration of its own that runs outside a transaction.',
  fineWhen:
    'The table was created in the same release. CONCURRENTLY needs PostgreSQL 12; system catalogs cannot use it.',
  claims: { lock: 'ShareLock', work: 'index-build', indexLock: 'AccessExclusiveLock' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY',
    'https://www.postgresql.org/docs/release/12.0/',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'REINDEX TABLE orders;',
    good: 'REINDEX TABLE CONCURRENTLY orders;',
    transaction: { good: 'none' },
  },
  on: ['reindex'],
  check(change, context) {
    const { target, name } = change;
    if (change.concurrently || target === 'system' || context.serverVersion < 12) return undefined;
    const table =
      target === 'table' ? name : target === 'index' && name !== undefined ? tableOfIndex(context, name) : undefined;
    if (table !== undefined && (context.isNew(table) || isBare(table, context))) return undefined;
    const relation = table === undefined ? null : context.qualify(table);
    const what = `${target.toUpperCase()}${name === undefined ? '' : ` ${name.name}`}`;
    const concurrent = `REINDEX ${target.toUpperCase()} CONCURRENTLY${name === undefined ? '' : ` ${sqlName(name)}`}`;
    const purpose = `REINDEX ${printable(what)} runs by itself, so that nobody waits.`;
    const apart = alone(fileName('reindex', name?.name ?? target), purpose, concurrent, []);
    const where = relation ?? (target === 'index' ? 'its table' : 'every table in it');
    return {
      message: `REINDEX ${what} without CONCURRENTLY takes ShareLock on ${where} and AccessExclusiveLock on ${target === 'index' ? 'the index' : 'the indexes'}: writes wait until the transaction ends, and so do new queries, which lock all indexes of their tables.`,
      help: `Build it concurrently, in a migration ${outsideTransaction(context)}:\n${sqlBlock(`${concurrent};`)}`,
      // Nobody writes to a materialized view; that its readers may wait for an index is no claim about its rows.
      claims: table !== undefined && isMaterializedView(table, context) ? { relation, work: 'none' } : { relation },
      ...(canSplit(context) ? { split: moved({ does: 'nothing', name: '' }, apart) } : {}),
    };
  },
});

/** Known to have no index. */
function isBare(table: Name, context: RuleContext): boolean {
  return allIndexesKnown(context, table) && knownIndexes(context, table).length === 0;
}

function isMaterializedView(name: Name, context: RuleContext): boolean {
  return viewNamed(context, name)?.kind === 'materialized-view';
}
