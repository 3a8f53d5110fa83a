// RENAME COLUMN breaks the code that runs.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { isAddedInRelease, knownColumn } from './facts/columns.ts';
import { steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const renameColumn = defineRule({
  id: 'rename-column',
  category: 'compatibility',
  severity: 'error',
  title: 'A column of an existing table or view is renamed.',
  why: 'No order of deployment works: old code fails after the rename, new code before it. The rename itself is only a change of the catalog.',
  instead:
    '1. Add a column of the new name, and write both, from the application or with a trigger.\n2. Fill the old rows in batches, outside of migrations.\n3. Release code that reads the new column.\n4. Release code that no longer uses the old column, and drop it in a later release.',
  fineWhen: 'The column or its table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://github.com/ankane/strong_migrations#renaming-a-column',
  ],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY, mail text);',
    bad: 'ALTER TABLE users RENAME COLUMN mail TO email;',
    good: 'ALTER TABLE users ADD COLUMN email text;',
  },
  on: ['rename'],
  check(change, context) {
    if (change.object !== 'column' || change.from === undefined || context.isNew(change.name)) return undefined;
    const known = knownColumn(context, change.name, change.from);
    if (isAddedInRelease(context, known)) return undefined;
    const relation = context.qualify(change.name);
    const type = known === undefined || known.type === null ? '…' : sqlType(known.type);
    return {
      message: `Renaming ${change.from} to ${change.to} breaks running code that uses the old name of this column of ${relation}.`,
      help: `${steps([
        'Add a column of the new name:',
        `ALTER TABLE ${sqlName(change.name)} ADD COLUMN ${sqlIdentifier(change.to)} ${type};`,
      ])}\n2. Write both columns, from the application or a trigger, and fill the old rows in batches.\n3. Let the application read the new column; drop the old one in a later release.`,
      claims: { relation },
    };
  },
});
