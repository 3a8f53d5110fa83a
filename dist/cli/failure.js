#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// src/failure.ts
var Failure = class extends Error {
  code;
  help;
  place;
  constructor(code, message, more = {}) {
    super(message, more.cause === void 0 ? void 0 : { cause: more.cause }), this.name = "Failure", this.code = code, this.help = more.help, this.place = more.place;
  }
};
function messageOf(thrown) {
  return thrown instanceof AggregateError && thrown.message === "" ? thrown.errors.map(messageOf).join("; ") : thrown instanceof Error ? thrown.message : String(thrown);
}
function isServerError(thrown) {
  return thrown instanceof Error && "sqlstate" in thrown && typeof thrown.sqlstate == "string";
}
function isConnectionLost(thrown) {
  return thrown instanceof Error && thrown.name === "ConnectionLost";
}

export {
  Failure,
  messageOf,
  isServerError,
  isConnectionLost
};
