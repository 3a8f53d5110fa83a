// A table altered in the transaction that has changed its rows under a deferred foreign key.
import type { Change, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Statement } from '../model/migration.ts';
import type { Constraint, Name } from '../model/schema.ts';
import { earlierInUnit } from './facts/before.ts';
import { knownConstraints } from './facts/constraints.ts';
import { type ForeignKey, foreignKeysTo } from './facts/foreign-keys.ts';
import { alterTableKinds, dataKinds } from './facts/kinds.ts';
import { statementBefore } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

/** Measured on 15.18 and 18.4: renaming, COMMENT, CREATE TRIGGER, CREATE POLICY, CREATE RULE and REINDEX go through. */
const refusedKinds = [
  ...alterTableKinds,
  'alter-column-setting',
  'validate-constraint',
  'cluster-on',
  'storage-parameters',
  'set-owner',
  'create-index',
  'truncate',
  'cluster',
  'drop',
] as const;

export const ddlAfterDeferredDml = defineRule({
  id: 'ddl-after-deferred-dml',
  category: 'correctness',
  severity: 'error',
  title: 'A table is altered in the transaction that has changed its rows under a deferred foreign key.',
  why: 'The check of a deferred constraint waits for the end of the transaction, and PostgreSQL does not alter a table that such a check waits for: error 55006, "pending trigger events". The migration fails, though not on an empty table.',
  instead:
    'Run the checks before the table is altered, with SET CONSTRAINTS ALL IMMEDIATE, or put the two into migrations of their own.',
  fineWhen:
    'The constraint is checked at once: it is not DEFERRABLE, or INITIALLY IMMEDIATE and not deferred by the script.',
  sources: ['https://www.postgresql.org/docs/current/sql-set-constraints.html'],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO customers VALUES (1);',
    bad: 'INSERT INTO orders (id, customer_id) VALUES (1, 1);\nALTER TABLE orders ADD COLUMN note text;',
    good: 'INSERT INTO orders (id, customer_id) VALUES (1, 1);\nSET CONSTRAINTS ALL IMMEDIATE;\nALTER TABLE orders ADD COLUMN note text;',
    fails: '55006',
  },
  directions: ['up', 'down'],
  on: refusedKinds,
  check(change, context) {
    if (context.unit.kind !== 'transaction') return undefined;
    if (context.statement.index < firstData(context.unit.statements)) return undefined;
    const earlier = earlierInUnit(change, context);
    if (!earlier.some(isData)) return undefined;
    const found = targetsOf(change)
      .map((table) => ({ table, pending: pendingOn(table, earlier, context) }))
      .find(({ pending }) => pending !== undefined);
    // Nothing runs behind the first that fails.
    if (found?.pending === undefined || earlier.some((other) => failed(other, found.table, earlier, context)))
      return undefined;
    const immediate = 'SET CONSTRAINTS ALL IMMEDIATE;';
    const behind = context.unit.statements.filter(({ index }) => index > context.statement.index);
    const isLast = !behind.some(({ changes }) => changes.some(isData));
    return {
      message: `The rows of ${context.qualify(found.table)} that line ${found.pending.line} has changed are checked against ${found.pending.constraint} at the end of the transaction: until then PostgreSQL refuses this with error 55006.`,
      help: `Run the waiting checks first:\n${sqlBlock(immediate)}`,
      ...(isLast ? { suggestion: statementBefore(context, immediate) } : {}),
    };
  },
});

const firsts = new WeakMap<readonly Statement[], number>();

/** Index of the first statement that changes rows: before it, no check waits. Most transactions have none. */
function firstData(statements: readonly Statement[]): number {
  const known = firsts.get(statements);
  if (known !== undefined) return known;
  const first = statements.find(({ changes }) => changes.some(isData))?.index ?? Number.POSITIVE_INFINITY;
  firsts.set(statements, first);
  return first;
}

