// Whether the transaction took all rows out of a table before a statement, so that there is nothing to read or to refuse.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Statement } from '../../model/migration.ts';
import type { Name } from '../../model/schema.ts';
import { knownConstraints } from './constraints.ts';

/**
 * `truncate`: the table is an empty file, and nobody else can write to it. `delete`: its rows are gone for this transaction, but they are still read, and others
 * may have added some since. Nothing that brings rows came after.
 */
export function emptiedBy(context: RuleContext, table: Name): 'truncate' | 'delete' | undefined {
  const last = context.earlier(table).findLast(({ change }) => empties(change) || bringsRows(change));
  if (last?.unit === context.unit) {
    if (!empties(last.change) || isUndone(context)) return undefined;
    return last.change.kind === 'truncate' ? 'truncate' : 'delete';
  }
  const cascaded = cascadesBefore(context);
  return cascaded.size > 0 && refersTo(cascaded, table, context) && !isUndone(context) ? 'truncate' : undefined;
}

/** The tables that TRUNCATE … CASCADE named in the transaction so far. */
function cascadesBefore({ unit, statement, qualify }: RuleContext): ReadonlySet<string> {
  let found = cascades.get(unit.statements);
  if (found === undefined) {
    found = unit.statements.flatMap(({ index, changes }) =>
      changes.flatMap((change) =>
        change.kind === 'truncate' && change.cascade ? [{ index, tables: change.tables }] : [],
      ),
    );
    cascades.set(unit.statements, found);
  }
  return new Set(found.flatMap(({ index, tables }) => (index < statement.index ? tables.map(qualify) : [])));
}

/** By the statements of a transaction. */
const cascades = new WeakMap<
  readonly Statement[],
  readonly { readonly index: number; readonly tables: readonly Name[] }[]
>();

/** By a foreign key, or a chain of them. */
function refersTo(
  targets: ReadonlySet<string>,
  table: Name,
  context: RuleContext,
  passed: readonly string[] = [],
): boolean {
  const own = context.qualify(table);
  if (passed.includes(own)) return false;
  return knownConstraints(context, table).some(({ constraint }) => {
    if (constraint.type !== 'foreign-key') return false;
    const parent = constraint.references.table;
    return targets.has(context.qualify(parent)) || refersTo(targets, parent, context, [...passed, own]);
  });
}

function empties(change: Change): boolean {
  return change.kind === 'truncate' || (change.kind === 'delete' && !change.where && change.reads === undefined);
}

export function bringsRows({ kind }: Change): boolean {
  return ['insert', 'merge', 'copy', 'attach-partition', 'inherit'].includes(kind);
}

/** Back to a savepoint: it may have stood before. */
function isUndone({ unit, statement }: RuleContext): boolean {
  return unit.statements.some(
    ({ index, changes }) =>
      index < statement.index &&
      changes.some((change) => change.kind === 'transaction' && change.action === 'rollback-to'),
  );
}
