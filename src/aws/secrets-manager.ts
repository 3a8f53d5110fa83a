// AWS Secrets Manager: the secret that holds a database's user and password. The SDK is loaded only when this is used.
import { Failure, messageOf } from '../failure.ts';

/** What RDS keeps in a secret. One that RDS manages itself (`rds!cluster-…`) holds only the user and the password. */
export interface DatabaseSecret {
  readonly username: string;
  readonly password: string;
  readonly host?: string;
  readonly port?: string;
  readonly dbname?: string;
}

/** How long to wait for the service: in a VPC without an endpoint for it, packets just vanish. */
const connectMs = 5_000;
const answerMs = 15_000;

/**
 * Reads the current version of a secret, by ARN (whose region counts) or by name (in the region of the environment). Credentials and
 * endpoint are the SDK's business: AWS_ENDPOINT_URL is honoured. Failures name the secret and never show its content.
 */
export async function readDatabaseSecret(id: string, signal?: AbortSignal): Promise<DatabaseSecret> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const region = regionOf(id);
  const client = new SecretsManagerClient({
    ...(region === undefined ? {} : { region }),
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs },
  });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }), {
      ...(signal === undefined ? {} : { abortSignal: signal }),
    });
    return parseSecret(id, SecretString);
  } catch (thrown) {
    if (signal?.aborted) throw new Failure('interrupted', 'Interrupted while reading the secret of the database.');
    throw thrown instanceof Failure ? thrown : explain(id, thrown);
  } finally {
    client.destroy();
  }
}

/** `arn:aws:secretsmanager:<region>:<account>:secret:<name>`. */
function regionOf(id: string): string | undefined {
  return /^arn:[^:]+:secretsmanager:([a-z0-9-]+):/.exec(id)?.[1];
}

function parseSecret(id: string, text: string | undefined): DatabaseSecret {
  const unusable = (why: string): Failure =>
    new Failure('bad-input', `The secret ${id} ${why}.`, {
      help: 'A database secret is JSON with `username` and `password`, and optionally `host`, `port` and `dbname`.',
    });
  if (text === undefined) throw unusable('is binary, not text');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes what it read: the secret.
    throw unusable('is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unusable('is not a JSON object');
  const fields = value as Readonly<Record<string, unknown>>;
  const missing = ['username', 'password'].filter((name) => textOf(fields[name]) === undefined);
  if (missing.length > 0) throw unusable(`has no ${missing.join(' and no ')}`);
  const optional = ['host', 'port', 'dbname'].flatMap((name) => {
    const found = textOf(fields[name]);
    return found === undefined ? [] : [[name, found] as const];
  });
  return {
    username: textOf(fields.username) as string,
    password: textOf(fields.password) as string,
    ...Object.fromEntries(optional),
  };
}

/** RDS writes the port as a number, people as a string. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const helpByError: Readonly<Record<string, string>> = {
  AccessDeniedException:
    "Allow the build's role secretsmanager:GetSecretValue on this secret, and kms:Decrypt on its key when that is your own.",
  ResourceNotFoundException: 'Check the name or the ARN, and the region (AWS_REGION).',
  DecryptionFailure: "Allow the build's role kms:Decrypt on the key of this secret.",
  InvalidRequestException: 'Is it scheduled for deletion? Restore it, or name another one.',
  CredentialsProviderError: 'Run with AWS credentials: in CodeBuild those of the service role are there by themselves.',
  TimeoutError:
    'From private subnets the service is reached through a NAT gateway or a VPC endpoint for secretsmanager. Check that there is one, and its security group.',
};

function explain(id: string, thrown: unknown): Failure {
  const name = thrown instanceof Error ? thrown.name : '';
  const help = helpByError[name] ?? 'Check that the Secrets Manager can be reached, and the region (AWS_REGION).';
  const label = name === '' || name === 'Error' ? '' : `${name}: `;
  return new Failure('host', `The secret ${id} can't be read: ${label}${messageOf(thrown)}`, { help, cause: thrown });
}
