// Settings that a script makes for the session, and whether it puts them back.
import type { ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';

/** A setting that changes how later statements run. */
export function changesBehaviour(name: string): boolean {
  return /_timeout$|^(?:role|search_path|timezone|session_authorization|session_replication_role)$/.test(name);
}

/** By a later RESET or SET of the script; of several, the last one's value is what stays. */
export function isPutBack(change: ChangeOf<'set'>, { script, statement }: RuleContext): boolean {
  return script.statements
    .filter((other) => other.index > statement.index)
    .flatMap((other) => other.changes)
    .some(
      (later) =>
        (later.kind === 'reset' && (later.name === change.name || later.name === 'ALL')) ||
        (later.kind === 'set' && later.name === change.name && !later.local),
    );
}
