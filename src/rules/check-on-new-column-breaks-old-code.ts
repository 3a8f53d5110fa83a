// A column that is added and required in one release: code of the last release does not know it.
import type { Change, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { knownColumn } from './facts/columns.ts';
import { provesNotNull } from './facts/constraints.ts';
import { steps } from './facts/sql-block.ts';
import { sqlIdentifier, sqlName } from './facts/sql-names.ts';
import { defineRule } from './rule.ts';

export const checkOnNewColumnBreaksOldCode = defineRule({
  id: 'check-on-new-column-breaks-old-code',
  category: 'compatibility',
  severity: 'warning',
  title: 'A column that this release adds becomes required, and has no default.',
  why: 'While the release rolls out, code of the last one still inserts rows without the column. A CHECK that it is not NULL refuses them from the moment it is added, NOT VALID or not, as NOT NULL does: those inserts fail until no old code runs.',
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
  on: ['add-constraint', 'set-not-null'],
  check(change, context) {
    const { table } = change;
    if (context.isNew(table)) return undefined;
    const before = changesBefore(change, context);
    const column = before
      .flatMap((past) => (past.kind === 'add-column' ? [past.column.name] : []))
      .findLast((name) => requires(change, name));
    if (column === undefined || isFilled(column, before) || knownColumn(context, table, column)?.notNull === true) {
      return undefined;
    }
    return {
      message: `Column ${column} of ${context.qualify(table)} is new in this release and required by it: code of the last release inserts rows without it, and those INSERTs fail for as long as that code runs.`,
      help: safeWay(table, column),
    };
  },
});

/** What this release did to the table so far, the statement's own earlier changes among it. */
function changesBefore(change: ChangeOf<'add-constraint' | 'set-not-null'>, context: RuleContext): readonly Change[] {
  const { changes } = context.statement;
  const relation = context.qualify(change.table);
  const own = changes
    .slice(0, changes.indexOf(change))
    .filter((other) => 'table' in other && other.table !== undefined && context.qualify(other.table) === relation);
  return [...context.historyOf(change.table).flatMap((past) => (past.isNew ? [past.change] : [])), ...own];
}

function requires(change: ChangeOf<'add-constraint' | 'set-not-null'>, column: string): boolean {
  if (change.kind === 'set-not-null') return change.column === column;
  const { constraint } = change;
  if (!constraint.enforced) return false;
  return constraint.type === 'not-null' ? constraint.columns.includes(column) : provesNotNull(constraint, column);
}

/** Rows of old code get a value: from a default, an identity, a computed column, or a trigger. */
function isFilled(column: string, before: readonly Change[]): boolean {
  return before.reduce((filled, change) => {
    if (change.kind === 'add-column' && change.column.name === column) {
      const { default: initial, identity, serial, generated } = change.column;
      return identity || serial || generated !== undefined || (initial !== undefined && !isNull(initial.text));
    }
    if (change.kind === 'set-default' && change.column === column) return !isNull(change.default.text);
    if (change.kind === 'drop-default' && change.column === column) return false;
    if (change.kind === 'add-identity' && change.column === column) return true;
    return filled || (change.kind === 'create-trigger' && change.timing === 'before' && change.row);
  }, false);
}

function isNull(text: string): boolean {
  return /^null\b/i.test(text.trim());
}

function safeWay(table: Name, column: string): string {
  const target = `ALTER TABLE ${sqlName(table)}`;
  return `${steps(['Give it a default that suits code without the column, before it is required:', `${target} ALTER COLUMN ${sqlIdentifier(column)} SET DEFAULT …;`])}\n2. Or require it one release later, when no such code runs.`;
}
