// How long the CodeBuild plugin takes for a whole history on an empty database, beside psql.
import { benchArguments } from './arguments.ts';
import { bundle, type Measured, measureNode, race } from './measuring.ts';
import { readDirectory } from './migrations.ts';
import { psqlOnce, psqlPerFile } from './psql.ts';
import { type BenchDatabase, inDatabase, startBenchServer } from './server.ts';
import { raceTable, shortName } from './table.ts';

const { directories, layout, major, rounds } = benchArguments(
  'node bench/apply.ts DIRECTORY [--layout L] [--major N] [--rounds N]',
  3,
);
const directory = await readDirectory(directories[0], layout);
const server = await startBenchServer(major);

function lockgate(database: BenchDatabase): Promise<Measured> {
  const args = ['apply', directory.path, '--layout', directory.layout.name];
  return measureNode(bundle('codebuild-plugin/index.js', args, { environment: database.environment }));
}

try {
  const contenders = [
    {
      name: 'psql, one process per file',
      run: () => inDatabase(server, (database) => psqlPerFile(directory, database)),
    },
    { name: 'psql, one session', run: () => inDatabase(server, (database) => psqlOnce(directory, database)) },
    { name: 'lockgate apply', run: () => inDatabase(server, lockgate) },
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
