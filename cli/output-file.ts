// A file that is written as a whole or not at all.
import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, messageOf } from '../src/failure.ts';

const MODE = 0o644;

export interface OutputFile {
  /** In place of what was there. */
  write(text: string): Promise<void>;
}

/** A Failure (`bad-input`) for a place that can't be written to: before any work is done for it. */
export async function prepareOutput(cwd: string, name: string): Promise<OutputFile> {
  const refuse = (why: unknown): never => {
    throw new Failure('bad-input', `${name} can't be written: ${messageOf(why)}.`, {
      help: 'Name a file in a directory that exists and can be written to.',
    });
  };
  const named = resolve(cwd, name);
  const kind = await stat(named).catch(() => undefined);
  if (kind?.isDirectory() === true) refuse('it is a directory');
  // A terminal, a pipe, /dev/null: nothing to rename over.
  if (kind !== undefined && !kind.isFile()) return { write: (text) => writeFile(named, text).catch(refuse) };
  // What a link points to is replaced, not the link.
  const path = await realpath(named).catch(() => named);
  const temporary = join(dirname(path), `.${basename(path).slice(0, 200)}.${randomBytes(6).toString('hex')}`);
  await (await open(temporary, 'wx', MODE).catch(refuse)).close();
  await rm(temporary);
  return { write: (text) => replace(path, temporary, text).catch(refuse) };
}

async function replace(path: string, temporary: string, text: string): Promise<void> {
  try {
    const file = await open(temporary, 'wx', MODE);
    try {
      await file.chmod(MODE);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}
