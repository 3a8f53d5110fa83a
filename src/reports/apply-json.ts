// Plans, outcomes and states as JSON files for machines: `schema: 1`, one object, a line feed at the end.
import type { MigrationStatus } from '../apply/status.ts';
import type { Failure } from '../failure.ts';
import type { Migration } from '../model/migration.ts';
import type { Outcome, Plan, StopReason } from '../model/plan.ts';

interface Tool {
  readonly name: 'lockgate';
  readonly version: string;
}

/** `outcome` is `applied`, `nothing`, `conflict`, `stopped`. `pending` is what was planned and has not been applied. */
export function outcomeJson(outcome: Outcome, planned: readonly Migration[], tool: Tool): string {
  const applied = outcome.kind === 'applied' || outcome.kind === 'stopped' ? outcome.done : [];
  const done = new Set(applied.map(({ migration }) => migration.id));
  return text({
    schema: 1,
    tool,
    command: 'apply',
    outcome: outcome.kind,
    applied: applied.map(({ migration, ms, statements }) => ({
      ...reference(migration),
      ms: Math.round(ms),
      statements,
    })),
    pending: planned.filter(({ id }) => !done.has(id)).map(reference),
    conflicts: outcome.kind === 'conflict' ? outcome.conflicts : [],
    reason: outcome.kind === 'stopped' ? reasonOf(outcome.reason) : null,
  });
}

export function planJson(plan: Plan, tool: Tool): string {
  return text({
    schema: 1,
    tool,
    command: 'plan',
    plan: plan.kind,
    steps:
      plan.kind === 'ready'
        ? plan.steps.map(({ migration, done, inDoubt }) => ({
            ...reference(migration),
            statements: migration.up.statements.length,
            done,
            inDoubt: inDoubt ?? null,
          }))
        : [],
    notes: plan.kind === 'conflict' ? [] : plan.notes,
    conflicts: plan.kind === 'conflict' ? plan.conflicts : [],
  });
}

export function statusJson(migrations: readonly MigrationStatus[], historyTable: string, tool: Tool): string {
  return text({ schema: 1, tool, command: 'status', historyTable, migrations });
}

/** When it could not run at all. */
export function failureJson(command: string, failure: Failure, tool: Tool): string {
  const { code, message, help } = failure;
  return text({ schema: 1, tool, command, outcome: 'could-not-run', error: { code, message, help: help ?? null } });
}

function reasonOf({ migration, statement, sqlstate, message, help }: StopReason): unknown {
  return {
    migration: migration === null ? null : reference(migration),
    statement: statement === null ? null : { index: statement.index, line: statement.span.start.line },
    sqlstate,
    message,
    help,
  };
}

function reference({ id, version, path, digest }: Migration): Readonly<Record<string, string>> {
  return { id, version, path, digest };
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
