// The catalogue folded from the text is the one that PostgreSQL 14 to 18 has after running it: over all situations, but for what is listed with its reason.
import { describe, expect, it } from 'vitest';
import { knownCatalogDifferences } from '../../conformance/known-catalog.ts';
import { migrationsOf } from '../../conformance/lint.ts';
import { closeBench, measure, openBench, prepare } from '../../conformance/measure.ts';
import { type Major, majors, readSituations, runsOn } from '../../conformance/situation.ts';
import { readCatalog } from '../../src/introspection/read-catalog.ts';
import { catalogAfter } from '../../src/lint/history.ts';
import { disagreements } from '../catalog/comparable.ts';
import { scratchServer } from '../postgres.ts';

const situations = readSituations();
const isKnown = (id: string): boolean => knownCatalogDifferences[id] !== undefined;

describe('folded and read', () => {
  const seen = new Map<string, Major[]>();

  it.each(majors)(
    'are the same on PostgreSQL %i',
    async (major) => {
      const found = await differences(major);
      for (const id of Object.keys(found)) seen.set(id, [...(seen.get(id) ?? []), major]);
      expect(Object.fromEntries(Object.entries(found).filter(([id]) => !isKnown(id)))).toEqual({});
    },
    600_000,
  );

  it('every listed difference is one', () => {
    expect(Object.keys(knownCatalogDifferences).filter((id) => !seen.has(id))).toEqual([]);
  });
});

async function differences(major: Major): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  const server = await scratchServer(major);
  try {
    const bench = await openBench(await server.createDatabase());
    const reader = await bench.database.connectAsAdministrator();
    for (const situation of situations.filter((one) => runsOn(one, major))) {
      const { setup, judged } = migrationsOf(situation);
      await prepare(bench, situation.setup);
      const { kind } = await measure(bench, judged.up);
      const folded = catalogAfter(kind === 'refused' ? [setup] : [setup, judged], {});
      const lines = disagreements(folded, await readCatalog(reader), major);
      if (lines.length > 0) found[situation.id] = lines;
    }
    await reader.close();
    await closeBench(bench);
  } finally {
    await server.stop();
  }
  return found;
}
