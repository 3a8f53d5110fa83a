// timestamp to timestamptz and back: the values are read in the TimeZone of whoever runs the migration.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { TypeName } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownType } from './facts/columns.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { isType } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const timezoneDependentTypeChange = defineRule({
  id: 'timezone-dependent-type-change',
  category: 'correctness',
  severity: 'warning',
  title: 'A type change reads every value in the TimeZone that the session happens to have.',
  why: 'Between timestamp and timestamptz PostgreSQL converts with the TimeZone of the session that runs the migration: on a laptop, in CI and on the server the same migration makes other instants out of the same rows, hours apart. What is lost by that cannot be seen in the result.',
  instead:
    'Say which zone the stored values are in: SET LOCAL TimeZone in the same transaction, or USING … AT TIME ZONE. With the zone UTC no row has to be rewritten; with USING the table is rewritten in any case.',
  fineWhen: 'The script sets TimeZone, or the table was created in the same release.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-datetime.html',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, placed timestamp);',
    bad: '-- lockgate: ignore change-column-type -- the table has 40 rows\nALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;',
    good: "SET LOCAL TimeZone = 'UTC';\nALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;",
  },
  on: ['alter-column-type'],
  check(change, context) {
    const { table, column, type } = change;
    if (context.isNew(table) || context.setting('timezone') !== null || saysZone(change)) return undefined;
    const from = knownType(context, table, column);
    if (from === undefined || !isConverted(from, type)) return undefined;
    return {
      message: `Every value of ${column} is converted from ${sqlType(from)} to ${sqlType(type)} in the TimeZone of the session that runs this, and no TimeZone is set: elsewhere the same migration gives other values.`,
      help: sayZone(change, isType(from, 'date'), context),
    };
  },
});

/** AT TIME ZONE is a function to PostgreSQL; what other functions do is not looked into. */
function saysZone({ using }: ChangeOf<'alter-column-type'>): boolean {
  return using !== undefined && using.functions.length > 0;
}

function isConverted(from: TypeName, to: TypeName): boolean {
  const clocks = ['timestamp', 'date', 'time'];
  return (
    (isType(from, 'timestamptz') && isType(to, ...clocks)) ||
    (isType(from, 'timestamp', 'date') && isType(to, 'timestamptz'))
  );
}

/** A date alone would be taken for an instant of the session's zone before AT TIME ZONE. */
function sayZone(
  { table, column, type }: ChangeOf<'alter-column-type'>,
  fromDate: boolean,
  context: RuleContext,
): string {
  const change = `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${sqlIdentifier(column)} TYPE ${sqlType(type)}`;
  const using = `${change} USING ${sqlIdentifier(column)}${fromDate ? '::timestamp' : ''} AT TIME ZONE 'UTC';`;
  const set = context.unit.kind === 'transaction' ? 'SET LOCAL' : 'SET';
  return `If the stored values are in UTC, say so; the type between timestamp and timestamptz then changes without a rewrite:\n${sqlBlock(`${set} TimeZone = 'UTC';`, `${change};`)}\nIf they are in another zone, name that one instead; or name it in the statement itself, which rewrites the table:\n${sqlBlock(using)}`;
}
