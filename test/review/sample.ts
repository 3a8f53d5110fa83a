// The report behind the golden sample: one of everything a summary can show.
import type { Report } from '../../src/model/report.ts';
import { findingOn, migrationOf, reportOf, traced } from './reports.ts';

const orders = migrationOf(
  'db/migration/V7__orders.sql',
  `SET lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN total SET NOT NULL;
CREATE INDEX orders_customer ON orders (customer_id);
UPDATE orders SET state = 'new' WHERE state IS NULL;
`,
);
const names = migrationOf(
  'db/migration/V8__names.sql',
  `ALTER TABLE customers
  ADD COLUMN name text;
ALTER TABLE customers ALTER COLUMN note TYPE text;
`,
);
const baseline = migrationOf('db/migration/V1__init.sql', 'CREATE TABLE orders (id int);\n', false);

const index = orders.migration.up.statements[2]?.span;
if (index === undefined) throw new Error('The sample has lost its index.');

export const sample: Report = reportOf([baseline, orders, names], {
  findings: [
    findingOn(orders, 1, {
      rule: 'set-not-null-scan',
      severity: 'error',
      message: 'SET NOT NULL scans all of `public.orders` while nobody can read or write it.',
      help: 'Add a check first, validate it in a migration of its own, then:\n\n1. set NOT NULL,\n2. drop the check.\n\n```sql\nALTER TABLE orders ADD CONSTRAINT total_set CHECK (total IS NOT NULL) NOT VALID;\n```',
      evidence: 'measured',
      claims: { lock: 'AccessExclusiveLock', work: 'scan', relation: 'public.orders' },
    }),
    findingOn(orders, 2, {
      rule: 'index-not-concurrent',
      severity: 'error',
      message: 'CREATE INDEX without CONCURRENTLY stops all writes to `public.orders` until the index is built.',
      help: 'Build it CONCURRENTLY, in a migration that runs outside of a transaction.',
      claims: { lock: 'ShareLock', work: 'index-build', relation: 'public.orders' },
      suggestion: {
        span: index,
        replacement: 'CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id)',
      },
    }),
    findingOn(orders, 3, {
      rule: 'backfill-in-migration',
      severity: 'warning',
      category: 'availability',
      message: 'One UPDATE over the whole table keeps every changed row locked until it ends.',
      help: 'Update in batches, outside of the migration.',
    }),
    findingOn(names, 1, {
      rule: 'column-type-change',
      severity: 'warning',
      message: 'Changing a type rewrites the table.',
      suppressed: 'table has 40 rows | ask @dba',
    }),
  ],
  withdrawn: [
    {
      finding: findingOn(names, 1, { rule: 'column-type-rewrite' }),
      reason: 'PostgreSQL 18.4 changed the type without rewriting `public.customers`.',
    },
  ],
  traces: [
    {
      migration: 'V7__orders.sql',
      path: 'db/migration/V7__orders.sql',
      direction: 'up',
      statements: [
        traced(0, 1, { ms: 0.2 }),
        traced(1, 2, {
          locks: [{ relation: 'public.orders', mode: 'AccessExclusiveLock' }],
          scans: ['public.orders'],
          ms: 12.4,
        }),
        traced(2, 3, {
          locks: [{ relation: 'public.orders', mode: 'ShareLock' }],
          indexBuilds: ['public.orders'],
          ms: 31,
        }),
        traced(3, 4, { locks: [{ relation: 'public.orders', mode: 'RowExclusiveLock' }], ms: 15_200 }),
      ],
    },
    {
      migration: 'V8__names.sql',
      path: 'db/migration/V8__names.sql',
      direction: 'up',
      statements: [
        traced(0, 1, { locks: [{ relation: 'public.customers', mode: 'AccessExclusiveLock' }], ms: 2 }),
        traced(1, 3, { locks: [{ relation: 'public.customers', mode: 'AccessExclusiveLock' }], ms: 3 }),
      ],
    },
  ],
  roundTrips: [
    { migration: 'V7__orders.sql', path: 'db/migration/V7__orders.sql', outcome: 'no-down' },
    {
      migration: 'V8__names.sql',
      path: 'db/migration/V8__names.sql',
      outcome: 'down-differs',
      differences: [{ object: 'column public.customers.name', before: null, after: 'text' }],
    },
  ],
  verdict: {
    outcome: 'block',
    reasons: [
      {
        message: 'set-not-null-scan: SET NOT NULL scans all of `public.orders` while nobody can read or write it.',
        path: 'db/migration/V7__orders.sql',
        line: 2,
      },
      {
        message: 'index-not-concurrent: CREATE INDEX without CONCURRENTLY stops all writes.',
        path: 'db/migration/V7__orders.sql',
        line: 3,
      },
    ],
  },
  preface: [],
  notes: ['The target is PostgreSQL 16; the run was on 18.4.'],
});

/** A pull request that adds the first two statements' file as new, and nothing else. */
export const sampleDiff = new Map([['db/migration/V7__orders.sql', [{ start: 1, end: 3 }]]]);
