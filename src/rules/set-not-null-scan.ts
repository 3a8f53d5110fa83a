// SET NOT NULL that has to read the whole table.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext, Split } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownColumn } from './facts/columns.ts';
import { type KnownConstraint, knownConstraints, notNullProof } from './facts/constraints.ts';
import { storedIn } from './facts/partitioning.ts';
import { canSplit, fileName, printable, together, validation } from './facts/splits.ts';
import { sqlBlock, steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const setNotNullScan = defineRule({
  id: 'set-not-null-scan',
  category: 'availability',
  severity: 'error',
  title: 'A column of an existing table becomes NOT NULL by a scan.',
  why: 'PostgreSQL reads every row to look for NULLs while it holds AccessExclusiveLock: reads and writes wait for the whole scan.',
  instead:
    '1. Add CHECK (column IS NOT NULL) NOT VALID: new rows are checked at once, old ones are not read.\n2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.\n3. In the one after that, SET NOT NULL: the validated CHECK proves it, and no row is read. Then drop the CHECK.\n\nOn PostgreSQL 18, ADD CONSTRAINT … NOT NULL column NOT VALID and then VALIDATE CONSTRAINT do the same in two steps.',
  fineWhen: 'The table was created in the same release, or a validated CHECK proves it (PostgreSQL 12 and later).',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/release/12.0/',
    'https://www.postgresql.org/docs/release/18.0/',
    'https://github.com/sbdchd/squawk/issues/300',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY, email text);',
    bad: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;',
    good: 'ALTER TABLE users ADD CONSTRAINT users_email_set CHECK (email IS NOT NULL) NOT VALID;\n-- in the next migration:\nALTER TABLE users VALIDATE CONSTRAINT users_email_set;\n-- in the one after that:\nALTER TABLE users ALTER COLUMN email SET NOT NULL;\nALTER TABLE users DROP CONSTRAINT users_email_set;',
    transaction: { good: 'none' },
  },
  on: ['set-not-null', 'add-constraint'],
  check(change, context) {
    const column = columnOf(change);
    const { table } = change;
    if (column === undefined || context.isNew(table)) return undefined;
    // Partitions and heirs are read too, each on its own proof.
    if (storedIn(context, table).every((part) => holdsNoNull(part, column, context))) return undefined;
    const relation = context.qualify(table);
    return {
      message: `Making ${column} NOT NULL scans ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
      help: safeWay(table, column, context),
      claims: { relation },
      ...splitOf(change, column, context),
    };
  },
});

/** It is so, or a CHECK proves it. A proof that falls in the same statement is another rule's. */
function holdsNoNull(table: Name, column: string, context: RuleContext): boolean {
  // DROP NOT NULL comes first, wherever it stands in the statement.
  const falls = context.statement.changes.some((other) => other.kind === 'drop-not-null' && other.column === column);
  if (knownColumn(context, table, column)?.notNull === true && !falls) return true;
  // A constraint NOT NULL that waits to be validated (18) is, whatever CHECKs there are.
  if (context.serverVersion < 12 || waitingConstraint(context, table, column) !== undefined) return false;
  return notNullProof(context, table, column) !== undefined;
}

function columnOf(change: ChangeOf<'set-not-null' | 'add-constraint'>): string | undefined {
  if (change.kind === 'set-not-null') return change.column;
  const { constraint } = change;
  return constraint.type === 'not-null' && constraint.validated ? constraint.columns[0] : undefined;
}

function splitOf(
  change: ChangeOf<'set-not-null' | 'add-constraint'>,
  column: string,
  context: RuleContext,
): { readonly split?: Split } {
  const { table } = change;
  if (context.serverVersion < 12 || !canSplit(context) || waitingConstraint(context, table, column) !== undefined)
    return {};
  const target = `ALTER TABLE ${sqlName(table)}`;
  const given = change.kind === 'add-constraint' ? change.constraint.name : undefined;
  const name = given ?? proofName(table, column, context);
  if (knownConstraints(context, table).some((known) => known.name === name)) return {};
  const newRows =
    context.serverVersion >= 18 ? `NOT NULL ${sqlIdentifier(column)}` : `CHECK (${sqlIdentifier(column)} IS NOT NULL)`;
  const add = `ADD CONSTRAINT ${sqlIdentifier(name)} ${newRows}`;
  const here = `${target} ${add} NOT VALID`;
  const validate = validation(table, name, `${add} NOT VALID`);
  if (context.serverVersion >= 18)
    return { split: { here, undo: { does: 'nothing', name, here: null }, steps: [validate] } };
  const drop = `${target} DROP CONSTRAINT ${sqlIdentifier(name)}`;
  const setNotNull = together(
    fileName('set', table.name, column, 'not_null'),
    `The validated CHECK proves that ${printable(column)} holds no NULL, so no row is read.`,
    [`${target} ALTER COLUMN ${sqlIdentifier(column)} SET NOT NULL`, drop],
    [`${target} ${add}`, `${target} ALTER COLUMN ${sqlIdentifier(column)} DROP NOT NULL`],
  );
  return { split: { here, undo: { does: 'drop-not-null', name: column, here: drop }, steps: [validate, setNotNull] } };
}

/** As PostgreSQL 18 itself would call it; before, NOT NULL is no constraint, and this is one for a while. */
function proofName(table: Name, column: string, { serverVersion }: RuleContext): string {
  return madeName(table.name, column, serverVersion >= 18 ? 'not_null' : 'set');
}

/** A NOT NULL constraint that is there, but not validated (18). */
function waitingConstraint(context: RuleContext, table: Name, column: string): KnownConstraint | undefined {
  return knownConstraints(context, table).find(
    ({ constraint, validated }) => constraint.type === 'not-null' && !validated && constraint.columns[0] === column,
  );
}

function safeWay(table: Name, column: string, context: RuleContext): string {
  const target = `ALTER TABLE ${sqlName(table)}`;
  const waiting = waitingConstraint(context, table, column);
  const name = sqlIdentifier(waiting?.name ?? proofName(table, column, context));
  const validate = `${target} VALIDATE CONSTRAINT ${name};`;
  if (waiting !== undefined)
    return `Validate the constraint that is there, in a migration of its own:\n${sqlBlock(validate)}`;
  if (context.serverVersion >= 18) {
    return steps(
      ['Check new rows only:', `${target} ADD CONSTRAINT ${name} NOT NULL ${sqlIdentifier(column)} NOT VALID;`],
      ['In a later migration, check the rows that are there:', validate],
    );
  }
  return steps(
    [
      'Check new rows only:',
      `${target} ADD CONSTRAINT ${name} CHECK (${sqlIdentifier(column)} IS NOT NULL) NOT VALID;`,
    ],
    ['In a later migration, check the rows that are there:', validate],
    [
      'In the one after that, use the proof and drop it:',
      `${target} ALTER COLUMN ${sqlIdentifier(column)} SET NOT NULL;`,
      `${target} DROP CONSTRAINT ${name};`,
    ],
  );
}
