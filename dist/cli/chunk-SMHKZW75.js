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
} from "./chunk-NZGKGKRZ.js";
import "./chunk-GL4GZ3XJ.js";
import "./chunk-E6AO5XWC.js";
import "./chunk-5G7FL5Y3.js";
import "./chunk-7WHHC2EA.js";
import "./chunk-GDLL34GY.js";
import "./chunk-XR25RHHD.js";
import "./chunk-TNU4HVYJ.js";
import "./chunk-76XKMM33.js";
import "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
