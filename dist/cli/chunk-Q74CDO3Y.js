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
} from "./chunk-63E3R4PC.js";
import "./chunk-7UZ624TP.js";
import "./chunk-T2X7D6FH.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-YZ62TBW6.js";
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
