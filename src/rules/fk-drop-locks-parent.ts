// Dropping a foreign key locks the table that it points to.
import type { Change, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { earlierInUnit } from './facts/before.ts';
import { type KnownConstraint, knownConstraints } from './facts/constraints.ts';
import { limitedWait } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const fkDropLocksParent = defineRule({
  id: 'fk-drop-locks-parent',
  category: 'availability',
  severity: 'warning',
  preset: 'strict',
  title: 'Dropping a foreign key locks the table it points to, and no lock_timeout is set.',
  why: 'The triggers of a foreign key stand on both tables. DROP CONSTRAINT, DROP COLUMN and DROP TABLE on the referencing side take AccessExclusiveLock on the referenced table too: its reads and writes wait until the transaction ends, though the statement does not name it.',
  instead:
    '1. Drop the foreign key alone, in a short migration with a lock_timeout.\n2. Drop the column or the table in a later one: that no longer touches the referenced table.',
  fineWhen: 'The referenced table was created in the same release, or a lock_timeout is in force.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://github.com/ankane/strong_migrations/issues/119',
  ],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT orders_customer_fk REFERENCES customers (id));',
    bad: '-- lockgate: ignore drop-constraint -- customers live in another database since release 42\nALTER TABLE orders DROP CONSTRAINT orders_customer_fk;',
    good: "SET LOCAL lock_timeout = '5s';\n-- lockgate: ignore drop-constraint -- customers live in another database since release 42\nALTER TABLE orders DROP CONSTRAINT orders_customer_fk;",
  },
  on: ['drop-constraint', 'drop-column', 'drop'],
  check(change, context) {
    if (context.lockTimeout !== null) return undefined;
    const parents = [...new Set(parentsOf(change, context))].filter((parent) => !isSaid(parent, change, context));
    const [relation] = parents;
    if (relation === undefined) return undefined;
    return {
      message: `This drops a foreign key, which takes AccessExclusiveLock on ${parents.join(', ')} too, and no lock_timeout is set: reads and writes there wait until the transaction ends.`,
      help: `Set a limit for the wait before the statement:\n${sqlBlock(limitedWait(context))}\nWhere the statement does more than that, drop the foreign key alone in a migration before it.`,
      claims: { relation },
    };
  },
});

/** Tables in use that a foreign key goes away from, without those that the statement is about itself. */
function parentsOf(
  change: ChangeOf<'drop-constraint' | 'drop-column' | 'drop'>,
  context: RuleContext,
): readonly string[] {
  if (change.kind === 'drop' && change.object !== 'table') return [];
  const tables: readonly Name[] = change.kind === 'drop' ? change.names : [change.table];
  const own = tables.map((table) => context.qualify(table));
  const falls = ({ name, constraint }: KnownConstraint): boolean => {
    if (change.kind === 'drop-constraint') return name === change.name;
    return change.kind === 'drop' || constraint.columns.includes(change.column);
  };
  return tables
    .flatMap((table) => knownConstraints(context, table).filter(falls))
    .flatMap(({ constraint }) => (constraint.type === 'foreign-key' ? [constraint.references.table] : []))
    .filter((parent) => !context.isNew(parent))
    .map((parent) => context.qualify(parent))
    .filter((parent) => !own.includes(parent));
}

/** The transaction has this lock already, by a foreign key that it dropped before; or it drops the table itself. */
function isSaid(parent: string, change: Change, context: RuleContext): boolean {
  const dropped = earlierInUnit(change, context).flatMap((earlier) => {
    if (earlier.kind !== 'drop-constraint' && earlier.kind !== 'drop-column') return [];
    const { table } = earlier;
    return knownConstraints(context.at(earlier), table).flatMap(({ name, constraint: key }) => {
      if (key.type !== 'foreign-key') return [];
      const isDropped = earlier.kind === 'drop-column' ? key.columns.includes(earlier.column) : name === earlier.name;
      return isDropped ? [context.qualify(key.references.table)] : [];
    });
  });
  const falls = context.unit.statements
    .flatMap(({ changes }) => changes)
    .flatMap((other) => (other.kind === 'drop' && other.object === 'table' ? other.names : []));
  return [...dropped, ...falls.map((name) => context.qualify(name))].includes(parent);
}
