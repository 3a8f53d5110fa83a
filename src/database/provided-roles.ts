// Roles that scripts name and nobody made: made for the run without a login, shared by runs on one server, removed by the last of them.
import { isConnectionLost, isServerError } from '../failure.ts';
import type { Session } from '../model/database.ts';
import {
  administer,
  type Cluster,
  connectAsAdministrator,
  identifier,
  literal,
  releaseRoleLock,
  takeRoleLock,
} from './administration.ts';
import { grantable } from './dangerous-roles.ts';

export interface ProvidedRoles {
  /** Those that were not there. */
  readonly made: readonly string[];
  /** Those that are there and could do more than a plain role. */
  readonly unlent: readonly string[];
  /** Removes the roles that no other run uses; call it when the run's databases are gone. `cluster`: for when the run's sessions were cut. */
  release(cluster: Cluster): Promise<void>;
}

const nothing: ProvidedRoles = { made: [], unlent: [], release: async () => undefined };

/** How a later run recognises what an earlier one, perhaps one that was killed, has made. */
export const madeComment = 'Made by Lockgate for a run on this scratch server, and removed at its end.';

/** The first key of the advisory locks that say "in use"; the second is the role's name as a number. */
const useKey = 70_946;

/**
 * Makes the missing ones of `names` and lets the migrator set, own and grant them, as rds_superuser can on Aurora. Roles that are there
 * already are lent too, unless they could do more than a plain role. Each run holds a shared lock per role for as long as it lasts.
 */
export async function provideRoles(
  cluster: Cluster,
  migrator: string,
  names: readonly string[],
): Promise<ProvidedRoles> {
  if (names.length === 0) return nothing;
  const session = await connectAsAdministrator(cluster);
  try {
    await takeRoleLock(session);
    await sweep(session, names);
    const existing = new Map((await session.query(grantable, [names])).map((row) => [String(row.name), row]));
    const made: string[] = [];
    const used: string[] = [];
    const unlent: string[] = [];
    for (const name of names) {
      const found = existing.get(name);
      if (found === undefined) {
        await session.run(`create role ${identifier(name)} nologin`);
        await session.run(`comment on role ${identifier(name)} is ${literal(madeComment)}`);
      }
      const ours = found === undefined || found.comment === madeComment;
      if (ours) made.push(name);
      if (!ours && found.plain !== true) {
        unlent.push(name);
        continue;
      }
      await session.query(useLock('pg_advisory_lock_shared'), [name]);
      used.push(name);
      await session.run(`grant ${identifier(name)} to ${identifier(migrator)}${ours ? ' with admin option' : ''}`);
    }
    await releaseRoleLock(session);
    return { made, unlent, release: (again) => release(session, used, made, again) };
  } catch (thrown) {
    await session.close();
    throw thrown;
  }
}

async function release(
  session: Session,
  used: readonly string[],
  made: readonly string[],
  again: Cluster,
): Promise<void> {
  try {
    await takeRoleLock(session);
    for (const name of used) await session.query(useLock('pg_advisory_unlock_shared'), [name]);
    await removeAll(session, made);
  } catch (thrown) {
    if (!isConnectionLost(thrown)) throw thrown;
    // Its locks went with it.
    await administer(again, 'removing roles', async (other) => {
      await takeRoleLock(other);
      await removeAll(other, made);
    });
  } finally {
    await session.close().catch(() => undefined);
  }
}

async function removeAll(session: Session, made: readonly string[]): Promise<void> {
  for (const name of made) await removeUnused(session, name);
  await sweep(session, []);
}

/** Roles of runs that were killed. */
async function sweep(session: Session, kept: readonly string[]): Promise<void> {
  const rows = await session.query(
    `select rolname::text as name from pg_catalog.pg_roles
     where pg_catalog.shobj_description(oid, 'pg_authid') = $1 and rolname <> all ($2::text[])`,
    [madeComment, kept],
  );
  for (const row of rows) await removeUnused(session, String(row.name));
}

async function removeUnused(session: Session, name: string): Promise<void> {
  const [free] = await session.query(useLock('pg_try_advisory_lock', ' as free'), [name]);
  if (free?.free !== true) return;
  try {
    const found = await session.query('select from pg_catalog.pg_roles where rolname = $1', [name]);
    if (found.length > 0) {
      await session.run(`drop owned by ${identifier(name)} cascade`);
      await session.run(`drop role ${identifier(name)}`);
    }
  } catch (thrown) {
    // It owns something in a database that is not Lockgate's: it stays, and the next run finds it by its comment.
    if (!isServerError(thrown)) throw thrown;
  } finally {
    await session.query(useLock('pg_advisory_unlock'), [name]);
  }
}

function useLock(how: string, as = ''): string {
  return `select pg_catalog.${how}(${useKey}, pg_catalog.hashtext($1::text))${as}`;
}
