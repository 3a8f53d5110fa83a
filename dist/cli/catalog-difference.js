#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  qualifiedName
} from "./catalog-dictionary.js";

// src/catalog/difference.ts
function typeText({ schema, name, modifiers, array }) {
  return `${schema === void 0 ? name : qualifiedName(schema, name)}${modifiers.length === 0 ? "" : `(${modifiers.join()})`}${array ? "[]" : ""}`;
}
function signatureOf({ parameters }) {
  return parameters.map(({ type }) => typeText({ ...type, modifiers: [] })).join(", ");
}

export {
  signatureOf
};
