// TLS against a real server: what is verified, and what a user reads when it does not hold.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectionOptions, parseConnection } from '../../src/database/connection-options.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { connect } from '../../src/database/session.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { makeCertificates, type TcpServer, tcpServer } from './tcp-server.ts';

let server: TcpServer;
let plain: TcpServer;
let files: { ca: string; cert: string; key: string };
let options: ConnectionOptions;

beforeAll(async () => {
  server = await tcpServer(15);
  files = await makeCertificates(server.directory, 'localhost');
  await server.start(['-c', 'ssl=on', '-c', `ssl_cert_file=${files.cert}`, '-c', `ssl_key_file=${files.key}`]);
  plain = await tcpServer(15);
  await plain.start();
  for (const { url } of [server, plain]) await (await startScratchServer({ url, path: undefined, from: [] })).stop();
  options = { ...parseConnection(server.url), host: 'localhost', connectTimeoutMs: 5_000 };
});
afterAll(async () => {
  await server.remove();
  await plain.remove();
});

async function encrypted(given: ConnectionOptions): Promise<unknown> {
  const session = await connect(given);
  const [row] = await session.run('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
  await session.close();
  return row?.ssl;
}

test('off, encrypted without verification, and verified against the given authority', async () => {
  expect(await encrypted({ ...options, tls: 'off' })).toBe(false);
  expect(await encrypted({ ...options, tls: 'encrypt' })).toBe(true);
  expect(await encrypted({ ...options, tls: 'verify-full', caFile: files.ca })).toBe(true);
  expect(await encrypted({ ...options, tls: 'verify-full', ca: readFileSync(files.ca, 'utf8') })).toBe(true);
});

test('an authority that is not trusted is refused, and the help tells of the RDS bundle', async () => {
  await expect(encrypted({ ...options, tls: 'verify-full' })).rejects.toMatchObject({
    code: 'no-database',
    message: /authority that is not trusted/,
    help: /LOCKGATE_CA_FILE/,
  });
});

test('a certificate for another host name is refused', async () => {
  const elsewhere = { ...options, host: '127.0.0.1', tls: 'verify-full', caFile: files.ca } as const;
  await expect(encrypted(elsewhere)).rejects.toThrow(/another host name/);
});

test('a server without TLS is refused, and never gets the password', async () => {
  let asked = 0;
  const password = async () => {
    asked++;
    return 'never';
  };
  const { port } = parseConnection(plain.url);
  await expect(encrypted({ ...options, port, password, tls: 'verify-full', caFile: files.ca })).rejects.toThrow(
    /does not speak TLS/,
  );
  expect(asked).toBe(0);
});

test('a CA file that is missing or holds no certificate is named', async () => {
  const verify = { ...options, tls: 'verify-full' } as const;
  await expect(encrypted({ ...verify, caFile: '/nonexistent.pem' })).rejects.toThrow(/nonexistent.pem can not be read/);
  await expect(encrypted({ ...verify, caFile: '/etc/passwd' })).rejects.toThrow(/holds no certificate/);
});

test.each([
  ['empty.pem', '', /holds no certificate/],
  ['binary.pem', '\0\x01\xff\xfe', /holds no certificate/],
  ['key.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', /holds no certificate/],
  ['cut.pem', '-----BEGIN CERTIFICATE-----\nMIID', /cut off/],
  ['noise.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', /can not be read, number 1 of 1/],
])(
  'a CA file that can not be used is refused, also where the connection has no TLS: %s',
  async (name, text, message) => {
    const caFile = join(server.directory, name);
    writeFileSync(caFile, text, 'latin1');
    for (const tls of ['off', 'verify-full'] as const) {
      const thrown = await encrypted({ ...options, tls, caFile }).catch((error: unknown) => error);
      expect(thrown).toMatchObject({ code: 'bad-input', message: expect.stringMatching(message) });
    }
  },
);

test('one bad certificate behind a good one is found; a directory and a device are refused', async () => {
  const caFile = join(server.directory, 'second.pem');
  const good = readFileSync(files.ca, 'utf8');
  writeFileSync(caFile, `# first\n${good}# second\n${good.replace(/\n.{20}/, '\n')}`);
  const verify = { ...options, tls: 'verify-full' } as const;
  await expect(encrypted({ ...verify, caFile })).rejects.toThrow(/number 2 of 2/);
  writeFileSync(caFile, `# first\n${good}# second\n${good}`);
  expect(await encrypted({ ...verify, caFile })).toBe(true);
  await expect(encrypted({ ...verify, caFile: server.directory })).rejects.toThrow(/is not a file/);
  await expect(encrypted({ ...verify, caFile: '/dev/zero' })).rejects.toThrow(/is not a file/);
});

test('a target over loopback is verified as soon as authorities are given, by flag, URL or PGSSLROOTCERT', async () => {
  const at = new URL(server.url);
  at.hostname = 'localhost';
  const url = at.href;
  const ssl = async (connection: ReturnType<typeof targetConnection>): Promise<unknown> => {
    const session = await connection.connect();
    const [row] = await session.run('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    await session.close();
    return row?.ssl;
  };
  expect(await ssl(targetConnection({ url, settings: {} }))).toBe(false);
  expect(await ssl(targetConnection({ url, settings: {}, caFile: files.ca }))).toBe(true);
  expect(await ssl(targetConnection({ url: `${url}?sslrootcert=${files.ca}`, settings: {} }))).toBe(true);
  expect(await ssl(targetConnection({ url, settings: { PGSSLROOTCERT: files.ca } }))).toBe(true);
  await expect(ssl(targetConnection({ url: `${url}?sslmode=require`, settings: {}, caFile: '/none' }))).rejects.toThrow(
    /can not be read/,
  );
  const clear = new URL(plain.url);
  clear.hostname = 'localhost';
  await expect(ssl(targetConnection({ url: clear.href, settings: {}, caFile: files.ca }))).rejects.toThrow(
    /does not speak TLS/,
  );
});

test('a password function is called for each connect, and its failure is the failure of the connect', async () => {
  let calls = 0;
  const password = async () => {
    calls++;
    return String(options.password);
  };
  await encrypted({ ...options, password, tls: 'off' });
  await encrypted({ ...options, password, tls: 'off' });
  expect(calls).toBe(2);
  const failing = async () => {
    throw new Error('the secret is gone');
  };
  await expect(encrypted({ ...options, password: failing, tls: 'off' })).rejects.toThrow(/the secret is gone/);
});
