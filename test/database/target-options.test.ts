// What a target's host, sslmode and authorities mean for TLS: only loopback and sockets may go without.
import { expect, test } from 'vitest';
import { parseTarget, staysHere, targetTls } from '../../src/database/target-options.ts';

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', true],
  ['/var/run/postgresql', true],
  ['prod-writer', false],
  ['postgres', false],
  ['localhost.', false],
  ['localhost.evil.example', false],
  ['app.localhost', false],
  ['localhosts', false],
  ['127.0.0.1.nip.io', false],
  ['127.0.0.1.', false],
  ['127.1', false],
  ['127.0.0.01', false],
  ['2130706433', false],
  ['0x7f000001', false],
  ['0.0.0.0', false],
  ['::', false],
  ['::ffff:8.8.8.8', false],
  ['128.0.0.1', false],
  ['host.docker.internal', false],
  ['10.0.0.5', false],
  ['c.cluster-x.eu-west-1.rds.amazonaws.com', false],
])('%s stays on this machine: %s', (host, here) => {
  expect(staysHere(host)).toBe(here);
  expect(parseTarget(`postgres://u@${host.includes(':') ? `[${host}]` : encodeURIComponent(host)}/d`, {}).tls).toBe(
    here ? 'off' : 'verify-full',
  );
});

test.each([
  [undefined, 'off', 'verify-full'],
  ['allow', 'off', 'verify-full'],
  ['prefer', 'off', 'verify-full'],
  ['require', 'encrypt', 'verify-full'],
  ['no-verify', 'encrypt', 'verify-full'],
  ['verify-ca', 'verify-full', 'verify-full'],
  ['verify-full', 'verify-full', 'verify-full'],
])(
  'sslmode %s is %s on loopback and %s for a name without a dot; with authorities always verify-full',
  (mode, here, there) => {
    expect(targetTls('localhost', mode, undefined)).toBe(here);
    expect(targetTls('prod-writer', mode, undefined)).toBe(there);
    for (const host of ['localhost', '::1', 'prod-writer']) {
      expect(targetTls(host, mode, '/ca.pem')).toBe('verify-full');
      expect(targetTls(host, mode, 'system')).toBe('verify-full');
    }
  },
);

test.each([
  ['postgres://u:s3cret@prod-writer/d?sslmode=disable', {}, undefined, /turns TLS off for prod-writer/],
  ['postgres://u:s3cret@prod-writer/d', { PGSSLMODE: 'disable' }, undefined, /turns TLS off for prod-writer/],
  ['postgres://u:s3cret@localhost/d?sslmode=disable', {}, '/ca.pem', /although certificate authorities are given/],
  ['postgres://u:s3cret@localhost/d?hostaddr=10.0.0.5', {}, undefined, /hostaddr/],
  ['postgres://u:s3cret@localhost/d', { PGHOSTADDR: '10.0.0.5' }, undefined, /hostaddr/],
  ['postgres://u:s3cret@localhost,prod-writer/d', {}, undefined, /several hosts/],
])('%s %o is refused', (url, settings, caFile, message) => {
  let thrown: unknown;
  try {
    parseTarget(url, settings, caFile);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'bad-input', message: expect.stringMatching(message) });
  expect(String(thrown)).not.toContain('s3cret');
});

test('the flag wins over sslrootcert, and "system" is not a file', () => {
  const url = 'postgres://u@localhost/d?sslrootcert=/url.pem';
  expect(parseTarget(url, {}, '/flag.pem')).toMatchObject({ caFile: '/flag.pem', tls: 'verify-full' });
  expect(parseTarget(url, {})).toMatchObject({ caFile: '/url.pem', tls: 'verify-full' });
  const system = parseTarget('postgres://u@localhost/d?sslrootcert=system', {});
  expect(system.tls).toBe('verify-full');
  expect(system.caFile).toBeUndefined();
});

test('a socket has no TLS, with or without authorities', () => {
  expect(targetTls('/var/run/postgresql', 'require', '/ca.pem')).not.toBe('verify-full');
  expect(parseTarget('postgres://u@%2Fvar%2Frun%2Fpostgresql/d', {}).tls).toBe('off');
});
