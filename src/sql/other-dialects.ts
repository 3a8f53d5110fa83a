// The only importer of node-sql-parser: does a statement that PostgreSQL can't read belong to another database?

export type OtherDialect = 'MySQL' | 'SQL Server' | 'Redshift';

/**
 * The database whose dialect the statement has marks of and whose grammar reads it; undefined when there is none. Marks alone are not enough (a string could
 * hold one), nor is the grammar (node-sql-parser's are lenient). A grammar of some 400 KB is loaded only when a mark is there.
 */
export async function dialectOf(sql: string): Promise<OtherDialect | undefined> {
  if (mysqlMarks.test(sql) && isRead(sql, (await import('node-sql-parser/build/mysql.js')).default)) return 'MySQL';
  if (sqlServerMarks.test(sql) && isRead(sql, (await import('node-sql-parser/build/transactsql.js')).default)) {
    return 'SQL Server';
  }
  // The keys of Redshift's tables are words of its own; node-sql-parser 5.4.0 doesn't read them either (measured).
  return redshiftTable.test(sql) ? 'Redshift' : undefined;
}

const mysqlMarks = /`|\bAUTO_INCREMENT\b|\bENGINE\s*=|\bMODIFY\s+COLUMN\b|\bUNSIGNED\b/i;
const sqlServerMarks = /\[\w+\]|\bIDENTITY\s*\(\s*\d|\bNVARCHAR\b/i;
const redshiftTable = /^\s*create\s+table\b[\s\S]*\b(distkey|sortkey|diststyle|encode)\b/i;

function isRead(sql: string, grammar: { readonly Parser: new () => { astify(sql: string): unknown } }): boolean {
  try {
    new grammar.Parser().astify(sql);
    return true;
  } catch {
    return false;
  }
}
