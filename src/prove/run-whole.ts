// A migration of the base in one message, as psql would send it: nobody watches it, so nothing is gained from one statement after another.
import { isServerError } from '../failure.ts';
import type { Change } from '../model/change.ts';
import type { Session } from '../model/database.ts';
import type { Script } from '../model/migration.ts';
import { unitsOf } from '../sql/units.ts';
import type { HistoryRecord } from './run-script.ts';

/** Answered by Lockgate in place of the server, or not to be sent together with others. */
const apart: ReadonlySet<Change['kind']> = new Set([
  'alter-extension',
  'alter-role',
  'alter-other',
  'call',
  'copy',
  'create-extension',
  'create-role',
  'do',
  'drop-role',
  'grant',
  'opaque',
  'select',
  'session',
  'set-owner',
  'transaction',
]);

/** One transaction that the tool begins and commits, in which every statement is the server's alone to answer. */
export function canRunWhole(script: Script): boolean {
  if (script.transaction !== 'wrapped' || script.problems.length > 0) return false;
  const [unit, ...more] = unitsOf(script);
  if (unit === undefined || more.length > 0 || unit.kind !== 'transaction' || unit.closed !== 'runner') return false;
  return unit.statements.every(
    ({ changes, copyData }) =>
      copyData === undefined && changes.length > 0 && changes.every((change) => !isApart(change)),
  );
}

function isApart(change: Change): boolean {
  if (apart.has(change.kind)) return true;
  const ofExtension = 'object' in change && change.object === 'extension';
  return ofExtension || (change.kind === 'drop' && change.object === 'schema');
}

/** False when the server refused it and nothing of it was done: running it statement by statement then says where. */
export async function runWhole(
  session: Session,
  script: Script,
  { after }: Pick<HistoryRecord, 'after'>,
): Promise<boolean> {
  try {
    // A line comment may end the text.
    await session.run(`BEGIN;\n${script.text}\n;`, 'dropped');
    for (const { sql, parameters } of after) await session.query(sql, parameters);
    await session.run('COMMIT');
    return true;
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    await session.run('ROLLBACK');
    return false;
  }
}
