// Globs of paths, matched in linear time: `*a*a*a*a…` against a long name must not hold a run for ever.
import { linearPattern, patternProblem } from './linear-pattern.ts';

/**
 * `*` and `?` within a name, `**` for any directories, `[abc]`, `[!abc]`, `{a,b}`, `?(a|b)`, `*(a|b)`, `+(a|b)`, `@(a|b)`; a backslash takes
 * a character as it is. Names that begin with a dot match, too. `globProblem` has none with it.
 */
export function pathGlob(glob: string): (path: string) => boolean {
  const pattern = linearPattern(translated(glob));
  return (path) => pattern.test(path);
}

/** Why a glob can't be used; undefined when it can. */
export function globProblem(glob: string): string | undefined {
  if (/^!|!\(/.test(glob))
    return 'a glob that says which paths are not meant (!) is not supported: name those that are';
  if (glob.length > 300) return 'a path or glob of at most 300 characters is expected';
  const problem = patternProblem(translated(glob));
  return problem === undefined ? undefined : 'this glob can not be read: a bracket is open, or it is too intricate';
}

/** The beginning of the path in which every name is written out. */
export function literalBase(glob: string): string {
  const names = glob.split('/');
  const first = names.findIndex(isGlob);
  return (first === -1 ? names : names.slice(0, first)).join('/');
}

/** True when some character of it is more than itself. */
export function isGlob(path: string): boolean {
  return /[*?[\]{}\\]|[+@!]\(/.test(path);
}

const NAME = '[^/]';

function translated(glob: string): string {
  let out = '';
  /** What closes the groups that are open, innermost last. */
  const open: string[] = [];
  for (let at = 0; at < glob.length; at++) {
    const rest = glob.slice(at);
    const character = glob[at] as string;
    const bracket = /^\[([!^]?)(\]?[^\]/]*)\]/.exec(rest);
    if (character === '\\' && at + 1 < glob.length) {
      out += escaped(glob[++at] as string);
    } else if (/^[?*+@]\(/.test(rest)) {
      out += '(?:';
      open.push(character === '@' ? ')' : `)${character}`);
      at++;
    } else if (character === ')' && open.at(-1)?.startsWith(')')) {
      out += open.pop();
    } else if (character === '|' && open.at(-1)?.startsWith(')')) {
      out += '|';
    } else if (character === '{') {
      out += '(?:';
      open.push('}');
    } else if (character === '}' && open.at(-1) === '}') {
      open.pop();
      out += ')';
    } else if (character === ',' && open.at(-1) === '}') {
      out += '|';
    } else if (bracket !== null) {
      out += `[${bracket[1] === '' ? '' : '^/'}${(bracket[2] as string).replace(/[\\[\]^]/g, '\\$&')}]`;
      at += (bracket[0] as string).length - 1;
    } else if (rest.startsWith('**') && (at === 0 || glob[at - 1] === '/') && /^\*\*(?:\/|$)/.test(rest)) {
      // Any directories, none as well.
      out += rest.startsWith('**/') ? `(?:${NAME}+/)*` : '.*';
      at += rest.startsWith('**/') ? 2 : 1;
    } else if (character === '*') {
      out += out.endsWith(`${NAME}*`) ? '' : `${NAME}*`;
    } else if (character === '?') {
      out += NAME;
    } else {
      out += escaped(character);
    }
  }
  return out + open.map(() => '(').join('');
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
