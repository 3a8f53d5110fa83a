// Types in the spelling people use.
import type { TypeName } from '../../model/schema.ts';
import { sqlIdentifier } from '../../sql/sql-names.ts';

const spellings: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  bpchar: 'char',
  varbit: 'bit varying',
};

/** `int4` → `integer`, `varchar` with modifier 20 → `varchar(20)`. An interval's field restriction is left out. */
export function sqlType(type: TypeName): string {
  const plain = type.schema === undefined ? spellings[type.name] : undefined;
  const schema = type.schema === undefined ? '' : `${sqlIdentifier(type.schema)}.`;
  // Names of built-in types are reserved as column names, not as types.
  const name = plain ?? `${schema}${/^[a-z_][a-z0-9_]*$/.test(type.name) ? type.name : sqlIdentifier(type.name)}`;
  const modifiers = type.name === 'interval' ? type.modifiers.slice(1) : type.modifiers;
  return `${name}${modifiers.length > 0 ? `(${modifiers.join(', ')})` : ''}${type.array ? '[]' : ''}`;
}
