// A map that never changes: `with` and `without` give another one. Small changes to large ones are cheap, and nobody's copy is touched.

import type { Dictionary } from '../model/catalog.ts';

export function dictionaryOf<Value>(entries: Iterable<readonly [string, Value]> = []): Dictionary<Value> {
  return over(new Map(entries), new Map());
}

const gone: unique symbol = Symbol('gone');

type Changes<Value> = Map<string, Value | typeof gone>;

/**
 * `changes` lie over `base` and are few: about as many as the root of its size, so that n changes cost n√n steps and not n². `owner` made it and may
 * change it in place, until it lets others see it.
 */
function over<Value>(base: ReadonlyMap<string, Value>, changes: Changes<Value>, owner?: object): Dictionary<Value> {
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
  const changed = (by: object | undefined, change: (changes: Changes<Value>) => void): Dictionary<Value> => {
    const isOwn = by !== undefined && by === owner;
    const next = isOwn ? changes : new Map(changes);
    change(next);
    if (next.size > 16 + Math.sqrt(base.size)) return over(merged(base, next), new Map(), by);
    return isOwn ? self : over(base, next, by);
  };
  const self: Dictionary<Value> = {
    get size() {
      return changes.size === 0 ? base.size : [...entries()].length;
    },
    get,
    has: (key) => get(key) !== undefined,
    with: (key, value, by) => changed(by, (next) => next.set(key, value)),
    without(key, by) {
      if (get(key) === undefined) return self;
      return changed(by, (next) => (base.has(key) ? next.set(key, gone) : next.delete(key)));
    },
    entries,
    *values() {
      for (const [, value] of entries()) yield value;
    },
  };
  return self;
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
