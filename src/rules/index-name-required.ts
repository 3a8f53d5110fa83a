// An index that PostgreSQL has to name.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { wordAfter } from './facts/edits.ts';
import { besideTable, knownIndexes } from './facts/indexes.ts';
import { sqlIdentifier } from './facts/sql-names.ts';
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

/** What PostgreSQL calls it when the name is free: table, columns (those of INCLUDE too) and `idx`. Measured on 15 and 18. */
function ownName({ table, columns, include = [] }: ChangeOf<'create-index'>, context: RuleContext): string | undefined {
  const keys = columns.map(({ column }) => column);
  const parts = [...keys, ...include].filter((column) => column !== undefined);
  if (parts.length < keys.length + include.length || new Set(parts).size < parts.length) return undefined;
  const name = [table.name, ...parts, 'idx'].join('_');
  // Longer ones are cut; an unnamed one before it may have taken the name.
  const unsure =
    new TextEncoder().encode(name).length > 63 || knownIndexes(context, table).some((index) => index.name === '');
  return unsure || context.tableOfIndex(besideTable(table, name, context)) !== undefined ? undefined : name;
}
