#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  checkMigrations,
  defaultServerVersion,
  isAllNew,
  knownRules,
  lintMigrations,
  prepareCheck
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
export {
  checkMigrations,
  defaultServerVersion,
  isAllNew,
  knownRules,
  lintMigrations,
  prepareCheck
};
