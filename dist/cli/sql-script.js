#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  readScript
} from "./sql-code.js";
import "./sql-lock-modes.js";
import "./sql-ignores.js";
import {
  loadGrammar
} from "./sql-ascending.js";
import "./failure.js";
import "./runtime.js";
export {
  loadGrammar as loadParser,
  readScript
};
