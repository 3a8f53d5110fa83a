// Options of a connection to a target. Stricter than for a scratch server: only what can't leave this machine is local.
import { BlockList, isIP } from 'node:net';
import {
  type ConnectionOptions,
  type PgSettings,
  parseConnection,
  refused,
  type Tls,
  tlsOf,
} from './connection-options.ts';
import { parseUrl } from './connection-url.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * The target that `url` and the PG* `settings` name; the URL wins. `caFile` wins over sslrootcert.
 *
 * TLS is `verify-full` for every host except loopback and sockets, and for loopback too when authorities are given. Refuses `hostaddr`:
 * libpq connects to it instead of the host, and Lockgate does not read it.
 */
export function parseTarget(url: string | undefined, settings: PgSettings, caFile?: string): ConnectionOptions {
  const named = url !== undefined && parseUrl(url).hostaddr !== undefined;
  if (named || (settings.PGHOSTADDR ?? '') !== '') {
    throw refused('names a hostaddr, which Lockgate does not use', 'Name the host alone.');
  }
  const options = parseConnection(url, settings, (host, mode, root) => targetTls(host, mode, caFile ?? root));
  return caFile === undefined ? options : { ...options, caFile };
}

/** `authorities` is a file, or `system` for Node's own. A socket has no TLS: neither has libpq. */
export function targetTls(host: string, mode: string | undefined, authorities: string | undefined): Tls {
  const asked = tlsOf(host, staysHere(host), mode);
  if (authorities === undefined || host.startsWith('/')) return asked;
  if (mode !== 'disable') return 'verify-full';
  throw refused(
    `turns TLS off for ${host}, although certificate authorities are given`,
    'Leave sslmode=disable away, or the file of authorities (LOCKGATE_CA_FILE, sslrootcert).',
  );
}

/**
 * True for a unix socket, `localhost` and loopback addresses. A name without a dot may be any machine of the network (`prod-writer` with
 * a search domain), and `host.docker.internal` is one; `0.0.0.0` and short forms (`127.1`) are refused that trust as well.
 */
export function staysHere(host: string): boolean {
  if (host.startsWith('/') || host.toLowerCase() === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
