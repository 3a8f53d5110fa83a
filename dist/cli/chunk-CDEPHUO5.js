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
} from "./chunk-UKTXA54K.js";
import "./chunk-KRCJKGJY.js";
import "./chunk-S2QTVBUA.js";
import "./chunk-32WYCYP3.js";
import "./chunk-BMIQOWIU.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-QSSSGU7N.js";
import "./chunk-E3THFUWA.js";
import "./chunk-OLSMXWZL.js";
import "./chunk-XR25RHHD.js";
import "./chunk-DAONI4AP.js";
import "./chunk-MO7WMBQ2.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-YJ3FTR7P.js";
import "./chunk-SUVBARJG.js";
import "./chunk-67U6ULVA.js";
import "./chunk-EDN4RHCU.js";
import "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
