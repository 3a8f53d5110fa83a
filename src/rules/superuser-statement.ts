// Statements that only a superuser may run: Aurora has none.
import type { Change } from '../model/change.ts';
import { defineRule } from './rule.ts';

export const superuserStatement = defineRule({
  id: 'superuser-statement',
  category: 'correctness',
  severity: 'error',
  title: 'A statement needs a superuser, which Aurora and other managed databases do not give.',
  why: "On Aurora the strongest role is rds_superuser, which may not touch the server's files, programs and configuration, nor make superusers. The migration fails there, after it has worked on every laptop.",
  instead:
    "Settings belong into the cluster's parameter group, files come through the client (`COPY … FROM STDIN`) or the extension aws_s3, and functions are written in a trusted language.",
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html',
    'https://www.postgresql.org/docs/current/sql-copy.html',
    'https://www.postgresql.org/docs/current/sql-altersystem.html',
  ],
  example: {
    setup: 'CREATE TABLE countries (code text PRIMARY KEY, name text);',
    bad: "COPY countries FROM '/tmp/countries.csv' (FORMAT csv);",
    good: "INSERT INTO countries (code, name) VALUES ('NO', 'Norway');",
    fails: '42501',
  },
  on: ['alter-system', 'copy', 'create-role', 'alter-role', 'function', 'create-type', 'select'],
  check(change) {
    const [what, instead] = refused(change) ?? [];
    if (what === undefined || instead === undefined) return undefined;
    return { message: `${what} is refused to everyone but a superuser, and Aurora has none.`, help: instead };
  },
});

/** Measured on 15.18 and 18.4 with a role that has what rds_superuser has. */
function refused(change: Change): readonly [what: string, instead: string] | undefined {
  switch (change.kind) {
    case 'alter-system':
      return [
        'ALTER SYSTEM',
        'Set the parameter in the parameter group of the cluster, or for one role with ALTER ROLE … SET.',
      ];
    case 'copy': {
      if (change.medium === 'stdio') return undefined;
      const form = `COPY ${change.direction.toUpperCase()} a ${change.medium} of the server`;
      return [
        form,
        'Send the rows through the client with COPY … STDIN or INSERT, or use the functions of the extension aws_s3.',
      ];
    }
    case 'create-role':
    case 'alter-role': {
      const words = (change.attributes ?? [])
        .filter((attribute) => attribute !== 'replication')
        .map((word) => word.toUpperCase());
      if (words.length === 0) return undefined;
      return [
        `The attribute ${words.join(', ')} of a role`,
        'Leave the attribute out; membership of rds_superuser is the most that can be given.',
      ];
    }
    case 'function':
      return untrusted.has(change.language)
        ? [`A function in the language ${change.language}`, 'Write it in SQL, PL/pgSQL or another trusted language.']
        : undefined;
    case 'create-type':
      return change.form === 'base'
        ? ['CREATE TYPE of a base type', 'Use a domain, a composite type or an extension that brings the type.']
        : undefined;
    case 'select': {
      const called = change.functions.find(
        ({ schema, name }) => (schema ?? 'pg_catalog') === 'pg_catalog' && ofTheServer.has(name),
      );
      return called === undefined
        ? undefined
        : [
            `The function ${called.name}()`,
            'Bring the contents with the migration itself, or through the extension aws_s3.',
          ];
    }
    default:
      return undefined;
  }
}

const untrusted: ReadonlySet<string> = new Set([
  'c',
  'internal',
  'plpythonu',
  'plpython2u',
  'plpython3u',
  'plperlu',
  'pltclu',
]);

const ofTheServer: ReadonlySet<string> = new Set([
  'pg_read_file',
  'pg_read_binary_file',
  'pg_ls_dir',
  'pg_stat_file',
  'lo_import',
  'lo_export',
]);
