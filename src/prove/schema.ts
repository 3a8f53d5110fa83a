// The fingerprint of a schema: every object with its definition, without anything that differs between equal schemas.
import { createHash } from 'node:crypto';
import type { Session } from '../model/database.ts';
import type { SchemaDifference } from '../model/trace.ts';
import { canonicalDefault, canonicalExpression } from './equal-expressions.ts';
import { defaultsQuery, fingerprintQueries, valuesOfEnum } from './schema-queries.ts';

/** `kind name` → definition, sorted by key. */
export type Fingerprint = ReadonlyMap<string, string>;

/** What is left out and replaced: the team's history table is Lockgate's own doing here, and the role's name is random. */
export interface FingerprintScope {
  /** Schema-qualified name of the history table, quoted. */
  readonly historyTable: string;
  /** The role the migrations run as; shown as `<owner>`. */
  readonly owner: string;
}

/** What may hold expressions; the body of a function and a comment are somebody's text. */
const holdsExpressions = /^(?:column|domain|constraint|policy|trigger|rule|view|materialized view) /;

/** Read by the administrator, who sees everything; two round trips. */
export async function fingerprint(administrator: Session, scope: FingerprintScope): Promise<Fingerprint> {
  await administrator.run("set search_path = ''");
  const rows = await administrator.query(fingerprintQueries, [scope.historyTable]);
  const found = new Map<string, string>();
  for (const row of rows) {
    const key = String(row.key);
    const definition = String(row.definition).replaceAll(scope.owner, '<owner>');
    found.set(key, holdsExpressions.test(key) ? canonicalExpression(definition) : definition);
  }
  for (const row of await administrator.query(defaultsQuery, [scope.historyTable])) {
    const key = String(row.key);
    const expression = String(row.expression).replaceAll(scope.owner, '<owner>');
    const words =
      row.generated === true ? canonicalExpression(expression) : canonicalDefault(expression, String(row.type));
    if (words !== undefined) found.set(key, `${found.get(key)} default ${words}`);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** `sha256:<hex>`; equal for equal schemas on one server version. */
export function digestOf(schema: Fingerprint): string {
  const hash = createHash('sha256');
  for (const [key, definition] of schema) hash.update(JSON.stringify([key, definition]));
  return `sha256:${hash.digest('hex')}`;
}

/** Objects that differ, in order of their keys. Of an enum type that is new or gone, its values are not listed beside it. */
export function differences(before: Fingerprint, after: Fingerprint): readonly SchemaDifference[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((object) => {
    const old = before.get(object) ?? null;
    const now = after.get(object) ?? null;
    if ((old === null || now === null) && object.startsWith(`${valuesOfEnum} `)) return [];
    return old === now ? [] : [{ object, before: old, after: now }];
  });
}

/** The values that an enum type has now and had not before, where that is all that changed: PostgreSQL can't drop them. */
export function enumValuesAdded({ object, before, after }: SchemaDifference): readonly string[] {
  if (before === null || after === null || !object.startsWith(`${valuesOfEnum} `)) return [];
  const old = JSON.parse(before) as readonly string[];
  const now = JSON.parse(after) as readonly string[];
  const added = now.filter((value) => !old.includes(value));
  const kept = now.filter((value) => old.includes(value));
  return kept.length === old.length && kept.every((value, i) => value === old[i]) ? added : [];
}