function targetsOf(change: Change): readonly Name[] {
  switch (change.kind) {
    case 'truncate':
      return change.tables;
    case 'drop':
      return change.object === 'table' ? change.names : [];
    case 'set-owner':
      return change.object === 'table' ? [change.name] : [];
    case 'create-index':
      return change.concurrently ? [] : [change.table];
    default:
      return 'table' in change && change.table !== undefined ? [change.table] : [];
  }
}

function isData(change: Change): boolean {
  return (dataKinds as readonly string[]).includes(change.kind);
}

function failed(other: Change, table: Name, earlier: readonly Change[], context: RuleContext): boolean {
  if (!(refusedKinds as readonly string[]).includes(other.kind)) return false;
  const name = context.qualify(table);
  const isTarget = targetsOf(other).some((target) => context.qualify(target) === name);
  return isTarget && pendingOn(table, earlier.slice(0, earlier.indexOf(other)), context) !== undefined;
}

interface Pending {
  readonly constraint: string;
  /** Of the statement whose rows wait. */
  readonly line: number;
}

/** The check that waits after these changes of the transaction. */
function pendingOn(table: Name, changes: readonly Change[], context: RuleContext): Pending | undefined {
  const name = context.qualify(table);
  const { name: written } = table;
  // The name first: most tables have no changed rows.
  const writes = changes.filter((change) => isData(change) && 'table' in change && change.table?.name === written);
  if (writes.length === 0) return undefined;
  const checks = [...ownChecks(table, context), ...checksOfOthers(table, writes, context)];
  if (checks.length === 0) return undefined;
  const modes: ChangeOf<'set-constraints'>[] = [];
  let pending: Pending[] = [];
  for (const change of changes) {
    if (change.kind === 'set-constraints') {
      modes.push(change);
      if (!change.deferred) pending = pending.filter(({ constraint }) => !isMeant(change, constraint));
    }
    if (!isData(change) || !('table' in change) || change.table === undefined) continue;
    if (context.qualify(change.table) !== name) continue;
    const waiting = checks.find((check) => isDeferred(check, modes) && check.concerns(change));
    if (waiting !== undefined) pending.push({ constraint: waiting.name, line: change.at.line });
  }
  return pending[0];
}

interface Check {
  readonly name: string;
  readonly key: ForeignKey;
  /** The rows that the change writes are to be checked. */
  readonly concerns: (change: Change) => boolean;
}

/** Foreign keys of the table. */
function ownChecks(table: Name, context: RuleContext): readonly Check[] {
  return knownConstraints(context, table).flatMap(({ name, constraint: key }): readonly Check[] =>
    canWait(key) ? [{ name, key, concerns: (change) => isNewToCheck(change, key.columns) }] : [],
  );
}

/** Those to it concern deleted rows alone; what refers to a table is long to find. */
function checksOfOthers(table: Name, writes: readonly Change[], context: RuleContext): readonly Check[] {
  if (!writes.some(({ kind }) => kind === 'delete')) return [];
  return foreignKeysTo(table, context)
    .filter(({ key }) => canWait(key) && key.references.onDelete === 'no action')
    .map(({ name, key }) => ({ name, key, concerns: ({ kind }) => kind === 'delete' }));
}

function isMeant({ names }: ChangeOf<'set-constraints'>, constraint: string): boolean {
  return names === undefined || names.includes(constraint);
}

function canWait(constraint: Constraint): constraint is ForeignKey {
  return constraint.type === 'foreign-key' && constraint.deferrable === true && constraint.enforced;
}

function isDeferred({ name, key }: Check, modes: readonly ChangeOf<'set-constraints'>[]): boolean {
  return modes.findLast((mode) => isMeant(mode, name))?.deferred ?? key.initiallyDeferred === true;
}

/** Rows that are added, or get other values in the columns of the key. */
function isNewToCheck(change: Change, columns: readonly string[]): boolean {
  if (change.kind === 'update') return change.columns.some((column) => columns.includes(column));
  return change.kind === 'insert' || (change.kind === 'copy' && change.direction === 'from');
}
