#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// src/sql/ignores.ts
var directive = /^(?:--|\/\*)\s*lockgate\s*:/i, ignore = /^ignore(-file)?\s+([a-z0-9_]+(?:-[a-z0-9_]+)*)(?:\s+until\s+([\d-]+))?(?:\s*--\s*(.*))?$/is;
function ignoreIn(text, comment, lines) {
  let whole = text.slice(comment.start, comment.end), opening = directive.exec(whole)?.[0];
  if (opening === void 0) return;
  let written = whole.slice(opening.length, whole.endsWith("*/") ? -2 : void 0).trim(), span = lines.span(comment.start, comment.end), parts = ignore.exec(written), until = parts?.[3] ?? null;
  return parts === null || until !== null && !isDay(until) ? { rule: "", reason: "", until: null, scope: "statement", span, unreadable: written } : {
    rule: parts[2],
    reason: parts[4]?.trim() ?? "",
    until,
    scope: parts[1] === void 0 ? "statement" : "file",
    span
  };
}
function isDay(text) {
  let date = /^\d{4}-\d\d-\d\d$/.test(text) ? /* @__PURE__ */ new Date(`${text}T00:00:00Z`) : void 0;
  return date !== void 0 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export {
  ignoreIn,
  isDay
};
