// A house policy: types that no column may have, and a limit for the length of strings.
import type { ChangeOf } from '../model/change.ts';
import type { Hit } from '../model/finding.ts';
import type { TypeName } from '../model/schema.ts';
import { sqlType } from './facts/type-names.ts';
import { internalName, isType, madeColumns } from './facts/written-types.ts';
import { defineRule } from './rule.ts';

export const typeDenyList = defineRule({
  id: 'type-deny-list',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'A column has a type, or a length, that house policy forbids.',
  why: 'Some types are traps: money depends on the lc_monetary of whoever reads it, timetz has an offset but no date that it would hold for. Others a team avoids because its drivers or its warehouse cannot read them. To change a type later mostly rewrites the table.',
  instead:
    'Use numeric (with a column for the currency) instead of money, timestamptz instead of timetz, and what the team has agreed on for the others.',
  fineWhen: 'The type is not in the option `types`, and the length not above `max-char-length`.',
  sources: [
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This',
    'https://www.postgresql.org/docs/current/datatype-money.html',
  ],
  options: {
    types: {
      type: 'texts',
      default: ['money', 'timetz'],
      about: 'Types that no column may have, in any of their spellings and without a length.',
    },
    'max-char-length': {
      type: 'integer',
      default: 0,
      min: 0,
      about: 'The longest that a varchar(n) or char(n) may be, in characters; 0 for any length.',
    },
  },
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN price money;',
    good: 'ALTER TABLE orders ADD COLUMN price numeric;',
  },
  on: ['create-table', 'add-column', 'alter-column-type'],
  check(change, context, options): readonly Hit[] {
    const denied = new Set(options.types.map(internalName));
    const longest = options['max-char-length'];
    return typed(change).flatMap(({ column, type }) => {
      const subject = `Column ${column} of ${context.qualify(change.table)} has the type ${sqlType(type)}`;
      const name = internalName(type.schema === undefined ? type.name : `${type.schema}.${type.name}`);
      if (denied.has(name)) return [{ message: `${subject}, which house policy forbids.` }];
      const [length = 0] = isType({ ...type, array: false }, 'varchar', 'bpchar') ? type.modifiers : [];
      return longest > 0 && length > longest
        ? [{ message: `${subject}, and by house policy no string is longer than ${longest} characters.` }]
        : [];
    });
  },
});

interface Typed {
  readonly column: string;
  readonly type: TypeName;
}

function typed(change: ChangeOf<'create-table' | 'add-column' | 'alter-column-type'>): readonly Typed[] {
  if (change.kind === 'alter-column-type') return [{ column: change.column, type: change.type }];
  return madeColumns(change).map(({ name, type }) => ({ column: name, type }));
}
