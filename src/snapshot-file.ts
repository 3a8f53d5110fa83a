// Reads the snapshot of production that --catalog, the action's input or lockgate.yml names.
import { relative, resolve } from 'node:path';
import { readSnapshot, type Snapshot } from './catalog/snapshot.ts';
import { Failure } from './failure.ts';
import { oneLine } from './one-line.ts';
import { canonicalPath, readText, slashed, utf8Text } from './source/files.ts';
import { type Repository, readThoseAt } from './source/git.ts';

export interface SnapshotRequest {
  /** An absolute path, or one relative to `directory`. */
  readonly file: string;
  readonly directory: string;
  /** Where a change must not say itself how large production is: the revision that it starts from. */
  readonly base: { readonly repository: Repository; readonly sha: string } | undefined;
}

export interface Production {
  /** Undefined where the base has no such file yet. */
  readonly snapshot: Snapshot | undefined;
  /** What a reader should know about it. */
  readonly notes: readonly string[];
}

/** `today` as `2026-11-21`. Throws a Failure (`bad-input`) when the file is missing or isn't a snapshot. */
export async function readProduction({ file, directory, base }: SnapshotRequest, today: string): Promise<Production> {
  // As it is written: a symbolic link of the change may lead anywhere.
  const path = resolve(await canonicalPath(directory), file);
  const inBase = base === undefined ? undefined : await baseText(path, base);
  const text = inBase === undefined ? await readText(path) : inBase.text;
  const name = oneLine(file);
  if (text === undefined && inBase !== undefined) {
    const note = `${name} is not in the base: what it says of production counts once it is merged.`;
    return { snapshot: undefined, notes: [note] };
  }
  if (text === undefined)
    throw new Failure('bad-input', `There is no snapshot ${name}.`, {
      help: 'Take one with `lockgate snapshot --database-url … --output FILE`, or leave out `catalog`.',
    });
  const snapshot = readSnapshot(text, name);
  return { snapshot, notes: [noteOn(snapshot, today)] };
}

/** Undefined for a file outside of the repository, which the change did not bring. */
async function baseText(
  path: string,
  { repository, sha }: NonNullable<SnapshotRequest['base']>,
): Promise<{ readonly text: string | undefined } | undefined> {
  const inside = slashed(relative(await canonicalPath(repository.root), path));
  if (inside === '..' || inside.startsWith('../')) return undefined;
  const [found] = await readThoseAt(repository, sha, [inside]);
  return { text: found === undefined ? undefined : utf8Text(found.bytes, inside) };
}

/** Days after which a snapshot is called old. */
const oldAfter = 30;

function noteOn({ server, takenAt, database }: Snapshot, today: string): string {
  const day = takenAt.slice(0, 10);
  const age = Math.floor((Date.parse(today) - Date.parse(day)) / 86_400_000);
  const old = age > oldAfter ? ` It is ${age} days old: take a new one, since sizes change.` : '';
  return `Production is as the snapshot of ${day} shows it: database ${oneLine(database)}, PostgreSQL ${oneLine(server.version)}.${old}`;
}
