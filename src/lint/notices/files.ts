// Notices that come from files, and from comparing them with the base.
import { flywayVersions, golangMigrations, manual, notice } from './define.ts';

export const syntaxError = notice({
  id: 'syntax-error',
  category: 'correctness',
  severity: 'error',
  title: 'A statement that PostgreSQL cannot read.',
  why: 'The migration fails when it runs. What stands in an unreadable statement was checked by no rule.',
  instead:
    'Correct the statement. Is the `;` of the statement before it missing? Placeholders and psql variables are not replaced: Lockgate reads the bytes that stand in the file.',
  sources: [`${manual}/sql-syntax.html`, 'docs/decisions/0001-postgresqls-own-grammar.md'],
});

export const unreadableFile = notice({
  id: 'unreadable-file',
  category: 'correctness',
  severity: 'error',
  title: 'A file that is no UTF-8 text.',
  why: 'Tools would run something else than what a reader sees, or fail half-way.',
  instead: 'Save the file as UTF-8 text.',
  sources: [`${manual}/multibyte.html`],
});

export const unsupportedSetting = notice({
  id: 'unsupported-setting',
  category: 'correctness',
  severity: 'error',
  title: 'A setting with which the migration tool runs something else than Lockgate.',
  why: 'What is checked and applied would not be what the tool runs: other files, other schemas, another order or another transaction.',
  instead:
    'Remove the setting, or give it its default. Where the history is kept (`table`, `defaultSchema`, `schemas`) is honoured.',
  sources: ['https://documentation.red-gate.com/fd/parameters-224003046.html'],
});

export const carriedSetting = notice({
  id: 'carried-setting',
  category: 'correctness',
  severity: 'error',
  title: 'A script that runs under what another one left in the session.',
  why: 'diesel and golang-migrate run all scripts of a run in one session. A search_path or role that one script sets holds in the next when both are deployed together, and not when they are deployed one after the other: objects end up in different schemas, or with different owners.',
  instead:
    'Begin the script with its own `SET search_path`, or end the other one with `RESET search_path`; `SET LOCAL` ends with the transaction.',
  sources: [`${manual}/sql-set.html`, `${manual}/sql-set-role.html`],
});

export const unsupportedDialect = notice({
  id: 'unsupported-dialect',
  category: 'correctness',
  severity: 'error',
  title: 'The migrations are of a database that Lockgate does not support.',
  why: 'PostgreSQL cannot read them, and advice for PostgreSQL is wrong for them. Nothing was judged, so the exit code is 2.',
  instead:
    'Name a directory of PostgreSQL migrations, and keep those of another database in a directory of their own. If these are meant for PostgreSQL, `--dialect postgresql` reports each statement that it cannot read.',
  sources: ['docs/decisions/0001-postgresqls-own-grammar.md'],
});

export const psqlMetaCommand = notice({
  id: 'psql-meta-command',
  category: 'correctness',
  severity: 'error',
  title: 'A backslash command that only psql knows.',
  why: 'Migration tools send it to the server, which answers with a syntax error.',
  instead:
    'Write plain SQL: put the text of an included file in its place, a value in the place of a variable, and a DO block in the place of \\if.',
  sources: [`${manual}/app-psql.html`],
});

export const misnamedFile = notice({
  id: 'misnamed-file',
  category: 'correctness',
  severity: 'warning',
  title: 'A file that the migration tool skips because of its name.',
  why: 'It looks like a migration, but never runs: a silent hole in the history.',
  instead: 'Rename the file as the tool expects, or move it out of the migrations directory.',
  fineWhen: 'It is no migration and has to lie there. Name it under `ignore:` in lockgate.yml then.',
  sources: [flywayVersions, golangMigrations],
});

export const versionDuplicate = notice({
  id: 'version-duplicate',
  category: 'correctness',
  severity: 'error',
  title: 'Two migrations with one version.',
  why: 'The tool refuses to run, or runs only one of them.',
  instead: 'Give the newer one a version of its own, higher than all that are there.',
  sources: [flywayVersions, golangMigrations],
});

export const unsupportedFeature = notice({
  id: 'unsupported-feature',
  category: 'correctness',
  severity: 'error',
  title: 'Something that the migration tool does and Lockgate does not do yet.',
  why: 'The tool runs other SQL than the file holds (placeholders), or code that Lockgate can not run (callbacks, scripts, migrations in Java). What was checked is not what runs, so `apply` refuses it.',
  instead:
    'Write the migration as plain SQL, with the values in the place of placeholders, or keep such files for the tool alone.',
  fineWhen:
    'What runs besides changes nothing that the migrations depend on, and the tool itself applies them. Name the file under `ignore:` in lockgate.yml then.',
  sources: [
    'https://documentation.red-gate.com/fd/placeholders-275218544.html',
    'https://documentation.red-gate.com/fd/callbacks-275218507.html',
    'https://documentation.red-gate.com/fd/script-migrations-273973390.html',
  ],
});

export const appliedFileEdited = notice({
  id: 'applied-file-edited',
  category: 'correctness',
  severity: 'error',
  title: 'A migration that the base already has was edited.',
  why: 'Databases that ran the old text never run the new one: environments drift apart, and tools that keep checksums refuse to start.',
  instead: '1. Restore the file as it is in the base.\n2. Put the change into a new migration.',
  fineWhen: 'No database has run the migration yet, not even one for tests.',
  sources: [flywayVersions],
});

export const appliedFileRemoved = notice({
  id: 'applied-file-removed',
  category: 'correctness',
  severity: 'error',
  title: 'A migration that the base already has was deleted or renamed.',
  why: 'Databases that ran it still list it in their history: tools refuse to start, or run a renamed copy a second time.',
  instead: '1. Bring the file back under its old name.\n2. To undo what it does, write a new migration.',
  fineWhen: 'No database has run the migration yet, not even one for tests; or old migrations give way to a baseline.',
  sources: [flywayVersions, golangMigrations],
});

export const appliedFileRenamed = notice({
  id: 'applied-file-renamed',
  category: 'correctness',
  severity: 'error',
  title: 'A migration that the base already has got another name, and the tool keeps names.',
  why: 'The history of every database that ran it has the old name: Flyway stops with "description mismatch" until somebody runs `flyway repair` there.',
  instead: 'Give the file its old name again.',
  fineWhen:
    'No database has run the migration yet, or `flyway repair` runs on each of them before the next deployment.',
  sources: [flywayVersions, 'https://documentation.red-gate.com/fd/validate-277578892.html'],
});

export const historyNotLinear = notice({
  id: 'history-not-linear',
  category: 'correctness',
  severity: 'error',
  title: 'A new migration sorts before one that the base already has.',
  why: 'A database that has run the later one meets it out of order: depending on the tool it is refused, silently skipped for ever, or run in another order than on a fresh database.',
  instead: 'Rename the new migration so that its version is the highest.',
  fineWhen:
    'The tool runs late migrations (diesel, Flyway with outOfOrder), and this one has nothing to do with those that are there.',
  sources: [
    'https://github.com/flyway/flyway/issues/1363',
    golangMigrations,
    'https://docs.diesel.rs/main/diesel_migrations/index.html',
  ],
});

export const notUnderstood = notice({
  id: 'not-understood',
  category: 'policy',
  severity: 'info',
  title: 'A statement that no rule looks into.',
  why: 'It is valid SQL, but what it does is known only from running it.',
  instead: 'Run `lockgate check`, which shows what it does on a real server.',
  fineWhen: 'It touches nothing that the application uses.',
  sources: ['docs/decisions/0002-facts-beat-heuristics.md'],
});
