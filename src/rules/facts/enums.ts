// Which types a migration made as enum types.
import type { RuleContext } from '../../model/finding.ts';
import type { TypeName } from '../../model/schema.ts';
import { typeNamed } from './named.ts';

export function isEnum(type: TypeName, context: RuleContext): boolean {
  const found = typeNamed(context, type);
  return found?.kind === 'enum' && found.complete;
}
