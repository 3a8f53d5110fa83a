// The rights on a server before and after a run: who is superuser, who is member of what, what is set for whom. No run may change them.
import { Failure, isServerError, messageOf } from '../failure.ts';
import type { Row, Session } from '../model/database.ts';
import { identifier } from './administration.ts';
import { reachingList } from './dangerous-roles.ts';
import { madeComment } from './provided-roles.ts';

interface Right {
  readonly kind: 'attributes' | 'membership' | 'setting' | 'database' | 'parameter';
  /** The role or database. */
  readonly name: string;
  /** The role that a member is in, the database of a setting, the parameter that may be set; else empty. */
  readonly other: string;
  readonly value: string;
  /** It reaches further than a database, so that nobody may get it. */
  readonly strong: boolean;
}

export type Rights = ReadonlyMap<string, Right>;

/**
 * `ours`: roles of Lockgate's runs, this one and others at the same time, and what their migrations made. They come and go, so they count only
 * where they are strong; those of other runs do not count at all.
 */
function rightsSql(number: number): string {
  const strong = (role: string): string => `(${role}.rolsuper or ${role}.rolreplication or ${role}.rolbypassrls)`;
  const reaching = `(${strong('g')} or g.rolname = any (${reachingList}::name[]))`;
  const parameters = `
union all
select 'parameter', coalesce(g.rolname, 'public')::text, parname, string_agg(a.privilege_type, ',' order by a.privilege_type), a.grantee = 0
from pg_parameter_acl, aclexplode(paracl) a left join pg_roles g on g.oid = a.grantee
where a.grantee not in (select oid from ours) and g.rolsuper is not true group by 2, 3, 5`;
  return `
with ours as (
  select r.oid from pg_roles r
  where r.rolname ~ '^lockgate_' or shobj_description(r.oid, 'pg_authid') = $2
    or exists (select from pg_auth_members m join pg_roles l on l.oid = m.member where m.roleid = r.oid and l.rolname ~ '^lockgate_')
)
select 'attributes' as kind, r.rolname::text as name, '' as other,
       concat_ws(' ', case when rolsuper then 'superuser' end, case when rolcreaterole then 'createrole' end,
         case when rolcreatedb then 'createdb' end, case when rolreplication then 'replication' end,
         case when rolbypassrls then 'bypassrls' end, case when rolcanlogin then 'login' end, rolvaliduntil,
         'password:' || md5(rolpassword)) as value,
       ${strong('r')} as strong
from pg_authid r
where r.oid not in (select oid from ours) or (${strong('r')} and (r.rolname = $1 or r.rolname !~ '^lockgate_'))
union all
select 'membership', m.rolname::text, g.rolname::text, bool_or(am.admin_option)::text, ${reaching}
from pg_auth_members am join pg_roles m on m.oid = am.member join pg_roles g on g.oid = am.roleid
where (m.oid not in (select oid from ours) and g.oid not in (select oid from ours))
   or (${reaching} and (m.rolname = $1 or m.rolname !~ '^lockgate_'))
group by 2, 3, 5
union all
select 'setting', coalesce(r.rolname, '')::text, coalesce(d.datname, '')::text, s.setconfig::text, s.setrole = 0
from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole left join pg_database d on d.oid = s.setdatabase
where s.setrole not in (select oid from ours) and (d.datname is null or d.datname !~ '^lockgate_')
union all
select 'database', datname::text, '', concat_ws(' ', datdba::regrole, datistemplate, datallowconn, datacl::text), false
from pg_database where datname !~ '^lockgate_' and datdba not in (select oid from ours)${number < 150_000 ? '' : parameters}`;
}

/** `migrator`: whose run it is. `session` is the administrator's, in its own database: names resolve in pg_catalog. */
export async function readRights(session: Session, number: number, migrator: string): Promise<Rights> {
  const rows = await session.query(rightsSql(number), [migrator, madeComment]);
  return new Map(rows.map(rightOf).map((right) => [JSON.stringify([right.kind, right.name, right.other]), right]));
}

