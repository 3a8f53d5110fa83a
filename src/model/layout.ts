// The contract of a layout: how one migration tool's directory is read and how its history is kept. Pure: SQL and data.
import type { Row } from './database.ts';
import type { LayoutName, Migration, Problem, SourceFile } from './migration.ts';

export interface LayoutReading {
  /** In the order the tool would run them on an empty database. */
  readonly migrations: readonly Migration[];
  /** Files that look like migrations and that the tool would skip or refuse. */
  readonly problems: readonly Problem[];
  /** Those that a baseline migration stands for on an empty database, in order: a database that has a history runs them, and never the baseline. */
  readonly superseded?: readonly Migration[];
  /** What the tool's own settings say about its history. */
  readonly historyAt?: HistoryPlace;
}

/** Settings of the tool that are in no file. */
export interface OutsideSettings {
  readonly historyAt?: HistoryPlace;
  /** Why what the tool would run is not what Lockgate would; one sentence each. */
  readonly refused: readonly string[];
}

/** SQL with parameters, for the extended protocol. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A migration as the history table knows it. */
export interface AppliedMigration {
  /** Matches Migration.id when the file still exists. */
  readonly id: string;
  readonly version: string;
  /** Null where the tool keeps none. */
  readonly checksum: string | null;
  /** False for a row that the tool treats as failed or dirty. */
  readonly succeeded: boolean;
  /** What the tool's own validation says of the row, where it says more than a comparison of ids and checksums. `accepted`: it needs no file. */
  readonly validation?: 'accepted' | HistoryRefusal;
}

/** Why the tool refuses to go on with a row of its history. */
export interface HistoryRefusal {
  readonly message: string;
  readonly help: string;
}

/** Where a history is kept, as far as settings say so; what is absent is the tool's default. */
export interface HistoryPlace {
  /** The name of the history table, without a schema. */
  readonly table?: string;
  /** The history table's own schema, where it is not the default schema. */
  readonly tableSchema?: string;
  /** The default schema: the first of the search_path of every session. */
  readonly schema?: string;
  /** All schemas that the tool manages, the default schema among them; missing ones are made before the history. */
  readonly schemas?: readonly string[];
}

export interface History {
  /** Schema-qualified name of the history table, quoted where needed. */
  readonly table: string;
  /** Statements that make the table exactly as the tool does; run only when it is missing. */
  readonly create: readonly string[];
  /** Columns by which a history of this tool is recognised under another name or in another schema. */
  readonly columns: readonly string[];
  /** After schemas were made for the history, where the tool records that. */
  recordSchemas?(schemas: readonly string[]): readonly Query[];
  /** Reads all rows; `parse` turns them into applied migrations, in the order they were applied. */
  readonly read: string;
  parse(rows: readonly Row[], migrations: readonly Migration[]): readonly AppliedMigration[];
  /** Before a migration that runs outside a transaction, where the tool marks the start (golang-migrate's `dirty`). */
  recordStart(migration: Migration): readonly Query[];
  /** After a migration; in the migration's own transaction when it has one. */
  recordDone(migration: Migration, done: { readonly ms: number }): readonly Query[];
  /** After a failure that left something behind, where the tool records that; else empty. */
  recordFailed(migration: Migration, failed: { readonly ms: number }): readonly Query[];
  /** Before a migration that failed half-way is taken up again: removes what recordFailed left, where recordDone does not replace it. */
  recordResumed?(migration: Migration): readonly Query[];
  /**
   * Reads the row by which the tool refuses to continue beside a half-done migration (a failed row, `dirty`), as one text in the
   * column `mark` that no other row would give; null when there is none. Absent where the tool keeps no such row.
   */
  mark?(migration: Migration): Query;
  /** In an empty history: all of `covered`, up to `version`, count as applied without having run. */
  recordBaseline(covered: readonly Migration[], version: string): readonly Query[];
  /** After a down script; `previous` is the migration that is then the newest, if any. */
  recordUndone(migration: Migration, previous: Migration | undefined): readonly Query[];
  /** Session-level advisory lock keys (bigint as decimal text) that the tool itself would take. */
  lockKeys(database: string): readonly string[];
}

