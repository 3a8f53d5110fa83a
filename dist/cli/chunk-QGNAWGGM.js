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
} from "./chunk-M4EN3ECN.js";
import "./chunk-IJO3EBSZ.js";
import "./chunk-S2QTVBUA.js";
import "./chunk-VVQTL3S2.js";
import "./chunk-HQWXAUI6.js";
import "./chunk-42HBG3YH.js";
import "./chunk-D5367IG2.js";
import "./chunk-XR25RHHD.js";
import "./chunk-BXA6PP2B.js";
import "./chunk-YJ3FTR7P.js";
import "./chunk-NT3KYPFZ.js";
import "./chunk-ZVWHO7QZ.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
