// Where the history of a target is: what settings say, else where the tool would look on this connection.
import { Failure } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { History, HistoryPlace, Layout } from '../model/layout.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/quote.ts';
import type { DeployPorts } from './ports.ts';
import type { TargetFacts } from './target.ts';

/** `schema` of the facts is the first schema of the search_path that exists, '' when none does. */
export function historyOf(layout: Layout, place: HistoryPlace | undefined, { schema, database }: TargetFacts): History {
  const found = place?.tableSchema ?? place?.schema ?? schema;
  if (found !== '') return layout.history(found, place?.table);
  throw new Failure(
    'no-history',
    `No schema of the connection's search_path exists in ${database}, so where ${layout.name} keeps its history is unknown.`,
    { help: 'Create the schema, or correct search_path in the URL, or in the settings of the role or the database.' },
  );
}

/** The schemas whose contents say whether the target is empty: what settings name, else all (undefined). */
export function managedSchemas(place: HistoryPlace | undefined): readonly string[] | undefined {
  return place?.schemas ?? (place?.schema === undefined ? undefined : [place.schema]);
}

/** Puts the default schema in front of the search_path of a session, as Flyway does; empty SQL when it is left as it is. */
export function searchPathSql(schema: string | undefined): string {
  if (schema === undefined) return '';
  const name = quoteLiteral(quoteIdentifier(schema));
  return `SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', ${name}, nullif(pg_catalog.current_setting('search_path'), '')), false)`;
}

/** Connects with the default schema in front of the search_path. */
export function withDefaultSchema(ports: DeployPorts, place: HistoryPlace | undefined): DeployPorts {
  const sql = searchPathSql(place?.schema);
  if (sql === '') return ports;
  return {
    ...ports,
    async connect(signal?: AbortSignal): Promise<Session> {
      const session = await ports.connect(signal);
      await session.run(sql);
      return session;
    },
  };
}
