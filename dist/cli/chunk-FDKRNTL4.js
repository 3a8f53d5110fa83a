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
} from "./chunk-JWNCMG2C.js";
import "./chunk-7Q6I5TRT.js";
import "./chunk-YLJ4BBDH.js";
import "./chunk-QYBEGEEU.js";
import "./chunk-IL2ZUPSL.js";
import "./chunk-KQGV7JRR.js";
import "./chunk-DXT3WWBS.js";
import "./chunk-TGUYUOD3.js";
import "./chunk-B4A6KQTP.js";
import "./chunk-DENW7QR3.js";
import "./chunk-S2C2ZOP6.js";
import "./chunk-LYJKG2U2.js";
import "./chunk-OV66IBVZ.js";
import "./chunk-7UZ624TP.js";
import "./chunk-FWFUFCWF.js";
import "./chunk-75TIELW7.js";
import "./chunk-Z2PG2KYF.js";
import "./chunk-CTD5DXFK.js";
import "./chunk-RAZPSEHH.js";
import "./chunk-G4YTKSPO.js";
import "./chunk-ORGSNDX4.js";
import "./chunk-3AKG2Z7S.js";
import "./chunk-ZPSOJZHV.js";
import "./chunk-5QNLEZBT.js";
import "./chunk-5BWEWPX6.js";
import "./chunk-ACHSCWTP.js";
import "./chunk-TEQXEH67.js";
export {
  check,
  onServer,
  progressOn
};
