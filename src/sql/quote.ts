// Quoting of identifiers and literals for SQL text (manual, 4.1.1 and 4.1.2).

/** Always quoted, so that no keyword, upper case or odd character matters. NUL can't be in an identifier. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal; with a backslash inside it becomes an E'' string, so it is right whatever standard_conforming_strings says. */
export function quoteLiteral(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return doubled.includes('\\') ? ` E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}
