// What earlier statements made: which relations exist, which are new, and what happened to each.
import type { Change } from '../model/change.ts';
import type { PastChange } from '../model/finding.ts';
import type { Position } from '../model/place.ts';
import type { Name, ObjectType } from '../model/schema.ts';
import { knownColumns } from '../rules/facts/columns.ts';
import { constraintsIn } from '../rules/facts/constraints.ts';
import { referencedTables } from '../rules/facts/written-constraints.ts';
import { childrenIn, copiedIndexes, passedOn, withInherited } from './lineage.ts';
import { emptyRelations, indexOf, type Moment, nameFrom, type Past, schemaOf } from './relations.ts';
import { createdBy, inRelations, isView, routineOf, touchedBy, typesIn, type ViewChange } from './subjects.ts';

/** Folded over all statements in order. Mutable on purpose: one world serves one run. */
export interface World {
  /** `schema.name` for a name as written; a known relation on the search path wins, else its first schema. */
  qualify(name: Name, searchPath: readonly string[]): string;
  isNew(qualified: string): boolean;
  /** As it is now: to be looked at before the next change is taken in. */
  historyOf(qualified: string): readonly PastChange[];
  tableOfIndex(qualified: string): Name | undefined;
  /** Tables with a column of a type; `searchPath` is for names of types that were written without a schema. */
  usersOf(qualified: string, searchPath: readonly string[]): readonly Name[];
  /** Tables that some migration gave a foreign key to it. */
  referrersOf(qualified: string): readonly Name[];
  /** The views whose query reads it, as they were made last. */
  viewsOn(qualified: string): readonly ViewChange[];
  /**
   * Takes in one change. A `conditional` one is taken for done, but makes nothing new that is there: that is what most conditions in migrations ask.
   */
  apply(change: Change, moment: Moment): void;
  /** Temporary relations are gone: nobody may count on the session that made them. */
  endScript(): void;
}

