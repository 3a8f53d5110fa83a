#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  configFile,
  configOf,
  loadConfig,
  openProject,
  today
} from "./input-paths.js";
import {
  formatReport,
  version
} from "./cli-version.js";
import {
  canonicalPath,
  commitOf,
  readThoseAt,
  repositoryOf,
  slashed,
  utf8Text
} from "./source-files.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure,
  messageOf
} from "./failure.js";

// cli/commands/own-directory.ts
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
function ownDirectory() {
  return dirname(fileURLToPath(import.meta.url));
}

// cli/commands/reading.ts
import { writeFile } from "node:fs/promises";
import { resolve as resolve2 } from "node:path";

// src/policy.ts
import { relative, resolve } from "node:path";

// src/config-changes.ts
function configChanges(before, after) {
  return [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key) => key === "rules" ? settingChanges("rules.", before.rules ?? {}, after.rules ?? {}) : key === "ignore" ? ignoreChanges(before.ignore ?? [], after.ignore ?? []) : settingChanges("", { [key]: before[key] }, { [key]: after[key] }));
}
function settingChanges(prefix, before, after) {
  return [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].sort().filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map((name) => `${prefix}${name}: ${shown(before[name])} \u2192 ${shown(after[name])}`);
}
function shown(value) {
  return value === void 0 ? "not set" : isBareSeverity(value) ? value.severity : typeof value == "string" ? value : JSON.stringify(value);
}
function isBareSeverity(value) {
  if (typeof value != "object" || value === null) return !1;
  let { severity, options } = value;
  return severity !== void 0 && Object.keys(options ?? {}).length === 0;
}
function ignoreChanges(before, after) {
  let keyOf = ({ rule, path, reason, until }) => JSON.stringify([rule, path, reason, until]), old = new Set(before.map(keyOf)), now = new Set(after.map(keyOf)), words = ({ rule, path, reason, until }) => `${rule} in ${path}${until === null ? "" : ` until ${until}`} (${reason})`;
  return [
    ...after.filter((one) => !old.has(keyOf(one))).map((one) => `ignore adds ${words(one)}`),
    ...before.filter((one) => !now.has(keyOf(one))).map((one) => `ignore drops ${words(one)}`)
  ];
}

// src/policy.ts
async function readPolicy({ directory, named, base, from }) {
  let proposed = await loadConfig(directory, named);
  if (base === void 0) return { config: proposed, preface: [] };
  let file = named ?? configFile, before = await policyOf(base, directory, named);
  if (before === void 0)
    return {
      config: from === "head" ? proposed : {},
      preface: [`${file} of the base has problems and can't be used, so ${from === "head" ? "the one of this change" : "the defaults"} held here.`]
    };
  let changes = configChanges(before, proposed).join("; ");
  return changes === "" ? { config: before, preface: [] } : from === "head" ? { config: proposed, preface: [`This change edits ${file}, and the edited policy held here: ${changes}.`] } : {
    config: before,
    preface: [
      `This change edits ${file}. The policy of the base held here; the edit takes effect once it is merged: ${changes}.`
    ]
  };
}
async function policyOf({ repository, sha }, directory, named) {
  try {
    let file = named ?? configFile, path = slashed(relative(repository.root, resolve(await canonicalPath(directory), file))), [found] = await readThoseAt(repository, sha, [path]);
    return found === void 0 ? {} : await configOf(utf8Text(found.bytes, file), file);
  } catch (thrown) {
    if (thrown instanceof Failure && (thrown.code === "bad-config" || thrown.code === "bad-input")) return;
    throw thrown;
  }
}

// cli/commands/reading.ts
async function openInput(terminal, paths, options) {
  let policy = await policyOf2(terminal.cwd, options), config = { ...policy.config, ...flagConfig(options) }, project = await openProject({
    cwd: terminal.cwd,
    paths,
    config,
    ...options.since === void 0 ? {} : { since: options.since }
  }), day = today(), production = await productionOf(terminal.cwd, project.top, options.catalog, config.catalog, day);
  return {
    ...project,
    ...production.snapshot === void 0 ? {} : { production: production.snapshot },
    notes: [...project.notes ?? [], ...production.notes],
    config,
    preface: policy.preface,
    toolVersion: version(),
    today: day
  };
}
async function productionOf(cwd, top, flag, configured, day) {
  let file = flag ?? configured;
  if (file === void 0) return { snapshot: void 0, notes: [] };
  let { readProduction } = await import("./snapshot-file.js");
  return readProduction({ file, directory: flag === void 0 ? top : cwd, base: void 0 }, day);
}
async function policyOf2(directory, { config: named, since }) {
  let repository = since === void 0 ? void 0 : await repositoryOf(directory), base = repository === void 0 || since === void 0 ? void 0 : { repository, sha: await commitOf(repository, since) };
  return readPolicy({ directory, named, base, from: "head" });
}
function flagConfig(options) {
  return {
    ...options.layout === void 0 ? {} : { layout: options.layout },
    ...options.historyTable === void 0 ? {} : { "history-table": options.historyTable },
    ...options.defaultSchema === void 0 ? {} : { "default-schema": options.defaultSchema },
    ...options.dialect === void 0 ? {} : { dialect: options.dialect },
    ...options.serverVersion === void 0 ? {} : { "server-version": options.serverVersion },
    ...options.failOn === void 0 ? {} : { "fail-on": options.failOn }
  };
}
function renderingOf(terminal, { format, output }) {
  return { format, colors: terminal.colors && output === void 0, width: terminal.width };
}
function rendered(report, { format, ...look }) {
  return {
    text: formatReport(report, format, look),
    blocks: report.verdict.outcome === "block",
    ...report.incomplete === void 0 ? {} : { incomplete: !0 }
  };
}
async function deliver(terminal, { text, blocks, incomplete }, { output }) {
  return output === void 0 ? await terminal.print(text) : await save(resolve2(terminal.cwd, output), text), incomplete ? 2 : blocks ? 1 : 0;
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
