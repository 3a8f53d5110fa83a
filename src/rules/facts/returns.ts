// Whether something that goes away comes back, or had gone before.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';

/** A relation of that name is made again in the same transaction, or another one gets the name. */
export function returnsInUnit(name: Name, context: RuleContext): boolean {
  const wanted = context.qualify(name);
  const schema = wanted.slice(0, wanted.indexOf('.'));
  const isIt = (change: Change): boolean => {
    const made = madeBy(change);
    return made !== undefined && made.name === name.name && (made.schema ?? schema) === schema;
  };
  return context.unit.statements.some((other) => other.index > context.statement.index && other.changes.some(isIt));
}

/** The type or relation got its name in this release, so that something else could have its old one. */
export function madeRoom(name: Name, context: RuleContext): boolean {
  return context
    .historyOf(name)
    .some(({ change, isNew }) => isNew && change.kind === 'rename' && change.from === undefined);
}

function madeBy(change: Change): Name | undefined {
  switch (change.kind) {
    case 'create-table':
      return change.table;
    case 'create-view':
    case 'create-materialized-view':
      return change.view;
    case 'rename':
      return change.from === undefined ? { ...change.name, name: change.to } : undefined;
    default:
      return undefined;
  }
}
