// A house policy: columns are NOT NULL.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Column } from '../model/schema.ts';
import { knownDomain } from './facts/domains.ts';
import { madeColumns } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const columnNotNullable = defineRule({
  id: 'column-not-nullable',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'A column may hold NULL.',
  why: 'NULL makes comparisons unknown and drops rows out of joins, NOT IN and UNIQUE. To forbid it later, every row has to be read and the NULLs that are there have to get a value.',
  instead:
    'In a new table, write NOT NULL. Add a column to an existing table with NOT NULL and a constant default, which touches no row (PostgreSQL 11 and later); or add it nullable, fill it in batches, and set NOT NULL by way of a validated CHECK.',
  fineWhen: 'The value is really unknown for some rows; name such columns in the option `except`.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
  ],
  options: {
    except: {
      type: 'pattern',
      default: null,
      about: 'Names of columns that may hold NULL, such as `deleted_at|.*_note`.',
    },
  },
  example: {
    setup: '',
    bad: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);',
    good: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric NOT NULL);',
  },
  on: ['create-table', 'add-column'],
  check(change, context, options) {
    if (change.kind === 'create-table' && change.persistence === 'temporary') return undefined;
    const nullable = madeColumns(change)
      .filter((column) => !column.notNull && column.generated === undefined)
      .filter((column) => knownDomain(context, column.type)?.constrained !== true)
      .filter(({ name }) => options.except?.test(name) !== true)
      .filter((column) => !becomesNotNull(column, change, context))
      .map(({ name }) => name);
    if (nullable.length === 0) return undefined;
    return {
      message: `${nullable.join(', ')} of ${context.qualify(change.table)} may hold NULL: by house rule, columns are NOT NULL.`,
    };
  },
});

/** By a constraint of the table, or by a later statement. */
function becomesNotNull(
  { name }: Column,
  change: ChangeOf<'create-table' | 'add-column'>,
  context: RuleContext,
): boolean {
  const own = change.kind === 'create-table' ? change.constraints : [];
  const later = context.later(change.table).map((other) => other.change);
  const added = later.flatMap((other) => (other.kind === 'add-constraint' ? [other.constraint] : []));
  return (
    [...own, ...added].some(
      ({ type, columns }) => (type === 'primary-key' || type === 'not-null') && columns.includes(name),
    ) || later.some((other) => other.kind === 'set-not-null' && other.column === name)
  );
}
