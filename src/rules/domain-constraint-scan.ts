// ALTER DOMAIN ADD CONSTRAINT, VALIDATE CONSTRAINT or SET NOT NULL reads every table that uses the domain.

import { dependentsOf } from '../catalog/objects.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Name, TypeName } from '../model/schema.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { knownDomain } from './facts/domains.ts';
import { insertion } from './facts/edits.ts';
import { tableNamed, typeNamed, visibleName } from './facts/named.ts';
import { storedIn } from './facts/partitioning.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const domainConstraintScan = defineRule({
  id: 'domain-constraint-scan',
  category: 'availability',
  severity: 'error',
  title: 'A constraint is added to a domain that tables already use, or validated.',
  why: 'PostgreSQL reads every table with a column of the domain while it holds ShareLock on each: writes to all of them wait.',
  instead:
    'Add the constraint NOT VALID, which locks no table, and leave it so: validating it takes the same locks as adding it. NOT NULL has no such form: use CHECK (VALUE IS NOT NULL) NOT VALID, or NOT NULL on the columns (see set-not-null-scan).',
  fineWhen: 'The domain was created in the same release, or no table uses it yet.',
  claims: { lock: 'ShareLock', work: 'scan' },
  sources: ['https://www.postgresql.org/docs/current/sql-alterdomain.html', 'docs/conformance.md'],
  example: {
    setup: 'CREATE DOMAIN email AS text;\nCREATE TABLE users (id bigint PRIMARY KEY, address email);',
    bad: "ALTER DOMAIN email ADD CONSTRAINT email_at CHECK (VALUE LIKE '%@%');",
    good: "ALTER DOMAIN email ADD CONSTRAINT email_at CHECK (VALUE LIKE '%@%') NOT VALID;",
  },
  on: ['alter-domain'],
  check(change, context) {
    const adds = change.action === 'add-constraint' && change.validated;
    const validates = change.action === 'validate-constraint';
    if ((!adds && !validates && change.action !== 'set-not-null') || context.isNew(change.domain)) return undefined;
    if (change.action === 'set-not-null' && knownDomain(context, asType(change.domain))?.notNull === true)
      return undefined;
    const live = columnsOfDomain(change.domain, context).filter((table) => !context.isNew(table));
    // Of a domain that a migration made, the tables that use it are known too.
    const isKnown = typeNamed(context, change.domain)?.complete === true;
    if (isKnown && live.length === 0) return undefined;
    const [only] = live;
    const found: Hit = {
      message: `This takes ShareLock on every table that uses the domain ${context.qualify(change.domain)} and scans it: writes to all of them wait.`,
      claims: { relation: only !== undefined && live.length === 1 ? context.qualify(only) : null },
    };
    if (validates) return { ...found, help: unvalidated };
    return adds ? { ...found, ...notValid(context) } : found;
  },
});

/** Tables that hold rows with a column of it, or of a domain over it. */
function columnsOfDomain(domain: Name, context: RuleContext): readonly Name[] {
  const own = context.qualify(domain);
  const users = dependentsOf(context.catalog, own).map((key) => visibleName(partsOf(key), context));
  const above = users.filter((user) => isDomain(user, context) && context.qualify(user) !== own);
  const tables = users.filter((user) => !isDomain(user, context) && hasColumnOf(own, user, context));
  const stored = tables.flatMap((table) => storedIn(context, table));
  return [...new Set([...stored, ...above.flatMap((other) => columnsOfDomain(other, context))])];
}

function isDomain(name: Name, context: RuleContext): boolean {
  return typeNamed(context, name)?.kind === 'domain';
}

/** A column that was dropped, or has another type by now, is read no more. */
function hasColumnOf(domain: string, table: Name, context: RuleContext): boolean {
  const columns = tableNamed(context, table)?.columns ?? [];
  return columns.some(({ type }) => type === null || context.qualify(type) === domain);
}

function asType(name: Name): TypeName {
  return { ...name, modifiers: [], array: false };
}

const unvalidated =
  'PostgreSQL has no weaker lock for this. New values are checked already: leave the constraint NOT VALID, or validate it when nobody writes. A CHECK on each table instead can be validated without stopping anyone.';

function notValid(context: RuleContext): Partial<Hit> {
  const { statement } = context;
  const help = `Check new values only:\n${sqlBlock(`${statement.text}${statement.text.includes('--') ? '\n' : ' '}NOT VALID;`)}`;
  if (statement.text.includes('--')) return { help };
  return { help, suggestion: insertion(context, statement.span.end.offset, ' NOT VALID') };
}
