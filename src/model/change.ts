// What a statement does to the schema or the data, as plain data. Rules read these, never a parser's tree.
import type { CodeChange } from './code.ts';
import type { Position } from './place.ts';
import type {
  Call,
  Column,
  Constraint,
  Expression,
  IndexColumn,
  LockMode,
  Name,
  ObjectType,
  TypeName,
} from './schema.ts';

/** `at` is where this change begins in the script: the sub-command of an ALTER TABLE where the grammar tells, else the statement. */
interface At {
  readonly at: Position;
  /** ALTER TABLE ONLY: partitions and heirs are left as they are. */
  readonly parentOnly?: true;
}

/** The forms of ALTER TABLE and their kin that touch one table. */
export type TableChange =
  | { kind: 'add-column'; table: Name; column: Column; ifNotExists: boolean }
  | { kind: 'drop-column'; table: Name; column: string; ifExists: boolean; cascade: boolean }
  | {
      kind: 'alter-column-type';
      table: Name;
      column: string;
      type: TypeName;
      /** COLLATE is written; which, is in `collationName`. */
      collation: boolean;
      collationName?: Name;
      using?: Expression;
      /** USING is the column itself under these casts, the innermost first; COLLATE is left out. Absent for any other expression. */
      usingCasts?: readonly TypeName[];
    }
  | { kind: 'set-default'; table: Name; column: string; default: Expression }
  | { kind: 'drop-default'; table: Name; column: string }
  | { kind: 'set-not-null'; table: Name; column: string }
  | { kind: 'drop-not-null'; table: Name; column: string }
  | { kind: 'set-expression'; table: Name; column: string }
  | { kind: 'drop-expression'; table: Name; column: string }
  | { kind: 'add-identity' | 'drop-identity' | 'alter-identity'; table: Name; column: string }
  | {
      kind: 'alter-column-setting';
      table: Name;
      column: string;
      setting: 'statistics' | 'storage' | 'compression' | 'options';
    }
  | { kind: 'add-constraint'; table: Name; constraint: Constraint }
  /** What the statement says. `enforced` (18+): a foreign key that becomes so is checked for all rows. */
  | {
      kind: 'alter-constraint';
      table: Name;
      name: string;
      enforced?: boolean;
      deferrable?: boolean;
      initiallyDeferred?: boolean;
      noInherit?: boolean;
    }
  | { kind: 'validate-constraint'; table: Name; name: string }
  | { kind: 'drop-constraint'; table: Name; name: string; ifExists: boolean; cascade: boolean }
  | { kind: 'attach-partition'; table: Name; partition: Name; isDefault: boolean }
  | { kind: 'detach-partition'; table: Name; partition: Name; concurrently: boolean; finalize: boolean }
  | { kind: 'inherit' | 'no-inherit'; table: Name; parent: Name }
  | { kind: 'set-logged'; table: Name; logged: boolean }
  | { kind: 'set-access-method'; table: Name; method: string }
  | { kind: 'set-tablespace'; table: Name; tablespace: string }
  | { kind: 'cluster-on'; table: Name; index?: string }
  | { kind: 'storage-parameters'; table: Name; parameters: Readonly<Record<string, string>>; reset: boolean }
  | { kind: 'replica-identity'; table: Name; identity: 'default' | 'nothing' | 'full' | 'index' }
  | { kind: 'row-security'; table: Name; action: 'enable' | 'disable' | 'force' | 'no-force' }
  | { kind: 'enable-trigger'; table: Name; trigger: string | 'ALL' | 'USER'; enabled: boolean }
  | { kind: 'enable-rule'; table: Name; rule: string; enabled: boolean };

/** `reads`: the tables a view stands on; `uses`: the names of columns in its query, of whichever table, `*` for all. Absent when there are none. */
interface Viewing {
  readonly reads?: readonly Name[];
  readonly uses?: readonly string[];
}

