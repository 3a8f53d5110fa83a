// Migrations, their scripts and statements, as every layout produces them.
import type { Change } from './change.ts';
import type { Place, Span } from './place.ts';

export type LayoutName = 'flyway' | 'diesel' | 'golang-migrate' | 'plain';
export type Direction = 'up' | 'down';

/** A file as it was read: from the working tree or from a git revision. `path` is relative to the repository root. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** All files below a directory, in order of path. */
export interface SourceTree {
  readonly files: readonly SourceFile[];
  /** Paths of symbolic links, which are never followed: in a pull request they may point anywhere on the runner. */
  readonly links: readonly string[];
}

/**
 * How the team's own runner executes a script:
 * - `wrapped`: in a transaction the runner opens, together with its history row;
 * - `none`: statement by statement, each committing by itself;
 * - `own`: the whole file in one simple query. PostgreSQL makes that one implicit transaction unless the file holds its
 *   own BEGIN and COMMIT (manual, 54.2.2.1 "Multiple Statements in a Simple Query").
 */
export type TransactionMode = 'wrapped' | 'none' | 'own';

/**
 * `-- lockgate: ignore <rule> [until <date>] -- <reason>` on the lines before a statement, or `ignore-file` for the whole script.
 * `until` is the last day it holds, as `2027-01-31`; null = for ever.
 */
export interface Ignore {
  readonly rule: string;
  readonly reason: string;
  readonly until: string | null;
  readonly scope: 'statement' | 'file';
  readonly span: Span;
  /** What stands behind `lockgate:`, when that is no ignore that can be read: then it has no rule. */
  readonly unreadable?: string;
}

/** One SQL statement. `text` is the exact source without leading comments and without the closing `;`. */
export interface Statement {
  readonly index: number;
  readonly text: string;
  readonly span: Span;
  readonly changes: readonly Change[];
  readonly ignores: readonly Ignore[];
  /** Of a COPY … FROM STDIN: the lines behind it, as they are sent to the server. */
  readonly copyData?: string;
  /** The code whose body the statement stands in, as in "DO block" or "function app.fill"; absent for a statement of the script itself. */
  readonly within?: string;
}

/** Something in a file that keeps it from being read as SQL, or from being run by the team's tool. */
export interface Problem {
  readonly rule:
    | 'syntax-error'
    | 'unreadable-file'
    | 'psql-meta-command'
    | 'misnamed-file'
    | 'version-duplicate'
    | 'unsupported-setting'
    | 'carried-setting'
    /** The team's tool does something with the file that Lockgate does not: reported in the base's files too. */
    | 'unsupported-feature';
  readonly message: string;
  readonly help: string;
  readonly place: Place;
  /** What brought it about, where that is known: a placeholder in each statement is one cause. */
  readonly cause?: string;
}

/** The SQL of one direction of a migration. */
export interface Script {
  readonly path: string;
  readonly text: string;
  readonly transaction: TransactionMode;
  readonly statements: readonly Statement[];
  /** Ignores of the whole script. */
  readonly fileIgnores: readonly Ignore[];
  /** Ignores that stand before no statement (at the end of the file); a finding each. */
  readonly strayIgnores: readonly Ignore[];
  readonly problems: readonly Problem[];
}

/**
 * One unit of a team's history. `id` is unique in its layout and stays the same when a file is only moved;
 * `checksum` is what the team's tool would store (null where it stores none); `digest` is `sha256:<hex>` over all bytes that
 * decide what runs (scripts and their configuration files), the identity used by proofs.
 */
export interface Migration {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly layout: LayoutName;
  readonly path: string;
  /** What the tool's history calls the file, where it records that (Flyway: relative to the migrations directory). */
  readonly recordedPath?: string;
  readonly kind: 'versioned' | 'repeatable' | 'baseline';
  readonly up: Script;
  readonly down?: Script;
  readonly checksum: string | null;
  readonly digest: string;
}
