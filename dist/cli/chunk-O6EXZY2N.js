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
} from "./chunk-T2S3IP4Z.js";
import "./chunk-KRCJKGJY.js";
import "./chunk-S2QTVBUA.js";
import "./chunk-76G7C4XM.js";
import "./chunk-5ZXKD2UN.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-CQLYDABK.js";
import "./chunk-FHWWTAJL.js";
import "./chunk-UW27VDRW.js";
import "./chunk-XR25RHHD.js";
import "./chunk-DAONI4AP.js";
import "./chunk-CWZISWSZ.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-YJ3FTR7P.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-NWCCEO6J.js";
import "./chunk-EDN4RHCU.js";
import "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
