// ALTER TYPE … ADD VALUE, and a use of the value before it is committed.
import { dependentsOf } from '../catalog/objects.ts';
import type { ChangeKind, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import { mentions } from '../sql/mentions.ts';
import { isMade } from './facts/no-work.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

/** Where a literal of the enum type is read while the statement runs. */
const uses: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'insert',
  'update',
  'delete',
  'merge',
  'select',
  'set-default',
  'add-column',
  'add-constraint',
  'alter-column-type',
  'create-index',
  'create-table',
  'create-view',
  'create-materialized-view',
  'create-policy',
  'do',
]);

export const enumValueUsedInSameTransaction = defineRule({
  id: 'enum-value-used-in-same-transaction',
  category: 'correctness',
  severity: 'error',
  title: 'A new enum value is used in the transaction that adds it.',
  why: 'PostgreSQL refuses to use an enum value before the transaction that added it has committed (error 55P04). The migration fails.',
  instead:
    '1. Add the value in a migration of its own.\n2. Use it in the next one: its transaction begins after the value was committed.',
  fineWhen:
    'Each statement commits by itself; or, on PostgreSQL 17 and later, the type was created in the same transaction.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertype.html',
    'https://www.postgresql.org/docs/current/errcodes-appendix.html',
  ],
  example: {
    setup:
      "CREATE TYPE order_state AS ENUM ('new');\nCREATE TABLE orders (id bigint PRIMARY KEY, state order_state NOT NULL);",
    bad: "ALTER TYPE order_state ADD VALUE 'paid';\nUPDATE orders SET state = 'paid' WHERE id = 1;",
    good: "ALTER TYPE order_state ADD VALUE 'paid';\n-- in the next migration:\nUPDATE orders SET state = 'paid' WHERE id = 1;",
    transaction: { good: 'none' },
    fails: '55P04',
  },
  on: ['add-enum-value'],
  check(change, context) {
    if (context.unit.kind === 'autocommit') return undefined;
    if (context.serverVersion >= 17 && createdInUnit(change, context)) return undefined;
    const user = context.unit.statements.find(
      (other) => other.index > context.statement.index && usesValue(other, change, context),
    );
    if (user === undefined) return undefined;
    return {
      message: `The value ${change.value} is used on line ${user.span.start.line}, before the transaction that adds it has committed: PostgreSQL refuses that with error 55P04.`,
      help: `Keep this in a migration of its own, and use the value in the next one:\n${sqlBlock(`${context.statement.text};`)}`,
    };
  },
});

function usesValue(statement: Statement, { type, value }: ChangeOf<'add-enum-value'>, context: RuleContext): boolean {
  if (!statement.text.includes(`'${value.replaceAll("'", "''")}'`)) return false;
  const users = new Set(dependentsOf(context.catalog, context.qualify(type)));
  const mayMeanIt = (table: Name): boolean => users.has(context.qualify(table)) || !isMade(table, context);
  const namesType = mentions(statement.text, type.name);
  return statement.changes.some((change) => {
    if (!uses.has(change.kind)) return false;
    if (namesType || !('table' in change) || change.table === undefined) return true;
    return [change.table, ...('reads' in change ? (change.reads ?? []) : [])].some(mayMeanIt);
  });
}

function createdInUnit(change: ChangeOf<'add-enum-value'>, context: RuleContext): boolean {
  return context.earlier(change.type).some((past) => past.unit === context.unit && past.change.kind === 'create-type');
}
