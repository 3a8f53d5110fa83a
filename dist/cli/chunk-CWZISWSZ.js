#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  ignoreIn
} from "./chunk-YJ3FTR7P.js";
import {
  bodyPlaces,
  lineIndex,
  lower,
  placeOf,
  readDo,
  readStatements,
  scan
} from "./chunk-NWCCEO6J.js";

// src/sql/decode.ts
function decode(path, bytes) {
  if (bytes.length > 67108864) {
    let mib = Math.round(bytes.length / 1024 / 1024);
    return problem(
      path,
      1,
      `The file has ${mib} MiB; Lockgate reads at most 64 MiB.`,
      "Load data outside of migrations."
    );
  }
  if (bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255)
    return problem(path, 1, "The file is UTF-16; migration tools and PostgreSQL expect UTF-8.", "Save it as UTF-8.");
  let nul = bytes.indexOf(0);
  if (nul >= 0)
    return problem(
      path,
      lineOfByte(bytes, nul),
      "The file holds a NUL byte: most drivers end the query there, so what follows would silently not run.",
      "Remove the NUL byte, or save the file as text if it is binary."
    );
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    let at = firstInvalidByte(bytes);
    return problem(
      path,
      lineOfByte(bytes, at),
      `The file is not valid UTF-8 (byte 0x${(bytes[at] ?? 0).toString(16).padStart(2, "0")} at offset ${at}).`,
      "Save it as UTF-8; a file in Latin-1 or Windows-1252 would store wrong characters."
    );
  }
}
var decoder = new TextDecoder("utf-8", { fatal: !0 });
function problem(path, line, message, help) {
  return {
    problem: { rule: "unreadable-file", message, help, place: { path, line, column: 1, endLine: line, endColumn: 1 } }
  };
}
function lineOfByte(bytes, end) {
  let line = 1;
  for (let i = 0; i < end; i++) bytes[i] === 10 && line++;
  return line;
}
function firstInvalidByte(bytes) {
  let low = 0, high = bytes.length;
  for (; low < high; ) {
    let middle = low + high + 1 >> 1;
    isValid(bytes.subarray(0, middle), !0) ? low = middle : high = middle - 1;
  }
  for (let at = low; at > low - 4 && at >= 0; at--) if (isValid(bytes.subarray(0, at), !1)) return at;
  return low;
}
function isValid(bytes, stream) {
  try {
    return new TextDecoder("utf-8", { fatal: !0 }).decode(bytes, { stream }), !0;
  } catch {
    return !1;
  }
}

