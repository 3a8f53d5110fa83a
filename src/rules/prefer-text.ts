// varchar(n) where text would do.
import type { Hit } from '../model/finding.ts';
import { sqlType } from './facts/type-names.ts';
import { atType, isType, madeColumns } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const preferText = defineRule({
  id: 'prefer-text',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'A column has the type varchar(n) instead of text.',
  why: 'varchar(n) and text are stored alike and are equally fast. The limit of varchar(n) is part of the type: to lower it, the table is rewritten under AccessExclusiveLock, and views on the column stand in the way of any change.',
  instead:
    'Use text. Where a limit is needed, add a CHECK on its length: a new one can be added NOT VALID and validated later.',
  fineWhen: 'A team wants limits in the types of its columns; that is why this rule is a policy.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-character.html',
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This',
  ],
  example: {
    setup: 'CREATE TABLE customers (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE customers ADD COLUMN name varchar(50);',
    good: 'ALTER TABLE customers ADD COLUMN name text;\nALTER TABLE customers ADD CONSTRAINT customers_name_length CHECK (length(name) <= 50) NOT VALID;',
  },
  on: ['create-table', 'add-column'],
  check(change, context): readonly Hit[] {
    return madeColumns(change)
      .filter(({ type }) => isType(type, 'varchar') && type.modifiers.length > 0)
      .map((column) => ({
        message: `Column ${column.name} of ${context.qualify(change.table)} has the type ${sqlType(column.type)}: the limit is part of the type, and lowering it rewrites the table.`,
        ...atType(column, context, /(?:varchar|character\s+varying|char\s+varying)\s*\(\s*\d+\s*\)/, 'text'),
      }));
  },
});
