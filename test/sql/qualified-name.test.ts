// One text per relation: equal exactly when schema and name are.
import { describe, expect, it } from 'vitest';
import { partsOf, qualifiedName } from '../../src/sql/qualified-name.ts';

const parts = [
  'public',
  'orders',
  'Orders',
  'a.b',
  'a',
  'b.c',
  'c',
  '"',
  'a"b',
  '"."',
  '.',
  'with space',
  '"a"',
  'a".b',
];

describe('the full name of a relation', () => {
  it('is what JSON shows for usual names', () => {
    expect(qualifiedName('public', 'orders')).toBe('public.orders');
    expect(qualifiedName('public', 'Order Lines')).toBe('public.Order Lines');
  });
  it('tells a dot in the schema from one in the name', () => {
    expect(qualifiedName('a.b', 'c')).not.toBe(qualifiedName('a', 'b.c'));
  });
  it('is one text per pair, and leads back to it', () => {
    const pairs = parts.flatMap((schema) => parts.map((name) => ({ schema, name })));
    const texts = pairs.map(({ schema, name }) => qualifiedName(schema, name));
    expect(new Set(texts).size).toBe(pairs.length);
    expect(texts.map(partsOf)).toEqual(pairs);
  });
});
