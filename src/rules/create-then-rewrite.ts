// Something that one migration of a release makes and a later one throws away.

import type { ChangeOf } from '../model/change.ts';
import type { PastChange, RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { madeIndexName, tableOfIndex } from './facts/indexes.ts';
import { defineRule } from './rule.ts';

export const createThenRewrite = defineRule({
  id: 'create-then-rewrite',
  category: 'policy',
  severity: 'info',
  preset: 'strict',
  title: 'A migration drops or rewrites what an earlier migration of the same release created.',
  why: 'Production runs both, one after the other: it builds what nobody will use, takes the locks twice, and shows the application a state that was never meant for it.',
  instead: 'Write the wanted state into the migration that creates it, and remove the correction.',
  fineWhen:
    'The earlier migration has already been deployed somewhere; compare with a base (`--since`) so that only the new ones are judged.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    earlier: ['CREATE TABLE invoices (id bigint PRIMARY KEY, total integer);'],
    bad: 'ALTER TABLE invoices ALTER COLUMN total TYPE numeric;',
    good: '-- In the migration that creates invoices, give total the type numeric.',
  },
  on: ['drop', 'drop-column', 'alter-column-type'],
  check(change, context) {
    const found = maker(change, context);
    if (found === undefined) return undefined;
    const { what, made } = found;
    return {
      message: `${what} is ${change.kind === 'alter-column-type' ? 'rewritten' : 'dropped'} here, but was made in the same release, by ${made.path} on line ${made.change.at.line}.`,
    };
  },
});

type Undoing = ChangeOf<'drop' | 'drop-column' | 'alter-column-type'>;

interface Made {
  readonly what: string;
  readonly made: PastChange;
}

function maker(change: Undoing, context: RuleContext): Made | undefined {
  if (change.kind === 'drop') {
    return change.names.map((name) => makerOfObject(change, name, context)).find((found) => found !== undefined);
  }
  const past = newChanges(change.table, context);
  const made = past.find(({ change: other }) => hasColumn(other, change.column, change.table));
  return made && { what: `Column ${change.column} of ${context.qualify(change.table)}`, made };
}

function makerOfObject({ object }: ChangeOf<'drop'>, name: Name, context: RuleContext): Made | undefined {
  if (object === 'index') {
    const table = tableOfIndex(context, name);
    const made =
      table &&
      newChanges(table, context).findLast(
        ({ change }) => change.kind === 'create-index' && (change.index ?? madeIndexName(change)) === name.name,
      );
    return made && { what: `Index ${name.name}`, made };
  }
  if (object !== 'table' && object !== 'materialized-view') return undefined;
  const made = newChanges(name, context).findLast(
    ({ change }) =>
      (change.kind === 'create-table' && change.table.name === name.name && change.persistence !== 'temporary') ||
      change.kind === 'create-materialized-view',
  );
  return made && { what: context.qualify(name), made };
}

/** By other migrations of the release: within one, a table may be a step on the way. */
function newChanges(name: Name, context: RuleContext): readonly PastChange[] {
  return context.earlier(name).filter(({ path }) => path !== context.script.path);
}

function hasColumn(change: PastChange['change'], column: string, table: Name): boolean {
  if (change.kind === 'add-column') return change.column.name === column;
  return (
    change.kind === 'create-table' &&
    change.table.name === table.name &&
    change.columns.some(({ name }) => name === column)
  );
}
