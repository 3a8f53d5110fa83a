// How long `lockgate check` takes for a whole history, beside psql that only runs the up scripts.
import { benchArguments } from './arguments.ts';
import { bundle, type Measured, measureNode, race } from './measuring.ts';
import { readDirectory } from './migrations.ts';
import { psqlOnce, psqlPerFile } from './psql.ts';
import { inDatabase, startBenchServer } from './server.ts';
import { raceTable, shortName } from './table.ts';

const { directories, layout, major, rounds } = benchArguments(
  'node bench/check.ts DIRECTORY [--layout L] [--major N] [--rounds N]',
  3,
);
const directory = await readDirectory(directories[0], layout);
const server = await startBenchServer(major);
const version = String(Number.parseInt(server.version, 10));

/** Blocked (1) is an answer, too. */
function lockgate(more: readonly string[]): Promise<Measured> {
  const args = ['check', directory.path, '--layout', directory.layout.name, '--server-version', version, ...more];
  return measureNode(bundle('cli/index.js', [...args, '--format', 'json'], { expected: [0, 1] }));
}

try {
  const contenders = [
    {
      name: 'psql, one process per file',
      run: () => inDatabase(server, (database) => psqlPerFile(directory, database)),
    },
    { name: 'psql, one session', run: () => inDatabase(server, (database) => psqlOnce(directory, database)) },
    {
      name: 'lockgate check, on that server',
      run: () => inDatabase(server, ({ url }) => lockgate(['--database-url', url])),
    },
    { name: 'lockgate check, with a server of its own', run: () => lockgate([]) },
  ];
  const results = await race(contenders, rounds);
  const { migrations } = directory;
  console.log(
    `${shortName(directory.path)}: ${migrations.length} migrations, PostgreSQL ${server.version}, ${rounds} rounds\n`,
  );
  console.log(raceTable(results));
} finally {
  await server.stop();
}
