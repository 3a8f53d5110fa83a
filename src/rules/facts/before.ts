// What stands before a change: for rules that speak once about a transaction or a script.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Statement } from '../../model/migration.ts';

/** In its script. */
export function earlierInScript(change: Change, context: RuleContext): readonly Change[] {
  return earlierAmong(context.script.statements, change, context);
}

/** In its transaction; of a statement that commits by itself, only its own earlier changes. */
export function earlierInUnit(change: Change, context: RuleContext): readonly Change[] {
  return earlierAmong(context.unit.statements, change, context);
}

/** In its transaction; outside one, in the script: what is said once there serves all of it. */
export function earlierTogether(change: Change, context: RuleContext): readonly Change[] {
  return context.unit.kind === 'transaction' ? earlierInUnit(change, context) : earlierInScript(change, context);
}

function earlierAmong(statements: readonly Statement[], change: Change, { statement }: RuleContext): readonly Change[] {
  const before = statements.filter((other) => other.index < statement.index).flatMap((other) => other.changes);
  return [...before, ...statement.changes.slice(0, statement.changes.indexOf(change))];
}
