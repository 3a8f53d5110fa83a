// Settings that one script leaves in the session and the next finds there, with a tool that runs all of them in one session.
import type { Change } from '../model/change.ts';
import type { Migration, Script, Statement } from '../model/migration.ts';

/** `by` left `setting` in the session, and `migration` runs under it when both run together, but not when it runs later. */
export interface Carried {
  readonly migration: Migration;
  readonly by: Migration;
  /** The statement that sets it. */
  readonly statement: Statement;
  readonly setting: string;
}

/** What decides where objects go and who owns them. Timeouts and the like are left out: Lockgate sets its own. */
const placing: ReadonlySet<string> = new Set([
  'search_path',
  'role',
  'session_authorization',
  'default_tablespace',
  'default_table_access_method',
]);

type Left = ReadonlyMap<string, Statement>;

/** The first migration that each setting reaches. A script that begins with its own SET or RESET is not reached. */
export function carriedSettings(together: readonly Migration[]): readonly Carried[] {
  const carried: Carried[] = [];
  let left: ReadonlyMap<string, { readonly statement: Statement; readonly by: Migration }> = new Map();
  for (const migration of together) {
    const own = settledAtStart(migration.up);
    const reached = [...left].filter(([setting]) => !own.has(setting));
    carried.push(...reached.map(([setting, { statement, by }]) => ({ migration, by, statement, setting })));
    const after = leftBy(migration.up);
    left = new Map([...after].map(([setting, statement]) => [setting, { statement, by: migration }]));
  }
  return carried;
}

function leftBy(script: Script): Left {
  const left = new Map<string, Statement>();
  for (const statement of script.statements) {
    for (const effect of effectsOf(statement)) {
      if (effect.sets && placing.has(effect.name)) left.set(effect.name, statement);
      else left.delete(effect.name);
    }
  }
  return left;
}

/** One setting of the session that a statement changes, or brings back to where it was. */
interface Effect {
  readonly name: string;
  readonly sets: boolean;
}

function effectsOf(statement: Statement): readonly Effect[] {
  return statement.changes.flatMap((change) => effects(change, statement.text));
}

function effects(change: Change, text: string): readonly Effect[] {
  const reset = (names: Iterable<string>): readonly Effect[] => [...names].map((name) => ({ name, sets: false }));
  switch (change.kind) {
    case 'set': {
      const name = change.name.toLowerCase();
      const none = change.value === null || (name === 'role' && change.value.toLowerCase() === 'none');
      return change.local ? [] : [{ name, sets: !none }];
    }
    case 'reset':
      return reset(change.name === 'ALL' ? resetByAll : [change.name.toLowerCase()]);
    case 'session':
      return /^discard\s+all\b/i.test(text) ? reset(placing) : [];
    case 'select': {
      // Its last argument is a boolean: true ends with the transaction, like SET LOCAL.
      const calls = change.functions.filter(({ name }) => name === 'set_config');
      const isLocal = /,\s*(?:true|'t(?:rue)?')\s*\)/i.test(text) && !/,\s*(?:false|'f(?:alse)?')\s*\)/i.test(text);
      return isLocal
        ? []
        : calls.map(({ values }) => ({ name: values[0]?.toLowerCase() ?? 'search_path', sets: true }));
    }
    default:
      return [];
  }
}

/** RESET ALL leaves the role as it is. */
const resetByAll = ['search_path', 'default_tablespace', 'default_table_access_method'];

/** Settings that the script sets or resets before anything else. */
function settledAtStart(script: Script): ReadonlySet<string> {
  const settled = new Set<string>();
  for (const statement of script.statements) {
    const isSetting = statement.changes.every(({ kind }) => ['transaction', 'set', 'reset', 'session'].includes(kind));
    const found = effectsOf(statement);
    if (!isSetting && found.length === 0) return settled;
    for (const { name } of found) settled.add(name);
  }
  return settled;
}
