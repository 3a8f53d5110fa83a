// Constraints that stay NOT VALID: the text says it, and so does the run. Only one of them is shown.
import type { Migration } from '../model/migration.ts';
import type { ProofRun } from '../model/trace.ts';
import { constraintLeftNotValid } from '../rules/constraint-left-not-valid.ts';
import type { LocatedFinding } from './finding.ts';
import type { Joined } from './measured.ts';

export interface Answered {
  readonly joined: Joined;
  readonly outcomes: readonly LocatedFinding[];
}

/**
 * What was read and is said by the run of the same constraint stays once, as measured. After a run to the end of the last migration the run is right: what it does
 * not say is withdrawn. A run that stopped says nothing about the end.
 */
export function answerLeftNotValid(
  joined: Joined,
  outcomes: readonly LocatedFinding[],
  migrations: readonly Migration[],
  run: ProofRun,
): Answered {
  if (run.roundTrips.length < migrations.length) return { joined, outcomes };
  const isAbout = ({ finding }: LocatedFinding): boolean => finding.rule === constraintLeftNotValid.id;
  const read = joined.findings.filter(isAbout);
  const said = new Set(outcomes.filter(isAbout).map(constraintOf));
  const gone = read.filter((item) => !said.has(constraintOf(item)));
  // Under another name: PostgreSQL chose it, and the text can't always tell.
  const renamed = gone.filter(({ statement }) =>
    outcomes.some((item) => isAbout(item) && item.statement === statement),
  );
  const wrong = gone.filter((item) => !renamed.includes(item));
  const readToo = new Set(read.map(constraintOf));
  const reason = `On PostgreSQL ${run.server.version} the constraint was valid, or gone, after the last migration.`;
  return {
    joined: {
      findings: joined.findings.flatMap((item) => {
        if (!isAbout(item)) return [item];
        return gone.includes(item) ? [] : [{ ...item, finding: { ...item.finding, evidence: 'measured' as const } }];
      }),
      refuted: [...joined.refuted, ...wrong.map((item) => ({ item, reason }))],
    },
    outcomes: outcomes.filter((item) => !isAbout(item) || !readToo.has(constraintOf(item))),
  };
}

function constraintOf({ about }: LocatedFinding): string {
  return JSON.stringify([about?.relation, about?.name]);
}
