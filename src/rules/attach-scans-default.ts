// A new partition makes PostgreSQL read the DEFAULT partition.

import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { boundIn } from '../sql/partition-bounds.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { isOutside } from './facts/bounds.ts';
import { checksOf } from './facts/constraints.ts';
import { defaultPartition, partitionKey } from './facts/partitioning.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const attachScansDefault = defineRule({
  id: 'attach-scans-default',
  category: 'availability',
  severity: 'error',
  title: 'A table with a DEFAULT partition gets another partition.',
  why: 'PostgreSQL reads the whole DEFAULT partition, to see that no row of it belongs into the new one, under AccessExclusiveLock: reads and writes of it wait. The fuller it is, the longer.',
  instead:
    '1. Add a CHECK to the DEFAULT partition that excludes the new range, NOT VALID.\n2. In the next migration, VALIDATE CONSTRAINT, which stops neither reads nor writes.\n3. In the one after that, add the partition: the CHECK proves that no row belongs there, and none is read. Then drop the CHECK.',
  fineWhen:
    'The DEFAULT partition was created in the same release, is empty, or has a validated CHECK that excludes the new range.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'docs/conformance.md',
  ],
  example: {
    setup:
      "CREATE TABLE orders (id bigint, region text NOT NULL) PARTITION BY LIST (region);\nCREATE TABLE orders_rest PARTITION OF orders DEFAULT;\nCREATE TABLE orders_eu (id bigint, region text NOT NULL CHECK (region = 'eu'));",
    bad: "ALTER TABLE orders ATTACH PARTITION orders_eu FOR VALUES IN ('eu');",
    good: "ALTER TABLE orders_rest ADD CONSTRAINT orders_rest_not_eu CHECK (region <> 'eu') NOT VALID;\n-- in the next migration:\nALTER TABLE orders_rest VALIDATE CONSTRAINT orders_rest_not_eu;\n-- in the one after that:\nALTER TABLE orders ATTACH PARTITION orders_eu FOR VALUES IN ('eu');",
    transaction: { good: 'none' },
  },
  on: ['attach-partition', 'create-table'],
  check(change, context) {
    const parent = change.kind === 'create-table' ? change.partitionOf : change.table;
    const rest = parent === undefined ? undefined : defaultPartition(context, parent);
    if (parent === undefined || rest === undefined || context.isNew(rest)) return undefined;
    if (isExcluded(parent, rest, context)) return undefined;
    const relation = context.qualify(rest);
    const target = `ALTER TABLE ${sqlName(rest)}`;
    const name = sqlIdentifier(madeName(rest.name, 'bound'));
    return {
      message: `${context.qualify(parent)} has the DEFAULT partition ${relation}, which is scanned under AccessExclusiveLock for rows of the new partition: reads and writes of it wait.`,
      help: steps(
        [
          'Say on the DEFAULT partition that it holds none of these rows:',
          `${target} ADD CONSTRAINT ${name} CHECK (…) NOT VALID;`,
        ],
        ['In a later migration:', `${target} VALIDATE CONSTRAINT ${name};`],
        ['In the one after that:', `${context.statement.text};`, `${target} DROP CONSTRAINT ${name};`],
      ),
      claims: { relation },
    };
  },
});

function isExcluded(parent: Name, rest: Name, context: RuleContext): boolean {
  const key = partitionKey(context, parent);
  const bound = key === undefined ? undefined : boundIn(context.statement.text, key);
  // Where the bound or the key can't be told, any CHECK may be the proof.
  if (key === undefined || bound === undefined) return checksOf(context, rest).length > 0;
  return isOutside(bound, rest, key, context);
}
