// What earlier migrations tell about a domain: the type under it, whether it checks anything, and its default.

import type { RuleContext } from '../../model/finding.ts';
import type { Expression, Name, TypeName } from '../../model/schema.ts';

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
  let constraints = made.constraints.filter((constraint) => constraint.type !== 'not-null').length;
  let notNull = made.constraints.length > constraints;
  let initial = made.default;
  for (const change of history) {
    if (change.kind !== 'alter-domain') continue;
    if (change.action === 'add-constraint') constraints++;
    if (change.action === 'drop-constraint') constraints--;
    if (change.action === 'set-not-null') notNull = true;
    if (change.action === 'drop-not-null') notNull = false;
    if (change.action === 'drop-default') initial = undefined;
    if (change.action === 'set-default') initial = change.default;
  }
  const below = sameName(made.type, type) ? undefined : knownDomain(context, made.type);
  return {
    base: below?.base ?? made.type,
    constrained: constraints > 0 || notNull || below?.constrained === true,
    notNull,
    default: initial ?? below?.default,
  };
}

function sameName(one: Name, other: Name): boolean {
  return one.schema === other.schema && one.name === other.name;
}
