// ALTER COLUMN … TYPE to a type that holds less.

import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownType } from './facts/columns.ts';
import { type Narrowing, narrowing } from './facts/narrowing.ts';
import { steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const typeNarrowing = defineRule({
  id: 'type-narrowing',
  category: 'data-loss',
  severity: 'warning',
  title: 'A column changes to a type that does not hold every value of the old one.',
  why: 'The first string that is too long (error 22001) or number that is too large (22003) makes the migration fail, after the table has been locked and half rewritten; and code that runs still writes such values. Digits that the new type has no room for are rounded away without a word, and an explicit cast in USING cuts strings off.',
  instead:
    '1. Add a CHECK for the new limit NOT VALID: from then on new values fit.\n2. Mend the old values, and validate the CHECK.\n3. Change the type, or keep the CHECK and leave the type as it is.',
  fineWhen: 'The table was created in the same release, or the values are known to fit.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/datatype-character.html',
    'https://www.postgresql.org/docs/current/datatype-numeric.html',
  ],
  example: {
    setup:
      "CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(50));\nINSERT INTO orders VALUES (1, 'from the time when codes were long');",
    bad: '-- lockgate: ignore change-column-type -- the table has 40 rows\nALTER TABLE orders ALTER COLUMN code TYPE varchar(20);',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_code_length CHECK (length(code) <= 20) NOT VALID;',
    fails: '22001',
  },
  on: ['alter-column-type'],
  check(change, context) {
    const { table, column, type, using } = change;
    if (context.isNew(table) || (using !== undefined && using.functions.length > 0)) return undefined;
    const from = knownType(context, table, column);
    const loss = from === undefined ? undefined : narrowing(from, type);
    if (from === undefined || loss === undefined) return undefined;
    const effect = effectOf(loss, using !== undefined, type.name);
    const [length] = type.modifiers;
    return {
      message: `${sqlType(type)} does not hold every value that ${column} of ${context.qualify(table)} may have as ${sqlType(from)}: ${effect}.`,
      ...(loss.fails === '22001' && length !== undefined ? { help: checkFirst(table, column, length) } : {}),
    };
  },
});

function effectOf({ fails, rounds }: Narrowing, isCast: boolean, to: string): string {
  if (fails === '22001') {
    return isCast
      ? 'longer strings are cut off without a word'
      : 'the first longer string fails the migration with error 22001';
  }
  const rounding = 'digits that do not fit are rounded or cut off without a word';
  if (to === 'date') return 'the time of day is cut off without a word';
  if (to === 'time') return 'the date is cut off without a word';
  if (fails === null) return rounding;
  return `the first larger number fails the migration with error ${fails}${rounds ? `, and ${rounding}` : ''}`;
}

function checkFirst(table: Parameters<typeof sqlName>[0], column: string, length: number): string {
  const target = `ALTER TABLE ${sqlName(table)}`;
  const name = sqlIdentifier(madeName(table.name, column, 'length'));
  return steps(
    [
      'Let only new values in that fit:',
      `${target} ADD CONSTRAINT ${name} CHECK (length(${sqlIdentifier(column)}) <= ${length}) NOT VALID;`,
    ],
    ['When the old values are mended, in a later migration:', `${target} VALIDATE CONSTRAINT ${name};`],
  );
}
