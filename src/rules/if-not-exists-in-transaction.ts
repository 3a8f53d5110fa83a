// IF [NOT] EXISTS where a transaction already makes the migration all or nothing.
import { defineRule } from './rule.ts';

export const ifNotExistsInTransaction = defineRule({
  id: 'if-not-exists-in-transaction',
  preset: 'strict',
  category: 'correctness',
  severity: 'info',
  title: 'IF NOT EXISTS in a transaction hides that the schema is not what was thought.',
  why: 'A migration in a transaction happens as a whole or not at all, so it never meets its own leftovers. What the guard then skips over is a table or column that somebody else made, perhaps with other columns, and the migration counts as done.',
  instead: 'Leave out IF NOT EXISTS: a migration that fails is better than one that silently does nothing.',
  fineWhen:
    'Statements that run outside a transaction need the guard, so that the file can be run again: `rerunnable-statements` asks for it there, and this rule does not speak.',
  sources: ['https://www.postgresql.org/docs/current/sql-createtable.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;',
    good: 'ALTER TABLE orders ADD COLUMN note text;',
  },
  on: ['create-table', 'add-column', 'create-index', 'create-materialized-view'],
  check(change, context) {
    if (!change.ifNotExists || context.unit.kind !== 'transaction') return undefined;
    if (change.kind === 'create-table' && change.persistence === 'temporary') return undefined;
    const what =
      change.kind === 'add-column'
        ? `column ${change.column.name} of ${context.qualify(change.table)}`
        : change.kind === 'create-index'
          ? `index ${change.index ?? ''}`
          : context.qualify(change.kind === 'create-table' ? change.table : change.view);
    return {
      message: `If ${what} exists already, in whatever shape, this does nothing and the migration counts as done.`,
    };
  },
});
