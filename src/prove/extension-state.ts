// Where a provided extension is, read and changed by the worker in its own transaction, so that a rollback takes it back.
import { isServerError } from '../failure.ts';
import type { Provided, ProvidedExtension, ServerError, Session } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import type { TraceError } from '../model/trace.ts';
import { quoteLiteral } from '../sql/quote.ts';

/** How a statement was answered; `no`: it has to be run. */
export type Answer =
  | { readonly kind: 'no' }
  | { readonly kind: 'done'; readonly note?: string }
  | { readonly kind: 'refused'; readonly error: TraceError };

export interface Asked {
  readonly worker: Session;
  readonly provided: Provided;
  readonly statement: Statement;
  readonly path: string;
  /** Of the script's transaction, or the runner's. */
  readonly inTransaction: boolean;
}

/** Of the schemas in which `waiting` extensions are; src/database/provided-extensions.ts makes them. */
export const waitingPrefix = 'lockgate_ext_';
/** That schema is renamed when a sealed extension is created in name: nothing else of it moves. */
export const sealedPrefix = 'lockgate_sealed_';

/** `gone`: dropped for good. */
export type State = 'waiting' | 'present' | 'gone';

/** Names are qualified, because scripts change search_path. */
export async function stateOf(worker: Session, { name }: ProvidedExtension): Promise<State> {
  const schema = await schemaOf(worker, name);
  if (schema === undefined) return 'gone';
  return schema.startsWith(waitingPrefix) ? 'waiting' : 'present';
}

/** The schema of an extension. */
export async function schemaOf(worker: Session, extension: string): Promise<string | undefined> {
  const [row] = await worker.run(
    `select n.nspname::pg_catalog.text as schema from pg_catalog.pg_extension e
     join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) e.extnamespace
     where e.extname OPERATOR(pg_catalog.=) ${quoteLiteral(extension)}::pg_catalog.name`,
  );
  return row === undefined ? undefined : String(row.schema);
}

/** What the server refused of `work`, whose effects are gone then. */
export async function inSavepoint(worker: Session, work: () => Promise<unknown>): Promise<ServerError | undefined> {
  await worker.run('savepoint lockgate_try');
  try {
    await work();
    await worker.run('release savepoint lockgate_try');
    return undefined;
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    await worker.run('rollback to savepoint lockgate_try; release savepoint lockgate_try');
    return thrown;
  }
}

export function triedInSavepoint(worker: Session, sql: string): Promise<ServerError | undefined> {
  return inSavepoint(worker, () => worker.run(sql));
}

export function refusal(sqlstate: string, message: string, detail?: string): Answer {
  return { kind: 'refused', error: { sqlstate, message, ...(detail === undefined ? {} : { detail }) } };
}

export function absent({ name }: ProvidedExtension): Answer {
  return refusal('42704', `extension "${name}" does not exist`);
}
