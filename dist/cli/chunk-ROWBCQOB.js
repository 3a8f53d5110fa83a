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
} from "./chunk-OR3P2VUS.js";
import "./chunk-A75RWZCB.js";
import "./chunk-KQGV7JRR.js";
import "./chunk-G4QMWURE.js";
import "./chunk-63E3R4PC.js";
import "./chunk-7UZ624TP.js";
import "./chunk-T2X7D6FH.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-ELYUBBXV.js";
import "./chunk-EDY3RNK7.js";
import "./chunk-SQIUHWJI.js";
import "./chunk-6JGYJ5HM.js";
import "./chunk-DAONI4AP.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-YZ62TBW6.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-5S72BHEI.js";
import "./chunk-ACHSCWTP.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  progressOn
};
