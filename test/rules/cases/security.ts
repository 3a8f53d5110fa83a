// Row security, grants, owners, functions with rights, and what Aurora refuses.
import type { Case } from './case.ts';

const notes = 'CREATE TABLE notes (id bigint PRIMARY KEY, owner text);';
const also = (id: string): Pick<Case, 'also'> => ({ also: { [id]: {} } });
const dynamic = (body: string, more = '', parameters = 'p text, n int, q text'): string =>
  `CREATE FUNCTION g(${parameters}) RETURNS void LANGUAGE plpgsql ${more} AS $$ ${body} $$;`;

const rowSecurity: readonly Case[] = [
  {
    what: 'row security without a policy',
    setup: notes,
    up: 'ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    rules: ['rls-without-policy'],
  },
  {
    what: 'row security with a restrictive policy only',
    setup: `${notes} CREATE POLICY p ON notes AS RESTRICTIVE USING (true);`,
    up: 'ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    rules: ['rls-without-policy'],
  },
  {
    what: 'row security with a policy that was dropped',
    setup: `${notes} CREATE POLICY p ON notes USING (true); DROP POLICY p ON notes;`,
    up: 'ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    rules: ['rls-without-policy'],
  },
  {
    what: 'row security with a policy in a later transaction',
    setup: notes,
    up: 'ALTER TABLE notes ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON notes USING (true);',
    transaction: 'none',
    rules: ['rls-without-policy'],
  },
  {
    what: 'row security with a policy behind it',
    setup: notes,
    up: 'ALTER TABLE notes ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON notes USING (true);',
    rules: [],
  },
  {
    what: 'row security of a new table',
    up: 'CREATE TABLE n (id int PRIMARY KEY); ALTER TABLE n ENABLE ROW LEVEL SECURITY;',
    rules: [],
  },
  {
    what: 'policies that leave out a command',
    setup: `${notes} CREATE POLICY r ON notes FOR SELECT USING (true);`,
    up: 'CREATE POLICY w ON notes FOR INSERT WITH CHECK (true); ALTER TABLE notes ENABLE ROW LEVEL SECURITY; CREATE POLICY u ON notes FOR UPDATE USING (true);',
    rules: ['rls-policy-incomplete'],
    ...also('rls-policy-incomplete'),
  },
  {
    what: 'policies for every command',
    setup: notes,
    up: 'CREATE POLICY r ON notes FOR SELECT USING (true); CREATE POLICY a ON notes USING (true); ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    rules: [],
    ...also('rls-policy-incomplete'),
  },
  {
    what: 'changes of policies',
    setup: `${notes} CREATE POLICY r ON notes FOR SELECT USING (true);`,
    up: 'ALTER POLICY r ON notes USING (id > 1); DROP POLICY r ON notes; ALTER TABLE notes FORCE ROW LEVEL SECURITY;',
    rules: ['policy-change', 'policy-change', 'policy-change'],
    ...also('policy-change'),
  },
  {
    what: 'policies of a new table',
    up: 'CREATE TABLE n (id int PRIMARY KEY); CREATE POLICY r ON n USING (true); DROP POLICY r ON n;',
    rules: [],
    ...also('policy-change'),
  },
];