export function emptyWorld(): World {
  const relations = emptyRelations();
  /** Functions have names of their own: one may be called as a table is. */
  const functions = new Map<string, Past[]>();
  /** Schemas that were seen being made: true for a new one. */
  const schemas = new Map<string, boolean>([['public', false]]);
  const indexTables = new Map<string, Name>();

  const qualify = (name: Name, searchPath: readonly string[]): string => {
    if (name.schema !== undefined) return `${name.schema}.${name.name}`;
    let known = relations.named('pg_temp', name.name);
    for (const schema of searchPath) known ??= relations.named(schema, name.name);
    return known?.qualified ?? `${searchPath[0] ?? 'public'}.${name.name}`;
  };
  const knowsSchema = (schema: string): boolean => schemas.has(schema) || relations.inSchema(schema).length > 0;
  const dropSchema = (schema: string): void => {
    schemas.delete(schema);
    for (const qualified of relations.inSchema(schema)) relations.remove(qualified);
  };
  const renameSchema = (from: string, to: string): void => {
    schemas.set(to, schemas.get(from) === true);
    for (const qualified of relations.inSchema(from)) move(qualified, `${to}.${nameFrom(qualified).name}`);
    schemas.delete(from);
  };
  /** Its table remembers it. */
  const dropIndex = (qualified: string, past: Past): void => {
    const table = indexTables.get(qualified);
    if (table !== undefined) relations.remember(`${table.schema}.${table.name}`, past);
    indexTables.delete(qualified);
  };
  const move = (from: string, to: string): void => {
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
  };

  /** The index of a constraint has its name, and stands in the schema of its table. */
  const tableOfConstraint = (qualified: string): Name | undefined => {
    const { schema, name } = nameFrom(qualified);
    const owner = relations.mentioning(qualified).find((relation) => {
      const table = nameFrom(relation.qualified);
      const keeps = relation.past.reduce((there, { change }) => keepsIndex(change, table, name) ?? there, false);
      return keeps && table.schema === schema;
    });
    return owner === undefined ? undefined : nameFrom(owner.qualified);
  };

  /** The columns of a type go by its new name. */
  const retype = (
    from: string,
    to: string,
    searchPath: readonly string[],
    remembered: (what: Change) => Past,
  ): void => {
    const type = nameFrom(to);
    for (const { qualified, past } of relations.mentioning(from)) {
      const table = nameFrom(qualified);
      const columns = [...knownColumns(past, table)].filter(
        ([, known]) => known.type !== undefined && qualify(known.type, searchPath) === from,
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
        relations.remember(qualified, remembered(change));
      }
    }
  };

  /** To partitions and heirs, to any depth. */
  const passOn = (
    change: Change,
    table: Name,
    searchPath: readonly string[],
    remembered: (what: Change) => Past,
  ): void => {
    const passed = passedOn(change).map(remembered);
    if (passed.length === 0) return;
    for (const child of childrenIn(relations.get(qualify(table, searchPath))?.past ?? [], table)) {
      const qualified = qualify(child, searchPath);
      for (const past of passed) relations.remember(qualified, past);
      passOn(change, child, searchPath, remembered);
    }
  };

  return {
    qualify,
    isNew: (qualified) =>
      qualified.startsWith('pg_temp.') ||
      (relations.get(qualified)?.isNew ?? schemas.get(schemaOf(qualified)) === true),
    historyOf(qualified) {
      const past = relations.get(qualified)?.past ?? [];
      const routine = functions.get(qualified);
      return routine === undefined ? past : [...past, ...routine];
    },
    tableOfIndex: (qualified) => indexTables.get(qualified) ?? tableOfConstraint(qualified),
    usersOf: (type, searchPath) =>
      relations.mentioning(type).flatMap(({ qualified, past }) => {
        const types = past.flatMap(({ change }) => typesIn(change));
        return types.some((one) => qualify(one, searchPath) === type) ? [nameFrom(qualified)] : [];
      }),
    referrersOf: (table) =>
      relations.mentioning(table).flatMap(({ qualified, past }) => {
        const refers = ({ change, searchPath }: Past): boolean =>
          referencedTables(change).some((name) => qualify(name, searchPath) === table);
        return past.some(refers) ? [nameFrom(qualified)] : [];
      }),
    viewsOn: (table) =>
      relations.mentioning(table).flatMap(({ past }) => {
        const { change, searchPath = [] } = past.findLast((one) => isView(one.change)) ?? {};
        if (change === undefined || !isView(change)) return [];
        return change.reads?.some((name) => qualify(name, searchPath) === table) ? [change] : [];
      }),
    apply(change, moment) {
      const { searchPath, isNew, conditional } = moment;
      const pastOf = (name: Name): readonly Past[] => relations.get(qualify(name, searchPath))?.past ?? [];
      const remembered = (what: Change): Past => ({ ...moment, change: what });
      const past = remembered(change.kind === 'create-table' ? withInherited(change, pastOf) : change);
      const creation = createdBy(change);
      if (creation !== undefined) {
        const target = creation.temporary ? `pg_temp.${creation.name.name}` : qualifyNew(creation.name, searchPath);
        if (!((creation.keepsExisting || conditional) && relations.has(target))) relations.create(target, isNew);
      }
      if (change.kind === 'create-schema' && !(change.ifNotExists && knowsSchema(change.schema))) {
        schemas.set(change.schema, isNew);
      }
      const routine = routineOf(change);
      if (routine !== undefined) {
        const target = qualifyNew(routine, searchPath);
        const known = functions.get(target);
        if (known === undefined) functions.set(target, [past]);
        else known.push(past);
      }
      if (change.kind === 'create-index' && change.index !== undefined) {
        const table = nameFrom(qualify(change.table, searchPath));
        const index = `${table.schema}.${change.index}`;
        if (!(change.ifNotExists && indexTables.has(index))) {
          indexTables.set(index, table);
          relations.create(index, isNew);
        }
      }
      for (const name of touchedBy(change)) {
        const qualified = qualify(name, searchPath);
        if (!relations.has(qualified)) relations.create(qualified, schemas.get(schemaOf(qualified)) === true);
        relations.remember(qualified, past);
      }
      if (change.kind === 'create-table') {
        for (const index of copiedIndexes(change, pastOf))
          relations.remember(qualify(change.table, searchPath), remembered(index));
      }
      if ('table' in change && change.table !== undefined) passOn(change, change.table, searchPath, remembered);
      if (change.kind === 'drop' && change.object === 'schema') {
        for (const { name } of change.names) dropSchema(name);
      }
      if (change.kind === 'rename' && change.object === 'function') {
        const from = qualifyNew(change.name, searchPath);
        const renamed = functions.get(from);
        functions.delete(from);
        if (renamed !== undefined) functions.set(`${schemaOf(from)}.${change.to}`, renamed);
      }
      if (change.kind === 'rename' && change.object === 'schema') renameSchema(change.name.name, change.to);
      if (!('object' in change) || !inRelations.has(change.object)) return;
      if (change.kind === 'drop') {
        for (const name of change.names) {
          const gone = qualify(name, searchPath);
          if (change.object === 'index') dropIndex(gone, past);
          relations.remove(gone);
        }
      }
      const moveNamed = (from: string, to: string, object: ObjectType): void => {
        if (object === 'type' || object === 'domain') retype(from, to, searchPath, remembered);
        move(from, to);
      };
      if (change.kind === 'rename' && change.from === undefined) {
        const from = qualify(change.name, searchPath);
        moveNamed(from, `${schemaOf(from)}.${change.to}`, change.object);
      }
      if (change.kind === 'set-schema') {
        const from = qualify(change.name, searchPath);
        moveNamed(from, `${change.schema}.${change.name.name}`, change.object);
      }
    },
    endScript: () => dropSchema('pg_temp'),
  };
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

/** What nobody wrote. */
const nowhere: Position = { offset: 0, line: 1, column: 1 };

function qualifyNew(name: Name, searchPath: readonly string[]): string {
  return `${name.schema ?? searchPath[0] ?? 'public'}.${name.name}`;
}
