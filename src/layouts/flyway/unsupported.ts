// What Flyway does with a directory and Lockgate does not yet: reported by name, and refused by apply.
import type { Problem, SourceFile } from '../../model/migration.ts';
import { fileProblem } from '../file-problem.ts';
import type { FlywayName } from './names.ts';

/** A callback, or a migration that is no SQL; undefined for what Lockgate reads. */
export function unsupportedFile(path: string, name: FlywayName): Problem | undefined {
  if (name.kind === 'callback')
    return problem(
      path,
      'Flyway runs this callback when it migrates; Lockgate does not run callbacks yet, so databases would differ from what was checked.',
      'Move what it does into a migration.',
    );
  if (name.kind !== 'code') return undefined;
  return name.language === 'script'
    ? problem(
        path,
        'Flyway runs this file as a program; Lockgate runs only SQL, so what it does is neither checked nor applied.',
        'Write the migration in SQL.',
      )
    : problem(
        path,
        'This is a migration in Java or another language of the JVM, which Flyway runs; Lockgate runs only SQL, so what it does is neither checked nor applied.',
        'Write the migration in SQL.',
      );
}

/**
 * The placeholders of a text, as one problem at the first of them. Flyway replaces `${…}` everywhere, in strings and comments too, and stops at one without a
 * value, or without its `}`. Of `$${` it sees none: after a `$` it never looks at the character behind it a second time.
 */
export function placeholderProblem(file: SourceFile, text: string): Problem | undefined {
  const found = [...text.matchAll(/\$[\s\S]/g)].filter(([two]) => two === '${');
  const [first] = found;
  if (first === undefined) return undefined;
  const before = text.slice(0, first.index).split(/\r\n|\r|\n/);
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  const shown = /^\$\{[^}\r\n]{0,60}\}?/.exec(text.slice(first.index))?.[0] ?? '${';
  const others = found.length === 1 ? '' : `, and ${found.length - 1} more in this file`;
  return {
    ...problem(
      file.path,
      `Flyway replaces the placeholder \`${shown}\`${others}, in strings and comments too, or stops where it has no value. Lockgate does not replace placeholders yet: other SQL would run than Flyway runs.`,
      'Write the value itself. If the text is meant as it is, put `placeholderReplacement=false` into a `.sql.conf` file beside the script.',
    ),
    place: { path: file.path, line, column, endLine: line, endColumn: column + shown.length },
  };
}

function problem(path: string, message: string, help: string): Problem {
  return fileProblem('unsupported-feature', path, message, help);
}
