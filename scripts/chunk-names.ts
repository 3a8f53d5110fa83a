// Names for the parts of a bundle that stay the same when their content changes.
import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

/** What esbuild calls a part: a hash of its content, which would change the names and thereby the content of all who import it. */
const hashed = /chunk-[0-9A-Z]{8}\.js/g;

/** By the hashed name, that of the part's entry point, or of the first of its sources by name. */
export function chunkNames({ outputs }: Metafile): ReadonlyMap<string, string> {
  const chunks = Object.entries(outputs)
    .filter(([path]) => basename(path).match(hashed) !== null)
    .map(([path, { entryPoint, inputs }]) => ({
      file: basename(path),
      name: nameOf(entryPoint ?? firstOf(Object.keys(inputs))),
      // Two parts may begin with the same source: then what they hold tells them apart.
      order: [entryPoint ?? '', ...Object.keys(inputs).sort()].join('\n'),
    }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const names = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const { file, name } of chunks) {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    names.set(file, `${name}${count === 1 ? '' : `-${count}`}.js`);
  }
  return names;
}

/** The text with the new names in its imports. */
export function renamed(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(hashed, (file) => names.get(file) ?? file);
}

/** Our own source, where there is one: packages move from part to part. */
function firstOf(inputs: readonly string[]): string {
  const own = inputs.filter((path) => !path.startsWith('node_modules/'));
  return [...(own.length > 0 ? own : inputs)].sort()[0] ?? 'runtime';
}

/** `src/lint/run.ts` → `lint-run`; of a package, its name. */
function nameOf(path: string): string {
  const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  const plain = name ?? path.replace(/^src\//, '').replace(/\.[a-z]+$/, '');
  return plain.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
