// The safe way in several migrations, for rules whose statement stands alone in an up script.
import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext, Split } from '../../model/finding.ts';
import type { NewMigration } from '../../model/layout.ts';
import type { Statement } from '../../model/migration.ts';
import type { Name } from '../../model/schema.ts';
import { madeName, sqlColumns, sqlIdentifier, sqlName } from '../../sql/sql-names.ts';
import { partitionsOf } from './partitioning.ts';
import { outsideTransaction } from './runner-words.ts';
import { steps } from './sql-block.ts';

/** True where a split can be offered: the change is the whole statement, in an up script itself, and says all of what it does. */
export function canSplit({ statement, direction, setting }: RuleContext): boolean {
  const isWhole = statement.within === undefined && statement.changes.length === 1;
  const isPlain = !/^alter\s+table\s+(?:if\s+exists|only)\b/i.test(statement.text);
  return direction === 'up' && isWhole && isPlain && deciding.every((name) => setting(name) === null);
}

/** Settings that a new migration would not have, and that decide what its statements are about. */
const deciding = ['search_path', 'role', 'session_authorization', 'default_tablespace', 'timezone'];

const lockTimeout = "SET LOCAL lock_timeout = '5s'";

/** VALIDATE CONSTRAINT by itself; undone by putting the constraint back as it was added. */
export function validation(table: Name, constraint: string, add: string): NewMigration {
  const target = `ALTER TABLE ${sqlName(table)}`;
  const name = sqlIdentifier(constraint);
  return together(
    fileName('validate', constraint),
    `Checks the rows that were there before ${printable(constraint)}: reads and writes go on.`,
    [`${target} VALIDATE CONSTRAINT ${name}`],
    [`${target} DROP CONSTRAINT ${name}, ${add}`],
  );
}

/** A constraint that is added NOT VALID here, by the sub-command `add`, and validated in the next migration; nothing for one that PostgreSQL names, or a statement that does more. */
export function validatedLater(
  { table, constraint: { name }, at }: ChangeOf<'add-constraint'>,
  add: string | undefined,
  context: RuleContext,
): { readonly split?: Split } {
  if (name === undefined || add === undefined || !canSplit(context)) return {};
  const { text, span } = context.statement;
  const here = text.slice(0, at.offset - span.start.offset) + add;
  return { split: { here, undo: { does: 'nothing', name, here: null }, steps: [validation(table, name, add)] } };
}

/** A PRIMARY KEY or UNIQUE constraint whose index is built first, by itself. */
export function keyFromIndex(
  { table, constraint: { columns } }: ChangeOf<'add-constraint'>,
  name: string,
  kind: 'PRIMARY KEY' | 'UNIQUE',
): Split {
  const sql = sqlIdentifier(name);
  const on = `${sql} ON ${sqlName(table)} (${sqlColumns(columns)})`;
  const build = alone(
    fileName('build', name),
    `The index of ${printable(name)} is built by itself, so that reads and writes go on.`,
    `CREATE UNIQUE INDEX CONCURRENTLY ${on}`,
    [dropConcurrently(table, name)],
  );
  const target = `ALTER TABLE ${sqlName(table)}`;
  const use = together(
    fileName('add', name),
    `The index becomes constraint ${printable(name)}: only the catalog changes.`,
    [`${target} ADD CONSTRAINT ${sql} ${kind} USING INDEX ${sql}`],
    [`${target} DROP CONSTRAINT ${sql}`, `CREATE UNIQUE INDEX ${on}`],
  );
  return moved({ does: 'drop-constraint', name }, build, use);
}

/** The same for a partitioned table, whose index can't be built concurrently, nor become a constraint (manual, 5.12.2.2). */
export function keyPartByPart(
  table: Name,
  name: string,
  columns: readonly string[],
  kind: 'PRIMARY KEY' | 'UNIQUE',
  context: RuleContext,
): string {
  const sql = sqlIdentifier(name);
  const [part = { name: `${table.name}_…` }] = partitionsOf(context, table);
  const partKey = sqlIdentifier(
    madeName(part.name, ...(kind === 'UNIQUE' ? columns : []), kind === 'UNIQUE' ? 'key' : 'pkey'),
  );
  return steps(
    [
      'Add the constraint to the parent alone:',
      `ALTER TABLE ONLY ${sqlName(table)} ADD CONSTRAINT ${sql} ${kind} (${sqlColumns(columns)});`,
    ],
    [
      `For each partition, in a migration ${outsideTransaction(context)}:`,
      `CREATE UNIQUE INDEX CONCURRENTLY ${partKey} ON ${sqlName(part)} (${sqlColumns(columns)});`,
    ],
    [
      'Then, for each:',
      `ALTER TABLE ${sqlName(part)} ADD CONSTRAINT ${partKey} ${kind} USING INDEX ${partKey};`,
      `ALTER INDEX ${sql} ATTACH PARTITION ${partKey};`,
    ],
  );
}

/** The statement of the down script that takes a change back; undefined when there is none. */
export function undoneBy({ migration }: RuleContext, is: (change: Change) => boolean): Statement | undefined {
  return migration.down?.statements.find(({ changes }) => changes.length === 1 && changes.some(is));
}

/** An index has the schema of its table. */
export function dropConcurrently(table: Name, index: string): string {
  return `DROP INDEX CONCURRENTLY ${sqlName({ ...table, name: index })}`;
}

/** One statement that can't run in a transaction. */
export function alone(name: string, purpose: string, up: string, down: readonly string[]): NewMigration {
  return { name, purpose, up: [up], down, transaction: 'none' };
}

/** Statements in a transaction that waits for no lock longer than 5 seconds. */
export function together(name: string, purpose: string, up: readonly string[], down: readonly string[]): NewMigration {
  return { name, purpose, up: [lockTimeout, ...up], down: [lockTimeout, ...down], transaction: 'wrapped' };
}

/** A statement that moves out of its script as a whole. */
export function moved(
  undo: Omit<Split['undo'], 'here'>,
  first: NewMigration,
  ...others: readonly NewMigration[]
): Split {
  return { here: null, undo: { ...undo, here: null }, steps: [first, ...others] };
}

/** Of letters, digits and `_`: safe in any file system, and no separator of Flyway's. */
export function fileName(...parts: readonly string[]): string {
  const words = parts.map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, '_')).join('_');
  return words.replace(/_+/g, '_').replace(/^_|_$/g, '').slice(0, 80);
}

/** In a comment of one line. */
export function printable(name: string): string {
  return name.replace(/[\p{C}\u2028\u2029]/gu, '?');
}
