// For the apply tests: a directory from literals, a target on a scratch server, and ports that note all events.
import type { ApplyEvent } from '../../src/apply/events.ts';
import type { ApplySettings, DeployPorts, DeployRequest } from '../../src/deploy.ts';
import { apply, defaultSettings } from '../../src/deploy.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { ScratchDatabase, Session } from '../../src/model/database.ts';
import type { Layout } from '../../src/model/layout.ts';
import type { LayoutName, SourceFile } from '../../src/model/migration.ts';
import type { Outcome } from '../../src/model/plan.ts';

export const quick: ApplySettings = {
  ...defaultSettings,
  lockTimeoutMs: 400,
  retryDelayMs: 100,
  lockWaitMs: 1_500,
  reconnects: 4,
  answerMs: 5_000,
};

export function layoutOf(name: LayoutName): Layout {
  const layout = layoutNamed(name);
  if (layout === undefined) throw new Error(`no layout ${name}`);
  return layout;
}

/** `{'V1__a.sql': 'SELECT 1'}` as the layout reads it, below `m/`. The parser must be loaded. */
export function request(
  name: LayoutName,
  files: Readonly<Record<string, string>>,
  more: Partial<DeployRequest> = {},
): DeployRequest {
  const sources: readonly SourceFile[] = Object.entries(files).map(([path, text]) => ({
    path: `m/${path}`,
    bytes: new TextEncoder().encode(text),
  }));
  const layout = layoutOf(name);
  return { layout, ...layout.read(sources, 'm'), settings: quick, ...more };
}

export interface Deployment {
  readonly ports: DeployPorts;
  readonly events: ApplyEvent[];
  readonly abort: AbortController;
}

/** Resolves after `ms`, or as soon as the signal is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
}

export function deployment(
  connect: () => Promise<Session>,
  listener: (event: ApplyEvent) => void = () => {},
): Deployment {
  const events: ApplyEvent[] = [];
  const abort = new AbortController();
  const ports: DeployPorts = {
    connect,
    clock: { now: () => performance.now(), sleep },
    onEvent: (event) => {
      events.push(event);
      listener(event);
    },
    signal: abort.signal,
  };
  return { ports, events, abort };
}

/** Applies as the migrator and answers the outcome. */
export function applyTo(database: ScratchDatabase, what: DeployRequest): Promise<Outcome> {
  return apply(what, deployment(() => database.connectAsMigrator()).ports);
}

/** Runs SQL as the administrator in a session of its own. */
export async function asAdministrator<T>(
  database: ScratchDatabase,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await database.connectAsAdministrator();
  try {
    await session.run('SET search_path = public');
    return await work(session);
  } finally {
    await session.close();
  }
}

/** The rows of one query. */
export function rowsOf(database: ScratchDatabase, sql: string): Promise<readonly Record<string, unknown>[]> {
  return asAdministrator(database, (session) => session.run(sql));
}

/** PG* settings that lead a client in another process to the database, over the server's socket. */
export async function settingsFor(database: ScratchDatabase): Promise<{ PGHOST: string; PGDATABASE: string }> {
  const [row] = await rowsOf(database, "SELECT current_setting('unix_socket_directories') AS directory");
  return { PGHOST: String(row?.directory).replaceAll('"', ''), PGDATABASE: database.name };
}
