// ADD VALUE without a place sorts behind all others.

import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlName } from '../sql/sql-names.ts';
import { listed } from './facts/listed.ts';
import { typeNamed } from './facts/named.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const enumValueOrder = defineRule({
  id: 'enum-value-order',
  category: 'correctness',
  severity: 'info',
  preset: 'strict',
  title: 'A new enum value is added without a place in the order of the others.',
  why: "Values of an enum type sort and compare in the order of the type, not of the alphabet. Without BEFORE or AFTER the new one is the greatest: ORDER BY, min() and max(), and conditions such as state < 'paid' follow from that. It cannot be moved later.",
  instead: 'Say where it belongs with BEFORE or AFTER.',
  fineWhen: 'It is meant to be the last, or nothing sorts or compares by the type.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertype.html',
    'https://www.postgresql.org/docs/current/datatype-enum.html',
  ],
  example: {
    setup: "CREATE TYPE order_state AS ENUM ('new', 'paid', 'closed');",
    bad: "ALTER TYPE order_state ADD VALUE 'sent';",
    good: "ALTER TYPE order_state ADD VALUE 'sent' AFTER 'paid';",
  },
  on: ['add-enum-value'],
  check(change, context) {
    if (change.beside !== undefined || context.isNew(change.type)) return undefined;
    const labels = knownLabels(change.type, context);
    const last = labels?.at(-1);
    if (labels === undefined || last === undefined || labels.includes(change.value)) return undefined;
    const [value, behind] = [change.value, last].map((label) => `'${label.replaceAll("'", "''")}'`);
    return {
      message: `Value '${change.value}' sorts behind all other values of ${context.qualify(change.type)} (${listed(labels)}), and cannot be moved later.`,
      help: `Say where it belongs, even if that is the end; for example:\n${sqlBlock(`ALTER TYPE ${sqlName(change.type)} ADD VALUE ${value} AFTER ${behind};`)}`,
    };
  },
});

/** In their order; undefined when the type's making is not among the migrations, or a value was put somewhere between. */
function knownLabels(type: Name, context: RuleContext): readonly string[] | undefined {
  const found = typeNamed(context, type);
  return found?.kind === 'enum' && found.complete ? found.labels.map(({ name }) => name) : undefined;
}
