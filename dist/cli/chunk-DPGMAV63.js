#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  loadConfig,
  openProject,
  today
} from "./chunk-W7EQYKU5.js";
import {
  formatReport,
  version
} from "./chunk-UW27VDRW.js";
import {
  oneLine
} from "./chunk-5BWEWPX6.js";
import {
  Failure,
  messageOf
} from "./chunk-SLZSW3KS.js";

// cli/commands/own-directory.ts
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
function ownDirectory() {
  return dirname(fileURLToPath(import.meta.url));
}

// cli/commands/reading.ts
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
async function openInput(terminal, paths, options) {
  let config = { ...await loadConfig(terminal.cwd, options.config), ...flagConfig(options) };
  return { ...await openProject({
    cwd: terminal.cwd,
    paths,
    config,
    ...options.since === void 0 ? {} : { since: options.since }
  }), config, toolVersion: version(), today: today() };
}
function flagConfig(options) {
  return {
    ...options.layout === void 0 ? {} : { layout: options.layout },
    ...options.dialect === void 0 ? {} : { dialect: options.dialect },
    ...options.serverVersion === void 0 ? {} : { "server-version": options.serverVersion },
    ...options.failOn === void 0 ? {} : { "fail-on": options.failOn }
  };
}
function renderingOf(terminal, { format, output }) {
  return { format, colors: terminal.colors && output === void 0, width: terminal.width };
}
function rendered(report, { format, ...look }) {
  return { text: formatReport(report, format, look), blocks: report.verdict.outcome === "block" };
}
async function deliver(terminal, { text, blocks }, { output }) {
  return output === void 0 ? await terminal.print(text) : await save(resolve(terminal.cwd, output), text), blocks ? 1 : 0;
}
async function save(path, text) {
  await writeFile(path, text).catch((error) => {
    throw new Failure("bad-input", oneLine(`${path} can't be written: ${messageOf(error)}.`));
  });
}

export {
  ownDirectory,
  openInput,
  renderingOf,
  rendered,
  deliver,
  save
};
