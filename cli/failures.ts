// How a failure is shown: what happened, then what to do. A stack only for a defect.
import pc from 'picocolors';
import { Failure } from '../src/failure.ts';
import { oneLine } from '../src/one-line.ts';
import { printable, wrapped } from '../src/reports/terminal.ts';
import type { Terminal } from './terminal.ts';

/** What the parser of arguments says: they stay on its lines. */
export function argumentError(message: string, args: readonly string[]): string {
  return printable(args.reduce((text, arg) => text.replaceAll(arg, () => oneLine(arg)), message));
}

export function showFailure(terminal: Terminal, thrown: unknown): void {
  const style = pc.createColors(terminal.errorColors);
  terminal.progress(undefined);
  if (!(thrown instanceof Failure)) {
    const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    terminal.writeError(`${style.red('defect in lockgate:')} ${printable(stack)}\n`);
    return;
  }
  const place = thrown.place === undefined ? '' : `${oneLine(thrown.place.path)}:${thrown.place.line}: `;
  terminal.writeError(
    `${style.red('error:')} ${wrapped(`${place}${thrown.message}`, terminal.width, '').trimStart()}\n`,
  );
  if (thrown.help !== undefined) terminal.writeError(`${wrapped(thrown.help, terminal.width, '')}\n`);
}
