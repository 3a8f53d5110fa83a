// The fingerprint of a schema: every object with its definition, without anything that differs between equal schemas.
import { createHash } from 'node:crypto';
import type { Session } from '../model/database.ts';
import type { SchemaDifference } from '../model/trace.ts';
import { fingerprintQueries } from './schema-queries.ts';

/** `kind name` → definition, sorted by key. */
export type Fingerprint = ReadonlyMap<string, string>;

/** What is left out and replaced: the team's history table is Lockgate's own doing here, and the role's name is random. */
export interface FingerprintScope {
  /** Schema-qualified name of the history table, quoted. */
  readonly historyTable: string;
  /** The role the migrations run as; shown as `<owner>`. */
  readonly owner: string;
}

/** Read by the administrator, who sees everything; one round trip. */
export async function fingerprint(administrator: Session, scope: FingerprintScope): Promise<Fingerprint> {
  await administrator.run("set search_path = ''");
  const rows = await administrator.query(fingerprintQueries, [scope.historyTable]);
  const found = new Map<string, string>();
  for (const row of rows) {
    const key = String(row.key);
    found.set(key, String(row.definition).replaceAll(scope.owner, '<owner>'));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** `sha256:<hex>`; equal for equal schemas on one server version. */
export function digestOf(schema: Fingerprint): string {
  const hash = createHash('sha256');
  for (const [key, definition] of schema) hash.update(JSON.stringify([key, definition]));
  return `sha256:${hash.digest('hex')}`;
}

/** Objects that differ, in order of their keys. */
export function differences(before: Fingerprint, after: Fingerprint): readonly SchemaDifference[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((object) => {
    const old = before.get(object) ?? null;
    const now = after.get(object) ?? null;
    return old === now ? [] : [{ object, before: old, after: now }];
  });
}
