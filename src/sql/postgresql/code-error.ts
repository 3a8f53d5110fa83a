// Where a PL/pgSQL body can't be read: libpg-query says what is wrong, but not where.
import { parseCode } from '../postgresql-parser.ts';
import { tokens } from './punctuation.ts';

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
  const named = / at or near "([\s\S]*)"$/.exec(message)?.[1];
  const close = statement.trimEnd().length;
  const found = [...tokens(statement, 0)].find((token) => token.text === named)?.offset;
  const at = found ?? (named === undefined ? -1 : statement.indexOf(named));
  return start + (at >= 0 ? at : Math.max(close - 1, 0));
}

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
