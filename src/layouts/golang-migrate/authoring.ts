// New files of golang-migrate.
import type { Authoring, NewMigration, TextFile } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import { scriptText, versionsBehind } from '../free-versions.ts';
import { baseName } from '../paths.ts';

export const golangMigrateAuthoring: Authoring = {
  write(steps, after, all) {
    const versions = versionsBehind(writtenVersion(after), all.map(writtenVersion), steps.length, compare);
    if (versions?.some((version) => BigInt(version) > largest)) return undefined;
    return versions?.map((version, i) => filesOf(steps[i] as NewMigration, version, after));
  },
  // A file is sent as one query: one statement alone in it is in no transaction.
  outsideTransaction: () => [],
};

/** Of the history table's bigint. */
const largest = 2n ** 63n - 1n;

/** With the zeros at its front, which the migration's own version leaves out. */
function writtenVersion({ path }: Migration): string {
  return /^[0-9]+/.exec(baseName(path))?.[0] ?? '';
}

function compare(a: string, b: string): number {
  const [left, right] = [BigInt(a), BigInt(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function filesOf(step: NewMigration, version: string, after: Migration): readonly TextFile[] {
  const stem = `${after.path.slice(0, -baseName(after.path).length)}${version}_${step.name}`;
  const up = { path: `${stem}.up.sql`, text: scriptText(step.purpose, step.up) };
  if (after.down === undefined) return [up];
  return [up, { path: `${stem}.down.sql`, text: scriptText(`Undoes ${step.name}.`, step.down) }];
}
