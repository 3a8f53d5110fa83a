// How CREATE, DROP and ALTER EXTENSION are answered where the administrator created the extension beforehand: the migrator moves it into place.
import { Failure, isServerError } from '../failure.ts';
import type { ChangeOf } from '../model/change.ts';
import type { ProvidedExtension, Session } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { offeredByAurora } from './aurora-extensions.ts';
import { dropping } from './dropped-extensions.ts';
import {
  type Answer,
  type Asked,
  absent,
  inSavepoint,
  refusal,
  sealedPrefix,
  stateOf,
  triedInSavepoint,
  waitingPrefix,
} from './extension-state.ts';
import { rollBack, traceError } from './run-script.ts';

const no: Answer = { kind: 'no' };

export async function answerExtension(asked: Asked): Promise<Answer> {
  const { worker, inTransaction, statement } = asked;
  const [change] = statement.changes;
  const work = change === undefined ? undefined : workFor(asked, change);
  if (work === undefined) return no;
  if (inTransaction) return attempt(work);
  await worker.run('BEGIN');
  const answer = await attempt(work);
  if (answer.kind === 'refused') await rollBack(worker);
  else await worker.run('COMMIT');
  return answer;
}

async function attempt(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (thrown) {
    if (isServerError(thrown)) return { kind: 'refused', error: traceError(thrown) };
    throw thrown;
  }
}

function workFor(asked: Asked, change: Statement['changes'][number]): (() => Promise<Answer>) | undefined {
  const { worker, provided } = asked;
  const find = (name: string | undefined): ProvidedExtension | undefined =>
    provided.extensions.find((extension) => extension.name === name);
  switch (change.kind) {
    case 'create-extension': {
      const extension = find(change.extension);
      if (extension !== undefined) return () => create(asked, extension, change);
      refuseMissing(asked, change.extension);
      return undefined;
    }
    case 'drop':
      return dropping(asked, change);
    case 'alter-extension': {
      const extension = find(change.extension);
      return extension === undefined ? undefined : () => update(asked, extension);
    }
    case 'set-schema': {
      const extension = change.object === 'extension' ? find(change.name.name) : undefined;
      return extension === undefined ? undefined : () => unlessAbsent(worker, extension);
    }
    case 'comment': {
      const extension = change.object === 'extension' ? find(change.name.name) : undefined;
      return extension === undefined ? undefined : () => comment(worker, extension);
    }
    case 'do': {
      // Code can't be answered for; what it is going to create is put into place before.
      const created = change.statements
        .flatMap(({ changes }) => changes)
        .filter((one) => one.kind === 'create-extension');
      const waiting = created.flatMap((one) => find(one.extension) ?? []);
      if (waiting.length === 0) return undefined;
      return async () => {
        for (const one of created) {
          const extension = find(one.extension);
          // The block may make its schema first, or catch what PostgreSQL answers: then that is seen when it runs.
          if (extension !== undefined) await inSavepoint(worker, () => create(asked, extension, one));
        }
        return no;
      };
    }
    default:
      return undefined;
  }
}

/** Aurora would create it, this server can't: then nothing is known of the migration. What Aurora has not either is PostgreSQL's to refuse. */
function refuseMissing({ provided, statement, path }: Asked, name: string): void {
  const missing = provided.missing.find((one) => one.name === name);
  if (missing === undefined || !offeredByAurora.has(name)) return;
  const why = {
    absent: 'its files are not on the scratch server',
    unlisted: 'its functions would let a migration reach out of its database, so Lockgate does not create it',
    failed: `the scratch server could not create it (${missing.detail ?? ''})`,
  }[missing.why];
  const { line } = statement.span.start;
  throw new Failure(
    'database',
    `The extension ${name} can't be created on the scratch server, though Aurora offers it: ${why}. So ${path} can't be proved beyond line ${line}.`,
    {
      help: `Use a PostgreSQL server that has it: install its files there, run CREATE EXTENSION ${quoteIdentifier(name)} in its database template1, and name the server by --database-url (database-url in the action). Scratch databases are copies of template1.`,
      place: { path, line, column: 1, endLine: line, endColumn: 1 },
    },
  );
}

