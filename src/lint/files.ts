// Problems of files and statements as findings: what could not be read, and what was read but not understood.
import { fileProblem } from '../layouts/file-problem.ts';
import type { Notice } from '../model/finding.ts';
import type { Direction, Migration, Problem, Script, Statement } from '../model/migration.ts';
import { placeOf } from '../sql/lines.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import {
  carriedSetting,
  misnamedFile,
  notUnderstood,
  psqlMetaCommand,
  syntaxError,
  unreadableFile,
  unsupportedFeature,
  unsupportedSetting,
  versionDuplicate,
} from './notices.ts';

const byRule: Record<Problem['rule'], Notice> = {
  'syntax-error': syntaxError,
  'unreadable-file': unreadableFile,
  'psql-meta-command': psqlMetaCommand,
  'misnamed-file': misnamedFile,
  'version-duplicate': versionDuplicate,
  'unsupported-setting': unsupportedSetting,
  'carried-setting': carriedSetting,
  'unsupported-feature': unsupportedFeature,
};

/** Problems of the directory itself: misnamed and duplicate files. */
export function layoutFindings(problems: readonly Problem[]): readonly LocatedFinding[] {
  return problems.map((problem) => problemFinding(problem, { direction: 'up' }));
}

/** What stands behind a link nobody has looked at, and a migration tool may run it. */
export function linkFindings(links: readonly string[]): readonly LocatedFinding[] {
  return links.map((path) =>
    problemFinding(
      fileProblem(
        'unreadable-file',
        path,
        'This is a symbolic link, which Lockgate does not follow: nobody has looked at what it points to, and your migration tool may run it.',
        'Put the file itself here.',
      ),
      { direction: 'up' },
    ),
  );
}

/** Problems inside the scripts of new migrations, both directions. */
export function scriptFindings(migrations: readonly Migration[]): readonly LocatedFinding[] {
  return migrations.flatMap((migration) => [
    ...findingsOf(migration, migration.up, 'up'),
    ...(migration.down === undefined ? [] : findingsOf(migration, migration.down, 'down')),
  ]);
}

function findingsOf(migration: Migration, script: Script, direction: Direction): readonly LocatedFinding[] {
  const about = { migration: migration.id, direction };
  const problems = script.problems.map((problem) => ({ problem, statement: statementAt(script, problem) }));
  const broken = new Set(problems.map(({ statement }) => statement));
  const opaque = script.statements
    // A statement with a syntax error has its finding already.
    .filter((statement) => !broken.has(statement))
    .flatMap((statement) =>
      statement.changes.flatMap((change) => (change.kind === 'opaque' ? [{ statement, change }] : [])),
    )
    .map(({ statement, change }) =>
      noticeFinding(notUnderstood, {
        ...about,
        statement,
        message: `No rule looks into this statement: ${change.reason}.`,
        place: placeOf(script.path, statement.span),
        evidence: 'read',
      }),
    );
  return [
    ...shortened(problems).map(({ problem, statement }) =>
      problemFinding(problem, { ...about, ...(statement && { statement }) }),
    ),
    ...opaque,
  ];
}

/** Syntax errors of one script that are told one by one. */
const mostErrors = 10;

interface Found {
  readonly problem: Problem;
  readonly statement: Statement | undefined;
}

/** A file in another language, or with placeholders everywhere, is one mistake, not hundreds. Those with an ignore of their own are told. */
function shortened(found: readonly Found[]): readonly Found[] {
  const plain = found.filter(
    ({ problem, statement }) =>
      problem.rule === 'syntax-error' && problem.cause === undefined && (statement?.ignores ?? []).length === 0,
  );
  const last = plain[mostErrors - 1];
  const more = new Set(plain.slice(mostErrors));
  if (last === undefined || more.size === 0) return found;
  const statements = more.size === 1 ? '1 more statement' : `${more.size} more statements`;
  const message = `${last.problem.message} Nor can it read ${statements} of this file.`;
  return found
    .filter((one) => !more.has(one))
    .map((one) => (one === last ? { ...one, problem: { ...one.problem, message } } : one));
}

/** The statement that a problem stands in; none for a problem of the whole file or between statements. */
function statementAt(script: Script, { place }: Problem): Statement | undefined {
  return script.statements.find(
    ({ span: { start, end } }) =>
      (start.line < place.line || (start.line === place.line && start.column <= place.column)) &&
      (end.line > place.line || (end.line === place.line && end.column >= place.column)),
  );
}

function problemFinding(
  problem: Problem,
  about: { readonly migration?: string; readonly direction: Direction; readonly statement?: Statement },
): LocatedFinding {
  const found = noticeFinding(byRule[problem.rule], {
    ...about,
    message: problem.message,
    help: problem.help,
    place: problem.place,
    evidence: 'read',
  });
  return problem.cause === undefined ? found : { ...found, cause: problem.cause };
}
