// The suggestion of every rule's example, taken: PostgreSQL runs it, lint finds nothing new, and it makes the same schema unless another one is the point.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { Rule } from '../../src/model/finding.ts';
import { differences, type Fingerprint, fingerprint } from '../../src/prove/schema.ts';
import { rules } from '../../src/rules/index.ts';
import { scratchServer } from '../postgres.ts';
import { findings, migration, type Sql } from '../rules/linting.ts';
import { statementsIn } from '../rules/measuring.ts';

const major = 18;

/** Another schema is the point of these. */
const otherSchema: ReadonlySet<string> = new Set([
  // Another type.
  'add-json-column',
  'ban-char',
  'prefer-bigint',
  'prefer-identity',
  'prefer-text',
  'prefer-timestamptz',
  'sequence-int-capacity',
  // NOT VALID; validating it is the next migration's.
  'domain-constraint-scan',
  // As it stands the script changes nothing.
  'transaction-uncommitted',
]);

type Example = Sql & { readonly setup: string; readonly up: string; readonly transaction: 'wrapped' | 'none' };

function example(rule: Rule, up: string): Example {
  const { setup, transaction, options } = rule.example;
  return {
    setup,
    up,
    transaction: transaction?.bad ?? 'wrapped',
    serverVersion: major,
    also: { [rule.id]: options ?? {} },
  };
}

function withSuggestion(rule: Rule): string | undefined {
  const { bad } = rule.example;
  const found = findings(example(rule, bad)).find((one) => one.rule === rule.id)?.suggestion;
  if (found === undefined) return undefined;
  const { start, end } = found.span;
  return bad.slice(0, start.offset) + found.replacement + bad.slice(end.offset);
}

describe('what is suggested', () => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(async () => {
    await server.stop();
  });

  const suggested = rules.flatMap((rule) => {
    const fixed = withSuggestion(rule);
    return fixed === undefined ? [] : [{ id: rule.id, rule, fixed }];
  });

  it.each(suggested)('$id: is clean', ({ rule, fixed }) => {
    expect(migration('fixed', fixed, 'wrapped').up.problems).toEqual([]);
    const before = findings(example(rule, rule.example.bad)).map((found) => found.rule);
    const after = findings(example(rule, fixed)).map((found) => found.rule);
    expect(after).not.toContain(rule.id);
    expect(after.filter((id) => !before.includes(id))).toEqual([]);
  });

  it.each(suggested)('$id: runs', async ({ rule, fixed }) => {
    const after = await schemaAfter(server, example(rule, fixed));
    if (otherSchema.has(rule.id) || rule.example.fails !== undefined) return;
    expect(differences(await schemaAfter(server, example(rule, rule.example.bad)), after)).toEqual([]);
  });
});

/** The schema that a script makes, in a database of its own. */
async function schemaAfter(server: ScratchServer, { setup, up, transaction }: Example): Promise<Fingerprint> {
  const database = await server.createDatabase();
  const sessions: Session[] = [];
  try {
    const worker = await database.connectAsMigrator();
    sessions.push(worker);
    const administrator = await database.connectAsAdministrator();
    sessions.push(administrator);
    if (setup !== '') await worker.run(setup);
    if (transaction === 'wrapped') await worker.run('begin');
    for (const statement of statementsIn(up)) await worker.run(statement);
    if (transaction === 'wrapped') await worker.run('commit');
    const [row] = await worker.query('select current_user as name', []);
    return await fingerprint(administrator, { historyTable: '"public"."none"', owner: String(row?.name) });
  } finally {
    for (const session of sessions) await session.close();
    await database.drop();
  }
}
