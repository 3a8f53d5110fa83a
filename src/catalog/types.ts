// Enums, domains and other types.

import type { TableConstraint, UserType } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import type { Constraint } from '../model/schema.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { freeName, madeName } from '../sql/sql-names.ts';
import { isNull } from './columns.ts';
import { notNull } from './constraints.ts';
import { type Draft, keyOfNew, newId, putType, resolved, resolveType } from './draft.ts';

export function createType(draft: Draft, { type, form, labels }: ChangeOf<'create-type'>): void {
  const key = keyOfNew(type, draft);
  if (draft.catalog.types.has(key) && draft.conditional) return;
  const base = { id: newId(draft), ...partsOf(key), complete: true };
  putType(
    draft,
    form === 'enum'
      ? { ...base, kind: 'enum', labels: labels.map((name) => ({ id: newId(draft), name })) }
      : { ...base, kind: form },
  );
}

export function addLabel(draft: Draft, { type, value, beside }: ChangeOf<'add-enum-value'>): void {
  const key = resolved(draft, type);
  const known = draft.catalog.types.get(key) ?? unknownType(draft, key);
  const labels = known.kind === 'enum' ? known.labels : [];
  if (labels.some(({ name }) => name === value)) return;
  const { id, schema, name, complete } = known;
  const neighbour = labels.findIndex(({ name: other }) => other === beside?.label);
  const at = beside === undefined || neighbour < 0 ? labels.length : neighbour + (beside.after ? 1 : 0);
  const placed = labels.toSpliced(at, 0, { id: newId(draft), name: value });
  putType(draft, { id, schema, name, complete: complete && known.kind === 'enum', kind: 'enum', labels: placed });
}

/** Made by no migration. */
export function unknownType(draft: Draft, key: string): UserType {
  return { id: newId(draft), ...partsOf(key), complete: false, kind: 'unknown' };
}

export function createDomain(draft: Draft, written: ChangeOf<'create-domain'>): void {
  const key = keyOfNew(written.domain, draft);
  if (draft.catalog.types.has(key) && draft.conditional) return;
  const base = resolveType(draft, written.type);
  const below = base.schema === undefined ? undefined : draft.catalog.types.get(qualifiedName(base.schema, base.name));
  const byDefault = written.default ?? (below?.kind === 'domain' ? below.default : undefined);
  const constraints: TableConstraint[] = [];
  for (const constraint of written.constraints)
    constraints.push(named(draft, partsOf(key).name, constraint, constraints));
  putType(draft, {
    id: newId(draft),
    ...partsOf(key),
    complete: true,
    kind: 'domain',
    base,
    notNull: written.constraints.some(({ type }) => type === 'not-null'),
    ...(byDefault === undefined || isNull(byDefault) ? {} : { default: byDefault }),
    constraints,
  });
}

function named(
  draft: Draft,
  domain: string,
  constraint: Constraint,
  taken: readonly TableConstraint[],
): TableConstraint {
  const suffix = constraint.type === 'not-null' ? 'not_null' : 'check';
  const has = (name: string): boolean => taken.some((one) => one.name === name);
  const name = constraint.name ?? freeName((number) => madeName(domain, `${suffix}${number}`), { has });
  return { ...constraint, id: newId(draft), name };
}

export function alterDomain(draft: Draft, written: ChangeOf<'alter-domain'>): void {
  const key = resolved(draft, written.domain);
  const found = draft.catalog.types.get(key) ?? unknownType(draft, key);
  const domain =
    found.kind === 'domain'
      ? found
      : { ...found, kind: 'domain' as const, complete: false, base: null, notNull: false, constraints: [] };
  putType(draft, domainAfter(draft, domain, written));
}

type Domain = Extract<UserType, { readonly kind: 'domain' }>;

function domainAfter(draft: Draft, domain: Domain, written: ChangeOf<'alter-domain'>): Domain {
  const { constraints, default: _, ...rest } = domain;
  const { name, validated, default: byDefault, constraint } = written;
  switch (written.action) {
    case 'set-not-null': {
      const known = constraints.some(({ type }) => type === 'not-null');
      const added = known ? [] : [named(draft, domain.name, { ...notNull(''), columns: [] }, constraints)];
      return { ...domain, notNull: true, constraints: [...constraints, ...added] };
    }
    case 'drop-not-null':
      return { ...domain, notNull: false, constraints: constraints.filter(({ type }) => type !== 'not-null') };
    case 'drop-default':
      return { ...rest, constraints };
    case 'set-default':
      return byDefault === undefined || isNull(byDefault)
        ? { ...rest, constraints }
        : { ...rest, constraints, default: byDefault };
    case 'add-constraint':
      return constraint === undefined
        ? domain
        : {
            ...domain,
            constraints: [...constraints, named(draft, domain.name, { ...constraint, validated }, constraints)],
          };
    case 'drop-constraint':
      return { ...domain, constraints: constraints.filter((one) => one.name !== name) };
    case 'validate-constraint':
      return {
        ...domain,
        constraints: constraints.map((one) => (one.name === name ? { ...one, validated: true } : one)),
      };
  }
}
