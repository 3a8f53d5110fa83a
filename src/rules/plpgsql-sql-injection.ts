// PL/pgSQL that puts a parameter into the SQL it executes.
import { unquotedParameters } from '../sql/dynamic-sql.ts';
import { defineRule } from './rule.ts';

export const plpgsqlSqlInjection = defineRule({
  id: 'plpgsql-sql-injection',
  category: 'security',
  severity: 'warning',
  title: 'A function executes SQL that is put together from a parameter without quoting it.',
  why: 'Whoever chooses the parameter can end the string and add statements of their own; with SECURITY DEFINER those run with the rights of the owner. Harmless values with a quote or a capital letter make it fail, too.',
  instead:
    "1. Give values with USING: `EXECUTE 'SELECT … WHERE id = $1' USING id`.\n2. Put names in with format() and %I, values that have to stand in the text with %L.",
  fineWhen: 'The parameter is a number, a date or a regclass, or has passed through quote_ident() or quote_literal().',
  sources: [
    'https://www.postgresql.org/docs/current/plpgsql-statements.html#PLPGSQL-STATEMENTS-EXECUTING-DYN',
    'https://www.postgresql.org/docs/current/functions-string.html#FUNCTIONS-STRING-FORMAT',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, code text);',
    bad: "CREATE FUNCTION count_of(name text) RETURNS bigint LANGUAGE plpgsql AS $$\nDECLARE\n  total bigint;\nBEGIN\n  EXECUTE 'SELECT count(*) FROM ' || name INTO total;\n  RETURN total;\nEND $$;",
    good: "CREATE FUNCTION count_of(name text) RETURNS bigint LANGUAGE plpgsql AS $$\nDECLARE\n  total bigint;\nBEGIN\n  EXECUTE format('SELECT count(*) FROM %I', name) INTO total;\n  RETURN total;\nEND $$;",
  },
  on: ['function'],
  check(change, { statement }) {
    if (change.language !== 'plpgsql' || change.parameters.length === 0) return undefined;
    if (!/\bexecute\b/i.test(change.body)) return undefined;
    return unquotedParameters(statement.text)
      .filter(({ whole }) => !whole || change.securityDefiner)
      .map(({ parameter, whole, line }) => ({
        message: whole
          ? `Parameter ${parameter} is executed as SQL, with the rights of the function's owner (line ${line} of the body).`
          : `Parameter ${parameter} becomes part of executed SQL without being quoted (line ${line} of the body).`,
      }));
  },
});
