// Tables are renamed before they are dropped.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const tableDropNaming = defineRule({
  id: 'table-drop-naming',
  preset: 'policy',
  category: 'policy',
  severity: 'warning',
  title: 'A table is dropped without having been marked for it by its name.',
  why: 'A table that was renamed one release before it is dropped shows what still uses it: that code fails then, and renaming it back is quick. Dropped rows come back only from a backup.',
  instead:
    '1. Rename the table in one release, so that its name matches the pattern.\n2. Drop it in a later one, when nothing has failed.',
  fineWhen: 'The table is temporary or was created in the same release.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-droptable.html',
    'https://docs.bytebase.com/sql-review/review-rules',
  ],
  options: {
    pattern: {
      type: 'pattern',
      default: '.+_(?:old|deleted|unused)',
      about: 'What the whole name of a table has to match before it may be dropped.',
    },
  },
  example: {
    setup: 'CREATE TABLE audit_2019 (id bigint PRIMARY KEY);\nCREATE TABLE audit_2018_old (id bigint PRIMARY KEY);',
    bad: '-- lockgate: ignore drop-table -- nobody has read it since 2021\nDROP TABLE audit_2019;',
    good: '-- lockgate: ignore drop-table -- renamed in release 41, nothing failed\nDROP TABLE audit_2018_old;',
  },
  on: ['drop'],
  check(change, context, { pattern }) {
    if (change.object !== 'table' || pattern === null) return undefined;
    const bare = change.names.filter((name) => !context.isNew(name) && !pattern.test(name.name));
    return bare.map((name) => ({
      message: `${context.qualify(name)} is dropped, but its name does not say that it was meant to go.`,
      help: steps(
        [
          'Rename it, and wait for a release:',
          `ALTER TABLE ${sqlName(name)} RENAME TO ${sqlIdentifier(`${name.name}_old`)};`,
        ],
        ['Then drop it:', `DROP TABLE ${sqlName({ ...name, name: `${name.name}_old` })};`],
      ),
    }));
  },
});
