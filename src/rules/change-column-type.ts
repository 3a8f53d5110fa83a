// ALTER COLUMN … TYPE that rewrites the table.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext, Work } from '../model/finding.ts';
import type { IndexColumn, Name, TypeName } from '../model/schema.ts';
import { mentions } from '../sql/mentions.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownColumn, knownType } from './facts/columns.ts';
import { type KnownConstraint, knownConstraints } from './facts/constraints.ts';
import { knownDomain } from './facts/domains.ts';
import { allIndexesKnown, isOn, type KnownIndex, knownIndexes } from './facts/indexes.ts';
import { childrenOf, isPartitioned } from './facts/partitioning.ts';
import { sqlBlock, steps } from './facts/sql-block.ts';
import { isReadable, typeEffect } from './facts/type-effects.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const changeColumnType = defineRule({
  id: 'change-column-type',
  category: 'availability',
  severity: 'error',
  title: 'The type of a column changes in a way that rewrites the table.',
  why: 'PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.',
  instead:
    '1. Add a column of the new type, and write both, from the application or with a trigger.\n2. Fill the old rows in batches, outside of migrations.\n3. Release code that reads the new column.\n4. Release code that no longer uses the old column, and drop it in a later release.',
  fineWhen:
    'The table was created in the same release, or only the catalog changes: varchar(n) to a larger n, varchar or text; text to varchar; numeric to more digits at the same scale or without limit; bit varying, timestamp, time and interval to more; cidr to inet; timestamp to or from timestamptz when the TimeZone of the session is UTC and the column has no index.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://github.com/ankane/strong_migrations#changing-the-type-of-a-column',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, quantity integer);',
    bad: 'ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;',
    good: 'ALTER TABLE orders ADD COLUMN quantity_new bigint;',
  },
  on: ['alter-column-type'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    const from = knownType(context, change.table, change.column);
    const effect = effectOf(change, from, context);
    if (effect === 'free') return undefined;
    const relation = context.qualify(change.table);
    const types = `${from === undefined ? '' : `from ${sqlType(from)} `}to ${sqlType(change.type)}`;
    const unless = doubt(effect, from);
    return {
      message: `Changing ${change.column} ${types} ${unless === '' ? 'means' : 'may mean'} ${costs[effect].words} under AccessExclusiveLock on ${relation}${unless}: reads and writes wait.`,
      ...(isDoubtful(effect, from, change) ? { doubtful: true } : {}),
      help:
        effect === 'utc' ? underUtc(change) : effect === 'scan' ? withoutChecks(change, context) : newColumn(change),
      claims: { relation, work: costs[effect].work },
    };
  },
});

/** `scan`: the rows stay as they are, but a CHECK of the column is checked anew. */
type Effect = 'free' | 'scan' | 'index' | 'utc' | 'rewrite';

const costs: Readonly<Record<Exclude<Effect, 'free'>, { readonly words: string; readonly work: Work }>> = {
  scan: { words: 'checking every row against the CHECK constraints of the column', work: 'scan' },
  index: { words: 'rebuilding indexes on it', work: 'index-build' },
  utc: { words: 'a rewrite', work: 'rewrite' },
  rewrite: { words: 'a rewrite', work: 'rewrite' },
};

/** Most sessions are in UTC, and what becomes a text without the migrations knowing its type mostly was a shorter one: no row changes then. */
function isDoubtful(
  effect: Effect,
  from: TypeName | undefined,
  { type, using }: ChangeOf<'alter-column-type'>,
): boolean {
  if (effect === 'utc') return true;
  return from === undefined && using === undefined && !type.array && (type.name === 'varchar' || type.name === 'text');
}

function doubt(effect: Effect, from: TypeName | undefined): string {
  if (effect === 'utc') return ' unless the TimeZone of the session is UTC';
  return from === undefined ? ' (the type it has now is not in the migrations)' : '';
}

function effectOf(change: ChangeOf<'alter-column-type'>, from: TypeName | undefined, context: RuleContext): Effect {
  const isVirtual = knownColumn(context, change.table, change.column)?.generated === 'virtual';
  // It is in no row and in no index, but CHECKs and the like are asked anew.
  if (isVirtual && from !== undefined && isReadable(change)) return isChecked(change, context) ? 'scan' : 'free';
  const { rows, sortsAnew } = typeEffect(change, context);
  return rows === 'free' ? besidesRows(change, sortsAnew, context) : rows;
}

