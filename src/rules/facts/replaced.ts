// Whether what a table's rows are held to, and that is dropped, is replaced; or goes with the table or column that it is about.
import type { Change } from '../../model/change.ts';
import type { LaterChange, RuleContext } from '../../model/finding.ts';
import type { Constraint, Name } from '../../model/schema.ts';
import { partsOf, qualifiedName } from '../../sql/qualified-name.ts';
import { writtenConstraints } from '../../sql/written-constraints.ts';
import { knownIndexes } from './indexes.ts';

/** A constraint, or a unique index. */
export interface Guarantee {
  readonly table: Name;
  readonly name: string;
  /** With the columns that it is about; undefined when no migration made it. */
  readonly known: { readonly type: Constraint['type']; readonly columns: readonly string[] } | undefined;
  /** Of a foreign key. */
  readonly references?: Name;
}

/** The table, a column of it or the table it refers to goes in the same release: nothing is left that it could hold for. */
export function goesWithMore({ table, name, known, references }: Guarantee, context: RuleContext): boolean {
  const names = namesInUnit(table, context);
  const isAbout = (column: string): boolean =>
    known === undefined ? name.includes(column) : known.columns.includes(column);
  const dropsColumn = (change: Change): boolean =>
    change.kind === 'drop-column' && names.has(context.qualify(change.table)) && isAbout(change.column);
  return (
    isDroppedLater(table, context) ||
    (references !== undefined && isDroppedLater(references, context)) ||
    inUnit(context).some(dropsColumn) ||
    context.later(table).some(({ change, conditional }) => !conditional && dropsColumn(change))
  );
}

/** The release drops the table, with a change of which `holds` is true. */
export function isDroppedLater(
  table: Name,
  context: RuleContext,
  holds: (later: LaterChange) => boolean = () => true,
): boolean {
  return context.later(table).some((later) => {
    const { change, conditional } = later;
    if (conditional || change.kind !== 'drop' || change.object !== 'table') return false;
    return change.names.some((name) => name.name === table.name) && holds(later);
  });
}

/**
 * The transaction gives the table something of the same kind, whatever that says; or another unique index, there already or made later in the release, refuses
 * all that this one did.
 */
export function isReplaced(gone: Guarantee, context: RuleContext): boolean {
  const names = namesInUnit(gone.table, context);
  const isGiven = inUnit(context)
    .filter((change) => 'table' in change && change.table !== undefined && names.has(context.qualify(change.table)))
    .some((change) => isOfItsKind(change, gone));
  return isGiven || isKept(gone, context);
}

function isOfItsKind(change: Change, { known }: Guarantee): boolean {
  if (change.kind === 'create-index') return change.unique && (known === undefined || known.type === 'unique');
  if (change.kind !== 'add-constraint' && change.kind !== 'add-column') return false;
  return writtenConstraints(change).some((added) =>
    known === undefined ? added.type !== 'not-null' : takesOver(added, known),
  );
}

/** One of the same kind; or a primary key that refuses all that the unique one did. */
function takesOver(added: Constraint, { type, columns }: NonNullable<Guarantee['known']>): boolean {
  if (added.type === type) return true;
  return added.type === 'primary-key' && type === 'unique' && isWithin(added.columns, columns);
}

function isKept({ table, name, known }: Guarantee, context: RuleContext): boolean {
  if (known?.type !== 'unique') return false;
  const keys = knownIndexes(context, table)
    .filter((index) => index.name !== name && index.unique && index.where === undefined)
    .map(({ columns }) => columns);
  const coming = context
    .later(table)
    .flatMap(({ change, conditional }) =>
      !conditional && change.kind === 'create-index' && change.unique && change.where === undefined
        ? [change.columns]
        : [],
    );
  return [...keys, ...coming].some((key) =>
    isWithin(
      key.map(({ column = '' }) => column),
      known.columns,
    ),
  );
}

function isWithin(columns: readonly string[], others: readonly string[]): boolean {
  return columns.length > 0 && columns.every((column) => others.includes(column));
}

function inUnit({ unit }: RuleContext): readonly Change[] {
  return unit.statements.flatMap(({ changes }) => changes);
}

/** All names that the table goes by in the transaction. */
function namesInUnit(table: Name, context: RuleContext): ReadonlySet<string> {
  const names = new Set([context.qualify(table)]);
  for (const change of inUnit(context)) {
    if (change.kind !== 'rename' || change.object !== 'table') continue;
    const before = context.qualify(change.name);
    const after = qualifiedName(partsOf(before).schema, change.to);
    if (names.has(before)) names.add(after);
    if (names.has(after)) names.add(before);
  }
  return names;
}
