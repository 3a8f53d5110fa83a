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
} from "./cli-commands-own-directory.js";
import {
  committedFiles
} from "./input-paths.js";
import "./cli-version.js";
import "./package.js";
import "./picocolors.js";
import {
  printableLine
} from "./reports-terminal.js";
import "./source-files.js";
import "./layouts-file-problem.js";
import "./sql-code.js";
import "./sql-lock-modes.js";
import "./sql-ignores.js";
import "./sql-ascending.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure,
  messageOf
} from "./failure.js";
import "./runtime.js";

// cli/commands/lint.ts
import { access, constants, mkdir as mkdir2, readFile as readFile2, rename as rename2, rm as rm2, stat as stat2, writeFile as writeFile2 } from "node:fs/promises";
import { dirname as dirname2, join as join2 } from "node:path";

// cli/kept-reports.ts
import { createHash } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { serialize } from "node:v8";
var room = { bytes: 64 * 1024 * 1024, reports: 200 }, builders = ["CODEBUILD_BUILD_ID", "GITHUB_ACTIONS", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD"];
async function keyOf(build, input, rendering) {
  let program = await readFile(build).catch(() => {
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
  let { CI: named = "" } = environment;
  if (named !== "" && named !== "false" || builders.some((name) => environment[name] !== void 0)) return;
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
    let file = join(directory, key);
    if (!(await lstat(file)).isFile()) return;
    let kept = parse(await readFile(file, "utf8")), now = /* @__PURE__ */ new Date();
    return await utimes(file, now, now), kept;
  } catch {
    return;
  }
}
async function keepReport(directory, key, report) {
  let part = join(directory, `${key}.${process.pid}`);
  try {
    if (await makeDirectory(dirname(directory)), await makeDirectory(directory), !await isOwn(directory)) return;
    await writeFile(part, [headOf(report), report.text], { mode: 384, flag: "wx" }), await rename(part, join(directory, key)), await removeOldest(directory);
  } catch {
    await rm(part, { force: !0 }).catch(() => {
    });
  }
}
async function makeDirectory(path) {
  await mkdir(path, { mode: 448 }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
}
function headOf({ text, blocks }) {
  return `${JSON.stringify({ blocks, sha256: sha256(text) })}
`;
}
function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
function parse(content) {
  let end = content.indexOf(`
`), head = JSON.parse(content.slice(0, end)), text = content.slice(end + 1);
  return typeof head.blocks == "boolean" && sha256(text) === head.sha256 ? { text, blocks: head.blocks } : void 0;
}
async function isOwn(directory) {
  let { uid, mode } = await stat(directory);
  return process.getuid === void 0 || uid === process.getuid() && (mode & 18) === 0;
}
async function removeOldest(directory) {
  let names = (await readdir(directory)).filter((name) => /^[0-9a-f]{64}(\.\d+)?$/.test(name)), entries = await Promise.all(names.map(async (name) => ({ name, ...await lstat(join(directory, name)) }))), bytes = 0;
  for (let [older, { name, size }] of entries.sort((a, b) => b.mtimeMs - a.mtimeMs).entries())
    bytes += size, (bytes > room.bytes || older >= room.reports) && await rm(join(directory, name), { force: !0 });
}

// cli/commands/lint.ts
async function lint(terminal, paths, options) {
  let input = await openInput(terminal, paths, options), rendering = renderingOf(terminal, options);
  if (options.fix !== !0) return deliver(terminal, await linted(terminal, input, rendering, options), options);
  let [{ fixMigrations }, { isAllNew }] = await Promise.all([
    import("./fix.js"),
    import("./check.js"),
    loadGrammar()
  ]), fixed = await fixMigrations(input);
  return isAllNew(input) && await refuseCommitted(input, fixed), await terminal.uninterrupted(() => write(input.top, fixed)), terminal.writeError(summary(fixed)), deliver(terminal, rendered(fixed.report, rendering), options);
}
async function refuseCommitted(input, { changed }) {
  let now = new Map(input.files.map(({ path, bytes }) => [path, bytes])), isAsNow = ({ path, bytes }) => {
    let own = now.get(path);
    return own !== void 0 && Buffer.compare(bytes, own) === 0;
  }, paths = new Set((await committedFiles(input)).filter(isAsNow).map(({ path }) => path)), [first, ...others] = changed.filter(({ path }) => paths.has(path));
  if (first === void 0) return;
  let more = others.length === 0 ? "" : ` and ${others.length} more`;
  throw new Failure(
    "bad-input",
    `Nothing was fixed: ${oneLine(first.path)}${more} would be edited, but ${others.length === 0 ? "is" : "are"} committed: databases may have run it, and refuse or skip another text.`,
    {
      help: "Say which migrations are new, for example with --since origin/main; or name their files."
    }
  );
}
async function linted(terminal, input, rendering, options) {
  let directory = options.cache ? cacheDirectory(terminal.environment) : void 0, key = directory && await keyOf(join2(ownDirectory(), "digest.txt"), input, rendering), kept = directory && key && await findReport(directory, key);
  if (kept) return kept;
  let [{ lintMigrations }] = await Promise.all([import("./check.js"), loadGrammar()]), report = rendered(await lintMigrations(input), rendering);
  return directory && key && !report.incomplete && await keepReport(directory, key, report), report;
}
async function loadGrammar() {
  let { loadParser } = await import("./sql-script.js");
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
    let ready = [];
    for (let { path, bytes } of changed) {
      let file = join2(top, path);
      await access(file, constants.W_OK);
      let part = `${file}.lockgate`;
      undo.push(() => rm2(part, { force: !0 })), await writeFile2(part, bytes, { mode: (await stat2(file)).mode }), ready.push({ file, part });
    }
    for (let { path, bytes } of added) await create(join2(top, path), bytes, undo);
    for (let { file, part } of ready) {
      let before = await readFile2(file);
      undo.push(() => writeFile2(file, before)), await rename2(part, file);
    }
  } catch (error) {
    for (let back of undo.reverse()) await back().catch(() => {
    });
    throw new Failure("bad-input", oneLine(`Nothing was fixed: ${messageOf(error)}.`), {
      help: "Make room, or the files writable; or make the change by hand: the help of each finding holds all of it."
    });
  }
}
async function create(file, bytes, undo) {
  let made = await mkdir2(dirname2(file), { recursive: !0 });
  made !== void 0 && undo.push(() => rm2(made, { recursive: !0, force: !0 })), undo.push(() => rm2(file, { force: !0 })), await writeFile2(file, bytes, { flag: "wx" }).catch((error) => {
    throw error.code === "EEXIST" && undo.pop(), error;
  });
}
export {
  lint
};
