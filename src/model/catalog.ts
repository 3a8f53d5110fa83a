// The schema at a moment, as plain data, in the words of PostgreSQL's catalogs. Where it comes from - folded from changes, read from a server,
// loaded from a snapshot - shows nowhere in it.
import type { Parameter } from './code.ts';
import type { Constraint, Expression, IndexColumn, Name, TypeName } from './schema.ts';

/** A map that never changes: `with` and `without` give another one. */
export interface Dictionary<Value> {
  readonly size: number;
  get(key: string): Value | undefined;
  has(key: string): boolean;
  /** `owner`: whoever made this one, and has shown it to nobody yet, may have it changed in place. */
  with(key: string, value: Value, owner?: object): Dictionary<Value>;
  without(key: string, owner?: object): Dictionary<Value>;
  /** In the order in which the keys came first. */
  entries(): IterableIterator<readonly [string, Value]>;
  values(): IterableIterator<Value>;
}

/**
 * Keys are full names, as `qualifiedName` spells them, but for schemas, extensions and publications, which have plain ones. No value changes: a
 * catalogue that somebody keeps stays as it is, and going back to it is ROLLBACK.
 */
export interface Catalog {
  readonly schemas: Dictionary<Schema>;
  /** What has a row in pg_class, composite types apart. */
  readonly relations: Dictionary<Relation>;
  /** Enums, domains, composite types and the like; the row types of tables are none. */
  readonly types: Dictionary<UserType>;
  /** Functions and procedures by name: those of one name differ in their arguments. */
  readonly routines: Dictionary<readonly Routine[]>;
  readonly extensions: Dictionary<Extension>;
  readonly publications: Dictionary<Publication>;
  /** For a table or a type: the relations (and domains) that name it - in a column's type, a foreign key, a view's query, as a parent. */
  readonly dependents: Dictionary<readonly string[]>;
  /** Higher than any id in it. What was made since a catalogue was kept has an id that is not below that one's `nextId`. */
  readonly nextId: number;
}

/** Ids grow in the order in which things are made; they mean nothing outside of one catalogue and those that were folded from it. */
interface Made {
  readonly id: number;
}

/** `complete`: false where no migration made it, and only what others said of it is known. */
interface Known {
  readonly complete: boolean;
}

export interface Schema extends Made {
  readonly name: string;
}

interface InSchema extends Made {
  readonly schema: string;
  readonly name: string;
}

/** One GRANT; `grantees` has `public` for PUBLIC. */
export interface Grant {
  readonly privileges: readonly string[] | 'all';
  readonly grantees: readonly string[];
}

export type Relation = Table | View | Index | Sequence;

