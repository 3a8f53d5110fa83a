// Read-only queries that must return no row before a change of the schema can succeed.
import type { Constraint, Expression, IndexColumn, Name } from '../../model/schema.ts';
import { sqlColumns, sqlIdentifier, sqlName } from '../../sql/sql-names.ts';

/** The keys of a unique index; NULLs differ from each other unless it says NULLS NOT DISTINCT. */
export interface UniqueKeys {
  readonly table: Name;
  readonly columns: readonly IndexColumn[];
  readonly where?: Expression | undefined;
  readonly nullsNotDistinct: boolean;
}

/** Values that stand in more than one row. */
export function duplicates({ table, columns, where, nullsNotDistinct }: UniqueKeys): string {
  const keys = columns.map(keyText).join(', ');
  const present = nullsNotDistinct ? [] : columns.map((column) => `${keyText(column)} IS NOT NULL`);
  const conditions = [...present, ...(where === undefined ? [] : [inParentheses(where.text)])];
  return [
    `SELECT ${keys}, count(*) FROM ${sqlName(table)}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(' AND ')}`]),
    `GROUP BY ${keys} HAVING count(*) > 1 LIMIT 10;`,
  ].join('\n');
}

/** Values of a primary key that are NULL or stand in more than one row. */
export function unfitForPrimaryKey(table: Name, columns: readonly string[]): string {
  const keys = sqlColumns(columns);
  const missing = columns.map((column) => `${sqlIdentifier(column)} IS NULL`).join(' OR ');
  return `SELECT ${keys}, count(*) FROM ${sqlName(table)}\nGROUP BY ${keys} HAVING count(*) > 1 OR ${missing} LIMIT 10;`;
}

export function nulls(table: Name, column: string): string {
  return `SELECT * FROM ${sqlName(table)} WHERE ${sqlIdentifier(column)} IS NULL LIMIT 10;`;
}

/** Rows for which the condition is false; one that is NULL passes a CHECK. */
export function violations(table: Name, condition: Expression): string {
  return `SELECT * FROM ${sqlName(table)} WHERE NOT ${inParentheses(condition.text)} LIMIT 10;`;
}

/** Rows that refer to none. `keys` are the columns referred to, in the order of `columns`. */
export function orphans(table: Name, columns: readonly string[], parent: Name, keys: readonly string[]): string {
  const pairs = columns.map((column, i) => `parent.${sqlIdentifier(keys[i] ?? '')} = child.${sqlIdentifier(column)}`);
  const present = columns.map((column) => `child.${sqlIdentifier(column)} IS NOT NULL`).join(' AND ');
  return [
    `SELECT child.* FROM ${sqlName(table)} AS child`,
    `WHERE ${present}`,
    `AND NOT EXISTS (SELECT FROM ${sqlName(parent)} AS parent WHERE ${pairs.join(' AND ')}) LIMIT 10;`,
  ].join('\n');
}

/** Pairs of rows for which all operators say true; undefined when the constraint's elements were not read. */
export function conflicts(table: Name, constraint: Extract<Constraint, { type: 'exclusion' }>): string | undefined {
  const { elements, where } = constraint;
  if (elements.length === 0) return undefined;
  const keys = elements.map((element, i) => `${keyText(element)} AS key${i + 1}`);
  const pairs = elements.map(({ operator }, i) => `one.key${i + 1} ${operator} other.key${i + 1}`);
  return [
    `WITH entry AS (SELECT row_number() OVER () AS number, ${keys.join(', ')} FROM ${sqlName(table)}${where === undefined ? '' : ` WHERE ${inParentheses(where.text)}`})`,
    'SELECT * FROM entry AS one JOIN entry AS other',
    `ON one.number < other.number AND ${pairs.join(' AND ')} LIMIT 10;`,
  ].join('\n');
}

function keyText({ column, expression }: IndexColumn): string {
  return column === undefined ? inParentheses(expression?.text ?? '') : sqlIdentifier(column);
}

/** A line comment at the end must not swallow the parenthesis. */
function inParentheses(text: string): string {
  return text.includes('--') ? `(${text}\n)` : `(${text})`;
}
