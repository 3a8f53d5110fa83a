// Which types PostgreSQL converts by itself: each pair tried on a column, beside what lint takes them for.
import { expect, it } from 'vitest';
import { emptyCatalog } from '../../src/catalog/objects.ts';
import type { ServerError } from '../../src/model/database.ts';
import type { RuleContext } from '../../src/model/finding.ts';
import { automaticCasts, isAutomatic } from '../../src/rules/facts/automatic-casts.ts';
import { scratchServer } from '../postgres.ts';

/** Nothing is known of any type. */
const context = {
  catalog: emptyCatalog(),
  qualify: ({ name }: { readonly name: string }) => name,
} as unknown as RuleContext;
const type = (name: string) => ({ name, modifiers: [], array: false });
/** `bit` alone is one bit, and has no other lengths. */
const written = (name: string): string => (name === 'bit' ? 'bit(8)' : name);

it.each([14, 18] as const)('are those that lint knows, on PostgreSQL %i', async (major) => {
  const server = await scratchServer(major);
  try {
    const session = await (await server.createDatabase()).connectAsMigrator();
    const names = Object.keys(automaticCasts);
    for (const from of names) {
      const refused: string[] = [];
      for (const to of names) {
        await session.run(`CREATE TABLE t (c ${written(from)})`);
        await session.run(`ALTER TABLE t ALTER c TYPE ${written(to)}`).catch(({ sqlstate }: ServerError) => {
          expect(sqlstate).toBe('42804');
          refused.push(to);
        });
        await session.run('DROP TABLE t');
      }
      expect([from, names.filter((to) => isAutomatic(type(from), type(to), context) === false)]).toEqual([
        from,
        refused,
      ]);
    }
    await session.close();
  } finally {
    await server.stop();
  }
});
