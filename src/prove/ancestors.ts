// Which tables each partition and heir has its place below.
import type { Session } from '../model/database.ts';
import { qualifiedName } from '../sql/qualified-name.ts';

const inheritsSql = `
select n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as name, m.nspname::pg_catalog.text as parent_schema, p.relname::pg_catalog.text as parent_name
from pg_catalog.pg_inherits h
join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) h.inhrelid
join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
join pg_catalog.pg_class p on p.oid OPERATOR(pg_catalog.=) h.inhparent
join pg_catalog.pg_namespace m on m.oid OPERATOR(pg_catalog.=) p.relnamespace
where c.relkind OPERATOR(pg_catalog.=) any ('{r,p,f}'::pg_catalog."char"[])`;

/** Adds what holds now; what held earlier stays, as a statement may end it. */
export async function addAncestors(session: Session, ancestors: Map<string, readonly string[]>): Promise<void> {
  const parents = new Map<string, string[]>();
  for (const row of await session.run(inheritsSql)) {
    const child = qualifiedName(String(row.schema), String(row.name));
    const parent = qualifiedName(String(row.parent_schema), String(row.parent_name));
    parents.set(child, [...(parents.get(child) ?? []), parent]);
  }
  for (const child of parents.keys()) {
    const found = new Set<string>();
    const above = [...(parents.get(child) ?? [])];
    for (let next = above.pop(); next !== undefined; next = above.pop()) {
      if (!found.has(next)) above.push(...(parents.get(next) ?? []));
      found.add(next);
    }
    ancestors.set(child, [...new Set([...(ancestors.get(child) ?? []), ...found])]);
  }
}
