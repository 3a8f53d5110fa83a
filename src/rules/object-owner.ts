// Who owns what a migration makes.
import type { Change } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlName } from '../sql/sql-names.ts';
import { makingKinds, relationMade } from './facts/made-objects.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const objectOwner = defineRule({
  id: 'object-owner',
  preset: 'policy',
  category: 'policy',
  severity: 'warning',
  title: 'A new table or view does not get the owner that the team has set.',
  why: 'It belongs to the role that runs the migration. Another role that runs a later one gets "must be owner of table", and default privileges of the wrong role apply.',
  instead: 'Begin the script with SET LOCAL ROLE, or end it with ALTER … OWNER TO.',
  fineWhen: 'No owner is set in the options: then the rule is silent.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-priv.html',
    'https://www.postgresql.org/docs/current/sql-set-role.html',
  ],
  options: {
    owner: {
      type: 'pattern',
      default: null,
      about: 'What the whole name of the owner of new tables, views, sequences, types and functions has to match.',
    },
  },
  example: {
    setup: 'CREATE TABLE customers (id bigint PRIMARY KEY);',
    bad: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    good: 'CREATE TABLE orders (id bigint PRIMARY KEY);\nALTER TABLE orders OWNER TO CURRENT_USER;',
    options: { owner: 'current_user|app_owner' },
  },
  on: [...makingKinds, 'set-owner'],
  check(change, context, { owner }) {
    if (owner === null) return undefined;
    if (change.kind === 'set-owner') {
      return owner.test(change.owner)
        ? undefined
        : {
            message: `${sqlName(change.name)} is given to ${change.owner}, who is not the owner that the team has set.`,
          };
    }
    const made = relationMade(change);
    const role = context.setting('role');
    if (made === undefined || (role !== null && owner.test(role)) || isGiven(made.name, context)) return undefined;
    const kind = made.kind.replace('-', ' ');
    return {
      message: `New ${kind} ${context.qualify(made.name)} belongs to whoever runs the migration.`,
      help: `Give it to its owner in the same script:\n${sqlBlock(`ALTER ${kind.toUpperCase()} ${sqlName(made.name)} OWNER TO name_of_owner;`)}`,
    };
  },
});

/** Wrong owners are found at their own statement. */
function isGiven(name: { readonly schema?: string; readonly name: string }, context: RuleContext): boolean {
  const wanted = context.qualify(name);
  const gives = (change: Change): boolean => change.kind === 'set-owner' && context.qualify(change.name) === wanted;
  return context.script.statements.some((other) => other.index > context.statement.index && other.changes.some(gives));
}
