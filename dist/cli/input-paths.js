#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  canonicalPath,
  commitOf,
  kindOf,
  readMarks,
  readOne,
  readText,
  readThose,
  readThoseAt,
  readTree,
  readTreeAt,
  repositoryOf,
  slashed
} from "./source-files.js";
import {
  fileProblem,
  refusedInTransaction,
  transactionAction,
  unitsOf,
  withMark
} from "./layouts-file-problem.js";
import {
  readScript
} from "./sql-code.js";
import {
  quoteIdentifier
} from "./sql-lock-modes.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure
} from "./failure.js";

// src/layouts/free-versions.ts
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
function neighbourPaths(root, names) {
  return neighbourDirectories(root).flatMap((directory) => names.map((name) => `${directoryPrefix(directory)}${name}`));
}
function neighbourDirectories(root) {
  let parts = directoryPrefix(root).split("/").slice(0, -1);
  return [...parts, ""].map((_, i) => parts.slice(0, parts.length - i).join("/"));
}
function isSqlFile(path) {
  return path.toLowerCase().endsWith(".sql");
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/layouts/digest.ts
import { createHash } from "node:crypto";
function digestOf(parts) {
  let hash = createHash("sha256");
  for (let { name, bytes } of parts) hash.update(`${name} ${bytes.length}
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
    let [name, ...rest] = relativeTo(root, file.path).split("/");
    if (name === void 0 || rest.length === 0 || name.startsWith(".")) continue;
    let direct = directories.get(name) ?? /* @__PURE__ */ new Map();
    directories.set(name, direct), rest.length === 1 && direct.set(rest[0], file);
  }
  return [...directories].map(([name, direct]) => ({ name, path: `${directoryPrefix(root)}${name}`, files: direct })).sort((a, b) => compareText(a.name, b.name));
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
    columns: ["version", "run_on"],
    read: `SELECT version FROM ${table2} ORDER BY run_on, version`,
    parse: (rows) => rows.map((row) => {
      let version = String(row.version);
      return { id: version, version, checksum: null, succeeded: !0 };
    }),
    recordStart: () => [],
    recordDone: ({ version }) => [{ sql: `INSERT INTO ${table2} (version) VALUES ($1)`, parameters: [version] }],
    recordFailed: () => [],
    recordBaseline: (covered) => covered.map(({ version }) => ({ sql: `INSERT INTO ${table2} (version) VALUES ($1)`, parameters: [version] })),
    recordUndone: ({ version }) => [{ sql: `DELETE FROM ${table2} WHERE version = $1`, parameters: [version] }],
    lockKeys: () => []
  };
}

// src/layouts/diesel/index.ts
var diesel = {
  name: "diesel",
  recognise: (paths) => paths.filter((path) => /^[^/.][^/]*\/up\.sql$/.test(path)).length,
  marks: [
    { name: "diesel.toml" },
    { name: "Cargo.toml", holds: /^[ \t]*(?:diesel(?:_migrations)?\s*[.=]|\[[^\]\n]*dependencies\.diesel)/m }
  ],
  lookalikes: "Hasura uses",
  read: readDieselFiles,
  carriesSession: !0,
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
  let complaints = [...values].flatMap(([key, value]) => complaintAbout(key, value) ?? []);
  return {
    ...choiceOf("executeInTransaction", values),
    ...choiceOf("placeholderReplacement", values),
    complaints
  };
}
function choiceOf(key, values) {
  let choice = values.get(key)?.toLowerCase();
  return choice === "true" || choice === "false" ? { [key]: choice === "true" } : {};
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

// src/layouts/flyway/unsupported.ts
function unsupportedFile(path, name) {
  if (name.kind === "callback")
    return problem(
      path,
      "Flyway runs this callback when it migrates; Lockgate does not run callbacks yet, so databases would differ from what was checked.",
      "Move what it does into a migration."
    );
  if (name.kind === "code")
    return name.language === "script" ? problem(
      path,
      "Flyway runs this file as a program; Lockgate runs only SQL, so what it does is neither checked nor applied.",
      "Write the migration in SQL."
    ) : problem(
      path,
      "This is a migration in Java or another language of the JVM, which Flyway runs; Lockgate runs only SQL, so what it does is neither checked nor applied.",
      "Write the migration in SQL."
    );
}
function placeholderProblem(file, text) {
  let found = [...text.matchAll(/\$[\s\S]/g)].filter(([two]) => two === "${"), [first] = found;
  if (first === void 0) return;
  let before = text.slice(0, first.index).split(/\r\n|\r|\n/), line = before.length, column = (before.at(-1) ?? "").length + 1, shown = /^\$\{[^}\r\n]{0,60}\}?/.exec(text.slice(first.index))?.[0] ?? "${", others = found.length === 1 ? "" : `, and ${found.length - 1} more in this file`;
  return {
    ...problem(
      file.path,
      `Flyway replaces the placeholder \`${shown}\`${others}, in strings and comments too, or stops where it has no value. Lockgate does not replace placeholders yet: other SQL would run than Flyway runs.`,
      "Write the value itself. If the text is meant as it is, put `placeholderReplacement=false` into a `.sql.conf` file beside the script."
    ),
    place: { path: file.path, line, column, endLine: line, endColumn: column + shown.length }
  };
}
function problem(path, message, help) {
  return fileProblem("unsupported-feature", path, message, help);
}

