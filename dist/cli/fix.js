#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  lintMigrations
} from "./catalog-alter-table.js";
import "./history-place.js";
import "./layouts-file-problem.js";
import "./catalog-assemble.js";
import "./sql-code.js";
import "./sql-lock-modes.js";
import "./catalog-draft.js";
import "./nearest-name.js";
import "./sql-ignores.js";
import "./sql-ascending.js";
import "./catalog-difference.js";
import "./catalog-dictionary.js";
import "./one-line.js";
import "./failure.js";
import "./runtime.js";

// src/lint/fix.ts
function isFixable({ suppressed, suggestion, rewrite }) {
  return suppressed === null && (suggestion !== void 0 || rewrite !== void 0);
}
function fixesOf(findings, texts) {
  let edits = [], added = [], taken = [], offered = findings.filter(isFixable).map((finding) => ({ finding, ...rewriteOf(finding) }));
  for (let { finding, edits: own, files } of offered.sort((a, b) => b.files.length - a.files.length)) {
    if (own.length === 0 || !own.every((edit) => texts.has(edit.path) && isFree(edit, edits))) continue;
    let lines = lineEnds(texts.get(own[0]?.path ?? ""));
    edits.push(...own), added.push(...files.map(({ path, text }) => ({ path, text: lines(text) }))), taken.push(finding);
  }
  return { changed: [...new Set(edits.map(({ path }) => path))].map((path) => ({
    path,
    text: edited(
      texts.get(path) ?? "",
      edits.filter((edit) => edit.path === path)
    )
  })), added, taken };
}
function lineEnds(around = "") {
  return around.includes(`\r
`) ? (text) => text.replace(/\r?\n/g, `\r
`) : (text) => text;
}
function edited(text, edits) {
  let lines = lineEnds(text);
  return [...edits].sort((a, b) => b.span.start.offset - a.span.start.offset).reduce(
    (result, { span, replacement }) => result.slice(0, span.start.offset) + lines(replacement) + result.slice(span.end.offset),
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

// src/fix.ts
var mostRounds = 5;
async function fixMigrations(start) {
  let state = { input: start, report: await lintMigrations(start) }, count = 0, refused = [];
  for (let round = 0; round < mostRounds; round++) {
    let offers = offersIn(state), step = await bestStep(state, offers);
    if (refused = offers.filter((finding) => !step?.taken.includes(finding)), step === void 0) break;
    state = step.next, count += step.taken.length;
  }
  let before = new Map(start.files.map((file) => [file.path, file])), touched = state.input.files.filter((file) => before.get(file.path) !== file);
  return {
    changed: touched.filter(({ path }) => before.has(path)),
    added: touched.filter(({ path }) => !before.has(path)),
    count,
    refused,
    report: state.report
  };
}
function offersIn({ input, report }) {
  let there = new Set(input.files.map(({ path }) => path));
  return report.findings.filter(
    (finding) => isFixable(finding) && !(finding.rewrite?.files ?? []).some(({ path }) => there.has(path))
  );
}
async function bestStep(state, offers) {
  let { taken } = fixesOf(offers, textsOf(state.report));
  if (taken.length === 0) return;
  let next = await after(state, taken);
  if (isBetter(state, taken, next)) return { taken, next };
  if (taken.length === 1) return bestStep(state, without(offers, taken));
  let middle = taken.length >> 1, first = await bestStep(state, taken.slice(0, middle)), second = await bestStep(state, taken.slice(middle));
  if (first === void 0 || second === void 0) return first ?? second;
  let both = [...first.taken, ...second.taken], together = await after(state, both);
  return isBetter(state, both, together) ? { taken: both, next: together } : first;
}
function without(all, some) {
  return all.filter((finding) => !some.includes(finding));
}
function isBetter(state, taken, next) {
  let [before, fixed] = [countsOf(state.report.findings), countsOf(taken)];
  return [...countsOf(next.report.findings)].every(
    ([rule, count]) => count <= (before.get(rule) ?? 0) - (fixed.get(rule) ?? 0)
  );
}
function countsOf(findings) {
  let counts = /* @__PURE__ */ new Map();
  for (let { rule, suppressed } of findings)
    suppressed === null && counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
async function after({ input, report }, taken) {
  let { changed, added } = fixesOf(taken, textsOf(report)), texts = new Map(changed.map(({ path, text }) => [path, text])), files = input.files.map((file) => {
    let text = texts.get(file.path);
    return text === void 0 ? file : { path: file.path, bytes: encoded(text, file.bytes) };
  }), next = {
    ...input,
    files: [...files, ...added.map(newFile)].sort((a, b) => a.path < b.path ? -1 : 1),
    ...input.only === void 0 ? {} : { only: [...input.only, ...added.map(({ path }) => path)] }
  };
  return { input: next, report: await lintMigrations(next) };
}
function newFile({ path, text }) {
  return { path, bytes: new TextEncoder().encode(text) };
}
function encoded(text, before) {
  let isMarked = before[0] === 239 && before[1] === 187 && before[2] === 191;
  return new TextEncoder().encode(isMarked ? `\uFEFF${text}` : text);
}
function textsOf({ migrations }) {
  let scripts = migrations.filter((item) => item.new).flatMap(({ migration: { up, down } }) => down === void 0 ? [up] : [up, down]);
  return new Map(scripts.map(({ path, text }) => [path, text]));
}
export {
  fixMigrations
};
