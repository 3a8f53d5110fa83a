// An index that PostgreSQL has to name.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlIdentifier } from '../sql/sql-names.ts';
import { wordAfter } from './facts/edits.ts';
import { besideTable, madeIndexName, tableOfIndex } from './facts/indexes.ts';
import { defineRule } from './rule.ts';

export const indexNameRequired = defineRule({
  id: 'index-name-required',
  category: 'correctness',
  severity: 'warning',
  title: 'An index is created without a name.',
  why: 'PostgreSQL makes a name up, and appends a number when it is taken: databases with another past get another name, and a later migration that drops or rebuilds the index fails on some of them.',
  instead: 'Write the name, so that it is the same on every database.',
  preset: 'strict',
  sources: ['https://www.postgresql.org/docs/current/sql-createindex.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    bad: 'CREATE INDEX CONCURRENTLY ON orders (customer_id);',
    good: 'CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index'],
  check(change, context) {
    if (change.index !== undefined) return undefined;
    const name = ownName(change, context);
    const words = /^create\s+(?:unique\s+)?index(?:\s+concurrently)?\b/i;
    const suggestion = name === undefined ? undefined : wordAfter(context, words, sqlIdentifier(name));
    return {
      message: `This index on ${context.qualify(change.table)} has no name: which one PostgreSQL gives it depends on the names that are taken.`,
      ...(name === undefined
        ? {}
        : { help: `Write the name that PostgreSQL would choose, ${sqlIdentifier(name)}, or a better one.` }),
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

/** What PostgreSQL calls it; undefined when that name is taken, since others may have other numbers. */
function ownName(change: ChangeOf<'create-index'>, context: RuleContext): string | undefined {
  const name = madeIndexName(change);
  return tableOfIndex(context, besideTable(change.table, name, context)) === undefined ? name : undefined;
}
