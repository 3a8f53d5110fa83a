// Rows of catalog queries, and how their values are read.
import { Failure } from '../failure.ts';
import type { Row, Session } from '../model/database.ts';
import { qualifiedName } from '../sql/qualified-name.ts';

/** Rows of one fetch, where not all fit into what a session holds at once (64 MiB). */
const PAGE = 20_000;

/** All rows of a query, in a transaction: in one go, else page by page through a cursor. Where rows are long, `page` is less. */
export async function allRows(session: Session, sql: string, page = PAGE): Promise<readonly Row[]> {
  try {
    return await session.query(sql, []);
  } catch (thrown) {
    // The session has dropped rows; the server knows of no error.
    if (!(thrown instanceof Failure)) throw thrown;
  }
  await session.run(`declare lockgate_rows no scroll cursor for ${sql}`);
  const rows: Row[] = [];
  for (;;) {
    const more = await session.query(`fetch forward ${page} from lockgate_rows`, []);
    for (const row of more) rows.push(row);
    if (more.length < page) break;
  }
  await session.run('close lockgate_rows');
  return rows;
}

/** The rows of each object, in their order. */
export function rowsBy(rows: readonly Row[], key: string): ReadonlyMap<number, readonly Row[]> {
  const found = new Map<number, Row[]>();
  for (const row of rows) {
    const oid = Number(row[key]);
    const same = found.get(oid);
    if (same === undefined) found.set(oid, [row]);
    else same.push(row);
  }
  return found;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Of an array of schema and name. */
export function fullNameOf(value: unknown): string {
  const [schema = '', name = ''] = texts(value);
  return qualifiedName(schema, name);
}

/** Of an array of such. */
export function fullNamesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(fullNameOf) : [];
}

/** To be spread into an object: nothing for NULL, which is absent in a catalogue. */
export function present<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  return value === null || value === undefined ? {} : ({ [key]: String(value) } as { readonly [P in K]?: string });
}
