#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  canonicalPath,
  readText,
  readThoseAt,
  slashed,
  utf8Text
} from "./source-files.js";
import {
  readSnapshot
} from "./catalog-canonical-order.js";
import "./valibot.js";
import "./catalog-difference.js";
import "./catalog-dictionary.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure
} from "./failure.js";
import "./runtime.js";

// src/snapshot-file.ts
import { relative, resolve } from "node:path";
async function readProduction({ file, directory, base }, today) {
  let path = resolve(await canonicalPath(directory), file), inBase = base === void 0 ? void 0 : await baseText(path, base), text = inBase === void 0 ? await readText(path) : inBase.text, name = oneLine(file);
  if (text === void 0 && inBase !== void 0)
    return { snapshot: void 0, notes: [`${name} is not in the base: what it says of production counts once it is merged.`] };
  if (text === void 0)
    throw new Failure("bad-input", `There is no snapshot ${name}.`, {
      help: "Take one with `lockgate snapshot --database-url \u2026 --output FILE`, or leave out `catalog`."
    });
  let snapshot = readSnapshot(text, name);
  return { snapshot, notes: [noteOn(snapshot, today)] };
}
async function baseText(path, { repository, sha }) {
  let inside = slashed(relative(await canonicalPath(repository.root), path));
  if (inside === ".." || inside.startsWith("../")) return;
  let [found] = await readThoseAt(repository, sha, [inside]);
  return { text: found === void 0 ? void 0 : utf8Text(found.bytes, inside) };
}
var oldAfter = 30;
function noteOn({ server, takenAt, database }, today) {
  let day = takenAt.slice(0, 10), age = Math.floor((Date.parse(today) - Date.parse(day)) / 864e5), old = age > oldAfter ? ` It is ${age} days old: take a new one, since sizes change.` : "";
  return `Production is as the snapshot of ${day} shows it: database ${oneLine(database)}, PostgreSQL ${oneLine(server.version)}.${old}`;
}
export {
  readProduction
};
