// Whether something that goes away comes back, or had gone before.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Statement } from '../../model/migration.ts';
import type { Name } from '../../model/schema.ts';
import { partsOf } from '../../sql/qualified-name.ts';

/** A relation of that name is made again in the same transaction, or another one gets the name. */
export function returnsInUnit(name: Name, context: RuleContext): boolean {
  const { statements } = context.unit;
  const made = known.get(statements) ?? makingsIn(statements);
  known.set(statements, made);
  const wanted = context.qualify(name);
  const { schema } = partsOf(wanted);
  return (made.get(name.name) ?? []).some(
    (making) => making.statement > context.statement.index && (making.schema ?? schema) === schema,
  );
}

interface Making {
  readonly schema: string | undefined;
  /** Index of the statement. */
  readonly statement: number;
}

/** By the statements of a transaction, since each of ten thousand may ask. */
const known = new WeakMap<readonly Statement[], ReadonlyMap<string, readonly Making[]>>();

function makingsIn(statements: readonly Statement[]): ReadonlyMap<string, readonly Making[]> {
  const byName = new Map<string, Making[]>();
  for (const { index, changes } of statements) {
    for (const change of changes) {
      const made = madeBy(change);
      if (made === undefined) continue;
      const makings = byName.get(made.name) ?? [];
      byName.set(made.name, makings);
      makings.push({ schema: made.schema, statement: index });
    }
  }
  return byName;
}

/** The type or relation got its name in this release, so that something else could have its old one. */
export function madeRoom(name: Name, context: RuleContext): boolean {
  return context.earlier(name).some(({ change }) => change.kind === 'rename' && change.from === undefined);
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
