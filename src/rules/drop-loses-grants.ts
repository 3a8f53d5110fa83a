// A relation is dropped and made again: what was granted on it is gone.

import type { Grant } from '../model/catalog.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { tableNamed } from './facts/named.ts';
import { returnsInUnit } from './facts/returns.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropLosesGrants = defineRule({
  id: 'drop-loses-grants',
  category: 'security',
  severity: 'warning',
  title: 'A view or table is dropped and created again without what was granted on it.',
  why: 'Grants belong to the object, not to its name: the new one has none but those of its owner and the default privileges. Roles that were allowed to read the old one get "permission denied" as soon as the migration commits.',
  instead:
    'Use CREATE OR REPLACE VIEW where only columns are added at the end: it keeps the grants. Else grant again in the same transaction.',
  fineWhen: 'Nothing was granted on it, or default privileges give the same.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-priv.html',
    'https://www.postgresql.org/docs/current/sql-createview.html',
  ],
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY, open boolean);\nCREATE VIEW open_orders AS SELECT id FROM orders WHERE open;\nGRANT SELECT ON open_orders TO pg_monitor;',
    bad: 'DROP VIEW open_orders;\nCREATE VIEW open_orders AS SELECT open, id FROM orders WHERE open;',
    good: 'DROP VIEW open_orders;\nCREATE VIEW open_orders AS SELECT open, id FROM orders WHERE open;\nGRANT SELECT ON open_orders TO pg_monitor;',
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'view' && change.object !== 'materialized-view' && change.object !== 'table')
      return undefined;
    return change.names.flatMap((name) => {
      const lost = returnsInUnit(name, context) ? grantsOn(name, context) : [];
      if (lost.length === 0 || context.later(name).some((later) => later.change.kind === 'grant')) return [];
      const relation = context.qualify(name);
      const grants = lost.map((grant) => grantText(grant, name));
      return [
        {
          message: `What was granted on ${relation} to ${[...new Set(lost.flatMap((grant) => grant.grantees))].join(', ')} goes with it, and the new ${relation} gets none of it.`,
          help: `Grant it again in the same transaction, behind the statement that creates it:\n${sqlBlock(...grants)}`,
        },
      ];
    });
  },
});

function grantsOn(name: Name, context: RuleContext): readonly Grant[] {
  return tableNamed(context, name)?.grants ?? [];
}

function grantText({ privileges, grantees }: Grant, name: Name): string {
  const what = privileges === 'all' ? 'ALL' : privileges.map((privilege) => privilege.toUpperCase()).join(', ');
  const whom = grantees.map((grantee) => (grantee === 'public' ? 'PUBLIC' : sqlIdentifier(grantee))).join(', ');
  return `GRANT ${what} ON ${sqlName(name)} TO ${whom};`;
}
