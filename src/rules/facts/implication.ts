// Whether what is known of all rows implies another condition, as PostgreSQL's prover sees it (predtest.c): what it can't show is not shown here.
import type { Condition, Literal, Operator } from '../../sql/conditions.ts';

/** `typeOf`: the type of a column in PostgreSQL's internal spelling, where it is known. */
export type TypeOf = (column: string) => string | undefined;

/** "Where the first is not false, neither is the second": that is what a CHECK can show. */
export function implies(known: Condition, wanted: Condition, typeOf: TypeOf): boolean {
  const goesOn = (one: Condition, other: Condition): boolean => implies(one, other, typeOf);
  if (wanted.kind === 'constant') return wanted.value;
  if (known.kind === 'constant') return !known.value;
  if (wanted.kind === 'and') return wanted.parts.every((part) => goesOn(known, part));
  if (known.kind === 'or') return known.parts.every((part) => goesOn(part, wanted));
  if (wanted.kind === 'or' && wanted.parts.some((part) => goesOn(known, part))) return true;
  if (known.kind === 'and') return known.parts.some((part) => goesOn(part, wanted));
  return wanted.kind === 'or' ? false : shows(known, wanted, typeOf);
}

function shows(known: Condition, wanted: Condition, typeOf: TypeOf): boolean {
  if (known.kind === 'null' && wanted.kind === 'null')
    return (
      known.column === wanted.column &&
      known.isNull === wanted.isNull &&
      (known.cast === undefined || known.cast === typeOf(known.column))
    );
  if (known.kind !== 'compare' || wanted.kind !== 'compare' || known.column !== wanted.column) return false;
  if (isOtherFamily(known.literal, typeOf(known.column))) return false;
  const [a, b] = [known.literal.value, wanted.literal.value];
  const isText = ['text', 'varchar', 'bpchar'].includes(typeOf(known.column) ?? '');
  if (isText && known.operator === '=' && wanted.operator === '<>') return a !== b;
  // How texts are sorted is the collation's business.
  if (isText) return a === b && compares(known.operator, '0', wanted.operator, '0');
  return compares(known.operator, a, wanted.operator, b);
}

const integers = new Set(['int2', 'int4', 'int8']);

/** An integer column that is compared with a numeric is another column to the prover. */
function isOtherFamily({ type }: Literal, column: string | undefined): boolean {
  return column !== undefined && integers.has(column) && type !== undefined && !integers.has(type);
}

/** `x known a` implies `x wanted b`. */
function compares(known: Operator, a: string, wanted: Operator, b: string): boolean {
  const equal = isEqual(a, b);
  const below = isBelow(a, b);
  const above = isBelow(b, a);
  switch (wanted) {
    case '=':
      return known === '=' && equal;
    case '<>':
      return known === '=' ? below || above : outside(known, { equal, below, above });
    case '>=':
      return (known === '=' || known === '>=' || known === '>') && (equal || above);
    case '>':
      return ((known === '=' || known === '>=') && above) || (known === '>' && (equal || above));
    case '<=':
      return (known === '=' || known === '<=' || known === '<') && (equal || below);
    case '<':
      return ((known === '=' || known === '<=') && below) || (known === '<' && (equal || below));
  }
}

function outside(
  known: Operator,
  { equal, below, above }: { readonly equal: boolean; readonly below: boolean; readonly above: boolean },
): boolean {
  switch (known) {
    case '<>':
      return equal;
    case '<':
      return equal || below;
    case '<=':
      return below;
    case '>':
      return equal || above;
    default:
      return above;
  }
}

const number = /^-?\d+(?:\.\d+)?$/;

function isEqual(a: string, b: string): boolean {
  return a === b || plainDate(a) === plainDate(b) || (number.test(a) && number.test(b) && Number(a) === Number(b));
}

/** Of two literals that can be told apart: numbers, and dates or times of day without a zone, or written alike. */
function isBelow(low: string, high: string): boolean {
  if (number.test(low) && number.test(high)) return Number(low) < Number(high);
  const [from, to] = [plainDate(low), plainDate(high)];
  const date = /^\d{4}-\d{2}-\d{2}/;
  const isLocal = !zone.test(from) && !zone.test(to);
  return date.test(from) && date.test(to) && (isLocal || from.length === to.length) && from < to;
}

const zone = /(?::\d{2}(?:\.\d+)?\s*[-+]\d|[A-Za-z]|\d{2}[+]\d)/;

/** As a date may be written without dashes. */
function isDay(text: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text);
}

/** Midnight is left out. */
function plainDate(text: string): string {
  const day = text.replace(/[ T]00:00(?::00(?:\.0+)?)?$/, '');
  return isDay(day) ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : day;
}
