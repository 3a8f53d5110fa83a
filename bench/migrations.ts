// The migrations of a directory as its layout reads them, for what the benchmarks do beside Lockgate.
import { join } from 'node:path';
import { layoutNamed, recogniseLayout } from '../src/layouts/index.ts';
import type { Layout } from '../src/model/layout.ts';
import type { Migration } from '../src/model/migration.ts';
import { readTree } from '../src/source/files.ts';
import { loadParser } from '../src/sql/script.ts';

export interface Directory {
  readonly path: string;
  readonly layout: Layout;
  /** In the order of the team's tool. */
  readonly migrations: readonly Migration[];
}

export async function readDirectory(path: string, layoutName: string | undefined): Promise<Directory> {
  await loadParser();
  const files = (await readTree(path, '')).files;
  const recognised = recogniseLayout(files.map((file) => file.path));
  const recognisedName = recognised.kind === 'recognised' ? recognised.layout.name : 'plain';
  const layout = layoutNamed(layoutName ?? recognisedName);
  if (layout === undefined) throw new Error(`There is no layout "${layoutName}".`);
  return { path, layout, migrations: layout.read(files, '').migrations };
}

export function statementsOf({ migrations }: Directory): number {
  const scripts = migrations.flatMap(({ up, down }) => (down === undefined ? [up] : [up, down]));
  return scripts.reduce((sum, script) => sum + script.statements.length, 0);
}

export function upFile({ path }: Directory, migration: Migration): string {
  return join(path, migration.up.path);
}
