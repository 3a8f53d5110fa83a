// SAVEPOINT in a migration.
import { defineRule } from './rule.ts';

export const savepointUse = defineRule({
  id: 'savepoint-use',
  category: 'policy',
  severity: 'info',
  preset: 'policy',
  title: 'A migration uses a savepoint.',
  why: 'Each savepoint that writes takes a transaction id of its own, and with more than 64 open ones every snapshot has to look them up: reads slow down on the writer and on all readers. What is rolled back to a savepoint still cost its locks until then.',
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
        'SAVEPOINT begins a transaction inside the transaction: it takes a transaction id and keeps the locks of what is rolled back to it.',
    };
  },
});
