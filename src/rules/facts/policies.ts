// What the catalogue knows of a table's row security policies.
import type { Policy } from '../../model/catalog.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { tableNamed } from './named.ts';

/** Those that are there before the statement, as far as the migrations tell. */
export function knownPolicies(context: RuleContext, table: Name): readonly Policy[] {
  return tableNamed(context, table)?.policies ?? [];
}
