// ADD UNIQUE that builds its index under AccessExclusiveLock.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext, Split } from '../model/finding.ts';
import { sqlColumns, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { commandText } from './facts/command-text.ts';
import { defaultName } from './facts/constraints.ts';
import { isOnAllPartitions, isOnly } from './facts/indexes.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { canSplit, keyFromIndex, keyPartByPart } from './facts/splits.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const uniqueConstraintWithoutIndex = defineRule({
  id: 'unique-constraint-without-index',
  category: 'availability',
  severity: 'error',
  title: 'A UNIQUE constraint is added to an existing table without a ready index.',
  why: 'PostgreSQL builds the index while it holds AccessExclusiveLock: reads and writes wait until it is built.',
  instead:
    '1. In a migration that runs outside a transaction, build the index with CREATE UNIQUE INDEX CONCURRENTLY.\n2. In the next migration, add the constraint with UNIQUE USING INDEX, which only changes the catalog.',
  fineWhen:
    'The table was created in the same release. USING INDEX needs a plain index: not partial, not on expressions.',
  claims: { lock: 'AccessExclusiveLock', work: 'index-build' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY, email text);',
    bad: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);',
    good: 'CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);\n-- in the next migration:\nALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;',
    transaction: { good: 'none' },
  },
  on: ['add-constraint'],
  check(change, context) {
    const { constraint, table } = change;
    if (constraint.type !== 'unique' || constraint.usingIndex !== undefined || context.isNew(table)) return undefined;
    if (isOnAllPartitions(constraint, table, context)) return undefined;
    // Of a partitioned table alone there is nothing to build.
    if (isOnly(context) && isPartitioned(context, table)) return undefined;
    const relation = context.qualify(table);
    const name = constraint.name ?? defaultName(table, constraint);
    const sql = sqlIdentifier(name);
    return {
      message: `Adding UNIQUE constraint ${name} builds its index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      help: isPartitioned(context, table)
        ? keyPartByPart(table, name, constraint.columns, 'UNIQUE', context)
        : `${steps(
            [
              `In a migration ${outsideTransaction(context)}, build the index:`,
              `CREATE UNIQUE INDEX CONCURRENTLY ${sql} ON ${sqlName(table)} (${sqlColumns(constraint.columns)});`,
            ],
            [
              'In the next one, make it a constraint:',
              `ALTER TABLE ${sqlName(table)} ADD CONSTRAINT ${sql} UNIQUE USING INDEX ${sql};`,
            ],
          )}${options(commandText(change, context) ?? '')}`,
      claims: { relation },
      ...splitOf(change, context),
    };
  },
});

function splitOf(change: ChangeOf<'add-constraint'>, context: RuleContext): { readonly split?: Split } {
  const { name } = change.constraint;
  const command = commandText(change, context);
  if (name === undefined || command === undefined || leftOut(command).length > 0 || !canSplit(context)) return {};
  if (isPartitioned(context, change.table)) return {};
  return { split: keyFromIndex(change, name, 'UNIQUE') };
}

/** What the two statements above leave out. */
function options(command: string): string {
  const found = leftOut(command);
  return found.length === 0
    ? ''
    : `\nCarry over ${found.join(' and ')}: DEFERRABLE belongs to the constraint, the others to the index.`;
}

function leftOut(command: string): readonly string[] {
  return ['NULLS NOT DISTINCT', 'INCLUDE', 'DEFERRABLE'].filter((words) =>
    new RegExp(`\\b${words.replaceAll(' ', '\\s+')}\\b`, 'i').test(command),
  );
}
