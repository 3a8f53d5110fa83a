// timestamp without time zone.
import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Column } from '../model/schema.ts';
import { mentions } from '../sql/mentions.ts';
import { atType, isType, madeColumns } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const preferTimestamptz = defineRule({
  id: 'prefer-timestamptz',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  title: 'A column has the type timestamp, which does not say of which time zone.',
  why: 'timestamp keeps the digits of a clock and drops the offset without a word: which instant is meant depends on who wrote and who reads. Differences across a change to summer time are wrong by an hour. To change the type later, the values have to be read in the right zone, and mostly the table is rewritten.',
  instead: 'Use timestamptz, which keeps the instant in the same 8 bytes and shows it in the zone of the session.',
  fineWhen: 'The value is no instant but what a clock on a wall shows: opening hours, a birthday party.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-datetime.html',
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN placed_at timestamp;',
    good: 'ALTER TABLE orders ADD COLUMN placed_at timestamptz;',
  },
  on: ['create-table', 'add-column'],
  check(change, context): readonly Hit[] {
    return madeColumns(change)
      .filter(({ type }) => isType(type, 'timestamp'))
      .map((column) => {
        const precision = column.type.modifiers[0];
        const instead = `timestamptz${precision === undefined ? '' : `(${precision})`}`;
        return {
          message: `Column ${column.name} of ${context.qualify(change.table)} has the type timestamp: the offset of what is written into it is dropped, and nobody can tell which instant is meant.`,
          ...atType(
            column,
            context,
            /timestamp(?:\s*\(\s*\d\s*\))?(?:\s+without\s+time\s+zone)?(?!\s+with)/,
            isFree(column, change, context) ? instead : undefined,
          ),
        };
      });
  },
});

const instants =
  /^\(?(?:now\s*\(\s*\)|current_timestamp(?:\s*\(\s*\d\s*\))?|(?:clock|statement|transaction)_timestamp\s*\(\s*\))\)?$/i;

/** Nothing else is known to depend on the type: an expression over it may no longer be immutable, a default may mean another instant. */
function isFree(column: Column, change: ChangeOf<'create-table' | 'add-column'>, context: RuleContext): boolean {
  if (column.default !== undefined && !instants.test(column.default.text)) return false;
  if (column.constraints.some(({ type }) => type === 'foreign-key')) return false;
  if (madeColumns(change).some(({ generated }) => generated !== undefined)) return false;
  if (change.kind === 'create-table' && (change.partitioned || change.partitionOf !== undefined)) return false;
  return !context
    .later(change.table)
    .some(
      (later) =>
        later.change.kind === 'create-index' &&
        [...later.change.columns.map(({ expression }) => expression), later.change.where].some(
          (expression) => expression !== undefined && mentions(expression.text, column.name),
        ),
    );
}
