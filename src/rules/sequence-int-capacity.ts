// CREATE SEQUENCE AS integer or smallint.
import type { RuleContext, Suggestion } from '../model/finding.ts';
import { replacement } from './facts/edits.ts';
import { sqlType } from './facts/type-names.ts';
import { isType } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const sequenceIntCapacity = defineRule({
  id: 'sequence-int-capacity',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  title: 'A sequence is created with 4 or 2 bytes, so that its numbers run out early.',
  why: 'A sequence AS integer ends at 2,147,483,647 and one AS smallint at 32,767: from then on nextval() fails with error 2200H, and so does every INSERT that uses it. Rolled-back transactions and cached numbers use it up faster than rows do.',
  instead: 'Leave AS out: a sequence is a bigint then. Use a bigint for the column that takes its numbers, too.',
  fineWhen: 'The numbers have an upper limit by their nature, or the sequence is made to start again (CYCLE).',
  sources: ['https://www.postgresql.org/docs/current/sql-createsequence.html'],
  example: {
    setup: '',
    bad: 'CREATE SEQUENCE order_numbers AS integer;',
    good: 'CREATE SEQUENCE order_numbers AS bigint;',
  },
  on: ['create-sequence'],
  check(change, context) {
    const { type } = change;
    if (change.temporary || type === undefined || !isType(type, 'int4', 'int2')) return undefined;
    if (/(?<!no\s+)\bcycle\b/i.test(context.statement.text)) return undefined;
    const suggestion = useBigint(context);
    return {
      message: `The sequence ${context.qualify(change.sequence)} is ${sqlType(type)}: after ${type.name === 'int4' ? '2,147,483,647' : '32,767'} nextval() fails, and so does every INSERT that uses it.`,
      ...(suggestion === undefined ? {} : { suggestion, span: suggestion.span }),
    };
  },
});

function useBigint(context: RuleContext): Suggestion | undefined {
  const { text, span } = context.statement;
  const [only, ...more] = [...text.matchAll(/(?<=\bas\s+)(?:integer|int[24]?|smallint)\b/gi)];
  if (only === undefined || more.length > 0) return undefined;
  const start = span.start.offset + only.index;
  return replacement(context, start, start + only[0].length, 'bigint');
}
