// Regular expressions that a team writes, matched in linear time: one of `(a+)+$` must not hold a run for ever.
import { RE2JS } from 're2js';
import { messageOf } from './failure.ts';
import type { Pattern } from './model/finding.ts';

const LONGEST = 1_000;
/** What RE2 can't do, and JavaScript can. */
const LOOKAROUND = /\(\?<?[=!]/;
const BACKREFERENCE = /\\(?:[1-9]|k<)/;

/** A pattern that has to match a whole text; `patternProblem` has none with it. */
export function linearPattern(source: string): Pattern {
  const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
  return { source, test: (text) => compiled.matches(text) };
}

/** Why a pattern can't be used; undefined when it can. */
export function patternProblem(source: string): string | undefined {
  if (source.length > LONGEST) return `a regular expression of at most ${LONGEST} characters is expected`;
  // Without escaped backslashes and classes of characters, in which nothing is special.
  const plain = source.replaceAll('\\\\', '').replace(/\[\]?[^\]]*\]/g, '');
  if (BACKREFERENCE.test(plain)) {
    return 'backreferences are not supported: patterns are matched by RE2, in linear time';
  }
  try {
    RE2JS.compile(RE2JS.translateRegExp(source));
    return undefined;
  } catch (thrown) {
    if (LOOKAROUND.test(plain)) {
      return 'lookahead and lookbehind are not supported: patterns are matched by RE2, in linear time';
    }
    return messageOf(thrown).replace(/^error parsing regexp/, 'this is not a regular expression that RE2 reads');
  }
}
