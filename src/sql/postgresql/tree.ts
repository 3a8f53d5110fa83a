// Walks a parse tree.

/**
 * Every object and array below a node, itself included, depth first and in the order of the tree, with the key it has (none in an array). What `seen` answers
 * false about is not gone into. With a stack of its own: a tree may be nested deeper than calls can be. Views have trees of thousands of nodes, so no entries
 * are made of them: that took twice as long (measured).
 */
export function eachNode(root: unknown, seen: (key: string, value: object) => unknown): void {
  const keys = [''];
  const values = [root];
  while (values.length > 0) {
    const key = keys.pop() as string;
    const value = values.pop();
    if (typeof value !== 'object' || value === null || seen(key, value) === false) continue;
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) {
        keys.push('');
        values.push(value[i]);
      }
      continue;
    }
    const own = Object.keys(value);
    for (let i = own.length - 1; i >= 0; i--) {
      const name = own[i] as string;
      const child = (value as Readonly<Record<string, unknown>>)[name];
      if (typeof child !== 'object') continue;
      keys.push(name);
      values.push(child);
    }
  }
}
