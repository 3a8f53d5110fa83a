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
  lintMigrations
} from "./chunk-RSHS5KZ5.js";
import "./chunk-TCIRZV63.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-ZDKZJKUP.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-4ZWME57O.js";
import "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";
export {
  checkMigrations,
  defaultServerVersion,
  isAllNew,
  knownRules,
  lintMigrations
};