async function create(
  asked: Asked,
  extension: ProvidedExtension,
  change: ChangeOf<'create-extension'>,
): Promise<Answer> {
  const { worker, provided, statement } = asked;
  const { name, use } = extension;
  if (use === 'preinstalled') {
    return {
      kind: 'done',
      note: `The extension ${name} came with the scratch server's template1, so CREATE EXTENSION was not run.`,
    };
  }
  const state = await stateOf(worker, extension);
  if (state === 'present') return no;
  if (state === 'gone') throw goneForGood(asked, extension);
  for (const required of extension.requires) {
    const other = provided.extensions.find((one) => one.name === required);
    if (other === undefined || (await stateOf(worker, other)) !== 'waiting') continue;
    if (!/\bcascade\b/i.test(statement.text)) {
      return refusal(
        '42704',
        `required extension "${required}" is not installed`,
        'Use CREATE EXTENSION ... CASCADE to install required extensions too.',
      );
    }
    await create(asked, other, change);
  }
  const target = await placeOf(worker, extension, change.schema);
  if (target === undefined) return refusal('3F000', 'no schema has been selected to create in');
  await putInPlace(worker, extension, target);
  const version =
    change.version !== undefined && change.version !== extension.version
      ? `, in version ${extension.version} instead of ${change.version}, which this server does not have`
      : '';
  return {
    kind: 'done',
    note: `The administrator created the extension ${name} before any migration ran${version}, as rds_superuser may on Aurora.${use === 'sealed' ? ' Its functions can not be called here.' : ''}`,
  };
}

/** As PostgreSQL chooses: the schema that its control file names, else the one that the statement names, else the first of search_path. */
async function placeOf(
  worker: Session,
  { schema }: ProvidedExtension,
  named: string | undefined,
): Promise<string | undefined> {
  if (schema !== undefined || named !== undefined) return schema ?? named;
  const [row] = await worker.run('select pg_catalog.current_schema()::pg_catalog.text as name');
  return typeof row?.name === 'string' ? row.name : undefined;
}

async function putInPlace(worker: Session, { name, use, schema }: ProvidedExtension, target: string): Promise<void> {
  if (use === 'sealed') {
    const [from, to] = [waitingPrefix + name, sealedPrefix + name].map(quoteIdentifier);
    await worker.run(`alter schema ${from} rename to ${to}`);
    return;
  }
  if (schema !== undefined) await worker.run(`create schema if not exists ${quoteIdentifier(schema)}`);
  await worker.run(`alter extension ${quoteIdentifier(name)} set schema ${quoteIdentifier(target)}`);
}

/** To another version than the one that is there it runs a script of the extension as superuser, which nobody does here. */
async function update({ worker, statement }: Asked, extension: ProvidedExtension): Promise<Answer> {
  if ((await stateOf(worker, extension)) !== 'present') return absent(extension);
  const refused = await triedInSavepoint(worker, statement.text);
  if (refused === undefined) return { kind: 'done' };
  if (refused.sqlstate !== '42501') throw refused;
  return {
    kind: 'done',
    note: `The extension ${extension.name} stays at version ${extension.version} on the scratch server: an update to another one was not run.`,
  };
}

/** Of one that the migrator owns the statement itself is right. */
async function comment(worker: Session, extension: ProvidedExtension): Promise<Answer> {
  const answer = await unlessAbsent(worker, extension);
  return answer.kind === 'no' && extension.use !== 'movable' ? { kind: 'done' } : answer;
}

async function unlessAbsent(worker: Session, extension: ProvidedExtension): Promise<Answer> {
  return (await stateOf(worker, extension)) === 'present' ? no : absent(extension);
}

/** What was dropped together with things that Lockgate can't drop by themselves. */
function goneForGood({ statement, path }: Asked, { name }: ProvidedExtension): Failure {
  const { line } = statement.span.start;
  return new Failure(
    'database',
    `${path} creates the extension ${name} again at line ${line}. Only a superuser can, and none does once a migration has run, so this can't be proved.`,
    {
      help: `Drop what uses ${name} before the extension itself, instead of with CASCADE.`,
      place: { path, line, column: 1, endLine: line, endColumn: 1 },
    },
  );
}
