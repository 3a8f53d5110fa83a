// Connection URLs and PG* settings: what they mean, what is refused, and that a password never shows.
import { expect, test } from 'vitest';
import { describeConnection, isLocalHost, parseConnection, tlsFor } from '../../src/database/connection-options.ts';
import { Failure } from '../../src/failure.ts';

const PARTS: readonly (readonly [
  url: string,
  user: string,
  password: string | undefined,
  host: string,
  port: number,
  database: string,
])[] = [
  ['postgres://u:p@h/d', 'u', 'p', 'h', 5432, 'd'],
  ['postgresql://u:p@h:6000/d', 'u', 'p', 'h', 6000, 'd'],
  ['POSTGRES://u@h', 'u', undefined, 'h', 5432, 'u'],
  ['postgres://u:@h/d', 'u', undefined, 'h', 5432, 'd'],
  ['postgres://u:p%40%2F%3F%23%3A%25@h/d', 'u', 'p@/?#:%', 'h', 5432, 'd'],
  ['postgres://u:p@ss:w#rd!$&@h:1/d', 'u', 'p@ss:w#rd!$&', 'h', 1, 'd'],
  ['postgres://u:a/b@h/d', 'u', 'a/b', 'h', 5432, 'd'],
  ['postgres://u:12/34@h/d', 'u', '12/34', 'h', 5432, 'd'],
  ['postgres://u:a@b/c@h/d?sslmode=disable', 'u', 'a@b/c', 'h', 5432, 'd'],
  ['postgres://u:a?b@h/d', 'u', 'a?b', 'h', 5432, 'd'],
  ['postgres://u:50%off%zz@h/d', 'u', '50%off%zz', 'h', 5432, 'd'],
  ['postgres://u:%C3%A9%F0%9F%94%92@h/d', 'u', 'é🔒', 'h', 5432, 'd'],
  ['postgres://u:%FF@h/d', 'u', '%FF', 'h', 5432, 'd'],
  ['postgres://us%3Aer:p@[::1]:6000/d', 'us:er', 'p', '::1', 6000, 'd'],
  ['postgres://u:p@[::1]/d', 'u', 'p', '::1', 5432, 'd'],
  ['postgres://u:p@%2Fvar%2Frun%2Fpg:6000/d', 'u', 'p', '/var/run/pg', 6000, 'd'],
  ['postgres:///d?host=/var/run/pg&user=u&password=p%26q&port=7', 'u', 'p&q', '/var/run/pg', 7, 'd'],
  ['postgres://h/d?user=a@b', 'a@b', undefined, 'h', 5432, 'd'],
  ['postgres://u:p@h/d%20e', 'u', 'p', 'h', 5432, 'd e'],
  ['  postgres://u:p@h/d?schema=public&connection_limit=1\n', 'u', 'p', 'h', 5432, 'd'],
];

test.each(PARTS)('%s', (url, user, password, host, port, database) => {
  expect(parseConnection(url)).toMatchObject({ user, host, port, database });
  expect(parseConnection(url).password).toBe(password);
});

test('PG* settings fill what the URL leaves open', () => {
  const settings = {
    PGHOST: 'db',
    PGPORT: '6000',
    PGUSER: 'me',
    PGPASSWORD: 'x y',
    PGDATABASE: 'app',
    PGSSLMODE: 'require',
    PGCONNECT_TIMEOUT: '7',
  };
  expect(parseConnection(undefined, settings)).toEqual({
    host: 'db',
    port: 6000,
    user: 'me',
    password: 'x y',
    database: 'app',
    tls: 'encrypt',
    connectTimeoutMs: 7000,
  });
  expect(parseConnection('postgres://u:p@h:1/d?sslmode=disable', settings)).toMatchObject({
    host: 'h',
    port: 1,
    user: 'u',
    password: 'p',
    database: 'd',
    tls: 'off',
  });
});

test('the CA file is taken from the URL, then from PGSSLROOTCERT; "system" means Node\'s own', () => {
  const aurora = 'postgres://u:p@c.cluster-x.eu-west-1.rds.amazonaws.com/d';
  expect(parseConnection(`${aurora}?sslrootcert=/etc/rds%20ca.pem`).caFile).toBe('/etc/rds ca.pem');
  expect(parseConnection(aurora, { PGSSLROOTCERT: '/a.pem' }).caFile).toBe('/a.pem');
  expect(parseConnection(`${aurora}?sslrootcert=system`, { PGSSLROOTCERT: '/a.pem' }).caFile).toBeUndefined();
});

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['app.localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['/tmp', true],
  ['postgres', true],
  ['my-db_1', true],
  ['host.docker.internal', true],
  ['134744072', false],
  ['0x08080808', false],
  ['8.8.8.8', false],
  ['127.0.0.1.evil.example', false],
  ['10.0.0.5', false],
  ['postgres.', false],
  ['db.example.com', false],
  ['fe80::1', false],
  ['::ffff:8.8.8.8', false],
])('%s is local: %s', (host, local) => {
  expect(isLocalHost(host)).toBe(local);
});

test.each([
  [undefined, 'off', 'verify-full'],
  ['allow', 'off', 'verify-full'],
  ['prefer', 'off', 'verify-full'],
  ['require', 'encrypt', 'verify-full'],
  ['no-verify', 'encrypt', 'verify-full'],
  ['verify-ca', 'verify-full', 'verify-full'],
  ['verify-full', 'verify-full', 'verify-full'],
])('sslmode %s is %s on a local host and %s on a remote one', (mode, local, remote) => {
  expect(tlsFor('postgres', mode)).toBe(local);
  expect(tlsFor('db.example.com', mode)).toBe(remote);
});

test('ssl=true asks for TLS as sslmode=require does', () => {
  expect(parseConnection('postgres://u@postgres/d?ssl=true').tls).toBe('encrypt');
  expect(parseConnection('postgres://u@postgres/d?sslmode=disable&ssl=true').tls).toBe('off');
});

test.each([
  ['postgres://u:s3cret@db.example.com/d?sslmode=disable', /TLS off for db.example.com/],
  ['postgres://u:s3cret@h/d?sslmode=never', /unknown sslmode "never"/],
  ['postgres://u:s3cret@h1,h2/d', /several hosts/],
  ['postgres://u:s3cret@h:0/d', /port/],
  ['postgres://u:s3cret@h:99999/d', /port/],
  ['postgres://u:s3cret@h:5432x/d', /port/],
  ['postgres://u:s3cret@[::1/d', /host/],
  ['mysql://u:s3cret@h/d', /postgres:\/\//],
  ['u:s3cret@h/d', /postgres:\/\//],
])('%s is refused, without showing the password', (url, message) => {
  let thrown: unknown;
  try {
    parseConnection(url);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Failure);
  const failure = thrown as Failure;
  expect(failure.code).toBe('bad-input');
  expect(failure.message).toMatch(message);
  expect(`${failure.message} ${failure.help} ${failure.stack}`).not.toContain('s3cret');
});

test('a connection is described without its password, on one line', () => {
  expect(describeConnection(parseConnection('postgres://u:s3cret@h:6000/d'))).toBe('u@h:6000/d');
  expect(describeConnection(parseConnection('postgres://u:s3cret@[::1]/d'))).toBe('u@[::1]:5432/d');
  expect(describeConnection(parseConnection('postgres://u:s3cret@h/d%0A::error::x'))).toBe('u@h:5432/d?::error::x');
});
