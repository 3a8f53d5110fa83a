// Runs a script in the transactions that the team's runner would use, with its history row.
import { Failure, isConnectionLost, isServerError } from '../failure.ts';
import type { ServerError, Session } from '../model/database.ts';
import type { Doing } from '../model/doing.ts';
import type { Query } from '../model/layout.ts';
import type { Script, Statement } from '../model/migration.ts';
import type { TraceError } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { transactionAction, unitsOf } from '../sql/units.ts';
import { isOwnRefusal } from './own-session.ts';

/** Runs one statement; answers with the server's refusal, if any. Called in order. */
export type Step = (statement: Statement, unit: Unit) => Promise<TraceError | null>;

/** Called before each statement, COMMIT and row of the history. */
export type OnStep = (doing: Omit<Doing, 'phase'>) => void;

export interface ScriptOutcome {
  /** Null when all ran. `statement` is null when the history row or COMMIT of an empty script failed. */
  readonly failed: { readonly error: TraceError; readonly statement: Statement | null } | null;
}

/** What goes into the history table around the script. */
export interface HistoryRecord {
  readonly before: readonly Query[];
  readonly after: readonly Query[];
}

/** After a failure the session is outside any transaction again. Errors that are not the server's answers are thrown. */
export async function runScript(
  session: Session,
  script: Script,
  record: HistoryRecord,
  step: Step,
  onStep: OnStep = () => {},
): Promise<ScriptOutcome> {
  let current: Statement | null = null;
  let during: TraceError['during'];
  const enter = (next: TraceError['during']): void => {
    during = next;
    onStep({ path: script.path, step: next ?? 'statement', ...(current === null ? {} : { line: lineOf(current) }) });
  };
  try {
    enter('history');
    await runQueries(session, record.before);
    const units = unitsOf(script);
    let recorded = false;
    for (const [i, unit] of units.entries()) {
      // Statements before a BEGIN of a simple query are in an implicit transaction already, which that BEGIN goes on with.
      const begins = unit.statements[0] !== undefined && transactionAction(unit.statements[0])?.action === 'begin';
      if (unit.kind === 'transaction' && !begins) await session.run('BEGIN');
      for (const statement of unit.statements) {
        current = statement;
        enter(undefined);
        const error = await step(statement, unit);
        if (error !== null) {
          await rollBack(session);
          return { failed: { error, statement } };
        }
      }
      if (unit.kind === 'transaction' && unit.closed === 'runner') {
        if (script.transaction === 'wrapped' && i === units.length - 1) {
          enter('history');
          await runQueries(session, record.after);
          recorded = true;
        }
        enter('commit');
        await session.run('COMMIT');
      }
      if (unit.kind === 'transaction' && unit.closed === 'open') await session.run('ROLLBACK');
    }
    enter('history');
    if (!recorded) await runQueries(session, record.after);
    return { failed: null };
  } catch (thrown) {
    if (!isServerError(thrown) || isOwnRefusal(thrown)) throw thrown;
    await rollBack(session);
    const error = traceError(thrown);
    return { failed: { error: during === undefined ? error : { ...error, during }, statement: current } };
  }
}

/** A statement that had to be ended with its connection leaves a session that can't answer; the server has rolled back by itself. */
export async function rollBack(session: Session): Promise<void> {
  await session.run('ROLLBACK').catch((thrown: unknown) => {
    if (thrown instanceof Failure || (isServerError(thrown) && !isConnectionLost(thrown))) throw thrown;
  });
}

function lineOf(statement: Statement): number {
  return statement.span.start.line;
}

async function runQueries(session: Session, queries: readonly Query[]): Promise<void> {
  for (const { sql, parameters } of queries) await session.query(sql, parameters);
}

/** Puts the session back as a fresh connection of the runner would be: no settings, roles, temporary tables or locks left by a script. */
export async function resetSession(session: Session): Promise<void> {
  await session.run('DISCARD ALL');
}

/** A server's error as a trace keeps it. */
export function traceError(error: ServerError): TraceError {
  const detail = [error.detail, error.hint].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    sqlstate: error.sqlstate,
    message: error.message,
    ...(detail === '' ? {} : { detail }),
    ...(error.offset === undefined ? {} : { offset: error.offset }),
  };
}
