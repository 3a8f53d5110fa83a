// The administrator of a server of our own is called postgres, as migrations call the owner of their tables, too: then it takes another name.
import { randomBytes } from 'node:crypto';
import { administer, type Cluster, identifier, literal } from './administration.ts';
import { connect } from './session.ts';

/** Only on a server of our own: there nobody else knows the name. No one can rename himself, so a second superuser does it. */
export async function stepAside(cluster: Cluster): Promise<void> {
  if (!cluster.own) return;
  const { user } = cluster.administrator;
  const name = 'lockgate_administrator';
  const helper = { name: 'lockgate_namer', password: randomBytes(24).toString('base64url') };
  await administer(cluster, 'making way for a role', (session) =>
    session.run(`create role ${helper.name} superuser login password ${literal(helper.password)}`),
  );
  const session = await connect({ ...cluster.administrator, user: helper.name, password: helper.password });
  try {
    await session.run(`alter role ${identifier(user)} rename to ${name}`);
    cluster.administrator = { ...cluster.administrator, user: name };
  } finally {
    await session.close();
  }
  await administer(cluster, 'making way for a role', (again) => again.run(`drop role ${helper.name}`));
}
