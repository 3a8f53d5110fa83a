#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  minutesExpected,
  readConfig,
  readMinutes
} from "./chunk-3AWYV2EN.js";
import "./chunk-G4QMWURE.js";
import "./chunk-VPFKTVNQ.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-QTU4TVF6.js";
import "./chunk-TEQXEH67.js";
export {
  minutesExpected,
  readConfig,
  readMinutes
};