/** What has to be done although no row changes: measured on 14 to 18. */
function besidesRows(change: ChangeOf<'alter-column-type'>, sortsAnew: boolean, context: RuleContext): Effect {
  const { table, column } = change;
  const collates = collatesAnew(change, context);
  const tables = [table, ...below(table, context)];
  const isKeptAsKey = ({ column: name, collation }: IndexColumn): boolean =>
    name !== column || (!sortsAnew && !(collates && collation === undefined));
  // An index of plain keys is kept, unless one sorts in another way now; with an expression or a condition, about whichever column, it is built anew.
  const isKept = (index: Keys): boolean =>
    !holds(index, column) ||
    (index.where === undefined &&
      !(index.method === 'gin' && isArray(change, context)) &&
      index.columns.every((key) => key.expression === undefined && isKeptAsKey(key)));
  const indexes = tables.flatMap((one) => [...knownIndexes(context, one), ...exclusions(one, context)]);
  // An index of a partitioned table has no file that could be kept: it is made anew, and those of all partitions with it.
  const isBuilt = tables.some(
    (one) => isPartitioned(context, one) && knownIndexes(context, one).some((index) => holds(index, column)),
  );
  if (isBuilt || !indexes.every(isKept) || (collates && !tables.every((one) => allIndexesKnown(context, one))))
    return 'index';
  return isChecked(change, context) ? 'scan' : 'free';
}

function isChecked({ table, column }: ChangeOf<'alter-column-type'>, context: RuleContext): boolean {
  return [table, ...below(table, context)].some((one) => checksOf(one, column, context).length > 0);
}

/** GIN stores the elements of an array, whose type is not that of the column: such an index is never kept. */
function isArray({ table, column }: ChangeOf<'alter-column-type'>, context: RuleContext): boolean {
  const type = knownType(context, table, column);
  return type !== undefined && (type.array || knownDomain(context, type)?.base.array === true);
}

/** What both indexes and exclusion constraints have. */
type Keys = Pick<KnownIndex, 'columns' | 'where'> & Partial<Pick<KnownIndex, 'include' | 'method'>>;

/** As a key, beside the keys, or in an expression or condition. */
function holds(index: Keys, column: string): boolean {
  return isOn(index, column) || index.include?.includes(column) === true;
}

/** Partitions and heirs change with it. */
function below(table: Name, context: RuleContext): readonly Name[] {
  return childrenOf(context, table).flatMap((child) => [child, ...below(child, context)]);
}

/** Without COLLATE the column gets back that of its type. */
function collatesAnew(
  { table, column, collationName, collation }: ChangeOf<'alter-column-type'>,
  context: RuleContext,
): boolean {
  const known = knownColumn(context, table, column);
  if (known === undefined) return collation;
  const [old, wanted] = [known.collation, collationName].map((name) => name?.name ?? 'default');
  return old !== wanted;
}

function exclusions(table: Name, context: RuleContext): readonly Keys[] {
  return knownConstraints(context, table).flatMap(({ constraint }) =>
    constraint.type === 'exclusion'
      ? [{ columns: constraint.elements, ...(constraint.where === undefined ? {} : { where: constraint.where }) }]
      : [],
  );
}

function checksOf(table: Name, column: string, context: RuleContext): readonly KnownConstraint[] {
  const falls = new Set(
    context.statement.changes.flatMap((change) => (change.kind === 'drop-constraint' ? [change.name] : [])),
  );
  return knownConstraints(context, table).filter(
    ({ name, constraint, validated }) =>
      constraint.type === 'check' && validated && !falls.has(name) && mentions(constraint.expression.text, column),
  );
}

function withoutChecks(change: ChangeOf<'alter-column-type'>, context: RuleContext): string {
  const checks = checksOf(change.table, change.column, context).map(({ name }) => sqlIdentifier(name));
  const target = `ALTER TABLE ${sqlName(change.table)}`;
  return steps(
    [
      'Take the CHECK away, change the type, and add the CHECK again without reading the rows:',
      ...checks.map((name) => `${target} DROP CONSTRAINT ${name};`),
      `${target} ALTER COLUMN ${sqlIdentifier(change.column)} TYPE ${sqlType(change.type)};`,
      ...checks.map((name) => `${target} ADD CONSTRAINT ${name} CHECK (…) NOT VALID;`),
    ],
    ['In a later migration:', ...checks.map((name) => `${target} VALIDATE CONSTRAINT ${name};`)],
  );
}

function underUtc(change: ChangeOf<'alter-column-type'>): string {
  const statement = `ALTER TABLE ${sqlName(change.table)} ALTER COLUMN ${sqlIdentifier(change.column)} TYPE ${sqlType(change.type)};`;
  return `If the stored values are in UTC, say so in the same transaction; the rows then stay as they are:\n${sqlBlock("SET LOCAL TimeZone = 'UTC';", statement)}`;
}

function newColumn({ table, column, type }: ChangeOf<'alter-column-type'>): string {
  const add = `ALTER TABLE ${sqlName(table)} ADD COLUMN ${sqlIdentifier(madeName(column, 'new'))} ${sqlType(type)};`;
  return `${steps(['Add a column of the new type:', add])}\n2. Write both columns, from the application or a trigger, and fill the old rows in batches.\n3. Let the application read the new column; drop the old one in a later release.`;
}
