// DROP TYPE … CASCADE drops the columns of that type.

import { dependentsOf } from '../catalog/objects.ts';
import { sqlName } from '../sql/sql-names.ts';
import { madeRoom } from './facts/returns.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropTypeCascade = defineRule({
  id: 'drop-type-cascade',
  category: 'data-loss',
  severity: 'error',
  title: 'A type or domain is dropped with every column that has it.',
  why: 'CASCADE drops the columns of the type in every table, with their values, and the functions that take or return it. PostgreSQL only says so in a notice, and no down migration brings the values back.',
  instead:
    'Give each column another type, or drop it by name, in migrations of their own. Then drop the type without CASCADE: PostgreSQL refuses if something still uses it.',
  fineWhen:
    'The type was created in the same release, or the migrations gave it another name to make room for its successor: then `drop-cascade` speaks.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-droptype.html',
    'https://www.postgresql.org/docs/current/sql-dropdomain.html',
  ],
  example: {
    setup: "CREATE TYPE mood AS ENUM ('sad', 'happy');\nCREATE TABLE people (id bigint PRIMARY KEY, mood text);",
    bad: 'DROP TYPE mood CASCADE;',
    good: 'DROP TYPE mood;',
  },
  on: ['drop'],
  check(change, context) {
    if (!change.cascade || (change.object !== 'type' && change.object !== 'domain')) return undefined;
    const live = change.names.filter((name) => !context.isNew(name) && !madeRoom(name, context));
    if (live.length === 0) return undefined;
    const users = live.flatMap((name) => dependentsOf(context.catalog, context.qualify(name)));
    const known = users.length === 0 ? '' : `: as far as the migrations tell, in ${[...new Set(users)].join(', ')}`;
    return {
      message: `DROP ${change.object.toUpperCase()} ${live.map((name) => name.name).join(', ')} CASCADE deletes every column of that type with its values${known}.`,
      help: `Change or drop those columns by name first, then:\n${sqlBlock(`DROP ${change.object.toUpperCase()} ${live.map(sqlName).join(', ')};`)}`,
    };
  },
});
