#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// src/nearest-name.ts
function nearestName(name, known) {
  let wanted = name.toLowerCase(), nearest, least = 3, longer;
  for (let candidate of known) {
    let edits = Math.abs(candidate.length - wanted.length) <= 2 ? distance(wanted, candidate.toLowerCase()) : least;
    edits < least && ([nearest, least] = [candidate, edits]), wanted !== "" && candidate.startsWith(`${wanted}-`) && (longer === void 0 || candidate.length < longer.length) && (longer = candidate);
  }
  return nearest ?? longer;
}
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let next = [i];
    for (let j = 1; j <= b.length; j++) {
      let change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, change));
    }
    row = next;
  }
  return row[b.length];
}

export {
  nearestName
};
