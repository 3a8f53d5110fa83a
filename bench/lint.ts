// How long `lockgate lint` takes as a whole process, anew and where nothing has changed, beside squawk when it is installed. All read the same files, up and down.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchArguments } from './arguments.ts';
import { bundle, measure, measureNode, race } from './measuring.ts';
import { type Directory, readDirectory, statementsOf } from './migrations.ts';
import { megabytes, shortName, table } from './table.ts';

const { directories, layout, rounds } = benchArguments('node bench/lint.ts DIRECTORY… [--layout L] [--rounds N]', 5);
const squawk = spawnSync('squawk', ['--version'], { encoding: 'utf8' });

/** The user's cache directory of these runs, of which the first leaves its report there. */
const caches = await mkdtemp(join(tmpdir(), 'lockgate-bench-'));

function contendersFor(directory: Directory, files: readonly string[]) {
  const args = ['lint', directory.path, '--layout', directory.layout.name, '--format', 'json'];
  const linting = (more: readonly string[]) => () => {
    const environment = { XDG_CACHE_HOME: caches, CI: '' };
    return measureNode(bundle('cli/index.js', [...args, ...more], { expected: [0, 1], environment }));
  };
  const lockgate = [
    { name: 'lockgate lint', run: linting(['--no-cache']) },
    { name: 'lockgate lint, nothing changed', run: linting([]) },
  ];
  if (squawk.error !== undefined) return lockgate;
  const run = () => measure({ program: 'squawk', args: ['--reporter=json', ...files], expected: [0, 1] });
  return [...lockgate, { name: squawk.stdout.trim(), run }];
}

/** Every script that the layout reads, in both directions. */
function filesOf({ path, migrations }: Directory): readonly string[] {
  return migrations.flatMap(({ up, down }) =>
    [up, ...(down === undefined ? [] : [down])].map((one) => join(path, one.path)),
  );
}

const rows: string[][] = [];
try {
  for (const path of directories) {
    const directory = await readDirectory(path, layout);
    const files = filesOf(directory);
    const contenders = contendersFor(directory, files);
    for (const { run } of contenders) await run();
    for (const { name, seconds, peakKb } of await race(contenders, rounds)) {
      const counts = [String(files.length), String(statementsOf(directory)), seconds.toFixed(2)];
      rows.push([shortName(path), name, ...counts, (files.length / seconds).toFixed(0), megabytes(peakKb)]);
    }
  }
} finally {
  await rm(caches, { recursive: true });
}
console.log(table(['', '', 'files', 'statements', 'seconds (median)', 'files per second', 'peak MB'], rows));
if (squawk.error !== undefined) console.log('\nsquawk is not on the PATH, so there is nothing to compare with.');
