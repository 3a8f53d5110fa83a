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
} from "./chunk-KTCQCUN4.js";
import "./chunk-NUD5OFDE.js";
import "./chunk-6BJ4NYB7.js";
import "./chunk-QT7LJNJ6.js";
import "./chunk-W3LDWYZX.js";
import "./chunk-77NPQKVJ.js";
import "./chunk-GDLL34GY.js";
import "./chunk-XR25RHHD.js";
import "./chunk-TNU4HVYJ.js";
import "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
