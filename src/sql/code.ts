// The statements in bodies of code: of a DO block, with their places in the file, and of a function, for where it is called.
import type { Change, ChangeOf } from '../model/change.ts';
import type { CodeStatement } from '../model/code.ts';
import type { Position, Span } from '../model/place.ts';
import type { Call } from '../model/schema.ts';
import { errorOffset, isSyntaxError } from './postgresql/code-error.ts';
import { type BodyPlaces, bodyPlaces, partPlaces, type Stretch } from './postgresql/code-places.ts';
import { isNumber, type Knowns } from './postgresql/known-text.ts';
import { lower } from './postgresql/lower.ts';
import { type CodePart, codeParts } from './postgresql/plpgsql.ts';
import { parseCode } from './postgresql-parser.ts';
import { type Read, readStatements } from './statements.ts';

export interface ReadCode {
  readonly statements: readonly CodeStatement[];
  /** PostgreSQL refuses the body; `offset` (UTF-16) is into the statement. */
  readonly error?: { readonly message: string; readonly offset: number };
}

/** Reads the body of a DO statement; `at` gives the position in the file for an offset into the statement. What can't be read is opaque. */
export function readDo(sql: string, block: ChangeOf<'do'>, at: (offset: number) => Position): ReadCode {
  const whole: Stretch = { start: 0, end: sql.length };
  const ground: Ground = { sql, at };
  const unread = (reason: string): ReadCode => ({ statements: [opaque(ground, sql, whole, false, reason)] });
  if (block.language !== 'plpgsql') return unread(`code in ${block.language}`);
  const places = bodyPlaces(sql, block.body);
  const parsed = parseCode(sql);
  if (parsed.kind === 'error') {
    if (!isSyntaxError(parsed.message)) return unread(`the body of the DO block: ${parsed.message}`);
    const offset = places?.(errorOffset(block.body, parsed.message)) ?? 0;
    return { statements: [], error: { message: parsed.message, offset } };
  }
  try {
    const stretchOf = places === undefined ? () => whole : inStatement(places, partPlaces(block.body));
    return {
      statements: codeParts(parsed.functions, nothingGiven).flatMap((part) => readPart(ground, part, stretchOf(part))),
    };
  } catch (error) {
    if (error instanceof RangeError) return unread('the body of the DO block: it is nested too deeply');
    throw error;
  }
}

const nothingGiven: Knowns['texts'] = new Map();

/** What a function's body would do, all placed at `span`: where it is called. `sql` is its CREATE FUNCTION. Empty when that is nothing to rules. */
export function readFunction(
  sql: string,
  code: ChangeOf<'function'>,
  call: Call,
  span: Span,
): readonly CodeStatement[] {
  if (!mayMatter.test(code.body)) return [];
  // No offset of its own: all is at the call.
  const ground: Ground = { sql: '', at: (offset) => (offset === 0 ? span.start : span.end) };
  const whole: Stretch = { start: 0, end: 1 };
  if (code.language === 'sql') return readSql(ground, code.body, whole, undefined, false);
  const unread = (reason: string): readonly CodeStatement[] => [opaque(ground, code.body, whole, false, reason)];
  if (code.language !== 'plpgsql') return unread(`code in ${code.language}`);
  const parsed = parseCode(sql);
  if (parsed.kind === 'error') return unread(parsed.message);
  try {
    return codeParts(parsed.functions, givenTo(code, call)).flatMap((part) => readPart(ground, part, whole));
  } catch (error) {
    if (error instanceof RangeError) return unread('it is nested too deeply');
    throw error;
  }
}

/** Parameters whose values are literals. Other types than these have texts of their own. */
function givenTo({ parameters }: ChangeOf<'function'>, { values }: Call): Knowns['texts'] {
  const given = parameters.flatMap(({ name, type }, i): readonly [string, readonly string[]][] => {
    const value = values[i];
    if (value === undefined || value === null || type.array || !plainTypes.has(type.name)) return [];
    if (type.name === 'regclass' && isNumber(value)) return [];
    return [[`$${i + 1}`, [value]], ...(name === undefined ? [] : [[name, [value]] as [string, readonly string[]]])];
  });
  return new Map(given);
}

const plainTypes = new Set(['text', 'varchar', 'name', 'regclass', 'int2', 'int4', 'int8']);

/** What a rule could have something to say about; cheap, before the body is parsed. */
const mayMatter =
  /\b(?:alter|create|drop|truncate|execute|update|delete|insert|merge|lock|reindex|cluster|refresh|comment|grant|revoke|set|reset|vacuum|analyze|select)\b/i;

interface Ground {
  readonly sql: string;
  at(offset: number): Position;
}

function inStatement(places: BodyPlaces, find: (part: CodePart) => Stretch): (part: CodePart) => Stretch {
  return (part) => {
    const { start, end } = find(part);
    return { start: places(start), end: places(end) };
  };
}

function readPart(ground: Ground, { query, texts, conditional }: CodePart, stretch: Stretch): readonly CodeStatement[] {
  if (texts === undefined) {
    return [opaque(ground, query, stretch, conditional, 'dynamic SQL: proved only by running it')];
  }
  return texts.flatMap((text) => {
    const found = text === '' ? -1 : ground.sql.slice(stretch.start, stretch.end).indexOf(text);
    return readSql(ground, text, stretch, found < 0 ? undefined : stretch.start + found, conditional);
  });
}

/** `verbatim` is where the text stands in the file as it is; without it, all of it stands at `stretch`. */
function readSql(
  ground: Ground,
  text: string,
  stretch: Stretch,
  verbatim: number | undefined,
  conditional: boolean,
): readonly CodeStatement[] {
  return Array.from(readStatements(text).read, (read) => {
    const { start, end } = read.raw;
    const own = verbatim === undefined ? stretch : { start: verbatim + start, end: verbatim + end };
    const sql = text.slice(start, end);
    const span = spanOf(ground, own);
    const at = (offset: number): Position => (verbatim === undefined ? span.start : ground.at(own.start + offset));
    return { text: sql, span, changes: changesOf(sql, read, at), conditional };
  });
}

function changesOf(sql: string, { parsed }: Read, at: (offset: number) => Position): readonly Change[] {
  if (parsed.kind !== 'parsed') {
    const reason = parsed.kind === 'error' ? parsed.message : `${parsed.kind} statement`;
    return [{ kind: 'opaque', reason, at: at(0) }];
  }
  const changes = lower(parsed.node, {
    text: sql,
    at: (byte) => at(byte === undefined ? 0 : parsed.offsetOf(byte)),
    atOffset: at,
    offsetOf: parsed.offsetOf,
  });
  return changes.map((change) => {
    const reason = notHere[change.kind];
    return reason === undefined ? change : { kind: 'opaque', reason, at: change.at };
  });
}

/** They are not what they are in a script: PL/pgSQL has COMMIT and ROLLBACK of its own, which are no SQL. */
const notHere: Partial<Record<Change['kind'], string>> = {
  transaction: 'PostgreSQL refuses this transaction command in code',
  do: 'a DO block inside of code',
};

function opaque(ground: Ground, text: string, stretch: Stretch, conditional: boolean, reason: string): CodeStatement {
  const span = spanOf(ground, stretch);
  return { text, span, changes: [{ kind: 'opaque', reason, at: span.start }], conditional };
}

function spanOf({ at }: Ground, { start, end }: Stretch): Span {
  return { start: at(start), end: at(end) };
}
