// The only importer of libpg-query: PostgreSQL 18's own grammar, compiled to WebAssembly.

import { setFlagsFromString } from 'node:v8';
import type { Node } from 'libpg-query';
import * as libpgQuery from 'libpg-query';

/**
 * Loads the grammar once (about 30 ms); everything else here is synchronous after it. V8 would compile the grammar's one huge function a second time to
 * make it faster: on Node 24 that takes 600 MB and half a second, more than it saves on ten thousand files (measured). So it is told not to.
 */
export function loadParser(): Promise<void> {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  return libpgQuery.loadModule();
}

export type Parsed =
  | { readonly kind: 'parsed'; readonly node: Node; readonly offsetOf: (byteLocation: number) => number }
  | { readonly kind: 'empty' }
  /** Several statements: where each begins and ends, without its `;`. */
  | { readonly kind: 'several'; readonly parts: readonly { readonly start: number; readonly end: number }[] }
  | { readonly kind: 'error'; readonly message: string; readonly offset: number };

/**
 * Parses one statement. `offset` and `offsetOf` are UTF-16 offsets into `sql`. Measured with libpg-query 18.1.5: an error's
 * cursor position counts characters (code points) from 0, while node locations count UTF-8 bytes.
 */
export function parseStatement(sql: string): Parsed {
  if (sql.trim() === '') return { kind: 'empty' };
  try {
    const statements = libpgQuery.parseSync(sql).stmts ?? [];
    const node = statements[0]?.stmt;
    if (statements.length > 1) {
      const offsetOf = byteOffsets(sql);
      const parts = statements.map(({ stmt_location: from = 0, stmt_len: length }) => ({
        start: offsetOf(from),
        end: length === undefined ? sql.length : offsetOf(from + length),
      }));
      return { kind: 'several', parts };
    }
    return node === undefined ? { kind: 'empty' } : { kind: 'parsed', node, offsetOf: byteOffsets(sql) };
  } catch (error) {
    const details = libpgQuery.hasSqlDetails(error) ? error.sqlDetails : undefined;
    // A tree as deep as this overflows the call stack on its way out of WebAssembly.
    const deep = error instanceof RangeError;
    const message = deep ? 'it is nested too deeply' : error instanceof Error ? error.message : String(error);
    return { kind: 'error', message, offset: offsetOfCharacter(sql, details?.cursorPosition ?? 0) };
  }
}

export type ParsedCode =
  /** What `plpgsql_funcs` holds: untyped, its nodes are named `PLpgSQL_…`. */
  { readonly kind: 'parsed'; readonly functions: unknown } | { readonly kind: 'error'; readonly message: string };

/**
 * Parses the PL/pgSQL body of a DO or CREATE FUNCTION statement that parseStatement() has read. Measured with libpg-query 18.1.5: an
 * error has no position, and without a catalog a field of a row variable is not known (`"r.a" is not a known variable`).
 */
export function parseCode(sql: string): ParsedCode {
  try {
    const result: object = libpgQuery.parsePlPgSQLSync(sql);
    return { kind: 'parsed', functions: 'plpgsql_funcs' in result ? result.plpgsql_funcs : [] };
  } catch (error) {
    const deep =
      error instanceof RangeError || (error instanceof Error && error.message.startsWith('memory exhausted'));
    const message = deep ? 'it is nested too deeply' : error instanceof Error ? error.message : String(error);
    return { kind: 'error', message };
  }
}

const nonAscii = /[^\x00-\x7f]/;

function byteOffsets(sql: string): (byte: number) => number {
  if (!nonAscii.test(sql)) return (byte) => byte;
  const bytes = Buffer.from(sql, 'utf8');
  return (byte) => bytes.subarray(0, byte).toString('utf8').length;
}

function offsetOfCharacter(sql: string, characters: number): number {
  if (characters <= 0) return 0;
  let offset = 0;
  for (let seen = 0; seen < characters && offset < sql.length; seen++) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
