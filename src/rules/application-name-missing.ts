// A migration that cannot be told from the application in pg_stat_activity.
import { lockingKinds } from './facts/kinds.ts';
import { firstLiveLock } from './facts/lock-order.ts';
import { settingBefore } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const applicationNameMissing = defineRule({
  id: 'application-name-missing',
  category: 'policy',
  severity: 'info',
  preset: 'policy',
  title: 'A migration takes strong locks without an application_name.',
  why: 'When sessions queue behind the migration, whoever is on call has to find it among hundreds of connections. pg_stat_activity and the log show application_name; without one the migration looks like everything else.',
  instead: 'Let the migration tool connect with an application_name, or set it at the top of the migration.',
  fineWhen: "The tool sets it when it connects, as Lockgate's own deploy does; then leave this rule off.",
  sources: [
    'https://www.postgresql.org/docs/current/runtime-config-logging.html',
    'https://www.postgresql.org/docs/current/monitoring-stats.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;',
    good: "SET LOCAL application_name = 'migration add note';\nALTER TABLE orders ADD COLUMN note text;",
  },
  on: lockingKinds,
  check(change, context) {
    const lock = firstLiveLock(change, context, 'ShareLock');
    if (lock === undefined || context.setting('application_name') !== null) return undefined;
    const setting = `application_name = 'migration ${context.migration.version.replace(/[^\w.-]/g, '_')}'`;
    const suggestion = settingBefore(context, setting);
    return {
      message: `Sessions that wait for ${context.qualify(lock.relation)} will be seen in pg_stat_activity, but not that this migration is what they wait for: no application_name is set.`,
      help:
        suggestion === undefined
          ? `Set it for the session and put it back at the end:\n${sqlBlock(`SET ${setting};`, 'RESET application_name;')}`
          : `Put this before the statement:\n${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});
