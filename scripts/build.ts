// Bundles the three front ends into dist/: self-contained ESM for Node 20 and later. Byte-reproducible with the pinned bundler.
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const entries = {
  action: 'action/main.ts',
  'codebuild-plugin': 'codebuild-plugin/main.ts',
  cli: 'cli/main.ts',
} as const;

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
  const wasm = join(dirname(createRequire(import.meta.url).resolve('libpg-query')), 'libpg-query.wasm');
  for (const [name, entry] of Object.entries(entries)) {
    const out = join(directory, name);
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });
    await build({
      absWorkingDir: root,
      entryPoints: { index: entry },
      outdir: out,
      bundle: true,
      splitting: true,
      chunkNames: 'chunk-[hash]',
      platform: 'node',
      target: 'node20',
      format: 'esm',
      minifySyntax: true,
      legalComments: 'none',
      banner: { js: name === 'action' ? banner : `#!/usr/bin/env node\n${banner}` },
      // pg's optional native driver; never installed.
      external: ['pg-native'],
      logLevel: 'warning',
      logOverride: { 'empty-import-meta': 'silent' },
    });
    await copyFile(wasm, join(out, 'libpg-query.wasm'));
    if (!(await readdir(out)).includes('index.js')) throw new Error(`${entry} made no index.js`);
  }
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
