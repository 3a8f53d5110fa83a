// The statements of a script in order, each with what surrounds it: its transaction, and the settings in force.
import type { Script } from '../model/migration.ts';
import type { Unit } from '../model/unit.ts';
import { afterStatement, afterTransaction, initialSettings, type Settings, settingsIn } from './settings.ts';
import type { Member, Unfolded } from './unfold.ts';

export interface Visit {
  readonly script: Script;
  readonly member: Member;
  readonly unit: Unit;
  /** Before the statement. */
  readonly settings: Settings;
}

export function visitsOf({ script, units }: Unfolded, defaultSchema = 'public'): readonly Visit[] {
  const visits: Visit[] = [];
  let state = initialSettings;
  let settings = settingsIn(state, defaultSchema);
  const become = (next: typeof state): void => {
    if (next !== state) settings = settingsIn(next, defaultSchema);
    state = next;
  };
  for (const { unit, members } of units) {
    const before = state;
    for (const member of members) {
      visits.push({ script, member, unit, settings });
      become(afterStatement(state, member.statement));
    }
    become(afterTransaction(before, state, unit));
  }
  return visits;
}
