// A name from outside as part of one line: it must not begin a line of its own, which could pose as ours.

/** Line breaks (Unicode's, too) become visible escapes. */
export function oneLine(text: string): string {
  return text.replace(
    /[\n\v\f\r\u0085\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
