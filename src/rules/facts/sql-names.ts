// Names written back as SQL for messages and help: quoted only where PostgreSQL needs it, and never able to leave their line.
import type { Name } from '../../model/schema.ts';

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

/** A name made of parts in the way PostgreSQL names constraints and indexes, within its 63 bytes for ordinary letters. */
export function madeName(...parts: readonly string[]): string {
  return parts.join('_').slice(0, 63);
}
