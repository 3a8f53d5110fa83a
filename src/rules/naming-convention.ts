// Names against the team's patterns.
import type { OptionSpec } from '../model/finding.ts';
import { type MadeKind, makingKinds, namesGiven } from './facts/made-objects.ts';
import { defineRule } from './rule.ts';

const pattern = (what: string): Extract<OptionSpec, { type: 'pattern' }> => ({
  type: 'pattern',
  default: null,
  about: `What the whole name of a new ${what} has to match; without it, anything goes.`,
});

export const namingConvention = defineRule({
  id: 'naming-convention',
  preset: 'policy',
  category: 'policy',
  severity: 'warning',
  title: 'A new name does not match the pattern that the team has set for it.',
  why: 'Names that follow one rule can be guessed, searched for and generated. A name is hard to change later: running code uses it.',
  instead: 'Give the object a name that matches. Names that PostgreSQL makes up are not looked at.',
  fineWhen: 'No pattern is set for that kind of object: then any name is fine.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
    'https://github.com/google/re2/wiki/Syntax',
  ],
  options: {
    table: pattern('table'),
    column: pattern('column'),
    view: pattern('view'),
    'materialized-view': pattern('materialized view'),
    index: pattern('index'),
    'primary-key': pattern('primary key'),
    'foreign-key': pattern('foreign key'),
    unique: pattern('UNIQUE constraint'),
    check: pattern('CHECK constraint'),
    exclusion: pattern('exclusion constraint'),
    sequence: pattern('sequence'),
    schema: pattern('schema'),
    type: pattern('type'),
    domain: pattern('domain'),
    function: pattern('function or procedure'),
    trigger: pattern('trigger'),
    policy: pattern('row security policy'),
  },
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'CREATE TABLE Order_Line (id bigint PRIMARY KEY, "lineTotal" numeric);',
    good: 'CREATE TABLE order_lines (id bigint PRIMARY KEY, line_total numeric);',
    options: { table: '[a-z_]+s', column: '[a-z][a-z0-9_]*' },
  },
  on: [
    ...makingKinds,
    'add-column',
    'add-constraint',
    'create-index',
    'create-trigger',
    'create-policy',
    'create-schema',
    'rename',
  ],
  check(change, _context, options) {
    return namesGiven(change).flatMap(({ kind, name }) => {
      const wanted = options[kind];
      if (wanted === null || wanted.test(name)) return [];
      return [{ message: `${words(kind)} name ${name} does not match the pattern of the team, ${wanted.source}.` }];
    });
  },
});

function words(kind: MadeKind): string {
  const text = kind.replace('-', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
