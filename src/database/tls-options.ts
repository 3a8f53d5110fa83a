// Turns the decided protection of a connection into Node's TLS options.
import { readFile } from 'node:fs/promises';
import type { ConnectionOptions as NodeTlsOptions } from 'node:tls';
import { Failure } from '../failure.ts';
import type { ConnectionOptions } from './connection-options.ts';

/** Given authorities replace Node's own, as libpq's sslrootcert does: with the RDS bundle only RDS is trusted. */
export async function tlsOptions(options: ConnectionOptions): Promise<NodeTlsOptions | false> {
  if (options.tls === 'off' || options.host.startsWith('/')) return false;
  if (options.tls === 'encrypt') return { rejectUnauthorized: false };
  const ca = options.ca ?? (options.caFile === undefined ? undefined : await readAuthorities(options.caFile));
  return ca === undefined ? { rejectUnauthorized: true } : { rejectUnauthorized: true, ca };
}

async function readAuthorities(file: string): Promise<string> {
  const help = 'Give the path of a PEM file, such as the global-bundle.pem of Amazon RDS.';
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Failure('bad-input', `The file of certificate authorities ${file} can not be read.`, { help, cause });
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new Failure('bad-input', `The file of certificate authorities ${file} holds no certificate.`, { help });
}
