// What Aurora lacks, what it offers, and what is created for migrations on a scratch server are three lists that must not contradict each other.
import { expect, it } from 'vitest';
import { listedExtensions } from '../../src/database/extension-list.ts';
import { offeredByAurora } from '../../src/prove/aurora-extensions.ts';
import { notOnAurora } from '../../src/rules/facts/aurora-extensions.ts';

it('creates on a scratch server only what Aurora offers', () => {
  expect(listedExtensions.size).toBeGreaterThan(10);
  expect([...listedExtensions.keys()].filter((name) => !offeredByAurora.has(name))).toEqual([]);
});

it('calls nothing missing that Aurora offers', () => {
  expect([...offeredByAurora].filter((name) => notOnAurora.has(name))).toEqual([]);
});
