// ADD PRIMARY KEY that builds its index under AccessExclusiveLock.

import { sqlColumns, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownColumn } from './facts/columns.ts';
import { commandText } from './facts/command-text.ts';
import { defaultName } from './facts/constraints.ts';
import { isOnAllPartitions, isOnly } from './facts/indexes.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { canSplit, keyFromIndex, keyPartByPart } from './facts/splits.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const pkWithoutIndex = defineRule({
  id: 'pk-without-index',
  category: 'availability',
  severity: 'error',
  title: 'A primary key is added to an existing table without a ready index.',
  why: 'PostgreSQL builds the index, and scans for NULLs where a column may hold them, while it holds AccessExclusiveLock: reads and writes wait for all of it.',
  instead:
    '1. Make the columns NOT NULL the safe way, where they are not (see set-not-null-scan).\n2. In a migration that runs outside a transaction, build the index with CREATE UNIQUE INDEX CONCURRENTLY.\n3. In the next migration, add the key with PRIMARY KEY USING INDEX, which only changes the catalog.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'index-build' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE events (id bigint NOT NULL, body text);',
    bad: 'ALTER TABLE events ADD PRIMARY KEY (id);',
    good: 'CREATE UNIQUE INDEX CONCURRENTLY events_pkey ON events (id);\n-- in the next migration:\nALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_pkey;',
    transaction: { good: 'none' },
  },
  on: ['add-constraint'],
  check(change, context) {
    const { constraint, table } = change;
    if (constraint.type !== 'primary-key' || constraint.usingIndex !== undefined || context.isNew(table))
      return undefined;
    if (isOnAllPartitions(constraint, table, context)) return undefined;
    // Of a partitioned table alone there is nothing to build.
    if (isOnly(context) && isPartitioned(context, table)) return undefined;
    const relation = context.qualify(table);
    const name = constraint.name ?? defaultName(table, constraint);
    const sql = sqlIdentifier(name);
    const nullable = constraint.columns.filter((column) => knownColumn(context, table, column)?.notNull !== true);
    const plain = !/\b(?:include|deferrable)\b/i.test(commandText(change, context) ?? 'include');
    const before =
      nullable.length === 0
        ? ''
        : `Before that, make sure that ${nullable.join(', ')} is NOT NULL (see set-not-null-scan).\n`;
    return {
      message: `Adding the primary key builds its index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      help:
        before +
        (isPartitioned(context, table)
          ? keyPartByPart(table, name, constraint.columns, 'PRIMARY KEY', context)
          : steps(
              [
                `In a migration ${outsideTransaction(context)}, build the index:`,
                `CREATE UNIQUE INDEX CONCURRENTLY ${sql} ON ${sqlName(table)} (${sqlColumns(constraint.columns)});`,
              ],
              [
                'In the next one, make it the key:',
                `ALTER TABLE ${sqlName(table)} ADD CONSTRAINT ${sql} PRIMARY KEY USING INDEX ${sql};`,
              ],
            )),
      claims: { relation },
      ...(nullable.length === 0 && plain && !isPartitioned(context, table) && canSplit(context)
        ? { split: keyFromIndex(change, name, 'PRIMARY KEY') }
        : {}),
    };
  },
});
