// The map under the catalogue: as a plain map, whoever keeps an old one, and cheap when it is large.
import { expect, it } from 'vitest';
import { dictionaryOf } from '../../src/catalog/dictionary.ts';
import type { Dictionary } from '../../src/model/catalog.ts';

/** Always the same numbers below `limit`. */
function* numbers(limit: number): Generator<number, never> {
  for (let state = 1; ; state = (state * 48_271) % 2_147_483_647) yield state % limit;
}

it.each([false, true])('is what a map is, and old ones stay as they are; in place: %s', (inPlace) => {
  const random = numbers(300);
  const next = (): number => random.next().value;
  const plain = new Map<string, number>();
  let dictionary: Dictionary<number> = dictionaryOf();
  const kept: (readonly [Dictionary<number>, ReadonlyMap<string, number>])[] = [];
  let owner = {};
  for (let step = 0; step < 6_000; step++) {
    const key = `k${next()}`;
    if (next() % 3 === 0) {
      plain.delete(key);
      dictionary = dictionary.without(key, inPlace ? owner : undefined);
    } else {
      plain.set(key, step);
      dictionary = dictionary.with(key, step, inPlace ? owner : undefined);
    }
    if (step % 97 !== 0) continue;
    kept.push([dictionary, new Map(plain)]);
    owner = {};
  }
  for (const [found, wanted] of kept) {
    expect(Object.fromEntries(found.entries())).toEqual(Object.fromEntries(wanted));
    expect([found.size, [...found.values()].length]).toEqual([wanted.size, wanted.size]);
  }
  expect(dictionary.get('k1')).toBe(plain.get('k1'));
  expect(dictionary.has('nothing')).toBe(false);
});

it('keeps the order in which keys came', () => {
  const dictionary = dictionaryOf([['b', 1]])
    .with('a', 2)
    .with('b', 3)
    .with('c', 4)
    .without('a')
    .with('a', 5);
  expect([...dictionary.entries()]).toEqual([
    ['b', 3],
    ['c', 4],
    ['a', 5],
  ]);
});

it('copies a small part of a large one', () => {
  let dictionary: Dictionary<number> = dictionaryOf();
  for (let i = 0; i < 50_000; i++) dictionary = dictionary.with(`k${i}`, i);
  expect(dictionary.size).toBe(50_000);
  // A map that is copied each time takes more than a minute for this.
}, 20_000);
