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
} from "./chunk-DHW65WBZ.js";
import "./chunk-5G2C3FWA.js";
import "./chunk-VPFKTVNQ.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-NLDMC6XD.js";
import "./chunk-QTU4TVF6.js";
import "./chunk-TEQXEH67.js";
export {
  checkMigrations,
  defaultServerVersion,
  isAllNew,
  knownRules,
  lintMigrations,
  prepareCheck
};
