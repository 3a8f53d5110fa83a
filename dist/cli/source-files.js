#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  oneLine
} from "./one-line.js";
import {
  Failure,
  messageOf
} from "./failure.js";

// src/source/files.ts
import { isUtf8 } from "node:buffer";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
var maximumFiles = 1e5, skippedDirectories = /* @__PURE__ */ new Set([".git", "node_modules"]);
async function readTree(directory, prefix) {
  let { paths, links } = await listTree(directory);
  return {
    files: paths.map((path) => ({ path: joinPath(prefix, path), bytes: bytesOf(`${directory}/${path}`) })),
    links: links.map((path) => joinPath(prefix, path))
  };
}
function bytesOf(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}
function unreadable(path, error) {
  return new Failure("bad-input", oneLine(`${path} can't be read: ${messageOf(error)}.`), {
    help: path.includes("\uFFFD") ? "Its name is not in UTF-8, as git and migration tools expect it: rename it." : "Everything below the migrations directory is read: make it readable, or move it elsewhere."
  });
}
async function canonicalPath(path) {
  return realpath(path).catch(() => path);
}
async function kindOf(path) {
  let info = await stat(path).catch(() => {
  });
  return info?.isDirectory() ? "directory" : info?.isFile() ? "file" : "nothing";
}
async function readOne(path, name) {
  return { path: name, bytes: await readFile(path) };
}
function readThose(top, paths) {
  return paths.flatMap((path) => lstatSync(join(top, path), { throwIfNoEntry: !1 })?.isFile() ? [{ path, bytes: bytesOf(join(top, path)) }] : []);
}
var largestMark = 4 * 1024 * 1024;
function readMarks(top, directories, names, isWanted) {
  return directories.flatMap((directory) => {
    let entries = namesIn(join(top, directory)), present = new Set(entries);
    return [...names.filter((name) => present.has(name.split("/", 1)[0])), ...entries.filter(isWanted)].flatMap((name) => {
      let path = directory === "" ? name : `${directory}/${name}`, found = lstatSync(join(top, path), { throwIfNoEntry: !1 });
      if (found?.isFile() !== !0 || found.size > largestMark) return [];
      try {
        return [{ path, bytes: readFileSync(join(top, path)) }];
      } catch {
        return [];
      }
    });
  });
}
function namesIn(directory) {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
async function readText(path) {
  let bytes = await readFile(path).catch((error) => {
    if (!(error.code === "ENOENT" || error.code === "ENOTDIR"))
      throw new Failure("bad-input", oneLine(`${path} can't be read: ${error.message}.`));
  });
  return bytes === void 0 ? void 0 : utf8Text(bytes, path);
}
function utf8Text(bytes, path) {
  let encoding = bytes.includes(0) ? "UTF-16" : isUtf8(bytes) ? void 0 : "Latin-1 or the like";
  if (encoding === void 0) return Buffer.from(bytes).toString("utf8");
  throw new Failure("bad-input", oneLine(`${path} is not in UTF-8: it looks like ${encoding}.`), {
    help: "Save it as UTF-8."
  });
}
function slashed(path) {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
function joinPath(prefix, path) {
  let clean = prefix.replaceAll("\\", "/").replace(/\/+$/, "").replace(/^\.\/?/, "");
  return clean === "" ? path : `${clean}/${path}`;
}
async function listTree(directory) {
  if (!(await stat(directory).catch((error) => {
    throw new Failure("bad-input", oneLine(`There is no migrations directory at ${directory}: ${messageOf(error)}.`), {
      help: "Name the directory that holds the migrations, for example: lockgate check db/migrations"
    });
  })).isDirectory()) throw new Failure("bad-input", oneLine(`${directory} is not a directory.`));
  let found = { paths: [], links: [] };
  return walk(directory, "", found), { paths: found.paths.sort(), links: found.links.sort() };
}
function walk(directory, below, found) {
  for (let entry of entriesOf(join(directory, below))) {
    let path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && !skippedDirectories.has(entry.name) ? walk(directory, path, found) : entry.isFile() ? found.paths.push(path) : entry.isSymbolicLink() && found.links.push(path), found.paths.length > maximumFiles)
      throw new Failure("bad-input", `${oneLine(directory)} holds more than ${maximumFiles} files.`, {
        help: "Name the migrations directory itself."
      });
  }
}
function entriesOf(directory) {
  try {
    return readdirSync(directory, { withFileTypes: !0 });
  } catch (error) {
    throw unreadable(directory, error);
  }
}

// src/source/git.ts
import { existsSync, readFileSync as readFileSync2 } from "node:fs";
import { realpath as realpath2 } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";

// src/source/run-git.ts
var settings = [
  "core.quotePath=false",
  "safe.directory=*",
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  // A directory of the checkout that looks like a bare repository brings a configuration of its own.
  "safe.bareRepository=explicit",
  // Never ask a person for a user or password: `true` answers with nothing, and the remote refuses.
  "core.askPass=true"
].flatMap((setting) => ["-c", setting]);
async function git(directory, args, call = {}) {
  let { spawn } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    let child = spawn("git", [...settings, ...args], {
      cwd: directory,
      stdio: ["pipe", "pipe", "pipe"],
      ...call.environment === void 0 ? {} : { env: call.environment }
    }), stdout = [], stderr = [];
    child.stdout.on("data", (chunk) => stdout.push(chunk)), child.stderr.on("data", (chunk) => stderr.push(chunk)), child.on(
      "error",
      (error) => reject(new Failure("git", `git can't be run: ${error.message}`, { help: "Install git." }))
    ), child.on(
      "close",
      (code) => resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") })
    ), child.stdin.on("error", () => {
    }), child.stdin.end(call.input ?? "");
  });
}

