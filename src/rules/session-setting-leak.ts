// SET that outlives the migration.
import type { RuleContext, Suggestion } from '../model/finding.ts';
import { sqlIdentifier } from '../sql/sql-names.ts';
import { replacement } from './facts/edits.ts';
import { changesBehaviour, isPutBack } from './facts/session-settings.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const sessionSettingLeak = defineRule({
  id: 'session-setting-leak',
  category: 'correctness',
  severity: 'warning',
  title: 'A setting is changed for the session and never put back.',
  why: 'Migration tools run all files on one connection: the next file inherits the timeout, role or search_path, and behaves differently when it runs alone. RDS Proxy keeps such a session to itself.',
  instead:
    'Use SET LOCAL, which ends with the transaction. Outside a transaction, put the setting back with RESET at the end of the file.',
  fineWhen: 'A later RESET or SET in the same script puts it back.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-set.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-pinning.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "SET statement_timeout = '1min';\nCOMMENT ON TABLE orders IS 'Orders of customers';",
    good: "SET LOCAL statement_timeout = '1min';\nCOMMENT ON TABLE orders IS 'Orders of customers';",
  },
  directions: ['up', 'down'],
  on: ['set'],
  check(change, context) {
    if (change.local || change.value === null || !changesBehaviour(change.name) || isPutBack(change, context))
      return undefined;
    const suggestion = setLocal(context);
    const reset =
      change.name === 'session_authorization' ? 'RESET SESSION AUTHORIZATION;' : `RESET ${sqlIdentifier(change.name)};`;
    return {
      message: `${change.name} keeps this value after the migration: the files that run later on the same connection inherit it.`,
      help:
        suggestion === undefined
          ? `Put it back at the end of the file:\n${sqlBlock(reset)}`
          : `Let it end with the transaction:\n${sqlBlock(`${localForm(context.statement.text)};`)}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

const sessionForm = /^set(?:\s+session(?!\s+authorization\b))?(?=\s)/i;

function localForm(text: string): string {
  return text.replace(sessionForm, 'SET LOCAL');
}

/** Only where the setting is needed in one transaction: the one that it stands in is the whole script. */
function setLocal(context: RuleContext): Suggestion | undefined {
  const { unit, script, statement } = context;
  const found = sessionForm.exec(statement.text);
  if (found === null || unit.kind !== 'transaction' || unit.statements.length !== script.statements.length)
    return undefined;
  const start = statement.span.start.offset;
  return replacement(context, start, start + found[0].length, 'SET LOCAL');
}