export interface TextFile {
  /** Relative to the repository root. */
  readonly path: string;
  readonly text: string;
}

/** A migration that is yet to be written. */
export interface NewMigration {
  /** Of letters, digits and `_`. */
  readonly name: string;
  /** What it is for: a comment at its top. */
  readonly purpose: string;
  /** One statement when it runs outside a transaction. */
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly transaction: 'wrapped' | 'none';
}

/** How a layout names and writes new migrations. */
export interface Authoring {
  /** The files of each, right behind `after` and before the one of `all` that follows it; undefined where there is no room between their versions. */
  write(
    steps: readonly NewMigration[],
    after: Migration,
    all: readonly Migration[],
  ): readonly (readonly TextFile[])[] | undefined;
  /** What has to stand beside a migration's script so that `statement`, alone in it, runs outside a transaction. */
  outsideTransaction(migration: Migration, statement: string): readonly TextFile[];
}

/** A file beside the migrations directory (in it or in a directory above) that shows which tool is used. */
export interface NeighbourMark {
  /** Relative to any directory from the migrations directory up to the repository's root; a pattern is compared with the names of files there. */
  readonly name: string | RegExp;
  /** What its text holds; absent where the name is enough. */
  readonly holds?: RegExp;
  /** The file shows a library that is often used without its migrations: another tool's mark in the same directory outweighs it. */
  readonly weak?: true;
}

export interface Layout {
  readonly name: LayoutName;
  /** 0 = not this layout; larger = surer. Gets paths relative to the migrations directory. */
  recognise(paths: readonly string[]): number;
  /** Files beside the directory that only a user of this tool has. */
  readonly marks?: readonly NeighbourMark[];
  /** Other tools whose files have the same names, so that names alone do not tell which one it is; absent = there is none that is common. */
  readonly lookalikes?: string;
  /** Names of files that the tool reads beside its migrations, such as `flyway.conf` or `conf/flyway.conf`: relative to any directory from the migrations directory up to the repository's root. */
  readonly neighbours?: readonly string[];
  /** Directories elsewhere in the repository that hold migrations of the tool as well, as code; their files are among the `neighbours` of `read`. */
  companions?(root: string): readonly string[];
  /** `root` is the migrations directory relative to the repository; all `files` lie below it. `neighbours`: those of the names above that are there, the nearest directory first. */
  read(files: readonly SourceFile[], root: string, neighbours?: readonly SourceFile[]): LayoutReading;
  /** What the tool does with a pending version lower than the newest applied one. */
  readonly lateVersion: 'runs' | 'refused' | 'skipped';
  /** True where the tool compares a migration's name with the one in its history, and stops when they differ. */
  readonly keepsNames?: true;
  /** Orders versions where they may be in the history without a file; absent where the order of the files says all. */
  compareVersions?(a: string, b: string): number;
  /** True where all scripts of a run share a session, and what one sets holds in the next. Else the tool restores it. */
  readonly carriesSession?: boolean;
  /** The history table in `schema`; `table` is its name where settings give another one than the tool's default. */
  history(schema: string, table?: string): History;
  /** Whether the tool can be given another name for its table. */
  readonly namesTable?: boolean;
  /** Whether its history can say "nothing is applied yet, and what is there is not ours" (a baseline of version 0). */
  readonly baselineZero?: boolean;
  /** What the tool reads of its history, or refuses, from environment variables (`FLYWAY_TABLE`). */
  readVariables?(variables: Readonly<Record<string, string | undefined>>, root: string): OutsideSettings;
  /** What the tool reads from parameters of the database URL (`x-migrations-table`). */
  readParameters?(parameters: Readonly<Record<string, string>>): OutsideSettings;
  /** Absent where the order of files is not the layout's. */
  readonly authoring?: Authoring;
}
