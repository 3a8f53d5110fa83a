// What a server says to the findings: one run of the whole history, joined with the findings of each migration judged alone.
import { fileURLToPath } from 'node:url';
import { startScratchServer } from '../src/database/scratch-server.ts';
import type { LocatedFinding } from '../src/lint/finding.ts';
import { joinMeasured } from '../src/lint/measured.ts';
import { runFindings } from '../src/lint/run-findings.ts';
import type { ScratchServer } from '../src/model/database.ts';
import type { Migration } from '../src/model/migration.ts';
import type { ProofRun, ScriptTrace } from '../src/model/trace.ts';
import { prove } from '../src/prove/prove.ts';
import type { Directory } from './migrations.ts';

/** Milliseconds. */
const statementLimit = 60_000;

/** Runs the up scripts only. A migration that this server refuses is named on stderr, and everything runs again without it. */
export async function runHistory(directory: Directory, major: number): Promise<ProofRun> {
  const from = [fileURLToPath(new URL('..', import.meta.url))];
  const server = await startScratchServer({ path: process.env.PATH, from, major });
  try {
    return await runWithoutRefused(server, directory);
  } finally {
    await server.stop();
  }
}

async function runWithoutRefused(server: ScratchServer, { layout, migrations }: Directory): Promise<ProofRun> {
  let pending = migrations.map(({ down: _, ...migration }): Migration => migration);
  for (;;) {
    const run = await prove(server, { baseline: [], pending, history: layout.history('public'), statementLimit });
    const refused = runFindings(pending, run).find(({ finding }) => finding.severity === 'error');
    if (refused === undefined) return run;
    console.error(`${refused.finding.place.path}:${refused.finding.place.line} ${refused.finding.message}`);
    pending = pending.filter(({ id }) => id !== refused.migration);
  }
}

/** What became of a finding: `nothing` where it claims no lock and no work, or the statement was not run. */
export type Fate = 'confirmed' | 'refuted' | 'unseen' | 'nothing';

export interface Judged {
  readonly fate: Fate;
  readonly item: LocatedFinding;
}

/** Findings of one migration with their fates; `unseen` are the server's own, which no rule read. */
export function judged(
  found: readonly LocatedFinding[],
  migration: Migration,
  run: ProofRun,
  views: ReadonlySet<string>,
): readonly Judged[] {
  const traces = run.traces
    .filter((trace) => trace.migration === migration.id)
    .map((trace) => withAllLive(trace, views));
  const { findings, refuted } = joinMeasured(found, [migration], { ...run, traces });
  const read = new Set(found.map(({ finding }) => finding.key));
  return [
    ...refuted.map(({ item }): Judged => ({ fate: 'refuted', item })),
    ...findings.map((item): Judged => {
      if (item.finding.evidence === 'read') return { fate: 'nothing', item };
      return { fate: read.has(item.finding.key) ? 'confirmed' : 'unseen', item };
    }),
  ];
}

/** Whatever was there before the migration is in use; but nobody writes to a materialized view. */
function withAllLive(trace: ScriptTrace, views: ReadonlySet<string>): ScriptTrace {
  const statements = trace.statements.map((statement) => {
    const waitedFor = statement.held.filter(
      ({ relation, mode }) => mode === 'AccessExclusiveLock' || !views.has(relation),
    );
    return { ...statement, live: waitedFor.map(({ relation }) => relation) };
  });
  return { ...trace, statements };
}

/** All that were ever made; one without a schema is taken to be in public. */
export function materializedViews(migrations: readonly Migration[]): ReadonlySet<string> {
  const changes = migrations.flatMap(({ up }) => up.statements.flatMap((statement) => statement.changes));
  const names = changes.flatMap((change) => (change.kind === 'create-materialized-view' ? [change.view] : []));
  return new Set(names.map(({ schema = 'public', name }) => `${schema}.${name}`));
}
