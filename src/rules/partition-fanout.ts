// ALTER on a partitioned table locks all its partitions.
import type { Change } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { partitionsOf } from './facts/partitioning.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const partitionFanout = defineRule({
  id: 'partition-fanout',
  category: 'availability',
  severity: 'info',
  preset: 'strict',
  title: 'A change of a partitioned table locks every partition at once.',
  why: 'ALTER TABLE on a partitioned table goes down to its partitions and takes AccessExclusiveLock on each: one long query on any partition holds it up, while the partitions that it has locked already stop their readers and writers. The locks also fill the shared lock table.',
  instead:
    'Keep the transaction short and set a lock_timeout. Where the sub-command allows it, do the work partition by partition: add a constraint NOT VALID, or an index ON ONLY the partitioned table, then on each partition.',
  fineWhen: 'The partitioned table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html',
  ],
  example: {
    setup:
      "CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);\nCREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');\nCREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    bad: 'ALTER TABLE readings ADD COLUMN source text;',
    good: "COMMENT ON TABLE readings IS 'what the meters said';",
  },
  on: [
    'add-column',
    'drop-column',
    'alter-column-type',
    'set-default',
    'drop-default',
    'set-not-null',
    'drop-not-null',
    'add-constraint',
    'rename',
  ],
  check(change, context) {
    const table = change.kind === 'rename' ? change.name : change.table;
    if (!reachesPartitions(change, context) || context.isNew(table)) return undefined;
    const partitions = partitionsOf(context, table).map((partition) => context.qualify(partition));
    const [relation] = partitions;
    if (relation === undefined) return undefined;
    const list = partitions.slice(0, 3).join(', ') + (partitions.length > 3 ? ' and others' : '');
    return {
      message: `This takes AccessExclusiveLock on ${context.qualify(table)} and on all partitions that are known (${partitions.length}: ${list}): a query on any of them holds it up while the others stop.`,
      help: `Set a limit for the wait, and try again when it is reached:\n${sqlBlock(`${context.unit.kind === 'transaction' ? 'SET LOCAL' : 'SET'} lock_timeout = '2s';`)}`,
      claims: { relation },
    };
  },
});

/** Measured on 15 and 18: with AccessExclusiveLock; since 18 NOT NULL goes away on the one table, as a constraint of its own. */
function reachesPartitions(change: Change, context: RuleContext): boolean {
  if (/^alter\s+table\s+(?:if\s+exists\s+)?only\b/i.test(context.statement.text)) return false;
  if (change.kind === 'rename') return change.object === 'column';
  if (change.kind === 'drop-not-null') return context.serverVersion < 18;
  return change.kind !== 'add-constraint' || change.constraint.type === 'check';
}