// src/sql/script.ts
function readScript(file, transaction) {
  let decoded = decode(file.path, file.bytes);
  if ("problem" in decoded)
    return {
      path: file.path,
      text: "",
      transaction,
      statements: [],
      fileIgnores: [],
      strayIgnores: [],
      problems: [decoded.problem]
    };
  let { text } = decoded, { read: found, besides } = readStatements(text), lines = lineIndex(text), problems = scanProblems(file.path, text, besides, lines), read = [];
  for (let { raw, parsed } of found) {
    let sql = text.slice(raw.start, raw.end);
    read.push({ raw, changes: changesOf(file.path, sql, raw, parsed, lines, problems) });
  }
  let raws = read.map(({ raw }) => raw), { attached, ofFile, stray } = attachIgnores(text, raws, besides.comments, lines), statements = read.map(({ raw, changes }, index) => {
    let sql = text.slice(raw.start, raw.end);
    return { index, text: sql, span: lines.span(raw.start, raw.end), changes, ignores: attached[index] ?? [] };
  }), inCode = read.flatMap(({ raw, changes }) => ignoresInCode(text, raw, changes, lines)), strayIgnores = [...stray, ...inCode];
  return { path: file.path, text, transaction, statements, fileIgnores: ofFile, strayIgnores, problems };
}
function changesOf(path, sql, raw, parsed, lines, problems) {
  let opaque = (reason) => [{ kind: "opaque", reason, at: lines.position(raw.start) }];
  switch (parsed.kind) {
    case "parsed":
      return withCode(path, sql, raw, lowered(sql, raw, parsed, lines), lines, problems);
    case "empty":
      return opaque("empty statement");
    case "several":
      return opaque("several statements");
    // Said once, for the whole script.
    case "unterminated":
      return opaque(`unterminated ${parsed.what}`);
    case "error": {
      let start = raw.start + Math.min(parsed.offset, Math.max(sql.length - 1, 0));
      return problems.push({
        rule: "syntax-error",
        message: `PostgreSQL can't read this statement: ${parsed.message}.`,
        help: syntaxHelp(sql),
        place: placeOf(path, lines.span(start, Math.min(start + 1, raw.end)))
      }), opaque(parsed.message);
    }
  }
}
function lowered(sql, raw, parsed, lines) {
  return lower(parsed.node, {
    text: sql,
    at: (byte) => lines.position(raw.start + (byte === void 0 ? 0 : parsed.offsetOf(byte))),
    atOffset: (offset) => lines.position(raw.start + offset),
    offsetOf: parsed.offsetOf
  });
}
function withCode(path, sql, raw, changes, lines, problems) {
  let [block] = changes;
  if (block?.kind !== "do") return changes;
  let code = readDo(sql, block, (offset) => lines.position(raw.start + offset));
  if (code.error !== void 0) {
    let start = raw.start + code.error.offset;
    problems.push({
      rule: "syntax-error",
      message: `PostgreSQL can't read the body of this DO block: ${code.error.message}.`,
      help: syntaxHelp(sql),
      place: placeOf(path, lines.span(start, Math.min(start + 1, raw.end)))
    });
  }
  return [{ ...block, statements: code.statements }];
}
var placeholder = /\$\{[^}\n]*\}|\{\{[^}\n]*\}\}/, psqlVariable = /(^|[^:\w]):['"]?[A-Za-z_]\w*/;
function syntaxHelp(sql) {
  return placeholder.test(sql) ? "It holds a placeholder. Lockgate reads and runs the bytes of the file as they are; it expands no placeholders." : psqlVariable.test(sql) ? "It may hold a psql variable (`:name`): only psql replaces those, migration tools send them as they are." : "Correct the statement. Is the `;` of the statement before it missing?";
}
function scanProblems(path, text, besides, lines) {
  let problems = besides.metaCommands.map((command) => ({
    rule: "psql-meta-command",
    message: `\`${text.slice(command.start, Math.min(command.end, command.start + 60))}\` is a command of psql; migration tools send it to the server, which answers with a syntax error.`,
    help: "Write plain SQL: put the included file here, or use a DO block instead of \\if.",
    place: placeOf(path, lines.span(command.start, command.end))
  }));
  if (besides.unterminated !== void 0) {
    let { start, what } = besides.unterminated;
    problems.push({
      rule: "syntax-error",
      message: `This ${what} is never closed: everything from here to the end of the file is part of it.`,
      help: "Close it.",
      place: placeOf(path, lines.span(start, Math.min(start + 1, text.length)))
    });
  }
  return problems;
}
function attachIgnores(text, statements, comments, lines) {
  let attached = statements.map(() => []), stray = [], ofFile = [], index = 0;
  for (let comment of comments) {
    let found = ignoreIn(text, comment, lines);
    if (found?.scope === "file" && ofFile.push(found), found === void 0 || found.scope === "file") continue;
    for (; index < statements.length && statements[index].start < comment.start; ) index++;
    let before = statements[index - 1], inside = before !== void 0 && comment.start < before.next, sameLine = before !== void 0 && lines.position(Math.max(before.next - 1, 0)).line === found.span.start.line;
    inside || sameLine || attached[index] === void 0 ? stray.push(found) : attached[index]?.push(found);
  }
  return { attached, ofFile, stray };
}
function ignoresInCode(text, raw, [block], lines) {
  if (block?.kind !== "do" || !/lockgate/i.test(block.body)) return [];
  let places = bodyPlaces(text.slice(raw.start, raw.end), block.body);
  return places === void 0 ? [] : scan(block.body).comments.flatMap(({ start, end }) => {
    let comment = { start: raw.start + places(start), end: raw.start + places(end) };
    return ignoreIn(text, comment, lines) ?? [];
  });
}

export {
  readScript
};
