// NOT ENFORCED: a constraint that checks nothing (PostgreSQL 18).
import { constraintsIn, defaultName } from './facts/constraints.ts';
import { defineRule } from './rule.ts';

export const constraintNotEnforced = defineRule({
  id: 'constraint-not-enforced',
  category: 'correctness',
  severity: 'info',
  title: 'A constraint is NOT ENFORCED: PostgreSQL checks nothing.',
  why: 'It stands in the schema like any other, but rows that break it are stored. Who reads the schema relies on what nobody checks.',
  instead: 'Add it NOT VALID, so that new rows are checked, and validate it in a later migration.',
  fineWhen: 'The application guarantees it, and the constraint is there for tools that read the schema.',
  preset: 'strict',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'https://www.postgresql.org/docs/current/ddl-constraints.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT ENFORCED;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;',
    minServer: 18,
  },
  on: ['create-table', 'add-column', 'add-constraint', 'alter-constraint'],
  check(change, context) {
    const relation = context.qualify(change.table);
    const hit = (name: string) => ({
      message: `Constraint ${name} of ${relation} is NOT ENFORCED: rows that break it are stored.`,
    });
    if (change.kind === 'alter-constraint') return change.enforced === false ? hit(change.name) : undefined;
    return constraintsIn(change, change.table)
      .filter(({ enforced }) => !enforced)
      .map((constraint) => hit(constraint.name ?? defaultName(change.table, constraint)));
  },
});
