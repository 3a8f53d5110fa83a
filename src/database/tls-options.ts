// Turns the decided protection of a connection into Node's TLS options.
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { ConnectionOptions as NodeTlsOptions } from 'node:tls';
import { Failure } from '../failure.ts';
import type { ConnectionOptions } from './connection-options.ts';

/** The RDS bundle of all regions is 170 kB. */
const AUTHORITIES_BYTES = 4 * 1024 * 1024;

/**
 * Given authorities replace Node's own, as libpq's sslrootcert does: with the RDS bundle only RDS is trusted. A file that can't be used
 * is a failure also where there is no TLS: whoever names one counts on it.
 */
export async function tlsOptions(options: ConnectionOptions): Promise<NodeTlsOptions | false> {
  const ca = options.ca ?? (options.caFile === undefined ? undefined : await readAuthorities(options.caFile));
  if (options.tls === 'off' || options.host.startsWith('/')) return false;
  if (options.tls === 'encrypt') return { rejectUnauthorized: false };
  return ca === undefined ? { rejectUnauthorized: true } : { rejectUnauthorized: true, ca };
}

async function readAuthorities(file: string): Promise<string> {
  const unusable = (why: string, cause?: unknown): Failure =>
    new Failure('bad-input', `The file of certificate authorities ${file} ${why}.`, {
      help: 'Give the path of a PEM file, such as the global-bundle.pem of Amazon RDS.',
      cause,
    });
  let text: string;
  try {
    const found = await stat(file);
    if (!found.isFile() && !found.isFIFO()) throw unusable('is not a file');
    if (found.size > AUTHORITIES_BYTES) throw unusable('is larger than 4 MiB');
    text = await readFile(file, 'latin1');
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : unusable('can not be read', thrown);
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const begun = text.split('-----BEGIN CERTIFICATE-----').length - 1;
  if (begun === 0) throw unusable('holds no certificate');
  if (certificates.length !== begun) throw unusable('is cut off within a certificate');
  for (const [i, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch (thrown) {
      throw unusable(`holds a certificate that can not be read, number ${i + 1} of ${certificates.length}`, thrown);
    }
  }
  return certificates.join('\n');
}
