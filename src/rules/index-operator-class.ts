// A B-tree on a column whose queries it can't serve.
import { knownType } from './facts/columns.ts';
import { defineRule } from './rule.ts';

/** Types whose queries ask for something else than order or equality, and the method that answers it. */
const methods: Readonly<Record<string, string>> = {
  jsonb: 'gin',
  tsvector: 'gin',
  geometry: 'gist',
  geography: 'gist',
};

export const indexOperatorClass = defineRule({
  id: 'index-operator-class',
  category: 'correctness',
  severity: 'warning',
  title: 'A B-tree index is built on jsonb, text search or geometry, whose queries do not use it.',
  why: 'A B-tree answers comparisons of whole values. What is asked of jsonb (contains), tsvector (matches) and geometry (overlaps) is answered by GIN and GiST: this index is paid for by every write and used by none of these queries, and long values do not fit into it.',
  instead:
    'Use GIN for jsonb and tsvector, GiST for geometry and geography. For one key of a jsonb column, index the expression.',
  fineWhen: 'Queries really compare whole values.',
  preset: 'strict',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING',
    'https://www.postgresql.org/docs/current/textsearch-indexes.html',
    'https://www.postgresql.org/docs/current/indexes-types.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, details jsonb);',
    bad: 'CREATE INDEX CONCURRENTLY orders_details_idx ON orders (details);',
    good: 'CREATE INDEX CONCURRENTLY orders_details_idx ON orders USING gin (details);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index'],
  check(change, context) {
    // A unique one guarantees something, whether queries use it or not.
    if (change.method !== 'btree' || change.unique) return undefined;
    return change.columns.flatMap(({ column }) => {
      const type = column === undefined ? undefined : knownType(context, change.table, column);
      const method = type === undefined || type.array ? undefined : methods[type.name];
      if (method === undefined || type === undefined) return [];
      return {
        message: `A B-tree on ${column} of ${context.qualify(change.table)} does not serve the queries that the type ${type.name} is for.`,
        help: `Use ${method.toUpperCase()} (\`USING ${method}\`)${type.name === 'jsonb' ? ', or index the expression that queries compare' : ''}.`,
      };
    });
  },
});
