// The session settings that a script makes as it goes: search_path and timeouts.
import type { Change } from '../model/change.ts';
import type { Statement } from '../model/migration.ts';
import type { Unit } from '../model/unit.ts';

/** Settings in force at a statement. Timeouts in milliseconds: 0 = off, null = never set by the script. */
export interface Settings {
  readonly searchPath: readonly string[];
  readonly lockTimeout: number | null;
  readonly statementTimeout: number | null;
}

/** `session` survives the transaction, `local` does not (SET LOCAL). */
export interface SettingsState {
  readonly session: Settings;
  readonly local: Partial<Settings>;
}

export const initialSettings: SettingsState = {
  session: { searchPath: ['public'], lockTimeout: null, statementTimeout: null },
  local: {},
};

export function settingsIn(state: SettingsState): Settings {
  return { ...state.session, ...state.local };
}

export function afterStatement(state: SettingsState, statement: Statement): SettingsState {
  return statement.changes.reduce(afterChange, state);
}

/** At the end of a transaction SET LOCAL is undone; ROLLBACK undoes SET too. `before` is the state at its beginning. */
export function afterTransaction(before: SettingsState, state: SettingsState, unit: Unit): SettingsState {
  const rolledBack = unit.kind === 'transaction' && unit.closed === 'rollback';
  return { session: rolledBack ? before.session : state.session, local: {} };
}

function afterChange(state: SettingsState, change: Change): SettingsState {
  if (change.kind === 'reset') {
    return forSession(state, change.name === 'ALL' ? initialSettings.session : assignment(change.name, null));
  }
  if (change.kind !== 'set') return state;
  const assigned = assignment(change.name, change.value);
  return change.local
    ? { session: state.session, local: { ...state.local, ...assigned } }
    : forSession(state, assigned);
}

/** A SET or RESET without LOCAL also ends what SET LOCAL said before it. */
function forSession({ session, local }: SettingsState, assigned: Partial<Settings>): SettingsState {
  const kept = Object.entries(local).filter(([name]) => !Object.hasOwn(assigned, name));
  return { session: { ...session, ...assigned }, local: Object.fromEntries(kept) };
}

function assignment(name: string, value: string | null): Partial<Settings> {
  switch (name) {
    case 'search_path':
      return { searchPath: value === null ? initialSettings.session.searchPath : schemasIn(value) };
    case 'lock_timeout':
      return { lockTimeout: value === null ? null : milliseconds(value) };
    case 'statement_timeout':
      return { statementTimeout: value === null ? null : milliseconds(value) };
    default:
      return {};
  }
}

function schemasIn(value: string): readonly string[] {
  const schemas = value.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  return schemas.filter((schema) => schema !== '' && schema !== '$user' && schema !== 'pg_temp');
}

const units: Record<string, number> = { '': 1, us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time setting as PostgreSQL reads it (manual, 20.1.1): a number of milliseconds, or with a unit. Null when unreadable. */
function milliseconds(value: string): number | null {
  const parts = /^\s*(-?[0-9.]+)\s*([a-z]*)\s*$/.exec(value);
  const factor = parts === null ? undefined : units[parts[2] ?? ''];
  if (parts === null || factor === undefined) return null;
  return Math.round(Number(parts[1]) * factor);
}
