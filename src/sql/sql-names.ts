// Names written back as SQL for messages and help: quoted only where PostgreSQL needs it, and never able to leave their line.
import type { Name } from '../model/schema.ts';

/** Key words that quote_ident() quotes: all but the unreserved ones, PostgreSQL 18. */
const keywords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
   case cast char character check coalesce collate collation column concurrently constraint create cross
   current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
   decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
   freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
   interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg
   json_query json_scalar json_serialize json_table json_value lateral leading least left like limit localtime
   localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on
   only or order out outer overlaps overlay placing position precision primary real references returning right
   row select session_user setof similar smallint some substring symmetric system_user table tablesample then
   time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when
   where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
   xmlroot xmlserialize xmltable`.split(/\s+/),
);

/**
 * One identifier. Backticks, line breaks and invisible characters are written as Unicode escapes (manual, 4.1.2.3), so that a
 * hostile name can neither end a code block nor hide.
 */
export function sqlIdentifier(name: string): string {
  if (/^[a-z_][a-z0-9_$]*$/.test(name) && !keywords.has(name)) return name;
  if (!/[\p{C}\p{Z}`]/u.test(name.replaceAll(' ', ''))) return `"${name.replaceAll('"', '""')}"`;
  const escaped = Array.from(name, (char) => {
    if (char === '\\') return '\\\\';
    if (char === '"') return '""';
    if (char === ' ' || !/[\p{C}\p{Z}`]/u.test(char)) return char;
    return `\\+${(char.codePointAt(0) as number).toString(16).padStart(6, '0')}`;
  });
  return `U&"${escaped.join('')}"`;
}

/** A name as the script wrote it: with its schema when it had one. */
export function sqlName(name: Name): string {
  return name.schema === undefined
    ? sqlIdentifier(name.name)
    : `${sqlIdentifier(name.schema)}.${sqlIdentifier(name.name)}`;
}

export function sqlColumns(columns: readonly string[]): string {
  return columns.map(sqlIdentifier).join(', ');
}

/**
 * The name that PostgreSQL makes for a constraint or an index: of its table, its columns and what it is. Within 63 bytes, for which the longer one of table and columns
 * is cut (makeObjectName()). Measured on 14 and 18.
 */
export function madeName(table: string, ...rest: readonly [...columns: string[], label: string]): string {
  const whole = [table, ...rest].join('_');
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  const label = rest.at(-1) ?? '';
  const columns = rest.slice(0, -1).join('_');
  const room = mostBytes - Buffer.byteLength(label) - 1 - (columns === '' ? 0 : 1);
  const [ofTable, ofColumns] = shared(Buffer.byteLength(table), Buffer.byteLength(columns), room);
  return [cut(table, ofTable), cut(columns, ofColumns), label].filter((part) => part !== '').join('_');
}

/** Bytes of UTF-8 that a name has at most: PostgreSQL's NAMEDATALEN, without the end of the string. */
export const mostBytes = 63;

/** Bytes that each may take: the longer one gives first. */
function shared(one: number, other: number, room: number): readonly [number, number] {
  if (one + other <= room) return [one, other];
  const half = Math.floor(room / 2);
  if (one <= half) return [one, room - one];
  if (other <= half) return [room - other, other];
  // Of two that are equally long the second is cut.
  return [room - half, half];
}

/** As many whole characters from its beginning as fit. */
export function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  for (const char of text) {
    if (Buffer.byteLength(kept + char) > bytes) return kept;
    kept += char;
  }
  return kept;
}

/** PostgreSQL puts a number behind what a made name ends in while that name is taken: `make` is asked with '', 1, 2… */
export function freeName(make: (number: '' | number) => string, taken: { has(name: string): boolean }): string {
  let name = make('');
  for (let number = 1; taken.has(name); number++) name = make(number);
  return name;
}
