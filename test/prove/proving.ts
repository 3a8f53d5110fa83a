// Proves SQL text on a real server: what is in the base, what is new, and what was seen.
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { LayoutName, Migration, TransactionMode } from '../../src/model/migration.ts';
import type { ProofRun, StatementTrace } from '../../src/model/trace.ts';
import { prove } from '../../src/prove/prove.ts';
import { layoutOf } from '../apply/deployment.ts';
import { migration } from '../rules/linting.ts';

export interface Proof {
  readonly base?: string;
  readonly mode?: TransactionMode;
  readonly layout?: LayoutName;
  /** Milliseconds. */
  readonly limit?: number;
}

export interface Script {
  readonly up: string;
  readonly down?: string;
}

export async function proveAll(
  server: ScratchServer,
  scripts: readonly Script[],
  proof: Proof = {},
): Promise<ProofRun> {
  const layout = proof.layout ?? 'flyway';
  const baseline = proof.base === undefined ? [] : [migration('1', proof.base, 'none', layout)];
  const pending = scripts.map(
    ({ up, down }, i): Migration => migration(String(i + 2), up, proof.mode ?? 'wrapped', layout, down),
  );
  return prove(server, {
    baseline,
    pending,
    history: layoutOf(layout).history('public'),
    statementLimit: proof.limit ?? 30_000,
  });
}

/** The statements of one new migration. */
export async function tracesOf(
  server: ScratchServer,
  up: string,
  proof: Proof = {},
): Promise<readonly StatementTrace[]> {
  const run = await proveAll(server, [{ up }], proof);
  return run.traces[0]?.statements ?? [];
}

/** Names of databases and roles that are not the server's own. */
export async function leftOn(server: ScratchServer): Promise<readonly string[]> {
  const database = await server.createDatabase();
  const session: Session = await database.connectAsAdministrator();
  try {
    const rows = await session.run(
      `select datname::text as name from pg_database where oid >= 16384
       union all select rolname::text from pg_roles where oid >= 16384`,
    );
    return rows.map((row) => String(row.name)).filter((name) => !name.startsWith(database.name));
  } finally {
    await session.close();
    await database.drop();
  }
}