// src/source/git.ts
async function repositoryOf(directory) {
  let root = directoryWithGit(await realpath2(directory).catch(() => directory));
  if (root === void 0 || isOrdinary(root)) return root === void 0 ? void 0 : { root };
  let answer = await git(directory, ["rev-parse", "--show-toplevel"]).catch(() => {
  });
  if (!(answer === void 0 || answer.code !== 0))
    return { root: answer.stdout.toString("utf8").replace(/\r?\n$/, "") };
}
function directoryWithGit(directory) {
  for (let at = directory, last = ""; at !== last; last = at, at = dirname(at))
    if (existsSync(join2(at, ".git"))) return at;
}
function isOrdinary(root) {
  if (!existsSync(join2(root, ".git", "HEAD")) || !existsSync(join2(root, ".git", "objects"))) return !1;
  try {
    return !/^\s*(?:worktree|bare\s*=\s*true|\[include)/im.test(readFileSync2(join2(root, ".git", "config"), "utf8"));
  } catch {
    return !1;
  }
}
async function commitOf(repository, revision) {
  if (revision.startsWith("-") || revision.includes("\0") || revision.trim() === "")
    throw new Failure("bad-input", `"${oneLine(revision)}" is no git revision.`);
  let answer = await git(repository.root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`
  ]);
  if (answer.code === 0) return answer.stdout.toString("utf8").trim();
  throw new Failure(
    "git",
    `The revision ${oneLine(revision)} is not in this repository, so Lockgate can't tell which migrations are new.`,
    {
      help: "In a shallow clone fetch it first: `git fetch origin <branch>`; with actions/checkout use `fetch-depth: 0`."
    }
  );
}
async function readTreeAt(repository, commit, directory) {
  return readPathsAt(repository, commit, directory === "" ? [] : [directory]);
}
async function readThoseAt(repository, commit, paths) {
  if (paths.length === 0) return [];
  let { files } = await readPathsAt(repository, commit, paths);
  return paths.flatMap((path) => files.find((file) => file.path === path) ?? []);
}
async function readPathsAt(repository, commit, paths) {
  let under = paths.length === 0 ? [] : ["--", ...paths], answer = await git(repository.root, ["ls-tree", "-r", "-z", "--full-tree", commit, ...under]);
  if (answer.code !== 0)
    throw new Failure(
      "git",
      oneLine(`git can't list ${paths[0] ?? "the files"} at ${commit}: ${answer.stderr.trim()}`)
    );
  let entries = answer.stdout.toString("utf8").split("\0").flatMap((line) => {
    let parts = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line);
    return parts === null ? [] : [{ mode: parts[1], blob: parts[2], path: parts[3] }];
  }).sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0), files = entries.filter(({ mode }) => mode !== symbolicLink), blobs = await readBlobs(
    repository,
    files.map(({ blob }) => blob)
  );
  return {
    files: files.map(({ path }, i) => ({ path, bytes: blobs[i] })),
    links: entries.filter(({ mode }) => mode === symbolicLink).map(({ path }) => path)
  };
}
var symbolicLink = "120000";
async function readBlobs(repository, ids) {
  if (ids.length === 0) return [];
  let answer = await git(repository.root, ["cat-file", "--batch"], { input: `${ids.join(`
`)}
` }), blobs = [], at = 0;
  for (let id of ids) {
    let end = answer.stdout.indexOf(10, at), header = answer.stdout.subarray(at, end).toString("utf8").split(" "), size = Number(header[2]);
    if (end < 0 || header[1] !== "blob" || !Number.isInteger(size))
      throw new Failure("git", `git has no content for the file object ${id}; the clone may be partial.`, {
        help: "Fetch the base revision whole (no --filter)."
      });
    blobs.push(answer.stdout.subarray(end + 1, end + 1 + size)), at = end + 1 + size + 1;
  }
  return blobs;
}

export {
  readTree,
  canonicalPath,
  kindOf,
  readOne,
  readThose,
  readMarks,
  readText,
  utf8Text,
  slashed,
  repositoryOf,
  commitOf,
  readTreeAt,
  readThoseAt
};
