// What Aurora lacks and what the prover lets rds_superuser have are two lists: nothing may be in both.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { notOnAurora } from '../../src/rules/facts/aurora-extensions.ts';

it('calls no extension missing that the prover creates as rds_superuser would', () => {
  const source = readFileSync(new URL('../../src/prove/privileged.ts', import.meta.url), 'utf8');
  const list = /const harmless = new Set\(\[([\s\S]*?)\]\)/.exec(source)?.[1] ?? '';
  const harmless = [...list.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
  expect(harmless.length).toBeGreaterThan(10);
  expect(harmless.filter((name) => notOnAurora.has(name))).toEqual([]);
});