const grants: readonly Case[] = [
  {
    what: 'GRANT to everyone',
    setup: notes,
    up: 'GRANT SELECT, INSERT ON notes TO PUBLIC;',
    rules: ['grant-to-public'],
  },
  {
    what: 'ALTER DEFAULT PRIVILEGES for everyone',
    up: 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;',
    rules: ['grant-to-public'],
  },
  {
    what: 'GRANT of what everyone has',
    setup:
      "CREATE SCHEMA s; CREATE FUNCTION s.g() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE s.y AS ENUM ('a');",
    up: 'GRANT EXECUTE ON FUNCTION s.g() TO PUBLIC; GRANT USAGE ON TYPE s.y TO PUBLIC;',
    rules: [],
  },
  {
    what: 'REVOKE from everyone',
    setup: notes,
    up: 'REVOKE ALL ON notes FROM PUBLIC;',
    rules: [],
    ...also('grant-widening'),
  },
  {
    what: 'GRANT ALL',
    setup: notes,
    up: 'GRANT ALL ON notes TO pg_monitor;',
    rules: ['grant-widening'],
    ...also('grant-widening'),
  },
  {
    what: 'GRANT ALL on a sequence, and on a function, which has one privilege only',
    setup: 'CREATE SEQUENCE s; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    up: 'GRANT ALL ON SEQUENCE s TO pg_monitor; GRANT ALL ON FUNCTION f() TO pg_monitor;',
    rules: ['grant-widening'],
    ...also('grant-widening'),
  },
  {
    what: 'GRANT on all tables',
    setup: notes,
    up: 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO pg_monitor;',
    rules: ['grant-widening'],
    ...also('grant-widening'),
  },
  {
    what: 'GRANT of what is needed',
    setup: notes,
    up: 'GRANT SELECT (id), INSERT ON notes TO pg_monitor;',
    rules: [],
    ...also('grant-widening'),
  },
  {
    what: 'grants among changes of tables',
    setup: notes,
    up: 'GRANT SELECT ON notes TO pg_monitor; CREATE TABLE n (id int PRIMARY KEY); REVOKE SELECT ON notes FROM pg_monitor;',
    rules: ['privilege-drift'],
    ...also('privilege-drift'),
  },
  {
    what: 'grants by themselves',
    setup: notes,
    up: "SET LOCAL lock_timeout = '5s'; GRANT SELECT ON notes TO pg_monitor; COMMENT ON TABLE notes IS 'n';",
    rules: [],
    ...also('privilege-drift'),
  },
  {
    what: 'a wrong owner',
    setup: notes,
    up: 'ALTER TABLE notes OWNER TO CURRENT_USER; CREATE VIEW w AS SELECT 1 AS a;',
    also: { 'object-owner': { owner: 'app' } },
    rules: ['object-owner', 'object-owner'],
  },
  {
    what: 'the right owner',
    up: 'CREATE TABLE n (id int PRIMARY KEY); CREATE TEMP TABLE x (id int); ALTER TABLE public.n OWNER TO CURRENT_USER;',
    also: { 'object-owner': { owner: 'current_user' } },
    rules: [],
  },
  { what: 'no owner set', up: 'CREATE TABLE n (id int PRIMARY KEY);', rules: [], ...also('object-owner') },
];

