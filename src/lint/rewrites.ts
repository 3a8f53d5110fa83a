// Splits → edits and new files of the team's own layout, and the help that shows them.
import type { Change } from '../model/change.ts';
import type { Rewrite, Split } from '../model/finding.ts';
import type { Authoring, NewMigration, TextFile } from '../model/layout.ts';
import type { Migration, Script, Statement } from '../model/migration.ts';
import { fenced } from '../rules/facts/sql-block.ts';
import { linesOf } from '../sql/lines.ts';
import type { LocatedFinding } from './finding.ts';
import { groupedBy } from './grouped.ts';
import { type Candidate, candidatesOf, isSetting } from './splittable.ts';

type Edit = Rewrite['edits'][number];

/**
 * Gives findings their rewrite, and help that holds the complete files. `pending` are the migrations that they are about, `all` those whose versions are taken;
 * suppressed findings stay as they are. All steps of one migration get their versions together, so that every file can be written.
 */
export function withRewrites(
  located: readonly LocatedFinding[],
  pending: readonly Migration[],
  all: readonly Migration[],
  authoring: Authoring | undefined,
): readonly LocatedFinding[] {
  if (authoring === undefined) return located;
  const splits = located.filter(({ split }) => split !== undefined);
  const byMigration = groupedBy(splits, ({ migration }) => migration);
  const rewritten = new Map<LocatedFinding, LocatedFinding>();
  for (const migration of pending) {
    const candidates = candidatesOf(byMigration.get(migration.id) ?? [], migration);
    for (const placed of placedBehind(migration, candidates, all, authoring)) {
      const { item } = placed.candidate;
      const rewrite = rewriteOf(placed, migration, authoring);
      const finding = { ...item.finding, help: helpFor(placed.candidate, migration, rewrite), rewrite };
      rewritten.set(item, { ...item, finding });
    }
  }
  return located.map((item) => rewritten.get(item) ?? item);
}

/** A candidate with the files of its steps. */
interface Placed {
  readonly candidate: Candidate;
  readonly written: readonly (readonly TextFile[])[];
}

/** As many of the candidates, from the first on, as the next version leaves room for. */
function placedBehind(
  migration: Migration,
  candidates: readonly Candidate[],
  all: readonly Migration[],
  authoring: Authoring,
): readonly Placed[] {
  if (candidates.length === 0) return [];
  const steps = candidates.map(stepsOf);
  const files = steps.flat().length === 0 ? [] : authoring.write(uniquelyNamed(steps.flat()), migration, all);
  if (files === undefined) return placedBehind(migration, candidates.slice(0, -1), all, authoring);
  let taken = 0;
  return candidates.map((candidate, i) => {
    const from = taken;
    taken += (steps[i] ?? []).length;
    return { candidate, written: files.slice(from, taken) };
  });
}

/** The migrations that are new: the first step may stand in the statement's own. */
function stepsOf({ split, inPlace }: Candidate): readonly NewMigration[] {
  return inPlace ? split.steps.slice(1) : split.steps;
}

function uniquelyNamed(steps: readonly NewMigration[]): readonly NewMigration[] {
  const counts = new Map<string, number>();
  return steps.map((step) => {
    const count = (counts.get(step.name) ?? 0) + 1;
    counts.set(step.name, count);
    return count === 1 ? step : { ...step, name: `${step.name}_${count}` };
  });
}

function rewriteOf({ candidate, written }: Placed, migration: Migration, authoring: Authoring): Rewrite {
  const { split, statement, inPlace } = candidate;
  const [first] = split.steps;
  const files = written.flat();
  if (inPlace) {
    const sql = first.up[0] as string;
    const settings = migration.up.statements.filter(isSetting).map((one) => removal(migration.up, one));
    return {
      edits: [
        ...settings,
        replacing(migration.up, statement, sql),
        ...undoing(split, migration, first.down[0] ?? null),
      ],
      files: [...authoring.outsideTransaction(migration, sql), ...files],
    };
  }
  const moved = `-- ${first.purpose} See ${stemOf(written[0]?.[0]?.path ?? '')}.`;
  const here =
    split.here === null
      ? [removal(migration.up, statement, moved), ...withoutIgnores(migration.up, statement)]
      : [replacing(migration.up, statement, split.here)];
  return { edits: [...here, ...undoing(split, migration, split.undo.here)], files };
}

