// Stops where another migration tool keeps its history in the target: its migrations would run a second time.
import { Failure } from '../failure.ts';
import { historyTables, otherHistories } from '../layouts/other-histories.ts';
import type { Session } from '../model/database.ts';
import type { Layout } from '../model/layout.ts';
import { quoteIdentifier } from '../sql/quote.ts';

/** Reads only. Throws a Failure that names each such table. */
export async function refuseOtherHistories(session: Session, layout: Layout, database: string): Promise<void> {
  const rows = await session.query(historyTables.sql, historyTables.parameters);
  const others = otherHistories(rows, layout.name);
  if (others.length === 0) return;
  const named = others.map(
    ({ tool, schema, table }) => `${quoteIdentifier(schema)}.${quoteIdentifier(table)} (${tool})`,
  );
  throw new Failure(
    'bad-input',
    `${database} holds the history of another migration tool: ${named.join(', ')}. What that tool has applied, ${layout.name} would apply a second time.`,
    {
      help: `Name the layout of the tool that runs this database's migrations. If the team has moved to ${layout.name} and the table is left over, rename or drop it first.`,
    },
  );
}
