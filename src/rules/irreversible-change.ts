// A down script that cannot bring back what its up script throws away.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { defineRule } from './rule.ts';

export const irreversibleChange = defineRule({
  id: 'irreversible-change',
  category: 'policy',
  severity: 'info',
  preset: 'policy',
  title: 'A migration throws rows or values away, and its down script cannot bring them back.',
  why: 'The down script creates the table or column again, but empty. It runs without an error and looks like a way back; the application that needs the values finds none.',
  instead:
    'Say in the down script that the data is gone and where a backup is, or do it in two releases: stop using it now, remove it when nobody would go back any more.',
  fineWhen: 'The data was copied elsewhere and the down script copies it back, or nobody needs it.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY, nickname text);',
    bad: '-- lockgate: ignore drop-column -- unused since release 42\nALTER TABLE users DROP COLUMN nickname;',
    good: 'ALTER TABLE users ADD COLUMN note text;',
    down: { bad: 'ALTER TABLE users ADD COLUMN nickname text;', good: 'ALTER TABLE users DROP COLUMN note;' },
    layout: 'golang-migrate',
  },
  on: ['drop', 'drop-column', 'truncate', 'delete'],
  check(change, context) {
    const { down } = context.migration;
    if (down === undefined || down.statements.length === 0) return undefined;
    const lost = lostBy(change, context);
    return lost === undefined
      ? undefined
      : { message: `${lost} for good: the down script of this migration runs, but does not bring them back.` };
  },
});

function lostBy(
  change: ChangeOf<'drop' | 'drop-column' | 'truncate' | 'delete'>,
  context: RuleContext,
): string | undefined {
  const live = (tables: readonly Name[]): string | undefined => {
    const names = tables.filter((table) => !context.isNew(table)).map(context.qualify);
    return names.length === 0 ? undefined : names.join(', ');
  };
  if (change.kind === 'drop-column') {
    const table = live([change.table]);
    return table === undefined ? undefined : `The values of ${change.column} in ${table} are gone`;
  }
  if (change.kind === 'delete') {
    const table = live([change.table]);
    return table === undefined ? undefined : `The rows deleted from ${table} are gone`;
  }
  if (change.kind === 'drop' && change.object !== 'table') return undefined;
  const tables = live(change.kind === 'drop' ? change.names : change.tables);
  return tables === undefined ? undefined : `The rows of ${tables} are gone`;
}
