// Takes one change after another into the world.
import type { Change, ChangeOf } from '../model/change.ts';
import type { Position } from '../model/place.ts';
import type { Name } from '../model/schema.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { childrenIn, copiedIndexes, passedOn, withInherited } from './lineage.ts';
import { knownColumns } from './past-columns.ts';
import { indexesFrom, madeIndexName } from './past-indexes.ts';
import { type Moment, nameFrom, type Past, schemaOf } from './relations.ts';
import { type Creation, createdBy, inRelations, routineOf, touchedBy } from './subjects.ts';
import { qualify, qualifyNew, tableOfIndex, type World } from './world.ts';

/**
 * Takes in one change. A `conditional` one is taken for done, but makes nothing new that is there: that is what most conditions in migrations ask.
 */
export function fold(world: World, change: Change, moment: Moment): void {
  if (isThere(world, change, moment)) return;
  const pastOf = (name: Name): readonly Past[] =>
    world.relations.get(qualify(world, name, moment.searchPath))?.past ?? [];
  const whole = completed(world, change, moment, pastOf);
  const past: Past = { ...moment, change: whole };
  create(world, change, moment);
  rememberRoutine(world, past);
  if (whole.kind === 'create-index') createIndex(world, whole, moment);
  remember(world, past);
  if (change.kind === 'create-table') {
    for (const copied of copiedIndexes(change, pastOf)) {
      const index = withName(world, copied, moment);
      createIndex(world, index, moment);
      world.relations.remember(qualify(world, change.table, moment.searchPath), { ...moment, change: index });
    }
  }
  if ('table' in change && change.table !== undefined) passOn(world, change, change.table, moment);
  if (change.kind === 'drop') drop(world, change, past);
  if (change.kind === 'rename') rename(world, change, moment);
  if (change.kind === 'set-schema' && inRelations.has(change.object)) {
    const from = qualify(world, change.name, moment.searchPath);
    moveNamed(world, change, from, qualifiedName(change.schema, change.name.name), moment);
  }
}

/** Temporary relations are gone: nobody may count on the session that made them. */
export function endScript(world: World): void {
  dropSchema(world, 'pg_temp');
}

/** CREATE … IF NOT EXISTS of what is there does nothing, whatever it says of columns; nor does a condition let it be made again. */
function isThere({ relations }: World, change: Change, { searchPath, conditional }: Moment): boolean {
  if (change.kind !== 'create-table' && change.kind !== 'create-materialized-view') return false;
  const creation = createdBy(change);
  if (creation === undefined || !(change.ifNotExists || conditional)) return false;
  return relations.has(targetOf(creation, searchPath));
}

function targetOf({ name, temporary }: Creation, searchPath: readonly string[]): string {
  return temporary ? qualifiedName('pg_temp', name.name) : qualifyNew(name, searchPath);
}

/** With what it does not say itself: columns of parents, and the name that PostgreSQL makes for an index. */
function completed(world: World, change: Change, moment: Moment, pastOf: (name: Name) => readonly Past[]): Change {
  if (change.kind === 'create-table') return withInherited(change, pastOf);
  if (change.kind === 'add-constraint') return withColumns(change, pastOf(change.table));
  return change.kind === 'create-index' ? withName(world, change, moment) : change;
}

/** USING INDEX: the columns are those of the index. */
function withColumns(change: ChangeOf<'add-constraint'>, past: readonly Past[]): ChangeOf<'add-constraint'> {
  const { constraint, table } = change;
  if ((constraint.type !== 'unique' && constraint.type !== 'primary-key') || constraint.usingIndex === undefined)
    return change;
  const index = indexesFrom(past, table).find(({ name }) => name === constraint.usingIndex);
  const columns = index?.columns.flatMap(({ column }) => column ?? []) ?? [];
  return columns.length === 0 ? change : { ...change, constraint: { ...constraint, columns } };
}

function withName(world: World, change: ChangeOf<'create-index'>, { searchPath }: Moment): ChangeOf<'create-index'> {
  if (change.index !== undefined) return change;
  const schema = schemaOf(qualify(world, change.table, searchPath));
  const taken = { has: (name: string) => world.relations.named(schema, name) !== undefined };
  return { ...change, index: madeIndexName(change, taken) };
}

function create({ relations, schemas }: World, change: Change, { searchPath, isNew, conditional }: Moment): void {
  const creation = createdBy(change);
  if (creation !== undefined) {
    const target = targetOf(creation, searchPath);
    if (!((creation.keepsExisting || conditional) && relations.has(target))) relations.create(target, isNew);
  }
  if (change.kind === 'create-schema') {
    const isKnown = schemas.has(change.schema) || relations.inSchema(change.schema).length > 0;
    if (!(change.ifNotExists && isKnown)) schemas.set(change.schema, isNew);
  }
}

function rememberRoutine({ functions }: World, past: Past): void {
  const routine = routineOf(past.change);
  if (routine === undefined) return;
  const target = qualifyNew(routine, past.searchPath);
  const known = functions.get(target);
  if (known === undefined) functions.set(target, [past]);
  else known.push(past);
}

