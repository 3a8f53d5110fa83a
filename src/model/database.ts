// The port to a PostgreSQL server: what prove and apply need of a connection, and no more.

export interface Row {
  readonly [column: string]: unknown;
}

/** A NOTICE, WARNING or DEBUG message of the server. `routine` is the C function that raised it. */
export interface ServerMessage {
  readonly severity: string;
  readonly message: string;
  readonly routine: string;
}

/** An error the server answered with; everything else a session throws means the connection is gone. */
export interface ServerError extends Error {
  readonly sqlstate: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** Offset (UTF-16) into the statement that was sent, when the server gave a position. */
  readonly offset: number | undefined;
}

/** One connection. Not for concurrent use: one call at a time. */
export interface Session {
  /** The backend's process id, as `pg_backend_pid()`. */
  readonly pid: number;
  /** The process id that the handshake named. Another one than `pid` means that a pooler is in between. */
  readonly handshakePid?: number | undefined;
  /** The pooler that the host's name belongs to. */
  readonly pooler?: string | undefined;
  /**
   * Runs one or more statements with the simple query protocol; returns the rows of the last one, unless they are to be `dropped` as they
   * come. A COPY … FROM STDIN gets `copyData`.
   */
  run(sql: string, rows?: 'dropped', copyData?: string): Promise<readonly Row[]>;
  /** Runs one parametrised statement with the extended protocol. */
  query(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
  /** Calls `listener` for each server message until the returned function is called. */
  onMessage(listener: (message: ServerMessage) => void): () => void;
  close(): Promise<void>;
}

export interface ConnectingAsMigrator {
  /** Of the connection: resetting the session goes back to them. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** Cuts the connection. */
  readonly signal?: AbortSignal | undefined;
}

/** What scripts need on a scratch server before the first of them runs. */
export interface Needs {
  readonly extensions: readonly NeededExtension[];
  readonly roles: readonly NeededRole[];
}

/** A role that scripts name and none of them creates. `owns`: as an owner, so that it needs the right to create what it shall own. */
export interface NeededRole {
  readonly name: string;
  readonly owns: boolean;
}

/** `version` and `schema` as the first CREATE EXTENSION says them. */
export interface NeededExtension {
  readonly name: string;
  readonly version?: string;
  readonly schema?: string;
}

/**
 * An extension that the administrator created before any script ran, and how CREATE EXTENSION is then answered:
 * - `movable`: the migrator owns it; it waits in a schema of Lockgate's and is moved to where the statement wants it;
 * - `sealed`: the administrator owns it and nobody else may call its functions; it can be created and dropped in name only;
 * - `preinstalled`: it came with template1.
 */
export interface ProvidedExtension {
  readonly name: string;
  readonly version: string;
  readonly use: 'movable' | 'sealed' | 'preinstalled';
  /** The one schema that its control file allows. */
  readonly schema?: string;
  readonly requires: readonly string[];
}

/** Why an extension that scripts create is not to be had: its files are missing, or it is not on the list of those that are safe to create. */
export interface MissingExtension {
  readonly name: string;
  readonly why: 'absent' | 'unlisted' | 'failed';
  readonly detail?: string;
}

export interface Provided {
  readonly extensions: readonly ProvidedExtension[];
  readonly missing: readonly MissingExtension[];
  /** Roles that were made for this run; they go with it. */
  readonly roles: readonly string[];
  /** Roles that are there but could do more than a plain role: they can't be given anything to own, nor set. */
  readonly unlentRoles: readonly string[];
  /** Predefined roles that the migrator may not grant here, though rds_superuser may. */
  readonly withheldRoles: readonly string[];
}

/** A database made for one run on a scratch server. Both roles are in it; it is dropped by `drop`. */
export interface ScratchDatabase {
  readonly name: string;
  readonly provided: Provided;
  /** As the role that mimics `rds_superuser` and owns the database: migrations run with this. */
  connectAsMigrator(how?: ConnectingAsMigrator): Promise<Session>;
  /** As the server's administrator: reads catalogs, ends backends. Never for a query that names anything outside of pg_catalog. */
  connectAsAdministrator(): Promise<Session>;
  /** A copy of this database as it is now; no session may be connected while it is made. */
  copy(): Promise<ScratchDatabase>;
  /** Cancels what a session of the migrator runs, or ends the session; also while it holds locks on the catalogues. */
  end(pid: number, how: 'cancel' | 'terminate'): Promise<void>;
  /** Drops it and what its scripts left on the server. A `Failure` when rights on the server have changed meanwhile. */
  drop(): Promise<void>;
}

/** A throw-away PostgreSQL. `origin` is shown to people: "service container at localhost:5432", "embedded PostgreSQL 18.4". */
export interface ScratchServer {
  readonly version: { readonly number: number; readonly version: string };
  readonly origin: string;
  createDatabase(needs?: Needs): Promise<ScratchDatabase>;
  /** False when it has crashed, was stopped or does not answer; asked after a connection was lost. */
  answers(): Promise<boolean>;
  /** Resolves, with a sentence on it, when the server fails by itself: it ended, crashed, or uses more of the disk than it may. */
  readonly failed: Promise<string>;
  /**
   * Drops what was made and, when the server is ours, stops it and removes its files; at once when `hurried`: whatever runs is ended, and it
   * takes 5 s at most. Answers with what is left all the same, after looking: sessions, prepared transactions, databases and roles.
   */
  stop(hurried?: 'hurried'): Promise<readonly string[]>;
}
