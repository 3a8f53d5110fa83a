// `lockgate snapshot`: the catalogue of a database in a file, without its rows.
import { signOfPooler } from '../../src/apply/pooler.ts';
import { writeSnapshot } from '../../src/catalog/snapshot.ts';
import { snapshotSummary } from '../../src/catalog/snapshot-summary.ts';
import { Failure } from '../../src/failure.ts';
import { takeSnapshot } from '../../src/introspection/take-snapshot.ts';
import type { Session } from '../../src/model/database.ts';
import { oneLine } from '../../src/one-line.ts';
import { printable } from '../../src/reports/terminal.ts';
import { type TargetSource, targetConnection } from '../../src/target-connection.ts';
import { prepareOutput } from '../output-file.ts';
import type { Terminal } from '../terminal.ts';

export interface SnapshotOptions {
  readonly databaseUrl?: string;
  readonly databaseSecret?: string;
  readonly caFile?: string;
  readonly output?: string;
}

/** The server gives up on a query after 30 s; this is for one that does not answer at all. */
const CALL_MS = 60_000;

/** Names in a sentence; more are counted. */
const NAMED = 5;

export async function snapshot(terminal: Terminal, options: SnapshotOptions): Promise<0> {
  const source = sourceOf(terminal, options);
  const output = options.output === undefined ? undefined : await prepareOutput(terminal.cwd, options.output);
  terminal.progress('connecting');
  const session = await targetConnection(source).connect();
  try {
    refusePooler(session);
    terminal.progress('reading the schema');
    // The transaction is read-only, too; this is for anything outside of it.
    await session.run('set default_transaction_read_only = on');
    const { snapshot, incomplete } = await takeSnapshot(session);
    const text = writeSnapshot(snapshot);
    terminal.progress(undefined);
    if (output === undefined) await terminal.print(text);
    else await terminal.uninterrupted(() => output.write(text));
    const where = options.output === undefined ? '' : `; written to ${oneLine(options.output)}`;
    terminal.writeError(printable(`${snapshotSummary(snapshot)}${where}\n${incompleteText(incomplete)}`));
    return 0;
  } finally {
    await session.close();
  }
}

/** Flags first, then the variables that `plan` and `status` read, too. */
function sourceOf({ environment }: Terminal, options: SnapshotOptions): TargetSource {
  const url = options.databaseUrl ?? environment.LOCKGATE_DATABASE_URL;
  const secret = options.databaseSecret ?? environment.LOCKGATE_DATABASE_SECRET;
  const caFile = options.caFile ?? environment.LOCKGATE_CA_FILE;
  const given = { 'database-url': url, 'database-secret': secret, 'ca-file': caFile, output: options.output };
  for (const [name, value] of Object.entries(given))
    if (value === '') throw new Failure('bad-input', `--${name}, or its variable, is empty.`);
  if (
    url === undefined &&
    secret === undefined &&
    environment.PGHOST === undefined &&
    environment.PGDATABASE === undefined
  )
    throw new Failure('bad-input', 'No database is named, so there is nothing to take a snapshot of.', {
      help: 'Give --database-url or --database-secret, or set PGHOST, PGUSER, PGPASSWORD and PGDATABASE.',
    });
  return {
    ...(url === undefined ? {} : { url }),
    ...(secret === undefined ? {} : { secret }),
    ...(caFile === undefined ? {} : { caFile }),
    settings: environment,
    applicationName: 'lockgate snapshot',
    callLimitMs: CALL_MS,
  };
}

function refusePooler(session: Session): void {
  const sign = signOfPooler({ session, backendAgeMs: 0, connectedForMs: 0 });
  if (sign === undefined) return;
  throw new Failure(
    'bad-input',
    `The connection goes through a connection pooler (such as PgBouncer or RDS Proxy): ${sign}. Which server answers behind it is not certain, so nothing was read.`,
    { help: "Connect to PostgreSQL itself. For Aurora that is the cluster's writer or reader endpoint." },
  );
}

function incompleteText(incomplete: readonly string[]): string {
  if (incomplete.length === 0) return '';
  const names = incomplete.slice(0, NAMED).map(oneLine).join(', ');
  const more = incomplete.length > NAMED ? ` and ${incomplete.length - NAMED} more` : '';
  return `Not all is known of ${names}${more}: another session kept readers out, so expressions (CHECK, indexes, policies) are missing. Take the snapshot again.\n`;
}
