// File names of Flyway: prefix, version, `__`, description, `.sql`. Facts: ResourceNameParser of Flyway 13, default settings.
import { isSqlFile } from '../paths.ts';
import { parseVersion, type Version } from './versions.ts';

export type FlywayName =
  | { readonly kind: 'versioned' | 'undo' | 'baseline'; readonly version: Version; readonly description: string }
  | { readonly kind: 'repeatable'; readonly description: string }
  /** A script that Flyway runs at an event (`beforeMigrate.sql`); no part of the history. */
  | { readonly kind: 'callback' }
  /** A migration or callback that is no SQL: a shell script, or a class. */
  | { readonly kind: 'code'; readonly language: 'script' | 'class' }
  | { readonly kind: 'misnamed'; readonly message: string; readonly help: string }
  /** Nothing of Flyway's: a README, an editor's file. */
  | { readonly kind: 'unrelated' };

const kinds = { V: 'versioned', U: 'undo', B: 'baseline' } as const;

/** Reads the name of a file (without its directories). Prefixes are case-sensitive, the suffix is not. */
export function parseName(name: string): FlywayName {
  if (!isSqlFile(name)) return notSql(name);
  return parseStem(name.slice(0, -'.sql'.length));
}

function parseStem(stem: string): FlywayName {
  const event = callbackEvents.find((id) => stem.startsWith(id));
  const prefix = event ?? stem.slice(0, 1);
  const rest = stem.slice(prefix.length);
  const separator = rest.indexOf('__');
  const beforeSeparator = separator < 0 ? rest : rest.slice(0, separator);
  const description = separator < 0 ? '' : rest.slice(separator + 2).replaceAll('_', ' ');
  if (event !== undefined) return beforeSeparator === '' ? { kind: 'callback' } : misnamed('callback');
  if (prefix === 'R') return beforeSeparator === '' ? { kind: 'repeatable', description } : misnamed('repeatable');
  if (prefix !== 'V' && prefix !== 'U' && prefix !== 'B') return misnamed('unknown');
  const version = parseVersion(beforeSeparator);
  return version === undefined ? misnamed('version') : { kind: kinds[prefix], version, description };
}

/** A name that says "migration" but not `.sql`: `V3__orders.sql.txt`, `V3__orders.java`. */
function notSql(name: string): FlywayName {
  const script = /^(.*)\.(?:sh|bash|ps1|bat|cmd|py)$/is.exec(name)?.[1];
  if (script !== undefined) {
    const { kind } = parseStem(script);
    if (kind !== 'misnamed' && kind !== 'unrelated') return { kind: 'code', language: 'script' };
  }
  if (isClass(name)) return { kind: 'code', language: 'class' };
  const claims = /^(?:[VUB][0-9][0-9._]*__|R__)/.test(name) && !name.toLowerCase().endsWith('.sql.conf');
  return claims ? misnamed('suffix') : { kind: 'unrelated' };
}

/** `V2__Orders.java`: Flyway finds the class on its class path. Its name needs a description. */
export function isClass(name: string): boolean {
  return /^(?:[VUB][0-9][0-9_]*|R)__[^/]*\.(?:java|class|kt|groovy|scala)$/.test(name);
}

const reasons = {
  unknown: 'its name begins with none of the prefixes V, U, R and B',
  version: 'what stands between the prefix and `__` is no version number (digits, with `.` or `_` between them)',
  repeatable: 'a name that begins with R must go on with `__`: repeatable migrations have no version',
  callback: 'it begins like a callback, but no `__` follows the name of the event',
  suffix: 'it is named like a migration but does not end in `.sql`',
};

function misnamed(reason: keyof typeof reasons): FlywayName {
  return {
    kind: 'misnamed',
    message: `Flyway does not run this file as a migration: ${reasons[reason]}. By default it says nothing about it.`,
    help: 'Rename it to `V<version>__<description>.sql` (or `R__<description>.sql`), or move it out of the migrations directory.',
  };
}

const statementEvents = ['Migrate', 'Undo'].flatMap((operation) => [
  `beforeEach${operation}`,
  `afterEach${operation}`,
  `afterEach${operation}Error`,
  `beforeEach${operation}Statement`,
  `afterEach${operation}Statement`,
  `afterEach${operation}StatementError`,
]);
const operationEvents = ['Clean', 'Migrate', 'Undo', 'Validate', 'Baseline', 'Repair', 'Info'].flatMap((operation) => [
  `before${operation}`,
  `after${operation}`,
  `after${operation}Error`,
]);

/** Longest first: the longest prefix wins. */
const callbackEvents: readonly string[] = [
  ...statementEvents,
  ...operationEvents,
  'beforeRepeatables',
  'afterVersioned',
  'afterMigrateApplied',
  'afterMigrateOperationFinish',
  'afterInfoOperationFinish',
  'createSchema',
  'beforeCreateSchema',
  'beforeConnect',
  'afterConnect',
].sort((a, b) => b.length - a.length);
