// Says in a user's words why a connection could not be made, and what to do.
import { Failure, messageOf } from '../failure.ts';
import { type ConnectionOptions, describeConnection } from './connection-options.ts';

const CA_HELP =
  'An Aurora or RDS endpoint is signed by the RDS certificate authorities, which Node does not know. Download the RDS ' +
  'bundle (global-bundle.pem, see "Using SSL/TLS to encrypt a connection" in the RDS manual) and give its path as ' +
  'LOCKGATE_CA_FILE, or as sslrootcert=… in the URL. NODE_EXTRA_CA_CERTS works too.';

const PASSWORD_HELP = 'Check the user and the password, or the secret they come from.';
const REACH_HELP =
  'Check the host and the port, that the server runs, and that the security group lets this machine in.';

/** By SQLSTATE, errno or OpenSSL code: why, and what to do. */
const REASONS: Readonly<Record<string, readonly [why: string, help: string]>> = {
  '28P01': ['the server refused the password', PASSWORD_HELP],
  '28000': [
    'the server refused the login',
    `${PASSWORD_HELP} With IAM the user needs the role rds_iam, and the policy rds-db:connect.`,
  ],
  '3D000': ['the database does not exist', 'Name an existing database at the end of the URL.'],
  '53300': ['the server has no connection left', 'Wait for other sessions to end, or raise max_connections.'],
  '57P03': ['the server is starting up', 'Wait a moment and run again.'],
  ECONNREFUSED: ['nothing listens there', REACH_HELP],
  ECONNRESET: ['the connection was cut', REACH_HELP],
  ENOENT: ['there is no such socket', REACH_HELP],
  ENOTFOUND: ['the host name is unknown', REACH_HELP],
  EAI_AGAIN: ['the host name could not be looked up', REACH_HELP],
  ETIMEDOUT: ['there was no answer in time', REACH_HELP],
  EHOSTUNREACH: ['the host can not be reached', REACH_HELP],
  ENETUNREACH: ['the network can not be reached', REACH_HELP],
  NO_TLS: ['the server does not speak TLS', 'Turn TLS on at the server; a remote host is never used without it.'],
  CERT_HAS_EXPIRED: ['its certificate has expired', 'Renew the certificate of the server.'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'its certificate is for another host name',
    'Use the host name that the certificate names: the endpoint itself instead of an alias or an address.',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate is signed by an authority that is not trusted', CA_HELP],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate is signed by itself', CA_HELP],
  UNABLE_TO_GET_ISSUER_CERT: ['its certificate is signed by an authority that is not trusted', CA_HELP],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['its certificate is signed by an authority that is not trusted', CA_HELP],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its certificate is signed by an authority that is not trusted', CA_HELP],
};

/** A `no-database` failure that explains `thrown`; a Failure (no password, unreadable CA file) stays as it is. */
export function explainConnectFailure(thrown: unknown, options: ConnectionOptions): Failure {
  if (thrown instanceof Failure) return thrown;
  const code = codeOf(thrown);
  const [why, help] = (code === undefined ? undefined : REASONS[code]) ?? [messageOf(thrown), REACH_HELP];
  const said = why === messageOf(thrown) ? '' : ` (${messageOf(thrown)})`;
  return new Failure('no-database', `Can't connect to ${describeConnection(options)}: ${why}${said}.`, {
    help,
    cause: thrown,
  });
}

/**
 * The SQLSTATE (`28P01`), errno (`ECONNREFUSED`) or OpenSSL code behind a failed connect, for those who retry.
 * `ETIMEDOUT` for our own timeout, `ECONNRESET` for a server that hung up.
 */
export function connectErrorCode(thrown: unknown): string | undefined {
  return codeOf(thrown instanceof Failure ? thrown.cause : thrown);
}

function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  // pg's own errors have no code.
  if (thrown.message === 'timeout expired') return 'ETIMEDOUT';
  if (thrown.message === 'Connection terminated unexpectedly') return 'ECONNRESET';
  if (thrown.message === 'The server does not support SSL connections') return 'NO_TLS';
  return codeOf(thrown.cause);
}
