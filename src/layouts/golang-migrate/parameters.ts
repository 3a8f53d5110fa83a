// Parameters of golang-migrate in the database URL (`x-…`). Facts: database/postgres/postgres.go, database/pgx.
import type { OutsideSettings } from '../../model/layout.ts';

/** `parameters`: those of the URL that begin with `x-`. */
export function readUrlParameters(parameters: Readonly<Record<string, string>>): OutsideSettings {
  const { 'x-migrations-table': table, 'x-migrations-table-quoted': quoted, ...others } = parameters;
  const refused = Object.entries(others).flatMap(([name, value]) =>
    isDefault(name, value) ? [] : [refusal(name, value)],
  );
  if (table === undefined || table === '') return { refused };
  if (!isTrue(quoted)) return { refused, historyAt: { table } };
  const names = [...table.matchAll(/"(.*?)"/g)].map(([, name = '']) => name);
  const [first = '', second] = names;
  if (names.length === 0 || names.length > 2) return { refused: [...refused, refusal('x-migrations-table', table)] };
  return { refused, historyAt: second === undefined ? { table: first } : { tableSchema: first, table: second } };
}

/** Go's strconv.ParseBool. */
function isTrue(value: string | undefined): boolean {
  return /^(?:1|t|true)$/i.test(value ?? '');
}

function isDefault(name: string, value: string): boolean {
  switch (name) {
    case 'x-multi-statement':
      return !isTrue(value);
    // The size of a piece of a script that is sent in pieces, which is refused.
    case 'x-multi-statement-max-size':
      return true;
    case 'x-statement-timeout':
      return /^0*$/.test(value);
    default:
      return false;
  }
}

function refusal(name: string, value: string): string {
  return `The URL's parameter \`${name}=${value.replaceAll('`', "'")}\` changes how golang-migrate runs scripts, and Lockgate does not.`;
}
