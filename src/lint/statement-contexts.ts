// The statements of a script in order, each with its transaction and the settings in force.
import type { Script } from '../model/migration.ts';
import type { Unit } from '../model/unit.ts';
import type { ExpandedScript, ExpandedStatement } from './expand-code.ts';
import { afterStatement, afterTransaction, initialSettings, type Settings, settingsIn } from './settings.ts';

export interface StatementContext {
  readonly script: Script;
  readonly expanded: ExpandedStatement;
  readonly unit: Unit;
  /** Before the statement. */
  readonly settings: Settings;
}

export function statementContexts(
  { script, units }: ExpandedScript,
  defaultSchema = 'public',
): readonly StatementContext[] {
  const contexts: StatementContext[] = [];
  let state = initialSettings;
  let settings = settingsIn(state, defaultSchema);
  const become = (next: typeof state): void => {
    if (next !== state) settings = settingsIn(next, defaultSchema);
    state = next;
  };
  for (const { unit, expansion } of units) {
    const before = state;
    for (const expanded of expansion) {
      contexts.push({ script, expanded, unit, settings });
      become(afterStatement(state, expanded.statement));
    }
    become(afterTransaction(before, state, unit));
  }
  return contexts;
}
