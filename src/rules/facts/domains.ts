// What earlier migrations tell about a domain: the type under it, whether it checks anything, and its default.

import { keyOf } from '../../catalog/objects.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Expression, TypeName } from '../../model/schema.ts';
import { typeNamed, visibleName } from './named.ts';

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
  const found = typeNamed(context, type);
  if (found?.kind !== 'domain' || found.base === null || type.array) return undefined;
  const { base, constraints, notNull } = found;
  const below = keyOf(found) === context.qualify(base) ? undefined : knownDomain(context, base);
  return {
    base: below?.base ?? visibleName(base, context),
    constrained: constraints.some(({ type: kind }) => kind !== 'not-null') || notNull || below?.constrained === true,
    notNull,
    default: found.default ?? below?.default,
  };
}
