// Reads the scripts that lockgate.yml names under `setup`: what the platform provides before the first migration.
import { lstat } from 'node:fs/promises';
import { isAbsolute, join, posix } from 'node:path';
import type { Config } from './config.ts';
import { Failure } from './failure.ts';
import type { SourceFile } from './model/migration.ts';
import { oneLine } from './one-line.ts';
import { canonicalPath, readOne } from './source/files.ts';

/** `top` is the repository's root on disk, which the paths are relative to. In the order in which they are named. */
export async function readSetup(top: string, { setup = [] }: Config): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  for (const named of typeof setup === 'string' ? [setup] : setup) {
    const path = posix.normalize(named);
    if (isAbsolute(named) || path === '..' || path.startsWith('../')) {
      throw refused(named, 'lies outside of the repository', 'Name a file of the repository, relative to its root.');
    }
    // A link may lead anywhere on the machine, as for migrations.
    const info = await lstat(join(top, path)).catch(() => undefined);
    if (info === undefined) throw refused(named, 'does not exist', `Paths are relative to the root of the repository.`);
    const isPlain = (await canonicalPath(join(top, path))) === join(await canonicalPath(top), path);
    if (!info.isFile() || !isPlain)
      throw refused(
        named,
        'is not a plain file',
        'Name an SQL script, not a directory, and nothing behind a symbolic link.',
      );
    files.push(await readOne(join(top, path), path));
  }
  return files;
}

function refused(path: string, why: string, help: string): Failure {
  return new Failure('bad-config', `The setup script ${oneLine(path)} of lockgate.yml ${why}.`, { help });
}
