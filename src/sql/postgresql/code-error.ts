// Where a PL/pgSQL body can't be read: libpg-query says what is wrong, but not where.
import { parseCode } from '../postgresql-parser.ts';
import { tokens } from './punctuation.ts';

const NEAR = ' at or near "';

/** Errors of the grammar itself: the server has them too. Others may come from what libpg-query doesn't know, such as a row's fields. */
const ofTheGrammar = /^syntax error |^unexpected end of function |^mismatched parentheses |^missing |^unterminated /;

/** True when PostgreSQL refuses the body, too. */
export function isSyntaxError(message: string): boolean {
  return ofTheGrammar.test(message);
}

/**
 * The offset (UTF-16) into the body: of the token that the message names, in the first statement whose removal removes the error. The parser
 * stops at its first error, so that one is found by halving.
 */
export function errorOffset(body: string, message: string): number {
  const ends = [...tokens(body, 0)].flatMap(({ offset, text }) => (text === ';' ? [offset + 1] : []));
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messageFor(body.slice(0, ends[middle])) === message) high = middle;
    else low = middle + 1;
  }
  const start = ends[low - 1] ?? 0;
  const statement = body.slice(start, ends[low]);
  const near = message.endsWith('"') ? message.indexOf(NEAR) : -1;
  const named = near === -1 ? undefined : message.slice(near + NEAR.length, -1);
  const close = Math.max(statement.trimEnd().length - 1, 0);
  return start + (named === undefined ? close : (tokenNamed(named, body, start, statement, message) ?? close));
}

/** Of several tokens with that text it is the first one with which the error is there. */
function tokenNamed(
  named: string,
  body: string,
  start: number,
  statement: string,
  message: string,
): number | undefined {
  const found = [...tokens(statement, 0)].filter((token) => token.text === named).map((token) => token.offset);
  if (found.length === 0) return statement.includes(named) ? statement.indexOf(named) : undefined;
  if (found.length === 1) return found[0];
  const upTo = (offset: number): string => `${body.slice(0, start + offset + named.length)};`;
  return found.slice(0, mostTried).find((offset) => messageFor(upTo(offset)) === message) ?? found[0];
}

const mostTried = 20;

/** What is wrong with a body that goes on with what no PL/pgSQL statement begins with. */
function messageFor(body: string): string | undefined {
  const tag = freeTag(body);
  const parsed = parseCode(`DO ${tag}${body} ]${tag}`);
  return parsed.kind === 'error' ? parsed.message : undefined;
}

function freeTag(body: string): string {
  let tag = '$lockgate$';
  for (let i = 0; body.includes(tag.slice(0, -1)); i++) tag = `$lockgate${i}$`;
  return tag;
}
