#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  readScript
} from "./chunk-Z2PG2KYF.js";
import "./chunk-CTD5DXFK.js";
import "./chunk-ORGSNDX4.js";
import {
  loadGrammar
} from "./chunk-3AKG2Z7S.js";
import "./chunk-ACHSCWTP.js";
import "./chunk-TEQXEH67.js";
export {
  loadGrammar as loadParser,
  readScript
};
