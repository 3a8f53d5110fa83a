// New tables and columns without a COMMENT.
import type { Change } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const commentRequired = defineRule({
  id: 'comment-required',
  preset: 'policy',
  category: 'policy',
  severity: 'info',
  title: 'A new table or column has no comment.',
  why: 'A comment in the database is found by everyone who looks at the table: in psql, in reports, in tools that draw the schema. The author knows best what belongs there, and now.',
  instead: 'Add COMMENT ON TABLE, or COMMENT ON COLUMN, to the same migration.',
  fineWhen: 'The table is temporary or a partition, or the comment follows in the script.',
  sources: ['https://www.postgresql.org/docs/current/sql-comment.html'],
  options: {
    tables: { type: 'boolean', default: true, about: 'Whether new tables need a comment.' },
    columns: { type: 'boolean', default: false, about: 'Whether new columns need a comment.' },
  },
  example: {
    setup: 'CREATE TABLE customers (id bigint PRIMARY KEY);',
    bad: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    good: "CREATE TABLE orders (id bigint PRIMARY KEY);\nCOMMENT ON TABLE orders IS 'What customers have bought';",
  },
  on: ['create-table', 'add-column'],
  check(change, context, { tables, columns }): readonly Hit[] {
    if (change.kind === 'create-table' && (change.persistence === 'temporary' || change.partitionOf !== undefined)) {
      return [];
    }
    const { table } = change;
    const relation = context.qualify(table);
    const added = change.kind === 'create-table' ? change.columns : [change.column];
    const bare = columns
      ? added.filter(({ name }) => !hasComment(columnComment(relation, name, context), context))
      : [];
    const needsOne = tables && change.kind === 'create-table' && !hasComment(tableComment(relation, context), context);
    return [
      ...(needsOne
        ? [missing(`New table ${relation} has no comment.`, `COMMENT ON TABLE ${sqlName(table)} IS '…';`)]
        : []),
      ...bare.map(({ name }) =>
        missing(
          `New column ${name} of ${relation} has no comment.`,
          `COMMENT ON COLUMN ${sqlName(table)}.${sqlIdentifier(name)} IS '…';`,
        ),
      ),
    ];
  },
});

function missing(message: string, statement: string): Hit {
  return { message, help: `Say what it is for, in the same migration:\n${sqlBlock(statement)}` };
}

function hasComment(isIt: (change: Change) => boolean, { script, statement }: RuleContext): boolean {
  return script.statements.some((other) => other.index > statement.index && other.changes.some(isIt));
}

function tableComment(relation: string, { qualify }: RuleContext): (change: Change) => boolean {
  return (change) => change.kind === 'comment' && change.object === 'table' && qualify(change.name) === relation;
}

function columnComment(relation: string, column: string, { qualify }: RuleContext): (change: Change) => boolean {
  return (change) =>
    change.kind === 'comment' &&
    change.of !== undefined &&
    qualify(change.of) === relation &&
    change.name.name === column;
}
