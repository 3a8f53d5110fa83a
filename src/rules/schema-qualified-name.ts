// Names without a schema: the search_path decides where they lead.
import type { Change } from '../model/change.ts';
import type { Hit, RuleContext, Suggestion } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { insertion } from './facts/edits.ts';
import { makingKinds, relationMade } from './facts/made-objects.ts';
import { defineRule } from './rule.ts';

export const schemaQualifiedName = defineRule({
  id: 'schema-qualified-name',
  preset: 'policy',
  category: 'policy',
  severity: 'info',
  title: 'A statement names its object without a schema.',
  why: 'The search_path of the role or session that runs the migration decides which object is meant, and in which schema a new one is made. It differs between tools, roles and environments.',
  instead: 'Write the schema before the name, or set search_path at the beginning of the script.',
  fineWhen: 'The script itself sets search_path, or the object is temporary.',
  sources: ['https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;',
    good: 'ALTER TABLE public.orders ADD COLUMN note text;',
  },
  on: [
    ...makingKinds,
    'create-index',
    'add-column',
    'drop-column',
    'alter-column-type',
    'set-default',
    'drop-default',
    'set-not-null',
    'drop-not-null',
    'add-constraint',
    'validate-constraint',
    'drop-constraint',
    'drop',
  ],
  check(change, context): readonly Hit[] | undefined {
    const { statement } = context;
    // Once per statement, however many sub-commands it has.
    if (statement.changes[0] !== change || context.setting('search_path') !== null) return undefined;
    const names = namesOf(change).filter((name) => name.schema === undefined);
    return names
      .filter((name) => !context.qualify(name).startsWith('pg_temp.'))
      .map((name) => {
        const suggestion = names.length === 1 ? qualified(name, context) : undefined;
        return {
          message: `${sqlName(name)} has no schema: the search_path decides that it is ${context.qualify(name)}.`,
          ...(suggestion === undefined ? {} : { suggestion }),
        };
      });
  },
});

const inSchemas: ReadonlySet<string> = new Set([
  'table',
  'view',
  'materialized-view',
  'index',
  'sequence',
  'type',
  'domain',
  'function',
  'procedure',
]);

function namesOf(change: Change): readonly Name[] {
  if (change.kind === 'drop') {
    if (change.on !== undefined) return [change.on];
    return inSchemas.has(change.object) ? change.names : [];
  }
  if (change.kind === 'create-table' && change.persistence === 'temporary') return [];
  const made = relationMade(change);
  if (made !== undefined) return [made.name];
  return 'table' in change && change.table !== undefined ? [change.table] : [];
}

const beginnings =
  /^(?:create\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|materialized\s+view|sequence|type|domain|function|procedure)(?:\s+if\s+not\s+exists)?|alter\s+table(?:\s+if\s+exists)?(?:\s+only)?|drop\s+(?:table|view|materialized\s+view|sequence|type|domain|index(?:\s+concurrently)?)(?:\s+if\s+exists)?)\s+/i;

/** Where the name stands right behind the statement's first words, and the text tells which schema it is. */
function qualified(name: Name, context: RuleContext): Suggestion | undefined {
  const { statement } = context;
  const found = beginnings.exec(statement.text);
  if (found === null) return undefined;
  const rest = statement.text.slice(found[0].length);
  const written = [name.name, sqlIdentifier(name.name)].some((text) =>
    rest.toLowerCase().startsWith(text.toLowerCase()),
  );
  const { schema } = partsOf(context.qualify(name));
  if (!written) return undefined;
  return insertion(context, statement.span.start.offset + found[0].length, `${sqlIdentifier(schema)}.`);
}
