// What a type change can lose. Facts: manual, chapter 8, and the casts of pg_cast that ALTER COLUMN … TYPE uses (assignment).
import type { TypeName } from '../../model/schema.ts';

/** What becomes of values that do not fit: the error that the statement ends with, or null when they are rounded without a word. */
export interface Narrowing {
  readonly fails: '22001' | '22003' | null;
  readonly rounds: boolean;
}

const integers: Readonly<Record<string, number>> = { int2: 5, int4: 10, int8: 19 };
const floats: Readonly<Record<string, number>> = { float4: 4, float8: 8 };
const strings = new Set(['text', 'varchar', 'bpchar']);
const temporal = new Set(['timestamp', 'timestamptz', 'time', 'timetz']);

/** Undefined when every value fits, and for types that are not known. */
export function narrowing(from: TypeName, to: TypeName): Narrowing | undefined {
  if (from.schema !== undefined || to.schema !== undefined || from.array || to.array) return undefined;
  if (strings.has(from.name) && strings.has(to.name)) return shortened(from, to);
  if (to.name === 'numeric') return fewerDigits(from, to);
  const digits = integers[to.name];
  if (digits !== undefined) {
    const old = integers[from.name];
    if (old !== undefined) return old > digits ? { fails: '22003', rounds: false } : undefined;
    const fraction =
      Object.hasOwn(floats, from.name) ||
      (from.name === 'numeric' && (from.modifiers.length === 0 || (from.modifiers[1] ?? 0) > 0));
    const whole = from.name === 'numeric' ? wholeDigits(from) : Number.POSITIVE_INFINITY;
    if (from.name !== 'numeric' && !Object.hasOwn(floats, from.name)) return undefined;
    return verdict(whole >= digits, fraction);
  }
  if (from.name === 'float8' && to.name === 'float4') return { fails: '22003', rounds: true };
  if ((from.name === 'timestamp' || from.name === 'timestamptz') && (to.name === 'date' || to.name === 'time')) {
    return { fails: null, rounds: true };
  }
  const isClock =
    temporal.has(from.name) && temporal.has(to.name) && from.name.startsWith('time') === to.name.startsWith('time');
  return isClock && (to.modifiers[0] ?? 6) < (from.modifiers[0] ?? 6) ? { fails: null, rounds: true } : undefined;
}

function verdict(fails: boolean, rounds: boolean): Narrowing | undefined {
  return fails || rounds ? { fails: fails ? '22003' : null, rounds } : undefined;
}

function shortened(from: TypeName, to: TypeName): Narrowing | undefined {
  const [old = Number.POSITIVE_INFINITY] = from.modifiers;
  const [length = Number.POSITIVE_INFINITY] = to.modifiers;
  return length < old ? { fails: '22001', rounds: false } : undefined;
}

function wholeDigits({ modifiers: [precision, scale = 0] }: TypeName): number {
  return precision === undefined ? Number.POSITIVE_INFINITY : precision - scale;
}

function fewerDigits(from: TypeName, to: TypeName): Narrowing | undefined {
  if (to.modifiers.length === 0) return undefined;
  const scale = to.modifiers[1] ?? 0;
  const room = wholeDigits(to);
  const digits = integers[from.name];
  if (digits !== undefined) return verdict(digits > room, scale < 0);
  if (Object.hasOwn(floats, from.name)) return verdict(true, true);
  if (from.name !== 'numeric') return undefined;
  const oldScale = from.modifiers.length === 0 ? Number.POSITIVE_INFINITY : (from.modifiers[1] ?? 0);
  return verdict(wholeDigits(from) > room, oldScale > scale);
}
