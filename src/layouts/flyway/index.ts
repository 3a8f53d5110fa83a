// Flyway, with its default settings but for the name and the schema of its history.
import type { Layout, LayoutReading } from '../../model/layout.ts';
import type { SourceFile } from '../../model/migration.ts';
import { baseName } from '../paths.ts';
import { flywayAuthoring } from './authoring.ts';
import { readFlywayFiles } from './files.ts';
import { flywayHistory } from './history.ts';
import { parseName } from './names.ts';
import { settingFileNames } from './setting-files.ts';
import { readFlywaySettings, readFlywayVariables } from './settings.ts';

export const flyway: Layout = {
  name: 'flyway',
  recognise: (paths) => paths.filter(isFlywayFile).length,
  neighbours: settingFileNames,
  read: readFlyway,
  lateVersion: 'refused',
  namesTable: true,
  baselineZero: true,
  readVariables: readFlywayVariables,
  history: flywayHistory,
  authoring: flywayAuthoring,
};

/** The location, and the settings beside it. */
function readFlyway(files: readonly SourceFile[], root: string, neighbours: readonly SourceFile[] = []): LayoutReading {
  const reading = readFlywayFiles(files, root);
  const { historyAt, problems } = readFlywaySettings(neighbours, root);
  const settled = { ...reading, problems: [...reading.problems, ...problems] };
  return Object.keys(historyAt).length === 0 ? settled : { ...settled, historyAt };
}

/** A migration by name, and with `__`: `Views.sql` or `R.sql` alone is no sign of Flyway. */
function isFlywayFile(path: string): boolean {
  const name = baseName(path);
  const { kind } = parseName(name);
  return name.includes('__') && (kind === 'versioned' || kind === 'repeatable' || kind === 'baseline');
}
