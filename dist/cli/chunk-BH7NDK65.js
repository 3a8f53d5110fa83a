#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  check,
  onServer,
  openScratchServer,
  progressOn
} from "./chunk-6FJHWS3S.js";
import "./chunk-IJO3EBSZ.js";
import "./chunk-S2QTVBUA.js";
import "./chunk-NKXCI6P6.js";
import "./chunk-JQNHUKO2.js";
import "./chunk-34AKSYA5.js";
import "./chunk-D5367IG2.js";
import "./chunk-XR25RHHD.js";
import "./chunk-BXA6PP2B.js";
import "./chunk-YJ3FTR7P.js";
import "./chunk-YPAONR4U.js";
import "./chunk-ZVWHO7QZ.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
