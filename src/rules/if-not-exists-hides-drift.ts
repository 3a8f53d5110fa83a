// IF NOT EXISTS where something else of that name exists.

import { storedType } from '../catalog/draft.ts';
import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Column, TypeName } from '../model/schema.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { knownColumn, knownType } from './facts/columns.ts';
import { knownIndexes, tableOfIndex } from './facts/indexes.ts';
import { madeTable } from './facts/named.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const ifNotExistsHidesDrift = defineRule({
  id: 'if-not-exists-hides-drift',
  category: 'correctness',
  severity: 'warning',
  title: 'IF NOT EXISTS names something that exists already and is different.',
  why: 'PostgreSQL compares only the name: it says so in a notice, does nothing, and the migration counts as done. Code that was written for the new shape fails on this database and works on a fresh one.',
  instead:
    'Write the change that is missing: ADD COLUMN, ALTER COLUMN … TYPE, another name for the index. Without IF NOT EXISTS, the migration fails where the schema is not what its author thought.',
  fineWhen: 'What exists is the same, or was dropped by an earlier statement.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, code integer);',
    bad: 'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, code text, note text);',
    good: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;',
  },
  on: ['create-table', 'add-column', 'create-index'],
  check(change, context) {
    if (!change.ifNotExists) return undefined;
    if (change.kind === 'create-table') return table(change, context);
    return change.kind === 'add-column' ? column(change, context) : index(change, context);
  },
});

/** Only what is missing counts: an older table may have more columns than it was made with. */
function table(change: ChangeOf<'create-table'>, context: RuleContext): Hit | undefined {
  if (change.fromQuery !== undefined || change.partitionOf !== undefined || change.inherits.length > 0)
    return undefined;
  const made = madeTable(context, change.table);
  if (made === undefined || made.columnsFrom !== undefined) return undefined;
  if (made.partitionOf !== undefined || made.inherits.length > 0) return undefined;
  const differences = change.columns.flatMap((wanted) => difference(wanted, change, context) ?? []);
  if (differences.length === 0) return undefined;
  return {
    message: `${context.qualify(change.table)} exists already, and this changes nothing about it: ${differences.join(', ')}.`,
  };
}

function difference(wanted: Column, { table }: ChangeOf<'create-table'>, context: RuleContext): string | undefined {
  const known = knownColumn(context, table, wanted.name);
  if (known === undefined) return `it has no column ${wanted.name}`;
  const type = storedType(wanted.type);
  return known.type === null || isSame(known.type, type)
    ? undefined
    : `its column ${wanted.name} is ${sqlType(known.type)}, not ${sqlType(type)}`;
}

function column({ table, column: wanted }: ChangeOf<'add-column'>, context: RuleContext): Hit | undefined {
  const known = knownType(context, table, wanted.name);
  const type = storedType(wanted.type);
  if (known === undefined || isSame(known, type)) return undefined;
  return {
    message: `Column ${wanted.name} of ${context.qualify(table)} exists already as ${sqlType(known)}: it does not become ${sqlType(type)}.`,
  };
}

function index(change: ChangeOf<'create-index'>, context: RuleContext): Hit | undefined {
  const { index: name, table } = change;
  const { schema } = partsOf(context.qualify(table));
  if (name === undefined) return undefined;
  const owner = tableOfIndex(context, { schema, name });
  if (owner === undefined) return undefined;
  const known = knownIndexes(context, owner).find((one) => one.name === name);
  const isOther = context.qualify(owner) !== context.qualify(table);
  if (known === undefined || (!isOther && keys(known) === keys(change))) return undefined;
  return {
    message: `Index ${name} exists already on ${context.qualify(owner)} (${keys(known)}): it is not made on ${context.qualify(table)} (${keys(change)}).`,
  };
}

function keys({ columns, unique }: Pick<ChangeOf<'create-index'>, 'columns' | 'unique'>): string {
  const names = columns.map((key) => key.column ?? key.expression?.text.toLowerCase().replace(/\s+/g, '') ?? '');
  return `${unique ? 'unique ' : ''}${names.join(', ')}`;
}

function isSame(one: TypeName, other: TypeName): boolean {
  const text = (type: TypeName): string => JSON.stringify([type.name, type.modifiers, type.array]);
  return text(one) === text(other);
}
