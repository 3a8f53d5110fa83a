// RENAME of a table or view breaks the code that runs.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { returnsInUnit } from './facts/returns.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

const words: Readonly<Record<string, string>> = {
  table: 'TABLE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
};

export const renameTable = defineRule({
  id: 'rename-table',
  category: 'compatibility',
  severity: 'error',
  title: 'An existing table or view is renamed.',
  why: 'No order of deployment works: old code fails after the rename, new code before it. The rename itself is only a change of the catalog.',
  instead:
    '1. In one transaction, rename the table and create a view of the old name: code can read and write a simple view like the table.\n2. Release code that uses the new name.\n3. Drop the view in a later release.',
  fineWhen:
    'It was created in the same release, or the same transaction gives the old name to a view or another table.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://github.com/ankane/strong_migrations#renaming-a-table',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);',
    bad: 'ALTER TABLE orders RENAME TO purchases;',
    good: 'ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;',
  },
  on: ['rename'],
  check(change, context) {
    const word = words[change.object];
    if (word === undefined || context.isNew(change.name) || returnsInUnit(change.name, context)) return undefined;
    const relation = context.qualify(change.name);
    const renamed = { ...change.name, name: change.to };
    return {
      message: `Renaming ${relation} to ${change.to} breaks running code that uses the old name.`,
      help: `${steps([
        'In one transaction, keep the old name as a view:',
        `ALTER ${word} ${sqlName(change.name)} RENAME TO ${sqlIdentifier(change.to)};`,
        `CREATE VIEW ${sqlName(change.name)} AS SELECT * FROM ${sqlName(renamed)};`,
      ])}\n2. When no code uses the old name any more, drop the view in a later release.`,
      claims: { relation },
    };
  },
});
