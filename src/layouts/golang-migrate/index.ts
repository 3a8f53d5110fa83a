// golang-migrate: numbered up and down files in one directory.
import type { Layout } from '../../model/layout.ts';
import { golangMigrateAuthoring } from './authoring.ts';
import { readGolangMigrateFiles } from './files.ts';
import { golangMigrateHistory } from './history.ts';
import { parseName } from './names.ts';
import { readUrlParameters } from './parameters.ts';

export const golangMigrate: Layout = {
  name: 'golang-migrate',
  recognise: (paths) => paths.filter((path) => !path.includes('/') && parseName(path).kind === 'migration').length,
  marks: [
    { name: 'go.mod', holds: /\bgolang-migrate\/migrate\b/ },
    ...[
      'Makefile',
      'Taskfile.yml',
      'Taskfile.yaml',
      'justfile',
      'Dockerfile',
      'compose.yaml',
      'compose.yml',
      'docker-compose.yml',
      'docker-compose.yaml',
    ].map((name) => ({
      name,
      holds: /\bmigrate\/migrate\b|\bgolang-migrate\b|\bmigrate [^\n]*-(?:path|source|database|ext)\b/,
    })),
  ],
  lookalikes: 'sqlx, pop and bun use',
  read: readGolangMigrateFiles,
  carriesSession: true,
  lateVersion: 'skipped',
  namesTable: true,
  readParameters: readUrlParameters,
  history: golangMigrateHistory,
  authoring: golangMigrateAuthoring,
};
