// The whole matrix: every situation on every server, beside what the linters say.
import { scratchServer } from '../test/postgres.ts';
import { type Claim, claimsOf, type Migrations, migrationsOf } from './lint.ts';
import { closeBench, measure, openBench, prepare } from './measure.ts';
import { type Major, majors, runsOn, type Situation } from './situation.ts';
import { blockingRules, squawkFindings } from './squawk.ts';
import type { Truth } from './truth.ts';
import { judge, judgeYesNo, type Verdict } from './verdict.ts';

/** One situation on one version. */
export interface Result {
  readonly situation: Situation;
  readonly major: Major;
  readonly truth: Truth;
  readonly claims: readonly Claim[];
  readonly ours: Verdict | null;
  /** Ids of squawk's rules about blocking work that fired. */
  readonly squawkRules: readonly string[];
  /** False where squawk could not read the statement. */
  readonly squawkRead: boolean;
  readonly squawk: Exclude<Verdict, 'wrong-claim'> | null;
}

/** In the order of the situations, then of the versions. Throws where a server refuses what it should run, or runs what it should refuse. */
export async function results(situations: readonly Situation[]): Promise<readonly Result[]> {
  const migrations = new Map(situations.map((situation) => [situation.id, migrationsOf(situation)]));
  const all = await Promise.all(majors.map((major) => resultsOn(major, situations, migrations)));
  return situations.flatMap(({ id }) => all.flatMap((some) => some.filter(({ situation }) => situation.id === id)));
}

async function resultsOn(
  major: Major,
  situations: readonly Situation[],
  migrations: ReadonlyMap<string, Migrations>,
): Promise<readonly Result[]> {
  const here = situations.filter((situation) => runsOn(situation, major));
  const said = await squawkFindings(here, major);
  const server = await scratchServer(major);
  try {
    const bench = await openBench(await server.createDatabase());
    const found: Result[] = [];
    const unexpected: string[] = [];
    for (const situation of here) {
      const both = migrations.get(situation.id) ?? migrationsOf(situation);
      await prepare(bench, situation.setup);
      const truth = await measure(bench, both.judged.up);
      unexpected.push(...unexpectedRefusal(situation, major, truth));
      const claims = claimsOf(both, major);
      const rules = said.get(situation.id) ?? [];
      const squawkRules = [...new Set(rules.filter((rule) => blockingRules.includes(rule)))].sort();
      const squawkRead = !rules.includes('syntax-error');
      const squawk = judgeYesNo(truth, squawkRules.length > 0);
      found.push({ situation, major, truth, claims, ours: judge(truth, claims), squawkRules, squawkRead, squawk });
    }
    await closeBench(bench);
    if (unexpected.length > 0) throw new Error(unexpected.join('\n'));
    return found;
  } finally {
    await server.stop();
  }
}

function unexpectedRefusal({ id, refused }: Situation, major: Major, truth: Truth): readonly string[] {
  const answered = truth.kind === 'refused' ? truth.sqlstate : undefined;
  if (answered === refused) return [];
  const what = truth.kind === 'refused' ? `answered ${truth.sqlstate} (${truth.message})` : 'ran it';
  return [`${id}: PostgreSQL ${major} ${what}; expected was ${refused ?? 'that it runs'}.`];
}
