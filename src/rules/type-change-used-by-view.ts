// ALTER COLUMN … TYPE fails while a view uses the column.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownColumn } from './facts/columns.ts';
import { allIndexesKnown } from './facts/indexes.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const typeChangeUsedByView = defineRule({
  id: 'type-change-used-by-view',
  category: 'correctness',
  severity: 'error',
  title: 'The type of a column changes while a view uses the column.',
  why: 'PostgreSQL refuses to change the type of a column that a view or a materialized view uses (error 0A000). The migration fails, even where the table is empty.',
  instead:
    'Drop the view, change the type and create the view again, in one transaction. Give the view its privileges again: they are gone with it.',
  fineWhen: 'The view is dropped before.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/ddl-depend.html',
  ],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(50));\nCREATE VIEW addresses AS SELECT email FROM customers;',
    bad: 'ALTER TABLE customers ALTER COLUMN email TYPE text;',
    good: 'DROP VIEW addresses;\nALTER TABLE customers ALTER COLUMN email TYPE text;\nCREATE VIEW addresses AS SELECT email FROM customers;',
    fails: '0A000',
  },
  on: ['alter-column-type'],
  check(change, context) {
    const users = context.viewsOn(change.table).filter((view) => uses(view, change, context));
    const [view] = users;
    if (view === undefined) return undefined;
    const { table, column, type } = change;
    const names = users.map((user) => context.qualify(user.view)).join(', ');
    const kind = view.kind === 'create-view' ? 'VIEW' : 'MATERIALIZED VIEW';
    return {
      message: `${names} ${users.length === 1 ? 'uses' : 'use'} ${column}: PostgreSQL refuses to change its type (error 0A000).`,
      help: `Drop and make again, in one transaction, what stands on the column; privileges have to be granted again:\n${sqlBlock(
        `DROP ${kind} ${sqlName(view.view)};`,
        `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${sqlIdentifier(column)} TYPE ${sqlType(type)};`,
        `CREATE ${kind} ${sqlName(view.view)} AS SELECT …;`,
      )}`,
    };
  },
});

/** For sure: the name in the query can mean no other table's column, and `*` held the column when the view was made. */
function uses(
  view: ChangeOf<'create-view' | 'create-materialized-view'>,
  { table, column }: ChangeOf<'alter-column-type'>,
  context: RuleContext,
): boolean {
  const own = context.qualify(table);
  const others = (view.reads ?? []).filter((name) => context.qualify(name) !== own);
  if (view.uses?.includes(column) === true) return others.every((other) => lacks(other, column, context));
  return view.uses?.includes('*') === true && others.length === 0 && wasThereFirst(table, column, context);
}

function lacks(table: Name, column: string, context: RuleContext): boolean {
  return allIndexesKnown(context, table) && knownColumn(context, table, column) === undefined;
}

function wasThereFirst(table: Name, column: string, context: RuleContext): boolean {
  return context
    .historyOf(table)
    .some(({ change }) => change.kind === 'create-table' && change.columns.some(({ name }) => name === column));
}
