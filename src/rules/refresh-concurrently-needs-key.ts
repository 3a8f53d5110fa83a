// REFRESH MATERIALIZED VIEW CONCURRENTLY of a view without a unique index.

import { knownIndexes } from './facts/indexes.ts';
import { viewNamed } from './facts/named.ts';
import { defineRule } from './rule.ts';

export const refreshConcurrentlyNeedsKey = defineRule({
  id: 'refresh-concurrently-needs-key',
  category: 'correctness',
  severity: 'error',
  title: 'A materialized view without a unique index is refreshed CONCURRENTLY.',
  why: 'To find what has changed, PostgreSQL compares the new rows with the old ones by a unique index on columns of the view, for all of its rows. Without one it refuses with error 55000, and the migration fails.',
  instead: 'Create a unique index on the view first, without a WHERE clause and on plain columns.',
  fineWhen: 'The index was made outside of migrations.',
  sources: ['https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html'],
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);\nCREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;',
    bad: 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals;',
    good: 'CREATE UNIQUE INDEX totals_id ON totals (id);\nREFRESH MATERIALIZED VIEW CONCURRENTLY totals;',
    fails: '55000',
  },
  on: ['refresh-materialized-view'],
  check({ view, concurrently }, context) {
    const isMade = viewNamed(context, view)?.kind === 'materialized-view';
    if (!concurrently || !isMade) return undefined;
    const isKey = knownIndexes(context, view).some(
      ({ unique, where, columns }) =>
        unique && where === undefined && columns.every(({ column }) => column !== undefined),
    );
    if (isKey) return undefined;
    return {
      message: `No migration made a unique index on ${context.qualify(view)}, and without one PostgreSQL refuses to refresh it CONCURRENTLY (error 55000).`,
      help: 'Create one before, on columns of the view that are unique together, without WHERE. Or refresh without CONCURRENTLY, which stops those who read the view.',
    };
  },
});
