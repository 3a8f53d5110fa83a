// What a change makes or renames, by kind and name: for rules about names, owners and comments.
import type { Change, ChangeKind } from '../../model/change.ts';
import type { Constraint, Name } from '../../model/schema.ts';

export type MadeKind =
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
  | 'trigger'
  | 'policy'
  | 'primary-key'
  | 'foreign-key'
  | 'unique'
  | 'check'
  | 'exclusion';

export interface MadeObject {
  readonly kind: MadeKind;
  readonly name: string;
}

/** The names that a change gives; those that PostgreSQL makes up are not among them. Nothing for temporary relations. */
export function namesGiven(change: Change): readonly MadeObject[] {
  const one = (kind: MadeKind, name: string | undefined): readonly MadeObject[] =>
    name === undefined ? [] : [{ kind, name }];
  switch (change.kind) {
    case 'create-table':
      if (change.persistence === 'temporary') return [];
      return [
        ...one('table', change.table.name),
        ...change.columns.flatMap((column) => [
          ...one('column', column.name),
          ...column.constraints.flatMap(ofConstraint),
        ]),
        ...change.constraints.flatMap(ofConstraint),
      ];
    case 'add-column':
      return [...one('column', change.column.name), ...change.column.constraints.flatMap(ofConstraint)];
    case 'add-constraint':
      return ofConstraint(change.constraint);
    case 'create-index':
      return one('index', change.index);
    case 'create-trigger':
      return one('trigger', change.trigger);
    case 'create-policy':
      return one('policy', change.policy);
    case 'create-schema':
      return one('schema', change.schema);
    case 'rename':
      return renamed(change);
    default: {
      const relation = relationMade(change);
      return relation === undefined ? [] : one(relation.kind, relation.name.name);
    }
  }
}

/** Those that make a relation, type or function. */
export const makingKinds = [
  'create-table',
  'create-view',
  'create-materialized-view',
  'create-sequence',
  'create-type',
  'create-domain',
  'function',
] as const satisfies readonly ChangeKind[];

/** The relation, type or function that a change makes; nothing for temporary ones. */
export function relationMade(change: Change): { readonly kind: MadeKind; readonly name: Name } | undefined {
  switch (change.kind) {
    case 'create-table':
      return change.persistence === 'temporary' ? undefined : { kind: 'table', name: change.table };
    case 'create-view':
      return change.temporary ? undefined : { kind: 'view', name: change.view };
    case 'create-materialized-view':
      return { kind: 'materialized-view', name: change.view };
    case 'create-sequence':
      return change.temporary ? undefined : { kind: 'sequence', name: change.sequence };
    case 'create-type':
      return { kind: 'type', name: change.type };
    case 'create-domain':
      return { kind: 'domain', name: change.domain };
    case 'function':
      return { kind: 'function', name: change.function };
    default:
      return undefined;
  }
}

/** NOT NULL has a name of its own from 18 on, but nobody uses it. */
function ofConstraint({ name, type }: Constraint): readonly MadeObject[] {
  return name === undefined || type === 'not-null' ? [] : [{ kind: type, name }];
}

const kindsRenamed: ReadonlySet<string> = new Set([
  'table',
  'column',
  'view',
  'materialized-view',
  'index',
  'sequence',
  'schema',
  'type',
  'domain',
  'function',
  'trigger',
  'policy',
]);

function renamed(change: Extract<Change, { kind: 'rename' }>): readonly MadeObject[] {
  return kindsRenamed.has(change.object) ? [{ kind: change.object as MadeKind, name: change.to }] : [];
}
