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
} from "./chunk-6KCQVPFK.js";
import "./chunk-QIW5BMXD.js";
import "./chunk-57VXZQLD.js";
import "./chunk-5CCAVT4C.js";
import "./chunk-DN6Z3CUS.js";
import "./chunk-D5367IG2.js";
import "./chunk-XR25RHHD.js";
import "./chunk-BXA6PP2B.js";
import "./chunk-7FXHAXH7.js";
import "./chunk-ZVWHO7QZ.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  openScratchServer,
  progressOn
};
