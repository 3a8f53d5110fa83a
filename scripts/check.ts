// What `npm run check` does beyond types and lint: generated pages and dist/ must be what the sources make.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.ts';
import { catalogSchema, catalogSchemaFile, rulePages, rulesDirectory } from './docs.ts';
import { layerProblems, unusedArrows } from './layers.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

async function contents(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(
    async (file) => [file.slice(directory.length + 1), (await readFile(file)).toString('base64')] as const,
  );
  return new Map(await Promise.all(read));
}

function compare(
  what: string,
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
  remedy: string,
): string[] {
  const names = [...new Set([...wanted.keys(), ...found.keys()])].sort();
  const different = names.filter((name) => wanted.get(name) !== found.get(name));
  return different.length === 0
    ? []
    : [`${what} is not what the sources make: ${different.slice(0, 8).join(', ')}. Run ${remedy}.`];
}

async function distProblems(): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'lockgate-dist-'));
  try {
    await buildAll(directory);
    return compare(
      'dist/',
      await contents(directory),
      await contents(join(root, 'dist')),
      '`npm run build` and commit dist/',
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function docsProblems(): Promise<string[]> {
  const wanted = new Map([...rulePages()].map(([name, text]) => [name, Buffer.from(text).toString('base64')]));
  const found = await readFile(catalogSchemaFile, 'utf8').catch(() => '');
  const schema =
    found === catalogSchema() ? [] : ['docs/catalog.schema.json is not what the sources make. Run `npm run docs`.'];
  return [...compare('docs/rules/', wanted, await contents(rulesDirectory), '`npm run docs`'), ...schema];
}

const problems = [
  ...(await layerProblems(root)),
  ...(await unusedArrows(root)),
  ...(await docsProblems()),
  ...(await distProblems()),
];
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'layers, docs and dist are as the sources say' : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
