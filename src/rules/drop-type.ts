// DROP TYPE and DROP DOMAIN: code that names the type fails.
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { madeRoom } from './facts/returns.ts';
import { defineRule } from './rule.ts';

export const dropType = defineRule({
  id: 'drop-type',
  preset: 'strict',
  category: 'compatibility',
  severity: 'warning',
  title: 'An existing type or domain is dropped.',
  why: 'Running code that casts to the type, passes parameters of it, or has looked it up when it connected fails. PostgreSQL refuses while columns use the type, but it knows nothing of the queries in the code.',
  instead:
    'First release code that no longer names the type, then drop it in a later release. Say in an ignore comment that this has happened: `-- lockgate: ignore drop-type -- unused since release 42`.',
  fineWhen:
    'It was created in the same release, the migrations gave it another name before, or a new one takes its name in the same transaction. With CASCADE, `drop-type-cascade` speaks.',
  sources: ['https://www.postgresql.org/docs/current/sql-droptype.html'],
  example: {
    setup: "CREATE TYPE mood AS ENUM ('sad', 'happy');",
    bad: 'DROP TYPE mood;',
    good: "-- Code first: release a version that does not use the type, and drop it later.\nCOMMENT ON TYPE mood IS 'unused, to be dropped';",
  },
  on: ['drop'],
  check(change, context) {
    if (change.cascade || (change.object !== 'type' && change.object !== 'domain')) return undefined;
    const live = change.names.filter((name) => !context.isNew(name) && !isReplaced(name, context));
    if (live.length === 0) return undefined;
    return {
      message: `Dropping ${change.object} ${live.map((name) => context.qualify(name)).join(', ')} breaks running code that still casts to it or passes values of it.`,
    };
  },
});

/** It got its name only to make room, or what takes its name follows. */
function isReplaced(name: Name, context: RuleContext): boolean {
  const returns = context
    .later(name)
    .some(
      ({ change, unit }) =>
        unit === context.unit &&
        (change.kind === 'create-type' || change.kind === 'create-domain' || change.kind === 'rename'),
    );
  return madeRoom(name, context) || returns;
}
