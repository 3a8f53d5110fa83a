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
} from "./chunk-7N47P4JY.js";
import "./chunk-WJ57RBBV.js";
import "./chunk-KQGV7JRR.js";
import "./chunk-FYXWV2WG.js";
import "./chunk-RSHS5KZ5.js";
import "./chunk-TCIRZV63.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-DPGMAV63.js";
import "./chunk-W7EQYKU5.js";
import "./chunk-UW27VDRW.js";
import "./chunk-XR25RHHD.js";
import "./chunk-DAONI4AP.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-ZDKZJKUP.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-4ZWME57O.js";
import "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
