// Whether a CHECK proves what a partition's bound says. Simple forms only: what is not understood proves nothing.

/** The bound of one key column: `[from, to)`, either end open, or a list of values. Literals as they were written, without their casts. */
export type Bound =
  | { readonly kind: 'range'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'list'; readonly values: readonly string[] };

const range = /\bfor\s+values\s+from\s*\(([^(),]+)\)\s*to\s*\(([^(),]+)\)/i;
const list = /\bfor\s+values\s+in\s*\(([^()]+)\)/i;

/** Of a partition with one key column; undefined for DEFAULT, hash and several columns. */
export function boundIn(text: string): Bound | undefined {
  const ends = range.exec(text);
  if (ends !== null) {
    const end = (written: string | undefined, open: string): string | null =>
      (written ?? '').trim().toLowerCase() === open ? null : literal(written ?? '');
    return { kind: 'range', from: end(ends[1], 'minvalue'), to: end(ends[2], 'maxvalue') };
  }
  const values = list.exec(text)?.[1];
  return values === undefined ? undefined : { kind: 'list', values: values.split(',').map(literal) };
}

interface Comparison {
  readonly operator: string;
  readonly values: readonly string[];
}

/** True when every row that the checks let in is inside of the bound. `checks` are their expressions. */
export function isWithin(bound: Bound, column: string, checks: readonly string[]): boolean {
  const known = checks.flatMap((check) => comparisons(check, column));
  if (bound.kind === 'list') {
    return known.some(
      ({ operator, values }) => operator === '=' && values.every((value) => bound.values.includes(value)),
    );
  }
  const after = known.some(
    ({ operator, values: [value = ''] }) =>
      (operator === '>=' || operator === '>') && bound.from !== null && isOrdered(bound.from, value),
  );
  const before = known.some(
    ({ operator, values: [value = ''] }) =>
      bound.to !== null &&
      ((operator === '<' && isOrdered(value, bound.to)) ||
        (operator === '<=' && isOrdered(value, bound.to) && value !== bound.to)),
  );
  return (after || bound.from === null) && (before || bound.to === null);
}

/** True when no row that the checks let in is inside of the bound: what a DEFAULT partition has to show. */
export function isOutside(bound: Bound, column: string, checks: readonly string[]): boolean {
  const known = checks.flatMap((check) => comparisons(check, column));
  if (bound.kind === 'list') {
    return bound.values.every((wanted) =>
      known.some(({ operator, values }) => operator === '<>' && values.includes(wanted)),
    );
  }
  return known.some(
    ({ operator, values: [value = ''] }) =>
      (operator === '<' && bound.from !== null && isOrdered(value, bound.from)) ||
      (operator === '>=' && bound.to !== null && isOrdered(bound.to, value)),
  );
}

/** The parts of a conjunction that compare the column with literals. */
function comparisons(check: string, column: string): readonly Comparison[] {
  if (/\bor\b|\bcase\b|\bbetween\b/i.test(check.replace(/'(?:[^']|'')*'/g, "''"))) return [];
  return check.split(/\band\b/i).flatMap((part) => {
    const found = /^[\s(]*(?:"((?:[^"]|"")+)"|([\w$]+))\s*(>=|<=|<>|!=|=|<|>|\bnot\s+in\b|\bin\b)\s*(.+)$/is.exec(part);
    const name = found?.[1]?.replaceAll('""', '"') ?? found?.[2]?.toLowerCase();
    if (found === null || name !== column) return [];
    const operator = (found[3] ?? '').toLowerCase().replace(/\s+/g, ' ');
    const values = (found[4] ?? '').split(',').map(literal);
    const plain: Readonly<Record<string, string>> = { in: '=', 'not in': '<>', '!=': '<>' };
    return values.includes('') ? [] : [{ operator: plain[operator] ?? operator, values }];
  });
}

/** `DATE '2026-01-01'`, `'2026-01-01'::date` and `(5)` by their value; empty for what is no literal. */
function literal(written: string): string {
  const text = written.trim().replace(/^[\s(]+|[\s)]+$/g, '');
  const quoted = /^(?:[a-z][\w ]*\s+)?'((?:[^']|'')*)'(?:\s*::\s*[\w ]+)?\)*$/i.exec(text)?.[1];
  return quoted ?? (/^-?\d+(?:\.\d+)?$/.test(text) ? text : '');
}

/** Of two literals that can be told apart: numbers, and dates or times written alike. */
function isOrdered(low: string, high: string): boolean {
  if (low === high) return true;
  const number = /^-?\d+(?:\.\d+)?$/;
  if (number.test(low) && number.test(high)) return Number(low) <= Number(high);
  const date = /^\d{4}-\d{2}-\d{2}/;
  return date.test(low) && date.test(high) && low.length === high.length && low < high;
}
