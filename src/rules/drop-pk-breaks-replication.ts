// A primary key goes, and with it what logical replication finds rows by.

import type { Change, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlName } from '../sql/sql-names.ts';
import { knownConstraints } from './facts/constraints.ts';
import { tableNamed } from './facts/named.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropPkBreaksReplication = defineRule({
  id: 'drop-pk-breaks-replication',
  category: 'availability',
  severity: 'warning',
  title: 'The primary key of an existing table is dropped and not replaced.',
  why: 'Unless told otherwise, logical replication finds rows by the primary key. Without one, every UPDATE and DELETE on a table whose changes are published fails with error 55000; a blue/green deployment and change data capture publish all tables.',
  instead:
    'Add the new primary key in the same transaction, or give the table another replica identity before: an index (REPLICA IDENTITY USING INDEX), or FULL, which writes whole rows to the WAL.',
  fineWhen: 'No publication holds the table, now or during an upgrade; or the table was created in the same release.',
  sources: [
    'https://www.postgresql.org/docs/current/logical-replication-publication.html',
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-considerations.html',
  ],
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY, code uuid NOT NULL);\nCREATE UNIQUE INDEX orders_code_idx ON orders (code);',
    bad: '-- lockgate: ignore drop-constraint -- orders are found by code since release 42\nALTER TABLE orders DROP CONSTRAINT orders_pkey;',
    good: 'ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_code_pkey PRIMARY KEY USING INDEX orders_code_idx;',
  },
  on: ['drop-constraint', 'drop-column'],
  check(change, context) {
    const { table } = change;
    if (context.isNew(table) || !dropsKey(change, context) || isFound(change, context)) return undefined;
    const relation = context.qualify(table);
    return {
      message: `${relation} loses its primary key: where its changes are published, every UPDATE and DELETE on it fails from then on.`,
      help: `Add the new primary key in the same transaction, or say before what rows are found by:\n${sqlBlock(
        `ALTER TABLE ${sqlName(table)} REPLICA IDENTITY FULL;`,
      )}\nA unique index on NOT NULL columns costs less (REPLICA IDENTITY USING INDEX).`,
    };
  },
});

function dropsKey(change: ChangeOf<'drop-constraint' | 'drop-column'>, context: RuleContext): boolean {
  const key = knownConstraints(context, change.table).find(({ constraint }) => constraint.type === 'primary-key');
  if (key === undefined) return false;
  return change.kind === 'drop-constraint' ? key.name === change.name : key.constraint.columns.includes(change.column);
}

/** By another identity, or by the primary key that the transaction adds. */
function isFound({ table }: { readonly table: Name }, context: RuleContext): boolean {
  const unit = context.unit.statements.flatMap(({ changes }) => changes);
  const names = [table.name, ...unit.flatMap((change) => (isRenamed(change, table, context) ? [change.to] : []))];
  const isOfTable = (other: Name): boolean =>
    names.some((name) => context.qualify({ ...table, name }) === context.qualify(other));
  const written = unit.findLast((change) => change.kind === 'replica-identity' && isOfTable(change.table));
  const found = tableNamed(context, table);
  const known = found !== undefined && 'replicaIdentity' in found ? found.replicaIdentity : 'default';
  const identity = written?.kind === 'replica-identity' ? written.identity : known;
  const replaced = unit.some((change) => {
    if (change.kind !== 'add-constraint' && change.kind !== 'add-column') return false;
    const made = change.kind === 'add-column' ? change.column.constraints : [change.constraint];
    return isOfTable(change.table) && made.some(({ type }) => type === 'primary-key');
  });
  return replaced || identity !== 'default';
}

function isRenamed(change: Change, table: Name, { qualify }: RuleContext): change is ChangeOf<'rename'> {
  return change.kind === 'rename' && change.from === undefined && qualify(change.name) === qualify(table);
}
