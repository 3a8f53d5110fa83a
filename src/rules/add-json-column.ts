// json where jsonb would do.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext, Suggestion } from '../model/finding.ts';
import type { Column } from '../model/schema.ts';
import { commandText } from './facts/command-text.ts';
import { replacement } from './facts/edits.ts';
import { defineRule } from './rule.ts';

export const addJsonColumn = defineRule({
  id: 'add-json-column',
  category: 'compatibility',
  severity: 'info',
  title: 'A column has the type json instead of jsonb.',
  why: 'json has no equality: SELECT DISTINCT, GROUP BY and UNION over the column fail, in queries that worked before it was added. It is parsed at every access and cannot have a GIN index.',
  instead: 'Use jsonb, which has equality and can be indexed.',
  fineWhen: 'The exact text has to be kept: white space, the order of keys, repeated keys.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-json.html',
    'https://github.com/ankane/strong_migrations#adding-a-json-column',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN details json;',
    good: 'ALTER TABLE orders ADD COLUMN details jsonb;',
  },
  on: ['add-column', 'create-table'],
  check(change, context) {
    const columns = change.kind === 'add-column' ? [change.column] : change.columns;
    const column = columns.find(isJson);
    if (column === undefined) return undefined;
    const suggestion = useJsonb(change, context);
    return {
      message: `Column ${column.name} of ${context.qualify(change.table)} has the type json: DISTINCT, GROUP BY and UNION over it fail, because json has no equality.`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

function isJson({ type }: Column): boolean {
  return type.name === 'json' && type.schema === undefined;
}

/** When the word stands once in the text, that is the type. */
function useJsonb(change: ChangeOf<'add-column' | 'create-table'>, context: RuleContext): Suggestion | undefined {
  const isColumn = change.kind === 'add-column';
  const text = isColumn ? commandText(change, context) : context.statement.text;
  const start = isColumn ? change.at.offset : context.statement.span.start.offset;
  const found = [...(text ?? '').matchAll(/\bjson\b/gi)];
  const [only] = found;
  if (only === undefined || found.length !== 1) return undefined;
  return replacement(context, start + only.index, start + only.index + only[0].length, 'jsonb');
}
