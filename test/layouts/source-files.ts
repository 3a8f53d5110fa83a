// Builds the files of a migrations directory for the layouts' tests.
import type { SourceFile } from '../../src/model/migration.ts';

/** Paths relative to `root` with their text. */
export function sourceFiles(root: string, texts: Readonly<Record<string, string>>): readonly SourceFile[] {
  return Object.entries(texts).map(([path, text]) => ({
    path: root === '' ? path : `${root}/${path}`,
    bytes: new TextEncoder().encode(text),
  }));
}
