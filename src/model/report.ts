// What a run says: the report (in memory), and what is posted from it.
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

/** One inline comment on lines `startLine`..`line` of the new side of a pull request's diff. */
export interface ReviewComment {
  /** The finding's key; hosts use it to find their own comment again. */
  readonly key: string;
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  /** Markdown, complete. */
  readonly body: string;
  /** Markdown for the summary, when the host can't put the comment on its lines: names the place, suggests nothing. */
  readonly unplaced: string;
}

/** What a host posts for one report. */
export interface Review {
  readonly comments: readonly ReviewComment[];
  /** Keys of all findings that still stand, with a comment or without; a host's own comment on any other key is settled. */
  readonly standing: readonly string[];
  /** Markdown of the one summary comment and of the job summary. */
  readonly summary: string;
  readonly verdict: Verdict;
}
