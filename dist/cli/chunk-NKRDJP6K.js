#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  deliver,
  openInput,
  ownDirectory,
  rendered,
  renderingOf
} from "./chunk-JVNX4R2H.js";
import "./chunk-KF4KVJIJ.js";
import "./chunk-OLSMXWZL.js";
import "./chunk-XR25RHHD.js";
import {
  printableLine
} from "./chunk-DAONI4AP.js";
import "./chunk-Y6LLHQZ7.js";
import {
  oneLine
} from "./chunk-5BWEWPX6.js";
import "./chunk-YJ3FTR7P.js";
import "./chunk-SUVBARJG.js";
import "./chunk-TBTPFWQY.js";
import "./chunk-EDN4RHCU.js";
import {
  Failure,
  messageOf
} from "./chunk-SLZSW3KS.js";
import "./chunk-TEQXEH67.js";

// cli/commands/lint.ts
import { access, constants, mkdir as mkdir2, readFile as readFile2, rm as rm2, writeFile as writeFile2 } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";

// cli/kept-reports.ts
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { serialize } from "node:v8";
var room = 64 * 1024 * 1024;
async function keyOf(entry, input, rendering) {
  let program = await readFile(entry).catch(() => {
  });
  if (program === void 0) return;
  let { layout, files, baseFiles, ...rest } = input, digest = createHash("sha256").update(program);
  return digest.update(serialize([process.version, layout.name, rest, rendering, baseFiles === void 0])), addFiles(digest, files), addFiles(digest, baseFiles ?? []), digest.digest("hex");
}
function addFiles(digest, files) {
  digest.update(serialize(files.map(({ bytes, ...rest }) => [rest, bytes.length])));
  for (let { bytes } of files) digest.update(bytes);
}
function cacheDirectory(environment) {
  if (environment.CI !== void 0 && environment.CI !== "" && environment.CI !== "false") return;
  let base = userCache(environment);
  return base === void 0 || !isAbsolute(base) ? void 0 : join(base, "lockgate");
}
function userCache(environment) {
  if (process.platform === "win32") return environment.LOCALAPPDATA;
  let { XDG_CACHE_HOME: named } = environment;
  if (named !== void 0 && isAbsolute(named)) return named;
  let home = environment.HOME ?? "";
  if (home !== "")
    return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}
async function findReport(directory, key) {
  try {
    if (!await isOwn(directory)) return;
    let file = join(directory, key), kept = parse(await readFile(file, "utf8")), now = /* @__PURE__ */ new Date();
    return await utimes(file, now, now), kept;
  } catch {
    return;
  }
}
async function keepReport(directory, key, report) {
  let part = join(directory, `${key}.${process.pid}`);
  try {
    if (await mkdir(directory, { recursive: !0, mode: 448 }), !await isOwn(directory)) return;
    await writeFile(part, [headOf(report), report.text], { mode: 384, flag: "wx" }), await rename(part, join(directory, key)), await removeOldest(directory);
  } catch {
    await rm(part, { force: !0 }).catch(() => {
    });
  }
}
function headOf({ text, blocks }) {
  return `${JSON.stringify({ blocks, bytes: Buffer.byteLength(text) })}
`;
}
function parse(content) {
  let end = content.indexOf(`
`), { blocks, bytes } = JSON.parse(content.slice(0, end)), text = content.slice(end + 1);
  return typeof blocks == "boolean" && Buffer.byteLength(text) === bytes ? { text, blocks } : void 0;
}
async function isOwn(directory) {
  let { uid, mode } = await stat(directory);
  return process.getuid === void 0 || uid === process.getuid() && (mode & 18) === 0;
}
async function removeOldest(directory) {
  let names = await readdir(directory), entries = await Promise.all(names.map(async (name) => ({ name, ...await stat(join(directory, name)) }))), kept = 0;
  for (let { name, size } of entries.sort((a, b) => b.mtimeMs - a.mtimeMs))
    kept += size, kept > room && await rm(join(directory, name), { force: !0 });
}

// cli/commands/lint.ts
async function lint(terminal, paths, options) {
  let input = await openInput(terminal, paths, options), rendering = renderingOf(terminal, options);
  if (options.fix !== !0) return deliver(terminal, await linted(terminal, input, rendering, options), options);
  let [{ fixMigrations }] = await Promise.all([import("./chunk-NCMW5UKJ.js"), loadGrammar()]), fixed = await fixMigrations(input);
  return await terminal.uninterrupted(() => write(input.top, fixed)), terminal.writeError(summary(fixed)), deliver(terminal, rendered(fixed.report, rendering), options);
}
async function linted(terminal, input, rendering, options) {
  let directory = options.cache ? cacheDirectory(terminal.environment) : void 0, key = directory && await keyOf(join2(ownDirectory(), "index.js"), input, rendering), kept = directory && key && await findReport(directory, key);
  if (kept) return kept;
  let [{ lintMigrations }] = await Promise.all([import("./chunk-7MYQXTUD.js"), loadGrammar()]), report = rendered(await lintMigrations(input), rendering);
  return directory && key && await keepReport(directory, key, report), report;
}
async function loadGrammar() {
  let { loadParser } = await import("./chunk-ESUTSGNV.js");
  return loadParser();
}
function summary({ count, added, refused }) {
  let left = refused.length === 0 ? "" : `${refused.length} ${refused.length === 1 ? "fix is" : "fixes are"} left to you: taken as offered, ${refused.length === 1 ? "it" : "they"} would bring out something else.
`;
  if (count === 0) return `Nothing here can be fixed without you.
${left}`;
  let files = added.map(({ path }) => `  new file ${printableLine(path)}
`).join("");
  return `Fixed ${count} ${count === 1 ? "finding" : "findings"}.
${files}${left}`;
}
async function write(top, { changed, added }) {
  let undo = [];
  try {
    for (let { path } of changed) await access(join2(top, path), constants.W_OK);
    for (let { path, bytes } of added) {
      let file = join2(top, path), made = await mkdir2(dirname(file), { recursive: !0 });
      made !== void 0 && undo.push(() => rm2(made, { recursive: !0, force: !0 })), await writeFile2(file, bytes, { flag: "wx" }), undo.push(() => rm2(file));
    }
    for (let { path, bytes } of changed) {
      let file = join2(top, path), before = await readFile2(file);
      undo.push(() => writeFile2(file, before)), await writeFile2(file, bytes);
    }
  } catch (error) {
    for (let back of undo.reverse()) await back().catch(() => {
    });
    throw new Failure("bad-input", oneLine(`Nothing was fixed: ${messageOf(error)}.`), {
      help: "Make the files writable, or make the change by hand: the help of each finding holds all of it."
    });
  }
}
export {
  lint
};
