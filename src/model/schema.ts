// The parts of a schema as SQL writes them: names, types, columns, constraints, kinds of objects, lock modes.

/** A name as it was written, unquoted and case-folded as PostgreSQL does; `schema` is absent when the script left it out. */
export interface Name {
  readonly schema?: string;
  readonly name: string;
}

/** A type as written: `name` in PostgreSQL's internal spelling (`int4`, `varchar`, `timestamptz`), modifiers in order. */
export interface TypeName {
  readonly schema?: string;
  readonly name: string;
  readonly modifiers: readonly number[];
  readonly array: boolean;
}

/** An expression: its source text, the functions it calls, and whether it is only a literal (or a cast of one). */
export interface Expression {
  readonly text: string;
  readonly functions: readonly Name[];
  readonly constant: boolean;
}

export interface ForeignKeyTarget {
  readonly table: Name;
  readonly columns: readonly string[];
  readonly onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
}

/** A constraint, inline or of a table. `validated` is false for NOT VALID; `enforced` is false for NOT ENFORCED (18+). */
export type Constraint = {
  readonly name?: string;
  readonly columns: readonly string[];
  readonly validated: boolean;
  readonly enforced: boolean;
} & (
  | { readonly type: 'check'; readonly expression: Expression }
  | { readonly type: 'foreign-key'; readonly references: ForeignKeyTarget }
  | { readonly type: 'primary-key' | 'unique'; readonly usingIndex?: string }
  | { readonly type: 'exclusion' }
  | { readonly type: 'not-null' }
);

export interface Column {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly default?: Expression;
  readonly generated?: 'stored' | 'virtual';
  readonly identity: boolean;
  /** `smallserial`, `serial`, `bigserial`: integer plus sequence plus default. */
  readonly serial: boolean;
  readonly constraints: readonly Constraint[];
}

export interface IndexColumn {
  readonly column?: string;
  readonly expression?: Expression;
}

export type ObjectType =
  | 'table'
  | 'column'
  | 'view'
  | 'materialized-view'
  | 'index'
  | 'sequence'
  | 'schema'
  | 'type'
  | 'domain'
  | 'function'
  | 'procedure'
  | 'aggregate'
  | 'operator'
  | 'trigger'
  | 'rule'
  | 'policy'
  | 'extension'
  | 'constraint'
  | 'enum-value'
  | 'attribute'
  | 'role'
  | 'database'
  | 'foreign-table'
  | 'publication'
  | 'subscription'
  | 'event-trigger'
  | 'other';

export type LockMode =
  | 'AccessShareLock'
  | 'RowShareLock'
  | 'RowExclusiveLock'
  | 'ShareUpdateExclusiveLock'
  | 'ShareLock'
  | 'ShareRowExclusiveLock'
  | 'ExclusiveLock'
  | 'AccessExclusiveLock';
