// Which types PostgreSQL turns into which by itself where a value is assigned (manual, 10.4): casts of pg_cast marked as assignment or implicit, and all types into text.
import type { RuleContext } from '../../model/finding.ts';
import type { TypeName } from '../../model/schema.ts';
import { isEnum } from './enums.ts';

/** Types that a cast exists for without being asked. Measured on 14.23 and 18.4, by changing a column of each type to each other one. */
export const automaticCasts: Readonly<Record<string, readonly string[]>> = {
  int2: ['int4', 'int8', 'numeric', 'float4', 'float8', 'oid'],
  int4: ['int2', 'int8', 'numeric', 'float4', 'float8', 'money', 'oid'],
  int8: ['int2', 'int4', 'numeric', 'float4', 'float8', 'money', 'oid'],
  numeric: ['int2', 'int4', 'int8', 'float4', 'float8', 'money'],
  float4: ['int2', 'int4', 'int8', 'numeric', 'float8'],
  float8: ['int2', 'int4', 'int8', 'numeric', 'float4'],
  money: ['numeric'],
  bool: [],
  uuid: [],
  json: ['jsonb'],
  jsonb: ['json'],
  bytea: [],
  date: ['timestamp', 'timestamptz'],
  time: ['timetz', 'interval'],
  timetz: ['time'],
  timestamp: ['date', 'time', 'timestamptz'],
  timestamptz: ['date', 'time', 'timetz', 'timestamp'],
  interval: ['time'],
  inet: ['cidr'],
  cidr: ['inet'],
  macaddr: [],
  xml: [],
  point: [],
  bit: ['varbit'],
  varbit: ['bit'],
  oid: ['int4', 'int8'],
  text: [],
  varchar: [],
  bpchar: [],
  tsvector: [],
  int4range: [],
  int8range: [],
  tstzrange: [],
  daterange: [],
};

const strings = new Set(['text', 'varchar', 'bpchar', 'name']);

/**
 * False when PostgreSQL refuses to assign one to the other (error 42804); undefined where that is not known. An enum type of the migrations is nobody's target but its own, unless
 * somebody made a cast.
 */
export function isAutomatic(from: TypeName, to: TypeName, context: RuleContext): boolean | undefined {
  if (from.array !== to.array) return undefined;
  const [source, target] = [kindOf(from, context), kindOf(to, context)];
  if (source === undefined || target === undefined) return undefined;
  if (context.qualify(from) === context.qualify(to)) return true;
  if (target === 'built-in' && strings.has(to.name)) return true;
  return source === 'built-in' && target === 'built-in' && automaticCasts[from.name]?.includes(to.name) === true;
}

function kindOf(type: TypeName, context: RuleContext): 'built-in' | 'enum' | undefined {
  if (isEnum(type, context)) return 'enum';
  return (type.schema === undefined || type.schema === 'pg_catalog') && Object.hasOwn(automaticCasts, type.name)
    ? 'built-in'
    : undefined;
}
