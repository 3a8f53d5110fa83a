// ALTER COLUMN … TYPE that rewrites the table.
import type { ChangeOf, TypeName } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { knownColumn } from './facts/columns.ts';
import { commandText } from './facts/command-text.ts';
import { sqlBlock, steps } from './facts/sql-block.ts';
import { madeName, sqlIdentifier, sqlName } from './facts/sql-names.ts';
import { typeChange } from './facts/type-changes.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const changeColumnType = defineRule({
  id: 'change-column-type',
  category: 'availability',
  severity: 'error',
  title: 'The type of a column changes in a way that rewrites the table.',
  why: 'PostgreSQL writes the table and all its indexes anew under AccessExclusiveLock: reads and writes wait until that is done.',
  instead:
    'Add a column of the new type, write both from the application or a trigger, fill it in batches, switch reads over, and drop the old column in a later release.',
  fineWhen:
    'The table was created in the same release, or only the catalog changes: varchar(n) to a larger n, varchar or text; text to varchar; numeric to more digits at the same scale or without limit; bit varying, timestamp, time and interval to more; cidr to inet; timestamp to or from timestamptz when the TimeZone of the session is UTC.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, quantity integer);',
    bad: 'ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;',
    good: 'ALTER TABLE orders ADD COLUMN quantity_new bigint;',
  },
  on: ['alter-column-type'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    const from = knownColumn(context, change.table, change.column)?.type;
    const effect = effectOf(change, from, context);
    if (effect === 'free') return undefined;
    const relation = context.qualify(change.table);
    const types = `${from === undefined ? '' : `from ${sqlType(from)} `}to ${sqlType(change.type)}`;
    const work = effect === 'index' ? 'building every index on it anew' : 'a rewrite';
    const unless = doubt(effect, from);
    return {
      message: `Changing ${change.column} ${types} ${unless === '' ? 'means' : 'may mean'} ${work} under AccessExclusiveLock on ${relation}${unless}: reads and writes wait.`,
      help: effect === 'utc' ? underUtc(change) : newColumn(change),
      claims: { relation, work: effect === 'index' ? 'index-build' : 'rewrite' },
    };
  },
});

type Effect = 'free' | 'index' | 'utc' | 'rewrite';

function doubt(effect: Effect, from: TypeName | undefined): string {
  if (effect === 'utc') return ' unless the TimeZone of the session is UTC';
  return from === undefined ? ' (the type it has now is not in the migrations)' : '';
}

function effectOf(change: ChangeOf<'alter-column-type'>, from: TypeName | undefined, context: RuleContext): Effect {
  if (change.using !== undefined && !isPlainCast(change, context)) return 'rewrite';
  if (from === undefined) return 'rewrite';
  const effect = typeChange(from, change.type);
  if (effect === 'utc') return sessionIsUtc(context) ? 'free' : 'utc';
  return effect === 'free' && change.collation ? 'index' : effect;
}

/** `TYPE t USING c::t`, or `USING c`, says what happens without it. */
function isPlainCast(change: ChangeOf<'alter-column-type'>, context: RuleContext): boolean {
  const found = /\btype\s+(.+?)(?:\s+collate\s+\S+)?\s+using\s+(.+)$/is.exec(commandText(change, context) ?? '');
  const [wanted, expression] = [found?.[1], found?.[2]].map((text) =>
    (text ?? '').toLowerCase().replace(/[\s()"]/g, ''),
  );
  const column = change.column.toLowerCase().replace(/[\s()"]/g, '');
  return expression === column || expression === `${column}::${wanted}` || expression === `cast${column}as${wanted}`;
}

function sessionIsUtc({ script, statement }: RuleContext): boolean {
  const zone = script.statements
    .filter((other) => other.index < statement.index)
    .flatMap((other) =>
      other.changes.flatMap((change) => (change.kind === 'set' && change.name === 'timezone' ? [change.value] : [])),
    )
    .at(-1);
  return zone?.toUpperCase() === 'UTC';
}

function underUtc(change: ChangeOf<'alter-column-type'>): string {
  const statement = `ALTER TABLE ${sqlName(change.table)} ALTER COLUMN ${sqlIdentifier(change.column)} TYPE ${sqlType(change.type)};`;
  return `If the stored values are in UTC, say so in the same transaction; the rows then stay as they are:\n${sqlBlock("SET LOCAL TimeZone = 'UTC';", statement)}`;
}

function newColumn({ table, column, type }: ChangeOf<'alter-column-type'>): string {
  const add = `ALTER TABLE ${sqlName(table)} ADD COLUMN ${sqlIdentifier(madeName(column, 'new'))} ${sqlType(type)};`;
  return `${steps(['Add a column of the new type:', add])}\n2. Write both columns, from the application or a trigger, and fill the old rows in batches.\n3. Let the application read the new column; drop the old one in a later release.`;
}
