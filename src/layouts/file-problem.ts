// Problems that concern a whole file or directory: they stand on its first line.
import type { Problem, Script, SourceFile } from '../model/migration.ts';

export function fileProblem(rule: Problem['rule'], path: string, message: string, help: string): Problem {
  return { rule, message, help, place: { path, line: 1, column: 1, endLine: 1, endColumn: 1 } };
}

/** The script of a tool that sends files as they are: PostgreSQL takes a byte-order mark for a part of the first word. */
export function withMark(script: Script, { path, bytes }: SourceFile, tool: string): Script {
  if (bytes[0] !== 0xef || bytes[1] !== 0xbb || bytes[2] !== 0xbf) return script;
  const message = `The file begins with a byte-order mark, which ${tool} sends to the server: PostgreSQL answers with a syntax error.`;
  const problem = fileProblem('syntax-error', path, message, 'Save it as UTF-8 without a byte-order mark.');
  return { ...script, problems: [problem, ...script.problems] };
}
