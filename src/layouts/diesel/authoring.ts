// New directories of diesel.
import type { Authoring, NewMigration, TextFile } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import { scriptText, versionsBehind } from '../free-versions.ts';
import { baseName, compareText } from '../paths.ts';
import { versionOf } from './files.ts';

export const dieselAuthoring: Authoring = {
  write(steps, after, all) {
    const versions = versionsBehind(writtenVersion(after), all.map(writtenVersion), steps.length, compare);
    return versions?.map((version, i) => filesOf(steps[i] as NewMigration, version, after));
  },
  outsideTransaction: ({ path }) => [metadata(path)],
};

/** With its dashes, which the migration's own version leaves out. */
function writtenVersion({ path }: Migration): string {
  return baseName(path).split('_', 1)[0] ?? '';
}

function compare(a: string, b: string): number {
  return compareText(versionOf(a), versionOf(b));
}

function filesOf(step: NewMigration, version: string, after: Migration): readonly TextFile[] {
  const directory = `${after.path.slice(0, -baseName(after.path).length)}${version}_${step.name}`;
  const scripts = [
    { path: `${directory}/up.sql`, text: scriptText(step.purpose, step.up) },
    ...(after.down === undefined
      ? []
      : [{ path: `${directory}/down.sql`, text: scriptText(`Undoes ${step.name}.`, step.down) }]),
  ];
  return step.transaction === 'wrapped' ? scripts : [...scripts, metadata(directory)];
}

function metadata(directory: string): TextFile {
  return { path: `${directory}/metadata.toml`, text: 'run_in_transaction = false\n' };
}
