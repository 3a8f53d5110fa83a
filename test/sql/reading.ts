// Reads SQL text as a script, the way a layout does.
import type { Change } from '../../src/model/change.ts';
import type { Script, TransactionMode } from '../../src/model/migration.ts';
import { loadParser, readScript } from '../../src/sql/script.ts';

await loadParser();

export function script(text: string, transaction: TransactionMode = 'wrapped'): Script {
  return readScript({ path: 'm/V1__a.sql', bytes: new TextEncoder().encode(text) }, transaction, 'sent');
}

/** The changes of the only statement, without their places. */
export function changesIn(sql: string): readonly object[] {
  const { statements, problems } = script(/^copy .* from stdin/i.test(sql) ? `${sql};\n\\.\n` : sql);
  if (statements.length !== 1 || problems.length > 0) {
    throw new Error(`${sql}: ${statements.length} statements, ${problems.map((problem) => problem.message).join(' ')}`);
  }
  return (statements[0]?.changes ?? []).map(({ at: _, ...change }: Change) => withoutPlaces(change));
}

function withoutPlaces(change: object): object {
  return JSON.parse(JSON.stringify(change, (key, value) => (key === 'typeAt' ? undefined : value)));
}
