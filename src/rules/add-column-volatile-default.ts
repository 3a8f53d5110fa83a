// ADD COLUMN with a default that differs from row to row.
import type { RuleContext } from '../model/finding.ts';
import type { Expression } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { defaultText } from './facts/command-text.ts';
import { knownDomain } from './facts/domains.ts';
import { steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { volatilityOf } from './facts/volatility.ts';
import { defineRule } from './rule.ts';

export const addColumnVolatileDefault = defineRule({
  id: 'add-column-volatile-default',
  category: 'availability',
  severity: 'error',
  title: 'A column is added to an existing table with a volatile default.',
  why: 'A default that has to be computed for each row makes PostgreSQL rewrite the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.',
  instead:
    '1. Add the column without a default.\n2. Set the default in a statement of its own, which may share the migration: it holds for new rows only.\n3. Fill the old rows in batches, outside of migrations.',
  fineWhen:
    'The table was created in the same release. Constants and stable functions (now(), current_date, current_user) are computed once and stored in the catalog (PostgreSQL 11 and later).',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/xfunc-volatility.html',
    'https://www.postgresql.org/docs/release/11.0/',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();',
    good: 'ALTER TABLE orders ADD COLUMN token uuid;\nALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();',
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    if (context.isNew(table)) return undefined;
    // A column without a default of its own has that of its domain.
    const domain = column.default === undefined ? knownDomain(context, column.type) : undefined;
    const value = column.default ?? domain?.default;
    if (value === undefined || domain?.constrained === true) return undefined;
    const effect = effectOf(value, column.name, context);
    if (effect === undefined) return undefined;
    const relation = context.qualify(table);
    const target = `ALTER TABLE ${sqlName(table)}`;
    const name = sqlIdentifier(column.name);
    return {
      message: `${effect} ${relation} under AccessExclusiveLock, and reads and writes wait.`,
      help: `${steps([
        'Add the column bare, then the default, which only new rows get:',
        `${target} ADD COLUMN ${name} ${sqlType(column.type)};`,
        `${target} ALTER COLUMN ${name} SET DEFAULT ${domain?.default?.text ?? defaultText(change, context) ?? '…'};`,
      ])}\n2. Fill the old rows in batches, outside the migration.`,
      claims: { relation },
    };
  },
});

/** The beginning of the message; undefined when no row is touched. Before 11 any default but NULL was written into every row. */
function effectOf(value: Expression, column: string, context: RuleContext): string | undefined {
  if (context.serverVersion < 11) {
    const isNull = /^\(*null\b/i.test(value.text);
    return isNull ? undefined : `${column} has a default, and PostgreSQL ${context.serverVersion} rewrites`;
  }
  const { volatility, function: called } = volatilityOf(value, context);
  if (value.constant || volatility === 'steady' || called === undefined) return undefined;
  return volatility === 'volatile'
    ? `The default of ${column} calls ${called.name}(), which is volatile: PostgreSQL rewrites`
    : `The default of ${column} calls ${called.name}(); if that is volatile, PostgreSQL rewrites`;
}
