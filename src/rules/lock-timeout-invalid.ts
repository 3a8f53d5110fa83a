// A lock_timeout that limits nothing: 0, or so long that the table is down before it strikes.
import type { Change, ChangeOf } from '../model/change.ts';
import type { RuleContext, Suggestion } from '../model/finding.ts';
import type { Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import { milliseconds } from '../sql/durations.ts';
import { refusedInTransaction } from '../sql/units.ts';
import { replacement } from './facts/edits.ts';
import { liveLocks } from './facts/lock-order.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const lockTimeoutInvalid = defineRule({
  id: 'lock-timeout-invalid',
  category: 'availability',
  severity: 'warning',
  title: 'A lock_timeout is set to 0 or to more than a minute before a strong lock is taken.',
  why: 'While the statement waits for its lock, everything that comes later waits behind it. A lock_timeout of 0 means no limit, and replaces the one that the migration tool or the deploy has set; one of several minutes is an outage of several minutes.',
  instead:
    'Set it to a few seconds. If the lock is not free in time the migration fails, the table goes on, and the migration can be tried again.',
  fineWhen:
    'No statement behind it takes a lock that stops reads or writes of an existing table, as before CREATE INDEX CONCURRENTLY. Where none is set at all, or only behind the statement that needs it, lock-timeout-missing says so.',
  options: {
    'maximum-ms': {
      type: 'integer',
      default: 60_000,
      min: 1,
      about: 'The longest lock_timeout that is taken for a limit, in milliseconds.',
    },
  },
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'SET LOCAL lock_timeout = 0;\nALTER TABLE orders ADD COLUMN note text;',
    good: "SET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN note text;",
  },
  on: ['set'],
  check(change, context, options) {
    if (change.name !== 'lock_timeout' || change.value === null) return undefined;
    const ms = milliseconds(change.value);
    if (ms === null || (ms > 0 && ms <= options['maximum-ms'])) return undefined;
    const reach = inForce(change, context);
    const locked = firstLocked(reach, context);
    if (locked === undefined) return undefined;
    const { relation, line } = locked;
    const suggestion = reach.some((later) => refusedInTransaction(later) !== undefined)
      ? undefined
      : fiveSeconds(context);
    const limit =
      ms === 0
        ? 'A lock_timeout of 0 is no limit'
        : `A lock_timeout of ${Math.round(ms / 1000)} seconds is longer than a table in use can wait`;
    return {
      message: `${limit}: while line ${line} waits for its lock on ${relation}, everything that comes later waits behind it.`,
      help: `Give the wait a short limit:\n${sqlBlock(`SET ${change.local ? 'LOCAL ' : ''}lock_timeout = '5s';`)}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

/** The statements that run with this value. */
function inForce({ local }: ChangeOf<'set'>, { unit, script, statement }: RuleContext): readonly Statement[] {
  const behind = (local ? unit : script).statements.filter((other) => other.index > statement.index);
  const end = behind.findIndex(({ changes }) =>
    changes.some((change) => (change.kind === 'set' || change.kind === 'reset') && change.name === 'lock_timeout'),
  );
  return end < 0 ? behind : behind.slice(0, end);
}

/** The first of them that takes a strong lock on a table of before the release. */
function firstLocked(
  statements: readonly Statement[],
  context: RuleContext,
): { readonly relation: string; readonly line: number } | undefined {
  const made = new Set<string>();
  for (const { changes, span } of statements) {
    for (const change of changes) {
      const lock = liveLocks(change, context, 'ShareLock').find(({ relation }) => !made.has(context.qualify(relation)));
      if (lock !== undefined) return { relation: context.qualify(lock.relation), line: span.start.line };
      for (const name of namesMade(change)) made.add(context.qualify(name));
    }
  }
  return undefined;
}

/** What was not there before; also the new name of a relation, whose old one was looked at. */
function namesMade(change: Change): readonly Name[] {
  switch (change.kind) {
    case 'create-table':
      return [change.table];
    case 'create-sequence':
      return [change.sequence];
    case 'create-view':
    case 'create-materialized-view':
      return [change.view];
    case 'rename':
      return change.from === undefined ? [{ ...change.name, name: change.to }] : [];
    default:
      return [];
  }
}

function fiveSeconds(context: RuleContext): Suggestion | undefined {
  const { statement } = context;
  const found = /^(set\s+(?:local\s+|session\s+)?lock_timeout\s*(?:=\s*|\bto\s+))('[^']*'|[\w.]+)$/i.exec(
    statement.text,
  );
  const [, before = '', value = ''] = found ?? [];
  if (found === null) return undefined;
  const start = statement.span.start.offset + before.length;
  return replacement(context, start, start + value.length, "'5s'");
}
