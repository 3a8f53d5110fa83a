// DROP FUNCTION: code that calls it fails.

import type { Change } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { listed } from './facts/listed.ts';
import { isOfRelease, routinesNamed } from './facts/named.ts';
import { defineRule } from './rule.ts';

export const dropFunction = defineRule({
  id: 'drop-function',
  preset: 'strict',
  category: 'compatibility',
  severity: 'warning',
  title: 'An existing function or procedure is dropped.',
  why: 'Running code that calls it fails as soon as the migration commits. PostgreSQL refuses while a trigger, a default, a view or the BEGIN ATOMIC body of another function (PostgreSQL 14 and later) uses the function, but it does not look into bodies that are strings.',
  instead:
    '1. Release code that no longer calls it.\n2. Drop it in a later release, and say so in an ignore comment: `-- lockgate: ignore drop-function -- unused since release 42`.',
  fineWhen:
    'It was created in the same release, is a function of triggers, or the same transaction creates a function of that name again.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-dropfunction.html',
    'https://www.postgresql.org/docs/current/ddl-depend.html',
  ],
  example: {
    setup: "CREATE FUNCTION vat(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.25';",
    bad: 'DROP FUNCTION vat(numeric);',
    good: "CREATE OR REPLACE FUNCTION vat(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.2';",
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'function' && change.object !== 'procedure') return undefined;
    const live = change.names.filter(
      (name) => !isMadeHere(name, context) && !returns(name, context) && !isOfTriggers(name, context),
    );
    if (live.length === 0) return undefined;
    return {
      message: `Dropping ${change.object}${live.length > 1 ? 's' : ''} ${listed(live.map((name) => context.qualify(name)))} breaks code that still calls ${live.length > 1 ? 'them' : 'it'}.`,
    };
  },
});

const makes = (change: Change): boolean => change.kind === 'function';

function isMadeHere(name: Name, context: RuleContext): boolean {
  return isOfRelease(context, routinesNamed(context, name)[0]);
}

/** Triggers that still call it keep PostgreSQL from dropping it. */
function isOfTriggers(name: Name, context: RuleContext): boolean {
  return routinesNamed(context, name).at(-1)?.returnsTrigger === true;
}

function returns(name: Name, context: RuleContext): boolean {
  return context.later(name).some(({ change, unit }) => unit === context.unit && makes(change));
}
