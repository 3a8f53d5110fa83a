// Every rule against every server: our lint agrees with PostgreSQL 14 to 18 in all situations, and the public page says what a run gives.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { knownDisagreements } from '../../conformance/known.ts';
import { conformancePage } from '../../conformance/page.ts';
import { type Result, results } from '../../conformance/results.ts';
import { majors, readSituations, runsOn } from '../../conformance/situation.ts';
import { hazardsIn, heaviest } from '../../conformance/truth.ts';

const situations = readSituations();

describe('the matrix', () => {
  let all: readonly Result[] = [];
  beforeAll(async () => {
    all = await results(situations);
  }, 1_200_000);

  it.each(majors)('our lint agrees with PostgreSQL %i', (major) => {
    const wrong = all.filter((result) => result.major === major && isWrong(result)).map(said);
    expect(wrong.filter(({ situation }) => knownDisagreements[situation] === undefined)).toEqual([]);
  });

  it('every known disagreement is one still', () => {
    const wrong = new Set(all.filter(isWrong).map(({ situation }) => situation.id));
    expect(Object.keys(knownDisagreements).filter((id) => !wrong.has(id))).toEqual([]);
  });

  it('half of it is clean', () => {
    const ran = all.filter(({ truth }) => truth.kind === 'ran');
    const clean = ran.filter(({ truth }) => hazardsIn(truth).length === 0).length;
    expect(clean / ran.length).toBeGreaterThan(0.4);
    expect(clean / ran.length).toBeLessThan(0.65);
  });

  it('docs/conformance.md is what the run gives', async () => {
    const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'conformance.md'), 'utf8');
    expect(conformancePage(all), 'run `npm run conformance`').toBe(page);
  });

  it('was run in full', () => {
    const wanted = situations.flatMap((situation) => majors.filter((major) => runsOn(situation, major)));
    expect(situations.length).toBeGreaterThan(250);
    expect(all).toHaveLength(wanted.length);
  });
});

function isWrong({ ours }: Result): boolean {
  return ours !== null && ours !== 'right';
}

/** What a person needs to see which of the two is wrong. */
function said({ situation, ours, truth, claims }: Result) {
  return {
    situation: situation.id,
    verdict: ours,
    server: hazardsIn(truth).map(({ relation, lock, works }) => `${heaviest(works)} of ${relation} under ${lock}`),
    lint: claims.map(({ rule, claims: { relation, lock, work } }) => `${rule}: ${work} of ${relation} under ${lock}`),
  };
}
