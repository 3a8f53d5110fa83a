#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  oneLine
} from "./one-line.js";

// src/reports/terminal.ts
function printable(text) {
  return powerless(visible(text));
}
function printableLine(text) {
  return printable(oneLine(text));
}
function visible(text) {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}
function powerless(text) {
  return text.replace(/^([^\S\n]*):(?=:)/gm, "$1\\u003a").replaceAll("##[", "#\\u0023[");
}
function wrapped(text, width, indent) {
  let room = Math.max(width - indent.length, 20), lines = visible(text).split(`
`).flatMap((line) => wrapLine(line, room)).map((line) => `${indent}${line}`.trimEnd());
  return powerless(lines.join(`
`));
}
function wrapLine(line, room) {
  if (line.length <= room) return [line];
  let [, lead = "", item = ""] = /^(\s*)((?:\d+\.|-) )?/.exec(line) ?? [], hanging = lead + " ".repeat(item.length), lines = [], current = lead;
  for (let word of words(line, room - hanging.length)) {
    let next = current.trim() === "" ? `${current}${word}` : `${current} ${word}`;
    next.length > room && current.trim() !== "" ? (lines.push(current), current = `${hanging}${word}`) : current = next;
  }
  return [...lines, current];
}
function words(line, room) {
  return (line.match(/(?:`[^`]*`|\S)+/g) ?? []).flatMap((word) => word.length <= room ? [word] : word.split(/\s+/));
}

export {
  printable,
  printableLine,
  wrapped
};
