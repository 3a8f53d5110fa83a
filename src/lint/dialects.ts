// SQL of another database: said of each statement, and of a whole directory.
import type { Migration, Statement } from '../model/migration.ts';
import { dialectOf, type OtherDialect } from '../sql/other-dialects.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { syntaxError, unsupportedDialect } from './notices.ts';

/** Findings with the help of those syntax errors replaced. Costs nothing when there are none. */
export function withDialects(located: readonly LocatedFinding[]): Promise<readonly LocatedFinding[]> {
  return Promise.all(located.map(explained));
}

async function explained(item: LocatedFinding): Promise<LocatedFinding> {
  if (item.finding.rule !== syntaxError.id || item.statement === null) return item;
  const dialect = await dialectOf(item.statement.text);
  if (dialect === undefined) return item;
  const help = `This is SQL of ${dialect}. Lockgate reads PostgreSQL's; keep migrations of another database in a directory of their own.`;
  return { ...item, cause: `SQL of ${dialect}`, finding: { ...item.finding, help } };
}

export interface ForeignDirectory {
  readonly dialect: OtherDialect;
  /** The one finding about all of it. */
  readonly finding: LocatedFinding;
}

/** Unreadable statements of one file that are looked at. */
const lookedAt = 5;

/**
 * The other database that a directory is for: at least half of its files hold a statement of it, and none holds what only PostgreSQL has. Also of what the base
 * has: a new file may happen to hold nothing that PostgreSQL can't read.
 */
export async function foreignDirectory(
  baseline: readonly Migration[],
  pending: readonly Migration[],
): Promise<ForeignDirectory | undefined> {
  const files = [...pending, ...baseline].filter(({ up }) => up.statements.length > 0);
  if (!files.some(({ up }) => up.problems.length > 0) || files.some(({ up }) => up.statements.some(isPostgres)))
    return undefined;
  const found: { migration: Migration; statement: Statement; dialect: OtherDialect }[] = [];
  for (const migration of files) {
    for (const statement of unreadable(migration).slice(0, lookedAt)) {
      const dialect = await dialectOf(statement.text);
      if (dialect === undefined) continue;
      found.push({ migration, statement, dialect });
      break;
    }
  }
  const [first] = found;
  const same = found.filter(({ dialect }) => dialect === first?.dialect);
  if (first === undefined || same.length * 2 < files.length) return undefined;
  const { migration, statement, dialect } = first;
  const { start } = statement.span;
  const finding = noticeFinding(unsupportedDialect, {
    message: `This directory holds SQL of ${dialect}, which Lockgate does not support: ${same.length} of ${files.length} ${files.length === 1 ? 'file' : 'files'}. Nothing in it was judged.`,
    place: {
      path: migration.up.path,
      line: start.line,
      column: start.column,
      endLine: start.line,
      endColumn: start.column,
    },
    evidence: 'read',
    migration: migration.id,
  });
  return { dialect, finding };
}

function unreadable({ up }: Migration): readonly Statement[] {
  if (up.problems.length === 0) return [];
  return up.statements.filter(({ changes }) => changes.some(({ kind }) => kind === 'opaque'));
}

const onlyPostgres = /\$\$|\bCONCURRENTLY\b|\bjsonb\b|\btimestamptz\b|\bNOT\s+VALID\b|\bCREATE\s+EXTENSION\b/i;

/** Read by PostgreSQL's grammar, and of no other database. */
function isPostgres({ changes, text }: Statement): boolean {
  return changes.every(({ kind }) => kind !== 'opaque') && onlyPostgres.test(text);
}
