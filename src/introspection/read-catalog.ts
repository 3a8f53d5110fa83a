// Reads the catalogue of a server: one transaction, a query for each kind of object, no lock on anybody's tables.
import { assemble, type ObjectLists } from '../catalog/assemble.ts';
import { keyOf } from '../catalog/objects.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Row, Session } from '../model/database.ts';
import { loadParser } from '../sql/server-text.ts';
import { columnsQuery } from './columns.ts';
import { constraintsQuery } from './constraints.ts';
import { deparse } from './deparsed.ts';
import { grantsFrom, grantsQuery, policiesQuery, rulesQuery, triggersQuery } from './facilities.ts';
import { indexesQuery } from './indexes.ts';
import * as others from './others.ts';
import { openReader } from './reader.ts';
import { relationsQuery } from './relations.ts';
import { allRows, rowsBy } from './rows.ts';
import { inOneSnapshot } from './snapshot-transaction.ts';
import { readStatistics } from './statistics.ts';
import { typeFrom, typesQuery } from './types.ts';
import { keyOfItem } from './undisturbed.ts';
import { domainConstraints, wholeRelations } from './whole-relations.ts';

export interface CatalogOptions {
  /** Sizes, row counts and write rates too. */
  readonly statistics?: boolean;
}

export interface CatalogReading {
  /** In order of making. */
  readonly lists: ObjectLists;
  /** Full names of tables of which not all is known (`complete` is false): another session kept readers out, so that the text of an expression could not be had. */
  readonly incomplete: readonly string[];
}

/** The session must be outside of a transaction; see `readLists`. */
export async function readCatalog(session: Session, options: CatalogOptions = {}): Promise<Catalog> {
  return assemble((await readLists(session, options)).lists);
}

/**
 * Everything of one moment that a catalogue has, without what extensions brought, system schemas and Lockgate's own. Any role may read it; it needs rights on
 * nothing. Takes about thirty round trips. A `ServerError` when a limit of time strikes or an object goes while it is looked at.
 */
export function readLists(session: Session, options: CatalogOptions = {}): Promise<CatalogReading> {
  return inOneSnapshot(session, (server) => listsIn(session, server, options));
}

/** In a transaction that sees one moment and has a safe search_path (`inOneSnapshot`). */
export async function listsIn(
  session: Session,
  server: number,
  { statistics }: CatalogOptions,
): Promise<CatalogReading> {
  await loadParser();
  const read = (sql: string, page?: number): Promise<readonly Row[]> => allRows(session, sql, page);
  const reader = openReader();
  const grants = rowsBy(await read(grantsQuery), 'oid');
  const constraints = await read(constraintsQuery(server));
  const deparsed = await deparse(session, server);
  const { tables, views } = wholeRelations({
    server,
    reader,
    relations: await read(relationsQuery),
    columns: await read(columnsQuery),
    constraints,
    indexes: await read(indexesQuery(server)),
    triggers: await read(triggersQuery),
    policies: await read(policiesQuery),
    rules: await read(rulesQuery),
    grants,
    deparsed,
    statistics: statistics === true ? await readStatistics(session, server) : undefined,
  });
  const ofDomains = domainConstraints(constraints, reader);
  const lists: ObjectLists = {
    schemas: (await read(others.schemasQuery)).map(({ schema }) => String(schema)),
    tables,
    views,
    sequences: (await read(others.sequencesQuery)).map((row) =>
      others.sequenceFrom(row, grantsFrom(grants.get(Number(row.oid)) ?? [], server)),
    ),
    types: (await read(typesQuery)).map((row) => typeFrom(row, ofDomains.get(Number(row.oid)) ?? [], reader)),
    routines: (await read(others.routinesQuery, PAGE_OF_BODIES)).map((row) =>
      others.routineFrom(row, deparsed.get(keyOfItem('body', row.oid))?.first, reader),
    ),
    extensions: (await read(others.extensionsQuery)).map(others.extensionFrom),
    publications: (await read(others.publicationsQuery(server))).map(others.publicationFrom),
  };
  const incomplete = [...tables, ...views].filter(({ complete }) => !complete);
  return { lists, incomplete: incomplete.map(keyOf) };
}

/** Bodies may be as long as a megabyte. */
const PAGE_OF_BODIES = 50;
