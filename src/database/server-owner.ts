// Whom a PostgreSQL of our own runs as: PostgreSQL refuses to run as root, and CodeBuild's containers are root.
import { readFile } from 'node:fs/promises';
import { Failure } from '../failure.ts';

/** Passed to child processes; empty when they may run as we do. */
export type ServerOwner = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** As root: the user `postgres`, else `nobody`, else the first ordinary user. PostgreSQL needs one with an entry. */
export async function serverOwner(): Promise<ServerOwner> {
  if (process.getuid?.() !== 0) return {};
  const found = chooseOwner(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  if (found !== undefined) return found;
  throw new Failure(
    'no-database',
    'PostgreSQL refuses to run as root, and this machine has no other user to run it as.',
    {
      help: 'Add a user (adduser postgres), or give --database-url.',
    },
  );
}

/** The user to drop to, out of the text of /etc/passwd. */
export function chooseOwner(passwd: string): { uid: number; gid: number } | undefined {
  const users = passwd.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) && uid !== '0' ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
  const user =
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody') ??
    users.find(({ uid }) => uid >= 1000);
  return user && { uid: user.uid, gid: user.gid };
}
