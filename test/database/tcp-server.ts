// A PostgreSQL on 127.0.0.1 for tests of what a service container does: late starts, TLS, users of every kind.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBinaries } from '../../src/database/binaries.ts';
import { serverOwner } from '../../src/database/server-owner.ts';

export interface TcpServer {
  readonly port: number;
  readonly directory: string;
  /** As the superuser `postgres`, whose password is full of characters that have to be escaped. */
  readonly url: string;
  /** Starts it; resolves when the process runs, which is before it accepts connections. */
  start(settings?: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

const PASSWORD = 'p@ss/w?rd#%25:é';

export async function tcpServer(major: 15 | 18): Promise<TcpServer> {
  const from = [fileURLToPath(new URL('../..', import.meta.url))];
  const [binaries] = await findBinaries({ path: process.env.PATH, from, major });
  if (binaries?.major !== major) throw new Error(`no PostgreSQL ${major}`);
  const owner = await serverOwner();
  const directory = mkdtempSync('/tmp/lockgate-test-');
  writeFileSync(join(directory, 'pw'), PASSWORD);
  if ('uid' in owner) for (const path of [directory, join(directory, 'pw')]) chownSync(path, owner.uid, owner.gid);
  const data = join(directory, 'data');
  const options = { ...owner, cwd: '/', env: { LC_ALL: 'C' }, stdio: 'ignore' } as const;
  const init = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--no-sync', '--pwfile', join(directory, 'pw')];
  execFileSync(join(binaries.directory, 'initdb'), [...init, '-E', 'UTF8', '--locale=C'], options);
  const port = await freePort();
  let server: ChildProcess | undefined;
  return {
    port,
    directory,
    url: `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`,
    start: async (settings = []) => {
      const base = ['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1', '-F'];
      server = spawn(join(binaries.directory, 'postgres'), [...base, ...settings], options);
      await once(server, 'spawn');
    },
    remove: async () => {
      if (server !== undefined && server.exitCode === null && server.signalCode === null) {
        const exited = once(server, 'exit');
        server.kill('SIGINT');
        await exited;
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A certificate for `name` with its own authority, in `directory`, readable by the server. */
export async function makeCertificates(
  directory: string,
  name: string,
): Promise<{ ca: string; cert: string; key: string }> {
  const owner = await serverOwner();
  const at = (file: string) => join(directory, file);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const subject = (cn: string) => ['-subj', `/CN=${cn}`, '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...subject('Test authority'), '-keyout', at('ca.key'), '-out', at('ca.pem'));
  openssl('req', ...subject(name), '-keyout', at('tls.key'), '-out', at('tls.csr'));
  writeFileSync(at('san'), `subjectAltName=${/^[\d.]+$/.test(name) ? 'IP' : 'DNS'}:${name}`);
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('san'), '-days', '2'];
  openssl('x509', '-req', '-in', at('tls.csr'), ...signing, '-out', at('tls.pem'));
  for (const file of [at('tls.key'), at('tls.pem')]) {
    chmodSync(file, 0o600);
    if ('uid' in owner) chownSync(file, owner.uid, owner.gid);
  }
  return { ca: at('ca.pem'), cert: at('tls.pem'), key: at('tls.key') };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
