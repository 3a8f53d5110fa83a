// Values out of rows of the catalogs.
import type { Row } from '../model/database.ts';
import { qualifiedName } from '../sql/qualified-name.ts';

export function text(row: Row, column: string): string {
  return String(row[column] ?? '');
}

/** Undefined for NULL. */
export function textOrNone(row: Row, column: string): string | undefined {
  const value = row[column];
  return value === null || value === undefined ? undefined : String(value);
}

export function is(row: Row, column: string): boolean {
  return row[column] === true;
}

/** Of a jsonb or text array; NULL is none. */
export function texts(row: Row, column: string): readonly string[] {
  const value = row[column];
  return Array.isArray(value) ? value.map(String) : [];
}

export function list(row: Row, column: string): readonly Row[] {
  const value = row[column];
  return Array.isArray(value) ? (value as readonly Row[]) : [];
}

/** `[schema, name]` as one full name. */
export function fullName(row: Row, column: string): string | undefined {
  const [schema, name] = texts(row, column);
  return schema === undefined || name === undefined ? undefined : qualifiedName(schema, name);
}

/** A list of `[schema, name]`. */
export function fullNames(row: Row, column: string): readonly string[] {
  return list(row, column).map((pair) => qualifiedName(String(pair[0]), String(pair[1])));
}

/** Rows by the oid of what they belong to, in their order. */
export function byOid<T>(rows: readonly Row[], read: (row: Row) => T): (oid: string) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const oid = text(row, 'oid');
    const list = found.get(oid) ?? [];
    found.set(oid, list);
    list.push(read(row));
  }
  return (oid) => found.get(oid) ?? [];
}
