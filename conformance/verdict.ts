// Compares what was said about a situation with what the server did. Pure.
import { atLeast } from '../src/sql/lock-modes.ts';
import type { Claim } from './lint.ts';
import { type Hazard, hazardsIn, heaviest, noHeavierThan, type Truth } from './truth.ts';

export type Verdict = 'right' | 'miss' | 'over-report' | 'wrong-claim';

/**
 * `right`: every hazard is claimed with its lock and its work, and nothing else is. A claim about a table is also one about its partitions,
 * and a hazard that is no worse than another one that the same statement is claimed to have (the other end of a foreign key, the DEFAULT
 * partition) counts as told with it. Null where the server refuses the statement.
 */
export function judge(truth: Truth, claims: readonly Claim[]): Verdict | null {
  if (truth.kind === 'refused') return null;
  const hazards = hazardsIn(truth);
  const told = (claim: Claim): readonly Hazard[] => hazards.filter((hazard) => matches(hazard, claim, truth));
  const isMissed = (hazard: Hazard): boolean =>
    !claims.some(
      (claim) =>
        claim.statement === hazard.statement &&
        told(claim).some((other) => other === hazard || isNoWorse(hazard, claim, other)),
    );
  if (hazards.some(isMissed)) return 'miss';
  const wrong = claims.filter((claim) => told(claim).length === 0);
  if (wrong.length === 0) return 'right';
  const beside = wrong.every((claim) => hazards.some((hazard) => hazard.statement === claim.statement));
  return beside ? 'wrong-claim' : 'over-report';
}

/** The lock of a claim about a partitioned table is the one on that table: through it the partitions are used. */
function matches(hazard: Hazard, { statement, claims }: Claim, truth: Truth): boolean {
  const { relation, work, lock } = claims;
  if (truth.kind === 'refused' || statement !== hazard.statement || work === 'none' || lock === null) return false;
  if (!hazard.works.has(work)) return false;
  if (relation === null || relation === hazard.relation) return lock === hazard.lock || lock === hazard.taken;
  const onTop = truth.seen.find((seen) => seen.statement === statement)?.held.get(relation);
  return (truth.descendants.get(relation) ?? []).includes(hazard.relation) && lock === onTop;
}

function isNoWorse(hazard: Hazard, { claims }: Claim, told: Hazard): boolean {
  return (
    claims.work !== 'none' && atLeast(told.lock, hazard.lock) && noHeavierThan(heaviest(hazard.works), claims.work)
  );
}

/** For a tool that says yes or no. */
export function judgeYesNo(truth: Truth, says: boolean): Exclude<Verdict, 'wrong-claim'> | null {
  if (truth.kind === 'refused') return null;
  const hazardous = hazardsIn(truth).length > 0;
  if (hazardous === says) return 'right';
  return says ? 'over-report' : 'miss';
}
