// PostgreSQL 18's own grammar: text → parse tree.
import type { Node, ParseResult } from 'libpg-query';
import { messageOf } from '../failure.ts';
import { countBelow } from './ascending.ts';
import { type Answer, loadGrammar, parsePlpgsql, parseSql } from './grammar.ts';

export { loadGrammar as loadParser };

export type Parsed =
  | { readonly kind: 'parsed'; readonly node: Node; readonly offsetOf: (byteLocation: number) => number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'several'; readonly parts: readonly ParsedPart[] }
  | { readonly kind: 'error'; readonly message: string; readonly offset: number };

/**
 * Parses one statement. `offset` and `offsetOf` are UTF-16 offsets into `sql`. Measured with libpg-query 18.1.5: an error's
 * cursor counts characters (code points), while node locations count UTF-8 bytes.
 */
export function parseStatement(sql: string): Parsed {
  if (sql.trim() === '') return { kind: 'empty' };
  const answer = answerOf(parseSql, sql);
  if (answer.kind === 'error') {
    return { kind: 'error', message: answer.message, offset: offsetOfCharacter(sql, answer.cursor - 1) };
  }
  const [first, ...more] = statementsOf(sql, answer.json);
  if (first === undefined) return { kind: 'empty' };
  return more.length === 0 ? { kind: 'parsed', ...first } : { kind: 'several', parts: [first, ...more] };
}

/** Parses one expression; undefined for what is none, or more than one. */
export function parseExpression(sql: string): Node | undefined {
  const parsed = parseStatement(`SELECT ${sql}`);
  if (parsed.kind !== 'parsed' || !('SelectStmt' in parsed.node)) return undefined;
  const [target, ...more] = parsed.node.SelectStmt.targetList ?? [];
  return target !== undefined && more.length === 0 && 'ResTarget' in target ? target.ResTarget.val : undefined;
}

/** One statement of a longer text: where the grammar says it begins (comments before it included) and ends, without its `;`. All in UTF-16 units of the text. */
export interface ParsedPart {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
  readonly offsetOf: (byteLocation: number) => number;
}

/** Parses a text of any number of statements; undefined when the grammar refuses it. */
export function parseWhole(text: string): readonly ParsedPart[] | undefined {
  const answer = answerOf(parseSql, text);
  return answer.kind === 'error' ? undefined : statementsOf(text, answer.json);
}

function statementsOf(text: string, json: string): readonly ParsedPart[] {
  const offsetOf = byteOffsets(text);
  return ((JSON.parse(json) as ParseResult).stmts ?? []).flatMap(
    ({ stmt, stmt_location: from = 0, stmt_len: length }) => {
      const end = length === undefined ? text.length : offsetOf(from + length);
      return stmt === undefined ? [] : [{ node: stmt, start: offsetOf(from), end, offsetOf }];
    },
  );
}

export type ParsedCode =
  /** What `plpgsql_funcs` holds: untyped, its nodes are named `PLpgSQL_…`. */
  { readonly kind: 'parsed'; readonly functions: unknown } | { readonly kind: 'error'; readonly message: string };

/**
 * Parses the PL/pgSQL body of a DO or CREATE FUNCTION statement that parseStatement() has read. Measured with libpg-query 18.1.5: an
 * error has no position, and without a catalog a field of a row variable is not known (`"r.a" is not a known variable`).
 */
export function parseCode(sql: string): ParsedCode {
  const answer = answerOf(parsePlpgsql, sql);
  if (answer.kind === 'tree') {
    const result: object = JSON.parse(answer.json);
    return { kind: 'parsed', functions: 'plpgsql_funcs' in result ? result.plpgsql_funcs : [] };
  }
  const deep = answer.message.startsWith('memory exhausted');
  return { kind: 'error', message: deep ? tooDeep : answer.message };
}

const tooDeep = 'it is nested too deeply';

/** A tree that is too deep overflows the call stack on its way out of WebAssembly, or the memory there. */
function answerOf(parse: (sql: string) => Answer, sql: string): Answer {
  try {
    return parse(sql);
  } catch (error) {
    const message = error instanceof RangeError ? tooDeep : messageOf(error);
    return { kind: 'error', message, cursor: 0 };
  }
}

const nonAscii = /[^\x00-\x7f]+/g;

/** From places in UTF-8 to places in UTF-16. A location is never inside of a run of other characters than ASCII's: that is one name, or part of one token. */
function byteOffsets(text: string): (byte: number) => number {
  /** Behind each run: its place in bytes, and by how many those are more than UTF-16 units. */
  const ends: number[] = [];
  const surplus: number[] = [];
  let more = 0;
  for (const { index, 0: run } of text.matchAll(nonAscii)) {
    more += Buffer.byteLength(run) - run.length;
    ends.push(index + run.length + more);
    surplus.push(more);
  }
  if (ends.length === 0) return (byte) => byte;
  return (byte) => byte - (surplus[countBelow(ends, byte + 1) - 1] ?? 0);
}

function offsetOfCharacter(sql: string, characters: number): number {
  if (characters <= 0) return 0;
  let offset = 0;
  for (let seen = 0; seen < characters && offset < sql.length; seen++) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
