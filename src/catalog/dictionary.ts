// A map that never changes: `with` and `without` give another one. Small changes to large ones are cheap, and nobody's copy is touched.

import type { Dictionary } from '../model/catalog.ts';

export function dictionaryOf<Value>(entries: Iterable<readonly [string, Value]> = []): Dictionary<Value> {
  return over(new Map(entries), new Map());
}

const gone: unique symbol = Symbol('gone');

/** `changes` lie over `base` and are few: about as many as the root of its size, so that n changes cost n√n steps and not n². */
function over<Value>(
  base: ReadonlyMap<string, Value>,
  changes: ReadonlyMap<string, Value | typeof gone>,
): Dictionary<Value> {
  if (changes.size > 16 + Math.sqrt(base.size)) return over(merged(base, changes), new Map());
  const get = (key: string): Value | undefined => {
    const changed = changes.size === 0 ? undefined : changes.get(key);
    if (changed === undefined) return base.get(key);
    return changed === gone ? undefined : changed;
  };
  function* entries(): IterableIterator<readonly [string, Value]> {
    for (const [key, value] of base) {
      const changed = changes.get(key);
      if (changed === undefined) yield [key, value];
      else if (changed !== gone) yield [key, changed];
    }
    for (const [key, value] of changes) if (value !== gone && !base.has(key)) yield [key, value];
  }
  let size: number | undefined;
  return {
    get size() {
      size ??= changes.size === 0 ? base.size : [...entries()].length;
      return size;
    },
    get,
    has: (key) => get(key) !== undefined,
    with: (key, value) => over(base, new Map(changes).set(key, value)),
    without(key) {
      if (get(key) === undefined) return this;
      const next = new Map(changes);
      if (base.has(key)) next.set(key, gone);
      else next.delete(key);
      return over(base, next);
    },
    entries,
    *values() {
      for (const [, value] of entries()) yield value;
    },
  };
}

function merged<Value>(
  base: ReadonlyMap<string, Value>,
  changes: ReadonlyMap<string, Value | typeof gone>,
): ReadonlyMap<string, Value> {
  const result = new Map(base);
  for (const [key, value] of changes) {
    if (value === gone) result.delete(key);
    else result.set(key, value);
  }
  return result;
}