const code: readonly Case[] = [
  {
    what: 'SECURITY DEFINER without a path',
    up: "CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
    rules: ['security-definer-search-path'],
  },
  {
    what: 'ALTER FUNCTION … SECURITY DEFINER',
    setup: "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    up: 'ALTER FUNCTION g() SECURITY DEFINER;',
    rules: ['security-definer-search-path'],
  },
  {
    what: 'SECURITY DEFINER with a path',
    up: "CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS 'SELECT 1'; CREATE FUNCTION h() RETURNS int LANGUAGE sql SECURITY INVOKER AS 'SELECT 1';",
    rules: [],
  },
  {
    what: 'SECURITY DEFINER that gets a path',
    up: "CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; ALTER FUNCTION g() SET search_path = public, pg_temp;",
    rules: [],
  },
  {
    what: 'EXECUTE of a parameter in a string',
    up: dynamic("BEGIN EXECUTE 'SELECT ' || p; END"),
    rules: ['plpgsql-sql-injection'],
  },
  {
    what: 'EXECUTE of format with %s',
    up: dynamic("BEGIN EXECUTE format('SELECT %L, %s', p, q); END"),
    rules: ['plpgsql-sql-injection'],
  },
  {
    what: 'EXECUTE of a variable that holds a parameter',
    up: dynamic("DECLARE s text := 'SELECT '; BEGIN s := s || lower(p); EXECUTE s; END"),
    rules: ['plpgsql-sql-injection'],
  },
  {
    what: 'EXECUTE in a loop',
    up: dynamic("DECLARE r record; BEGIN FOR r IN EXECUTE 'SELECT ' || p LOOP NULL; END LOOP; END"),
    rules: ['plpgsql-sql-injection'],
  },
  {
    what: 'EXECUTE of a parameter as it is, with the owner’s rights',
    up: dynamic('BEGIN EXECUTE p; END', 'SECURITY DEFINER SET search_path = public'),
    rules: ['plpgsql-sql-injection'],
  },
  { what: 'EXECUTE of a parameter as it is', up: dynamic('BEGIN EXECUTE p; END'), rules: [] },
  {
    what: 'EXECUTE with quoting',
    up: dynamic(
      "BEGIN EXECUTE 'SELECT ' || quote_ident(p) || quote_literal(q) || n; EXECUTE format('SELECT %I, %L, %s', p, q, n); END",
    ),
    rules: [],
  },
  {
    what: 'EXECUTE of format with positions',
    up: dynamic("BEGIN EXECUTE format('SELECT %2$s, %1$I', p, n); END"),
    rules: [],
  },
  { what: 'EXECUTE with USING', up: dynamic("BEGIN EXECUTE 'SELECT $1' USING p; END"), rules: [] },
  {
    what: 'EXECUTE of a regclass',
    up: dynamic("BEGIN EXECUTE 'ANALYZE ' || p::regclass || t; END", '', 'p text, t regclass'),
    rules: [],
  },
  {
    what: 'EXECUTE of a quoted variable',
    up: dynamic("DECLARE s text := quote_ident(p); BEGIN EXECUTE 'SELECT ' || s; END"),
    rules: [],
  },
];

const aurora: readonly Case[] = [
  {
    what: 'ALTER SYSTEM',
    up: "ALTER SYSTEM SET work_mem = '8MB';",
    transaction: 'none',
    rules: ['superuser-statement'],
    fails: '42501',
  },
  {
    what: 'COPY to a program',
    setup: notes,
    up: "COPY notes TO PROGRAM 'cat';",
    rules: ['superuser-statement'],
    fails: '42501',
  },
  { what: 'a superuser', up: 'CREATE ROLE lockgate_case SUPERUSER;', rules: ['superuser-statement'], fails: '42501' },
  {
    what: 'a function in C',
    up: "CREATE FUNCTION g() RETURNS int LANGUAGE c AS 'lib', 'g';",
    rules: ['superuser-statement'],
    fails: '42501',
  },
  { what: 'a base type', up: 'CREATE TYPE shell;', rules: ['superuser-statement'], fails: '42501' },
  {
    what: 'reading a file',
    up: "SELECT pg_read_file('/etc/hostname');",
    rules: ['superuser-statement'],
    fails: '42501',
  },
  {
    what: 'COPY from the client',
    setup: notes,
    up: "CREATE TYPE pair AS (a int, b int); CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    rules: [],
  },
  {
    what: 'an extension that Aurora lacks',
    up: 'CREATE EXTENSION timescaledb;',
    rules: ['aurora-extension-unsupported'],
    fails: '0A000',
  },
  { what: 'an extension that is not known', up: 'CREATE EXTENSION lockgate_unknown;', rules: [], fails: '0A000' },
  {
    what: 'an extension without a version',
    up: 'CREATE EXTENSION pg_trgm; ALTER EXTENSION pg_trgm UPDATE;',
    rules: ['extension-version', 'extension-version'],
    ...also('extension-version'),
  },
  {
    what: 'an extension with a version',
    up: "CREATE EXTENSION pg_trgm VERSION '1.6';",
    rules: [],
    ...also('extension-version'),
  },
];

export const security: readonly Case[] = [...rowSecurity, ...grants, ...code, ...aurora];
