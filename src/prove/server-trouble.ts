// A scratch server that fails is never the migration's fault: the run could not be made, and says so.
import { Failure, isConnectionLost, isServerError, messageOf } from '../failure.ts';
import type { ServerError } from '../model/database.ts';
import type { Doing } from '../model/doing.ts';
import { doingPlace, doingWords } from './doing-words.ts';

/**
 * SQLSTATEs (manual, appendix A) of a server that has run out of disk, memory, connections or what it may use of them (53), is being
 * stopped or has crashed (57P), can't read or write its files (58000, 58030), or has broken ones (XX001, XX002).
 */
export function isServersTrouble(sqlstate: string): boolean {
  return /^(?:53...|57P0[1-5]|58000|58030|XX00[12])$/.test(sqlstate);
}

/** What the server said, or how the connection was lost, and what was being done. */
export function serverTrouble(origin: string, thrown: unknown, doing: Doing | undefined): Failure {
  const state = isServerError(thrown) ? ` (SQLSTATE ${thrown.sqlstate})` : '';
  const how = isConnectionLost(thrown) ? 'crashed, was stopped or does not answer' : 'could not go on';
  return troubleWhile(`The scratch server (${origin}) ${how}: ${messageOf(thrown)}${state}`, doing, thrown);
}

const ROOM =
  'PostgreSQL did not refuse the migration. Give the server more room (disk, memory, connections) or look into its log, and run again. If the statement itself needs that much, let it do less.';
const IN_THE_WAY =
  'The migration may hold a lock on a system catalogue, or have locked its own database or role; a migration that is to be proved can do neither.';

/** A query of Lockgate's own was refused: something that the migration did is in its way. */
export function refusedQuery(thrown: ServerError, doing: Doing | undefined): Failure {
  const what = `The scratch server refused a query of Lockgate's own: ${thrown.message} (SQLSTATE ${thrown.sqlstate})`;
  return troubleWhile(what, doing, thrown, IN_THE_WAY);
}

/** `what` is a sentence without its full stop. */
export function troubleWhile(what: string, doing: Doing | undefined, cause?: unknown, help = ROOM): Failure {
  const during = doing === undefined ? '' : ` while ${doingWords(doing)}`;
  return new Failure('scratch-server', `${what}${during}. Nothing was judged.`, {
    help,
    ...(doing === undefined ? {} : { place: doingPlace(doing) }),
    cause,
  });
}
