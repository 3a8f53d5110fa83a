// DROP … CASCADE drops what the script does not name.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { listed } from './facts/listed.ts';
import { madeRoom } from './facts/returns.ts';
import { defineRule } from './rule.ts';

export const dropCascade = defineRule({
  id: 'drop-cascade',
  category: 'data-loss',
  severity: 'warning',
  title: 'CASCADE drops objects that the script does not name.',
  why: 'Views, foreign keys, columns and defaults that depend on the object fall with it, and PostgreSQL only says so in a notice. What that is differs from database to database.',
  instead:
    'Drop the dependent objects by name, in the right order, without CASCADE: PostgreSQL then refuses if something else depends on them.',
  fineWhen: 'The object was created in the same release.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-depend.html',
    'https://www.postgresql.org/docs/current/sql-dropsequence.html',
  ],
  example: {
    setup:
      "CREATE SEQUENCE order_numbers;\nCREATE TABLE orders (id bigint PRIMARY KEY DEFAULT nextval('order_numbers'));",
    bad: 'DROP SEQUENCE order_numbers CASCADE;',
    good: 'ALTER TABLE orders ALTER COLUMN id DROP DEFAULT;\nDROP SEQUENCE order_numbers;',
  },
  on: ['drop', 'drop-column', 'drop-constraint'],
  check(change, context) {
    if (!change.cascade || (change.kind === 'drop' && change.object === 'schema')) return undefined;
    const dropped = droppedBy(change, context);
    if (dropped === undefined) return undefined;
    return { message: `CASCADE also drops whatever depends on ${dropped}, without naming it here.` };
  },
});

function droppedBy(
  change: ChangeOf<'drop' | 'drop-column' | 'drop-constraint'>,
  context: RuleContext,
): string | undefined {
  if (change.kind !== 'drop') {
    if (context.isNew(change.table)) return undefined;
    return change.kind === 'drop-column'
      ? `column ${change.column} of ${context.qualify(change.table)}`
      : `constraint ${change.name} of ${context.qualify(change.table)}`;
  }
  // What falls with a type is said by a rule of its own; one that made room has lost its columns to its successor.
  const isType = change.object === 'type' || change.object === 'domain';
  const live = change.names.filter((name) => !context.isNew(change.on ?? name) && (!isType || madeRoom(name, context)));
  return live.length === 0 ? undefined : `${change.object.replace('-', ' ')} ${listed(live.map((name) => name.name))}`;
}