/** `relation`: a statement named it, and it may be a table or a view. */
export interface Table extends InSchema, Known, Facilities {
  readonly kind: 'table' | 'foreign-table' | 'relation';
  /** Its columns are those of a query, of a type, of a table that no migration made, or of a foreign table: they are not listed, or not all. */
  readonly columnsFrom?: 'query' | 'type' | 'unknown table' | 'foreign server';
  readonly persistence: 'permanent' | 'unlogged' | 'temporary';
  readonly partitioning?: Partitioning;
  readonly partitionOf?: PartitionOf;
  /** Full names of the tables it inherits from, in order; the table that it is a partition of is none. */
  readonly inherits: readonly string[];
  /** OF: the full name of the composite type. */
  readonly ofType?: string;
  readonly rowSecurity: boolean;
  readonly forcedRowSecurity: boolean;
  readonly replicaIdentity: 'default' | 'nothing' | 'full' | 'index';
  /** Where they are not the default ones. */
  readonly accessMethod?: string;
  readonly tablespace?: string;
  /** The index that CLUSTER goes by. */
  readonly clusteredOn?: string;
  /** Storage parameters, as ALTER TABLE … SET has them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly statistics?: Statistics;
}

/** A view or a materialized view. */
export interface View extends InSchema, Known, Facilities {
  readonly kind: 'view' | 'materialized-view';
  readonly persistence: 'permanent' | 'temporary';
  /** Full names of what its query reads. */
  readonly reads: readonly string[];
  /** Names of the columns in its query, of whichever table; `*` for all. */
  readonly uses: readonly string[];
  /** False for a materialized view that was made or refreshed WITH NO DATA. */
  readonly populated: boolean;
  readonly statistics?: Statistics;
}

/** What hangs on a table or a view. */
export interface Facilities {
  readonly columns: readonly TableColumn[];
  readonly constraints: readonly TableConstraint[];
  readonly indexes: readonly TableIndex[];
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly rules: readonly Rule[];
  readonly grants: readonly Grant[];
}

export interface Partitioning {
  /** Null where an expression is among the keys. */
  readonly key: readonly string[] | null;
}

export interface PartitionOf {
  readonly parent: string;
  readonly isDefault: boolean;
}

export interface TableColumn extends Made {
  readonly name: string;
  /** Null where the column's making is not among the migrations. */
  readonly type: TypeName | null;
  readonly notNull: boolean;
  /** Of no NULL: that is none. A serial column has one. */
  readonly default?: Expression;
  readonly generated?: 'stored' | 'virtual';
  readonly identity: boolean;
  /** COLLATE, where it is not the type's. */
  readonly collation?: Name;
}

/** `validated` is as it is by now. The tables and columns in it go by the names that they have now. */
export type TableConstraint = Constraint & Made & { readonly name: string };

export interface TableIndex extends Made {
  readonly name: string;
  readonly columns: readonly IndexColumn[];
  readonly where?: Expression;
  readonly unique: boolean;
  readonly method: string;
  readonly include: readonly string[];
  readonly nullsNotDistinct: boolean;
  /** That of a PRIMARY KEY, UNIQUE or EXCLUDE constraint, which has its name. */
  readonly ofConstraint: boolean;
  /** False after CREATE INDEX CONCURRENTLY has failed, and for one ON ONLY a partitioned table whose partitions lack theirs. */
  readonly valid: boolean;
  readonly tablespace?: string;
  /** Full name of the partitioned table's index that it is a part of. */
  readonly partitionOf?: string;
  /** Bytes on the disk. */
  readonly bytes?: number;
}

export interface Trigger extends Made {
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly row: boolean;
  /** Full name. */
  readonly function: string;
  /** The condition of WHEN, where it is known. */
  readonly when?: string;
  readonly enabled: boolean;
}

export interface Policy extends Made {
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  readonly permissive: boolean;
  /** Empty for PUBLIC. */
  readonly roles: readonly string[];
  readonly using?: string;
  readonly withCheck?: string;
}

export interface Rule extends Made {
  readonly name: string;
}

/** The name of an index among the relations; what it is made of stands with its table. */
export interface Index extends InSchema {
  readonly kind: 'index';
  /** Full name of the table or materialized view. */
  readonly table: string;
}

export interface Sequence extends InSchema {
  readonly kind: 'sequence';
  readonly persistence: 'permanent' | 'temporary';
  /** `int8` unless another was written. */
  readonly type: string;
  /** Goes with it. */
  readonly ownedBy?: { readonly table: string; readonly column: string };
  readonly grants: readonly Grant[];
}

export type UserType = InSchema &
  Known &
  (
    | { readonly kind: 'enum'; readonly labels: readonly EnumLabel[] }
    | {
        readonly kind: 'domain';
        readonly base: TypeName | null;
        readonly notNull: boolean;
        readonly default?: Expression;
        readonly constraints: readonly TableConstraint[];
      }
    | { readonly kind: 'composite' | 'range' | 'base' | 'unknown' }
  );

export interface EnumLabel extends Made {
  readonly name: string;
}

export interface Routine extends InSchema {
  readonly kind: 'function' | 'procedure';
  /** Those that a call passes values for, in order; OUT and TABLE columns are none. */
  readonly parameters: readonly Parameter[];
  readonly language: string;
  readonly volatility: 'volatile' | 'stable' | 'immutable';
  readonly securityDefiner: boolean;
  /** Names of the settings that it brings with SET. */
  readonly settings: readonly string[];
  /** Only triggers can call it. */
  readonly returnsTrigger: boolean;
  /** STRICT, with a body that does not name one of its arguments: never inlined. */
  readonly strictWithUnused?: true;
  readonly body: string;
}

export interface Extension extends Made {
  readonly name: string;
  readonly version?: string;
}

export interface Publication extends Made {
  readonly name: string;
  readonly allTables: boolean;
  /** Full names. */
  readonly tables: readonly string[];
}

/** What a server has counted. Whole numbers. */
export interface Statistics {
  /** As ANALYZE or autovacuum has estimated it; null when neither has run yet. */
  readonly rows: number | null;
  /** Of the table with its TOAST table; indexes apart. */
  readonly bytes: number;
  readonly indexBytes: number;
  /** Rows inserted, updated and deleted for each second since the counters were reset; null when they were just now. */
  readonly writesPerSecond: number | null;
}
