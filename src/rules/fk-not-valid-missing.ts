// ADD FOREIGN KEY without NOT VALID.
import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Constraint, Name } from '../model/schema.ts';
import { strongest } from '../sql/lock-modes.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { extendedCommand } from './facts/command-text.ts';
import { defaultName, knownConstraints } from './facts/constraints.ts';
import { locksOf } from './facts/locks.ts';
import { hasNoPartitions, isPartitioned, partitionsOf } from './facts/partitioning.ts';
import { validatedLater } from './facts/splits.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const fkNotValidMissing = defineRule({
  id: 'fk-not-valid-missing',
  category: 'availability',
  severity: 'error',
  title: 'A foreign key is added to an existing table without NOT VALID.',
  why: 'PostgreSQL joins both tables to check every row while it holds ShareRowExclusiveLock on both: writes to either table wait for the whole scan.',
  instead:
    '1. Add the foreign key NOT VALID: it takes the locks only for a moment, and new rows are checked at once.\n2. In the next migration, VALIDATE CONSTRAINT. It reads the old rows under ShareUpdateExclusiveLock on the referencing and RowShareLock on the referenced table, which stop neither reads nor writes.',
  fineWhen:
    'The table was created in the same release, or the key is NOT ENFORCED (PostgreSQL 18). Before 18, a partitioned table cannot have a NOT VALID foreign key.',
  claims: { lock: 'ShareRowExclusiveLock', work: 'scan' },
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES', 'docs/conformance.md'],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;\n-- in the next migration:\nALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;',
    transaction: { good: 'none' },
  },
  on: ['add-constraint', 'alter-constraint'],
  check(change, context) {
    if (change.kind === 'alter-constraint') return enforced(change, context);
    const { constraint, table } = change;
    if (constraint.type !== 'foreign-key' || !constraint.validated || !constraint.enforced) return undefined;
    if (context.isNew(table)) return ofFilledTable(change, constraint.references.table, context);
    if (isOnAllPartitions(change, context) || hasNoRows(table, context)) return undefined;
    const relation = context.qualify(table);
    const parent = context.qualify(constraint.references.table);
    const name = constraint.name ?? defaultName(table, constraint);
    const command = extendedCommand(change, context, 'NOT VALID');
    const both = relation === parent ? relation : `${relation} and ${parent}`;
    // Another part of the statement may lock the table more strongly.
    const lock = strongest(
      context.statement.changes
        .flatMap(locksOf)
        .filter((taken) => context.qualify(taken.relation) === relation)
        .map(({ mode }) => mode),
    );
    const stronger = lock === 'AccessExclusiveLock' ? `, and this statement takes ${lock} on ${relation}` : '';
    const hit: Hit = {
      message: `Adding foreign key ${name} without NOT VALID takes ShareRowExclusiveLock on ${both}${stronger}: ${stronger === '' ? 'writes wait' : 'reads and writes wait'} until every row of ${relation} is checked.`,
      help: safeWay(table, name, command, context),
      claims: stronger === '' ? { relation } : { relation, lock: 'AccessExclusiveLock' },
      ...(refusesNotValid(table, context) ? {} : validatedLater(change, command, context)),
    };
    if (!isOnAnyPartition(change, context)) return hit;
    return [hit, ofMergedKeys(name, relation, parent, hit.help ?? '')];
  },
});

/** The rows that the release has put into a new table are looked for in the other one. */
function ofFilledTable(
  { table, constraint }: ChangeOf<'add-constraint'>,
  parent: Name,
  context: RuleContext,
): Hit | undefined {
  const isFilled = context
    .earlier(table)
    .some(
      ({ change }) =>
        (change.kind === 'insert' && change.source === 'query') ||
        change.kind === 'copy' ||
        (change.kind === 'create-table' && change.fromQuery?.withData === true),
    );
  if (context.isNew(parent) || !isFilled) return undefined;
  const relation = context.qualify(parent);
  const name = constraint.name ?? defaultName(table, constraint);
  return {
    message: `Adding foreign key ${name} takes ShareRowExclusiveLock on ${relation} and looks there for every row that ${table.name} has been filled with: writes to ${relation} wait meanwhile.`,
    help: `Add the foreign key before the rows, or add it NOT VALID, commit, and validate it in a later migration.`,
    claims: { relation },
  };
}

