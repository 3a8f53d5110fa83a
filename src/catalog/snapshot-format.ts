// The snapshot's format: what a file may hold, and the order of its keys. `docs/catalog.schema.json` is made of it.
import * as v from 'valibot';
import type { ObjectLists } from './assemble.ts';
import {
  columns,
  constraints,
  expression,
  grants,
  indexes,
  named,
  policies,
  statistics,
  strings,
  triggers,
  typeName,
} from './snapshot-parts.ts';

const inSchema = { schema: v.string(), name: v.string() };

const facilities = {
  columns,
  constraints,
  indexes,
  triggers,
  policies,
  rules: named,
  grants,
  statistics: v.exactOptional(statistics),
};

const table = v.strictObject({
  ...inSchema,
  kind: v.picklist(['table', 'foreign-table', 'relation']),
  complete: v.boolean(),
  columnsFrom: v.exactOptional(v.picklist(['query', 'type', 'unknown table', 'foreign server'])),
  persistence: v.picklist(['permanent', 'unlogged', 'temporary']),
  partitioning: v.exactOptional(v.strictObject({ key: v.nullable(strings) })),
  partitionOf: v.exactOptional(v.strictObject({ parent: v.string(), isDefault: v.boolean() })),
  inherits: strings,
  ofType: v.exactOptional(v.string()),
  rowSecurity: v.boolean(),
  forcedRowSecurity: v.boolean(),
  replicaIdentity: v.picklist(['default', 'nothing', 'full', 'index']),
  accessMethod: v.exactOptional(v.string()),
  tablespace: v.exactOptional(v.string()),
  clusteredOn: v.exactOptional(v.string()),
  parameters: v.record(v.string(), v.string()),
  ...facilities,
});

const view = v.strictObject({
  ...inSchema,
  kind: v.picklist(['view', 'materialized-view']),
  complete: v.boolean(),
  persistence: v.picklist(['permanent', 'temporary']),
  reads: strings,
  uses: strings,
  populated: v.boolean(),
  ...facilities,
});

const sequence = v.strictObject({
  ...inSchema,
  kind: v.literal('sequence'),
  persistence: v.picklist(['permanent', 'temporary']),
  type: v.string(),
  ownedBy: v.exactOptional(v.strictObject({ table: v.string(), column: v.string() })),
  grants,
});

const known = { ...inSchema, complete: v.boolean() };

const type = v.variant('kind', [
  v.strictObject({ ...known, kind: v.literal('enum'), labels: named }),
  v.strictObject({
    ...known,
    kind: v.literal('domain'),
    base: v.nullable(typeName),
    notNull: v.boolean(),
    default: v.exactOptional(expression),
    constraints,
  }),
  v.strictObject({ ...known, kind: v.picklist(['composite', 'range', 'base', 'unknown']) }),
]);

const routine = v.strictObject({
  ...inSchema,
  kind: v.picklist(['function', 'procedure']),
  parameters: v.array(
    v.strictObject({
      name: v.exactOptional(v.string()),
      type: typeName,
      default: v.exactOptional(expression),
      variadic: v.exactOptional(v.literal(true)),
    }),
  ),
  language: v.string(),
  volatility: v.picklist(['volatile', 'stable', 'immutable']),
  securityDefiner: v.boolean(),
  settings: strings,
  returnsTrigger: v.boolean(),
  strictWithUnused: v.exactOptional(v.literal(true)),
  body: v.string(),
});

const lists = {
  schemas: strings,
  extensions: v.array(v.strictObject({ name: v.string(), version: v.exactOptional(v.string()) })),
  types: v.array(type),
  tables: v.array(table),
  views: v.array(view),
  sequences: v.array(sequence),
  routines: v.array(routine),
  publications: v.array(v.strictObject({ name: v.string(), allTables: v.boolean(), tables: strings })),
} satisfies { readonly [K in keyof ObjectLists]: v.GenericSchema<unknown, ObjectLists[K]> };

/** Grows by one when a file of before can't be read as it is, or has to be read in another way. */
export const snapshotSchemaNumber = 1;

export const snapshotFormat = v.strictObject({
  lockgate: v.literal('catalog'),
  schema: v.literal(snapshotSchemaNumber),
  server: v.strictObject({ version: v.string() }),
  takenAt: v.pipe(v.string(), v.isoTimestamp()),
  database: v.string(),
  longestTransactionMs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  ...lists,
});
