// Writes the pages that come from code: docs/rules/*.md and docs/catalog.schema.json.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { snapshotFormat } from '../src/catalog/snapshot-format.ts';
import * as parts from '../src/catalog/snapshot-parts.ts';
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

/** The format of a snapshot as JSON Schema (draft 2020-12). */
export function catalogSchema(): string {
  const title = 'A snapshot of Lockgate: the catalogue of a PostgreSQL database';
  const { $schema, ...rest } = toJsonSchema(snapshotFormat, { target: 'draft-2020-12', definitions: { ...parts } });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

export const catalogSchemaFile = join(root, 'docs', 'catalog.schema.json');

async function write(): Promise<void> {
  const pages = rulePages();
  await mkdir(rulesDirectory, { recursive: true });
  for (const name of await readdir(rulesDirectory)) if (!pages.has(name)) await rm(join(rulesDirectory, name));
  for (const [name, text] of pages) await writeFile(join(rulesDirectory, name), text);
  await writeFile(catalogSchemaFile, catalogSchema());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write();
