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
} from "./chunk-ZCQHOUV6.js";
import "./chunk-NUD5OFDE.js";
import "./chunk-6BJ4NYB7.js";
import "./chunk-RZYCNH7W.js";
import "./chunk-P2LBZT7X.js";
import "./chunk-6YRZMRFA.js";
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
