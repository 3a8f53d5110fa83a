// Types as scripts write them: where a column's type stands, and what the spellings of one type have in common.
import type { ChangeOf } from '../../model/change.ts';
import type { Hit, RuleContext } from '../../model/finding.ts';
import type { Column, TypeName } from '../../model/schema.ts';
import { replacement } from './edits.ts';

/** The columns that a change makes. */
export function madeColumns(change: ChangeOf<'create-table' | 'add-column'>): readonly Column[] {
  return change.kind === 'add-column' ? [change.column] : change.columns;
}

/** A built-in type by its internal name, and no array of it. */
export function isType(type: TypeName, ...names: readonly string[]): boolean {
  return type.schema === undefined && !type.array && names.includes(type.name);
}

/**
 * The place of a column's type, when it is written as `form` says (matched without regard to case), and the suggestion to write `instead` there.
 * Nothing for another spelling, such as one in quotes.
 */
export function atType(
  { typeAt }: Column,
  context: RuleContext,
  form: RegExp,
  instead?: string,
): Pick<Hit, 'span' | 'suggestion'> {
  if (typeAt === undefined) return {};
  const matcher = new RegExp(`(?:${form.source})(?![\\w$"([.])`, 'iy');
  matcher.lastIndex = typeAt.offset;
  const found = matcher.exec(context.script.text);
  if (found === null) return {};
  const edit = replacement(context, typeAt.offset, matcher.lastIndex, instead ?? found[0]);
  return { span: edit.span, ...(instead === undefined ? {} : { suggestion: edit }) };
}

const internal: Readonly<Record<string, string>> = {
  smallint: 'int2',
  int: 'int4',
  integer: 'int4',
  bigint: 'int8',
  real: 'float4',
  float: 'float8',
  'double precision': 'float8',
  decimal: 'numeric',
  dec: 'numeric',
  boolean: 'bool',
  'character varying': 'varchar',
  character: 'bpchar',
  char: 'bpchar',
  'bit varying': 'varbit',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'time with time zone': 'timetz',
  'time without time zone': 'time',
  serial2: 'smallserial',
  serial4: 'serial',
  serial8: 'bigserial',
};

/** `Character Varying (20)` → `varchar`: one name for all spellings of a type, without its modifiers. */
export function internalName(written: string): string {
  const plain = written
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return internal[plain] ?? plain;
}
