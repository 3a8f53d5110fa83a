// Columns in an order that leaves gaps in every row.

import { sqlIdentifier } from '../sql/sql-names.ts';
import { lengthOf, packed, paddingOf, storedType } from './facts/row-layout.ts';
import { defineRule } from './rule.ts';

export const columnAlignment = defineRule({
  id: 'column-alignment',
  category: 'policy',
  severity: 'info',
  preset: 'policy',
  title: 'The columns of a new table stand in an order that wastes bytes in every row.',
  why: 'PostgreSQL stores columns in the order of CREATE TABLE, and puts each at an offset that its type is aligned to: a boolean before a bigint costs 7 bytes of padding in each row, on disk and in memory. The order cannot be changed later.',
  instead:
    'Put columns of 8 bytes first (bigint, timestamptz, double precision), then those of 4 (integer, date, enums), of 2, of 1, and last those of varying length.',
  fineWhen: 'The table stays small, or a readable order is worth more than the space.',
  sources: [
    'https://www.postgresql.org/docs/current/storage-page-layout.html',
    'https://www.postgresql.org/docs/current/catalog-pg-type.html',
  ],
  options: {
    'min-bytes': {
      type: 'integer',
      default: 8,
      min: 1,
      about: 'Bytes per row that another order has to save before this is said.',
    },
  },
  example: {
    setup: '',
    bad: 'CREATE TABLE events (done boolean NOT NULL, id bigint PRIMARY KEY, urgent boolean NOT NULL, at timestamptz NOT NULL, note text);',
    good: 'CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL, done boolean NOT NULL, urgent boolean NOT NULL, note text);',
  },
  on: ['create-table'],
  check(change, context, options) {
    if (change.persistence === 'temporary' || change.partitionOf !== undefined) return undefined;
    if (change.inherits.length > 0 || change.likes.length > 0) return undefined;
    const columns = change.columns
      .filter(({ generated }) => generated !== 'virtual')
      .flatMap((column) => {
        const stored = storedType(column.type, context);
        return stored === undefined ? [] : [{ name: column.name, stored }];
      });
    if (columns.length < change.columns.length) return undefined;
    const better = packed(columns);
    const [now, then] = [columns, better].map((order) => order.map(({ stored }) => stored));
    if (now === undefined || then === undefined) return undefined;
    const saved = (lengthOf(now) ?? paddingOf(now)) - (lengthOf(then) ?? paddingOf(then));
    if (saved < options['min-bytes']) return undefined;
    return {
      message: `In this order every row of ${context.qualify(change.table)} has ${saved} bytes of padding that another order saves (in rows without NULL).`,
      help: `Put the columns in this order: ${better.map(({ name }) => sqlIdentifier(name)).join(', ')}.`,
    };
  },
});
