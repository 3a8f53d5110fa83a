// Storage parameters: what stands in the parentheses of WITH (…) and SET (…).
import type { Node } from 'libpg-query';
import { definitions } from './code.ts';
import { stringOf, typeOf } from './names.ts';

/** Values as text; a parameter without one is `true`. */
export function parametersOf(items: readonly Node[] | undefined): Readonly<Record<string, string>> {
  const entries = definitions(items).map(({ defnamespace, defname, arg }) => {
    const name = defnamespace === undefined ? (defname ?? '') : `${defnamespace}.${defname ?? ''}`;
    return [name, parameterText(arg)] as const;
  });
  return Object.fromEntries(entries);
}

function parameterText(node: Node | undefined): string {
  if (node === undefined) return 'true';
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('Float' in node) return node.Float.fval ?? '';
  if ('TypeName' in node) return typeOf(node.TypeName).name;
  return stringOf(node);
}
