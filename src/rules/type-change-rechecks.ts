// ALTER COLUMN … TYPE of a column in a foreign key: the table at its other end is locked and read too.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownConstraints } from './facts/constraints.ts';
import { foreignKeysTo } from './facts/foreign-keys.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { typeEffect } from './facts/type-effects.ts';
import { defineRule } from './rule.ts';

export const typeChangeRechecks = defineRule({
  id: 'type-change-rechecks',
  category: 'availability',
  severity: 'warning',
  title: 'The type of a column in a foreign key changes, which locks the other table too.',
  why: 'PostgreSQL re-creates the foreign key: it takes AccessExclusiveLock on the table at the other end as well, and where the column is rewritten, it checks the foreign key for all rows of both tables meanwhile. Reads and writes of both wait.',
  instead:
    'Add a column of the new type beside the old one, fill it in batches, and give it a foreign key NOT VALID that is validated later. Where the type has to change in place, drop the foreign key before, and add it again NOT VALID.',
  fineWhen: 'One of the two tables was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html',
  ],
  example: {
    setup:
      'CREATE TABLE customers (id integer PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers);',
    bad: '-- lockgate: ignore change-column-type -- the table has 40 rows\nALTER TABLE customers ALTER COLUMN id TYPE bigint;',
    good: 'ALTER TABLE customers ADD COLUMN id_new bigint;',
  },
  on: ['alter-column-type'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    const own = context.qualify(change.table);
    const keys = [...outward(change, context), ...inward(change, context)].filter(
      ({ other, name }) => !context.isNew(other) && context.qualify(other) !== own && !isDropped(name, context),
    );
    const checked = typeEffect(change, context).rows !== 'free' ? keys.filter(({ validated }) => validated) : [];
    const first = checked[0] ?? keys[0];
    if (first === undefined) return undefined;
    const relation = context.qualify(first.other);
    const others = [...new Set(keys.map(({ other }) => context.qualify(other)))].filter((name) => name !== relation);
    const more =
      others.length === 0 ? '' : ` (and ${others.slice(0, 3).join(', ')}${others.length > 3 ? ' and others' : ''})`;
    const check = checked.length === 0 ? '' : ', and the foreign key is checked for all rows meanwhile';
    const drops = keys.map(
      ({ holder, name }) => `ALTER TABLE ${sqlName(holder)} DROP CONSTRAINT ${sqlIdentifier(name)};`,
    );
    return {
      message: `${change.column} is part of the foreign key ${first.name}, which is re-created: ${relation}${more} is locked with AccessExclusiveLock too${check}; reads and writes of it wait.`,
      help: `Drop ${keys.length === 1 ? 'the foreign key' : 'the foreign keys'} in a migration before, and add ${keys.length === 1 ? 'it' : 'them'} again NOT VALID in one after, so that nothing is locked for long:\n${sqlBlock(...drops)}`,
      claims: { relation, work: checked.length === 0 ? 'none' : 'scan' },
    };
  },
});

/** By the same statement: then it is not re-created. */
function isDropped(name: string, { statement }: RuleContext): boolean {
  return statement.changes.some((change) => change.kind === 'drop-constraint' && change.name === name);
}

interface Key {
  readonly other: Name;
  /** The table that has the constraint. */
  readonly holder: Name;
  readonly name: string;
  readonly validated: boolean;
}

function outward({ table, column }: ChangeOf<'alter-column-type'>, context: RuleContext): readonly Key[] {
  return knownConstraints(context, table).flatMap(({ name, constraint, validated }) =>
    constraint.type === 'foreign-key' && constraint.columns.includes(column)
      ? [{ other: constraint.references.table, holder: table, name, validated }]
      : [],
  );
}

function inward({ table, column }: ChangeOf<'alter-column-type'>, context: RuleContext): readonly Key[] {
  return foreignKeysTo(table, context)
    .filter(({ columns }) => columns.includes(column))
    .map(({ holder, name, validated }) => ({ other: holder, holder, name, validated }));
}
