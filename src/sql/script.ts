// A file's bytes → a Script: its statements with places, changes and ignores, and what could not be read.
import type { Change } from '../model/change.ts';
import type { Ignore, Problem, Script, SourceFile, Statement, TransactionMode } from '../model/migration.ts';
import { readDo } from './code.ts';
import { decode } from './decode.ts';
import { ignoreIn } from './ignores.ts';
import { type LineIndex, lineIndex, placeOf } from './lines.ts';
import { bodyPlaces } from './postgresql/code-places.ts';
import { lower } from './postgresql/lower.ts';
import type { Parsed } from './postgresql-parser.ts';
import { type Besides, type RawComment, type RawStatement, scan } from './scanner.ts';
import { type Read, readStatements } from './statements.ts';

export { loadParser } from './postgresql-parser.ts';

/** Whether the team's tool sends the data behind a COPY … FROM STDIN, or the whole file as one query, in which the server reads the data as SQL. */
export type CopyData = 'sent' | 'refused';

/** Reads a script. `loadParser()` must have been awaited once. Never throws on bad input: what can't be read is in `problems`. */
export function readScript(file: SourceFile, transaction: TransactionMode, copyData: CopyData = 'refused'): Script {
  const decoded = decode(file.path, file.bytes);
  if ('problem' in decoded) {
    return {
      path: file.path,
      text: '',
      transaction,
      statements: [],
      fileIgnores: [],
      strayIgnores: [],
      problems: [decoded.problem],
    };
  }
  const { text } = decoded;
  const { read: found, besides } = readStatements(text);
  const lines = lineIndex(text);
  const problems = scanProblems(file.path, text, besides, lines);
  const read: { raw: RawStatement; changes: readonly Change[] }[] = [];
  for (const { raw, parsed } of found) {
    const sql = text.slice(raw.start, raw.end);
    read.push({ raw, changes: changesOf(file.path, sql, raw, parsed, lines, problems) });
  }
  const raws = read.map(({ raw }) => raw);
  const { attached, ofFile, stray } = attachIgnores(text, raws, besides.comments, lines);
  const statements = read.map(({ raw, changes }, index): Statement => {
    const sql = text.slice(raw.start, raw.end);
    const span = lines.span(raw.start, raw.end);
    const data = raw.data === undefined ? {} : { copyData: text.slice(raw.data.start, raw.data.end) };
    return { index, text: sql, span, changes, ignores: attached[index] ?? [], ...data };
  });
  problems.push(...copyProblems(file.path, statements, copyData));
  const inCode = read.flatMap(({ raw, changes }) => ignoresInCode(text, raw, changes, lines));
  const strayIgnores = [...stray, ...inCode];
  return { path: file.path, text, transaction, statements, fileIgnores: ofFile, strayIgnores, problems };
}

function changesOf(
  path: string,
  sql: string,
  raw: RawStatement,
  parsed: Read['parsed'],
  lines: LineIndex,
  problems: Problem[],
): readonly Change[] {
  const opaque = (reason: string): readonly Change[] => [{ kind: 'opaque', reason, at: lines.position(raw.start) }];
  switch (parsed.kind) {
    case 'parsed':
      return withCode(path, sql, raw, lowered(sql, raw, parsed, lines), lines, problems);
    case 'empty':
      return opaque('empty statement');
    case 'several':
      return opaque('several statements');
    // Said once, for the whole script.
    case 'unterminated':
      return opaque(`unterminated ${parsed.what}`);
    case 'error': {
      const start = raw.start + Math.min(parsed.offset, Math.max(sql.length - 1, 0));
      problems.push({
        rule: 'syntax-error',
        message: `PostgreSQL can't read this statement: ${parsed.message}.`,
        ...syntaxHelp(sql),
        place: placeOf(path, lines.span(start, Math.min(start + 1, raw.end))),
      });
      return opaque(parsed.message);
    }
  }
}

function lowered(
  sql: string,
  raw: RawStatement,
  parsed: Extract<Parsed, { kind: 'parsed' }>,
  lines: LineIndex,
): readonly Change[] {
  return lower(parsed.node, {
    text: sql,
    at: (byte) => lines.position(raw.start + (byte === undefined ? 0 : parsed.offsetOf(byte))),
    atOffset: (offset) => lines.position(raw.start + offset),
    offsetOf: parsed.offsetOf,
  });
}

/** A DO block runs as soon as the script does: its statements are read, and what can't be is a problem of the script. */
function withCode(
  path: string,
  sql: string,
  raw: RawStatement,
  changes: readonly Change[],
  lines: LineIndex,
  problems: Problem[],
): readonly Change[] {
  const [block] = changes;
  if (block?.kind !== 'do') return changes;
  const code = readDo(sql, block, (offset) => lines.position(raw.start + offset));
  if (code.error !== undefined) {
    const start = raw.start + code.error.offset;
    problems.push({
      rule: 'syntax-error',
      message: `PostgreSQL can't read the body of this DO block: ${code.error.message}.`,
      ...syntaxHelp(sql),
      place: placeOf(path, lines.span(start, Math.min(start + 1, raw.end))),
    });
  }
  return [{ ...block, statements: code.statements }];
}

