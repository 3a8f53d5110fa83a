// DROP VIEW: queries that name it fail.

import { returnsInUnit } from './facts/returns.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropView = defineRule({
  id: 'drop-view',
  category: 'compatibility',
  severity: 'warning',
  title: 'An existing view is dropped.',
  why: 'Code that still reads it fails as soon as the migration commits. No rows are lost, but its grants are, and those of a materialized view with its indexes.',
  instead:
    '1. Release code that no longer reads the view.\n2. Drop it in a later release, and say so in an ignore comment: `-- lockgate: ignore drop-view -- unused since release 42`.',
  fineWhen: 'The view was created in the same release, or the same transaction creates something of that name again.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-dropview.html',
    'https://www.postgresql.org/docs/current/sql-dropmaterializedview.html',
  ],
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY, open boolean);\nCREATE VIEW open_orders AS SELECT id FROM orders WHERE open;',
    bad: 'DROP VIEW open_orders;',
    good: 'DROP VIEW open_orders;\nCREATE VIEW open_orders AS SELECT id, open FROM orders WHERE open;',
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'view' && change.object !== 'materialized-view') return undefined;
    const live = change.names.filter((name) => !context.isNew(name) && !returnsInUnit(name, context));
    const relations = live.map((name) => context.qualify(name));
    const [relation] = relations;
    if (relation === undefined) return undefined;
    return {
      message: `Dropping ${change.object.replace('-', ' ')} ${relations.join(', ')} breaks code that still reads ${relations.length === 1 ? 'it' : 'them'}.`,
      help: `To change it, create it again in the same transaction. Else:\n${steps([
        'Release code that no longer reads it. In a later release:',
        `${context.statement.text};`,
      ])}`,
      claims: { relation },
    };
  },
});