/** What was to be ignored in a statement that has moved would be ignored in the one behind it. */
function withoutIgnores(script: Script, { ignores }: Statement): readonly Edit[] {
  return ignores.map(({ span }) => {
    const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(script.text.slice(span.end.offset))?.[0] ?? '';
    const gone = linesOf(script).span(span.start.offset, span.end.offset + lineEnd.length);
    return { path: script.path, span: gone, replacement: '' };
  });
}

/** The statement of the down script that undoes what has moved: replaced, or removed. */
function undoing({ undo }: Split, { down }: Migration, instead: string | null): readonly Edit[] {
  const statement = down?.statements.find(
    ({ changes }) => changes.length === 1 && changes.some((change) => undoes(change, undo)),
  );
  if (down === undefined || statement === undefined) return [];
  if (instead !== null) return [replacing(down, statement, instead)];
  // Tools refuse an empty script.
  const left = down.statements.length === 1 ? '-- What this undid has moved to a migration of its own.' : '';
  return [removal(down, statement, left)];
}

function undoes(change: Change, { does, name }: Split['undo']): boolean {
  switch (does) {
    case 'drop-index':
      return (
        change.kind === 'drop' &&
        change.object === 'index' &&
        change.names.length === 1 &&
        change.names[0]?.name === name
      );
    case 'create-index':
      return change.kind === 'create-index' && change.index === name;
    case 'drop-constraint':
      return change.kind === 'drop-constraint' && change.name === name;
    case 'drop-not-null':
      return change.kind === 'drop-not-null' && change.column === name;
    case 'nothing':
      return false;
  }
}

function replacing({ path }: Script, { span }: Statement, replacement: string): Edit {
  return { path, span, replacement };
}

/** With its `;`; a comment may take its place. */
function removal(script: Script, { span }: Statement, comment = ''): Edit {
  const { path, text } = script;
  const rest = text.slice(span.end.offset);
  const tail = /^\s*;/.exec(rest)?.[0] ?? '';
  const behind = rest.slice(tail.length);
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(behind)?.[0];
  // Nothing that stands behind it on its line may become part of the comment.
  const replacement = comment === '' || lineEnd !== undefined ? comment : `${comment}\n`;
  const end = span.end.offset + tail.length + (comment === '' ? (lineEnd ?? '').length : 0);
  return { path, span: linesOf(script).span(span.start.offset, end), replacement };
}

/** What a file or directory is called, without where it is and what its end says. */
function stemOf(path: string): string {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  return name === 'up.sql' ? (parts.at(-2) ?? '') : name;
}

/** Everything that has to be written, ready to copy. */
function helpFor({ split, inPlace }: Candidate, migration: Migration, { files }: Rewrite): string {
  const here = inPlace ? (split.steps[0].up[0] as string) : split.here;
  const path = inlineCode(migration.up.path);
  const parts = [
    here === null ? `Take the statement out of ${path}.` : `In ${path}, write instead:\n${fenced('sql', `${here};`)}`,
    ...files.map((file) => `New file ${inlineCode(file.path)}:\n${fenced(languageOf(file.path), file.text.trimEnd())}`),
    '`lockgate lint --fix` writes all of this.',
  ];
  return parts.join('\n');
}

function languageOf(path: string): string {
  return path.endsWith('.sql') ? 'sql' : path.endsWith('.toml') ? 'toml' : 'properties';
}

/** A path comes from the repository: it can't end the code it stands in. */
function inlineCode(path: string): string {
  return `\`${path.replaceAll(/[`\p{C}]/gu, '?')}\``;
}
