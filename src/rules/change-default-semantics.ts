// SET DEFAULT and DROP DEFAULT on a column that is in use.
import type { Change, ChangeKind, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { earlierInUnit } from './facts/before.ts';
import { isAddedInRelease, knownColumn } from './facts/columns.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const changeDefaultSemantics = defineRule({
  id: 'change-default-semantics',
  category: 'compatibility',
  severity: 'warning',
  preset: 'strict',
  title: 'The default of a column that is in use changes or goes away.',
  why: 'Only rows that are inserted from now on without a value get the new default: rows that are there keep the old one. While old and new code run side by side, both depend on it. Without a default, an INSERT that leaves the column out writes NULL, or fails if the column is NOT NULL.',
  instead:
    '1. Release code that always writes the column itself.\n2. Change the default in a later migration.\n3. If old rows should have the new value too, update them in batches.',
  fineWhen:
    'The column was added in the same release, or every INSERT names the column. A default that is put back after a change of the type, or that makes way for an identity, is not reported.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/ddl-default.html',
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL DEFAULT 'new');",
    bad: 'ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;',
    good: "ALTER TABLE orders ADD COLUMN region text;\nALTER TABLE orders ALTER COLUMN region SET DEFAULT 'eu';",
  },
  on: ['set-default', 'drop-default'],
  check(change, context) {
    const { table, column } = change;
    if (context.isNew(table) || isNewColumn(change, context) || isPutBack(change, context)) return undefined;
    const where = `${column} of ${context.qualify(table)}`;
    if (change.kind === 'set-default') {
      return {
        message: `The new default of ${where} holds for new rows only, and at once for the code that runs now; rows that are there keep the old value.`,
      };
    }
    const isRequired = knownColumn(context, table, column)?.notNull === true;
    const effect = isRequired ? 'fails, because the column is NOT NULL' : 'writes NULL';
    return {
      message: `Without its default, an INSERT that leaves out ${where} ${effect}: code that runs now may rely on it.`,
      help: `Release code that always writes the column; then drop the default in a later migration:\n${sqlBlock(`ALTER TABLE ${sqlName(table)} ALTER COLUMN ${sqlIdentifier(column)} DROP DEFAULT;`)}`,
    };
  },
});

/** A column that this release added has no default that anybody relies on. */
function isNewColumn({ table, column }: ChangeOf<'set-default' | 'drop-default'>, context: RuleContext): boolean {
  return isAddedInRelease(context, knownColumn(context, table, column));
}

/** In the transaction another default, an identity or nothing follows; or the default is written for the type that the column got there. */
function isPutBack(change: ChangeOf<'set-default' | 'drop-default'>, context: RuleContext): boolean {
  const relation = context.qualify(change.table);
  const isOfColumn = (other: Change): boolean =>
    'column' in other && other.column === change.column && context.qualify(other.table) === relation;
  if (change.kind === 'set-default') {
    return earlierInUnit(change, context).some((other) => other.kind === 'alter-column-type' && isOfColumn(other));
  }
  const rest = context.unit.statements
    .filter(({ index }) => index > context.statement.index)
    .flatMap(({ changes }) => changes);
  return [...context.statement.changes, ...rest].some((other) => replaces.has(other.kind) && isOfColumn(other));
}

const replaces: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['set-default', 'add-identity', 'drop-column']);
