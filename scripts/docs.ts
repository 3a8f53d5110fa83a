// Writes the pages that come from code: docs/rules/*.md.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ruleIndex, rulePage } from '../src/reports/rule-pages.ts';
import { documented } from '../src/reports/rule-record.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** File name → content, for all generated pages. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', ruleIndex()],
    ...documented().map((rule) => [`${rule.id}.md`, rulePage(rule)] as const),
  ]);
}

export const rulesDirectory = join(root, 'docs', 'rules');

async function write(): Promise<void> {
  const pages = rulePages();
  await mkdir(rulesDirectory, { recursive: true });
  for (const name of await readdir(rulesDirectory)) if (!pages.has(name)) await rm(join(rulesDirectory, name));
  for (const [name, text] of pages) await writeFile(join(rulesDirectory, name), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write();
