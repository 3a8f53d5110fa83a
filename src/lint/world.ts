// What earlier statements made, and what can be asked of it: which relations exist, which are new, and what happened to each.
import type { Change } from '../model/change.ts';
import type { PastChange } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { referencedTables } from '../sql/written-constraints.ts';
import { constraintsIn } from './past-constraints.ts';
import { emptyRelations, indexOf, nameFrom, type Past, type Relations, schemaOf } from './relations.ts';
import { isView, typesIn, type ViewChange } from './subjects.ts';

/** Folded over all statements in order (`fold.ts`). Mutable on purpose: one world serves one run. Names are `schema.name`. */
export interface World {
  readonly relations: Relations;
  /** Functions have names of their own: one may be called as a table is. */
  readonly functions: Map<string, Past[]>;
  /** Schemas that were seen being made: true for a new one. */
  readonly schemas: Map<string, boolean>;
  readonly indexTables: Map<string, Name>;
}

export function emptyWorld(): World {
  return {
    relations: emptyRelations(),
    functions: new Map(),
    schemas: new Map([['public', false]]),
    indexTables: new Map(),
  };
}

/** `schema.name` for a name as written; a known relation on the search path wins, else its first schema. */
export function qualify({ relations }: World, name: Name, searchPath: readonly string[]): string {
  if (name.schema !== undefined) return qualifiedName(name.schema, name.name);
  let known = relations.named('pg_temp', name.name);
  for (const schema of searchPath) known ??= relations.named(schema, name.name);
  return known?.qualified ?? qualifyNew(name, searchPath);
}

/** Where something of that name is made. */
export function qualifyNew(name: Name, searchPath: readonly string[]): string {
  return qualifiedName(name.schema ?? searchPath[0] ?? 'public', name.name);
}

/** Made by a migration that is not part of the baseline. */
export function isNew({ relations, schemas }: World, qualified: string): boolean {
  if (qualified.startsWith('pg_temp.')) return true;
  return relations.get(qualified)?.isNew ?? schemas.get(schemaOf(qualified)) === true;
}

/** What happened to it, in order. As it is now: to be looked at before the next change is taken in. */
export function historyOf({ relations, functions }: World, qualified: string): readonly PastChange[] {
  const past = relations.get(qualified)?.past ?? [];
  const routine = functions.get(qualified);
  return routine === undefined ? past : [...past, ...routine];
}

export function tableOfIndex(world: World, qualified: string): Name | undefined {
  return world.indexTables.get(qualified) ?? tableOfConstraint(world, qualified);
}

/** The index of a constraint has its name, and stands in the schema of its table. */
function tableOfConstraint({ relations }: World, qualified: string): Name | undefined {
  const { schema, name } = nameFrom(qualified);
  const owner = relations.mentioning(qualified).find((relation) => {
    const table = nameFrom(relation.qualified);
    const keeps = relation.past.reduce((there, { change }) => keepsIndex(change, table, name) ?? there, false);
    return keeps && table.schema === schema;
  });
  return owner === undefined ? undefined : nameFrom(owner.qualified);
}

/** True for what makes an index of that name by a constraint, false for what takes it away, undefined for all else. */
function keepsIndex(change: Change, table: Name, name: string): boolean | undefined {
  if (change.kind === 'drop-constraint') return change.name === name ? false : undefined;
  if (change.kind === 'rename' && change.object === 'constraint') {
    return change.to === name ? true : change.from === name ? false : undefined;
  }
  const makes = constraintsIn(change, table).some((constraint) => indexOf(constraint, table) === name);
  return makes ? true : undefined;
}

/** Tables with a column of a type; `searchPath` is for names of types that were written without a schema. */
export function usersOf(world: World, type: string, searchPath: readonly string[]): readonly Name[] {
  return world.relations.mentioning(type).flatMap(({ qualified, past }) => {
    const types = past.flatMap(({ change }) => typesIn(change));
    return types.some((one) => qualify(world, one, searchPath) === type) ? [nameFrom(qualified)] : [];
  });
}

/** Tables that some migration gave a foreign key to it. */
export function referrersOf(world: World, table: string): readonly Name[] {
  const refers = ({ change, searchPath }: Past): boolean =>
    referencedTables(change).some((name) => qualify(world, name, searchPath) === table);
  return world.relations
    .mentioning(table)
    .flatMap(({ qualified, past }) => (past.some(refers) ? [nameFrom(qualified)] : []));
}

/** The views whose query reads it, as they were made last. */
export function viewsOn(world: World, table: string): readonly ViewChange[] {
  return world.relations.mentioning(table).flatMap(({ past }) => {
    const { change, searchPath = [] } = past.findLast((one) => isView(one.change)) ?? {};
    if (change === undefined || !isView(change)) return [];
    return change.reads?.some((name) => qualify(world, name, searchPath) === table) ? [change] : [];
  });
}
