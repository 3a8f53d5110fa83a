// What earlier migrations tell about a domain: the type under it, whether it checks anything, and its default.

import type { RuleContext } from '../../model/finding.ts';
import type { Expression, Name, TypeName } from '../../model/schema.ts';
import { freeName, madeName } from '../../sql/sql-names.ts';

export interface KnownDomain {
  /** The type at the bottom, when domains stand on domains. */
  readonly base: TypeName;
  /** Itself, or a domain under it, has a constraint. */
  readonly constrained: boolean;
  /** Itself says NOT NULL. */
  readonly notNull: boolean;
  readonly default: Expression | undefined;
}

/** Undefined when no migration made the type as a domain, and for an array of it. */
export function knownDomain(context: RuleContext, type: TypeName): KnownDomain | undefined {
  const history = context.historyOf(type).map(({ change }) => change);
  const made = history.findLast((change) => change.kind === 'create-domain');
  if (made?.kind !== 'create-domain' || type.array) return undefined;
  const names = new Set<string>();
  const add = (name = freeName((number) => madeName(made.domain.name, `check${number}`), names)): void => {
    names.add(name);
  };
  const checks = made.constraints.filter((constraint) => constraint.type !== 'not-null');
  for (const { name } of checks) add(name);
  let notNull = made.constraints.length > checks.length;
  let initial = made.default;
  for (const change of history) {
    if (change.kind === 'rename' && change.object === 'constraint' && names.delete(change.from ?? '')) add(change.to);
    if (change.kind !== 'alter-domain') continue;
    if (change.action === 'add-constraint') add(change.name);
    if (change.action === 'drop-constraint') names.delete(change.name ?? '');
    if (change.action === 'set-not-null') notNull = true;
    if (change.action === 'drop-not-null') notNull = false;
    if (change.action === 'drop-default') initial = undefined;
    if (change.action === 'set-default') initial = change.default;
  }
  const below = sameName(made.type, type) ? undefined : knownDomain(context, made.type);
  return {
    base: below?.base ?? made.type,
    constrained: names.size > 0 || notNull || below?.constrained === true,
    notNull,
    default: initial ?? below?.default,
  };
}

function sameName(one: Name, other: Name): boolean {
  return one.schema === other.schema && one.name === other.name;
}
