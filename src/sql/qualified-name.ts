// Full names of relations as one text: `public.orders`. Two of them mean the same relation exactly when the texts are equal.
import type { Name } from '../model/schema.ts';

/** A name whose schema is known. */
export interface FullName extends Name {
  readonly schema: string;
}

/** Parts are quoted only where the text could be read in two ways: a dot in a name, or a quote at its start. Upper case is not folded. */
export function qualifiedName(schema: string, name: string): string {
  return `${part(schema)}.${part(name)}`;
}

/** The way back from `qualifiedName`. */
export function partsOf(qualified: string): FullName {
  if (!qualified.includes('"')) {
    const dot = qualified.indexOf('.');
    return { schema: qualified.slice(0, dot), name: qualified.slice(dot + 1) };
  }
  const [, schema = '', name = ''] = /^("(?:[^"]|"")*"|[^.]*)\.(.*)$/s.exec(qualified) ?? [];
  return { schema: unquoted(schema), name: unquoted(name) };
}

function part(name: string): string {
  return name.includes('.') || name.startsWith('"') ? `"${name.replaceAll('"', '""')}"` : name;
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
