// ALTER COLUMN … TYPE fails while a view uses the column.

import { dependentsOf, isView, keyOf, tableOrView } from '../catalog/objects.ts';
import type { View } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownColumn } from './facts/columns.ts';
import { allIndexesKnown } from './facts/indexes.ts';
import { visibleName } from './facts/named.ts';
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
    const users = viewsOn(change.table, context).filter((view) => uses(view, change, context));
    const [view] = users;
    if (view === undefined) return undefined;
    const { table, column, type } = change;
    const names = users.map(keyOf).join(', ');
    const kind = view.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW';
    return {
      message: `${names} ${users.length === 1 ? 'uses' : 'use'} ${column}: PostgreSQL refuses to change its type (error 0A000).`,
      help: `Drop and make again, in one transaction, what stands on the column; privileges have to be granted again:\n${sqlBlock(
        `DROP ${kind} ${sqlName(visibleName(partsOf(keyOf(view)), context))};`,
        `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${sqlIdentifier(column)} TYPE ${sqlType(type)};`,
        `CREATE ${kind} ${sqlName(visibleName(partsOf(keyOf(view)), context))} AS SELECT …;`,
      )}`,
    };
  },
});

function viewsOn(table: Name, { catalog, qualify }: RuleContext): readonly View[] {
  return dependentsOf(catalog, qualify(table)).flatMap((key) => {
    const relation = tableOrView(catalog, key);
    return relation !== undefined && isView(relation) ? [relation] : [];
  });
}

/** For sure: the name in the query can mean no other table's column, and `*` held the column when the view was made. */
function uses(view: View, { table, column }: ChangeOf<'alter-column-type'>, context: RuleContext): boolean {
  const own = context.qualify(table);
  const others = view.reads.filter((key) => key !== own);
  if (view.uses.includes(column)) return others.every((other) => lacks(partsOf(other), column, context));
  const known = knownColumn(context, table, column);
  return view.uses.includes('*') && others.length === 0 && known !== undefined && known.id < view.id;
}

function lacks(table: Name, column: string, context: RuleContext): boolean {
  return allIndexesKnown(context, table) && knownColumn(context, table, column) === undefined;
}
