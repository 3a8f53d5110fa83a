// Says of a syntax error when the statement is SQL of another database.
import { dialectOf } from '../sql/other-dialects.ts';
import type { LocatedFinding } from './finding.ts';
import { syntaxError } from './notices.ts';

/** Findings with the help of those syntax errors replaced. Costs nothing when there are none. */
export function withDialects(located: readonly LocatedFinding[]): Promise<readonly LocatedFinding[]> {
  return Promise.all(located.map(explained));
}

async function explained(item: LocatedFinding): Promise<LocatedFinding> {
  if (item.finding.rule !== syntaxError.id || item.statement === null) return item;
  const dialect = await dialectOf(item.statement.text);
  if (dialect === undefined) return item;
  const help = `This is SQL of ${dialect}. Lockgate reads PostgreSQL's; keep migrations of another database in a directory of their own.`;
  return { ...item, finding: { ...item.finding, help } };
}
