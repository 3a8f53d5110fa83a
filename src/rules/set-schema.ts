// ALTER … SET SCHEMA breaks code that uses the qualified name.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const setSchema = defineRule({
  id: 'set-schema',
  category: 'compatibility',
  severity: 'warning',
  title: 'An existing object moves to another schema.',
  why: 'Running code finds it neither by its qualified name nor, unless the new schema is on its search_path, by its plain one. The move itself is only a change of the catalog.',
  instead:
    'Give the old name to a view in the same transaction: a simple view can be read and written like the table. Drop the view when no code uses the old name any more.',
  fineWhen: 'It was created in the same release, or the same transaction gives the old name to something else.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH',
  ],
  example: {
    setup: 'CREATE SCHEMA archive;\nCREATE TABLE orders (id bigint PRIMARY KEY, note text);',
    bad: 'ALTER TABLE orders SET SCHEMA archive;',
    good: 'ALTER TABLE orders SET SCHEMA archive;\nCREATE VIEW orders AS SELECT * FROM archive.orders;',
  },
  on: ['set-schema'],
  check(change, context) {
    // Extensions are moved by their own names; nobody qualifies those.
    if (change.object === 'extension' || context.isNew(change.name) || nameReturns(change, context)) return undefined;
    const old = context.qualify(change.name);
    const isRelation = change.object === 'table' || change.object === 'view' || change.object === 'materialized-view';
    const moved = { schema: change.schema, name: change.name.name };
    return {
      message: `Moving ${change.object.replaceAll('-', ' ')} ${old} to schema ${change.schema} breaks running code that looks for it in its old schema.`,
      ...(isRelation
        ? {
            help: `Keep the old name as a view in the same transaction, and drop it in a later release:\n${sqlBlock(
              `${context.statement.text};`,
              `CREATE VIEW ${sqlName(change.name)} AS SELECT * FROM ${sqlName(moved)};`,
            )}`,
          }
        : {
            help: `First release code that finds it in both places, for instance with both schemas on its search_path:\n${sqlBlock(
              `SET search_path = public, ${sqlIdentifier(change.schema)};`,
            )}`,
          }),
    };
  },
});

function nameReturns({ name }: ChangeOf<'set-schema'>, context: RuleContext): boolean {
  return context
    .later(name)
    .some(
      ({ change, unit }) =>
        unit === context.unit &&
        (change.kind === 'create-view' || change.kind === 'create-table' || change.kind === 'function'),
    );
}
