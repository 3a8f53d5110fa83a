// The parts of a schema as SQL writes them: names, types, columns, constraints, kinds of objects, lock modes.
import type { Position } from './place.ts';

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

/** A function as it is called. */
export interface Call extends Name {
  /** What is passed, in order: the text of a literal; null for what only a run can tell. */
  readonly values: readonly (string | null)[];
}

/** An expression: its source text, the functions it calls, and whether it is only a literal (or a cast of one). */
export interface Expression {
  readonly text: string;
  readonly functions: readonly Call[];
  readonly constant: boolean;
}

export interface ForeignKeyTarget {
  readonly table: Name;
  readonly columns: readonly string[];
  readonly onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
  /** ON DELETE NO ACTION was written out, not left to be the default. */
  readonly saysNoAction?: true;
}

/** Two rows must not both answer true to all operators. */
export interface ExclusionElement {
  readonly column?: string;
  readonly expression?: Expression;
  /** As SQL writes it between two values: `&&`, or `OPERATOR(schema.=)`. */
  readonly operator: string;
}

/** A constraint, inline or of a table. `validated` is false for NOT VALID; `enforced` is false for NOT ENFORCED (18+). */
export type Constraint = {
  readonly name?: string;
  readonly columns: readonly string[];
  readonly validated: boolean;
  readonly enforced: boolean;
  readonly deferrable?: true;
  /** NO INHERIT: not of heirs. */
  readonly noInherit?: true;
  /** Checked when the transaction commits, unless SET CONSTRAINTS says otherwise. */
  readonly initiallyDeferred?: true;
} & (
  | { readonly type: 'check'; readonly expression: Expression }
  | { readonly type: 'foreign-key'; readonly references: ForeignKeyTarget }
  | {
      readonly type: 'primary-key' | 'unique';
      readonly usingIndex?: string;
      readonly nullsNotDistinct?: true;
      readonly withoutOverlaps?: true;
    }
  | {
      readonly type: 'exclusion';
      /** USING, where it is written: `btree` is the default. */
      readonly method?: string;
      readonly elements: readonly ExclusionElement[];
      readonly where?: Expression;
    }
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
  /** COLLATE, where it is written. */
  readonly collation?: Name;
  readonly constraints: readonly Constraint[];
  /** Where its type begins in the script. */
  readonly typeAt?: Position;
}

/** A key of an index. What is not written is the type's or the method's default, and absent. */
export interface IndexColumn {
  readonly column?: string;
  readonly expression?: Expression;
  /** What PostgreSQL calls the expression where it makes a name for the index; absent for `expr`. */
  readonly label?: string;
  readonly operatorClass?: string;
  readonly collation?: string;
  /** As in `desc nulls last`, without what is the default. */
  readonly order?: string;
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
