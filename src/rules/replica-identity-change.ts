// REPLICA IDENTITY FULL and NOTHING.

import { sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const replicaIdentityChange = defineRule({
  id: 'replica-identity-change',
  preset: 'strict',
  category: 'availability',
  severity: 'warning',
  title: 'The replica identity of an existing table becomes FULL or NOTHING.',
  why: 'FULL writes every old row whole to the WAL, and a subscriber may have to scan the table for each changed row. NOTHING makes UPDATE and DELETE fail as soon as the table is in a publication, and blue/green deployments and change data capture break with it.',
  instead:
    'Give the table a primary key and leave the identity at DEFAULT, or name a unique index over columns that are NOT NULL.',
  fineWhen: 'The table was created in the same release, or its consumers are known to need the old rows.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/logical-replication-publication.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);',
    bad: 'ALTER TABLE orders REPLICA IDENTITY FULL;',
    good: 'ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_pkey;',
  },
  on: ['replica-identity'],
  check(change, context) {
    if ((change.identity !== 'full' && change.identity !== 'nothing') || context.isNew(change.table)) return undefined;
    const relation = context.qualify(change.table);
    const what =
      change.identity === 'full'
        ? `every UPDATE and DELETE of ${relation} writes the whole old row to the WAL`
        : `UPDATE and DELETE of ${relation} fail while it is in a publication`;
    return {
      message: `With REPLICA IDENTITY ${change.identity.toUpperCase()} ${what}.`,
      help: `Identify rows by a unique index over NOT NULL columns:\n${sqlBlock(`ALTER TABLE ${sqlName(change.table)} REPLICA IDENTITY USING INDEX name_of_index;`)}`,
      claims: { relation },
    };
  },
});
