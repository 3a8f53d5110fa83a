// State of the session, which RDS Proxy shares with others or has to pin.
import type { Change } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { earlierInScript } from './facts/before.ts';
import { changesBehaviour, isPutBack } from './facts/session-settings.ts';
import { defineRule } from './rule.ts';

const kinds = ['set', 'select', 'create-table', 'create-view', 'create-sequence', 'session'] as const;

export const rdsProxyIncompatible = defineRule({
  id: 'rds-proxy-incompatible',
  category: 'compatibility',
  severity: 'warning',
  preset: 'strict',
  title: 'A migration changes the state of the session, for which RDS Proxy pins the connection.',
  why: 'RDS Proxy gives a connection to whoever needs one, transaction by transaction. Settings, session-level advisory locks, temporary tables and prepared statements belong to one session: the proxy then keeps the connection for this client until it leaves, and an advisory lock that is not given back stays as long.',
  instead:
    'Let migrations connect to the writer endpoint of the cluster, not to the proxy. Or keep the state in the transaction: SET LOCAL, pg_advisory_xact_lock().',
  fineWhen:
    'Migrations do not go through RDS Proxy. A setting that is never put back is found by session-setting-leak.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-pinning.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'SELECT pg_advisory_lock(42);',
    good: 'SELECT pg_advisory_xact_lock(42);',
  },
  directions: ['up', 'down'],
  on: kinds,
  check(change, context) {
    const state = sessionState(change, context);
    if (state === undefined) return undefined;
    // One finding for the script.
    if (earlierInScript(change, context).some((other) => sessionState(other, context) !== undefined)) return undefined;
    return {
      message: `${state} belongs to the session: behind RDS Proxy it pins the connection until the client leaves.`,
    };
  },
});

/** What the change makes, in words; undefined for what ends with the transaction. */
function sessionState(change: Change, context: RuleContext): string | undefined {
  switch (change.kind) {
    case 'set':
      if (change.local || change.value === null || (changesBehaviour(change.name) && !isPutBack(change, context)))
        return undefined;
      return `SET ${change.name}`;
    case 'select':
      return sessionFunction(
        change.functions.map(({ name }) => name),
        context.statement.text,
      );
    case 'create-table':
      return change.persistence === 'temporary' ? `Temporary table ${change.table.name}` : undefined;
    case 'create-view':
      return change.temporary ? `Temporary view ${change.view.name}` : undefined;
    case 'create-sequence':
      return change.temporary ? `Temporary sequence ${change.sequence.name}` : undefined;
    case 'session':
      return pinning.has(change.what) ? change.what.toUpperCase() : undefined;
    default:
      return undefined;
  }
}

const pinning: ReadonlySet<string> = new Set(['prepare', 'deallocate', 'declare', 'discard', 'listen']);

function sessionFunction(names: readonly string[], text: string): string | undefined {
  const found = names.find((name) => /^pg_(?:try_)?advisory_(?:lock|lock_shared)$/.test(name) || name === 'set_config');
  // The third argument of set_config() says "until the transaction ends".
  return found === 'set_config' && /,\s*true\s*\)/i.test(text) ? undefined : found && `${found}()`;
}
