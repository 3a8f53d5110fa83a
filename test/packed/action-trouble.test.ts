// The packed action when GitHub refuses, limits or fails; and what it never tells.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Account } from '../contracts/github/state.ts';
import { type Gate, openPull, openWorld, patience, postedText, shop, type World } from './pull-request.ts';
import type { StepResult } from './workflow-step.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function opened(account: Partial<Account> = {}): Promise<Gate> {
  const changes = {
    'db/migration/V3__i.sql': `${patience}CREATE INDEX orders_customer_idx ON orders (customer_id);\n`,
  };
  const gate = await openPull(world, shop, changes, account);
  onTestFinished(() => gate.close());
  return gate;
}

function expectVerdict(result: StepResult): void {
  expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block', findings: '1', errors: '1' } });
  expect(result.summary).toMatch(/^### Lockgate: blocked \(1 error\)/);
  expect(result.commands[0]).toMatchObject({ name: 'error', properties: { title: 'Lockgate: index-not-concurrent' } });
}

const warnings = ({ commands }: StepResult): string[] =>
  commands.filter(({ name }) => name === 'warning').map(({ data }) => data);

it('keeps the verdict on a pull request from a fork, where the token may not write', async () => {
  const gate = await opened({ mayWrite: false });
  const result = await gate.run();
  expectVerdict(result);
  expect(warnings(result)).toEqual([expect.stringMatching(/for a pull request from a fork GitHub gives none/)]);
  expect(postedText(gate.pull)).toBe('');
  // Refused once, it does not try the rest.
  expect(gate.github.takeWrites()).toHaveLength(1);
});

it('keeps the verdict without a token, and with one that GitHub does not know', async () => {
  const gate = await opened();
  const without = await gate.run({ inputs: { token: '' } });
  expectVerdict(without);
  expect(gate.github.state.requests).toEqual([]);
  const unknown = await gate.run({ token: 'ghs_notThisOne' });
  expectVerdict(unknown);
  expect(warnings(unknown).join()).toContain('The token is not valid');
  expect(unknown.everything).not.toContain('ghs_notThisOne');
});

it('waits for a short rate limit, and posts', async () => {
  const gate = await opened();
  gate.github.addFault({ on: /^POST .*\/reviews$/, status: 403, headers: { 'retry-after': '1' } });
  const result = await gate.run();
  expectVerdict(result);
  expect(gate.pull.reviews).toHaveLength(1);
  expect(warnings(result)).toEqual([]);
});

it('does not wait for a long rate limit', async () => {
  const gate = await opened();
  const reset = String(Math.floor(Date.now() / 1000) + 1800);
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
  gate.github.addFault({ on: /./, times: 1000, status: 403, message: 'API rate limit exceeded', headers });
  const begin = Date.now();
  const result = await gate.run();
  expectVerdict(result);
  expect(Date.now() - begin).toBeLessThan(30_000);
  expect(warnings(result).join()).toContain('It is a rate limit');
});

it('keeps the verdict while GitHub is down', async () => {
  const gate = await opened();
  gate.github.addFault({ on: /./, times: 1000, status: 502, message: 'Bad Gateway' });
  const result = await gate.run();
  expectVerdict(result);
  expect(warnings(result).join()).toContain('GitHub answered 502');
  expect(postedText(gate.pull)).toBe('');
});

it('posts once when an answer of GitHub is lost', async () => {
  const gate = await opened();
  gate.github.addFault({ on: /^POST .*\/reviews$/, status: 500, afterWork: true });
  expectVerdict(await gate.run());
  expect(gate.pull.comments).toHaveLength(1);
  expect(gate.pull.issueComments).toHaveLength(1);
});

it('posts nothing for a head that is no longer the newest', async () => {
  const gate = await opened();
  const stale = { workspace: await gate.forge.checkout(gate.commits.merge) };
  gate.pull.headSha = 'f'.repeat(40);
  const result = await gate.run(stale);
  expectVerdict(result);
  expect(warnings(result).join()).toContain('moved on');
  expect(gate.github.takeWrites()).toEqual([]);
});

it('tells neither the password nor the token, in no output', async () => {
  const gate = await opened();
  const secrets = [world.password, encodeURIComponent(world.password), gate.token];
  const reviewed = await gate.run();
  expectVerdict(reviewed);
  const refused = new URL(world.server.url);
  refused.password = 'not-this-1';
  const wrong = await gate.run({ inputs: { 'database-url': refused.href } });
  expect(wrong).toMatchObject({ code: 2, summary: expect.stringContaining('the server refused the password') });
  const noUrl = await gate.run({ inputs: { 'database-url': `mysql://root:${world.password}@127.0.0.1/shop` } });
  expect(noUrl.code).toBe(2);
  const seen = [reviewed, wrong, noUrl].map(({ everything }) => everything).join('\n') + postedText(gate.pull);
  for (const secret of [...secrets, 'not-this-1']) expect(seen).not.toContain(secret);
});

it('waits for a service container that is still coming up', async () => {
  const { tcpServer } = await import('../database/tcp-server.ts');
  const late = await tcpServer(18);
  onTestFinished(() => late.remove());
  const gate = await opened();
  let started: Promise<void> | undefined;
  const result = await gate.run({
    inputs: { 'database-url': late.url },
    onOutput(text) {
      if (text.includes('waiting for PostgreSQL at')) started ??= sleep(300).then(() => late.start());
    },
  });
  expect(started).toBeDefined();
  expectVerdict(result);
  expect(result.everything).not.toContain(world.password);
});
