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
} from "./chunk-4UJGXQX3.js";
import "./chunk-KRCJKGJY.js";
import "./chunk-S2QTVBUA.js";
import "./chunk-JH4VNNID.js";
import "./chunk-6LG5KRLO.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-53NETQD3.js";
import "./chunk-4BJFVEYR.js";
import "./chunk-UW27VDRW.js";
import "./chunk-XR25RHHD.js";
import "./chunk-DAONI4AP.js";
import "./chunk-CWZISWSZ.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-YJ3FTR7P.js";
import "./chunk-SUVBARJG.js";
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
