// diesel's `metadata.toml`. Facts: migrations_internals (TomlMetadata), file_based_migrations of diesel_migrations.

export type Metadata =
  | { readonly kind: 'read'; readonly runInTransaction: boolean }
  /** No valid TOML: diesel says nothing and falls back to a transaction. */
  | { readonly kind: 'unreadable' };

/**
 * Reads the one key diesel reads, `run_in_transaction`, line by line: comments, sections and other keys with one-line values are
 * passed over; this is no TOML parser. A file without the key means false, while a missing or invalid file means true.
 */
export function parseMetadata(text: string): Metadata {
  let inSection = false;
  let found: boolean | undefined;
  for (const line of text.split(/\r?\n/)) {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) continue;
    if (/^\[.+\]\s*(?:#.*)?$/.test(content)) {
      inSection = true;
      continue;
    }
    const match = /^("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=\s*(.+)$/.exec(content);
    if (match === null) return { kind: 'unreadable' };
    if (inSection || unquoted(match[1] ?? '') !== 'run_in_transaction') continue;
    const value = /^(true|false)\s*(?:#.*)?$/.exec(match[2] ?? '')?.[1];
    if (value === undefined || found !== undefined) return { kind: 'unreadable' };
    found = value === 'true';
  }
  return { kind: 'read', runInTransaction: found ?? false };
}

function unquoted(key: string): string {
  return key.replace(/^["']|["']$/g, '');
}
