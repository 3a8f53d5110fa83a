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
  read: readGolangMigrateFiles,
  carriesSession: true,
  lateVersion: 'skipped',
  namesTable: true,
  readParameters: readUrlParameters,
  history: golangMigrateHistory,
  authoring: golangMigrateAuthoring,
};
