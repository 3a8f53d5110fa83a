// A foreign key whose column has another type than the key it refers to.
import { storedType } from '../catalog/draft.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Column, Name, TypeName } from '../model/schema.ts';
import { knownType } from './facts/columns.ts';
import { constraintsIn, knownConstraints } from './facts/constraints.ts';
import { knownDomain } from './facts/domains.ts';
import { type ForeignKey, foreignKeysIn, foreignKeyWords } from './facts/foreign-keys.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const fkTypeMismatch = defineRule({
  id: 'fk-type-mismatch',
  category: 'correctness',
  severity: 'warning',
  title: 'A foreign key has another type than the key it refers to.',
  why: 'A smaller integer cannot hold the keys that the other table will reach: inserts fail on that day. Other pairs are cast at every check and join, which keeps indexes from being used, or are refused with error 42804.',
  instead: 'Give the column the type of the key.',
  fineWhen:
    'The types hold the same values and compare without a cast: text and varchar, or an integer that is wider than the key.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT',
  ],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;',
    good: 'ALTER TABLE orders ADD COLUMN customer bigint CONSTRAINT orders_customer_fk REFERENCES customers (id);',
  },
  on: ['create-table', 'add-column', 'add-constraint'],
  check(change, context) {
    return foreignKeysIn(change).flatMap(({ table, key }) => {
      const wanted = keyColumns(key, table, context);
      return key.columns.flatMap((column, i) => {
        const own = typeOf(context, table, column);
        const other = typeOf(context, key.references.table, wanted[i]);
        const why = own === undefined || other === undefined ? undefined : clash(own, other);
        if (own === undefined || other === undefined || why === undefined) return [];
        const parent = `${wanted[i]} of ${context.qualify(key.references.table)}`;
        return {
          message: `${foreignKeyWords(key, table, context)}: ${column} is ${sqlType(own)}, and ${parent} is ${sqlType(other)}${why}.`,
          help: `Give ${column} the type ${sqlType(other)}.`,
        };
      });
    });
  },
});

const integers = ['int2', 'int4', 'int8'];
const known = new Set([
  ...integers,
  'numeric',
  'float4',
  'float8',
  'text',
  'varchar',
  'bpchar',
  'uuid',
  'date',
  'timestamp',
  'timestamptz',
]);

/** What is wrong with the pair; undefined for one that is fine, or not known. Measured on 15 and 18. */
function clash(own: TypeName, other: TypeName): string | undefined {
  const isKnown = (type: TypeName): boolean => known.has(type.name) && type.schema === undefined && !type.array;
  if (own.name === other.name || !isKnown(own) || !isKnown(other)) return undefined;
  if (['text', 'varchar'].includes(own.name) && ['text', 'varchar'].includes(other.name)) return undefined;
  const [from, to] = [integers.indexOf(own.name), integers.indexOf(other.name)];
  if (from < 0 || to < 0) return ': the values have to be cast, or cannot be compared at all';
  return from > to ? undefined : ', which can grow beyond what the column holds';
}

/** Those that REFERENCES names, else the primary key's. */
function keyColumns({ references }: ForeignKey, table: Name, context: RuleContext): readonly string[] {
  if (references.columns.length > 0) return references.columns;
  const parent = references.table;
  const own = context.qualify(parent) === context.qualify(table) ? context.statement.changes : [];
  const made = own.flatMap((change) => constraintsIn(change, table));
  const past = knownConstraints(context, parent).map(({ constraint }) => constraint);
  return [...past, ...made].find(({ type }) => type === 'primary-key')?.columns ?? [];
}

/** By this statement, else by those before it; of a domain, the type under it. */
function typeOf(context: RuleContext, table: Name, name: string | undefined): TypeName | undefined {
  if (name === undefined) return undefined;
  const relation = context.qualify(table);
  const columns = context.statement.changes.flatMap((change): readonly Column[] => {
    if (change.kind !== 'create-table' && change.kind !== 'add-column') return [];
    if (context.qualify(change.table) !== relation) return [];
    return change.kind === 'create-table' ? change.columns : [change.column];
  });
  const made = columns.find((column) => column.name === name);
  // Changes of types run before constraints are added, wherever they stand in the statement.
  const changed = context.statement.changes.find(
    (change) =>
      change.kind === 'alter-column-type' && change.column === name && context.qualify(change.table) === relation,
  );
  const written = made?.type ?? (changed?.kind === 'alter-column-type' ? changed.type : undefined);
  const type = written === undefined ? knownType(context, table, name) : storedType(written);
  return type === undefined ? undefined : (knownDomain(context, type)?.base ?? type);
}
