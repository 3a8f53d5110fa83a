// The catalogue of a server, read in one short transaction.
import { assemble, type ObjectLists } from '../catalog/assemble.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Row, Session } from '../model/database.ts';
import { catalogQueries } from './queries.ts';
import { type PartsOf, routineFrom, sequenceFrom, tableFrom, typeFromRow, viewFrom } from './read-objects.ts';
import { columnFrom, constraintFrom, indexFrom, policyFrom, triggerFrom } from './read-parts.ts';
import { byOid, fullNames, is, text, textOrNone } from './rows.ts';

type Rows = Readonly<Record<keyof typeof catalogQueries, readonly Row[]>>;

/** Needs no right beyond that to connect; statements of others are not waited for. The parser must be loaded. The session gets an empty search_path. */
export async function readCatalog(session: Session): Promise<Catalog> {
  return assemble(await readLists(session));
}

/** Consistent when the session is in a transaction that reads one snapshot. */
export async function readLists(session: Session): Promise<ObjectLists> {
  await session.run("set search_path = ''");
  const rows: Partial<Record<keyof Rows, readonly Row[]>> = {};
  for (const [kind, query] of Object.entries(catalogQueries)) rows[kind as keyof Rows] = await session.query(query, []);
  return listsOf(rows as Rows);
}

function listsOf(rows: Rows): ObjectLists {
  const columns = byOid(rows.columns, columnFrom);
  const constraints = byOid(rows.constraints, constraintFrom);
  const indexes = byOid(rows.indexes, indexFrom);
  const triggers = byOid(rows.triggers, triggerFrom);
  const policies = byOid(rows.policies, policyFrom);
  const rules = byOid(rows.rules, (row) => ({ name: text(row, 'name') }));
  const partsOf: PartsOf = (oid) => ({
    // Since 18 a NOT NULL that is not validated is marked on the column, too.
    columns: columns(oid).map((column) => ({
      ...column,
      notNull: column.notNull && !isDoubtful(column.name, constraints(oid)),
    })),
    constraints: constraints(oid),
    indexes: indexes(oid),
    triggers: triggers(oid),
    policies: policies(oid),
    rules: rules(oid),
  });
  const isView = (row: Row): boolean => ['v', 'm'].includes(text(row, 'kind'));
  return {
    schemas: rows.schemas.map((row) => text(row, 'name')),
    tables: rows.relations.filter((row) => !isView(row)).map((row) => tableFrom(row, partsOf)),
    views: rows.relations.filter(isView).map((row) => viewFrom(row, partsOf)),
    sequences: rows.sequences.map(sequenceFrom),
    types: rows.types.map((row) => typeFromRow(row, constraints(text(row, 'oid')))),
    routines: rows.routines.map(routineFrom),
    extensions: rows.extensions.map((row) => {
      const version = textOrNone(row, 'version');
      return { name: text(row, 'name'), ...(version === undefined ? {} : { version }) };
    }),
    publications: rows.publications.map((row) => ({
      name: text(row, 'name'),
      allTables: is(row, 'all_tables'),
      tables: fullNames(row, 'tables'),
    })),
  };
}

function isDoubtful(column: string, constraints: ObjectLists['tables'][number]['constraints']): boolean {
  return constraints.some(({ type, validated, columns }) => type === 'not-null' && !validated && columns[0] === column);
}
