// ALTER SCHEMA … RENAME breaks every qualified name in it.

import { sqlIdentifier } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const renameSchema = defineRule({
  id: 'rename-schema',
  category: 'compatibility',
  severity: 'error',
  title: 'An existing schema is renamed.',
  why: 'Every qualified name of the schema, every search_path that lists it, and every function body that names it fails from then on: old code after the rename, new code before it. No order of deployment works.',
  instead:
    'Create the new schema, move its objects one by one while views keep their old names, and drop the old schema when no code uses it any more.',
  fineWhen: 'The schema was created in the same release.',
  sources: ['https://www.postgresql.org/docs/current/sql-alterschema.html'],
  example: {
    setup: 'CREATE SCHEMA sales;\nCREATE TABLE sales.orders (id bigint PRIMARY KEY);',
    bad: 'ALTER SCHEMA sales RENAME TO shop;',
    good: 'CREATE SCHEMA shop;\nALTER TABLE sales.orders SET SCHEMA shop;\nCREATE VIEW sales.orders AS SELECT * FROM shop.orders;',
  },
  on: ['rename'],
  check(change, context) {
    // A relation with a made-up name tells whether the schema itself is new.
    if (change.object !== 'schema' || context.isNew({ schema: change.name.name, name: '' })) return undefined;
    const [from, to] = [sqlIdentifier(change.name.name), sqlIdentifier(change.to)];
    return {
      message: `Renaming schema ${change.name.name} to ${change.to} breaks running code that names it, in queries, in a search_path or in function bodies.`,
      help: `Move what is in it, each with a view of its old name:\n${sqlBlock(
        `CREATE SCHEMA ${to};`,
        `ALTER TABLE ${from}.… SET SCHEMA ${to};`,
        `CREATE VIEW ${from}.… AS SELECT * FROM ${to}.…;`,
      ).replaceAll('…', 'name_of_table')}`,
    };
  },
});
