// Which roles reach further than a scratch database: the machine, other databases, other people's rights.

/** Predefined roles that run programs, touch files or open connections. */
const reaching = [
  'pg_execute_server_program',
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_create_subscription',
];

export const reachingList = `'{${reaching.join(',')}}'`;

/**
 * The roles of `$1` that exist. `plain`: neither they nor any role they are members of have an attribute beyond LOGIN, own a database, or reach
 * further than one. Only such a role is lent to a migration.
 */
export const grantable = `
select r.rolname::text as name, pg_catalog.shobj_description(r.oid, 'pg_authid') as comment,
       not exists (
         select from pg_catalog.pg_roles above
         where (above.oid = r.oid or pg_catalog.pg_has_role(r.oid, above.oid, 'member'))
           and (above.rolsuper or above.rolreplication or above.rolbypassrls or above.rolcreaterole or above.rolcreatedb
             or above.rolname ~ '^pg_' or exists (select from pg_catalog.pg_database where datdba = above.oid))
       ) as plain
from pg_catalog.pg_roles r where r.rolname = any ($1::text[])`;
