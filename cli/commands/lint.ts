// `lockgate lint`
import { lintMigrations } from '../../src/check.ts';
import type { Terminal } from '../terminal.ts';
import { deliver, openInput, type ReadingOptions } from './reading.ts';

export async function lint(terminal: Terminal, paths: readonly string[], options: ReadingOptions): Promise<0 | 1> {
  return deliver(terminal, await lintMigrations(await openInput(terminal, paths, options)), options);
}
