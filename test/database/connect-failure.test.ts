// What a user reads when a connection can't be made, and the code that those who retry see.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connectErrorCode } from '../../src/database/connect-failure.ts';
import { parseConnection } from '../../src/database/connection-options.ts';
import { connect } from '../../src/database/session.ts';
import { Failure } from '../../src/failure.ts';
import { freePort } from './tcp-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that does with each connection what it is told. */
async function listening(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on('error', () => {});
    serve(socket);
  }).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function failureOf(url: string): Promise<Failure> {
  const thrown = await connect({ ...parseConnection(url), connectTimeoutMs: 300 }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw new Error(`not a Failure: ${thrown}`);
  expect(`${thrown.message} ${thrown.help}`).not.toContain('s3cret');
  return thrown;
}

test('a server that never answers', async () => {
  const failure = await failureOf(`postgres://u:s3cret@127.0.0.1:${await listening(() => {})}/d`);
  expect(failure.message).toMatch(/^Can't connect to u@127\.0\.0\.1:\d+\/d: there was no answer in time/);
  expect(connectErrorCode(failure)).toBe('ETIMEDOUT');
});

test('a server that hangs up', async () => {
  const failure = await failureOf(`postgres://u:s3cret@127.0.0.1:${await listening((socket) => socket.end())}/d`);
  expect(failure.message).toMatch(/connection was cut/);
  expect(connectErrorCode(failure)).toBe('ECONNRESET');
});

test('nothing that listens, by address and by name', async () => {
  for (const host of ['127.0.0.1', 'localhost']) {
    const failure = await failureOf(`postgres://u:s3cret@${host}:${await freePort()}/d`);
    expect(failure).toMatchObject({ code: 'no-database', message: /nothing listens there/ });
    expect(connectErrorCode(failure)).toBe('ECONNREFUSED');
  }
});

test('a socket directory without a socket', async () => {
  const failure = await failureOf('postgres://u:s3cret@%2Fnonexistent/d');
  expect(failure.message).toMatch(/u@\/nonexistent:5432\/d: there is no such socket/);
  expect(connectErrorCode(failure)).toBe('ENOENT');
});

test('a peer that does not speak PostgreSQL', async () => {
  const port = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect((await failureOf(`postgres://u:s3cret@127.0.0.1:${port}/d`)).code).toBe('no-database');
});

test('what is no failed connect has no code', () => {
  expect(connectErrorCode(new Failure('internal', 'x'))).toBeUndefined();
  expect(connectErrorCode('x')).toBeUndefined();
});
