// DROP INDEX without CONCURRENTLY on a table that is in use.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext, Split } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlName } from '../sql/sql-names.ts';
import { wordAfter } from './facts/edits.ts';
import { constraintOfIndex, tableOfIndex } from './facts/indexes.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { isDroppedLater } from './facts/replaced.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { alone, canSplit, fileName, moved, printable, undoneBy } from './facts/splits.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropIndexNotConcurrent = defineRule({
  id: 'drop-index-not-concurrent',
  category: 'availability',
  severity: 'warning',
  title: 'An index of an existing table is dropped without CONCURRENTLY.',
  why: 'DROP INDEX takes AccessExclusiveLock on the table. The work is short, but the lock waits behind every running query, and everything that comes later waits behind it, until the transaction ends.',
  instead:
    'Use DROP INDEX CONCURRENTLY, one index per statement, in a migration of its own that runs outside a transaction.',
  fineWhen:
    'The table was created in the same release, or falls in the same script. The index of a constraint is dropped with its constraint, and that of a partitioned table can only be dropped without CONCURRENTLY.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: ['https://www.postgresql.org/docs/current/sql-dropindex.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\nCREATE INDEX orders_note_idx ON orders (note);',
    bad: 'DROP INDEX orders_note_idx;',
    good: 'DROP INDEX CONCURRENTLY orders_note_idx;',
    transaction: { good: 'none' },
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'index' || change.concurrently) return undefined;
    const live = change.names.filter((index) => {
      // Refused: drop-index-behind-constraint says so.
      if (constraintOfIndex(context, index) !== undefined) return false;
      const table = tableOfIndex(context, index);
      if (table === undefined) return !context.isNew(index);
      return !context.isNew(table) && !isPartitioned(context, table) && !fallsWithTable(table, context);
    });
    const [first] = live;
    if (first === undefined) return undefined;
    const table = tableOfIndex(context, first);
    const relation = table === undefined ? null : context.qualify(table);
    const single = change.names.length === 1 && !change.cascade && context.unit.kind === 'autocommit';
    const suggestion = single && relation !== null ? wordAfter(context, /^drop\s+index\b/i, 'CONCURRENTLY') : undefined;
    const drops = live.map(
      (index) => `DROP INDEX CONCURRENTLY ${change.ifExists ? 'IF EXISTS ' : ''}${sqlName(index)};`,
    );
    // Whether it is there at all, only the server knows.
    const ifThere = relation === null && change.ifExists ? 'If it is there: no migration made it. ' : '';
    return {
      message: `${ifThere}Dropping index ${live.map((index) => index.name).join(', ')} without CONCURRENTLY takes AccessExclusiveLock on ${relation ?? 'its table'}: reads and writes wait until the transaction ends.`,
      help: `Drop it concurrently, in a migration ${outsideTransaction(context)}:\n${sqlBlock(...drops)}`,
      claims: { relation },
      ...splitOf(change, drops, context),
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

/** Its script drops the table too: who waits for the one waits for the other. */
function fallsWithTable(table: Name, context: RuleContext): boolean {
  return isDroppedLater(table, context, ({ path }) => path === context.script.path);
}

function splitOf(
  { names, cascade }: ChangeOf<'drop'>,
  drops: readonly string[],
  context: RuleContext,
): { readonly split?: Split } {
  const [index, ...others] = names;
  const [drop] = drops;
  if (index === undefined || drop === undefined || others.length > 0 || cascade || !canSplit(context)) return {};
  const again = undoneBy(context, (change) => change.kind === 'create-index' && change.index === index.name);
  const step = alone(
    fileName('drop', index.name),
    `Index ${printable(index.name)} is dropped by itself, so that nobody waits.`,
    drop.replace(/;$/, ''),
    again === undefined ? [] : [again.text],
  );
  return { split: moved({ does: 'create-index', name: index.name }, step) };
}
