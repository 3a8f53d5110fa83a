// A schema change while a blue/green deployment copies rows only.
import type { Change } from '../model/change.ts';
import { earlierInScript } from './facts/before.ts';
import { schemaKinds } from './facts/kinds.ts';
import { defineRule } from './rule.ts';

export const auroraBluegreenDdl = defineRule({
  id: 'aurora-bluegreen-ddl',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'The schema is changed, which a running blue/green deployment does not carry over.',
  why: 'Blue/green deployments of Aurora PostgreSQL copy rows by logical replication, and DDL is no part of that. When Aurora sees a schema change in the blue environment, the green one goes to "Replication degraded": it can no longer be switched to, and has to be made again.',
  instead:
    'Wait until the switchover is done or the deployment is deleted. What the new version needs beforehand can be done in the green environment: columns added at the end of a table, and indexes.',
  fineWhen: 'No blue/green deployment is running. Switch this rule on for as long as one is.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-considerations.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, state text);',
    bad: 'CREATE TABLE invoices (id bigint PRIMARY KEY);',
    good: "UPDATE orders SET state = 'new' WHERE id = 1;",
  },
  directions: ['up', 'down'],
  on: schemaKinds,
  check(change, context) {
    if (isTemporary(change)) return undefined;
    const schema: readonly string[] = schemaKinds;
    // One finding for the script.
    if (earlierInScript(change, context).some((other) => schema.includes(other.kind) && !isTemporary(other)))
      return undefined;
    return {
      message:
        'This changes the schema: while a blue/green deployment runs, the green environment does not get the change, and its replication is degraded.',
    };
  },
});

function isTemporary(change: Change): boolean {
  return (
    ('temporary' in change && change.temporary) ||
    (change.kind === 'create-table' && change.persistence === 'temporary')
  );
}
