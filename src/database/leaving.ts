// Leaving a server that is not ours: sessions end, prepared transactions are rolled back, databases and roles go; then it is looked.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, messageOf } from '../failure.ts';
import type { Session } from '../model/database.ts';
import { administer, type Cluster } from './administration.ts';
import { type ClusterObjects, dropClusterObjects } from './cluster-objects.ts';
import { connectErrorCode } from './connect-failure.ts';
import { dropFamily, type Estate } from './scratch-database.ts';

/** Milliseconds for all of it; Ctrl-C leaves 5 s, a cancelled job of GitHub 7.5 s. */
const HURRIED_MS = 4_300;
const PATIENT_MS = 60_000;

/** Drops what is left of all families. Answers with what could not be dropped. */
export async function leave(estate: Estate, hurried: boolean, cut: () => void): Promise<readonly string[]> {
  const deadline = Date.now() + (hurried ? HURRIED_MS : PATIENT_MS);
  const expected: Expected = {
    roles: new Set([...estate.families].map(({ migrator }) => migrator.name)),
    databases: new Set([...estate.families].flatMap(({ databases }) => [...databases.keys()])),
  };
  if (expected.roles.size === 0) {
    cut();
    void estate.guard.close();
    return [];
  }
  // The migrator's sessions first: they hold locks that the rest would wait for.
  await estate.guard.endSessions();
  cut();
  void estate.guard.close();
  const problems: string[] = [];
  const left = await Promise.race([
    dropAll(cleaner(estate, hurried), expected, deadline, problems),
    sleep(deadline - Date.now(), undefined, { ref: false }).then(() =>
      [...expected.databases, ...expected.roles].map((name) => `${name} (there was no time to look)`),
    ),
  ]);
  return left.length === 0 ? [] : [...left, ...problems];
}

interface Expected {
  readonly roles: Set<string>;
  readonly databases: Set<string>;
}

/** The estate for sessions that outlive the cut, and that do not wait long. */
function cleaner(estate: Estate, hurried: boolean): Estate {
  const { signal: _, ...administrator } = estate.cluster.administrator;
  const limits = hurried ? { queryLimitMs: 2_000 } : {};
  const connectTimeoutMs = hurried ? 2_000 : 10_000;
  return {
    ...estate,
    cluster: { ...estate.cluster, ...limits, administrator: { ...administrator, connectTimeoutMs } },
  };
}

async function dropAll(
  estate: Estate,
  expected: Expected,
  deadline: number,
  problems: string[],
): Promise<readonly string[]> {
  for (;;) {
    try {
      for (const family of [...estate.families]) note(expected, await dropFamily(estate, family));
      // What was begun before the cut may have been made since.
      await dropClusterObjects(estate.cluster, { roles: [...expected.roles], databases: [...expected.databases] });
      return await look(estate.cluster, expected);
    } catch (thrown) {
      problems.splice(0, problems.length, messageOf(thrown));
      const isOver = Date.now() + 500 > deadline || !isWorthAnother(thrown);
      if (isOver) return look(estate.cluster, expected).catch(() => names(expected));
      await sleep(200);
    }
  }
}

function note({ roles, databases }: Expected, dropped: ClusterObjects): void {
  for (const name of dropped.roles) roles.add(name);
  for (const name of dropped.databases) databases.add(name);
}

function names({ roles, databases }: Expected): readonly string[] {
  return [...[...databases].map((name) => `database ${name}`), ...[...roles].map((name) => `role ${name}`)];
}

/** A server that has crashed comes back in a moment; a lock may be given up by then. */
function isWorthAnother(thrown: unknown): boolean {
  if (thrown instanceof Failure && thrown.code === 'no-database') {
    return /^(?:57P03|ECONN|ENOENT|EPIPE|ETIMEDOUT|53300)/.test(connectErrorCode(thrown) ?? '');
  }
  return thrown instanceof Failure && (thrown.code === 'scratch-server' || thrown.code === 'database');
}

const LOOK = `
  select 'session ' || pid as name from pg_catalog.pg_stat_activity
  where (usename = any ($1) or datname = any ($2)) and pid <> pg_catalog.pg_backend_pid()
  union all select 'prepared transaction ' || pg_catalog.quote_literal(gid) || ' in database ' || database
  from pg_catalog.pg_prepared_xacts where database = any ($2)
  union all select 'database ' || datname from pg_catalog.pg_database where datname = any ($2)
  union all select 'role ' || rolname from pg_catalog.pg_roles where rolname = any ($1)`;

async function look(cluster: Cluster, { roles, databases }: Expected): Promise<readonly string[]> {
  return administer(cluster, 'looking for what is left', async (session: Session) => {
    const rows = await session.query(LOOK, [[...roles], [...databases]]);
    return rows.map(({ name }) => String(name));
  });
}
