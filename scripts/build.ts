// Bundles the three front ends into dist/: self-contained ESM for Node 20 and later. Byte-reproducible with the pinned bundler.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { chunkNames, renamed } from './chunk-names.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/**
 * The action and the plugin are one file each, which runs alone in an empty directory. The command line is split, so that the AWS clients and
 * the grammar are read only when they are used.
 */
const bundles = [
  { name: 'action', entry: 'action/main.ts', alone: true },
  { name: 'codebuild-plugin', entry: 'codebuild-plugin/main.ts', alone: true },
  { name: 'cli', entry: 'cli/main.ts', alone: false },
] as const;

const wasm = join(dirname(createRequire(import.meta.url).resolve('libpg-query')), 'libpg-query.wasm');

/** Puts the grammar into the bundle: libpg-query's glue otherwise reads the file beside it. */
const grammarInside: Plugin = {
  name: 'grammar-inside',
  setup(build) {
    build.onLoad({ filter: /libpg-query\/wasm\/libpg-query\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const reader = 'async function getWasmBinary(binaryFile){';
      if (source.split(reader).length !== 2)
        throw new Error(`${path} loads its WebAssembly in another way than expected`);
      const contents = source.replace(reader, `${reader}return require('./libpg-query.wasm');`);
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
  },
};

/**
 * CommonJS dependencies need `require`; libpg-query's glue needs `__dirname` to find its .wasm beside the bundle. The names are odd on purpose:
 * bundled code declares short ones at top level.
 */
const banner = [
  "import { createRequire as lockgateCreateRequire } from 'node:module';",
  "import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';",
  'const require = lockgateCreateRequire(import.meta.url);',
  'const __filename = lockgateFileUrlToPath(import.meta.url);',
  "const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));",
].join('\n');

/** Builds into `directory` (dist/ by default); `scripts/check.ts` builds elsewhere and compares. */
export async function buildAll(directory = join(root, 'dist')): Promise<void> {
  for (const { name, entry, alone } of bundles) {
    const out = join(directory, name);
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });
    const { outputFiles, metafile } = await build({
      absWorkingDir: root,
      entryPoints: { index: entry },
      outdir: out,
      bundle: true,
      splitting: !alone,
      chunkNames: 'chunk-[hash]',
      plugins: alone ? [grammarInside] : [],
      loader: { '.wasm': 'binary' },
      platform: 'node',
      target: 'node20',
      format: 'esm',
      minifySyntax: true,
      legalComments: 'none',
      banner: { js: name === 'action' ? banner : `#!/usr/bin/env node\n${banner}` },
      // pg's optional native driver; never installed.
      external: ['pg-native'],
      logLevel: 'warning',
      metafile: true,
      write: false,
    });
    const names = chunkNames(metafile);
    const digest = createHash('sha256');
    for (const { path, text } of outputFiles) {
      const name = names.get(basename(path)) ?? basename(path);
      const content = renamed(text, names);
      digest.update(JSON.stringify([name, content]));
      await writeFile(join(out, name), content);
    }
    // The names of the parts do not tell one build from another.
    if (!alone) await writeFile(join(out, 'digest.txt'), `${digest.digest('hex')}\n`);
    if (!alone) await copyFile(wasm, join(out, 'libpg-query.wasm'));
  }
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
