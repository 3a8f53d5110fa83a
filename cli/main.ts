// Front end: the terminal. Parses arguments, runs one command, ends the process with its exit code.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { foreignDirectories, programPath } from '../src/program-path.ts';
import { formats } from '../src/reports/index.ts';
import { minutesExpected, readMinutes } from '../src/timeout-minutes.ts';
import { argumentError, showFailure } from './failures.ts';
import { openTerminal } from './terminal.ts';
import { version } from './version.ts';

/** 0 pass or warn, 1 blocked or stopped, 2 could not run. */
type ExitCode = 0 | 1 | 2;

const examples = `
Examples:
  $ lockgate lint db/migrations                      read only, no server
  $ lockgate check db/migrations --since origin/main prove what a branch adds
  $ lockgate check --format json > report.json
  $ lockgate explain set-not-null-scan
  $ lockgate snapshot --database-url "$DATABASE_URL" --output catalog.json

Exit codes: 0 pass or warn, 1 blocked or stopped, 2 could not run.`;

/** The commands that look at, or change, a target database. */
const deploying = {
  plan: 'Show what a database still needs, in order, or what is in the way',
  status: 'Show the state of each migration in a database',
  apply: 'Apply what is pending; with --proof only what was proved',
  baseline: 'Record migrations as applied, up to a version, in a database that has no history',
};

const snapshotHelp = `
Reads the system tables in one read-only transaction; any role may. No lock on
a table is waited for. A query ends after 30 s, a wait for a lock after 2 s.

Examples:
  $ lockgate snapshot --database-url "$DATABASE_URL" --output catalog.json
  $ lockgate snapshot --database-secret prod/reader --output catalog.json
  $ PGHOST=localhost PGDATABASE=app lockgate snapshot > catalog.json

Exit codes: 0 written, 2 could not be read or written.`;

const migrationPath = '[path...]';
const pathHelp = 'a migrations directory, or files of one (default: the usual places)';

function program(
  terminal: ReturnType<typeof openTerminal>,
  args: readonly string[],
  done: (code: ExitCode) => void,
): Command {
  const lockgate = new Command('lockgate')
    .description('Proves a SQL migration on a real PostgreSQL before it merges, and applies exactly what was proved.')
    .version(version())
    .addHelpText('after', examples)
    // `--version` behind a command is the command's own.
    .enablePositionalOptions()
    .showHelpAfterError('(see --help)')
    .configureOutput({ outputError: (text, write) => write(argumentError(text, args)) })
    .exitOverride();
  reading(lockgate.command('lint'), 'Read migrations and report hazards; nothing runs')
    .option('--fix', 'take the suggestions, and write the further migrations that others need, for new migrations')
    .option('--no-cache', 'judge anew, also where nothing has changed since an earlier run on this machine')
    .addHelpText('after', '\nExample:\n  $ lockgate lint db/migrations --since origin/main --format json')
    .action(async (paths, options) => done(await (await import('./commands/lint.ts')).lint(terminal, paths, options)));
  reading(lockgate.command('check'), 'Lint, run the new migrations on a throw-away PostgreSQL, judge')
    .option('--database-url <url>', 'the throw-away server (default: local binaries, else the embedded PostgreSQL)')
    .option('--proof <file>', 'write the proof that `apply --proof` demands')
    .option('--timeout-minutes <n>', 'how long the whole proof may take (default: 15)', minutes)
    .addHelpText('after', '\nExample:\n  $ lockgate check db/migrations --since origin/main --proof proof.json')
    .action(async (paths, options) =>
      done(await (await import('./commands/check.ts')).check(terminal, paths, options)),
    );
  for (const [name, description] of Object.entries(deploying)) {
    lockgate
      .command(name)
      .description(description)
      .argument('[path]', 'the migrations directory')
      .helpOption(false)
      .allowUnknownOption()
      .allowExcessArguments()
      // Its flags are those of the buildspec step, which reads them itself.
      .action(async () => {
        const { deployStep } = await import('../codebuild-plugin/deploy-step.ts');
        done(await deployStep({ ...terminal, args }));
      });
  }
  lockgate
    .command('snapshot')
    .description('Write what a database looks like to a file: its schema, sizes and write rates; no rows')
    .option('--database-url <url>', 'the database, or a replica of it (LOCKGATE_DATABASE_URL, or PGHOST …)')
    .option('--database-secret <id>', 'in Secrets Manager (LOCKGATE_DATABASE_SECRET)')
    .option('--ca-file <file>', 'certificate authorities, PEM (LOCKGATE_CA_FILE)')
    .option('--output <file>', 'write it there instead of to standard output; an existing file is replaced')
    .addHelpText('after', snapshotHelp)
    .action(async (options) => done(await (await import('./commands/snapshot.ts')).snapshot(terminal, options)));
  lockgate
    .command('explain')
    .argument('<rule>', 'the id that a finding shows')
    .description('Say what a rule catches, why it hurts, and the safe way')
    .addHelpText('after', '\nExample:\n  $ lockgate explain set-not-null-scan')
    .action(async (rule) => done(await (await import('./commands/explain.ts')).explain(terminal, rule)));
  lockgate
    .command('demo')
    .description('Gate an example project, print its review, apply it to a second database; leaves nothing behind')
    .action(async () => done(await (await import('./commands/demo.ts')).demo(terminal)));
  return lockgate;
}

