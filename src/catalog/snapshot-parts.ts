// The snapshot's format below tables: columns, constraints, indexes and the rest.
import * as v from 'valibot';
import type { Grant, Statistics } from '../model/catalog.ts';
import type { Expression, IndexColumn, TypeName } from '../model/schema.ts';
import type { ListedTable } from './assemble.ts';

/** A schema of values that are, once read, of a type of the model. */
type Of<T> = v.GenericSchema<unknown, T>;

export const strings = v.array(v.string());
export const named = v.array(v.strictObject({ name: v.string() }));

/** Bytes, rows, milliseconds. */
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

export const typeName = v.strictObject({
  schema: v.exactOptional(v.string()),
  name: v.string(),
  modifiers: v.array(v.number()),
  array: v.boolean(),
}) satisfies Of<TypeName>;

export const expression = v.strictObject({
  text: v.string(),
  functions: v.array(
    v.strictObject({ schema: v.exactOptional(v.string()), name: v.string(), values: v.array(v.nullable(v.string())) }),
  ),
  constant: v.boolean(),
}) satisfies Of<Expression>;

export const columns = v.array(
  v.strictObject({
    name: v.string(),
    type: v.nullable(typeName),
    notNull: v.boolean(),
    default: v.exactOptional(expression),
    generated: v.exactOptional(v.picklist(['stored', 'virtual'])),
    identity: v.boolean(),
    collation: v.exactOptional(v.strictObject({ schema: v.exactOptional(v.string()), name: v.string() })),
  }),
) satisfies Of<ListedTable['columns']>;

const constraint = {
  name: v.string(),
  columns: strings,
  validated: v.boolean(),
  enforced: v.boolean(),
  deferrable: v.exactOptional(v.literal(true)),
  noInherit: v.exactOptional(v.literal(true)),
  initiallyDeferred: v.exactOptional(v.literal(true)),
};

const references = v.strictObject({
  table: v.strictObject({ schema: v.exactOptional(v.string()), name: v.string() }),
  columns: strings,
  onDelete: v.picklist(['no action', 'restrict', 'cascade', 'set null', 'set default']),
  saysNoAction: v.exactOptional(v.literal(true)),
});

const element = v.strictObject({
  column: v.exactOptional(v.string()),
  expression: v.exactOptional(expression),
  operator: v.string(),
});

export const constraints = v.array(
  v.variant('type', [
    v.strictObject({ type: v.literal('check'), ...constraint, expression }),
    v.strictObject({ type: v.literal('foreign-key'), ...constraint, references }),
    v.strictObject({
      type: v.picklist(['primary-key', 'unique']),
      ...constraint,
      usingIndex: v.exactOptional(v.string()),
      nullsNotDistinct: v.exactOptional(v.literal(true)),
      withoutOverlaps: v.exactOptional(v.literal(true)),
    }),
    v.strictObject({
      type: v.literal('exclusion'),
      ...constraint,
      method: v.exactOptional(v.string()),
      elements: v.array(element),
      where: v.exactOptional(expression),
    }),
    v.strictObject({ type: v.literal('not-null'), ...constraint }),
  ]),
) satisfies Of<ListedTable['constraints']>;

const indexColumn = v.strictObject({
  column: v.exactOptional(v.string()),
  expression: v.exactOptional(expression),
  label: v.exactOptional(v.string()),
  operatorClass: v.exactOptional(v.string()),
  collation: v.exactOptional(v.string()),
  order: v.exactOptional(v.string()),
}) satisfies Of<IndexColumn>;

export const indexes = v.array(
  v.strictObject({
    name: v.string(),
    columns: v.array(indexColumn),
    where: v.exactOptional(expression),
    unique: v.boolean(),
    method: v.string(),
    include: strings,
    nullsNotDistinct: v.boolean(),
    ofConstraint: v.boolean(),
    valid: v.boolean(),
    tablespace: v.exactOptional(v.string()),
    partitionOf: v.exactOptional(v.string()),
    bytes: v.exactOptional(whole),
  }),
) satisfies Of<ListedTable['indexes']>;

export const triggers = v.array(
  v.strictObject({
    name: v.string(),
    timing: v.picklist(['before', 'after', 'instead of']),
    row: v.boolean(),
    function: v.string(),
    when: v.exactOptional(v.string()),
    enabled: v.boolean(),
  }),
) satisfies Of<ListedTable['triggers']>;

export const policies = v.array(
  v.strictObject({
    name: v.string(),
    command: v.picklist(['all', 'select', 'insert', 'update', 'delete']),
    permissive: v.boolean(),
    roles: strings,
    using: v.exactOptional(v.string()),
    withCheck: v.exactOptional(v.string()),
  }),
) satisfies Of<ListedTable['policies']>;

export const grants = v.array(
  v.strictObject({ privileges: v.union([v.literal('all'), strings]), grantees: strings }),
) satisfies Of<readonly Grant[]>;

export const statistics = v.strictObject({
  rows: v.nullable(whole),
  bytes: whole,
  indexBytes: whole,
  writesPerSecond: v.nullable(whole),
}) satisfies Of<Statistics>;
