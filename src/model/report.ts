// What a run says: the report (in memory).
import type { Finding, Verdict, Withdrawn } from './finding.ts';
import type { LayoutName, Migration } from './migration.ts';
import type { RoundTrip, ScriptTrace } from './trace.ts';

/** A migration of the run; `new` is false for the baseline. */
export interface ReportedMigration {
  readonly migration: Migration;
  readonly new: boolean;
}

/** What kept `check` from proving: no server, or a base that does not apply. */
export interface Incomplete {
  readonly message: string;
  readonly help: string | null;
  readonly path: string | null;
  readonly line: number | null;
}

/** Everything one `lint` or `check` found. `src/reports/json.ts` writes it as the JSON contract (`schema: 1`). */
export interface Report {
  readonly tool: { readonly name: 'lockgate'; readonly version: string };
  readonly command: 'lint' | 'check';
  readonly layout: LayoutName;
  /** Null when nothing ran on a server. */
  readonly server: { readonly version: string } | null;
  readonly migrations: readonly ReportedMigration[];
  readonly findings: readonly Finding[];
  readonly withdrawn: readonly Withdrawn[];
  readonly traces: readonly ScriptTrace[];
  readonly roundTrips: readonly RoundTrip[];
  readonly verdict: Verdict;
  /** Why nothing was proved, where `check` could not do its job: what stands here then is what reading found, and the verdict blocks. */
  readonly incomplete?: Incomplete;
  /** Things a reader should know that are no finding: a server of another major version, a history that was skipped. */
  readonly notes: readonly string[];
  /** What a reader must know before the verdict, at the top of every output: nothing was compared, the change edits the policy. */
  readonly preface: readonly string[];
}
