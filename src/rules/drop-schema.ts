// DROP SCHEMA … CASCADE drops everything in it.

import { sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropSchema = defineRule({
  id: 'drop-schema',
  category: 'data-loss',
  severity: 'error',
  title: 'A schema is dropped with everything in it.',
  why: 'CASCADE drops every table, view, type and function of the schema, and what depends on them elsewhere. The list depends on the database, not on the script, and the rows cannot be brought back.',
  instead:
    '1. Release code that uses nothing of the schema.\n2. In a later release, drop what is in it by name, then the schema without CASCADE: PostgreSQL refuses if something was forgotten.',
  fineWhen:
    'The schema was created in the same release. Without CASCADE, PostgreSQL drops a schema only when it is empty.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-dropschema.html',
    'https://www.postgresql.org/docs/current/ddl-depend.html',
  ],
  example: {
    setup: 'CREATE SCHEMA archive;',
    bad: 'DROP SCHEMA archive CASCADE;',
    good: 'DROP SCHEMA archive;',
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'schema' || !change.cascade) return undefined;
    // A relation with a made-up name tells whether the schema itself is new.
    const live = change.names.filter((schema) => !context.isNew({ schema: schema.name, name: '' }));
    if (live.length === 0) return undefined;
    return {
      message: `DROP SCHEMA ${live.map((schema) => schema.name).join(', ')} CASCADE drops all that is in it, tables with their rows, and whatever depends on that elsewhere.`,
      help: `Drop by name what is in it, then the empty schema:\n${sqlBlock(`DROP SCHEMA ${live.map(sqlName).join(', ')};`)}`,
    };
  },
});
