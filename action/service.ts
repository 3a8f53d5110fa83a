// Why a service container can't be reached, in the words of a workflow.
import { Failure } from '../src/failure.ts';

const help =
  'Give the job a service container, `services: { postgres: { image: …, ports: ["5432:5432"] } }`, and use localhost and the mapped port. In a job with `container:` the host is the name of the service (`postgres`), without `ports:`.';

/** A failure to connect with what helps in GitHub Actions; any other as it is. */
export function serviceFailure(thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || thrown.code !== 'no-database' || !isUnreachable(thrown.cause)) return thrown;
  return new Failure('no-database', thrown.message, { help, cause: thrown.cause });
}

const unreachable = new Set('ECONNREFUSED ENOTFOUND EAI_AGAIN ETIMEDOUT EHOSTUNREACH ENETUNREACH'.split(' '));

function isUnreachable(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause ? String(cause.code) : '';
  return unreachable.has(code) || cause.message === 'timeout expired';
}
