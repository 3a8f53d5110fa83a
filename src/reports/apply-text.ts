// Plans, progress, outcomes and states as plain lines for a build log or a terminal.
import pc from 'picocolors';
import { describeBlockers, describeDuration } from '../apply/blockers.ts';
import type { ApplyEvent, MigrationPlace, StatementPlace } from '../apply/events.ts';
import type { MigrationStatus } from '../apply/status.ts';
import type { Migration } from '../model/migration.ts';
import type { Conflict, Outcome, Plan, StopReason } from '../model/plan.ts';
import { printable } from './terminal.ts';

export interface ApplyTextOptions {
  readonly colors: boolean;
}

type Style = ReturnType<typeof pc.createColors>;

const statementWidth = 80;

/** One line (without a line feed) for one event; undefined for what a log does not need. */
export function eventLine(event: ApplyEvent, { colors }: ApplyTextOptions): string | undefined {
  const style = pc.createColors(colors);
  switch (event.kind) {
    case 'connected':
      return oneLine(`connected to ${event.database} as ${event.user}, ${event.server}`);
    case 'server-waiting':
      return style.yellow(
        oneLine(`waiting for the server, ${describeDuration(event.waitedMs)} by now: ${event.message}`),
      );
    case 'lock-waiting':
      return style.yellow(oneLine(`waiting for another deployer: ${describeBlockers(event.holders)}`));
    case 'planned':
      return event.plan.kind === 'ready' ? `${count(event.plan.steps.length, 'migration')} to apply` : undefined;
    case 'history-created':
      return oneLine(`created the history table ${event.table}`);
    case 'migration-start':
      return event.migration.up.statements.length === 0 ? `${place(event, style)}  no statements` : undefined;
    case 'statement-start':
      return undefined;
    case 'statement-done':
      return `${statement(event, style)}  ${style.dim(`${Math.round(event.ms)} ms`)}`;
    case 'statement-skipped':
      return `${statement(event, style)}  ${style.dim(`skipped: ${event.reason}`)}`;
    case 'statement-waiting':
      return `${statement(event, style)}  ${style.yellow(oneLine(`waits for ${describeBlockers(event.blockers)}, ${describeDuration(event.ms)} by now`))}`;
    case 'statement-running':
      return `${statement(event, style)}  ${style.dim(oneLine(`runs for ${describeDuration(event.ms)}${event.detail === null ? '' : `: ${event.detail}`}`))}`;
    case 'invalid-index-dropped':
      return `${statement(event, style)}  ${style.yellow(oneLine(`dropped the INVALID index ${event.index}, to build it again`))}`;
    case 'retry':
      return `${statement(event, style)}  ${style.yellow(oneLine(`${event.reason}; ${event.rolledBack ? 'rolled back, ' : ''}try ${event.attempt} of ${event.tries} in ${describeDuration(event.delayMs)}`))}`;
    case 'server-message':
      return style.dim(oneLine(`${event.severity}: ${event.message}`));
    case 'migration-done':
      return `${place(event, style)}  ${style.green('applied')}  ${style.dim(`${Math.round(event.ms)} ms`)}`;
    case 'connection-lost':
      return style.yellow(oneLine(`connection lost (${event.message}); connecting again, attempt ${event.attempt}`));
    case 'reconnected':
      return 'connected again; reading the history again';
  }
}

/** What would run, what is in the way. Ends with a line feed. */
export function planText(plan: Plan, { colors }: ApplyTextOptions): string {
  const style = pc.createColors(colors);
  switch (plan.kind) {
    case 'conflict':
      return conflictText(plan.conflicts, style);
    case 'nothing':
      return lines([...plan.notes.map(oneLine), `Nothing to apply: all ${plan.applied} migrations are applied.`]);
    case 'ready':
      return lines([
        ...plan.notes.map(oneLine),
        `${count(plan.steps.length, 'migration')} to apply:`,
        ...plan.steps.map(({ migration, done }) => {
          const left = migration.up.statements.length - done.length;
          return `  ${title(migration)}  ${style.dim(`${count(left, 'statement')}${done.length > 0 ? ' left' : ''}`)}`;
        }),
      ]);
  }
}

/** How it ended, and what to do. Ends with a line feed. */
export function outcomeText(outcome: Outcome, { colors }: ApplyTextOptions): string {
  const style = pc.createColors(colors);
  switch (outcome.kind) {
    case 'applied':
      return lines([style.green(`Applied ${count(outcome.done.length, 'migration')}.`)]);
    case 'nothing':
      return lines([`Nothing to apply: all ${outcome.applied} migrations are applied.`]);
    case 'conflict':
      return conflictText(outcome.conflicts, style);
    case 'stopped':
      return lines([
        `${style.red('Stopped.')} ${oneLine(outcome.reason.message)}`,
        ...statementLines(outcome.reason),
        oneLine(outcome.reason.help),
        `Applied before that in this run: ${outcome.done.length}.`,
      ]);
  }
}

/** One line for each migration. Ends with a line feed. */
export function statusText(migrations: readonly MigrationStatus[], { colors }: ApplyTextOptions): string {
  const style = pc.createColors(colors);
  const paint = (state: MigrationStatus['state']): string => {
    const text = state.padEnd(9);
    if (state === 'applied') return style.green(text);
    return state === 'pending' ? style.yellow(text) : style.red(text);
  };
  const shown = migrations.map(({ id, path, state }) => `${paint(state)}  ${oneLine(path ?? `${id} (no file)`)}`);
  const pending = migrations.filter(({ state }) => state !== 'applied').length;
  return lines([...shown, `${count(migrations.length, 'migration')}, ${pending} not applied as they are.`]);
}

export function conflictText(conflicts: readonly Conflict[], style: Style): string {
  return lines([
    `${style.red('Not applied, nothing was changed:')} ${count(conflicts.length, 'conflict')}.`,
    ...conflicts.flatMap(({ path, message, help }) => [
      `  ${style.bold(oneLine(path ?? 'the whole set'))}: ${oneLine(message)}`,
      `    ${oneLine(help)}`,
    ]),
  ]);
}

function statementLines({ statement }: StopReason): readonly string[] {
  return statement === null ? [] : [`  ${cut(oneLine(statement.text), 200)}`];
}

function statement(event: StatementPlace, style: Style): string {
  return `${place(event, style)}  statement ${event.statement.index + 1}/${event.of}  ${cut(oneLine(event.statement.text), statementWidth)}`;
}

function place({ migration, number, total }: MigrationPlace, style: Style): string {
  return `${style.dim(`[${number}/${total}]`)} ${title(migration)}`;
}

/** The directory (diesel) or file name: what people call it. */
function title({ path }: Migration): string {
  return oneLine(path.slice(path.lastIndexOf('/') + 1));
}

/** Hostile text as one line: blanks collapsed, control characters visible. */
function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function lines(list: readonly string[]): string {
  return `${list.join('\n')}\n`;
}
