// Plain SQL files that belong to no tool: for looking at single files. They have no history, so they can be checked but not applied.
import type { History, Layout, LayoutReading } from '../model/layout.ts';
import type { Migration, SourceFile } from '../model/migration.ts';
import { readScript } from '../sql/script.ts';
import { digestOf } from './digest.ts';

/** Every `.sql` file, in order of its path, each in a transaction of its own. Never recognised by itself: only named. */
export const plain: Layout = {
  name: 'plain',
  recognise: () => 0,
  read: readPlain,
  lateVersion: 'runs',
  history: (): History => nothing,
};

function readPlain(files: readonly SourceFile[]): LayoutReading {
  const scripts = files.filter((file) => /\.sql$/i.test(file.path));
  return { migrations: scripts.map(migrationOf), problems: [] };
}

function migrationOf(file: SourceFile): Migration {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return {
    id: file.path,
    version: '',
    name,
    layout: 'plain',
    path: file.path,
    kind: 'versioned',
    up: readScript(file, 'wrapped'),
    checksum: null,
    digest: digestOf([{ name: 'up', bytes: file.bytes }]),
  };
}

const nothing: History = {
  table: '"public"."lockgate keeps no history of plain files"',
  create: [],
  read: '',
  parse: () => [],
  recordStart: () => [],
  recordDone: () => [],
  recordFailed: () => [],
  recordUndone: () => [],
  lockKeys: () => [],
};
