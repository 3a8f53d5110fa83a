// REFRESH MATERIALIZED VIEW without CONCURRENTLY.

import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlName } from '../sql/sql-names.ts';
import { viewNamed } from './facts/named.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const refreshMatview = defineRule({
  id: 'refresh-matview',
  category: 'availability',
  severity: 'error',
  title: 'A materialized view is refreshed without CONCURRENTLY.',
  why: 'Its query runs while AccessExclusiveLock is held on the view: every query of the view waits until it is filled again.',
  instead:
    '1. Give the view a unique index on plain columns that covers all rows.\n2. REFRESH MATERIALIZED VIEW CONCURRENTLY: readers see the old rows until it is done. It can run inside a transaction.',
  fineWhen: 'The view was created in the same release, or is filled for the first time, which CONCURRENTLY cannot do.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: ['https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html', 'docs/conformance.md'],
  example: {
    setup:
      'CREATE TABLE orders (customer_id bigint, total numeric);\nCREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;\nCREATE UNIQUE INDEX totals_customer_idx ON totals (customer_id);',
    bad: 'REFRESH MATERIALIZED VIEW totals;',
    good: 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals;',
  },
  on: ['refresh-materialized-view'],
  check(change, context) {
    if (change.concurrently || !change.withData || context.isNew(change.view) || isEmpty(change.view, context)) {
      return undefined;
    }
    const relation = context.qualify(change.view);
    return {
      message: `Refreshing ${relation} without CONCURRENTLY runs its query under AccessExclusiveLock: queries of the view wait until it is filled.`,
      help: `With a unique index on the view, refresh it while it is read:\n${sqlBlock(`REFRESH MATERIALIZED VIEW CONCURRENTLY ${sqlName(change.view)};`)}`,
      claims: { relation },
    };
  },
});

/** Known to hold nothing: the last thing that happened to it was WITH NO DATA. */
function isEmpty(view: Name, context: RuleContext): boolean {
  return viewNamed(context, view)?.populated === false;
}
