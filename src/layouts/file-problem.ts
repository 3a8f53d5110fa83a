// Problems that concern a whole file or directory: they stand on its first line.
import type { Problem } from '../model/migration.ts';

export function fileProblem(rule: Problem['rule'], path: string, message: string, help: string): Problem {
  return { rule, message, help, place: { path, line: 1, column: 1, endLine: 1, endColumn: 1 } };
}
