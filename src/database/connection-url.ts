// Takes a PostgreSQL URL apart (manual, 34.1.1.2), also when its password was not percent-encoded.
import { Failure } from '../failure.ts';

/** What a URL says; a part it doesn't name is absent. All parts are decoded. */
export interface UrlParts {
  readonly host?: string;
  readonly hostaddr?: string;
  readonly port?: string;
  readonly user?: string;
  readonly password?: string;
  readonly dbname?: string;
  readonly sslmode?: string;
  readonly sslrootcert?: string;
  readonly connect_timeout?: string;
}

const PARAMETERS = [
  'host',
  'hostaddr',
  'port',
  'user',
  'password',
  'dbname',
  'sslmode',
  'sslrootcert',
  'connect_timeout',
] as const;
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/s;

/** The parts of `postgres://user:password@host:port/database?parameter=value`. The message never quotes the URL. */
export function parseUrl(url: string): UrlParts {
  const scheme = /^postgres(?:ql)?:\/\//i.exec(url.trim());
  if (scheme === null) throw unreadable('does not start with postgres:// or postgresql://');
  const { credentials, rest } = splitCredentials(url.trim().slice(scheme[0].length));
  const [beforeQuery, query] = cut(rest, '?');
  const [authority, path] = cut(beforeQuery, '/');
  const address = HOST_AND_PORT.exec(authority);
  if (address === null) throw unreadable('has a host that can not be read');
  const [user, password] = cut(credentials, ':');
  const parts: Record<string, string> = {};
  const put = (name: string, raw: string | undefined) => {
    if (raw !== undefined && raw !== '') parts[name] = decode(raw);
  };
  put('user', user);
  put('password', password);
  put('host', address[1]?.replace(/^\[|\]$/g, ''));
  put('port', address[2]);
  put('dbname', path);
  for (const pair of (query ?? '').split('&')) {
    const [name, value] = cut(pair, '=');
    const known = PARAMETERS.find((parameter) => parameter === decode(name));
    if (known !== undefined) put(known, value);
    else if (name === 'ssl' && value === 'true' && parts.sslmode === undefined) parts.sslmode = 'require';
  }
  return parts;
}

/** Name and value of each parameter behind the `?`, decoded, in order. */
export function parametersOf(url: string): readonly (readonly [string, string])[] {
  const scheme = /^postgres(?:ql)?:\/\//i.exec(url.trim());
  const { rest } = splitCredentials(url.trim().slice(scheme?.[0].length ?? 0));
  const [, query = ''] = cut(rest, '?');
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name, value = ''] = cut(pair, '=');
      // As Go and Java read a query; libpq takes a plus as it is, but no option needs one.
      return [decode(name), decode(value.replaceAll('+', ' '))] as const;
    });
}

/**
 * By the standard the credentials end at the last `@` before the first `/` or `?`. Passwords are often pasted as they
 * are, so an `@` that is left in the path, or in a query that isn't one, means the password held the `/` or `?`.
 */
function splitCredentials(text: string): { credentials: string; rest: string } {
  const end = text.search(/[/?]/);
  const authority = end === -1 ? text : text.slice(0, end);
  const [path = '', query = ''] = cut(text.slice(authority.length), '?');
  const inAuthority = authority.lastIndexOf('@');
  const pasted = path.includes('@') || (inAuthority === -1 && query.includes('@') && !/^[A-Za-z_]+=/.test(query));
  const at = pasted ? text.lastIndexOf('@') : inAuthority;
  return { credentials: text.slice(0, Math.max(at, 0)), rest: text.slice(at + 1) };
}

function cut(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Percent-decoding that leaves what isn't valid (`50%off`) as it is. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

function unreadable(why: string): Failure {
  return new Failure('bad-input', `The database URL ${why}, so Lockgate does not know where to connect.`, {
    help: 'Write it as postgres://user:password@host:5432/database; percent-encode / ? # @ : and % in the password.',
  });
}
