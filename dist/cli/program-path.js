#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// src/program-path.ts
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
function programPath(path, foreign) {
  let roots = foreign.map(real);
  return (path ?? "").split(delimiter).filter((entry) => isAbsolute(entry) && [entry, real(entry)].every((place) => isOfTheSystem(place, roots))).join(delimiter);
}
function isOutside(path, foreign) {
  return isOfTheSystem(real(path), foreign.map(real));
}
function foreignDirectories(cwd, home) {
  let ordinary = /* @__PURE__ */ new Set([resolve("/"), ...home === void 0 || home === "" ? [] : [real(home)]]);
  return [.../* @__PURE__ */ new Set([real(cwd), repositoryAround(real(cwd))])].filter((directory) => !ordinary.has(directory));
}
function repositoryAround(directory) {
  for (let at = directory, last = ""; at !== last; last = at, at = dirname(at))
    if (existsSync(join(at, ".git"))) return at;
  return directory;
}
function isOfTheSystem(place, roots) {
  return !place.split(sep).includes("node_modules") && !roots.some((root) => isBelow(root, place));
}
function isBelow(root, place) {
  let below = relative(root, place);
  return below === "" || !(below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below));
}
function real(path) {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

export {
  programPath,
  isOutside,
  foreignDirectories
};
