// Flyway, with its default settings but for the name and the schema of its history.
import type { Layout, LayoutReading } from '../../model/layout.ts';
import type { SourceFile } from '../../model/migration.ts';
import { baseName } from '../paths.ts';
import { flywayAuthoring } from './authoring.ts';
import { readFlywayFiles } from './files.ts';
import { flywayHistory } from './history.ts';
import { parseName } from './names.ts';
import { isSettingFile, settingFileNames } from './setting-files.ts';
import { readFlywaySettings, readFlywayVariables } from './settings.ts';
import { compareTexts } from './versions.ts';

export const flyway: Layout = {
  name: 'flyway',
  recognise: (paths) => paths.filter(isFlywayFile).length,
  neighbours: settingFileNames,
  marks: [
    ...['flyway.conf', 'flyway.toml', 'flyway.user.toml', 'conf/flyway.conf', 'conf/flyway.toml'].map((name) => ({
      name,
    })),
    ...[
      'pom.xml',
      'build.gradle',
      'build.gradle.kts',
      'build.sbt',
      'Makefile',
      'compose.yaml',
      'docker-compose.yml',
    ].map((name) => ({ name, holds: /flyway/i })),
    ...['properties', 'yml', 'yaml'].flatMap((ending) =>
      [`application.${ending}`, `src/main/resources/application.${ending}`].map((name) => ({ name, holds: /flyway/i })),
    ),
  ],
  companions: codeDirectories,
  read: readFlyway,
  lateVersion: 'refused',
  compareVersions: compareTexts,
  keepsNames: true,
  namesTable: true,
  baselineZero: true,
  readVariables: readFlywayVariables,
  history: flywayHistory,
  authoring: flywayAuthoring,
};

/** The location, and the settings beside it. */
function readFlyway(files: readonly SourceFile[], root: string, neighbours: readonly SourceFile[] = []): LayoutReading {
  const reading = readFlywayFiles(files, root, neighbours);
  const { historyAt, problems } = readFlywaySettings(neighbours.filter(isSettingFile), root);
  const settled = { ...reading, problems: [...reading.problems, ...problems] };
  return Object.keys(historyAt).length === 0 ? settled : { ...settled, historyAt };
}

/** A migration by name, and with `__`: `Views.sql` or `R.sql` alone is no sign of Flyway. */
function isFlywayFile(path: string): boolean {
  const name = baseName(path);
  const { kind } = parseName(name);
  return name.includes('__') && (kind === 'versioned' || kind === 'repeatable' || kind === 'baseline');
}

/** Where Maven and Gradle keep the classes of the same package: `src/main/java/db/migration` for `src/main/resources/db/migration`. */
function codeDirectories(root: string): readonly string[] {
  const parts = /^(.*\/|)src\/([^/]+)\/resources\/(.+)$/.exec(root);
  if (parts === null) return [];
  const [, before, set, location] = parts;
  return ['java', 'kotlin', 'groovy', 'scala'].map((language) => `${before}src/${set}/${language}/${location}`);
}
