// What succeeds on an empty table and fails on rows that nobody expected.

import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Constraint, Name } from '../model/schema.ts';
import { mentions } from '../sql/mentions.ts';
import { isAddedInRelease, knownColumn } from './facts/columns.ts';
import { knownConstraints, notNullProof } from './facts/constraints.ts';
import { knownIndexes } from './facts/indexes.ts';
import { tableNamed } from './facts/named.ts';
import { doesNoWork } from './facts/no-work.ts';
import { conflicts, duplicates, nulls, orphans, unfitForPrimaryKey, violations } from './facts/prechecks.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dataDependentChange = defineRule({
  id: 'data-dependent-change',
  category: 'correctness',
  severity: 'info',
  preset: 'strict',
  title: 'A change of an existing table fails if rows are there that break it.',
  why: 'A test database has no such rows, production may: the migration passes everywhere and fails in the deploy, after it has scanned the table. A unique index that was built CONCURRENTLY is then left invalid.',
  instead: 'Before the deploy, run a query that finds such rows where the data is, and put them right first.',
  fineWhen:
    'The query of the help returns no row, or the application can store none that would break it. VALIDATE CONSTRAINT is such a query itself: when it fails nothing is lost, and the constraint stays as it was.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html',
  ],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY, email text);',
    bad: 'CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);',
    good: 'CREATE INDEX CONCURRENTLY users_email_idx ON users (email);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index', 'add-constraint', 'set-not-null'],
  check(change, context) {
    if (context.isNew(change.table) || doesNoWork(change, context)) return undefined;
    const condition = conditionOf(change, context);
    if (condition === undefined) return undefined;
    const { rows, query } = condition;
    return {
      message: `This fails if ${context.qualify(change.table)} holds ${rows}.`,
      ...(query === undefined
        ? {}
        : { help: `Before the deploy, run this where the data is. It must return no row:\n${sqlBlock(query)}` }),
    };
  },
});

/** What must not be there, in words, and the query that finds it. */
interface Condition {
  readonly rows: string;
  readonly query: string | undefined;
}

type Demanding = ChangeOf<'create-index' | 'add-constraint' | 'set-not-null'>;

function conditionOf(change: Demanding, context: RuleContext): Condition | undefined {
  const { table } = change;
  switch (change.kind) {
    case 'create-index': {
      const { unique, columns, where, nullsNotDistinct = false } = change;
      const keys = columns.map(({ column, expression }) => column ?? expression?.text ?? '');
      if (!unique || keys.some((key) => isOfRelease(key, table, context))) return undefined;
      if (isUnique(keys, nullsNotDistinct, table, context)) return undefined;
      return { rows: twoRows(keys), query: duplicates({ table, columns, where, nullsNotDistinct }) };
    }
    case 'set-not-null':
      return withoutNull(change.column, table, context);
    default:
      return change.constraint.validated && change.constraint.enforced
        ? demandOf(change.constraint, change, context)
        : undefined;
  }
}

function demandOf(constraint: Constraint, { table }: Demanding, context: RuleContext): Condition | undefined {
  const { columns } = constraint;
  if (columns.some((column) => isOfRelease(column, table, context)) || isMet(constraint, table, context))
    return undefined;
  switch (constraint.type) {
    case 'not-null':
      return columns[0] === undefined ? undefined : withoutNull(columns[0], table, context);
    case 'unique': {
      if (constraint.usingIndex !== undefined) return undefined;
      const nullsNotDistinct = /\bnulls\s+not\s+distinct\b/i.test(context.statement.text);
      if (isUnique(columns, nullsNotDistinct, table, context)) return undefined;
      const keys = columns.map((column) => ({ column }));
      return { rows: twoRows(columns), query: duplicates({ table, columns: keys, nullsNotDistinct }) };
    }
    case 'primary-key':
      if (constraint.usingIndex !== undefined) return undefined;
      return { rows: `${twoRows(columns)}, or NULL in them`, query: unfitForPrimaryKey(table, columns) };
    case 'check':
      if (isOfRelease(constraint.expression.text, table, context)) return undefined;
      return {
        rows: `a row for which ${constraint.name ?? 'the CHECK'} is false`,
        query: violations(table, constraint.expression),
      };
    case 'foreign-key': {
      const { references } = constraint;
      const keys = references.columns.length > 0 ? references.columns : primaryKeyOf(references.table, context);
      const query = keys.length === columns.length ? orphans(table, columns, references.table, keys) : undefined;
      return { rows: `a row that refers to none of ${context.qualify(references.table)}`, query };
    }
    case 'exclusion':
      return { rows: 'two rows that exclude each other', query: conflicts(table, constraint) };
  }
}

/** Before the release, a constraint that asks the same was there: the rows meet it, though it may have been dropped by now. */
function isMet(wanted: Constraint, table: Name, context: RuleContext): boolean {
  return knownConstraints(beforeRelease(context), table).some(
    ({ constraint, validated }) => validated && asks(constraint, context) === asks(wanted, context),
  );
}

function asks(constraint: Constraint, context: RuleContext): string {
  const { type, columns } = constraint;
  if (type === 'check') return constraint.expression.text.toLowerCase().replace(/[\s()]/g, '');
  if (type !== 'foreign-key') return JSON.stringify([type, columns]);
  return JSON.stringify([type, columns, context.qualify(constraint.references.table)]);
}

/** An index of before the release lets none of these keys in twice. */
function isUnique(keys: readonly string[], nullsNotDistinct: boolean, table: Name, context: RuleContext): boolean {
  return knownIndexes(beforeRelease(context), table).some(
    (index) =>
      index.unique &&
      index.where === undefined &&
      (index.nullsNotDistinct || !nullsNotDistinct) &&
      index.columns.every(({ column }) => column !== undefined && keys.includes(column)),
  );
}

function beforeRelease(context: RuleContext): RuleContext {
  return { ...context, catalog: context.base };
}

function withoutNull(column: string, table: Name, context: RuleContext): Condition | undefined {
  const known = knownColumn(context, table, column);
  const isProved = known?.notNull === true || notNullProof(context, table, column) !== undefined;
  if (isProved || isAddedInRelease(context, known)) return undefined;
  return { rows: `a row without ${column}`, query: nulls(table, column) };
}

function twoRows(keys: readonly string[]): string {
  return `two rows with the same ${keys.join(', ')}`;
}

function primaryKeyOf(table: Name, context: RuleContext): readonly string[] {
  const key = knownConstraints(context, table).find(({ constraint }) => constraint.type === 'primary-key');
  return key?.constraint.columns ?? [];
}

/** It is, or names, a column that the release adds: before the deploy there is nothing to ask. */
function isOfRelease(text: string, table: Name, context: RuleContext): boolean {
  return (tableNamed(context, table)?.columns ?? []).some(
    (column) => isAddedInRelease(context, column) && (column.name === text || mentions(text, column.name)),
  );
}
