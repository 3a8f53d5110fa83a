#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  deliver,
  openInput
} from "./chunk-E6AO5XWC.js";
import "./chunk-5G7FL5Y3.js";
import {
  lintMigrations
} from "./chunk-7WHHC2EA.js";
import "./chunk-GDLL34GY.js";
import "./chunk-XR25RHHD.js";
import "./chunk-TNU4HVYJ.js";
import "./chunk-76XKMM33.js";
import {
  Failure
} from "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";

// cli/commands/lint.ts
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/lint/fix.ts
function fixesOf(findings, texts) {
  let taken = [], added = [], count = 0, offered = findings.filter(({ suppressed }) => suppressed === null).map(rewriteOf);
  for (let { edits, files } of offered.sort((a, b) => b.files.length - a.files.length))
    edits.length === 0 || !edits.every((edit) => texts.has(edit.path) && isFree(edit, taken)) || (taken.push(...edits), added.push(...files), count++);
  return { changed: [...new Set(taken.map(({ path }) => path))].map((path) => ({
    path,
    text: edited(
      texts.get(path) ?? "",
      taken.filter((edit) => edit.path === path)
    )
  })), added, count };
}
function edited(text, edits) {
  return [...edits].sort((a, b) => b.span.start.offset - a.span.start.offset).reduce(
    (result, { span, replacement }) => result.slice(0, span.start.offset) + replacement + result.slice(span.end.offset),
    text
  );
}
function rewriteOf({ suggestion, rewrite, place }) {
  return suggestion !== void 0 ? { edits: [{ ...suggestion, path: place.path }], files: [] } : rewrite ?? { edits: [], files: [] };
}
function isFree({ path, span: { start, end } }, taken) {
  return taken.every(({ path: other, span }) => {
    let apart = span.end.offset <= start.offset || end.offset <= span.start.offset;
    return other !== path || apart && span.start.offset !== start.offset;
  });
}

// cli/commands/lint.ts
var mostRounds = 5;
async function lint(terminal, paths, options) {
  let input = await openInput(terminal, paths, options), report = await lintMigrations(input);
  if (options.fix !== !0) return deliver(terminal, report, options);
  let count = 0, added = [];
  for (let round = 0; round < mostRounds; round++) {
    let fixes = fixesOf(report.findings, textsOf(report));
    if (fixes.count === 0) break;
    await write(input, fixes), count += fixes.count, added.push(...fixes.added.map(({ path }) => path)), input = await openInput(terminal, paths, options), report = await lintMigrations(input);
  }
  return terminal.writeError(summary(count, added)), deliver(terminal, report, options);
}
function summary(count, added) {
  if (count === 0) return `Nothing here can be fixed without you.
`;
  let files = added.map((path) => `  new file ${path}
`).join("");
  return `Fixed ${count} ${count === 1 ? "finding" : "findings"}.
${files}`;
}
function textsOf(report) {
  let scripts = report.migrations.filter((item) => item.new).flatMap(({ migration }) => [migration.up, ...migration.down === void 0 ? [] : [migration.down]]);
  return new Map(scripts.map((script) => [script.path, script.text]));
}
async function write({ top }, { changed, added }) {
  let there = await Promise.all(added.map(({ path }) => exists(join(top, path)))), taken = added.filter((_, i) => there[i]).map(({ path }) => path);
  if (taken.length > 0)
    throw new Failure("bad-input", `Nothing was fixed: ${taken.join(", ")} would be overwritten.`, {
      help: "Move it away, or make the change by hand: the help of the finding holds all of it."
    });
  for (let { path, text } of added)
    await mkdir(dirname(join(top, path)), { recursive: !0 }), await writeFile(join(top, path), text, { flag: "wx" });
  for (let { path, text } of changed) {
    let file = join(top, path), mark = (await readFile(file)).subarray(0, 3).equals(Buffer.from([239, 187, 191])) ? "\uFEFF" : "";
    await writeFile(file, mark + text);
  }
}
async function exists(path) {
  return access(path).then(
    () => !0,
    () => !1
  );
}
export {
  lint
};