const placeholder =
  /\$\{[^}\n]{0,200}\}|\{\{[^}\n]{0,200}\}\}|\{%[^}\n]{0,200}%\}|<%[^\n]{0,200}?%>|\$\([A-Za-z_]\w{0,200}\)/;
const psqlVariable = /(^|[^:\w]):['"]?[A-Za-z_]\w*/;

function syntaxHelp(sql: string): Pick<Problem, 'help' | 'cause'> {
  if (placeholder.test(sql))
    return {
      help: 'It holds a placeholder. Lockgate reads and runs the bytes of the file as they are; it expands no placeholders.',
      cause: 'placeholder',
    };
  if (psqlVariable.test(sql))
    return {
      help: 'It may hold a psql variable (`:name`): only psql replaces those, migration tools send them as they are.',
      cause: 'psql variable',
    };
  return { help: 'Correct the statement. Is the `;` of the statement before it missing?' };
}

function scanProblems(path: string, text: string, besides: Besides, lines: LineIndex): Problem[] {
  const problems: Problem[] = besides.metaCommands.map((command) => ({
    rule: 'psql-meta-command',
    message: `\`${text.slice(command.start, Math.min(command.end, command.start + 60))}\` is a command of psql; migration tools send it to the server, which answers with a syntax error.`,
    help: 'Write plain SQL: put the included file here, or use a DO block instead of \\if.',
    place: placeOf(path, lines.span(command.start, command.end)),
  }));
  if (besides.unterminated !== undefined) {
    const { start, what } = besides.unterminated;
    problems.push({
      rule: 'syntax-error',
      message: `This ${what} is never closed: everything from here to the end of the file is part of it.`,
      help: 'Close it.',
      place: placeOf(path, lines.span(start, Math.min(start + 1, text.length))),
    });
  }
  return problems;
}

/** COPY … FROM STDIN whose data never reaches the server. */
function copyProblems(path: string, statements: readonly Statement[], copyData: CopyData): Problem[] {
  return statements.flatMap((statement): Problem[] => {
    const [change] = statement.changes;
    if (change?.kind !== 'copy' || change.direction !== 'from' || change.medium !== 'stdio') return [];
    if (copyData === 'sent' && statement.copyData !== undefined) return [];
    const [message, help] =
      copyData === 'refused'
        ? [
            'The rows behind this COPY … FROM STDIN fail: the migration tool sends the file as one query, and PostgreSQL reads the rows as SQL.',
            'Write the rows as INSERT statements.',
          ]
        : [
            'This COPY … FROM STDIN has no data: the line that ends it, `\\.` alone, is missing.',
            'End the rows with a line that holds only `\\.`, as pg_dump writes it.',
          ];
    return [{ rule: 'syntax-error', message, help, place: placeOf(path, statement.span) }];
  });
}

/** An ignore belongs to the statement that follows it, and only when it stands on a line of its own. */
function attachIgnores(
  text: string,
  statements: readonly RawStatement[],
  comments: readonly RawComment[],
  lines: LineIndex,
): { attached: readonly (readonly Ignore[])[]; ofFile: readonly Ignore[]; stray: readonly Ignore[] } {
  const attached: Ignore[][] = statements.map(() => []);
  const stray: Ignore[] = [];
  const ofFile: Ignore[] = [];
  let index = 0;
  for (const comment of comments) {
    const found = ignoreIn(text, comment, lines);
    if (found?.scope === 'file') ofFile.push(found);
    if (found === undefined || found.scope === 'file') continue;
    while (index < statements.length && (statements[index] as RawStatement).start < comment.start) index++;
    const before = statements[index - 1];
    const inside = before !== undefined && comment.start < before.next;
    const sameLine =
      before !== undefined && lines.position(Math.max(before.next - 1, 0)).line === found.span.start.line;
    if (inside || sameLine || attached[index] === undefined) stray.push(found);
    else attached[index]?.push(found);
  }
  return { attached, ofFile, stray };
}

/** Those in the body of a DO block, which is one statement of the file: they ignore nothing there. */
function ignoresInCode(
  text: string,
  raw: RawStatement,
  [block]: readonly Change[],
  lines: LineIndex,
): readonly Ignore[] {
  if (block?.kind !== 'do' || !/lockgate/i.test(block.body)) return [];
  const places = bodyPlaces(text.slice(raw.start, raw.end), block.body);
  if (places === undefined) return [];
  return scan(block.body).comments.flatMap(({ start, end }) => {
    const comment = { start: raw.start + places(start), end: raw.start + places(end) };
    return ignoreIn(text, comment, lines) ?? [];
  });
}
