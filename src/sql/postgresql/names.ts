// Names and types out of PostgreSQL's parse tree.
import type { Node, RangeVar, TypeName as TreeTypeName } from 'libpg-query';
import type { Position } from '../../model/place.ts';
import type { Name, TypeName } from '../../model/schema.ts';

/** What lowering needs to know about the statement's text. `at(undefined)` is the statement's start. */
export interface Source {
  readonly text: string;
  at(byteLocation: number | undefined): Position;
  /** The position of an offset (UTF-16) into `text`. */
  atOffset(offset: number): Position;
  offsetOf(byteLocation: number): number;
}

export function nameOf(range: RangeVar | undefined): Name {
  const name = range?.relname ?? '';
  return range?.schemaname === undefined ? { name } : { schema: range.schemaname, name };
}

/** The text of a String node, or of the first String in a list. */
export function stringOf(node: Node | undefined): string {
  if (node === undefined) return '';
  if ('String' in node) return node.String.sval ?? '';
  if ('List' in node) return stringOf(node.List.items?.[0]);
  return '';
}

export function stringsOf(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).map(stringOf);
}

/** A qualified name given as a list of strings; a leading catalog name is dropped. */
export function qualifiedName(parts: readonly string[]): Name {
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? parts.at(-2) : undefined;
  return schema === undefined ? { name } : { schema, name };
}

/** The name of an object as DROP, COMMENT and ALTER … hold it: a list, a type, a function with arguments, a plain string. */
export function objectName(node: Node | undefined): Name {
  if (node === undefined) return { name: '' };
  if ('List' in node) return qualifiedName(stringsOf(node.List.items));
  if ('TypeName' in node) return qualifiedName(stringsOf(node.TypeName.names));
  if ('ObjectWithArgs' in node) return qualifiedName(stringsOf(node.ObjectWithArgs.objname));
  if ('RangeVar' in node) return nameOf(node.RangeVar);
  if ('RoleSpec' in node) return { name: node.RoleSpec.rolename ?? '' };
  return { name: stringOf(node) };
}

/** A type as written; built-in types lose their implicit `pg_catalog`. */
export function typeOf(type: TreeTypeName | undefined): TypeName {
  const parts = stringsOf(type?.names);
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 && parts[0] !== 'pg_catalog' ? parts[0] : undefined;
  const modifiers = (type?.typmods ?? []).flatMap((node) => {
    const constant = 'A_Const' in node ? node.A_Const : undefined;
    return constant?.ival === undefined ? [] : [constant.ival.ival ?? 0];
  });
  const array = (type?.arrayBounds?.length ?? 0) > 0;
  return schema === undefined ? { name, modifiers, array } : { schema, name, modifiers, array };
}
