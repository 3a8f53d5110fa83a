// A column that one release adds, requires and leaves without a default: code of the last release does not know it.
import type { Change, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownColumn } from './facts/columns.ts';
import { provesNotNull } from './facts/constraints.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const checkOnNewColumnBreaksOldCode = defineRule({
  id: 'check-on-new-column-breaks-old-code',
  category: 'compatibility',
  severity: 'warning',
  title: 'A column that this release adds is required, and has no default or loses it.',
  why: 'While the release rolls out, code of the last one still inserts rows without the column. A CHECK that it is not NULL refuses them from the moment it is added, NOT VALID or not, as NOT NULL does; so does a NOT NULL column whose default, given for the rows that are there, is dropped again: those inserts fail until no old code runs.',
  instead:
    '1. Add the column with a default that suits old code, or leave it nullable, and release code that fills it.\n2. Require it one release later, when no code without it runs.',
  fineWhen:
    'The column has a default, or a trigger fills it; the table was created in the same release; or nothing inserts while the release rolls out.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT',
    'https://github.com/sbdchd/squawk/issues/937',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN channel text;\nALTER TABLE orders ADD CONSTRAINT orders_channel_set CHECK (channel IS NOT NULL) NOT VALID;',
    good: "ALTER TABLE orders ADD COLUMN channel text DEFAULT 'web';\nALTER TABLE orders ADD CONSTRAINT orders_channel_set CHECK (channel IS NOT NULL) NOT VALID;",
  },
  on: ['add-constraint', 'set-not-null', 'drop-default'],
  check(change, context) {
    const { table } = change;
    if (context.isNew(table)) return undefined;
    const { before, after } = inRelease(change, context);
    const column = before
      .flatMap((past) => (past.kind === 'add-column' ? [past.column.name] : []))
      .findLast((name) => requires(change, name));
    if (column === undefined || isFilled(column, [...before, change, ...after])) return undefined;
    const wasFilled = isFilled(column, before);
    const isRequired = knownColumn(context, table, column)?.notNull === true || setsNotNull(column, before);
    // A default that goes once the column is required is told where it goes.
    if (change.kind === 'drop-default' ? !(isRequired && wasFilled) : isRequired || wasFilled) return undefined;
    return {
      message: `Column ${column} of ${context.qualify(table)} is new in this release and ${change.kind === 'drop-default' ? 'has no default any more' : 'required by it'}: code of the last release inserts rows without it, and those INSERTs fail for as long as that code runs.`,
      help:
        change.kind === 'drop-default'
          ? 'Leave the default, and drop it one release later, when all code that runs writes the column.'
          : safeWay(table, column),
    };
  },
});

type Requiring = ChangeOf<'add-constraint' | 'set-not-null' | 'drop-default'>;

interface Around {
  readonly before: readonly Change[];
  readonly after: readonly Change[];
}

/** What this release did to the table so far, and what its transaction still does before anybody else sees it. */
function inRelease(change: Requiring, context: RuleContext): Around {
  const { changes } = context.statement;
  const relation = context.qualify(change.table);
  const isOnTable = (other: Change): boolean =>
    'table' in other && other.table !== undefined && context.qualify(other.table) === relation;
  const at = changes.indexOf(change);
  const past = context.earlier(change.table).map((one) => one.change);
  const later = context.later(change.table).filter(({ unit }) => unit === context.unit);
  return {
    before: [...past, ...changes.slice(0, at).filter(isOnTable)],
    after: [...changes.slice(at + 1).filter(isOnTable), ...later.map((one) => one.change)],
  };
}

function setsNotNull(column: string, before: readonly Change[]): boolean {
  return before.some(
    (change) => change.kind === 'add-column' && change.column.name === column && change.column.notNull,
  );
}

function requires(change: Requiring, column: string): boolean {
  if (change.kind !== 'add-constraint') return change.column === column;
  const { constraint } = change;
  if (!constraint.enforced) return false;
  return constraint.type === 'not-null' ? constraint.columns.includes(column) : provesNotNull(constraint, column);
}

/** Rows of old code get a value, or none is asked for: from a default, an identity, a computed column, or a trigger; or the column is gone. */
function isFilled(column: string, changes: readonly Change[]): boolean {
  const hasTrigger = changes.some(
    (change) => change.kind === 'create-trigger' && change.timing === 'before' && change.row,
  );
  return hasTrigger || changes.reduce((filled, change) => fills(change, column) ?? filled, false);
}

function fills(change: Change, column: string): boolean | undefined {
  if (change.kind === 'add-column' && change.column.name === column) {
    const { default: initial, identity, serial, generated } = change.column;
    return identity || serial || generated !== undefined || (initial !== undefined && !isNull(initial.text));
  }
  if (!('column' in change) || change.column !== column) return undefined;
  switch (change.kind) {
    case 'set-default':
      return !isNull(change.default.text);
    case 'drop-default':
      return false;
    case 'add-identity':
    case 'drop-column':
    case 'drop-not-null':
      return true;
    default:
      return undefined;
  }
}

function isNull(text: string): boolean {
  return /^null\b/i.test(text.trim());
}

function safeWay(table: Name, column: string): string {
  const target = `ALTER TABLE ${sqlName(table)}`;
  return `${steps(['Give it a default that suits code without the column, before it is required:', `${target} ALTER COLUMN ${sqlIdentifier(column)} SET DEFAULT …;`])}\n2. Or require it one release later, when no such code runs.`;
}
