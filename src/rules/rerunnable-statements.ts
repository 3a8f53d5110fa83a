// Outside a transaction: statements that fail when the file is run again.
import type { Change } from '../model/change.ts';
import type { Hit } from '../model/finding.ts';
import { insertion } from './facts/edits.ts';
import { defineRule } from './rule.ts';

export const rerunnableStatements = defineRule({
  id: 'rerunnable-statements',
  preset: 'policy',
  category: 'correctness',
  severity: 'info',
  title: 'A statement outside a transaction fails when its file is run a second time.',
  why: 'Outside a transaction, what came before a failure stays. The tool runs the file again from its beginning, and its first statements fail now, because what they make is there or what they drop is gone.',
  instead: 'Say IF NOT EXISTS or IF EXISTS, or put each such statement into a migration of its own.',
  fineWhen:
    'The statement is the only one of its file. Not for CREATE INDEX CONCURRENTLY, where the guard hides an invalid index. In a transaction the guard hides differences instead: see `if-not-exists-in-transaction`.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "ALTER TABLE orders ADD COLUMN note text;\nCOMMENT ON COLUMN orders.note IS 'For the customer';",
    good: "ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;\nCOMMENT ON COLUMN orders.note IS 'For the customer';",
    transaction: { bad: 'none', good: 'none' },
  },
  on: [
    'create-table',
    'add-column',
    'create-index',
    'create-materialized-view',
    'create-schema',
    'create-extension',
    'add-enum-value',
    'drop',
    'drop-column',
    'drop-constraint',
  ],
  check(change, context): Hit | undefined {
    const { unit, script, statement } = context;
    if (unit.kind === 'transaction' || script.statements.length < 2) return undefined;
    const guard = guardFor(change);
    if (guard === undefined) return undefined;
    const start =
      statement.changes.length === 1 && change.at.offset === statement.span.start.offset
        ? statement.span.start.offset
        : change.at.offset;
    const found = guard.behind.exec(script.text.slice(start, statement.span.end.offset));
    return {
      message: `This statement fails when the file is run again after a failure: it does not say ${guard.words}.`,
      help: `Say ${guard.words}, or put the statement into a migration of its own.`,
      ...(found === null ? {} : { suggestion: insertion(context, start + found[0].length, ` ${guard.words}`) }),
    };
  },
});

interface Guard {
  readonly words: 'IF NOT EXISTS' | 'IF EXISTS';
  /** The words that it stands behind. */
  readonly behind: RegExp;
}

function guardFor(change: Change): Guard | undefined {
  const none = (behind: RegExp): Guard => ({ words: 'IF NOT EXISTS', behind });
  const some = (behind: RegExp): Guard => ({ words: 'IF EXISTS', behind });
  switch (change.kind) {
    case 'create-table':
      if (change.ifNotExists || change.persistence === 'temporary') return undefined;
      return none(/^create\s+(?:unlogged\s+)?table\b/i);
    case 'add-column':
      return change.ifNotExists ? undefined : none(/^add(?:\s+column\b)?/i);
    case 'create-index':
      // It needs a name to be found again.
      return change.ifNotExists || change.concurrently || change.index === undefined
        ? undefined
        : none(/^create\s+(?:unique\s+)?index\b/i);
    case 'create-materialized-view':
      return change.ifNotExists ? undefined : none(/^create\s+materialized\s+view\b/i);
    case 'create-schema':
      return change.ifNotExists ? undefined : none(/^create\s+schema\b/i);
    case 'create-extension':
      return change.ifNotExists ? undefined : none(/^create\s+extension\b/i);
    case 'add-enum-value':
      return change.ifNotExists ? undefined : none(/^alter\s+type\s+[\w."]+\s+add\s+value\b/i);
    case 'drop':
      return change.ifExists
        ? undefined
        : some(
            /^drop\s+(?:materialized\s+view|(?:table|view|index(?:\s+concurrently)?|sequence|type|domain|schema|function|trigger|policy|extension)\b)/i,
          );
    case 'drop-column':
      return change.ifExists ? undefined : some(/^drop(?:\s+column\b)?/i);
    case 'drop-constraint':
      return change.ifExists ? undefined : some(/^drop\s+constraint\b/i);
    default:
      return undefined;
  }
}
