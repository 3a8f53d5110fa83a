// The only importer of node-sql-parser: does a statement that PostgreSQL can't read belong to another database?
import { scan } from './scanner.ts';

export type OtherDialect = 'MySQL' | 'SQL Server' | 'Redshift' | 'Oracle' | 'SQLite' | 'ClickHouse';

interface Marks {
  readonly dialect: OtherDialect;
  /** Words that only this database has: enough, where PostgreSQL can't read the statement. */
  readonly sure: RegExp;
  /** Words that make it worth asking the grammar. */
  readonly likely?: RegExp;
}

/** In order: the first that is sure wins, then the first whose grammar reads the statement. */
const known: readonly Marks[] = [
  { dialect: 'ClickHouse', sure: /\bENGINE\s*=\s*\w*MergeTree\b/i },
  {
    dialect: 'Redshift',
    sure: /\b(?:DISTKEY|SORTKEY|DISTSTYLE|IAM_ROLE)\b|\bENCODE\s+(?:az64|zstd|lzo|raw|bytedict|delta\w*|mostly\d+|runlength|text\d+\w*)\b|^\s*UNLOAD\s*\(|\bAPPEND\s+FROM\b|\bVARCHAR\s*\(\s*MAX\s*\)(?=[^;]*\bENCODE\b)|\bCREATE\s+EXTERNAL\s+SCHEMA\b/i,
  },
  {
    dialect: 'MySQL',
    sure: /\bAUTO_INCREMENT\b|\bENGINE\s*=|\bUNSIGNED\b|\bALGORITHM\s*=\s*(?:INPLACE|INSTANT|COPY|DEFAULT)\b|\bLOCK\s*=\s*(?:NONE|SHARED|EXCLUSIVE)\b|\bMODIFY\s+(?:COLUMN\s+)?[\w`]+\s+\w|\bCHANGE\s+(?:COLUMN\s+)?[\w`]+\s+[\w`]+\s+\w|\bDROP\s+INDEX\s+[\w`]+\s+ON\b|\bDROP\s+FOREIGN\s+KEY\b|\bADD\s+(?:COLUMN\s+)?[^,;]+\bAFTER\s+[\w`]+\s*(?:,|;|$)|\bON\s+UPDATE\s+CURRENT_TIMESTAMP\b|\b(?:DEFAULT\s+)?CHARSET\s*=|\bINSERT\s+IGNORE\b|^\s*REPLACE\s+INTO\b|^\s*RENAME\s+TABLE\b|^\s*DELIMITER\b/i,
    likely: /`|\bKEY\b|\bENUM\s*\(/i,
  },
  {
    dialect: 'SQL Server',
    sure: /(?:^|[\s.(,])\[[A-Za-z_]\w*\]\s*(?:\.|\(|\s)|\bIDENTITY\s*\(\s*\d+\s*,|\b(?:NON)?CLUSTERED\b|^\s*GO\s*$|\bDECLARE\s+@|\bsp_\w+|\bWITH\s*\(\s*NOLOCK\b|\b(?:N?VARCHAR|VARBINARY)\s*\(\s*MAX\s*\)/im,
    likely: /\[\w+\]|\bNVARCHAR\b/i,
  },
  {
    dialect: 'Oracle',
    sure: /\bVARCHAR2\b|\bNUMBER\s*\(\s*\d+|\bMODIFY\s*\(|\bPCTFREE\b|\bNOT\s+NULL\s+ENABLE\b|^\s*CREATE\s+(?:OR\s+REPLACE\s+)?PACKAGE\b/i,
  },
  { dialect: 'SQLite', sure: /\bAUTOINCREMENT\b|^\s*PRAGMA\b|\bWITHOUT\s+ROWID\b/i },
];

/**
 * The database whose words the statement has; undefined when there is none. Only for statements that PostgreSQL can't read. Strings and comments do not
 * count. A grammar of some 400 KB is loaded only where the words alone do not settle it.
 */
export async function dialectOf(sql: string): Promise<OtherDialect | undefined> {
  const words = withoutTexts(sql);
  const sure = known.find((marks) => marks.sure.test(words));
  if (sure !== undefined) return sure.dialect;
  const likely = known.filter((marks) => marks.likely?.test(words)).map(({ dialect }) => dialect);
  if (likely.includes('MySQL') && isRead(sql, (await import('node-sql-parser/build/mysql.js')).default)) return 'MySQL';
  if (likely.includes('SQL Server') && isRead(sql, (await import('node-sql-parser/build/transactsql.js')).default))
    return 'SQL Server';
  return undefined;
}

/** Without what stands in comments and single quotes. */
function withoutTexts(sql: string): string {
  const comments = scan(sql).comments;
  let text = '';
  let at = 0;
  for (const { start, end } of comments) {
    text += `${sql.slice(at, start)} `;
    at = end;
  }
  return (text + sql.slice(at)).replace(/'(?:[^']|'')*'/g, "''");
}

function isRead(sql: string, grammar: { readonly Parser: new () => { astify(sql: string): unknown } }): boolean {
  try {
    new grammar.Parser().astify(sql);
    return true;
  } catch {
    return false;
  }
}
