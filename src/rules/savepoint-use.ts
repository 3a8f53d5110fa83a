// SAVEPOINT in a migration.
import { defineRule } from './rule.ts';

export const savepointUse = defineRule({
  id: 'savepoint-use',
  category: 'policy',
  severity: 'info',
  preset: 'policy',
  title: 'A migration uses a savepoint.',
  why: 'Each savepoint behind which something is written takes a transaction id of its own, which counts until the transaction ends, also when the savepoint is released. With more than 64 of them in a transaction every snapshot has to look them up in `pg_subtrans`: reads slow down on the writer and on all readers. What is rolled back to a savepoint held its locks until then.',
  instead: 'Split the migration where part of it may fail, and let each part commit or fail as a whole.',
  fineWhen: 'A single savepoint guards a step that is expected to fail now and then.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-savepoint.html',
    'https://www.postgresql.org/docs/current/subxacts.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "SAVEPOINT before_comment;\nCOMMENT ON TABLE orders IS 'Orders of customers';\nRELEASE before_comment;",
    good: "COMMENT ON TABLE orders IS 'Orders of customers';",
  },
  directions: ['up', 'down'],
  on: ['transaction'],
  check({ action }) {
    if (action !== 'savepoint') return undefined;
    return {
      message:
        'SAVEPOINT begins a transaction inside the transaction: what is written behind it takes a transaction id of its own, which counts until the whole transaction ends.',
    };
  },
});