/** The keys that partitions have become parts of the new one, and their triggers on the other table are dropped (measured on 14 to 18). */
function ofMergedKeys(name: string, relation: string, parent: string, help: string): Hit {
  return {
    message: `Adding foreign key ${name} takes over the same key of a partition, for which it takes AccessExclusiveLock on ${parent}: reads and writes of it wait until the rows of the other partitions of ${relation} are checked.`,
    help,
    claims: { relation: parent, lock: 'AccessExclusiveLock' },
  };
}

/** Each partition has the same key already, validated: the parent's is put on top. */
function isOnAllPartitions({ table, constraint }: ChangeOf<'add-constraint'>, context: RuleContext): boolean {
  const isOn = (partition: Name): boolean => {
    const has = knownConstraints(context, partition).some(
      (known) => known.validated && isSameKey(known.constraint, constraint, context),
    );
    const below = partitionsOf(context, partition);
    return has || (below.length > 0 && below.every(isOn));
  };
  const partitions = partitionsOf(context, table);
  return partitions.length > 0 && partitions.every(isOn);
}

/** Since 18 one that is not validated is taken over too. */
function isOnAnyPartition({ table, constraint }: ChangeOf<'add-constraint'>, context: RuleContext): boolean {
  const isOn = (partition: Name): boolean =>
    knownConstraints(context, partition).some(
      (known) =>
        (known.validated || (known.constraint.enforced && context.serverVersion >= 18)) &&
        isSameKey(known.constraint, constraint, context),
    ) || partitionsOf(context, partition).some(isOn);
  return partitionsOf(context, table).some(isOn);
}

function isSameKey(one: Constraint, other: Constraint, context: RuleContext): boolean {
  return (
    one.type === 'foreign-key' &&
    other.type === 'foreign-key' &&
    one.columns.join() === other.columns.join() &&
    context.qualify(one.references.table) === context.qualify(other.references.table) &&
    one.references.onDelete === other.references.onDelete &&
    one.deferrable === other.deferrable
  );
}

function hasNoRows(table: Name, context: RuleContext): boolean {
  return hasNoPartitions(context, table);
}

/** A key that becomes ENFORCED is checked under the AccessExclusiveLock of ALTER CONSTRAINT (measured on 18). */
function enforced(
  { table, name, enforced: wanted }: ChangeOf<'alter-constraint'>,
  context: RuleContext,
): Hit | undefined {
  if (wanted !== true || context.isNew(table)) return undefined;
  const known = knownConstraints(context, table).find((one) => one.name === name);
  if (known?.constraint.enforced === true) return undefined;
  const relation = context.qualify(table);
  const target = `ALTER TABLE ${sqlName(table)}`;
  const constraint = sqlIdentifier(name);
  return {
    message: `Making foreign key ${name} ENFORCED checks every row of ${relation} under AccessExclusiveLock: reads and writes wait.`,
    help: steps(
      [
        'Put a key in its place that is enforced for new rows:',
        `${target} DROP CONSTRAINT ${constraint}, ADD CONSTRAINT ${constraint} FOREIGN KEY (…) REFERENCES … NOT VALID;`,
      ],
      ['In a later migration, check the others:', `${target} VALIDATE CONSTRAINT ${constraint};`],
    ),
    claims: { relation, lock: 'AccessExclusiveLock' },
  };
}

function refusesNotValid(table: Name, context: RuleContext): boolean {
  return context.serverVersion < 18 && isPartitioned(context, table);
}

function safeWay(table: Name, name: string, add: string | undefined, context: RuleContext): string {
  if (refusesNotValid(table, context)) {
    return `${context.qualify(table)} is partitioned: before PostgreSQL 18 it can't have a NOT VALID foreign key. Add the key to each partition NOT VALID, validate it there, then add it to the parent, which then takes over the keys that match.`;
  }
  const target = `ALTER TABLE ${sqlName(table)}`;
  const constraint = sqlIdentifier(name);
  return steps(
    [
      'Add it without reading the rows that are there:',
      `${target} ${add ?? `ADD CONSTRAINT ${constraint} FOREIGN KEY (…) REFERENCES … NOT VALID`};`,
    ],
    ['In a later migration, check those:', `${target} VALIDATE CONSTRAINT ${constraint};`],
  );
}
