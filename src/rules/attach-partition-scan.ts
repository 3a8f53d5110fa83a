// ATTACH PARTITION that has to read the table it attaches.
import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { mentions } from '../sql/mentions.ts';
import { boundIn } from '../sql/partition-bounds.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { isWithin } from './facts/bounds.ts';
import { checksOf, knownConstraints } from './facts/constraints.ts';
import { ancestorsOf, hasNoPartitions, isPartitioned, partitionKey, partitionsOf } from './facts/partitioning.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const attachPartitionScan = defineRule({
  id: 'attach-partition-scan',
  category: 'availability',
  severity: 'error',
  title: 'An existing table is attached as a partition without a CHECK that proves its rows fit.',
  why: 'PostgreSQL reads every row of the table to see that it belongs there, while it holds AccessExclusiveLock on it: reads and writes of that table wait. The partitioned table itself is only locked with ShareUpdateExclusiveLock, which stops nobody.',
  instead:
    '1. Add a CHECK to the table that says the same as the bound of the partition, with IS NOT NULL for the key, NOT VALID.\n2. In the next migration, VALIDATE CONSTRAINT, which stops neither reads nor writes.\n3. In the one after that, ATTACH PARTITION: the CHECK proves the rows, and none is read. Then drop the CHECK.',
  fineWhen:
    'The table to attach was created in the same release, or a validated CHECK implies the bound. A DEFAULT partition of the parent is scanned in any case, unless a CHECK on it excludes the new range.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'docs/conformance.md',
  ],
  example: {
    setup:
      'CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);\nCREATE TABLE readings_2024 (at date NOT NULL, value int);',
    bad: "ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
    good: "ALTER TABLE readings_2024 ADD CONSTRAINT readings_2024_bound\n  CHECK (at IS NOT NULL AND at >= '2024-01-01' AND at < '2025-01-01') NOT VALID;\n-- in the next migration:\nALTER TABLE readings_2024 VALIDATE CONSTRAINT readings_2024_bound;\n-- in the one after that:\nALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
    transaction: { good: 'none' },
  },
  on: ['attach-partition'],
  check(change, context) {
    const { table, partition } = change;
    if (context.isNew(partition)) return undefined;
    const key = keyToCheck(change, context);
    if (key !== undefined) return foreignKeyScan(change, key, context);
    if (isProven(change, context)) return undefined;
    const relation = context.qualify(partition);
    const target = `ALTER TABLE ${sqlName(partition)}`;
    const name = sqlIdentifier(madeName(partition.name, 'bound'));
    return {
      message: `Attaching ${relation} to ${context.qualify(table)} scans it under AccessExclusiveLock${mayBeProven(partition, context)}: reads and writes of ${relation} wait until all its rows are checked.`,
      help: steps(
        [
          'Say what the bound says, as a CHECK (with IS NOT NULL for the key):',
          `${target} ADD CONSTRAINT ${name} CHECK (…) NOT VALID;`,
        ],
        ['In a later migration:', `${target} VALIDATE CONSTRAINT ${name};`],
        [
          'In the one after that, attach and drop the CHECK:',
          `${context.statement.text};`,
          `${target} DROP CONSTRAINT ${name};`,
        ],
      ),
      claims: { relation },
    };
  },
});

/** CHECKs that are there, but do not show it in a form that is read here. */
function mayBeProven(partition: Name, context: RuleContext): string {
  return checksOf(context, partition).length === 0 ? '' : ' unless its CHECK constraints imply the bound';
}

/** A foreign key of the parent that the table lacks: it gets it, checked for all its rows. */
function keyToCheck({ table, partition }: ChangeOf<'attach-partition'>, context: RuleContext): string | undefined {
  const own = knownConstraints(context, partition);
  return knownConstraints(context, table).find(
    ({ constraint, validated }) =>
      constraint.type === 'foreign-key' &&
      validated &&
      !own.some(
        (other) =>
          other.constraint.type === 'foreign-key' &&
          other.validated &&
          other.constraint.columns.join() === constraint.columns.join() &&
          context.qualify(other.constraint.references.table) === context.qualify(constraint.references.table),
      ),
  )?.name;
}

function foreignKeyScan({ table, partition }: ChangeOf<'attach-partition'>, key: string, context: RuleContext): Hit {
  const relation = context.qualify(partition);
  const target = `ALTER TABLE ${sqlName(partition)}`;
  return {
    message: `Attaching ${relation} to ${context.qualify(table)} gives it the foreign key ${key}, and checks that for every row under AccessExclusiveLock: reads and writes of ${relation} wait.`,
    help: steps(
      [
        'Give the table the same foreign key before, without reading its rows:',
        `${target} ADD CONSTRAINT ${sqlIdentifier(key)} FOREIGN KEY (…) REFERENCES … NOT VALID;`,
      ],
      ['In a later migration:', `${target} VALIDATE CONSTRAINT ${sqlIdentifier(key)};`],
      ['In the one after that:', `${context.statement.text};`],
    ),
    claims: { relation },
  };
}

/** A validated CHECK implies the bound, its IS NOT NULL included; or it may do so, where the bound can't be told from the text. */
function isProven({ table, partition, isDefault }: ChangeOf<'attach-partition'>, context: RuleContext): boolean {
  // The first partition of all may hold everything.
  if (isDefault) return hasNoPartitions(context, table);
  return fits(table, partition, context);
}

/** The rows are in the partitions of the table, when it has any. */
function fits(parent: Name, table: Name, context: RuleContext): boolean {
  const parts = partitionsOf(context, table);
  if (hasNoPartitions(context, table)) return true;
  if (isProvenBy(parent, table, context)) return true;
  return parts.length > 0 && parts.every((part) => fits(parent, part, context));
}

function isProvenBy(parent: Name, table: Name, context: RuleContext): boolean {
  const checks = checksOf(context, table);
  const key = partitionKey(context, parent);
  // A key of expressions is compared with expressions.
  if (key === undefined) return isPartitioned(context, parent) ? checks.some(callsFunction) : checks.length > 0;
  const bound = boundIn(context.statement.text, key);
  if (bound === undefined)
    return checks.some((check) => callsFunction(check) && key.every((name) => mentions(check, name)));
  return isWithin(bound, table, key, context) && speaksOfAncestors(parent, table, context);
}

/** A table that is a partition itself has the bounds of those above it too; that its CHECKs say the same is taken from the columns that they name. */
function speaksOfAncestors(parent: Name, table: Name, context: RuleContext): boolean {
  const checks = checksOf(context, table);
  return ancestorsOf(context, parent).every((above) =>
    (partitionKey(context, above) ?? []).every((name) => checks.some((check) => mentions(check, name))),
  );
}

function callsFunction(check: string): boolean {
  return /[\w"]\s*\(/.test(check);
}
