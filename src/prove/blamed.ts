// Which of several statements did what one reading found. Pure.
import type { Change } from '../model/change.ts';
import type { Statement } from '../model/migration.ts';
import type { Observation } from './interpret.ts';
import { unqualified } from './known-relations.ts';

/**
 * Indexes of the statements that name the relation, or what it belongs to (the table of an index, the parent of a partition), in their text or in a message of the
 * server. Where none does, as of what a function reaches: the first that holds code, else the first that names any existing relation, else the first.
 */
export function blamed(observation: Observation, oid: string): readonly number[] {
  if (observation.statements.length === 1) return [0];
  for (let next: string | null = oid; next !== null; next = ownerOf(observation, next)) {
    const found = naming(observation, next);
    if (found.length > 0) return found;
  }
  return [likeliest(observation)];
}

function ownerOf({ after, existed }: Observation, oid: string): string | null {
  const state = existed(oid) ?? after.get(oid);
  return state?.tableOid ?? state?.parentOid ?? null;
}

/** Of several relations with one name, a schema that is written tells them apart, and where none is written, the schemas that are not. */
function naming(observation: Observation, oid: string): readonly number[] {
  const { after, existed, oidsNamed } = observation;
  const all = wordsOf(observation);
  const states = [existed(oid), after.get(oid)].flatMap((state) => state ?? []);
  const found = all.flatMap((said, i) => (states.some(({ name }) => said.has(unqualified(name))) ? [i] : []));
  const others = states
    .flatMap(({ name }) => [...oidsNamed(unqualified(name))])
    .flatMap((other) => (other === oid ? [] : (existed(other) ?? [])))
    .map(({ name }) => schemaOf(name));
  if (others.length === 0) return found;
  const qualified = found.filter((i) => states.some(({ name }) => all[i]?.has(schemaOf(name))));
  const bare = found.filter((i) => !others.some((schema) => all[i]?.has(schema)));
  return qualified.length > 0 ? qualified : bare.length > 0 ? bare : found;
}

function schemaOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

/** Of the statements that can have emptied it, those that name it, else the last: after code that has changed the catalog all is read at once. */
export function emptiers(observation: Observation, oid: string): readonly number[] {
  const able = observation.statements.flatMap(({ statement, hasChanged }, i) =>
    hasChanged === true || statement.changes.some(truncates) ? [i] : [],
  );
  const naming = blamed(observation, oid);
  if (able.length === 0) return naming;
  const both = naming.filter((i) => able.includes(i));
  return both.length > 0 ? both : able.slice(-1);
}

const likely = new WeakMap<Observation, number>();

function likeliest(observation: Observation): number {
  const known = likely.get(observation);
  if (known !== undefined) return known;
  const { existed, oidsNamed, statements } = observation;
  const isExisting = (name: string): boolean => [...oidsNamed(name)].some((oid) => existed(oid) !== undefined);
  const named = wordsOf(observation).findIndex((said) => [...said].some(isExisting));
  const coded = statements.findIndex(({ statement }) => statement.changes.some(({ kind }) => codeKinds.has(kind)));
  const some = statements.findIndex(({ statement }) => statement.changes[0]?.kind !== 'transaction');
  const found = [coded, named, some].find((i) => i !== -1) ?? 0;
  likely.set(observation, found);
  return found;
}

const codeKinds: ReadonlySet<Change['kind']> = new Set<Change['kind']>(['do', 'call', 'select']);

const words = new WeakMap<Observation, readonly ReadonlySet<string>[]>();

function wordsOf(observation: Observation): readonly ReadonlySet<string>[] {
  const known = words.get(observation);
  if (known !== undefined) return known;
  const found = observation.statements.map(
    ({ statement, messages }) =>
      new Set(wordsIn([statement.text, ...messages.map(({ message }) => message)].join('\n'))),
  );
  words.set(observation, found);
  return found;
}

/** What may be names in a text, quoted or not. */
export function* wordsIn(text: string): Iterable<string> {
  for (const [word] of text.matchAll(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu)) {
    if (word.startsWith('"')) {
      yield word.slice(1, -1).replaceAll('""', '"');
      // In a DO block a string may hold quotes that are none of SQL's.
      for (const [inner] of word.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu)) yield inner.toLowerCase();
    } else {
      yield word.toLowerCase();
    }
  }
}

/** Makes a fresh empty file. */
export function truncates(change: Change): boolean {
  if (change.kind === 'do') return change.statements.some((inner) => inner.changes.some(truncates));
  return change.kind === 'truncate' || (change.kind === 'refresh-materialized-view' && !change.withData);
}

/** Existing relations that a statement names, by oid: their counters are read even where the lock is gone, as after a rolled back block. */
export function oidsNamedIn(statement: Statement, named: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const names = new Set<string>();
  for (const word of wordsIn(statement.text)) if (named.has(word)) names.add(word);
  return [...names].flatMap((name) => [...(named.get(name) ?? [])]);
}
