// Parameters of a target's URL beside its address: those that place a session are honoured, those of no consequence ignored, the rest refused.
import { Failure } from '../failure.ts';
import { parametersOf } from './connection-url.ts';

export interface SessionParameters {
  /** Settings of the server, sent at session start: RESET goes back to them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Those of the migration tool (`x-migrations-table`), by name. */
  readonly tool: Readonly<Record<string, string>>;
}

/** Read elsewhere: the address, the credentials and TLS. */
const address = /^(?:host|hostaddr|port|user|password|dbname|sslmode|sslrootcert|connect_timeout|ssl)$/;

/** They change neither what runs nor where: pools and buffers of drivers, keepalives, names. */
const harmless =
  /^(?:application_name|fallback_application_name|ApplicationName|keepalives(?:_\w+)?|tcp_user_timeout|tcpKeepAlive|gssencmode|krbsrvname|channel_binding|sslnegotiation|sslcompression|connection_limit|pool_timeout|pool_\w+|pgbouncer|socket_timeout|socketTimeout|connectTimeout|loginTimeout|statement_cache_size|prepareThreshold|preparedStatementCacheQueries|reWriteBatchedInserts|binary_parameters|default_query_exec_mode|description_cache_capacity|statement_cache_capacity|disable_prepared_binary_result|load_balance_hosts|loadBalanceHosts)$/;

/** Throws one Failure that names every parameter that is neither known nor harmless. `options`: PGOPTIONS; the URL wins. */
export function sessionParameters(url: string | undefined, options: string | undefined): SessionParameters {
  const settings: Record<string, string> = {};
  const tool: Record<string, string> = {};
  const refused: string[] = [];
  let given = options;
  for (const [name, value] of url === undefined ? [] : parametersOf(url)) {
    if (address.test(name) || harmless.test(name) || isDefault(name, value)) continue;
    if (name === 'options') given = value;
    else if (name === 'search_path' || name === 'currentSchema') settings.search_path = value;
    else if (name === 'role') settings.role = value;
    else if (name.startsWith('x-')) tool[name] = value;
    else refused.push(`the URL's parameter ${shown(name)}`);
  }
  for (const word of wordsOf(given ?? '')) {
    const [, name, value] = /^(?:-c\s*|--)([A-Za-z_][\w.-]*)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || value === undefined) refused.push(`${shown(word)} in the session's options`);
    else settings[name.replaceAll('-', '_')] ??= value;
  }
  if (refused.length === 0) return { settings, tool };
  throw new Failure(
    'bad-input',
    `Lockgate does not know ${refused.join(', ')}: it may change where the migrations go, so nothing is run.`,
    {
      help: 'Remove it from the URL. Settings of the server can be given as options=-c%20name=value; search_path and role by their names.',
    },
  );
}

/** Without what follows a `=`: a value may be a secret. */
function shown(text: string): string {
  return `"${text
    .replace(/=.*$/s, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, '?')
    .slice(0, 60)}"`;
}

function isDefault(name: string, value: string): boolean {
  if (name === 'target_session_attrs') return /^(?:any|read-write|primary)$/.test(value);
  return (name === 'client_encoding' || name === 'characterEncoding') && /^(?:auto|utf-?8)$/i.test(value);
}

/** The words of PostgreSQL's options (manual, 54.2.1): separated by blanks, a backslash keeps the next character. `-c x` is one. */
function wordsOf(options: string): readonly string[] {
  const words = (options.match(/(?:\\.|[^\\\s])+/gs) ?? []).map((word) => word.replace(/\\(.)/gs, '$1'));
  return words.flatMap((word, i) => {
    if (word === '-c') return [];
    return [words[i - 1] === '-c' ? `-c${word}` : word];
  });
}
