// A target that has objects, and no history that says which migrations made them: nothing is run there.
import { Failure } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { History, Layout } from '../model/layout.ts';

/** What is in a target whose history is missing or empty. */
export interface Contents {
  /** Like "table public.orders", tables first; at most `shown` of them. */
  readonly objects: readonly string[];
  readonly total: number;
  /** Tables that look like a history of the same tool. */
  readonly histories: readonly string[];
}

const shown = 5;

/**
 * Objects of users: no system schemas, no members of extensions, not the history table or Lockgate's own schema. `schemas`: only
 * in these, as the tool looks only at what it manages.
 */
export async function contentsOf(
  session: Session,
  history: History,
  schemas: readonly string[] | undefined,
): Promise<Contents> {
  const empty = await emptyHistories(session);
  const rows = await session.query(objectsSql, [history.table, schemas ?? null, shown, empty]);
  const found = await session.query(historiesSql, [history.table, history.columns]);
  return {
    objects: rows.map(({ kind, name }) => `${String(kind)} ${String(name)}`),
    total: Number(rows[0]?.total ?? 0),
    histories: history.columns.length === 0 ? [] : found.map(({ name }) => String(name)),
  };
}

/** Histories of tools that Lockgate knows in which nothing is recorded: they say that their tool has run nothing here. */
async function emptyHistories(session: Session): Promise<readonly string[]> {
  const rows = await session.query(
    `SELECT c.oid::text AS oid, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relname::text = ANY ($1::text[]) AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
       AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')`,
    [['flyway_schema_history', 'schema_migrations', '__diesel_schema_migrations']],
  );
  const empty: string[] = [];
  for (const { oid, name } of rows) {
    const [row] = await session.run(`SELECT EXISTS (SELECT FROM ${String(name)}) AS filled`);
    if (row?.filled === false) empty.push(String(oid));
  }
  return empty;
}

const objectsSql = `SELECT o.kind, pg_catalog.format('%I.%I', n.nspname, o.name) AS name, pg_catalog.count(*) OVER () AS total
  FROM (
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS catalog, c.oid, c.relnamespace AS namespace, c.relname AS name,
      CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table'
        ELSE 'table' END AS kind, CASE c.relkind WHEN 'r' THEN 1 WHEN 'p' THEN 1 ELSE 2 END AS place
    FROM pg_catalog.pg_class c
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.oid IS DISTINCT FROM pg_catalog.to_regclass($1)
      AND c.oid::text <> ALL ($4::text[])
    UNION ALL
    SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, p.pronamespace, p.proname, 'function', 3 FROM pg_catalog.pg_proc p
    UNION ALL
    SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, t.typnamespace, t.typname, 'type', 4
    FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    WHERE t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c'
  ) o
  JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
  WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'lockgate')
    AND ($2::text[] IS NULL OR n.nspname::text = ANY ($2::text[]))
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
  ORDER BY o.place, n.nspname, o.name LIMIT $3`;

const historiesSql = `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND c.oid IS DISTINCT FROM pg_catalog.to_regclass($1)
    AND (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname::text = ANY ($2::text[])) = pg_catalog.cardinality($2::text[])
  ORDER BY 1 LIMIT 5`;

/** Throws when the target has objects but no history: which migrations made them is unknown. */
export function refuseUnmanaged(layout: Layout, history: History, tableExists: boolean, contents: Contents): void {
  const { objects, total, histories } = contents;
  if (objects.length === 0) return;
  const more = total > objects.length ? ` and ${total - objects.length} more` : '';
  const state = tableExists ? `its history table ${history.table} is empty` : `no history table ${history.table}`;
  throw new Failure(
    'no-history',
    `The target has ${objects.join(', ')}${more}, but ${state}: which migrations of ${layout.name} have run there is unknown, and running all of them could change its data twice. Nothing was changed.`,
    { help: helpFor(layout, histories) },
  );
}

function helpFor(layout: Layout, histories: readonly string[]): string {
  const baseline =
    'If these objects come from migrations of this directory, record them: `lockgate baseline --version VERSION` (add --dry-run to see which migrations then count as applied).';
  if (histories.length === 0) {
    const settings =
      layout.namesTable === true
        ? '`history-table` and `default-schema` in lockgate.yml'
        : '`default-schema` in lockgate.yml';
    return `If the history is elsewhere, name it: ${settings} (or the same flags), or search_path in the URL. ${baseline}`;
  }
  return `${histories.join(', ')} ${histories.length === 1 ? 'looks' : 'look'} like a history of ${layout.name}: name its schema (\`default-schema\`)${layout.namesTable === true ? ' and its name (`history-table`)' : ''} in lockgate.yml or by flag, or check that this is the right database. ${baseline}`;
}
