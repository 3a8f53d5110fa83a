// Extensions in whatever version the server has.

import { sqlIdentifier } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const extensionVersion = defineRule({
  id: 'extension-version',
  preset: 'policy',
  category: 'policy',
  severity: 'info',
  title: 'An extension is created or updated in a version that the migration does not name.',
  why: 'Which version comes is up to the server: two environments run the same migration and have different functions afterwards. An update may drop or change what views and indexes use.',
  instead: 'Name the version, one that every environment offers: `SELECT * FROM pg_available_extension_versions`.',
  fineWhen: 'All environments are made from the same image and upgraded together.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createextension.html',
    'https://www.postgresql.org/docs/current/sql-alterextension.html',
  ],
  example: {
    setup: 'CREATE TABLE documents (id bigint PRIMARY KEY);',
    bad: 'CREATE EXTENSION pg_trgm;',
    good: "CREATE EXTENSION pg_trgm VERSION '1.6';",
  },
  on: ['create-extension', 'alter-extension'],
  check(change) {
    if (change.version !== undefined) return undefined;
    const name = sqlIdentifier(change.extension);
    return change.kind === 'create-extension'
      ? {
          message: `Extension ${change.extension} comes in whatever version the server has.`,
          help: `Name the version:\n${sqlBlock(`CREATE EXTENSION ${name} VERSION '…';`)}`,
        }
      : {
          message: `Extension ${change.extension} is updated to whatever version the server has.`,
          help: `Name the version:\n${sqlBlock(`ALTER EXTENSION ${name} UPDATE TO '…';`)}`,
        };
  },
});
