// ALTER COLUMN … TYPE between types that PostgreSQL does not convert by itself.
import type { RuleContext } from '../model/finding.ts';
import type { TypeName } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { isAutomatic } from './facts/automatic-casts.ts';
import { knownColumn } from './facts/columns.ts';
import { knownDomain } from './facts/domains.ts';
import { isEnum } from './facts/enums.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const typeChangeNeedsUsing = defineRule({
  id: 'type-change-needs-using',
  category: 'correctness',
  severity: 'error',
  title: 'A column changes to a type that PostgreSQL does not convert its values, or its default, to by itself.',
  why: 'Without USING the values are assigned, for which a cast must exist that PostgreSQL uses by itself: there is none from text to a number, say. The default is always assigned, whatever USING says. The migration fails with error 42804, even where the table is empty.',
  instead:
    '1. Say how with USING, as in `USING code::integer`.\n2. Where the column has a default, drop it first, and set the new one afterwards; one ALTER TABLE can do all three.',
  fineWhen: 'Somebody has made a cast between the two types that is used on assignment (CREATE CAST).',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/typeconv-query.html',
  ],
  example: {
    setup: '',
    bad: 'CREATE TABLE orders (id bigint PRIMARY KEY, code text);\nALTER TABLE orders ALTER COLUMN code TYPE integer;',
    good: 'CREATE TABLE orders (id bigint PRIMARY KEY, code text);\nALTER TABLE orders ALTER COLUMN code TYPE integer USING code::integer;',
    fails: '42804',
  },
  on: ['alter-column-type'],
  check(change, context) {
    const { table, column, type, using } = change;
    const known = knownColumn(context, table, column);
    const from = known?.type ?? undefined;
    if (from === undefined || isAutomatic(baseOf(from, context), baseOf(type, context), context) !== false)
      return undefined;
    const types = `from ${sqlType(from)} to ${sqlType(type)}`;
    const name = sqlIdentifier(column);
    const target = `ALTER TABLE ${sqlName(table)}`;
    // A cast may have been made for it.
    const doubtful = isEnum(type, context) ? ({ doubtful: true } as const) : {};
    if (using === undefined) {
      return {
        message: `PostgreSQL does not convert ${column} ${types} by itself, and without USING the migration fails with error 42804.`,
        help: `Say how the values are converted:\n${sqlBlock(`${target} ALTER COLUMN ${name} TYPE ${sqlType(type)} USING ${name}::${sqlType(type)};`)}`,
        ...doubtful,
      };
    }
    // In one ALTER TABLE a default is dropped before types change, wherever that stands.
    const isDropped = context.statement.changes.some(
      (other) => other.kind === 'drop-default' && other.column === column,
    );
    if (known?.default === undefined || isDropped) return undefined;
    return {
      message: `Column ${column} has a default, which PostgreSQL does not convert ${types} by itself, whatever USING says: the migration fails with error 42804.`,
      help: `Drop the default first, and set the new one in the same statement:\n${sqlBlock(`${target} ALTER COLUMN ${name} DROP DEFAULT, ALTER COLUMN ${name} TYPE ${sqlType(type)} USING …, ALTER COLUMN ${name} SET DEFAULT …;`)}`,
      ...doubtful,
    };
  },
});

/** A domain's values are those of the type under it. */
function baseOf(type: TypeName, context: RuleContext): TypeName {
  return knownDomain(context, type)?.base ?? type;
}
