// What ALTER COLUMN … TYPE does to the rows and to plain indexes, by what the migrations tell of the column. Facts: measured on 14 to 18.

import type { ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { TypeName } from '../../model/schema.ts';
import { knownType } from './columns.ts';
import { knownDomain } from './domains.ts';
import { typeNamed } from './named.ts';
import { columnTypeChange, keepsIndexes, type TypeChange } from './type-changes.ts';

/** `sortsAnew`: where the rows stay as they are, a plain index on the column is built anew all the same. */
export interface TypeEffect {
  readonly rows: TypeChange;
  readonly sortsAnew: boolean;
}

/** `TYPE t USING c::t`, or `USING c`, says what happens without it; another USING is taken for a new value. */
export function isReadable({ using, usingCasts }: ChangeOf<'alter-column-type'>): boolean {
  return using === undefined || usingCasts !== undefined;
}

export function typeEffect(change: ChangeOf<'alter-column-type'>, context: RuleContext): TypeEffect {
  const from = knownType(context, change.table, change.column);
  if (from === undefined || !isReadable(change)) return rewrite;
  if ([from, ...(change.usingCasts ?? [])].every((type) => isOneType(type, change.type, context)))
    return { rows: 'free', sortsAnew: false };
  const to = knownDomain(context, change.type);
  if (to?.constrained === true) return rewrite;
  // The limit of a domain's base type is not trusted: values are cut to the new limit again.
  const base = knownDomain(context, from)?.base;
  const [old, wanted] = [base === undefined ? from : { ...base, modifiers: [] }, to?.base ?? change.type];
  const rows = columnTypeChange(change, old, wanted);
  if (rows === 'rewrite') return rewrite;
  // Operator classes for arrays, enums and ranges of any type keep the type that the index was built for.
  const isOther = isOfAnyKind(old, context) && !isOneKind(from, change.type, context);
  const sortsAnew = !keepsIndexes(old, wanted) || isOther;
  return { rows: rows === 'utc' && sessionIsUtc(context) ? 'free' : rows, sortsAnew };
}

const rewrite: TypeEffect = { rows: 'rewrite', sortsAnew: true };

/** With the same modifiers. */
function isOneType(one: TypeName, other: TypeName, context: RuleContext): boolean {
  return isOneKind(one, other, context) && one.modifiers.join() === other.modifiers.join();
}

function isOneKind(one: TypeName, other: TypeName, context: RuleContext): boolean {
  return one.array === other.array && context.qualify(one) === context.qualify(other);
}

function isOfAnyKind(type: TypeName, context: RuleContext): boolean {
  return (
    type.array ||
    /^(?:int[48]|num|ts|tstz|date)(?:multi)?range$/.test(type.name) ||
    ['enum', 'range'].includes(typeNamed(context, type)?.kind ?? '')
  );
}

function sessionIsUtc(context: RuleContext): boolean {
  const zone = context.setting('timezone');
  return (
    zone !== null && /^(?:etc\/)?(?:utc0?|uct|gmt|gmt[+-]?0|greenwich|universal|zulu)$|^[+-]?0+(?::0+)*$/i.test(zone)
  );
}
