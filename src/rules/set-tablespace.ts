// SET TABLESPACE copies the table's files.

import type { Claims, RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { tableOfIndex } from './facts/indexes.ts';
import { defineRule } from './rule.ts';

export const setTablespace = defineRule({
  id: 'set-tablespace',
  category: 'availability',
  severity: 'error',
  title: 'An existing table or index moves to another tablespace.',
  why: 'PostgreSQL copies the file block by block, and writes all of it to the WAL, under AccessExclusiveLock: reads and writes wait until that is done. On Aurora all tablespaces are the same storage, so the copy gains nothing.',
  instead:
    'Build a new index in the other tablespace concurrently and drop the old one; for a table, create a new one there, copy the rows in batches, and switch over.',
  fineWhen: 'It was created in the same release, is empty, or is in that tablespace already.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/manage-ag-tablespaces.html',
  ],
  example: {
    setup: 'CREATE TABLE archive (id bigint PRIMARY KEY, line text);',
    bad: 'ALTER TABLE archive SET TABLESPACE fast;',
    good: 'CREATE TABLE archive_new (LIKE archive INCLUDING ALL) TABLESPACE pg_default;',
    // No other tablespace comes with PostgreSQL.
    fails: '42704',
  },
  on: ['set-tablespace'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    const relation = context.qualify(change.table);
    const isIndex = /^alter\s+index\b/i.test(context.statement.text);
    const waiting = isIndex ? 'whoever reads or writes its table waits' : 'reads and writes wait';
    return {
      message: `Moving ${relation} to tablespace ${change.tablespace} copies it whole under AccessExclusiveLock: ${waiting} until that is done.`,
      claims: isIndex ? ofIndex(change.table, context) : { relation },
    };
  },
});

/** The lock is on the index itself, which every query of its table asks for; a new file is all that is seen of the table. */
function ofIndex(index: Name, context: RuleContext): Claims {
  const table = tableOfIndex(context, index);
  return { relation: table === undefined ? null : context.qualify(table), lock: null, work: 'index-build' };
}
