// Which types a migration made as enum types.
import type { RuleContext } from '../../model/finding.ts';
import type { TypeName } from '../../model/schema.ts';

export function isEnum(type: TypeName, context: RuleContext): boolean {
  return context.historyOf(type).some(({ change }) => change.kind === 'create-type' && change.form === 'enum');
}
