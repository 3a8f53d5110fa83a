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
