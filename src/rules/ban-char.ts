// char(n) columns.
import type { Hit } from '../model/finding.ts';
import { refers } from './facts/foreign-keys.ts';
import { sqlType } from './facts/type-names.ts';
import { atType, isType, madeColumns } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const banChar = defineRule({
  id: 'ban-char',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  title: 'A column has the type char(n), which pads values with spaces.',
  why: 'Values are filled up with spaces to the length and compared without them: lengths, LIKE and joins with text behave in surprising ways, and the spaces take room. It is no faster than text, and every later change of the type rewrites the table.',
  instead: 'Use text. Where the length matters, add a CHECK: it can be changed later without rewriting the table.',
  fineWhen: 'The column refers to a key of that type: only the key is reported.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-character.html',
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This',
  ],
  example: {
    setup: '',
    bad: 'CREATE TABLE countries (id bigint PRIMARY KEY, code char(2) NOT NULL);',
    good: 'CREATE TABLE countries (id bigint PRIMARY KEY, code text NOT NULL CHECK (length(code) = 2));',
  },
  on: ['create-table', 'add-column'],
  check(change, context): readonly Hit[] {
    return madeColumns(change)
      .filter((column) => isType(column.type, 'bpchar') && column.type.modifiers.length > 0 && !refers(column, change))
      .map((column) => ({
        message: `Column ${column.name} of ${context.qualify(change.table)} has the type ${sqlType(column.type)}: values are padded with spaces, and a later change of the type rewrites the table.`,
        ...atType(column, context, /(?:char|character|bpchar)(?:\s*\(\s*\d+\s*\))?/, 'text'),
      }));
  },
});