function rightOf(row: Row): Right {
  return {
    kind: row.kind as Right['kind'],
    name: String(row.name),
    other: String(row.other),
    value: String(row.value),
    strong: row.strong === true,
  };
}

export interface Escalation {
  readonly before: Right | undefined;
  readonly now: Right;
}

/** What appeared or changed. A role that is new and not strong is none: another user of the server may have made it. */
export function escalations(before: Rights, after: Rights): readonly Escalation[] {
  const wasThere = (name: string): boolean => before.has(JSON.stringify(['attributes', name, '']));
  return [...after].flatMap(([key, now]) => {
    const old = before.get(key);
    if (old?.value === now.value) return [];
    const isKnown = now.kind === 'database' ? old !== undefined : wasThere(now.name);
    return isKnown || now.strong ? [{ before: old, now }] : [];
  });
}

/** Takes away what appeared, as far as that is possible; says what it did. */
export async function takeAway(session: Session, found: readonly Escalation[]): Promise<readonly string[]> {
  const done: string[] = [];
  for (const { before, now } of found) {
    const [sql, what] = undoing(now, before) ?? [];
    if (sql === undefined || what === undefined) continue;
    try {
      await session.run(sql);
      done.push(`${what} was undone`);
    } catch (thrown) {
      if (!isServerError(thrown)) throw thrown;
      done.push(`${what} could not be undone (${messageOf(thrown)})`);
    }
  }
  return done;
}

function undoing({ kind, name, other }: Right, before: Right | undefined): readonly [string, string] | undefined {
  if (kind === 'attributes') {
    return [`alter role ${identifier(name)} ${attributesOf(before)}`, `the change of ${name}`];
  }
  if (kind === 'membership' && before === undefined) {
    return [`revoke ${identifier(other)} from ${identifier(name)} cascade`, `the membership in ${other}`];
  }
  if (kind === 'setting' && before === undefined) {
    const whose =
      name === '' ? (other === '' ? 'role all' : `database ${identifier(other)}`) : `role ${identifier(name)}`;
    const where = name !== '' && other !== '' ? ` in database ${identifier(other)}` : '';
    return [`alter ${whose}${where} reset all`, `the settings of ${whose}`];
  }
  return undefined;
}

function attributesOf(before: Right | undefined): string {
  const words = before?.value.split(' ') ?? [];
  return ['superuser', 'createrole', 'createdb', 'replication', 'bypassrls', 'login']
    .map((word) => (words.includes(word) ? word : `no${word}`))
    .join(' ');
}

/** For a run whose migrations changed what they may not. */
export function rightsFailure(found: readonly Escalation[], undone: readonly string[]): Failure {
  const after = undone.length === 0 ? '' : ` Afterwards ${undone.join('; ')}.`;
  return new Failure(
    'database',
    `While the migrations ran, rights on the scratch server changed, so nothing that was seen counts: ${found.map(sentence).join('; ')}.${after}`,
    {
      help: 'Read the migrations of this change before anybody runs them again. Throw this server away; if it is shared, treat it and its machine as compromised.',
    },
  );
}

function sentence({ before, now: { kind, name, other, value } }: Escalation): string {
  switch (kind) {
    case 'attributes': {
      const was = before === undefined ? 'which did not exist' : `which was "${shown(before.value)}"`;
      return `the role ${name}, ${was}, is now "${shown(value)}"`;
    }
    case 'membership':
      return `the role ${name} is now a member of ${other}`;
    case 'setting':
      return `settings of ${name === '' ? 'all roles' : `the role ${name}`}${other === '' ? '' : ` in the database ${other}`} are now ${value}`;
    case 'database':
      return `owner, flags or privileges of the database ${name} are others than before`;
    case 'parameter':
      return `the role ${name} may now set ${other}`;
  }
}

/** Without the digest of the password, which is only there to be compared. */
function shown(attributes: string): string {
  return attributes.replace(/password:[0-9a-f]{32}/, 'password').trim() || 'no attribute';
}
