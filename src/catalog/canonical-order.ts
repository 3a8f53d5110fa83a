// One order for one set of objects: by name. What has an order of its own (columns, enum values, keys, parents) keeps it.

import type { Grant } from '../model/catalog.ts';
import type { ListedTable, ListedView, ObjectLists } from './assemble.ts';
import { signatureOf } from './difference.ts';
import { keyOf } from './objects.ts';

/** Two servers with the same schema have the same lists. */
export function inOrder(lists: ObjectLists): ObjectLists {
  return {
    schemas: sorted(lists.schemas, (name) => name),
    tables: sorted(lists.tables, keyOf).map(partsInOrder),
    views: sorted(lists.views, keyOf).map((view) => ({
      ...partsInOrder(view),
      reads: sorted(view.reads, (name) => name),
      uses: sorted(view.uses, (name) => name),
    })),
    sequences: sorted(lists.sequences, keyOf).map((sequence) => ({
      ...sequence,
      grants: sortedGrants(sequence.grants),
    })),
    types: sorted(lists.types, keyOf).map((type) =>
      type.kind === 'domain' ? { ...type, constraints: byName(type.constraints) } : type,
    ),
    routines: sorted(lists.routines, (routine) => `${keyOf(routine)}(${signatureOf(routine)})`),
    extensions: byName(lists.extensions),
    publications: byName(lists.publications).map((publication) => ({
      ...publication,
      tables: sorted(publication.tables, (name) => name),
    })),
  };
}

function partsInOrder<T extends ListedTable | ListedView>(relation: T): T {
  return {
    ...relation,
    constraints: byName(relation.constraints),
    indexes: byName(relation.indexes),
    triggers: byName(relation.triggers),
    policies: byName(relation.policies).map((policy) => ({ ...policy, roles: sorted(policy.roles, (name) => name) })),
    rules: byName(relation.rules),
    grants: sortedGrants(relation.grants),
    ...('parameters' in relation
      ? { parameters: Object.fromEntries(sorted(Object.entries(relation.parameters), ([name]) => name)) }
      : {}),
  };
}

function sortedGrants(grants: readonly Grant[]): readonly Grant[] {
  return sorted(
    grants.map((grant) => ({ ...grant, grantees: sorted(grant.grantees, (name) => name) })),
    ({ grantees, privileges }) => JSON.stringify([grantees, privileges]),
  );
}

function byName<T extends { readonly name: string }>(parts: readonly T[]): readonly T[] {
  return sorted(parts, ({ name }) => name);
}

/** By UTF-16 code units, which no locale changes. */
function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return items
    .map((item) => [key(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, item]) => item);
}
