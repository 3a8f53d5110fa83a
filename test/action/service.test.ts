// An unreachable service container is reported in the words of a workflow.
import { expect, it } from 'vitest';
import { serviceFailure } from '../../action/service.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { Failure } from '../../src/failure.ts';

async function failureOf(url: string): Promise<unknown> {
  const starting = startScratchServer({ url, path: undefined, from: [], waitSeconds: 0 });
  return serviceFailure(
    await starting.then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  );
}

it.each([
  ['nothing listens', 'postgres://postgres:pg@127.0.0.1:1/postgres'],
  ['the host is unknown', 'postgres://postgres:pg@postgres.invalid:5432/postgres'],
])('where %s', async (_, url) => {
  const failure = await failureOf(url);
  expect(failure).toMatchObject({ code: 'no-database' });
  const { help = '', message } = failure as Failure;
  expect(message).toContain("Can't connect");
  expect(help).toContain('services:');
  expect(help).toContain('ports:');
  expect(help).toContain('the host is the name of the service');
  expect(`${message} ${help}`).not.toMatch(/security group|Aurora|RDS/);
});

it('leaves every other failure as it is', () => {
  const refused = new Failure('no-database', 'x', {
    help: 'y',
    cause: Object.assign(new Error('p'), { code: '28P01' }),
  });
  const other = new Error('z');
  expect(serviceFailure(refused)).toBe(refused);
  expect(serviceFailure(other)).toBe(other);
});
