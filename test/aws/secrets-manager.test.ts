// Secrets over the real SDK against a strict stand-in: reading, refusals, rotation; nothing secret in any message.
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { readDatabaseSecret } from '../../src/aws/secrets-manager.ts';
import { Failure } from '../../src/failure.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { asAdministrator, settingsFor } from '../apply/deployment.ts';
import { scratchServer } from '../postgres.ts';
import { type Answer, type SecretsServer, secretsServer } from './secrets-manager-server.ts';

let running: SecretsServer | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await running?.stop();
  running = undefined;
});

async function serve(secrets: Readonly<Record<string, Answer>>): Promise<SecretsServer> {
  running = await secretsServer(secrets);
  for (const [name, value] of Object.entries(running.environment)) vi.stubEnv(name, value);
  return running;
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Failure) return thrown;
  throw new Error('expected a Failure', { cause: thrown });
}

const everythingOf = ({ message, help, cause }: Failure): string => `${message} ${help} ${String(cause)}`;

it('reads what RDS writes: the port as a number, further fields ignored', async () => {
  const value = {
    engine: 'postgres',
    host: 'db.example',
    username: 'u',
    password: 'p@ss/"w',
    dbname: 'shop',
    port: 5433,
    masterarn: 'x',
  };
  await serve({
    full: { values: [JSON.stringify(value)] },
    text: { values: ['{"username":"u","password":"p","port":"6000"}'] },
  });
  expect(await readDatabaseSecret('full')).toEqual({
    host: 'db.example',
    username: 'u',
    password: 'p@ss/"w',
    dbname: 'shop',
    port: '5433',
  });
  expect(await readDatabaseSecret('text')).toEqual({ username: 'u', password: 'p', port: '6000' });
});

it('asks in the region of an ARN', async () => {
  const arn = 'arn:aws:secretsmanager:us-east-2:123456789012:secret:rds!cluster-1-AbCdEf';
  const server = await serve({ [arn]: { values: ['{"username":"u","password":"p"}'] } });
  await readDatabaseSecret(arn);
  expect(server.asked).toEqual([{ id: arn, region: 'us-east-2' }]);
});

it('says who was refused and what to allow', async () => {
  await serve({
    s: {
      error: 'AccessDeniedException',
      message: 'User: arn:aws:sts::1:assumed-role/build is not authorized to perform: secretsmanager:GetSecretValue',
    },
  });
  const failure = await failureOf(readDatabaseSecret('s'));
  expect(failure.code).toBe('host');
  expect(failure.message).toContain(
    "The secret s can't be read: AccessDeniedException: User: arn:aws:sts::1:assumed-role/build",
  );
  expect(failure.help).toContain('secretsmanager:GetSecretValue');
  expect((await failureOf(readDatabaseSecret('nowhere'))).message).toContain('ResourceNotFoundException');
});

it.each([
  ['hunter2 is not json', 'is not JSON'],
  ['"hunter2"', 'is not a JSON object'],
  ['["hunter2"]', 'is not a JSON object'],
  ['{"user":"hunter2"}', 'has no username and no password'],
  ['{"username":"u","password":"", "note":"hunter2"}', 'has no password'],
])('refuses %j without showing it', async (value, message) => {
  await serve({ s: { values: [value] } });
  const failure = await failureOf(readDatabaseSecret('s'));
  expect(failure.message).toContain(`The secret s ${message}`);
  expect(everythingOf(failure)).not.toContain('hunter2');
});

it('lists what a managed secret does not hold', async () => {
  await serve({ s: { values: ['{"username":"u","password":"hunter2"}'] } });
  const both = await failureOf(targetConnection({ secret: 's', settings: {} }).connect());
  expect(both.message).toContain('does not hold the host (PGHOST) and the database (PGDATABASE)');
  const one = await failureOf(targetConnection({ secret: 's', settings: { PGHOST: 'h' } }).connect());
  expect(one.message).toContain('does not hold the database (PGDATABASE)');
  expect(everythingOf(both) + everythingOf(one)).not.toContain('hunter2');
});

it('reads the secret again when the server refuses the password, as during a rotation', async () => {
  const postgres = await scratchServer();
  onTestFinished(async () => void (await postgres.stop()));
  const database = await postgres.createDatabase();
  await asAdministrator(database, (session) => session.run("CREATE ROLE rotating LOGIN PASSWORD 'second'"));
  const settings = await settingsFor(database);
  const secret = (password: string): string => JSON.stringify({ username: 'rotating', password });
  const server = await serve({
    s: { values: [secret('first'), secret('first'), secret('second')] },
    stale: { values: [secret('hunter2')] },
  });
  const connection = targetConnection({ secret: 's', settings, rotationPausesMs: [10, 10, 10] });
  const session = await connection.connect();
  expect(await session.run('SELECT current_user::text AS u')).toEqual([{ u: 'rotating' }]);
  const another = await connection.connect();
  expect(server.asked.length).toBe(3);
  await Promise.all([session.close(), another.close()]);
  const failure = await failureOf(
    targetConnection({ secret: 'stale', settings, rotationPausesMs: [10, 10] }).connect(),
  );
  expect(failure.message).toContain('the server refused the password');
  expect(everythingOf(failure)).not.toContain('hunter2');
  expect(server.asked.filter(({ id }) => id === 'stale').length).toBe(3);
});
