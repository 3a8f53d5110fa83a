// ALTER DOMAIN ADD CONSTRAINT or SET NOT NULL reads every table that uses the domain.
import { insertion } from './facts/edits.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const domainConstraintScan = defineRule({
  id: 'domain-constraint-scan',
  category: 'availability',
  severity: 'error',
  title: 'A constraint is added to a domain that tables already use.',
  why: 'PostgreSQL reads every table with a column of the domain while it holds ShareLock on each: writes to all of them wait.',
  instead:
    'Add the constraint NOT VALID, which locks no table. NOT NULL has no such form: use CHECK (VALUE IS NOT NULL) NOT VALID, or NOT NULL on the columns.',
  fineWhen: 'The domain was created in the same release.',
  claims: { lock: 'ShareLock', work: 'scan' },
  example: {
    setup: 'CREATE DOMAIN email AS text;\nCREATE TABLE users (id bigint PRIMARY KEY, address email);',
    bad: "ALTER DOMAIN email ADD CONSTRAINT email_at CHECK (VALUE LIKE '%@%');",
    good: "ALTER DOMAIN email ADD CONSTRAINT email_at CHECK (VALUE LIKE '%@%') NOT VALID;",
  },
  on: ['alter-domain'],
  check(change, context) {
    const adds = change.action === 'add-constraint' && change.validated;
    if ((!adds && change.action !== 'set-not-null') || context.isNew(change.domain)) return undefined;
    const { statement } = context;
    const message = `This takes ShareLock on every table that uses the domain ${context.qualify(change.domain)} and scans it: writes to all of them wait.`;
    if (!adds) return { message };
    return {
      message,
      help: `Check new values only:\n${sqlBlock(`${statement.text}${statement.text.includes('--') ? '\n' : ' '}NOT VALID;`)}`,
      ...(statement.text.includes('--')
        ? {}
        : { suggestion: insertion(context, statement.span.end.offset, ' NOT VALID') }),
    };
  },
});