// src/layouts/flyway/script.ts
function readFlywayScript(file, config) {
  let problems = [], parsed = config === void 0 ? { complaints: [] } : parseScriptConfig(textOf(config));
  config !== void 0 && problems.push(...parsed.complaints.map((complaint) => configProblem(config.path, complaint)));
  let script2 = readScript(file, "wrapped", "sent"), placeholder = parsed.placeholderReplacement === !1 ? void 0 : placeholderProblem(file, script2.text);
  placeholder !== void 0 && problems.push(placeholder);
  let detected = detectTransaction(script2.statements);
  parsed.executeInTransaction === void 0 && detected === "mixed" && problems.push(mixedProblem(file.path));
  let wrapped = parsed.executeInTransaction ?? detected === "wrapped";
  return {
    script: { ...script2, transaction: wrapped ? "wrapped" : "none" },
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
function compareTexts(a, b) {
  let [left, right] = [parseVersion(a), parseVersion(b)];
  return left === void 0 || right === void 0 ? 0 : compareVersions(left, right);
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
  let directory = after.path.slice(0, -baseName(after.path).length), script2 = (prefix, text, statements) => {
    let path = `${directory}${prefix}${version}__${step.name}.sql`, alone = statements.length === 1 ? statements[0] : "";
    return [{ path, text }, ...step.transaction === "none" ? configFor(path, alone) : []];
  }, up = script2("V", scriptText(step.purpose, step.up), step.up);
  return after.down === void 0 ? up : [...up, ...script2("U", scriptText(`Undoes V${version}.`, step.down), step.down)];
}
function configFor(path, statement) {
  let bytes = new TextEncoder().encode(statement), { script: script2 } = readFlywayScript({ path, bytes }, void 0);
  return script2.transaction === "none" ? [] : [{ path: `${path}.conf`, text: `executeInTransaction=false
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
function parseName(name) {
  return isSqlFile(name) ? parseStem(name.slice(0, -4)) : notSql(name);
}
function parseStem(stem2) {
  let event = callbackEvents.find((id) => stem2.startsWith(id)), prefix = event ?? stem2.slice(0, 1), rest = stem2.slice(prefix.length), separator = rest.indexOf("__"), beforeSeparator = separator < 0 ? rest : rest.slice(0, separator), description = separator < 0 ? "" : rest.slice(separator + 2).replaceAll("_", " ");
  if (event !== void 0) return beforeSeparator === "" ? { kind: "callback" } : misnamed("callback");
  if (prefix === "R") return beforeSeparator === "" ? { kind: "repeatable", description } : misnamed("repeatable");
  if (prefix !== "V" && prefix !== "U" && prefix !== "B") return misnamed("unknown");
  let version = parseVersion(beforeSeparator);
  return version === void 0 ? misnamed("version") : { kind: kinds[prefix], version, description };
}
function notSql(name) {
  let script2 = /^(.*)\.(?:sh|bash|ps1|bat|cmd|py)$/is.exec(name)?.[1];
  if (script2 !== void 0) {
    let { kind } = parseStem(script2);
    if (kind !== "misnamed" && kind !== "unrelated") return { kind: "code", language: "script" };
  }
  return isClass(name) ? { kind: "code", language: "class" } : /^(?:[VUB][0-9][0-9._]*__|R__)/.test(name) && !name.toLowerCase().endsWith(".sql.conf") ? misnamed("suffix") : { kind: "unrelated" };
}
function isClass(name) {
  return /^(?:[VUB][0-9][0-9_]*|R)__[^/]*\.(?:java|class|kt|groovy|scala)$/.test(name);
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
function readFlywayFiles(files, root, neighbours = []) {
  let visible = files.filter((file) => !/(?:^|\/)\.[^/]*\//.test(relativeTo(root, file.path))).sort((a, b) => compareText(a.path, b.path)), byPath = new Map(visible.map((file) => [file.path, file])), problems = [], versioned2 = [], repeatable2 = [];
  for (let file of visible) {
    let name = parseName(baseName(file.path));
    name.kind === "repeatable" ? repeatable2.push({ ...name, file }) : "version" in name ? versioned2.push({ ...name, file }) : name.kind === "callback" || name.kind === "code" ? problems.push(...[unsupportedFile(file.path, name)].flatMap((one) => one ?? [])) : name.kind === "misnamed" ? problems.push(fileProblem("misnamed-file", file.path, name.message, name.help)) : isOrphanedConfig(file.path, byPath) && problems.push(orphanedConfig(file.path));
  }
  let kept = keepFirst(versioned2, (a) => `${a.kind} ${a.version.key}`, problems), undo = new Map(kept.filter((a) => a.kind === "undo").map((a) => [a.version.key, a.file])), read = (named2) => migrationOf2(named2, undo, byPath, root, problems), onEmpty = onEmptyDatabase(kept), superseded = inOrder(kept).filter((named2) => named2.kind !== "undo" && !onEmpty.includes(named2)).map(read), migrations = [
    ...onEmpty,
    ...keepFirst(repeatable2, (a) => a.description, problems).sort((a, b) => compareText(a.description, b.description))
  ].map(read);
  return problems.push(...undoOfNothing(kept), ...neighbours.flatMap(codeBeside)), superseded.length === 0 ? { migrations, problems } : { migrations, problems, superseded };
}
function codeBeside({ path }) {
  let name = parseName(baseName(path));
  return name.kind === "code" && name.language === "class" ? [unsupportedFile(path, name)].flatMap((one) => one ?? []) : [];
}
function inOrder(kept) {
  return [...kept].sort((a, b) => compareVersions(a.version, b.version));
}
function onEmptyDatabase(kept) {
  let ordered = inOrder(kept), baseline = ordered.findLast((named2) => named2.kind === "baseline"), versioned2 = ordered.filter((named2) => named2.kind === "versioned");
  return baseline === void 0 ? versioned2 : [baseline, ...versioned2.filter((named2) => compareVersions(named2.version, baseline.version) > 0)];
}
function migrationOf2(named2, undo, byPath, root, problems) {
  let readWithConfig = (file) => {
    let found = readFlywayScript(file, byPath.get(`${file.path}.conf`));
    return problems.push(...found.problems), found;
  }, { script: up, digest } = readWithConfig(named2.file), undoFile = named2.kind === "versioned" ? undo.get(named2.version.key) : void 0;
  return {
    id: idOf(named2),
    version: named2.kind === "repeatable" ? "" : named2.version.text,
    name: named2.description,
    layout: "flyway",
    path: named2.file.path,
    recordedPath: relativeTo(root, named2.file.path),
    kind: named2.kind === "repeatable" || named2.kind === "baseline" ? named2.kind : "versioned",
    up,
    ...undoFile === void 0 ? {} : { down: readWithConfig(undoFile).script },
    checksum: flywayChecksum(up.text),
    digest
  };
}
function idOf(named2) {
  return named2.kind === "repeatable" ? `R:${named2.description}` : named2.kind === "baseline" ? `B:${named2.version.key}` : named2.version.key;
}
function keepFirst(named2, place, problems) {
  let first = /* @__PURE__ */ new Map();
  for (let one of named2) {
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
  let present = new Set(kept.filter((named2) => named2.kind === "versioned").map((named2) => named2.version.key));
  return kept.filter((named2) => named2.kind === "undo" && !present.has(named2.version.key)).map(
    (named2) => fileProblem(
      "misnamed-file",
      named2.file.path,
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
function abbreviateScript(script2) {
  return script2.length <= 1e3 ? script2 : `...${script2.slice(3, 1e3)}`;
}

// src/layouts/flyway/applied.ts
function parseApplied(rows, migrations) {
  let live = liveEntries(rows.map(entryOf)), files = filesOf3(migrations), failures = live.filter(({ succeeded }) => !succeeded).length, own = live.filter(({ type }) => type !== "BASELINE").map(
    (entry) => entry.version === null ? repeatable(entry, files) : versioned(entry, entry.version, files, failures === 1)
  );
  return [...belowBaseline(live, own, migrations), ...own];
}
function entryOf(row) {
  let version = row.version == null ? null : String(row.version);
  return {
    type: String(row.type),
    version,
    parsed: version === null ? void 0 : parseVersion(version),
    description: String(row.description),
    checksum: row.checksum == null ? null : String(row.checksum),
    succeeded: row.success === !0
  };
}
function liveEntries(entries) {
  let live = [];
  for (let entry of entries) {
    if (entry.type === "SCHEMA") continue;
    let isSame = (one) => entry.version === null ? one.version === null && one.description === entry.description : one.version !== null && (one.parsed?.key ?? one.version) === (entry.parsed?.key ?? entry.version), takesBack = entry.type === "DELETE" || entry.type.startsWith("UNDO_") && entry.succeeded;
    (takesBack || entry.version === null) && (live = live.filter((one) => !isSame(one))), takesBack || live.push(entry);
  }
  return live;
}
function filesOf3(migrations) {
  let versions = migrations.flatMap(({ version }) => parseVersion(version) ?? []);
  return {
    byId: new Map(migrations.map((migration) => [migration.id, migration])),
    repeatables: new Map(
      migrations.filter(({ kind }) => kind === "repeatable").map((migration) => [abbreviateDescription(migration.name), migration])
    ),
    newest: versions.reduce(
      (best, one) => best === void 0 || compareVersions(one, best) > 0 ? one : best,
      void 0
    )
  };
}
function repeatable(entry, files) {
  let file = files.repeatables.get(entry.description), { checksum, succeeded } = entry, applied = { id: file?.id ?? `R:${entry.description}`, version: "", checksum, succeeded };
  return file === void 0 || entry.type === "SQL" || !succeeded ? applied : { ...applied, validation: typeDiffers(file.path, entry.type) };
}
function versioned(entry, version, files, isOnlyFailure) {
  let key = entry.parsed?.key ?? version, isBaseline = entry.type === "SQL_BASELINE", id = isBaseline ? `B:${key}` : key, file = files.byId.get(id), { checksum, succeeded } = entry, applied = { id, version, checksum, succeeded };
  return file === void 0 ? isKnownType(entry.type) && isAtLeast(entry.parsed, files.newest) && (succeeded || isOnlyFailure) ? { ...applied, validation: "accepted" } : applied : !succeeded || isBaseline ? applied : entry.type !== "SQL" ? { ...applied, validation: typeDiffers(`version ${version}`, entry.type) } : entry.description === abbreviateDescription(file.name) ? applied : { ...applied, validation: descriptionDiffers(version, entry.description, file.name) };
}
function isAtLeast(version, newest) {
  return version !== void 0 && (newest === void 0 || compareVersions(version, newest) >= 0);
}
function isKnownType(type) {
  return /^(?:SQL|JDBC|SCRIPT)(?:_BASELINE)?$|^(?:SPRING_JDBC|CUSTOM)$/.test(type);
}
function typeDiffers(what, type) {
  return {
    message: `Flyway refuses the history of ${what}: it was applied as a migration of type ${type}, and the file here is SQL.`,
    help: "Bring back the migration as it was applied, or have `flyway repair` accept the file."
  };
}
function descriptionDiffers(version, was, is) {
  return {
    message: `Flyway refuses version ${version}: it was applied with the description "${was}", and the file's name says "${is}".`,
    help: "Give the file its old name, or have `flyway repair` accept the new one."
  };
}
function belowBaseline(live, own, migrations) {
  let floor = live.findLast(({ type, succeeded }) => /^(?:SQL_)?BASELINE$/.test(type) && succeeded)?.parsed;
  if (floor === void 0) return [];
  let known = new Set(own.map(({ id }) => id));
  return migrations.flatMap(({ id, version, kind }) => {
    let parsed = kind === "versioned" ? parseVersion(version) : void 0;
    return parsed !== void 0 && compareVersions(parsed, floor) <= 0 && !known.has(id) ? [{ id, version, checksum: null, succeeded: !0 }] : [];
  });
}

// src/layouts/flyway/history.ts
var defaultName = "flyway_schema_history";
function flywayHistory(schema, name = defaultName) {
  let table2 = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
  return {
    table: table2,
    create: createStatements(table2, name),
    columns: ["installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "success"],
    recordSchemas: (schemas) => [
      insert(
        table2,
        markerRow("SCHEMA", null, "<< Flyway Schema Creation >>", schemas.map(quoteIdentifier).join(",")),
        0
      )
    ],
    read: `SELECT "installed_rank", "version", "description", "type", "script", "checksum", "success" FROM ${table2} ORDER BY "installed_rank"`,
    parse: parseApplied,
    recordStart: () => [],
    recordDone: (migration, { ms }) => [insert(table2, rowOf(migration, ms, !0))],
    // In a transaction Flyway rolls back and leaves no row; outside one it records the failure and refuses to go on. A script that
    // commits by itself is half done as well, though Flyway says it was rolled back.
    recordFailed: (migration, { ms }) => migration.up.transaction === "none" || unitsOf(migration.up).length > 1 ? [insert(table2, rowOf(migration, ms, !1))] : [],
    // As `flyway repair` removes failed rows: Flyway refuses to go on beside one.
    recordResumed: (migration) => [failedRows(`DELETE FROM ${table2}`, migration)],
    mark: (migration) => failedRows(
      `SELECT pg_catalog.string_agg("installed_rank" || ' ' || pg_catalog.date_part('epoch', "installed_on"), ', ' ORDER BY "installed_rank") AS mark FROM ${table2}`,
      migration
    ),
    // As Flyway makes the table and the row in one: always rank 1.
    recordBaseline: (_covered, version) => [
      insert(table2, markerRow("BASELINE", version, "<< Flyway Baseline >>", "<< Flyway Baseline >>"), 1)
    ],
    recordUndone: (migration) => [insert(table2, undoneRow(migration))],
    lockKeys: () => [flywayLockKey(table2)]
  };
}
function failedRows(command, migration) {
  return migration.kind === "repeatable" ? {
    sql: `${command} WHERE NOT "success" AND "version" IS NULL AND "description" = $1`,
    parameters: [abbreviateDescription(migration.name)]
  } : { sql: `${command} WHERE NOT "success" AND "version" = $1`, parameters: [migration.version] };
}
function createStatements(table2, name) {
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
    `ALTER TABLE ${table2} ADD CONSTRAINT ${quoteIdentifier(`${name}_pk`)} PRIMARY KEY ("installed_rank")`,
    `CREATE INDEX ${quoteIdentifier(`${name}_s_idx`)} ON ${table2} ("success")`
  ];
}
function insert(table2, row, rank) {
  return {
    sql: `INSERT INTO ${table2} ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success") VALUES (${rank ?? `(SELECT coalesce(max("installed_rank"), 0) + 1 FROM ${table2})`}, $1, $2, $3, $4, $5, current_user, $6, $7)`,
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
function markerRow(type, version, description, script2) {
  return { version, description, type, script: script2, checksum: null, executionTime: 0, success: !0 };
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

// node_modules/smol-toml/dist/error.js
function getLineColFromPtr(string, ptr) {
  let lines = string.slice(0, ptr).split(/\r?\n/);
  return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
  let lines = string.split(/\r?\n/), codeblock = "", numberLen = (Math.log10(line + 1) | 0) + 1;
  for (let i = line - 1; i <= line + 1; i++) {
    let l = lines[i - 1];
    l && (codeblock += i.toString().padEnd(numberLen, " "), codeblock += ":  ", codeblock += l, codeblock += `
`, i === line && (codeblock += " ".repeat(numberLen + column + 2), codeblock += `^
`));
  }
  return codeblock;
}
var TomlError = class _TomlError extends Error {
  line;
  column;
  codeblock;
  constructor(message, options) {
    let [line, column] = getLineColFromPtr(options.toml, options.ptr), codeblock = makeCodeBlock(options.toml, line, column);
    super(`Invalid TOML document: ${message}

${codeblock}`, options), this.line = line, this.column = column, this.codeblock = codeblock;
  }
  /** @internal */
  static x(message, ctx, ptr) {
    throw new _TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
  }
};

// node_modules/smol-toml/dist/primitive.js
function parseString(ctx) {
  let startPtr = ctx.p, c = ctx.s.charCodeAt(ctx.p++), first = c, isLiteral = c === 39, isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
  isMultiline && ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10 ? ctx.p++ : c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10 && (ctx.p += 2));
  let parsed = "", sliceStart = ctx.p, state = 0;
  for (; ctx.p < ctx.s.length; ctx.p++)
    if (c = ctx.s.charCodeAt(ctx.p), isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10))
      state = state && 3;
    else if (c < 32 && c !== 9 || c === 127)
      TomlError.x("control characters are not allowed in strings", ctx);
    else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
      if (isMultiline && (ctx.s.charCodeAt(ctx.p + 3) === first && ctx.p++, ctx.s.charCodeAt(ctx.p + 3) === first && ctx.p++), !state) {
        let s = ctx.s.slice(sliceStart, ctx.p);
        parsed = parsed ? parsed + s : s;
      }
      return ctx.p += isMultiline ? 3 : 1, parsed;
    } else if (!state)
      !isLiteral && c === 92 && (parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p), state = 1);
    else if (state === 1)
      if (c === 120 || c === 117 || c === 85) {
        let errPtr = ctx.p++ - 1, value = 0, len = c === 120 ? 2 : c === 117 ? 4 : 8;
        for (let j = 0; j < len; j++, ctx.p++) {
          let hex = ctx.s.charCodeAt(ctx.p), digit = (
            /* 0-9 */
            hex >= 48 && hex <= 57 ? hex - 48 : (
              /* A-F */
              hex >= 65 && hex <= 70 ? hex - 65 + 10 : (
                /* a-f */
                hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1
              )
            )
          );
          digit < 0 && TomlError.x("invalid non-hex character in unicode escape", ctx), value = value << 4 | digit;
        }
        (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) && TomlError.x("invalid unicode escape", ctx, errPtr), parsed += String.fromCodePoint(value), sliceStart = ctx.p--, state = 0;
      } else isMultiline && (c === 32 || c === 9) ? state = 2 : (c === 98 ? parsed += "\b" : c === 116 ? parsed += "	" : c === 110 ? parsed += `
` : c === 102 ? parsed += "\f" : c === 114 ? parsed += "\r" : c === 101 ? parsed += "\x1B" : c === 34 ? parsed += '"' : c === 92 ? parsed += "\\" : TomlError.x("unrecognised escape sequence", ctx), sliceStart = ctx.p + 1, state = 0);
    else c !== 32 && c !== 9 && (state === 2 && TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart), state = !isLiteral && c === 92 ? 1 : 0, sliceStart = ctx.p);
  TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
var DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i, TomlDate = class _TomlDate extends Date {
  #hasDate = !1;
  #hasTime = !1;
  #offset = null;
  constructor(date, fasttype, unsafeDelim) {
    let hasDate = !0, hasTime = !0, offset = "Z", c;
    if (typeof date == "string")
      if (fasttype)
        prep: {
          if (fasttype < 3) {
            if (+date.slice(11, 13) > 23) {
              date = "";
              break prep;
            }
            fasttype === 2 ? (offset = null, date += "Z") : (c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122 && (offset = date.slice(date.length - 6)), unsafeDelim && (date = date.slice(0, 10) + "T" + date.slice(11));
          } else fasttype === 4 && (date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`);
          hasDate = fasttype !== 4, hasTime = fasttype !== 3;
        }
      else {
        let match = date.match(DATE_TIME_RE);
        match ? (match[1] || (hasDate = !1, date = `0000-01-01T${date}`), hasTime = !!match[2], hasTime && date[10] === " " && (date = date.replace(" ", "T")), match[2] && +match[2] > 23 ? date = "" : (offset = match[3] || null, !offset && hasTime && (date += "Z"))) : date = "";
      }
    super(date), isNaN(this.getTime()) || (this.#hasDate = hasDate, this.#hasTime = hasTime, this.#offset = offset);
  }
  isDateTime() {
    return this.#hasDate && this.#hasTime;
  }
  isLocal() {
    return !this.#hasDate || !this.#hasTime || !this.#offset;
  }
  isDate() {
    return this.#hasDate && !this.#hasTime;
  }
  isTime() {
    return this.#hasTime && !this.#hasDate;
  }
  isValid() {
    return this.#hasDate || this.#hasTime;
  }
  toISOString() {
    let iso = super.toISOString();
    if (this.isDate())
      return iso.slice(0, 10);
    if (this.isTime())
      return iso.slice(11, 23);
    if (this.#offset === null)
      return iso.slice(0, -1);
    if (this.#offset === "Z" || this.#offset === "z")
      return iso;
    let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
    return offset = this.#offset[0] === "-" ? offset : -offset, new Date(this.getTime() - offset * 6e4).toISOString().slice(0, -1) + this.#offset;
  }
  static wrapAsOffsetDateTime(jsDate, offset = "Z") {
    let date = new _TomlDate(jsDate);
    return date.#offset = offset, date;
  }
  static wrapAsLocalDateTime(jsDate) {
    let date = new _TomlDate(jsDate);
    return date.#offset = null, date;
  }
  static wrapAsLocalDate(jsDate) {
    let date = new _TomlDate(jsDate);
    return date.#hasTime = !1, date.#offset = null, date;
  }
  static wrapAsLocalTime(jsDate) {
    let date = new _TomlDate(jsDate);
    return date.#hasDate = !1, date.#offset = null, date;
  }
};

// node_modules/smol-toml/dist/extract.js
function isDigit(char, base = 10) {
  return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
  return char === 32 || char === 9 || char === 10 || char === 13 || // Structure end or next value delimiter
  delim && (char === delim || char === 44) || // Comment
  char === 35;
}
function extractValue(ctx, end) {
  let errPtr = ctx.p, c = ctx.s.charCodeAt(ctx.p);
  if (c === 91 || c === 123) {
    ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
    let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
    return ctx.d++, value;
  }
  return c === 34 || c === 39 ? parseString(ctx) : c === 116 ? ((ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101) && TomlError.x("invalid value", ctx, errPtr), ctx.p++, !0) : c === 102 ? ((ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101) && TomlError.x("invalid value", ctx, errPtr), ctx.p++, !1) : c === 43 || c === 45 ? parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end) : ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45 ? parseDate(ctx, c, end) : ctx.s.charCodeAt(ctx.p + 2) === 58 ? parseTime(ctx, c, end) : parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
  let c = startChr, state = 0, hasUnderscores = !1;
  if (c === 105)
    return (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102) && TomlError.x("invalid value", ctx, startPtr), ctx.p++, (sign || 1) / 0;
  if (c === 110)
    return (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110) && TomlError.x("invalid value", ctx, startPtr), ctx.p++, NaN;
  if (c === 48) {
    if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
      return ctx.bi === !0 ? 0n : 0;
    if (!sign) {
      if (c === 120)
        return parseIntegerBaseN(ctx, startPtr, 16, endChr);
      if (c === 98)
        return parseIntegerBaseN(ctx, startPtr, 2, endChr);
      if (c === 111)
        return parseIntegerBaseN(ctx, startPtr, 8, endChr);
    }
    c === 46 ? state = 2 : c === 101 || c === 69 ? state = 4 : TomlError.x("illegal leading zero", ctx, startPtr);
  } else isDigit(c) || TomlError.x("invalid value", ctx, startPtr);
  for (; ++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr)); )
    state || (state = 1), c === 95 ? (state & 1 || TomlError.x("illegal underscore", ctx), state += 11, hasUnderscores = !0) : state === 1 && c === 46 ? state = 2 : (state === 1 || state === 3) && (c === 101 || c === 69) ? state = 4 : state === 4 && (c === 43 || c === 45) ? state = 6 : isDigit(c) ? state > 9 ? state -= 11 : state & 1 || state++ : TomlError.x("illegal character in numeric literal", ctx);
  if (!state) {
    let val = (startChr - 48) * (sign || 1);
    return ctx.bi === !0 ? BigInt(val) : val;
  }
  state & 1 || TomlError.x("unfinished numeric value", ctx, startPtr);
  let str = ctx.s.slice(startPtr, ctx.p);
  return hasUnderscores && (str = str.replaceAll("_", "")), state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
  let c, underscore = 1;
  for (; ++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr)); )
    c === 95 ? (underscore & 1 && TomlError.x("illegal underscore", ctx), underscore = 3) : isDigit(c, base) ? underscore & 1 && underscore-- : TomlError.x("illegal character in numeric literal", ctx);
  underscore & 1 && TomlError.x("unfinished numeric value", ctx);
  let str = ctx.s.slice(startPtr + 2, ctx.p);
  return underscore && (str = str.replaceAll("_", "")), parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
  if (ctx.bi !== !0)
    int: {
      let val = parseInt(str, base);
      if (!Number.isSafeInteger(val)) {
        if (ctx.bi)
          break int;
        TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
      }
      return val;
    }
  return BigInt(base === 10 ? str : (base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
  let startPtr = ctx.p++, unsafeSeparator;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)))
    return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
  if (ctx.p += 5, isDigit(ctx.s.charCodeAt(ctx.p++)) || TomlError.x("invalid date-time: date part is malformed", ctx, startPtr), ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = !0, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) {
    let t2 = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t2, 3, !1, startPtr);
  }
  if (ctx.s.charCodeAt(ctx.p += 3) !== 58 && TomlError.x("invalid date-time: time part is malformed", ctx, startPtr), ctx.s.charCodeAt(ctx.p += 3) === 58 && (ctx.p += 3), ctx.s.charCodeAt(ctx.p) === 46)
    for (; isDigit(ctx.s.charCodeAt(++ctx.p)); )
      ;
  if (c = ctx.s.charCodeAt(ctx.p)) {
    if (c === 90 || c === 122) {
      let t2 = ctx.s.slice(startPtr, ++ctx.p);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, "[+00:00]");
    }
    if (c === 43 || c === 45) {
      let t2 = ctx.s.slice(startPtr, ctx.p += 6);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
    }
  }
  let t = ctx.s.slice(startPtr, ctx.p);
  return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
  let start = ctx.p;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p)))
    return parseNumber(ctx, --ctx.p, c, 0, endChr);
  if (ctx.s.charCodeAt(ctx.p += 4) === 58 && (ctx.p += 3), ctx.s.charCodeAt(ctx.p) === 46)
    for (; isDigit(ctx.s.charCodeAt(++ctx.p)); )
      ;
  let t = ctx.s.slice(start, ctx.p);
  return readDate(ctx, t, 4, !1, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
  if (ctx.ld) {
    let date = new TomlDate(str, type, unsafeDelim);
    return date.isValid() || TomlError.x("invalid date", ctx, errPtr), date;
  }
  try {
    switch (temporalSuffix && (str += temporalSuffix), type) {
      case 1:
        return Temporal.ZonedDateTime.from(str);
      case 2:
        return Temporal.PlainDateTime.from(str);
      case 3:
        return Temporal.PlainDate.from(str);
      case 4:
        return Temporal.PlainTime.from(str);
    }
  } catch (e) {
    TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
  }
}

// node_modules/smol-toml/dist/util.js
function skipComment(ctx) {
  for (; ctx.p < ctx.s.length; ctx.p++) {
    let c = ctx.s.charCodeAt(ctx.p);
    if (c === 10)
      break;
    if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
      ctx.p++;
      break;
    }
    (c < 32 && c !== 9 || c === 127) && TomlError.x("control characters are not allowed in comments", ctx);
  }
}
function skipVoid(ctx, banNewLines, banComments) {
  let c;
  for (; ctx.p < ctx.s.length; ) {
    for (; ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)); )
      ctx.p++;
    if (banComments || c !== 35)
      break;
    skipComment(ctx);
  }
}

// node_modules/smol-toml/dist/struct.js
function parseKey(ctx, end = 61) {
  let startPtr, state = 0, parsed = [], sliceStart, c = ctx.s.charCodeAt(startPtr = ctx.p);
  do {
    if (c === end)
      return state || TomlError.x("unexpected end of key", ctx), state === 1 && parsed.push(ctx.s.slice(sliceStart, ctx.p)), ctx.p++, parsed;
    c === 46 ? (state || TomlError.x("illegal empty bare key", ctx), state === 1 && parsed.push(ctx.s.slice(sliceStart, ctx.p)), state = 0) : !state && (c === 34 || c === 39) ? (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2) && TomlError.x("illegal quoted key: multiline strings are not allowed", ctx), parsed.push(parseString(ctx)), state = 2, ctx.p--) : c === 32 || c === 9 ? state === 1 && (parsed.push(ctx.s.slice(sliceStart, ctx.p)), state = 2) : state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122 ? TomlError.x("illegal character in key", ctx) : state || (state = 1, sliceStart = ctx.p);
  } while (c = ctx.s.charCodeAt(++ctx.p));
  TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
function parseInlineTable(ctx) {
  let startPtr = ctx.p++, res = /* @__PURE__ */ Object.create(null), seen = /* @__PURE__ */ new Set(), c;
  for (; ctx.p < ctx.s.length; ) {
    if (skipVoid(ctx), (c = ctx.s.charCodeAt(ctx.p)) === 125)
      return ctx.p++, res;
    let k, t = res, hasOwn = !1, errPtr = ctx.p, key = parseKey(ctx);
    for (let i = 0; i < key.length; i++) {
      i && (t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null)), k = key[i], (hasOwn = Object.hasOwn(t, k)) && (typeof t[k] != "object" || seen.has(t[k])) && TomlError.x("trying to redefine an already defined value", ctx, errPtr);
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor")) {
        t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
        break;
      }
      !hasOwn && unsafe && Object.defineProperty(t, k, { enumerable: !0, configurable: !0, writable: !0 });
    }
    hasOwn && TomlError.x("trying to redefine an already defined value", ctx, errPtr), skipVoid(ctx, !0, !0);
    let value = extractValue(
      ctx,
      125
      /* } */
    );
    if (t && typeof (t[k] = value) == "object" && seen.add(value), skipVoid(ctx), (c = ctx.s.charCodeAt(ctx.p++)) === 125)
      return res;
    c !== 44 && TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished table", ctx, startPtr);
}
function parseArray(ctx) {
  let startPtr = ctx.p++, res = [], c;
  for (; ctx.p < ctx.s.length; ) {
    if (skipVoid(ctx), (c = ctx.s.charCodeAt(ctx.p)) === 93)
      return ctx.p++, res;
    if (res.push(extractValue(
      ctx,
      93
      /* ] */
    )), skipVoid(ctx), (c = ctx.s.charCodeAt(ctx.p++)) === 93)
      return res;
    c !== 44 && TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
function peekTable(ctx, key, table2, meta, type) {
  let t = table2, m = meta, k, hasOwn = !1, state;
  for (let i = 0; i < key.length; i++) {
    if (i) {
      if (t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null), m = (state = m[k]).c, type === 0 && (state.t === 1 || state.t === 2))
        return null;
      if (state.t === 2) {
        let l = t.length - 1;
        t = t[l], m = m[l].c;
      }
    }
    if (k = key[i], (hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d)
      return null;
    if (!hasOwn) {
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor"))
        return !1;
      unsafe && (Object.defineProperty(t, k, { enumerable: !0, configurable: !0, writable: !0 }), Object.defineProperty(m, k, { enumerable: !0, configurable: !0, writable: !0 })), m[k] = {
        t: i < key.length - 1 && type === 2 ? 3 : type,
        d: !1,
        i: 0,
        c: /* @__PURE__ */ Object.create(null)
      };
    }
  }
  if (state = m[k], state.t !== type && !(type === 1 && state.t === 3) || (type === 2 && (state.d || (state.d = !0, t[k] = []), t[k].push(t = /* @__PURE__ */ Object.create(null)), state.c[state.i++] = state = { t: 1, d: !1, i: 0, c: /* @__PURE__ */ Object.create(null) }), state.d))
    return null;
  if (state.d = !0, type === 1)
    t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
  else if (type === 0 && hasOwn)
    return null;
  return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
  (peek === null || ctx.uk === 2) && TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse(toml, options = {}) {
  let ctx = {
    s: toml,
    p: 0,
    d: options.maxDepth ?? 1e3,
    bi: options.integersAsBigInt ?? !1,
    ld: options.useLegacyDate ?? !0,
    uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
  }, res = /* @__PURE__ */ Object.create(null), meta = /* @__PURE__ */ Object.create(null), tmp, skipping = !1, tbl = res, m = meta;
  for (toml.charCodeAt(0) === 65279 && ctx.p++, skipVoid(ctx); ctx.p < toml.length; ) {
    if (toml.charCodeAt(ctx.p) === 91) {
      let isTableArray = toml.charCodeAt(++ctx.p) === 91;
      tmp = ctx.p += +isTableArray, skipping = !1;
      let k = parseKey(
        ctx,
        93
        /* ] */
      );
      isTableArray && (toml.charCodeAt(ctx.p) !== 93 && TomlError.x("expected end of table array declaration", ctx), ctx.p++);
      let p = peekTable(
        ctx,
        k,
        res,
        meta,
        isTableArray ? 2 : 1
        /* Type.EXPLICIT */
      );
      p ? (m = p[2], tbl = p[1]) : (validateTablePeek(ctx, p, tmp), skipping = !0);
    } else {
      tmp = ctx.p;
      let k = parseKey(ctx), p = peekTable(
        ctx,
        k,
        tbl,
        m,
        0
        /* Type.DOTTED */
      );
      !p && !skipping && validateTablePeek(ctx, p, tmp), skipVoid(ctx, !0, !0);
      let v = extractValue(ctx, void 0);
      p && !skipping && (p[1][p[0]] = v);
    }
    skipVoid(ctx, !0), ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10) && TomlError.x("each key-value declaration must be followed by an end-of-line", ctx), skipVoid(ctx);
  }
  return res;
}

// node_modules/smol-toml/dist/stringify.js
var HAS_WELLFORMED = !!"".isWellFormed;

// src/layouts/flyway/setting-files.ts
var settingFileNames = [
  "flyway.toml",
  "conf/flyway.toml",
  "flyway.user.toml",
  "conf/flyway.user.toml",
  "flyway.conf",
  "conf/flyway.conf",
  "application.properties",
  "application.yml",
  "application.yaml"
];
function isSettingFile({ path }) {
  return settingFileNames.some((name) => path === name || path.endsWith(`/${name}`));
}
function readSettingsFile(file) {
  let text = new TextDecoder().decode(file.bytes).replace(/^\uFEFF/, "");
  return file.path.endsWith(".toml") ? readToml(text, file.path) : { settings: (/\.ya?ml$/.test(file.path) ? yamlPairs(text) : propertyPairs(text)).flatMap(({ key, value, line }) => {
    let name = nameOf(key, file.path.endsWith(".conf"));
    return name === void 0 ? [] : [{ name, value, written: key, path: file.path, line }];
  }) };
}
function nameOf(key, isFlyways) {
  let name = (isFlyways ? /^flyway\.(.+)$/ : /^(?:spring|quarkus)\.flyway\.(.+)$/).exec(key)?.[1];
  if (name !== void 0)
    return name.startsWith("placeholders.") || isFlyways ? name : camelCase(name);
}
function camelCase(name) {
  return (/^[A-Z0-9_]+$/.test(name) ? name.toLowerCase() : name).replace(/[-_]([a-zA-Z0-9])/g, (_, letter) => letter.toUpperCase()).replace(/\[\d+\]$/, "");
}
function propertyPairs(text) {
  let pairs = /* @__PURE__ */ new Map(), lines = text.split(/\r\n|\r|\n/);
  for (let i = 0; i < lines.length; i++) {
    let line = i + 1, content = (lines[i] ?? "").trim();
    for (; /(?:^|[^\\])(?:\\\\)*\\$/.test(content) && i + 1 < lines.length; )
      i++, content = content.slice(0, -1) + (lines[i] ?? "").trim();
    let match = /^([^\s=:#!][^\s=:]*)(?:\s*[=:]\s*|\s+|$)(.*)$/.exec(content);
    if (match === null) continue;
    let key = match[1] ?? "", list2 = /^(.+)\[\d+\]$/.exec(key)?.[1], earlier = list2 === void 0 ? void 0 : pairs.get(list2), value = earlier === void 0 ? match[2] ?? "" : `${earlier.value},${match[2] ?? ""}`;
    pairs.set(list2 ?? key, { key: list2 ?? key, value, line });
  }
  return [...pairs.values()];
}
function yamlPairs(text) {
  let pairs = [], parents = [];
  for (let [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
    let content = raw.replace(/(?:^|\s)#.*$/, "").trimEnd(), indent = content.length - content.trimStart().length, item = /^\s*-\s+(.*)$/.exec(content)?.[1], last = pairs.at(-1);
    if (item !== void 0 && last !== void 0) {
      let value2 = last.value === "" ? unquoted2(item) : `${last.value},${unquoted2(item)}`;
      pairs[pairs.length - 1] = { ...last, value: value2 };
      continue;
    }
    let match = /^\s*("[^"]*"|'[^']*'|[^\s:#'"][^:#]*?)\s*:(?:\s+(.*))?$/.exec(content);
    if (match === null) continue;
    for (; (parents.at(-1)?.indent ?? -1) >= indent; ) parents.pop();
    parents.push({ indent, key: unquoted2(match[1] ?? "") });
    let value = (match[2] ?? "").trim(), flow = /^\[(.*)\]$/.exec(value)?.[1], read = flow === void 0 ? unquoted2(value) : flow.split(",").map(unquoted2).join(",");
    pairs.push({ key: parents.map(({ key }) => key).join("."), value: read, line: i + 1 });
  }
  return pairs.filter(({ value }) => value !== "");
}
function unquoted2(text) {
  return text.trim().replace(/^(["'])(.*)\1$/, "$2");
}
function readToml(text, path) {
  let root;
  try {
    root = parse(text);
  } catch (thrown) {
    if (!(thrown instanceof TomlError)) throw thrown;
    return { settings: [], unreadable: { why: "it is not valid TOML", line: thrown.line } };
  }
  let lines = text.split(/\r\n|\r|\n/), flyway2 = tableIn(root, "flyway"), chosen = typeof flyway2.environment == "string" ? flyway2.environment : "default", environments = tableIn(root, "environments"), used = isTable(environments[chosen]) ? [chosen] : Object.keys(environments), settings = pairsOf(flyway2, "");
  for (let name of used) {
    let { flyway: own, ...environment } = tableIn(environments, name), known = pairsOf(environment, "");
    settings.push(...isTable(own) ? [...known, ...pairsOf(own, "")] : known);
  }
  return {
    settings: settings.map(([name, value]) => ({ name, value, written: name, path, line: lineOf(lines, name) }))
  };
}
function pairsOf(table2, prefix) {
  return Object.entries(table2).flatMap(([key, value]) => isTable(value) ? pairsOf(value, `${prefix}${key}.`) : [[`${prefix}${key}`, Array.isArray(value) ? value.map(String).join(",") : String(value)]]);
}
function lineOf(lines, name) {
  let key = name.slice(name.lastIndexOf(".") + 1);
  return lines.findIndex((line) => {
    let [, written = ""] = /^\s*([^=#]+?)\s*=/.exec(line) ?? [];
    return unquoted2(written.slice(written.lastIndexOf(".") + 1)) === key;
  }) + 1 || 1;
}
function tableIn(table2, key) {
  let value = table2[key];
  return isTable(value) ? value : {};
}
function isTable(value) {
  return typeof value == "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

// src/layouts/flyway/settings.ts
function readFlywaySettings(neighbours, root) {
  let problems = [], settings = [];
  for (let file of filesInUse(neighbours)) {
    let read = readSettingsFile(file);
    if (settings.push(...read.settings), read.unreadable !== void 0) {
      let message = `Flyway's settings can't be read: ${read.unreadable.why}. What Flyway would run is unknown.`;
      problems.push(at(fileProblem("unreadable-file", file.path, message, "Correct the file."), read.unreadable.line));
    }
  }
  let meaning = meaningOf(settings, root);
  return { historyAt: meaning.historyAt, problems: [...problems, ...meaning.problems] };
}
function readFlywayVariables(variables, root) {
  let settings = Object.entries(variables).flatMap(([written, value]) => {
    let name = /^FLYWAY_([A-Z][A-Z0-9_]*)$/.exec(written)?.[1];
    return name === void 0 || value === void 0 || /^(?:PLACEHOLDERS_|EDITION$|HOME$|VERSION$)/.test(name) ? [] : [{ name: camelCase(name), value, written, path: "the environment", line: 1 }];
  }), { historyAt, problems } = meaningOf(settings, root);
  return { historyAt, refused: problems.map(({ message }) => message) };
}
function filesInUse(neighbours) {
  let isOwn = ({ path }) => baseName(path).startsWith("flyway."), home = ({ path }) => path.slice(0, -baseName(path).length).replace(/(^|\/)conf\/$/, "$1"), nearest = (files) => {
    let [first] = files;
    return first === void 0 ? [] : files.filter((file) => home(file) === home(first));
  }, own = nearest(neighbours.filter(isOwn)), toml = own.filter(({ path }) => path.endsWith(".toml"));
  return [...toml.length > 0 ? toml : own, ...nearest(neighbours.filter((file) => !isOwn(file)))];
}
function meaningOf(settings, root) {
  let values = /* @__PURE__ */ new Map(), problems = [];
  for (let setting of settings) {
    let { name } = setting, earlier = values.get(name);
    honoured.has(name) && earlier !== void 0 && earlier.value !== setting.value && problems.push(problemOf2(setting, `is set to two values (\`${earlier.value}\` in ${earlier.path})`)), values.set(name, setting);
    let complaint = complaintAbout2(setting, root);
    complaint !== void 0 && problems.push(problemOf2(setting, complaint));
  }
  let value = (name) => nonEmpty(values.get(name)?.value), table2 = value("table"), listed = list(value("schemas") ?? ""), schema = value("defaultSchema") ?? listed[0], schemas = schema === void 0 || listed.includes(schema) ? listed : [schema, ...listed];
  return {
    problems,
    historyAt: {
      ...table2 === void 0 ? {} : { table: table2 },
      ...schema === void 0 ? {} : { schema, schemas }
    }
  };
}
var honoured = /* @__PURE__ */ new Set(["table", "defaultSchema", "schemas"]), defaults = {
  baselineMigrationPrefix: ["B"],
  baselineOnMigrate: ["false"],
  callbackLocations: [""],
  callbacks: [""],
  cherryPick: [""],
  configFiles: [""],
  createSchemas: ["true"],
  detectEncoding: ["false"],
  dryRunOutput: [""],
  encoding: ["UTF-8", "utf-8", "UTF8", "utf8"],
  errorOverrides: [""],
  executeInTransaction: ["true"],
  group: ["false"],
  ignoreMigrationPatterns: ["*:future"],
  initSql: [""],
  initSqls: [""],
  jarDirs: [""],
  javaMigrationClassProvider: [""],
  migrationResolvers: [""],
  mixed: ["false"],
  outOfOrder: ["false"],
  placeholderPrefix: ["${"],
  placeholderSeparator: [":"],
  placeholderSuffix: ["}"],
  repeatableSqlMigrationPrefix: ["R"],
  resolvers: [""],
  scriptPlaceholderPrefix: ["FP__"],
  scriptPlaceholderSuffix: ["__"],
  shouldExecute: ["true"],
  skipDefaultCallbacks: ["false"],
  skipDefaultResolvers: ["false"],
  skipExecutingMigrations: ["false"],
  sqlMigrationPrefix: ["V"],
  sqlMigrationSeparator: ["__"],
  sqlMigrationSuffixes: [".sql"],
  tablespace: [""],
  target: ["latest", ""],
  undoSqlMigrationPrefix: ["U"],
  validateOnMigrate: ["true"]
}, harmless = new Set(
  `active baselineDescription baselineVersion batch checkLocation cleanAtStart cleanDisabled cleanOnValidationError color communityDBSupportEnabled
   configFileEncoding connectRetries connectRetriesInterval databaseType displayName driver driverClassName email enabled environment failOnMissingLocations
   failOnMissingTarget id installedBy jdbcUrl kerberosConfigFile licenseKey lockRetryCount loggers migrateAtStart name outputLogsInJson
   outputProgress outputQueryResults outputType password placeholderReplacement powershellExecutable provisioner provisionMode repairAtStart
   reportEnabled reportFilename stream token user username validateAtStart validateMigrationNaming workingDirectory`.split(
    /\s+/
  )
);
function complaintAbout2({ name, value }, root) {
  if (honoured.has(name))
    return value.includes("${") ? "has a value that is only known when Flyway runs" : void 0;
  if (name === "locations")
    return list(value).every((one) => isRoot(one, root)) && list(value).length === 1 ? void 0 : `names other places than ${root === "" ? "this directory" : root} alone`;
  if (name === "url")
    return /[?&;](?:currentSchema|options|search_path)=/i.test(value) ? "gives the session another search_path" : void 0;
  if (/^jdbcProperties\.(?:currentSchema|options)$/i.test(name)) return "gives the session another search_path";
  let allowed = Object.hasOwn(defaults, name) ? defaults[name] : void 0;
  return allowed === void 0 ? name.includes(".") || harmless.has(name) ? void 0 : "is not a setting that Lockgate knows" : allowed.includes(value.trim()) ? void 0 : "changes what Flyway runs, and Lockgate does not";
}
function isRoot(location, root) {
  let path = location.replace(/^(?:filesystem|classpath):/, "").replace(/^(?:\.?\/)+/, "").replace(/\/+$/, ""), whole = `/${relativeTo("", root)}`;
  return path === "" || path === "." ? root === "" : `${whole}`.endsWith(`/${path}`) || path.endsWith(whole);
}
function problemOf2({ written, value, path, line }, complaint) {
  let shown = value.length > 60 ? `${value.slice(0, 60)}\u2026` : value, message = `Flyway's setting \`${written}\` (\`${shown.replaceAll("`", "'")}\`) ${complaint}.`;
  return at(fileProblem("unsupported-setting", path, message, "Remove it, or give it the default, so that Lockgate and Flyway run the same. Lockgate honours `table`, `defaultSchema` and `schemas`."), line);
}
function at(problem2, line) {
  return { ...problem2, place: { ...problem2.place, line, endLine: line } };
}
function list(text) {
  return text.split(",").map((one) => one.trim()).filter((one) => one !== "");
}
function nonEmpty(text) {
  let trimmed = text?.trim();
  return trimmed === "" ? void 0 : trimmed;
}

// src/layouts/flyway/index.ts
var flyway = {
  name: "flyway",
  recognise: (paths) => paths.filter(isFlywayFile).length,
  neighbours: settingFileNames,
  marks: [
    ...["flyway.conf", "flyway.toml", "flyway.user.toml", "conf/flyway.conf", "conf/flyway.toml"].map((name) => ({
      name
    })),
    ...[
      "pom.xml",
      "build.gradle",
      "build.gradle.kts",
      "build.sbt",
      "Makefile",
      "compose.yaml",
      "docker-compose.yml"
    ].map((name) => ({ name, holds: /flyway/i })),
    ...["properties", "yml", "yaml"].flatMap(
      (ending) => [`application.${ending}`, `src/main/resources/application.${ending}`].map((name) => ({ name, holds: /flyway/i }))
    )
  ],
  companions: codeDirectories,
  read: readFlyway,
  lateVersion: "refused",
  compareVersions: compareTexts,
  keepsNames: !0,
  namesTable: !0,
  baselineZero: !0,
  readVariables: readFlywayVariables,
  history: flywayHistory,
  authoring: flywayAuthoring
};
function readFlyway(files, root, neighbours = []) {
  let reading = readFlywayFiles(files, root, neighbours), { historyAt, problems } = readFlywaySettings(neighbours.filter(isSettingFile), root), settled = { ...reading, problems: [...reading.problems, ...problems] };
  return Object.keys(historyAt).length === 0 ? settled : { ...settled, historyAt };
}
function isFlywayFile(path) {
  let name = baseName(path), { kind } = parseName(name);
  return name.includes("__") && (kind === "versioned" || kind === "repeatable" || kind === "baseline");
}
function codeDirectories(root) {
  let parts = /^(.*\/|)src\/([^/]+)\/resources\/(.+)$/.exec(root);
  if (parts === null) return [];
  let [, before, set, location] = parts;
  return ["java", "kotlin", "groovy", "scala"].map((language) => `${before}src/${set}/${language}/${location}`);
}

// src/layouts/golang-migrate/authoring.ts
var golangMigrateAuthoring = {
  write(steps, after, all) {
    let versions = versionsBehind(writtenVersion3(after), all.map(writtenVersion3), steps.length, compare3);
    if (!versions?.some((version) => BigInt(version) > largest))
      return versions?.map((version, i) => filesOf4(steps[i], version, after));
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
function filesOf4(step, version, after) {
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
    let problem2 = addFile(versions, file);
    problem2 !== void 0 && problems.push(problem2);
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
  let { version: number, name, direction } = parsed, version = versions.get(number) ?? { number, name, scripts: /* @__PURE__ */ new Map() }, earlier = version.scripts.get(direction);
  if (earlier !== void 0) return duplicate3(file.path, earlier.path);
  version.scripts.set(direction, file), versions.set(number, direction === "up" ? { ...version, name } : version);
}
function migrationOf3({ number, name, scripts }, up) {
  let down = scripts.get("down");
  return {
    id: String(number),
    version: String(number),
    name,
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
var defaultName2 = "schema_migrations";
function golangMigrateHistory(schema, name = defaultName2) {
  let table2 = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`, set = (version, dirty) => [
    { sql: `TRUNCATE ${table2}`, parameters: [] },
    { sql: `INSERT INTO ${table2} (version, dirty) VALUES ($1, $2)`, parameters: [version, dirty] }
  ];
  return {
    table: table2,
    create: [`CREATE TABLE IF NOT EXISTS ${table2} (version bigint not null primary key, dirty boolean not null)`],
    columns: ["version", "dirty"],
    read: `SELECT version, dirty FROM ${table2} LIMIT 1`,
    parse: parseCurrent,
    recordStart: ({ version }) => set(version, !0),
    recordDone: ({ version }) => set(version, !1),
    // The row of the start stays: dirty, and the tool refuses to go on until `force`.
    recordFailed: () => [],
    // The transaction that wrote the row identifies it: `force` and the tool's own runs write a new one.
    mark: ({ version }) => ({
      sql: `SELECT xmin::text AS mark FROM ${table2} WHERE dirty AND version = $1`,
      parameters: [version]
    }),
    // As `migrate force <version>`.
    recordBaseline: (_covered, version) => set(version, !1),
    recordUndone: (_migration, previous) => previous === void 0 ? [{ sql: `TRUNCATE ${table2}`, parameters: [] }] : set(previous.version, !1),
    // The tool takes the database's name from its URL with the slash, or from the connection without: two keys for one database.
    lockKeys: (database) => [`/${database}`, database].map((spelling) => lockKey(schema, name, spelling))
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
function lockKey(schema, name, database) {
  let names = new TextEncoder().encode([schema, name, database].join("\0"));
  return String(Math.imul(crc32(names), 1486364155) >>> 0);
}

// src/layouts/golang-migrate/parameters.ts
function readUrlParameters(parameters) {
  let { "x-migrations-table": table2, "x-migrations-table-quoted": quoted, ...others } = parameters, refused = Object.entries(others).flatMap(
    ([name, value]) => isDefault(name, value) ? [] : [refusal(name, value)]
  );
  if (table2 === void 0 || table2 === "") return { refused };
  if (!isTrue(quoted)) return { refused, historyAt: { table: table2 } };
  let names = [...table2.matchAll(/"(.*?)"/g)].map(([, name = ""]) => name), [first = "", second] = names;
  return names.length === 0 || names.length > 2 ? { refused: [...refused, refusal("x-migrations-table", table2)] } : { refused, historyAt: second === void 0 ? { table: first } : { tableSchema: first, table: second } };
}
function isTrue(value) {
  return /^(?:1|t|true)$/i.test(value ?? "");
}
function isDefault(name, value) {
  switch (name) {
    case "x-multi-statement":
      return !isTrue(value);
    // The size of a piece of a script that is sent in pieces, which is refused.
    case "x-multi-statement-max-size":
      return !0;
    case "x-statement-timeout":
      return /^0*$/.test(value);
    default:
      return !1;
  }
}
function refusal(name, value) {
  return `The URL's parameter \`${name}=${value.replaceAll("`", "'")}\` changes how golang-migrate runs scripts, and Lockgate does not.`;
}

// src/layouts/golang-migrate/index.ts
var golangMigrate = {
  name: "golang-migrate",
  recognise: (paths) => paths.filter((path) => !path.includes("/") && parseName2(path).kind === "migration").length,
  marks: [
    { name: "go.mod", holds: /\bgolang-migrate\/migrate\b/ },
    ...[
      "Makefile",
      "Taskfile.yml",
      "Taskfile.yaml",
      "justfile",
      "Dockerfile",
      "compose.yaml",
      "compose.yml",
      "docker-compose.yml",
      "docker-compose.yaml"
    ].map((name) => ({
      name,
      holds: /\bmigrate\/migrate\b|\bgolang-migrate\b|\bmigrate [^\n]*-(?:path|source|database|ext)\b/
    }))
  ],
  lookalikes: "sqlx, pop and bun use",
  read: readGolangMigrateFiles,
  carriesSession: !0,
  lateVersion: "skipped",
  namesTable: !0,
  readParameters: readUrlParameters,
  history: golangMigrateHistory,
  authoring: golangMigrateAuthoring
};

// src/layouts/other-tools.ts
var anySql = /\.sql$/i, numbered = /^[0-9]+[^/]*\.sql$/i, notFlyways = /^(?!(?:.*\/)?(?:[VUB][0-9]|R__)).*\.sql$/i, nothing = /(?!)/, script = /\.[cm]?[jt]s$/, upAndDown = /^[0-9]+_[^/]*\.(?:up|down)\.sql$/, flywayLike = /(?:^|\/)(?:[VUB][0-9][^/]*|R)__[^/]*\.sql$/i, cargo = (crate) => ({
  name: "Cargo.toml",
  holds: new RegExp(
    `^[ \\t]*(?:${crate}(?:[-_][a-z_-]+)?\\s*[.=]|\\[(?:[^\\]\\n]*\\.)?dependencies\\.${crate}\\])`,
    "m"
  )
}), npm = (name) => ({ name: "package.json", holds: new RegExp(`"${name}"\\s*:`) }), goModule = (path) => ({ name: "go.mod", holds: new RegExp(`\\b${path}\\b`) }), weak = (mark) => ({ ...mark, weak: !0 }), named = (...names) => names.map((name) => ({ name })), jvmBuild = (holds) => ["pom.xml", "build.gradle", "build.gradle.kts", "build.sbt"].map((name) => ({ name, holds })), dotnet = (holds) => ({ name: /\.(?:cs|fs|vb)proj$/, holds }), python = (holds) => ["pyproject.toml", "requirements.txt", "setup.cfg"].map((name) => ({ name, holds }));
function supabase(mark) {
  return { ...mark, holds: /^[ \t]*project_id[ \t]*=|^\[(?:api|auth|db|studio|inbucket)\]/m };
}
var otherTools = [
  {
    name: "dbmate",
    fits: numbered,
    marker: /^--\s*migrate:(?:up|down)\b/im,
    beside: named(".dbmate.yml", ".dbmate.yaml", "dbmate.yml")
  },
  {
    name: "goose",
    fits: numbered,
    marker: /^--\s*\+goose\s+(?:up|down|statementbegin|statementend|no\s+transaction|envsub)\b/im
  },
  {
    name: "sql-migrate",
    fits: anySql,
    marker: /^--\s*\+migrate\s+(?:up|down|statementbegin|statementend)\b/im,
    beside: [{ name: "dbconfig.yml", holds: /^[ \t]+dir:/m }]
  },
  {
    name: "node-pg-migrate",
    fits: numbered,
    // Its own pattern: any dashes and blanks before the words.
    marker: /^(?=[ \t]*-)[ \t-]+(?:up|down)[ \t]+migration\b/im,
    beside: [npm("node-pg-migrate")]
  },
  { name: "rambler", fits: notFlyways, marker: /^--\s*rambler\s+(?:up|down)\b/im, beside: named("rambler.json") },
  {
    name: "tern",
    fits: numbered,
    marker: /^----\s*create above\s*\/\s*drop below\s*----/im,
    beside: [{ name: "tern.conf", holds: /^\[database\]/m }],
    inside: [{ path: /^tern\.conf$/ }]
  },
  {
    name: "MyBatis Migrations",
    fits: notFlyways,
    marker: /^--\s*\/\/\s*@undo\b/im,
    inside: [{ path: /(?:^|\/)bootstrap\.sql$/, holds: /^--\s*\/\/\s/m }]
  },
  {
    name: "Play evolutions",
    fits: anySql,
    marker: /^(?:#|--)\s*(?:---\s*)?!(?:ups|downs)\b/im
  },
  {
    name: "graphile-migrate",
    fits: notFlyways,
    marker: /^--!\s*(?:previous|hash|message|allowinvalidhash|include|split|no-transaction)\b/im,
    inside: [{ path: /(?:^|\/)committed\/[0-9]+[^/]*\.sql$/ }],
    beside: named(".gmrc", ".gmrc.js", ".gmrc.cjs", ".gmrc.json")
  },
  {
    name: "Liquibase",
    fits: anySql,
    marker: /^--\s*(?:liquibase\s+formatted\s+sql|changeset\s+[^\s:]+:\S)/im,
    inside: [{ path: /\.(?:xml|ya?ml|json)$/i, holds: /databaseChangeLog/ }],
    beside: [
      ...named("liquibase.properties", "liquibase.flowfile.yaml"),
      ...["xml", "yaml", "yml", "json"].flatMap(
        (ending) => ["db.changelog-master", "changelog-master", "changelog", "master", "changelog/db.changelog-master"].map(
          (name) => ({ name: `${name}.${ending}`, holds: /databaseChangeLog/ })
        )
      ),
      ...jvmBuild(/liquibase/i).map(weak)
    ]
  },
  {
    name: "yoyo",
    fits: notFlyways,
    // Only among the comments at the top of the file.
    marker: /^(?:[^\S\n]*(?:--[^\n]*)?\n)*--\s*(?:depends|transactional)\s*:/i,
    inside: [{ path: /\.rollback\.sql$/ }],
    beside: [{ name: "yoyo.ini" }, ...python(/\byoyo-migrations\b/i)]
  },
  {
    name: "a tool with a section for the way back",
    fits: nothing,
    marker: /^--[ \t=*-]*@?(?:undo|rollback|down|downs|revert)[ \t:=*-]*\r?$/im
  },
  {
    name: "refinery",
    fits: /(?:^|\/)[VU][0-9]+__[^/]*\.(?:sql|rs)$/,
    inside: [{ path: /(?:^|\/)[VU][0-9]+__[^/]*\.rs$/ }],
    beside: [cargo("refinery"), ...named("refinery.toml")]
  },
  { name: "Evolve", fits: flywayLike, beside: [dotnet(/Include="Evolve(?:"|\.)/i), ...named("evolve.json")] },
  { name: "DbUp", fits: anySql, beside: [dotnet(/Include="dbup(?:"|-)/i)] },
  {
    name: "grate or RoundhousE",
    fits: /^(?:up|runAfterOtherAnyTimeScripts|permissions)\/.*\.sql$/i,
    beside: [dotnet(/Include="grate/i)]
  },
  {
    name: "sqlx",
    fits: /^[0-9]+_[^/]*\.sql$/,
    beside: [{ name: "sqlx.toml" }, weak(cargo("sqlx"))]
  },
  {
    name: "SeaORM",
    fits: /(?:^|\/)m[0-9]+_[^/]*\.rs$/,
    inside: [{ path: /(?:^|\/)m[0-9]+_[^/]*\.rs$/ }]
  },
  {
    name: "Prisma",
    fits: /(?:^|\/)migration\.sql$/,
    inside: [{ path: /(?:^|\/)migration_lock\.toml$/ }, { path: /^[0-9]{14}_[^/]*\/migration\.sql$/ }],
    beside: [...named("migration_lock.toml", "schema.prisma", "prisma/schema.prisma"), npm("prisma")]
  },
  {
    name: "Atlas",
    fits: /^(?![VUBR][0-9]*__)(?!.*\.(?:up|down)\.sql$)[^/]*\.sql$/,
    marker: /^--\s*atlas:(?:txmode|delimiter|checkpoint|import|txtar|assert|sum)\b/im,
    inside: [{ path: /^atlas\.sum$/ }],
    beside: [{ name: "atlas.hcl", holds: /\bmigration[ \t]*\{|^[ \t]*env\b/m }]
  },
  {
    name: "Hasura",
    fits: /(?:^|\/)[0-9]{13}_[^/]*\/(?:up|down)\.sql$|(?:^|\/)[^/]+\/up\.sql$/,
    inside: [{ path: /(?:^|\/)[0-9]{13}_[^/]*\/up\.sql$/ }, { path: /(?:^|\/)[^/]+\/(?:up|down)\.yaml$/ }],
    beside: ["config.yaml", "config.yml"].map((name) => ({
      name,
      holds: /^[ \t]*(?:metadata_directory|migrations_directory|metadata_path)[ \t]*:|hasura/m
    }))
  },
  {
    name: "pop (soda, buffalo)",
    fits: /^[0-9]+_[^/]*\.(?:up|down)\.(?:sql|fizz)$/,
    inside: [
      { path: /\.(?:up|down)\.fizz$/ },
      { path: /^[0-9]+_[^/]*\.(?:postgres|mysql|sqlite3?|cockroach|all)\.(?:up|down)\.(?:sql|fizz)$/ }
    ],
    beside: [
      {
        name: "database.yml",
        holds: /^[ \t]+(?:dialect|driver|url)[ \t]*:[ \t]*["']?(?:\{\{|postgres|cockroach|mysql|sqlite)/m
      },
      ...named(".buffalo.dev.yml", ".soda.yml"),
      goModule("gobuffalo/(?:pop|soda|fizz)"),
      goModule("ory/pop")
    ]
  },
  {
    name: "bun",
    fits: upAndDown,
    inside: [{ path: /^[0-9]+_[^/]*\.tx\.(?:up|down)\.sql$/ }],
    beside: [weak(goModule("uptrace/bun"))]
  },
  { name: "go-pg migrations", fits: upAndDown, beside: [goModule("go-pg/migrations")] },
  { name: "Supabase", fits: numbered, beside: named("supabase/config.toml", "config.toml").map(supabase) },
  {
    name: "Drizzle",
    fits: /(?:^|\/)[0-9]{4,}_[^/]*\.sql$|(?:^|\/)migration\.sql$/,
    marker: /-->\s*statement-breakpoint\b/m,
    inside: [{ path: /(?:^|\/)meta\/_journal\.json$/ }],
    beside: [
      ...named(
        "meta/_journal.json",
        "drizzle.config.ts",
        "drizzle.config.js",
        "drizzle.config.mjs",
        "drizzle.config.json"
      ),
      weak(npm("drizzle-kit"))
    ]
  },
  {
    name: "Rails",
    fits: /\.rb$/,
    inside: [{ path: /(?:^|\/)[0-9]{14}_[a-z0-9_]+\.rb$/ }, { path: /^schema\.rb$/, holds: /ActiveRecord::Schema/ }],
    beside: [{ name: "config/application.rb", holds: /Rails::Application/ }]
  },
  {
    name: "Alembic",
    fits: /\.py$/,
    inside: [{ path: /(?:^|\/)(?:env\.py|script\.py\.mako)$/, holds: /alembic|down_revision/ }],
    beside: named("alembic.ini", "script.py.mako")
  },
  {
    name: "Django",
    fits: /\.py$/,
    inside: [{ path: /(?:^|\/)[0-9]{4}_[a-z0-9_]+\.py$/, holds: /migrations\.Migration/ }]
  },
  { name: "Ecto", fits: /\.exs$/, inside: [{ path: /(?:^|\/)[0-9]{14}_[^/]*\.exs$/ }] },
  {
    name: "Phinx, Doctrine or Laravel",
    fits: /\.php$/,
    inside: [{ path: /(?:^|\/)(?:[0-9]{4}_?[0-9]{2}_?[0-9]{2}_?[0-9]{6}_[^/]*|Version[0-9]{14})\.php$/ }]
  },
  { name: "Knex", fits: script, beside: named("knexfile.js", "knexfile.ts", "knexfile.cjs", "knexfile.mjs") },
  { name: "Sequelize", fits: script, beside: named(".sequelizerc") },
  {
    name: "TypeORM, MikroORM, node-pg-migrate or another tool in JavaScript",
    fits: script,
    inside: [{ path: /(?:^|\/)(?:Migration)?[0-9]{4,}[^/]*\.[cm]?[jt]s$/ }]
  },
  { name: "goose (in Go)", fits: /\.go$/, inside: [{ path: /^[0-9]+_[^/]*\.go$/, holds: /goose\.Add/ }] },
  {
    name: "Sqitch",
    fits: notFlyways,
    inside: [{ path: /(?:^|\/)sqitch\.(?:plan|conf)$/ }],
    beside: named("sqitch.plan", "sqitch.conf")
  },
  {
    name: "postgrator",
    fits: /^[0-9]+\.(?:do|undo)\.[^/]*sql$/,
    inside: [{ path: /^[0-9]+\.(?:do|undo)\.(?:[^/]*\.)?sql$/ }],
    beside: [npm("postgrator(?:-cli)?"), ...named(".postgratorrc.json", "postgrator.json")]
  },
  { name: "marv", fits: numbered, inside: [{ path: /^\.marvrc$/ }], beside: [npm("marv")] },
  {
    name: "pgroll",
    fits: nothing,
    inside: [{ path: /^[0-9][^/]*\.(?:json|ya?ml)$/, holds: /"operations"\s*:|^operations:/m }]
  },
  { name: "reshape", fits: nothing, inside: [{ path: /\.toml$/, holds: /^\[\[actions\]\]/m }] },
  {
    name: "Migratus",
    fits: /^[0-9]+-[^/]*\.(?:up|down)\.sql$/,
    inside: [{ path: /^[0-9]{14}-[^/]*\.(?:up|down)\.sql$/ }]
  }
], anyMarker = new RegExp(
  otherTools.flatMap(({ marker }) => marker?.multiline ? [`(?:${marker.source})`] : []).join("|"),
  "im"
);
function markerIn(text, counts = () => !0) {
  let isLikely = anyMarker.test(text);
  for (let tool of otherTools) {
    let match = counts(tool) && (isLikely || tool.marker?.multiline === !1) ? tool.marker?.exec(text) : null;
    if (match == null) continue;
    let at2 = match.index + match[0].length, line = text.slice(0, at2).split(`
`).length;
    return { tool, line, text: (text.split(`
`)[line - 1] ?? "").trim() };
  }
}

// src/layouts/schema-dump.ts
function isDump({ path, bytes }) {
  return /^(?:.*[_.-])?(?:structure|schema|dump)\.sql$/i.test(baseName(path)) ? dumped.test(new TextDecoder().decode(bytes)) : !1;
}
var dumped = /^(?:-- PostgreSQL database dump|\\restrict |SELECT pg_catalog\.set_config\('search_path', '', false\);|INSERT INTO (?:"?public"?\.)?"?(?:schema_migrations|ar_internal_metadata)"?[ (])/m;

// src/layouts/plain.ts
var plain = {
  name: "plain",
  recognise: () => 0,
  read: readPlain,
  lateVersion: "runs",
  history: () => nothing2
}, isDown = /(^|[/._-])down\.sql$/i, natural = new Intl.Collator("en", { numeric: !0 });
function readPlain(files) {
  let problems = [], scripts = files.filter((file) => /\.sql$/i.test(file.path) && !isDump(file) && !isForeign(file, problems)), downs = new Map(scripts.filter((file) => isDown.test(file.path)).map((file) => [stem(file.path), file])), forwards = new Set(scripts.filter((file) => !isDown.test(file.path)).map((file) => stem(file.path))), ups = scripts.filter((file) => !isDown.test(file.path) || !forwards.has(stem(file.path))).sort((a, b) => natural.compare(a.path, b.path)), downOf = (file) => isDown.test(file.path) ? void 0 : downs.get(stem(file.path));
  return { migrations: ups.map((file) => migrationOf4(file, downOf(file))), problems };
}
function isForeign(file, problems) {
  let found = markerIn(new TextDecoder().decode(file.bytes));
  if (found === void 0) return !1;
  let message = `Lockgate does not read files of ${found.tool.name} yet, and \`${found.text}\` is a line of it: this file is not run.`, help = "Leave the file out, or take out the line if no tool reads it.", { place, ...problem2 } = fileProblem("unsupported-feature", file.path, message, help);
  return problems.push({ ...problem2, place: { ...place, line: found.line, endLine: found.line } }), !0;
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
  let script2 = readScript(file, "wrapped", "sent");
  return runsOutside2(script2) ? { ...script2, transaction: "none" } : script2;
}
function runsOutside2({ statements, text }) {
  let [only, ...others] = statements;
  return only !== void 0 && others.length === 0 && refusedInTransaction(only) !== void 0 || noTransaction.test(text) || statements.some((statement) => transactionAction(statement)?.action === "begin");
}
var noTransaction = /^--\s*no-transaction\b/im, nothing2 = {
  table: '"public"."lockgate keeps no history of plain files"',
  create: [],
  columns: [],
  read: "",
  parse: () => [],
  recordStart: () => [],
  recordDone: () => [],
  recordFailed: () => [],
  recordBaseline: () => [],
  recordUndone: () => [],
  lockKeys: () => []
};

// src/layouts/index.ts
var layouts = [flyway, diesel, golangMigrate, plain], neighbourNames = [...new Set(layouts.flatMap(({ neighbours }) => neighbours ?? []))];
function layoutNamed(name) {
  return layouts.find((layout) => layout.name === name);
}
function recogniseLayout(paths) {
  let scores = layouts.map((layout2) => ({ layout: layout2, score: layout2.recognise(paths) })), best = Math.max(...scores.map(({ score }) => score));
  if (best === 0) return { kind: "unknown" };
  let candidates = scores.filter(({ score }) => score === best).map(({ layout: layout2 }) => layout2), [layout] = candidates;
  return layout !== void 0 && candidates.length === 1 ? { kind: "recognised", layout } : { kind: "ambiguous", candidates };
}

// src/project.ts
import { dirname as dirname2, isAbsolute, relative as relative2, resolve as resolve2, sep } from "node:path";

// src/input-paths.ts
import { basename, dirname, join, relative, resolve } from "node:path";
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
  let named2 = paths.length > 0 ? paths : config.path === void 0 ? [] : [config.path];
  if (named2.length === 0) return { directory: await usualDirectory(cwd) };
  let absolute = await Promise.all(named2.map((path) => canonicalPath(resolve(cwd, path)))), kinds2 = await Promise.all(absolute.map(kindOf)), missing = named2.filter((_, i) => kinds2[i] === "nothing");
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
  let directories = [...new Set(files.map(dirname))], parents = [...new Set(directories.map(dirname))], candidates = [directories, parents].flatMap((list2) => list2.length === 1 ? list2 : []);
  for (let directory of layout === "plain" ? [] : candidates) {
    let names = [...files, ...await beside(files)].map((file) => slashed(relative(directory, file))), recognition = recogniseLayout(names);
    if (recognition.kind === "recognised") return { directory, only: files, layout: recognition.layout.name };
  }
  return { directory: dirname(files[0]), layout: "plain", loose: files };
}
async function beside(files) {
  let forwards = files.filter((file) => /[/\\]down\.sql$/.test(file)).map((file) => join(dirname(file), "up.sql")), kinds2 = await Promise.all(forwards.map(kindOf));
  return forwards.filter((file, i) => kinds2[i] === "file" && !files.includes(file));
}

// src/layouts/recognition.ts
var marks = [
  ...otherTools.flatMap(({ beside: beside2 }) => beside2 ?? []),
  ...layouts.flatMap((layout) => layout.marks ?? [])
], markNames = [
  ...new Set(marks.flatMap(({ name }) => typeof name == "string" ? [name] : []))
];
function isMarkName(name) {
  return marks.some((mark) => typeof mark.name != "string" && mark.name.test(name));
}
function recogniseDirectory(directory) {
  let paths = directory.files.map(({ path }) => relativeTo(directory.root, path)), within = foreignWithin(directory, paths);
  if (within !== void 0) return within;
  let named2 = recogniseLayout(paths), own = named2.kind === "recognised" ? nearestOf(named2.layout.marks ?? [], directory.neighbours) : void 0, other = foreignBeside(directory, paths), isOwn = own !== void 0 && (other === void 0 || own.level > other.mark.level || outweighs(own, other.mark));
  if (named2.kind === "recognised" && isOwn) return { kind: "recognised", layout: named2.layout, by: "mark" };
  if (other !== void 0) {
    let why = whyBeside(other.mark);
    return named2.kind === "recognised" && own?.level === other.mark.level && !outweighs(other.mark, own) ? { kind: "disputed", layout: named2.layout, tool: other.tool.name, why } : { kind: "foreign", tool: other.tool.name, why, at: null };
  }
  return named2.kind === "recognised" ? { ...named2, by: "names" } : named2;
}
function foreignWithin({ files }, paths) {
  for (let [i, file] of files.entries()) {
    let path = paths[i], tool = otherTools.find(
      ({ inside }) => inside?.some((mark) => mark.path.test(path) && (mark.holds === void 0 || mark.holds.test(textOf2(file))))
    );
    if (tool !== void 0)
      return {
        kind: "foreign",
        tool: tool.name,
        why: `${file.path} is a file of it`,
        at: { path: file.path, line: 1 }
      };
  }
  for (let [i, file] of files.entries()) {
    let path = paths[i];
    if (!/\.sql$/i.test(path)) continue;
    let found = markerIn(textOf2(file), ({ fits }) => fits.test(path));
    if (found === void 0) continue;
    let why = `line ${found.line} of ${file.path} is \`${found.text}\``;
    return { kind: "foreign", tool: found.tool.name, why, at: { path: file.path, line: found.line } };
  }
}
function foreignBeside({ neighbours }, paths) {
  return otherTools.filter(({ fits }) => paths.some((path) => fits.test(path))).flatMap((tool) => {
    let mark = nearestOf(tool.beside ?? [], neighbours);
    return mark === void 0 ? [] : [{ tool, mark }];
  }).reduce(
    (best, one) => best === void 0 || isBetter(one.mark, best.mark) ? one : best,
    void 0
  );
}
function isBetter(a, b) {
  return a.level > b.level || outweighs(a, b);
}
function outweighs(a, b) {
  return a.level === b.level && a.mark.weak !== !0 && b.mark.weak === !0;
}
function nearestOf(marks2, neighbours) {
  return neighbours.flatMap((file) => {
    let mark = marks2.find(
      (one) => isNamed(one, file.path) && (one.holds === void 0 || one.holds.test(textOf2(file)))
    );
    return mark === void 0 ? [] : [{ mark, path: file.path, level: levelOf(mark, file.path) }];
  }).reduce((best, one) => best === void 0 || isBetter(one, best) ? one : best, void 0);
}
function isNamed({ name }, path) {
  return typeof name == "string" ? path === name || path.endsWith(`/${name}`) : name.test(baseName(path));
}
function levelOf({ name }, path) {
  return path.length - (typeof name == "string" ? name : baseName(path)).length;
}
function whyBeside({ mark, path }) {
  return mark.holds === void 0 ? `there is ${path}` : `${path} names it`;
}
function textOf2({ bytes }) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

// src/layout-choice.ts
function chooseLayout(name, directory) {
  if (name !== void 0) return readAs(existingLayout(name), directory, []);
  let where = directory.root === "" ? "this directory" : oneLine(directory.root), found = recogniseDirectory(directory);
  switch (found.kind) {
    case "recognised":
      return { layout: found.layout, notes: found.by === "names" ? guessNotes(found.layout, where) : [] };
    case "foreign":
      throw foreign(where, found);
    case "disputed":
      throw new Failure(
        "bad-input",
        oneLine(
          `${where} may be of ${found.layout.name} or of ${found.tool}, which Lockgate does not read: ${found.why}.`
        ),
        { help: `If ${found.layout.name} runs these files, name it: --layout, or \`layout\` in lockgate.yml.` }
      );
    case "ambiguous": {
      let names = found.candidates.map((layout) => layout.name).join(" or ");
      throw new Failure("bad-input", `${where} may be of layout ${names}.`, {
        help: "Name it: --layout, or `layout` in lockgate.yml."
      });
    }
    case "unknown":
      return plainOrNothing(directory, where);
  }
}
function guessNotes({ name, lookalikes }, where) {
  return lookalikes === void 0 ? [] : [
    `${where} is read as ${name} by the names of its files alone; ${lookalikes} the same names. Name the tool to be sure: \`layout\` in lockgate.yml, or --layout.`
  ];
}
function foreign(where, { tool, why, at: at2 }) {
  let isText = at2 !== null && why.startsWith("line "), plain2 = isText ? "" : " `plain` reads every .sql file as a script of its own.";
  return new Failure(
    "bad-input",
    oneLine(
      `${where} belongs to ${tool}, which Lockgate does not read yet: ${why}. Read as another tool's, its migrations would run in another way, or a second time.`
    ),
    {
      help: `If another tool runs these files, name it: --layout, or \`layout\` in lockgate.yml (${layoutNames(isText ? "plain" : void 0)}).${plain2}`,
      ...at2 === null ? {} : { place: startOf(at2.path, at2.line) }
    }
  );
}
function plainOrNothing(directory, where) {
  if (directory.files.some(({ path }) => /\.sql$/i.test(path))) {
    let note = `${where} has the layout of no tool that Lockgate knows (${layoutNames("plain")}): every .sql file is read as a script of its own, in order of path, and in a transaction unless it begins with \`-- no-transaction\`, holds a BEGIN or just one statement that can't run in one.`;
    return readAs(existingLayout("plain"), directory, [note]);
  }
  throw new Failure("bad-input", `${where} holds no SQL files, so there are no migrations to look at.`, {
    help: `Name the migrations directory itself. Layouts: ${layoutNames()}.`
  });
}
function readAs(layout, { files }, notes) {
  if (layout.name !== "plain") return { layout, notes };
  let scripts = files.filter(({ path }) => /\.sql$/i.test(path));
  for (let { path, bytes } of scripts) {
    let found = markerIn(new TextDecoder().decode(bytes));
    if (found !== void 0)
      throw new Failure(
        "bad-input",
        oneLine(
          `This is a line of ${found.tool.name}, which Lockgate does not read yet: \`${found.text}\`. As a plain script everything in the file would run, the part for the way back too.`
        ),
        { help: "Leave the file out, or take out the line if no tool reads it.", place: startOf(path, found.line) }
      );
  }
  let dumps = scripts.filter(isDump).map(({ path }) => oneLine(path));
  if (dumps.length === 0) return { layout, notes };
  let which = `${dumps.join(", ")} ${dumps.length === 1 ? "is a dump" : "are dumps"} of a schema, not a migration`;
  if (dumps.length < scripts.length) return { layout, notes: [...notes, `${which}: it is not read.`] };
  throw new Failure("bad-input", `${which}: a tool writes it again after each migration, and no database runs it.`, {
    help: "Name the directory of the migrations that it comes from."
  });
}
function startOf(path, line) {
  return { path, line, column: 1, endLine: line, endColumn: 1 };
}
function existingLayout(name) {
  let layout = layoutNamed(name);
  if (layout !== void 0) return layout;
  throw new Failure("bad-input", `There is no layout "${oneLine(name)}".`, { help: `Layouts: ${layoutNames()}.` });
}
function layoutNames(without) {
  return layouts.map((layout) => layout.name).filter((name) => name !== without).join(", ");
}

// src/project.ts
var configFile = "lockgate.yml", otherName = "lockgate.yaml";
async function loadConfig(cwd, named2) {
  let file = named2 ?? configFile, text = await readText(resolve2(cwd, file));
  if (text !== void 0) return configOf(text, file);
  if (named2 === void 0) {
    if (await kindOf(resolve2(cwd, otherName)) !== "file") return {};
    throw new Failure("bad-config", `${otherName} is not read: the configuration is lockgate.yml.`, {
      help: `Rename it, or name it: --config ${otherName}.`
    });
  }
  throw new Failure("bad-config", `There is no configuration file ${oneLine(named2)}.`);
}
async function configOf(text, file) {
  let [{ readConfig }, { knownRules }] = await Promise.all([import("./config.js"), import("./check.js")]);
  return readConfig(text, file, { layouts: layouts.map(({ name }) => name), rules: knownRules });
}
function today() {
  return (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
}
async function openProject(request) {
  let { config } = request, cwd = await canonicalPath(request.cwd), target = await findTarget(cwd, request.paths, config), repository = await repositoryOf(target.directory), top = repository?.root ?? (isBelow(cwd, target.directory) ? cwd : dirname2(target.directory)), nameOf2 = (path) => slashed(relative2(top, path)), root = nameOf2(target.directory), { files, links } = target.loose === void 0 ? await readTree(target.directory, root) : { files: await Promise.all(target.loose.map((path) => readOne(path, nameOf2(path)))), links: [] }, named2 = config.layout ?? (target.loose === void 0 ? void 0 : target.layout), { layout, notes } = chooseLayout(named2, {
    root,
    files,
    neighbours: readMarks(top, neighbourDirectories(root), markNames, isMarkName)
  }), beside2 = target.loose === void 0 ? neighbourPaths(root, neighbourNames) : [], base = request.since === void 0 ? void 0 : await treeAt(repository, request.since, root, beside2), newLinks = links.filter((link) => mayBeMigration(link) && base?.links.includes(link) !== !0);
  return {
    layout,
    notes,
    top,
    root,
    files,
    neighbours: [
      ...readThose(top, beside2),
      ...target.loose === void 0 ? await companionsOf(layout, top, root) : []
    ],
    // Another directory that is named in another run may share the configuration.
    ...target.loose === void 0 ? { extent: request.paths.length === 0 ? "project" : "directory" } : {},
    ...base === void 0 ? {} : { baseFiles: base.files, baseNeighbours: base.neighbours },
    ...newLinks.length === 0 || target.only !== void 0 ? {} : { links: newLinks },
    ...target.only === void 0 ? {} : { only: target.only.map(nameOf2) }
  };
}
async function companionsOf(layout, top, root) {
  let found = [];
  for (let directory of layout.companions?.(root) ?? []) {
    let path = resolve2(top, directory);
    await kindOf(path) === "directory" && found.push(...(await readTree(path, directory)).files);
  }
  return found;
}
async function committedFiles(project) {
  let repository = await repositoryOf(resolve2(project.top, project.root));
  if (repository === void 0) return [];
  let commit = await commitOf(repository, "HEAD").catch(() => {
  });
  return commit === void 0 ? [] : (await readTreeAt(repository, commit, project.root)).files;
}
function mayBeMigration(path) {
  let name = path.slice(path.lastIndexOf("/") + 1);
  return /\.(?:sql|conf|toml)$/i.test(name) || !name.includes(".");
}
async function treeAt(repository, since, root, beside2) {
  if (repository === void 0)
    throw new Failure("git", "This directory is in no git repository, so there is no revision to compare with.", {
      help: "Leave out --since: then all migrations count as new."
    });
  let commit = await commitOf(repository, since);
  return { ...await readTreeAt(repository, commit, root), neighbours: await readThoseAt(repository, commit, beside2) };
}
function isBelow(top, path) {
  let below = relative2(top, path);
  return below === "" || !(below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below));
}

export {
  layoutNamed,
  configFile,
  loadConfig,
  configOf,
  today,
  openProject,
  committedFiles
};
