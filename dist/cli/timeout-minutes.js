#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// src/timeout-minutes.ts
var minutesExpected = "a number of minutes such as 15 or 0.5 is expected, 1440 at most";
function isMinutes(minutes) {
  return minutes > 0 && minutes <= 1440;
}
function readMinutes(text) {
  let minutes = /^\d{1,4}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  return isMinutes(minutes) ? minutes : void 0;
}

export {
  minutesExpected,
  isMinutes,
  readMinutes
};
