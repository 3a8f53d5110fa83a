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
} from "./chunk-3HS27CI4.js";
import "./chunk-7UZ624TP.js";
import "./chunk-RSYIWZ3K.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-DR2NEUAB.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-5S72BHEI.js";
import "./chunk-ACHSCWTP.js";
import "./chunk-TEQXEH67.js";
export {
  checkMigrations,
  defaultServerVersion,
  isAllNew,
  knownRules,
  lintMigrations,
  prepareCheck
};
