#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  fileProblem,
  refusedInTransaction,
  transactionAction,
  withMark
} from "./chunk-FWFUFCWF.js";
import {
  quoteIdentifier,
  readScript
} from "./chunk-ZDKZJKUP.js";
import {
  oneLine
} from "./chunk-5BWEWPX6.js";
import {
  Failure,
  messageOf
} from "./chunk-SLZSW3KS.js";

// src/layouts/paths.ts
function relativeTo(root, path) {
  let prefix = directoryPrefix(root);
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
function directoryPrefix(root) {
  let trimmed = root.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  return trimmed === "" || trimmed === "." ? "" : `${trimmed}/`;
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function isSqlFile(path) {
  return path.toLowerCase().endsWith(".sql");
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/layouts/room.ts
function versionsBehind(version, taken, count, compare4) {
  let parts = /^(.*?)([0-9]+)$/s.exec(version);
  if (parts === null) return;
  let [, front = "", digits = ""] = parts, versions = Array.from({ length: count }, (_, i) => {
    let number = String(BigInt(digits) + BigInt(i) + 1n);
    return front + number.padStart(digits.length, "0");
  }), last = versions.at(-1) ?? version, rise = versions.every((one, i) => compare4(versions[i - 1] ?? version, one) < 0), isFree = taken.every((one) => compare4(one, version) <= 0 || compare4(last, one) < 0);
  return rise && isFree ? versions : void 0;
}
function scriptText(purpose, statements) {
  return `-- ${purpose}
${statements.map((statement) => `${statement};
`).join("")}`;
}

// src/layouts/digest.ts
import { createHash } from "node:crypto";
function digestOf(parts) {
  let hash = createHash("sha256");
  for (let { name: name3, bytes } of parts) hash.update(`${name3} ${bytes.length}
`).update(bytes);
  return `sha256:${hash.digest("hex")}`;
}

// src/layouts/diesel/metadata.ts
function parseMetadata(text) {
  let inSection = !1, found;
  for (let line of text.split(/\r?\n/)) {
    let content = line.trim();
    if (content === "" || content.startsWith("#")) continue;
    if (/^\[.+\]\s*(?:#.*)?$/.test(content)) {
      inSection = !0;
      continue;
    }
    let match = /^("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=\s*(.+)$/.exec(content);
    if (match === null) return { kind: "unreadable" };
    if (inSection || unquoted(match[1] ?? "") !== "run_in_transaction") continue;
    let value = /^(true|false)\s*(?:#.*)?$/.exec(match[2] ?? "")?.[1];
    if (value === void 0 || found !== void 0) return { kind: "unreadable" };
    found = value === "true";
  }
  return { kind: "read", runInTransaction: found ?? !1 };
}
function unquoted(key) {
  return key.replace(/^["']|["']$/g, "");
}

// src/layouts/diesel/files.ts
function readDieselFiles(files, root) {
  let problems = looseScripts(files, root), byVersion = /* @__PURE__ */ new Map();
  for (let directory of directoriesOf(files, root)) {
    let version = versionOf(directory.name), earlier = byVersion.get(version), refused = problemOf(directory, version) ?? (earlier && duplicate(directory, earlier));
    refused === void 0 ? byVersion.set(version, directory) : problems.push(refused);
  }
  return { migrations: [...byVersion].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(([version, directory]) => migrationOf(directory, version, problems)), problems };
}
function versionOf(directoryName) {
  return (directoryName.split("_", 1)[0] ?? "").replaceAll("-", "");
}
function directoriesOf(files, root) {
  let directories = /* @__PURE__ */ new Map();
  for (let file of files) {
    let [name3, ...rest] = relativeTo(root, file.path).split("/");
    if (name3 === void 0 || rest.length === 0 || name3.startsWith(".")) continue;
    let direct = directories.get(name3) ?? /* @__PURE__ */ new Map();
    directories.set(name3, direct), rest.length === 1 && direct.set(rest[0], file);
  }
  return [...directories].map(([name3, direct]) => ({ name: name3, path: `${directoryPrefix(root)}${name3}`, files: direct })).sort((a, b) => compareText(a.name, b.name));
}
function migrationOf(directory, version, problems) {
  let up = directory.files.get("up.sql"), down = directory.files.get("down.sql"), metadata2 = directory.files.get("metadata.toml"), transaction = transactionOf(metadata2, problems);
  return {
    id: version,
    version,
    name: directory.name.includes("_") ? directory.name.slice(directory.name.indexOf("_") + 1) : directory.name,
    layout: "diesel",
    path: directory.path,
    kind: "versioned",
    up: scriptOf(up, transaction),
    // diesel refuses to revert with an empty down.sql; scaffolds leave them where there is no way back.
    ...down === void 0 || down.bytes.length === 0 ? {} : { down: scriptOf(down, transaction) },
    checksum: null,
    digest: digestOf([
      { name: "up", bytes: up.bytes },
      ...metadata2 === void 0 ? [] : [{ name: "metadata", bytes: metadata2.bytes }]
    ])
  };
}
function scriptOf(file, transaction) {
  return withMark(readScript(file, transaction), file, "diesel");
}
function transactionOf(metadata2, problems) {
  if (metadata2 === void 0) return "wrapped";
  let parsed = parseMetadata(new TextDecoder().decode(metadata2.bytes));
  return parsed.kind === "read" ? parsed.runInTransaction ? "wrapped" : "own" : (problems.push(
    fileProblem(
      "unreadable-file",
      metadata2.path,
      "diesel ignores a metadata.toml that it can't read, and runs the migration in a transaction.",
      "Write one line: `run_in_transaction = false` (or `true`)."
    )
  ), "wrapped");
}
function problemOf(directory, version) {
  let up = directory.files.get("up.sql");
  if (up === void 0)
    return fileProblem(
      "misnamed-file",
      directory.path,
      "This directory holds no `up.sql`; diesel refuses the whole migrations directory because of it.",
      "Name the script exactly `up.sql`, or move the directory elsewhere."
    );
  if (up.bytes.length === 0)
    return fileProblem(
      "unreadable-file",
      up.path,
      "diesel refuses to run an empty up.sql.",
      "Write the migration, or delete it."
    );
  if (!([...version].length <= 50))
    return fileProblem(
      "misnamed-file",
      directory.path,
      "The version (what stands before the first `_`) has more than 50 characters, which diesel's history table can't hold.",
      "Name the directory `<timestamp>_<name>`."
    );
}
function duplicate(directory, earlier) {
  return fileProblem(
    "version-duplicate",
    directory.path,
    `This directory has the same version as \`${earlier.path}\` (dashes don't count): diesel runs only one of them, and does not say which.`,
    "Give the newer one a version of its own."
  );
}
function looseScripts(files, root) {
  return files.filter(({ path }) => isSqlFile(path) && !relativeTo(root, path).includes("/")).map(
    ({ path }) => fileProblem(
      "misnamed-file",
      path,
      "diesel does not run this file: it lies beside the migrations, not in a directory of its own.",
      "Make it `<version>_<name>/up.sql`, or move it out of the migrations directory."
    )
  );
}

// src/layouts/diesel/authoring.ts
var dieselAuthoring = {
  write(steps, after, all) {
    return versionsBehind(writtenVersion(after), all.map(writtenVersion), steps.length, compare)?.map((version, i) => filesOf(steps[i], version, after));
  },
  outsideTransaction: ({ path }) => [metadata(path)]
};
function writtenVersion({ path }) {
  return baseName(path).split("_", 1)[0] ?? "";
}
function compare(a, b) {
  return compareText(versionOf(a), versionOf(b));
}
function filesOf(step, version, after) {
  let directory = `${after.path.slice(0, -baseName(after.path).length)}${version}_${step.name}`, scripts = [
    { path: `${directory}/up.sql`, text: scriptText(step.purpose, step.up) },
    ...after.down === void 0 ? [] : [{ path: `${directory}/down.sql`, text: scriptText(`Undoes ${step.name}.`, step.down) }]
  ];
  return step.transaction === "wrapped" ? scripts : [...scripts, metadata(directory)];
}
function metadata(directory) {
  return { path: `${directory}/metadata.toml`, text: `run_in_transaction = false
` };
}

// src/layouts/diesel/history.ts
function dieselHistory(schema) {
  let table2 = `${quoteIdentifier(schema)}.__diesel_schema_migrations`;
  return {
    table: table2,
    create: [
      `CREATE TABLE IF NOT EXISTS ${table2} (
       version VARCHAR(50) PRIMARY KEY NOT NULL,
       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
)`
    ],
    read: `SELECT version FROM ${table2} ORDER BY run_on, version`,
    parse: (rows) => rows.map((row) => {
      let version = String(row.version);
      return { id: version, version, checksum: null, succeeded: !0 };
    }),
    recordStart: () => [],
    recordDone: ({ version }) => [{ sql: `INSERT INTO ${table2} (version) VALUES ($1)`, parameters: [version] }],
    recordFailed: () => [],
    recordUndone: ({ version }) => [{ sql: `DELETE FROM ${table2} WHERE version = $1`, parameters: [version] }],
    lockKeys: () => []
  };
}

// src/layouts/diesel/index.ts
var diesel = {
  name: "diesel",
  recognise: (paths) => paths.filter((path) => /^[^/.][^/]*\/up\.sql$/.test(path)).length,
  read: readDieselFiles,
  lateVersion: "runs",
  history: dieselHistory,
  authoring: dieselAuthoring
};

// src/layouts/flyway/script-config.ts
function parseScriptConfig(text) {
  let values = /* @__PURE__ */ new Map();
  for (let line of text.split(/\r\n|\r|\n/)) {
    let match = /^([^\s=:#!][^\s=:]*)(?:\s*[=:]\s*|\s+|$)(.*)$/.exec(line.trim());
    match !== null && values.set(match[1] ?? "", match[2] ?? "");
  }
  let complaints = [...values].flatMap(([key, value]) => complaintAbout(key, value) ?? []), choice = values.get("executeInTransaction")?.toLowerCase();
  return choice === "true" || choice === "false" ? { executeInTransaction: choice === "true", complaints } : { complaints };
}
function complaintAbout(key, value) {
  switch (key) {
    case "executeInTransaction":
    case "placeholderReplacement":
      return /^(?:true|false)$/i.test(value) ? void 0 : `Flyway refuses the file: \`${key}\` must be true or false.`;
    case "encoding":
      return /^utf-?8$/i.test(value) ? void 0 : "Lockgate reads migrations as UTF-8, but this file gives another encoding.";
    case "shouldExecute":
      return "`shouldExecute` is decided when Flyway runs; Lockgate can't tell whether the script will run.";
    default:
      return "Flyway refuses the file: it holds a key that Flyway does not know.";
  }
}

// src/layouts/flyway/transaction.ts
function detectTransaction(statements) {
  let outside = statements.filter(
    (statement) => statement.changes.some(runsOutside) || /^(?:discard\s+all|drop\s+subscription)\b/i.test(statement.text)
  ).length;
  return outside === 0 ? "wrapped" : outside === statements.length ? "none" : "mixed";
}
function runsOutside(change) {
  switch (change.kind) {
    case "create-index":
      return change.concurrently;
    case "drop":
      return change.object === "index" && change.concurrently;
    case "reindex":
      return change.target === "schema" || change.target === "database" || change.target === "system";
    case "create-other":
      return change.object === "subscription";
    case "vacuum":
    case "create-database":
    case "drop-database":
    case "create-tablespace":
    case "drop-tablespace":
    case "alter-system":
      return !0;
    default:
      return !1;
  }
}

// src/layouts/flyway/script.ts
function readFlywayScript(file, config) {
  let problems = [], parsed = config === void 0 ? { complaints: [] } : parseScriptConfig(textOf(config));
  config !== void 0 && problems.push(...parsed.complaints.map((complaint) => configProblem(config.path, complaint)));
  let script = readScript(file, "wrapped"), detected = detectTransaction(script.statements);
  parsed.executeInTransaction === void 0 && detected === "mixed" && problems.push(mixedProblem(file.path));
  let wrapped = parsed.executeInTransaction ?? detected === "wrapped";
  return {
    script: { ...script, transaction: wrapped ? "wrapped" : "none" },
    digest: digestOf([
      { name: "script", bytes: file.bytes },
      ...config === void 0 ? [] : [{ name: "conf", bytes: config.bytes }]
    ]),
    problems
  };
}
function textOf(file) {
  return new TextDecoder().decode(file.bytes);
}
function configProblem(path, complaint) {
  return fileProblem(
    "unreadable-file",
    path,
    complaint,
    "Keep only `executeInTransaction=true|false`, `placeholderReplacement=true|false` and `encoding=UTF-8` in this file."
  );
}
function mixedProblem(path) {
  return fileProblem(
    "unreadable-file",
    path,
    "Flyway stops at this file: it mixes statements that run in a transaction with statements that cannot.",
    "Put the statements that cannot run in a transaction into a file of their own. With `executeInTransaction=false` in a `.sql.conf` file beside it Flyway runs all of them without a transaction, but a failure then leaves the file half applied."
  );
}

// src/layouts/flyway/versions.ts
function parseVersion(written) {
  let text = written.replaceAll("_", ".");
  if (!/^[0-9]+(?:\.[0-9]+)*$/.test(text)) return;
  let parts = text.split(".").map(BigInt);
  for (; parts.length > 1 && parts.at(-1) === 0n; ) parts.pop();
  return { text, key: parts.join("."), parts };
}
function compareVersions(a, b) {
  for (let i = 0; i < Math.max(a.parts.length, b.parts.length); i++) {
    let [left, right] = [a.parts[i] ?? 0n, b.parts[i] ?? 0n];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

// src/layouts/flyway/authoring.ts
var flywayAuthoring = {
  write(steps, after, all) {
    let version = writtenVersion2(after);
    if (version === void 0) return;
    let taken = all.flatMap((one) => writtenVersion2(one) ?? []);
    return (versionsBehind(version, taken, steps.length, compare2) ?? // Between 12 and 13 there is room for 12.1, 12.2 …
    versionsBehind(`${version}.0`, taken, steps.length, compare2))?.map((one, i) => filesOf2(steps[i], one, after));
  },
  outsideTransaction: ({ path }, statement) => configFor(path, statement)
};
function writtenVersion2({ path }) {
  return /^V([0-9][0-9._]*?)__/.exec(baseName(path))?.[1];
}
function compare2(a, b) {
  let [left, right] = [parseVersion(a), parseVersion(b)];
  return left === void 0 || right === void 0 ? 0 : compareVersions(left, right);
}
function filesOf2(step, version, after) {
  let directory = after.path.slice(0, -baseName(after.path).length), script = (prefix, text, statements) => {
    let path = `${directory}${prefix}${version}__${step.name}.sql`, alone = statements.length === 1 ? statements[0] : "";
    return [{ path, text }, ...step.transaction === "none" ? configFor(path, alone) : []];
  }, up = script("V", scriptText(step.purpose, step.up), step.up);
  return after.down === void 0 ? up : [...up, ...script("U", scriptText(`Undoes V${version}.`, step.down), step.down)];
}
function configFor(path, statement) {
  let bytes = new TextEncoder().encode(statement), { script } = readFlywayScript({ path, bytes }, void 0);
  return script.transaction === "none" ? [] : [{ path: `${path}.conf`, text: `executeInTransaction=false
` }];
}

// src/layouts/crc32.ts
var table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? value >>> 1 ^ 3988292384 : value >>> 1;
  return value;
});
function crc32(bytes) {
  let crc = 4294967295;
  for (let byte of bytes) crc = crc >>> 8 ^ table[(crc ^ byte) & 255];
  return (crc ^ 4294967295) >>> 0;
}

// src/layouts/flyway/checksum.ts
function flywayChecksum(text) {
  return String(crc32(new TextEncoder().encode(text.replace(/[\r\n]/g, ""))) | 0);
}

// src/layouts/flyway/names.ts
var kinds = { V: "versioned", U: "undo", B: "baseline" };
function parseName(name3) {
  if (!isSqlFile(name3)) return notSql(name3);
  let stem2 = name3.slice(0, -4), event = callbackEvents.find((id) => stem2.startsWith(id)), prefix = event ?? stem2.slice(0, 1), rest = stem2.slice(prefix.length), separator = rest.indexOf("__"), beforeSeparator = separator < 0 ? rest : rest.slice(0, separator), description = separator < 0 ? "" : rest.slice(separator + 2).replaceAll("_", " ");
  if (event !== void 0) return beforeSeparator === "" ? { kind: "callback" } : misnamed("callback");
  if (prefix === "R") return beforeSeparator === "" ? { kind: "repeatable", description } : misnamed("repeatable");
  if (prefix !== "V" && prefix !== "U" && prefix !== "B") return misnamed("unknown");
  let version = parseVersion(beforeSeparator);
  return version === void 0 ? misnamed("version") : { kind: kinds[prefix], version, description };
}
function notSql(name3) {
  return /^(?:[VUB][0-9][0-9._]*__|R__)/.test(name3) && !name3.toLowerCase().endsWith(".sql.conf") ? misnamed("suffix") : { kind: "unrelated" };
}
var reasons = {
  unknown: "its name begins with none of the prefixes V, U, R and B",
  version: "what stands between the prefix and `__` is no version number (digits, with `.` or `_` between them)",
  repeatable: "a name that begins with R must go on with `__`: repeatable migrations have no version",
  callback: "it begins like a callback, but no `__` follows the name of the event",
  suffix: "it is named like a migration but does not end in `.sql`"
};
function misnamed(reason) {
  return {
    kind: "misnamed",
    message: `Flyway does not run this file as a migration: ${reasons[reason]}. By default it says nothing about it.`,
    help: "Rename it to `V<version>__<description>.sql` (or `R__<description>.sql`), or move it out of the migrations directory."
  };
}
var statementEvents = ["Migrate", "Undo"].flatMap((operation) => [
  `beforeEach${operation}`,
  `afterEach${operation}`,
  `afterEach${operation}Error`,
  `beforeEach${operation}Statement`,
  `afterEach${operation}Statement`,
  `afterEach${operation}StatementError`
]), operationEvents = ["Clean", "Migrate", "Undo", "Validate", "Baseline", "Repair", "Info"].flatMap((operation) => [
  `before${operation}`,
  `after${operation}`,
  `after${operation}Error`
]), callbackEvents = [
  ...statementEvents,
  ...operationEvents,
  "beforeRepeatables",
  "afterVersioned",
  "afterMigrateApplied",
  "afterMigrateOperationFinish",
  "afterInfoOperationFinish",
  "createSchema",
  "beforeCreateSchema",
  "beforeConnect",
  "afterConnect"
].sort((a, b) => b.length - a.length);

// src/layouts/flyway/files.ts
function readFlywayFiles(files, root) {
  let visible = files.filter((file) => !/(?:^|\/)\.[^/]*\//.test(relativeTo(root, file.path))).sort((a, b) => compareText(a.path, b.path)), byPath = new Map(visible.map((file) => [file.path, file])), problems = [], versioned = [], repeatable = [];
  for (let file of visible) {
    let name3 = parseName(baseName(file.path));
    name3.kind === "repeatable" ? repeatable.push({ ...name3, file }) : "version" in name3 ? versioned.push({ ...name3, file }) : name3.kind === "misnamed" ? problems.push(fileProblem("misnamed-file", file.path, name3.message, name3.help)) : isOrphanedConfig(file.path, byPath) && problems.push(orphanedConfig(file.path));
  }
  let kept = keepFirst(versioned, (a) => `${a.kind} ${a.version.key}`, problems), undo = new Map(kept.filter((a) => a.kind === "undo").map((a) => [a.version.key, a.file])), read = (named) => migrationOf2(named, undo, byPath, root, problems), migrations = [
    ...onEmptyDatabase(kept),
    ...keepFirst(repeatable, (a) => a.description, problems).sort((a, b) => compareText(a.description, b.description))
  ].map(read);
  return problems.push(...undoOfNothing(kept)), { migrations, problems };
}
function onEmptyDatabase(kept) {
  let ordered = [...kept].sort((a, b) => compareVersions(a.version, b.version)), baseline = ordered.findLast((named) => named.kind === "baseline"), versioned = ordered.filter((named) => named.kind === "versioned");
  return baseline === void 0 ? versioned : [baseline, ...versioned.filter((named) => compareVersions(named.version, baseline.version) > 0)];
}
function migrationOf2(named, undo, byPath, root, problems) {
  let readWithConfig = (file) => {
    let found = readFlywayScript(file, byPath.get(`${file.path}.conf`));
    return problems.push(...found.problems), found;
  }, { script: up, digest } = readWithConfig(named.file), undoFile = named.kind === "versioned" ? undo.get(named.version.key) : void 0;
  return {
    id: idOf(named),
    version: named.kind === "repeatable" ? "" : named.version.text,
    name: named.description,
    layout: "flyway",
    path: named.file.path,
    recordedPath: relativeTo(root, named.file.path),
    kind: named.kind === "repeatable" || named.kind === "baseline" ? named.kind : "versioned",
    up,
    ...undoFile === void 0 ? {} : { down: readWithConfig(undoFile).script },
    checksum: flywayChecksum(up.text),
    digest
  };
}
function idOf(named) {
  return named.kind === "repeatable" ? `R:${named.description}` : named.kind === "baseline" ? `B:${named.version.key}` : named.version.key;
}
function keepFirst(named, place, problems) {
  let first = /* @__PURE__ */ new Map();
  for (let one of named) {
    let earlier = first.get(place(one));
    earlier === void 0 ? first.set(place(one), one) : problems.push(duplicate2(one.file.path, earlier.file.path));
  }
  return [...first.values()];
}
function duplicate2(path, earlier) {
  return fileProblem(
    "version-duplicate",
    path,
    `Flyway refuses to run: this file has the same version (or, if repeatable, description) as \`${earlier}\`. 1, 01 and 1.0 are one version.`,
    "Give the newer file a version of its own."
  );
}
function undoOfNothing(kept) {
  let present = new Set(kept.filter((named) => named.kind === "versioned").map((named) => named.version.key));
  return kept.filter((named) => named.kind === "undo" && !present.has(named.version.key)).map(
    (named) => fileProblem(
      "misnamed-file",
      named.file.path,
      "This undo script belongs to no migration: there is no V file of its version.",
      "Give it the version of the migration it undoes."
    )
  );
}
function isOrphanedConfig(path, byPath) {
  return path.toLowerCase().endsWith(".sql.conf") && !byPath.has(path.slice(0, -5));
}
function orphanedConfig(path) {
  return fileProblem(
    "misnamed-file",
    path,
    "This script configuration has no script: Flyway reads it only beside a file with exactly its name without `.conf`.",
    "Rename it, upper and lower case included."
  );
}

// src/layouts/flyway/abbreviations.ts
function abbreviateDescription(description) {
  return description.length <= 200 ? description : `${description.slice(0, 197)}...`;
}
function abbreviateScript(script) {
  return script.length <= 1e3 ? script : `...${script.slice(3, 1e3)}`;
}

// src/layouts/flyway/applied.ts
function parseApplied(rows, migrations) {
  let newest = newestRows(rows, migrations), named = newest.filter((entry) => entry.type !== "BASELINE"), all = [...coveredByBaselineRow(newest, named, migrations), ...named];
  return underBaselineFile(all, migrations).map(({ id, version, checksum, succeeded }) => ({
    id,
    version,
    checksum,
    succeeded
  }));
}
function newestRows(rows, migrations) {
  let entries = /* @__PURE__ */ new Map();
  for (let row of rows) {
    let entry = entryOf(row, migrations);
    if (entry.type === "SCHEMA") continue;
    let key = entry.parsed?.key ?? entry.id;
    entries.delete(key), entry.type === "DELETE" || entry.type.startsWith("UNDO_") && entry.succeeded || entries.set(key, entry);
  }
  return [...entries.values()];
}
function entryOf(row, migrations) {
  let type = String(row.type), succeeded = row.success === !0, checksum = row.checksum == null ? null : String(row.checksum);
  if (row.version == null) {
    let description = String(row.description);
    return { id: migrations.find((one) => one.kind === "repeatable" && abbreviateDescription(one.name) === description)?.id ?? `R:${description}`, version: "", checksum, succeeded, type, parsed: void 0 };
  }
  let version = String(row.version), parsed = parseVersion(version), key = parsed?.key ?? version;
  return { id: type === "SQL_BASELINE" ? `B:${key}` : key, version, checksum, succeeded, type, parsed };
}
function coveredByBaselineRow(newest, named, migrations) {
  let floor = newest.findLast((entry) => /^(?:SQL_)?BASELINE$/.test(entry.type) && entry.succeeded)?.parsed;
  if (floor === void 0) return [];
  let known = new Set(named.map((entry) => entry.id));
  return migrations.flatMap((migration) => {
    let parsed = parseVersion(migration.version);
    return parsed !== void 0 && compareVersions(parsed, floor) <= 0 && !known.has(migration.id) ? [standIn(migration, parsed)] : [];
  });
}
function underBaselineFile(all, migrations) {
  let file = migrations.find((migration) => migration.kind === "baseline"), floor = file === void 0 ? void 0 : parseVersion(file.version);
  if (file === void 0 || floor === void 0 || !all.some(({ succeeded, parsed }) => succeeded && parsed && compareVersions(parsed, floor) >= 0)) return all;
  let own = all.find((entry) => entry.id === file.id) ?? standIn(file, floor), isCovered = ({ succeeded, parsed }) => succeeded && parsed && compareVersions(parsed, floor) <= 0;
  return [own, ...all.filter((entry) => entry !== own && !isCovered(entry))];
}
function standIn(migration, parsed) {
  return { id: migration.id, version: migration.version, checksum: null, succeeded: !0, type: "BASELINE", parsed };
}

// src/layouts/flyway/history.ts
var name = "flyway_schema_history";
function flywayHistory(schema) {
  let table2 = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
  return {
    table: table2,
    create: createStatements(table2),
    read: `SELECT "installed_rank", "version", "description", "type", "script", "checksum", "success" FROM ${table2} ORDER BY "installed_rank"`,
    parse: parseApplied,
    recordStart: () => [],
    recordDone: (migration, { ms }) => [insert(table2, rowOf(migration, ms, !0))],
    // In a transaction Flyway rolls back and leaves no row; outside one it records the failure and refuses to go on.
    recordFailed: (migration, { ms }) => migration.up.transaction === "none" ? [insert(table2, rowOf(migration, ms, !1))] : [],
    // As `flyway repair` removes failed rows: Flyway refuses to go on beside one.
    recordResumed: (migration) => [
      migration.kind === "repeatable" ? {
        sql: `DELETE FROM ${table2} WHERE NOT "success" AND "version" IS NULL AND "description" = $1`,
        parameters: [abbreviateDescription(migration.name)]
      } : { sql: `DELETE FROM ${table2} WHERE NOT "success" AND "version" = $1`, parameters: [migration.version] }
    ],
    recordUndone: (migration) => [insert(table2, undoneRow(migration))],
    lockKeys: () => [flywayLockKey(table2)]
  };
}
function createStatements(table2) {
  return [
    `CREATE TABLE ${table2} (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
)`,
    `ALTER TABLE ${table2} ADD CONSTRAINT "${name}_pk" PRIMARY KEY ("installed_rank")`,
    `CREATE INDEX "${name}_s_idx" ON ${table2} ("success")`
  ];
}
function insert(table2, row) {
  return {
    sql: `INSERT INTO ${table2} ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success") VALUES ((SELECT coalesce(max("installed_rank"), 0) + 1 FROM ${table2}), $1, $2, $3, $4, $5, current_user, $6, $7)`,
    parameters: [
      row.version,
      abbreviateDescription(row.description),
      row.type,
      abbreviateScript(row.script),
      row.checksum,
      row.executionTime,
      row.success
    ]
  };
}
function rowOf(migration, ms, success) {
  return {
    version: migration.kind === "repeatable" ? null : migration.version,
    description: migration.name,
    type: migration.kind === "baseline" ? "SQL_BASELINE" : "SQL",
    script: migration.recordedPath ?? baseName(migration.path),
    checksum: migration.checksum,
    executionTime: milliseconds(ms),
    success
  };
}
function undoneRow(migration) {
  let done = rowOf(migration, 0, !0), { down } = migration;
  if (down === void 0) return { ...done, type: "UNDO_SQL", checksum: null };
  let root = migration.path.slice(0, migration.path.length - done.script.length);
  return {
    ...done,
    type: "UNDO_SQL",
    script: down.path.startsWith(root) ? down.path.slice(root.length) : baseName(down.path),
    checksum: flywayChecksum(down.text)
  };
}
function milliseconds(ms) {
  return Math.min(Math.max(Math.round(ms), 0), 2 ** 31 - 1);
}
function flywayLockKey(table2) {
  let hash = 0;
  for (let i = 0; i < table2.length; i++) hash = Math.imul(hash, 31) + table2.charCodeAt(i) | 0;
  return String(77431708279161n + BigInt(hash));
}

// src/layouts/flyway/index.ts
var flyway = {
  name: "flyway",
  recognise: (paths) => paths.filter(isFlywayFile).length,
  read: readFlywayFiles,
  lateVersion: "refused",
  history: flywayHistory,
  authoring: flywayAuthoring
};
function isFlywayFile(path) {
  let name3 = baseName(path), { kind } = parseName(name3);
  return name3.includes("__") && (kind === "versioned" || kind === "repeatable" || kind === "baseline");
}

// src/layouts/golang-migrate/authoring.ts
var golangMigrateAuthoring = {
  write(steps, after, all) {
    let versions = versionsBehind(writtenVersion3(after), all.map(writtenVersion3), steps.length, compare3);
    if (!versions?.some((version) => BigInt(version) > largest))
      return versions?.map((version, i) => filesOf3(steps[i], version, after));
  },
  // A file is sent as one query: one statement alone in it is in no transaction.
  outsideTransaction: () => []
}, largest = 2n ** 63n - 1n;
function writtenVersion3({ path }) {
  return /^[0-9]+/.exec(baseName(path))?.[0] ?? "";
}
function compare3(a, b) {
  let [left, right] = [BigInt(a), BigInt(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
function filesOf3(step, version, after) {
  let stem2 = `${after.path.slice(0, -baseName(after.path).length)}${version}_${step.name}`, up = { path: `${stem2}.up.sql`, text: scriptText(step.purpose, step.up) };
  return after.down === void 0 ? [up] : [up, { path: `${stem2}.down.sql`, text: scriptText(`Undoes ${step.name}.`, step.down) }];
}

// src/layouts/golang-migrate/names.ts
var pattern = /^([0-9]+)_([^\n]*)\.(down|up)\.([^\n]*)$/, largestBigint = 2n ** 63n - 1n;
function parseName2(fileName) {
  let match = pattern.exec(fileName);
  if (match === null) return { kind: "unrelated" };
  let version = BigInt(match[1]);
  return version > largestBigint ? { kind: "too-large" } : { kind: "migration", version, name: match[2], direction: match[3] };
}

// src/layouts/golang-migrate/files.ts
function readGolangMigrateFiles(files, root) {
  let sorted = [...files].sort((a, b) => compareText(a.path, b.path)), isDirect = ({ path }) => !relativeTo(root, path).includes("/"), problems = skippedDirectories(
    sorted.filter((file) => !isDirect(file)),
    root
  ), versions = /* @__PURE__ */ new Map();
  for (let file of sorted.filter(isDirect)) {
    let problem = addFile(versions, file);
    problem !== void 0 && problems.push(problem);
  }
  return { migrations: [...versions.values()].sort((a, b) => a.number < b.number ? -1 : 1).flatMap((version) => {
    let up = version.scripts.get("up");
    return up !== void 0 ? [migrationOf3(version, up)] : (problems.push(downOnly(version)), []);
  }), problems };
}
function addFile(versions, file) {
  let parsed = parseName2(baseName(file.path));
  if (parsed.kind === "too-large") return tooLarge(file.path);
  if (parsed.kind === "unrelated") return isSqlFile(file.path) ? misnamed2(file.path) : void 0;
  let { version: number, name: name3, direction } = parsed, version = versions.get(number) ?? { number, name: name3, scripts: /* @__PURE__ */ new Map() }, earlier = version.scripts.get(direction);
  if (earlier !== void 0) return duplicate3(file.path, earlier.path);
  version.scripts.set(direction, file), versions.set(number, direction === "up" ? { ...version, name: name3 } : version);
}
function migrationOf3({ number, name: name3, scripts }, up) {
  let down = scripts.get("down");
  return {
    id: String(number),
    version: String(number),
    name: name3,
    layout: "golang-migrate",
    path: up.path,
    kind: "versioned",
    up: scriptOf2(up),
    ...down === void 0 ? {} : { down: scriptOf2(down) },
    checksum: null,
    digest: digestOf([{ name: "up", bytes: up.bytes }])
  };
}
function scriptOf2(file) {
  return withMark(readScript(file, "own"), file, "golang-migrate");
}
function skippedDirectories(nested, root) {
  let counts = /* @__PURE__ */ new Map();
  for (let { path } of nested) {
    if (parseName2(baseName(path)).kind === "unrelated") continue;
    let directory = path.slice(0, path.lastIndexOf("/"));
    counts.set(directory, (counts.get(directory) ?? 0) + 1);
  }
  return [...counts].map(
    ([directory, count]) => fileProblem(
      "misnamed-file",
      directory,
      `golang-migrate reads no sub-directories: ${count} file${count === 1 ? "" : "s"} named like migrations in here will not run.`,
      `Move them into \`${directoryPrefix(root) || "./"}\`, or name this directory as the migrations directory.`
    )
  );
}
function misnamed2(path) {
  return fileProblem(
    "misnamed-file",
    path,
    "golang-migrate skips this file without a word: its name is not `<number>_<name>.up.sql` or `<number>_<name>.down.sql`.",
    "Rename it, or move it out of the migrations directory."
  );
}
function tooLarge(path) {
  return fileProblem(
    "misnamed-file",
    path,
    "golang-migrate can't run this file: its number does not fit the history table's bigint (at most 9223372036854775807).",
    "Use a sequence number or a timestamp such as 20240131120000."
  );
}
function duplicate3(path, earlier) {
  return fileProblem(
    "version-duplicate",
    path,
    `golang-migrate refuses to run: this file has the same number and direction as \`${earlier}\`. Leading zeros don't count.`,
    "Give the newer migration a number of its own."
  );
}
function downOnly({ scripts }) {
  return fileProblem(
    "misnamed-file",
    scripts.get("down")?.path ?? "",
    "This number has a down script but no up script: golang-migrate goes up over it without running anything.",
    "Add the up script with the same number, or delete this file."
  );
}

// src/layouts/golang-migrate/history.ts
var name2 = "schema_migrations";
function golangMigrateHistory(schema) {
  let table2 = `${quoteIdentifier(schema)}.${quoteIdentifier(name2)}`, set = (version, dirty) => [
    { sql: `TRUNCATE ${table2}`, parameters: [] },
    { sql: `INSERT INTO ${table2} (version, dirty) VALUES ($1, $2)`, parameters: [version, dirty] }
  ];
  return {
    table: table2,
    create: [`CREATE TABLE IF NOT EXISTS ${table2} (version bigint not null primary key, dirty boolean not null)`],
    read: `SELECT version, dirty FROM ${table2} LIMIT 1`,
    parse: parseCurrent,
    recordStart: ({ version }) => set(version, !0),
    recordDone: ({ version }) => set(version, !1),
    // The row of the start stays: dirty, and the tool refuses to go on until `force`.
    recordFailed: () => [],
    recordUndone: (_migration, previous) => previous === void 0 ? [{ sql: `TRUNCATE ${table2}`, parameters: [] }] : set(previous.version, !1),
    // The tool takes the database's name from its URL with the slash, or from the connection without: two keys for one database.
    lockKeys: (database) => [`/${database}`, database].map((spelling) => lockKey(schema, spelling))
  };
}
function parseCurrent(rows, migrations) {
  let row = rows[0];
  if (row === void 0) return [];
  let current = BigInt(String(row.version)), succeeded = row.dirty !== !0;
  return [
    ...migrations.filter((migration) => BigInt(migration.version) < current).map(({ id, version }) => ({ id, version, checksum: null, succeeded: !0 })),
    { id: String(current), version: String(current), checksum: null, succeeded }
  ];
}
function lockKey(schema, database) {
  let names = new TextEncoder().encode([schema, name2, database].join("\0"));
  return String(Math.imul(crc32(names), 1486364155) >>> 0);
}

// src/layouts/golang-migrate/index.ts
var golangMigrate = {
  name: "golang-migrate",
  recognise: (paths) => paths.filter((path) => !path.includes("/") && parseName2(path).kind === "migration").length,
  read: readGolangMigrateFiles,
  lateVersion: "skipped",
  history: golangMigrateHistory,
  authoring: golangMigrateAuthoring
};

// src/layouts/plain.ts
var plain = {
  name: "plain",
  recognise: () => 0,
  read: readPlain,
  lateVersion: "runs",
  history: () => nothing
}, isDown = /(^|[/._-])down\.sql$/i, natural = new Intl.Collator("en", { numeric: !0 });
function readPlain(files) {
  let scripts = files.filter((file) => /\.sql$/i.test(file.path)), downs = new Map(scripts.filter((file) => isDown.test(file.path)).map((file) => [stem(file.path), file])), forwards = new Set(scripts.filter((file) => !isDown.test(file.path)).map((file) => stem(file.path))), ups = scripts.filter((file) => !isDown.test(file.path) || !forwards.has(stem(file.path))).sort((a, b) => natural.compare(a.path, b.path)), downOf = (file) => isDown.test(file.path) ? void 0 : downs.get(stem(file.path));
  return { migrations: ups.map((file) => migrationOf4(file, downOf(file))), problems: [] };
}
function stem(path) {
  return path.replace(/(?:[._-]?(?:up|down))?\.sql$/i, "");
}
function migrationOf4(file, down) {
  return {
    id: file.path,
    version: "",
    name: file.path.slice(file.path.lastIndexOf("/") + 1),
    layout: "plain",
    path: file.path,
    kind: "versioned",
    up: scriptOf3(file),
    ...down === void 0 ? {} : { down: scriptOf3(down) },
    checksum: null,
    digest: digestOf([{ name: "up", bytes: file.bytes }])
  };
}
function scriptOf3(file) {
  let script = readScript(file, "wrapped");
  return runsOutside2(script) ? { ...script, transaction: "none" } : script;
}
function runsOutside2({ statements, text }) {
  let [only, ...others] = statements;
  return only !== void 0 && others.length === 0 && refusedInTransaction(only) !== void 0 || noTransaction.test(text) || statements.some((statement) => transactionAction(statement)?.action === "begin");
}
var noTransaction = /^--\s*(?:no-transaction\b|migrate:up\s.*\btransaction:false\b|\+goose\s+no\s+transaction\b)/im, nothing = {
  table: '"public"."lockgate keeps no history of plain files"',
  create: [],
  read: "",
  parse: () => [],
  recordStart: () => [],
  recordDone: () => [],
  recordFailed: () => [],
  recordUndone: () => [],
  lockKeys: () => []
};

// src/layouts/index.ts
var layouts = [flyway, diesel, golangMigrate, plain];
function layoutNamed(name3) {
  return layouts.find((layout) => layout.name === name3);
}
function recogniseLayout(paths) {
  let scores = layouts.map((layout2) => ({ layout: layout2, score: layout2.recognise(paths) })), best = Math.max(...scores.map(({ score }) => score));
  if (best === 0) return { kind: "unknown" };
  let candidates = scores.filter(({ score }) => score === best).map(({ layout: layout2 }) => layout2), [layout] = candidates;
  return layout !== void 0 && candidates.length === 1 ? { kind: "recognised", layout } : { kind: "ambiguous", candidates };
}

// src/source/files.ts
import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
var maximumFiles = 1e5, skippedDirectories2 = /* @__PURE__ */ new Set([".git", "node_modules"]);
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
async function readOne(path, name3) {
  return { path: name3, bytes: await readFile(path) };
}
async function readText(path) {
  let bytes = await readFile(path).catch((error) => {
    if (!(error.code === "ENOENT" || error.code === "ENOTDIR"))
      throw new Failure("bad-input", oneLine(`${path} can't be read: ${error.message}.`));
  });
  if (bytes === void 0) return;
  let encoding = bytes.includes(0) ? "UTF-16" : isUtf8(bytes) ? void 0 : "Latin-1 or the like";
  if (encoding === void 0) return bytes.toString("utf8");
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
    if (entry.isDirectory() && !skippedDirectories2.has(entry.name) ? walk(directory, path, found) : entry.isFile() ? found.paths.push(path) : entry.isSymbolicLink() && found.links.push(path), found.paths.length > maximumFiles)
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

// src/project.ts
import { dirname as dirname3, isAbsolute, relative as relative2, resolve as resolve2, sep as sep2 } from "node:path";

// src/input-paths.ts
import { basename, dirname, join as join2, relative, resolve } from "node:path";
var usualDirectories = [
  "migrations",
  "db/migrations",
  "db/migration",
  "database/migrations",
  "sql/migrations",
  "src/main/resources/db/migration",
  "sql"
];
async function findTarget(cwd, paths, config) {
  let named = paths.length > 0 ? paths : config.path === void 0 ? [] : [config.path];
  if (named.length === 0) return { directory: await usualDirectory(cwd) };
  let absolute = await Promise.all(named.map((path) => canonicalPath(resolve(cwd, path)))), kinds2 = await Promise.all(absolute.map(kindOf)), missing = named.filter((_, i) => kinds2[i] === "nothing");
  if (missing.length > 0)
    throw new Failure("bad-input", `There is nothing at ${oneLine(missing.join(", "))}.`, {
      help: "Name a migrations directory or SQL files, for example: lockgate check db/migrations"
    });
  let [first, ...others] = absolute;
  if (kinds2.every((kind) => kind === "file")) return targetOfFiles([first, ...others], config.layout);
  if (others.length === 0) return { directory: first };
  throw new Failure("bad-input", "Name one migrations directory, or any number of files of one.", {
    help: "Run Lockgate once for each directory: each has a history of its own."
  });
}
async function usualDirectory(cwd) {
  for (let candidate of usualDirectories) {
    let directory = resolve(cwd, candidate);
    if (await kindOf(directory) === "directory") return canonicalPath(directory);
  }
  throw new Failure("bad-input", "No migrations directory was named, and none was found in a usual place.", {
    help: `Looked for ${usualDirectories.join(", ")}. Name yours: lockgate check path/to/migrations, or set \`path\` in lockgate.yml.`
  });
}
async function targetOfFiles(files, layout) {
  if (!files.some((file) => /\.(?:sql|conf|toml)$/i.test(file)))
    throw new Failure(
      "bad-input",
      `${oneLine(files.map((file) => basename(file)).join(", "))} ${files.length === 1 ? "is no SQL file" : "are no SQL files"}.`,
      {
        help: "Name a migrations directory or SQL files, for example: lockgate lint db/migrations"
      }
    );
  let directories = [...new Set(files.map(dirname))], parents = [...new Set(directories.map(dirname))], candidates = [directories, parents].flatMap((list) => list.length === 1 ? list : []);
  for (let directory of layout === "plain" ? [] : candidates) {
    let names = [...files, ...await beside(files)].map((file) => slashed(relative(directory, file))), recognition = recogniseLayout(names);
    if (recognition.kind === "recognised") return { directory, only: files, layout: recognition.layout.name };
  }
  return { directory: dirname(files[0]), layout: "plain", loose: files };
}
async function beside(files) {
  let forwards = files.filter((file) => /[/\\]down\.sql$/.test(file)).map((file) => join2(dirname(file), "up.sql")), kinds2 = await Promise.all(forwards.map(kindOf));
  return forwards.filter((file, i) => kinds2[i] === "file" && !files.includes(file));
}

// src/source/git.ts
import { existsSync, readFileSync as readFileSync2 } from "node:fs";
import { realpath as realpath2 } from "node:fs/promises";
import { dirname as dirname2, join as join3 } from "node:path";
async function repositoryOf(directory) {
  let root = directoryWithGit(await realpath2(directory).catch(() => directory));
  if (root === void 0 || isOrdinary(root)) return root === void 0 ? void 0 : { root };
  let answer = await git(directory, ["rev-parse", "--show-toplevel"]).catch(() => {
  });
  if (!(answer === void 0 || answer.code !== 0))
    return { root: answer.stdout.toString("utf8").replace(/\r?\n$/, "") };
}
function directoryWithGit(directory) {
  for (let at = directory, last = ""; at !== last; last = at, at = dirname2(at))
    if (existsSync(join3(at, ".git"))) return at;
}
function isOrdinary(root) {
  if (!existsSync(join3(root, ".git", "HEAD")) || !existsSync(join3(root, ".git", "objects"))) return !1;
  try {
    return !/^\s*(?:worktree|bare\s*=\s*true|\[include)/im.test(readFileSync2(join3(root, ".git", "config"), "utf8"));
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
  let under = directory === "" ? [] : ["--", directory], answer = await git(repository.root, ["ls-tree", "-r", "-z", "--full-tree", commit, ...under]);
  if (answer.code !== 0)
    throw new Failure(
      "git",
      oneLine(`git can't list ${directory || "the files"} at ${commit}: ${answer.stderr.trim()}`)
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
  let answer = await git(repository.root, ["cat-file", "--batch"], `${ids.join(`
`)}
`), blobs = [], at = 0;
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
async function git(directory, args, input) {
  let { spawn } = await import("node:child_process");
  return new Promise((resolve3, reject) => {
    let child = spawn("git", [...settings, ...args], {
      cwd: directory,
      stdio: ["pipe", "pipe", "pipe"]
    }), stdout = [], stderr = [];
    child.stdout.on("data", (chunk) => stdout.push(chunk)), child.stderr.on("data", (chunk) => stderr.push(chunk)), child.on(
      "error",
      (error) => reject(new Failure("git", `git can't be run: ${error.message}`, { help: "Install git." }))
    ), child.on(
      "close",
      (code) => resolve3({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") })
    ), child.stdin.on("error", () => {
    }), child.stdin.end(input ?? "");
  });
}

// src/project.ts
var otherName = "lockgate.yaml";
async function loadConfig(cwd, named) {
  let file = named ?? "lockgate.yml", text = await readText(resolve2(cwd, file));
  if (text !== void 0) {
    let [{ readConfig }, { knownRules }] = await Promise.all([import("./chunk-JZVBS5KA.js"), import("./chunk-JQSWBP7N.js")]);
    return readConfig(text, file, { layouts: layouts.map(({ name: name3 }) => name3), rules: knownRules });
  }
  if (named === void 0) {
    if (await kindOf(resolve2(cwd, otherName)) !== "file") return {};
    throw new Failure("bad-config", `${otherName} is not read: the configuration is lockgate.yml.`, {
      help: `Rename it, or name it: --config ${otherName}.`
    });
  }
  throw new Failure("bad-config", `There is no configuration file ${oneLine(named)}.`);
}
function today() {
  return (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
}
async function openProject(request) {
  let { config } = request, cwd = await canonicalPath(request.cwd), target = await findTarget(cwd, request.paths, config), repository = await repositoryOf(target.directory), top = repository?.root ?? (isBelow(cwd, target.directory) ? cwd : dirname3(target.directory)), nameOf = (path) => slashed(relative2(top, path)), root = nameOf(target.directory), { files, links } = target.loose === void 0 ? await readTree(target.directory, root) : { files: await Promise.all(target.loose.map((path) => readOne(path, nameOf(path)))), links: [] }, { layout, notes } = layoutFor(config.layout ?? target.layout, files, root), base = request.since === void 0 ? void 0 : await treeAt(repository, request.since, root), newLinks = links.filter((link) => mayBeMigration(link) && base?.links.includes(link) !== !0);
  return {
    layout,
    notes,
    top,
    root,
    files,
    // Another directory that is named in another run may share the configuration.
    ...target.loose === void 0 ? { extent: request.paths.length === 0 ? "project" : "directory" } : {},
    ...base === void 0 ? {} : { baseFiles: base.files },
    ...newLinks.length === 0 || target.only !== void 0 ? {} : { links: newLinks },
    ...target.only === void 0 ? {} : { only: target.only.map(nameOf) }
  };
}
function layoutFor(name3, files, root) {
  if (name3 !== void 0) return { layout: existingLayout(name3), notes: [] };
  let below = files.map((file) => root === "" ? file.path : file.path.slice(root.length + 1)), recognition = recogniseLayout(below);
  if (recognition.kind === "recognised") return { layout: recognition.layout, notes: [] };
  let where = root === "" ? "this directory" : oneLine(root);
  if (recognition.kind === "ambiguous") {
    let names = recognition.candidates.map((layout) => layout.name).join(" or ");
    throw new Failure("bad-input", `${where} may be of layout ${names}.`, {
      help: "Name it: --layout, or `layout` in lockgate.yml."
    });
  }
  if (below.some((path) => /\.sql$/i.test(path))) {
    let note = `${where} has the layout of no tool that Lockgate knows (${layoutNames("plain")}): every .sql file is read as a script of its own, in order of path, and in a transaction unless it begins with \`-- no-transaction\`, holds a BEGIN or just one statement that can't run in one.`;
    return { layout: existingLayout("plain"), notes: [note] };
  }
  throw new Failure("bad-input", `${where} holds no SQL files, so there are no migrations to look at.`, {
    help: `Name the migrations directory itself. Layouts: ${layoutNames()}.`
  });
}
function existingLayout(name3) {
  let layout = layoutNamed(name3);
  if (layout !== void 0) return layout;
  throw new Failure("bad-input", `There is no layout "${oneLine(name3)}".`, { help: `Layouts: ${layoutNames()}.` });
}
function layoutNames(without) {
  return layouts.map((layout) => layout.name).filter((name3) => name3 !== without).join(", ");
}
async function committedFiles(project) {
  let repository = await repositoryOf(resolve2(project.top, project.root));
  if (repository === void 0) return [];
  let commit = await commitOf(repository, "HEAD").catch(() => {
  });
  return commit === void 0 ? [] : (await readTreeAt(repository, commit, project.root)).files;
}
function mayBeMigration(path) {
  let name3 = path.slice(path.lastIndexOf("/") + 1);
  return /\.(?:sql|conf|toml)$/i.test(name3) || !name3.includes(".");
}
async function treeAt(repository, since, root) {
  if (repository === void 0)
    throw new Failure("git", "This directory is in no git repository, so there is no revision to compare with.", {
      help: "Leave out --since: then all migrations count as new."
    });
  let commit = await commitOf(repository, since);
  return readTreeAt(repository, commit, root);
}
function isBelow(top, path) {
  let below = relative2(top, path);
  return below === "" || !(below === ".." || below.startsWith(`..${sep2}`) || isAbsolute(below));
}

export {
  layoutNamed,
  readTree,
  readOne,
  loadConfig,
  today,
  openProject,
  committedFiles
};
