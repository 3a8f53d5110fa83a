// Two catalogues of one schema, folded from the text and read from a server, without what the text can't tell or the server writes in its own way.
import { type Attributes, objectsOf } from '../../src/catalog/difference.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import { columnsIn } from '../../src/sql/conditions.ts';

/** One line for each object that differs. `lacks`: what only the text has, or only the server. */
export function disagreements(folded: Catalog, read: Catalog, major: number): readonly string[] {
  const [written, found] = [objectsOf(folded), objectsOf(read)];
  const keys = [...new Set([...written.keys(), ...found.keys()])].sort();
  return keys.flatMap((key) => {
    if (isUntold(key, written, found, major)) return [];
    const [one, other] = [comparable(written.get(key)), comparable(found.get(key))];
    return one === other ? [] : [`${key}: ${one ?? 'is not in the text'} | ${other ?? 'is not on the server'}`];
  });
}

/**
 * Columns of views and of what a query, a type or a foreign server makes; and NOT NULL as a constraint before 18, of a domain before 17: servers kept
 * none there.
 */
function isUntold(key: string, written: Objects, found: Objects, major: number): boolean {
  const [, kind = '', name = ''] = /^(\S+) (.*)$/s.exec(key) ?? [];
  const table = name.slice(0, name.lastIndexOf('.'));
  const isListed = written.get(`table ${table}`)?.columnsFrom === undefined;
  if (kind === 'column')
    return !isListed || ['view', 'materialized-view', 'foreign-table'].some((other) => found.has(`${other} ${table}`));
  if (kind !== 'constraint' || (written.get(key) ?? found.get(key))?.type !== 'not-null') return false;
  return !isListed || major < (written.has(`domain ${table}`) ? 17 : 18);
}

type Objects = ReadonlyMap<string, Attributes>;

function comparable(attributes: Attributes | undefined): string | undefined {
  if (attributes === undefined) return undefined;
  const told = Object.entries(attributes).flatMap(([name, value]): (readonly [string, unknown])[] => {
    if (name === 'columnsFrom' || name === 'uses' || name === 'version') return [];
    if (name === 'body') return [];
    if (name === 'saysNoAction') return [];
    if (Array.isArray(value) && value.length === 0) return [];
    if (name === 'columns' && attributes.type === 'check') return [];
    return [[name, comparableValue(value, name)]];
  });
  return JSON.stringify(Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Of an expression, the columns that it names; of a name that search_path completes, the last part. */
function comparableValue(value: unknown, name: string): unknown {
  if (typeof value === 'string' && ['using', 'withCheck', 'when'].includes(name)) return expression(value);
  if (Array.isArray(value)) {
    const parts = value.map((part) => comparableValue(part, name));
    return ['reads', 'grantees', 'privileges'].includes(name) ? parts.toSorted() : parts;
  }
  if (typeof value !== 'object' || value === null) return value;
  if ('text' in value && 'functions' in value) return expression(String(value.text));
  if (name === 'collation' && 'name' in value) return value.name;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, part]) =>
          key !== 'label' &&
          key !== 'saysNoAction' &&
          !(name === 'type' && key === 'schema') &&
          !key.startsWith('toast.') &&
          part !== undefined,
      )
      .map(([key, part]) => [key, comparableValue(part, key)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function expression(text: string): string {
  return `of ${[...columnsIn(text)].sort().join()}`;
}
