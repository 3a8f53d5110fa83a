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
} from "./chunk-76G7C4XM.js";
import "./chunk-5ZXKD2UN.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-NWCCEO6J.js";
import "./chunk-EDN4RHCU.js";
import "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";
export {
  checkMigrations,
  defaultServerVersion,
  isAllNew,
  knownRules,
  lintMigrations
};
