// Explicit values in a column that a sequence numbers, and the sequence does not know.
import { dependentsOf } from '../catalog/objects.ts';
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const sequenceNotReset = defineRule({
  id: 'sequence-not-reset',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  title: 'Rows are inserted with numbers that their sequence will give out again.',
  why: 'An explicit value in a serial or identity column does not move its sequence. Later the sequence comes to the same number, and an INSERT of the application fails with a duplicate key (error 23505), or there are two rows with one number where the column is not unique.',
  instead:
    'Leave the column out of the INSERT; or set the sequence behind the largest number with setval() afterwards.',
  fineWhen:
    'The application gives all rows their numbers itself, or the numbers are ones that the sequence never reaches.',
  sources: [
    'https://www.postgresql.org/docs/current/functions-sequence.html',
    'https://www.postgresql.org/docs/current/functions-info.html',
  ],
  example: {
    setup: 'CREATE TABLE roles (id serial PRIMARY KEY, name text);',
    bad: "INSERT INTO roles (id, name) VALUES (1, 'reader'), (2, 'writer');",
    good: "INSERT INTO roles (id, name) VALUES (1, 'reader'), (2, 'writer');\nSELECT setval(pg_get_serial_sequence('roles', 'id'), max(id)) FROM roles;",
  },
  on: ['insert'],
  check(change, context) {
    const { table, columns } = change;
    const column = numberedColumns(table, context).find((name) => columns?.includes(name) === true);
    if (column === undefined || leavesItToTheSequence(context.statement.text)) return undefined;
    const sequence = { ...table, name: madeName(table.name, column, 'seq') };
    if (isSettledLater(change, column, sequence, context)) return undefined;
    const [tableText, columnText] = [sqlName(table), column].map((text) => `'${text.replaceAll("'", "''")}'`);
    return {
      message: `These rows get ${column} by hand, and the sequence of ${context.qualify(table)} does not know: when it comes to the same numbers, an INSERT fails as a duplicate.`,
      help: `Set the sequence behind the largest number afterwards:\n${sqlBlock(
        `SELECT setval(pg_get_serial_sequence(${tableText}, ${columnText}), max(${sqlIdentifier(column)})) FROM ${sqlName(table)};`,
      )}`,
    };
  },
});

/** Those that a sequence of their own numbers: serial and identity columns. */
function numberedColumns(table: Name, context: RuleContext): readonly string[] {
  const key = context.qualify(table);
  return dependentsOf(context.catalog, key).flatMap((dependent) => {
    const relation = context.catalog.relations.get(dependent);
    return relation?.kind === 'sequence' && relation.ownedBy?.table === key ? [relation.ownedBy.column] : [];
  });
}

function leavesItToTheSequence(text: string): boolean {
  return /\b(?:nextval|default|overriding\s+user)\b/i.test(text.replace(/'(?:[^']|'')*'/g, "''"));
}

/** Or said at a later INSERT of the same kind. */
function isSettledLater({ table }: ChangeOf<'insert'>, column: string, sequence: Name, context: RuleContext): boolean {
  return [...context.later(table), ...context.later(sequence)].some(({ change }) => {
    if (change.kind === 'insert') return change.columns?.includes(column) === true;
    return (
      change.kind === 'select' ||
      change.kind === 'alter-sequence' ||
      change.kind === 'alter-identity' ||
      change.kind === 'drop'
    );
  });
}
