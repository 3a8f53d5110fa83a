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
} from "./chunk-JQNHUKO2.js";
import {
  formatReport,
  version
} from "./chunk-D5367IG2.js";
import {
  loadGrammar
} from "./chunk-YPAONR4U.js";
import {
  Failure,
  messageOf,
  oneLine
} from "./chunk-ZVWHO7QZ.js";

// cli/commands/reading.ts
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
async function openInput(terminal, paths, options) {
  let config = { ...await loadConfig(terminal.cwd, options.config), ...flagConfig(options) }, project = await openProject({
    cwd: terminal.cwd,
    paths,
    config,
    ...options.since === void 0 ? {} : { since: options.since }
  });
  return await loadGrammar(), { ...project, config, toolVersion: version(), today: today() };
}
function flagConfig(options) {
  return {
    ...options.layout === void 0 ? {} : { layout: options.layout },
    ...options.dialect === void 0 ? {} : { dialect: options.dialect },
    ...options.serverVersion === void 0 ? {} : { "server-version": options.serverVersion },
    ...options.failOn === void 0 ? {} : { "fail-on": options.failOn }
  };
}
async function deliver(terminal, report, options) {
  let toFile = options.output !== void 0, text = formatReport(report, options.format, { colors: terminal.colors && !toFile, width: terminal.width });
  return options.output === void 0 ? await terminal.print(text) : await save(resolve(terminal.cwd, options.output), text), report.verdict.outcome === "block" ? 1 : 0;
}
async function save(path, text) {
  await writeFile(path, text).catch((error) => {
    throw new Failure("bad-input", oneLine(`${path} can't be written: ${messageOf(error)}.`));
  });
}

export {
  openInput,
  deliver,
  save
};
