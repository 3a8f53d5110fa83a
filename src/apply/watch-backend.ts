// Supervises the worker's calls from the keeper's connection: what the server does while we wait tells whether an answer is still to come.
import type { Session } from '../model/database.ts';
import type { Supervise } from './live-session.ts';
import { lostConnection } from './live-session.ts';
import type { DeployPorts } from './ports.ts';
import type { ApplySettings } from './settings.ts';
import type { Backend } from './target.ts';

/** As parts of `answerMs`: how often to look, and how long the server must have been done before its answer counts as lost. */
const looksPerAnswer = 10;
const idleLooks = 4;
/** A server that can't get rid of its rows for this many times `answerMs` has nobody who reads them. */
const stuckAnswers = 6;
/** After an interruption a call was cancelled at once, if it is a statement. Then the backend is ended, then our side. */
const endAfterMs = 2_000;
const dropAfterMs = 4_000;

type State = 'works' | 'answered' | 'sends' | 'gone';

/** Statements may take any time as long as the server works on them. `keeper` must outlive the worker's calls. */
export function whileServerWorks(
  keeper: Session,
  backend: Backend,
  { answerMs }: ApplySettings,
  { clock, signal }: DeployPorts,
): Supervise {
  const lookMs = answerMs / looksPerAnswer;
  return async (ended, drop) => {
    let interruptedAt: number | undefined;
    let last = '';
    let looks = 0;
    const end = async (why: string): Promise<void> => {
      await endBackend(keeper, backend).catch(() => {});
      drop(lostConnection(why));
    };
    for (;;) {
      await clock.sleep(interruptedAt === undefined ? lookMs : Math.min(lookMs, 500), ended);
      if (ended.aborted) return;
      if (signal.aborted) {
        interruptedAt ??= clock.now();
        const ms = clock.now() - interruptedAt;
        if (ms >= dropAfterMs) return drop(lostConnection('it did not end when it was interrupted'));
        if (ms >= endAfterMs) await endBackend(keeper, backend).catch(() => {});
      }
      const seen = await look(keeper, backend).catch(() => undefined);
      // The keeper's own loss drops the worker too.
      if (seen === undefined || ended.aborted) return;
      looks = seen.key === last ? looks + 1 : 1;
      last = seen.key;
      if (seen.state === 'gone' && looks >= 2) return drop(lostConnection('the server has ended it'));
      if (seen.state === 'answered' && looks >= idleLooks)
        return end('the server has answered, but nothing arrived here');
      if (seen.state === 'sends' && looks >= looksPerAnswer * stuckAnswers)
        return end('the server could not send its answer');
    }
  };
}

/** `key` changes whenever the backend has moved on. */
async function look(keeper: Session, { pid, startedAt }: Backend): Promise<{ state: State; key: string }> {
  const [row] = await keeper.query(
    `SELECT a.state, a.state_change::text AS changed, a.wait_event_type = 'Client' AS sends
     FROM pg_catalog.pg_stat_activity a WHERE a.pid = $1 AND a.backend_start::text = $2`,
    [pid, startedAt],
  );
  if (row === undefined) return { state: 'gone', key: 'gone' };
  const key = `${row.state} ${row.changed} ${row.sends}`;
  if (String(row.state).startsWith('idle')) return { state: 'answered', key };
  return { state: row.sends === true ? 'sends' : 'works', key };
}

/** Ends it only while it is the same process: a pid comes back. */
export async function endBackend(session: Session, { pid, startedAt }: Backend): Promise<void> {
  await session.query(
    'SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_activity a WHERE a.pid = $1 AND a.backend_start::text = $2',
    [pid, startedAt],
  );
}
