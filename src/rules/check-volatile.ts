// A CHECK whose answer changes.

import type { RuleContext } from '../model/finding.ts';
import type { Expression, Name } from '../model/schema.ts';
import { constraintsIn } from './facts/constraints.ts';
import { routinesNamed } from './facts/named.ts';
import { volatileFunctions } from './facts/volatility.ts';
import { defineRule } from './rule.ts';

export const checkVolatile = defineRule({
  id: 'check-volatile',
  category: 'correctness',
  severity: 'warning',
  title: 'A CHECK calls a function whose answer changes, or that reads tables.',
  why: 'PostgreSQL checks a row when it is written, and takes the answer to hold for ever. If it can change, rows break the constraint unseen; a restore of a dump, which loads tables in its own order, then fails.',
  instead: 'Check what changes with a trigger, or in the application; what another table says, with a foreign key.',
  fineWhen: 'The function answers the same for the same row, always.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
    'https://www.postgresql.org/docs/current/xfunc-volatility.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, placed timestamptz);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_placed_past CHECK (placed <= clock_timestamp()) NOT VALID;',
    good: "ALTER TABLE orders ADD CONSTRAINT orders_placed_sane CHECK (placed >= '2000-01-01') NOT VALID;",
  },
  on: ['create-table', 'add-column', 'add-constraint'],
  check(change, context) {
    return constraintsIn(change, change.table).flatMap((constraint) => {
      const found = constraint.type === 'check' ? changing(constraint.expression, context) : undefined;
      if (found === undefined) return [];
      return {
        message: `A CHECK of ${context.qualify(change.table)} calls ${found.name}, ${found.why}: it holds when a row is written, and perhaps not later.`,
      };
    });
  },
});

/** Functions of a migration are judged by what they do: many that never change are VOLATILE because nobody said otherwise. */
function changing(
  { functions }: Expression,
  context: RuleContext,
): { readonly name: string; readonly why: string } | undefined {
  for (const name of functions) {
    const made = routinesNamed(context, name).at(-1);
    if (made === undefined) {
      if (isVolatile(name)) return { name: name.name, why: 'which is volatile' };
    } else if (/\b(?:from|insert\s+into|update|perform)\s+[\w".]/i.test(code(made.body))) {
      return { name: name.name, why: 'which reads or writes tables' };
    }
  }
  return undefined;
}

function isVolatile({ schema, name }: Name): boolean {
  return schema === undefined && volatileFunctions.has(name);
}

/** Without comments and strings, and without the FROM that is part of an expression. */
function code(body: string): string {
  return body
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\b(?:distinct|extract|substring|trim|overlay)\b[\s(]*[^()]{0,1000}?\bfrom\b/gi, ' ');
}
