// Which type changes leave the table's rows as they are. Facts: measured on 15.18 and 18.4.
import type { ChangeOf } from '../../model/change.ts';
import type { TypeName } from '../../model/schema.ts';

/**
 * - `free`: the catalog alone changes.
 * - `utc`: free when the session's TimeZone is UTC, else a rewrite.
 * - `rewrite`: every row is written anew, or (for types we don't know) may be.
 */
export type TypeChange = 'free' | 'utc' | 'rewrite';

export function typeChange(source: TypeName, target: TypeName): TypeChange {
  const [from, to] = [withoutSchema(source), withoutSchema(target)];
  if (from.schema !== undefined || to.schema !== undefined) return isSameType(from, to) ? 'free' : 'rewrite';
  if (isSameType(from, to)) return 'free';
  if (from.array || to.array)
    return from.array && to.array && from.name === to.name && to.modifiers.length === 0 ? 'free' : 'rewrite';
  const zones = new Set([from.name, to.name]);
  if (zones.has('timestamp') && zones.has('timestamptz')) return (to.modifiers[0] ?? 6) >= 6 ? 'utc' : 'rewrite';
  return isFree(from, to) ? 'free' : 'rewrite';
}

/** citext of the extension lies in whatever schema it was made in. */
function withoutSchema(type: TypeName): TypeName {
  const { schema: _, ...rest } = type;
  return type.name === 'citext' ? rest : type;
}

/** What ALTER COLUMN … TYPE does where USING is no more than casts: the values pass through the casts of USING, and then to the new type. `to`: that one, or the base of the domain that it is. */
export function columnTypeChange(
  { usingCasts = [], type }: ChangeOf<'alter-column-type'>,
  from: TypeName,
  to = type,
): TypeChange {
  const between = usingCasts.filter((cast) => !isSameType(cast, type));
  const steps = [...between, to].map((next, i) => typeChange(between[i - 1] ?? from, next));
  return steps.find((step) => step === 'rewrite') ?? steps.find((step) => step === 'utc') ?? 'free';
}

/** Pairs that share their rows but not the operator class of their indexes: those are built anew. Measured on 15.18 and 18.4. */
const sortedApart = new Set([
  'timestamp to timestamptz',
  'timestamptz to timestamp',
  'bit to varbit',
  'text to bpchar',
  'varchar to bpchar',
  'int4 to oid',
  'oid to int4',
  'text to citext',
  'varchar to citext',
  'citext to text',
  'citext to varchar',
]);

/** For a change that leaves the rows as they are: whether it leaves a plain index on the column too. */
export function keepsIndexes(from: TypeName, to: TypeName): boolean {
  const isInteger = from.name === 'int4' || to.name === 'int4';
  return !sortedApart.has(`${from.name} to ${to.name}`) && !(isInteger && isObjectId(from) !== isObjectId(to));
}

function isSameType(from: TypeName, to: TypeName): boolean {
  return (
    from.name === to.name &&
    from.schema === to.schema &&
    from.array === to.array &&
    from.modifiers.length === to.modifiers.length &&
    from.modifiers.every((modifier, i) => modifier === to.modifiers[i])
  );
}

const temporal = new Set(['timestamp', 'timestamptz', 'time', 'timetz', 'interval']);

function isFree(from: TypeName, to: TypeName): boolean {
  if (relabelled.has(`${from.name} to ${to.name}`)) return to.modifiers.length === 0;
  if (isObjectId(to) && (isObjectId(from) || from.name === 'int4'))
    return from.name === 'oid' || to.name === 'oid' || from.name === 'int4';
  if (isObjectId(from) && to.name === 'int4') return true;
  // `bpchar` without a length, as nobody but the server writes it.
  if (to.name === 'bpchar') return to.modifiers.length === 0 && (isText(from) || ['bpchar', 'xml'].includes(from.name));
  if (isText(from) && isText(to)) return to.modifiers.length === 0 || lengthGrows(from, to);
  if (from.name !== to.name) return false;
  if (from.name === 'varbit') return lengthGrows(from, to);
  if (from.name === 'numeric') return numericGrows(from, to);
  return temporal.has(from.name) && precisionGrows(from, to);
}

/** Pairs with the same bytes (pg_cast.castmethod `b`). */
const relabelled = new Set([
  'cidr to inet',
  'xml to text',
  'xml to varchar',
  'bit to varbit',
  'int4 to oid',
  'oid to int4',
  'text to citext',
  'varchar to citext',
  'citext to text',
  'citext to varchar',
]);

/** `regclass` and its kin are an oid each. */
function isObjectId({ name }: TypeName): boolean {
  return (
    name === 'oid' ||
    /^reg(?:class|collation|config|dictionary|namespace|oper|operator|proc|procedure|role|type)$/.test(name)
  );
}

function isText(type: TypeName): boolean {
  return type.name === 'varchar' || type.name === 'text';
}

/** A limit may rise or go; a value without one may not get one. */
function lengthGrows(from: TypeName, to: TypeName): boolean {
  const [old] = from.modifiers;
  const [wanted] = to.modifiers;
  return wanted === undefined || (old !== undefined && wanted >= old);
}

/** More digits at the same scale, or no limit at all. */
function numericGrows(from: TypeName, to: TypeName): boolean {
  const [oldDigits, oldScale = 0] = from.modifiers;
  const [digits, scale = 0] = to.modifiers;
  return digits === undefined || (oldDigits !== undefined && digits >= oldDigits && scale === oldScale);
}

/** Fractional digits of seconds: six is all there is. An interval must also keep the smallest of its fields. */
function precisionGrows(from: TypeName, to: TypeName): boolean {
  const isInterval = from.name === 'interval';
  if (isInterval && smallestField(to) > smallestField(from)) return false;
  // Without seconds there are no digits to lose.
  if (isInterval && smallestField(from) > 0) return true;
  const at = isInterval ? 1 : 0;
  return (to.modifiers[at] ?? 6) >= (from.modifiers[at] ?? 6);
}

/** An interval's first modifier is a mask of its fields, in the bits of PostgreSQL's datetime.h; from seconds up to years. */
function smallestField({ modifiers: [mask = -1] }: TypeName): number {
  const bits = [12, 11, 10, 3, 1];
  const found = bits.findIndex((bit) => (mask & (1 << bit)) !== 0);
  return found < 0 ? bits.length : found;
}
