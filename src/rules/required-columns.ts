// A house policy: columns that every table has.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Column } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { internalName } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const requiredColumns = defineRule({
  id: 'required-columns',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'A new table lacks a column that every table has to have.',
  why: 'Tools that copy, audit or archive tables count on columns such as id and created_at. To add one later that says when a row was made is too late for the rows that are there.',
  instead: 'Add the missing columns to the CREATE TABLE.',
  fineWhen:
    'The option `columns` is empty, or the table is temporary, a partition, or made of another table or a query.',
  sources: ['https://www.postgresql.org/docs/current/sql-createtable.html'],
  options: {
    columns: {
      type: 'texts',
      default: [],
      about: 'Columns of every new table, each by its name or by its name and type, such as `created_at timestamptz`.',
    },
  },
  example: {
    setup: '',
    bad: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    good: 'CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());',
    options: { columns: ['id', 'created_at timestamptz'] },
  },
  on: ['create-table'],
  check(change, context, options) {
    if (change.persistence === 'temporary' || isMadeOfAnother(change)) return undefined;
    const columns = [...change.columns, ...addedLater(change, context)];
    const missing = options.columns.map(wanted).filter((want) => !columns.some((column) => fits(column, want)));
    if (missing.length === 0) return undefined;
    const list = missing.map(({ written }) => written).join(', ');
    const adds = missing.flatMap(({ name, type }) =>
      type === '' ? [] : [`ALTER TABLE ${sqlName(change.table)} ADD COLUMN ${sqlIdentifier(name)} ${type};`],
    );
    return {
      message: `The new table ${context.qualify(change.table)} lacks ${list}, which by house rule every table has.`,
      ...(adds.length === 0
        ? {}
        : { help: `Add it to the CREATE TABLE, or in the same migration:\n${sqlBlock(...adds)}` }),
    };
  },
});

function isMadeOfAnother({ partitionOf, inherits, likes, fromQuery }: ChangeOf<'create-table'>): boolean {
  return partitionOf !== undefined || inherits.length > 0 || likes.length > 0 || fromQuery !== undefined;
}

function addedLater({ table }: ChangeOf<'create-table'>, context: RuleContext): readonly Column[] {
  return context.later(table).flatMap(({ change }) => (change.kind === 'add-column' ? [change.column] : []));
}

interface Wanted {
  readonly written: string;
  readonly name: string;
  readonly type: string;
}

function wanted(written: string): Wanted {
  const [, name = '', type = ''] = /^(\S+)\s*(.*)$/s.exec(written.trim()) ?? [];
  return { written: written.trim(), name, type };
}

/** A serial column is the integer that it is made of, too. */
function fits(column: Column, { name, type }: Wanted): boolean {
  if (column.name !== name) return false;
  const wantedType = internalName(type);
  const has = internalName(column.type.name);
  return type === '' || has === wantedType || integers[has] === wantedType;
}

const integers: Readonly<Record<string, string>> = { smallserial: 'int2', serial: 'int4', bigserial: 'int8' };