function createIndex(world: World, change: ChangeOf<'create-index'>, { searchPath, isNew }: Moment): void {
  if (change.index === undefined) return;
  const table = nameFrom(qualify(world, change.table, searchPath));
  const index = qualifiedName(table.schema, change.index);
  if (change.ifNotExists && world.indexTables.has(index)) return;
  world.indexTables.set(index, table);
  world.relations.create(index, isNew);
}

function remember(world: World, past: Past): void {
  const { relations, schemas } = world;
  for (const name of touchedBy(past.change)) {
    const qualified = qualify(world, name, past.searchPath);
    if (!relations.has(qualified)) relations.create(qualified, schemas.get(schemaOf(qualified)) === true);
    relations.remember(qualified, past);
  }
}

/** To partitions and heirs, to any depth. */
function passOn(world: World, change: Change, table: Name, moment: Moment): void {
  const passed = passedOn(change);
  if (passed.length === 0) return;
  const past = world.relations.get(qualify(world, table, moment.searchPath))?.past ?? [];
  for (const child of childrenIn(past, table)) {
    const qualified = qualify(world, child, moment.searchPath);
    for (const what of passed) world.relations.remember(qualified, { ...moment, change: what });
    passOn(world, change, child, moment);
  }
}

function drop(world: World, { object, names }: ChangeOf<'drop'>, past: Past): void {
  if (object === 'schema') for (const { name } of names) dropSchema(world, name);
  if (!inRelations.has(object)) return;
  for (const name of names) {
    const gone = qualify(world, name, past.searchPath);
    if (object === 'index') dropIndex(world, gone, past);
    world.relations.remove(gone);
  }
}

/** Its table remembers it. */
function dropIndex({ relations, indexTables }: World, qualified: string, past: Past): void {
  const table = indexTables.get(qualified);
  if (table !== undefined) relations.remember(qualifyNew(table, []), past);
  indexTables.delete(qualified);
}

function dropSchema({ relations, schemas }: World, schema: string): void {
  schemas.delete(schema);
  for (const qualified of relations.inSchema(schema)) relations.remove(qualified);
}

function rename(world: World, change: ChangeOf<'rename'>, moment: Moment): void {
  const { object, name, to } = change;
  if (object === 'function') renameFunction(world, qualifyNew(name, moment.searchPath), to);
  if (object === 'schema') renameSchema(world, name.name, to);
  // With `from` it is a part of the relation that gets another name.
  if (!inRelations.has(object) || change.from !== undefined) return;
  const from = qualify(world, name, moment.searchPath);
  const owner = object === 'index' ? tableOfIndex(world, from) : undefined;
  if (owner !== undefined) world.relations.remember(qualifyNew(owner, []), { ...moment, change });
  moveNamed(world, change, from, qualifiedName(schemaOf(from), to), moment);
}

function renameFunction({ functions }: World, from: string, to: string): void {
  const renamed = functions.get(from);
  functions.delete(from);
  if (renamed !== undefined) functions.set(qualifiedName(schemaOf(from), to), renamed);
}

function renameSchema(world: World, from: string, to: string): void {
  const { relations, schemas } = world;
  schemas.set(to, schemas.get(from) === true);
  for (const qualified of relations.inSchema(from)) move(world, qualified, qualifiedName(to, nameFrom(qualified).name));
  schemas.delete(from);
}

function moveNamed(
  world: World,
  { object }: ChangeOf<'rename' | 'set-schema'>,
  from: string,
  to: string,
  moment: Moment,
): void {
  if (object === 'type' || object === 'domain') retype(world, from, to, moment);
  move(world, from, to);
}

function move({ relations, indexTables }: World, from: string, to: string): void {
  if (!relations.has(from) || from === to) return;
  relations.move(from, to);
  const table = indexTables.get(from);
  if (table !== undefined) {
    indexTables.delete(from);
    indexTables.set(to, table);
  }
  const { schema, name } = nameFrom(from);
  for (const [index, table] of indexTables) {
    if (table.name === name && table.schema === schema) indexTables.set(index, nameFrom(to));
  }
}

/** The columns of a type go by its new name. */
function retype(world: World, from: string, to: string, moment: Moment): void {
  const type = nameFrom(to);
  for (const { qualified, past } of world.relations.mentioning(from)) {
    const table = nameFrom(qualified);
    const columns = [...knownColumns(past, table)].filter(
      ([, known]) => known.type !== undefined && qualify(world, known.type, moment.searchPath) === from,
    );
    for (const [column, { type: old, collation }] of columns) {
      const change: Change = {
        kind: 'alter-column-type',
        table,
        column,
        type: { ...type, modifiers: [], array: old?.array === true },
        collation: collation !== undefined,
        ...(collation === undefined ? {} : { collationName: collation }),
        at: nowhere,
      };
      world.relations.remember(qualified, { ...moment, change });
    }
  }
}

/** What nobody wrote. */
const nowhere: Position = { offset: 0, line: 1, column: 1 };
