// Problems of scripts whose meaning depends on which other scripts run in the same session.
import type { Layout } from '../model/layout.ts';
import type { Migration, Problem } from '../model/migration.ts';
import { carriedSettings } from '../sql/carried-settings.ts';
import { fileProblem } from './file-problem.ts';

/** `together`: in the order in which they would run in one run. Empty for tools that restore the session after each script. */
export function carriedProblems(layout: Layout, together: readonly Migration[]): readonly Problem[] {
  if (layout.carriesSession !== true) return [];
  return carriedSettings(together).map(({ migration, by, statement, setting }) =>
    fileProblem(
      'carried-setting',
      migration.up.path,
      `${by.up.path} leaves ${setting} changed (line ${statement.span.start.line}), and ${layout.name} carries it into this script when both run together, but not when this one runs later: where its objects go depends on the deployment.`,
      `Begin this script with its own SET or RESET ${setting}, or end the other one with RESET ${setting}. Lockgate runs each script in a fresh session.`,
    ),
  );
}