/** Statements that make, change or remove whole objects. */
export type ObjectChange =
  | {
      kind: 'create-table';
      table: Name;
      persistence: 'permanent' | 'temporary' | 'unlogged';
      ifNotExists: boolean;
      columns: readonly Column[];
      constraints: readonly Constraint[];
      partitionOf?: Name;
      /** PARTITION OF … DEFAULT. */
      defaultPartition?: true;
      partitioned: boolean;
      /** The columns of PARTITION BY; absent where an expression is among them. */
      partitionKey?: readonly string[];
      inherits: readonly Name[];
      likes: readonly Name[];
      /** What LIKE … INCLUDING says to copy besides columns and NOT NULL. */
      likesWith?: readonly ('constraints' | 'defaults' | 'generated' | 'identity' | 'indexes')[];
      /** OF: a composite type, whose attributes are its columns. */
      ofType?: Name;
      /** USING, where it is written. */
      accessMethod?: string;
      /** TABLESPACE, where it is written. */
      tablespace?: string;
      /** WITH (…), as ALTER TABLE … SET has them. */
      parameters?: Readonly<Record<string, string>>;
      /** CREATE TABLE AS / SELECT INTO; `withData` says whether the query runs, `reads` which tables it names. */
      fromQuery?: { readonly withData: boolean; readonly reads?: readonly Name[] };
    }
  | {
      kind: 'create-index';
      index?: string;
      table: Name;
      unique: boolean;
      concurrently: boolean;
      ifNotExists: boolean;
      /** ON ONLY: does not recurse to partitions. */
      only: boolean;
      method: string;
      columns: readonly IndexColumn[];
      /** Columns that are stored in it, but are no keys. */
      include?: readonly string[];
      nullsNotDistinct?: true;
      tablespace?: string;
      where?: Expression;
    }
  | { kind: 'attach-index'; index: Name; partitionIndex: Name }
  | {
      kind: 'drop';
      object: ObjectType;
      names: readonly Name[];
      ifExists: boolean;
      cascade: boolean;
      concurrently: boolean;
      on?: Name;
    }
  | {
      kind: 'reindex';
      target: 'index' | 'table' | 'schema' | 'database' | 'system';
      name?: Name;
      concurrently: boolean;
    }
  | { kind: 'rename'; object: ObjectType; name: Name; from?: string; to: string }
  | { kind: 'set-schema'; object: ObjectType; name: Name; schema: string }
  | { kind: 'set-owner'; object: ObjectType; name: Name; owner: string }
  | { kind: 'truncate'; tables: readonly Name[]; cascade: boolean; restartIdentity: boolean }
  | { kind: 'cluster'; table?: Name; index?: string }
  | { kind: 'vacuum'; full: boolean; tables: readonly Name[] }
  | { kind: 'analyze'; tables: readonly Name[] }
  | ({ kind: 'create-view'; view: Name; replace: boolean; temporary: boolean } & Viewing)
  | ({ kind: 'create-materialized-view'; view: Name; withData: boolean; ifNotExists: boolean } & Viewing)
  | { kind: 'refresh-materialized-view'; view: Name; concurrently: boolean; withData: boolean }
  | {
      kind: 'create-sequence';
      sequence: Name;
      type?: TypeName;
      temporary: boolean;
      ifNotExists?: true;
      ownedBy?: { readonly table: Name; readonly column: string } | null;
    }
  /** OWNED BY: null for NONE, absent where it is not written. */
  | { kind: 'alter-sequence'; sequence: Name; ownedBy?: { readonly table: Name; readonly column: string } | null }
  | { kind: 'create-schema'; schema: string; ifNotExists: boolean }
  | { kind: 'create-type'; type: Name; form: 'enum' | 'composite' | 'range' | 'base'; labels: readonly string[] }
  | {
      kind: 'add-enum-value';
      type: Name;
      value: string;
      ifNotExists: boolean;
      /** BEFORE or AFTER another label; else it comes last. */
      beside?: { readonly label: string; readonly after: boolean };
    }
  | { kind: 'alter-type'; type: Name }
  | { kind: 'create-domain'; domain: Name; type: TypeName; constraints: readonly Constraint[]; default?: Expression }
  | {
      kind: 'alter-domain';
      domain: Name;
      action:
        | 'add-constraint'
        | 'drop-constraint'
        | 'validate-constraint'
        | 'set-not-null'
        | 'drop-not-null'
        | 'set-default'
        | 'drop-default';
      validated: boolean;
      /** SET DEFAULT. */
      default?: Expression;
      /** Of the constraint, where it has one. */
      name?: string;
      /** ADD CONSTRAINT. */
      constraint?: Constraint;
    }
  | { kind: 'create-extension'; extension: string; version?: string; ifNotExists: boolean; schema?: string }
  /** ALTER EXTENSION … UPDATE; `version` where TO names one. */
  | { kind: 'alter-extension'; extension: string; version?: string }
  | {
      kind: 'create-trigger';
      trigger: string;
      table: Name;
      replace: boolean;
      timing: 'before' | 'after' | 'instead of';
      row: boolean;
      function: Name;
      when?: Expression;
    }
  | { kind: 'create-rule'; rule: string; table: Name; replace: boolean }
  /** `roles` is empty for PUBLIC. */
  | {
      kind: 'create-policy';
      policy: string;
      table: Name;
      command: 'all' | 'select' | 'insert' | 'update' | 'delete';
      permissive: boolean;
      roles: readonly string[];
      using?: Expression;
      withCheck?: Expression;
    }
  | { kind: 'alter-policy'; policy: string; table: Name }
  | { kind: 'create-statistics'; statistics: Name; tables: readonly Name[] }
  /** `attributes` that only a superuser may give, by their key word: `superuser`, `replication`, `bypassrls`. */
  | { kind: 'create-role' | 'alter-role' | 'drop-role'; roles: readonly string[]; attributes?: readonly string[] }
  | {
      kind: 'create-database' | 'alter-system' | 'create-tablespace' | 'drop-tablespace';
      name: string;
    }
  | { kind: 'drop-database'; name: string }
  /** `tables`: those of a publication; absent for all. */
  | { kind: 'create-other'; object: ObjectType; name: Name; tables?: readonly Name[] }
  /** What ALTER FUNCTION says, where it does. */
  | {
      kind: 'alter-other';
      object: ObjectType;
      name: Name;
      volatility?: 'volatile' | 'stable' | 'immutable';
      securityDefiner?: boolean;
      settings?: readonly string[];
    }
  /** `of`: the table of a column. */
  | { kind: 'comment'; object: ObjectType; name: Name; of?: Name }
  | {
      kind: 'grant';
      revoke: boolean;
      privileges: readonly string[] | 'all';
      object: ObjectType;
      names: readonly Name[];
      allInSchema: boolean;
      grantees: readonly string[];
      defaultPrivileges: boolean;
    };

