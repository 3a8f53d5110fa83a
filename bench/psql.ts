// The same up scripts with psql: one process per file, as a shell loop would do, or one session for all.
import { type Command, type Measured, measure } from './measuring.ts';
import { type Directory, upFile } from './migrations.ts';
import type { BenchDatabase } from './server.ts';

const quiet = ['-v', 'ON_ERROR_STOP=1', '-q', '-X'];

/** Each file in a transaction of its own where the team's tool would wrap it. */
export async function psqlPerFile(directory: Directory, database: BenchDatabase): Promise<Measured> {
  let seconds = 0;
  for (const migration of directory.migrations) {
    const wrapped = migration.up.transaction === 'wrapped' ? ['--single-transaction'] : [];
    seconds += (await measure(psql([...wrapped, '-f', upFile(directory, migration)], database))).seconds;
  }
  return { seconds };
}

/** Every statement commits by itself: psql has no transaction per file in one session. */
export function psqlOnce(directory: Directory, database: BenchDatabase): Promise<Measured> {
  return measure(
    psql(
      directory.migrations.flatMap((migration) => ['-f', upFile(directory, migration)]),
      database,
    ),
  );
}

function psql(args: readonly string[], database: BenchDatabase): Command {
  return { program: 'psql', args: [...quiet, ...args], environment: database.environment };
}
