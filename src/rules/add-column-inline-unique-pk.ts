// ADD COLUMN … UNIQUE or PRIMARY KEY builds an index under AccessExclusiveLock.

import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const addColumnInlineUniquePk = defineRule({
  id: 'add-column-inline-unique-pk',
  category: 'availability',
  severity: 'error',
  title: 'A UNIQUE or PRIMARY KEY column is added to an existing table.',
  why: 'PostgreSQL builds the index over all rows while it holds AccessExclusiveLock: reads and writes wait. A primary key without a default fails as soon as the table has a row.',
  instead:
    '1. Add the column alone.\n2. Fill it in batches, outside of migrations; for a primary key, make it NOT NULL the safe way (see set-not-null-scan).\n3. In a migration that runs outside a transaction, build a unique index with CREATE UNIQUE INDEX CONCURRENTLY.\n4. In the next migration, add the constraint with UNIQUE USING INDEX or PRIMARY KEY USING INDEX, which only changes the catalog.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'index-build' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE users ADD COLUMN email text UNIQUE;',
    good: 'ALTER TABLE users ADD COLUMN email text;\n-- in the next migration:\nCREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);\n-- in the one after that:\nALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;',
    transaction: { good: 'none' },
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    const key = column.constraints.find(({ type }) => type === 'unique' || type === 'primary-key');
    if (key === undefined || context.isNew(table)) return undefined;
    const relation = context.qualify(table);
    const word = key.type === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
    const target = `ALTER TABLE ${sqlName(table)}`;
    const made = key.type === 'unique' ? madeName(table.name, column.name, 'key') : madeName(table.name, 'pkey');
    const name = sqlIdentifier(key.name ?? made);
    const fill = key.type === 'unique' ? '' : '; fill it and make it NOT NULL before the next step';
    return {
      message: `Adding ${column.name} as ${word} builds an index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      help: steps(
        [`Add the column alone${fill}:`, `${target} ADD COLUMN ${sqlIdentifier(column.name)} ${sqlType(column.type)};`],
        [
          `In a migration ${outsideTransaction(context)}:`,
          `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${sqlName(table)} (${sqlIdentifier(column.name)});`,
        ],
        ['In the next one:', `${target} ADD CONSTRAINT ${name} ${word} USING INDEX ${name};`],
      ),
      claims: { relation },
    };
  },
});
