// The session settings that a script makes as it goes: search_path and timeouts.
import type { Change } from '../model/change.ts';
import type { Statement } from '../model/migration.ts';
import type { Unit } from '../model/unit.ts';
import { milliseconds } from '../sql/durations.ts';

/** Settings in force at a statement. Timeouts in milliseconds: 0 = off, null = never set by the script. */
export interface Settings {
  readonly searchPath: readonly string[];
  readonly lockTimeout: number | null;
  readonly statementTimeout: number | null;
  /** Of any setting, as it was written; names in lower case. */
  readonly values: Values;
}

/** What is not there was never set, or was reset. */
type Values = ReadonlyMap<string, string>;

/** `session` survives the transaction, `local` does not (SET LOCAL). */
export interface SettingsState {
  readonly session: Values;
  readonly local: Values;
}

export const initialSettings: SettingsState = { session: new Map(), local: new Map() };

/** `defaultSchema` stands in front of the search_path until the script sets it. */
export function settingsIn({ session, local }: SettingsState, defaultSchema = 'public'): Settings {
  const values = local.size === 0 ? session : new Map([...session, ...local]);
  const path = values.get('search_path');
  return {
    searchPath: path === undefined ? [...new Set([defaultSchema, 'public'])] : schemasIn(path),
    lockTimeout: timeIn(values.get('lock_timeout')),
    statementTimeout: timeIn(values.get('statement_timeout')),
    values,
  };
}

/** The same object when the statement sets nothing. */
export function afterStatement(state: SettingsState, statement: Statement): SettingsState {
  return statement.changes.reduce(afterChange, state);
}

/** At the end of a transaction SET LOCAL is undone; ROLLBACK undoes SET too. `before` is the state at its beginning. */
export function afterTransaction(before: SettingsState, state: SettingsState, unit: Unit): SettingsState {
  const rolledBack = unit.kind === 'transaction' && unit.closed === 'rollback';
  if (!rolledBack && state.local.size === 0) return state;
  return { session: rolledBack ? before.session : state.session, local: new Map() };
}

/** A SET or RESET without LOCAL also ends what SET LOCAL said before it. */
function afterChange(state: SettingsState, change: Change): SettingsState {
  if (change.kind === 'reset') {
    if (change.name === 'ALL') return initialSettings;
    return { session: without(state.session, change.name), local: without(state.local, change.name) };
  }
  if (change.kind !== 'set') return state;
  const { name, value } = change;
  if (change.local) return { session: state.session, local: withValue(state.local, name, value) };
  return { session: withValue(state.session, name, value), local: without(state.local, name) };
}

/** TO DEFAULT is null: as if it had never been set. */
function withValue(values: Values, name: string, value: string | null): Values {
  return value === null ? without(values, name) : new Map([...values, [name.toLowerCase(), value]]);
}

function without(values: Values, name: string): Values {
  return new Map([...values].filter(([other]) => other !== name.toLowerCase()));
}

function schemasIn(value: string): readonly string[] {
  const schemas = value.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  return schemas.filter((schema) => schema !== '' && schema !== '$user' && schema !== 'pg_temp');
}

function timeIn(value: string | undefined): number | null {
  return value === undefined ? null : milliseconds(value);
}
