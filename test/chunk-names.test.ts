// The parts of the packed command line: named after what is in them, so that a change of one rule shows in the files that hold it and nowhere else.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { chunkNames, renamed } from '../scripts/chunk-names.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function outputs(edit: (text: string) => string): Promise<ReadonlyMap<string, string>> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: 'cli/main.ts' },
    outdir: '/nowhere',
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    packages: 'external',
    metafile: true,
    write: false,
    plugins: [
      {
        name: 'edited',
        setup: ({ onLoad }) =>
          onLoad({ filter: /src\/rules\/drop-table\.ts$/ }, async ({ path }) => ({
            contents: edit(await readFile(path, 'utf8')),
            loader: 'ts',
          })),
      },
    ],
  });
  const names = chunkNames(metafile);
  return new Map(
    outputFiles.map(({ path, text }) => {
      const file = path.slice(path.lastIndexOf('/') + 1);
      return [names.get(file) ?? file, renamed(text, names)];
    }),
  );
}

it('one rule, one file', async () => {
  const before = await outputs((text) => text);
  const after = await outputs((text) => text.replace("id: 'drop-table'", "id: 'drop-tables'"));
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  expect(before.size).toBeGreaterThan(20);
  expect([...before.keys()].filter((name) => /chunk-[0-9A-Z]{8}/.test(name))).toEqual([]);
  expect([...after].filter(([name, text]) => before.get(name) !== text)).toHaveLength(1);
});
