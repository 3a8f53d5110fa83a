// Problems of files and statements as findings: what could not be read, and what was read but not understood.
import type { Notice } from '../model/finding.ts';
import type { Direction, Migration, Problem, Script } from '../model/migration.ts';
import { placeOf } from '../sql/lines.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import {
  misnamedFile,
  notUnderstood,
  psqlMetaCommand,
  syntaxError,
  unreadableFile,
  versionDuplicate,
} from './notices.ts';

const byRule: Record<Problem['rule'], Notice> = {
  'syntax-error': syntaxError,
  'unreadable-file': unreadableFile,
  'psql-meta-command': psqlMetaCommand,
  'misnamed-file': misnamedFile,
  'version-duplicate': versionDuplicate,
};

/** Problems of the directory itself: misnamed and duplicate files. */
export function layoutFindings(problems: readonly Problem[]): readonly LocatedFinding[] {
  return problems.map((problem) => problemFinding(problem, undefined, 'up'));
}

/** Problems inside the scripts of new migrations, both directions. */
export function scriptFindings(migrations: readonly Migration[]): readonly LocatedFinding[] {
  return migrations.flatMap((migration) => [
    ...findingsOf(migration, migration.up, 'up'),
    ...(migration.down === undefined ? [] : findingsOf(migration, migration.down, 'down')),
  ]);
}

function findingsOf(migration: Migration, script: Script, direction: Direction): readonly LocatedFinding[] {
  const broken = new Set(script.problems.map((problem) => problem.place.line));
  const opaque = script.statements.flatMap((statement) =>
    statement.changes.flatMap((change) => {
      if (change.kind !== 'opaque') return [];
      // A statement with a syntax error has its finding already.
      const hasProblem = [...broken].some(
        (line) => line >= statement.span.start.line && line <= statement.span.end.line,
      );
      if (hasProblem) return [];
      return [
        noticeFinding(notUnderstood, {
          message: `No rule looks into this statement: ${change.reason}.`,
          place: placeOf(script.path, statement.span),
          evidence: 'read',
          migration: migration.id,
          direction,
          statement,
        }),
      ];
    }),
  );
  return [...script.problems.map((problem) => problemFinding(problem, migration.id, direction)), ...opaque];
}

function problemFinding(problem: Problem, migration: string | undefined, direction: Direction): LocatedFinding {
  return noticeFinding(byRule[problem.rule], {
    message: problem.message,
    help: problem.help,
    place: problem.place,
    evidence: 'read',
    direction,
    ...(migration === undefined ? {} : { migration }),
  });
}
