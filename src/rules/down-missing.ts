// An up script without a way back, in a layout that has one.
import type { LayoutName } from '../model/migration.ts';
import { earlierInScript } from './facts/before.ts';
import { dataKinds, schemaKinds } from './facts/kinds.ts';
import { defineRule } from './rule.ts';

const layouts: ReadonlySet<LayoutName> = new Set<LayoutName>(['golang-migrate', 'diesel']);
const kinds = [...schemaKinds, ...dataKinds, 'truncate'] as const;

export const downMissing = defineRule({
  id: 'down-missing',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'A migration has no down script, though its tool runs one.',
  why: 'When the release has to go back, the tool either stops here or counts the migration as undone without undoing it: the database is then ahead of its own history.',
  instead: 'Write the down script that undoes the migration, and let `lockgate check` prove that it does.',
  fineWhen: 'The team never goes back but always forward, with a new migration; then leave this rule off.',
  sources: [
    'https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md',
    'https://diesel.rs/guides/getting-started',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;',
    good: 'ALTER TABLE orders ADD COLUMN note text;',
    down: { good: 'ALTER TABLE orders DROP COLUMN note;' },
    layout: 'golang-migrate',
  },
  on: kinds,
  check(change, context) {
    const { migration } = context;
    const hasDown = migration.down !== undefined && migration.down.statements.length > 0;
    if (hasDown || migration.kind !== 'versioned' || !layouts.has(migration.layout)) return undefined;
    // One finding for the script.
    if (earlierInScript(change, context).some(({ kind }) => (kinds as readonly string[]).includes(kind)))
      return undefined;
    const missing = migration.down === undefined ? 'has no down script' : `has a down script without a statement`;
    return { message: `Migration ${migration.version} ${missing}: there is no way back from it.` };
  },
});
