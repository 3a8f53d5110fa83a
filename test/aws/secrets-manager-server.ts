// A stand-in for AWS Secrets Manager on loopback that is strict about the protocol (JSON 1.1 over POST, signed requests).
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The value of a secret, in turn for each request (the last one stays), or an error of the service. */
export type Answer = { readonly values: readonly string[] } | { readonly error: string; readonly message: string };

export interface SecretsServer {
  /** Variables for the SDK. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ids asked for, in order, with the region that the request was signed for. */
  readonly asked: { readonly id: string; readonly region: string }[];
  stop(): Promise<void>;
}

export async function secretsServer(secrets: Readonly<Record<string, Answer>>): Promise<SecretsServer> {
  const asked: { id: string; region: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = (status: number, body: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' });
        response.end(JSON.stringify(body));
      };
      const signed = /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/([a-z0-9-]+)\/secretsmanager\/aws4_request, /.exec(
        request.headers.authorization ?? '',
      );
      const wellFormed =
        request.method === 'POST' &&
        request.url === '/' &&
        request.headers['content-type'] === 'application/x-amz-json-1.1' &&
        request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue' &&
        signed !== null;
      const body: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString());
      const id = String(body.SecretId);
      // Asking for another stage than AWSCURRENT (a pending password, say) would be a mistake.
      if (!wellFormed || Object.keys(body).join() !== 'SecretId') {
        return answer(400, { __type: 'ValidationException', message: 'malformed request' });
      }
      asked.push({ id, region: signed?.[1] ?? '' });
      const found = secrets[id];
      if (found === undefined) {
        return answer(400, {
          __type: 'ResourceNotFoundException',
          Message: "Secrets Manager can't find the specified secret.",
        });
      }
      if ('error' in found) return answer(400, { __type: found.error, Message: found.message });
      const times = asked.filter((one) => one.id === id).length;
      const value = found.values[Math.min(times, found.values.length) - 1];
      answer(200, { ARN: id, Name: id, VersionId: 'v', VersionStages: ['AWSCURRENT'], SecretString: value });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'eu-west-1',
    },
    asked,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
