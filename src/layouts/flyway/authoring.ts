// New files of Flyway.
import type { Authoring, NewMigration, TextFile } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import { scriptText, versionsBehind } from '../free-versions.ts';
import { baseName } from '../paths.ts';
import { readFlywayScript } from './script.ts';
import { compareVersions, parseVersion } from './versions.ts';

export const flywayAuthoring: Authoring = {
  write(steps, after, all) {
    const version = writtenVersion(after);
    if (version === undefined) return undefined;
    const taken = all.flatMap((one) => writtenVersion(one) ?? []);
    const versions =
      versionsBehind(version, taken, steps.length, compare) ??
      // Between 12 and 13 there is room for 12.1, 12.2 …
      versionsBehind(`${version}.0`, taken, steps.length, compare);
    return versions?.map((one, i) => filesOf(steps[i] as NewMigration, one, after));
  },
  outsideTransaction: ({ path }, statement) => configFor(path, statement),
};

/** As the file name has it; undefined for a repeatable or baseline migration, which has no place in the order. */
function writtenVersion({ path }: Migration): string | undefined {
  return /^V([0-9][0-9._]*?)__/.exec(baseName(path))?.[1];
}

function compare(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left === undefined || right === undefined ? 0 : compareVersions(left, right);
}

function filesOf(step: NewMigration, version: string, after: Migration): readonly TextFile[] {
  const directory = after.path.slice(0, -baseName(after.path).length);
  const script = (prefix: 'V' | 'U', text: string, statements: readonly string[]): readonly TextFile[] => {
    const path = `${directory}${prefix}${version}__${step.name}.sql`;
    const alone = statements.length === 1 ? (statements[0] as string) : '';
    return [{ path, text }, ...(step.transaction === 'none' ? configFor(path, alone) : [])];
  };
  const up = script('V', scriptText(step.purpose, step.up), step.up);
  if (after.down === undefined) return up;
  return [...up, ...script('U', scriptText(`Undoes V${version}.`, step.down), step.down)];
}

/** Flyway itself sees that most such statements can't run in a transaction; for the others it has to be told. */
function configFor(path: string, statement: string): readonly TextFile[] {
  const bytes = new TextEncoder().encode(statement);
  const { script } = readFlywayScript({ path, bytes }, undefined);
  return script.transaction === 'none' ? [] : [{ path: `${path}.conf`, text: 'executeInTransaction=false\n' }];
}
