// squawk's findings on the same up scripts, and which of its rules mean the same as which of ours.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Migration, Statement } from '../src/model/migration.ts';

export interface SquawkFinding {
  readonly rule: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  /** Index of its statement in the up script. */
  readonly statement: number;
}

/** Rules of ours that say the same of a statement, by squawk's rule; where squawk knows it under our name, it needs no entry. */
const sameMeaning: Readonly<Record<string, readonly string[]>> = {
  'adding-field-with-default': ['add-column-volatile-default', 'add-column-stored-generated', 'add-column-identity'],
  'adding-foreign-key-constraint': ['fk-not-valid-missing', 'fk-inline-on-new-column'],
  'adding-not-nullable-field': ['set-not-null-scan'],
  'adding-required-field': ['add-column-not-null-no-default'],
  'adding-serial-primary-key-field': ['pk-without-index', 'add-column-serial', 'add-column-inline-unique-pk'],
  'ban-alter-domain-with-add-constraint': ['domain-constraint-scan'],
  'ban-char-field': ['ban-char'],
  'ban-concurrent-index-creation-in-transaction': ['concurrently-in-transaction'],
  'ban-create-domain-with-constraint': ['domain-with-constraint'],
  'ban-drop-column': ['drop-column'],
  'ban-drop-database': ['drop-database'],
  'ban-drop-not-null': ['drop-not-null'],
  'ban-drop-table': ['drop-table'],
  'ban-truncate-cascade': ['truncate-cascade'],
  'ban-uncommitted-transaction': ['transaction-uncommitted'],
  'changing-column-type': ['change-column-type', 'type-narrowing', 'timezone-dependent-type-change'],
  'constraint-missing-not-valid': ['check-not-valid-missing', 'fk-not-valid-missing'],
  'disallowed-unique-constraint': ['unique-constraint-without-index', 'add-column-inline-unique-pk'],
  'prefer-bigint-over-int': ['prefer-bigint'],
  'prefer-bigint-over-smallint': ['prefer-bigint'],
  'prefer-robust-stmts': ['rerunnable-statements'],
  'prefer-text-field': ['prefer-text'],
  'prefer-timestamp-tz': ['prefer-timestamptz'],
  'renaming-column': ['rename-column'],
  'renaming-table': ['rename-table'],
  'require-concurrent-index-creation': ['index-not-concurrent', 'index-on-partitioned-parent'],
  'require-concurrent-index-deletion': ['drop-index-not-concurrent'],
  'require-concurrent-partition-detach': ['detach-partition'],
  'require-concurrent-reindex': ['reindex-not-concurrent'],
  'require-enum-value-ordering': ['enum-value-order'],
  'require-lock-timeout': ['lock-timeout-missing', 'fk-in-create-table'],
  'require-statement-timeout': ['statement-timeout-missing'],
};

export function oursFor(squawkRule: string): readonly string[] {
  return sameMeaning[squawkRule] ?? [squawkRule];
}

const program = join(import.meta.dirname, '..', 'node_modules', '.bin', 'squawk');

/** It is told which files run in a transaction, and the version; it reads each file alone. */
export function squawkFindings(
  directory: string,
  migrations: readonly Migration[],
  serverVersion: number,
): readonly SquawkFinding[] {
  const report = (wrapped: boolean): readonly SquawkFinding[] => {
    const chosen = migrations.filter(({ up }) => (up.transaction === 'wrapped') === wrapped);
    const options = ['--reporter', 'json', '--pg-version', `${serverVersion}.0`];
    return chosen.length === 0
      ? []
      : run(directory, chosen, wrapped ? [...options, '--assume-in-transaction'] : options);
  };
  return [...report(true), ...report(false)];
}

interface Reported {
  readonly file: string;
  readonly rule_name: string;
  readonly message: string;
  /** Both from 0. */
  readonly line: number;
  readonly column: number;
}

function run(
  directory: string,
  migrations: readonly Migration[],
  options: readonly string[],
): readonly SquawkFinding[] {
  const scripts = new Map(migrations.map(({ up }) => [up.path, up]));
  const { stdout, error } = spawnSync(program, [...options, ...scripts.keys()], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  const reported: readonly Reported[] = JSON.parse(stdout);
  return reported.map(({ file, rule_name: rule, line, column, message }) => {
    const statements = scripts.get(file)?.statements ?? [];
    return { rule, path: file, line: line + 1, message, statement: statementAt(statements, line + 1, column + 1) };
  });
}

/** The last statement that begins at or before a place. */
function statementAt(statements: readonly Statement[], line: number, column: number): number {
  return statements.findLastIndex(
    ({ span: { start } }) => start.line < line || (start.line === line && start.column <= column),
  );
}
