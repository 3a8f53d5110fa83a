// VACUUM FULL writes the table anew.

import { sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const vacuumFull = defineRule({
  id: 'vacuum-full',
  category: 'availability',
  severity: 'error',
  title: 'A table is vacuumed with FULL.',
  why: 'PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.',
  instead:
    'Plain VACUUM makes the space usable again and stops neither reads nor writes. To give space back to the system, use pg_repack.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-vacuum.html',
    'https://www.postgresql.org/docs/current/routine-vacuuming.html',
    'https://reorg.github.io/pg_repack/',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);\nINSERT INTO orders SELECT generate_series(1, 10);',
    bad: 'VACUUM FULL orders;',
    good: 'VACUUM orders;',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['vacuum'],
  check(change, context) {
    const live = change.tables.filter((table) => !context.isNew(table));
    if (!change.full || (change.tables.length > 0 && live.length === 0)) return undefined;
    const [first] = live;
    const relation = first === undefined ? null : context.qualify(first);
    const names = live.map((table) => context.qualify(table)).join(', ');
    return {
      message: `VACUUM FULL rewrites ${names || 'every table of the database'} under AccessExclusiveLock: reads and writes wait until that is done.`,
      help: `Make the space usable again without stopping anyone:\n${sqlBlock(`VACUUM${live.length > 0 ? ` ${live.map(sqlName).join(', ')}` : ''};`)}\nTo give space back to the system, use pg_repack.`,
      claims: { relation },
    };
  },
});