/** The options that every reading command takes. */
function reading(command: Command, description: string): Command {
  return command
    .description(description)
    .argument(migrationPath, pathHelp)
    .option('--layout <name>', 'flyway, diesel, golang-migrate or plain (default: recognised)')
    .option('--history-table <name>', "the tool's history table, where it is not the default")
    .option('--default-schema <name>', "the tool's default schema, where it is not the connection's")
    .addOption(new Option('--dialect <name>', 'the SQL dialect').choices(['postgresql']))
    .option('--server-version <major>', "the target's PostgreSQL major version", majorVersion)
    .option('--since <revision>', 'git revision the change starts from: migrations there are the baseline')
    .addOption(
      new Option('--fail-on <severity>', 'the weakest severity that blocks').choices(['error', 'warning', 'never']),
    )
    .addOption(new Option('--format <format>', 'of the report').choices([...formats]).default('text'))
    .option('--output <file>', 'write the report there instead of standard output')
    .option('--catalog <file>', 'what production looks like: a file that `lockgate snapshot` wrote')
    .option('--config <file>', 'the configuration (default: lockgate.yml)');
}

function majorVersion(value: string): number {
  if (/^(1\d|2\d)$/.test(value)) return Number(value);
  throw new InvalidArgumentError('A major version such as 16 is expected.');
}

function minutes(value: string): number {
  const number = readMinutes(value);
  if (number !== undefined) return number;
  throw new InvalidArgumentError(`${minutesExpected[0]?.toUpperCase()}${minutesExpected.slice(1)}.`);
}

/** There is no help on a command that does not exist: without asking for it, the command is refused. */
function answerable(lockgate: Command, args: readonly string[]): readonly string[] {
  const rest = args[0] === 'help' ? args.slice(1) : args;
  const [name = '-'] = rest;
  const isCommand = ['help', ...lockgate.commands.map((command) => command.name())].includes(name);
  return name.startsWith('-') || isCommand ? args : rest.filter((arg) => arg !== '--help' && arg !== '-h');
}

async function main(): Promise<ExitCode> {
  // Every program that is started from here on, git among them: npx and npm scripts put the project's own programs first.
  process.env.PATH = programPath(process.env.PATH, foreignDirectories(process.cwd(), process.env.HOME));
  const terminal = openTerminal();
  const args = process.argv.slice(2);
  let code: ExitCode = 0;
  try {
    const lockgate = program(terminal, args, (result) => {
      code = result;
    });
    await lockgate.parseAsync(answerable(lockgate, args), { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    showFailure(terminal, thrown);
    return 2;
  } finally {
    terminal.progress(undefined);
  }
}

process.exitCode = await main();
// All is said and cleaned up; a connection that nobody closes must not keep the process.
setTimeout(() => process.exit(), 3_000).unref();
