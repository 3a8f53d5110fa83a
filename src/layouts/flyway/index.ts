// Flyway, with its default settings.
import type { Layout } from '../../model/layout.ts';
import { baseName } from '../paths.ts';
import { flywayAuthoring } from './authoring.ts';
import { readFlywayFiles } from './files.ts';
import { flywayHistory } from './history.ts';
import { parseName } from './names.ts';
import { compareTexts } from './versions.ts';

export const flyway: Layout = {
  name: 'flyway',
  recognise: (paths) => paths.filter(isFlywayFile).length,
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
  read: readFlywayFiles,
  lateVersion: 'refused',
  compareVersions: compareTexts,
  keepsNames: true,
  history: flywayHistory,
  authoring: flywayAuthoring,
};

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
