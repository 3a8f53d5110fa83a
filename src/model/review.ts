// What is posted from a report: comments on lines, and one run's part of the summary that a set of runs shares.
import type { Finding, Severity, Verdict } from './finding.ts';

/** One inline comment on lines `startLine`..`line` of the new side of a pull request's diff. */
export interface ReviewComment {
  /** The finding's key; hosts use it to find their own comment again. */
  readonly key: string;
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  /** Markdown, without the last line. */
  readonly body: string;
  /** The last line, as inline Markdown: how the finding is known, from which server. Comments of several servers have one each. */
  readonly evidence: string;
  /** What ends the last line: where to read more. */
  readonly hint: string;
  /** Markdown for the summary, when the host can't put the comment on its lines: names the place, suggests nothing. */
  readonly unplaced: string;
}

/** What a host posts for one report. */
export interface Review {
  readonly comments: readonly ReviewComment[];
  /** Keys of all findings that still stand, with a comment or without. */
  readonly standing: readonly string[];
  readonly part: RunPart;
  readonly verdict: Verdict;
}

/** A part of a document: `open`, then as many of `items` as fit, then how many were left out, then `close`. */
export interface Section {
  readonly open: string;
  readonly items: readonly string[];
  /** Stands between two items. */
  readonly separator: string;
  readonly close: string;
  /** What the items are called when some are left out: "findings". */
  readonly noun: string;
  /** How many items were left out before. */
  readonly omitted?: number;
}

/** Identifies a run among those of other jobs, and orders the runs of one job. */
export interface RunIdentity {
  /** Workflow and job: `CI/lockgate`. The jobs of a matrix share it. */
  readonly job: string;
  readonly command: 'check' | 'lint';
  /** The commit under review: the pull request's head. */
  readonly commit: string;
  /** Workflow run and attempt; 0 when unknown. Later runs have larger numbers. */
  readonly run: number;
  readonly attempt: number;
}

/** A row of the findings table, as Markdown that is safe in a table cell. */
export interface PartFinding {
  /** The short digest of the finding's key. */
  readonly key: string;
  readonly severity: Severity;
  readonly rule: string;
  readonly where: string;
  readonly effect: string;
  readonly evidence: Finding['evidence'];
  /** The finding in full, when it has no comment on its lines. */
  readonly detail?: FindingDetail;
}

export interface FindingDetail {
  /** Why there is no comment; `all` when there is no diff to comment on. */
  readonly group: 'not-in-diff' | 'too-many' | 'refused' | 'all';
  /** Empty when there was no room to keep it. */
  readonly text: string;
  /** As of a comment. */
  readonly evidence: string;
  readonly hint: string;
}

/** What one run says about one commit. The runs of a matrix differ in their server. */
export interface RunPart extends RunIdentity {
  /** Equal for two runs that answer the same question: same job, command and server version. */
  readonly id: string;
  /** Plain Markdown: "PostgreSQL 18.4", "lint", "no server". */
  readonly label: string;
  /** True once a server has answered; a run that failed earlier can't say to which column it belongs. */
  readonly serverKnown: boolean;
  readonly outcome: 'pass' | 'warn' | 'block' | 'failed';
  /** Markdown that stands above the headline: without it the verdict misleads. */
  readonly preface: readonly string[];
  /** Markdown: the first reason of the verdict, or why the run failed; empty for a pass. */
  readonly reason: string;
  /** Markdown: what was read or run. */
  readonly ran: string;
  /** Worst first; without room, the last ones are left out. */
  readonly findings: readonly PartFinding[];
  /** How many findings stand, those that were left out included. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** Short digests of the keys of all findings that stand; `*` among them holds for any key. */
  readonly keys: readonly string[];
  /** Everything else the run reports, folded. */
  readonly sections: readonly Section[];
  /** The last line. */
  readonly footer: string;
}

/** What the summary comment of a pull request is made of. */
export interface SummaryState {
  /** Commits that were reviewed, the newest last. */
  readonly commits: readonly string[];
  readonly parts: readonly RunPart[];
  /** Ids (short digests) of parts that have not come back for several commits. */
  readonly retired: readonly string[];
}
