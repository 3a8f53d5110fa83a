// How many bytes of a row are padding between columns. Facts: manual 65.6 (Database Page Layout) and pg_type (typlen, typalign).
import type { RuleContext } from '../../model/finding.ts';
import type { TypeName } from '../../model/schema.ts';
import { knownDomain } from './domains.ts';
import { isEnum } from './enums.ts';
import { internalName } from './written-types.ts';

/** `size` is null for what has a length of its own in each value, and stands unaligned while it is short. */
export interface StoredType {
  readonly size: number | null;
  readonly align: 1 | 2 | 4 | 8;
}

const fixed: Readonly<Record<string, StoredType>> = {
  bool: { size: 1, align: 1 },
  int2: { size: 2, align: 2 },
  smallserial: { size: 2, align: 2 },
  int4: { size: 4, align: 4 },
  serial: { size: 4, align: 4 },
  oid: { size: 4, align: 4 },
  float4: { size: 4, align: 4 },
  date: { size: 4, align: 4 },
  int8: { size: 8, align: 8 },
  bigserial: { size: 8, align: 8 },
  float8: { size: 8, align: 8 },
  money: { size: 8, align: 8 },
  timestamp: { size: 8, align: 8 },
  timestamptz: { size: 8, align: 8 },
  time: { size: 8, align: 8 },
  timetz: { size: 12, align: 8 },
  interval: { size: 16, align: 8 },
  uuid: { size: 16, align: 1 },
};
const varying = new Set([
  'text',
  'varchar',
  'bpchar',
  'numeric',
  'bytea',
  'json',
  'jsonb',
  'xml',
  'inet',
  'cidr',
  'tsvector',
  'bit',
  'varbit',
]);
const unaligned: StoredType = { size: null, align: 1 };

/** Undefined for a type that is not known. */
export function storedType(type: TypeName, context: RuleContext): StoredType | undefined {
  if (type.array) return unaligned;
  const base = knownDomain(context, type)?.base ?? type;
  if (isEnum(base, context)) return { size: 4, align: 4 };
  const name = internalName(base.name);
  if (base.schema !== undefined) return undefined;
  return varying.has(name) ? unaligned : fixed[name];
}

/**
 * The padding that every row without NULLs surely has, in bytes. Behind a value of unknown length nothing is known of the place, until a
 * column with a stricter alignment settles it.
 */
export function paddingOf(columns: readonly StoredType[]): number {
  let offset = 0;
  /** The place is known as a multiple of this, plus `offset`. */
  let known = 8;
  let padding = 0;
  for (const { size, align } of columns) {
    if (size === null) {
      known = 1;
      offset = 0;
      continue;
    }
    if (align > known) {
      known = align;
      offset = 0;
    }
    const gap = (align - (offset % align)) % align;
    padding += gap;
    offset = (offset + gap + size) % known;
  }
  return padding;
}

/** The whole of a row with fixed columns only, as rows are rounded up to 8 bytes; undefined when its length is not known. */
export function lengthOf(columns: readonly StoredType[]): number | undefined {
  if (columns.some(({ size }) => size === null)) return undefined;
  const bytes = columns.reduce((sum, { size }) => sum + (size ?? 0), paddingOf(columns));
  return Math.ceil(bytes / 8) * 8;
}

/** Strictest alignment first, what varies last; otherwise as before. */
export function packed<T extends { readonly stored: StoredType }>(columns: readonly T[]): readonly T[] {
  const rank = ({ stored: { size, align } }: T): number => (size === null ? 0 : size % align === 0 ? align : align - 1);
  return columns
    .map((column, i) => [column, i] as const)
    .sort(([one, i], [other, j]) => rank(other) - rank(one) || i - j)
    .map(([column]) => column);
}
