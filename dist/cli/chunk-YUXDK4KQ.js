#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  presets,
  readConfig
} from "./chunk-7FXHAXH7.js";
import "./chunk-ZVWHO7QZ.js";
import "./chunk-TEQXEH67.js";
export {
  presets,
  readConfig
};
