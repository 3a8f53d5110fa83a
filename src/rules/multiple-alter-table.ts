// Several ALTER TABLEs of one table that could be one.
import type { Change, ChangeKind, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import { mentions } from '../sql/mentions.ts';
import { sqlName } from '../sql/sql-names.ts';
import { commandText } from './facts/command-text.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

/**
 * Sub-commands that may stand beside others in one ALTER TABLE, and that lose nothing by it, with the pass in which PostgreSQL runs them there: what
 * drops something first, in whatever order they are written. Measured on 15.18 and 18.4.
 */
const passes: ReadonlyMap<ChangeKind, number> = new Map([
  ['drop-column', 0],
  ['drop-default', 0],
  ['drop-not-null', 0],
  ['alter-column-type', 1],
  ['add-column', 2],
  ['set-default', 3],
  ['alter-column-setting', 4],
  ['storage-parameters', 4],
  ['set-logged', 4],
]);

export const multipleAlterTable = defineRule({
  id: 'multiple-alter-table',
  preset: 'strict',
  category: 'availability',
  severity: 'info',
  title: 'Statements that follow each other alter one table and could be one statement.',
  why: 'Each ALTER TABLE goes over the table by itself: two changes of types rewrite it twice, where one statement rewrites it once. Outside a transaction each of them also waits for the lock again, and everyone else with it.',
  instead: 'Write their sub-commands into one ALTER TABLE, with commas between them.',
  fineWhen:
    'The table was created in the same release, or the second statement needs the first to be done: as one they would fail, or end otherwise. Not for constraints: NOT VALID and VALIDATE, and SET NOT NULL and the CHECK that proves it, have to be statements of their own.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE orders ADD COLUMN code text;',
    good: 'ALTER TABLE orders ADD COLUMN note text, ADD COLUMN code text;',
  },
  on: ['add-column', 'drop-column', 'alter-column-type', 'set-default', 'drop-default', 'drop-not-null', 'set-logged'],
  check(change, context) {
    const { statement, script, unit } = context;
    if (statement.changes[0] !== change || statement.within !== undefined || context.isNew(change.table)) {
      return undefined;
    }
    const before = script.statements[statement.index - 1];
    if (before === undefined || !isJoinable(statement, change.table, context)) return undefined;
    if (unit.kind === 'transaction' && !unit.statements.includes(before)) return undefined;
    if (!isJoinable(before, change.table, context) || !keepOrder(before.changes, statement.changes)) return undefined;
    const [first] = before.changes;
    const parts = [
      ...before.changes.map((other) => commandText(other, { ...context, statement: before })),
      ...statement.changes.map((other) => commandText(other, context)),
    ];
    const relation = context.qualify(change.table);
    return {
      message: `This and the statement before it both alter ${relation} and could be one ALTER TABLE.`,
      ...(first === undefined || parts.includes(undefined)
        ? {}
        : {
            help: `Write them as one:\n${sqlBlock(`ALTER TABLE ${sqlName(change.table)}\n  ${parts.join(',\n  ')};`)}`,
          }),
    };
  },
});

/** An ALTER TABLE of that table with nothing else in it. */
function isJoinable({ changes, within }: Statement, table: Name, { qualify }: RuleContext): boolean {
  const wanted = qualify(table);
  return (
    within === undefined &&
    changes.length > 0 &&
    changes.every(
      (change: Change) =>
        passes.has(change.kind) && 'table' in change && change.table !== undefined && qualify(change.table) === wanted,
    )
  );
}

/** As one statement they do the same: what is about one column, or read by a USING, still runs in this order. */
function keepOrder(first: readonly Change[], second: readonly Change[]): boolean {
  return first.every((one) =>
    second.every((other) => {
      const column = columnOf(one);
      if (column === undefined) return one.kind !== other.kind;
      if (readsOther(one, other) || readsOther(other, one)) return false;
      if (column !== columnOf(other) || (passes.get(one.kind) ?? 0) < (passes.get(other.kind) ?? 0)) return true;
      // Without its default a type changes as with it.
      return one.kind === 'alter-column-type' && (other.kind === 'drop-default' || other.kind === 'drop-not-null');
    }),
  );
}

function columnOf(change: Change): string | undefined {
  if (change.kind === 'add-column') return change.column.name;
  return 'column' in change ? change.column : undefined;
}

function readsOther(change: Change, other: Change): boolean {
  const column = columnOf(other);
  return isConverted(change) && column !== undefined && column !== change.column && mentions(change.using.text, column);
}

type Converted = ChangeOf<'alter-column-type'> & { readonly using: { readonly text: string } };

function isConverted(change: Change): change is Converted {
  return change.kind === 'alter-column-type' && change.using !== undefined;
}
