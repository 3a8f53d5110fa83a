// Names of more than 63 bytes are cut.
import type { Change } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import { tokens } from '../sql/postgresql/punctuation.ts';
import { cut, mostBytes, sqlIdentifier } from '../sql/sql-names.ts';
import { writtenConstraints } from '../sql/written-constraints.ts';
import { replacement } from './facts/edits.ts';
import { defineRule } from './rule.ts';

export const identifierTooLong = defineRule({
  id: 'identifier-too-long',
  category: 'correctness',
  severity: 'warning',
  title: 'A name is longer than 63 bytes, and PostgreSQL cuts it.',
  why: 'PostgreSQL keeps 63 bytes of a name and drops the rest with a notice that nobody reads. Code that looks for the full name in the catalog does not find it; another name with the same beginning is the same name, so that it fails as a duplicate or, with IF NOT EXISTS, is silently not made.',
  instead: 'Choose a name of at most 63 bytes. Letters outside of ASCII have two bytes and more.',
  sources: ['https://www.postgresql.org/docs/current/sql-syntax-lexical.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_total_is_positive_or_zero_and_stays_below_one_million_dollars CHECK (total >= 0) NOT VALID;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_total_between_zero_and_one_million CHECK (total >= 0) NOT VALID;',
  },
  on: [
    'create-table',
    'add-column',
    'add-constraint',
    'create-index',
    'create-view',
    'create-materialized-view',
    'create-sequence',
    'create-type',
    'create-domain',
    'create-schema',
    'create-trigger',
    'create-policy',
    'create-statistics',
    'function',
    'rename',
  ],
  check(change, context): readonly Hit[] {
    // A name that was cut has 60 bytes at least: 63 without a part of a letter.
    const made = new Set(namesMadeBy(change).filter((name) => name.length >= 15 && Buffer.byteLength(name) >= 60));
    if (made.size === 0) return [];
    return longNames(context)
      .filter(({ kept }) => made.has(kept))
      .map(({ offset, written, kept }) => {
        const isThere = context.script.text.startsWith(written, offset);
        const edit = replacement(context, offset, offset + written.length, sqlIdentifier(kept));
        return {
          message: `The name ${written} has more than 63 bytes: PostgreSQL cuts it to ${kept}.`,
          help: 'Choose a shorter name. What PostgreSQL makes of this one is the same as the cut name written out.',
          ...(isThere ? { span: edit.span, suggestion: edit } : {}),
        };
      });
  },
});

interface LongName {
  readonly offset: number;
  /** As it stands in the script, quotes included. */
  readonly written: string;
  readonly kept: string;
}

/** Each once, where it stands first in the statement. */
function longNames({ statement }: RuleContext): readonly LongName[] {
  const found = new Map<string, LongName>();
  for (const { offset, text } of tokens(statement.text, 0)) {
    const name = text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : folded(text);
    const kept = name === undefined || text.startsWith("'") ? undefined : cut(name, mostBytes);
    if (kept === undefined || kept === name || found.has(kept)) continue;
    found.set(kept, { offset: statement.span.start.offset + offset, written: text, kept });
  }
  return [...found.values()];
}

function folded(word: string): string | undefined {
  return /^[A-Za-z_\u0080-\uffff]/.test(word) ? word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : undefined;
}

function namesMadeBy(change: Change): readonly string[] {
  switch (change.kind) {
    case 'create-table':
      return [change.table.name, ...change.columns.map(({ name }) => name), ...constraintNames(change)];
    case 'add-column':
      return [change.column.name, ...constraintNames(change)];
    case 'add-constraint':
      return constraintNames(change);
    case 'create-index':
      return change.index === undefined ? [] : [change.index];
    case 'create-view':
    case 'create-materialized-view':
      return [change.view.name];
    case 'create-sequence':
      return [change.sequence.name];
    case 'create-type':
      return [change.type.name];
    case 'create-domain':
      return [change.domain.name];
    case 'create-schema':
      return [change.schema];
    case 'create-trigger':
      return [change.trigger];
    case 'create-policy':
      return [change.policy];
    case 'create-statistics':
      return [change.statistics.name];
    case 'function':
      return [change.function.name];
    default:
      return change.kind === 'rename' ? [change.to] : [];
  }
}

function constraintNames(change: Change): readonly string[] {
  return writtenConstraints(change).flatMap(({ name }) => name ?? []);
}
