#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  check,
  onServer,
  progressOn
} from "./chunk-V6J5VXXO.js";
import "./chunk-FXRLCN7P.js";
import "./chunk-KQGV7JRR.js";
import "./chunk-G4QMWURE.js";
import "./chunk-DHW65WBZ.js";
import "./chunk-5G2C3FWA.js";
import "./chunk-VPFKTVNQ.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-ERXZCD7A.js";
import "./chunk-BKIDMTH5.js";
import "./chunk-46X6PQKE.js";
import "./chunk-6LK2MTQW.js";
import "./chunk-DAONI4AP.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-NLDMC6XD.js";
import "./chunk-QTU4TVF6.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  progressOn
};
