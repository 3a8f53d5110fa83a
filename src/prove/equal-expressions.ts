// One spelling for expressions that always have the same value, so that schemas that do the same have the same fingerprint. Pure.
//
// The texts are the server's own (pg_get_expr and its kin), which writes SQL's functions without arguments in capitals and everything else
// in lower case. Only what has the same value in every session and transaction is here; `CURRENT_TIMESTAMP(3)` is not `now()`.

/** Pieces of an expression: a literal, a quoted identifier (with the parentheses of a call), or a word with what makes it a call. */
const pieces =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"(?:\(\))?|[A-Z_]{3,}(?:\(\d\))?(?![\w$"(])|\b(?:transaction_timestamp|current_database)\(\)/g;

/** Each spelling, and what it is written as. `%` is the precision, where one is given. */
const spellings: Readonly<Record<string, string>> = {
  CURRENT_TIMESTAMP: 'now()',
  'transaction_timestamp()': 'now()',
  'CURRENT_TIMESTAMP(%)': '(now())::timestamp(%) with time zone',
  LOCALTIMESTAMP: '(now())::timestamp without time zone',
  'LOCALTIMESTAMP(%)': '(now())::timestamp(%) without time zone',
  CURRENT_DATE: '(now())::date',
  CURRENT_TIME: '(now())::time with time zone',
  'CURRENT_TIME(%)': '(now())::time(%) with time zone',
  LOCALTIME: '(now())::time without time zone',
  'LOCALTIME(%)': '(now())::time(%) without time zone',
  USER: 'CURRENT_USER',
  CURRENT_ROLE: 'CURRENT_USER',
  '"current_user"()': 'CURRENT_USER',
  '"session_user"()': 'SESSION_USER',
  '"system_user"()': 'SYSTEM_USER',
  '"current_schema"()': 'CURRENT_SCHEMA',
  'current_database()': 'CURRENT_CATALOG',
};

/** The same expression, or any text that holds some, such as a CHECK constraint; literals and names stay as they are. */
export function canonicalExpression(text: string): string {
  return text.replace(pieces, (piece: string, offset: number) => {
    // A function of a schema that is not in search_path, or a column of a row: `app."current_user"()`.
    if (/[.\w$]/.test(text[offset - 1] ?? '')) return piece;
    const precision = /\((\d)\)$/.exec(piece)?.[1];
    const written = spellings[precision === undefined ? piece : piece.replace(/\d(?=\)$)/, '%')];
    return written === undefined ? piece : written.replace('%', precision ?? '');
  });
}

const momentTypes: ReadonlySet<string> = new Set([
  'timestamp with time zone',
  'timestamp without time zone',
  'date',
  'time with time zone',
  'time without time zone',
]);
const integerTypes: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint', 'numeric']);
const textTypes: ReadonlySet<string> = new Set(['text', 'character varying']);

/**
 * The default of a column (or a domain) of `type`, as format_type writes it. A default is converted to the column's type in silence, so a cast to that type
 * changes nothing. Undefined where it is the same as no default.
 */
export function canonicalDefault(expression: string, type: string): string | undefined {
  const text = canonicalExpression(expression);
  const base = type.replace(/\(\d+(?:,-?\d+)?\)/, '');
  if (/^NULL(?:::[a-z ]+(?:\(\d+\))?)?$/.test(text)) return undefined;
  if (momentTypes.has(base)) return canonicalMoment(text, type, base);
  if (integerTypes.has(base)) return canonicalInteger(text);
  const literal = /^('(?:[^']|'')*')::(.+)$/s.exec(text);
  const [, value = text, cast = ''] = literal ?? [];
  return textTypes.has(base) && textTypes.has(cast) ? `${value}::${base}` : text;
}

/** `(now())::T` in a column of type T. A cast to another precision than the column's would round twice. */
function canonicalMoment(text: string, type: string, base: string): string {
  const cast = /^\(now\(\)\)::(.+)$/.exec(text)?.[1];
  if (cast === base || cast === type) return 'now()';
  const zone = /^\(now\(\) AT TIME ZONE ('(?:[^']|'')*'::text)\)$/.exec(text)?.[1];
  return zone === undefined ? text : `timezone(${zone}, now())`;
}

function canonicalInteger(text: string): string {
  const number = /^(?:\((\d+)\)|'(-?\d+)'|(\d+))(?:::(?:smallint|integer|bigint|numeric))?$/.exec(text);
  return number === null ? text : (number[1] ?? number[2] ?? number[3] ?? text);
}
