// Reads the server's texts, each once: thousands of columns have a dozen types.
import type { Expression, TypeName } from '../model/schema.ts';
import { serverExpression, serverType } from '../sql/server-text.ts';

export interface Reader {
  /** What `format_type()` says. */
  readonly type: (text: string) => TypeName;
  /** What `pg_get_expr()` says. */
  readonly expression: (text: string) => Expression;
}

export function openReader(): Reader {
  return { type: once(serverType), expression: once(serverExpression) };
}

function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}