/** `reads`: the tables that the statement's queries name, its own target apart; absent when there are none. */
interface Reading {
  readonly reads?: readonly Name[];
  /** Of the tables that every query compares with given values: each time it does. */
  readonly lookups?: readonly Lookup[];
}

/** A query of one table, whose condition gives values for some columns. */
export interface Lookup {
  readonly table: Name;
  readonly pins: readonly string[];
}

/** Which rows: `where` is false when all are meant; `pins` are columns that the condition compares with given values, absent when there are none. */
interface Rows {
  readonly where: boolean;
  readonly pins?: readonly string[];
}

/** Data and session. */
export type DataChange =
  | ({
      kind: 'insert';
      table: Name;
      columns: readonly string[] | null;
      /** `values`: VALUES, or a SELECT of no table for one row. */
      source: 'values' | 'query' | 'default';
    } & Reading)
  /** `columns`: those set as a whole, in the order written. */
  | ({ kind: 'update'; table: Name; columns: readonly string[] } & Rows & Reading)
  | ({ kind: 'delete'; table: Name } & Rows & Reading)
  | ({ kind: 'merge'; table: Name } & Reading)
  | { kind: 'copy'; table?: Name; direction: 'from' | 'to'; medium: 'stdio' | 'file' | 'program' }
  /** `resets`: the sequences, or tables of pg_get_serial_sequence(), that setval() is called for. */
  | ({ kind: 'select'; functions: readonly Call[]; locking: boolean; resets?: readonly Name[] } & Reading)
  | { kind: 'lock-table'; tables: readonly Name[]; mode: LockMode; nowait: boolean }
  | { kind: 'set'; name: string; value: string | null; local: boolean }
  | { kind: 'reset'; name: string | 'ALL' }
  /** `names`: absent for ALL. */
  | { kind: 'set-constraints'; deferred: boolean; names?: readonly string[] }
  | {
      kind: 'transaction';
      action: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback-to' | 'prepare';
    }
  | { kind: 'session'; what: string };

/** What was not understood is said, never silent. */
export type OpaqueChange = { kind: 'opaque'; reason: string };

type Frozen<T> = T extends unknown ? Readonly<T> & At : never;

export type Change = Frozen<TableChange | ObjectChange | CodeChange | DataChange | OpaqueChange>;
export type ChangeKind = Change['kind'];
/** The change(s) of one kind: `ChangeOf<'add-column'>`. */
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;
