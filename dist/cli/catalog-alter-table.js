#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  carriedProblems,
  historyPlace
} from "./history-place.js";
import {
  fileProblem,
  refusedInTransaction,
  transactionAction,
  unitsOf
} from "./layouts-file-problem.js";
import {
  assemble
} from "./catalog-assemble.js";
import {
  codeParts,
  linesOf,
  placeOf,
  readFunction,
  readScript,
  readStatements,
  scan
} from "./sql-code.js";
import {
  atLeast,
  blocksReads,
  blocksWrites,
  isLockMode,
  quoteIdentifier,
  quoteLiteral,
  strongest,
  tokens
} from "./sql-lock-modes.js";
import {
  addIndex,
  allIndexesKnown,
  ancestorsOf,
  attachWritten,
  besideTable,
  bringsRows,
  change,
  changeKnown,
  checksOf,
  childrenOf,
  childrenOf2,
  columnsIn,
  conditionOf,
  constraintName,
  constraintOfIndex,
  constraintsIn,
  createIndex,
  cut,
  defaultName,
  defaultPartition,
  defineRule,
  doesNoWork,
  emptiedBy,
  emptyTable,
  escaped,
  freeName,
  hasIndex,
  hasNoPartitions,
  implies,
  indexOf,
  indexOfConstraint,
  inheritIndexes,
  isAddedInRelease,
  isGlob,
  isKnown,
  isMade,
  isNullLiteral,
  isOfRelease,
  isOn,
  isOnAllPartitions,
  isOnly,
  isPartitioned,
  isTwin,
  keyOfNew,
  knownColumn,
  knownConstraints,
  knownIndexes,
  knownType,
  linearPattern,
  literalBase,
  literalOf,
  madeIndexName,
  madeName,
  madeTable,
  mentions,
  mostBytes,
  negations,
  newId,
  notNullProof,
  parentOf,
  partitionKey,
  partitionsOf,
  pathGlob,
  presets,
  provesNotNull,
  put,
  putType,
  referencedTables,
  relationNamed,
  relationsIn,
  remove,
  removeType,
  resolve,
  resolveRoutine,
  resolveType,
  resolved,
  routinesNamed,
  sqlColumns,
  sqlIdentifier,
  sqlName,
  storedIn,
  storedType,
  tableNamed as tableNamed2,
  tableOfIndex,
  typeNamed,
  viewNamed,
  visibleName,
  withRenamed,
  writtenConstraints
} from "./catalog-draft.js";
import {
  nearestName
} from "./nearest-name.js";
import {
  countBelow,
  parseCode,
  parseExpression,
  parseStatement,
  stringsOf
} from "./sql-ascending.js";
import {
  signatureOf
} from "./catalog-difference.js";
import {
  dependentsOf,
  emptyCatalog,
  fullName,
  isNew,
  isView,
  keyOf,
  partsOf,
  qualifiedName,
  sequencesOf,
  tableNamed,
  tableOrView,
  withRelation,
  withType
} from "./catalog-dictionary.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure,
  isConnectionLost,
  isServerError,
  messageOf
} from "./failure.js";
import {
  __export
} from "./runtime.js";

// src/lint/finding.ts
import { createHash } from "node:crypto";
function ruleFinding(rule, hit3, context, place) {
  let claims = {
    lock: rule.claims?.lock ?? null,
    work: rule.claims?.work ?? "none",
    relation: null,
    ...hit3.claims
  }, isMilder = hit3.doubtful === !0 && rule.severity === "error";
  return {
    migration: context.migration.id,
    direction: context.direction,
    statement: context.statement,
    ...isMilder ? { onceMeasured: rule.severity } : {},
    ...hit3.split === void 0 ? {} : { split: hit3.split },
    ...hit3.about === void 0 ? {} : { about: hit3.about },
    finding: {
      rule: rule.id,
      category: rule.category,
      severity: isMilder ? "warning" : rule.severity,
      message: hit3.message,
      help: hit3.help ?? rule.instead,
      place,
      evidence: "read",
      claims,
      key: keyOf2(rule.id, place.path, context.statement, hit3.message),
      ...hit3.suggestion === void 0 ? {} : { suggestion: hit3.suggestion },
      suppressed: null
    }
  };
}
function noticeFinding(notice2, hit3) {
  return {
    migration: hit3.migration ?? null,
    direction: hit3.direction ?? "up",
    statement: hit3.statement ?? null,
    ...hit3.about === void 0 ? {} : { about: hit3.about },
    finding: {
      rule: notice2.id,
      category: notice2.category,
      severity: notice2.severity,
      message: hit3.message,
      help: hit3.help ?? notice2.instead,
      place: hit3.place,
      evidence: hit3.evidence,
      claims: hit3.claims ?? { lock: null, work: "none", relation: null },
      key: keyOf2(notice2.id, hit3.place.path, hit3.statement, hit3.message),
      suppressed: null
    }
  };
}
function keyOf2(rule, path, statement, message) {
  let text = statement === void 0 ? "" : textDigest(statement);
  return sha256(JSON.stringify([rule, path, text, message])).slice(0, 16);
}
var digests = /* @__PURE__ */ new WeakMap();
function textDigest(statement) {
  let known7 = digests.get(statement);
  if (known7 !== void 0) return known7;
  let digest = sha256(statement.text.replace(/\s+/g, " ").trim());
  return digests.set(statement, digest), digest;
}
function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
function withUniqueKeys(located) {
  let seen = /* @__PURE__ */ new Map();
  return located.map((item) => {
    let count = (seen.get(item.finding.key) ?? 0) + 1;
    return seen.set(item.finding.key, count), count === 1 ? item : { ...item, finding: { ...item.finding, key: `${item.finding.key}-${count}` } };
  });
}

// src/lint/notices/files.ts
var files_exports = {};
__export(files_exports, {
  appliedFileEdited: () => appliedFileEdited,
  appliedFileRemoved: () => appliedFileRemoved,
  appliedFileRenamed: () => appliedFileRenamed,
  carriedSetting: () => carriedSetting,
  historyNotLinear: () => historyNotLinear,
  misnamedFile: () => misnamedFile,
  notUnderstood: () => notUnderstood,
  psqlMetaCommand: () => psqlMetaCommand,
  syntaxError: () => syntaxError,
  unreadableFile: () => unreadableFile,
  unsupportedDialect: () => unsupportedDialect,
  unsupportedFeature: () => unsupportedFeature,
  unsupportedSetting: () => unsupportedSetting,
  versionDuplicate: () => versionDuplicate
});

// src/lint/notices/define.ts
var manual = "https://www.postgresql.org/docs/current", flywayVersions = "https://documentation.red-gate.com/fd/versioned-migrations-273973333.html", golangMigrations = "https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md";

// src/lint/notices/files.ts
var syntaxError = {
  id: "syntax-error",
  category: "correctness",
  severity: "error",
  title: "A statement that PostgreSQL cannot read.",
  why: "The migration fails when it runs. What stands in an unreadable statement was checked by no rule.",
  instead: "Correct the statement. Is the `;` of the statement before it missing? Placeholders and psql variables are not replaced: Lockgate reads the bytes that stand in the file.",
  sources: [`${manual}/sql-syntax.html`, "docs/decisions/0001-postgresqls-own-grammar.md"]
}, unreadableFile = {
  id: "unreadable-file",
  category: "correctness",
  severity: "error",
  title: "A file that is no UTF-8 text.",
  why: "Tools would run something else than what a reader sees, or fail half-way.",
  instead: "Save the file as UTF-8 text.",
  sources: [`${manual}/multibyte.html`]
}, unsupportedSetting = {
  id: "unsupported-setting",
  category: "correctness",
  severity: "error",
  title: "A setting with which the migration tool runs something else than Lockgate.",
  why: "What is checked and applied would not be what the tool runs: other files, other schemas, another order or another transaction.",
  instead: "Remove the setting, or give it its default. Where the history is kept (`table`, `defaultSchema`, `schemas`) is honoured.",
  sources: ["https://documentation.red-gate.com/fd/parameters-224003046.html"]
}, carriedSetting = {
  id: "carried-setting",
  category: "correctness",
  severity: "error",
  title: "A script that runs under what another one left in the session.",
  why: "diesel and golang-migrate run all scripts of a run in one session. A search_path or role that one script sets holds in the next when both are deployed together, and not when they are deployed one after the other: objects end up in different schemas, or with different owners.",
  instead: "Begin the script with its own `SET search_path`, or end the other one with `RESET search_path`; `SET LOCAL` ends with the transaction.",
  sources: [`${manual}/sql-set.html`, `${manual}/sql-set-role.html`]
}, unsupportedDialect = {
  id: "unsupported-dialect",
  category: "correctness",
  severity: "error",
  title: "The migrations are of a database that Lockgate does not support.",
  why: "PostgreSQL cannot read them, and advice for PostgreSQL is wrong for them. Nothing was judged, so the exit code is 2.",
  instead: "Name a directory of PostgreSQL migrations, and keep those of another database in a directory of their own. If these are meant for PostgreSQL, `--dialect postgresql` reports each statement that it cannot read.",
  sources: ["docs/decisions/0001-postgresqls-own-grammar.md"]
}, psqlMetaCommand = {
  id: "psql-meta-command",
  category: "correctness",
  severity: "error",
  title: "A backslash command that only psql knows.",
  why: "Migration tools send it to the server, which answers with a syntax error.",
  instead: "Write plain SQL: put the text of an included file in its place, a value in the place of a variable, and a DO block in the place of \\if.",
  sources: [`${manual}/app-psql.html`]
}, misnamedFile = {
  id: "misnamed-file",
  category: "correctness",
  severity: "warning",
  title: "A file that the migration tool skips because of its name.",
  why: "It looks like a migration, but never runs: a silent hole in the history.",
  instead: "Rename the file as the tool expects, or move it out of the migrations directory.",
  fineWhen: "It is no migration and has to lie there. Name it under `ignore:` in lockgate.yml then.",
  sources: [flywayVersions, golangMigrations]
}, versionDuplicate = {
  id: "version-duplicate",
  category: "correctness",
  severity: "error",
  title: "Two migrations with one version.",
  why: "The tool refuses to run, or runs only one of them.",
  instead: "Give the newer one a version of its own, higher than all that are there.",
  sources: [flywayVersions, golangMigrations]
}, unsupportedFeature = {
  id: "unsupported-feature",
  category: "correctness",
  severity: "error",
  title: "Something that the migration tool does and Lockgate does not do yet.",
  why: "The tool runs other SQL than the file holds (placeholders), or code that Lockgate can not run (callbacks, scripts, migrations in Java). What was checked is not what runs, so `apply` refuses it.",
  instead: "Write the migration as plain SQL, with the values in the place of placeholders, or keep such files for the tool alone.",
  fineWhen: "What runs besides changes nothing that the migrations depend on, and the tool itself applies them. Name the file under `ignore:` in lockgate.yml then.",
  sources: [
    "https://documentation.red-gate.com/fd/placeholders-275218544.html",
    "https://documentation.red-gate.com/fd/callbacks-275218507.html",
    "https://documentation.red-gate.com/fd/script-migrations-273973390.html"
  ]
}, appliedFileEdited = {
  id: "applied-file-edited",
  category: "correctness",
  severity: "error",
  title: "A migration that the base already has was edited.",
  why: "Databases that ran the old text never run the new one: environments drift apart, and tools that keep checksums refuse to start.",
  instead: `1. Restore the file as it is in the base.
2. Put the change into a new migration.`,
  fineWhen: "No database has run the migration yet, not even one for tests.",
  sources: [flywayVersions]
}, appliedFileRemoved = {
  id: "applied-file-removed",
  category: "correctness",
  severity: "error",
  title: "A migration that the base already has was deleted or renamed.",
  why: "Databases that ran it still list it in their history: tools refuse to start, or run a renamed copy a second time.",
  instead: `1. Bring the file back under its old name.
2. To undo what it does, write a new migration.`,
  fineWhen: "No database has run the migration yet, not even one for tests; or old migrations give way to a baseline.",
  sources: [flywayVersions, golangMigrations]
}, appliedFileRenamed = {
  id: "applied-file-renamed",
  category: "correctness",
  severity: "error",
  title: "A migration that the base already has got another name, and the tool keeps names.",
  why: 'The history of every database that ran it has the old name: Flyway stops with "description mismatch" until somebody runs `flyway repair` there.',
  instead: "Give the file its old name again.",
  fineWhen: "No database has run the migration yet, or `flyway repair` runs on each of them before the next deployment.",
  sources: [flywayVersions, "https://documentation.red-gate.com/fd/validate-277578892.html"]
}, historyNotLinear = {
  id: "history-not-linear",
  category: "correctness",
  severity: "error",
  title: "A new migration sorts before one that the base already has.",
  why: "A database that has run the later one meets it out of order: depending on the tool it is refused, silently skipped for ever, or run in another order than on a fresh database.",
  instead: "Rename the new migration so that its version is the highest.",
  fineWhen: "The tool runs late migrations (diesel, Flyway with outOfOrder), and this one has nothing to do with those that are there.",
  sources: [
    "https://github.com/flyway/flyway/issues/1363",
    golangMigrations,
    "https://docs.diesel.rs/main/diesel_migrations/index.html"
  ]
}, notUnderstood = {
  id: "not-understood",
  category: "policy",
  severity: "info",
  title: "A statement that no rule looks into.",
  why: "It is valid SQL, but what it does is known only from running it.",
  instead: "Run `lockgate check`, which shows what it does on a real server.",
  fineWhen: "It touches nothing that the application uses.",
  sources: ["docs/decisions/0002-facts-beat-heuristics.md"]
};

// src/lint/notices/ignores.ts
var ignores_exports = {};
__export(ignores_exports, {
  ignoreExpired: () => ignoreExpired,
  ignoreUnknownRule: () => ignoreUnknownRule,
  ignoreUnreadable: () => ignoreUnreadable,
  ignoreUnused: () => ignoreUnused,
  ignoreWithoutReason: () => ignoreWithoutReason
});
var sources = ["docs/configuration.md"], ignoreUnknownRule = {
  id: "ignore-unknown-rule",
  category: "policy",
  severity: "warning",
  title: "An ignore comment names a rule that does not exist.",
  why: "It ignores nothing, though its author thinks it does.",
  instead: "Write `-- lockgate: ignore <rule> -- <reason>` with the id that the finding shows.",
  sources
}, ignoreUnreadable = {
  id: "ignore-unreadable",
  category: "policy",
  severity: "warning",
  title: "A comment for Lockgate that cannot be read.",
  why: "It ignores nothing, though its author thinks it does.",
  instead: "Write `-- lockgate: ignore <rule> -- <reason>` or `-- lockgate: ignore <rule> until 2027-01-31 -- <reason>`, with one rule; `ignore-file` is for the whole file.",
  sources
}, ignoreWithoutReason = {
  id: "ignore-without-reason",
  category: "policy",
  severity: "warning",
  title: "An ignore comment without a reason.",
  why: "The next reader cannot tell whether it still holds. The finding stays.",
  instead: "Write the reason behind two dashes: `-- lockgate: ignore <rule> -- table has 40 rows`.",
  sources
}, ignoreExpired = {
  id: "ignore-expired",
  category: "policy",
  severity: "warning",
  title: "An ignore whose last day has passed.",
  why: "Its author wanted it to be looked at again by then. The finding is back.",
  instead: "Mend what it ignored, or give it a new date and a reason that still holds.",
  sources
}, ignoreUnused = {
  id: "ignore-unused",
  category: "policy",
  severity: "warning",
  title: "An ignore that matches nothing.",
  why: "It hides the next real finding at its place, or its author thinks that it holds where it does not.",
  instead: "Remove it. A comment belongs on a line of its own right before the statement that it is about; in lockgate.yml, paths begin at the root of the repository.",
  sources
};

// src/lint/notices/run.ts
var run_exports = {};
__export(run_exports, {
  downFails: () => downFails,
  downNotInverse: () => downNotInverse,
  enumValueNotRemovable: () => enumValueNotRemovable,
  invalidIndexLeft: () => invalidIndexLeft,
  migrationFails: () => migrationFails,
  unseenDrop: () => unseenDrop,
  unseenIndexBuild: () => unseenIndexBuild,
  unseenRewrite: () => unseenRewrite,
  unseenScan: () => unseenScan,
  unseenTruncate: () => unseenTruncate,
  upAgainFails: () => upAgainFails
});
var locks = `${manual}/explicit-locking.html#LOCKING-TABLES`, reversible = `${golangMigrations}#reversibility-of-migrations`, asTheTool = "docs/decisions/0003-statements-run-as-the-tool-would.md", measured = "docs/conformance.md", small = "The table is so small that nobody notices. Say so in an ignore comment, with its number of rows.", migrationFails = {
  id: "migration-fails",
  category: "correctness",
  severity: "error",
  title: "The migration fails on a real PostgreSQL.",
  why: "It ran after all earlier migrations, as the role and in the transactions that a deploy would use, and the server refused it.",
  instead: "Correct the statement that the server refused.",
  sources: [`${manual}/errcodes-appendix.html`, asTheTool]
}, downFails = {
  id: "down-fails",
  category: "correctness",
  severity: "error",
  title: "The down script fails.",
  why: "When the release has to go back there is no way back.",
  instead: "Correct the down script so that it undoes the up script.",
  sources: [reversible, asTheTool]
}, downNotInverse = {
  id: "down-not-inverse",
  category: "correctness",
  severity: "error",
  title: "The down script leaves another schema than there was before.",
  why: "A rollback that leaves something behind makes the next up fail, or lets the schema drift unseen.",
  instead: "Undo in the down script all that the up script does, in reverse order.",
  fineWhen: "Only the order of columns or the white space of functions differs, which no down script can put back: that is a remark.",
  sources: [reversible, asTheTool]
}, enumValueNotRemovable = {
  id: "enum-value-not-removable",
  category: "correctness",
  severity: "warning",
  title: "A value that the up script adds to an enum type can't be removed again.",
  why: "PostgreSQL has no DROP VALUE. After a rollback the value stays, and `ALTER TYPE \u2026 ADD VALUE` fails when the release is deployed again.",
  instead: "Write `ALTER TYPE \u2026 ADD VALUE IF NOT EXISTS`, so that the release can be deployed again after a rollback; the down script leaves the value. Where the value has to go, the down script makes a new type and rewrites every column of the old one, under AccessExclusiveLock.",
  fineWhen: "Up works again after down: then it is a remark.",
  sources: [
    `${manual}/sql-altertype.html`,
    `${manual}/datatype-enum.html#DATATYPE-ENUM-IMPLEMENTATION-DETAILS`,
    reversible
  ]
}, upAgainFails = {
  id: "up-again-fails",
  category: "correctness",
  severity: "error",
  title: "After up and down, up does not work again.",
  why: "After a rollback the release cannot be deployed again.",
  instead: "Undo in the down script all that the up script does, or make the up script independent of what it leaves behind.",
  sources: [reversible, asTheTool]
}, unseenRewrite = {
  id: "unseen-rewrite",
  category: "availability",
  severity: "error",
  title: "The run rewrote a live table under a lock that stops the application.",
  why: "Every row is written again while the lock is held. No rule read this from the text; the server showed it.",
  instead: `1. Add a column, or a table, as it is to be, and write both, from the application or with a trigger.
2. Fill the old rows in batches, outside of migrations.
3. Release code that reads the new one.
4. Drop the old one in a later release.`,
  fineWhen: small,
  sources: [`${manual}/sql-altertable.html#SQL-ALTERTABLE-NOTES`, locks, measured]
}, unseenScan = {
  id: "unseen-scan",
  category: "availability",
  severity: "error",
  title: "The run scanned a live table under a lock that stops the application.",
  why: "The whole table is read while the lock is held. No rule read this from the text; the server showed it.",
  instead: `1. Change the catalog alone, for example with a constraint that is NOT VALID.
2. In the next migration, read the rows under a weak lock, for example with VALIDATE CONSTRAINT.`,
  fineWhen: small,
  sources: [`${manual}/sql-altertable.html#SQL-ALTERTABLE-NOTES`, locks, measured]
}, unseenIndexBuild = {
  id: "unseen-index-build",
  category: "availability",
  severity: "error",
  title: "The run built an index on a live table under a lock that stops the application.",
  why: "Writes (or everything) wait until the index is built. No rule read this from the text; the server showed it.",
  instead: "Build the index with CREATE INDEX CONCURRENTLY, in a migration of its own that runs outside a transaction. A constraint then takes it over with USING INDEX.",
  fineWhen: small,
  sources: [`${manual}/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY`, locks, measured]
}, unseenDrop = {
  id: "unseen-drop",
  category: "data-loss",
  severity: "error",
  title: "The run dropped an object of the base that the text does not name.",
  why: "A table takes its rows along, and code that uses the object fails. No reviewer can see it in the text: it was dropped by code, by a function that is called, or by CASCADE.",
  instead: "Drop each object by its name, in a statement of its own, in a release after the one that no longer uses it.",
  fineWhen: "Nothing uses the object any more, and its rows are archived. Say so in an ignore comment, with its name.",
  sources: [`${manual}/ddl-depend.html`, measured]
}, unseenTruncate = {
  id: "unseen-truncate",
  category: "data-loss",
  severity: "error",
  title: "The run emptied a live table, and the text does not say so.",
  why: "Every row is lost, and no down migration brings it back. No reviewer can see it in the text; the server showed that the table has a new, empty file.",
  instead: "Delete only the rows that are meant, in batches, outside of migrations; or write TRUNCATE with the name of the table, and why.",
  fineWhen: "The table is a cache that the application fills again. Say so in an ignore comment, with its name.",
  sources: [`${manual}/sql-truncate.html`, measured]
}, invalidIndexLeft = {
  id: "invalid-index-left",
  category: "correctness",
  severity: "error",
  title: "The release leaves an invalid index behind.",
  why: "It is updated by every write and used by no query, and CREATE INDEX \u2026 IF NOT EXISTS takes it for the real one.",
  instead: `1. Drop it with DROP INDEX CONCURRENTLY.
2. Remove what made the build fail: rows that are not unique, or a statement_timeout that is too short.
3. Build it again with CREATE INDEX CONCURRENTLY.`,
  fineWhen: "It was made ON ONLY a partitioned table, and a later release attaches the indexes of the partitions.",
  sources: [`${manual}/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY`]
};

// src/lint/notices.ts
var notices = [files_exports, run_exports, ignores_exports].flatMap((group) => Object.values(group));

// src/lint/files.ts
var byRule = {
  "syntax-error": syntaxError,
  "unreadable-file": unreadableFile,
  "psql-meta-command": psqlMetaCommand,
  "misnamed-file": misnamedFile,
  "version-duplicate": versionDuplicate,
  "unsupported-setting": unsupportedSetting,
  "carried-setting": carriedSetting,
  "unsupported-feature": unsupportedFeature
};
function layoutFindings(problems) {
  return problems.map((problem) => problemFinding(problem, { direction: "up" }));
}
function linkFindings(links) {
  return links.map(
    (path) => problemFinding(
      fileProblem(
        "unreadable-file",
        path,
        "This is a symbolic link, which Lockgate does not follow: nobody has looked at what it points to, and your migration tool may run it.",
        "Put the file itself here."
      ),
      { direction: "up" }
    )
  );
}
function scriptFindings(migrations) {
  return migrations.flatMap((migration) => [
    ...findingsOf(migration, migration.up, "up"),
    ...migration.down === void 0 ? [] : findingsOf(migration, migration.down, "down")
  ]);
}
function findingsOf(migration, script, direction) {
  let about2 = { migration: migration.id, direction }, problems = script.problems.map((problem) => ({ problem, statement: statementAt(script, problem) })), broken = new Set(problems.map(({ statement }) => statement)), opaque = script.statements.filter((statement) => !broken.has(statement)).flatMap(
    (statement) => statement.changes.flatMap((change2) => change2.kind === "opaque" ? [{ statement, change: change2 }] : [])
  ).map(
    ({ statement, change: change2 }) => noticeFinding(notUnderstood, {
      ...about2,
      statement,
      message: `No rule looks into this statement: ${change2.reason}.`,
      place: placeOf(script.path, statement.span),
      evidence: "read"
    })
  );
  return [
    ...shortened(problems).map(
      ({ problem, statement }) => problemFinding(problem, { ...about2, ...statement && { statement } })
    ),
    ...opaque
  ];
}
var mostErrors = 10;
function shortened(found) {
  let plain = found.filter(
    ({ problem, statement }) => problem.rule === "syntax-error" && problem.cause === void 0 && (statement?.ignores ?? []).length === 0
  ), last = plain[mostErrors - 1], more = new Set(plain.slice(mostErrors));
  if (last === void 0 || more.size === 0) return found;
  let statements = more.size === 1 ? "1 more statement" : `${more.size} more statements`, message = `${last.problem.message} Nor can it read ${statements} of this file.`;
  return found.filter((one) => !more.has(one)).map((one) => one === last ? { ...one, problem: { ...one.problem, message } } : one);
}
function statementAt(script, { place }) {
  return script.statements.find(
    ({ span: { start, end } }) => (start.line < place.line || start.line === place.line && start.column <= place.column) && (end.line > place.line || end.line === place.line && end.column >= place.column)
  );
}
function problemFinding(problem, about2) {
  let found = noticeFinding(byRule[problem.rule], {
    ...about2,
    message: problem.message,
    help: problem.help,
    place: problem.place,
    evidence: "read"
  });
  return problem.cause === void 0 ? found : { ...found, cause: problem.cause };
}

// src/lint/base.ts
function compareWithBase(base, head, layout) {
  let [inBase, inHead] = [allOf(base), allOf(head)], before = new Map(inBase.map((migration) => [migration.id, migration])), now = new Set(inHead.map(({ id }) => id)), removed = inBase.filter((migration) => !now.has(migration.id)), removedDigests = new Map(removed.map((migration) => [migration.digest, migration])), findings = [], pending = [], renamed3 = /* @__PURE__ */ new Map();
  for (let migration of inBase.length === 0 ? head.migrations : inHead) {
    let old = before.get(migration.id), from = old === void 0 ? removedDigests.get(migration.digest) : void 0;
    from !== void 0 ? (renamed3.set(from.id, migration), removedDigests.delete(migration.digest)) : old === void 0 ? pending.push(migration) : old.digest !== migration.digest && (migration.kind === "repeatable" ? pending.push(migration) : findings.push(edited(old, migration))), old !== void 0 && isRenamed(old, migration, layout) && findings.push(nameChanged(old, migration));
  }
  findings.push(...removed.map((migration) => gone(migration, renamed3.get(migration.id))));
  let baselines = inBase.length === 0 ? [] : pending.filter(({ kind }) => kind === "baseline"), running = pending.filter((migration) => !baselines.includes(migration));
  return findings.push(...late(inHead, before, running, layout), ...scriptFindings(baselines)), { baseline: base.migrations, pending: running, findings, notes: baselines.map(baselineNote) };
}
function allOf({ migrations, superseded }) {
  return [...superseded ?? [], ...migrations];
}
function baselineNote({ path }) {
  return `${path} is new and runs on empty databases only: whether it makes what the migrations before it make was not looked into.`;
}
function isRenamed(old, migration, layout) {
  return layout.keepsNames === !0 && migration.kind === "versioned" && old.name !== migration.name;
}
function nameChanged(old, migration) {
  return noticeFinding(appliedFileRenamed, {
    message: `${migration.path} was ${old.path} in the base: databases that ran it have the name "${old.name}" in their history, and the tool refuses "${migration.name}".`,
    place: lineOf(migration.up.path, 1),
    evidence: "read",
    migration: migration.id
  });
}
function edited(old, migration) {
  if (old.up.text === migration.up.text)
    return noticeFinding(
      { ...appliedFileEdited, severity: "warning" },
      {
        message: `${migration.up.path} is in the base already, and a settings file beside it was changed here. Databases that ran it keep what they have; others run it in another way.`,
        place: lineOf(migration.up.path, 1),
        evidence: "read",
        migration: migration.id
      }
    );
  let line = firstDifference(old.up.text, migration.up.text);
  return noticeFinding(appliedFileEdited, {
    message: `${migration.up.path} is in the base already, and its text was changed here. Databases that ran the old text will never run the new one.`,
    place: lineOf(migration.up.path, line),
    evidence: "read",
    migration: migration.id
  });
}
function gone(migration, renamedTo) {
  let what2 = renamedTo === void 0 ? "was deleted here" : `was renamed to ${renamedTo.path} here`, why = renamedTo === void 0 ? "Databases that ran it still list it in their history." : "To a database that ran it, the copy is a new migration: it would run a second time.";
  return noticeFinding(appliedFileRemoved, {
    message: `${migration.path} is in the base already and ${what2}. ${why}`,
    place: lineOf(renamedTo?.up.path ?? migration.up.path, 1),
    evidence: "read",
    migration: migration.id
  });
}
function late(ordered2, before, pending, layout) {
  let versioned = ordered2.filter((migration) => migration.kind !== "repeatable"), newest = versioned.findLast((migration) => before.has(migration.id));
  if (newest === void 0) return [];
  let limit = versioned.indexOf(newest), notice2 = layout.lateVersion === "runs" ? { ...historyNotLinear, severity: "warning" } : historyNotLinear;
  return pending.filter((migration) => migration.kind !== "repeatable" && versioned.indexOf(migration) < limit).map(
    (migration) => noticeFinding(notice2, {
      message: `${migration.path} sorts before ${newest.path}, which the base already has. ${lateEffect[layout.lateVersion]}`,
      place: lineOf(migration.up.path, 1),
      evidence: "read",
      migration: migration.id
    })
  );
}
var lateEffect = {
  runs: "The tool runs it late on databases that are up to date, but in order on fresh ones: two orders for one history.",
  refused: "The tool refuses to run it on a database that is up to date.",
  skipped: "The tool silently skips it for ever on a database that is up to date."
};
function lineOf(path, line) {
  return { path, line, column: 1, endLine: line, endColumn: 1 };
}
function firstDifference(before, after) {
  let old = before.split(/\r\n|\r|\n/), lines = after.split(/\r\n|\r|\n/), found = lines.findIndex((line, i) => line !== old[i]);
  return found < 0 ? Math.max(lines.length, 1) : found + 1;
}

// src/check-input.ts
function isAllNew({ baseFiles, only, extent }) {
  return baseFiles === void 0 && only === void 0 && extent !== void 0;
}
function readMigrations(input) {
  let reading = input.layout.read(input.files, input.root, input.neighbours), base = input.baseFiles === void 0 ? void 0 : input.layout.read(input.baseFiles, input.root, input.baseNeighbours), compared = base === void 0 ? selected(reading, input.only) : compareWithBase(base, reading, input.layout), old = new Set((base?.problems ?? []).map((problem) => `${problem.rule} ${problem.place.path}`)), { only } = input, asked = (path) => only === void 0 || only.includes(path), problems = reading.problems.filter(
    (problem) => (
      // What the tool does besides, it does to the base's files too: nothing of the run would be as it is in a deployment.
      problem.rule === "unsupported-feature" || asked(problem.place.path) && !old.has(`${problem.rule} ${problem.place.path}`) || // With such a setting nothing new can be judged, however old it is.
      problem.rule === "unsupported-setting" && compared.pending.length > 0
    )
  );
  return {
    reading,
    compared,
    place: historyPlace(input.config, input.layout, [reading.historyAt]),
    findings: [
      ...layoutFindings([...problems, ...carriedProblems(input.layout, compared.pending)]),
      ...linkFindings(input.links ?? []),
      ...compared.findings
    ]
  };
}
function selected(reading, only) {
  if (only === void 0) return { baseline: [], pending: reading.migrations, findings: [] };
  let isNamed = (migration) => only.includes(migration.up.path) || migration.down !== void 0 && only.includes(migration.down.path), last = reading.migrations.findLastIndex(isNamed), upTo = reading.migrations.slice(0, last + 1);
  return { baseline: upTo.filter((m) => !isNamed(m)), pending: upTo.filter(isNamed), findings: [] };
}

// src/judge.ts
var rank = { info: 0, warning: 1, error: 2 }, settled = /* @__PURE__ */ new Set(["migration-fails"]);
function withSeverities(findings, rules2) {
  return findings.flatMap((finding) => {
    let set = rules2[finding.rule]?.severity;
    return set === void 0 || settled.has(finding.rule) ? [finding] : set === "off" ? [] : [{ ...finding, severity: set }];
  });
}
function judge(findings, failOn) {
  let open = findings.filter((finding) => finding.suppressed === null), blocking = failOn === "never" ? [] : open.filter((finding) => rank[finding.severity] >= rank[failOn]);
  if (blocking.length > 0) return { outcome: "block", reasons: blocking.map(reasonOf) };
  let warning = open.filter((finding) => finding.severity !== "info");
  return warning.length > 0 ? { outcome: "warn", reasons: warning.map(reasonOf) } : { outcome: "pass", reasons: [] };
}
function reasonOf(finding) {
  return { message: `${finding.rule}: ${finding.message}`, path: finding.place.path, line: finding.place.line };
}

// src/lint/bounded-texts.ts
function boundedTexts(finding) {
  let { message, help } = finding;
  return message.length <= 1e4 && help.length <= 4e4 ? finding : { ...finding, message: beginning(message, 1e4), help: beginning(help, 4e4) };
}
function beginning(text, length) {
  return text.length <= length ? text : `${text.slice(0, length)}\u2026`;
}

// src/lint/grouped.ts
function groupedBy(items, keyOf6) {
  let groups = /* @__PURE__ */ new Map();
  for (let item of items) {
    let key2 = keyOf6(item), group = groups.get(key2);
    group === void 0 ? groups.set(key2, [item]) : group.push(item);
  }
  return groups;
}

// src/lint/causes.ts
var sameWords = 10;
function foldCauses(located) {
  let groups = groupedBy(located.filter(isFoldable), (item) => causeOf(item)), told = /* @__PURE__ */ new Map();
  for (let items of groups.values()) {
    let [first, ...more] = items;
    if (!(first === void 0 || more.length + 1 < (first.cause === void 0 ? sameWords : 2))) {
      told.set(first, withCount(first, items));
      for (let item of more) told.set(item, void 0);
    }
  }
  return told.size === 0 ? located : located.flatMap((item) => told.has(item) ? told.get(item) ?? [] : [item]);
}
var foldable = /* @__PURE__ */ new Set([syntaxError.id, psqlMetaCommand.id]);
function isFoldable({ finding }) {
  return foldable.has(finding.rule) && finding.suppressed === null;
}
function causeOf({ finding, cause }) {
  let words5 = cause ?? (finding.rule === psqlMetaCommand.id ? "" : finding.message);
  return JSON.stringify([finding.rule, cause === void 0, words5, finding.help, finding.severity]);
}
function withCount(first, items) {
  let others2 = items.reduce((sum, { stands = 1 }) => sum + stands, 0) - 1, files = new Set(items.map(({ finding }) => finding.place.path)).size, where = files === 1 ? "in this file" : `in ${files} files`, message = `${first.finding.message} And ${others2} more of the same cause ${where}.`;
  return { ...first, finding: { ...first.finding, message } };
}

// src/sql/other-dialects.ts
var known = [
  { dialect: "ClickHouse", sure: /\bENGINE\s*=\s*\w*MergeTree\b/i },
  {
    dialect: "Redshift",
    sure: /\b(?:DISTKEY|SORTKEY|DISTSTYLE|IAM_ROLE)\b|\bENCODE\s+(?:az64|zstd|lzo|raw|bytedict|delta\w*|mostly\d+|runlength|text\d+\w*)\b|^\s*UNLOAD\s*\(|\bAPPEND\s+FROM\b|\bVARCHAR\s*\(\s*MAX\s*\)(?=[^;]*\bENCODE\b)|\bCREATE\s+EXTERNAL\s+SCHEMA\b/i
  },
  {
    dialect: "MySQL",
    sure: /\bAUTO_INCREMENT\b|\bENGINE\s*=|\bUNSIGNED\b|\bALGORITHM\s*=\s*(?:INPLACE|INSTANT|COPY|DEFAULT)\b|\bLOCK\s*=\s*(?:NONE|SHARED|EXCLUSIVE)\b|\bMODIFY\s+(?:COLUMN\s+)?[\w`]+\s+\w|\bCHANGE\s+(?:COLUMN\s+)?[\w`]+\s+[\w`]+\s+\w|\bDROP\s+INDEX\s+[\w`]+\s+ON\b|\bDROP\s+FOREIGN\s+KEY\b|\bADD\s+(?:COLUMN\s+)?[^,;]+\bAFTER\s+[\w`]+\s*(?:,|;|$)|\bON\s+UPDATE\s+CURRENT_TIMESTAMP\b|\b(?:DEFAULT\s+)?CHARSET\s*=|\bINSERT\s+IGNORE\b|^\s*REPLACE\s+INTO\b|^\s*RENAME\s+TABLE\b|^\s*DELIMITER\b/i,
    likely: /`|\bKEY\b|\bENUM\s*\(/i
  },
  {
    dialect: "SQL Server",
    sure: /(?:^|[\s.(,])\[[A-Za-z_]\w*\]\s*(?:\.|\(|\s)|\bIDENTITY\s*\(\s*\d+\s*,|\b(?:NON)?CLUSTERED\b|^\s*GO\s*$|\bDECLARE\s+@|\bsp_\w+|\bWITH\s*\(\s*NOLOCK\b|\b(?:N?VARCHAR|VARBINARY)\s*\(\s*MAX\s*\)/im,
    likely: /\[\w+\]|\bNVARCHAR\b/i
  },
  {
    dialect: "Oracle",
    sure: /\bVARCHAR2\b|\bNUMBER\s*\(\s*\d+|\bMODIFY\s*\(|\bPCTFREE\b|\bNOT\s+NULL\s+ENABLE\b|^\s*CREATE\s+(?:OR\s+REPLACE\s+)?PACKAGE\b/i
  },
  { dialect: "SQLite", sure: /\bAUTOINCREMENT\b|^\s*PRAGMA\b|\bWITHOUT\s+ROWID\b/i }
];
async function dialectOf(sql) {
  let words5 = withoutTexts(sql), sure = known.find((marks) => marks.sure.test(words5));
  if (sure !== void 0) return sure.dialect;
  let likely2 = known.filter((marks) => marks.likely?.test(words5)).map(({ dialect }) => dialect);
  if (likely2.includes("MySQL") && isRead(sql, (await import("./node-sql-parser.js")).default)) return "MySQL";
  if (likely2.includes("SQL Server") && isRead(sql, (await import("./node-sql-parser-2.js")).default))
    return "SQL Server";
}
function withoutTexts(sql) {
  let comments = scan(sql).comments, text = "", at = 0;
  for (let { start, end } of comments)
    text += `${sql.slice(at, start)} `, at = end;
  return (text + sql.slice(at)).replace(/'(?:[^']|'')*'/g, "''");
}
function isRead(sql, grammar) {
  try {
    return new grammar.Parser().astify(sql), !0;
  } catch {
    return !1;
  }
}

// src/lint/dialects.ts
function withDialects(located) {
  return Promise.all(located.map(explained));
}
async function explained(item) {
  if (item.finding.rule !== syntaxError.id || item.statement === null) return item;
  let dialect = await dialectOf(item.statement.text);
  if (dialect === void 0) return item;
  let help = `This is SQL of ${dialect}. Lockgate reads PostgreSQL's; keep migrations of another database in a directory of their own.`;
  return { ...item, cause: `SQL of ${dialect}`, finding: { ...item.finding, help } };
}
var lookedAt = 5;
async function foreignDirectory(baseline, pending) {
  let files = [...pending, ...baseline].filter(({ up }) => up.statements.length > 0);
  if (!files.some(({ up }) => up.problems.length > 0) || files.some(({ up }) => up.statements.some(isPostgres)))
    return;
  let found = [];
  for (let migration2 of files)
    for (let statement2 of unreadable(migration2).slice(0, lookedAt)) {
      let dialect2 = await dialectOf(statement2.text);
      if (dialect2 !== void 0) {
        found.push({ migration: migration2, statement: statement2, dialect: dialect2 });
        break;
      }
    }
  let [first] = found, same = found.filter(({ dialect: dialect2 }) => dialect2 === first?.dialect);
  if (first === void 0 || same.length * 2 < files.length) return;
  let { migration, statement, dialect } = first, { start } = statement.span, finding = noticeFinding(unsupportedDialect, {
    message: `This directory holds SQL of ${dialect}, which Lockgate does not support: ${same.length} of ${files.length} ${files.length === 1 ? "file" : "files"}. Nothing in it was judged.`,
    place: {
      path: migration.up.path,
      line: start.line,
      column: start.column,
      endLine: start.line,
      endColumn: start.column
    },
    evidence: "read",
    migration: migration.id
  });
  return { dialect, finding };
}
function unreadable({ up }) {
  return up.problems.length === 0 ? [] : up.statements.filter(({ changes }) => changes.some(({ kind }) => kind === "opaque"));
}
var onlyPostgres = /\$\$|\bCONCURRENTLY\b|\bjsonb\b|\btimestamptz\b|\bNOT\s+VALID\b|\bCREATE\s+EXTENSION\b/i;
function isPostgres({ changes, text }) {
  return changes.every(({ kind }) => kind !== "opaque") && onlyPostgres.test(text);
}

// src/lint/ignored-paths.ts
function matcher(path) {
  let bare2 = bareOf(path), [itself, below2] = [pathGlob(bare2), pathGlob(`${bare2}/**`)];
  return (file) => itself(file) || below2(file);
}
function unusedPath(path, rule, seen) {
  if (seen === void 0 || !(seen.only || isWithin(bareOf(path), seen.root))) return;
  if (seen.files.some(matcher(path))) return seen.all ? `${rule} finds nothing in ${path}.` : void 0;
  let meant = seen.files.find(matcher(`**/${bareOf(path)}`)), hint = meant === void 0 ? "" : ` Paths begin at the root of the repository, as in ${meant}.`;
  return `There is no file at ${path}, so this ignores nothing.${hint}`;
}
function bareOf(path) {
  return path.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
}
function isWithin(path, root) {
  let base = literalBase(path);
  return root === "" || base === root || base.startsWith(`${root}/`) || !isGlob(path) && !path.includes("/");
}

// src/lint/unreadable-ignore.ts
var keywords = ["ignore", "ignore-file"];
function unreadableIgnore(written, isRule) {
  let [, keyword = "", rest = ""] = /^([\w-]*)(.*)$/s.exec(written) ?? [];
  if (!isKeyword(keyword.toLowerCase())) {
    let meant = nearestName(keyword, keywords);
    return `"${keyword || written}" is no instruction to Lockgate${meant === void 0 ? `: there are ${keywords.join(" and ")}` : `; did you mean ${meant}?`}`;
  }
  let [, rule = "", behind2 = ""] = /^\s+([\w-]*\w)\s*(.*)$/s.exec(rest) ?? [];
  if (rule === "") return `No rule is named behind ${keyword}.`;
  let keyed = /^until\s+/i.exec(behind2)?.[0];
  if (keyed !== void 0) {
    let [until = ""] = behind2.slice(keyed.length).split("--", 1);
    return `"${until.trimEnd()}" is no day: write it as 2027-01-31, with nothing between it and the reason but \` -- \`.`;
  }
  let [next = ""] = /\w+(?:-+\w+)*/.exec(behind2) ?? [];
  return behind2.startsWith(",") || isRule(next) ? "An ignore is for one rule: write a comment for each." : `"${behind2}" can't be read behind the rule: the reason stands behind two dashes, \` -- \`.`;
}
function isKeyword(word) {
  return keywords.includes(word);
}

// src/lint/ignores.ts
function applyIgnores(located, input) {
  let candidates = [...input.migrations.flatMap(commentsIn), ...input.configured.map(configured)], used = /* @__PURE__ */ new Set(), ignoreOf = (item) => candidates.find(
    (candidate) => holds(candidate, input.today) && candidate.rule === item.finding.rule && candidate.covers(item)
  );
  for (let item of input.refuted ?? []) {
    let found = ignoreOf(item);
    found !== void 0 && used.add(found);
  }
  return [
    ...located.map((item) => {
      let found = item.finding.rule === migrationFails.id ? void 0 : ignoreOf(item);
      return found === void 0 ? item : (used.add(found), { ...item, finding: { ...item.finding, suppressed: found.reason } });
    }),
    ...candidates.flatMap((candidate) => used.has(candidate) ? [] : wrong(candidate, located, input))
  ];
}
var ofRuns = new Set(Object.values(run_exports).map(({ id }) => id));
function holds({ reason, until }, today) {
  return reason !== "" && (until === null || today <= until);
}
function commentsIn(migration) {
  return (migration.down === void 0 ? [migration.up] : [migration.up, migration.down]).flatMap((script) => [
    ...script.statements.flatMap(
      (statement) => statement.ignores.map(
        (ignore) => comment(
          migration,
          script,
          ignore,
          "in the statement after this comment",
          (item) => item.statement === statement
        )
      )
    ),
    ...script.fileIgnores.map(
      (ignore) => comment(migration, script, ignore, "in this file", (item) => item.finding.place.path === script.path)
    ),
    ...script.strayIgnores.map(
      (ignore) => comment(
        migration,
        script,
        ignore,
        "here, because it does not stand on a line of its own before a statement of the file",
        () => !1
      )
    )
  ]);
}
function comment(migration, script, { rule, reason, until, span, unreadable: unreadable2 }, where, covers2) {
  let place = placeOf(script.path, span), ignore = { rule, reason, until, place, migration: migration.id, where, covers: covers2 };
  return unreadable2 === void 0 ? ignore : { ...ignore, unreadable: unreadable2 };
}
function configured({ rule, reason, until, path, place }) {
  let matches = matcher(path), covers2 = ({ finding }) => matches(finding.place.path);
  return { rule, reason, until, place, migration: void 0, where: `in ${path}`, covers: covers2, path };
}
function wrong(candidate, located, input) {
  let { rule, reason, until, where, unreadable: unreadable2, path } = candidate, say = (notice2, message) => [
    noticeFinding(notice2, {
      message,
      place: candidate.place,
      evidence: "read",
      ...candidate.migration === void 0 ? {} : { migration: candidate.migration }
    })
  ];
  if (unreadable2 !== void 0)
    return say(
      ignoreUnreadable,
      unreadableIgnore(unreadable2, (name) => input.knownRules.has(name))
    );
  if (!input.knownRules.has(rule)) {
    let meant = nearestName(rule, input.knownRules.keys()), question = meant === void 0 ? "" : ` Did you mean ${meant}?`;
    return say(ignoreUnknownRule, `There is no rule "${rule}", so this ignores nothing.${question}`);
  }
  if (reason === "") return say(ignoreWithoutReason, `No reason is given for ignoring ${rule}, so the finding stays.`);
  let unused = path === void 0 ? `${rule} finds nothing ${where}.` : unusedPath(path, rule, input.seen);
  if (until !== null && input.today > until)
    return located.some((item) => item.finding.rule === rule && candidate.covers(item)) || unused !== void 0 ? say(ignoreExpired, `This held until ${until}; ${rule} is no longer ignored ${where}.`) : [];
  let isLater = input.ran === !1 && ofRuns.has(rule);
  return unused === void 0 || isLater ? [] : say(ignoreUnused, unused);
}

// src/rules/facts/sql-block.ts
function sqlBlock(...statements) {
  return fenced("sql", statements.join(`
`));
}
function fenced(language, text) {
  let longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length)), fence = "`".repeat(longest + 1);
  return `${fence}${language}
${text}
${fence}`;
}
function steps(...list) {
  return list.map(([title, ...statements], i) => `${i + 1}. ${title}
${sqlBlock(...statements)}`).join(`
`);
}

// src/lint/splittable.ts
function candidatesOf(located, migration) {
  let seen = /* @__PURE__ */ new Set(), made = /* @__PURE__ */ new Set();
  return located.flatMap((item) => {
    let { split: split2, statement, finding } = item;
    if (item.direction !== "up" || split2 === void 0 || statement === null) return [];
    if (finding.suppressed !== null || finding.suggestion !== void 0 || seen.has(statement)) return [];
    let makes4 = split2.steps[0].up.join();
    return made.has(makes4) || losesComment(split2, statement) || !canMove(split2, statement, finding.claims.relation, migration.up) ? [] : (seen.add(statement), made.add(makes4), [{ item, split: split2, statement, inPlace: canStandAlone(split2, statement, migration.up) }]);
  });
}
function losesComment({ here, steps: steps2 }, { text }) {
  let kept = [here ?? "", ...steps2.flatMap(({ up }) => up)].join(`
`);
  return scan(text).comments.some(({ start, end }) => !kept.includes(text.slice(start, end)));
}
function canMove(split2, statement, relation, { statements }) {
  let table2 = relation === null ? "" : partsOf(relation).name, names3 = [split2.undo.name, table2, ...namesIn(statement)].filter((name) => name !== ""), isKey2 = split2.here === null && /\b(?:unique|primary)\b/i.test(statement.text);
  return statements.slice(statement.index + 1).every((later2) => later2.changes.some(isUnknown) ? !1 : names3.some((name) => isWord(later2.text, name)) ? later2.changes.every((change2) => mayFollow(change2, split2, isKey2, names3)) : !0);
}
function isWord(text, name) {
  return new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, "i").test(text);
}
function namesIn({ changes }) {
  return changes.flatMap((change2) => change2.kind === "drop" ? change2.names.map(({ name }) => name) : change2.kind === "reindex" ? change2.name?.name ?? [] : "table" in change2 && change2.table !== void 0 ? [change2.table.name] : []);
}
function isUnknown(change2) {
  switch (change2.kind) {
    case "opaque":
    case "do":
    case "call":
      return !0;
    case "select":
      return change2.functions.length > 0;
    case "rename":
    case "drop":
      return change2.object === "schema";
    default:
      return !1;
  }
}
var harmless = /* @__PURE__ */ new Set([
  "add-column",
  "set-default",
  "drop-default",
  "set-not-null",
  "comment",
  "grant",
  "create-trigger",
  "analyze",
  "set",
  "reset",
  "update",
  "delete"
]);
function mayFollow(change2, { here, undo }, isKey2, names3) {
  let refers2 = referencedTables(change2).some(({ name }) => names3.includes(name));
  switch (change2.kind) {
    case "insert":
      return here !== null;
    case "create-index":
      return change2.index !== undo.name;
    case "add-constraint":
      return change2.constraint.name !== undo.name && !("usingIndex" in change2.constraint) && !(isKey2 && refers2);
    case "create-table":
      return refers2 && !isKey2;
    default:
      return harmless.has(change2.kind) && !(isKey2 && refers2);
  }
}
function canStandAlone({ here, steps: steps2 }, statement, script) {
  return here !== null || steps2[0].transaction !== "none" ? !1 : script.statements.every((other) => other === statement || isSetting(other));
}
function isSetting({ changes }) {
  return changes.every(({ kind }) => kind === "set" || kind === "reset");
}

// src/lint/rewrites.ts
function withRewrites(located, pending, all2, authoring) {
  if (authoring === void 0) return located;
  let splits = located.filter(({ split: split2 }) => split2 !== void 0), byMigration = groupedBy(splits, ({ migration }) => migration), rewritten = /* @__PURE__ */ new Map();
  for (let migration of pending) {
    let candidates = candidatesOf(byMigration.get(migration.id) ?? [], migration);
    for (let placed2 of placedBehind(migration, candidates, all2, authoring)) {
      let { item } = placed2.candidate, rewrite2 = rewriteOf(placed2, migration, authoring), finding = { ...item.finding, help: helpFor(placed2.candidate, migration, rewrite2), rewrite: rewrite2 };
      rewritten.set(item, { ...item, finding });
    }
  }
  return located.map((item) => rewritten.get(item) ?? item);
}
function placedBehind(migration, candidates, all2, authoring) {
  if (candidates.length === 0) return [];
  let steps2 = candidates.map(stepsOf), files = steps2.flat().length === 0 ? [] : authoring.write(uniquelyNamed(steps2.flat()), migration, all2);
  if (files === void 0) return placedBehind(migration, candidates.slice(0, -1), all2, authoring);
  let taken = 0;
  return candidates.map((candidate, i) => {
    let from = taken;
    return taken += (steps2[i] ?? []).length, { candidate, written: files.slice(from, taken) };
  });
}
function stepsOf({ split: split2, inPlace }) {
  return inPlace ? split2.steps.slice(1) : split2.steps;
}
function uniquelyNamed(steps2) {
  let counts = /* @__PURE__ */ new Map();
  return steps2.map((step) => {
    let count = (counts.get(step.name) ?? 0) + 1;
    return counts.set(step.name, count), count === 1 ? step : { ...step, name: `${step.name}_${count}` };
  });
}
function rewriteOf({ candidate, written }, migration, authoring) {
  let { split: split2, statement, inPlace } = candidate, [first] = split2.steps, files = written.flat();
  if (inPlace) {
    let sql = first.up[0];
    return {
      edits: [
        ...migration.up.statements.filter(isSetting).map((one) => removal(migration.up, one)),
        replacing(migration.up, statement, sql),
        ...undoing(split2, migration, first.down[0] ?? null)
      ],
      files: [...authoring.outsideTransaction(migration, sql), ...files]
    };
  }
  let moved4 = `-- ${first.purpose} See ${stemOf(written[0]?.[0]?.path ?? "")}.`;
  return { edits: [...split2.here === null ? [removal(migration.up, statement, moved4), ...withoutIgnores(migration.up, statement)] : [replacing(migration.up, statement, split2.here)], ...undoing(split2, migration, split2.undo.here)], files };
}
function withoutIgnores(script, { ignores }) {
  return ignores.map(({ span }) => {
    let lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(script.text.slice(span.end.offset))?.[0] ?? "", gone2 = linesOf(script).span(span.start.offset, span.end.offset + lineEnd.length);
    return { path: script.path, span: gone2, replacement: "" };
  });
}
function undoing({ undo }, { down }, instead) {
  let statement = down?.statements.find(
    ({ changes }) => changes.length === 1 && changes.some((change2) => undoes(change2, undo))
  );
  if (down === void 0 || statement === void 0) return [];
  if (instead !== null) return [replacing(down, statement, instead)];
  let left = down.statements.length === 1 ? "-- What this undid has moved to a migration of its own." : "";
  return [removal(down, statement, left)];
}
function undoes(change2, { does, name }) {
  switch (does) {
    case "drop-index":
      return change2.kind === "drop" && change2.object === "index" && change2.names.length === 1 && change2.names[0]?.name === name;
    case "create-index":
      return change2.kind === "create-index" && change2.index === name;
    case "drop-constraint":
      return change2.kind === "drop-constraint" && change2.name === name;
    case "drop-not-null":
      return change2.kind === "drop-not-null" && change2.column === name;
    case "nothing":
      return !1;
  }
}
function replacing({ path }, { span }, replacement2) {
  return { path, span, replacement: replacement2 };
}
function removal(script, { span }, comment3 = "") {
  let { path, text } = script, rest = text.slice(span.end.offset), tail = /^\s*;/.exec(rest)?.[0] ?? "", behind2 = rest.slice(tail.length), lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(behind2)?.[0], replacement2 = comment3 === "" || lineEnd !== void 0 ? comment3 : `${comment3}
`, end = span.end.offset + tail.length + (comment3 === "" ? (lineEnd ?? "").length : 0);
  return { path, span: linesOf(script).span(span.start.offset, end), replacement: replacement2 };
}
function stemOf(path) {
  let parts = path.split("/"), name = parts.at(-1) ?? "";
  return name === "up.sql" ? parts.at(-2) ?? "" : name;
}
function helpFor({ split: split2, inPlace }, migration, { files }) {
  let here = inPlace ? split2.steps[0].up[0] : split2.here, path = inlineCode(migration.up.path);
  return [
    here === null ? `Take the statement out of ${path}.` : `In ${path}, write instead:
${fenced("sql", `${here};`)}`,
    ...files.map((file) => `New file ${inlineCode(file.path)}:
${fenced(languageOf(file.path), file.text.trimEnd())}`),
    "`lockgate lint --fix` writes all of this."
  ].join(`
`);
}
function languageOf(path) {
  return path.endsWith(".sql") ? "sql" : path.endsWith(".toml") ? "toml" : "properties";
}
function inlineCode(path) {
  return `\`${path.replaceAll(/[`\p{C}]/gu, "?")}\``;
}

// src/catalog/completed.ts
function completedBy(folded2, loaded) {
  let catalog = { ...folded2, nextId: Math.max(folded2.nextId, loaded.nextId) };
  for (let [key2, type] of loaded.types.entries()) {
    let known7 = catalog.types.get(key2);
    (known7 === void 0 || !known7.complete) && (catalog = withType(catalog, type));
  }
  for (let [key2, relation] of loaded.relations.entries()) {
    let known7 = catalog.relations.get(key2);
    known7 === void 0 ? catalog = withRelation(catalog, relation) : "complete" in known7 && "complete" in relation && (catalog = withRelation(catalog, joined(known7, relation)));
  }
  return {
    ...catalog,
    schemas: filled(folded2.schemas, loaded.schemas),
    routines: filled(folded2.routines, loaded.routines),
    extensions: filled(folded2.extensions, loaded.extensions),
    publications: filled(folded2.publications, loaded.publications)
  };
}
function filled(ours, theirs) {
  let all2 = ours;
  for (let [key2, one] of theirs.entries()) all2.has(key2) || (all2 = all2.with(key2, one));
  return all2;
}
function joined(known7, found) {
  if (isView(known7) !== isView(found) && known7.kind !== "relation") return known7;
  let statistics = found.statistics === void 0 ? {} : { statistics: found.statistics };
  if (known7.complete) return { ...known7, ...statistics };
  let missing2 = (ours, theirs) => ours.filter(({ name }) => !theirs.some((other) => other.name === name));
  return {
    ...found,
    columns: [...found.columns, ...missing2(known7.columns, found.columns).filter(({ type }) => type !== null)],
    constraints: [...found.constraints, ...missing2(known7.constraints, found.constraints)],
    indexes: [...found.indexes, ...missing2(known7.indexes, found.indexes)],
    triggers: [...found.triggers, ...missing2(known7.triggers, found.triggers)]
  };
}
function sizeOf(catalog, key2) {
  let relation = catalog.relations.get(key2);
  if (relation === void 0 || !("statistics" in relation)) return;
  let parts = partsBelow(catalog, key2), counted = [..."partitioning" in relation && relation.partitioning !== void 0 && parts.length > 0 ? [] : [relation], ...parts].flatMap(
    ({ statistics }) => statistics ?? []
  );
  if (counted.length === 0) return;
  let rows = counted.map((one) => one.rows);
  return {
    rows: rows.includes(null) ? null : rows.reduce((sum, one) => sum + (one ?? 0), 0),
    bytes: counted.reduce((sum, { bytes, indexBytes }) => sum + bytes + indexBytes, 0),
    writesPerSecond: counted.reduce((sum, one) => sum + (one.writesPerSecond ?? 0), 0)
  };
}
function partsBelow(catalog, key2) {
  return childrenOf(catalog, key2).flatMap((child) => [child, ...partsBelow(catalog, keyOf(child))]);
}

// src/lint/sizes.ts
var small2 = { rows: 1e4, bytes: 16 * 1024 * 1024 };
function withSizes(located, catalog) {
  return catalog === void 0 ? located : located.map((item) => {
    let { claims } = item.finding, size = claims.relation === null || claims.lock === null ? void 0 : sizeOf(catalog, claims.relation);
    return size === void 0 ? item : { ...item, finding: sized(item.finding, size) };
  });
}
function sized(finding, size) {
  let { claims, severity, message } = finding, said = `In production ${claims.relation} has ${sizeText(size)}`;
  return claims.work === "none" || !isSmall(size) || severity === "info" ? { ...finding, message: `${message} ${said}.` } : {
    ...finding,
    severity: "info",
    message: `${message} ${said}: that is done in a moment, so this is only a note.`
  };
}
function isSmall({ rows, bytes }) {
  return rows !== null && rows <= small2.rows && bytes <= small2.bytes;
}
function sizeText({ rows, bytes, writesPerSecond }) {
  let counted = rows === null ? [] : [rows === 1 ? "1 row" : `${numberText(rows)} rows`], written = writesPerSecond < 1 ? [] : [`${numberText(Math.round(writesPerSecond))} writes a second`];
  return [bytesText(bytes), ...counted, ...written].join(", ");
}
var units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
function bytesText(bytes) {
  let value = bytes, unit = 0;
  for (; value >= 1024 && unit < units.length - 1; )
    value /= 1024, unit++;
  return `${value < 10 && unit > 0 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)} ${units[unit]}`;
}
function numberText(value) {
  let found = [
    [1e12, "trillion"],
    [1e9, "billion"],
    [1e6, "million"]
  ].find(([size2]) => value >= size2 * 0.9995);
  if (found === void 0) return value.toLocaleString("en-US");
  let [size, word] = found, scaled = value / size;
  return `${scaled < 10 ? scaled.toFixed(1).replace(/\.0$/, "") : Math.round(scaled).toLocaleString("en-US")} ${word}`;
}

// src/rules/facts/domains.ts
function knownDomain(context, type) {
  let found = typeNamed(context, type);
  if (found?.kind !== "domain" || found.base === null || type.array) return;
  let { base, constraints: constraints2, notNull: notNull2 } = found, below2 = keyOf(found) === context.qualify(base) ? void 0 : knownDomain(context, base);
  return {
    base: below2?.base ?? visibleName(base, context),
    constrained: constraints2.some(({ type: kind }) => kind !== "not-null") || notNull2 || below2?.constrained === !0,
    notNull: notNull2,
    default: found.default ?? below2?.default
  };
}

// src/rules/facts/type-names.ts
var spellings = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
  bool: "boolean",
  bpchar: "char",
  varbit: "bit varying"
};
function sqlType(type) {
  let plain = type.schema === void 0 ? spellings[type.name] : void 0, schema = type.schema === void 0 ? "" : `${sqlIdentifier(type.schema)}.`, name = plain ?? `${schema}${/^[a-z_][a-z0-9_]*$/.test(type.name) ? type.name : sqlIdentifier(type.name)}`, modifiers = type.name === "interval" ? type.modifiers.slice(1) : type.modifiers;
  return `${name}${modifiers.length > 0 ? `(${modifiers.join(", ")})` : ""}${type.array ? "[]" : ""}`;
}

// src/rules/add-column-constrained-domain.ts
var addColumnConstrainedDomain = defineRule({
  id: "add-column-constrained-domain",
  category: "availability",
  severity: "error",
  title: "A column of a domain with a constraint is added to an existing table.",
  why: "To check the constraint, PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, even when the column has no default: reads and writes wait.",
  instead: `1. Add the column with the base type of the domain, and the condition of the domain as a CHECK of the table, NOT VALID: new rows are checked at once, old ones are not read.
2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.`,
  fineWhen: "The table was created in the same release, or the domain has no constraint.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/sql-createdomain.html",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE users (id bigint PRIMARY KEY);`,
    bad: "ALTER TABLE users ADD COLUMN address email;",
    good: `ALTER TABLE users ADD COLUMN address text;
ALTER TABLE users ADD CONSTRAINT users_address_check CHECK (address LIKE '%@%') NOT VALID;`
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2;
    if (context.isNew(table2)) return;
    let base = constrainedBase(column2.type, context);
    if (base === void 0) return;
    let relation = context.qualify(table2), target = `ALTER TABLE ${sqlName(table2)}`, name = sqlIdentifier(madeName(table2.name, column2.name, "check"));
    return {
      message: `The domain ${column2.type.name} has a constraint, so adding ${column2.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until that is done.`,
      help: steps(
        [
          "Use the base type and a CHECK on the table:",
          `${target} ADD COLUMN ${sqlIdentifier(column2.name)} ${sqlType(base)};`,
          `${target} ADD CONSTRAINT ${name} CHECK (\u2026) NOT VALID;`
        ],
        ["In a later migration, validate the CHECK:", `${target} VALIDATE CONSTRAINT ${name};`]
      ),
      claims: { relation }
    };
  }
});
function constrainedBase(type, context) {
  let known7 = knownDomain(context, type);
  return known7?.constrained === !0 ? known7.base : void 0;
}

// src/rules/add-column-identity.ts
var addColumnIdentity = defineRule({
  id: "add-column-identity",
  category: "availability",
  severity: "error",
  title: "An identity column is added to an existing table.",
  why: "Every row gets the next number of a sequence: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.",
  instead: `1. Add a nullable bigint column, create a sequence, and make its nextval() the default of the column: new rows get numbers.
2. Number the old rows in batches, outside of migrations.
3. Make the column NOT NULL the safe way (see set-not-null-scan).
4. In one transaction, drop the default and the sequence, and ADD GENERATED \u2026 AS IDENTITY (START WITH \u2026) above the highest number: on a NOT NULL column that only changes the catalog.`,
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/ddl-identity-columns.html",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (code text PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;",
    good: `ALTER TABLE orders ADD COLUMN number bigint;
CREATE SEQUENCE orders_number_seq OWNED BY orders.number;
ALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number_seq');`
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2;
    if (!column2.identity || context.isNew(table2)) return;
    let relation = context.qualify(table2), add = `ALTER TABLE ${sqlName(table2)} ADD COLUMN ${sqlIdentifier(column2.name)} ${sqlType(column2.type)};`;
    return {
      message: `Adding the identity column ${column2.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until every row has its number.`,
      help: `${steps(["Add the column bare:", add])}
2. Give new rows numbers with a sequence as default, and number the old rows in batches.
3. Make it NOT NULL the safe way (see set-not-null-scan), then use ADD GENERATED \u2026 AS IDENTITY.`,
      claims: { relation }
    };
  }
});

// src/rules/add-column-inline-check.ts
var addColumnInlineCheck = defineRule({
  id: "add-column-inline-check",
  category: "availability",
  severity: "error",
  title: "A column with a CHECK is added to an existing table.",
  why: "Although every row has the same value in the new column, PostgreSQL reads them all to check it while it holds AccessExclusiveLock: reads and writes wait.",
  instead: `1. Add the column alone, and the CHECK as a constraint of the table, NOT VALID.
2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.`,
  fineWhen: "The table was created in the same release, or the CHECK is NOT ENFORCED (PostgreSQL 18).",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES", "docs/conformance.md"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN discount integer CHECK (discount >= 0);",
    good: `ALTER TABLE orders ADD COLUMN discount integer;
ALTER TABLE orders ADD CONSTRAINT orders_discount_check CHECK (discount >= 0) NOT VALID;
-- in the next migration:
ALTER TABLE orders VALIDATE CONSTRAINT orders_discount_check;`,
    transaction: { good: "none" }
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2, check2 = column2.constraints.find((constraint) => constraint.type === "check" && constraint.enforced);
    if (context.isNew(table2)) return;
    let relation = context.qualify(table2);
    if (column2.generated === "virtual" && column2.notNull) return ofVirtual(column2.name, relation);
    if (check2 === void 0) return;
    let target = `ALTER TABLE ${sqlName(table2)}`, name = sqlIdentifier(check2.name ?? madeName(table2.name, column2.name, "check"));
    return {
      message: `Adding ${column2.name} with its CHECK scans ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
      help: steps(
        [
          "Add the column alone, then the CHECK without reading the rows:",
          `${target} ADD COLUMN ${sqlIdentifier(column2.name)} ${sqlType(column2.type)};`,
          `${target} ADD CONSTRAINT ${name} CHECK (\u2026) NOT VALID;`
        ],
        ["In a later migration:", `${target} VALIDATE CONSTRAINT ${name};`]
      ),
      claims: { relation }
    };
  }
});
function ofVirtual(column2, relation) {
  return {
    message: `Adding the virtual column ${column2} with NOT NULL computes it for every row of ${relation} under AccessExclusiveLock: reads and writes wait.`,
    help: "Leave the NOT NULL away: add the column alone, and what must hold for it as a CHECK on the columns it is computed from, NOT VALID.",
    claims: { relation }
  };
}

// src/rules/facts/runner-words.ts
function outsideTransaction(context) {
  switch (context.migration.layout) {
    case "flyway":
      return "that Flyway runs outside a transaction (it does so by itself when the file holds nothing but CREATE INDEX CONCURRENTLY and DROP INDEX CONCURRENTLY, else with `executeInTransaction=false` in the file `<migration>.sql.conf` beside it)";
    case "diesel":
      return "that diesel runs outside a transaction (`run_in_transaction = false` in its `metadata.toml`)";
    case "golang-migrate":
      return "with no other statement in the file (golang-migrate sends a file as one query, and several statements in one query are a transaction)";
    default:
      return "that runs outside a transaction (alone in its file, or in a file that begins with `-- no-transaction`)";
  }
}

// src/rules/add-column-inline-unique-pk.ts
var addColumnInlineUniquePk = defineRule({
  id: "add-column-inline-unique-pk",
  category: "availability",
  severity: "error",
  title: "A UNIQUE or PRIMARY KEY column is added to an existing table.",
  why: "PostgreSQL builds the index over all rows while it holds AccessExclusiveLock: reads and writes wait. A primary key without a default fails as soon as the table has a row.",
  instead: `1. Add the column alone.
2. Fill it in batches, outside of migrations; for a primary key, make it NOT NULL the safe way (see set-not-null-scan).
3. In a migration that runs outside a transaction, build a unique index with CREATE UNIQUE INDEX CONCURRENTLY.
4. In the next migration, add the constraint with UNIQUE USING INDEX or PRIMARY KEY USING INDEX, which only changes the catalog.`,
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "index-build" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE users ADD COLUMN email text UNIQUE;",
    good: `ALTER TABLE users ADD COLUMN email text;
-- in the next migration:
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
-- in the one after that:
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;`,
    transaction: { good: "none" }
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2, key2 = column2.constraints.find(({ type }) => type === "unique" || type === "primary-key");
    if (key2 === void 0 || context.isNew(table2)) return;
    let relation = context.qualify(table2), word = key2.type === "unique" ? "UNIQUE" : "PRIMARY KEY", target = `ALTER TABLE ${sqlName(table2)}`, made = key2.type === "unique" ? madeName(table2.name, column2.name, "key") : madeName(table2.name, "pkey"), name = sqlIdentifier(key2.name ?? made), fill = key2.type === "unique" ? "" : "; fill it and make it NOT NULL before the next step";
    return {
      message: `Adding ${column2.name} as ${word} builds an index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      help: steps(
        [`Add the column alone${fill}:`, `${target} ADD COLUMN ${sqlIdentifier(column2.name)} ${sqlType(column2.type)};`],
        [
          `In a migration ${outsideTransaction(context)}:`,
          `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${sqlName(table2)} (${sqlIdentifier(column2.name)});`
        ],
        ["In the next one:", `${target} ADD CONSTRAINT ${name} ${word} USING INDEX ${name};`]
      ),
      claims: { relation }
    };
  }
});

// src/rules/add-column-not-null-no-default.ts
var addColumnNotNullNoDefault = defineRule({
  id: "add-column-not-null-no-default",
  category: "correctness",
  severity: "error",
  title: "A NOT NULL column without a default is added to an existing table.",
  why: "Every row that is there would have NULL in it: PostgreSQL refuses with error 23502 as soon as the table has one row. It passes on an empty test database and fails in production.",
  instead: `Give the column a constant default, which PostgreSQL stores without touching the rows. Where no constant fits:
1. Add the column nullable, and release code that always fills it.
2. Fill the old rows in batches, outside of migrations.
3. Make it NOT NULL the safe way (see set-not-null-scan).`,
  fineWhen: "The table was created in the same release, is empty everywhere, or is truncated in the same transaction. After a DELETE of all rows it is a warning.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/errcodes-appendix.html",
    "https://www.postgresql.org/docs/release/11.0/"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY);
INSERT INTO orders VALUES (1);`,
    bad: "ALTER TABLE orders ADD COLUMN status text NOT NULL;",
    good: "ALTER TABLE orders ADD COLUMN status text NOT NULL DEFAULT 'new';",
    fails: "23502"
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2, required = column2.constraints.some((constraint) => constraint.type === "not-null"), filled2 = column2.default !== void 0 || column2.generated !== void 0 || column2.identity || column2.serial;
    if (!required || filled2 || context.isNew(table2) || column2.constraints.some((constraint) => constraint.type === "primary-key")) return;
    let relation = context.qualify(table2), emptied = emptiedBy(context, table2) === "delete";
    return {
      message: emptied ? `Column ${column2.name} is NOT NULL and has no default: the statement fails with error 23502 if others add a row to ${relation} after the DELETE, and it reads what the DELETE has left under AccessExclusiveLock.` : `Column ${column2.name} is NOT NULL and has no default: the statement fails with error 23502 as soon as ${relation} has a row.`,
      ...emptied ? { doubtful: !0 } : {},
      help: `Add a constant default (the rows are not touched):
${sqlBlock(
        `ALTER TABLE ${sqlName(table2)} ADD COLUMN ${sqlIdentifier(column2.name)} ${sqlType(column2.type)} NOT NULL DEFAULT \u2026;`
      )}
Or add the column nullable, fill it in batches, and make it NOT NULL in later migrations (see set-not-null-scan).`,
      claims: { relation }
    };
  }
});

// src/rules/add-column-serial.ts
var integers = {
  smallserial: "smallint",
  serial2: "smallint",
  serial: "integer",
  serial4: "integer"
}, addColumnSerial = defineRule({
  id: "add-column-serial",
  category: "availability",
  severity: "error",
  title: "A serial column is added to an existing table.",
  why: "serial is an integer with the default nextval(), which is computed for each row: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.",
  instead: `1. Add a nullable bigint column, create a sequence that is OWNED BY it, and make its nextval() the default: new rows get numbers.
2. Number the old rows in batches, outside of migrations.
3. If it has to be NOT NULL or unique, see set-not-null-scan and unique-constraint-without-index.`,
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL",
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (code text PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN number bigserial;",
    good: `ALTER TABLE orders ADD COLUMN number bigint;
CREATE SEQUENCE orders_number_seq OWNED BY orders.number;
ALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number_seq');`
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2;
    if (!column2.serial || context.isNew(table2)) return;
    let relation = context.qualify(table2), target = `ALTER TABLE ${sqlName(table2)}`, name = sqlIdentifier(column2.name), sequence = { ...table2, name: madeName(table2.name, column2.name, "seq") }, literal = `'${sqlName(sequence).replaceAll("'", "''")}'`;
    return {
      message: `Adding the ${column2.type.name} column ${column2.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until every row has its number.`,
      help: `${steps([
        "Add the column bare, then a sequence that only new rows use:",
        `${target} ADD COLUMN ${name} ${integers[column2.type.name] ?? "bigint"};`,
        `CREATE SEQUENCE ${sqlName(sequence)} OWNED BY ${sqlName(table2)}.${name};`,
        `${target} ALTER COLUMN ${name} SET DEFAULT nextval(${literal});`
      ])}
2. Number the old rows in batches, outside the migration.`,
      claims: { relation }
    };
  }
});

// src/rules/add-column-stored-generated.ts
var addColumnStoredGenerated = defineRule({
  id: "add-column-stored-generated",
  category: "availability",
  severity: "error",
  title: "A stored generated column is added to an existing table.",
  why: "Its value is computed for every row at once: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.",
  instead: `1. Add a plain column, and a trigger that keeps it up to date when rows are written.
2. Fill the old rows in batches, outside of migrations.

On PostgreSQL 18 a VIRTUAL generated column costs nothing to add: it is computed when it is read.`,
  fineWhen: "The table was created in the same release, or the column is VIRTUAL (PostgreSQL 18, where that is the default).",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/ddl-generated-columns.html",
    "https://www.postgresql.org/docs/release/18.0/",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, tax numeric);",
    bad: "ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net + tax) STORED;",
    good: `ALTER TABLE orders ADD COLUMN gross numeric;
CREATE FUNCTION orders_gross() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN NEW.gross := NEW.net + NEW.tax; RETURN NEW; END';
CREATE TRIGGER orders_gross BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_gross();`
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2;
    if (column2.generated !== "stored" || context.isNew(table2)) return;
    let relation = context.qualify(table2), add = `ALTER TABLE ${sqlName(table2)} ADD COLUMN ${sqlIdentifier(column2.name)} ${sqlType(column2.type)}`;
    return {
      message: `Adding the stored generated column ${column2.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until it is computed for every row.`,
      help: context.serverVersion >= 18 ? `Compute it when it is read (a virtual column can't be indexed):
${sqlBlock(`${add} GENERATED ALWAYS AS (\u2026) VIRTUAL;`)}` : `${steps(["Add a plain column:", `${add};`])}
2. Keep it up to date with a BEFORE INSERT OR UPDATE trigger.
3. Fill the old rows in batches, outside the migration.`,
      claims: { relation }
    };
  }
});

// src/rules/facts/command-text.ts
function commandText(change2, context) {
  let { statement, script } = context, from = change2.at.offset;
  if (from <= statement.span.start.offset) return;
  let later2 = statement.changes.map((other) => other.at.offset).filter((offset) => offset > from), to = Math.min(statement.span.end.offset, ...later2), text = script.text.slice(from, to).trim(), whole = to === statement.span.end.offset ? text : text.replace(/,(?:\s|--[^\n]*(?:\n|$)|\/\*[^*]*\*\/)*$/, "");
  return whole === "" ? void 0 : whole;
}
function extendedCommand(change2, context, words5) {
  let text = commandText(change2, context);
  return text === void 0 ? void 0 : `${text}${text.includes("--") ? `
` : " "}${words5}`;
}
var afterDefault = /^(?:not\s+null|null|unique|primary\s+key|check|references|constraint|generated|collate|deferrable|initially|storage|compression)\b/i;
function defaultText(change2, context) {
  let text = /\bdefault\s+(.+)$/is.exec(commandText(change2, context) ?? "")?.[1] ?? "", depth = 0, quoted = !1;
  for (let i = 0; i < text.length; i++) {
    let char = text[i];
    if (char === "'" && (quoted = !quoted), !quoted && ((char === "(" || char === "[") && depth++, (char === ")" || char === "]") && depth--, depth === 0 && /\s/.test(char) && afterDefault.test(text.slice(i).trimStart())))
      return text.slice(0, i).trim();
  }
  return text === "" ? void 0 : text.trim();
}

// src/rules/facts/volatility.ts
var volatileFunctions = new Set(
  `clock_timestamp timeofday random random_normal array_sample array_shuffle gen_random_uuid uuidv4 uuidv7 uuid_generate_v1 uuid_generate_v1mc
   uuid_generate_v4 gen_random_bytes gen_salt nextval setval currval lastval pg_sleep set_config pg_notify
   pg_advisory_lock pg_advisory_xact_lock setseed`.split(/\s+/)
), steadyFunctions = new Set(
  `now statement_timestamp transaction_timestamp current_timestamp localtimestamp current_date current_time localtime
   current_user session_user user current_role current_catalog current_schema current_setting current_database
   pg_current_xact_id txid_current timezone date_trunc date_part date_bin extract age make_date make_time make_timestamp
   make_timestamptz make_interval to_timestamp to_date to_char to_number to_json to_jsonb justify_days justify_hours
   json_build_object json_build_array jsonb_build_object jsonb_build_array json_object jsonb_object jsonb_set
   array_append array_cat array_fill array_remove string_to_array lower upper initcap btrim ltrim rtrim replace repeat
   concat concat_ws format left right lpad rpad substr substring overlay position length char_length md5 sha256 sha512
   encode decode convert_to convert_from chr ascii hashtext abs ceil ceiling floor round trunc mod power sqrt sign div
   greatest least coalesce nullif int4range int8range numrange tsrange tstzrange daterange to_tsvector to_tsquery
   point box polygon circle inet_client_addr host hstore row_to_json quote_literal quote_ident quote_nullable
   pg_typeof pg_backend_pid inet_server_addr inet_server_port inet_client_port version pg_postmaster_start_time
   txid_current_snapshot pg_current_snapshot pg_encoding_to_char getdatabaseencoding
   array_length array_lower array_upper array_ndims array_dims array_position array_positions array_prepend array_replace
   array_to_string array_to_json cardinality trim_array unnest regexp_replace regexp_match regexp_matches regexp_split_to_array
   regexp_substr regexp_count regexp_instr regexp_like split_part strpos translate reverse starts_with to_hex to_ascii to_bin to_oct
   unistr normalize char_length character_length octet_length bit_length bit_count get_bit set_bit get_byte set_byte
   sha224 sha384 crc32 crc32c parse_ident string_to_table ascii degrees radians pi exp ln log log10 cbrt factorial gcd lcm
   acos asin atan atan2 cos cot sin tan sinh cosh tanh width_bucket scale min_scale trim_scale isfinite date justify_interval
   make_timestamp overlaps json_object_keys jsonb_pretty jsonb_insert jsonb_set_lax jsonb_strip_nulls json_strip_nulls
   jsonb_extract_path jsonb_extract_path_text json_extract_path json_extract_path_text jsonb_array_length json_array_length jsonb_typeof
   json_typeof jsonb_path_query_first jsonb_path_query_array jsonb_path_exists jsonb_path_match lower_inc upper_inc lower_inf upper_inf
   isempty range_merge multirange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange
   masklen netmask network broadcast hostmask set_masklen family abbrev inet_merge inet_same_family macaddr8_set7bit
   area center diameter height width radius length npoints pclose popen slope circle path line lseg plainto_tsquery phraseto_tsquery
   websearch_to_tsquery setweight strip tsvector_to_array array_to_tsvector ts_rank xmlcomment xmlconcat xmlelement xmlforest
   num_nulls num_nonnulls pg_size_pretty pg_size_bytes quote_nullable current_schemas pg_client_encoding
   uuid_extract_timestamp uuid_extract_version uuid_nil uuid_ns_dns uuid_ns_url uuid_generate_v3 uuid_generate_v5
   date_add date_subtract hashtextextended enum_first enum_last enum_range erf erfc gamma lgamma pow acosd asind atand sind cosd tand
   acosh asinh atanh xpath xpath_exists xmlexists xmltext xml_is_well_formed obj_description col_description shobj_description
   to_regclass to_regtype to_regproc to_regnamespace to_regrole format_type has_table_privilege has_schema_privilege pg_has_role
   pg_get_userbyid pg_my_temp_schema pg_column_size pg_conf_load_time int4send int8send uuid_send numnode querytree diagonal
   system_user txid_current_if_assigned pg_current_xact_id_if_assigned getpgusername row_security_active bytea cidr macaddr money xml
   array_reverse array_sort casefold bool text varchar int2 int4 int8 float4 float8 numeric date timestamp timestamptz interval`.split(
    /\s+/
  )
);
function volatilityOf(expression, context) {
  let judged = expression.functions.map((call) => ({ volatility: volatilityOfCall(call, context), function: call }));
  return judged.find((item) => item.volatility === "volatile") ?? judged.find((item) => item.volatility === "unknown") ?? { volatility: "steady" };
}
function volatilityOfCall(call, context, calling = []) {
  if (calling.includes(call.name)) return "volatile";
  let made = routinesNamed(context, call).filter(
    (one) => call.values === void 0 || takes(one, call.values.length)
  );
  if (made.length > 0) {
    let [first, ...more] = new Set(made.map((one) => volatilityOfMade(one, call, context, calling)));
    return first !== void 0 && more.length === 0 ? first : "unknown";
  }
  return volatileFunctions.has(call.name) ? "volatile" : call.schema === void 0 && steadyFunctions.has(call.name) ? "steady" : "unknown";
}
function takes({ parameters: parameters2 }, passed) {
  let [last] = parameters2.slice(-1), needed = parameters2.filter((parameter) => parameter.default === void 0 && parameter.variadic !== !0);
  return passed >= needed.length && (passed <= parameters2.length || last?.variadic === !0);
}
function volatilityOfMade(made, { name, values }, context, calling) {
  let defaults = (values === void 0 ? [] : made.parameters.slice(values.length)).flatMap((parameter) => parameter.default?.functions ?? []).map((call) => volatilityOfCall(call, context, [...calling, name]));
  return worst([...defaults, made.volatility === "volatile" ? ofVolatile(made, name, context, calling) : "steady"]);
}
function ofVolatile(made, name, context, calling) {
  return made.language === "sql" && isInlined(made) ? volatilityOfBody(made, context, [...calling, name]) : "volatile";
}
function worst(all2) {
  return all2.find((one) => one === "volatile") ?? all2.find((one) => one === "unknown") ?? "steady";
}
function isInlined({ body, securityDefiner, settings, strictWithUnused }) {
  if (strictWithUnused === !0 || securityDefiner || settings.length > 0) return !1;
  let text = withoutLiterals(body);
  return /\(\s*(?:select|with|values|table)\b/i.test(text) ? !1 : /^\s*select\s+(?!.*(?:\b(?:from|where|group|having|order|limit|offset|union|window|with)\b|;\s*\S))/is.test(
    outsideParentheses(text)
  );
}
function withoutLiterals(sql) {
  return sql.replace(/--[^\n]*/g, " ").replace(/'(?:[^']|'')*'/g, "''");
}
function outsideParentheses(text) {
  let shorter = text.replace(/\([^()]*\)/g, " ");
  return shorter === text ? text : outsideParentheses(shorter);
}
var noCalls = new Set("cast in and or not any all some row array as case when then else between".split(" "));
function volatilityOfBody(made, context, calling) {
  let parts = [...withoutLiterals(made.body).matchAll(/(?<![\w$."])([\w$."]+)\s*\(/g)].map(([, name = ""]) => name).filter((name) => !noCalls.has(name.toLowerCase())).map(
    (name) => name.replaceAll('"', "").toLowerCase().replace(/^pg_catalog\./, "").split(".")
  );
  return worst(
    parts.map(
      ([schema = "", name]) => volatilityOfCall(name === void 0 ? { name: schema } : { schema, name }, context, calling)
    )
  );
}

// src/rules/add-column-volatile-default.ts
var addColumnVolatileDefault = defineRule({
  id: "add-column-volatile-default",
  category: "availability",
  severity: "error",
  title: "A column is added to an existing table with a volatile default.",
  why: "A default that has to be computed for each row makes PostgreSQL rewrite the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.",
  instead: `1. Add the column without a default.
2. Set the default in a statement of its own, which may share the migration: it holds for new rows only.
3. Fill the old rows in batches, outside of migrations.`,
  fineWhen: "The table was created in the same release. Constants and stable functions (now(), current_date, current_user) are computed once and stored in the catalog (PostgreSQL 11 and later).",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/xfunc-volatility.html",
    "https://www.postgresql.org/docs/release/11.0/",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();",
    good: `ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();`
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2;
    if (context.isNew(table2)) return;
    let domain = column2.default === void 0 ? knownDomain(context, column2.type) : void 0, value = column2.default ?? domain?.default;
    if (value === void 0 || domain?.constrained === !0) return;
    let effect = effectOf(value, column2.name, context);
    if (effect === void 0) return;
    let relation = context.qualify(table2), target = `ALTER TABLE ${sqlName(table2)}`, name = sqlIdentifier(column2.name);
    return {
      message: `${effect} ${relation} under AccessExclusiveLock, and reads and writes wait.`,
      help: `${steps([
        "Add the column bare, then the default, which only new rows get:",
        `${target} ADD COLUMN ${name} ${sqlType(column2.type)};`,
        `${target} ALTER COLUMN ${name} SET DEFAULT ${domain?.default?.text ?? defaultText(change2, context) ?? "\u2026"};`
      ])}
2. Fill the old rows in batches, outside the migration.`,
      claims: { relation }
    };
  }
});
function effectOf(value, column2, context) {
  if (context.serverVersion < 11)
    return /^\(*null\b/i.test(value.text) ? void 0 : `${column2} has a default, and PostgreSQL ${context.serverVersion} rewrites`;
  let { volatility, function: called } = volatilityOf(value, context);
  if (!(value.constant || volatility === "steady" || called === void 0))
    return volatility === "volatile" ? `The default of ${column2} calls ${called.name}(), which is volatile: PostgreSQL rewrites` : `The default of ${column2} calls ${called.name}(); if that is volatile, PostgreSQL rewrites`;
}

// src/rules/facts/edits.ts
function insertion(context, offset, text) {
  return replacement(context, offset, offset, text);
}
function replacement(context, start, end, text) {
  return { span: linesOf(context.script).span(start, end), replacement: text };
}
function wordAfter(context, keywords3, word) {
  let found = keywords3.exec(context.statement.text);
  if (!(found === null || found.index !== 0))
    return insertion(context, context.statement.span.start.offset + found[0].length, ` ${word}`);
}

// src/rules/add-json-column.ts
var addJsonColumn = defineRule({
  id: "add-json-column",
  category: "compatibility",
  severity: "info",
  title: "A column has the type json instead of jsonb.",
  why: "json has no equality: SELECT DISTINCT, GROUP BY and UNION over the column fail, in queries that worked before it was added. It is parsed at every access and cannot have a GIN index.",
  instead: "Use jsonb, which has equality and can be indexed.",
  fineWhen: "The exact text has to be kept: white space, the order of keys, repeated keys.",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-json.html",
    "https://github.com/ankane/strong_migrations#adding-a-json-column"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN details json;",
    good: "ALTER TABLE orders ADD COLUMN details jsonb;"
  },
  on: ["add-column", "create-table"],
  check(change2, context) {
    let column2 = (change2.kind === "add-column" ? [change2.column] : change2.columns).find(isJson);
    if (column2 === void 0) return;
    let suggestion = useJsonb(change2, context);
    return {
      message: `Column ${column2.name} of ${context.qualify(change2.table)} has the type json: DISTINCT, GROUP BY and UNION over it fail, because json has no equality.`,
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});
function isJson({ type }) {
  return type.name === "json" && type.schema === void 0;
}
function useJsonb(change2, context) {
  let isColumn = change2.kind === "add-column", text = isColumn ? commandText(change2, context) : context.statement.text, start = isColumn ? change2.at.offset : context.statement.span.start.offset, found = [...(text ?? "").matchAll(/\bjson\b/gi)], [only] = found;
  if (!(only === void 0 || found.length !== 1))
    return replacement(context, start + only.index, start + only.index + only[0].length, "jsonb");
}

// src/rules/facts/kinds.ts
var alterTableKinds = [
  "add-column",
  "drop-column",
  "alter-column-type",
  "set-default",
  "drop-default",
  "set-not-null",
  "drop-not-null",
  "set-expression",
  "drop-expression",
  "add-identity",
  "drop-identity",
  "alter-identity",
  "add-constraint",
  "alter-constraint",
  "drop-constraint",
  "attach-partition",
  "detach-partition",
  "inherit",
  "no-inherit",
  "set-logged",
  "set-access-method",
  "set-tablespace",
  "replica-identity",
  "row-security",
  "enable-trigger",
  "enable-rule"
], lockingKinds = [
  "create-table",
  ...alterTableKinds,
  "create-index",
  "create-trigger",
  "create-rule",
  "create-policy",
  "alter-policy",
  "drop",
  "rename",
  "set-schema",
  "set-owner",
  "truncate",
  "lock-table",
  "cluster",
  "vacuum",
  "reindex",
  "refresh-materialized-view"
], dataKinds = ["insert", "update", "delete", "merge", "copy"], onlyWork = /* @__PURE__ */ new Set([
  "lock-table",
  "vacuum",
  "reindex",
  "cluster",
  "truncate",
  "refresh-materialized-view"
]);
function isNoLockAlone(kind) {
  return !onlyWork.has(kind);
}
var schemaKinds = [
  ...lockingKinds.filter(isNoLockAlone),
  "validate-constraint",
  "alter-column-setting",
  "storage-parameters",
  "cluster-on",
  "attach-index",
  "create-view",
  "create-materialized-view",
  "create-sequence",
  "alter-sequence",
  "create-schema",
  "create-type",
  "add-enum-value",
  "alter-type",
  "create-domain",
  "alter-domain",
  "create-extension",
  "alter-extension",
  "create-statistics",
  "create-other",
  "alter-other",
  "function",
  "grant"
];

// src/rules/facts/locks.ts
function locksOf(change2) {
  let on = (relation, mode = "AccessExclusiveLock") => relation === void 0 ? [] : [{ relation, mode }];
  switch (change2.kind) {
    case "create-table":
      return [...on(change2.partitionOf), ...parentLocks(change2)];
    case "add-column":
      return [...on(change2.table), ...parentLocks(change2)];
    case "add-constraint":
      return change2.constraint.type === "foreign-key" ? [...on(change2.table, "ShareRowExclusiveLock"), ...parentLocks(change2)] : on(change2.table);
    case "drop-column":
    case "alter-column-type":
    case "set-default":
    case "drop-default":
    case "set-not-null":
    case "drop-not-null":
    case "set-expression":
    case "drop-expression":
    case "add-identity":
    case "drop-identity":
    case "alter-identity":
    case "drop-constraint":
    case "alter-constraint":
    case "set-logged":
    case "set-access-method":
    case "set-tablespace":
    case "replica-identity":
    case "row-security":
    case "enable-rule":
    case "inherit":
    case "no-inherit":
    case "create-rule":
    case "create-policy":
    case "alter-policy":
      return on(change2.table);
    case "alter-column-setting":
      return change2.setting === "storage" || change2.setting === "compression" ? on(change2.table) : [];
    case "enable-trigger":
    case "create-trigger":
      return on(change2.table, "ShareRowExclusiveLock");
    case "attach-partition":
      return on(change2.partition);
    case "detach-partition":
      return change2.concurrently || change2.finalize ? [] : [...on(change2.table), ...on(change2.partition)];
    default:
      return objectLocks(change2, on);
  }
}
function objectLocks(change2, on) {
  switch (change2.kind) {
    case "create-index":
      return change2.concurrently ? [] : on(change2.table, "ShareLock");
    case "drop":
      return change2.object === "trigger" || change2.object === "rule" || change2.object === "policy" ? on(change2.on) : change2.object === "table" || change2.object === "view" || change2.object === "materialized-view" ? change2.names.flatMap((name) => on(name)) : [];
    case "rename":
      return ["table", "view", "materialized-view", "column", "constraint", "trigger", "policy", "rule"].includes(
        change2.object
      ) ? on(change2.name) : [];
    case "set-schema":
    case "set-owner":
      return change2.object === "table" ? on(change2.name) : [];
    case "truncate":
      return change2.tables.flatMap((table2) => on(table2));
    case "lock-table":
      return change2.tables.flatMap((table2) => on(table2, change2.mode));
    case "cluster":
      return on(change2.table);
    case "vacuum":
      return change2.full ? change2.tables.flatMap((table2) => on(table2)) : [];
    case "reindex":
      return change2.target === "table" && !change2.concurrently ? on(change2.name, "ShareLock") : [];
    case "refresh-materialized-view":
      return on(change2.view, change2.concurrently ? "ExclusiveLock" : "AccessExclusiveLock");
    default:
      return [];
  }
}
function parentLocks(change2) {
  return referencedTables(change2).map((relation) => ({ relation, mode: "ShareRowExclusiveLock" }));
}

// src/rules/facts/lock-order.ts
var known2 = /* @__PURE__ */ new WeakMap();
function firstLocks(statements) {
  let found = /* @__PURE__ */ new Map();
  for (let { index: index2, changes } of statements)
    for (let [position, change2] of changes.entries())
      for (let { relation, mode } of locksOf(change2)) {
        let key2 = JSON.stringify([relation.schema, relation.name, mode]);
        found.has(key2) || found.set(key2, { relation, mode, statement: index2, position });
      }
  return [...found.values()];
}
function locksBefore(change2, context, within, weakest) {
  let { statement } = context, { statements } = context[within], entries = known2.get(statements) ?? firstLocks(statements);
  known2.set(statements, entries);
  let position = statement.changes.indexOf(change2);
  return entries.filter(
    (entry) => (entry.statement < statement.index || entry.statement === statement.index && entry.position < position) && atLeast(entry.mode, weakest) && !context.isNew(entry.relation)
  );
}
function liveLocks(change2, context, weakest) {
  return locksOf(change2).filter(({ relation, mode }) => atLeast(mode, weakest) && !context.isNew(relation));
}
function firstLiveLock(change2, context, weakest) {
  let [lock] = liveLocks(change2, context, weakest);
  return lock === void 0 || locksBefore(change2, context, "script", weakest).length > 0 ? void 0 : lock;
}

// src/rules/facts/set-local.ts
function settingBefore(context, setting) {
  let { unit, script, statement } = context, becomesOne = script.transaction === "own" && refusedInTransaction(statement) === void 0;
  if (!(unit.kind === "autocommit" && !becomesOne))
    return statementBefore(context, `SET LOCAL ${setting};`);
}
function limitedWait({ unit }) {
  return `${unit.kind === "transaction" ? "SET LOCAL" : "SET"} lock_timeout = '5s';`;
}
function statementBefore(context, sql) {
  let { statement } = context, start = statement.ignores[0]?.span.start.offset ?? statement.span.start.offset;
  return insertion(context, start, `${sql}
`);
}

// src/rules/application-name-missing.ts
var applicationNameMissing = defineRule({
  id: "application-name-missing",
  category: "policy",
  severity: "info",
  preset: "policy",
  title: "A migration takes strong locks without an application_name.",
  why: "When sessions queue behind the migration, whoever is on call has to find it among hundreds of connections. pg_stat_activity and the log show application_name; without one the migration looks like everything else.",
  instead: "Let the migration tool connect with an application_name, or set it at the top of the migration.",
  fineWhen: "The tool sets it when it connects, as Lockgate's own deploy does; then leave this rule off.",
  sources: [
    "https://www.postgresql.org/docs/current/runtime-config-logging.html",
    "https://www.postgresql.org/docs/current/monitoring-stats.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN note text;",
    good: `SET LOCAL application_name = 'migration add note';
ALTER TABLE orders ADD COLUMN note text;`
  },
  on: lockingKinds,
  check(change2, context) {
    let lock = firstLiveLock(change2, context, "ShareLock");
    if (lock === void 0 || context.setting("application_name") !== null) return;
    let setting = `application_name = 'migration ${context.migration.version.replace(/[^\w.-]/g, "_")}'`, suggestion = settingBefore(context, setting);
    return {
      message: `Sessions that wait for ${context.qualify(lock.relation)} will be seen in pg_stat_activity, but not that this migration is what they wait for: no application_name is set.`,
      help: suggestion === void 0 ? `Set it for the session and put it back at the end:
${sqlBlock(`SET ${setting};`, "RESET application_name;")}` : `Put this before the statement:
${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});

// src/rules/attach-missing-index.ts
var attachMissingIndex = defineRule({
  id: "attach-missing-index",
  category: "availability",
  severity: "error",
  title: "A table is attached as a partition without the indexes that its parent has.",
  why: "PostgreSQL builds what is missing while it attaches, under AccessExclusiveLock on the table: reads and writes of it wait until all are built.",
  instead: `1. In a migration that runs outside a transaction, build for each index of the partitioned table an equal one on the table with CREATE INDEX CONCURRENTLY. For a primary key or UNIQUE constraint, build a unique index, then add the constraint USING INDEX.
2. In the next migration, ATTACH PARTITION: it finds the indexes and only puts those of the partitioned table on top.`,
  fineWhen: "The table to attach was created in the same release, or has an equal index for each of the parent.",
  claims: { lock: "AccessExclusiveLock", work: "index-build" },
  sources: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE INDEX readings_value_idx ON readings (value);
CREATE TABLE readings_2024 (
  at date NOT NULL CHECK (at >= '2024-01-01' AND at < '2025-01-01'), value int
);`,
    bad: "ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
    good: "CREATE INDEX CONCURRENTLY readings_2024_value_idx ON readings_2024 (value);",
    transaction: { good: "none" }
  },
  on: ["attach-partition"],
  check(change2, context) {
    let { table: table2, partition } = change2;
    if (context.isNew(partition) || !allIndexesKnown(context, partition)) return;
    let missing2 = missingOn(change2, context);
    if (missing2.length === 0) return;
    let relation = context.qualify(partition), builds = missing2.map((index2) => buildOf(index2, change2));
    return {
      message: `${relation} lacks ${missing2.length === 1 ? "an index" : `${missing2.length} indexes`} that ${context.qualify(table2)} has: attaching it builds ${missing2.length === 1 ? "it" : "them"} under AccessExclusiveLock, and reads and writes of ${relation} wait.`,
      help: `Before, in a migration ${outsideTransaction(context)}:
${sqlBlock(...builds)}`,
      claims: { relation }
    };
  }
});
function missingOn({ table: table2, partition }, context) {
  let free = [...knownIndexes(context, partition)];
  return knownIndexes(context, table2).filter((wanted2) => {
    let twin = free.findIndex((index2) => isTwin(wanted2, index2));
    return twin >= 0 && free.splice(twin, 1), twin < 0;
  });
}
function buildOf(index2, { partition }) {
  let parts = index2.columns.map(({ column: column2 }) => column2 ?? "expr"), keys2 = index2.columns.map(({ column: column2 }) => column2 === void 0 ? "(\u2026)" : sqlIdentifier(column2)), name = sqlIdentifier(madeName(partition.name, ...parts, "idx")), where = index2.where === void 0 ? "" : ` WHERE ${index2.where.text}`;
  return `CREATE ${index2.ofConstraint ? "UNIQUE " : ""}INDEX CONCURRENTLY ${name} ON ${sqlName(partition)} (${keys2.join(", ")})${where};`;
}

// src/sql/partition-bounds.ts
function boundIn(statement, key2) {
  let bound = specIn(statement);
  if (bound === void 0 || bound.is_default === !0) return;
  if (bound.strategy === "l") return listed(bound.listdatums ?? [], key2);
  if (bound.strategy !== "r") return;
  let from = (bound.lowerdatums ?? []).map(endOf), to = (bound.upperdatums ?? []).map(endOf);
  if (!([...from, ...to].includes(void 0) || from.length !== key2.length || to.length !== key2.length))
    return ranged(key2, from, to);
}
function specIn(statement) {
  let parsed = parseStatement(statement);
  if (parsed.kind !== "parsed") return;
  if ("CreateStmt" in parsed.node) return parsed.node.CreateStmt.partbound;
  if (!("AlterTableStmt" in parsed.node)) return;
  let [command] = parsed.node.AlterTableStmt.cmds ?? [], def = command !== void 0 && "AlterTableCmd" in command ? command.AlterTableCmd.def : void 0;
  return def !== void 0 && "PartitionCmd" in def ? def.PartitionCmd.bound : void 0;
}
function endOf(node) {
  let [field] = "ColumnRef" in node ? node.ColumnRef.fields ?? [] : [], word = field !== void 0 && "String" in field ? field.String.sval : void 0;
  return word === "minvalue" || word === "maxvalue" ? word : literalOf(node);
}
function isNotNull(column2) {
  return { kind: "null", column: column2, isNull: !1 };
}
function listed(values, key2) {
  let [column2, ...more] = key2;
  if (column2 === void 0 || more.length > 0) return;
  let parts = [];
  for (let value of values) {
    if (isNullLiteral(value)) continue;
    let literal = literalOf(value);
    if (literal === void 0) return;
    parts.push({ kind: "compare", column: column2, operator: "=", literal });
  }
  return values.some(isNullLiteral) ? { kind: "or", parts: [{ kind: "null", column: column2, isNull: !0 }, ...parts] } : { kind: "and", parts: [isNotNull(column2), { kind: "or", parts }] };
}
function ranged(key2, from, to) {
  let parts = key2.map(isNotNull), at = 0;
  for (; at < key2.length - 1; at++) {
    let [low, high] = [from[at], to[at]];
    if (typeof low != "object" || typeof high != "object" || low.value !== high.value) break;
    parts.push(compare(key2[at], "=", low));
  }
  return parts.push(side(key2, from, at, ">"), side(key2, to, at, "<")), { kind: "and", parts };
}
function side(key2, ends, at, beyond) {
  let end = ends[at], open = beyond === ">" ? "minvalue" : "maxvalue";
  if (typeof end != "object") return { kind: "constant", value: end === open };
  let next = ends[at + 1];
  if (next === void 0) return compare(key2[at], beyond === ">" ? ">=" : "<", end);
  if (typeof next != "object") return compare(key2[at], next === open ? `${beyond}=` : beyond, end);
  let parts = [compare(key2[at], "=", end), side(key2, ends, at + 1, beyond)];
  return { kind: "or", parts: [compare(key2[at], beyond, end), { kind: "and", parts }] };
}
function compare(column2, operator, literal) {
  return { kind: "compare", column: column2 ?? "", operator, literal };
}
function outsideOf(condition) {
  switch (condition.kind) {
    case "and":
    case "or":
      return { kind: condition.kind === "and" ? "or" : "and", parts: condition.parts.map(outsideOf) };
    case "null":
      return { ...condition, isNull: !condition.isNull };
    case "compare":
      return { ...condition, operator: negations[condition.operator] };
    case "constant":
      return { kind: "constant", value: !condition.value };
    case "other":
      return condition;
  }
}

// src/rules/facts/bounds.ts
function isWithin2(bound, table2, key2, context) {
  let notNull2 = key2.filter((column2) => knownColumn(context, table2, column2)?.notNull === !0).map((column2) => ({ kind: "null", column: column2, isNull: !1 })), parts = [...checksOf(context, table2).map(conditionOf), ...notNull2];
  return implies({ kind: "and", parts }, bound, (column2) => knownType(context, table2, column2)?.name);
}
function isOutside(bound, table2, key2, context) {
  return isWithin2(outsideOf(bound), table2, key2, context);
}

// src/rules/attach-partition-scan.ts
var attachPartitionScan = defineRule({
  id: "attach-partition-scan",
  category: "availability",
  severity: "error",
  title: "An existing table is attached as a partition without a CHECK that proves its rows fit.",
  why: "PostgreSQL reads every row of the table to see that it belongs there, while it holds AccessExclusiveLock on it: reads and writes of that table wait. The partitioned table itself is only locked with ShareUpdateExclusiveLock, which stops nobody.",
  instead: `1. Add a CHECK to the table that says the same as the bound of the partition, with IS NOT NULL for the key, NOT VALID.
2. In the next migration, VALIDATE CONSTRAINT, which stops neither reads nor writes.
3. In the one after that, ATTACH PARTITION: the CHECK proves the rows, and none is read. Then drop the CHECK.`,
  fineWhen: "The table to attach was created in the same release, or a validated CHECK implies the bound. A DEFAULT partition of the parent is scanned in any case, unless a CHECK on it excludes the new range.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 (at date NOT NULL, value int);`,
    bad: "ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
    good: `ALTER TABLE readings_2024 ADD CONSTRAINT readings_2024_bound
  CHECK (at IS NOT NULL AND at >= '2024-01-01' AND at < '2025-01-01') NOT VALID;
-- in the next migration:
ALTER TABLE readings_2024 VALIDATE CONSTRAINT readings_2024_bound;
-- in the one after that:
ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');`,
    transaction: { good: "none" }
  },
  on: ["attach-partition"],
  check(change2, context) {
    let { table: table2, partition } = change2;
    if (context.isNew(partition)) return;
    let key2 = keyToCheck(change2, context);
    if (key2 !== void 0) return foreignKeyScan(change2, key2, context);
    if (isProven(change2, context)) return;
    let relation = context.qualify(partition), target = `ALTER TABLE ${sqlName(partition)}`, name = sqlIdentifier(madeName(partition.name, "bound"));
    return {
      message: `Attaching ${relation} to ${context.qualify(table2)} scans it under AccessExclusiveLock${mayBeProven(partition, context)}: reads and writes of ${relation} wait until all its rows are checked.`,
      help: steps(
        [
          "Say what the bound says, as a CHECK (with IS NOT NULL for the key):",
          `${target} ADD CONSTRAINT ${name} CHECK (\u2026) NOT VALID;`
        ],
        ["In a later migration:", `${target} VALIDATE CONSTRAINT ${name};`],
        [
          "In the one after that, attach and drop the CHECK:",
          `${context.statement.text};`,
          `${target} DROP CONSTRAINT ${name};`
        ]
      ),
      claims: { relation }
    };
  }
});
function mayBeProven(partition, context) {
  return checksOf(context, partition).length === 0 ? "" : " unless its CHECK constraints imply the bound";
}
function keyToCheck({ table: table2, partition }, context) {
  let own = knownConstraints(context, partition);
  return knownConstraints(context, table2).find(
    ({ constraint, validated }) => constraint.type === "foreign-key" && validated && !own.some(
      (other) => other.constraint.type === "foreign-key" && other.validated && other.constraint.columns.join() === constraint.columns.join() && context.qualify(other.constraint.references.table) === context.qualify(constraint.references.table)
    )
  )?.name;
}
function foreignKeyScan({ table: table2, partition }, key2, context) {
  let relation = context.qualify(partition), target = `ALTER TABLE ${sqlName(partition)}`;
  return {
    message: `Attaching ${relation} to ${context.qualify(table2)} gives it the foreign key ${key2}, and checks that for every row under AccessExclusiveLock: reads and writes of ${relation} wait.`,
    help: steps(
      [
        "Give the table the same foreign key before, without reading its rows:",
        `${target} ADD CONSTRAINT ${sqlIdentifier(key2)} FOREIGN KEY (\u2026) REFERENCES \u2026 NOT VALID;`
      ],
      ["In a later migration:", `${target} VALIDATE CONSTRAINT ${sqlIdentifier(key2)};`],
      ["In the one after that:", `${context.statement.text};`]
    ),
    claims: { relation }
  };
}
function isProven({ table: table2, partition, isDefault }, context) {
  return isDefault ? hasNoPartitions(context, table2) : fits(table2, partition, context);
}
function fits(parent, table2, context) {
  let parts = partitionsOf(context, table2);
  return hasNoPartitions(context, table2) || isProvenBy(parent, table2, context) ? !0 : parts.length > 0 && parts.every((part2) => fits(parent, part2, context));
}
function isProvenBy(parent, table2, context) {
  let checks = checksOf(context, table2), key2 = partitionKey(context, parent);
  if (key2 === void 0) return isPartitioned(context, parent) ? checks.some(callsFunction) : checks.length > 0;
  let bound = boundIn(context.statement.text, key2);
  return bound === void 0 ? checks.some((check2) => callsFunction(check2) && key2.every((name) => mentions(check2, name))) : isWithin2(bound, table2, key2, context) && speaksOfAncestors(parent, table2, context);
}
function speaksOfAncestors(parent, table2, context) {
  let checks = checksOf(context, table2);
  return ancestorsOf(context, parent).every(
    (above) => (partitionKey(context, above) ?? []).every((name) => checks.some((check2) => mentions(check2, name)))
  );
}
function callsFunction(check2) {
  return /[\w"]\s*\(/.test(check2);
}

// src/rules/attach-scans-default.ts
var attachScansDefault = defineRule({
  id: "attach-scans-default",
  category: "availability",
  severity: "error",
  title: "A table with a DEFAULT partition gets another partition.",
  why: "PostgreSQL reads the whole DEFAULT partition, to see that no row of it belongs into the new one, under AccessExclusiveLock: reads and writes of it wait. The fuller it is, the longer.",
  instead: `1. Add a CHECK to the DEFAULT partition that excludes the new range, NOT VALID.
2. In the next migration, VALIDATE CONSTRAINT, which stops neither reads nor writes.
3. In the one after that, add the partition: the CHECK proves that no row belongs there, and none is read. Then drop the CHECK.`,
  fineWhen: "The DEFAULT partition was created in the same release, is empty, or has a validated CHECK that excludes the new range.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint, region text NOT NULL) PARTITION BY LIST (region);
CREATE TABLE orders_rest PARTITION OF orders DEFAULT;
CREATE TABLE orders_eu (id bigint, region text NOT NULL CHECK (region = 'eu'));`,
    bad: "ALTER TABLE orders ATTACH PARTITION orders_eu FOR VALUES IN ('eu');",
    good: `ALTER TABLE orders_rest ADD CONSTRAINT orders_rest_not_eu CHECK (region <> 'eu') NOT VALID;
-- in the next migration:
ALTER TABLE orders_rest VALIDATE CONSTRAINT orders_rest_not_eu;
-- in the one after that:
ALTER TABLE orders ATTACH PARTITION orders_eu FOR VALUES IN ('eu');`,
    transaction: { good: "none" }
  },
  on: ["attach-partition", "create-table"],
  check(change2, context) {
    let parent = change2.kind === "create-table" ? change2.partitionOf : change2.table, rest = parent === void 0 ? void 0 : defaultPartition(context, parent);
    if (parent === void 0 || rest === void 0 || context.isNew(rest) || isExcluded(parent, rest, context)) return;
    let relation = context.qualify(rest), target = `ALTER TABLE ${sqlName(rest)}`, name = sqlIdentifier(madeName(rest.name, "bound"));
    return {
      message: `${context.qualify(parent)} has the DEFAULT partition ${relation}, which is scanned under AccessExclusiveLock for rows of the new partition: reads and writes of it wait.`,
      help: steps(
        [
          "Say on the DEFAULT partition that it holds none of these rows:",
          `${target} ADD CONSTRAINT ${name} CHECK (\u2026) NOT VALID;`
        ],
        ["In a later migration:", `${target} VALIDATE CONSTRAINT ${name};`],
        ["In the one after that:", `${context.statement.text};`, `${target} DROP CONSTRAINT ${name};`]
      ),
      claims: { relation }
    };
  }
});
function isExcluded(parent, rest, context) {
  let key2 = partitionKey(context, parent), bound = key2 === void 0 ? void 0 : boundIn(context.statement.text, key2);
  return key2 === void 0 || bound === void 0 ? checksOf(context, rest).length > 0 : isOutside(bound, rest, key2, context);
}

// src/rules/facts/before.ts
function earlierInScript(change2, context) {
  return earlierAmong(context.script.statements, change2, context);
}
function earlierInUnit(change2, context) {
  return earlierAmong(context.unit.statements, change2, context);
}
function earlierTogether(change2, context) {
  return context.unit.kind === "transaction" ? earlierInUnit(change2, context) : earlierInScript(change2, context);
}
function someEarlierTogether(change2, context, holds3) {
  let { statement, unit, script } = context, { changes, starts } = flattened(unit.kind === "transaction" ? unit.statements : script.statements), until = (starts.get(statement.index) ?? 0) + Math.max(statement.changes.indexOf(change2), 0);
  for (let i = 0; i < until; i++) if (holds3(changes[i])) return !0;
  return !1;
}
function earlierAmong(statements, change2, { statement }) {
  let { changes, starts } = flattened(statements), before = changes.slice(0, starts.get(statement.index) ?? 0), own = statement.changes.indexOf(change2);
  return own > 0 ? [...before, ...statement.changes.slice(0, own)] : before;
}
var known3 = /* @__PURE__ */ new WeakMap();
function flattened(statements) {
  let found = known3.get(statements);
  if (found !== void 0) return found;
  let changes = [], starts = /* @__PURE__ */ new Map();
  for (let statement of statements)
    starts.set(statement.index, changes.length), changes.push(...statement.changes);
  let made = { changes, starts };
  return known3.set(statements, made), made;
}

// src/rules/aurora-bluegreen-ddl.ts
var auroraBluegreenDdl = defineRule({
  id: "aurora-bluegreen-ddl",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "The schema is changed, which a running blue/green deployment does not carry over.",
  why: 'Blue/green deployments of Aurora PostgreSQL copy rows by logical replication, and DDL is no part of that. When Aurora sees a schema change in the blue environment, the green one goes to "Replication degraded": it can no longer be switched to, and has to be made again.',
  instead: "Wait until the switchover is done or the deployment is deleted. What the new version needs beforehand can be done in the green environment: columns added at the end of a table, and indexes.",
  fineWhen: "No blue/green deployment is running. Switch this rule on for as long as one is.",
  sources: ["https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-considerations.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text);",
    bad: "CREATE TABLE invoices (id bigint PRIMARY KEY);",
    good: "UPDATE orders SET state = 'new' WHERE id = 1;"
  },
  directions: ["up", "down"],
  on: schemaKinds,
  check(change2, context) {
    if (isTemporary(change2)) return;
    let schema = schemaKinds;
    if (!earlierInScript(change2, context).some((other) => schema.includes(other.kind) && !isTemporary(other)))
      return {
        message: "This changes the schema: while a blue/green deployment runs, the green environment does not get the change, and its replication is degraded."
      };
  }
});
function isTemporary(change2) {
  return "temporary" in change2 && change2.temporary || change2.kind === "create-table" && change2.persistence === "temporary";
}

// src/rules/facts/aurora-extensions.ts
var notOnAurora = /* @__PURE__ */ new Set([
  "adminpack",
  "age",
  "citus",
  "columnar",
  "file_fdw",
  "http",
  "pageinspect",
  "pg_duckdb",
  "pg_graphql",
  "pg_jsonschema",
  "pg_mooncake",
  "pg_net",
  "pg_qualstats",
  "pg_search",
  "pg_stat_kcache",
  "pg_surgery",
  "pg_wait_sampling",
  "pgml",
  "pgroonga",
  "pgsodium",
  "plperlu",
  "plpython2u",
  "plpython3u",
  "plpythonu",
  "plr",
  "pltclu",
  "powa",
  "supabase_vault",
  "timescaledb",
  "timescaledb_toolkit",
  "vectorscale",
  "wrappers",
  "zombodb"
]);

// src/rules/aurora-extension-unsupported.ts
var auroraExtensionUnsupported = defineRule({
  id: "aurora-extension-unsupported",
  category: "correctness",
  severity: "warning",
  title: "An extension is created that Aurora PostgreSQL does not offer.",
  why: "Nothing can be installed on an Aurora cluster but what AWS offers for its version. The migration works where the extension is installed, on laptops and in CI, and fails in production.",
  instead: "Do without it, or look for one that Aurora has: `SHOW rds.extensions` lists them on the cluster. Code in trusted languages can be installed with pg_tle.",
  fineWhen: "The target is no Aurora. The rule only names extensions that are known to be missing: it is silent about those that it does not know.",
  sources: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Extensions.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/PostgreSQL_trusted_language_extension.html"
  ],
  example: {
    setup: "CREATE TABLE readings (at timestamptz NOT NULL, value int);",
    bad: "CREATE EXTENSION timescaledb;",
    good: "CREATE EXTENSION pg_trgm;",
    // No package of PostgreSQL holds it either.
    fails: "0A000"
  },
  on: ["create-extension"],
  check(change2) {
    if (notOnAurora.has(change2.extension.toLowerCase()))
      return {
        message: `Aurora PostgreSQL does not offer the extension ${change2.extension}: this fails there.`,
        help: `Ask the cluster what it has, and use one of those:
${sqlBlock("SHOW rds.extensions;")}`
      };
  }
});

// src/rules/aurora-reader-conflict.ts
var auroraReaderConflict = defineRule({
  id: "aurora-reader-conflict",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "An AccessExclusiveLock on an existing table also stops queries on Aurora readers.",
  why: 'The lock is sent to every reader of the cluster and taken there. A query that reads the table on a reader is cancelled ("canceling statement due to conflict with recovery") once it has held the lock up for max_standby_streaming_delay, and new ones wait. No lock_timeout on the writer knows of them.',
  instead: "Run the migration when the readers are quiet, keep its transaction short, and let the clients of readers try again when they are cancelled.",
  fineWhen: "The cluster has no reader, or nothing reads the table there. Such clusters leave this rule off.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://aws.amazon.com/blogs/database/manage-long-running-read-queries-on-amazon-aurora-postgresql-compatible-edition/",
    "https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN note text;",
    good: "CREATE TABLE order_notes (order_id bigint PRIMARY KEY, note text);"
  },
  on: lockingKinds,
  check(change2, context) {
    let lock = firstLiveLock(change2, context, "AccessExclusiveLock");
    if (lock === void 0) return;
    let relation = context.qualify(lock.relation);
    return {
      message: `This takes AccessExclusiveLock on ${relation} on the writer and on every reader: queries that read it there are cancelled, and new ones wait until the transaction ends.`,
      claims: { relation }
    };
  }
});

// src/rules/facts/bulk.ts
var bulkKinds = [
  "insert",
  "update",
  "delete",
  "merge",
  "validate-constraint",
  "refresh-materialized-view",
  "create-materialized-view"
];
function bulkTables(change2, context) {
  return touched(change2, context).filter((table2) => !context.isNew(table2) && !isCatalog(table2));
}
function isCatalog({ schema, name }) {
  return schema === void 0 ? name.startsWith("pg_") : schema === "pg_catalog" || schema === "information_schema";
}
function touched(change2, context) {
  switch (change2.kind) {
    case "update":
    case "delete":
      return isByKey(change2, context) || isLimited(context) ? [] : [change2.table, ...readInBulk(change2, context)];
    case "merge":
      return [change2.table, ...readInBulk(change2, context)];
    case "insert":
      return change2.source === "query" && !isLimited(context) ? readInBulk(change2, context) : [];
    case "validate-constraint":
      return [change2.table];
    case "refresh-materialized-view":
      return change2.withData ? [change2.view] : [];
    case "create-materialized-view":
      return change2.withData ? change2.reads ?? [] : [];
    default:
      return [];
  }
}
function isByKey({ table: table2, pins = [] }, context) {
  if (pins.length === 0) return !1;
  let keys2 = keysOf(table2, context), given = (columns2) => columns2.every((column2) => pins.includes(column2));
  return keys2.length === 0 ? pins.includes("id") : keys2.some(given);
}
function readInBulk({ reads = [], lookups = [] }, context) {
  return reads.filter((name) => {
    let own = lookups.filter(({ table: table2 }) => context.qualify(table2) === context.qualify(name));
    return own.length === 0 || !own.every((lookup) => isByKey(lookup, context));
  });
}
function keysOf(table2, context) {
  return knownIndexes(context, table2).flatMap((index2) => {
    let columns2 = index2.columns.flatMap(({ column: column2 }) => column2 ?? []);
    return index2.unique && index2.where === void 0 && columns2.length === index2.columns.length && columns2.length > 0 ? [columns2] : [];
  });
}
function isLimited({ statement }) {
  return /\b(?:limit\s+[\d$(]|fetch\s+(?:first|next)\b)/i.test(statement.text);
}

// src/rules/backfill-without-analyze.ts
var backfillWithoutAnalyze = defineRule({
  id: "backfill-without-analyze",
  category: "availability",
  severity: "info",
  preset: "strict",
  title: "Many rows of a table are changed or loaded, and no ANALYZE follows.",
  why: "The planner goes on with statistics of before until autovacuum comes by: it takes the new values for rare, or the full table for empty, and chooses plans that read all of it.",
  instead: "Run ANALYZE on the table after the change. It takes ShareUpdateExclusiveLock, which stops neither reads nor writes.",
  fineWhen: "Few rows change, or no query depends on the columns that did.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-analyze.html",
    "https://www.postgresql.org/docs/current/populate.html#POPULATE-ANALYZE"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text);",
    bad: "UPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: `UPDATE orders SET state = 'new' WHERE state IS NULL;
ANALYZE orders;`
  },
  on: dataKinds,
  check(change2, context) {
    let { table: table2 } = change2;
    if (table2 === void 0 || !isBulk(change2, context)) return;
    let relation = context.qualify(table2);
    if (relation.startsWith("pg_temp.") || isChangedAgain(relation, context)) return;
    let coming = context.later(table2).map(({ change: next }) => next.kind);
    if (!(coming.includes("analyze") || coming.includes("vacuum") || allAnalyzed(context)))
      return {
        message: `This ${change2.kind.toUpperCase()} may change much of ${relation}, and the planner's statistics of it stay as they were: no ANALYZE follows in this release.`,
        help: `Run this after it:
${sqlBlock(`ANALYZE ${sqlName(table2)};`)}`
      };
  }
}), writing = /* @__PURE__ */ new Set([...dataKinds, "truncate", "drop"]);
function isChangedAgain(relation, { script, statement, qualify }) {
  for (let i = statement.index + 1; i < script.statements.length; i++)
    for (let change2 of script.statements[i]?.changes ?? [])
      if (writing.has(change2.kind) && targetsOf(change2).some((table2) => qualify(table2) === relation)) return !0;
  return !1;
}
function targetsOf(change2) {
  return change2.kind === "truncate" ? change2.tables : change2.kind === "drop" ? change2.names : "table" in change2 && change2.table !== void 0 ? [change2.table] : [];
}
function isBulk(change2, context) {
  return change2.kind === "copy" ? change2.direction === "from" : change2.kind === "insert" ? change2.source === "query" && bulkTables(change2, context).length > 0 : bulkTables(change2, context).length > 0;
}
function allAnalyzed({ script, statement }) {
  return script.statements.some(
    ({ index: index2, changes }) => index2 > statement.index && changes.some((change2) => change2.kind === "analyze" && change2.tables.length === 0)
  );
}

// src/rules/facts/foreign-keys.ts
function foreignKeysIn(change2) {
  if (!("table" in change2) || change2.table === void 0) return [];
  let { table: table2 } = change2;
  return constraintsIn(change2, table2).flatMap((key2) => key2.type === "foreign-key" ? [{ table: table2, key: key2 }] : []);
}
function foreignKeyWords(key2, table2, context) {
  let relation = context.qualify(table2);
  return key2.name === void 0 ? `The foreign key of ${relation} (${key2.columns.join(", ")})` : `Foreign key ${key2.name} of ${relation}`;
}
function foreignKeysTo(table2, context) {
  let own = context.qualify(table2), primary = () => knownConstraints(context, table2).find(({ constraint }) => constraint.type === "primary-key")?.constraint.columns ?? [];
  return dependentsOf(context.catalog, own).map((key2) => visibleName(partsOf(key2), context)).filter((holder) => !hasFromParent(holder, own, context)).flatMap(
    (holder) => knownConstraints(context, holder).flatMap(({ name, constraint: key2, validated }) => {
      if (key2.type !== "foreign-key" || context.qualify(key2.references.table) !== own) return [];
      let written = key2.references.columns;
      return [{ holder, name, key: key2, validated, columns: written.length > 0 ? written : primary() }];
    })
  );
}
function refers(column2, change2) {
  return [...column2.constraints, ...change2.kind === "create-table" ? change2.constraints : []].some(({ type, columns: columns2 }) => type === "foreign-key" && columns2.includes(column2.name));
}
function hasFromParent(holder, target, context) {
  let parent = parentOf(context, holder);
  return parent !== void 0 && knownConstraints(context, parent).some(
    ({ constraint }) => constraint.type === "foreign-key" && context.qualify(constraint.references.table) === target
  );
}

// src/rules/facts/written-types.ts
function madeColumns(change2) {
  return change2.kind === "add-column" ? [change2.column] : change2.columns;
}
function isType(type, ...names3) {
  return type.schema === void 0 && !type.array && names3.includes(type.name);
}
function atType({ typeAt }, context, form, instead) {
  if (typeAt === void 0) return {};
  let matcher2 = new RegExp(`(?:${form.source})(?![\\w$"([.])`, "iy");
  matcher2.lastIndex = typeAt.offset;
  let found = matcher2.exec(context.script.text);
  if (found === null) return {};
  let edit = replacement(context, typeAt.offset, matcher2.lastIndex, instead ?? found[0]);
  return { span: edit.span, ...instead === void 0 ? {} : { suggestion: edit } };
}
function isIdentityComplete(change2, context) {
  return !(change2.kind === "create-table" && (change2.partitioned || change2.partitionOf !== void 0)) || context.serverVersion >= 17;
}
function insteadOfSerial(change2, context) {
  return change2.kind === "create-table" && isIdentityComplete(change2, context) ? "bigint GENERATED BY DEFAULT AS IDENTITY" : "bigserial";
}
var internal = {
  smallint: "int2",
  int: "int4",
  integer: "int4",
  bigint: "int8",
  real: "float4",
  float: "float8",
  "double precision": "float8",
  decimal: "numeric",
  dec: "numeric",
  boolean: "bool",
  "character varying": "varchar",
  character: "bpchar",
  char: "bpchar",
  "bit varying": "varbit",
  "timestamp with time zone": "timestamptz",
  "timestamp without time zone": "timestamp",
  "time with time zone": "timetz",
  "time without time zone": "time",
  serial2: "smallserial",
  serial4: "serial",
  serial8: "bigserial"
};
function internalName(written) {
  let plain = written.toLowerCase().replace(/\([^()]*\)/g, " ").replace(/\s+/g, " ").trim();
  return internal[plain] ?? plain;
}

// src/rules/ban-char.ts
var banChar = defineRule({
  id: "ban-char",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "A column has the type char(n), which pads values with spaces.",
  why: "Values are filled up with spaces to the length and compared without them: lengths, LIKE and joins with text behave in surprising ways, and the spaces take room. It is no faster than text, and every later change of the type rewrites the table.",
  instead: "Use text. Where the length matters, add a CHECK: it can be changed later without rewriting the table.",
  fineWhen: "The column refers to a key of that type: only the key is reported.",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-character.html",
    "https://wiki.postgresql.org/wiki/Don%27t_Do_This"
  ],
  example: {
    setup: "",
    bad: "CREATE TABLE countries (id bigint PRIMARY KEY, code char(2) NOT NULL);",
    good: "CREATE TABLE countries (id bigint PRIMARY KEY, code text NOT NULL CHECK (length(code) = 2));"
  },
  on: ["create-table", "add-column"],
  check(change2, context) {
    return madeColumns(change2).filter((column2) => isType(column2.type, "bpchar") && column2.type.modifiers.length > 0 && !refers(column2, change2)).map((column2) => ({
      message: `Column ${column2.name} of ${context.qualify(change2.table)} has the type ${sqlType(column2.type)}: values are padded with spaces, and a later change of the type rewrites the table.`,
      ...atType(column2, context, /(?:char|character|bpchar)(?:\s*\(\s*\d+\s*\))?/, "text")
    }));
  }
});

// src/rules/facts/type-changes.ts
function typeChange(source, target) {
  let [from, to] = [withoutSchema(source), withoutSchema(target)];
  if (from.schema !== void 0 || to.schema !== void 0) return isSameType(from, to) ? "free" : "rewrite";
  if (isSameType(from, to)) return "free";
  if (from.array || to.array)
    return from.array && to.array && from.name === to.name && to.modifiers.length === 0 ? "free" : "rewrite";
  let zones = /* @__PURE__ */ new Set([from.name, to.name]);
  return zones.has("timestamp") && zones.has("timestamptz") ? (to.modifiers[0] ?? 6) >= 6 ? "utc" : "rewrite" : isFree(from, to) ? "free" : "rewrite";
}
function withoutSchema(type) {
  let { schema: _, ...rest } = type;
  return type.name === "citext" ? rest : type;
}
function columnTypeChange({ usingCasts = [], type }, from, to = type) {
  let between = usingCasts.filter((cast) => !isSameType(cast, type)), steps2 = [...between, to].map((next, i) => typeChange(between[i - 1] ?? from, next));
  return steps2.find((step) => step === "rewrite") ?? steps2.find((step) => step === "utc") ?? "free";
}
var sortedApart = /* @__PURE__ */ new Set([
  "timestamp to timestamptz",
  "timestamptz to timestamp",
  "bit to varbit",
  "text to bpchar",
  "varchar to bpchar",
  "int4 to oid",
  "oid to int4",
  "text to citext",
  "varchar to citext",
  "citext to text",
  "citext to varchar"
]);
function keepsIndexes(from, to) {
  let isInteger = from.name === "int4" || to.name === "int4";
  return !sortedApart.has(`${from.name} to ${to.name}`) && !(isInteger && isObjectId(from) !== isObjectId(to));
}
function isSameType(from, to) {
  return from.name === to.name && from.schema === to.schema && from.array === to.array && from.modifiers.length === to.modifiers.length && from.modifiers.every((modifier, i) => modifier === to.modifiers[i]);
}
var temporal = /* @__PURE__ */ new Set(["timestamp", "timestamptz", "time", "timetz", "interval"]);
function isFree(from, to) {
  return relabelled.has(`${from.name} to ${to.name}`) ? to.modifiers.length === 0 : isObjectId(to) && (isObjectId(from) || from.name === "int4") ? from.name === "oid" || to.name === "oid" || from.name === "int4" : isObjectId(from) && to.name === "int4" ? !0 : to.name === "bpchar" ? to.modifiers.length === 0 && (isText(from) || ["bpchar", "xml"].includes(from.name)) : isText(from) && isText(to) ? to.modifiers.length === 0 || lengthGrows(from, to) : from.name !== to.name ? !1 : from.name === "varbit" ? lengthGrows(from, to) : from.name === "numeric" ? numericGrows(from, to) : temporal.has(from.name) && precisionGrows(from, to);
}
var relabelled = /* @__PURE__ */ new Set([
  "cidr to inet",
  "xml to text",
  "xml to varchar",
  "bit to varbit",
  "int4 to oid",
  "oid to int4",
  "text to citext",
  "varchar to citext",
  "citext to text",
  "citext to varchar"
]);
function isObjectId({ name }) {
  return name === "oid" || /^reg(?:class|collation|config|dictionary|namespace|oper|operator|proc|procedure|role|type)$/.test(name);
}
function isText(type) {
  return type.name === "varchar" || type.name === "text";
}
function lengthGrows(from, to) {
  let [old] = from.modifiers, [wanted2] = to.modifiers;
  return wanted2 === void 0 || old !== void 0 && wanted2 >= old;
}
function numericGrows(from, to) {
  let [oldDigits, oldScale = 0] = from.modifiers, [digits, scale = 0] = to.modifiers;
  return digits === void 0 || oldDigits !== void 0 && digits >= oldDigits && scale === oldScale;
}
function precisionGrows(from, to) {
  let isInterval = from.name === "interval";
  if (isInterval && smallestField(to) > smallestField(from)) return !1;
  if (isInterval && smallestField(from) > 0) return !0;
  let at = isInterval ? 1 : 0;
  return (to.modifiers[at] ?? 6) >= (from.modifiers[at] ?? 6);
}
function smallestField({ modifiers: [mask = -1] }) {
  let bits = [12, 11, 10, 3, 1], found = bits.findIndex((bit) => (mask & 1 << bit) !== 0);
  return found < 0 ? bits.length : found;
}

// src/rules/facts/type-effects.ts
function isReadable({ using, usingCasts }) {
  return using === void 0 || usingCasts !== void 0;
}
function typeEffect(change2, context) {
  let from = knownType(context, change2.table, change2.column);
  if (from === void 0 || !isReadable(change2)) return rewrite;
  if ([from, ...change2.usingCasts ?? []].every((type) => isOneType(type, change2.type, context)))
    return { rows: "free", sortsAnew: !1 };
  let to = knownDomain(context, change2.type);
  if (to?.constrained === !0) return rewrite;
  let base = knownDomain(context, from)?.base, [old, wanted2] = [base === void 0 ? from : { ...base, modifiers: [] }, to?.base ?? change2.type], rows = columnTypeChange(change2, old, wanted2);
  if (rows === "rewrite") return rewrite;
  let isOther = isOfAnyKind(old, context) && !isOneKind(from, change2.type, context), sortsAnew = !keepsIndexes(old, wanted2) || isOther;
  return { rows: rows === "utc" && sessionIsUtc(context) ? "free" : rows, sortsAnew };
}
var rewrite = { rows: "rewrite", sortsAnew: !0 };
function isOneType(one, other, context) {
  return isOneKind(one, other, context) && one.modifiers.join() === other.modifiers.join();
}
function isOneKind(one, other, context) {
  return one.array === other.array && context.qualify(one) === context.qualify(other);
}
function isOfAnyKind(type, context) {
  return type.array || /^(?:int[48]|num|ts|tstz|date)(?:multi)?range$/.test(type.name) || ["enum", "range"].includes(typeNamed(context, type)?.kind ?? "");
}
function sessionIsUtc(context) {
  let zone = context.setting("timezone");
  return zone !== null && /^(?:etc\/)?(?:utc0?|uct|gmt|gmt[+-]?0|greenwich|universal|zulu)$|^[+-]?0+(?::0+)*$/i.test(zone);
}

// src/rules/change-column-type.ts
var changeColumnType = defineRule({
  id: "change-column-type",
  category: "availability",
  severity: "error",
  title: "The type of a column changes in a way that rewrites the table.",
  why: "PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.",
  instead: `1. Add a column of the new type, and write both, from the application or with a trigger.
2. Fill the old rows in batches, outside of migrations.
3. Release code that reads the new column.
4. Release code that no longer uses the old column, and drop it in a later release.`,
  fineWhen: "The table was created in the same release, or only the catalog changes: varchar(n) to a larger n, varchar or text; text to varchar; numeric to more digits at the same scale or without limit; bit varying, timestamp, time and interval to more; cidr to inet; timestamp to or from timestamptz when the TimeZone of the session is UTC and the column has no index.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://github.com/ankane/strong_migrations#changing-the-type-of-a-column",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, quantity integer);",
    bad: "ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;",
    good: "ALTER TABLE orders ADD COLUMN quantity_new bigint;"
  },
  on: ["alter-column-type"],
  check(change2, context) {
    if (context.isNew(change2.table)) return;
    let from = knownType(context, change2.table, change2.column), effect = effectOf2(change2, from, context);
    if (effect === "free") return;
    let relation = context.qualify(change2.table), types2 = `${from === void 0 ? "" : `from ${sqlType(from)} `}to ${sqlType(change2.type)}`, unless = doubt(effect, from);
    return {
      message: `Changing ${change2.column} ${types2} ${unless === "" ? "means" : "may mean"} ${costs[effect].words} under AccessExclusiveLock on ${relation}${unless}: reads and writes wait.`,
      ...isDoubtful(effect, from, change2) ? { doubtful: !0 } : {},
      help: effect === "utc" ? underUtc(change2) : effect === "scan" ? withoutChecks(change2, context) : newColumn(change2),
      claims: { relation, work: costs[effect].work }
    };
  }
}), costs = {
  scan: { words: "checking every row against the CHECK constraints of the column", work: "scan" },
  index: { words: "rebuilding indexes on it", work: "index-build" },
  utc: { words: "a rewrite", work: "rewrite" },
  rewrite: { words: "a rewrite", work: "rewrite" }
};
function isDoubtful(effect, from, { type, using }) {
  return effect === "utc" ? !0 : from === void 0 && using === void 0 && !type.array && (type.name === "varchar" || type.name === "text");
}
function doubt(effect, from) {
  return effect === "utc" ? " unless the TimeZone of the session is UTC" : from === void 0 ? " (the type it has now is not in the migrations)" : "";
}
function effectOf2(change2, from, context) {
  if (knownColumn(context, change2.table, change2.column)?.generated === "virtual" && from !== void 0 && isReadable(change2)) return isChecked(change2, context) ? "scan" : "free";
  let { rows, sortsAnew } = typeEffect(change2, context);
  return rows === "free" ? besidesRows(change2, sortsAnew, context) : rows;
}
function besidesRows(change2, sortsAnew, context) {
  let { table: table2, column: column2 } = change2, collates = collatesAnew(change2, context), tables = [table2, ...below(table2, context)], isKeptAsKey = ({ column: name, collation }) => name !== column2 || !sortsAnew && !(collates && collation === void 0), isKept2 = (index2) => !holds2(index2, column2) || index2.where === void 0 && !(index2.method === "gin" && isArray(change2, context)) && index2.columns.every((key2) => key2.expression === void 0 && isKeptAsKey(key2)), indexes2 = tables.flatMap((one) => [...knownIndexes(context, one), ...exclusions(one, context)]);
  return tables.some(
    (one) => isPartitioned(context, one) && knownIndexes(context, one).some((index2) => holds2(index2, column2))
  ) || !indexes2.every(isKept2) || collates && !tables.every((one) => allIndexesKnown(context, one)) ? "index" : isChecked(change2, context) ? "scan" : "free";
}
function isChecked({ table: table2, column: column2 }, context) {
  return [table2, ...below(table2, context)].some((one) => checksOf2(one, column2, context).length > 0);
}
function isArray({ table: table2, column: column2 }, context) {
  let type = knownType(context, table2, column2);
  return type !== void 0 && (type.array || knownDomain(context, type)?.base.array === !0);
}
function holds2(index2, column2) {
  return isOn(index2, column2) || index2.include?.includes(column2) === !0;
}
function below(table2, context) {
  return childrenOf2(context, table2).flatMap((child) => [child, ...below(child, context)]);
}
function collatesAnew({ table: table2, column: column2, collationName, collation }, context) {
  let known7 = knownColumn(context, table2, column2);
  if (known7 === void 0) return collation;
  let [old, wanted2] = [known7.collation, collationName].map((name) => name?.name ?? "default");
  return old !== wanted2;
}
function exclusions(table2, context) {
  return knownConstraints(context, table2).flatMap(
    ({ constraint }) => constraint.type === "exclusion" ? [{ columns: constraint.elements, ...constraint.where === void 0 ? {} : { where: constraint.where } }] : []
  );
}
function checksOf2(table2, column2, context) {
  let falls = new Set(
    context.statement.changes.flatMap((change2) => change2.kind === "drop-constraint" ? [change2.name] : [])
  );
  return knownConstraints(context, table2).filter(
    ({ name, constraint, validated }) => constraint.type === "check" && validated && !falls.has(name) && mentions(constraint.expression.text, column2)
  );
}
function withoutChecks(change2, context) {
  let checks = checksOf2(change2.table, change2.column, context).map(({ name }) => sqlIdentifier(name)), target = `ALTER TABLE ${sqlName(change2.table)}`;
  return steps(
    [
      "Take the CHECK away, change the type, and add the CHECK again without reading the rows:",
      ...checks.map((name) => `${target} DROP CONSTRAINT ${name};`),
      `${target} ALTER COLUMN ${sqlIdentifier(change2.column)} TYPE ${sqlType(change2.type)};`,
      ...checks.map((name) => `${target} ADD CONSTRAINT ${name} CHECK (\u2026) NOT VALID;`)
    ],
    ["In a later migration:", ...checks.map((name) => `${target} VALIDATE CONSTRAINT ${name};`)]
  );
}
function underUtc(change2) {
  let statement = `ALTER TABLE ${sqlName(change2.table)} ALTER COLUMN ${sqlIdentifier(change2.column)} TYPE ${sqlType(change2.type)};`;
  return `If the stored values are in UTC, say so in the same transaction; the rows then stay as they are:
${sqlBlock("SET LOCAL TimeZone = 'UTC';", statement)}`;
}
function newColumn({ table: table2, column: column2, type }) {
  let add = `ALTER TABLE ${sqlName(table2)} ADD COLUMN ${sqlIdentifier(madeName(column2, "new"))} ${sqlType(type)};`;
  return `${steps(["Add a column of the new type:", add])}
2. Write both columns, from the application or a trigger, and fill the old rows in batches.
3. Let the application read the new column; drop the old one in a later release.`;
}

// src/rules/change-default-semantics.ts
var changeDefaultSemantics = defineRule({
  id: "change-default-semantics",
  category: "compatibility",
  severity: "warning",
  preset: "strict",
  title: "The default of a column that is in use changes or goes away.",
  why: "Only rows that are inserted from now on without a value get the new default: rows that are there keep the old one. While old and new code run side by side, both depend on it. Without a default, an INSERT that leaves the column out writes NULL, or fails if the column is NOT NULL.",
  instead: `1. Release code that always writes the column itself.
2. Change the default in a later migration.
3. If old rows should have the new value too, update them in batches.`,
  fineWhen: "The column was added in the same release, or every INSERT names the column. A default that is put back after a change of the type, or that makes way for an identity, is not reported.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/ddl-default.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL DEFAULT 'new');",
    bad: "ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;",
    good: `ALTER TABLE orders ADD COLUMN region text;
ALTER TABLE orders ALTER COLUMN region SET DEFAULT 'eu';`
  },
  on: ["set-default", "drop-default"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2;
    if (context.isNew(table2) || isNewColumn(change2, context) || isPutBack(change2, context)) return;
    let where = `${column2} of ${context.qualify(table2)}`;
    if (change2.kind === "set-default")
      return {
        message: `The new default of ${where} holds for new rows only, and at once for the code that runs now; rows that are there keep the old value.`
      };
    let effect = knownColumn(context, table2, column2)?.notNull === !0 ? "fails, because the column is NOT NULL" : "writes NULL";
    return {
      message: `Without its default, an INSERT that leaves out ${where} ${effect}: code that runs now may rely on it.`,
      help: `Release code that always writes the column; then drop the default in a later migration:
${sqlBlock(`ALTER TABLE ${sqlName(table2)} ALTER COLUMN ${sqlIdentifier(column2)} DROP DEFAULT;`)}`
    };
  }
});
function isNewColumn({ table: table2, column: column2 }, context) {
  return isAddedInRelease(context, knownColumn(context, table2, column2));
}
function isPutBack(change2, context) {
  let relation = context.qualify(change2.table), isOfColumn = (other) => "column" in other && other.column === change2.column && context.qualify(other.table) === relation;
  if (change2.kind === "set-default")
    return earlierInUnit(change2, context).some((other) => other.kind === "alter-column-type" && isOfColumn(other));
  let rest = context.unit.statements.filter(({ index: index2 }) => index2 > context.statement.index).flatMap(({ changes }) => changes);
  return [...context.statement.changes, ...rest].some((other) => replaces.has(other.kind) && isOfColumn(other));
}
var replaces = /* @__PURE__ */ new Set(["set-default", "add-identity", "drop-column"]);

// src/rules/facts/splits.ts
function canSplit({ statement, direction, setting }) {
  let isWhole = statement.within === void 0 && statement.changes.length === 1, isPlain2 = !/^alter\s+table\s+(?:if\s+exists|only)\b/i.test(statement.text);
  return direction === "up" && isWhole && isPlain2 && deciding.every((name) => setting(name) === null);
}
var deciding = ["search_path", "role", "session_authorization", "default_tablespace", "timezone"], lockTimeout = "SET LOCAL lock_timeout = '5s'";
function validation(table2, constraint, add) {
  let target = `ALTER TABLE ${sqlName(table2)}`, name = sqlIdentifier(constraint);
  return together(
    fileName("validate", constraint),
    `Checks the rows that were there before ${printable(constraint)}: reads and writes go on.`,
    [`${target} VALIDATE CONSTRAINT ${name}`],
    [`${target} DROP CONSTRAINT ${name}, ${add}`]
  );
}
function validatedLater({ table: table2, constraint: { name }, at }, add, context) {
  if (name === void 0 || add === void 0 || !canSplit(context)) return {};
  let { text, span } = context.statement;
  return { split: { here: text.slice(0, at.offset - span.start.offset) + add, undo: { does: "nothing", name, here: null }, steps: [validation(table2, name, add)] } };
}
function keyFromIndex({ table: table2, constraint: { columns: columns2 } }, name, kind) {
  let sql = sqlIdentifier(name), on = `${sql} ON ${sqlName(table2)} (${sqlColumns(columns2)})`, build = alone(
    fileName("build", name),
    `The index of ${printable(name)} is built by itself, so that reads and writes go on.`,
    `CREATE UNIQUE INDEX CONCURRENTLY ${on}`,
    [dropConcurrently(table2, name)]
  ), target = `ALTER TABLE ${sqlName(table2)}`, use = together(
    fileName("add", name),
    `The index becomes constraint ${printable(name)}: only the catalog changes.`,
    [`${target} ADD CONSTRAINT ${sql} ${kind} USING INDEX ${sql}`],
    [`${target} DROP CONSTRAINT ${sql}`, `CREATE UNIQUE INDEX ${on}`]
  );
  return moved({ does: "drop-constraint", name }, build, use);
}
function keyPartByPart(table2, name, columns2, kind, context) {
  let sql = sqlIdentifier(name), [part2 = { name: `${table2.name}_\u2026` }] = partitionsOf(context, table2), partKey = sqlIdentifier(
    madeName(part2.name, ...kind === "UNIQUE" ? columns2 : [], kind === "UNIQUE" ? "key" : "pkey")
  );
  return steps(
    [
      "Add the constraint to the parent alone:",
      `ALTER TABLE ONLY ${sqlName(table2)} ADD CONSTRAINT ${sql} ${kind} (${sqlColumns(columns2)});`
    ],
    [
      `For each partition, in a migration ${outsideTransaction(context)}:`,
      `CREATE UNIQUE INDEX CONCURRENTLY ${partKey} ON ${sqlName(part2)} (${sqlColumns(columns2)});`
    ],
    [
      "Then, for each:",
      `ALTER TABLE ${sqlName(part2)} ADD CONSTRAINT ${partKey} ${kind} USING INDEX ${partKey};`,
      `ALTER INDEX ${sql} ATTACH PARTITION ${partKey};`
    ]
  );
}
function undoneBy({ migration }, is) {
  return migration.down?.statements.find(({ changes }) => changes.length === 1 && changes.some(is));
}
function dropConcurrently(table2, index2) {
  return `DROP INDEX CONCURRENTLY ${sqlName({ ...table2, name: index2 })}`;
}
function alone(name, purpose, up, down) {
  return { name, purpose, up: [up], down, transaction: "none" };
}
function together(name, purpose, up, down) {
  return { name, purpose, up: [lockTimeout, ...up], down: [lockTimeout, ...down], transaction: "wrapped" };
}
function moved(undo, first, ...others2) {
  return { here: null, undo: { ...undo, here: null }, steps: [first, ...others2] };
}
function fileName(...parts) {
  return parts.map((part2) => part2.toLowerCase().replace(/[^a-z0-9]+/g, "_")).join("_").replace(/_+/g, "_").replace(/^_|_$/g, "").slice(0, 80);
}
function printable(name) {
  return name.replace(/[\p{C}\u2028\u2029]/gu, "?");
}

// src/rules/check-not-valid-missing.ts
var checkNotValidMissing = defineRule({
  id: "check-not-valid-missing",
  category: "availability",
  severity: "error",
  title: "A CHECK constraint is added to an existing table without NOT VALID.",
  why: "PostgreSQL reads every row to check it while it holds AccessExclusiveLock: reads and writes wait for the whole scan.",
  instead: `1. Add the CHECK NOT VALID: new and changed rows are checked at once, old ones are not read.
2. In the next migration, VALIDATE CONSTRAINT. It reads the old rows under ShareUpdateExclusiveLock, which stops neither reads nor writes.`,
  fineWhen: "The table was created in the same release, or the constraint is NOT ENFORCED (PostgreSQL 18).",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES", "docs/conformance.md"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);",
    good: `ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
-- in the next migration:
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;`,
    transaction: { good: "none" }
  },
  on: ["add-constraint"],
  check(change2, context) {
    let { constraint, table: table2 } = change2;
    if (constraint.type !== "check" || !constraint.validated || !constraint.enforced || context.isNew(table2) || isOnAllPartitions2(change2, context)) return;
    let relation = context.qualify(table2), name = constraint.name ?? defaultName(table2, constraint), command = extendedCommand(change2, context, "NOT VALID"), add = command ?? `ADD CONSTRAINT ${sqlIdentifier(name)} CHECK (\u2026) NOT VALID`;
    return {
      message: `Adding CHECK constraint ${name} without NOT VALID scans ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
      help: steps(
        ["Add it without reading the rows that are there:", `ALTER TABLE ${sqlName(table2)} ${add};`],
        [
          "In a later migration, check those:",
          `ALTER TABLE ${sqlName(table2)} VALIDATE CONSTRAINT ${sqlIdentifier(name)};`
        ]
      ),
      claims: { relation },
      ...validatedLater(change2, command, context)
    };
  }
});
function isOnAllPartitions2({ table: table2, constraint }, context) {
  let partitions = partitionsOf(context, table2);
  if (constraint.type !== "check" || constraint.name === void 0 || partitions.length === 0) return !1;
  let text = constraint.expression.text;
  return partitions.every(
    (partition) => knownConstraints(context, partition).some(
      ({ name, constraint: other, validated }) => name === constraint.name && validated && other.type === "check" && other.expression.text === text
    )
  );
}

// src/rules/check-on-new-column-breaks-old-code.ts
var checkOnNewColumnBreaksOldCode = defineRule({
  id: "check-on-new-column-breaks-old-code",
  category: "compatibility",
  severity: "warning",
  title: "A column that this release adds is required, and has no default or loses it.",
  why: "While the release rolls out, code of the last one still inserts rows without the column. A CHECK that it is not NULL refuses them from the moment it is added, NOT VALID or not, as NOT NULL does; so does a NOT NULL column whose default, given for the rows that are there, is dropped again: those inserts fail until no old code runs.",
  instead: `1. Add the column with a default that suits old code, or leave it nullable, and release code that fills it.
2. Require it one release later, when no code without it runs.`,
  fineWhen: "The column has a default, or a trigger fills it; the table was created in the same release; or nothing inserts while the release rolls out.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT",
    "https://github.com/sbdchd/squawk/issues/937"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `ALTER TABLE orders ADD COLUMN channel text;
ALTER TABLE orders ADD CONSTRAINT orders_channel_set CHECK (channel IS NOT NULL) NOT VALID;`,
    good: `ALTER TABLE orders ADD COLUMN channel text DEFAULT 'web';
ALTER TABLE orders ADD CONSTRAINT orders_channel_set CHECK (channel IS NOT NULL) NOT VALID;`
  },
  on: ["add-constraint", "set-not-null", "drop-default"],
  check(change2, context) {
    let { table: table2 } = change2;
    if (context.isNew(table2)) return;
    let { before, after } = inRelease(change2, context), column2 = before.flatMap((past) => past.kind === "add-column" ? [past.column.name] : []).findLast((name) => requires(change2, name));
    if (column2 === void 0 || isFilled(column2, [...before, change2, ...after])) return;
    let wasFilled = isFilled(column2, before), isRequired = knownColumn(context, table2, column2)?.notNull === !0 || setsNotNull(column2, before);
    if (!(change2.kind === "drop-default" ? !(isRequired && wasFilled) : isRequired || wasFilled))
      return {
        message: `Column ${column2} of ${context.qualify(table2)} is new in this release and ${change2.kind === "drop-default" ? "has no default any more" : "required by it"}: code of the last release inserts rows without it, and those INSERTs fail for as long as that code runs.`,
        help: change2.kind === "drop-default" ? "Leave the default, and drop it one release later, when all code that runs writes the column." : safeWay(table2, column2)
      };
  }
});
function inRelease(change2, context) {
  let { changes } = context.statement, relation = context.qualify(change2.table), isOnTable = (other) => "table" in other && other.table !== void 0 && context.qualify(other.table) === relation, at = changes.indexOf(change2), past = context.earlier(change2.table).map((one) => one.change), later2 = context.later(change2.table).filter(({ unit }) => unit === context.unit);
  return {
    before: [...past, ...changes.slice(0, at).filter(isOnTable)],
    after: [...changes.slice(at + 1).filter(isOnTable), ...later2.map((one) => one.change)]
  };
}
function setsNotNull(column2, before) {
  return before.some(
    (change2) => change2.kind === "add-column" && change2.column.name === column2 && change2.column.notNull
  );
}
function requires(change2, column2) {
  if (change2.kind !== "add-constraint") return change2.column === column2;
  let { constraint } = change2;
  return constraint.enforced ? constraint.type === "not-null" ? constraint.columns.includes(column2) : provesNotNull(constraint, column2) : !1;
}
function isFilled(column2, changes) {
  return changes.some(
    (change2) => change2.kind === "create-trigger" && change2.timing === "before" && change2.row
  ) || changes.reduce((filled2, change2) => fills(change2, column2) ?? filled2, !1);
}
function fills(change2, column2) {
  if (change2.kind === "add-column" && change2.column.name === column2) {
    let { default: initial, identity, serial, generated } = change2.column;
    return identity || serial || generated !== void 0 || initial !== void 0 && !isNull(initial.text);
  }
  if (!(!("column" in change2) || change2.column !== column2))
    switch (change2.kind) {
      case "set-default":
        return !isNull(change2.default.text);
      case "drop-default":
        return !1;
      case "add-identity":
      case "drop-column":
      case "drop-not-null":
        return !0;
      default:
        return;
    }
}
function isNull(text) {
  return /^null\b/i.test(text.trim());
}
function safeWay(table2, column2) {
  let target = `ALTER TABLE ${sqlName(table2)}`;
  return `${steps(["Give it a default that suits code without the column, before it is required:", `${target} ALTER COLUMN ${sqlIdentifier(column2)} SET DEFAULT \u2026;`])}
2. Or require it one release later, when no such code runs.`;
}

// src/rules/check-volatile.ts
var checkVolatile = defineRule({
  id: "check-volatile",
  category: "correctness",
  severity: "warning",
  title: "A CHECK calls a function whose answer changes, or that reads tables.",
  why: "PostgreSQL checks a row when it is written, and takes the answer to hold for ever. If it can change, rows break the constraint unseen; a restore of a dump, which loads tables in its own order, then fails.",
  instead: "Check what changes with a trigger, or in the application; what another table says, with a foreign key.",
  fineWhen: "The function answers the same for the same row, always.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS",
    "https://www.postgresql.org/docs/current/xfunc-volatility.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, placed timestamptz);",
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_placed_past CHECK (placed <= clock_timestamp()) NOT VALID;",
    good: "ALTER TABLE orders ADD CONSTRAINT orders_placed_sane CHECK (placed >= '2000-01-01') NOT VALID;"
  },
  on: ["create-table", "add-column", "add-constraint"],
  check(change2, context) {
    return constraintsIn(change2, change2.table).flatMap((constraint) => {
      let found = constraint.type === "check" ? changing(constraint.expression, context) : void 0;
      return found === void 0 ? [] : {
        message: `A CHECK of ${context.qualify(change2.table)} calls ${found.name}, ${found.why}: it holds when a row is written, and perhaps not later.`
      };
    });
  }
});
function changing({ functions }, context) {
  for (let name of functions) {
    let made = routinesNamed(context, name).at(-1);
    if (made === void 0) {
      if (isVolatile(name)) return { name: name.name, why: "which is volatile" };
    } else if (/\b(?:from|insert\s+into|update|perform)\s+[\w".]/i.test(code(made.body)))
      return { name: name.name, why: "which reads or writes tables" };
  }
}
function isVolatile({ schema, name }) {
  return schema === void 0 && volatileFunctions.has(name);
}
function code(body) {
  return body.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ").replace(/'(?:[^']|'')*'/g, "''").replace(/\b(?:distinct|extract|substring|trim|overlay)\b[\s(]*[^()]{0,1000}?\bfrom\b/gi, " ");
}

// src/rules/cluster.ts
var cluster = defineRule({
  id: "cluster",
  category: "availability",
  severity: "error",
  title: "A table is rewritten with CLUSTER.",
  why: "PostgreSQL rewrites the table and all its indexes in the order of an index, under AccessExclusiveLock: reads and writes wait. The order is not kept for new rows.",
  instead: "Use pg_repack with an order, or an index that holds the columns the queries need (INCLUDE).",
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-cluster.html",
    "https://reorg.github.io/pg_repack/",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, placed date, total numeric);",
    bad: "CLUSTER orders USING orders_pkey;",
    good: "CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed) INCLUDE (total);",
    transaction: { good: "none" }
  },
  on: ["cluster"],
  check(change2, context) {
    if (change2.table !== void 0 && context.isNew(change2.table)) return;
    let relation = change2.table === void 0 ? null : context.qualify(change2.table);
    return {
      message: `CLUSTER rewrites ${relation ?? "every table that was clustered before"} under AccessExclusiveLock: reads and writes wait until that is done.`,
      claims: { relation }
    };
  }
});

// src/rules/collation-allow-list.ts
var collationAllowList = defineRule({
  id: "collation-allow-list",
  preset: "policy",
  category: "policy",
  severity: "warning",
  title: "A column has a collation that is not on the team's list.",
  why: "Columns of different collations cannot be compared without saying which one counts, and cannot use each other's indexes. A collation of the operating system can change its order with an upgrade, and indexes over it are wrong then.",
  instead: "Leave out COLLATE, which gives the database's own collation, or use one of the list.",
  fineWhen: "The list names the collation.",
  sources: ["https://www.postgresql.org/docs/current/collation.html"],
  options: {
    collations: {
      type: "texts",
      default: ["C", "default"],
      about: "The names of the collations that columns may have, as in the catalog pg_collation."
    }
  },
  example: {
    setup: "CREATE TABLE customers (id bigint PRIMARY KEY);",
    bad: 'ALTER TABLE customers ADD COLUMN email text COLLATE "POSIX";',
    good: 'ALTER TABLE customers ADD COLUMN email text COLLATE "C";'
  },
  on: ["add-column", "create-table"],
  check(change2, context, { collations }) {
    return (change2.kind === "add-column" ? [change2.column] : change2.columns).flatMap(
      ({ name, collation }) => collation === void 0 || collations.includes(collation.name) ? [] : [
        {
          message: `Column ${name} of ${context.qualify(change2.table)} has the collation ${collation.name}, which is not one of ${collations.join(", ")}.`
        }
      ]
    );
  }
});

// src/rules/facts/enums.ts
function isEnum(type, context) {
  let found = typeNamed(context, type);
  return found?.kind === "enum" && found.complete;
}

// src/rules/facts/row-layout.ts
var fixed = {
  bool: { size: 1, align: 1 },
  int2: { size: 2, align: 2 },
  smallserial: { size: 2, align: 2 },
  int4: { size: 4, align: 4 },
  serial: { size: 4, align: 4 },
  oid: { size: 4, align: 4 },
  float4: { size: 4, align: 4 },
  date: { size: 4, align: 4 },
  int8: { size: 8, align: 8 },
  bigserial: { size: 8, align: 8 },
  float8: { size: 8, align: 8 },
  money: { size: 8, align: 8 },
  timestamp: { size: 8, align: 8 },
  timestamptz: { size: 8, align: 8 },
  time: { size: 8, align: 8 },
  timetz: { size: 12, align: 8 },
  interval: { size: 16, align: 8 },
  uuid: { size: 16, align: 1 }
}, varying = /* @__PURE__ */ new Set([
  "text",
  "varchar",
  "bpchar",
  "numeric",
  "bytea",
  "json",
  "jsonb",
  "xml",
  "inet",
  "cidr",
  "tsvector",
  "bit",
  "varbit"
]), unaligned = { size: null, align: 1 };
function storedType2(type, context) {
  if (type.array) return unaligned;
  let base = knownDomain(context, type)?.base ?? type;
  if (isEnum(base, context)) return { size: 4, align: 4 };
  let name = internalName(base.name);
  if (base.schema === void 0)
    return varying.has(name) ? unaligned : fixed[name];
}
function paddingOf(columns2) {
  let offset = 0, known7 = 8, padding = 0;
  for (let { size, align } of columns2) {
    if (size === null) {
      known7 = 1, offset = 0;
      continue;
    }
    align > known7 && (known7 = align, offset = 0);
    let gap = (align - offset % align) % align;
    padding += gap, offset = (offset + gap + size) % known7;
  }
  return padding;
}
function lengthOf(columns2) {
  if (columns2.some(({ size }) => size === null)) return;
  let bytes = columns2.reduce((sum, { size }) => sum + (size ?? 0), paddingOf(columns2));
  return Math.ceil(bytes / 8) * 8;
}
function packed(columns2) {
  let rank2 = ({ stored: { size, align } }) => size === null ? 0 : size % align === 0 ? align : align - 1;
  return columns2.map((column2, i) => [column2, i]).sort(([one, i], [other, j]) => rank2(other) - rank2(one) || i - j).map(([column2]) => column2);
}

// src/rules/column-alignment.ts
var columnAlignment = defineRule({
  id: "column-alignment",
  category: "policy",
  severity: "info",
  preset: "policy",
  title: "The columns of a new table stand in an order that wastes bytes in every row.",
  why: "PostgreSQL stores columns in the order of CREATE TABLE, and puts each at an offset that its type is aligned to: a boolean before a bigint costs 7 bytes of padding in each row, on disk and in memory. The order cannot be changed later.",
  instead: "Put columns of 8 bytes first (bigint, timestamptz, double precision), then those of 4 (integer, date, enums), of 2, of 1, and last those of varying length.",
  fineWhen: "The table stays small, or a readable order is worth more than the space.",
  sources: [
    "https://www.postgresql.org/docs/current/storage-page-layout.html",
    "https://www.postgresql.org/docs/current/catalog-pg-type.html"
  ],
  options: {
    "min-bytes": {
      type: "integer",
      default: 8,
      min: 1,
      about: "Bytes per row that another order has to save before this is said."
    }
  },
  example: {
    setup: "",
    bad: "CREATE TABLE events (done boolean NOT NULL, id bigint PRIMARY KEY, urgent boolean NOT NULL, at timestamptz NOT NULL, note text);",
    good: "CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL, done boolean NOT NULL, urgent boolean NOT NULL, note text);"
  },
  on: ["create-table"],
  check(change2, context, options2) {
    if (change2.persistence === "temporary" || change2.partitionOf !== void 0 || change2.inherits.length > 0 || change2.likes.length > 0) return;
    let columns2 = change2.columns.filter(({ generated }) => generated !== "virtual").flatMap((column2) => {
      let stored = storedType2(column2.type, context);
      return stored === void 0 ? [] : [{ name: column2.name, stored }];
    });
    if (columns2.length < change2.columns.length) return;
    let better = packed(columns2), [now, then] = [columns2, better].map((order) => order.map(({ stored }) => stored));
    if (now === void 0 || then === void 0) return;
    let saved = (lengthOf(now) ?? paddingOf(now)) - (lengthOf(then) ?? paddingOf(then));
    if (!(saved < options2["min-bytes"]))
      return {
        message: `In this order every row of ${context.qualify(change2.table)} has ${saved} bytes of padding that another order saves (in rows without NULL).`,
        help: `Put the columns in this order: ${better.map(({ name }) => sqlIdentifier(name)).join(", ")}.`
      };
  }
});

// src/rules/column-not-nullable.ts
var columnNotNullable = defineRule({
  id: "column-not-nullable",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "A column may hold NULL.",
  why: "NULL makes comparisons unknown and drops rows out of joins, NOT IN and UNIQUE. To forbid it later, every row has to be read and the NULLs that are there have to get a value.",
  instead: "In a new table, write NOT NULL. Add a column to an existing table with NOT NULL and a constant default, which touches no row (PostgreSQL 11 and later); or add it nullable, fill it in batches, and set NOT NULL by way of a validated CHECK.",
  fineWhen: "The value is really unknown for some rows; name such columns in the option `except`.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html"
  ],
  options: {
    except: {
      type: "pattern",
      default: null,
      about: "Names of columns that may hold NULL, such as `deleted_at|.*_note`."
    }
  },
  example: {
    setup: "",
    bad: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
    good: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric NOT NULL);"
  },
  on: ["create-table", "add-column"],
  check(change2, context, options2) {
    if (change2.kind === "create-table" && change2.persistence === "temporary") return;
    let nullable = madeColumns(change2).filter((column2) => !column2.notNull && column2.generated === void 0).filter((column2) => knownDomain(context, column2.type)?.constrained !== !0).filter(({ name }) => options2.except?.test(name) !== !0).filter((column2) => !becomesNotNull(column2, change2, context)).map(({ name }) => name);
    if (nullable.length !== 0)
      return {
        message: `${nullable.join(", ")} of ${context.qualify(change2.table)} may hold NULL: by house rule, columns are NOT NULL.`
      };
  }
});
function becomesNotNull({ name }, change2, context) {
  let own = change2.kind === "create-table" ? change2.constraints : [], later2 = context.later(change2.table).map((other) => other.change), added = later2.flatMap((other) => other.kind === "add-constraint" ? [other.constraint] : []);
  return [...own, ...added].some(
    ({ type, columns: columns2 }) => (type === "primary-key" || type === "not-null") && columns2.includes(name)
  ) || later2.some((other) => other.kind === "set-not-null" && other.column === name);
}

// src/rules/comment-required.ts
var commentRequired = defineRule({
  id: "comment-required",
  preset: "policy",
  category: "policy",
  severity: "info",
  title: "A new table or column has no comment.",
  why: "A comment in the database is found by everyone who looks at the table: in psql, in reports, in tools that draw the schema. The author knows best what belongs there, and now.",
  instead: "Add COMMENT ON TABLE, or COMMENT ON COLUMN, to the same migration.",
  fineWhen: "The table is temporary or a partition, or the comment follows in the script.",
  sources: ["https://www.postgresql.org/docs/current/sql-comment.html"],
  options: {
    tables: { type: "boolean", default: !0, about: "Whether new tables need a comment." },
    columns: { type: "boolean", default: !1, about: "Whether new columns need a comment." }
  },
  example: {
    setup: "CREATE TABLE customers (id bigint PRIMARY KEY);",
    bad: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    good: `CREATE TABLE orders (id bigint PRIMARY KEY);
COMMENT ON TABLE orders IS 'What customers have bought';`
  },
  on: ["create-table", "add-column"],
  check(change2, context, { tables, columns: columns2 }) {
    if (change2.kind === "create-table" && (change2.persistence === "temporary" || change2.partitionOf !== void 0))
      return [];
    let { table: table2 } = change2, relation = context.qualify(table2), added = change2.kind === "create-table" ? change2.columns : [change2.column], bare2 = columns2 ? added.filter(({ name }) => !hasComment(columnComment(relation, name, context), context)) : [];
    return [
      ...tables && change2.kind === "create-table" && !hasComment(tableComment(relation, context), context) ? [missing(`New table ${relation} has no comment.`, `COMMENT ON TABLE ${sqlName(table2)} IS '\u2026';`)] : [],
      ...bare2.map(
        ({ name }) => missing(
          `New column ${name} of ${relation} has no comment.`,
          `COMMENT ON COLUMN ${sqlName(table2)}.${sqlIdentifier(name)} IS '\u2026';`
        )
      )
    ];
  }
});
function missing(message, statement) {
  return { message, help: `Say what it is for, in the same migration:
${sqlBlock(statement)}` };
}
function hasComment(isIt, { script, statement }) {
  return script.statements.some((other) => other.index > statement.index && other.changes.some(isIt));
}
function tableComment(relation, { qualify }) {
  return (change2) => change2.kind === "comment" && change2.object === "table" && qualify(change2.name) === relation;
}
function columnComment(relation, column2, { qualify }) {
  return (change2) => change2.kind === "comment" && change2.of !== void 0 && qualify(change2.of) === relation && change2.name.name === column2;
}

// src/rules/concurrent-index-if-not-exists.ts
var concurrentIndexIfNotExists = defineRule({
  id: "concurrent-index-if-not-exists",
  category: "correctness",
  severity: "warning",
  title: "CREATE INDEX CONCURRENTLY has IF NOT EXISTS.",
  why: "A concurrent build that fails leaves an invalid index of that name. The retry then finds the name, does nothing and succeeds: the index costs every write, serves no query, and a unique one guarantees nothing.",
  instead: `1. DROP INDEX CONCURRENTLY IF EXISTS, for what a failed build may have left.
2. CREATE INDEX CONCURRENTLY without IF NOT EXISTS.

Both run outside a transaction; with golang-migrate each needs a file of its own.`,
  fineWhen: "The statement is plain CREATE INDEX: in a transaction a failed build leaves nothing behind.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "https://github.com/golang-migrate/migrate/blob/master/database/postgres/README.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);",
    bad: "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_idx ON orders (customer_id);",
    good: `DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);`,
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index"],
  check(change2, context) {
    if (!change2.concurrently || !change2.ifNotExists || change2.index === void 0) return;
    let { schema } = change2.table, index2 = schema === void 0 ? sqlIdentifier(change2.index) : sqlName({ schema, name: change2.index }), create2 = context.statement.text.replace(/\s+if\s+not\s+exists\b/i, "");
    return {
      message: `If an earlier build of ${change2.index} failed, its invalid index still has the name: IF NOT EXISTS then skips the build and the migration succeeds without a usable index.`,
      help: `Drop what may be left, then build, in migrations ${outsideTransaction(context)}:
${sqlBlock(`DROP INDEX CONCURRENTLY IF EXISTS ${index2};`, `${create2};`)}
If a constraint owns the index, use REINDEX INDEX CONCURRENTLY instead.`
    };
  }
});

// src/rules/concurrently-in-transaction.ts
var concurrentlyInTransaction = defineRule({
  id: "concurrently-in-transaction",
  category: "correctness",
  severity: "error",
  title: "A statement that cannot run inside a transaction stands in one.",
  why: "PostgreSQL refuses CONCURRENTLY forms, VACUUM and a few others inside a transaction block (error 25001). The migration fails. Several statements sent as one query are a transaction too.",
  instead: "Put the statement into a migration of its own that runs outside a transaction. With Flyway that is `executeInTransaction=false` in the .conf file beside it, with diesel `run_in_transaction = false` in its metadata.toml, and with golang-migrate a file without any other statement.",
  fineWhen: "The script runs outside a transaction and has no BEGIN before the statement.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT",
    "https://documentation.red-gate.com/fd/flyway-execute-in-transaction-setting-277578997.html",
    "https://github.com/golang-migrate/migrate/blob/master/database/postgres/README.md",
    "https://docs.diesel.rs/2.3.x/diesel/migration/trait.MigrationMetadata.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);",
    bad: "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
    good: "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
    transaction: { good: "none" },
    fails: "25001"
  },
  directions: ["up", "down"],
  on: [
    "create-index",
    "drop",
    "reindex",
    "detach-partition",
    "vacuum",
    "cluster",
    "create-database",
    "drop-database",
    "create-tablespace",
    "drop-tablespace",
    "alter-system"
  ],
  check(change2, context) {
    let { statement, unit } = context;
    if (unit.kind === "autocommit" || statement.changes[0] !== change2) return;
    let refused3 = refusedInTransaction(statement) ?? refusedIfPartitioned(change2, context);
    if (refused3 !== void 0)
      return {
        message: `${refused3} cannot run inside a transaction, and ${whose(context)}: PostgreSQL stops here with error 25001.`,
        help: `Put it into a migration ${outsideTransaction(context)}:
${sqlBlock(`${statement.text};`)}`,
        ...canSplit(context) ? { split: apart(change2, refused3, context) } : {}
      };
  }
});
function refusedIfPartitioned(change2, context) {
  if (change2.kind === "cluster" && change2.table !== void 0)
    return isPartitioned(context, change2.table) ? "CLUSTER of a partitioned table" : void 0;
  if (change2.kind !== "reindex" || change2.name === void 0) return;
  let table2 = change2.target === "index" ? tableOfIndex(context, change2.name) : change2.name;
  return table2 !== void 0 && isPartitioned(context, table2) ? `REINDEX ${change2.target.toUpperCase()} of a partitioned table` : void 0;
}
function apart(change2, refused3, { statement }) {
  let purpose = `${refused3} can't run in a transaction, so it stands alone.`;
  if (change2.kind !== "create-index" || change2.index === void 0)
    return moved({ does: "nothing", name: "" }, alone(fileName(refused3), purpose, statement.text, []));
  let { index: index2, table: table2 } = change2, build = alone(fileName(refused3, index2), purpose, statement.text, [dropConcurrently(table2, index2)]);
  return moved({ does: "drop-index", name: index2 }, build);
}
function whose({ unit, script, statement }) {
  return statement.within !== void 0 ? `a ${statement.within} always does` : unit.kind === "transaction" && unit.opened === "script" ? "this script runs in one that it opens itself" : script.transaction === "own" ? "this script runs in one (its statements are sent as one query)" : "this script runs in one that the migration tool opens";
}

// src/rules/constraint-left-not-valid.ts
var constraintLeftNotValid = defineRule({
  id: "constraint-left-not-valid",
  category: "correctness",
  severity: "info",
  title: "A constraint is still NOT VALID at the end of the release.",
  why: "Old rows may break it, and the planner does not use it. Validating it in a later release is the safe way; forgetting it is not.",
  instead: "Add a migration with ALTER TABLE \u2026 VALIDATE CONSTRAINT, in this release or the next: it blocks neither reads nor writes.",
  fineWhen: "The next release validates it.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/message-id/E1QcJd3-0001HT-91%40gemulon.postgresql.org"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;",
    good: `ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
-- in the next migration:
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;`,
    transaction: { good: "none" }
  },
  on: ["add-constraint"],
  check(change2, context) {
    let { table: table2, constraint } = change2, name = constraint.name ?? defaultName(table2, constraint);
    if (!(constraint.validated || !constraint.enforced || isSettled(change2, name, context)))
      return {
        message: `After the last migration the constraint ${context.qualify(table2)}.${name} is still NOT VALID.`,
        about: { relation: context.qualify(table2), name },
        help: `Validate it in a later migration, in this release or the next; it stops neither reads nor writes:
${sqlBlock(
          `ALTER TABLE ${sqlName(table2)} VALIDATE CONSTRAINT ${sqlIdentifier(name)};`
        )}`
      };
  }
});
function isSettled(added, name, context) {
  let { changes } = context.statement;
  return [...changes.slice(changes.indexOf(added) + 1), ...context.later(added.table).map(({ change: change2 }) => change2)].some((change2) => change2.kind === "validate-constraint" || change2.kind === "drop-constraint" ? change2.name === name : change2.kind === "drop-column" ? added.constraint.columns.includes(change2.column) : change2.kind === "drop" ? change2.object === "table" : change2.kind === "rename" ? change2.object === "table" || change2.from === name : change2.kind === "set-schema");
}

// src/rules/constraint-not-enforced.ts
var constraintNotEnforced = defineRule({
  id: "constraint-not-enforced",
  category: "correctness",
  severity: "info",
  title: "A constraint is NOT ENFORCED: PostgreSQL checks nothing.",
  why: "It stands in the schema like any other, but rows that break it are stored. Who reads the schema relies on what nobody checks.",
  instead: "Add it NOT VALID, so that new rows are checked, and validate it in a later migration.",
  fineWhen: "The application guarantees it, and the constraint is there for tools that read the schema.",
  preset: "strict",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "https://www.postgresql.org/docs/current/ddl-constraints.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT ENFORCED;",
    good: "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;",
    minServer: 18
  },
  on: ["create-table", "add-column", "add-constraint", "alter-constraint"],
  check(change2, context) {
    let relation = context.qualify(change2.table), hit3 = (name) => ({
      message: `Constraint ${name} of ${relation} is NOT ENFORCED: rows that break it are stored.`
    });
    return change2.kind === "alter-constraint" ? change2.enforced === !1 ? hit3(change2.name) : void 0 : constraintsIn(change2, change2.table).filter(({ enforced: enforced2 }) => !enforced2).map((constraint) => hit3(constraint.name ?? defaultName(change2.table, constraint)));
  }
});

// src/rules/create-enum.ts
var createEnum = defineRule({
  id: "create-enum",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "An enum type is created, whose values can never be removed.",
  why: "A value of an enum type cannot be removed or moved, and a new one cannot be used in the transaction that adds it. To get rid of a value, a new type has to be made, and every column of the old one rewritten under AccessExclusiveLock.",
  instead: "Use a table of values with a foreign key to it; or text with a CHECK, which can be replaced NOT VALID.",
  fineWhen: "The values are settled for good, such as the days of the week; that is why this rule is a policy.",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-enum.html",
    "https://www.postgresql.org/docs/current/sql-altertype.html"
  ],
  example: {
    setup: "",
    bad: "CREATE TYPE order_state AS ENUM ('new', 'paid');",
    good: `CREATE TABLE order_states (name text PRIMARY KEY);
INSERT INTO order_states VALUES ('new'), ('paid');`
  },
  on: ["create-type"],
  check(change2, context) {
    if (change2.form !== "enum") return;
    let { type, labels } = change2, values = labels.map((label) => `('${label.replaceAll("'", "''")}')`).join(", "), table2 = sqlIdentifier(madeName(type.name, "values"));
    return {
      message: `${context.qualify(type)} is an enum: its values can be added and renamed, but never removed or moved.`,
      ...values === "" ? {} : {
        help: `A table of values can change like any other, and columns refer to it with a foreign key:
${sqlBlock(
          `CREATE TABLE ${table2} (name text PRIMARY KEY);`,
          `INSERT INTO ${table2} VALUES ${values};`
        )}`
      }
    };
  }
});

// src/rules/create-partition-of.ts
var createPartitionOf = defineRule({
  id: "create-partition-of",
  category: "availability",
  severity: "warning",
  title: "CREATE TABLE \u2026 PARTITION OF makes a partition of an existing table.",
  why: "It takes AccessExclusiveLock on the partitioned table: reads and writes of all its partitions wait until the transaction ends. If there is a DEFAULT partition, that is also read in full.",
  instead: `1. Create the table by itself with LIKE \u2026 INCLUDING ALL EXCLUDING IDENTITY: the partitioned table gives its identity columns to it, and from PostgreSQL 17 on refuses a table that has one.
2. ATTACH PARTITION, which may share the migration: it takes only ShareUpdateExclusiveLock on the partitioned table and stops nobody there.

With a DEFAULT partition, see attach-scans-default first.`,
  fineWhen: "The partitioned table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);",
    bad: "CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    good: `CREATE TABLE readings_2025 (LIKE readings INCLUDING ALL EXCLUDING IDENTITY);
ALTER TABLE readings ATTACH PARTITION readings_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');`
  },
  on: ["create-table"],
  check(change2, context) {
    let parent = change2.partitionOf;
    if (parent === void 0 || context.isNew(parent) || change2.ifNotExists && isMade(change2.table, context)) return;
    let relation = context.qualify(parent);
    return {
      message: `Creating ${change2.table.name} as PARTITION OF takes AccessExclusiveLock on ${relation}: reads and writes of all its partitions wait until the transaction ends.`,
      help: `Create it by itself, then attach it:
${sqlBlock(
        `CREATE TABLE ${sqlName(change2.table)} (LIKE ${sqlName(parent)} INCLUDING ALL EXCLUDING IDENTITY);`,
        `ALTER TABLE ${sqlName(parent)} ATTACH PARTITION ${sqlName(change2.table)} ${boundIn2(context.statement.text)};`
      )}`,
      claims: { relation }
    };
  }
});
function boundIn2(text) {
  let found = /\b(for\s+values\b[\s\S]*?\)|default)(?=\s*(?:$|partition\b|using\b|with\b|tablespace\b|to\b))/i.exec(
    text
  );
  return /\bfor\s+values\s+from\s*\([^()]*\)\s*to\s*\([^()]*\)/i.exec(text)?.[0] ?? found?.[1] ?? "DEFAULT";
}

// src/rules/create-then-rewrite.ts
var createThenRewrite = defineRule({
  id: "create-then-rewrite",
  category: "policy",
  severity: "info",
  preset: "strict",
  title: "A migration drops or rewrites what an earlier migration of the same release created.",
  why: "Production runs both, one after the other: it builds what nobody will use, takes the locks twice, and shows the application a state that was never meant for it.",
  instead: "Write the wanted state into the migration that creates it, and remove the correction.",
  fineWhen: "The earlier migration has already been deployed somewhere; compare with a base (`--since`) so that only the new ones are judged.",
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    earlier: ["CREATE TABLE invoices (id bigint PRIMARY KEY, total integer);"],
    bad: "ALTER TABLE invoices ALTER COLUMN total TYPE numeric;",
    good: "-- In the migration that creates invoices, give total the type numeric."
  },
  on: ["drop", "drop-column", "alter-column-type"],
  check(change2, context) {
    let found = maker(change2, context);
    if (found === void 0) return;
    let { what: what2, made } = found;
    return {
      message: `${what2} is ${change2.kind === "alter-column-type" ? "rewritten" : "dropped"} here, but was made in the same release, by ${made.path} on line ${made.change.at.line}.`
    };
  }
});
function maker(change2, context) {
  if (change2.kind === "drop")
    return change2.names.map((name) => makerOfObject(change2, name, context)).find((found) => found !== void 0);
  let made = newChanges(change2.table, context).find(({ change: other }) => hasColumn(other, change2.column, change2.table));
  return made && { what: `Column ${change2.column} of ${context.qualify(change2.table)}`, made };
}
function makerOfObject({ object }, name, context) {
  if (object === "index") {
    let table2 = tableOfIndex(context, name), made2 = table2 && newChanges(table2, context).findLast(
      ({ change: change2 }) => change2.kind === "create-index" && (change2.index ?? madeIndexName(change2)) === name.name
    );
    return made2 && { what: `Index ${name.name}`, made: made2 };
  }
  if (object !== "table" && object !== "materialized-view") return;
  let made = newChanges(name, context).findLast(
    ({ change: change2 }) => change2.kind === "create-table" && change2.table.name === name.name && change2.persistence !== "temporary" || change2.kind === "create-materialized-view"
  );
  return made && { what: context.qualify(name), made };
}
function newChanges(name, context) {
  return context.earlier(name).filter(({ path }) => path !== context.script.path);
}
function hasColumn(change2, column2, table2) {
  return change2.kind === "add-column" ? change2.column.name === column2 : change2.kind === "create-table" && change2.table.name === table2.name && change2.columns.some(({ name }) => name === column2);
}

// src/rules/create-trigger.ts
var createTrigger = defineRule({
  id: "create-trigger",
  category: "availability",
  severity: "warning",
  title: "A trigger is created on an existing table, and no lock_timeout is set.",
  why: "CREATE TRIGGER takes ShareRowExclusiveLock: it waits behind every open write of the table, all later writes wait behind it, until the transaction ends. From then on it costs time for every row.",
  instead: "Set a lock_timeout before the statement, and keep the transaction short.",
  fineWhen: "The table was created in the same release, or a lock_timeout is in force.",
  claims: { lock: "ShareRowExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-createtrigger.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`,
    bad: "CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();",
    good: `SET LOCAL lock_timeout = '5s';
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();`
  },
  on: ["create-trigger"],
  check(change2, context) {
    if (context.lockTimeout !== null || change2.timing === "instead of" || context.isNew(change2.table)) return;
    let relation = context.qualify(change2.table);
    return {
      message: `Creating trigger ${change2.trigger} takes ShareRowExclusiveLock on ${relation} without a lock_timeout: writes wait until the transaction ends.`,
      help: `Set a limit for the wait before this statement:
${sqlBlock(limitedWait(context))}`,
      claims: { relation }
    };
  }
});

// src/rules/cumulative-lock-budget.ts
var cumulativeLockBudget = defineRule({
  id: "cumulative-lock-budget",
  category: "availability",
  severity: "info",
  preset: "strict",
  title: "Several migrations of one release lock the same existing table.",
  why: "Each waits for the transactions that use the table while everybody else queues behind it. One release stops the table as often as it has such migrations.",
  instead: "Bring the changes that only touch the catalog into one ALTER TABLE, so that the table is locked once. Keep apart what has to be: NOT VALID and its VALIDATE, SET NOT NULL and the drop of its proof.",
  fineWhen: "The steps need their order, as adding, filling and constraining a column does, or nothing uses the table.",
  options: {
    files: {
      type: "integer",
      default: 3,
      min: 2,
      about: "How many migrations of a release have to lock a table before this is said."
    }
  },
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: ["https://www.postgresql.org/docs/current/explicit-locking.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    earlier: ["ALTER TABLE orders ADD COLUMN note text;", "ALTER TABLE orders ADD COLUMN state text;"],
    bad: "ALTER TABLE orders ADD COLUMN placed date;",
    good: "COMMENT ON TABLE orders IS 'add note, state and placed in one ALTER TABLE';"
  },
  on: lockingKinds,
  check(change2, context, options2) {
    let before = locksBefore(change2, context, "script", "AccessExclusiveLock").map(
      ({ relation }) => context.qualify(relation)
    );
    for (let lock of liveLocks(change2, context, "AccessExclusiveLock")) {
      let relation = context.qualify(lock.relation);
      if (before.includes(relation)) continue;
      let paths = new Set(
        context.earlier(lock.relation).filter((past) => locksIt(past.change, relation, context)).map(({ path }) => path)
      );
      if (paths.size === options2.files - 1)
        return {
          message: `This is migration number ${options2.files} of the release that takes AccessExclusiveLock on ${relation}, after ${[...paths].join(", ")}.`,
          claims: { relation }
        };
    }
  }
});
function locksIt(change2, relation, context) {
  return locksOf(change2).some(
    (lock) => atLeast(lock.mode, "AccessExclusiveLock") && context.qualify(lock.relation) === relation
  );
}

// src/rules/facts/prechecks.ts
function duplicates({ table: table2, columns: columns2, where, nullsNotDistinct }) {
  let keys2 = columns2.map(keyText).join(", "), conditions = [...nullsNotDistinct ? [] : columns2.map((column2) => `${keyText(column2)} IS NOT NULL`), ...where === void 0 ? [] : [inParentheses(where.text)]];
  return [
    `SELECT ${keys2}, count(*) FROM ${sqlName(table2)}`,
    ...conditions.length === 0 ? [] : [`WHERE ${conditions.join(" AND ")}`],
    `GROUP BY ${keys2} HAVING count(*) > 1 LIMIT 10;`
  ].join(`
`);
}
function unfitForPrimaryKey(table2, columns2) {
  let keys2 = sqlColumns(columns2), missing2 = columns2.map((column2) => `${sqlIdentifier(column2)} IS NULL`).join(" OR ");
  return `SELECT ${keys2}, count(*) FROM ${sqlName(table2)}
GROUP BY ${keys2} HAVING count(*) > 1 OR ${missing2} LIMIT 10;`;
}
function nulls(table2, column2) {
  return `SELECT * FROM ${sqlName(table2)} WHERE ${sqlIdentifier(column2)} IS NULL LIMIT 10;`;
}
function violations(table2, condition) {
  return `SELECT * FROM ${sqlName(table2)} WHERE NOT ${inParentheses(condition.text)} LIMIT 10;`;
}
function orphans(table2, columns2, parent, keys2) {
  let pairs = columns2.map((column2, i) => `parent.${sqlIdentifier(keys2[i] ?? "")} = child.${sqlIdentifier(column2)}`), present = columns2.map((column2) => `child.${sqlIdentifier(column2)} IS NOT NULL`).join(" AND ");
  return [
    `SELECT child.* FROM ${sqlName(table2)} AS child`,
    `WHERE ${present}`,
    `AND NOT EXISTS (SELECT FROM ${sqlName(parent)} AS parent WHERE ${pairs.join(" AND ")}) LIMIT 10;`
  ].join(`
`);
}
function conflicts(table2, constraint) {
  let { elements, where } = constraint;
  if (elements.length === 0) return;
  let keys2 = elements.map((element, i) => `${keyText(element)} AS key${i + 1}`), pairs = elements.map(({ operator }, i) => `one.key${i + 1} ${operator} other.key${i + 1}`);
  return [
    `WITH entry AS (SELECT row_number() OVER () AS number, ${keys2.join(", ")} FROM ${sqlName(table2)}${where === void 0 ? "" : ` WHERE ${inParentheses(where.text)}`})`,
    "SELECT * FROM entry AS one JOIN entry AS other",
    `ON one.number < other.number AND ${pairs.join(" AND ")} LIMIT 10;`
  ].join(`
`);
}
function keyText({ column: column2, expression }) {
  return column2 === void 0 ? inParentheses(expression?.text ?? "") : sqlIdentifier(column2);
}
function inParentheses(text) {
  return text.includes("--") ? `(${text}
)` : `(${text})`;
}

// src/rules/data-dependent-change.ts
var dataDependentChange = defineRule({
  id: "data-dependent-change",
  category: "correctness",
  severity: "info",
  preset: "strict",
  title: "A change of an existing table fails if rows are there that break it.",
  why: "A test database has no such rows, production may: the migration passes everywhere and fails in the deploy, after it has scanned the table. A unique index that was built CONCURRENTLY is then left invalid.",
  instead: "Before the deploy, run a query that finds such rows where the data is, and put them right first.",
  fineWhen: "The query of the help returns no row, or the application can store none that would break it. VALIDATE CONSTRAINT is such a query itself: when it fails nothing is lost, and the constraint stays as it was.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html",
    "https://www.postgresql.org/docs/current/sql-createindex.html"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
    bad: "CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);",
    good: "CREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index", "add-constraint", "set-not-null"],
  check(change2, context) {
    if (context.isNew(change2.table) || doesNoWork(change2, context)) return;
    let condition = conditionOf2(change2, context);
    if (condition === void 0) return;
    let { rows, query } = condition;
    return {
      message: `This fails if ${context.qualify(change2.table)} holds ${rows}.`,
      ...query === void 0 ? {} : { help: `Before the deploy, run this where the data is. It must return no row:
${sqlBlock(query)}` }
    };
  }
});
function conditionOf2(change2, context) {
  let { table: table2 } = change2;
  switch (change2.kind) {
    case "create-index": {
      let { unique, columns: columns2, where, nullsNotDistinct = !1 } = change2, keys2 = columns2.map(({ column: column2, expression }) => column2 ?? expression?.text ?? "");
      return !unique || keys2.some((key2) => isOfRelease2(key2, table2, context)) || isUnique(keys2, nullsNotDistinct, table2, context) ? void 0 : { rows: twoRows(keys2), query: duplicates({ table: table2, columns: columns2, where, nullsNotDistinct }) };
    }
    case "set-not-null":
      return withoutNull(change2.column, table2, context);
    default:
      return change2.constraint.validated && change2.constraint.enforced ? demandOf(change2.constraint, change2, context) : void 0;
  }
}
function demandOf(constraint, { table: table2 }, context) {
  let { columns: columns2 } = constraint;
  if (!(columns2.some((column2) => isOfRelease2(column2, table2, context)) || isMet(constraint, table2, context)))
    switch (constraint.type) {
      case "not-null":
        return columns2[0] === void 0 ? void 0 : withoutNull(columns2[0], table2, context);
      case "unique": {
        if (constraint.usingIndex !== void 0) return;
        let nullsNotDistinct = /\bnulls\s+not\s+distinct\b/i.test(context.statement.text);
        if (isUnique(columns2, nullsNotDistinct, table2, context)) return;
        let keys2 = columns2.map((column2) => ({ column: column2 }));
        return { rows: twoRows(columns2), query: duplicates({ table: table2, columns: keys2, nullsNotDistinct }) };
      }
      case "primary-key":
        return constraint.usingIndex !== void 0 ? void 0 : { rows: `${twoRows(columns2)}, or NULL in them`, query: unfitForPrimaryKey(table2, columns2) };
      case "check":
        return isOfRelease2(constraint.expression.text, table2, context) ? void 0 : {
          rows: `a row for which ${constraint.name ?? "the CHECK"} is false`,
          query: violations(table2, constraint.expression)
        };
      case "foreign-key": {
        let { references } = constraint, keys2 = references.columns.length > 0 ? references.columns : primaryKeyOf(references.table, context), query = keys2.length === columns2.length ? orphans(table2, columns2, references.table, keys2) : void 0;
        return { rows: `a row that refers to none of ${context.qualify(references.table)}`, query };
      }
      case "exclusion":
        return { rows: "two rows that exclude each other", query: conflicts(table2, constraint) };
    }
}
function isMet(wanted2, table2, context) {
  return knownConstraints(beforeRelease(context), table2).some(
    ({ constraint, validated }) => validated && asks(constraint, context) === asks(wanted2, context)
  );
}
function asks(constraint, context) {
  let { type, columns: columns2 } = constraint;
  return type === "check" ? constraint.expression.text.toLowerCase().replace(/[\s()]/g, "") : JSON.stringify(type !== "foreign-key" ? [type, columns2] : [type, columns2, context.qualify(constraint.references.table)]);
}
function isUnique(keys2, nullsNotDistinct, table2, context) {
  return knownIndexes(beforeRelease(context), table2).some(
    (index2) => index2.unique && index2.where === void 0 && (index2.nullsNotDistinct || !nullsNotDistinct) && index2.columns.every(({ column: column2 }) => column2 !== void 0 && keys2.includes(column2))
  );
}
function beforeRelease(context) {
  return { ...context, catalog: context.base };
}
function withoutNull(column2, table2, context) {
  let known7 = knownColumn(context, table2, column2);
  if (!(known7?.notNull === !0 || notNullProof(context, table2, column2) !== void 0 || isAddedInRelease(context, known7)))
    return { rows: `a row without ${column2}`, query: nulls(table2, column2) };
}
function twoRows(keys2) {
  return `two rows with the same ${keys2.join(", ")}`;
}
function primaryKeyOf(table2, context) {
  return knownConstraints(context, table2).find(({ constraint }) => constraint.type === "primary-key")?.constraint.columns ?? [];
}
function isOfRelease2(text, table2, context) {
  return (tableNamed2(context, table2)?.columns ?? []).some(
    (column2) => isAddedInRelease(context, column2) && (column2.name === text || mentions(text, column2.name))
  );
}

// src/rules/data-in-schema-migration.ts
var dataKinds2 = ["insert", "update", "delete", "merge", "copy"], dataInSchemaMigration = defineRule({
  id: "data-in-schema-migration",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "A migration changes the schema and the rows of existing tables.",
  why: "The two go wrong in different ways: schema changes need short locks and can be tried again at once, data changes take long and depend on the rows. Together each is as slow and as fragile as the other.",
  instead: "Put the data changes into a migration of their own.",
  fineWhen: "The rows belong to tables that the same release creates.",
  sources: ["https://www.postgresql.org/docs/current/explicit-locking.html"],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE settings (name text PRIMARY KEY, value text);`,
    bad: `CREATE TABLE invoices (id bigint PRIMARY KEY);
UPDATE settings SET value = 'on' WHERE name = 'invoices';`,
    good: "UPDATE settings SET value = 'on' WHERE name = 'invoices';"
  },
  on: dataKinds2,
  check(change2, context) {
    if (!isLive(change2, context) || earlierInScript(change2, context).some((other) => isLive(other, context)))
      return;
    let schemaChange = context.script.statements.find(({ changes }) => changes.some(isOfSchema));
    if (schemaChange !== void 0)
      return {
        message: `This changes rows in a migration that also changes the schema, on line ${schemaChange.span.start.line}.`
      };
  }
});
function isLive(change2, context) {
  return dataKinds2.includes(change2.kind) ? "table" in change2 && change2.table !== void 0 && !context.isNew(change2.table) : !1;
}
var noSchema = /* @__PURE__ */ new Set([
  ...dataKinds2,
  "select",
  "set",
  "reset",
  "session",
  "set-constraints",
  "transaction",
  "lock-table",
  "analyze",
  "vacuum",
  "refresh-materialized-view",
  "comment",
  "do",
  "call",
  "opaque"
]);
function isOfSchema({ kind }) {
  return !noSchema.has(kind);
}

// src/rules/ddl-after-deferred-dml.ts
var refusedKinds = [
  ...alterTableKinds,
  "alter-column-setting",
  "validate-constraint",
  "cluster-on",
  "storage-parameters",
  "set-owner",
  "create-index",
  "truncate",
  "cluster",
  "drop"
], ddlAfterDeferredDml = defineRule({
  id: "ddl-after-deferred-dml",
  category: "correctness",
  severity: "error",
  title: "A table is altered in the transaction that has changed its rows under a deferred foreign key.",
  why: 'The check of a deferred constraint waits for the end of the transaction, and PostgreSQL does not alter a table that such a check waits for: error 55006, "pending trigger events". The migration fails, though not on an empty table.',
  instead: "Run the checks before the table is altered, with SET CONSTRAINTS ALL IMMEDIATE, or put the two into migrations of their own.",
  fineWhen: "The constraint is checked at once: it is not DEFERRABLE, or INITIALLY IMMEDIATE and not deferred by the script.",
  sources: ["https://www.postgresql.org/docs/current/sql-set-constraints.html"],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers DEFERRABLE INITIALLY DEFERRED);
INSERT INTO customers VALUES (1);`,
    bad: `INSERT INTO orders (id, customer_id) VALUES (1, 1);
ALTER TABLE orders ADD COLUMN note text;`,
    good: `INSERT INTO orders (id, customer_id) VALUES (1, 1);
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE orders ADD COLUMN note text;`,
    fails: "55006"
  },
  directions: ["up", "down"],
  on: refusedKinds,
  check(change2, context) {
    if (context.unit.kind !== "transaction" || context.statement.index < firstData(context.unit.statements)) return;
    let earlier = earlierInUnit(change2, context);
    if (!earlier.some(isData)) return;
    let found = targetsOf2(change2).map((table2) => ({ table: table2, pending: pendingOn(table2, earlier, context) })).find(({ pending }) => pending !== void 0);
    if (found?.pending === void 0 || earlier.some((other) => failed(other, found.table, earlier, context)))
      return;
    let immediate = "SET CONSTRAINTS ALL IMMEDIATE;", isLast = !context.unit.statements.filter(({ index: index2 }) => index2 > context.statement.index).some(({ changes }) => changes.some(isData));
    return {
      message: `The rows of ${context.qualify(found.table)} that line ${found.pending.line} has changed are checked against ${found.pending.constraint} at the end of the transaction: until then PostgreSQL refuses this with error 55006.`,
      help: `Run the waiting checks first:
${sqlBlock(immediate)}`,
      ...isLast ? { suggestion: statementBefore(context, immediate) } : {}
    };
  }
}), firsts = /* @__PURE__ */ new WeakMap();
function firstData(statements) {
  let known7 = firsts.get(statements);
  if (known7 !== void 0) return known7;
  let first = statements.find(({ changes }) => changes.some(isData))?.index ?? Number.POSITIVE_INFINITY;
  return firsts.set(statements, first), first;
}
function targetsOf2(change2) {
  switch (change2.kind) {
    case "truncate":
      return change2.tables;
    case "drop":
      return change2.object === "table" ? change2.names : [];
    case "set-owner":
      return change2.object === "table" ? [change2.name] : [];
    case "create-index":
      return change2.concurrently ? [] : [change2.table];
    default:
      return "table" in change2 && change2.table !== void 0 ? [change2.table] : [];
  }
}
function isData(change2) {
  return dataKinds.includes(change2.kind);
}
function failed(other, table2, earlier, context) {
  if (!refusedKinds.includes(other.kind)) return !1;
  let name = context.qualify(table2);
  return targetsOf2(other).some((target) => context.qualify(target) === name) && pendingOn(table2, earlier.slice(0, earlier.indexOf(other)), context) !== void 0;
}
function pendingOn(table2, changes, context) {
  let name = context.qualify(table2), { name: written } = table2, writes = changes.filter((change2) => isData(change2) && "table" in change2 && change2.table?.name === written);
  if (writes.length === 0) return;
  let checks = [...ownChecks(table2, context), ...checksOfOthers(table2, writes, context)];
  if (checks.length === 0) return;
  let modes = [], pending = [];
  for (let change2 of changes) {
    if (change2.kind === "set-constraints" && (modes.push(change2), change2.deferred || (pending = pending.filter(({ constraint }) => !isMeant(change2, constraint)))), !isData(change2) || !("table" in change2) || change2.table === void 0 || context.qualify(change2.table) !== name) continue;
    let waiting2 = checks.find((check2) => isDeferred(check2, modes) && check2.concerns(change2));
    waiting2 !== void 0 && pending.push({ constraint: waiting2.name, line: change2.at.line });
  }
  return pending[0];
}
function ownChecks(table2, context) {
  return knownConstraints(context, table2).flatMap(
    ({ name, constraint: key2 }) => canWait(key2) ? [{ name, key: key2, concerns: (change2) => isNewToCheck(change2, key2.columns) }] : []
  );
}
function checksOfOthers(table2, writes, context) {
  return writes.some(({ kind }) => kind === "delete") ? foreignKeysTo(table2, context).filter(({ key: key2 }) => canWait(key2) && key2.references.onDelete === "no action").map(({ name, key: key2 }) => ({ name, key: key2, concerns: ({ kind }) => kind === "delete" })) : [];
}
function isMeant({ names: names3 }, constraint) {
  return names3 === void 0 || names3.includes(constraint);
}
function canWait(constraint) {
  return constraint.type === "foreign-key" && constraint.deferrable === !0 && constraint.enforced;
}
function isDeferred({ name, key: key2 }, modes) {
  return modes.findLast((mode) => isMeant(mode, name))?.deferred ?? key2.initiallyDeferred === !0;
}
function isNewToCheck(change2, columns2) {
  return change2.kind === "update" ? change2.columns.some((column2) => columns2.includes(column2)) : change2.kind === "insert" || change2.kind === "copy" && change2.direction === "from";
}

// src/rules/facts/behind-views.ts
function behind(view, context, filling = !1, passed = []) {
  let own = context.qualify(view);
  if (passed.includes(own)) return [];
  let made = viewNamed(context, view);
  return (made?.kind === "view" || passed.length === 0 && filling ? made?.reads ?? [] : []).map((key2) => visibleName(partsOf(key2), context)).flatMap((name) => [name, ...behind(name, context, !1, [...passed, own])]);
}

// src/rules/facts/returns.ts
function returnsInUnit(name, context) {
  let { statements } = context.unit, made = known4.get(statements) ?? makingsIn(statements);
  known4.set(statements, made);
  let wanted2 = context.qualify(name), { schema } = partsOf(wanted2);
  return (made.get(name.name) ?? []).some(
    (making) => making.statement > context.statement.index && (making.schema ?? schema) === schema
  );
}
var known4 = /* @__PURE__ */ new WeakMap();
function makingsIn(statements) {
  let byName = /* @__PURE__ */ new Map();
  for (let { index: index2, changes } of statements)
    for (let change2 of changes) {
      let made = madeBy(change2);
      if (made === void 0) continue;
      let makings = byName.get(made.name) ?? [];
      byName.set(made.name, makings), makings.push({ schema: made.schema, statement: index2 });
    }
  return byName;
}
function madeRoom(name, context) {
  return context.earlier(name).some(({ change: change2 }) => change2.kind === "rename" && change2.from === void 0);
}
function madeBy(change2) {
  switch (change2.kind) {
    case "create-table":
      return change2.table;
    case "create-view":
    case "create-materialized-view":
      return change2.view;
    case "rename":
      return change2.from === void 0 ? { ...change2.name, name: change2.to } : void 0;
    default:
      return;
  }
}

// src/rules/facts/clearing.ts
function makesRoom(name, { ifExists }, context) {
  return ifExists && !isKnown(context, name) && returnsInUnit(name, context);
}
function wasNeverThere({ object, ifExists, on, names: names3 }, context) {
  let table2 = on === void 0 ? void 0 : madeTable(context, on);
  return !ifExists || table2 === void 0 ? !1 : !(object === "trigger" ? table2.triggers : object === "policy" ? table2.policies : table2.rules).some((part2) => names3.some(({ name }) => name === part2.name));
}

// src/rules/facts/locked-besides.ts
function lockedBesides(change2, context) {
  if (change2.kind === "reindex" && change2.target === "index" && !change2.concurrently && change2.name !== void 0) {
    let relation = tableOfIndex(context, change2.name);
    return relation === void 0 ? [] : [{ relation, mode: "ShareLock" }];
  }
  return relationsOf(change2, context).map((relation) => ({ relation, mode: "AccessExclusiveLock" }));
}
function relationsOf(change2, context) {
  switch (change2.kind) {
    case "drop-constraint":
      return referencedFrom(change2.table, context, (name) => name === change2.name);
    case "drop-column":
      return referencedFrom(change2.table, context, (_, columns2) => columns2.includes(change2.column));
    case "drop":
      return change2.object === "table" ? change2.names.flatMap((name) => besidesTable(name, change2, context)) : change2.object === "index" && !change2.concurrently ? change2.names.flatMap((index2) => tableOfIndex(context, index2) ?? []) : [];
    case "attach-partition":
      return change2.isDefault ? [] : rowsMayMove(change2.table, context);
    case "create-table":
      return change2.partitionOf === void 0 || change2.defaultPartition === !0 ? [] : rowsMayMove(change2.partitionOf, context);
    default:
      return [];
  }
}
function besidesTable(table2, { cascade }, context) {
  let to = cascade ? foreignKeysTo(table2, context).map(({ holder }) => holder) : [];
  return [...referencedFrom(table2, context, () => !0), ...to];
}
function referencedFrom(table2, context, goes) {
  return knownConstraints(context, table2).flatMap(
    ({ name, constraint }) => constraint.type === "foreign-key" && goes(name, constraint.columns) ? [constraint.references.table] : []
  );
}
function rowsMayMove(table2, context) {
  let rest = defaultPartition(context, table2);
  return rest === void 0 ? [] : [rest];
}

// src/rules/facts/held-locks.ts
var holdings = /* @__PURE__ */ new WeakMap();
function heldBefore(context) {
  let { statements } = context.unit, until = context.statement.index - (statements[0]?.index ?? 0), holding = holdings.get(statements);
  for ((holding === void 0 || holding.count > until) && (holding = { count: 0, taken: /* @__PURE__ */ new Map(), atSavepoint: /* @__PURE__ */ new Map() }, holdings.set(statements, holding)); holding.count < until; holding.count++)
    for (let change2 of statements[holding.count]?.changes ?? []) take(holding, change2, context);
  return [...holding.taken.values()];
}
function take(holding, change2, context) {
  change2.kind === "transaction" && change2.action === "savepoint" && (holding.atSavepoint = new Map(holding.taken)), change2.kind === "transaction" && change2.action === "rollback-to" && (holding.taken = new Map(holding.atSavepoint));
  for (let lock of mayDoNothing(change2, context) ? [] : [...locksOf(change2), ...lockedBesides(change2, context.at(change2))]) {
    let held = { ...lock, below: reachesBelow(change2, lock.relation) };
    holding.taken.set(keyOf3(held), held);
  }
  change2.kind === "rename" && change2.from === void 0 && (holding.taken = byKey(renamed([...holding.taken.values()], change2))), change2.kind === "set-schema" && (holding.taken = byKey(moved2([...holding.taken.values()], change2)));
}
function reachesBelow(change2, { name, schema }) {
  if (change2.kind === "truncate" || change2.kind === "lock-table") return !0;
  if (change2.kind === "drop") return change2.object === "index";
  let own = "table" in change2 ? change2.table : change2.kind === "rename" ? change2.name : void 0;
  return own !== void 0 && own.name === name && own.schema === schema && (reaching.has(change2.kind) || change2.kind === "rename" && change2.from !== void 0);
}
var reaching = /* @__PURE__ */ new Set([
  "add-column",
  "drop-column",
  "alter-column-type",
  "set-default",
  "drop-default",
  "set-not-null",
  "drop-not-null",
  "set-expression",
  "drop-expression",
  "add-constraint",
  "drop-constraint",
  "alter-constraint",
  "create-index"
]);
function byKey(locks2) {
  return new Map(locks2.map((lock) => [keyOf3(lock), lock]));
}
function keyOf3({ relation, mode, below: below2 }) {
  return JSON.stringify([relation.schema, relation.name, mode, below2]);
}
function mayDoNothing(change2, context) {
  return change2.kind !== "drop" || !change2.ifExists ? !1 : change2.object === "table" || wasNeverThere(change2, context);
}
function renamed(held, { name, to }) {
  return held.map(
    (lock) => lock.relation.name === name.name && lock.relation.schema === name.schema ? { ...lock, relation: { ...lock.relation, name: to } } : lock
  );
}
function moved2(held, { name, schema }) {
  return held.map(
    (lock) => lock.relation.name === name.name && lock.relation.schema === name.schema ? { ...lock, relation: { ...lock.relation, schema } } : lock
  );
}

// src/rules/facts/lock-words.ts
function whoWaits(mode) {
  return blocksReads(mode) ? "reads and writes wait" : blocksWrites(mode) ? "writes wait" : "nobody who reads or writes waits";
}

// src/rules/ddl-with-backfill-in-transaction.ts
var ddlWithBackfillInTransaction = defineRule({
  id: "ddl-with-backfill-in-transaction",
  category: "availability",
  severity: "error",
  title: "Rows of a table are changed or read in bulk in the transaction that has altered the table.",
  why: "ALTER TABLE itself may be short, but its AccessExclusiveLock is held until the transaction ends: reads and writes wait for the whole UPDATE, DELETE or SELECT.",
  instead: `1. Alter the table in one migration.
2. Change the rows in the next one, or better in batches outside of migrations: each batch then locks only its own rows, and only for a moment.`,
  fineWhen: "The table was created in the same release, each statement commits by itself, or the condition names single rows by a key.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "https://github.com/ankane/strong_migrations#backfilling-data",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'new' WHERE state IS NULL;`,
    good: `ALTER TABLE orders ADD COLUMN state text;
-- in the next migration:
UPDATE orders SET state = 'new' WHERE state IS NULL;`,
    transaction: { good: "none" }
  },
  on: ["update", "delete", "merge", "insert", "select", "refresh-materialized-view"],
  check(change2, context) {
    if (takesMaximum(change2, context)) return;
    let read = readBy(change2, context).filter((table2) => !context.isNew(table2)), scanned = strongestHeld(read, context);
    if (scanned !== void 0) return hit(change2, scanned, "scan", context);
    if (change2.kind !== "insert" || change2.source !== "query" || context.isNew(change2.table)) return;
    let filled2 = strongestHeld([change2.table], context);
    return filled2 === void 0 ? void 0 : hit(change2, filled2, "none", context);
  }
});
function takesMaximum(change2, { statement }) {
  return change2.kind === "select" && change2.resets !== void 0 && /\bmax\s*\(/i.test(statement.text) && !/\bcount\s*\(/i.test(statement.text);
}
function readBy(change2, context) {
  switch (change2.kind) {
    case "refresh-materialized-view":
      return change2.withData ? behind(change2.view, context, !0) : [];
    case "select":
    case "insert":
      return readInBulk(change2, context).flatMap((name) => [name, ...behind(name, context)]);
    default:
      return [
        ...change2.kind !== "merge" && isByKey(change2, context) ? [] : [change2.table, ...behind(change2.table, context)],
        ...change2.kind === "merge" ? [] : searchedFor(change2, context),
        ...readInBulk(change2, context).flatMap((name) => [name, ...behind(name, context)])
      ];
  }
}
function searchedFor(change2, context) {
  if (!heldBefore(context).some(({ mode }) => blocksWrites(mode))) return [];
  let { table: table2 } = change2, setsKey = (columns2) => knownIndexes(context, table2).some(
    (index2) => index2.unique && index2.columns.some(({ column: column2 }) => column2 !== void 0 && columns2.includes(column2))
  );
  if (change2.kind === "update" && !setsKey(change2.columns)) return [];
  let isSought = ({ holder, key: key2, columns: columns2 }) => context.qualify(holder) !== context.qualify(table2) && allIndexesKnown(context, holder) && key2.enforced && (change2.kind === "delete" || columns2.some((column2) => change2.columns.includes(column2))) && !knownIndexes(context, holder).some(({ columns: [first] }) => key2.columns.includes(first?.column ?? ""));
  return foreignKeysTo(table2, context).filter(isSought).map(({ holder }) => holder);
}
function hit(change2, { relation, lock }, work, context) {
  return {
    message: `This transaction holds ${lock} on ${relation} from an earlier statement: ${whoWaits(lock)} until this ${change2.kind.toUpperCase().replaceAll("-", " ")} is done.`,
    help: `Leave the statements before it here, and in a later migration run:
${sqlBlock(`${context.statement.text};`)}`,
    claims: { relation, lock, work }
  };
}
function strongestHeld(tables, context) {
  let locks2 = tables.length === 0 ? [] : heldBefore(context).filter(({ mode }) => blocksWrites(mode));
  if (locks2.length === 0) return;
  let { qualify } = context;
  return tables.flatMap((table2) => [table2, ...partitionsBelow(table2, context)]).flatMap((table2) => {
    let relation = qualify(table2), above = new Set(ancestorsOf(context, table2).map(qualify)), isOn3 = (held) => {
      let locked = qualify(held.relation);
      return locked === relation || held.below && above.has(locked);
    }, lock = strongest(locks2.filter(isOn3).map(({ mode }) => mode));
    return lock === void 0 ? [] : [{ relation, lock }];
  }).reduce(
    (best, held) => best !== void 0 && atLeast(best.lock, held.lock) ? best : held,
    void 0
  );
}
function partitionsBelow(table2, context) {
  return partitionsOf(context, table2).flatMap((partition) => [partition, ...partitionsBelow(partition, context)]);
}

// src/rules/detach-partition.ts
var detachPartition = defineRule({
  id: "detach-partition",
  category: "availability",
  severity: "warning",
  title: "A partition is detached without CONCURRENTLY.",
  why: "It takes AccessExclusiveLock on the partitioned table, the partition and the DEFAULT partition: reads and writes of all partitions wait until the transaction ends.",
  instead: "Use DETACH PARTITION \u2026 CONCURRENTLY, in a migration of its own that runs outside a transaction. If it is interrupted, DETACH PARTITION \u2026 FINALIZE completes it.",
  fineWhen: "The partitioned table was created in the same release. CONCURRENTLY needs PostgreSQL 14 and is not possible when there is a DEFAULT partition.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "https://www.postgresql.org/docs/release/14.0/"
  ],
  example: {
    setup: `CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2019 PARTITION OF readings FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');`,
    bad: "ALTER TABLE readings DETACH PARTITION readings_2019;",
    good: "ALTER TABLE readings DETACH PARTITION readings_2019 CONCURRENTLY;",
    transaction: { good: "none" }
  },
  on: ["detach-partition"],
  check(change2, context) {
    if (change2.concurrently || change2.finalize || context.serverVersion < 14 || context.isNew(change2.table) || defaultPartition(context, change2.table) !== void 0) return;
    let relation = context.qualify(change2.table), concurrent = `ALTER TABLE ${sqlName(change2.table)} DETACH PARTITION ${sqlName(change2.partition)} CONCURRENTLY`;
    return {
      message: `Detaching ${change2.partition.name} without CONCURRENTLY takes AccessExclusiveLock on ${relation}: reads and writes of all its partitions wait until the transaction ends.`,
      help: `Detach it concurrently, in a migration ${outsideTransaction(context)}:
${sqlBlock(`${concurrent};`)}
It leaves a CHECK with the partition's bounds on it, and is not possible when the table has a DEFAULT partition.`,
      claims: { relation }
    };
  }
});

// src/rules/detach-scans-referrer.ts
var detachScansReferrer = defineRule({
  id: "detach-scans-referrer",
  category: "availability",
  severity: "error",
  title: "A partition is detached from a table that a foreign key points to.",
  why: "PostgreSQL looks through the whole table with the foreign key for rows that point into the partition. Meanwhile it holds AccessExclusiveLock on that table, so that reads and writes of it wait; with CONCURRENTLY it is ShareLock, and writes wait.",
  instead: `1. Drop the foreign key, which takes its locks only for a moment.
2. Detach the partition, CONCURRENTLY where there is no DEFAULT partition, in a migration of its own outside a transaction.
3. Add the foreign key again NOT VALID.
4. In the next migration, VALIDATE CONSTRAINT, which stops neither reads nor writes.`,
  fineWhen: "The table with the foreign key was created in the same release, or is small.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION",
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM (0) TO (1000);
CREATE TABLE orders_rest PARTITION OF orders DEFAULT;
CREATE TABLE invoices (id bigint PRIMARY KEY, order_id bigint CONSTRAINT invoices_order_fk REFERENCES orders);`,
    bad: "ALTER TABLE orders DETACH PARTITION orders_old;",
    good: `ALTER TABLE invoices DROP CONSTRAINT invoices_order_fk;
-- in the next migration:
ALTER TABLE orders DETACH PARTITION orders_old;
-- in the one after that:
ALTER TABLE invoices ADD CONSTRAINT invoices_order_fk FOREIGN KEY (order_id) REFERENCES orders NOT VALID;
-- in the last one:
ALTER TABLE invoices VALIDATE CONSTRAINT invoices_order_fk;`,
    transaction: { good: "none" }
  },
  on: ["detach-partition"],
  check(change2, context) {
    if (change2.finalize) return;
    let lock = change2.concurrently ? "ShareLock" : "AccessExclusiveLock";
    return [change2.table, ...ancestorsOf(context, change2.table)].flatMap((table2) => keysTo(table2, context)).map(({ holder, name, key: foreignKey }) => {
      let relation = context.qualify(holder), target = `ALTER TABLE ${sqlName(holder)}`, key2 = sqlIdentifier(name);
      return {
        message: `Detaching ${change2.partition.name} scans ${relation}, whose foreign key ${name} points to ${context.qualify(change2.table)}, under ${lock}: ${change2.concurrently ? "writes" : "reads and writes"} of ${relation} wait until all its rows are checked.`,
        help: steps(
          ["Drop the foreign key:", `${target} DROP CONSTRAINT ${key2};`],
          ["In a later migration:", `${context.statement.text};`],
          [
            "In the one after that, add the foreign key again without reading the rows:",
            `${target} ADD CONSTRAINT ${key2} ${definition(foreignKey)} NOT VALID;`
          ],
          ["In the last one:", `${target} VALIDATE CONSTRAINT ${key2};`]
        ),
        claims: { relation, lock }
      };
    });
  }
});
function keysTo(table2, context) {
  let first = /* @__PURE__ */ new Map();
  for (let key2 of foreignKeysTo(table2, context)) {
    let holder = context.qualify(key2.holder);
    !first.has(holder) && !context.isNew(key2.holder) && !isPartitioned(context, key2.holder) && first.set(holder, key2);
  }
  return [...first.values()];
}
function definition({ columns: columns2, references: { table: table2, columns: keys2, onDelete } }) {
  let target = `${sqlName(table2)}${keys2.length === 0 ? "" : ` (${sqlColumns(keys2)})`}`, action = onDelete === "no action" ? "" : ` ON DELETE ${onDelete.toUpperCase()}`;
  return `FOREIGN KEY (${sqlColumns(columns2)}) REFERENCES ${target}${action}`;
}

// src/rules/disable-autovacuum.ts
var disableAutovacuum = defineRule({
  id: "disable-autovacuum",
  category: "availability",
  severity: "warning",
  title: "Autovacuum is switched off for a table.",
  why: "Dead rows and outdated statistics stay: the table and its indexes grow, and plans get worse, until somebody notices. The vacuum against transaction ID wraparound runs all the same, later and with far more to do.",
  instead: "Leave it on, and make it run more often or more gently: `autovacuum_vacuum_scale_factor`, `autovacuum_vacuum_cost_delay`.",
  fineWhen: "A later statement of the release switches it on again, as around a bulk load.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-STORAGE-PARAMETERS",
    "https://www.postgresql.org/docs/current/routine-vacuuming.html"
  ],
  example: {
    setup: "CREATE TABLE events (id bigint PRIMARY KEY, line text);",
    bad: "ALTER TABLE events SET (autovacuum_enabled = false);",
    good: "ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.01);"
  },
  on: ["storage-parameters", "create-table"],
  check(change2, context) {
    let parameter = parameters.find((name) => switches(change2, name) === "off");
    if (parameter === void 0 || context.later(change2.table).some((later2) => switches(later2.change, parameter) === "on")) return;
    let relation = context.qualify(change2.table);
    return {
      message: `Autovacuum is switched off for ${parameter.startsWith("toast.") ? `the long values of ${relation}` : relation}: dead rows stay, and it grows until somebody vacuums it by hand.`,
      help: `Let it run in small steps instead:
${sqlBlock(
        `ALTER TABLE ${sqlName(change2.table)} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 2);`
      )}`
    };
  }
}), parameters = ["autovacuum_enabled", "toast.autovacuum_enabled"];
function switches(change2, parameter) {
  if (change2.kind !== "storage-parameters" && change2.kind !== "create-table") return;
  let value = change2.parameters?.[parameter]?.toLowerCase();
  if (value !== void 0)
    return change2.kind === "storage-parameters" && change2.reset ? "on" : value === "0" || value === "of" || value === "off" || /^(?:f|fa|fal|fals|false|n|no)$/.test(value) ? "off" : "on";
}

// src/rules/disable-trigger.ts
var disableTrigger = defineRule({
  id: "disable-trigger",
  category: "correctness",
  severity: "warning",
  title: "Triggers of an existing table are disabled and stay so.",
  why: "Audit, derived columns and change capture stop for everyone who writes to the table, not only for the migration; with ALL or session_replication_role the checks of foreign keys stop too, and rows without a parent stay for good. Nothing says so later.",
  instead: "Enable them again in the same transaction: until it commits nobody else can write to the table, so nothing is missed but the migration's own rows. For those, let the application's own rule decide inside the trigger.",
  fineWhen: "The table was created in the same release, or the same transaction enables the trigger again.",
  claims: { lock: "ShareRowExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER orders_audit BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();`,
    bad: "ALTER TABLE orders DISABLE TRIGGER orders_audit;",
    good: `ALTER TABLE orders DISABLE TRIGGER orders_audit;
INSERT INTO orders (id, note) VALUES (0, 'opening balance');
ALTER TABLE orders ENABLE TRIGGER orders_audit;`
  },
  on: ["enable-trigger", "set"],
  check(change2, context) {
    return change2.kind === "set" ? replicaRole(change2, context) : disabled(change2, context);
  }
});
function disabled(change2, context) {
  let { table: table2, trigger } = change2;
  if (change2.enabled || context.isNew(table2) || isEnabledAgain(change2, context)) return;
  let relation = context.qualify(table2), which = trigger === "ALL" ? "all triggers" : trigger === "USER" ? "all triggers of users" : `trigger ${trigger}`, keys2 = trigger === "ALL" ? " So do the checks of its foreign keys, which only a superuser may switch off: Aurora refuses." : "", word = trigger === "ALL" || trigger === "USER" ? trigger : sqlIdentifier(trigger);
  return {
    message: `Disabling ${which} of ${relation} ends what they do for everyone who writes to it.${keys2}`,
    help: `Enable it again in the same transaction:
${sqlBlock(`ALTER TABLE ${sqlName(table2)} ENABLE TRIGGER ${word};`)}`,
    claims: { relation }
  };
}
function isEnabledAgain({ table: table2, trigger }, context) {
  let sameOrAll = (other) => other === trigger || other === "ALL" || other === "USER" && trigger !== "ALL";
  return context.later(table2).some(
    ({ change: change2, unit }) => unit === context.unit && change2.kind === "enable-trigger" && change2.enabled && sameOrAll(change2.trigger)
  );
}
function replicaRole(change2, context) {
  if (change2.name !== "session_replication_role" || change2.value?.toLowerCase() !== "replica") return;
  let writes = ({ changes }) => changes.some(
    (other) => (other.kind === "insert" || other.kind === "update" || other.kind === "delete" || other.kind === "copy") && other.table !== void 0 && !context.isNew(other.table)
  );
  if (context.script.statements.filter((other) => other.index > context.statement.index).some(writes))
    return {
      message: "With session_replication_role = replica no trigger fires and no foreign key is checked for what this migration writes: rows without a parent stay for good.",
      help: `Leave it at its default, and write the rows in an order that their foreign keys allow:
${sqlBlock("RESET session_replication_role;")}`,
      claims: { relation: null, lock: null }
    };
}

// src/rules/domain-constraint-scan.ts
var domainConstraintScan = defineRule({
  id: "domain-constraint-scan",
  category: "availability",
  severity: "error",
  title: "A constraint is added to a domain that tables already use, or validated.",
  why: "PostgreSQL reads every table with a column of the domain while it holds ShareLock on each: writes to all of them wait.",
  instead: "Add the constraint NOT VALID, which locks no table, and leave it so: validating it takes the same locks as adding it. NOT NULL has no such form: use CHECK (VALUE IS NOT NULL) NOT VALID, or NOT NULL on the columns (see set-not-null-scan).",
  fineWhen: "The domain was created in the same release, or no table uses it yet.",
  claims: { lock: "ShareLock", work: "scan" },
  sources: ["https://www.postgresql.org/docs/current/sql-alterdomain.html", "docs/conformance.md"],
  example: {
    setup: `CREATE DOMAIN email AS text;
CREATE TABLE users (id bigint PRIMARY KEY, address email);`,
    bad: "ALTER DOMAIN email ADD CONSTRAINT email_at CHECK (VALUE LIKE '%@%');",
    good: "ALTER DOMAIN email ADD CONSTRAINT email_at CHECK (VALUE LIKE '%@%') NOT VALID;"
  },
  on: ["alter-domain"],
  check(change2, context) {
    let adds2 = change2.action === "add-constraint" && change2.validated, validates = change2.action === "validate-constraint";
    if (!adds2 && !validates && change2.action !== "set-not-null" || context.isNew(change2.domain) || change2.action === "set-not-null" && knownDomain(context, asType(change2.domain))?.notNull === !0)
      return;
    let live = columnsOfDomain(change2.domain, context).filter((table2) => !context.isNew(table2));
    if (typeNamed(context, change2.domain)?.complete === !0 && live.length === 0) return;
    let [only] = live, found = {
      message: `This takes ShareLock on every table that uses the domain ${context.qualify(change2.domain)} and scans it: writes to all of them wait.`,
      claims: { relation: only !== void 0 && live.length === 1 ? context.qualify(only) : null }
    };
    return validates ? { ...found, help: unvalidated } : adds2 ? { ...found, ...notValid(context) } : found;
  }
});
function columnsOfDomain(domain, context) {
  let own = context.qualify(domain), users = dependentsOf(context.catalog, own).map((key2) => visibleName(partsOf(key2), context)), above = users.filter((user2) => isDomain(user2, context) && context.qualify(user2) !== own), stored = users.filter((user2) => !isDomain(user2, context) && hasColumnOf(own, user2, context)).flatMap((table2) => storedIn(context, table2));
  return [.../* @__PURE__ */ new Set([...stored, ...above.flatMap((other) => columnsOfDomain(other, context))])];
}
function isDomain(name, context) {
  return typeNamed(context, name)?.kind === "domain";
}
function hasColumnOf(domain, table2, context) {
  return (tableNamed2(context, table2)?.columns ?? []).some(({ type }) => type === null || context.qualify(type) === domain);
}
function asType(name) {
  return { ...name, modifiers: [], array: !1 };
}
var unvalidated = "PostgreSQL has no weaker lock for this. New values are checked already: leave the constraint NOT VALID, or validate it when nobody writes. A CHECK on each table instead can be validated without stopping anyone.";
function notValid(context) {
  let { statement } = context, help = `Check new values only:
${sqlBlock(`${statement.text}${statement.text.includes("--") ? `
` : " "}NOT VALID;`)}`;
  return statement.text.includes("--") ? { help } : { help, suggestion: insertion(context, statement.span.end.offset, " NOT VALID") };
}

// src/rules/domain-with-constraint.ts
var domainWithConstraint = defineRule({
  id: "domain-with-constraint",
  category: "availability",
  severity: "info",
  title: "A domain is created with a constraint.",
  why: "A column of such a domain cannot be added to a table without a rewrite of the whole table, even when it is nullable and has no default; and a constraint that is added to the domain later is checked in all tables that use it.",
  instead: "Use the base type, and a CHECK constraint on each table: it can be added NOT VALID, and changed table by table.",
  fineWhen: "Only new tables will ever use it.",
  preset: "strict",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createdomain.html",
    "https://www.postgresql.org/docs/current/sql-alterdomain.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "CREATE DOMAIN amount AS numeric CHECK (VALUE >= 0);",
    good: "CREATE DOMAIN amount AS numeric;"
  },
  on: ["create-domain"],
  check(change2, context) {
    if (change2.constraints.length !== 0)
      return {
        message: `Domain ${context.qualify(change2.domain)} has a constraint: each table that gets a column of it later is rewritten.`
      };
  }
});

// src/rules/down-missing.ts
var layouts = /* @__PURE__ */ new Set(["golang-migrate", "diesel"]), kinds = [...schemaKinds, ...dataKinds, "truncate"], downMissing = defineRule({
  id: "down-missing",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "A migration has no down script, though its tool runs one.",
  why: "When the release has to go back, the tool either stops here or counts the migration as undone without undoing it: the database is then ahead of its own history.",
  instead: "Write the down script that undoes the migration, and let `lockgate check` prove that it does.",
  fineWhen: "The team never goes back but always forward, with a new migration; then leave this rule off.",
  sources: [
    "https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md",
    "https://diesel.rs/guides/getting-started"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN note text;",
    good: "ALTER TABLE orders ADD COLUMN note text;",
    down: { good: "ALTER TABLE orders DROP COLUMN note;" },
    layout: "golang-migrate"
  },
  on: kinds,
  check(change2, context) {
    let { migration } = context;
    if (migration.down !== void 0 && migration.down.statements.length > 0 || migration.kind !== "versioned" || !layouts.has(migration.layout) || earlierInScript(change2, context).some(({ kind }) => kinds.includes(kind)))
      return;
    let missing2 = migration.down === void 0 ? "has no down script" : "has a down script without a statement";
    return { message: `Migration ${migration.version} ${missing2}: there is no way back from it.` };
  }
});

// src/rules/facts/listed.ts
function listed2(names3) {
  let more = names3.length - 3;
  return more < 2 ? names3.join(", ") : `${names3.slice(0, 3).join(", ")} and ${more} others`;
}

// src/rules/drop-cascade.ts
var dropCascade = defineRule({
  id: "drop-cascade",
  category: "data-loss",
  severity: "warning",
  title: "CASCADE drops objects that the script does not name.",
  why: "Views, foreign keys, columns and defaults that depend on the object fall with it, and PostgreSQL only says so in a notice. What that is differs from database to database.",
  instead: "Drop the dependent objects by name, in the right order, without CASCADE: PostgreSQL then refuses if something else depends on them.",
  fineWhen: "The object was created in the same release.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-depend.html",
    "https://www.postgresql.org/docs/current/sql-dropsequence.html"
  ],
  example: {
    setup: `CREATE SEQUENCE order_numbers;
CREATE TABLE orders (id bigint PRIMARY KEY DEFAULT nextval('order_numbers'));`,
    bad: "DROP SEQUENCE order_numbers CASCADE;",
    good: `ALTER TABLE orders ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE order_numbers;`
  },
  on: ["drop", "drop-column", "drop-constraint"],
  check(change2, context) {
    if (!change2.cascade || change2.kind === "drop" && change2.object === "schema") return;
    let dropped = droppedBy(change2, context);
    if (dropped !== void 0)
      return { message: `CASCADE also drops whatever depends on ${dropped}, without naming it here.` };
  }
});
function droppedBy(change2, context) {
  if (change2.kind !== "drop")
    return context.isNew(change2.table) ? void 0 : change2.kind === "drop-column" ? `column ${change2.column} of ${context.qualify(change2.table)}` : `constraint ${change2.name} of ${context.qualify(change2.table)}`;
  let isType2 = change2.object === "type" || change2.object === "domain", live = change2.names.filter((name) => !context.isNew(change2.on ?? name) && (!isType2 || madeRoom(name, context)));
  return live.length === 0 ? void 0 : `${change2.object.replace("-", " ")} ${listed2(live.map((name) => name.name))}`;
}

// src/rules/drop-column.ts
var dropColumn = defineRule({
  id: "drop-column",
  category: "data-loss",
  severity: "error",
  title: "A column of an existing table is dropped.",
  why: "Its values cannot be brought back by a down migration. Code that still runs while the release rolls out reads or writes the column and fails.",
  instead: "1. Release code that neither reads nor writes the column.\n2. Drop it in a later release, with an ignore comment that says so: `-- lockgate: ignore drop-column -- unused since release 42`.",
  fineWhen: "The column or its table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://github.com/ankane/strong_migrations#removing-a-column"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, nickname text);",
    bad: "ALTER TABLE users DROP COLUMN nickname;",
    good: `-- Code first: release a version that does not use nickname, and drop the column later.
COMMENT ON COLUMN users.nickname IS 'unused, to be dropped';`
  },
  on: ["drop-column"],
  check(change2, context) {
    if (context.isNew(change2.table) || isAddedInRelease(context, knownColumn(context, change2.table, change2.column))) return;
    let relation = context.qualify(change2.table);
    return {
      message: `Dropping ${change2.column} deletes its values in ${relation} for good, and code that still uses the column fails.`,
      claims: { relation }
    };
  }
});

// src/rules/facts/replaced.ts
function goesWithMore({ table: table2, name, known: known7, references }, context) {
  let names3 = namesInUnit(table2, context), isAbout2 = (column2) => known7 === void 0 ? name.includes(column2) : known7.columns.includes(column2), dropsColumn = (change2) => change2.kind === "drop-column" && names3.has(context.qualify(change2.table)) && isAbout2(change2.column);
  return isDroppedLater(table2, context) || references !== void 0 && isDroppedLater(references, context) || inUnit(context).some(dropsColumn) || context.later(table2).some(({ change: change2, conditional }) => !conditional && dropsColumn(change2));
}
function isDroppedLater(table2, context, holds3 = () => !0) {
  return context.later(table2).some((later2) => {
    let { change: change2, conditional } = later2;
    return conditional || change2.kind !== "drop" || change2.object !== "table" ? !1 : change2.names.some((name) => name.name === table2.name) && holds3(later2);
  });
}
function isReplaced(gone2, context) {
  let names3 = namesInUnit(gone2.table, context);
  return inUnit(context).filter((change2) => "table" in change2 && change2.table !== void 0 && names3.has(context.qualify(change2.table))).some((change2) => isOfItsKind(change2, gone2)) || isKept(gone2, context);
}
function isOfItsKind(change2, { known: known7 }) {
  return change2.kind === "create-index" ? change2.unique && (known7 === void 0 || known7.type === "unique") : change2.kind !== "add-constraint" && change2.kind !== "add-column" ? !1 : writtenConstraints(change2).some(
    (added) => known7 === void 0 ? added.type !== "not-null" : takesOver(added, known7)
  );
}
function takesOver(added, { type, columns: columns2 }) {
  return added.type === type ? !0 : added.type === "primary-key" && type === "unique" && isWithin3(added.columns, columns2);
}
function isKept({ table: table2, name, known: known7 }, context) {
  if (known7?.type !== "unique") return !1;
  let keys2 = knownIndexes(context, table2).filter((index2) => index2.name !== name && index2.unique && index2.where === void 0).map(({ columns: columns2 }) => columns2), coming = context.later(table2).flatMap(
    ({ change: change2, conditional }) => !conditional && change2.kind === "create-index" && change2.unique && change2.where === void 0 ? [change2.columns] : []
  );
  return [...keys2, ...coming].some(
    (key2) => isWithin3(
      key2.map(({ column: column2 = "" }) => column2),
      known7.columns
    )
  );
}
function isWithin3(columns2, others2) {
  return columns2.length > 0 && columns2.every((column2) => others2.includes(column2));
}
function inUnit({ unit }) {
  return unit.statements.flatMap(({ changes }) => changes);
}
function namesInUnit(table2, context) {
  let names3 = /* @__PURE__ */ new Set([context.qualify(table2)]);
  for (let change2 of inUnit(context)) {
    if (change2.kind !== "rename" || change2.object !== "table") continue;
    let before = context.qualify(change2.name), after = qualifiedName(partsOf(before).schema, change2.to);
    names3.has(before) && names3.add(after), names3.has(after) && names3.add(before);
  }
  return names3;
}

// src/rules/drop-constraint.ts
var dropConstraint = defineRule({
  id: "drop-constraint",
  category: "correctness",
  severity: "warning",
  title: "A constraint or unique index of an existing table is dropped and not replaced.",
  why: "From then on rows can be stored that it refused, and adding it again may fail on them. INSERT \u2026 ON CONFLICT that names the columns of a unique one fails at once, with error 42P10. Dropping a foreign key also takes AccessExclusiveLock on the table it points to.",
  instead: `Make sure that no code relies on it, and say so in an ignore comment. To change a constraint:
1. Add the new one NOT VALID and drop the old one in the same transaction, so that no row slips in between.
2. In the next migration, VALIDATE CONSTRAINT.`,
  fineWhen: "The same transaction adds a constraint of the same kind to the table; another unique index has no further columns; the release drops the table, the column or what a foreign key points to; or the constraint only repeats what NOT NULL says.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://github.com/ankane/strong_migrations/issues/119"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric CONSTRAINT orders_total_check CHECK (total >= 0));",
    bad: "ALTER TABLE orders DROP CONSTRAINT orders_total_check;",
    good: `ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
ALTER TABLE orders DROP CONSTRAINT orders_total_check;`
  },
  on: ["drop-constraint", "drop"],
  check(change2, context) {
    if (change2.kind === "drop-constraint") return constraintGone(change2, context);
    if (change2.object === "index")
      return change2.names.flatMap((index2) => indexGone(change2, index2, context) ?? []);
  }
});
function constraintGone(change2, context) {
  let { table: table2, name } = change2;
  if (context.isNew(table2)) return;
  let known7 = knownConstraints(context, table2).find((constraint) => constraint.name === name);
  if (known7?.isNew === !0 || known7 === void 0 && change2.ifExists && allIndexesKnown(context, table2)) return;
  let gone2 = { table: table2, name, known: known7 && about(known7), ...referencesOf(known7) };
  if (goesWithMore(gone2, context) || isReplaced(gone2, context) || known7 !== void 0 && repeatsNotNull(change2, known7, context)) return;
  let relation = context.qualify(table2);
  return {
    message: `Dropping ${known7 === void 0 ? "constraint" : `${known7.constraint.type.replace("-", " ")} constraint`} ${name} of ${relation} lets in rows that it refused until now; adding it again may fail on them.`,
    claims: { relation }
  };
}
function about({ constraint }) {
  let columns2 = constraint.type === "check" ? columnsIn(constraint.expression.text) : constraint.columns;
  return { type: constraint.type, columns: columns2 };
}
function referencesOf(known7) {
  return known7?.constraint.type === "foreign-key" ? { references: known7.constraint.references.table } : {};
}
function indexGone(change2, index2, context) {
  let table2 = tableOfIndex(context, index2);
  if (table2 === void 0 || context.isNew(table2) || context.isNew(index2)) return;
  let known7 = knownIndexes(context, table2).find(({ name }) => name === index2.name);
  if (known7 === void 0 || !known7.unique || known7.ofConstraint) return;
  let columns2 = known7.columns.map(({ column: column2, expression }) => column2 ?? expression?.text ?? ""), gone2 = { table: table2, name: index2.name, known: { type: "unique", columns: columns2 } };
  if (goesWithMore(gone2, context) || isReplaced(gone2, context)) return;
  let relation = context.qualify(table2);
  return {
    message: `Dropping unique index ${index2.name} of ${relation} lets in rows that it refused until now; making it again may fail on them.`,
    claims: { relation, ...change2.concurrently ? { lock: "ShareUpdateExclusiveLock" } : {} }
  };
}
function repeatsNotNull(change2, known7, context) {
  let set = context.statement.changes.flatMap((other) => other.kind === "set-not-null" ? [other.column] : []), past = (tableNamed2(context, change2.table)?.columns ?? []).flatMap(
    ({ name, notNull: notNull2 }) => notNull2 ? [name] : []
  );
  return [...set, ...past].some((column2) => provesNotNull(known7.constraint, column2));
}

// src/rules/drop-database.ts
var dropDatabase = defineRule({
  id: "drop-database",
  category: "data-loss",
  severity: "error",
  title: "A database is dropped.",
  why: "Everything in it is gone, and nothing but a restored snapshot brings it back. A migration runs in every environment, and which database has that name differs between them.",
  instead: "Keep this out of migrations: rename the database and revoke CONNECT first, and drop it by hand, in one environment, when a snapshot of it exists.",
  sources: ["https://www.postgresql.org/docs/current/sql-dropdatabase.html"],
  example: {
    setup: "CREATE SCHEMA reports;",
    bad: "DROP DATABASE reports;",
    good: "COMMENT ON SCHEMA reports IS 'its database is dropped by hand in release 42';",
    transaction: { bad: "none" },
    // Nothing of that name is there.
    fails: "3D000"
  },
  on: ["drop-database"],
  check(change2) {
    return { message: `DROP DATABASE ${change2.name} deletes everything in it for good, wherever this migration runs.` };
  }
});

// src/rules/drop-function.ts
var dropFunction = defineRule({
  id: "drop-function",
  preset: "strict",
  category: "compatibility",
  severity: "warning",
  title: "An existing function or procedure is dropped.",
  why: "Running code that calls it fails as soon as the migration commits. PostgreSQL refuses while a trigger, a default, a view or the BEGIN ATOMIC body of another function (PostgreSQL 14 and later) uses the function, but it does not look into bodies that are strings.",
  instead: "1. Release code that no longer calls it.\n2. Drop it in a later release, and say so in an ignore comment: `-- lockgate: ignore drop-function -- unused since release 42`.",
  fineWhen: "It was created in the same release, is a function of triggers, or the same transaction creates a function of that name again.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-dropfunction.html",
    "https://www.postgresql.org/docs/current/ddl-depend.html"
  ],
  example: {
    setup: "CREATE FUNCTION vat(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.25';",
    bad: "DROP FUNCTION vat(numeric);",
    good: "CREATE OR REPLACE FUNCTION vat(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.2';"
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.object !== "function" && change2.object !== "procedure") return;
    let live = change2.names.filter(
      (name) => !isMadeHere(name, context) && !returns(name, context) && !isOfTriggers(name, context)
    );
    if (live.length !== 0)
      return {
        message: `Dropping ${change2.object}${live.length > 1 ? "s" : ""} ${listed2(live.map((name) => context.qualify(name)))} breaks code that still calls ${live.length > 1 ? "them" : "it"}.`
      };
  }
}), makes = (change2) => change2.kind === "function";
function isMadeHere(name, context) {
  return isOfRelease(context, routinesNamed(context, name)[0]);
}
function isOfTriggers(name, context) {
  return routinesNamed(context, name).at(-1)?.returnsTrigger === !0;
}
function returns(name, context) {
  return context.later(name).some(({ change: change2, unit }) => unit === context.unit && makes(change2));
}

// src/rules/drop-index-behind-constraint.ts
var dropIndexBehindConstraint = defineRule({
  id: "drop-index-behind-constraint",
  category: "correctness",
  severity: "error",
  title: "DROP INDEX names the index of a constraint, which PostgreSQL refuses.",
  why: "The index of a PRIMARY KEY, UNIQUE or EXCLUDE constraint belongs to the constraint: dropping it alone fails with error 2BP01, with CASCADE and CONCURRENTLY too, and the migration stops there.",
  instead: "Drop the constraint with ALTER TABLE \u2026 DROP CONSTRAINT: its index goes with it.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-dropindex.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DROP-CONSTRAINT"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT users_email_key UNIQUE);",
    bad: "DROP INDEX users_email_key;",
    good: `-- lockgate: ignore drop-constraint -- addresses may be shared since release 42
ALTER TABLE users DROP CONSTRAINT users_email_key;`,
    fails: "2BP01"
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.object === "index")
      return change2.names.flatMap((index2) => {
        let found = constraintOfIndex(context, index2);
        if (found === void 0) return [];
        let drop3 = `ALTER TABLE ${sqlName(found.table)} DROP CONSTRAINT ${sqlIdentifier(found.name)};`;
        return {
          message: `Index ${index2.name} belongs to a constraint of ${context.qualify(found.table)}: DROP INDEX fails with error 2BP01.`,
          help: `Drop the constraint, if nothing relies on it any more; its index goes with it:
${sqlBlock(drop3)}`
        };
      });
  }
});

// src/rules/drop-index-not-concurrent.ts
var dropIndexNotConcurrent = defineRule({
  id: "drop-index-not-concurrent",
  category: "availability",
  severity: "warning",
  title: "An index of an existing table is dropped without CONCURRENTLY.",
  why: "DROP INDEX takes AccessExclusiveLock on the table. The work is short, but the lock waits behind every running query, and everything that comes later waits behind it, until the transaction ends.",
  instead: "Use DROP INDEX CONCURRENTLY, one index per statement, in a migration of its own that runs outside a transaction.",
  fineWhen: "The table was created in the same release, or falls in the same script. The index of a constraint is dropped with its constraint, and that of a partitioned table can only be dropped without CONCURRENTLY.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: ["https://www.postgresql.org/docs/current/sql-dropindex.html"],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE INDEX orders_note_idx ON orders (note);`,
    bad: "DROP INDEX orders_note_idx;",
    good: "DROP INDEX CONCURRENTLY orders_note_idx;",
    transaction: { good: "none" }
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.object !== "index" || change2.concurrently) return;
    let live = change2.names.filter((index2) => {
      if (constraintOfIndex(context, index2) !== void 0) return !1;
      let table3 = tableOfIndex(context, index2);
      return table3 === void 0 ? !context.isNew(index2) : !context.isNew(table3) && !isPartitioned(context, table3) && !fallsWithTable(table3, context);
    }), [first] = live;
    if (first === void 0) return;
    let table2 = tableOfIndex(context, first), relation = table2 === void 0 ? null : context.qualify(table2), suggestion = change2.names.length === 1 && !change2.cascade && context.unit.kind === "autocommit" && relation !== null ? wordAfter(context, /^drop\s+index\b/i, "CONCURRENTLY") : void 0, drops2 = live.map(
      (index2) => `DROP INDEX CONCURRENTLY ${change2.ifExists ? "IF EXISTS " : ""}${sqlName(index2)};`
    );
    return {
      message: `${relation === null && change2.ifExists ? "If it is there: no migration made it. " : ""}Dropping index ${live.map((index2) => index2.name).join(", ")} without CONCURRENTLY takes AccessExclusiveLock on ${relation ?? "its table"}: reads and writes wait until the transaction ends.`,
      help: `Drop it concurrently, in a migration ${outsideTransaction(context)}:
${sqlBlock(...drops2)}`,
      claims: { relation },
      ...splitOf(change2, drops2, context),
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});
function fallsWithTable(table2, context) {
  return isDroppedLater(table2, context, ({ path }) => path === context.script.path);
}
function splitOf({ names: names3, cascade }, drops2, context) {
  let [index2, ...others2] = names3, [drop3] = drops2;
  if (index2 === void 0 || drop3 === void 0 || others2.length > 0 || cascade || !canSplit(context)) return {};
  let again = undoneBy(context, (change2) => change2.kind === "create-index" && change2.index === index2.name), step = alone(
    fileName("drop", index2.name),
    `Index ${printable(index2.name)} is dropped by itself, so that nobody waits.`,
    drop3.replace(/;$/, ""),
    again === void 0 ? [] : [again.text]
  );
  return { split: moved({ does: "create-index", name: index2.name }, step) };
}

// src/rules/drop-loses-grants.ts
var dropLosesGrants = defineRule({
  id: "drop-loses-grants",
  category: "security",
  severity: "warning",
  title: "A view or table is dropped and created again without what was granted on it.",
  why: 'Grants belong to the object, not to its name: the new one has none but those of its owner and the default privileges. Roles that were allowed to read the old one get "permission denied" as soon as the migration commits.',
  instead: "Use CREATE OR REPLACE VIEW where only columns are added at the end: it keeps the grants. Else grant again in the same transaction.",
  fineWhen: "Nothing was granted on it, or default privileges give the same.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-priv.html",
    "https://www.postgresql.org/docs/current/sql-createview.html"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, open boolean);
CREATE VIEW open_orders AS SELECT id FROM orders WHERE open;
GRANT SELECT ON open_orders TO pg_monitor;`,
    bad: `DROP VIEW open_orders;
CREATE VIEW open_orders AS SELECT open, id FROM orders WHERE open;`,
    good: `DROP VIEW open_orders;
CREATE VIEW open_orders AS SELECT open, id FROM orders WHERE open;
GRANT SELECT ON open_orders TO pg_monitor;`
  },
  on: ["drop"],
  check(change2, context) {
    if (!(change2.object !== "view" && change2.object !== "materialized-view" && change2.object !== "table"))
      return change2.names.flatMap((name) => {
        let lost = returnsInUnit(name, context) ? grantsOn(name, context) : [];
        if (lost.length === 0 || context.later(name).some((later2) => later2.change.kind === "grant")) return [];
        let relation = context.qualify(name), grants = lost.map((grant2) => grantText(grant2, name));
        return [
          {
            message: `What was granted on ${relation} to ${[...new Set(lost.flatMap((grant2) => grant2.grantees))].join(", ")} goes with it, and the new ${relation} gets none of it.`,
            help: `Grant it again in the same transaction, behind the statement that creates it:
${sqlBlock(...grants)}`
          }
        ];
      });
  }
});
function grantsOn(name, context) {
  return tableNamed2(context, name)?.grants ?? [];
}
function grantText({ privileges: privileges2, grantees }, name) {
  let what2 = privileges2 === "all" ? "ALL" : privileges2.map((privilege) => privilege.toUpperCase()).join(", "), whom = grantees.map((grantee) => grantee === "public" ? "PUBLIC" : sqlIdentifier(grantee)).join(", ");
  return `GRANT ${what2} ON ${sqlName(name)} TO ${whom};`;
}

// src/rules/drop-not-null.ts
var dropNotNull = defineRule({
  id: "drop-not-null",
  category: "compatibility",
  severity: "info",
  preset: "strict",
  title: "A column of an existing table may hold NULL from now on.",
  why: "Code that was written while the column could not be NULL reads it without a thought for NULL: comparisons become unknown, rows fall out of joins and NOT IN, and a field that must have a value is empty. The way back, SET NOT NULL, reads the whole table and fails on the first NULL.",
  instead: `1. First release code that can read NULL.
2. Drop NOT NULL in a later migration.
3. Let code write NULL only after that.`,
  fineWhen: "All code that reads the column can handle NULL, or the column is about to be dropped.",
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL);",
    bad: "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;",
    good: "ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';"
  },
  on: ["drop-not-null"],
  check(change2, context) {
    if (!(context.isNew(change2.table) || knownColumn(context, change2.table, change2.column)?.notNull === !1 || context.later(change2.table).some((later2) => later2.change.kind === "drop-column" && later2.change.column === change2.column)))
      return {
        message: `${change2.column} of ${context.qualify(change2.table)} may hold NULL from now on: code that reads it was written when it could not.`
      };
  }
});

// src/rules/drop-partition.ts
var dropPartition = defineRule({
  id: "drop-partition",
  category: "availability",
  severity: "warning",
  title: "A partition is dropped while it is attached, which locks the partitioned table.",
  why: "DROP TABLE of a partition takes AccessExclusiveLock on the partitioned table as well: it waits behind every open query on any partition, and all later reads and writes of all partitions wait behind it.",
  instead: `1. Detach the partition CONCURRENTLY, in a migration of its own outside a transaction: that takes only ShareUpdateExclusiveLock on the partitioned table.
2. Drop the detached table in a later migration.`,
  fineWhen: "The partitioned table was created in the same release, or the partition is detached before.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html"
  ],
  example: {
    setup: `CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2019 PARTITION OF readings FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');`,
    bad: `-- lockgate: ignore drop-table -- kept for five years, archived
DROP TABLE readings_2019;`,
    good: `ALTER TABLE readings DETACH PARTITION readings_2019 CONCURRENTLY;
-- lockgate: ignore drop-table -- kept for five years, archived
DROP TABLE readings_2019;`,
    transaction: { good: "none" }
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.object !== "table") return [];
    let dropped = new Set(change2.names.map((name) => context.qualify(name)));
    return change2.names.flatMap((name) => {
      let parent = parentOf(context, name);
      if (parent === void 0 || context.isNew(parent) || dropped.has(context.qualify(parent))) return [];
      let relation = context.qualify(parent), detach2 = `ALTER TABLE ${sqlName(parent)} DETACH PARTITION ${sqlName(name)}`, drop3 = `DROP TABLE ${sqlName(name)};`, rest = defaultPartition(context, parent);
      return [
        {
          message: `${context.qualify(name)} is a partition of ${relation}: dropping it takes AccessExclusiveLock on ${relation} too, and reads and writes of all its partitions wait.`,
          help: rest === void 0 && context.serverVersion >= 14 ? steps(
            ["In a migration of its own, outside a transaction:", `${detach2} CONCURRENTLY;`],
            ["In a later migration:", drop3]
          ) : `CONCURRENTLY is not to be had here (${rest === void 0 ? "it came with PostgreSQL 14" : `${context.qualify(rest)} is a DEFAULT partition`}): keep the lock short with a limit for the wait.
${sqlBlock("SET LOCAL lock_timeout = '2s';", drop3)}`,
          claims: { relation }
        }
      ];
    });
  }
});

// src/rules/drop-pk-breaks-replication.ts
var dropPkBreaksReplication = defineRule({
  id: "drop-pk-breaks-replication",
  category: "availability",
  severity: "warning",
  title: "The primary key of an existing table is dropped and not replaced.",
  why: "Unless told otherwise, logical replication finds rows by the primary key. Without one, every UPDATE and DELETE on a table whose changes are published fails with error 55000; a blue/green deployment and change data capture publish all tables.",
  instead: "Add the new primary key in the same transaction, or give the table another replica identity before: an index (REPLICA IDENTITY USING INDEX), or FULL, which writes whole rows to the WAL.",
  fineWhen: "No publication holds the table, now or during an upgrade; or the table was created in the same release.",
  sources: [
    "https://www.postgresql.org/docs/current/logical-replication-publication.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY",
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-considerations.html"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, code uuid NOT NULL);
CREATE UNIQUE INDEX orders_code_idx ON orders (code);`,
    bad: `-- lockgate: ignore drop-constraint -- orders are found by code since release 42
ALTER TABLE orders DROP CONSTRAINT orders_pkey;`,
    good: "ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_code_pkey PRIMARY KEY USING INDEX orders_code_idx;"
  },
  on: ["drop-constraint", "drop-column"],
  check(change2, context) {
    let { table: table2 } = change2;
    return context.isNew(table2) || !dropsKey(change2, context) || isFound(change2, context) ? void 0 : {
      message: `${context.qualify(table2)} loses its primary key: where its changes are published, every UPDATE and DELETE on it fails from then on.`,
      help: `Add the new primary key in the same transaction, or say before what rows are found by:
${sqlBlock(
        `ALTER TABLE ${sqlName(table2)} REPLICA IDENTITY FULL;`
      )}
A unique index on NOT NULL columns costs less (REPLICA IDENTITY USING INDEX).`
    };
  }
});
function dropsKey(change2, context) {
  let key2 = knownConstraints(context, change2.table).find(({ constraint }) => constraint.type === "primary-key");
  return key2 === void 0 ? !1 : change2.kind === "drop-constraint" ? key2.name === change2.name : key2.constraint.columns.includes(change2.column);
}
function isFound({ table: table2 }, context) {
  let unit = context.unit.statements.flatMap(({ changes }) => changes), names3 = [table2.name, ...unit.flatMap((change2) => isRenamed2(change2, table2, context) ? [change2.to] : [])], isOfTable = (other) => names3.some((name) => context.qualify({ ...table2, name }) === context.qualify(other)), written = unit.findLast((change2) => change2.kind === "replica-identity" && isOfTable(change2.table)), found = tableNamed2(context, table2), known7 = found !== void 0 && "replicaIdentity" in found ? found.replicaIdentity : "default", identity = written?.kind === "replica-identity" ? written.identity : known7;
  return unit.some((change2) => {
    if (change2.kind !== "add-constraint" && change2.kind !== "add-column") return !1;
    let made = change2.kind === "add-column" ? change2.column.constraints : [change2.constraint];
    return isOfTable(change2.table) && made.some(({ type }) => type === "primary-key");
  }) || identity !== "default";
}
function isRenamed2(change2, table2, { qualify }) {
  return change2.kind === "rename" && change2.from === void 0 && qualify(change2.name) === qualify(table2);
}

// src/rules/drop-schema.ts
var dropSchema = defineRule({
  id: "drop-schema",
  category: "data-loss",
  severity: "error",
  title: "A schema is dropped with everything in it.",
  why: "CASCADE drops every table, view, type and function of the schema, and what depends on them elsewhere. The list depends on the database, not on the script, and the rows cannot be brought back.",
  instead: `1. Release code that uses nothing of the schema.
2. In a later release, drop what is in it by name, then the schema without CASCADE: PostgreSQL refuses if something was forgotten.`,
  fineWhen: "The schema was created in the same release. Without CASCADE, PostgreSQL drops a schema only when it is empty.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-dropschema.html",
    "https://www.postgresql.org/docs/current/ddl-depend.html"
  ],
  example: {
    setup: "CREATE SCHEMA archive;",
    bad: "DROP SCHEMA archive CASCADE;",
    good: "DROP SCHEMA archive;"
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.object !== "schema" || !change2.cascade) return;
    let live = change2.names.filter((schema) => !context.isNew({ schema: schema.name, name: "" }));
    if (live.length !== 0)
      return {
        message: `DROP SCHEMA ${live.map((schema) => schema.name).join(", ")} CASCADE drops all that is in it, tables with their rows, and whatever depends on that elsewhere.`,
        help: `Drop by name what is in it, then the empty schema:
${sqlBlock(`DROP SCHEMA ${live.map(sqlName).join(", ")};`)}`
      };
  }
});

// src/rules/drop-table.ts
var dropTable = defineRule({
  id: "drop-table",
  category: "data-loss",
  severity: "error",
  title: "An existing table is dropped.",
  why: "Its rows cannot be brought back by a down migration, and code that still uses the table fails. Dropping also takes AccessExclusiveLock on every table that its foreign keys point to.",
  instead: "1. Release code that no longer uses the table.\n2. Keep a copy of the rows if they may be needed.\n3. Drop it in a later release, with an ignore comment that says so: `-- lockgate: ignore drop-table -- unused since release 42, archived`.",
  fineWhen: "The table is temporary or was created in the same release, or `IF EXISTS` clears the way for a table that no earlier migration has made.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-droptable.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "https://github.com/ankane/strong_migrations/issues/119"
  ],
  example: {
    setup: "CREATE TABLE audit_2019 (id bigint PRIMARY KEY, entry text);",
    bad: "DROP TABLE audit_2019;",
    good: `-- Code first: release a version that does not use the table, and drop it later.
COMMENT ON TABLE audit_2019 IS 'unused, to be dropped';`
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.object !== "table") return;
    let live = change2.names.filter((name) => !context.isNew(name) && !makesRoom(name, change2, context)).map((name) => context.qualify(name)), [relation] = live;
    if (relation !== void 0)
      return {
        message: `Dropping ${listed2(live)} deletes all rows for good, and code that still uses ${live.length === 1 ? "the table" : "these tables"} fails.`,
        claims: { relation }
      };
  }
});

// src/rules/drop-trigger.ts
var dropTrigger = defineRule({
  id: "drop-trigger",
  preset: "strict",
  category: "correctness",
  severity: "warning",
  title: "A trigger of an existing table is dropped.",
  why: "What it kept up stops: audit rows, derived columns, the other half of a dual write. Code that relies on it goes on without an error. Dropping takes AccessExclusiveLock on the table until the transaction ends.",
  instead: "Make sure that nothing relies on the trigger, and drop it with a lock_timeout in force. To replace it, use CREATE OR REPLACE TRIGGER (14+), which takes a weaker lock.",
  fineWhen: "The table or the trigger was created in the same release, or the same transaction creates a trigger of that name again.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-droptrigger.html",
    "https://www.postgresql.org/docs/current/sql-createtrigger.html"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();`,
    bad: "DROP TRIGGER orders_touch ON orders;",
    good: `SET LOCAL lock_timeout = '5s';
CREATE OR REPLACE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();`
  },
  on: ["drop"],
  check(change2, context) {
    let { on: table2, object } = change2, trigger = change2.names[0]?.name;
    if (object !== "trigger" || table2 === void 0 || trigger === void 0 || context.isNew(table2)) return;
    let found = tableNamed2(context, table2)?.triggers.find(({ name }) => name === trigger), isNew2 = isOfRelease(context, found), returns2 = context.later(table2).some(
      (later2) => later2.unit === context.unit && later2.change.kind === "create-trigger" && later2.change.trigger === trigger
    );
    if (isNew2 || returns2) return;
    let relation = context.qualify(table2);
    return {
      message: `Dropping trigger ${trigger} ends what it does for ${relation}, under AccessExclusiveLock: code that relies on it is not told.`,
      help: `When nothing relies on it any more, drop it with a limit for the wait:
${sqlBlock("SET LOCAL lock_timeout = '5s';", `${context.statement.text};`)}`,
      claims: { relation }
    };
  }
});

// src/rules/drop-type.ts
var dropType = defineRule({
  id: "drop-type",
  preset: "strict",
  category: "compatibility",
  severity: "warning",
  title: "An existing type or domain is dropped.",
  why: "Running code that casts to the type, passes parameters of it, or has looked it up when it connected fails. PostgreSQL refuses while columns use the type, but it knows nothing of the queries in the code.",
  instead: "First release code that no longer names the type, then drop it in a later release. Say in an ignore comment that this has happened: `-- lockgate: ignore drop-type -- unused since release 42`.",
  fineWhen: "It was created in the same release, the migrations gave it another name before, or a new one takes its name in the same transaction. With CASCADE, `drop-type-cascade` speaks.",
  sources: ["https://www.postgresql.org/docs/current/sql-droptype.html"],
  example: {
    setup: "CREATE TYPE mood AS ENUM ('sad', 'happy');",
    bad: "DROP TYPE mood;",
    good: `-- Code first: release a version that does not use the type, and drop it later.
COMMENT ON TYPE mood IS 'unused, to be dropped';`
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.cascade || change2.object !== "type" && change2.object !== "domain") return;
    let live = change2.names.filter((name) => !context.isNew(name) && !isReplaced2(name, context));
    if (live.length !== 0)
      return {
        message: `Dropping ${change2.object} ${live.map((name) => context.qualify(name)).join(", ")} breaks running code that still casts to it or passes values of it.`
      };
  }
});
function isReplaced2(name, context) {
  let returns2 = context.later(name).some(
    ({ change: change2, unit }) => unit === context.unit && (change2.kind === "create-type" || change2.kind === "create-domain" || change2.kind === "rename")
  );
  return madeRoom(name, context) || returns2;
}

// src/rules/drop-type-cascade.ts
var dropTypeCascade = defineRule({
  id: "drop-type-cascade",
  category: "data-loss",
  severity: "error",
  title: "A type or domain is dropped with every column that has it.",
  why: "CASCADE drops the columns of the type in every table, with their values, and the functions that take or return it. PostgreSQL only says so in a notice, and no down migration brings the values back.",
  instead: "Give each column another type, or drop it by name, in migrations of their own. Then drop the type without CASCADE: PostgreSQL refuses if something still uses it.",
  fineWhen: "The type was created in the same release, or the migrations gave it another name to make room for its successor: then `drop-cascade` speaks.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-droptype.html",
    "https://www.postgresql.org/docs/current/sql-dropdomain.html"
  ],
  example: {
    setup: `CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE people (id bigint PRIMARY KEY, mood text);`,
    bad: "DROP TYPE mood CASCADE;",
    good: "DROP TYPE mood;"
  },
  on: ["drop"],
  check(change2, context) {
    if (!change2.cascade || change2.object !== "type" && change2.object !== "domain") return;
    let live = change2.names.filter((name) => !context.isNew(name) && !madeRoom(name, context));
    if (live.length === 0) return;
    let users = live.flatMap((name) => dependentsOf(context.catalog, context.qualify(name))), known7 = users.length === 0 ? "" : `: as far as the migrations tell, in ${[...new Set(users)].join(", ")}`;
    return {
      message: `DROP ${change2.object.toUpperCase()} ${live.map((name) => name.name).join(", ")} CASCADE deletes every column of that type with its values${known7}.`,
      help: `Change or drop those columns by name first, then:
${sqlBlock(`DROP ${change2.object.toUpperCase()} ${live.map(sqlName).join(", ")};`)}`
    };
  }
});

// src/rules/drop-view.ts
var dropView = defineRule({
  id: "drop-view",
  category: "compatibility",
  severity: "warning",
  title: "An existing view is dropped.",
  why: "Code that still reads it fails as soon as the migration commits. No rows are lost, but its grants are, and those of a materialized view with its indexes.",
  instead: "1. Release code that no longer reads the view.\n2. Drop it in a later release, and say so in an ignore comment: `-- lockgate: ignore drop-view -- unused since release 42`.",
  fineWhen: "The view was created in the same release, or the same transaction creates something of that name again.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-dropview.html",
    "https://www.postgresql.org/docs/current/sql-dropmaterializedview.html"
  ],
  claims: { lock: "AccessExclusiveLock", work: "none" },
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, open boolean);
CREATE VIEW open_orders AS SELECT id FROM orders WHERE open;`,
    bad: "DROP VIEW open_orders;",
    good: `DROP VIEW open_orders;
CREATE VIEW open_orders AS SELECT id, open FROM orders WHERE open;`
  },
  on: ["drop"],
  check(change2, context) {
    if (change2.object !== "view" && change2.object !== "materialized-view") return;
    let relations2 = change2.names.filter((name) => !context.isNew(name) && !returnsInUnit(name, context)).map((name) => context.qualify(name)), [relation] = relations2;
    if (relation !== void 0)
      return {
        message: `Dropping ${change2.object.replace("-", " ")} ${relations2.join(", ")} breaks code that still reads ${relations2.length === 1 ? "it" : "them"}.`,
        help: `To change it, create it again in the same transaction. Else:
${steps([
          "Release code that no longer reads it. In a later release:",
          `${context.statement.text};`
        ])}`,
        claims: { relation }
      };
  }
});

// src/rules/duplicate-column-assignment.ts
var duplicateColumnAssignment = defineRule({
  id: "duplicate-column-assignment",
  category: "correctness",
  severity: "error",
  title: "A column is given a value twice in one INSERT or UPDATE.",
  why: "PostgreSQL refuses the statement (error 42701 for INSERT, 42601 for UPDATE): the migration fails.",
  instead: "Keep the one that is meant, and remove the other.",
  fineWhen: "The two set different parts of the column: a field of a composite value, or an element of an array.",
  sources: ["https://www.postgresql.org/docs/current/sql-update.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text);",
    bad: "INSERT INTO orders (id, state, state) VALUES (1, 'new', 'paid');",
    good: "INSERT INTO orders (id, state) VALUES (1, 'new');",
    fails: "42701"
  },
  directions: ["up", "down"],
  on: ["insert", "update"],
  check(change2, context) {
    let columns2 = change2.columns ?? [], twice = columns2.find((column2, i) => columns2.indexOf(column2) !== i);
    if (twice !== void 0)
      return {
        message: `Column ${twice} of ${context.qualify(change2.table)} is given a value twice: PostgreSQL stops here with error ${change2.kind === "insert" ? "42701" : "42601"}.`
      };
  }
});

// src/rules/enum-rename-value.ts
var enumRenameValue = defineRule({
  id: "enum-rename-value",
  category: "compatibility",
  severity: "warning",
  title: "A value of an enum type in use is renamed.",
  why: "Code that runs now still writes the old value and compares with it: both fail at once with error 22P02, in WHERE clauses too. Rows read back show a value that old code does not know. Logical replication does not carry the new name to subscribers.",
  instead: `1. Add the new value beside the old one, and release code that understands both.
2. Write only the new one, and update old rows in batches.
3. Leave the old value unused.`,
  fineWhen: "The type was created in the same release, or no code that runs names the value.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertype.html",
    "https://www.postgresql.org/docs/current/logical-replication-restrictions.html"
  ],
  example: {
    setup: "CREATE TYPE order_state AS ENUM ('new', 'payed');",
    bad: "ALTER TYPE order_state RENAME VALUE 'payed' TO 'paid';",
    good: "ALTER TYPE order_state ADD VALUE 'paid';"
  },
  on: ["rename"],
  check(change2, context) {
    if (change2.object !== "enum-value" || context.isNew(change2.name) || isNewValue(change2, context)) return;
    let literal = `'${change2.to.replaceAll("'", "''")}'`;
    return {
      message: `Value '${change2.from}' of ${context.qualify(change2.name)} is called '${change2.to}' from now on: code that still names the old value fails with error 22P02.`,
      help: `${steps(["Add the new value, in a migration of its own:", `ALTER TYPE ${sqlName(change2.name)} ADD VALUE ${literal};`])}
2. Release code that understands both and writes the new one, and update old rows in batches.
3. Leave the old value unused.`
    };
  }
});
function isNewValue({ name, from }, context) {
  let type = typeNamed(context, name);
  return type?.kind === "enum" && isOfRelease(
    context,
    type.labels.find((label) => label.name === from)
  );
}

// src/rules/enum-value-order.ts
var enumValueOrder = defineRule({
  id: "enum-value-order",
  category: "correctness",
  severity: "info",
  preset: "strict",
  title: "A new enum value is added without a place in the order of the others.",
  why: "Values of an enum type sort and compare in the order of the type, not of the alphabet. Without BEFORE or AFTER the new one is the greatest: ORDER BY, min() and max(), and conditions such as state < 'paid' follow from that. It cannot be moved later.",
  instead: "Say where it belongs with BEFORE or AFTER.",
  fineWhen: "It is meant to be the last, or nothing sorts or compares by the type.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertype.html",
    "https://www.postgresql.org/docs/current/datatype-enum.html"
  ],
  example: {
    setup: "CREATE TYPE order_state AS ENUM ('new', 'paid', 'closed');",
    bad: "ALTER TYPE order_state ADD VALUE 'sent';",
    good: "ALTER TYPE order_state ADD VALUE 'sent' AFTER 'paid';"
  },
  on: ["add-enum-value"],
  check(change2, context) {
    if (change2.beside !== void 0 || context.isNew(change2.type)) return;
    let labels = knownLabels(change2.type, context), last = labels?.at(-1);
    if (labels === void 0 || last === void 0 || labels.includes(change2.value)) return;
    let [value, behind2] = [change2.value, last].map((label) => `'${label.replaceAll("'", "''")}'`);
    return {
      message: `Value '${change2.value}' sorts behind all other values of ${context.qualify(change2.type)} (${listed2(labels)}), and cannot be moved later.`,
      help: `Say where it belongs, even if that is the end; for example:
${sqlBlock(`ALTER TYPE ${sqlName(change2.type)} ADD VALUE ${value} AFTER ${behind2};`)}`
    };
  }
});
function knownLabels(type, context) {
  let found = typeNamed(context, type);
  return found?.kind === "enum" && found.complete ? found.labels.map(({ name }) => name) : void 0;
}

// src/rules/enum-value-used-in-same-transaction.ts
var uses = /* @__PURE__ */ new Set([
  "insert",
  "update",
  "delete",
  "merge",
  "select",
  "set-default",
  "add-column",
  "add-constraint",
  "alter-column-type",
  "create-index",
  "create-table",
  "create-view",
  "create-materialized-view",
  "create-policy",
  "do"
]), enumValueUsedInSameTransaction = defineRule({
  id: "enum-value-used-in-same-transaction",
  category: "correctness",
  severity: "error",
  title: "A new enum value is used in the transaction that adds it.",
  why: "PostgreSQL refuses to use an enum value before the transaction that added it has committed (error 55P04). The migration fails.",
  instead: `1. Add the value in a migration of its own.
2. Use it in the next one: its transaction begins after the value was committed.`,
  fineWhen: "Each statement commits by itself; or, on PostgreSQL 17 and later, the type was created in the same transaction.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertype.html",
    "https://www.postgresql.org/docs/current/errcodes-appendix.html"
  ],
  example: {
    setup: `CREATE TYPE order_state AS ENUM ('new');
CREATE TABLE orders (id bigint PRIMARY KEY, state order_state NOT NULL);`,
    bad: `ALTER TYPE order_state ADD VALUE 'paid';
UPDATE orders SET state = 'paid' WHERE id = 1;`,
    good: `ALTER TYPE order_state ADD VALUE 'paid';
-- in the next migration:
UPDATE orders SET state = 'paid' WHERE id = 1;`,
    transaction: { good: "none" },
    fails: "55P04"
  },
  on: ["add-enum-value"],
  check(change2, context) {
    if (context.unit.kind === "autocommit" || context.serverVersion >= 17 && createdInUnit(change2, context)) return;
    let user2 = context.unit.statements.find(
      (other) => other.index > context.statement.index && usesValue(other, change2, context)
    );
    if (user2 !== void 0)
      return {
        message: `The value ${change2.value} is used on line ${user2.span.start.line}, before the transaction that adds it has committed: PostgreSQL refuses that with error 55P04.`,
        help: `Keep this in a migration of its own, and use the value in the next one:
${sqlBlock(`${context.statement.text};`)}`
      };
  }
});
function usesValue(statement, { type, value }, context) {
  if (!statement.text.includes(`'${value.replaceAll("'", "''")}'`)) return !1;
  let users = new Set(dependentsOf(context.catalog, context.qualify(type))), mayMeanIt = (table2) => users.has(context.qualify(table2)) || !isMade(table2, context), namesType = mentions(statement.text, type.name);
  return statement.changes.some((change2) => uses.has(change2.kind) ? namesType || !("table" in change2) || change2.table === void 0 ? !0 : [change2.table, ..."reads" in change2 ? change2.reads ?? [] : []].some(mayMeanIt) : !1);
}
function createdInUnit(change2, context) {
  return context.earlier(change2.type).some((past) => past.unit === context.unit && past.change.kind === "create-type");
}

// src/rules/exclusion-constraint.ts
var exclusionConstraint = defineRule({
  id: "exclusion-constraint",
  category: "availability",
  severity: "error",
  title: "An exclusion constraint is added to an existing table.",
  why: "PostgreSQL builds the index and compares the rows while it holds AccessExclusiveLock: reads and writes wait. It can be neither NOT VALID nor take over an index that is ready.",
  instead: `1. Create a new table with the constraint.
2. Write both tables, from the application or with a trigger on the old one.
3. Copy the old rows in batches, outside of migrations.
4. Rename both tables in one short transaction with a lock_timeout, and drop the old one in a later release.

Or keep a maintenance window for it, and say so in an ignore comment.`,
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "index-build" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE bookings (id bigint PRIMARY KEY, during tsrange);",
    bad: "ALTER TABLE bookings ADD CONSTRAINT bookings_apart EXCLUDE USING gist (during WITH &&);",
    good: "CREATE TABLE bookings_new (LIKE bookings INCLUDING ALL, CONSTRAINT bookings_new_apart EXCLUDE USING gist (during WITH &&));"
  },
  on: ["add-constraint"],
  check(change2, context) {
    if (change2.constraint.type !== "exclusion" || context.isNew(change2.table)) return;
    let relation = context.qualify(change2.table);
    return {
      message: `Adding ${change2.constraint.name === void 0 ? "an exclusion constraint" : `exclusion constraint ${change2.constraint.name}`} builds its index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      claims: { relation }
    };
  }
});

// src/rules/extension-version.ts
var extensionVersion = defineRule({
  id: "extension-version",
  preset: "policy",
  category: "policy",
  severity: "info",
  title: "An extension is created or updated in a version that the migration does not name.",
  why: "Which version comes is up to the server: two environments run the same migration and have different functions afterwards. An update may drop or change what views and indexes use.",
  instead: "Name the version, one that every environment offers: `SELECT * FROM pg_available_extension_versions`.",
  fineWhen: "All environments are made from the same image and upgraded together.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createextension.html",
    "https://www.postgresql.org/docs/current/sql-alterextension.html"
  ],
  example: {
    setup: "CREATE TABLE documents (id bigint PRIMARY KEY);",
    bad: "CREATE EXTENSION pg_trgm;",
    good: "CREATE EXTENSION pg_trgm VERSION '1.6';"
  },
  on: ["create-extension", "alter-extension"],
  check(change2) {
    if (change2.version !== void 0) return;
    let name = sqlIdentifier(change2.extension);
    return change2.kind === "create-extension" ? {
      message: `Extension ${change2.extension} comes in whatever version the server has.`,
      help: `Name the version:
${sqlBlock(`CREATE EXTENSION ${name} VERSION '\u2026';`)}`
    } : {
      message: `Extension ${change2.extension} is updated to whatever version the server has.`,
      help: `Name the version:
${sqlBlock(`ALTER EXTENSION ${name} UPDATE TO '\u2026';`)}`
    };
  }
});

// src/rules/fk-drop-locks-parent.ts
var fkDropLocksParent = defineRule({
  id: "fk-drop-locks-parent",
  category: "availability",
  severity: "warning",
  preset: "strict",
  title: "Dropping a foreign key locks the table it points to, and no lock_timeout is set.",
  why: "The triggers of a foreign key stand on both tables. DROP CONSTRAINT, DROP COLUMN and DROP TABLE on the referencing side take AccessExclusiveLock on the referenced table too: its reads and writes wait until the transaction ends, though the statement does not name it.",
  instead: `1. Drop the foreign key alone, in a short migration with a lock_timeout.
2. Drop the column or the table in a later one: that no longer touches the referenced table.`,
  fineWhen: "The referenced table was created in the same release, or a lock_timeout is in force.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://github.com/ankane/strong_migrations/issues/119"
  ],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT orders_customer_fk REFERENCES customers (id));`,
    bad: `-- lockgate: ignore drop-constraint -- customers live in another database since release 42
ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;`,
    good: `SET LOCAL lock_timeout = '5s';
-- lockgate: ignore drop-constraint -- customers live in another database since release 42
ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;`
  },
  on: ["drop-constraint", "drop-column", "drop"],
  check(change2, context) {
    if (context.lockTimeout !== null) return;
    let parents = [...new Set(parentsOf(change2, context))].filter((parent) => !isSaid(parent, change2, context)), [relation] = parents;
    if (relation !== void 0)
      return {
        message: `This drops a foreign key, which takes AccessExclusiveLock on ${parents.join(", ")} too, and no lock_timeout is set: reads and writes there wait until the transaction ends.`,
        help: `Set a limit for the wait before the statement:
${sqlBlock(limitedWait(context))}
Where the statement does more than that, drop the foreign key alone in a migration before it.`,
        claims: { relation }
      };
  }
});
function parentsOf(change2, context) {
  if (change2.kind === "drop" && change2.object !== "table") return [];
  let tables = change2.kind === "drop" ? change2.names : [change2.table], own = tables.map((table2) => context.qualify(table2)), falls = ({ name, constraint }) => change2.kind === "drop-constraint" ? name === change2.name : change2.kind === "drop" || constraint.columns.includes(change2.column);
  return tables.flatMap((table2) => knownConstraints(context, table2).filter(falls)).flatMap(({ constraint }) => constraint.type === "foreign-key" ? [constraint.references.table] : []).filter((parent) => !context.isNew(parent)).map((parent) => context.qualify(parent)).filter((parent) => !own.includes(parent));
}
function isSaid(parent, change2, context) {
  let dropped = earlierInUnit(change2, context).flatMap((earlier) => {
    if (earlier.kind !== "drop-constraint" && earlier.kind !== "drop-column") return [];
    let { table: table2 } = earlier;
    return knownConstraints(context.at(earlier), table2).flatMap(({ name, constraint: key2 }) => key2.type !== "foreign-key" ? [] : (earlier.kind === "drop-column" ? key2.columns.includes(earlier.column) : name === earlier.name) ? [context.qualify(key2.references.table)] : []);
  }), falls = context.unit.statements.flatMap(({ changes }) => changes).flatMap((other) => other.kind === "drop" && other.object === "table" ? other.names : []);
  return [...dropped, ...falls.map((name) => context.qualify(name))].includes(parent);
}

// src/rules/fk-in-create-table.ts
var fkInCreateTable = defineRule({
  id: "fk-in-create-table",
  category: "availability",
  severity: "warning",
  title: "The foreign key of a new table locks an existing table, and no lock_timeout is set.",
  why: "A foreign key puts triggers on the table it points to, under ShareRowExclusiveLock. Nothing is scanned, but the lock waits behind every open write there, and all later writes wait behind it, until the transaction ends.",
  instead: "Set a lock_timeout before the statement, so that a lock that is not free soon fails the migration instead of stopping the table. Keep the transaction short.",
  fineWhen: "The table it points to is new too, or a lock_timeout is in force.",
  claims: { lock: "ShareRowExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT"
  ],
  example: {
    setup: "CREATE TABLE customers (id bigint PRIMARY KEY);",
    bad: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));",
    good: `SET LOCAL lock_timeout = '5s';
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));`
  },
  on: ["create-table", "add-constraint"],
  check(change2, context) {
    if (context.lockTimeout !== null || change2.kind === "add-constraint" && !context.isNew(change2.table)) return;
    let own = context.qualify(change2.table), parent = referencedTables(change2).find((name) => !context.isNew(name) && context.qualify(name) !== own);
    if (parent === void 0) return;
    let relation = context.qualify(parent);
    return {
      message: `The foreign key of the new table ${own} takes ShareRowExclusiveLock on ${relation}, and no lock_timeout is set: writes to ${relation} wait until the transaction ends.`,
      help: `Set a limit for the wait before this statement:
${sqlBlock(limitedWait(context))}`,
      claims: { relation }
    };
  }
});

// src/rules/fk-inline-on-new-column.ts
var fkInlineOnNewColumn = defineRule({
  id: "fk-inline-on-new-column",
  category: "availability",
  severity: "error",
  title: "A column with a default and a foreign key is added to an existing table.",
  why: "With a default the key has values to check: PostgreSQL joins both tables while it holds AccessExclusiveLock on the one and ShareRowExclusiveLock on the other. Reads and writes wait.",
  instead: `1. Add the column alone, and the foreign key as a constraint of the table, NOT VALID.
2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.`,
  fineWhen: "The table was created in the same release, or the column has no default: all its values are NULL then, and nothing is read. DEFAULT NULL counts as a default.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES", "docs/conformance.md"],
  example: {
    setup: `CREATE TABLE plans (id bigint PRIMARY KEY);
CREATE TABLE users (id bigint PRIMARY KEY);`,
    bad: "ALTER TABLE users ADD COLUMN plan_id bigint DEFAULT 1 REFERENCES plans (id);",
    good: `ALTER TABLE users ADD COLUMN plan_id bigint DEFAULT 1;
ALTER TABLE users ADD CONSTRAINT users_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans (id) NOT VALID;
-- in the next migration:
ALTER TABLE users VALIDATE CONSTRAINT users_plan_id_fkey;`,
    transaction: { good: "none" }
  },
  on: ["add-column"],
  check(change2, context) {
    let { table: table2, column: column2 } = change2;
    if (!(column2.default === void 0 || context.isNew(table2)))
      for (let constraint of column2.constraints) {
        if (constraint.type !== "foreign-key" || !constraint.enforced) continue;
        let relation = context.qualify(table2), parent = constraint.references.table, target = `ALTER TABLE ${sqlName(table2)}`, name = sqlIdentifier(constraint.name ?? madeName(table2.name, column2.name, "fkey")), columns2 = constraint.references.columns.length > 0 ? ` (${sqlColumns(constraint.references.columns)})` : "", shorter = withoutNull2(context.statement.text, column2.default.text);
        return shorter !== void 0 ? {
          message: `Adding ${column2.name} with DEFAULT NULL and a foreign key checks every row of ${relation} against ${context.qualify(parent)} under AccessExclusiveLock: reads and writes wait.`,
          help: `Leave DEFAULT NULL out. The column is NULL without it, and then nothing is read:
${sqlBlock(`${shorter};`)}`,
          claims: { relation }
        } : {
          message: `Adding ${column2.name} with a default and a foreign key checks every row of ${relation} against ${context.qualify(parent)} under AccessExclusiveLock: reads and writes wait.`,
          help: steps(
            [
              "Add the column alone, then the key without reading the rows:",
              `${target} ADD COLUMN ${sqlIdentifier(column2.name)} ${sqlType(column2.type)} DEFAULT \u2026;`,
              `${target} ADD CONSTRAINT ${name} FOREIGN KEY (${sqlIdentifier(column2.name)}) REFERENCES ${sqlName(parent)}${columns2} NOT VALID;`
            ],
            ["In a later migration:", `${target} VALIDATE CONSTRAINT ${name};`]
          ),
          claims: { relation }
        };
      }
  }
});
function withoutNull2(statement, value) {
  if (!/^null$/i.test(value.trim())) return;
  let parts = statement.split(/\s+default\s+null\b/i);
  return parts.length === 2 ? parts.join("") : void 0;
}

// src/rules/fk-missing-index.ts
var fkMissingIndex = defineRule({
  id: "fk-missing-index",
  category: "availability",
  severity: "warning",
  title: "A foreign key has no index on its own columns.",
  why: "PostgreSQL indexes the key that is referenced, not the columns that refer to it. Each DELETE in the referenced table, and each UPDATE of its key, then reads the whole referencing table, and holds its locks that long.",
  instead: "Create an index whose first columns are those of the foreign key, with CREATE INDEX CONCURRENTLY when the table is in use.",
  fineWhen: "An index begins with these columns, or the same release creates one. A partial index does not count. Rows of the referenced table that are never deleted need none.",
  preset: "strict",
  sources: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);`,
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;",
    good: `ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
-- in the next migration:
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);`,
    transaction: { good: "none" }
  },
  on: ["create-table", "add-column", "add-constraint"],
  check(change2, context) {
    return foreignKeysIn(change2).flatMap(({ table: table2, key: key2 }) => {
      if (!isKnown2(change2, key2, context) || indexesOf(table2, context).some((index2) => finds(index2, key2))) return [];
      let name = sqlIdentifier(madeName(table2.name, ...key2.columns, "idx")), target = `${sqlName(table2)} (${sqlColumns(key2.columns)})`, parent = context.qualify(key2.references.table);
      return {
        message: `${foreignKeyWords(key2, table2, context)} has no index on ${key2.columns.join(", ")}: each DELETE in ${parent} reads all of the referencing table.`,
        help: change2.kind === "create-table" || context.isNew(table2) ? `Create one with the table:
${sqlBlock(`CREATE INDEX ${name} ON ${target};`)}` : `Create one in a migration ${outsideTransaction(context)}:
${sqlBlock(`CREATE INDEX CONCURRENTLY ${name} ON ${target};`)}`
      };
    });
  }
});
function isKnown2(change2, key2, context) {
  if (change2.kind === "create-table") return change2.likes.length === 0;
  if (change2.kind === "add-column") return !change2.ifNotExists;
  let added = context.statement.changes.some(
    (one) => one.kind === "add-column" && !one.ifNotExists && key2.columns.includes(one.column.name)
  ), isMade2 = key2.columns.some((name) => (knownColumn(context, change2.table, name)?.type ?? null) !== null);
  return added || isMade2 || allIndexesKnown(context, change2.table);
}
function indexesOf(table2, context) {
  let relation = context.qualify(table2), made = [...context.statement.changes.filter(
    (change2) => "table" in change2 && change2.table !== void 0 && context.qualify(change2.table) === relation
  ), ...context.later(table2).map(({ change: change2 }) => change2)].flatMap(
    (change2) => change2.kind === "create-index" ? [indexOf(change2)] : constraintsIn(change2, table2).flatMap(
      (constraint) => constraint.type === "primary-key" || constraint.type === "unique" ? [indexOfConstraint(constraint, table2)] : []
    )
  );
  return [...knownIndexes(context, table2), ...made];
}
function finds({ columns: columns2, method, where }, key2) {
  let serves = method === "btree" || method === "hash" && key2.columns.length === 1, first = columns2.slice(0, key2.columns.length).map(({ column: column2 }) => column2);
  return serves && where === void 0 && key2.columns.every((column2) => first.includes(column2));
}

// src/rules/fk-not-deferrable.ts
var fkNotDeferrable = defineRule({
  id: "fk-not-deferrable",
  category: "policy",
  severity: "warning",
  title: "A foreign key is not DEFERRABLE.",
  why: "It is checked by the end of each statement: rows that refer to each other, and bulk loads, then have to come in one order, and no session can ask for less.",
  instead: "Add DEFERRABLE. It is still checked at once, until a transaction says SET CONSTRAINTS \u2026 DEFERRED.",
  preset: "policy",
  sources: [
    "https://www.postgresql.org/docs/current/sql-set-constraints.html",
    "https://www.postgresql.org/docs/current/sql-createtable.html"
  ],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);`,
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;",
    good: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) DEFERRABLE NOT VALID;"
  },
  on: ["create-table", "add-column", "add-constraint"],
  check(change2, context) {
    return foreignKeysIn(change2).filter(({ key: key2 }) => key2.deferrable !== !0).map(({ table: table2, key: key2 }) => ({
      message: `${foreignKeyWords(key2, table2, context)} is not DEFERRABLE: no transaction can put its check off.`
    }));
  }
});

// src/rules/fk-not-valid-missing.ts
var fkNotValidMissing = defineRule({
  id: "fk-not-valid-missing",
  category: "availability",
  severity: "error",
  title: "A foreign key is added to an existing table without NOT VALID.",
  why: "PostgreSQL joins both tables to check every row while it holds ShareRowExclusiveLock on both: writes to either table wait for the whole scan.",
  instead: `1. Add the foreign key NOT VALID: it takes the locks only for a moment, and new rows are checked at once.
2. In the next migration, VALIDATE CONSTRAINT. It reads the old rows under ShareUpdateExclusiveLock on the referencing and RowShareLock on the referenced table, which stop neither reads nor writes.`,
  fineWhen: "The table was created in the same release, or the key is NOT ENFORCED (PostgreSQL 18). Before 18, a partitioned table cannot have a NOT VALID foreign key.",
  claims: { lock: "ShareRowExclusiveLock", work: "scan" },
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES", "docs/conformance.md"],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);`,
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);",
    good: `ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
-- in the next migration:
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;`,
    transaction: { good: "none" }
  },
  on: ["add-constraint", "alter-constraint"],
  check(change2, context) {
    if (change2.kind === "alter-constraint") return enforced(change2, context);
    let { constraint, table: table2 } = change2;
    if (constraint.type !== "foreign-key" || !constraint.validated || !constraint.enforced) return;
    if (context.isNew(table2)) return ofFilledTable(change2, constraint.references.table, context);
    if (isOnAllPartitions3(change2, context) || hasNoRows(table2, context)) return;
    let relation = context.qualify(table2), parent = context.qualify(constraint.references.table), name = constraint.name ?? defaultName(table2, constraint), command = extendedCommand(change2, context, "NOT VALID"), both = relation === parent ? relation : `${relation} and ${parent}`, lock = strongest(
      context.statement.changes.flatMap(locksOf).filter((taken) => context.qualify(taken.relation) === relation).map(({ mode }) => mode)
    ), stronger = lock === "AccessExclusiveLock" ? `, and this statement takes ${lock} on ${relation}` : "", hit3 = {
      message: `Adding foreign key ${name} without NOT VALID takes ShareRowExclusiveLock on ${both}${stronger}: ${stronger === "" ? "writes wait" : "reads and writes wait"} until every row of ${relation} is checked.`,
      help: safeWay2(table2, name, command, context),
      claims: stronger === "" ? { relation } : { relation, lock: "AccessExclusiveLock" },
      ...refusesNotValid(table2, context) ? {} : validatedLater(change2, command, context)
    };
    return isOnAnyPartition(change2, context) ? [hit3, ofMergedKeys(name, relation, parent, hit3.help ?? "")] : hit3;
  }
});
function ofFilledTable({ table: table2, constraint }, parent, context) {
  let isFilled2 = context.earlier(table2).some(
    ({ change: change2 }) => change2.kind === "insert" && change2.source === "query" || change2.kind === "copy" || change2.kind === "create-table" && change2.fromQuery?.withData === !0
  );
  if (context.isNew(parent) || !isFilled2) return;
  let relation = context.qualify(parent);
  return {
    message: `Adding foreign key ${constraint.name ?? defaultName(table2, constraint)} takes ShareRowExclusiveLock on ${relation} and looks there for every row that ${table2.name} has been filled with: writes to ${relation} wait meanwhile.`,
    help: "Add the foreign key before the rows, or add it NOT VALID, commit, and validate it in a later migration.",
    claims: { relation }
  };
}
function ofMergedKeys(name, relation, parent, help) {
  return {
    message: `Adding foreign key ${name} takes over the same key of a partition, for which it takes AccessExclusiveLock on ${parent}: reads and writes of it wait until the rows of the other partitions of ${relation} are checked.`,
    help,
    claims: { relation: parent, lock: "AccessExclusiveLock" }
  };
}
function isOnAllPartitions3({ table: table2, constraint }, context) {
  let isOn3 = (partition) => {
    let has = knownConstraints(context, partition).some(
      (known7) => known7.validated && isSameKey(known7.constraint, constraint, context)
    ), below2 = partitionsOf(context, partition);
    return has || below2.length > 0 && below2.every(isOn3);
  }, partitions = partitionsOf(context, table2);
  return partitions.length > 0 && partitions.every(isOn3);
}
function isOnAnyPartition({ table: table2, constraint }, context) {
  let isOn3 = (partition) => knownConstraints(context, partition).some(
    (known7) => (known7.validated || known7.constraint.enforced && context.serverVersion >= 18) && isSameKey(known7.constraint, constraint, context)
  ) || partitionsOf(context, partition).some(isOn3);
  return partitionsOf(context, table2).some(isOn3);
}
function isSameKey(one, other, context) {
  return one.type === "foreign-key" && other.type === "foreign-key" && one.columns.join() === other.columns.join() && context.qualify(one.references.table) === context.qualify(other.references.table) && one.references.onDelete === other.references.onDelete && one.deferrable === other.deferrable;
}
function hasNoRows(table2, context) {
  return hasNoPartitions(context, table2);
}
function enforced({ table: table2, name, enforced: wanted2 }, context) {
  if (wanted2 !== !0 || context.isNew(table2) || knownConstraints(context, table2).find((one) => one.name === name)?.constraint.enforced === !0) return;
  let relation = context.qualify(table2), target = `ALTER TABLE ${sqlName(table2)}`, constraint = sqlIdentifier(name);
  return {
    message: `Making foreign key ${name} ENFORCED checks every row of ${relation} under AccessExclusiveLock: reads and writes wait.`,
    help: steps(
      [
        "Put a key in its place that is enforced for new rows:",
        `${target} DROP CONSTRAINT ${constraint}, ADD CONSTRAINT ${constraint} FOREIGN KEY (\u2026) REFERENCES \u2026 NOT VALID;`
      ],
      ["In a later migration, check the others:", `${target} VALIDATE CONSTRAINT ${constraint};`]
    ),
    claims: { relation, lock: "AccessExclusiveLock" }
  };
}
function refusesNotValid(table2, context) {
  return context.serverVersion < 18 && isPartitioned(context, table2);
}
function safeWay2(table2, name, add, context) {
  if (refusesNotValid(table2, context))
    return `${context.qualify(table2)} is partitioned: before PostgreSQL 18 it can't have a NOT VALID foreign key. Add the key to each partition NOT VALID, validate it there, then add it to the parent, which then takes over the keys that match.`;
  let target = `ALTER TABLE ${sqlName(table2)}`, constraint = sqlIdentifier(name);
  return steps(
    [
      "Add it without reading the rows that are there:",
      `${target} ${add ?? `ADD CONSTRAINT ${constraint} FOREIGN KEY (\u2026) REFERENCES \u2026 NOT VALID`};`
    ],
    ["In a later migration, check those:", `${target} VALIDATE CONSTRAINT ${constraint};`]
  );
}

// src/rules/fk-on-delete-cascade.ts
var fkOnDeleteCascade = defineRule({
  id: "fk-on-delete-cascade",
  category: "policy",
  severity: "warning",
  title: "A foreign key deletes rows with ON DELETE CASCADE.",
  why: "One DELETE fans out over all tables that refer to the row, in one transaction, however many rows that are: it locks them until it ends, and a mistake is as large as all of them.",
  instead: "Use ON DELETE RESTRICT, and delete the referring rows first, in batches.",
  preset: "policy",
  sources: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);`,
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE NOT VALID;",
    good: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT NOT VALID;"
  },
  on: ["create-table", "add-column", "add-constraint"],
  check(change2, context) {
    return foreignKeysIn(change2).filter(({ key: key2 }) => key2.references.onDelete === "cascade").map(({ table: table2, key: key2 }) => ({
      message: `${foreignKeyWords(key2, table2, context)} deletes its rows with those of ${context.qualify(key2.references.table)}.`
    }));
  }
});

// src/rules/fk-type-mismatch.ts
var fkTypeMismatch = defineRule({
  id: "fk-type-mismatch",
  category: "correctness",
  severity: "warning",
  title: "A foreign key has another type than the key it refers to.",
  why: "A smaller integer cannot hold the keys that the other table will reach: inserts fail on that day. Other pairs are cast at every check and join, which keeps indexes from being used, or are refused with error 42804.",
  instead: "Give the column the type of the key.",
  fineWhen: "The types hold the same values and compare without a cast: text and varchar, or an integer that is wider than the key.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
    "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT"
  ],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer);`,
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;",
    good: "ALTER TABLE orders ADD COLUMN customer bigint CONSTRAINT orders_customer_fk REFERENCES customers (id);"
  },
  on: ["create-table", "add-column", "add-constraint"],
  check(change2, context) {
    return foreignKeysIn(change2).flatMap(({ table: table2, key: key2 }) => {
      let wanted2 = keyColumns(key2, table2, context);
      return key2.columns.flatMap((column2, i) => {
        let own = typeOf(context, table2, column2), other = typeOf(context, key2.references.table, wanted2[i]), why = own === void 0 || other === void 0 ? void 0 : clash(own, other);
        if (own === void 0 || other === void 0 || why === void 0) return [];
        let parent = `${wanted2[i]} of ${context.qualify(key2.references.table)}`;
        return {
          message: `${foreignKeyWords(key2, table2, context)}: ${column2} is ${sqlType(own)}, and ${parent} is ${sqlType(other)}${why}.`,
          help: `Give ${column2} the type ${sqlType(other)}.`
        };
      });
    });
  }
}), integers2 = ["int2", "int4", "int8"], known5 = /* @__PURE__ */ new Set([
  ...integers2,
  "numeric",
  "float4",
  "float8",
  "text",
  "varchar",
  "bpchar",
  "uuid",
  "date",
  "timestamp",
  "timestamptz"
]);
function clash(own, other) {
  let isKnown3 = (type) => known5.has(type.name) && type.schema === void 0 && !type.array;
  if (own.name === other.name || !isKnown3(own) || !isKnown3(other) || ["text", "varchar"].includes(own.name) && ["text", "varchar"].includes(other.name)) return;
  let [from, to] = [integers2.indexOf(own.name), integers2.indexOf(other.name)];
  return from < 0 || to < 0 ? ": the values have to be cast, or cannot be compared at all" : from > to ? void 0 : ", which can grow beyond what the column holds";
}
function keyColumns({ references }, table2, context) {
  if (references.columns.length > 0) return references.columns;
  let parent = references.table, made = (context.qualify(parent) === context.qualify(table2) ? context.statement.changes : []).flatMap((change2) => constraintsIn(change2, table2));
  return [...knownConstraints(context, parent).map(({ constraint }) => constraint), ...made].find(({ type }) => type === "primary-key")?.columns ?? [];
}
function typeOf(context, table2, name) {
  if (name === void 0) return;
  let relation = context.qualify(table2), made = context.statement.changes.flatMap((change2) => change2.kind !== "create-table" && change2.kind !== "add-column" ? [] : context.qualify(change2.table) !== relation ? [] : change2.kind === "create-table" ? change2.columns : [change2.column]).find((column2) => column2.name === name), changed = context.statement.changes.find(
    (change2) => change2.kind === "alter-column-type" && change2.column === name && context.qualify(change2.table) === relation
  ), written = made?.type ?? (changed?.kind === "alter-column-type" ? changed.type : void 0), type = written === void 0 ? knownType(context, table2, name) : storedType(written);
  return type === void 0 ? void 0 : knownDomain(context, type)?.base ?? type;
}

// src/rules/fk-without-on-delete.ts
var fkWithoutOnDelete = defineRule({
  id: "fk-without-on-delete",
  category: "policy",
  severity: "warning",
  title: "A foreign key does not say what happens on DELETE.",
  why: "Without ON DELETE it is NO ACTION: a DELETE of a referenced row fails. Whether that is meant, or was forgotten, the next reader cannot tell.",
  instead: "Write what is meant: ON DELETE NO ACTION, RESTRICT, CASCADE, SET NULL or SET DEFAULT.",
  preset: "policy",
  sources: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);`,
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;",
    good: "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE NO ACTION NOT VALID;"
  },
  on: ["create-table", "add-column", "add-constraint"],
  check(change2, context) {
    return foreignKeysIn(change2).filter(({ key: { references } }) => references.onDelete === "no action" && references.saysNoAction !== !0).map(({ table: table2, key: key2 }) => ({
      message: `${foreignKeyWords(key2, table2, context)} does not say what happens when a row of ${context.qualify(key2.references.table)} is deleted.`
    }));
  }
});

// src/rules/grant-to-public.ts
var byDefault = /* @__PURE__ */ new Set(["function", "procedure", "aggregate", "type", "domain"]), grantToPublic = defineRule({
  id: "grant-to-public",
  category: "security",
  severity: "warning",
  title: "A privilege is granted to PUBLIC: to every role there is and will be.",
  why: "PUBLIC is everyone who can connect, also roles that are made later and were never thought of here. It cannot be taken from one of them again: a REVOKE from a role does not touch what the role has through PUBLIC.",
  instead: `1. Make a role for those who need it.
2. Grant to that role, and make them members of it.`,
  fineWhen: "The privilege is one that PUBLIC has by default: EXECUTE of functions, USAGE of types and of schema public.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-priv.html",
    "https://www.postgresql.org/docs/current/sql-grant.html"
  ],
  example: {
    setup: "CREATE TABLE salaries (id bigint PRIMARY KEY, amount numeric);",
    bad: "GRANT SELECT ON salaries TO PUBLIC;",
    good: "GRANT SELECT ON salaries TO pg_monitor;"
  },
  on: ["grant"],
  check(change2, context) {
    if (change2.revoke || !change2.grantees.includes("public") || byDefault.has(change2.object) || change2.privileges !== "all" && change2.privileges.every((one) => one === "usage") && (change2.object === "other" || change2.names.every(({ name }) => name === "public"))) return;
    let isConnect = change2.privileges !== "all" && change2.privileges.every((one) => ["connect", "temporary", "temp"].includes(one));
    if (change2.object === "database" && isConnect) return;
    let privileges2 = change2.privileges === "all" ? "Every privilege" : change2.privileges.map((one) => one.toUpperCase()).join(", "), what2 = change2.defaultPrivileges ? "what will be created" : change2.names.map(({ name }) => name).join(", ");
    return {
      message: `${privileges2} on ${what2} is granted to every role that can connect, now and later.`,
      help: `Grant it to a role that only those have who need it:
${sqlBlock(`${forRole(context.statement.text)};`)}`
    };
  }
});
function forRole(statement) {
  return statement.replace(/(\bto\s(?:[^.]*?[\s,])?)public\b/i, "$1name_of_role");
}

// src/rules/grant-widening.ts
var granted = /* @__PURE__ */ new Map([
  ["table", { more: "TRUNCATE and TRIGGER", word: "", enough: "SELECT, INSERT, UPDATE" }],
  ["sequence", { more: "UPDATE for setval()", word: "SEQUENCE ", enough: "USAGE" }],
  ["schema", { more: "CREATE", word: "SCHEMA ", enough: "USAGE" }],
  ["database", { more: "CREATE", word: "DATABASE ", enough: "CONNECT" }],
  ["function", { word: "FUNCTION ", enough: "EXECUTE" }],
  ["procedure", { word: "PROCEDURE ", enough: "EXECUTE" }],
  ["type", { word: "TYPE ", enough: "USAGE" }]
]), grantWidening = defineRule({
  id: "grant-widening",
  preset: "strict",
  category: "security",
  severity: "warning",
  title: "A grant gives more than it names: every privilege, every table, or tables to come.",
  why: "ALL holds TRUNCATE, REFERENCES and TRIGGER, with which a role can empty a table or run code as others. ALL TABLES IN SCHEMA takes in what nobody thought of, and default privileges what does not exist yet.",
  instead: "Name the privileges and the tables that the role needs, and grant on a new table in the migration that creates it.",
  fineWhen: "The role owns the schema anyway, or reading everything is its purpose. A REVOKE is no grant, and ALL on a function or type is a single privilege.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-grant.html",
    "https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "GRANT ALL ON orders TO pg_monitor;",
    good: "GRANT SELECT, INSERT ON orders TO pg_monitor;"
  },
  on: ["grant"],
  check(change2) {
    if (change2.revoke) return;
    let { object, names: names3, privileges: privileges2, grantees, allInSchema, defaultPrivileges } = change2, { more, word, enough } = granted.get(object) ?? { word: "", enough: "USAGE" }, isWide = allInSchema || defaultPrivileges;
    if (!isWide && (privileges2 !== "all" || more === void 0)) return;
    let given = privileges2 === "all" ? "every privilege" : privileges2.map((one) => one.toUpperCase()).join(", "), among = privileges2 === "all" && more !== void 0 ? ` (${more} among them)` : "", all2 = allInSchema ? `every ${object} of the schema` : `every ${object} that will be created`, named2 = isWide ? `name_of_${object}` : names3.map(sqlName).join(", ");
    return {
      message: `This gives ${grantees.join(", ")} ${given}${among} on ${isWide ? all2 : names3.map(({ name }) => name).join(", ")}.`,
      help: `Name what is needed, for example:
${sqlBlock(`GRANT ${enough} ON ${word}${named2} TO ${grantees.map(sqlRole).join(", ")};`)}`
    };
  }
});
function sqlRole(role) {
  return /^(?:public|current_(?:user|role)|session_user)$/.test(role) ? role.toUpperCase() : sqlIdentifier(role);
}

// src/rules/identifier-too-long.ts
var identifierTooLong = defineRule({
  id: "identifier-too-long",
  category: "correctness",
  severity: "warning",
  title: "A name is longer than 63 bytes, and PostgreSQL cuts it.",
  why: "PostgreSQL keeps 63 bytes of a name and drops the rest with a notice that nobody reads. Code that looks for the full name in the catalog does not find it; another name with the same beginning is the same name, so that it fails as a duplicate or, with IF NOT EXISTS, is silently not made.",
  instead: "Choose a name of at most 63 bytes. Letters outside of ASCII have two bytes and more.",
  sources: ["https://www.postgresql.org/docs/current/sql-syntax-lexical.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
    bad: "ALTER TABLE orders ADD CONSTRAINT orders_total_is_positive_or_zero_and_stays_below_one_million_dollars CHECK (total >= 0) NOT VALID;",
    good: "ALTER TABLE orders ADD CONSTRAINT orders_total_between_zero_and_one_million CHECK (total >= 0) NOT VALID;"
  },
  on: [
    "create-table",
    "add-column",
    "add-constraint",
    "create-index",
    "create-view",
    "create-materialized-view",
    "create-sequence",
    "create-type",
    "create-domain",
    "create-schema",
    "create-trigger",
    "create-policy",
    "create-statistics",
    "function",
    "rename"
  ],
  check(change2, context) {
    let made = new Set(namesMadeBy(change2).filter((name) => name.length >= 15 && Buffer.byteLength(name) >= 60));
    return made.size === 0 ? [] : longNames(context).filter(({ kept }) => made.has(kept)).map(({ offset, written, kept }) => {
      let isThere3 = context.script.text.startsWith(written, offset), edit = replacement(context, offset, offset + written.length, sqlIdentifier(kept));
      return {
        message: `The name ${written} has more than 63 bytes: PostgreSQL cuts it to ${kept}.`,
        help: "Choose a shorter name. What PostgreSQL makes of this one is the same as the cut name written out.",
        ...isThere3 ? { span: edit.span, suggestion: edit } : {}
      };
    });
  }
});
function longNames({ statement }) {
  let found = /* @__PURE__ */ new Map();
  for (let { offset, text } of tokens(statement.text, 0)) {
    let name = text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : folded(text), kept = name === void 0 || text.startsWith("'") ? void 0 : cut(name, mostBytes);
    kept === void 0 || kept === name || found.has(kept) || found.set(kept, { offset: statement.span.start.offset + offset, written: text, kept });
  }
  return [...found.values()];
}
function folded(word) {
  return /^[A-Za-z_\u0080-\uffff]/.test(word) ? word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : void 0;
}
function namesMadeBy(change2) {
  switch (change2.kind) {
    case "create-table":
      return [change2.table.name, ...change2.columns.map(({ name }) => name), ...constraintNames(change2)];
    case "add-column":
      return [change2.column.name, ...constraintNames(change2)];
    case "add-constraint":
      return constraintNames(change2);
    case "create-index":
      return change2.index === void 0 ? [] : [change2.index];
    case "create-view":
    case "create-materialized-view":
      return [change2.view.name];
    case "create-sequence":
      return [change2.sequence.name];
    case "create-type":
      return [change2.type.name];
    case "create-domain":
      return [change2.domain.name];
    case "create-schema":
      return [change2.schema];
    case "create-trigger":
      return [change2.trigger];
    case "create-policy":
      return [change2.policy];
    case "create-statistics":
      return [change2.statistics.name];
    case "function":
      return [change2.function.name];
    default:
      return change2.kind === "rename" ? [change2.to] : [];
  }
}
function constraintNames(change2) {
  return writtenConstraints(change2).flatMap(({ name }) => name ?? []);
}

// src/rules/idle-in-transaction-timeout-missing.ts
var idleInTransactionTimeoutMissing = defineRule({
  id: "idle-in-transaction-timeout-missing",
  category: "policy",
  severity: "info",
  preset: "policy",
  title: "A transaction takes strong locks without an idle_in_transaction_session_timeout.",
  why: "When the migration tool hangs or its machine is lost, the server may not notice for minutes: the transaction stays open and keeps its locks, and everybody waits. With this limit the server ends it.",
  instead: "Set idle_in_transaction_session_timeout in the transaction, or for the role that runs migrations.",
  fineWhen: "The role or the connection of the migration tool sets it; then leave this rule off.",
  sources: ["https://www.postgresql.org/docs/current/runtime-config-client.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN note text;",
    good: `SET LOCAL idle_in_transaction_session_timeout = '10s';
ALTER TABLE orders ADD COLUMN note text;`
  },
  on: lockingKinds,
  check(change2, context) {
    if (context.unit.kind !== "transaction" || context.setting("idle_in_transaction_session_timeout") !== null)
      return;
    let lock = firstLiveLock(change2, context, "ShareLock");
    if (lock === void 0) return;
    let setting = "idle_in_transaction_session_timeout = '10s'", suggestion = settingBefore(context, setting);
    return {
      message: `This transaction holds ${lock.mode} on ${context.qualify(lock.relation)} for as long as its connection stands idle: no idle_in_transaction_session_timeout is set.`,
      help: `Put this before the statement:
${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});

// src/rules/if-not-exists-hides-drift.ts
var ifNotExistsHidesDrift = defineRule({
  id: "if-not-exists-hides-drift",
  category: "correctness",
  severity: "warning",
  title: "IF NOT EXISTS names something that exists already and is different.",
  why: "PostgreSQL compares only the name: it says so in a notice, does nothing, and the migration counts as done. Code that was written for the new shape fails on this database and works on a fresh one.",
  instead: "Write the change that is missing: ADD COLUMN, ALTER COLUMN \u2026 TYPE, another name for the index. Without IF NOT EXISTS, the migration fails where the schema is not what its author thought.",
  fineWhen: "What exists is the same, or was dropped by an earlier statement.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-createindex.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, code integer);",
    bad: "CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, code text, note text);",
    good: "ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;"
  },
  on: ["create-table", "add-column", "create-index"],
  check(change2, context) {
    if (change2.ifNotExists)
      return change2.kind === "create-table" ? table(change2, context) : change2.kind === "add-column" ? column(change2, context) : index(change2, context);
  }
});
function table(change2, context) {
  if (change2.fromQuery !== void 0 || change2.partitionOf !== void 0 || change2.inherits.length > 0)
    return;
  let made = madeTable(context, change2.table);
  if (made === void 0 || made.columnsFrom !== void 0 || made.partitionOf !== void 0 || made.inherits.length > 0) return;
  let differences2 = change2.columns.flatMap((wanted2) => difference(wanted2, change2, context) ?? []);
  if (differences2.length !== 0)
    return {
      message: `${context.qualify(change2.table)} exists already, and this changes nothing about it: ${differences2.join(", ")}.`
    };
}
function difference(wanted2, { table: table2 }, context) {
  let known7 = knownColumn(context, table2, wanted2.name);
  if (known7 === void 0) return `it has no column ${wanted2.name}`;
  let type = storedType(wanted2.type);
  return known7.type === null || isSame(known7.type, type) ? void 0 : `its column ${wanted2.name} is ${sqlType(known7.type)}, not ${sqlType(type)}`;
}
function column({ table: table2, column: wanted2 }, context) {
  let known7 = knownType(context, table2, wanted2.name), type = storedType(wanted2.type);
  if (!(known7 === void 0 || isSame(known7, type)))
    return {
      message: `Column ${wanted2.name} of ${context.qualify(table2)} exists already as ${sqlType(known7)}: it does not become ${sqlType(type)}.`
    };
}
function index(change2, context) {
  let { index: name, table: table2 } = change2, { schema } = partsOf(context.qualify(table2));
  if (name === void 0) return;
  let owner = tableOfIndex(context, { schema, name });
  if (owner === void 0) return;
  let known7 = knownIndexes(context, owner).find((one) => one.name === name), isOther = context.qualify(owner) !== context.qualify(table2);
  if (!(known7 === void 0 || !isOther && keys(known7) === keys(change2)))
    return {
      message: `Index ${name} exists already on ${context.qualify(owner)} (${keys(known7)}): it is not made on ${context.qualify(table2)} (${keys(change2)}).`
    };
}
function keys({ columns: columns2, unique }) {
  let names3 = columns2.map((key2) => key2.column ?? key2.expression?.text.toLowerCase().replace(/\s+/g, "") ?? "");
  return `${unique ? "unique " : ""}${names3.join(", ")}`;
}
function isSame(one, other) {
  let text = (type) => JSON.stringify([type.name, type.modifiers, type.array]);
  return text(one) === text(other);
}

// src/rules/if-not-exists-in-transaction.ts
var ifNotExistsInTransaction = defineRule({
  id: "if-not-exists-in-transaction",
  preset: "strict",
  category: "correctness",
  severity: "info",
  title: "IF NOT EXISTS in a transaction hides that the schema is not what was thought.",
  why: "A migration in a transaction happens as a whole or not at all, so it never meets its own leftovers. What the guard then skips over is a table or column that somebody else made, perhaps with other columns, and the migration counts as done.",
  instead: "Leave out IF NOT EXISTS: a migration that fails is better than one that silently does nothing.",
  fineWhen: "Statements that run outside a transaction need the guard, so that the file can be run again: `rerunnable-statements` asks for it there, and this rule does not speak.",
  sources: ["https://www.postgresql.org/docs/current/sql-createtable.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;",
    good: "ALTER TABLE orders ADD COLUMN note text;"
  },
  on: ["create-table", "add-column", "create-index", "create-materialized-view"],
  check(change2, context) {
    return !change2.ifNotExists || context.unit.kind !== "transaction" || change2.kind === "create-table" && change2.persistence === "temporary" ? void 0 : {
      message: `If ${change2.kind === "add-column" ? `column ${change2.column.name} of ${context.qualify(change2.table)}` : change2.kind === "create-index" ? `index ${change2.index ?? ""}` : context.qualify(change2.kind === "create-table" ? change2.table : change2.view)} exists already, in whatever shape, this does nothing and the migration counts as done.`
    };
  }
});

// src/rules/index-build-with-statement-timeout.ts
var indexBuildWithStatementTimeout = defineRule({
  id: "index-build-with-statement-timeout",
  category: "availability",
  severity: "warning",
  title: "A concurrent build or a validation runs under a short statement_timeout.",
  why: "Such work takes as long as the table is large, and nobody waits for it. A limit that is right for other statements ends it half-way: the migration fails, and a concurrent build leaves an invalid index behind that every write still pays for.",
  instead: "Set statement_timeout to 0, or to hours, for this work, and keep the lock_timeout.",
  fineWhen: "The limit is long enough for the table at its size in production.",
  options: {
    minutes: {
      type: "integer",
      default: 10,
      min: 1,
      about: "A statement_timeout below so many minutes counts as short."
    }
  },
  sources: [
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT",
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);",
    bad: `SET statement_timeout = '30s';
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
RESET statement_timeout;`,
    good: `SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
RESET statement_timeout;`,
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index", "reindex", "validate-constraint", "refresh-materialized-view"],
  check(change2, context, { minutes }) {
    let limit = context.statementTimeout ?? 0, work = longWork(change2, context);
    if (limit <= 0 || limit >= minutes * 6e4 || work === void 0) return;
    let set = context.unit.kind === "transaction" ? "SET LOCAL" : "SET";
    return {
      message: `${work} is ended after ${limit / 1e3} s by the statement_timeout in force: on a large table the migration fails${leavesIndex(change2) ? " and leaves an invalid index" : ""}.`,
      help: `Lift the limit for it; the lock_timeout stays:
${sqlBlock(`${set} statement_timeout = 0;`)}`
    };
  }
});
function longWork(change2, context) {
  switch (change2.kind) {
    case "create-index":
      return change2.concurrently && !context.isNew(change2.table) ? "CREATE INDEX CONCURRENTLY" : void 0;
    case "reindex":
      return change2.concurrently ? "REINDEX CONCURRENTLY" : void 0;
    case "validate-constraint":
      return context.isNew(change2.table) ? void 0 : "VALIDATE CONSTRAINT";
    case "refresh-materialized-view":
      return change2.concurrently && !context.isNew(change2.view) ? "REFRESH MATERIALIZED VIEW CONCURRENTLY" : void 0;
  }
}
function leavesIndex({ kind }) {
  return kind === "create-index" || kind === "reindex";
}

// src/rules/index-name-required.ts
var indexNameRequired = defineRule({
  id: "index-name-required",
  category: "correctness",
  severity: "warning",
  title: "An index is created without a name.",
  why: "PostgreSQL makes a name up, and appends a number when it is taken: databases with another past get another name, and a later migration that drops or rebuilds the index fails on some of them.",
  instead: "Write the name, so that it is the same on every database.",
  preset: "strict",
  sources: ["https://www.postgresql.org/docs/current/sql-createindex.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);",
    bad: "CREATE INDEX CONCURRENTLY ON orders (customer_id);",
    good: "CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);",
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index"],
  check(change2, context) {
    if (change2.index !== void 0) return;
    let name = ownName(change2, context), suggestion = name === void 0 ? void 0 : wordAfter(context, /^create\s+(?:unique\s+)?index(?:\s+concurrently)?\b/i, sqlIdentifier(name));
    return {
      message: `This index on ${context.qualify(change2.table)} has no name: which one PostgreSQL gives it depends on the names that are taken.`,
      ...name === void 0 ? {} : { help: `Write the name that PostgreSQL would choose, ${sqlIdentifier(name)}, or a better one.` },
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});
function ownName(change2, context) {
  let name = madeIndexName(change2);
  return tableOfIndex(context, besideTable(change2.table, name, context)) === void 0 ? name : void 0;
}

// src/rules/index-not-concurrent.ts
var indexNotConcurrent = defineRule({
  id: "index-not-concurrent",
  category: "availability",
  severity: "error",
  title: "An index is built on an existing table without CONCURRENTLY.",
  why: "CREATE INDEX holds ShareLock on the table until the index is built and its transaction ends. INSERT, UPDATE and DELETE wait all that time.",
  instead: "Build it with CREATE INDEX CONCURRENTLY, in a migration of its own that runs outside a transaction. It reads the table twice and waits for old transactions, while reads and writes go on; only VACUUM, other DDL and other concurrent builds on the table wait for it.",
  fineWhen: "The table was created in the same release. ON ONLY a partitioned table builds nothing; an index on a partitioned table itself is another rule (index-on-partitioned-parent).",
  claims: { lock: "ShareLock", work: "index-build" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);",
    bad: "CREATE INDEX orders_customer_idx ON orders (customer_id);",
    good: "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
    transaction: { good: "none" }
  },
  on: ["create-index"],
  check(change2, context) {
    if (!(change2.concurrently || context.isNew(change2.table)) && !(change2.only && !isPlain(change2.table, context)) && !(isPartitioned(context, change2.table) || isMaterializedView(change2.table, context)))
      return hit2(change2, context);
  }
});
function isPlain(table2, context) {
  let made = madeTable(context, table2);
  return made !== void 0 && made.partitioning === void 0;
}
function isMaterializedView(name, context) {
  return viewNamed(context, name)?.kind === "materialized-view";
}
function hit2(change2, context) {
  let relation = context.qualify(change2.table), index2 = change2.index === void 0 ? "an index" : `index ${change2.index}`, concurrent = context.statement.text.replace(keywords2, "$& CONCURRENTLY").replace(/(CONCURRENTLY)\s+if\s+not\s+exists\b/i, "$1"), suggestion = context.unit.kind === "autocommit" && !change2.ifNotExists ? wordAfter(context, keywords2, "CONCURRENTLY") : void 0;
  return {
    message: `Creating ${index2} without CONCURRENTLY takes ShareLock on ${relation}: writes wait until the index is built.`,
    help: `Build it concurrently, in a migration ${outsideTransaction(context)}:
${sqlBlock(`${concurrent};`)}
If it fails it leaves an invalid index behind: drop that before the next try.`,
    claims: { relation },
    ...splitOf2(change2, concurrent, context),
    ...suggestion === void 0 ? {} : { suggestion }
  };
}
function splitOf2(change2, concurrent, context) {
  let { index: index2, table: table2 } = change2;
  if (index2 === void 0 || concurrent === context.statement.text || !canSplit(context)) return {};
  let build = alone(
    fileName("build", index2),
    `Index ${printable(index2)} is built by itself, so that writes go on.`,
    concurrent,
    [dropConcurrently(table2, index2)]
  );
  return { split: moved({ does: "drop-index", name: index2 }, build) };
}
var keywords2 = /^create\s+(?:unique\s+)?index\b/i;

// src/rules/index-on-partitioned-parent.ts
var indexOnPartitionedParent = defineRule({
  id: "index-on-partitioned-parent",
  category: "availability",
  severity: "error",
  title: "An index is created on a partitioned table and with it on all partitions.",
  why: "The index is built on one partition after the other in one statement, with ShareLock on all of them until the end: writes to every partition wait. PostgreSQL refuses CONCURRENTLY here.",
  instead: `1. Create the index ON ONLY the partitioned table: it builds nothing and stays invalid for now.
2. In a migration that runs outside a transaction, build an equal index on each partition with CREATE INDEX CONCURRENTLY.
3. In the next migration, ALTER INDEX \u2026 ATTACH PARTITION for each. With the last one the index becomes valid.`,
  fineWhen: "The table was created in the same release, or has no rows.",
  claims: { lock: "ShareLock", work: "index-build" },
  sources: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');`,
    bad: "CREATE INDEX readings_value_idx ON readings (value);",
    good: `CREATE INDEX readings_value_idx ON ONLY readings (value);
-- in the next migration:
CREATE INDEX CONCURRENTLY readings_2024_value_idx ON readings_2024 (value);
-- in the one after that:
ALTER INDEX readings_value_idx ATTACH PARTITION readings_2024_value_idx;`,
    transaction: { good: "none" }
  },
  on: ["create-index"],
  check(change2, context) {
    if (change2.only || context.isNew(change2.table) || !isPartitioned(context, change2.table)) return;
    let parent = context.qualify(change2.table), live = livePartitions(change2.table, context), partition = live.find(lacksTwin(change2, context));
    if (partition === void 0 && live.length > 0 && !change2.concurrently) return;
    let relation = partition === void 0 ? parent : context.qualify(partition), index2 = change2.index ?? madeName(change2.table.name, "idx"), child = partition ?? { name: `${change2.table.name}_\u2026` }, childIndex = madeName(child.name, "idx"), columns2 = change2.columns.map(({ column: column2 }) => column2 === void 0 ? "(\u2026)" : sqlIdentifier(column2)).join(", ");
    return {
      message: change2.concurrently ? `PostgreSQL refuses to build an index on the partitioned table ${parent} concurrently.` : `Creating index ${index2} on the partitioned table ${parent} takes ShareLock on every partition: writes wait until the indexes of all of them are built.`,
      help: steps(
        [
          "Create the index of the parent alone:",
          `CREATE INDEX ${sqlIdentifier(index2)} ON ONLY ${sqlName(change2.table)} (${columns2});`
        ],
        [
          `For each partition, in a migration ${outsideTransaction(context)}:`,
          `CREATE INDEX CONCURRENTLY ${sqlIdentifier(childIndex)} ON ${sqlName(child)} (${columns2});`
        ],
        ["Then, for each:", `ALTER INDEX ${sqlIdentifier(index2)} ATTACH PARTITION ${sqlIdentifier(childIndex)};`]
      ),
      claims: partition === void 0 ? { relation, work: "none" } : { relation }
    };
  }
});
function livePartitions(table2, context) {
  return partitionsOf(context, table2).filter((partition) => !context.isNew(partition));
}
function lacksTwin(change2, context) {
  let wanted2 = indexOf(change2), has = (table2) => knownIndexes(context, table2).some((index2) => isTwin(wanted2, index2));
  return (partition) => !has(partition) && !storedIn(context, partition).every(has);
}

// src/rules/index-operator-class.ts
var methods = {
  jsonb: "gin",
  tsvector: "gin",
  geometry: "gist",
  geography: "gist"
}, indexOperatorClass = defineRule({
  id: "index-operator-class",
  category: "correctness",
  severity: "warning",
  title: "A B-tree index is built on jsonb, text search or geometry, whose queries do not use it.",
  why: "A B-tree answers comparisons of whole values. What is asked of jsonb (contains), tsvector (matches) and geometry (overlaps) is answered by GIN and GiST: this index is paid for by every write and used by none of these queries, and long values do not fit into it.",
  instead: "Use GIN for jsonb and tsvector, GiST for geometry and geography. For one key of a jsonb column, index the expression.",
  fineWhen: "Queries really compare whole values.",
  preset: "strict",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING",
    "https://www.postgresql.org/docs/current/textsearch-indexes.html",
    "https://www.postgresql.org/docs/current/indexes-types.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, details jsonb);",
    bad: "CREATE INDEX CONCURRENTLY orders_details_idx ON orders (details);",
    good: "CREATE INDEX CONCURRENTLY orders_details_idx ON orders USING gin (details);",
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index"],
  check(change2, context) {
    if (!(change2.method !== "btree" || change2.unique))
      return change2.columns.flatMap(({ column: column2 }) => {
        let type = column2 === void 0 ? void 0 : knownType(context, change2.table, column2), method = type === void 0 || type.array ? void 0 : methods[type.name];
        return method === void 0 || type === void 0 ? [] : {
          message: `A B-tree on ${column2} of ${context.qualify(change2.table)} does not serve the queries that the type ${type.name} is for.`,
          help: `Use ${method.toUpperCase()} (\`USING ${method}\`)${type.name === "jsonb" ? ", or index the expression that queries compare" : ""}.`
        };
      });
  }
});

// src/rules/index-too-many-columns.ts
var indexTooManyColumns = defineRule({
  id: "index-too-many-columns",
  category: "policy",
  severity: "warning",
  title: "An index that is not unique has more key columns than the team allows.",
  why: "A B-tree serves conditions on its first columns; each further column makes every entry larger and every write more expensive, and is rarely what a query is found by.",
  instead: "Keep the columns that queries filter by. Columns that are only read can go into INCLUDE.",
  preset: "policy",
  options: {
    columns: {
      type: "integer",
      default: 3,
      min: 1,
      about: "How many key columns such an index may have; those of INCLUDE do not count."
    }
  },
  sources: [
    "https://www.postgresql.org/docs/current/indexes-multicolumn.html",
    "https://www.postgresql.org/docs/current/indexes-index-only-scans.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);",
    bad: "CREATE INDEX CONCURRENTLY orders_all_idx ON orders (a, b, c, d);",
    good: "CREATE INDEX CONCURRENTLY orders_ab_idx ON orders (a, b) INCLUDE (c, d);",
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index"],
  check(change2, context, { columns: columns2 }) {
    if (!(change2.unique || change2.columns.length <= columns2))
      return {
        message: `This index on ${context.qualify(change2.table)} has ${change2.columns.length} key columns; the team allows ${columns2}.`
      };
  }
});

// src/rules/insert-without-columns.ts
var insertWithoutColumns = defineRule({
  id: "insert-without-columns",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "INSERT into an existing table without a list of columns.",
  why: "The values go to the columns in the order in which each database has them. Where a column was added by hand, restored or dropped in another order, the statement fails, or values land in the wrong column.",
  instead: "List the columns behind the name of the table.",
  fineWhen: "The table was created in the same release.",
  sources: ["https://www.postgresql.org/docs/current/sql-insert.html"],
  example: {
    setup: "CREATE TABLE currencies (code text PRIMARY KEY, name text);",
    bad: "INSERT INTO currencies VALUES ('EUR', 'Euro');",
    good: "INSERT INTO currencies (code, name) VALUES ('EUR', 'Euro');"
  },
  on: ["insert"],
  check(change2, context) {
    if (!(change2.columns !== null || change2.source === "default" || context.isNew(change2.table)))
      return {
        message: `This INSERT names no columns of ${context.qualify(change2.table)}: its values go to the columns in the order that each database happens to have.`
      };
  }
});

// src/rules/irreversible-change.ts
var irreversibleChange = defineRule({
  id: "irreversible-change",
  category: "policy",
  severity: "info",
  preset: "policy",
  title: "A migration throws rows or values away, and its down script cannot bring them back.",
  why: "The down script creates the table or column again, but empty. It runs without an error and looks like a way back; the application that needs the values finds none.",
  instead: "Say in the down script that the data is gone and where a backup is, or do it in two releases: stop using it now, remove it when nobody would go back any more.",
  fineWhen: "The data was copied elsewhere and the down script copies it back, or nobody needs it.",
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html"],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, nickname text);",
    bad: `-- lockgate: ignore drop-column -- unused since release 42
ALTER TABLE users DROP COLUMN nickname;`,
    good: "ALTER TABLE users ADD COLUMN note text;",
    down: { bad: "ALTER TABLE users ADD COLUMN nickname text;", good: "ALTER TABLE users DROP COLUMN note;" },
    layout: "golang-migrate"
  },
  on: ["drop", "drop-column", "truncate", "delete"],
  check(change2, context) {
    let { down } = context.migration;
    if (down === void 0 || down.statements.length === 0) return;
    let lost = lostBy(change2, context);
    return lost === void 0 ? void 0 : { message: `${lost} for good: the down script of this migration runs, but does not bring them back.` };
  }
});
function lostBy(change2, context) {
  let live = (tables2) => {
    let names3 = tables2.filter((table2) => !context.isNew(table2)).map(context.qualify);
    return names3.length === 0 ? void 0 : names3.join(", ");
  };
  if (change2.kind === "drop-column") {
    let table2 = live([change2.table]);
    return table2 === void 0 ? void 0 : `The values of ${change2.column} in ${table2} are gone`;
  }
  if (change2.kind === "delete") {
    let table2 = live([change2.table]);
    return table2 === void 0 ? void 0 : `The rows deleted from ${table2} are gone`;
  }
  if (change2.kind === "drop" && change2.object !== "table") return;
  let tables = live(change2.kind === "drop" ? change2.names : change2.tables);
  return tables === void 0 ? void 0 : `The rows of ${tables} are gone`;
}

// src/rules/lock-table.ts
var lockTable = defineRule({
  id: "lock-table",
  category: "availability",
  severity: "warning",
  title: "An existing table is locked explicitly, and no lock_timeout is set.",
  why: "The lock waits behind every transaction that uses the table, and everything that comes later waits behind it. Once taken it is held until the transaction ends.",
  instead: "Set a lock_timeout before it or use NOWAIT, and do as little as possible before the transaction ends.",
  fineWhen: "The table was created in the same release, the mode stops neither reads nor writes, or NOWAIT or a lock_timeout limits the wait.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-lock.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "LOCK TABLE orders;",
    good: `SET LOCAL lock_timeout = '5s';
LOCK TABLE orders;`
  },
  on: ["lock-table"],
  check(change2, context) {
    if (change2.nowait || context.lockTimeout !== null || !atLeast(change2.mode, "ShareLock")) return;
    let live = change2.tables.filter((table2) => !context.isNew(table2)).map((table2) => context.qualify(table2)), [relation] = live;
    if (relation !== void 0)
      return {
        message: `LOCK takes ${change2.mode} on ${live.join(", ")} without a lock_timeout: ${whoWaits(change2.mode)} until the transaction ends.`,
        help: `Set a limit for the wait before it:
${sqlBlock("SET LOCAL lock_timeout = '5s';")}`,
        claims: { relation, lock: change2.mode }
      };
  }
});

// src/sql/durations.ts
var units2 = {
  "": 1,
  us: 1e-3,
  ms: 1,
  s: 1e3,
  min: 6e4,
  h: 36e5,
  d: 864e5
};
function milliseconds(value) {
  let parts = /^(-?[0-9.]+)\s*([a-z]*)$/.exec(value.trim()), factor = parts === null ? void 0 : units2[parts[2] ?? ""];
  return parts === null || factor === void 0 ? null : Math.round(Number(parts[1]) * factor);
}

// src/rules/lock-timeout-invalid.ts
var lockTimeoutInvalid = defineRule({
  id: "lock-timeout-invalid",
  category: "availability",
  severity: "warning",
  title: "A lock_timeout is set to 0 or to more than a minute before a strong lock is taken.",
  why: "While the statement waits for its lock, everything that comes later waits behind it. A lock_timeout of 0 means no limit, and replaces the one that the migration tool or the deploy has set; one of several minutes is an outage of several minutes.",
  instead: "Set it to a few seconds. If the lock is not free in time the migration fails, the table goes on, and the migration can be tried again.",
  fineWhen: "No statement behind it takes a lock that stops reads or writes of an existing table, as before CREATE INDEX CONCURRENTLY. Where none is set at all, or only behind the statement that needs it, lock-timeout-missing says so.",
  options: {
    "maximum-ms": {
      type: "integer",
      default: 6e4,
      min: 1,
      about: "The longest lock_timeout that is taken for a limit, in milliseconds."
    }
  },
  sources: ["https://www.postgresql.org/docs/current/runtime-config-client.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `SET LOCAL lock_timeout = 0;
ALTER TABLE orders ADD COLUMN note text;`,
    good: `SET LOCAL lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN note text;`
  },
  on: ["set"],
  check(change2, context, options2) {
    if (change2.name !== "lock_timeout" || change2.value === null) return;
    let ms = milliseconds(change2.value);
    if (ms === null || ms > 0 && ms <= options2["maximum-ms"]) return;
    let reach = inForce(change2, context), locked = firstLocked(reach, context);
    if (locked === void 0) return;
    let { relation, line } = locked, suggestion = reach.some((later2) => refusedInTransaction(later2) !== void 0) ? void 0 : fiveSeconds(context);
    return {
      message: `${ms === 0 ? "A lock_timeout of 0 is no limit" : `A lock_timeout of ${Math.round(ms / 1e3)} seconds is longer than a table in use can wait`}: while line ${line} waits for its lock on ${relation}, everything that comes later waits behind it.`,
      help: `Give the wait a short limit:
${sqlBlock(`SET ${change2.local ? "LOCAL " : ""}lock_timeout = '5s';`)}`,
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});
function inForce({ local }, { unit, script, statement }) {
  let behind2 = (local ? unit : script).statements.filter((other) => other.index > statement.index), end = behind2.findIndex(
    ({ changes }) => changes.some((change2) => (change2.kind === "set" || change2.kind === "reset") && change2.name === "lock_timeout")
  );
  return end < 0 ? behind2 : behind2.slice(0, end);
}
function firstLocked(statements, context) {
  let made = /* @__PURE__ */ new Set();
  for (let { changes, span } of statements)
    for (let change2 of changes) {
      let lock = liveLocks(change2, context, "ShareLock").find(({ relation }) => !made.has(context.qualify(relation)));
      if (lock !== void 0) return { relation: context.qualify(lock.relation), line: span.start.line };
      for (let name of namesMade(change2)) made.add(context.qualify(name));
    }
}
function namesMade(change2) {
  switch (change2.kind) {
    case "create-table":
      return [change2.table];
    case "create-sequence":
      return [change2.sequence];
    case "create-view":
    case "create-materialized-view":
      return [change2.view];
    case "rename":
      return change2.from === void 0 ? [{ ...change2.name, name: change2.to }] : [];
    default:
      return [];
  }
}
function fiveSeconds(context) {
  let { statement } = context, found = /^(set\s+(?:local\s+|session\s+)?lock_timeout\s*(?:=\s*|\bto\s+))('[^']*'|[\w.]+)$/i.exec(
    statement.text
  ), [, before = "", value = ""] = found ?? [];
  if (found === null) return;
  let start = statement.span.start.offset + before.length;
  return replacement(context, start, start + value.length, "'5s'");
}

// src/rules/lock-timeout-missing.ts
var kinds2 = [
  ...alterTableKinds,
  "alter-column-setting",
  "create-index",
  "create-rule",
  "create-policy",
  "alter-policy",
  "drop",
  "rename",
  "set-schema",
  "set-owner",
  "truncate",
  "cluster",
  "reindex",
  "refresh-materialized-view",
  "create-view"
], lockTimeoutMissing = defineRule({
  id: "lock-timeout-missing",
  category: "availability",
  severity: "warning",
  title: "A statement takes a strong lock on an existing table without a lock_timeout.",
  why: "The lock waits behind every transaction that uses the table, and everything that comes later waits behind the lock. One long query is enough to stop the table for as long as it runs.",
  instead: "Set lock_timeout before the first such statement of the transaction. If the lock is not free in time the migration fails, the table goes on, and the migration can be tried again.",
  fineWhen: "The table was created in the same release, or the scripts set a lock_timeout before the statement.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "https://github.com/ankane/strong_migrations#migration-timeouts"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN note text;",
    good: `SET LOCAL lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN note text;`
  },
  on: kinds2,
  check(change2, context) {
    if (context.lockTimeout !== null) return;
    let lock = liveLock(change2, context);
    if (lock === void 0 || someEarlierTogether(change2, context, (other) => liveLock(other, context) !== void 0))
      return;
    let relation = context.qualify(lock.relation), suggestion = settingBefore(context, "lock_timeout = '5s'");
    return {
      message: `This asks for ${lock.mode} on ${relation} without a lock_timeout: while it waits for running transactions, everything that comes later waits behind it.`,
      help: suggestion === void 0 ? `Set it for the session and put it back at the end:
${sqlBlock("SET lock_timeout = '5s';", `${context.statement.text};`, "RESET lock_timeout;")}` : `Put this before the statement:
${sqlBlock("SET LOCAL lock_timeout = '5s';")}`,
      claims: { relation, lock: lock.mode },
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});
function liveLock(change2, context) {
  if (!kinds2.includes(change2.kind)) return;
  if (change2.kind === "create-view") return replacedView(change2, context);
  if (change2.kind === "drop" && wasNeverThere(change2, context.at(change2))) return;
  let isCleared = (relation) => change2.kind === "drop" && makesRoom(relation, change2, context);
  return [...isOfIndex(change2) ? lockedBesides(change2, context.at(change2)).filter(({ relation }) => !context.isNew(relation)) : [], ...liveLocks(change2, context, "ShareLock")].find(({ relation }) => !isCleared(relation));
}
function isOfIndex(change2) {
  return change2.kind === "drop" && change2.object === "index" || change2.kind === "reindex" && change2.target === "index";
}
function replacedView({ view, replace }, context) {
  let isThere3 = viewNamed(context, view)?.kind === "view";
  return replace && isThere3 && !context.isNew(view) ? { relation: view, mode: "AccessExclusiveLock" } : void 0;
}

// src/rules/matview-with-data.ts
var matviewWithData = defineRule({
  id: "matview-with-data",
  category: "availability",
  severity: "warning",
  title: "A long query fills a new view or table while the transaction holds locks on tables in use.",
  why: "CREATE MATERIALIZED VIEW and CREATE TABLE AS run their query at once. Locks that earlier statements of the transaction took are held until it commits, so whoever waits for them waits for the whole query.",
  instead: `1. Create it WITH NO DATA, or put it into a migration of its own.
2. Fill it in a later migration with REFRESH MATERIALIZED VIEW, or with INSERT in batches.`,
  fineWhen: "It is the first statement of its transaction that takes a lock on a table in use, or it is made WITH NO DATA.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-creatematerializedview.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES"
  ],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);`,
    bad: `ALTER TABLE customers ADD COLUMN note text;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;`,
    good: `ALTER TABLE customers ADD COLUMN note text;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id WITH NO DATA;`
  },
  on: ["create-materialized-view", "create-table"],
  check(change2, context) {
    let runs = change2.kind === "create-table" ? change2.fromQuery?.withData === !0 : change2.withData, reads = change2.kind === "create-table" ? change2.fromQuery?.reads : change2.reads, tables = runs ? (reads ?? []).flatMap((name2) => [name2, ...behind(name2, context)]) : [], held = runs ? heldLock(tables, context) : void 0;
    if (held === void 0) return;
    let name = change2.kind === "create-table" ? change2.table : change2.view;
    return {
      message: `The query that fills ${context.qualify(name)} runs while this transaction holds ${held.mode} on ${held.relation}: ${whoWaits(held.mode)} until it is done.`,
      help: later(change2),
      claims: { relation: held.relation, lock: held.mode, work: held.isRead ? "scan" : "none" }
    };
  }
});
function heldLock(reads, context) {
  let { isNew: isNew2, qualify } = context, read = new Set(reads.map(qualify)), held = heldBefore(context).filter(({ relation, mode: mode2 }) => blocksWrites(mode2) && !isNew2(relation)).map(({ relation, mode: mode2 }) => ({
    relation: qualify(relation),
    mode: mode2,
    isRead: read.has(qualify(relation)) && !isView2(relation, context)
  })), nearest = held.some(({ isRead: isRead2 }) => isRead2) ? held.filter(({ isRead: isRead2 }) => isRead2) : held, mode = strongest(nearest.map((lock) => lock.mode));
  return nearest.find((lock) => lock.mode === mode);
}
function isView2(relation, context) {
  return viewNamed(context, relation)?.kind === "view";
}
function later(change2) {
  if (change2.kind === "create-table")
    return "Move this statement into a migration of its own, before or after this one.";
  let name = sqlName(change2.view);
  return `End this statement with WITH NO DATA. ${steps(["Fill it in the next migration:", `REFRESH MATERIALIZED VIEW ${name};`]).slice(3)}`;
}

// src/rules/mixed-transactional-modes.ts
var mixedTransactionalModes = defineRule({
  id: "mixed-transactional-modes",
  category: "correctness",
  severity: "warning",
  title: "A script mixes a statement that cannot run in a transaction with others that could.",
  why: "The script runs outside a transaction, so each statement commits by itself. When one fails, the ones before it stay: the migration is half applied and cannot simply be run again.",
  instead: "Give the statement that cannot run in a transaction a migration of its own, and run the others in one.",
  fineWhen: "All statements of the script are of the same kind, or the others only set parameters.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "https://documentation.red-gate.com/fd/flyway-execute-in-transaction-setting-277578997.html",
    "https://docs.diesel.rs/2.3.x/diesel/migration/trait.MigrationMetadata.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);",
    bad: `ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);`,
    good: "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index", "drop", "reindex", "detach-partition", "vacuum", "cluster"],
  check(change2, { unit, script, statement }) {
    if (unit.kind !== "autocommit" || statement.changes[0] !== change2) return;
    let isRefused = (other2) => refusedInTransaction(other2) !== void 0;
    if (!isRefused(statement) || script.statements.find(isRefused)?.index !== statement.index) return;
    let other = script.statements.find((candidate) => !isRefused(candidate) && changesSomething(candidate));
    if (other !== void 0)
      return {
        message: `${refusedInTransaction(statement)} makes the whole script run outside a transaction, together with the statement on line ${other.span.start.line}: if one fails, the other stays.`
      };
  }
}), harmless2 = /* @__PURE__ */ new Set([
  "set",
  "reset",
  "session",
  "select",
  "transaction",
  "analyze",
  "comment"
]);
function changesSomething(statement) {
  return statement.changes.some((change2) => !harmless2.has(change2.kind));
}

// src/rules/multiple-alter-table.ts
var passes = /* @__PURE__ */ new Map([
  ["drop-column", 0],
  ["drop-default", 0],
  ["drop-not-null", 0],
  ["alter-column-type", 1],
  ["add-column", 2],
  ["set-default", 3],
  ["alter-column-setting", 4],
  ["storage-parameters", 4],
  ["set-logged", 4]
]), multipleAlterTable = defineRule({
  id: "multiple-alter-table",
  preset: "strict",
  category: "availability",
  severity: "info",
  title: "Statements that follow each other alter one table and could be one statement.",
  why: "Each ALTER TABLE goes over the table by itself: two changes of types rewrite it twice, where one statement rewrites it once. Outside a transaction each of them also waits for the lock again, and everyone else with it.",
  instead: "Write their sub-commands into one ALTER TABLE, with commas between them.",
  fineWhen: "The table was created in the same release, or the second statement needs the first to be done: as one they would fail, or end otherwise. Not for constraints: NOT VALID and VALIDATE, and SET NOT NULL and the CHECK that proves it, have to be statements of their own.",
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN code text;`,
    good: "ALTER TABLE orders ADD COLUMN note text, ADD COLUMN code text;"
  },
  on: ["add-column", "drop-column", "alter-column-type", "set-default", "drop-default", "drop-not-null", "set-logged"],
  check(change2, context) {
    let { statement, script, unit } = context;
    if (statement.changes[0] !== change2 || statement.within !== void 0 || context.isNew(change2.table))
      return;
    let before = script.statements[statement.index - 1];
    if (before === void 0 || !isJoinable(statement, change2.table, context) || unit.kind === "transaction" && !unit.statements.includes(before) || !isJoinable(before, change2.table, context) || !keepOrder(before.changes, statement.changes)) return;
    let [first] = before.changes, parts = [
      ...before.changes.map((other) => commandText(other, { ...context, statement: before })),
      ...statement.changes.map((other) => commandText(other, context))
    ];
    return {
      message: `This and the statement before it both alter ${context.qualify(change2.table)} and could be one ALTER TABLE.`,
      ...first === void 0 || parts.includes(void 0) ? {} : {
        help: `Write them as one:
${sqlBlock(`ALTER TABLE ${sqlName(change2.table)}
  ${parts.join(`,
  `)};`)}`
      }
    };
  }
});
function isJoinable({ changes, within }, table2, { qualify }) {
  let wanted2 = qualify(table2);
  return within === void 0 && changes.length > 0 && changes.every(
    (change2) => passes.has(change2.kind) && "table" in change2 && change2.table !== void 0 && qualify(change2.table) === wanted2
  );
}
function keepOrder(first, second) {
  return first.every(
    (one) => second.every((other) => {
      let column2 = columnOf(one);
      return column2 === void 0 ? one.kind !== other.kind : readsOther(one, other) || readsOther(other, one) ? !1 : column2 !== columnOf(other) || (passes.get(one.kind) ?? 0) < (passes.get(other.kind) ?? 0) ? !0 : one.kind === "alter-column-type" && (other.kind === "drop-default" || other.kind === "drop-not-null");
    })
  );
}
function columnOf(change2) {
  return change2.kind === "add-column" ? change2.column.name : "column" in change2 ? change2.column : void 0;
}
function readsOther(change2, other) {
  let column2 = columnOf(other);
  return isConverted(change2) && column2 !== void 0 && column2 !== change2.column && mentions(change2.using.text, column2);
}
function isConverted(change2) {
  return change2.kind === "alter-column-type" && change2.using !== void 0;
}

// src/rules/facts/made-objects.ts
function namesGiven(change2) {
  let one = (kind, name) => name === void 0 ? [] : [{ kind, name }];
  switch (change2.kind) {
    case "create-table":
      return change2.persistence === "temporary" ? [] : [
        ...one("table", change2.table.name),
        ...change2.columns.flatMap((column2) => [
          ...one("column", column2.name),
          ...column2.constraints.flatMap(ofConstraint)
        ]),
        ...change2.constraints.flatMap(ofConstraint)
      ];
    case "add-column":
      return [...one("column", change2.column.name), ...change2.column.constraints.flatMap(ofConstraint)];
    case "add-constraint":
      return ofConstraint(change2.constraint);
    case "create-index":
      return one("index", change2.index);
    case "create-trigger":
      return one("trigger", change2.trigger);
    case "create-policy":
      return one("policy", change2.policy);
    case "create-schema":
      return one("schema", change2.schema);
    case "rename":
      return renamed2(change2);
    default: {
      let relation = relationMade(change2);
      return relation === void 0 ? [] : one(relation.kind, relation.name.name);
    }
  }
}
var makingKinds = [
  "create-table",
  "create-view",
  "create-materialized-view",
  "create-sequence",
  "create-type",
  "create-domain",
  "function"
];
function relationMade(change2) {
  switch (change2.kind) {
    case "create-table":
      return change2.persistence === "temporary" ? void 0 : { kind: "table", name: change2.table };
    case "create-view":
      return change2.temporary ? void 0 : { kind: "view", name: change2.view };
    case "create-materialized-view":
      return { kind: "materialized-view", name: change2.view };
    case "create-sequence":
      return change2.temporary ? void 0 : { kind: "sequence", name: change2.sequence };
    case "create-type":
      return { kind: "type", name: change2.type };
    case "create-domain":
      return { kind: "domain", name: change2.domain };
    case "function":
      return { kind: "function", name: change2.function };
    default:
      return;
  }
}
function ofConstraint({ name, type }) {
  return name === void 0 || type === "not-null" ? [] : [{ kind: type, name }];
}
var kindsRenamed = /* @__PURE__ */ new Set([
  "table",
  "column",
  "view",
  "materialized-view",
  "index",
  "sequence",
  "schema",
  "type",
  "domain",
  "function",
  "trigger",
  "policy"
]);
function renamed2(change2) {
  return kindsRenamed.has(change2.object) ? [{ kind: change2.object, name: change2.to }] : [];
}

// src/rules/naming-convention.ts
var pattern = (what2) => ({
  type: "pattern",
  default: null,
  about: `What the whole name of a new ${what2} has to match; without it, anything goes.`
}), namingConvention = defineRule({
  id: "naming-convention",
  preset: "policy",
  category: "policy",
  severity: "warning",
  title: "A new name does not match the pattern that the team has set for it.",
  why: "Names that follow one rule can be guessed, searched for and generated. A name is hard to change later: running code uses it.",
  instead: "Give the object a name that matches. Names that PostgreSQL makes up are not looked at.",
  fineWhen: "No pattern is set for that kind of object: then any name is fine.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
    "https://github.com/google/re2/wiki/Syntax"
  ],
  options: {
    table: pattern("table"),
    column: pattern("column"),
    view: pattern("view"),
    "materialized-view": pattern("materialized view"),
    index: pattern("index"),
    "primary-key": pattern("primary key"),
    "foreign-key": pattern("foreign key"),
    unique: pattern("UNIQUE constraint"),
    check: pattern("CHECK constraint"),
    exclusion: pattern("exclusion constraint"),
    sequence: pattern("sequence"),
    schema: pattern("schema"),
    type: pattern("type"),
    domain: pattern("domain"),
    function: pattern("function or procedure"),
    trigger: pattern("trigger"),
    policy: pattern("row security policy")
  },
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: 'CREATE TABLE Order_Line (id bigint PRIMARY KEY, "lineTotal" numeric);',
    good: "CREATE TABLE order_lines (id bigint PRIMARY KEY, line_total numeric);",
    options: { table: "[a-z_]+s", column: "[a-z][a-z0-9_]*" }
  },
  on: [
    ...makingKinds,
    "add-column",
    "add-constraint",
    "create-index",
    "create-trigger",
    "create-policy",
    "create-schema",
    "rename"
  ],
  check(change2, _context, options2) {
    return namesGiven(change2).flatMap(({ kind, name }) => {
      let wanted2 = options2[kind];
      return wanted2 === null || wanted2.test(name) ? [] : [{ message: `${words(kind)} name ${name} does not match the pattern of the team, ${wanted2.source}.` }];
    });
  }
});
function words(kind) {
  let text = kind.replace("-", " ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

// src/rules/no-foreign-keys.ts
var noForeignKeys = defineRule({
  id: "no-foreign-keys",
  category: "policy",
  severity: "warning",
  title: "A foreign key is created, which the team does not use.",
  why: "Teams that split tables over databases, or load and delete in bulk, check references in the application: a foreign key ties two tables together in every migration, and locks both.",
  instead: "Leave the foreign key out, and check the reference where the rows are written.",
  preset: "policy",
  sources: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);`,
    bad: `SET LOCAL lock_timeout = '5s';
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));`,
    good: "CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL);"
  },
  on: ["create-table", "add-column", "add-constraint"],
  check(change2, context) {
    return foreignKeysIn(change2).map(({ table: table2, key: key2 }) => ({
      message: `${foreignKeyWords(key2, table2, context)} ties it to ${context.qualify(key2.references.table)}; the team uses no foreign keys.`
    }));
  }
});

// src/rules/non-transactional-multi-statement.ts
var kinds3 = [
  "create-table",
  "create-index",
  "create-view",
  "create-materialized-view",
  "create-sequence",
  "create-type",
  "create-domain",
  "create-schema",
  "create-extension",
  "create-trigger",
  "create-rule",
  "create-policy",
  "create-statistics",
  "create-role",
  "create-other",
  "function",
  "add-enum-value",
  "add-column",
  "drop-column",
  "add-constraint",
  "drop-constraint",
  "add-identity",
  "attach-partition",
  "detach-partition",
  "inherit",
  "no-inherit",
  "rename",
  "set-schema",
  "drop",
  "insert"
], nonTransactionalMultiStatement = defineRule({
  id: "non-transactional-multi-statement",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "A script that commits step by step holds more than one step that cannot be repeated.",
  why: "When a later step fails, the earlier ones stay. The migration tool runs the script from its beginning again, and the first step fails because its work is done: somebody has to clean up by hand.",
  instead: "Give each step a migration of its own, or write the steps so that they can be repeated.",
  fineWhen: "The steps can be repeated (IF [NOT] EXISTS, OR REPLACE), or the runner records each statement and goes on behind the last one, as Lockgate's own deploy does.",
  sources: ["https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, placed date);",
    bad: `CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed);`,
    good: "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
    transaction: { bad: "none", good: "none" }
  },
  on: kinds3,
  check(_change, { script, statement }) {
    let steps2 = stepsOf2(script), [first, second] = steps2;
    if (first === void 0 || second?.index !== statement.index) return;
    let refused3 = steps2.filter((step) => refusedInTransaction(step) !== void 0);
    if (!(refused3.length > 0 && refused3.length < steps2.length))
      return {
        message: `If this fails, what line ${first.span.start.line} did stays, and that line fails when the script is run again: each of the ${steps2.length} steps of this script commits by itself.`,
        span: statement.span
      };
  }
}), known6 = /* @__PURE__ */ new WeakMap();
function stepsOf2(script) {
  let found = known6.get(script);
  if (found !== void 0) return found;
  let own = { ...script, statements: script.statements.filter(({ within }) => within === void 0) }, steps2 = unitsOf(own).flatMap(({ statements }) => statements.find((one) => !isRepeatable(one)) ?? []);
  return known6.set(script, steps2), steps2;
}
function isRepeatable({ changes, text }) {
  return /\bif\s+(?:not\s+)?exists\b/i.test(text) || changes.every((change2) => canBeRepeated(change2, text));
}
function canBeRepeated(change2, text) {
  return !kinds3.includes(change2.kind) || "replace" in change2 && change2.replace ? !0 : change2.kind === "insert" && /\bon\s+conflict\b|\bnot\s+exists\b/i.test(text);
}

// src/rules/object-owner.ts
var objectOwner = defineRule({
  id: "object-owner",
  preset: "policy",
  category: "policy",
  severity: "warning",
  title: "A new table or view does not get the owner that the team has set.",
  why: 'It belongs to the role that runs the migration. Another role that runs a later one gets "must be owner of table", and default privileges of the wrong role apply.',
  instead: "Begin the script with SET LOCAL ROLE, or end it with ALTER \u2026 OWNER TO.",
  fineWhen: "No owner is set in the options: then the rule is silent.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-priv.html",
    "https://www.postgresql.org/docs/current/sql-set-role.html"
  ],
  options: {
    owner: {
      type: "pattern",
      default: null,
      about: "What the whole name of the owner of new tables, views, sequences, types and functions has to match."
    }
  },
  example: {
    setup: "CREATE TABLE customers (id bigint PRIMARY KEY);",
    bad: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    good: `CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders OWNER TO CURRENT_USER;`,
    options: { owner: "current_user|app_owner" }
  },
  on: [...makingKinds, "set-owner"],
  check(change2, context, { owner }) {
    if (owner === null) return;
    if (change2.kind === "set-owner")
      return owner.test(change2.owner) ? void 0 : {
        message: `${sqlName(change2.name)} is given to ${change2.owner}, who is not the owner that the team has set.`
      };
    let made = relationMade(change2), role = context.setting("role");
    if (made === void 0 || role !== null && owner.test(role) || isGiven(made.name, context)) return;
    let kind = made.kind.replace("-", " ");
    return {
      message: `New ${kind} ${context.qualify(made.name)} belongs to whoever runs the migration.`,
      help: `Give it to its owner in the same script:
${sqlBlock(`ALTER ${kind.toUpperCase()} ${sqlName(made.name)} OWNER TO name_of_owner;`)}`
    };
  }
});
function isGiven(name, context) {
  let wanted2 = context.qualify(name), gives = (change2) => change2.kind === "set-owner" && context.qualify(change2.name) === wanted2;
  return context.script.statements.some((other) => other.index > context.statement.index && other.changes.some(gives));
}

// src/rules/ordering-hazard.ts
var orderingHazard = defineRule({
  id: "ordering-hazard",
  category: "correctness",
  severity: "error",
  title: "A statement uses a table, type or function that only a later statement creates.",
  why: "The migrations run in the order of their versions: when this statement runs, the object is not there, and the migration fails. On the machine of its author it was there from an earlier try.",
  instead: "Give the migration that creates the object the lower version, or move the statement behind the CREATE.",
  fineWhen: "The object is there already under this name; then its CREATE fails, unless it says IF NOT EXISTS.",
  sources: ["https://www.postgresql.org/docs/current/errcodes-appendix.html"],
  example: {
    setup: "",
    bad: `INSERT INTO currencies (code) VALUES (1);
CREATE TABLE currencies (code int PRIMARY KEY);`,
    good: `CREATE TABLE currencies (code int PRIMARY KEY);
INSERT INTO currencies (code) VALUES (1);`,
    fails: "42P01"
  },
  on: [...schemaKinds, ...dataKinds, "select", "truncate", "lock-table", "refresh-materialized-view"],
  check(change2, context) {
    if (!(context.statement.within !== void 0 || /^alter\s+\w+\s+if\s+exists\b/i.test(context.statement.text)))
      for (let name of usedBy(change2)) {
        let maker2 = laterMaker(name, change2, context);
        if (maker2 === void 0) continue;
        let where = maker2.path === context.script.path ? "a later statement of this script" : maker2.path;
        return {
          message: `${context.qualify(name)} is not there yet when this runs: ${where} creates it on line ${maker2.change.at.line}.`
        };
      }
  }
});
function laterMaker(name, change2, context) {
  if (isKnown(context, name) || context.isNew(name)) return;
  let decisive = context.later(name).find(({ change: next }) => makes2(next, name) || movesAway(next, name));
  if (!(decisive === void 0 || decisive.conditional || !makesAnew(decisive.change, name)))
    return makes2(change2, name) ? void 0 : decisive;
}
function makes2(change2, { name }) {
  switch (change2.kind) {
    case "create-table":
      return change2.table.name === name;
    case "create-view":
    case "create-materialized-view":
      return change2.view.name === name;
    case "create-type":
      return change2.type.name === name;
    case "create-domain":
      return change2.domain.name === name;
    case "function":
      return change2.function.name === name;
    default:
      return !1;
  }
}
function makesAnew(change2, name) {
  return makes2(change2, name) ? change2.kind === "create-table" ? !change2.ifNotExists && change2.persistence !== "temporary" : "replace" in change2 ? !change2.replace : !("ifNotExists" in change2) || !change2.ifNotExists : !1;
}
function movesAway(change2, { name }) {
  return change2.kind === "drop" ? change2.names.some((one) => one.name === name) : (change2.kind === "rename" || change2.kind === "set-schema") && change2.name.name === name;
}
function usedBy(change2) {
  let reads = "reads" in change2 ? change2.reads ?? [] : [];
  switch (change2.kind) {
    case "create-table":
      return [
        ...referencedTables(change2),
        ...change2.columns.map(({ type }) => type),
        ...change2.partitionOf === void 0 ? [] : [change2.partitionOf],
        ...change2.inherits,
        ...change2.likes,
        ...reads
      ];
    case "add-column":
      return [change2.table, ...referencedTables(change2), change2.column.type];
    case "add-constraint":
      return [change2.table, ...referencedTables(change2)];
    case "alter-column-type":
      return [change2.table, change2.type];
    case "attach-partition":
    case "detach-partition":
      return [change2.table, change2.partition];
    case "create-trigger":
      return [change2.table, change2.function];
    case "drop":
      return [];
    case "truncate":
    case "lock-table":
      return change2.tables;
    case "refresh-materialized-view":
      return [change2.view];
    default:
      return "table" in change2 && change2.table !== void 0 ? [change2.table, ...reads] : reads;
  }
}

// src/rules/partition-ban.ts
var partitionBan = defineRule({
  id: "partition-ban",
  preset: "policy",
  category: "policy",
  severity: "warning",
  title: "A new table is partitioned.",
  why: "Partitions have to be made in time and detached again, every unique key has to hold the partition key, and changes to the parent lock all of them. A team that has no use for that does better without.",
  instead: "Make a plain table. Rows that have grown old can be deleted in batches.",
  fineWhen: "Somebody looks after the partitions: then leave this rule off.",
  sources: ["https://www.postgresql.org/docs/current/ddl-partitioning.html"],
  example: {
    setup: "CREATE TABLE sensors (id bigint PRIMARY KEY);",
    bad: "CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);",
    good: "CREATE TABLE readings (at date NOT NULL, value int);"
  },
  on: ["create-table"],
  check(change2, context) {
    if (!(!change2.partitioned || change2.partitionOf !== void 0))
      return {
        message: `${context.qualify(change2.table)} is made as a partitioned table, which this team does not use.`
      };
  }
});

// src/rules/partition-fanout.ts
var partitionFanout = defineRule({
  id: "partition-fanout",
  category: "availability",
  severity: "info",
  preset: "strict",
  title: "A change of a partitioned table locks every partition at once.",
  why: "ALTER TABLE on a partitioned table goes down to its partitions and takes AccessExclusiveLock on each: one long query on any partition holds it up, while the partitions that it has locked already stop their readers and writers. The locks also fill the shared lock table.",
  instead: "Keep the transaction short and set a lock_timeout. Where the sub-command allows it, do the work partition by partition: add a constraint NOT VALID, or an index ON ONLY the partitioned table, then on each partition.",
  fineWhen: "The partitioned table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html"
  ],
  example: {
    setup: `CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');`,
    bad: "ALTER TABLE readings ADD COLUMN source text;",
    good: "COMMENT ON TABLE readings IS 'what the meters said';"
  },
  on: [
    "add-column",
    "drop-column",
    "alter-column-type",
    "set-default",
    "drop-default",
    "set-not-null",
    "drop-not-null",
    "add-constraint",
    "rename"
  ],
  check(change2, context) {
    let table2 = change2.kind === "rename" ? change2.name : change2.table;
    if (!reachesPartitions(change2, context) || context.isNew(table2)) return;
    let partitions = partitionsOf(context, table2).map((partition) => context.qualify(partition)), [relation] = partitions;
    if (relation === void 0) return;
    let list = partitions.slice(0, 3).join(", ") + (partitions.length > 3 ? " and others" : "");
    return {
      message: `This takes AccessExclusiveLock on ${context.qualify(table2)} and on all partitions that are known (${partitions.length}: ${list}): a query on any of them holds it up while the others stop.`,
      help: `Set a limit for the wait, and try again when it is reached:
${sqlBlock(`${context.unit.kind === "transaction" ? "SET LOCAL" : "SET"} lock_timeout = '2s';`)}`,
      claims: { relation }
    };
  }
});
function reachesPartitions(change2, context) {
  return /^alter\s+table\s+(?:if\s+exists\s+)?only\b/i.test(context.statement.text) ? !1 : change2.kind === "rename" ? change2.object === "column" : change2.kind === "drop-not-null" ? context.serverVersion < 18 : change2.kind !== "add-constraint" || change2.constraint.type === "check";
}

// src/rules/partition-key-in-pk.ts
var partitionKeyInPk = defineRule({
  id: "partition-key-in-pk",
  category: "correctness",
  severity: "error",
  title: "A unique key of a partitioned table lacks a column of the partition key.",
  why: "PostgreSQL watches over uniqueness partition by partition, so a PRIMARY KEY or UNIQUE of a partitioned table has to hold all columns that the table is partitioned by. The statement fails with error 0A000, and so does the migration.",
  instead: "Add the columns of the partition key to the unique key; or make the key unique on each partition only, if that is enough.",
  sources: ["https://www.postgresql.org/docs/current/ddl-partitioning.html"],
  example: {
    setup: "",
    bad: "CREATE TABLE readings (id bigint PRIMARY KEY, at date NOT NULL) PARTITION BY RANGE (at);",
    good: "CREATE TABLE readings (id bigint, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);",
    fails: "0A000"
  },
  on: ["create-table", "add-constraint", "add-column", "create-index"],
  check(change2, context) {
    if (change2.kind === "create-table" && !change2.partitioned) return;
    let key2 = change2.kind === "create-table" ? change2.partitionKey : partitionKey(context, change2.table);
    if (key2 !== void 0)
      for (let columns2 of uniqueKeys(change2)) {
        let missing2 = key2.filter((column2) => !columns2.includes(column2));
        if (missing2.length !== 0)
          return {
            message: `The unique key (${columns2.join(", ")}) of ${context.qualify(change2.table)} lacks ${missing2.join(", ")}, by which the table is partitioned: the statement fails with error 0A000.`,
            help: `Make the key (${sqlColumns([...columns2, ...missing2])}), or make it unique on each partition only.`
          };
      }
  }
});
function uniqueKeys(change2) {
  return change2.kind !== "create-index" ? writtenConstraints(change2).flatMap(uniqueKey) : change2.unique ? [change2.columns.flatMap(({ column: column2 }) => column2 ?? [])] : [];
}
function uniqueKey(constraint) {
  let { type, columns: columns2 } = constraint;
  return (type === "primary-key" || type === "unique") && constraint.usingIndex === void 0 ? [columns2] : [];
}

// src/rules/pk-using-nullable-index.ts
var pkUsingNullableIndex = defineRule({
  id: "pk-using-nullable-index",
  category: "availability",
  severity: "error",
  title: "A primary key takes over an index whose column may hold NULL.",
  why: "A primary key makes its columns NOT NULL. Where they are not yet, PostgreSQL reads every row to look for NULLs while it holds AccessExclusiveLock: reads and writes wait, although the index is ready.",
  instead: `1. Make the columns NOT NULL the safe way, over three migrations (see set-not-null-scan).
2. Then add the key with PRIMARY KEY USING INDEX: only the catalog changes.`,
  fineWhen: "The columns are NOT NULL already, or a validated CHECK proves it: then only the catalog changes.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/release/12.0/",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE TABLE events (id bigint, body text);
CREATE UNIQUE INDEX events_id_idx ON events (id);`,
    bad: "ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_idx;",
    good: `ALTER TABLE events ADD CONSTRAINT events_id_set CHECK (id IS NOT NULL) NOT VALID;
-- in the next migration:
ALTER TABLE events VALIDATE CONSTRAINT events_id_set;
-- in the one after that:
ALTER TABLE events ALTER COLUMN id SET NOT NULL;
ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_idx;`,
    transaction: { good: "none" }
  },
  on: ["add-constraint"],
  check(change2, context) {
    let { constraint, table: table2 } = change2;
    if (constraint.type !== "primary-key" || constraint.usingIndex === void 0 || context.isNew(table2))
      return;
    let nullable = columnsOf(constraint.usingIndex, table2, context).filter((column2) => {
      let known7 = knownColumn(context, table2, column2), proof = notNullProof(context, table2, column2), falls = context.statement.changes.some(
        (other) => other.kind === "drop-constraint" && other.name === proof?.name
      );
      return known7 !== void 0 && !known7.notNull && (proof === void 0 || falls);
    });
    if (nullable.length === 0) return;
    let relation = context.qualify(table2);
    return {
      message: `${nullable.join(", ")} may hold NULL, so making ${constraint.usingIndex} the primary key scans ${relation} under AccessExclusiveLock: reads and writes wait.`,
      claims: { relation }
    };
  }
});
function columnsOf(index2, table2, context) {
  return knownIndexes(context, table2).find(({ name }) => name === index2)?.columns.flatMap(({ column: column2 }) => column2 === void 0 ? [] : [column2]) ?? [];
}

// src/rules/pk-without-index.ts
var pkWithoutIndex = defineRule({
  id: "pk-without-index",
  category: "availability",
  severity: "error",
  title: "A primary key is added to an existing table without a ready index.",
  why: "PostgreSQL builds the index, and scans for NULLs where a column may hold them, while it holds AccessExclusiveLock: reads and writes wait for all of it.",
  instead: `1. Make the columns NOT NULL the safe way, where they are not (see set-not-null-scan).
2. In a migration that runs outside a transaction, build the index with CREATE UNIQUE INDEX CONCURRENTLY.
3. In the next migration, add the key with PRIMARY KEY USING INDEX, which only changes the catalog.`,
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "index-build" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE events (id bigint NOT NULL, body text);",
    bad: "ALTER TABLE events ADD PRIMARY KEY (id);",
    good: `CREATE UNIQUE INDEX CONCURRENTLY events_pkey ON events (id);
-- in the next migration:
ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_pkey;`,
    transaction: { good: "none" }
  },
  on: ["add-constraint"],
  check(change2, context) {
    let { constraint, table: table2 } = change2;
    if (constraint.type !== "primary-key" || constraint.usingIndex !== void 0 || context.isNew(table2) || isOnAllPartitions(constraint, table2, context) || isOnly(context) && isPartitioned(context, table2)) return;
    let relation = context.qualify(table2), name = constraint.name ?? defaultName(table2, constraint), sql = sqlIdentifier(name), nullable = constraint.columns.filter((column2) => knownColumn(context, table2, column2)?.notNull !== !0), plain = !/\b(?:include|deferrable)\b/i.test(commandText(change2, context) ?? "include"), before = nullable.length === 0 ? "" : `Before that, make sure that ${nullable.join(", ")} is NOT NULL (see set-not-null-scan).
`;
    return {
      message: `Adding the primary key builds its index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      help: before + (isPartitioned(context, table2) ? keyPartByPart(table2, name, constraint.columns, "PRIMARY KEY", context) : steps(
        [
          `In a migration ${outsideTransaction(context)}, build the index:`,
          `CREATE UNIQUE INDEX CONCURRENTLY ${sql} ON ${sqlName(table2)} (${sqlColumns(constraint.columns)});`
        ],
        [
          "In the next one, make it the key:",
          `ALTER TABLE ${sqlName(table2)} ADD CONSTRAINT ${sql} PRIMARY KEY USING INDEX ${sql};`
        ]
      )),
      claims: { relation },
      ...nullable.length === 0 && plain && !isPartitioned(context, table2) && canSplit(context) ? { split: keyFromIndex(change2, name, "PRIMARY KEY") } : {}
    };
  }
});

// src/sql/dynamic-sql.ts
function unquotedParameters(sql) {
  try {
    return foundIn(sql);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
function foundIn(sql) {
  let parsed = parseCode(sql);
  if (parsed.kind === "error") return [];
  let code3 = codeOf(parsed.functions);
  if (code3.parameters.size === 0 || code3.executed.length === 0) return [];
  let sources2 = sourcesOf(code3);
  return code3.executed.flatMap(({ query, line }) => {
    let node = parseExpression(query);
    if (node === void 0) return [];
    let names3 = [...new Set(rawNames(node))].flatMap((name) => sources2.get(name) ?? []), whole = "ParamRef" in node || "ColumnRef" in node && code3.parameters.has(columnName(node));
    return [...new Set(names3)].map((parameter) => ({ parameter, expression: query, whole, line }));
  });
}
var textual = /^(?:text|character varying|varchar|"?char"?|character|bpchar|name|citext|unknown|json|jsonb|xml)\b/i;
function codeOf(functions) {
  let parameters2 = /* @__PURE__ */ new Set(), numbered = [], variables = /* @__PURE__ */ new Map(), executed = [], visit = (value, line) => {
    if (Array.isArray(value)) for (let item of value) visit(item, line);
    if (isTree(value))
      for (let [name, node] of Object.entries(value)) {
        if (!isTree(node) && !Array.isArray(node)) continue;
        let here = isTree(node) && typeof node.lineno == "number" ? node.lineno : line;
        isTree(node) && (name === "PLpgSQL_var" && learnVariable(node, { parameters: parameters2, numbered, variables }), name === "PLpgSQL_stmt_assign" && learnAssignment(queryOf(node.expr), variables), (name === "PLpgSQL_stmt_dynexecute" || name === "PLpgSQL_stmt_dynfors") && executed.push({ query: queryOf(node.query), line: here }), "dynquery" in node && executed.push({ query: queryOf(node.dynquery), line: here })), visit(node, here);
      }
  };
  return visit(functions, 1), { parameters: parameters2, numbered, variables, executed: executed.filter(({ query }) => query !== "") };
}
var ofTheLanguage = /^(?:found|sqlstate|sqlerrm|tg_\w+)$/;
function learnVariable(node, { parameters: parameters2, numbered, variables }) {
  let type = isTree(node.datatype) ? node.datatype.PLpgSQL_type : void 0, name = node.refname;
  typeof name == "string" && node.lineno === void 0 && numbered.push(name), !(typeof name != "string" || !isTree(type) || !textual.test(String(type.typname ?? ""))) && (node.lineno === void 0 && !ofTheLanguage.test(name) && parameters2.add(name), node.lineno !== void 0 && variables.set(name, [...variables.get(name) ?? [], ...[queryOf(node.default_val)].filter((text) => text !== "")]));
}
function learnAssignment(query, variables) {
  let found = /^\s*"?([\w$]+)"?\s*:?=\s*([\s\S]+)$/.exec(query), [, name = "", value = ""] = found ?? [];
  variables.get(name.toLowerCase())?.push(value);
}
function sourcesOf({ parameters: parameters2, numbered, variables }) {
  let sources2 = new Map([...parameters2].map((name) => [name, /* @__PURE__ */ new Set([name])]));
  for (let [i, name] of numbered.entries()) sources2.set(`$${i + 1}`, new Set(parameters2.has(name) ? [name] : []));
  let given = [...variables].map(
    ([name, values]) => [name, values.flatMap((value) => rawNames(parseExpression(value)))]
  );
  for (let changed = !0; changed; ) {
    changed = !1;
    for (let [name, names3] of given) {
      let own = sources2.get(name) ?? /* @__PURE__ */ new Set(), before = own.size;
      for (let other of names3) for (let source of sources2.get(other) ?? []) own.add(source);
      own.size > before && (changed = !0), sources2.set(name, own);
    }
  }
  return new Map([...sources2].map(([name, found]) => [name, [...found]]));
}
function rawNames(node) {
  if (node === void 0) return [];
  if ("ColumnRef" in node) return [columnName(node)];
  if ("ParamRef" in node) return [`$${node.ParamRef.number ?? 0}`];
  if ("TypeCast" in node) {
    let type = stringsOf(node.TypeCast.typeName?.names).at(-1) ?? "";
    return textual.test(type) ? rawNames(node.TypeCast.arg) : [];
  }
  if ("A_Expr" in node) {
    let { name, lexpr, rexpr } = node.A_Expr;
    return stringsOf(name).at(-1) === "||" ? [...rawNames(lexpr), ...rawNames(rexpr)] : [];
  }
  if ("CoalesceExpr" in node) return (node.CoalesceExpr.args ?? []).flatMap(rawNames);
  if ("CaseExpr" in node)
    return [...(node.CaseExpr.args ?? []).flatMap((when) => "CaseWhen" in when ? [when.CaseWhen.result] : []), node.CaseExpr.defresult].flatMap(rawNames);
  if (!("FuncCall" in node)) return [];
  let called = stringsOf(node.FuncCall.funcname).at(-1) ?? "", args = node.FuncCall.args ?? [];
  return called === "format" ? formatted(args) : carrying.has(called) ? args.flatMap(rawNames) : [];
}
var carrying = /* @__PURE__ */ new Set([
  "concat",
  "concat_ws",
  "lower",
  "upper",
  "trim",
  "btrim",
  "ltrim",
  "rtrim"
]);
function formatted([template, ...values]) {
  let text = template !== void 0 && "A_Const" in template ? template.A_Const.sval?.sval : void 0;
  if (text === void 0) return [];
  let next = 0;
  return [...text.matchAll(/%(?:(\d+)\$)?-?(?:\d+|\*)?([sIL%])/g)].flatMap(([, position, specifier]) => {
    if (specifier === "%") return [];
    let at = position === void 0 ? next : Number(position) - 1;
    return next = at + 1, specifier === "s" ? rawNames(values[at]) : [];
  });
}
function columnName(node) {
  return "ColumnRef" in node ? stringsOf(node.ColumnRef.fields).at(-1) ?? "" : "";
}
function queryOf(node) {
  let expression = isTree(node) ? node.PLpgSQL_expr : void 0;
  return isTree(expression) && typeof expression.query == "string" ? expression.query : "";
}
function isTree(value) {
  return typeof value == "object" && value !== null && !Array.isArray(value);
}

// src/rules/plpgsql-sql-injection.ts
var plpgsqlSqlInjection = defineRule({
  id: "plpgsql-sql-injection",
  category: "security",
  severity: "warning",
  title: "A function executes SQL that is put together from a parameter without quoting it.",
  why: "Whoever chooses the parameter can end the string and add statements of their own; with SECURITY DEFINER those run with the rights of the owner. Harmless values with a quote or a capital letter make it fail, too.",
  instead: "1. Give values with USING: `EXECUTE 'SELECT \u2026 WHERE id = $1' USING id`.\n2. Put names in with format() and %I, values that have to stand in the text with %L.",
  fineWhen: "The parameter is a number, a date or a regclass, or has passed through quote_ident() or quote_literal().",
  sources: [
    "https://www.postgresql.org/docs/current/plpgsql-statements.html#PLPGSQL-STATEMENTS-EXECUTING-DYN",
    "https://www.postgresql.org/docs/current/functions-string.html#FUNCTIONS-STRING-FORMAT"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, code text);",
    bad: `CREATE FUNCTION count_of(name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  total bigint;
BEGIN
  EXECUTE 'SELECT count(*) FROM ' || name INTO total;
  RETURN total;
END $$;`,
    good: `CREATE FUNCTION count_of(name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  total bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I', name) INTO total;
  RETURN total;
END $$;`
  },
  on: ["function"],
  check(change2, { statement }) {
    if (!(change2.language !== "plpgsql" || change2.parameters.length === 0) && /\bexecute\b/i.test(change2.body))
      return unquotedParameters(statement.text).filter(({ whole }) => !whole || change2.securityDefiner).map(({ parameter, whole, line }) => ({
        message: whole ? `Parameter ${parameter} is executed as SQL, with the rights of the function's owner (line ${line} of the body).` : `Parameter ${parameter} becomes part of executed SQL without being quoted (line ${line} of the body).`
      }));
  }
});

// src/rules/policy-change.ts
var policyChange = defineRule({
  id: "policy-change",
  preset: "strict",
  category: "security",
  severity: "info",
  title: "The row security of an existing table changes.",
  why: "A policy decides who sees and writes which rows. A change of it is a change of authorization, and nothing in the application shows it.",
  instead: "Let somebody who knows who may see what review it, and say in an ignore comment what is intended.",
  fineWhen: "The table was created in the same release.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-rowsecurity.html",
    "https://www.postgresql.org/docs/current/sql-createpolicy.html"
  ],
  example: {
    setup: "CREATE TABLE notes (id bigint PRIMARY KEY, owner text);",
    bad: "CREATE POLICY notes_read ON notes FOR SELECT USING (true);",
    good: "COMMENT ON TABLE notes IS 'each owner sees their own';"
  },
  on: ["create-policy", "alter-policy", "drop", "row-security"],
  check(change2, context) {
    let table2 = tableOf(change2);
    if (table2 === void 0 || context.isNew(table2)) return;
    let relation = context.qualify(table2);
    return { message: `${what(change2)} ${relation}: who may see or write which of its rows changes${all(change2)}.` };
  }
});
function tableOf(change2) {
  return change2.kind === "drop" ? change2.object === "policy" ? change2.on : void 0 : change2.table;
}
function what(change2) {
  switch (change2.kind) {
    case "create-policy":
      return `Policy ${change2.policy} is added to`;
    case "alter-policy":
      return `Policy ${change2.policy} is changed on`;
    case "drop":
      return `Policy ${change2.names[0]?.name ?? ""} is dropped from`;
    case "row-security":
      return `Row security (${change2.action.toUpperCase().replace("-", " ")}) is set on`;
  }
}
function all(change2) {
  let always = (text) => text?.toLowerCase() === "true";
  return change2.kind !== "create-policy" || !change2.permissive || !always(change2.using?.text) && !always(change2.withCheck?.text) ? "" : `, and this condition is true for every row${change2.roles.length === 0 ? " and every role" : ""}`;
}

// src/rules/prefer-bigint.ts
var preferBigint = defineRule({
  id: "prefer-bigint",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "A key is an integer of 4 or 2 bytes, which can run out of numbers.",
  why: "integer ends at 2,147,483,647 and smallint at 32,767; rolled-back inserts and ON CONFLICT use up numbers too. From then on every INSERT fails. The way to bigint rewrites the table and all its indexes under AccessExclusiveLock, and every foreign key to it has to follow.",
  instead: "Use bigint (bigserial, or bigint GENERATED \u2026 AS IDENTITY) from the start.",
  fineWhen: "The table can never have many rows, such as a list of countries; say so in an ignore comment.",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-numeric.html",
    "https://www.postgresql.org/docs/current/functions-sequence.html"
  ],
  options: {
    "all-columns": {
      type: "boolean",
      default: !1,
      about: "Also columns that are no keys."
    }
  },
  example: {
    setup: "",
    bad: "CREATE TABLE orders (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text);",
    good: "CREATE TABLE orders (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text);"
  },
  on: ["create-table", "add-column"],
  check(change2, context, options2) {
    return madeColumns(change2).filter(({ type }) => isType(type, "int2", "int4") || smallSerials.test(type.name)).filter((column2) => options2["all-columns"] ? !refers(column2, change2) : isKey(column2, change2)).map((column2) => {
      let two = column2.type.name === "int2" || /2$|^small/.test(column2.type.name);
      return {
        message: `${column2.name} of ${context.qualify(change2.table)} is ${sqlType(column2.type)}: after ${two ? "32,767" : "2,147,483,647"} no ${column2.serial || column2.identity ? "row can be inserted any more" : "larger number fits"}.`,
        ...atType(
          column2,
          context,
          column2.serial ? /serial[24]?|smallserial/ : /int[24]?|integer|smallint/,
          column2.serial ? insteadOfSerial(change2, context) : "bigint"
        )
      };
    });
  }
}), smallSerials = /^(?:small)?serial[24]?$/;
function isKey(column2, change2) {
  return column2.serial || column2.identity ? !0 : isType(column2.type, "int4") && isPrimary(column2, change2) && !refers(column2, change2);
}
function isPrimary(column2, change2) {
  return [...column2.constraints, ...change2.kind === "create-table" ? change2.constraints : []].some(({ type, columns: columns2 }) => type === "primary-key" && columns2.length === 1 && columns2[0] === column2.name);
}

// src/rules/prefer-identity.ts
var preferIdentity = defineRule({
  id: "prefer-identity",
  category: "correctness",
  severity: "info",
  preset: "strict",
  title: "A new table numbers its rows with serial instead of an identity column.",
  why: "serial is a default and a sequence that only hang together: roles need USAGE on the sequence beside INSERT on the table, CREATE TABLE \u2026 LIKE INCLUDING DEFAULTS makes two tables share one sequence, and the default can be dropped by itself. An identity column is one thing, as the SQL standard has it.",
  instead: "Write bigint GENERATED BY DEFAULT AS IDENTITY; or GENERATED ALWAYS AS IDENTITY, which refuses numbers given by hand.",
  fineWhen: "A tool or an older version of PostgreSQL (before 10) has to read the table.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "https://wiki.postgresql.org/wiki/Don%27t_Do_This"
  ],
  example: {
    setup: "",
    bad: "CREATE TABLE orders (id bigserial PRIMARY KEY, note text);",
    good: "CREATE TABLE orders (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text);"
  },
  on: ["create-table"],
  check(change2, context) {
    return isIdentityComplete(change2, context) ? change2.columns.filter(({ serial }) => serial).map((column2) => ({
      message: `${column2.name} of ${context.qualify(change2.table)} is ${column2.type.name}: its sequence has privileges and a life of its own.`,
      ...atType(column2, context, /(?:big|small)?serial[248]?/, insteadOfSerial(change2, context))
    })) : [];
  }
});

// src/rules/prefer-text.ts
var preferText = defineRule({
  id: "prefer-text",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "A column has the type varchar(n) instead of text.",
  why: "varchar(n) and text are stored alike and are equally fast. The limit of varchar(n) is part of the type: to lower it, the table is rewritten under AccessExclusiveLock, and views on the column stand in the way of any change.",
  instead: "Use text. Where a limit is needed, add a CHECK on its length: a new one can be added NOT VALID and validated later.",
  fineWhen: "A team wants limits in the types of its columns; that is why this rule is a policy.",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-character.html",
    "https://wiki.postgresql.org/wiki/Don%27t_Do_This"
  ],
  example: {
    setup: "CREATE TABLE customers (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE customers ADD COLUMN name varchar(50);",
    good: `ALTER TABLE customers ADD COLUMN name text;
ALTER TABLE customers ADD CONSTRAINT customers_name_length CHECK (length(name) <= 50) NOT VALID;`
  },
  on: ["create-table", "add-column"],
  check(change2, context) {
    return madeColumns(change2).filter(({ type }) => isType(type, "varchar") && type.modifiers.length > 0).map((column2) => ({
      message: `Column ${column2.name} of ${context.qualify(change2.table)} has the type ${sqlType(column2.type)}: the limit is part of the type, and lowering it rewrites the table.`,
      ...atType(column2, context, /(?:varchar|character\s+varying|char\s+varying)\s*\(\s*\d+\s*\)/, "text")
    }));
  }
});

// src/rules/prefer-timestamptz.ts
var preferTimestamptz = defineRule({
  id: "prefer-timestamptz",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "A column has the type timestamp, which does not say of which time zone.",
  why: "timestamp keeps the digits of a clock and drops the offset without a word: which instant is meant depends on who wrote and who reads. Differences across a change to summer time are wrong by an hour. To change the type later, the values have to be read in the right zone, and mostly the table is rewritten.",
  instead: "Use timestamptz, which keeps the instant in the same 8 bytes and shows it in the zone of the session.",
  fineWhen: "The value is no instant but what a clock on a wall shows: opening hours, a birthday party.",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-datetime.html",
    "https://wiki.postgresql.org/wiki/Don%27t_Do_This"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN placed_at timestamp;",
    good: "ALTER TABLE orders ADD COLUMN placed_at timestamptz;"
  },
  on: ["create-table", "add-column"],
  check(change2, context) {
    return madeColumns(change2).filter(({ type }) => isType(type, "timestamp")).map((column2) => {
      let precision = column2.type.modifiers[0], instead = `timestamptz${precision === void 0 ? "" : `(${precision})`}`;
      return {
        message: `Column ${column2.name} of ${context.qualify(change2.table)} has the type timestamp: the offset of what is written into it is dropped, and nobody can tell which instant is meant.`,
        ...atType(
          column2,
          context,
          /timestamp(?:\s*\(\s*\d\s*\))?(?:\s+without\s+time\s+zone)?(?!\s+with)/,
          isFree2(column2, change2, context) ? instead : void 0
        )
      };
    });
  }
}), instants = /^\(?(?:now\s*\(\s*\)|current_timestamp(?:\s*\(\s*\d\s*\))?|(?:clock|statement|transaction)_timestamp\s*\(\s*\))\)?$/i;
function isFree2(column2, change2, context) {
  return column2.default !== void 0 && !instants.test(column2.default.text) || column2.constraints.some(({ type }) => type === "foreign-key") || madeColumns(change2).some(({ generated }) => generated !== void 0) || change2.kind === "create-table" && (change2.partitioned || change2.partitionOf !== void 0) ? !1 : !context.later(change2.table).some(
    (later2) => later2.change.kind === "create-index" && [...later2.change.columns.map(({ expression }) => expression), later2.change.where].some(
      (expression) => expression !== void 0 && mentions(expression.text, column2.name)
    )
  );
}

// src/rules/privilege-drift.ts
var privilegeDrift = defineRule({
  id: "privilege-drift",
  preset: "policy",
  category: "policy",
  severity: "info",
  title: "A migration changes both the schema and who may use it.",
  why: "Grants among table changes are overlooked in a review, and those who answer for access have to read every migration to know who may do what.",
  instead: "Put GRANT and REVOKE into a migration of their own.",
  fineWhen: "The migration holds nothing but grants.",
  sources: ["https://www.postgresql.org/docs/current/ddl-priv.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `ALTER TABLE orders ADD COLUMN note text;
GRANT SELECT ON orders TO pg_monitor;`,
    good: "GRANT SELECT ON orders TO pg_monitor;"
  },
  on: ["grant"],
  check(change2, { script }) {
    if (script.statements.find(({ changes }) => changes.some((other) => other.kind === "grant"))?.changes.includes(change2) === !0 && script.statements.some(({ changes }) => changes.some(isOfSchema2)))
      return {
        message: "This script changes the schema and also who may use it: grants belong into a migration of their own."
      };
  }
}), otherKinds = /* @__PURE__ */ new Set([
  "grant",
  "set",
  "reset",
  "select",
  "transaction",
  "session",
  "set-constraints",
  "comment",
  "create-role",
  "alter-role",
  "drop-role",
  "set-owner",
  "do",
  "opaque",
  "lock-table"
]);
function isOfSchema2(change2) {
  return !otherKinds.has(change2.kind);
}

// src/rules/facts/session-settings.ts
function changesBehaviour(name) {
  return /_timeout$|^(?:role|search_path|timezone|session_authorization|session_replication_role)$/.test(name);
}
function isPutBack2(change2, { script, statement }) {
  return script.statements.filter((other) => other.index > statement.index).flatMap((other) => other.changes).some(
    (later2) => later2.kind === "reset" && (later2.name === change2.name || later2.name === "ALL") || later2.kind === "set" && later2.name === change2.name && !later2.local
  );
}

// src/rules/rds-proxy-incompatible.ts
var kinds4 = ["set", "select", "create-table", "create-view", "create-sequence", "session"], rdsProxyIncompatible = defineRule({
  id: "rds-proxy-incompatible",
  category: "compatibility",
  severity: "warning",
  preset: "strict",
  title: "A migration changes the state of the session, for which RDS Proxy pins the connection.",
  why: "RDS Proxy gives a connection to whoever needs one, transaction by transaction. Settings, session-level advisory locks, temporary tables and prepared statements belong to one session: the proxy then keeps the connection for this client until it leaves, and an advisory lock that is not given back stays as long.",
  instead: "Let migrations connect to the writer endpoint of the cluster, not to the proxy. Or keep the state in the transaction: SET LOCAL, pg_advisory_xact_lock().",
  fineWhen: "Migrations do not go through RDS Proxy. A setting that is never put back is found by session-setting-leak.",
  sources: ["https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-pinning.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "SELECT pg_advisory_lock(42);",
    good: "SELECT pg_advisory_xact_lock(42);"
  },
  directions: ["up", "down"],
  on: kinds4,
  check(change2, context) {
    let state = sessionState(change2, context);
    if (state !== void 0 && !earlierInScript(change2, context).some((other) => sessionState(other, context) !== void 0))
      return {
        message: `${state} belongs to the session: behind RDS Proxy it pins the connection until the client leaves.`
      };
  }
});
function sessionState(change2, context) {
  switch (change2.kind) {
    case "set":
      return change2.local || change2.value === null || changesBehaviour(change2.name) && !isPutBack2(change2, context) ? void 0 : `SET ${change2.name}`;
    case "select":
      return sessionFunction(
        change2.functions.map(({ name }) => name),
        context.statement.text
      );
    case "create-table":
      return change2.persistence === "temporary" ? `Temporary table ${change2.table.name}` : void 0;
    case "create-view":
      return change2.temporary ? `Temporary view ${change2.view.name}` : void 0;
    case "create-sequence":
      return change2.temporary ? `Temporary sequence ${change2.sequence.name}` : void 0;
    case "session":
      return pinning.has(change2.what) ? change2.what.toUpperCase() : void 0;
    default:
      return;
  }
}
var pinning = /* @__PURE__ */ new Set(["prepare", "deallocate", "declare", "discard", "listen"]);
function sessionFunction(names3, text) {
  let found = names3.find((name) => /^pg_(?:try_)?advisory_(?:lock|lock_shared)$/.test(name) || name === "set_config");
  return found === "set_config" && /,\s*true\s*\)/i.test(text) ? void 0 : found && `${found}()`;
}

// src/rules/redundant-index.ts
var redundantIndex = defineRule({
  id: "redundant-index",
  category: "availability",
  severity: "warning",
  title: "A new index repeats an index that the table has.",
  why: "Every INSERT, and most UPDATEs, write to each index of the table; the second one costs that, disk and cache, and serves no query that the first does not serve.",
  instead: "Leave it out. If the new index is to take the place of the old one, drop that in the same release.",
  fineWhen: "The other index is dropped in the same release. A unique index is never called redundant beside a longer one, because it guarantees something.",
  options: {
    prefixes: {
      type: "boolean",
      default: !1,
      about: "Also speak of an index on the first columns of a longer one: that is smaller, but serves no query that the longer one could not."
    }
  },
  sources: [
    "https://www.postgresql.org/docs/current/indexes-multicolumn.html",
    "https://www.postgresql.org/docs/current/indexes-intro.html"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, placed date);
CREATE INDEX orders_customer_placed_idx ON orders (customer_id, placed);`,
    bad: "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, placed);",
    good: "CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed);",
    transaction: { bad: "none", good: "none" }
  },
  on: ["create-index"],
  check(change2, context, { prefixes }) {
    let wanted2 = indexOf(change2), known7 = knownIndexes(context, change2.table);
    if (known7.length === 0) return;
    let there = (index2) => isThere(index2, change2.table, context), [others2, namesakes] = [
      known7.filter(({ name }) => name !== change2.index),
      known7.filter(({ name }) => name === change2.index)
    ];
    if (change2.only || change2.ifNotExists && namesakes.some(there)) return;
    let long = (index2) => index2.columns.length > wanted2.columns.length, other = others2.find(
      (index2) => doesItsWork(index2, wanted2) && (prefixes || !long(index2)) && there(index2) && !isDropped(index2, change2.table, context)
    );
    if (other === void 0) return;
    let same = !long(other), named2 = `index ${other.name}`;
    return {
      message: `${change2.index === void 0 ? "This index" : `Index ${change2.index}`} repeats ${same ? named2 : `the first columns of ${named2}`} of ${context.qualify(change2.table)}: every write pays for both${same ? ", and no query gains" : ""}.`
    };
  }
});
function isThere({ name }, table2, context) {
  return tableOfIndex(context, besideTable(table2, name, context)) !== void 0;
}
function doesItsWork(other, wanted2) {
  let isStored = (wantedColumn) => other.include.includes(wantedColumn) || other.columns.some(({ column: column2 }) => column2 === wantedColumn);
  if (!(other.method === wanted2.method && other.where?.text === wanted2.where?.text && wanted2.columns.every((key2, i) => isSameKey2(key2, other.columns[i])) && wanted2.include.every(isStored))) return !1;
  let same = other.columns.length === wanted2.columns.length;
  return wanted2.unique ? same && other.unique && other.nullsNotDistinct === wanted2.nullsNotDistinct : same || wanted2.method === "btree";
}
function isSameKey2(one, other) {
  return (one.column ?? one.expression?.text) === (other?.column ?? other?.expression?.text) && one.operatorClass === other?.operatorClass && one.collation === other?.collation && one.order === other?.order;
}
function isDropped({ name }, table2, context) {
  return [...context.later(besideTable(table2, name, context)), ...context.later(table2)].some(
    ({ change: change2 }) => change2.kind === "drop" && change2.object === "index" && change2.names.some((gone2) => gone2.name === name) || change2.kind === "drop-constraint" && change2.name === name
  );
}

// src/rules/refresh-concurrently-needs-key.ts
var refreshConcurrentlyNeedsKey = defineRule({
  id: "refresh-concurrently-needs-key",
  category: "correctness",
  severity: "error",
  title: "A materialized view without a unique index is refreshed CONCURRENTLY.",
  why: "To find what has changed, PostgreSQL compares the new rows with the old ones by a unique index on columns of the view, for all of its rows. Without one it refuses with error 55000, and the migration fails.",
  instead: "Create a unique index on the view first, without a WHERE clause and on plain columns.",
  fineWhen: "The index was made outside of migrations.",
  sources: ["https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html"],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;`,
    bad: "REFRESH MATERIALIZED VIEW CONCURRENTLY totals;",
    good: `CREATE UNIQUE INDEX totals_id ON totals (id);
REFRESH MATERIALIZED VIEW CONCURRENTLY totals;`,
    fails: "55000"
  },
  on: ["refresh-materialized-view"],
  check({ view, concurrently }, context) {
    let isMade2 = viewNamed(context, view)?.kind === "materialized-view";
    if (!(!concurrently || !isMade2 || knownIndexes(context, view).some(
      ({ unique, where, columns: columns2 }) => unique && where === void 0 && columns2.every(({ column: column2 }) => column2 !== void 0)
    )))
      return {
        message: `No migration made a unique index on ${context.qualify(view)}, and without one PostgreSQL refuses to refresh it CONCURRENTLY (error 55000).`,
        help: "Create one before, on columns of the view that are unique together, without WHERE. Or refresh without CONCURRENTLY, which stops those who read the view."
      };
  }
});

// src/rules/refresh-matview.ts
var refreshMatview = defineRule({
  id: "refresh-matview",
  category: "availability",
  severity: "error",
  title: "A materialized view is refreshed without CONCURRENTLY.",
  why: "Its query runs while AccessExclusiveLock is held on the view: every query of the view waits until it is filled again.",
  instead: `1. Give the view a unique index on plain columns that covers all rows.
2. REFRESH MATERIALIZED VIEW CONCURRENTLY: readers see the old rows until it is done. It can run inside a transaction.`,
  fineWhen: "The view was created in the same release, or is filled for the first time, which CONCURRENTLY cannot do.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: ["https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html", "docs/conformance.md"],
  example: {
    setup: `CREATE TABLE orders (customer_id bigint, total numeric);
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX totals_customer_idx ON totals (customer_id);`,
    bad: "REFRESH MATERIALIZED VIEW totals;",
    good: "REFRESH MATERIALIZED VIEW CONCURRENTLY totals;"
  },
  on: ["refresh-materialized-view"],
  check(change2, context) {
    if (change2.concurrently || !change2.withData || context.isNew(change2.view) || isEmpty(change2.view, context))
      return;
    let relation = context.qualify(change2.view);
    return {
      message: `Refreshing ${relation} without CONCURRENTLY runs its query under AccessExclusiveLock: queries of the view wait until it is filled.`,
      help: `With a unique index on the view, refresh it while it is read:
${sqlBlock(`REFRESH MATERIALIZED VIEW CONCURRENTLY ${sqlName(change2.view)};`)}`,
      claims: { relation }
    };
  }
});
function isEmpty(view, context) {
  return viewNamed(context, view)?.populated === !1;
}

// src/rules/reindex-not-concurrent.ts
var reindexNotConcurrent = defineRule({
  id: "reindex-not-concurrent",
  category: "availability",
  severity: "error",
  title: "An index is rebuilt without CONCURRENTLY.",
  why: "REINDEX holds ShareLock on the table, and AccessExclusiveLock on each index that it rebuilds, until the transaction ends. Writes wait, and so do reads: planning a query locks all indexes of its tables, even for a plan that uses none of them. Only prepared statements whose plan is made go on, where it needs none of the rebuilt ones.",
  instead: "Use REINDEX \u2026 CONCURRENTLY, in a migration of its own that runs outside a transaction.",
  fineWhen: "The table was created in the same release. CONCURRENTLY needs PostgreSQL 12; system catalogs cannot use it.",
  claims: { lock: "ShareLock", work: "index-build", indexLock: "AccessExclusiveLock" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY",
    "https://www.postgresql.org/docs/release/12.0/",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "REINDEX TABLE orders;",
    good: "REINDEX TABLE CONCURRENTLY orders;",
    transaction: { good: "none" }
  },
  on: ["reindex"],
  check(change2, context) {
    let { target, name } = change2;
    if (change2.concurrently || target === "system" || context.serverVersion < 12) return;
    let table2 = target === "table" ? name : target === "index" && name !== void 0 ? tableOfIndex(context, name) : void 0;
    if (table2 !== void 0 && (context.isNew(table2) || isBare(table2, context))) return;
    let relation = table2 === void 0 ? null : context.qualify(table2), what2 = `${target.toUpperCase()}${name === void 0 ? "" : ` ${name.name}`}`, concurrent = `REINDEX ${target.toUpperCase()} CONCURRENTLY${name === void 0 ? "" : ` ${sqlName(name)}`}`, purpose = `REINDEX ${printable(what2)} runs by itself, so that nobody waits.`, apart3 = alone(fileName("reindex", name?.name ?? target), purpose, concurrent, []);
    return {
      message: `REINDEX ${what2} without CONCURRENTLY takes ShareLock on ${relation ?? (target === "index" ? "its table" : "every table in it")} and AccessExclusiveLock on ${target === "index" ? "the index" : "the indexes"}: writes wait until the transaction ends, and so do new queries, which lock all indexes of their tables.`,
      help: `Build it concurrently, in a migration ${outsideTransaction(context)}:
${sqlBlock(`${concurrent};`)}`,
      // Nobody writes to a materialized view; that its readers may wait for an index is no claim about its rows.
      claims: table2 !== void 0 && isMaterializedView2(table2, context) ? { relation, work: "none" } : { relation },
      ...canSplit(context) ? { split: moved({ does: "nothing", name: "" }, apart3) } : {}
    };
  }
});
function isBare(table2, context) {
  return allIndexesKnown(context, table2) && knownIndexes(context, table2).length === 0;
}
function isMaterializedView2(name, context) {
  return viewNamed(context, name)?.kind === "materialized-view";
}

// src/rules/rename-column.ts
var renameColumn = defineRule({
  id: "rename-column",
  category: "compatibility",
  severity: "error",
  title: "A column of an existing table or view is renamed.",
  why: "No order of deployment works: old code fails after the rename, new code before it. The rename itself is only a change of the catalog.",
  instead: `1. Add a column of the new name, and write both, from the application or with a trigger.
2. Fill the old rows in batches, outside of migrations.
3. Release code that reads the new column.
4. Release code that no longer uses the old column, and drop it in a later release.`,
  fineWhen: "The column or its table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://github.com/ankane/strong_migrations#renaming-a-column"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, mail text);",
    bad: "ALTER TABLE users RENAME COLUMN mail TO email;",
    good: "ALTER TABLE users ADD COLUMN email text;"
  },
  on: ["rename"],
  check(change2, context) {
    if (change2.object !== "column" || change2.from === void 0 || context.isNew(change2.name)) return;
    let known7 = knownColumn(context, change2.name, change2.from);
    if (isAddedInRelease(context, known7)) return;
    let relation = context.qualify(change2.name), type = known7 === void 0 || known7.type === null ? "\u2026" : sqlType(known7.type);
    return {
      message: `Renaming ${change2.from} to ${change2.to} breaks running code that uses the old name of this column of ${relation}.`,
      help: `${steps([
        "Add a column of the new name:",
        `ALTER TABLE ${sqlName(change2.name)} ADD COLUMN ${sqlIdentifier(change2.to)} ${type};`
      ])}
2. Write both columns, from the application or a trigger, and fill the old rows in batches.
3. Let the application read the new column; drop the old one in a later release.`,
      claims: { relation }
    };
  }
});

// src/rules/rename-schema.ts
var renameSchema = defineRule({
  id: "rename-schema",
  category: "compatibility",
  severity: "error",
  title: "An existing schema is renamed.",
  why: "Every qualified name of the schema, every search_path that lists it, and every function body that names it fails from then on: old code after the rename, new code before it. No order of deployment works.",
  instead: "Create the new schema, move its objects one by one while views keep their old names, and drop the old schema when no code uses it any more.",
  fineWhen: "The schema was created in the same release.",
  sources: ["https://www.postgresql.org/docs/current/sql-alterschema.html"],
  example: {
    setup: `CREATE SCHEMA sales;
CREATE TABLE sales.orders (id bigint PRIMARY KEY);`,
    bad: "ALTER SCHEMA sales RENAME TO shop;",
    good: `CREATE SCHEMA shop;
ALTER TABLE sales.orders SET SCHEMA shop;
CREATE VIEW sales.orders AS SELECT * FROM shop.orders;`
  },
  on: ["rename"],
  check(change2, context) {
    if (change2.object !== "schema" || context.isNew({ schema: change2.name.name, name: "" })) return;
    let [from, to] = [sqlIdentifier(change2.name.name), sqlIdentifier(change2.to)];
    return {
      message: `Renaming schema ${change2.name.name} to ${change2.to} breaks running code that names it, in queries, in a search_path or in function bodies.`,
      help: `Move what is in it, each with a view of its old name:
${sqlBlock(
        `CREATE SCHEMA ${to};`,
        `ALTER TABLE ${from}.\u2026 SET SCHEMA ${to};`,
        `CREATE VIEW ${from}.\u2026 AS SELECT * FROM ${to}.\u2026;`
      ).replaceAll("\u2026", "name_of_table")}`
    };
  }
});

// src/rules/rename-table.ts
var words2 = {
  table: "TABLE",
  view: "VIEW",
  "materialized-view": "MATERIALIZED VIEW"
}, renameTable = defineRule({
  id: "rename-table",
  category: "compatibility",
  severity: "error",
  title: "An existing table or view is renamed.",
  why: "No order of deployment works: old code fails after the rename, new code before it. The rename itself is only a change of the catalog.",
  instead: `1. In one transaction, rename the table and create a view of the old name: code can read and write a simple view like the table.
2. Release code that uses the new name.
3. Drop the view in a later release.`,
  fineWhen: "It was created in the same release, or the same transaction gives the old name to a view or another table.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS",
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://github.com/ankane/strong_migrations#renaming-a-table"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
    bad: "ALTER TABLE orders RENAME TO purchases;",
    good: `ALTER TABLE orders RENAME TO purchases;
CREATE VIEW orders AS SELECT * FROM purchases;`
  },
  on: ["rename"],
  check(change2, context) {
    let word = words2[change2.object];
    if (word === void 0 || context.isNew(change2.name) || returnsInUnit(change2.name, context)) return;
    let relation = context.qualify(change2.name), renamed3 = { ...change2.name, name: change2.to };
    return {
      message: `Renaming ${relation} to ${change2.to} breaks running code that uses the old name.`,
      help: `${steps([
        "In one transaction, keep the old name as a view:",
        `ALTER ${word} ${sqlName(change2.name)} RENAME TO ${sqlIdentifier(change2.to)};`,
        `CREATE VIEW ${sqlName(change2.name)} AS SELECT * FROM ${sqlName(renamed3)};`
      ])}
2. When no code uses the old name any more, drop the view in a later release.`,
      claims: { relation }
    };
  }
});

// src/rules/replica-identity-change.ts
var replicaIdentityChange = defineRule({
  id: "replica-identity-change",
  preset: "strict",
  category: "availability",
  severity: "warning",
  title: "The replica identity of an existing table becomes FULL or NOTHING.",
  why: "FULL writes every old row whole to the WAL, and a subscriber may have to scan the table for each changed row. NOTHING makes UPDATE and DELETE fail as soon as the table is in a publication, and blue/green deployments and change data capture break with it.",
  instead: "Give the table a primary key and leave the identity at DEFAULT, or name a unique index over columns that are NOT NULL.",
  fineWhen: "The table was created in the same release, or its consumers are known to need the old rows.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/logical-replication-publication.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
    bad: "ALTER TABLE orders REPLICA IDENTITY FULL;",
    good: "ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_pkey;"
  },
  on: ["replica-identity"],
  check(change2, context) {
    if (change2.identity !== "full" && change2.identity !== "nothing" || context.isNew(change2.table)) return;
    let relation = context.qualify(change2.table), what2 = change2.identity === "full" ? `every UPDATE and DELETE of ${relation} writes the whole old row to the WAL` : `UPDATE and DELETE of ${relation} fail while it is in a publication`;
    return {
      message: `With REPLICA IDENTITY ${change2.identity.toUpperCase()} ${what2}.`,
      help: `Identify rows by a unique index over NOT NULL columns:
${sqlBlock(`ALTER TABLE ${sqlName(change2.table)} REPLICA IDENTITY USING INDEX name_of_index;`)}`,
      claims: { relation }
    };
  }
});

// src/rules/required-columns.ts
var requiredColumns = defineRule({
  id: "required-columns",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "A new table lacks a column that every table has to have.",
  why: "Tools that copy, audit or archive tables count on columns such as id and created_at. To add one later that says when a row was made is too late for the rows that are there.",
  instead: "Add the missing columns to the CREATE TABLE.",
  fineWhen: "The option `columns` is empty, or the table is temporary, a partition, or made of another table or a query.",
  sources: ["https://www.postgresql.org/docs/current/sql-createtable.html"],
  options: {
    columns: {
      type: "texts",
      default: [],
      about: "Columns of every new table, each by its name or by its name and type, such as `created_at timestamptz`."
    }
  },
  example: {
    setup: "",
    bad: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    good: "CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());",
    options: { columns: ["id", "created_at timestamptz"] }
  },
  on: ["create-table"],
  check(change2, context, options2) {
    if (change2.persistence === "temporary" || isMadeOfAnother(change2)) return;
    let columns2 = [...change2.columns, ...addedLater(change2, context)], missing2 = options2.columns.map(wanted).filter((want) => !columns2.some((column2) => fits2(column2, want)));
    if (missing2.length === 0) return;
    let list = missing2.map(({ written }) => written).join(", "), adds2 = missing2.flatMap(
      ({ name, type }) => type === "" ? [] : [`ALTER TABLE ${sqlName(change2.table)} ADD COLUMN ${sqlIdentifier(name)} ${type};`]
    );
    return {
      message: `The new table ${context.qualify(change2.table)} lacks ${list}, which by house rule every table has.`,
      ...adds2.length === 0 ? {} : { help: `Add it to the CREATE TABLE, or in the same migration:
${sqlBlock(...adds2)}` }
    };
  }
});
function isMadeOfAnother({ partitionOf, inherits, likes, fromQuery }) {
  return partitionOf !== void 0 || inherits.length > 0 || likes.length > 0 || fromQuery !== void 0;
}
function addedLater({ table: table2 }, context) {
  return context.later(table2).flatMap(({ change: change2 }) => change2.kind === "add-column" ? [change2.column] : []);
}
function wanted(written) {
  let [, name = "", type = ""] = /^(\S+)\s*(.*)$/s.exec(written.trim()) ?? [];
  return { written: written.trim(), name, type };
}
function fits2(column2, { name, type }) {
  if (column2.name !== name) return !1;
  let wantedType = internalName(type), has = internalName(column2.type.name);
  return type === "" || has === wantedType || integers3[has] === wantedType;
}
var integers3 = { smallserial: "int2", serial: "int4", bigserial: "int8" };

// src/rules/rerunnable-statements.ts
var rerunnableStatements = defineRule({
  id: "rerunnable-statements",
  preset: "policy",
  category: "correctness",
  severity: "info",
  title: "A statement outside a transaction fails when its file is run a second time.",
  why: "Outside a transaction, what came before a failure stays. The tool runs the file again from its beginning, and its first statements fail now, because what they make is there or what they drop is gone.",
  instead: "Say IF NOT EXISTS or IF EXISTS, or put each such statement into a migration of its own.",
  fineWhen: "The statement is the only one of its file. Not for CREATE INDEX CONCURRENTLY, where the guard hides an invalid index. In a transaction the guard hides differences instead: see `if-not-exists-in-transaction`.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `ALTER TABLE orders ADD COLUMN note text;
COMMENT ON COLUMN orders.note IS 'For the customer';`,
    good: `ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
COMMENT ON COLUMN orders.note IS 'For the customer';`,
    transaction: { bad: "none", good: "none" }
  },
  on: [
    "create-table",
    "add-column",
    "create-index",
    "create-materialized-view",
    "create-schema",
    "create-extension",
    "add-enum-value",
    "drop",
    "drop-column",
    "drop-constraint"
  ],
  check(change2, context) {
    let { unit, script, statement } = context;
    if (unit.kind === "transaction" || script.statements.length < 2) return;
    let guard = guardFor(change2);
    if (guard === void 0) return;
    let start = statement.changes.length === 1 && change2.at.offset === statement.span.start.offset ? statement.span.start.offset : change2.at.offset, found = guard.behind.exec(script.text.slice(start, statement.span.end.offset));
    return {
      message: `This statement fails when the file is run again after a failure: it does not say ${guard.words}.`,
      help: `Say ${guard.words}, or put the statement into a migration of its own.`,
      ...found === null ? {} : { suggestion: insertion(context, start + found[0].length, ` ${guard.words}`) }
    };
  }
});
function guardFor(change2) {
  let none = (behind2) => ({ words: "IF NOT EXISTS", behind: behind2 }), some = (behind2) => ({ words: "IF EXISTS", behind: behind2 });
  switch (change2.kind) {
    case "create-table":
      return change2.ifNotExists || change2.persistence === "temporary" ? void 0 : none(/^create\s+(?:unlogged\s+)?table\b/i);
    case "add-column":
      return change2.ifNotExists ? void 0 : none(/^add(?:\s+column\b)?/i);
    case "create-index":
      return change2.ifNotExists || change2.concurrently || change2.index === void 0 ? void 0 : none(/^create\s+(?:unique\s+)?index\b/i);
    case "create-materialized-view":
      return change2.ifNotExists ? void 0 : none(/^create\s+materialized\s+view\b/i);
    case "create-schema":
      return change2.ifNotExists ? void 0 : none(/^create\s+schema\b/i);
    case "create-extension":
      return change2.ifNotExists ? void 0 : none(/^create\s+extension\b/i);
    case "add-enum-value":
      return change2.ifNotExists ? void 0 : none(/^alter\s+type\s+[\w."]+\s+add\s+value\b/i);
    case "drop":
      return change2.ifExists ? void 0 : some(
        /^drop\s+(?:materialized\s+view|(?:table|view|index(?:\s+concurrently)?|sequence|type|domain|schema|function|trigger|policy|extension)\b)/i
      );
    case "drop-column":
      return change2.ifExists ? void 0 : some(/^drop(?:\s+column\b)?/i);
    case "drop-constraint":
      return change2.ifExists ? void 0 : some(/^drop\s+constraint\b/i);
    default:
      return;
  }
}

// src/rules/facts/policies.ts
function knownPolicies(context, table2) {
  return tableNamed2(context, table2)?.policies ?? [];
}

// src/rules/rls-policy-incomplete.ts
var commands = ["select", "insert", "update", "delete"], rlsPolicyIncomplete = defineRule({
  id: "rls-policy-incomplete",
  preset: "strict",
  category: "correctness",
  severity: "warning",
  title: "Row security is enabled, and its policies leave out a command.",
  why: "A command without a permissive policy is let through for no row: SELECT, UPDATE and DELETE silently touch nothing, INSERT fails with an error. A restrictive policy alone lets nothing through either.",
  instead: "Create a permissive policy for each command that code runs, or one FOR ALL.",
  fineWhen: "Nobody but the owner is meant to run that command: say so in an ignore comment.",
  sources: [
    "https://www.postgresql.org/docs/current/ddl-rowsecurity.html",
    "https://www.postgresql.org/docs/current/sql-createpolicy.html"
  ],
  example: {
    setup: "CREATE TABLE notes (id bigint PRIMARY KEY, owner text);",
    bad: `CREATE POLICY notes_read ON notes FOR SELECT USING (owner = current_user);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;`,
    good: `CREATE POLICY notes_all ON notes FOR ALL USING (owner = current_user);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;`
  },
  on: ["row-security"],
  check(change2, context) {
    if (change2.action !== "enable") return;
    let following2 = context.later(change2.table).flatMap((later2) => later2.change.kind === "create-policy" ? [later2.change] : []), policies = [...knownPolicies(context, change2.table), ...following2];
    if (policies.length === 0) return;
    let allowed = new Set(policies.filter((policy) => policy.permissive).map((policy) => policy.command)), missing2 = allowed.has("all") ? [] : commands.filter((command) => !allowed.has(command));
    if (missing2.length === 0) return;
    let words5 = missing2.map((command) => command.toUpperCase()), relation = context.qualify(change2.table), policyFor = (command) => {
      let rows = command === "insert" ? "WITH CHECK" : "USING";
      return `CREATE POLICY ${sqlIdentifier(`${change2.table.name}_${command}`)} ON ${sqlName(change2.table)} FOR ${command.toUpperCase()} ${rows} (owner = current_user);`;
    };
    return {
      message: `No permissive policy of ${relation} is known for ${words5.join(", ")}: nobody but its owner can do that once row security is on.`,
      help: `Add what is missing, each with its own condition:
${sqlBlock(...missing2.map(policyFor))}`
    };
  }
});

// src/rules/rls-without-policy.ts
var rlsWithoutPolicy = defineRule({
  id: "rls-without-policy",
  category: "availability",
  severity: "warning",
  title: "Row security is enabled on an existing table that has no policy.",
  why: "Without a policy nothing is let through: for every role but the owner and those with BYPASSRLS the table is empty, and INSERT fails, from the commit on. Nobody gets an error when reading.",
  instead: "Create the policies first: they do nothing until row security is enabled. Enable it in the same transaction, behind them.",
  fineWhen: "The table was created in the same release: nobody saw its rows before. A policy may also follow in the same transaction.",
  sources: ["https://www.postgresql.org/docs/current/ddl-rowsecurity.html"],
  example: {
    setup: "CREATE TABLE notes (id bigint PRIMARY KEY, owner text);",
    bad: "ALTER TABLE notes ENABLE ROW LEVEL SECURITY;",
    good: `CREATE POLICY notes_owner ON notes USING (owner = current_user);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;`
  },
  on: ["row-security"],
  check(change2, context) {
    if (change2.action !== "enable" || context.isNew(change2.table) || knownPolicies(context, change2.table).some((policy) => policy.permissive)) return;
    let later2 = context.later(change2.table);
    if (later2.some((next) => next.unit === context.unit && letsThrough(next.change))) return;
    let relation = context.qualify(change2.table), until = later2.some((next) => letsThrough(next.change)) ? ", until the transaction with its first policy commits" : "";
    return {
      message: `No policy of ${relation} is known when row security is enabled: every role but its owner sees an empty table and cannot write to it${until}.`,
      help: `Create its policies in the same transaction, before this statement:
${sqlBlock(
        `CREATE POLICY ${sqlIdentifier(`${change2.table.name}_owner`)} ON ${sqlName(change2.table)} USING (owner = current_user);`,
        `${context.statement.text};`
      )}`
    };
  }
});
function letsThrough(change2) {
  return change2.kind === "create-policy" && change2.permissive || change2.kind === "row-security" && change2.action === "disable";
}

// src/rules/savepoint-use.ts
var savepointUse = defineRule({
  id: "savepoint-use",
  category: "policy",
  severity: "info",
  preset: "policy",
  title: "A migration uses a savepoint.",
  why: "Each savepoint behind which something is written takes a transaction id of its own, which counts until the transaction ends, also when the savepoint is released. With more than 64 of them in a transaction every snapshot has to look them up in `pg_subtrans`: reads slow down on the writer and on all readers. What is rolled back to a savepoint held its locks until then.",
  instead: "Split the migration where part of it may fail, and let each part commit or fail as a whole.",
  fineWhen: "A single savepoint guards a step that is expected to fail now and then.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-savepoint.html",
    "https://www.postgresql.org/docs/current/subxacts.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `SAVEPOINT before_comment;
COMMENT ON TABLE orders IS 'Orders of customers';
RELEASE before_comment;`,
    good: "COMMENT ON TABLE orders IS 'Orders of customers';"
  },
  directions: ["up", "down"],
  on: ["transaction"],
  check({ action }) {
    if (action === "savepoint")
      return {
        message: "SAVEPOINT begins a transaction inside the transaction: what is written behind it takes a transaction id of its own, which counts until the whole transaction ends."
      };
  }
});

// src/rules/schema-qualified-name.ts
var schemaQualifiedName = defineRule({
  id: "schema-qualified-name",
  preset: "policy",
  category: "policy",
  severity: "info",
  title: "A statement names its object without a schema.",
  why: "The search_path of the role or session that runs the migration decides which object is meant, and in which schema a new one is made. It differs between tools, roles and environments.",
  instead: "Write the schema before the name, or set search_path at the beginning of the script.",
  fineWhen: "The script itself sets search_path, or the object is temporary.",
  sources: ["https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN note text;",
    good: "ALTER TABLE public.orders ADD COLUMN note text;"
  },
  on: [
    ...makingKinds,
    "create-index",
    "add-column",
    "drop-column",
    "alter-column-type",
    "set-default",
    "drop-default",
    "set-not-null",
    "drop-not-null",
    "add-constraint",
    "validate-constraint",
    "drop-constraint",
    "drop"
  ],
  check(change2, context) {
    let { statement } = context;
    if (statement.changes[0] !== change2 || context.setting("search_path") !== null) return;
    let names3 = namesOf(change2).filter((name) => name.schema === void 0);
    return names3.filter((name) => !context.qualify(name).startsWith("pg_temp.")).map((name) => {
      let suggestion = names3.length === 1 ? qualified(name, context) : void 0;
      return {
        message: `${sqlName(name)} has no schema: the search_path decides that it is ${context.qualify(name)}.`,
        ...suggestion === void 0 ? {} : { suggestion }
      };
    });
  }
}), inSchemas = /* @__PURE__ */ new Set([
  "table",
  "view",
  "materialized-view",
  "index",
  "sequence",
  "type",
  "domain",
  "function",
  "procedure"
]);
function namesOf(change2) {
  if (change2.kind === "drop")
    return change2.on !== void 0 ? [change2.on] : inSchemas.has(change2.object) ? change2.names : [];
  if (change2.kind === "create-table" && change2.persistence === "temporary") return [];
  let made = relationMade(change2);
  return made !== void 0 ? [made.name] : "table" in change2 && change2.table !== void 0 ? [change2.table] : [];
}
var beginnings = /^(?:create\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|materialized\s+view|sequence|type|domain|function|procedure)(?:\s+if\s+not\s+exists)?|alter\s+table(?:\s+if\s+exists)?(?:\s+only)?|drop\s+(?:table|view|materialized\s+view|sequence|type|domain|index(?:\s+concurrently)?)(?:\s+if\s+exists)?)\s+/i;
function qualified(name, context) {
  let { statement } = context, found = beginnings.exec(statement.text);
  if (found === null) return;
  let rest = statement.text.slice(found[0].length), written = [name.name, sqlIdentifier(name.name)].some(
    (text) => rest.toLowerCase().startsWith(text.toLowerCase())
  ), { schema } = partsOf(context.qualify(name));
  if (written)
    return insertion(context, statement.span.start.offset + found[0].length, `${sqlIdentifier(schema)}.`);
}

// src/rules/security-definer-search-path.ts
var securityDefinerSearchPath = defineRule({
  id: "security-definer-search-path",
  category: "security",
  severity: "warning",
  title: "A SECURITY DEFINER function runs with the search_path of its caller.",
  why: "It has the rights of its owner, but the caller decides where its names lead: a table, function or operator of the same name in a schema of the caller's, pg_temp first of all, runs with the owner's rights.",
  instead: "Fix its search_path with SET, trusted schemas first and pg_temp last, or leave the path empty and qualify every name in the body.",
  fineWhen: "A later statement of the release gives it a search_path with ALTER FUNCTION.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY",
    "https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH"
  ],
  example: {
    setup: "CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric);",
    bad: "CREATE FUNCTION balance_of(account bigint) RETURNS numeric LANGUAGE sql SECURITY DEFINER AS 'SELECT balance FROM accounts WHERE id = account';",
    good: "CREATE FUNCTION balance_of(account bigint) RETURNS numeric LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT balance FROM accounts WHERE id = account';"
  },
  on: ["function", "alter-other"],
  check(change2, context) {
    let name = change2.kind === "function" ? change2.function : change2.name;
    if (change2.securityDefiner !== !0 || fixesPath(change2) || context.later(name).some((later2) => fixesPath(later2.change)) || change2.kind === "alter-other" && (change2.object !== "function" || !knownWithout(name, context)))
      return;
    let { schema } = partsOf(context.qualify(name)), path = `pg_catalog, ${sqlIdentifier(schema)}, pg_temp`, kind = change2.kind === "function" && change2.procedure ? "PROCEDURE" : "FUNCTION";
    return {
      message: `${sqlName(name)} runs with the rights of its owner and the search_path of its caller, who thereby decides which tables and functions it uses.`,
      help: `Fix the schemas that it uses, with pg_temp last:
${sqlBlock(`ALTER ${kind} ${sqlName(name)} SET search_path = ${path};`)}`
    };
  }
});
function fixesPath(change2) {
  return (change2.kind === "function" || change2.kind === "alter-other") && change2.settings?.includes("search_path") === !0;
}
function knownWithout(name, context) {
  return routinesNamed(context, name).at(-1)?.settings.includes("search_path") === !1;
}

// src/rules/sequence-int-capacity.ts
var sequenceIntCapacity = defineRule({
  id: "sequence-int-capacity",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "A sequence is created with 4 or 2 bytes, so that its numbers run out early.",
  why: "A sequence AS integer ends at 2,147,483,647 and one AS smallint at 32,767: from then on nextval() fails with error 2200H, and so does every INSERT that uses it. Rolled-back transactions and cached numbers use it up faster than rows do.",
  instead: "Leave AS out: a sequence is a bigint then. Use a bigint for the column that takes its numbers, too.",
  fineWhen: "The numbers have an upper limit by their nature, or the sequence is made to start again (CYCLE).",
  sources: ["https://www.postgresql.org/docs/current/sql-createsequence.html"],
  example: {
    setup: "",
    bad: "CREATE SEQUENCE order_numbers AS integer;",
    good: "CREATE SEQUENCE order_numbers AS bigint;"
  },
  on: ["create-sequence"],
  check(change2, context) {
    let { type } = change2;
    if (change2.temporary || type === void 0 || !isType(type, "int4", "int2") || /(?<!no\s+)\bcycle\b/i.test(context.statement.text)) return;
    let suggestion = useBigint(context);
    return {
      message: `The sequence ${context.qualify(change2.sequence)} is ${sqlType(type)}: after ${type.name === "int4" ? "2,147,483,647" : "32,767"} nextval() fails, and so does every INSERT that uses it.`,
      ...suggestion === void 0 ? {} : { suggestion, span: suggestion.span }
    };
  }
});
function useBigint(context) {
  let { text, span } = context.statement, [only, ...more] = [...text.matchAll(/(?<=\bas\s+)(?:integer|int[24]?|smallint)\b/gi)];
  if (only === void 0 || more.length > 0) return;
  let start = span.start.offset + only.index;
  return replacement(context, start, start + only[0].length, "bigint");
}

// src/rules/sequence-not-reset.ts
var sequenceNotReset = defineRule({
  id: "sequence-not-reset",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "Rows are inserted with numbers that their sequence will give out again.",
  why: "An explicit value in a serial or identity column does not move its sequence. Later the sequence comes to the same number, and an INSERT of the application fails with a duplicate key (error 23505), or there are two rows with one number where the column is not unique.",
  instead: "Leave the column out of the INSERT; or set the sequence behind the largest number with setval() afterwards.",
  fineWhen: "The application gives all rows their numbers itself, or the numbers are ones that the sequence never reaches.",
  sources: [
    "https://www.postgresql.org/docs/current/functions-sequence.html",
    "https://www.postgresql.org/docs/current/functions-info.html"
  ],
  example: {
    setup: "CREATE TABLE roles (id serial PRIMARY KEY, name text);",
    bad: "INSERT INTO roles (id, name) VALUES (1, 'reader'), (2, 'writer');",
    good: `INSERT INTO roles (id, name) VALUES (1, 'reader'), (2, 'writer');
SELECT setval(pg_get_serial_sequence('roles', 'id'), max(id)) FROM roles;`
  },
  on: ["insert"],
  check(change2, context) {
    let { table: table2, columns: columns2 } = change2, column2 = numberedColumns(table2, context).find((name) => columns2?.includes(name) === !0);
    if (column2 === void 0 || leavesItToTheSequence(context.statement.text)) return;
    let sequence = { ...table2, name: madeName(table2.name, column2, "seq") };
    if (isSettledLater(change2, column2, sequence, context)) return;
    let [tableText, columnText] = [sqlName(table2), column2].map((text) => `'${text.replaceAll("'", "''")}'`);
    return {
      message: `These rows get ${column2} by hand, and the sequence of ${context.qualify(table2)} does not know: when it comes to the same numbers, an INSERT fails as a duplicate.`,
      help: `Set the sequence behind the largest number afterwards:
${sqlBlock(
        `SELECT setval(pg_get_serial_sequence(${tableText}, ${columnText}), max(${sqlIdentifier(column2)})) FROM ${sqlName(table2)};`
      )}`
    };
  }
});
function numberedColumns(table2, context) {
  let key2 = context.qualify(table2);
  return dependentsOf(context.catalog, key2).flatMap((dependent) => {
    let relation = context.catalog.relations.get(dependent);
    return relation?.kind === "sequence" && relation.ownedBy?.table === key2 ? [relation.ownedBy.column] : [];
  });
}
function leavesItToTheSequence(text) {
  return /\b(?:nextval|default|overriding\s+user)\b/i.test(text.replace(/'(?:[^']|'')*'/g, "''"));
}
function isSettledLater({ table: table2 }, column2, sequence, context) {
  return [...context.later(table2), ...context.later(sequence)].some(({ change: change2 }) => change2.kind === "insert" ? change2.columns?.includes(column2) === !0 : change2.kind === "select" || change2.kind === "alter-sequence" || change2.kind === "alter-identity" || change2.kind === "drop");
}

// src/rules/session-setting-leak.ts
var sessionSettingLeak = defineRule({
  id: "session-setting-leak",
  category: "correctness",
  severity: "warning",
  title: "A setting is changed for the session and never put back.",
  why: "Migration tools run all files on one connection: the next file inherits the timeout, role or search_path, and behaves differently when it runs alone. RDS Proxy keeps such a session to itself.",
  instead: "Use SET LOCAL, which ends with the transaction. Outside a transaction, put the setting back with RESET at the end of the file.",
  fineWhen: "A later RESET or SET in the same script puts it back.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-set.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-pinning.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `SET statement_timeout = '1min';
COMMENT ON TABLE orders IS 'Orders of customers';`,
    good: `SET LOCAL statement_timeout = '1min';
COMMENT ON TABLE orders IS 'Orders of customers';`
  },
  directions: ["up", "down"],
  on: ["set"],
  check(change2, context) {
    if (change2.local || change2.value === null || !changesBehaviour(change2.name) || isPutBack2(change2, context))
      return;
    let suggestion = setLocal(context), reset = change2.name === "session_authorization" ? "RESET SESSION AUTHORIZATION;" : `RESET ${sqlIdentifier(change2.name)};`;
    return {
      message: `${change2.name} keeps this value after the migration: the files that run later on the same connection inherit it.`,
      help: suggestion === void 0 ? `Put it back at the end of the file:
${sqlBlock(reset)}` : `Let it end with the transaction:
${sqlBlock(`${localForm(context.statement.text)};`)}`,
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
}), sessionForm = /^set(?:\s+session(?!\s+authorization\b))?(?=\s)/i;
function localForm(text) {
  return text.replace(sessionForm, "SET LOCAL");
}
function setLocal(context) {
  let { unit, script, statement } = context, found = sessionForm.exec(statement.text);
  if (found === null || unit.kind !== "transaction" || unit.statements.length !== script.statements.length)
    return;
  let start = statement.span.start.offset;
  return replacement(context, start, start + found[0].length, "SET LOCAL");
}

// src/rules/set-access-method.ts
var setAccessMethod = defineRule({
  id: "set-access-method",
  category: "availability",
  severity: "error",
  title: "An existing table gets another access method.",
  why: "PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.",
  instead: `1. Create a new table with the access method.
2. Write both tables, from the application or with a trigger on the old one.
3. Copy the old rows in batches, outside of migrations.
4. Rename both tables in one short transaction with a lock_timeout, and drop the old one in a later release.`,
  fineWhen: "The table was created in the same release, or has that access method already.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html", "docs/conformance.md"],
  example: {
    setup: "CREATE TABLE archive (id bigint PRIMARY KEY, line text);",
    bad: "ALTER TABLE archive SET ACCESS METHOD columnar;",
    good: "CREATE TABLE archive_new (LIKE archive INCLUDING ALL) USING heap;",
    // No other access method comes with PostgreSQL.
    fails: "42704"
  },
  on: ["set-access-method"],
  check(change2, context) {
    if (isPartitioned(context, change2.table) || context.isNew(change2.table) || methodOf(change2, context) === change2.method) return;
    let relation = context.qualify(change2.table);
    return {
      message: `Giving ${relation} the access method ${change2.method} rewrites it under AccessExclusiveLock: reads and writes wait until that is done.`,
      claims: { relation }
    };
  }
});
function methodOf({ table: table2 }, context) {
  let found = tableNamed2(context, table2);
  return (found !== void 0 && "inherits" in found ? found.accessMethod : void 0) ?? "heap";
}

// src/rules/set-expression-rewrite.ts
var setExpressionRewrite = defineRule({
  id: "set-expression-rewrite",
  category: "availability",
  severity: "error",
  title: "The expression of a generated column is changed that is stored, or NOT NULL.",
  why: "Its value is computed again for every row: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.",
  instead: `1. Add a plain column, and a trigger that computes the new expression when rows are written.
2. Fill the old rows in batches, outside of migrations.
3. Release code that reads the new column.
4. Release code that no longer uses the old column, and drop it in a later release.`,
  fineWhen: "The table was created in the same release, or the column is VIRTUAL (PostgreSQL 18) and may be NULL. SET EXPRESSION exists since 17.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/ddl-generated-columns.html",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) STORED);",
    bad: "ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 1.21);",
    good: "ALTER TABLE orders ADD COLUMN gross_new numeric;",
    minServer: 17
  },
  on: ["set-expression"],
  check(change2, context) {
    let known7 = knownColumn(context, change2.table, change2.column);
    if (context.isNew(change2.table)) return;
    let relation = context.qualify(change2.table);
    if (known7?.generated === "virtual")
      return isNotNull2(change2, context) ? {
        message: `Changing the expression of ${change2.column}, which is NOT NULL, computes it for every row of ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
        help: "Drop the NOT NULL before, and add it again NOT VALID after; validate it in a later migration.",
        claims: { relation, work: "scan" }
      } : void 0;
    let condition = known7?.generated === "stored" ? "" : ` if ${change2.column} is stored`;
    return {
      message: `Changing the expression of ${change2.column} rewrites ${relation} under AccessExclusiveLock${condition}: reads and writes wait until it is computed for every row.`,
      claims: { relation }
    };
  }
});
function isNotNull2({ table: table2, column: column2 }, context) {
  let falls = context.statement.changes.some((other) => other.kind === "drop-not-null" && other.column === column2);
  return (knownColumn(context, table2, column2)?.notNull === !0 || knownConstraints(context, table2).some(
    ({ constraint }) => constraint.type === "not-null" && constraint.columns[0] === column2
  )) && !falls;
}

// src/rules/set-logged-unlogged.ts
var setLoggedUnlogged = defineRule({
  id: "set-logged-unlogged",
  category: "availability",
  severity: "error",
  title: "An existing table is made LOGGED or UNLOGGED.",
  why: "PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait. An UNLOGGED table is empty after a crash, and on a replica a query of it fails.",
  instead: `1. Create a new table of the kind that is needed.
2. Write both tables, from the application or with a trigger on the old one.
3. Copy the old rows in batches, outside of migrations.
4. Rename both tables in one short transaction with a lock_timeout, and drop the old one in a later release.`,
  fineWhen: "The table was created in the same release, or is small.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-createtable.html",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE imports (id bigint PRIMARY KEY, line text);",
    bad: "ALTER TABLE imports SET UNLOGGED;",
    good: "CREATE UNLOGGED TABLE imports_unlogged (LIKE imports INCLUDING ALL);"
  },
  on: ["set-logged"],
  check(change2, context) {
    if (context.isNew(change2.table) || isSequence(change2.table, context) || isPartitioned(context, change2.table)) return;
    let relation = context.qualify(change2.table), loss = change2.logged ? "" : " An UNLOGGED table is emptied by a crash, and replicas refuse to read it.";
    return {
      message: `Making ${relation} ${change2.logged ? "LOGGED" : "UNLOGGED"} rewrites it under AccessExclusiveLock: reads and writes wait until that is done.${loss}`,
      claims: { relation }
    };
  }
});
function isSequence(name, context) {
  return /^alter\s+sequence\b/i.test(context.statement.text) || relationNamed(context, name)?.kind === "sequence";
}

// src/rules/set-not-null-drops-proof.ts
var setNotNullDropsProof = defineRule({
  id: "set-not-null-drops-proof",
  category: "availability",
  severity: "error",
  title: "SET NOT NULL stands in one ALTER TABLE with the DROP of the CHECK that proves it.",
  why: "PostgreSQL drops first, whatever the order in the statement. The proof is gone when SET NOT NULL looks for it, so every row is read under AccessExclusiveLock: reads and writes wait.",
  instead: `1. ALTER TABLE \u2026 SET NOT NULL, while the CHECK is there.
2. ALTER TABLE \u2026 DROP CONSTRAINT, in a statement of its own. Both may share a transaction.`,
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/release/12.0/",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, email text, CONSTRAINT users_email_set CHECK (email IS NOT NULL));",
    bad: "ALTER TABLE users ALTER COLUMN email SET NOT NULL, DROP CONSTRAINT users_email_set;",
    good: `ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_email_set;`
  },
  on: ["set-not-null"],
  check(change2, context) {
    if (context.isNew(change2.table)) return;
    let proof = notNullProof(context, change2.table, change2.column), drop3 = context.statement.changes.find(
      (other) => other.kind === "drop-constraint" && other.name === proof?.name
    );
    if (proof === void 0 || drop3 === void 0) return;
    let relation = context.qualify(change2.table), target = `ALTER TABLE ${sqlName(change2.table)}`, suggestion = split(change2, drop3, context, target);
    return {
      message: `The CHECK ${proof.name} that proves ${change2.column} NOT NULL is dropped before it is looked at, so ${relation} is scanned under AccessExclusiveLock: reads and writes wait.`,
      help: `Use two statements:
${sqlBlock(
        `${target} ALTER COLUMN ${sqlIdentifier(change2.column)} SET NOT NULL;`,
        `${target} DROP CONSTRAINT ${sqlIdentifier(proof.name)};`
      )}`,
      claims: { relation },
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});
function split(change2, drop3, context, target) {
  if (context.statement.changes.length !== 2 || drop3.at.offset <= change2.at.offset) return;
  let between = /,\s*$/.exec(context.script.text.slice(change2.at.offset, drop3.at.offset));
  if (between !== null)
    return replacement(context, change2.at.offset + between.index, drop3.at.offset, `;
${target} `);
}

// src/rules/set-not-null-scan.ts
var setNotNullScan = defineRule({
  id: "set-not-null-scan",
  category: "availability",
  severity: "error",
  title: "A column of an existing table becomes NOT NULL by a scan.",
  why: "PostgreSQL reads every row to look for NULLs while it holds AccessExclusiveLock: reads and writes wait for the whole scan.",
  instead: `1. Add CHECK (column IS NOT NULL) NOT VALID: new rows are checked at once, old ones are not read.
2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.
3. In the one after that, SET NOT NULL: the validated CHECK proves it, and no row is read. Then drop the CHECK.

On PostgreSQL 18, ADD CONSTRAINT \u2026 NOT NULL column NOT VALID and then VALIDATE CONSTRAINT do the same in two steps.`,
  fineWhen: "The table was created in the same release, or a validated CHECK proves it (PostgreSQL 12 and later).",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/release/12.0/",
    "https://www.postgresql.org/docs/release/18.0/",
    "https://github.com/sbdchd/squawk/issues/300",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
    bad: "ALTER TABLE users ALTER COLUMN email SET NOT NULL;",
    good: `ALTER TABLE users ADD CONSTRAINT users_email_set CHECK (email IS NOT NULL) NOT VALID;
-- in the next migration:
ALTER TABLE users VALIDATE CONSTRAINT users_email_set;
-- in the one after that:
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_email_set;`,
    transaction: { good: "none" }
  },
  on: ["set-not-null", "add-constraint"],
  check(change2, context) {
    let column2 = columnOf2(change2), { table: table2 } = change2;
    if (column2 === void 0 || context.isNew(table2) || storedIn(context, table2).every((part2) => holdsNoNull(part2, column2, context))) return;
    let relation = context.qualify(table2);
    return {
      message: `Making ${column2} NOT NULL scans ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
      help: safeWay3(table2, column2, context),
      claims: { relation },
      ...splitOf3(change2, column2, context)
    };
  }
});
function holdsNoNull(table2, column2, context) {
  let falls = context.statement.changes.some((other) => other.kind === "drop-not-null" && other.column === column2);
  return knownColumn(context, table2, column2)?.notNull === !0 && !falls ? !0 : context.serverVersion < 12 || waitingConstraint(context, table2, column2) !== void 0 ? !1 : notNullProof(context, table2, column2) !== void 0;
}
function columnOf2(change2) {
  if (change2.kind === "set-not-null") return change2.column;
  let { constraint } = change2;
  return constraint.type === "not-null" && constraint.validated ? constraint.columns[0] : void 0;
}
function splitOf3(change2, column2, context) {
  let { table: table2 } = change2;
  if (context.serverVersion < 12 || !canSplit(context) || waitingConstraint(context, table2, column2) !== void 0)
    return {};
  let target = `ALTER TABLE ${sqlName(table2)}`, name = (change2.kind === "add-constraint" ? change2.constraint.name : void 0) ?? proofName(table2, column2, context);
  if (knownConstraints(context, table2).some((known7) => known7.name === name)) return {};
  let newRows = context.serverVersion >= 18 ? `NOT NULL ${sqlIdentifier(column2)}` : `CHECK (${sqlIdentifier(column2)} IS NOT NULL)`, add = `ADD CONSTRAINT ${sqlIdentifier(name)} ${newRows}`, here = `${target} ${add} NOT VALID`, validate = validation(table2, name, `${add} NOT VALID`);
  if (context.serverVersion >= 18)
    return { split: { here, undo: { does: "nothing", name, here: null }, steps: [validate] } };
  let drop3 = `${target} DROP CONSTRAINT ${sqlIdentifier(name)}`, setNotNull2 = together(
    fileName("set", table2.name, column2, "not_null"),
    `The validated CHECK proves that ${printable(column2)} holds no NULL, so no row is read.`,
    [`${target} ALTER COLUMN ${sqlIdentifier(column2)} SET NOT NULL`, drop3],
    [`${target} ${add}`, `${target} ALTER COLUMN ${sqlIdentifier(column2)} DROP NOT NULL`]
  );
  return { split: { here, undo: { does: "drop-not-null", name: column2, here: drop3 }, steps: [validate, setNotNull2] } };
}
function proofName(table2, column2, { serverVersion }) {
  return madeName(table2.name, column2, serverVersion >= 18 ? "not_null" : "set");
}
function waitingConstraint(context, table2, column2) {
  return knownConstraints(context, table2).find(
    ({ constraint, validated }) => constraint.type === "not-null" && !validated && constraint.columns[0] === column2
  );
}
function safeWay3(table2, column2, context) {
  let target = `ALTER TABLE ${sqlName(table2)}`, waiting2 = waitingConstraint(context, table2, column2), name = sqlIdentifier(waiting2?.name ?? proofName(table2, column2, context)), validate = `${target} VALIDATE CONSTRAINT ${name};`;
  return waiting2 !== void 0 ? `Validate the constraint that is there, in a migration of its own:
${sqlBlock(validate)}` : context.serverVersion >= 18 ? steps(
    ["Check new rows only:", `${target} ADD CONSTRAINT ${name} NOT NULL ${sqlIdentifier(column2)} NOT VALID;`],
    ["In a later migration, check the rows that are there:", validate]
  ) : steps(
    [
      "Check new rows only:",
      `${target} ADD CONSTRAINT ${name} CHECK (${sqlIdentifier(column2)} IS NOT NULL) NOT VALID;`
    ],
    ["In a later migration, check the rows that are there:", validate],
    [
      "In the one after that, use the proof and drop it:",
      `${target} ALTER COLUMN ${sqlIdentifier(column2)} SET NOT NULL;`,
      `${target} DROP CONSTRAINT ${name};`
    ]
  );
}

// src/rules/set-schema.ts
var setSchema = defineRule({
  id: "set-schema",
  category: "compatibility",
  severity: "warning",
  title: "An existing object moves to another schema.",
  why: "Running code finds it neither by its qualified name nor, unless the new schema is on its search_path, by its plain one. The move itself is only a change of the catalog.",
  instead: "Give the old name to a view in the same transaction: a simple view can be read and written like the table. Drop the view when no code uses the old name any more.",
  fineWhen: "It was created in the same release, or the same transaction gives the old name to something else.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH"
  ],
  example: {
    setup: `CREATE SCHEMA archive;
CREATE TABLE orders (id bigint PRIMARY KEY, note text);`,
    bad: "ALTER TABLE orders SET SCHEMA archive;",
    good: `ALTER TABLE orders SET SCHEMA archive;
CREATE VIEW orders AS SELECT * FROM archive.orders;`
  },
  on: ["set-schema"],
  check(change2, context) {
    if (change2.object === "extension" || context.isNew(change2.name) || nameReturns(change2, context)) return;
    let old = context.qualify(change2.name), isRelation = change2.object === "table" || change2.object === "view" || change2.object === "materialized-view", moved4 = { schema: change2.schema, name: change2.name.name };
    return {
      message: `Moving ${change2.object.replaceAll("-", " ")} ${old} to schema ${change2.schema} breaks running code that looks for it in its old schema.`,
      ...isRelation ? {
        help: `Keep the old name as a view in the same transaction, and drop it in a later release:
${sqlBlock(
          `${context.statement.text};`,
          `CREATE VIEW ${sqlName(change2.name)} AS SELECT * FROM ${sqlName(moved4)};`
        )}`
      } : {
        help: `First release code that finds it in both places, for instance with both schemas on its search_path:
${sqlBlock(
          `SET search_path = public, ${sqlIdentifier(change2.schema)};`
        )}`
      }
    };
  }
});
function nameReturns({ name }, context) {
  return context.later(name).some(
    ({ change: change2, unit }) => unit === context.unit && (change2.kind === "create-view" || change2.kind === "create-table" || change2.kind === "function")
  );
}

// src/rules/set-tablespace.ts
var setTablespace = defineRule({
  id: "set-tablespace",
  category: "availability",
  severity: "error",
  title: "An existing table or index moves to another tablespace.",
  why: "PostgreSQL copies the file block by block, and writes all of it to the WAL, under AccessExclusiveLock: reads and writes wait until that is done. On Aurora all tablespaces are the same storage, so the copy gains nothing.",
  instead: "Build a new index in the other tablespace concurrently and drop the old one; for a table, create a new one there, copy the rows in batches, and switch over.",
  fineWhen: "It was created in the same release, is empty, or is in that tablespace already.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/manage-ag-tablespaces.html"
  ],
  example: {
    setup: "CREATE TABLE archive (id bigint PRIMARY KEY, line text);",
    bad: "ALTER TABLE archive SET TABLESPACE fast;",
    good: "CREATE TABLE archive_new (LIKE archive INCLUDING ALL) TABLESPACE pg_default;",
    // No other tablespace comes with PostgreSQL.
    fails: "42704"
  },
  on: ["set-tablespace"],
  check(change2, context) {
    if (context.isNew(change2.table)) return;
    let relation = context.qualify(change2.table), isIndex = /^alter\s+index\b/i.test(context.statement.text), waiting2 = isIndex ? "whoever reads or writes its table waits" : "reads and writes wait";
    return {
      message: `Moving ${relation} to tablespace ${change2.tablespace} copies it whole under AccessExclusiveLock: ${waiting2} until that is done.`,
      claims: isIndex ? ofIndex(change2.table, context) : { relation }
    };
  }
});
function ofIndex(index2, context) {
  let table2 = tableOfIndex(context, index2);
  return { relation: table2 === void 0 ? null : context.qualify(table2), lock: null, work: "index-build" };
}

// src/rules/statement-after-access-exclusive.ts
var statementAfterAccessExclusive = defineRule({
  id: "statement-after-access-exclusive",
  category: "availability",
  severity: "warning",
  preset: "strict",
  title: "A statement goes through one table while its transaction keeps another one locked.",
  why: "AccessExclusiveLock is held until the transaction ends. Reads and writes of the table that was altered wait for work that has nothing to do with it.",
  instead: "Commit the change of the first table before the long statement: put the statement into a migration of its own.",
  fineWhen: "The locked table was created in the same release, the rows are named by their key or cut off by a LIMIT, or the table is known to be small. Work on the locked table itself is found by ddl-with-backfill-in-transaction.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: ["https://www.postgresql.org/docs/current/explicit-locking.html"],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY, state text);`,
    bad: `ALTER TABLE orders ADD COLUMN note text;
UPDATE customers SET state = 'new' WHERE state IS NULL;`,
    good: `ALTER TABLE orders ADD COLUMN note text;
-- in the next migration:
UPDATE customers SET state = 'new' WHERE state IS NULL;`,
    transaction: { good: "none" }
  },
  on: bulkKinds,
  check(change2, context) {
    if (context.unit.kind !== "transaction" || change2.kind === "create-materialized-view") return;
    let held = locksBefore(change2, context, "unit", "AccessExclusiveLock")[0];
    if (held === void 0) return;
    let worked = bulkTables(change2, context), [first] = worked, locks2 = locksBefore(change2, context, "unit", "ShareLock").filter(({ mode }) => blocksWrites(mode)), stopped = new Set(locks2.map((lock) => context.qualify(lock.relation)));
    if (first === void 0 || worked.some((table2) => stopped.has(context.qualify(table2)))) return;
    let relation = context.qualify(held.relation);
    return {
      message: `This transaction holds AccessExclusiveLock on ${relation} from an earlier statement: its reads and writes wait while this one goes through ${context.qualify(first)}.`,
      help: context.statement.within === void 0 ? `Leave the statements before it here, and in a later migration run:
${sqlBlock(`${context.statement.text};`)}` : "Leave the statements before it here, and move the code that this stands in into a later migration.",
      claims: { relation }
    };
  }
});

// src/rules/statement-timeout-missing.ts
var kinds5 = [
  ...bulkKinds,
  "alter-column-type",
  "set-not-null",
  "add-constraint",
  "create-index",
  "reindex",
  "cluster",
  "attach-partition"
], statementTimeoutMissing = defineRule({
  id: "statement-timeout-missing",
  category: "availability",
  severity: "warning",
  preset: "strict",
  title: "A statement goes through an existing table without a statement_timeout.",
  why: "How long it takes depends on rows that nobody counted. Without a limit it runs for as long as it takes, holds its locks and keeps VACUUM from cleaning up, until somebody finds and cancels it.",
  instead: "Set statement_timeout to the longest time that you accept. The statement is then cancelled, its transaction rolled back, and the migration can be planned again.",
  fineWhen: "The statement is built CONCURRENTLY: cancelling it would leave an invalid index, so no limit is right there. Or the tool sets a limit when it connects: Lockgate's own deploy does, of 15 minutes unless it is told another; then leave this rule off.",
  sources: ["https://www.postgresql.org/docs/current/runtime-config-client.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text);",
    bad: "UPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: `SET LOCAL statement_timeout = '5min';
UPDATE orders SET state = 'new' WHERE state IS NULL;`
  },
  on: kinds5,
  check(change2, context) {
    if ((context.statementTimeout ?? 0) > 0) return;
    let [table2] = workedOn(change2, context);
    if (table2 === void 0 || earlierTogether(change2, context).some((other) => workedOn(other, context).length > 0)) return;
    let setting = "statement_timeout = '5min'", suggestion = settingBefore(context, setting);
    return {
      message: `This goes through ${context.qualify(table2)} without a statement_timeout: nothing ends it when there are more rows than expected.`,
      help: suggestion === void 0 ? `Set it for the session and put it back at the end:
${sqlBlock(`SET ${setting};`, `${context.statement.text};`, "RESET statement_timeout;")}` : `Put this before the statement:
${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});
function workedOn(change2, context) {
  let ddl = ddlTarget(change2);
  return ddl === void 0 ? bulkTables(change2, context) : [ddl].filter((table2) => !context.isNew(table2));
}
function ddlTarget(change2) {
  switch (change2.kind) {
    case "alter-column-type":
    case "set-not-null":
      return change2.table;
    case "add-constraint":
      return change2.constraint.validated ? change2.table : void 0;
    case "create-index":
      return change2.concurrently ? void 0 : change2.table;
    case "attach-partition":
      return change2.partition;
    case "cluster":
      return change2.table;
    case "reindex":
      return change2.target === "table" && !change2.concurrently ? change2.name : void 0;
    default:
      return;
  }
}

// src/rules/superuser-statement.ts
var superuserStatement = defineRule({
  id: "superuser-statement",
  category: "correctness",
  severity: "error",
  title: "A statement needs a superuser, which Aurora and other managed databases do not give.",
  why: "On Aurora the strongest role is rds_superuser, which may not touch the server's files, programs and configuration, nor make superusers. The migration fails there, after it has worked on every laptop.",
  instead: "Settings belong into the cluster's parameter group, files come through the client (`COPY \u2026 FROM STDIN`) or the extension aws_s3, and functions are written in a trusted language.",
  sources: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html",
    "https://www.postgresql.org/docs/current/sql-copy.html",
    "https://www.postgresql.org/docs/current/sql-altersystem.html"
  ],
  example: {
    setup: "CREATE TABLE countries (code text PRIMARY KEY, name text);",
    bad: "COPY countries FROM '/tmp/countries.csv' (FORMAT csv);",
    good: "INSERT INTO countries (code, name) VALUES ('NO', 'Norway');",
    fails: "42501"
  },
  on: ["alter-system", "copy", "create-role", "alter-role", "function", "create-type", "select"],
  check(change2) {
    let [what2, instead] = refused(change2) ?? [];
    if (!(what2 === void 0 || instead === void 0))
      return { message: `${what2} is refused to everyone but a superuser, and Aurora has none.`, help: instead };
  }
});
function refused(change2) {
  switch (change2.kind) {
    case "alter-system":
      return [
        "ALTER SYSTEM",
        "Set the parameter in the parameter group of the cluster, or for one role with ALTER ROLE \u2026 SET."
      ];
    case "copy":
      return change2.medium === "stdio" ? void 0 : [
        `COPY ${change2.direction.toUpperCase()} a ${change2.medium} of the server`,
        "Send the rows through the client with COPY \u2026 STDIN or INSERT, or use the functions of the extension aws_s3."
      ];
    case "create-role":
    case "alter-role": {
      let words5 = (change2.attributes ?? []).filter((attribute) => attribute !== "replication").map((word) => word.toUpperCase());
      return words5.length === 0 ? void 0 : [
        `The attribute ${words5.join(", ")} of a role`,
        "Leave the attribute out; membership of rds_superuser is the most that can be given."
      ];
    }
    case "function":
      return untrusted.has(change2.language) ? [`A function in the language ${change2.language}`, "Write it in SQL, PL/pgSQL or another trusted language."] : void 0;
    case "create-type":
      return change2.form === "base" ? ["CREATE TYPE of a base type", "Use a domain, a composite type or an extension that brings the type."] : void 0;
    case "select": {
      let called = change2.functions.find(
        ({ schema, name }) => (schema ?? "pg_catalog") === "pg_catalog" && ofTheServer.has(name)
      );
      return called === void 0 ? void 0 : [
        `The function ${called.name}()`,
        "Bring the contents with the migration itself, or through the extension aws_s3."
      ];
    }
    default:
      return;
  }
}
var untrusted = /* @__PURE__ */ new Set([
  "c",
  "internal",
  "plpythonu",
  "plpython2u",
  "plpython3u",
  "plperlu",
  "pltclu"
]), ofTheServer = /* @__PURE__ */ new Set([
  "pg_read_file",
  "pg_read_binary_file",
  "pg_ls_dir",
  "pg_stat_file",
  "lo_import",
  "lo_export"
]);

// src/rules/table-drop-naming.ts
var tableDropNaming = defineRule({
  id: "table-drop-naming",
  preset: "policy",
  category: "policy",
  severity: "warning",
  title: "A table is dropped without having been marked for it by its name.",
  why: "A table that was renamed one release before it is dropped shows what still uses it: that code fails then, and renaming it back is quick. Dropped rows come back only from a backup.",
  instead: `1. Rename the table in one release, so that its name matches the pattern.
2. Drop it in a later one, when nothing has failed.`,
  fineWhen: "The table is temporary or was created in the same release.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-droptable.html",
    "https://docs.bytebase.com/sql-review/review-rules"
  ],
  options: {
    pattern: {
      type: "pattern",
      default: ".+_(?:old|deleted|unused)",
      about: "What the whole name of a table has to match before it may be dropped."
    }
  },
  example: {
    setup: `CREATE TABLE audit_2019 (id bigint PRIMARY KEY);
CREATE TABLE audit_2018_old (id bigint PRIMARY KEY);`,
    bad: `-- lockgate: ignore drop-table -- nobody has read it since 2021
DROP TABLE audit_2019;`,
    good: `-- lockgate: ignore drop-table -- renamed in release 41, nothing failed
DROP TABLE audit_2018_old;`
  },
  on: ["drop"],
  check(change2, context, { pattern: pattern2 }) {
    return change2.object !== "table" || pattern2 === null ? void 0 : change2.names.filter((name) => !context.isNew(name) && !pattern2.test(name.name)).map((name) => ({
      message: `${context.qualify(name)} is dropped, but its name does not say that it was meant to go.`,
      help: steps(
        [
          "Rename it, and wait for a release:",
          `ALTER TABLE ${sqlName(name)} RENAME TO ${sqlIdentifier(`${name.name}_old`)};`
        ],
        ["Then drop it:", `DROP TABLE ${sqlName({ ...name, name: `${name.name}_old` })};`]
      )
    }));
  }
});

// src/rules/table-without-pk.ts
var tableWithoutPk = defineRule({
  id: "table-without-pk",
  category: "correctness",
  severity: "warning",
  preset: "strict",
  title: "A new table has no primary key.",
  why: "Nothing tells two equal rows apart, so that one of them cannot be deleted or mended. Logical replication refuses UPDATE and DELETE on a published table without a primary key or another replica identity, and with it blue/green deployments, DMS and other change capture.",
  instead: "Give the table a primary key: a number of its own, or the columns that are unique by their nature.",
  fineWhen: "The table is temporary, unlogged, partitioned or a partition, made from a query or in the image of another table; or a later statement of the release gives it a key or a replica identity.",
  sources: [
    "https://www.postgresql.org/docs/current/logical-replication-publication.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-considerations.html"
  ],
  example: {
    setup: "",
    bad: "CREATE TABLE order_lines (order_id bigint NOT NULL, line int NOT NULL, article text);",
    good: "CREATE TABLE order_lines (order_id bigint NOT NULL, line int NOT NULL, article text, PRIMARY KEY (order_id, line));"
  },
  on: ["create-table"],
  check(change2, context) {
    if (!(!standsAlone(change2) || change2.columns.length === 0) && !(hasKey(change2) || isSettledLater2(change2, context)))
      return {
        message: `${context.qualify(change2.table)} has no primary key: equal rows cannot be told apart, and logical replication refuses UPDATE and DELETE on it.`
      };
  }
});
function standsAlone(change2) {
  let { persistence, partitioned, partitionOf, inherits, likes, fromQuery } = change2, isPart2 = partitioned || partitionOf !== void 0 || inherits.length > 0;
  return persistence === "permanent" && !isPart2 && likes.length === 0 && fromQuery === void 0;
}
function hasKey(change2) {
  return writtenConstraints(change2).some(({ type }) => type === "primary-key");
}
function isSettledLater2({ table: table2 }, context) {
  return context.later(table2).some(({ change: change2 }) => hasKey(change2) ? !0 : change2.kind === "replica-identity" || change2.kind === "attach-partition" || change2.kind === "drop");
}

// src/rules/timezone-dependent-type-change.ts
var timezoneDependentTypeChange = defineRule({
  id: "timezone-dependent-type-change",
  category: "correctness",
  severity: "warning",
  title: "A type change reads every value in the TimeZone that the session happens to have.",
  why: "Between timestamp and timestamptz PostgreSQL converts with the TimeZone of the session that runs the migration: on a laptop, in CI and on the server the same migration makes other instants out of the same rows, hours apart. What is lost by that cannot be seen in the result.",
  instead: "Say which zone the stored values are in: SET LOCAL TimeZone in the same transaction, or USING \u2026 AT TIME ZONE. With the zone UTC no row has to be rewritten; with USING the table is rewritten in any case.",
  fineWhen: "The script sets TimeZone, or the table was created in the same release.",
  sources: [
    "https://www.postgresql.org/docs/current/datatype-datetime.html",
    "https://www.postgresql.org/docs/current/sql-altertable.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, placed timestamp);",
    bad: `-- lockgate: ignore change-column-type -- the table has 40 rows
ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;`,
    good: `SET LOCAL TimeZone = 'UTC';
ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;`
  },
  on: ["alter-column-type"],
  check(change2, context) {
    let { table: table2, column: column2, type } = change2;
    if (context.isNew(table2) || context.setting("timezone") !== null || saysZone(change2)) return;
    let from = knownType(context, table2, column2);
    if (!(from === void 0 || !isConverted2(from, type)))
      return {
        message: `Every value of ${column2} is converted from ${sqlType(from)} to ${sqlType(type)} in the TimeZone of the session that runs this, and no TimeZone is set: elsewhere the same migration gives other values.`,
        help: sayZone(change2, isType(from, "date"), context)
      };
  }
});
function saysZone({ using }) {
  return using !== void 0 && using.functions.length > 0;
}
function isConverted2(from, to) {
  let clocks = ["timestamp", "date", "time"];
  return isType(from, "timestamptz") && isType(to, ...clocks) || isType(from, "timestamp", "date") && isType(to, "timestamptz");
}
function sayZone({ table: table2, column: column2, type }, fromDate, context) {
  let change2 = `ALTER TABLE ${sqlName(table2)} ALTER COLUMN ${sqlIdentifier(column2)} TYPE ${sqlType(type)}`, using = `${change2} USING ${sqlIdentifier(column2)}${fromDate ? "::timestamp" : ""} AT TIME ZONE 'UTC';`, set = context.unit.kind === "transaction" ? "SET LOCAL" : "SET";
  return `If the stored values are in UTC, say so; the type between timestamp and timestamptz then changes without a rewrite:
${sqlBlock(`${set} TimeZone = 'UTC';`, `${change2};`)}
If they are in another zone, name that one instead; or name it in the statement itself, which rewrites the table:
${sqlBlock(using)}`;
}

// src/rules/transaction-nesting.ts
var transactionNesting = defineRule({
  id: "transaction-nesting",
  category: "correctness",
  severity: "error",
  title: "BEGIN or COMMIT stands where the migration tool has opened a transaction, or where it has no partner.",
  why: "PostgreSQL has no nested transactions. BEGIN in a transaction is only a warning, but the COMMIT after it ends the transaction of the tool: what follows, and the record that the migration ran, are no longer part of it.",
  instead: "Remove BEGIN and COMMIT from a script that the tool runs in a transaction. If the script has to control its own, tell the tool to run it outside one.",
  fineWhen: "The tool runs the script outside a transaction, and every BEGIN has its COMMIT.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-begin.html",
    "https://www.postgresql.org/docs/current/sql-commit.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `BEGIN;
COMMENT ON TABLE orders IS 'Orders of customers';
COMMIT;`,
    good: "COMMENT ON TABLE orders IS 'Orders of customers';"
  },
  directions: ["up", "down"],
  on: ["transaction"],
  check(change2, context) {
    let { action } = change2;
    if (action !== "begin" && action !== "commit" && action !== "rollback") return;
    let word = action.toUpperCase();
    if (context.script.transaction === "wrapped")
      return earlierBoundary(context) ? void 0 : {
        message: `${word} stands in a script that the migration tool runs in a transaction of its own: PostgreSQL has one level only, so the script's COMMIT or ROLLBACK ends the tool's transaction.`
      };
    if (action === "begin")
      return hasBegin(context) ? {
        message: "BEGIN stands inside a transaction that is open already: it only gives a warning, and the first COMMIT ends the whole."
      } : void 0;
    if (!hasBegin(context))
      return { message: `${word} ends a transaction that this script has not begun.`, help: unmatched(change2) };
  }
});
function earlierBoundary({ script, statement }) {
  return script.statements.some((other) => {
    let action = other.index < statement.index ? transactionAction(other)?.action : void 0;
    return action === "begin" || action === "commit" || action === "rollback";
  });
}
function hasBegin({ unit, statement }) {
  return unit.statements.some((other) => other.index < statement.index && transactionAction(other)?.action === "begin");
}
function unmatched({ action }) {
  return `Remove the ${action.toUpperCase()}, or begin the transaction that it is meant to end.`;
}

// src/rules/transaction-timeout-missing.ts
var transactionTimeoutMissing = defineRule({
  id: "transaction-timeout-missing",
  category: "policy",
  severity: "info",
  preset: "policy",
  title: "A transaction takes strong locks without a transaction_timeout.",
  why: "Locks are held until the transaction ends. statement_timeout limits each statement, but a hundred statements that each take a second stop a table for a hundred seconds; transaction_timeout (PostgreSQL 17) limits the whole.",
  instead: "Set transaction_timeout at the beginning of the transaction to the longest outage that you accept.",
  fineWhen: "The server is older than PostgreSQL 17, or the role that runs migrations has it set.",
  sources: ["https://www.postgresql.org/docs/current/runtime-config-client.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN note text;",
    good: `SET LOCAL transaction_timeout = '30s';
ALTER TABLE orders ADD COLUMN note text;`,
    minServer: 17
  },
  on: lockingKinds,
  check(change2, context) {
    if (context.serverVersion < 17 || context.unit.kind !== "transaction") return;
    let lock = firstLiveLock(change2, context, "ShareLock");
    if (lock === void 0 || context.setting("transaction_timeout") !== null) return;
    let setting = "transaction_timeout = '30s'", suggestion = settingBefore(context, setting);
    return {
      message: `This transaction holds ${lock.mode} on ${context.qualify(lock.relation)} until it ends, and nothing limits how long that is.`,
      help: `Put this before the statement:
${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...suggestion === void 0 ? {} : { suggestion }
    };
  }
});

// src/rules/transaction-uncommitted.ts
var transactionUncommitted = defineRule({
  id: "transaction-uncommitted",
  category: "correctness",
  severity: "error",
  title: "A transaction is begun and never committed.",
  why: "When the connection closes, PostgreSQL rolls back what was not committed. The migration tool has seen no error and records success, but nothing has changed.",
  instead: "End the script with COMMIT.",
  fineWhen: "The transaction ends with COMMIT or ROLLBACK in the same script.",
  sources: ["https://www.postgresql.org/docs/current/sql-begin.html", "https://github.com/sbdchd/squawk/issues/697"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: `BEGIN;
COMMENT ON TABLE orders IS 'Orders of customers';`,
    good: `BEGIN;
COMMENT ON TABLE orders IS 'Orders of customers';
COMMIT;`,
    transaction: { bad: "none", good: "none" }
  },
  directions: ["up", "down"],
  on: ["transaction"],
  check(change2, context) {
    let { unit, statement } = context;
    if (!(change2.action !== "begin" || unit.kind !== "transaction" || unit.closed !== "open" || unit.statements.find((other) => transactionAction(other)?.action === "begin")?.index !== statement.index))
      return {
        message: "This transaction is never committed: everything after BEGIN is rolled back when the connection closes, and the migration counts as done.",
        suggestion: commitAtEnd(context)
      };
  }
});
function commitAtEnd(context) {
  let { text, statements } = context.script, end = text.trimEnd().length, last = statements.at(-1), closed = last === void 0 || /^\s*;/.test(text.slice(last.span.end.offset));
  return insertion(context, end, `${closed ? "" : last.span.end.offset === end ? ";" : `
;`}
COMMIT;`);
}

// src/rules/truncate.ts
var truncate = defineRule({
  id: "truncate",
  category: "data-loss",
  severity: "error",
  title: "An existing table is emptied with TRUNCATE.",
  why: "All rows are gone, and no down migration brings them back. It takes AccessExclusiveLock: reads and writes wait until the transaction ends.",
  instead: "Delete only the rows that are meant, in batches, outside the migration. If the table really is to be emptied, say why in an ignore comment: `-- lockgate: ignore truncate -- cache, filled again by the application`.",
  fineWhen: "The table is temporary or was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: ["https://www.postgresql.org/docs/current/sql-truncate.html"],
  example: {
    setup: "CREATE TABLE sessions (id bigint PRIMARY KEY, expires timestamptz);",
    bad: "TRUNCATE sessions;",
    good: "DELETE FROM sessions WHERE expires < now() - interval '30 days';"
  },
  on: ["truncate"],
  check(change2, context) {
    if (change2.cascade) return;
    let live = change2.tables.filter((table2) => !context.isNew(table2)).map((table2) => context.qualify(table2)), [relation] = live;
    if (relation !== void 0)
      return {
        message: `TRUNCATE deletes every row of ${live.join(", ")} for good, under AccessExclusiveLock: reads and writes wait until the transaction ends.`,
        claims: { relation }
      };
  }
});

// src/rules/truncate-cascade.ts
var truncateCascade = defineRule({
  id: "truncate-cascade",
  category: "data-loss",
  severity: "error",
  title: "TRUNCATE \u2026 CASCADE empties tables that it does not name.",
  why: "Every table with a foreign key to the named one is emptied too, and every table that references those. The list depends on the database, not on the script.",
  instead: "Name every table that is to be emptied, without CASCADE: PostgreSQL then refuses if one that references them is missing.",
  fineWhen: "The tables were created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: ["https://www.postgresql.org/docs/current/sql-truncate.html"],
  example: {
    setup: `CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE TABLE items (cart_id bigint REFERENCES carts (id));`,
    bad: "TRUNCATE carts CASCADE;",
    good: `-- lockgate: ignore truncate -- both are filled again by the application
TRUNCATE carts, items;`
  },
  on: ["truncate"],
  check(change2, context) {
    let live = change2.tables.filter((table2) => !context.isNew(table2)), [first] = live;
    return !change2.cascade || first === void 0 ? void 0 : {
      message: `TRUNCATE \u2026 CASCADE deletes every row of ${live.map((table2) => context.qualify(table2)).join(", ")} and of all tables whose foreign keys lead there, named here or not.`,
      help: `Name the tables that are meant, without CASCADE; PostgreSQL refuses if one is missing:
${sqlBlock(`TRUNCATE ${change2.tables.map(sqlName).join(", ")};`)}`,
      claims: { relation: context.qualify(first) }
    };
  }
});

// src/rules/type-change-loses-statistics.ts
var typeChangeLosesStatistics = defineRule({
  id: "type-change-loses-statistics",
  category: "availability",
  severity: "info",
  preset: "strict",
  title: "The type of a column changes, and no ANALYZE follows.",
  why: "The statistics of the column are dropped with its old type, also where no row is touched. Until autovacuum comes by, which it does for changed rows and not for changed types, the planner guesses: queries that used an index may read the whole table.",
  instead: "ANALYZE the table in the same release, after the change. It stops neither reads nor writes.",
  fineWhen: "The table was created in the same release, or is small.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-analyze.html"
  ],
  example: {
    setup: "CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(50));",
    bad: "ALTER TABLE customers ALTER COLUMN email TYPE text;",
    good: `ALTER TABLE customers ALTER COLUMN email TYPE text;
ANALYZE customers (email);`
  },
  on: ["alter-column-type"],
  check(change2, context) {
    if (!(context.isNew(change2.table) || isAnalyzed(change2.table, context) || isSaid2(change2, context)))
      return {
        message: `With its type, ${change2.column} of ${context.qualify(change2.table)} loses its statistics; until the next ANALYZE, queries on it may get bad plans.`,
        help: `Let the release end with:
${sqlBlock(`ANALYZE ${sqlName(change2.table)};`)}`
      };
  }
});
function isAnalyzed(table2, { later: later2, script, statement }) {
  let rest = script.statements.filter((other) => other.index > statement.index).flatMap((other) => other.changes);
  return later2(table2).some(
    ({ change: change2 }) => change2.kind === "analyze" || change2.kind === "vacuum" || change2.kind === "drop"
  ) || rest.some((change2) => change2.kind === "analyze" && change2.tables.length === 0);
}
function isSaid2(change2, context) {
  let relation = context.qualify(change2.table);
  return earlierInScript(change2, context).some(
    (other) => other.kind === "alter-column-type" && context.qualify(other.table) === relation
  );
}

// src/rules/facts/automatic-casts.ts
var automaticCasts = {
  int2: ["int4", "int8", "numeric", "float4", "float8", "oid"],
  int4: ["int2", "int8", "numeric", "float4", "float8", "money", "oid"],
  int8: ["int2", "int4", "numeric", "float4", "float8", "money", "oid"],
  numeric: ["int2", "int4", "int8", "float4", "float8", "money"],
  float4: ["int2", "int4", "int8", "numeric", "float8"],
  float8: ["int2", "int4", "int8", "numeric", "float4"],
  money: ["numeric"],
  bool: [],
  uuid: [],
  json: ["jsonb"],
  jsonb: ["json"],
  bytea: [],
  date: ["timestamp", "timestamptz"],
  time: ["timetz", "interval"],
  timetz: ["time"],
  timestamp: ["date", "time", "timestamptz"],
  timestamptz: ["date", "time", "timetz", "timestamp"],
  interval: ["time"],
  inet: ["cidr"],
  cidr: ["inet"],
  macaddr: [],
  xml: [],
  point: [],
  bit: ["varbit"],
  varbit: ["bit"],
  oid: ["int4", "int8"],
  text: [],
  varchar: [],
  bpchar: [],
  tsvector: [],
  int4range: [],
  int8range: [],
  tstzrange: [],
  daterange: []
}, strings = /* @__PURE__ */ new Set(["text", "varchar", "bpchar", "name"]);
function isAutomatic(from, to, context) {
  if (from.array !== to.array) return;
  let [source, target] = [kindOf(from, context), kindOf(to, context)];
  if (!(source === void 0 || target === void 0))
    return context.qualify(from) === context.qualify(to) || target === "built-in" && strings.has(to.name) ? !0 : source === "built-in" && target === "built-in" && automaticCasts[from.name]?.includes(to.name) === !0;
}
function kindOf(type, context) {
  return isEnum(type, context) ? "enum" : (type.schema === void 0 || type.schema === "pg_catalog") && Object.hasOwn(automaticCasts, type.name) ? "built-in" : void 0;
}

// src/rules/type-change-needs-using.ts
var typeChangeNeedsUsing = defineRule({
  id: "type-change-needs-using",
  category: "correctness",
  severity: "error",
  title: "A column changes to a type that PostgreSQL does not convert its values, or its default, to by itself.",
  why: "Without USING the values are assigned, for which a cast must exist that PostgreSQL uses by itself: there is none from text to a number, say. The default is always assigned, whatever USING says. The migration fails with error 42804, even where the table is empty.",
  instead: "1. Say how with USING, as in `USING code::integer`.\n2. Where the column has a default, drop it first, and set the new one afterwards; one ALTER TABLE can do all three.",
  fineWhen: "Somebody has made a cast between the two types that is used on assignment (CREATE CAST).",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/typeconv-query.html"
  ],
  example: {
    setup: "",
    bad: `CREATE TABLE orders (id bigint PRIMARY KEY, code text);
ALTER TABLE orders ALTER COLUMN code TYPE integer;`,
    good: `CREATE TABLE orders (id bigint PRIMARY KEY, code text);
ALTER TABLE orders ALTER COLUMN code TYPE integer USING code::integer;`,
    fails: "42804"
  },
  on: ["alter-column-type"],
  check(change2, context) {
    let { table: table2, column: column2, type, using } = change2, known7 = knownColumn(context, table2, column2), from = known7?.type ?? void 0;
    if (from === void 0 || isAutomatic(baseOf(from, context), baseOf(type, context), context) !== !1)
      return;
    let types2 = `from ${sqlType(from)} to ${sqlType(type)}`, name = sqlIdentifier(column2), target = `ALTER TABLE ${sqlName(table2)}`, doubtful = isEnum(type, context) ? { doubtful: !0 } : {};
    if (using === void 0)
      return {
        message: `PostgreSQL does not convert ${column2} ${types2} by itself, and without USING the migration fails with error 42804.`,
        help: `Say how the values are converted:
${sqlBlock(`${target} ALTER COLUMN ${name} TYPE ${sqlType(type)} USING ${name}::${sqlType(type)};`)}`,
        ...doubtful
      };
    let isDropped3 = context.statement.changes.some(
      (other) => other.kind === "drop-default" && other.column === column2
    );
    if (!(known7?.default === void 0 || isDropped3))
      return {
        message: `Column ${column2} has a default, which PostgreSQL does not convert ${types2} by itself, whatever USING says: the migration fails with error 42804.`,
        help: `Drop the default first, and set the new one in the same statement:
${sqlBlock(`${target} ALTER COLUMN ${name} DROP DEFAULT, ALTER COLUMN ${name} TYPE ${sqlType(type)} USING \u2026, ALTER COLUMN ${name} SET DEFAULT \u2026;`)}`,
        ...doubtful
      };
  }
});
function baseOf(type, context) {
  return knownDomain(context, type)?.base ?? type;
}

// src/rules/type-change-rechecks.ts
var typeChangeRechecks = defineRule({
  id: "type-change-rechecks",
  category: "availability",
  severity: "warning",
  title: "The type of a column in a foreign key changes, which locks the other table too.",
  why: "PostgreSQL re-creates the foreign key: it takes AccessExclusiveLock on the table at the other end as well, and where the column is rewritten, it checks the foreign key for all rows of both tables meanwhile. Reads and writes of both wait.",
  instead: "Add a column of the new type beside the old one, fill it in batches, and give it a foreign key NOT VALID that is validated later. Where the type has to change in place, drop the foreign key before, and add it again NOT VALID.",
  fineWhen: "One of the two tables was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/explicit-locking.html"
  ],
  example: {
    setup: `CREATE TABLE customers (id integer PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers);`,
    bad: `-- lockgate: ignore change-column-type -- the table has 40 rows
ALTER TABLE customers ALTER COLUMN id TYPE bigint;`,
    good: "ALTER TABLE customers ADD COLUMN id_new bigint;"
  },
  on: ["alter-column-type"],
  check(change2, context) {
    if (context.isNew(change2.table)) return;
    let own = context.qualify(change2.table), keys2 = [...outward(change2, context), ...inward(change2, context)].filter(
      ({ other, name }) => !context.isNew(other) && context.qualify(other) !== own && !isDropped2(name, context)
    ), checked = typeEffect(change2, context).rows !== "free" ? keys2.filter(({ validated }) => validated) : [], first = checked[0] ?? keys2[0];
    if (first === void 0) return;
    let relation = context.qualify(first.other), others2 = [...new Set(keys2.map(({ other }) => context.qualify(other)))].filter((name) => name !== relation), more = others2.length === 0 ? "" : ` (and ${others2.slice(0, 3).join(", ")}${others2.length > 3 ? " and others" : ""})`, check2 = checked.length === 0 ? "" : ", and the foreign key is checked for all rows meanwhile", drops2 = keys2.map(
      ({ holder, name }) => `ALTER TABLE ${sqlName(holder)} DROP CONSTRAINT ${sqlIdentifier(name)};`
    );
    return {
      message: `${change2.column} is part of the foreign key ${first.name}, which is re-created: ${relation}${more} is locked with AccessExclusiveLock too${check2}; reads and writes of it wait.`,
      help: `Drop ${keys2.length === 1 ? "the foreign key" : "the foreign keys"} in a migration before, and add ${keys2.length === 1 ? "it" : "them"} again NOT VALID in one after, so that nothing is locked for long:
${sqlBlock(...drops2)}`,
      claims: { relation, work: checked.length === 0 ? "none" : "scan" }
    };
  }
});
function isDropped2(name, { statement }) {
  return statement.changes.some((change2) => change2.kind === "drop-constraint" && change2.name === name);
}
function outward({ table: table2, column: column2 }, context) {
  return knownConstraints(context, table2).flatMap(
    ({ name, constraint, validated }) => constraint.type === "foreign-key" && constraint.columns.includes(column2) ? [{ other: constraint.references.table, holder: table2, name, validated }] : []
  );
}
function inward({ table: table2, column: column2 }, context) {
  return foreignKeysTo(table2, context).filter(({ columns: columns2 }) => columns2.includes(column2)).map(({ holder, name, validated }) => ({ other: holder, holder, name, validated }));
}

// src/rules/type-change-used-by-view.ts
var typeChangeUsedByView = defineRule({
  id: "type-change-used-by-view",
  category: "correctness",
  severity: "error",
  title: "The type of a column changes while a view uses the column.",
  why: "PostgreSQL refuses to change the type of a column that a view or a materialized view uses (error 0A000). The migration fails, even where the table is empty.",
  instead: "Drop the view, change the type and create the view again, in one transaction. Give the view its privileges again: they are gone with it.",
  fineWhen: "The view is dropped before.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/ddl-depend.html"
  ],
  example: {
    setup: `CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(50));
CREATE VIEW addresses AS SELECT email FROM customers;`,
    bad: "ALTER TABLE customers ALTER COLUMN email TYPE text;",
    good: `DROP VIEW addresses;
ALTER TABLE customers ALTER COLUMN email TYPE text;
CREATE VIEW addresses AS SELECT email FROM customers;`,
    fails: "0A000"
  },
  on: ["alter-column-type"],
  check(change2, context) {
    let users = viewsOn(change2.table, context).filter((view2) => uses2(view2, change2, context)), [view] = users;
    if (view === void 0) return;
    let { table: table2, column: column2, type } = change2, names3 = users.map(keyOf).join(", "), kind = view.kind === "view" ? "VIEW" : "MATERIALIZED VIEW";
    return {
      message: `${names3} ${users.length === 1 ? "uses" : "use"} ${column2}: PostgreSQL refuses to change its type (error 0A000).`,
      help: `Drop and make again, in one transaction, what stands on the column; privileges have to be granted again:
${sqlBlock(
        `DROP ${kind} ${sqlName(visibleName(partsOf(keyOf(view)), context))};`,
        `ALTER TABLE ${sqlName(table2)} ALTER COLUMN ${sqlIdentifier(column2)} TYPE ${sqlType(type)};`,
        `CREATE ${kind} ${sqlName(visibleName(partsOf(keyOf(view)), context))} AS SELECT \u2026;`
      )}`
    };
  }
});
function viewsOn(table2, { catalog, qualify }) {
  return dependentsOf(catalog, qualify(table2)).flatMap((key2) => {
    let relation = tableOrView(catalog, key2);
    return relation !== void 0 && isView(relation) ? [relation] : [];
  });
}
function uses2(view, { table: table2, column: column2 }, context) {
  let own = context.qualify(table2), others2 = view.reads.filter((key2) => key2 !== own);
  if (view.uses.includes(column2)) return others2.every((other) => lacks(partsOf(other), column2, context));
  let known7 = knownColumn(context, table2, column2);
  return view.uses.includes("*") && others2.length === 0 && known7 !== void 0 && known7.id < view.id;
}
function lacks(table2, column2, context) {
  return allIndexesKnown(context, table2) && knownColumn(context, table2, column2) === void 0;
}

// src/rules/type-deny-list.ts
var typeDenyList = defineRule({
  id: "type-deny-list",
  category: "policy",
  severity: "warning",
  preset: "policy",
  title: "A column has a type, or a length, that house policy forbids.",
  why: "Some types are traps: money depends on the lc_monetary of whoever reads it, timetz has an offset but no date that it would hold for. Others a team avoids because its drivers or its warehouse cannot read them. To change a type later mostly rewrites the table.",
  instead: "Use numeric (with a column for the currency) instead of money, timestamptz instead of timetz, and what the team has agreed on for the others.",
  fineWhen: "The type is not in the option `types`, and the length not above `max-char-length`.",
  sources: [
    "https://wiki.postgresql.org/wiki/Don%27t_Do_This",
    "https://www.postgresql.org/docs/current/datatype-money.html"
  ],
  options: {
    types: {
      type: "texts",
      default: ["money", "timetz"],
      about: "Types that no column may have, in any of their spellings and without a length."
    },
    "max-char-length": {
      type: "integer",
      default: 0,
      min: 0,
      about: "The longest that a varchar(n) or char(n) may be, in characters; 0 for any length."
    }
  },
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY);",
    bad: "ALTER TABLE orders ADD COLUMN price money;",
    good: "ALTER TABLE orders ADD COLUMN price numeric;"
  },
  on: ["create-table", "add-column", "alter-column-type"],
  check(change2, context, options2) {
    let denied = new Set(options2.types.map(internalName)), longest = options2["max-char-length"];
    return typed(change2).flatMap(({ column: column2, type }) => {
      let subject = `Column ${column2} of ${context.qualify(change2.table)} has the type ${sqlType(type)}`, name = internalName(type.schema === void 0 ? type.name : `${type.schema}.${type.name}`);
      if (denied.has(name)) return [{ message: `${subject}, which house policy forbids.` }];
      let [length = 0] = isType({ ...type, array: !1 }, "varchar", "bpchar") ? type.modifiers : [];
      return longest > 0 && length > longest ? [{ message: `${subject}, and by house policy no string is longer than ${longest} characters.` }] : [];
    });
  }
});
function typed(change2) {
  return change2.kind === "alter-column-type" ? [{ column: change2.column, type: change2.type }] : madeColumns(change2).map(({ name, type }) => ({ column: name, type }));
}

// src/rules/facts/narrowing.ts
var integers4 = { int2: 5, int4: 10, int8: 19 }, floats = { float4: 4, float8: 8 }, strings2 = /* @__PURE__ */ new Set(["text", "varchar", "bpchar"]), temporal2 = /* @__PURE__ */ new Set(["timestamp", "timestamptz", "time", "timetz"]);
function narrowing(from, to) {
  if (from.schema !== void 0 || to.schema !== void 0 || from.array || to.array) return;
  if (strings2.has(from.name) && strings2.has(to.name)) return shortened2(from, to);
  if (to.name === "numeric") return fewerDigits(from, to);
  let digits = integers4[to.name];
  if (digits !== void 0) {
    let old = integers4[from.name];
    if (old !== void 0) return old > digits ? { fails: "22003", rounds: !1 } : void 0;
    let fraction = Object.hasOwn(floats, from.name) || from.name === "numeric" && (from.modifiers.length === 0 || (from.modifiers[1] ?? 0) > 0), whole = from.name === "numeric" ? wholeDigits(from) : Number.POSITIVE_INFINITY;
    return from.name !== "numeric" && !Object.hasOwn(floats, from.name) ? void 0 : verdict(whole >= digits, fraction);
  }
  return from.name === "float8" && to.name === "float4" ? { fails: "22003", rounds: !0 } : (from.name === "timestamp" || from.name === "timestamptz") && (to.name === "date" || to.name === "time") ? { fails: null, rounds: !0 } : temporal2.has(from.name) && temporal2.has(to.name) && from.name.startsWith("time") === to.name.startsWith("time") && (to.modifiers[0] ?? 6) < (from.modifiers[0] ?? 6) ? { fails: null, rounds: !0 } : void 0;
}
function verdict(fails, rounds) {
  return fails || rounds ? { fails: fails ? "22003" : null, rounds } : void 0;
}
function shortened2(from, to) {
  let [old = Number.POSITIVE_INFINITY] = from.modifiers, [length = Number.POSITIVE_INFINITY] = to.modifiers;
  return length < old ? { fails: "22001", rounds: !1 } : void 0;
}
function wholeDigits({ modifiers: [precision, scale = 0] }) {
  return precision === void 0 ? Number.POSITIVE_INFINITY : precision - scale;
}
function fewerDigits(from, to) {
  if (to.modifiers.length === 0) return;
  let scale = to.modifiers[1] ?? 0, room = wholeDigits(to), digits = integers4[from.name];
  if (digits !== void 0) return verdict(digits > room, scale < 0);
  if (Object.hasOwn(floats, from.name)) return verdict(!0, !0);
  if (from.name !== "numeric") return;
  let oldScale = from.modifiers.length === 0 ? Number.POSITIVE_INFINITY : from.modifiers[1] ?? 0;
  return verdict(wholeDigits(from) > room, oldScale > scale);
}

// src/rules/type-narrowing.ts
var typeNarrowing = defineRule({
  id: "type-narrowing",
  category: "data-loss",
  severity: "warning",
  title: "A column changes to a type that does not hold every value of the old one.",
  why: "The first string that is too long (error 22001) or number that is too large (22003) makes the migration fail, after the table has been locked and half rewritten; and code that runs still writes such values. Digits that the new type has no room for are rounded away without a word, and an explicit cast in USING cuts strings off.",
  instead: `1. Add a CHECK for the new limit NOT VALID: from then on new values fit.
2. Mend the old values, and validate the CHECK.
3. Change the type, or keep the CHECK and leave the type as it is.`,
  fineWhen: "The table was created in the same release, or the values are known to fit.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/datatype-character.html",
    "https://www.postgresql.org/docs/current/datatype-numeric.html"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(50));
INSERT INTO orders VALUES (1, 'from the time when codes were long');`,
    bad: `-- lockgate: ignore change-column-type -- the table has 40 rows
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);`,
    good: "ALTER TABLE orders ADD CONSTRAINT orders_code_length CHECK (length(code) <= 20) NOT VALID;",
    fails: "22001"
  },
  on: ["alter-column-type"],
  check(change2, context) {
    let { table: table2, column: column2, type, using } = change2;
    if (context.isNew(table2) || using !== void 0 && using.functions.length > 0) return;
    let from = knownType(context, table2, column2), loss = from === void 0 ? void 0 : narrowing(from, type);
    if (from === void 0 || loss === void 0) return;
    let effect = effectOf3(loss, using !== void 0, type.name), [length] = type.modifiers;
    return {
      message: `${sqlType(type)} does not hold every value that ${column2} of ${context.qualify(table2)} may have as ${sqlType(from)}: ${effect}.`,
      ...loss.fails === "22001" && length !== void 0 ? { help: checkFirst(table2, column2, length) } : {}
    };
  }
});
function effectOf3({ fails, rounds }, isCast, to) {
  if (fails === "22001")
    return isCast ? "longer strings are cut off without a word" : "the first longer string fails the migration with error 22001";
  let rounding = "digits that do not fit are rounded or cut off without a word";
  return to === "date" ? "the time of day is cut off without a word" : to === "time" ? "the date is cut off without a word" : fails === null ? rounding : `the first larger number fails the migration with error ${fails}${rounds ? `, and ${rounding}` : ""}`;
}
function checkFirst(table2, column2, length) {
  let target = `ALTER TABLE ${sqlName(table2)}`, name = sqlIdentifier(madeName(table2.name, column2, "length"));
  return steps(
    [
      "Let only new values in that fit:",
      `${target} ADD CONSTRAINT ${name} CHECK (length(${sqlIdentifier(column2)}) <= ${length}) NOT VALID;`
    ],
    ["When the old values are mended, in a later migration:", `${target} VALIDATE CONSTRAINT ${name};`]
  );
}

// src/rules/unbatched-backfill.ts
var unbatchedBackfill = defineRule({
  id: "unbatched-backfill",
  category: "availability",
  severity: "info",
  preset: "strict",
  title: "One statement changes an unknown number of rows of an existing table.",
  why: "Every row that it changes stays locked until the transaction ends, and writers of those rows wait. On a large table that is minutes, with as much WAL, as many dead rows, and readers that fall behind.",
  instead: "Change the rows in batches of some thousand by key, each in a transaction of its own, outside of migrations; then let the migration do what is left.",
  fineWhen: "The table was created in the same release or is small, or the condition names the rows by their key. UPDATE and DELETE without a condition are found by update-delete-without-where.",
  sources: ["https://www.postgresql.org/docs/current/routine-vacuuming.html"],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text);",
    bad: "UPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: "UPDATE orders SET state = 'new' WHERE id IN (SELECT id FROM orders WHERE state IS NULL LIMIT 1000);"
  },
  on: ["update", "delete", "insert"],
  check(change2, context) {
    let target = bulkTarget(change2, context);
    if (target === void 0 || isLocked(change2, context)) return;
    let relation = context.qualify(target);
    return change2.kind === "insert" ? {
      message: `This INSERT copies all that its query finds in ${relation} in one transaction: nobody counted the rows.`,
      help: "Copy the rows in batches by key, each in a transaction of its own, outside of the migration."
    } : {
      message: `This ${change2.kind.toUpperCase()} changes all rows of ${relation} that match, however many they are, and keeps them locked until the transaction ends.`,
      help: `Change them in batches by their key, each in a transaction of its own: repeat the statement with \`AND ${key(target, context)} IN (SELECT \u2026 LIMIT 1000)\` until no row is left.`
    };
  }
});
function bulkTarget(change2, context) {
  if (change2.kind === "insert") return context.isNew(change2.table) ? void 0 : bulkTables(change2, context)[0];
  if (!(!change2.where || context.isNew(change2.table)))
    return bulkTables(change2, context)[0];
}
function isLocked(change2, context) {
  let involved = new Set([change2.table, ...change2.reads ?? []].map(context.qualify));
  return locksBefore(change2, context, "unit", "ShareLock").some(
    ({ relation, mode }) => blocksWrites(mode) && involved.has(context.qualify(relation))
  );
}
function key(table2, context) {
  let keys2 = knownConstraints(context, table2).find(({ constraint: { type } }) => type === "primary-key")?.constraint.columns ?? [];
  return keys2.length !== 1 || keys2[0] === void 0 ? `${sqlName(table2)}.id` : sqlIdentifier(keys2[0]);
}

// src/rules/unique-constraint-without-index.ts
var uniqueConstraintWithoutIndex = defineRule({
  id: "unique-constraint-without-index",
  category: "availability",
  severity: "error",
  title: "A UNIQUE constraint is added to an existing table without a ready index.",
  why: "PostgreSQL builds the index while it holds AccessExclusiveLock: reads and writes wait until it is built.",
  instead: `1. In a migration that runs outside a transaction, build the index with CREATE UNIQUE INDEX CONCURRENTLY.
2. In the next migration, add the constraint with UNIQUE USING INDEX, which only changes the catalog.`,
  fineWhen: "The table was created in the same release. USING INDEX needs a plain index: not partial, not on expressions.",
  claims: { lock: "AccessExclusiveLock", work: "index-build" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html",
    "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE users (id bigint PRIMARY KEY, email text);",
    bad: "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);",
    good: `CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
-- in the next migration:
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;`,
    transaction: { good: "none" }
  },
  on: ["add-constraint"],
  check(change2, context) {
    let { constraint, table: table2 } = change2;
    if (constraint.type !== "unique" || constraint.usingIndex !== void 0 || context.isNew(table2) || isOnAllPartitions(constraint, table2, context) || isOnly(context) && isPartitioned(context, table2)) return;
    let relation = context.qualify(table2), name = constraint.name ?? defaultName(table2, constraint), sql = sqlIdentifier(name);
    return {
      message: `Adding UNIQUE constraint ${name} builds its index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      help: isPartitioned(context, table2) ? keyPartByPart(table2, name, constraint.columns, "UNIQUE", context) : `${steps(
        [
          `In a migration ${outsideTransaction(context)}, build the index:`,
          `CREATE UNIQUE INDEX CONCURRENTLY ${sql} ON ${sqlName(table2)} (${sqlColumns(constraint.columns)});`
        ],
        [
          "In the next one, make it a constraint:",
          `ALTER TABLE ${sqlName(table2)} ADD CONSTRAINT ${sql} UNIQUE USING INDEX ${sql};`
        ]
      )}${options(commandText(change2, context) ?? "")}`,
      claims: { relation },
      ...splitOf4(change2, context)
    };
  }
});
function splitOf4(change2, context) {
  let { name } = change2.constraint, command = commandText(change2, context);
  return name === void 0 || command === void 0 || leftOut(command).length > 0 || !canSplit(context) ? {} : isPartitioned(context, change2.table) ? {} : { split: keyFromIndex(change2, name, "UNIQUE") };
}
function options(command) {
  let found = leftOut(command);
  return found.length === 0 ? "" : `
Carry over ${found.join(" and ")}: DEFERRABLE belongs to the constraint, the others to the index.`;
}
function leftOut(command) {
  return ["NULLS NOT DISTINCT", "INCLUDE", "DEFERRABLE"].filter(
    (words5) => new RegExp(`\\b${words5.replaceAll(" ", "\\s+")}\\b`, "i").test(command)
  );
}

// src/rules/update-delete-without-where.ts
var updateDeleteWithoutWhere = defineRule({
  id: "update-delete-without-where",
  category: "data-loss",
  severity: "info",
  title: "UPDATE or DELETE without WHERE touches every row.",
  why: "If that is not meant, the rows are lost. If it is, one transaction locks every row, writes the whole table again and leaves as much dead space behind.",
  instead: "Name the rows in a WHERE, and change large tables in batches outside the migration.",
  fineWhen: "The table was created in the same release, or is small and every row is meant.",
  sources: [
    "https://www.postgresql.org/docs/current/sql-update.html",
    "https://www.postgresql.org/docs/current/sql-delete.html",
    "https://www.postgresql.org/docs/current/routine-vacuuming.html"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, state text);",
    bad: "UPDATE orders SET state = 'new';",
    good: "UPDATE orders SET state = 'new' WHERE state IS NULL;"
  },
  on: ["update", "delete"],
  check(change2, context) {
    return change2.where || context.isNew(change2.table) ? void 0 : {
      message: `This ${change2.kind.toUpperCase()} has no WHERE: it ${change2.kind === "update" ? "writes" : "deletes"} every row of ${context.qualify(change2.table)} in one transaction.`
    };
  }
});

// src/rules/vacuum-full.ts
var vacuumFull = defineRule({
  id: "vacuum-full",
  category: "availability",
  severity: "error",
  title: "A table is vacuumed with FULL.",
  why: "PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.",
  instead: "Plain VACUUM makes the space usable again and stops neither reads nor writes. To give space back to the system, use pg_repack.",
  fineWhen: "The table was created in the same release.",
  claims: { lock: "AccessExclusiveLock", work: "rewrite" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-vacuum.html",
    "https://www.postgresql.org/docs/current/routine-vacuuming.html",
    "https://reorg.github.io/pg_repack/",
    "docs/conformance.md"
  ],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY);
INSERT INTO orders SELECT generate_series(1, 10);`,
    bad: "VACUUM FULL orders;",
    good: "VACUUM orders;",
    transaction: { bad: "none", good: "none" }
  },
  on: ["vacuum"],
  check(change2, context) {
    let live = change2.tables.filter((table2) => !context.isNew(table2));
    if (!change2.full || change2.tables.length > 0 && live.length === 0) return;
    let [first] = live, relation = first === void 0 ? null : context.qualify(first);
    return {
      message: `VACUUM FULL rewrites ${live.map((table2) => context.qualify(table2)).join(", ") || "every table of the database"} under AccessExclusiveLock: reads and writes wait until that is done.`,
      help: `Make the space usable again without stopping anyone:
${sqlBlock(`VACUUM${live.length > 0 ? ` ${live.map(sqlName).join(", ")}` : ""};`)}
To give space back to the system, use pg_repack.`,
      claims: { relation }
    };
  }
});

// src/rules/validate-in-same-transaction.ts
var validateInSameTransaction = defineRule({
  id: "validate-in-same-transaction",
  category: "availability",
  severity: "error",
  title: "A constraint is validated in a transaction that already holds a strong lock on the table.",
  why: "VALIDATE CONSTRAINT alone stops neither reads nor writes. After ADD CONSTRAINT \u2026 NOT VALID in the same transaction the lock of the ADD is still held, so the table is stopped for the whole scan: NOT VALID has won nothing.",
  instead: `1. Add the constraint NOT VALID in one migration.
2. VALIDATE CONSTRAINT in the next one, after that has committed: no strong lock is held then.`,
  fineWhen: "The table was created in the same release, or each statement commits by itself.",
  claims: { lock: "AccessExclusiveLock", work: "scan" },
  sources: [
    "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES",
    "docs/conformance.md"
  ],
  example: {
    setup: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
    bad: `ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;`,
    good: `ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
-- in the next migration:
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;`,
    transaction: { good: "none" }
  },
  on: ["validate-constraint"],
  check(change2, context) {
    if (context.isNew(change2.table) || isValid(change2, context)) return;
    let found = heldOn([change2.table, ...referenced(change2, context)], context);
    if (found === void 0) return;
    let { held, relation } = found, validate = `ALTER TABLE ${sqlName(change2.table)} VALIDATE CONSTRAINT ${sqlIdentifier(change2.name)};`;
    return {
      message: `This transaction already holds ${held} on ${relation}, so ${whoWaits(held)} while VALIDATE CONSTRAINT ${change2.name} reads every row.`,
      help: `Leave the statements before it here, and in a later migration run:
${sqlBlock(validate)}`,
      claims: { lock: held, relation },
      ...splitOf5(change2, context)
    };
  }
});
function splitOf5({ table: table2, name }, context) {
  let added = context.script.statements.find(
    ({ changes: [change2, ...others2] }) => others2.length === 0 && change2?.kind === "add-constraint" && change2.constraint.name === name
  ), [add] = added?.changes ?? [];
  if (added === void 0 || add === void 0 || !canSplit(context)) return {};
  let command = added.text.slice(add.at.offset - added.span.start.offset);
  return { split: moved({ does: "nothing", name }, validation(table2, name, command)) };
}
function isValid(change2, context) {
  return knownConstraints(context, change2.table).some(({ name, validated }) => name === change2.name && validated);
}
function referenced({ table: table2, name }, context) {
  return knownConstraints(context, table2).flatMap(
    (known7) => known7.name === name && known7.constraint.type === "foreign-key" && !context.isNew(known7.constraint.references.table) ? [known7.constraint.references.table] : []
  );
}
function heldOn(tables, context) {
  let locks2 = [...heldBefore(context), ...context.statement.changes.flatMap(locksOf)];
  return tables.map((table2) => context.qualify(table2)).flatMap((relation) => {
    let held = strongest(
      locks2.filter((lock) => context.qualify(lock.relation) === relation).map(({ mode }) => mode)
    );
    return held === void 0 || !blocksWrites(held) ? [] : [{ held, relation }];
  })[0];
}

// src/rules/wide-lock-window.ts
var wideLockWindow = defineRule({
  id: "wide-lock-window",
  category: "availability",
  severity: "warning",
  preset: "strict",
  title: "One transaction takes AccessExclusiveLock on more than one existing table.",
  why: "The first table stays locked while the transaction waits for the second. The application that holds the second and wants the first waits in turn: a deadlock, which ends one of the two. And everything that uses either table stands still until the end.",
  instead: "Give each table a migration of its own, so that each lock is held for a moment only. Where they have to change together, lock them in the order in which the application uses them.",
  fineWhen: "The tables were created in the same release, or nothing uses them yet.",
  claims: { lock: "AccessExclusiveLock", work: "none" },
  sources: ["https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS"],
  example: {
    setup: `CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);`,
    bad: `ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE customers ADD COLUMN note text;`,
    good: `ALTER TABLE orders ADD COLUMN note text;
-- in the next migration:
ALTER TABLE customers ADD COLUMN note text;`,
    transaction: { good: "none" }
  },
  on: lockingKinds,
  check(change2, context) {
    let locked = names(liveLocks(change2, context, "AccessExclusiveLock"), context), before = names(locksBefore(change2, context, "unit", "AccessExclusiveLock"), context);
    if (locked.length === 0 || before.length > 1) return;
    let all2 = [.../* @__PURE__ */ new Set([...before, ...locked])], relation = all2[1];
    if (relation !== void 0)
      return {
        message: `This transaction locks ${all2.join(" and ")} against reads and writes: the first stays locked while it waits for the others.`,
        claims: { relation }
      };
  }
});
function names(locks2, { qualify }) {
  return [...new Set(locks2.map(({ relation }) => qualify(relation)))];
}

// src/rules/index.ts
var rules = [
  // Indexes
  indexNotConcurrent,
  indexOnPartitionedParent,
  dropIndexNotConcurrent,
  reindexNotConcurrent,
  concurrentlyInTransaction,
  concurrentIndexIfNotExists,
  dropIndexBehindConstraint,
  redundantIndex,
  indexBuildWithStatementTimeout,
  indexOperatorClass,
  indexNameRequired,
  indexTooManyColumns,
  // Constraints
  checkNotValidMissing,
  fkNotValidMissing,
  fkInCreateTable,
  fkInlineOnNewColumn,
  uniqueConstraintWithoutIndex,
  pkWithoutIndex,
  pkUsingNullableIndex,
  exclusionConstraint,
  validateInSameTransaction,
  setNotNullScan,
  setNotNullDropsProof,
  domainConstraintScan,
  dropConstraint,
  constraintLeftNotValid,
  fkDropLocksParent,
  fkTypeMismatch,
  fkMissingIndex,
  checkOnNewColumnBreaksOldCode,
  checkVolatile,
  dropPkBreaksReplication,
  constraintNotEnforced,
  domainWithConstraint,
  fkWithoutOnDelete,
  fkOnDeleteCascade,
  fkNotDeferrable,
  noForeignKeys,
  // Columns
  addColumnVolatileDefault,
  addColumnNotNullNoDefault,
  addColumnSerial,
  addColumnIdentity,
  addColumnStoredGenerated,
  addColumnConstrainedDomain,
  addColumnInlineCheck,
  addColumnInlineUniquePk,
  addJsonColumn,
  setExpressionRewrite,
  changeColumnType,
  dropColumn,
  renameColumn,
  timezoneDependentTypeChange,
  typeNarrowing,
  typeChangeNeedsUsing,
  typeChangeUsedByView,
  typeChangeRechecks,
  typeChangeLosesStatistics,
  dropNotNull,
  changeDefaultSemantics,
  banChar,
  preferTimestamptz,
  preferBigint,
  preferIdentity,
  // Tables and other objects
  renameTable,
  dropTable,
  dropSchema,
  dropCascade,
  truncate,
  truncateCascade,
  updateDeleteWithoutWhere,
  createTrigger,
  lockTable,
  setLoggedUnlogged,
  setAccessMethod,
  vacuumFull,
  cluster,
  refreshMatview,
  refreshConcurrentlyNeedsKey,
  dropView,
  dropLosesGrants,
  dropFunction,
  dropType,
  dropTypeCascade,
  dropDatabase,
  setSchema,
  renameSchema,
  dropTrigger,
  disableTrigger,
  replicaIdentityChange,
  disableAutovacuum,
  setTablespace,
  matviewWithData,
  multipleAlterTable,
  tableWithoutPk,
  identifierTooLong,
  sequenceIntCapacity,
  sequenceNotReset,
  enumRenameValue,
  enumValueOrder,
  // Partitions
  attachPartitionScan,
  attachScansDefault,
  attachMissingIndex,
  createPartitionOf,
  detachPartition,
  detachScansReferrer,
  dropPartition,
  partitionFanout,
  partitionKeyInPk,
  // Transactions and sessions
  lockTimeoutMissing,
  ddlWithBackfillInTransaction,
  enumValueUsedInSameTransaction,
  mixedTransactionalModes,
  transactionNesting,
  transactionUncommitted,
  sessionSettingLeak,
  lockTimeoutInvalid,
  statementTimeoutMissing,
  idleInTransactionTimeoutMissing,
  transactionTimeoutMissing,
  applicationNameMissing,
  statementAfterAccessExclusive,
  wideLockWindow,
  ddlAfterDeferredDml,
  nonTransactionalMultiStatement,
  savepointUse,
  rdsProxyIncompatible,
  auroraReaderConflict,
  auroraBluegreenDdl,
  // What is there already, and running again
  ifNotExistsHidesDrift,
  ifNotExistsInTransaction,
  rerunnableStatements,
  // Security
  rlsWithoutPolicy,
  rlsPolicyIncomplete,
  policyChange,
  grantToPublic,
  grantWidening,
  securityDefinerSearchPath,
  plpgsqlSqlInjection,
  superuserStatement,
  auroraExtensionUnsupported,
  // Policies of the house
  preferText,
  columnNotNullable,
  requiredColumns,
  typeDenyList,
  columnAlignment,
  createEnum,
  schemaQualifiedName,
  namingConvention,
  commentRequired,
  tableDropNaming,
  collationAllowList,
  partitionBan,
  objectOwner,
  privilegeDrift,
  extensionVersion,
  // Data
  unbatchedBackfill,
  backfillWithoutAnalyze,
  insertWithoutColumns,
  duplicateColumnAssignment,
  dataInSchemaMigration,
  dataDependentChange,
  // The release as a whole
  orderingHazard,
  createThenRewrite,
  cumulativeLockBudget,
  downMissing,
  irreversibleChange
];

// src/check-report.ts
var knownRules = new Map([
  ...rules.map((rule) => [rule.id, rule.options ?? {}]),
  ...notices.map((notice2) => [notice2.id, {}])
]);
async function reportOf(input, read, located, joined2, run) {
  let { baseline, pending } = read.compared, ignoring = {
    migrations: pending,
    configured: input.config.ignore ?? [],
    knownRules,
    today: input.today,
    ran: run !== void 0,
    ...seenBy(input),
    refuted: (joined2?.refuted ?? []).map(({ item }) => item)
  }, ignored = withUniqueKeys(
    foldCauses(
      applyIgnores(withSizes(await withDialects(located), input.production && assemble(input.production)), ignoring)
    )
  ), rewritten = withRewrites(ignored, pending, [...baseline, ...read.reading.migrations], input.layout.authoring), findings = withSeverities(
    rewritten.map((item) => item.finding),
    input.config.rules ?? {}
  ).map(boundedTexts).sort(byPlace), failOn = input.config["fail-on"] ?? "error";
  return {
    tool: { name: "lockgate", version: input.toolVersion },
    command: run === void 0 ? "lint" : "check",
    layout: input.layout.name,
    server: run === void 0 ? null : { version: run.server.version },
    migrations: [
      ...baseline.map((migration) => ({ migration, new: !1 })),
      ...pending.map((migration) => ({ migration, new: !0 }))
    ],
    findings,
    withdrawn: (joined2?.refuted ?? []).map(({ item, reason }) => ({ finding: item.finding, reason })),
    traces: run?.traces ?? [],
    roundTrips: run?.roundTrips ?? [],
    verdict: judge(findings, failOn),
    notes: notesOn(input, read, run),
    preface: input.preface ?? []
  };
}
function seenBy(input) {
  if (input.extent === void 0) return {};
  let files = input.files.map(({ path }) => path), all2 = input.baseFiles === void 0 && input.only === void 0;
  return { seen: { files, root: input.root, only: input.extent === "project", all: all2 } };
}
function notesOn(input, read, run) {
  let notes = [...input.notes ?? [], ...read.compared.notes ?? []];
  read.reading.migrations.length === 0 && notes.push(`No migrations of layout ${input.layout.name} in ${input.root === "" ? "this directory" : input.root}.`);
  let fresh = read.compared.pending.length;
  if (isAllNew(input) && fresh > 1 && notes.push(
    `All ${fresh} migrations count as new, so no table that they create is taken for one in use. To see what a branch adds, name where it starts: --since origin/main.`
  ), run === void 0) return notes;
  let made = run.madeRoles ?? [];
  made.length > 0 && notes.push(
    `No migration creates the ${made.length === 1 ? "role" : "roles"} ${made.map(oneLine).join(", ")}: ${made.length === 1 ? "it was" : "they were"} made for this run, without a login, and removed.`
  );
  let wanted2 = input.config["server-version"], major = Math.floor(run.server.number / 1e4);
  wanted2 !== void 0 && wanted2 !== major && notes.push(`The target runs PostgreSQL ${wanted2}, but this proof ran on ${run.server.version}.`);
  let ran = run.traces.filter((trace) => trace.direction === "up").length, left = read.compared.pending.length - ran;
  left > 0 && notes.push(`${left} ${left === 1 ? "migration was" : "migrations were"} not run, because the one before failed.`);
  let said = run.traces.flatMap((trace) => trace.statements.flatMap((statement) => statement.note ?? []));
  return [...notes, ...new Set(said)];
}
function byPlace(a, b) {
  return (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : 0) || a.place.line - b.place.line || a.place.column - b.place.column;
}

// src/lint/active-rules.ts
function activeRules(rules2, preset, settings) {
  let running = presets.slice(0, presets.indexOf(preset) + 1);
  return rules2.filter((rule) => running.includes(rule.preset ?? "recommended") || settings[rule.id] !== void 0).map((rule) => ({ rule, options: optionsOf(rule, settings[rule.id]?.options ?? {}) }));
}
function optionsOf(rule, given) {
  let values = Object.entries(rule.options ?? {}).map(([name, spec]) => [name, chosenValue(spec, given[name])]);
  return Object.fromEntries(values);
}
function chosenValue(spec, given) {
  let value = given ?? spec.default;
  return spec.type === "pattern" && typeof value == "string" ? linearPattern(value) : value;
}

// src/lint/left-not-valid.ts
function answerLeftNotValid(joined2, outcomes, migrations, run) {
  if (run.roundTrips.length < migrations.length) return { joined: joined2, outcomes };
  let isAbout2 = ({ finding }) => finding.rule === constraintLeftNotValid.id, read = joined2.findings.filter(isAbout2), said = new Set(outcomes.filter(isAbout2).map(constraintOf)), gone2 = read.filter((item) => !said.has(constraintOf(item))), renamed3 = gone2.filter(
    ({ statement }) => outcomes.some((item) => isAbout2(item) && item.statement === statement)
  ), wrong2 = gone2.filter((item) => !renamed3.includes(item)), readToo = new Set(read.map(constraintOf)), reason = `On PostgreSQL ${run.server.version} the constraint was valid, or gone, after the last migration.`;
  return {
    joined: {
      findings: joined2.findings.flatMap((item) => isAbout2(item) ? gone2.includes(item) ? [] : [{ ...item, finding: { ...item.finding, evidence: "measured" } }] : [item]),
      refuted: [...joined2.refuted, ...wrong2.map((item) => ({ item, reason }))]
    },
    outcomes: outcomes.filter((item) => !isAbout2(item) || !readToo.has(constraintOf(item)))
  };
}
function constraintOf({ about: about2 }) {
  return JSON.stringify([about2?.relation, about2?.name]);
}

// src/lint/losses.ts
function lossFindings(findings, migrations, run, text) {
  let added = [], cascades = /* @__PURE__ */ new Map(), byId = new Map(migrations.map((migration) => [migration.id, migration]));
  for (let trace of run.traces) {
    let migration = byId.get(trace.migration);
    if (!(migration === void 0 || trace.direction === "down"))
      for (let seen of trace.statements) {
        let statement = migration.up.statements[seen.index];
        if (statement === void 0 || seen.error !== null) continue;
        let written = text.changesOf(statement), about2 = findings.filter((item) => item.direction === "up" && isOf(item, migration, statement)), lost = (seen.lost ?? []).filter((object) => !names2(written, object, text)), emptied = hiddenlyEmptied(seen, about2, written, text), where = { migration, statement, major: Math.floor(run.server.number / 1e4) }, speaker = about2.find(({ finding }) => speaksOfCascade.has(finding.rule)), losses = [
          ...lost.map(lostWords),
          ...speaker === void 0 ? [] : emptied.map((table2) => `the rows of ${table2}`)
        ];
        if (speaker !== void 0 && losses.length > 0) {
          let severity = lost.some(({ holdsData }) => holdsData) ? { severity: "error" } : {};
          cascades.set(speaker, {
            words: `On PostgreSQL ${where.major} it also dropped: ${listed3(losses)}.`,
            ...severity
          });
        } else
          lost.length > 0 && added.push(dropFinding(lost, where, written.some(isCascade))), emptied.length > 0 && added.push(truncateFinding(emptied, where));
      }
  }
  return { added, cascades };
}
var speaksOfCascade = /* @__PURE__ */ new Set([
  "drop-cascade",
  "drop-type-cascade",
  "drop-schema",
  "truncate-cascade"
]);
function isOf(item, migration, statement) {
  return item.migration === migration.id && item.statement?.index === statement.index;
}
function isCascade({ change: change2 }) {
  return "cascade" in change2 && change2.cascade;
}
function names2(written, lost, text) {
  let { relation } = lost;
  return written.some(({ change: change2, searchPath }) => {
    if (change2.kind === "drop-column" || change2.kind === "drop-constraint") {
      let part2 = change2.kind === "drop-column" ? "column" : "constraint", name = change2.kind === "drop-column" ? change2.column : change2.name;
      return lost.kind === part2 && isPart(lost, name) && relation !== null && text.means(change2.table, relation, searchPath);
    }
    return change2.kind === "drop-default" || change2.kind === "drop-identity" || change2.kind === "drop-expression" ? lost.kind === "default value" && relation !== null && text.means(change2.table, relation, searchPath) : change2.kind !== "drop" ? !1 : change2.on !== void 0 ? relation !== null && text.means(change2.on, relation, searchPath) && change2.names.some(({ name }) => isPart(lost, name)) : lost.kind === "index" || lost.isRelation ? change2.names.some((name) => text.means(name, ownName2(lost), searchPath)) : relation === null && change2.names.some(({ name }) => isPart(lost, name));
  });
}
function ownName2({ relation, name }) {
  return relation ?? name;
}
function isPart({ name }, wanted2) {
  let quoted = `"${wanted2.replaceAll('"', '""')}"`;
  return [wanted2, quoted].some(
    (one) => name === one || name.startsWith(`${one} on `) || name.startsWith(`${one}(`) || name.endsWith(`.${one}`) || name.includes(`.${one}(`)
  );
}
function hiddenlyEmptied({ emptied = [], live }, about2, written, text) {
  return emptied.filter((table2) => !live.includes(table2) || about2.some(({ finding: { claims } }) => claims.relation === table2 && claims.work === "rewrite") ? !1 : !written.some(({ change: change2, searchPath }) => (change2.kind === "truncate" ? change2.tables : change2.kind === "refresh-materialized-view" ? [change2.view] : []).some((name) => text.means(name, table2, searchPath) ? !0 : [...namesOf2(name, searchPath)].some(
    (one) => text.isBelow(table2, one) && text.means(name, one, searchPath)
  ))));
}
function namesOf2({ schema, name }, searchPath) {
  return (schema === void 0 ? searchPath : [schema]).map((one) => qualifiedName(one, name));
}
function dropFinding(lost, where, cascades) {
  let isSevere = lost.some(({ kind, isRelation, holdsData }) => isRelation || holdsData || severeKinds.has(kind)), objects = listed3(lost.map(lostWords)), why = cascades ? "CASCADE took it along: the statement does not name it" : "the text does not name it", rows = lost.some(({ holdsData }) => holdsData) ? " Rows or values went with it, and no down migration brings them back." : "";
  return noticeFinding(isSevere ? unseenDrop : { ...unseenDrop, severity: "warning" }, {
    message: `On PostgreSQL ${where.major} this statement dropped ${objects}; ${lost.length === 1 ? why : why.replaceAll(/\bit\b/g, "them")}.${rows}`,
    ...placed(where)
  });
}
var severeKinds = /* @__PURE__ */ new Set(["schema", "function", "procedure", "type", "extension"]);
function truncateFinding(tables, where) {
  return noticeFinding(unseenTruncate, {
    message: `On PostgreSQL ${where.major} this statement emptied ${listed3(tables)}, which its text does not say: every row is lost, and reads and writes wait until its transaction ends.`,
    ...placed(where),
    claims: { lock: "AccessExclusiveLock", work: "none", relation: tables[0] ?? null }
  });
}
function placed({ migration, statement }) {
  return {
    place: placeOf(migration.up.path, statement.span),
    evidence: "measured",
    migration: migration.id,
    direction: "up",
    statement
  };
}
function lostWords({ kind, name, isBack }) {
  return `${kind} ${name}${isBack ? " (another one has its name now)" : ""}`;
}
var listedAtMost = 20;
function listed3(items) {
  let more = items.length > listedAtMost ? `, and ${items.length - listedAtMost} more` : "";
  return `${items.slice(0, listedAtMost).join(", ")}${more}`;
}

// src/lint/expand-code.ts
function expandCode(script, routines) {
  let plain = unitsOf(script).map((unit) => ({
    unit,
    expansion: unit.statements.flatMap((outer) => expansionOf(outer, routines))
  }));
  if (plain.every(({ expansion }) => expansion.every((expanded) => expanded.statement === expanded.outer)))
    return { script, units: plain };
  let index2 = 0, units3 = plain.map(({ unit, expansion: unnumbered }) => {
    let expansion = unnumbered.map((expanded) => ({
      ...expanded,
      statement: { ...expanded.statement, index: index2++ }
    }));
    return { unit: unitOf(unit, expansion), expansion };
  }), statements = units3.flatMap(({ expansion }) => expansion.map((expanded) => expanded.statement));
  return { script: { ...script, statements }, units: units3 };
}
function unitOf(unit, expansion) {
  let statements = expansion.map((expanded) => expanded.statement), [only, ...more] = statements;
  return unit.kind === "transaction" ? { ...unit, statements } : only === void 0 || more.length === 0 ? only === void 0 ? unit : { ...unit, statements: [only] } : { kind: "transaction", opened: "runner", closed: "runner", statements };
}
function expansionOf(outer, routines) {
  let inner = outer.changes.flatMap(
    (change2) => change2.kind === "do" ? change2.statements.flatMap((code3) => [
      expandedStatement(outer, code3, "DO block"),
      ...calledBy(outer, code3, routines, code3.conditional)
    ]) : []
  ), called = calledBy(outer, outer, routines, !1);
  for (let { changes, text } of [outer, ...inner.map((expanded) => expanded.statement)])
    learn(routines, changes, text);
  return [{ statement: outer, outer, conditional: !1 }, ...inner, ...called];
}
function expandedStatement(outer, code3, within, conditional = !1) {
  let { text, span, changes } = code3;
  return {
    statement: { index: outer.index, text, span, changes, ignores: outer.ignores, within },
    outer,
    conditional: conditional || code3.conditional
  };
}
function calledBy(outer, caller, routines, conditional) {
  let calls = caller.changes.flatMap((change2) => change2.kind === "call" ? [change2.function] : change2.kind === "select" ? change2.functions : []);
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()].flatMap((call) => {
    let routine = routines.get(keyOf4(call));
    if (routine === void 0) return [];
    let { change: change2, text } = routine, within = `${change2.procedure ? "procedure" : "function"} ${nameOf(change2.function)}`, always = caller.changes.some((other) => other.kind === "call");
    return readFunction(text, change2, call, caller.span).map(
      (code3) => expandedStatement(outer, code3, within, conditional || !always)
    );
  });
}
function learn(routines, changes, text) {
  for (let change2 of changes) change2.kind === "function" && routines.set(keyOf4(change2.function), { change: change2, text });
}
function keyOf4(name) {
  return JSON.stringify([name.schema ?? "public", name.name]);
}
function nameOf({ schema, name }) {
  return schema === void 0 ? name : `${schema}.${name}`;
}

// src/lint/settings.ts
var initialSettings = { session: /* @__PURE__ */ new Map(), local: /* @__PURE__ */ new Map() };
function settingsIn({ session, local }, defaultSchema = "public") {
  let values = local.size === 0 ? session : new Map([...session, ...local]), path = values.get("search_path");
  return {
    searchPath: path === void 0 ? [.../* @__PURE__ */ new Set([defaultSchema, "public"])] : schemasIn(path),
    lockTimeout: timeIn(values.get("lock_timeout")),
    statementTimeout: timeIn(values.get("statement_timeout")),
    values
  };
}
function afterStatement(state, statement) {
  return statement.changes.reduce(afterChange, state);
}
function afterTransaction(before, state, unit) {
  let rolledBack = unit.kind === "transaction" && unit.closed === "rollback";
  return !rolledBack && state.local.size === 0 ? state : { session: rolledBack ? before.session : state.session, local: /* @__PURE__ */ new Map() };
}
function afterChange(state, change2) {
  if (change2.kind === "reset")
    return change2.name === "ALL" ? initialSettings : { session: without(state.session, change2.name), local: without(state.local, change2.name) };
  if (change2.kind !== "set") return state;
  let { name, value } = change2;
  return change2.local ? { session: state.session, local: withValue(state.local, name, value) } : { session: withValue(state.session, name, value), local: without(state.local, name) };
}
function withValue(values, name, value) {
  return value === null ? without(values, name) : new Map([...values, [name.toLowerCase(), value]]);
}
function without(values, name) {
  return new Map([...values].filter(([other]) => other !== name.toLowerCase()));
}
function schemasIn(value) {
  return value.split(",").map((part2) => part2.trim().replace(/^"(.*)"$/, "$1")).filter((schema) => schema !== "" && schema !== "$user" && schema !== "pg_temp");
}
function timeIn(value) {
  return value === void 0 ? null : milliseconds(value);
}

// src/lint/statement-contexts.ts
function statementContexts({ script, units: units3 }, defaultSchema = "public") {
  let contexts = [], state = initialSettings, settings = settingsIn(state, defaultSchema), become = (next) => {
    next !== state && (settings = settingsIn(next, defaultSchema)), state = next;
  };
  for (let { unit, expansion } of units3) {
    let before = state;
    for (let expanded of expansion)
      contexts.push({ script, expanded, unit, settings }), become(afterStatement(state, expanded.statement));
    become(afterTransaction(before, state, unit));
  }
  return contexts;
}

// src/lint/touched-names.ts
var inRelations = /* @__PURE__ */ new Set([
  "table",
  "view",
  "materialized-view",
  "index",
  "sequence",
  "foreign-table",
  "type",
  "domain"
]);
function routineOf(change2) {
  return change2.kind === "function" ? change2.function : change2.kind === "alter-other" && change2.object === "function" ? change2.name : void 0;
}
function createdBy(change2) {
  let made = (name, temporary = !1, keepsExisting = !1) => ({ name, temporary, keepsExisting });
  switch (change2.kind) {
    case "create-table":
      return made(change2.table, change2.persistence === "temporary", change2.ifNotExists);
    case "create-view":
      return made(change2.view, change2.temporary, change2.replace);
    case "create-materialized-view":
      return made(change2.view, !1, change2.ifNotExists);
    case "create-sequence":
      return made(change2.sequence, change2.temporary);
    case "create-type":
      return made(change2.type);
    case "create-domain":
      return made(change2.domain);
    case "create-other":
      return change2.object === "foreign-table" ? made(change2.name) : void 0;
    default:
      return;
  }
}
var partOfTable = /* @__PURE__ */ new Set([
  "column",
  "constraint",
  "attribute",
  "trigger",
  "policy",
  "rule",
  "enum-value"
]);
function touchedNames(change2) {
  let made = createdBy(change2), routine = routineOf(change2), dropped = change2.kind === "drop" ? change2.names : [];
  return [
    ...made === void 0 ? [] : [made.name],
    ...routine === void 0 ? [] : [routine],
    ...dropped,
    ...touchedBy(change2)
  ];
}
function touchedBy(change2) {
  switch (change2.kind) {
    case "create-table":
      return [change2.table, ...change2.partitionOf === void 0 ? [] : [change2.partitionOf], ...change2.inherits];
    case "inherit":
    case "no-inherit":
      return [change2.table, change2.parent];
    case "attach-partition":
    case "detach-partition":
      return [change2.table, change2.partition];
    case "create-view":
    case "create-materialized-view":
    case "refresh-materialized-view":
      return [change2.view];
    case "create-sequence":
    case "alter-sequence":
      return [change2.sequence];
    case "select":
      return change2.resets ?? [];
    case "create-type":
    case "add-enum-value":
      return [change2.type];
    case "create-domain":
    case "alter-domain":
      return [change2.domain];
    case "rename":
      return inRelations.has(change2.object) || partOfTable.has(change2.object) ? [change2.name] : [];
    case "set-schema":
    case "set-owner":
    case "comment":
      return inRelations.has(change2.object) ? [change2.name] : [];
    case "grant":
      return change2.object === "table" && !change2.allInSchema ? change2.names : [];
    case "drop":
      return change2.on === void 0 ? [] : [change2.on];
    case "truncate":
    case "analyze":
    case "vacuum":
    case "lock-table":
      return change2.tables;
    default:
      return "table" in change2 && change2.table !== void 0 ? [change2.table] : [];
  }
}

// src/lint/statement-text.ts
function readStatements2(baseline, pending, run) {
  let routines = /* @__PURE__ */ new Map();
  for (let migration of baseline) expandCode(migration.up, routines);
  let changes = /* @__PURE__ */ new Map(), paths = /* @__PURE__ */ new Map(), temporary = /* @__PURE__ */ new Set(), known7 = new Set(run.relations), read = (expandedScript) => {
    for (let { expanded, settings } of statementContexts(expandedScript)) {
      let { outer, statement } = expanded, { searchPath } = settings;
      paths.has(outer) || paths.set(outer, searchPath);
      let written = changes.get(outer) ?? [];
      changes.set(outer, written);
      for (let change2 of statement.changes) {
        written.push({ change: change2, searchPath }), change2.kind === "rename" && change2.from === void 0 && known7.add(qualifiedName(change2.name.schema ?? searchPath[0] ?? "public", change2.to)), change2.kind === "set-schema" && known7.add(qualifiedName(change2.schema, change2.name.name));
        let made = createdBy(change2);
        made?.temporary ? temporary.add(made.name.name) : made !== void 0 && known7.add(qualifiedName(made.name.schema ?? searchPath[0] ?? "public", made.name.name));
      }
    }
  };
  for (let { up, down } of pending)
    read(expandCode(up, routines)), down !== void 0 && read(expandCode(down, new Map(routines)));
  let resolve2 = ({ schema, name }, searchPath) => {
    if (schema !== void 0) return qualifiedName(schema, name);
    if (!temporary.has(name))
      return searchPath.map((one) => qualifiedName(one, name)).find((one) => known7.has(one));
  }, relations2 = new Set(run.relations);
  return {
    changesOf: (statement) => changes.get(statement) ?? [],
    searchPathAt: (statement) => paths.get(statement) ?? ["public"],
    means: (name, relation, searchPath) => resolve2(name, searchPath) === relation,
    isBelow: (relation, ancestor) => run.ancestors?.get(relation)?.includes(ancestor) === !0,
    isKnown: (relation) => relations2.has(relation)
  };
}
function areNamesakes(one, other) {
  return partsOf(one).name === partsOf(other).name;
}

// src/lint/unpredicted.ts
var readsByPlan = /* @__PURE__ */ new Set([
  "insert",
  "update",
  "delete",
  "merge",
  "select",
  "copy",
  "create-table",
  "create-materialized-view",
  "refresh-materialized-view",
  "do",
  "call"
]);
function unpredicted(findings, elsewhere, migrations, run, text) {
  let besides = /* @__PURE__ */ new Map(), byId = new Map(migrations.map((migration) => [migration.id, migration])), keyOf6 = (migration, index2) => JSON.stringify([migration, index2]), ofUps = findings.filter(({ direction }) => direction === "up"), byStatement = groupedBy(ofUps, ({ migration, statement }) => keyOf6(migration, statement?.index));
  return { added: run.traces.flatMap((trace) => {
    let migration = byId.get(trace.migration);
    return migration === void 0 || trace.direction === "down" ? [] : trace.statements.flatMap((statement) => {
      let about2 = byStatement.get(keyOf6(migration.id, statement.index)) ?? [];
      return hazards(statement).filter((hazard) => !ofFewRows(hazard, migration.up, trace, statement.index, text)).filter((hazard) => {
        let covering = about2.filter((item) => covers(item, hazard, statement, elsewhere, text)), own = covering.some(({ finding }) => finding.claims.relation === hazard.relation), [first] = covering;
        return first !== void 0 && !own && besides.set(first, [...besides.get(first) ?? [], hazard]), first === void 0;
      }).filter((hazard) => hazard.work !== "rewrite" || statement.emptied?.includes(hazard.relation) !== !0).map((hazard) => unseenFinding(hazard, { migration, trace, statement, major: majorOf(run.server) }));
    });
  }), besides: new Map([...besides].map(([item, also]) => [item, alsoWords(also, run)])) };
}
var namedAtMost = 5;
function alsoWords(hazards2, run) {
  let names3 = [...new Set(hazards2.map((hazard) => `${hazard.relation} (${words3[hazard.work]})`))], more = names3.length > namedAtMost ? ` and ${names3.length - namedAtMost} more` : "";
  return `PostgreSQL ${majorOf(run.server)} did this to: ${names3.slice(0, namedAtMost).join(", ")}${more}.`;
}
function covers(item, hazard, trace, elsewhere, text) {
  let { claims } = item.finding;
  if (claims.work === "none") return !1;
  if (claims.relation === hazard.relation) return !0;
  let kinds6 = item.statement?.changes.map(({ kind }) => kind) ?? [], isQuery = kinds6.some((kind) => readsByPlan.has(kind)), locks2 = trace.locks.some((lock) => lock.relation === hazard.relation && blocksWrites(lock.mode));
  return runsCode(kinds6) || isQuery && locks2 ? isKin(claims.relation, hazard.relation, text) : elsewhere.has(item) ? !0 : claims.work !== hazard.work || claims.lock === null ? !1 : claims.lock === hazard.lock.mode || isQuery && atLeast(claims.lock, hazard.lock.mode);
}
function runsCode(kinds6) {
  return kinds6.includes("do") || kinds6.includes("call");
}
function isKin(claimed, relation, text) {
  return claimed === null ? !1 : text.isBelow(relation, claimed) || !text.isKnown(claimed) && areNamesakes(claimed, relation);
}
function ofFewRows({ relation, work }, up, trace, index2, text) {
  let statement = up.statements[index2];
  if (statement === void 0) return !1;
  let { changes } = statement, isItAt = (where) => (name) => text.means(name, relation, text.searchPathAt(where)), isIt = isItAt(statement), isPinned = (change2) => (change2.kind === "update" || change2.kind === "delete") && isIt(change2.table) && change2.pins !== void 0, isLookup = (change2) => "lookups" in change2 && change2.lookups?.some(({ table: table2 }) => isIt(table2)) === !0;
  if (work === "scan" && changes.some((change2) => isPinned(change2) || isLookup(change2))) return !0;
  let locks2 = (other) => trace.statements.some(
    (seen) => seen.index === other.index && seen.locks.some((lock) => lock.relation === relation)
  ), isAbout2 = (change2, other) => {
    let isThere3 = isItAt(other);
    return change2.kind === "truncate" ? change2.tables.some(isThere3) || change2.cascade && locks2(other) : bringsRows(change2) && "table" in change2 && change2.table?.name === partsOf(relation).name;
  };
  if (changes.some(bringsRows)) return !1;
  let emptying = emptyingIn(up), unit = emptying.unitOf.get(index2);
  return unit === void 0 || !emptying.truncating.has(unit) ? !1 : unit.statements.filter((other) => other.index < index2).flatMap((other) => other.changes.filter((change2) => isAbout2(change2, other))).at(-1)?.kind === "truncate";
}
var emptyings = /* @__PURE__ */ new WeakMap();
function emptyingIn(script) {
  let known7 = emptyings.get(script);
  if (known7 !== void 0) return known7;
  let units3 = unitsOf(script), found = {
    unitOf: new Map(units3.flatMap((unit) => unit.statements.map(({ index: index2 }) => [index2, unit]))),
    truncating: new Set(
      units3.filter(
        ({ statements }) => statements.some(({ changes }) => changes.some(({ kind }) => kind === "truncate"))
      )
    )
  };
  return emptyings.set(script, found), found;
}
function hazards(trace) {
  let lockOn = (relation) => trace.held.find((held) => held.relation === relation && blocksWrites(held.mode)), found = (relations2, work) => relations2.flatMap((relation) => {
    let lock = lockOn(relation);
    return lock === void 0 || !trace.live.includes(relation) ? [] : [{ relation, work, lock }];
  }), rewrites = found(trace.rewrites, "rewrite"), others2 = [...found(trace.indexBuilds, "index-build"), ...found(trace.scans, "scan")];
  return [...rewrites, ...others2.filter((hazard) => !rewrites.some((rewrite2) => rewrite2.relation === hazard.relation))];
}
var notices2 = {
  rewrite: unseenRewrite,
  scan: unseenScan,
  "index-build": unseenIndexBuild
}, words3 = {
  rewrite: "rewrote",
  scan: "scanned",
  "index-build": "built an index on"
};
function unseenFinding(hazard, seen) {
  let { migration, trace, major } = seen, script = migration.up, statement = script.statements[seen.statement.index], who = blocksReads(hazard.lock.mode) ? "reads and writes wait" : "writes wait", notice2 = notices2[hazard.work];
  return noticeFinding(notice2, {
    message: `On PostgreSQL ${major} this statement ${words3[hazard.work]} ${hazard.relation} under ${hazard.lock.mode}: ${who} until its transaction ends.`,
    help: `${lockedBy(hazard, trace, seen.statement)}${adviceOn(hazard, statement) ?? notice2.instead}`,
    place: statement === void 0 ? { path: script.path, line: seen.statement.line, column: 1, endLine: seen.statement.line, endColumn: 1 } : placeOf(script.path, statement.span),
    evidence: "measured",
    claims: { lock: hazard.lock.mode, work: hazard.work, relation: hazard.relation },
    migration: migration.id,
    direction: "up",
    ...statement === void 0 ? {} : { statement }
  });
}
function lockedBy({ relation, lock }, trace, statement) {
  let takes2 = ({ locks: locks2 }) => locks2.some((taken) => taken.relation === relation && taken.mode === lock.mode), earlier = trace.statements.findLast((other) => other.index < statement.index && takes2(other));
  return takes2(statement) || earlier === void 0 ? "" : `The statement on line ${earlier.line} took ${lock.mode} on ${relation}, and its transaction still holds it. `;
}
function adviceOn({ work, relation }, statement) {
  let kinds6 = new Set(statement?.changes.map(({ kind }) => kind));
  if (work === "index-build" && kinds6.has("alter-column-type"))
    return `The new type sorts in another way, so the indexes on the column are built anew. Add a column of the new type, with indexes that are built CONCURRENTLY, fill it in batches, and switch over; or drop the indexes before this migration and build them again CONCURRENTLY behind it, when ${relation} can do without them for so long.`;
  if (work === "index-build" && kinds6.has("attach-partition"))
    return `Build the same index on ${relation} with CREATE INDEX CONCURRENTLY before it is attached: PostgreSQL then takes that one.`;
  if (work === "scan" && [...kinds6].some((kind) => readsByPlan.has(kind)))
    return "Read and write the rows in a migration of its own, which changes no table; large tables in batches.";
  if (work === "scan" && kinds6.has("alter-column-type"))
    return `Constraints that hold the column are checked again for every row of ${relation}. Drop them first, and add them again with NOT VALID; validate them in a later migration.`;
}
function majorOf({ number }) {
  return Math.floor(number / 1e4);
}

// src/lint/measured.ts
function joinMeasured(read, migrations, run, baseline = []) {
  let text = readStatements2(baseline, migrations, run), traces = new Map(
    run.traces.flatMap((trace) => trace.statements.map((statement) => [keyOf5(trace, statement.index), statement]))
  ), findings = [], refuted = [], elsewhere = /* @__PURE__ */ new Set();
  for (let item of read) {
    let trace = item.statement === null ? void 0 : traces.get(keyOf5({ migration: item.migration ?? "", direction: item.direction }, item.statement.index)), judged = trace === void 0 ? "unknown" : compare2(item, trace, text);
    if (judged === "refuted" && item.conditional !== !0)
      refuted.push({ item, reason: refusal(item.finding.claims, run.server.version) });
    else {
      let measured2 = judged === "confirmed" || judged === "elsewhere", severity = item.onceMeasured ?? item.finding.severity, kept = measured2 ? { ...item, finding: { ...item.finding, severity, evidence: "measured" } } : item;
      findings.push(kept), judged === "elsewhere" && elsewhere.add(kept);
    }
  }
  let { added, besides } = unpredicted(findings, elsewhere, migrations, run, text), losses = lossFindings(findings, migrations, run, text);
  return { findings: [...findings.map((item) => withWords(item, [besides.get(item), losses.cascades.get(item)?.words])).map((item, i) => atLeastAs(item, losses.cascades.get(findings[i])?.severity)), ...added, ...losses.added], refuted };
}
function withWords(item, words5) {
  let more = words5.filter((word) => word !== void 0);
  if (more.length === 0) return item;
  let message = [item.finding.message, ...more].join(" ");
  return { ...item, finding: { ...item.finding, message, evidence: "measured" } };
}
function atLeastAs(item, severity) {
  return severity === "error" ? { ...item, finding: { ...item.finding, severity } } : item;
}
function keyOf5(trace, index2) {
  return JSON.stringify([trace.migration, trace.direction, index2]);
}
function compare2({ finding, statement }, trace, text) {
  let { claims, category } = finding;
  if (trace.error !== null || claims.work === "none" && (claims.lock === null || claims.relation === null)) return "unknown";
  let seen = claims.work === "none" ? locksSeen(claims, trace) : worksSeen(claims.work, trace);
  if (claims.relation !== null && seen.includes(claims.relation)) return "confirmed";
  let isOfCode = runsCode(statement?.changes.map(({ kind }) => kind) ?? []), { relation } = claims;
  return seen.some((other) => !isOfCode || relation === null || isKin(relation, other, text)) ? "elsewhere" : claims.relation !== null && !text.isKnown(claims.relation) || claims.work === "scan" && hidesScans(claims.relation, statement, trace, text) ? "unknown" : category === "availability" ? "refuted" : "unknown";
}
function hidesScans(relation, statement, trace, text) {
  return (relation === null ? trace.indexBuilds.length > 0 : trace.indexBuilds.includes(relation)) ? !0 : statement === null ? !1 : statement.changes.some(({ kind }) => readsByPlan.has(kind)) || isOfOtherTable(relation, statement, text);
}
function isOfOtherTable(relation, statement, text) {
  let own = statement.changes.flatMap(
    (change2) => change2.kind === "add-constraint" || change2.kind === "add-column" || change2.kind === "alter-column-type" ? [change2.table] : []
  ), path = text.searchPathAt(statement);
  return own.length > 0 && relation !== null && !own.some((name) => text.means(name, relation, path));
}
function locksSeen({ lock, relation }, trace) {
  let strong = (taken) => lock !== null && atLeast(taken.mode, lock);
  return [...trace.held.filter((taken) => taken.relation === relation && strong(taken)), ...trace.locks.filter(strong)].map((taken) => taken.relation);
}
function worksSeen(work, trace) {
  let others2 = { rewrite: [], scan: trace.scans, "index-build": trace.indexBuilds }[work];
  return [...trace.rewrites, ...others2];
}
function refusal(claims, version) {
  let work = { rewrite: "no rewrite", scan: "no scan", "index-build": "no index build", none: `no ${claims.lock}` }[claims.work], where = claims.relation === null ? "" : ` on ${claims.relation}`;
  return `PostgreSQL ${version} ran the statement with ${work}${where}.`;
}

// src/lint/earlier-changes.ts
var nothing = [];
function earlierChanges() {
  let byName = /* @__PURE__ */ new Map(), add = (key2, noted) => {
    let record = byName.get(key2) ?? { all: [], current: [] };
    byName.set(key2, record), record.all.push(noted), noted.ends ? record.current = [] : record.current.push(noted);
  };
  return {
    of: (qualified2) => byName.get(qualified2)?.current ?? nothing,
    note(at, qualify) {
      let { expanded, unit, script } = at;
      for (let change2 of expanded.statement.changes) {
        let ends = change2.kind === "drop" && inRelations.has(change2.object);
        for (let key2 of new Set(touchedNames(change2).map(qualify)))
          add(key2, { at, change: change2, unit, path: script.path, ends });
        let [from, to] = moved3(change2, qualify), record = from === void 0 ? void 0 : byName.get(from);
        from === void 0 || to === void 0 || record === void 0 || (byName.delete(from), byName.set(to, record));
      }
    },
    undo(contexts) {
      if (contexts.length === 0) return;
      let undone = new Set(contexts);
      for (let record of byName.values())
        undone.has(record.all.at(-1)?.at) && (record.all = record.all.filter(({ at }) => !undone.has(at)), record.current = record.all.slice(record.all.findLastIndex(({ ends }) => ends) + 1));
    }
  };
}
function moved3(change2, qualify) {
  if (change2.kind === "rename" && change2.from === void 0 && inRelations.has(change2.object)) {
    let from = qualify(change2.name);
    return [from, qualifiedName(partsOf(from).schema, change2.to)];
  }
  return change2.kind !== "set-schema" || !inRelations.has(change2.object) ? [] : [qualify(change2.name), qualifiedName(change2.schema, change2.name.name)];
}

// src/catalog/constraints.ts
function addConstraint(draft, key2, written, parentOnly = !1) {
  let table2 = tableOrView(draft.catalog, key2);
  if (table2 === void 0 || isThere2(table2, written)) return;
  let constraint = completed(draft, table2, written), name = constraint.name ?? nameFor(draft, table2, constraint), { usingIndex, ...named2 } = { usingIndex: void 0, ...constraint, name }, added = { ...named2, id: newId(draft) };
  if (change(draft, key2, (one) => ({ ...one, constraints: [...one.constraints, added] })), usingIndex !== void 0) takeIndex(draft, key2, usingIndex, name);
  else if (hasIndex(added)) {
    let partitions = childrenOf(draft.catalog, key2).filter(({ partitionOf }) => partitionOf !== void 0);
    addIndex(draft, key2, { ...indexOf2(added), name, valid: !parentOnly || partitions.length === 0 }, "only");
  }
  if (tellColumns(draft, key2, added), !parentOnly)
    for (let child of childrenOf(draft.catalog, key2)) passDown(draft, keyOf(table2), child, added);
}
function isThere2(table2, { type, name, columns: columns2 }) {
  return type === "not-null" ? table2.constraints.some((one) => one.type === "not-null" && isSame2(one.columns, columns2)) : name !== void 0 ? table2.constraints.some((one) => one.name === name) : type === "primary-key" && table2.constraints.some((one) => one.type === type);
}
function isSame2(one, other) {
  return one.length === other.length && one.every((column2, i) => column2 === other[i]);
}
function completed(draft, table2, constraint) {
  if (constraint.type === "foreign-key") {
    let { references } = constraint, target = partsOf(resolved(draft, references.table)), primary = (tableNamed(draft.catalog, keyOf(target)) ?? table2).constraints.find(({ type }) => type === "primary-key")?.columns ?? [], columns2 = references.columns.length > 0 ? references.columns : primary;
    return { ...constraint, references: { ...references, table: target, columns: columns2 } };
  }
  if ((constraint.type === "unique" || constraint.type === "primary-key") && constraint.usingIndex !== void 0) {
    let columns2 = table2.indexes.find(({ name }) => name === constraint.usingIndex)?.columns.flatMap(({ column: column2 }) => column2 ?? []) ?? [];
    return columns2.length === 0 ? constraint : { ...constraint, columns: columns2 };
  }
  return constraint;
}
function nameFor({ catalog }, table2, constraint) {
  let names3 = new Set(table2.constraints.map(({ name }) => name)), relations2 = relationsIn(catalog, table2.schema), has = (name) => names3.has(name) || hasIndex(constraint) && relations2.has(name);
  return constraintName(table2.name, constraint, { has });
}
function indexOf2(constraint) {
  let nullsNotDistinct = "nullsNotDistinct" in constraint && constraint.nullsNotDistinct === !0, base = { include: [], nullsNotDistinct, ofConstraint: !0, valid: !0 };
  if (constraint.type !== "exclusion") {
    let method2 = "withoutOverlaps" in constraint && constraint.withoutOverlaps === !0 ? "gist" : "btree";
    return { ...base, columns: constraint.columns.map((column2) => ({ column: column2 })), unique: !0, method: method2 };
  }
  let columns2 = constraint.elements.map(
    ({ column: column2, expression }) => column2 === void 0 ? { ...expression === void 0 ? {} : { expression } } : { column: column2 }
  ), { where, method = "btree" } = constraint;
  return { ...base, columns: columns2, unique: !1, method, ...where === void 0 ? {} : { where } };
}
function takeIndex(draft, key2, index2, name) {
  let { schema } = partsOf(key2), entry = draft.catalog.relations.get(qualifiedName(schema, index2));
  entry?.kind === "index" && index2 !== name && (remove(draft, keyOf(entry)), put(draft, { ...entry, name })), change(draft, key2, (table2) => ({
    ...table2,
    indexes: table2.indexes.map((one) => one.name === index2 ? { ...one, name, ofConstraint: !0 } : one)
  }));
}
function tellColumns(draft, key2, { type, columns: columns2, validated }) {
  if (type === "not-null" && validated && setNotNull(draft, key2, columns2, !0), type === "primary-key")
    for (let column2 of columns2) addConstraint(draft, key2, notNull(column2));
}
function notNull(column2) {
  return { type: "not-null", columns: [column2], validated: !0, enforced: !0 };
}
function setNotNull(draft, key2, columns2, is) {
  for (let column2 of columns2) alterColumn(draft, key2, column2, (one) => ({ ...one, notNull: is }));
}
function alterColumn(draft, key2, name, how) {
  let relation = tableOrView(draft.catalog, key2);
  if (relation === void 0) return;
  let known7 = relation.columns.find((column3) => column3.name === name);
  if (known7 === void 0 && relation.complete && !("columnsFrom" in relation)) return;
  let column2 = known7 ?? { id: newId(draft), name, type: null, notNull: !1, identity: !1 };
  change(draft, key2, (one) => ({
    ...one,
    columns: known7 === void 0 ? [...one.columns, how(column2)] : one.columns.map((each) => each === known7 ? how(column2) : each)
  }));
}
function passDown(draft, parent, child, constraint) {
  let { type, noInherit, name, id: _, ...rest } = constraint, key2 = keyOf(child), isPartition = child.partitionOf?.parent === parent;
  type === "check" || type === "not-null" ? noInherit !== !0 && addConstraint(draft, key2, { ...rest, type, name }) : isPartition && type === "foreign-key" ? child.constraints.some((own) => isSameKey3(own, constraint)) || addConstraint(draft, key2, { ...rest, type, name }) : isPartition && addPart(draft, key2, { ...rest, type }, qualifiedName(partsOf(parent).schema, name));
}
function isSameKey3(one, other) {
  return one.type === "foreign-key" && other.type === "foreign-key" && one.validated === other.validated && isSame2(one.columns, other.columns) && isSame2(one.references.columns, other.references.columns) && fullName(one.references.table) === fullName(other.references.table);
}
function addPart(draft, key2, constraint, parentIndex) {
  let own = tableOrView(draft.catalog, key2)?.constraints.find((one) => one.type === constraint.type && isSame2(one.columns, constraint.columns));
  own === void 0 && addConstraint(draft, key2, constraint);
  let made = own ?? tableOrView(draft.catalog, key2)?.constraints.findLast(({ type }) => type === constraint.type);
  change(draft, key2, (one) => ({
    ...one,
    indexes: one.indexes.map((index2) => index2.name === made?.name ? { ...index2, partitionOf: parentIndex } : index2)
  }));
}
function inheritConstraints(draft, parent, child) {
  let relation = tableOrView(draft.catalog, child);
  if (relation === void 0 || !("inherits" in relation)) return;
  let isFirst = ({ type }) => type === "not-null", ordered2 = [...parent.constraints.filter(isFirst), ...parent.constraints.filter((one) => !isFirst(one))];
  for (let constraint of ordered2) passDown(draft, keyOf(parent), relation, constraint);
}
function validateConstraint(draft, key2, name) {
  let found = tableOrView(draft.catalog, key2)?.constraints.find((one) => one.name === name);
  if (found !== void 0) {
    change(draft, key2, (table2) => ({
      ...table2,
      constraints: table2.constraints.map((one) => one === found ? { ...one, validated: !0 } : one)
    })), found.type === "not-null" && setNotNull(draft, key2, found.columns, !0);
    for (let child of childrenOf(draft.catalog, key2)) validateConstraint(draft, keyOf(child), name);
  }
}
function referrersOf(draft, key2) {
  return dependentsOf(draft.catalog, key2).flatMap(
    (table2) => (tableOrView(draft.catalog, table2)?.constraints ?? []).flatMap(
      (constraint) => constraint.type === "foreign-key" && fullName(constraint.references.table) === key2 ? [{ table: table2, constraint }] : []
    )
  );
}

// src/catalog/drop.ts
function drop(draft, written) {
  let { object, names: names3, on, cascade } = written;
  on !== void 0 && dropFacility(draft, resolved(draft, on), object, names3);
  for (let name of names3)
    object === "schema" ? dropSchema2(draft, name.name) : object === "function" || object === "procedure" ? dropRoutine(draft, name, cascade) : object === "extension" ? draft.catalog = { ...draft.catalog, extensions: draft.catalog.extensions.without(name.name) } : object === "publication" ? draft.catalog = { ...draft.catalog, publications: draft.catalog.publications.without(name.name) } : object === "type" || object === "domain" ? dropType2(draft, resolved(draft, name)) : object === "index" ? dropIndex(draft, resolved(draft, name), cascade) : inRelations2.has(object) && dropRelation(draft, resolved(draft, name));
}
var inRelations2 = /* @__PURE__ */ new Set(["table", "view", "materialized-view", "sequence", "foreign-table"]);
function dropFacility(draft, key2, object, names3) {
  let gone2 = new Set(names3.map(({ name }) => name)), kept = (all2, kind) => object === kind ? all2.filter(({ name }) => !gone2.has(name)) : all2;
  for (let one of [key2, ...object === "trigger" ? partitionsBelow2(draft, key2) : []])
    change(draft, one, (table2) => ({
      ...table2,
      triggers: kept(table2.triggers, "trigger"),
      policies: kept(table2.policies, "policy"),
      rules: kept(table2.rules, "rule")
    }));
}
function partitionsBelow2(draft, key2) {
  return childrenOf(draft.catalog, key2).flatMap(
    (child) => child.partitionOf === void 0 ? [] : [keyOf(child), ...partitionsBelow2(draft, keyOf(child))]
  );
}
function dropRelation(draft, key2) {
  let relation = draft.catalog.relations.get(key2);
  if (remove(draft, key2), !(relation === void 0 || relation.kind === "index") && relation.kind !== "sequence") {
    for (let { name } of relation.indexes) remove(draft, qualifiedName(relation.schema, name));
    unpublish(draft, key2);
    for (let { table: table2, constraint } of referrersOf(draft, key2)) dropConstraint2(draft, table2, constraint.name, !0);
    dropColumnsOf(draft, key2);
    for (let dependent of dependentsOf(draft.catalog, key2)) dropRelation(draft, dependent);
  }
}
function unpublish(draft, key2) {
  for (let publication of draft.catalog.publications.values()) {
    if (!publication.tables.includes(key2)) continue;
    let tables = publication.tables.filter((one) => one !== key2), publications = draft.catalog.publications.with(publication.name, { ...publication, tables });
    draft.catalog = { ...draft.catalog, publications };
  }
}
function dropColumnsOf(draft, key2) {
  for (let dependent of dependentsOf(draft.catalog, key2)) {
    let relation = tableOrView(draft.catalog, dependent);
    if (!(relation === void 0 || isView(relation)))
      for (let { name, type } of relation.columns)
        type?.schema !== void 0 && qualifiedName(type.schema, type.name) === key2 && dropColumn2(draft, dependent, name, !0);
  }
}
function dropType2(draft, key2) {
  removeType(draft, key2), dropColumnsOf(draft, key2);
  for (let dependent of dependentsOf(draft.catalog, key2))
    draft.catalog.types.has(dependent) ? dropType2(draft, dependent) : dropRelation(draft, dependent);
}
function dropIndex(draft, key2, cascade) {
  let entry = draft.catalog.relations.get(key2);
  if (entry?.kind !== "index") return remove(draft, key2);
  let index2 = tableOrView(draft.catalog, entry.table)?.indexes.find(({ name }) => name === entry.name);
  cascade && index2?.unique === !0 && dropReferrers(
    draft,
    entry.table,
    index2.columns.map(({ column: column2 }) => column2 ?? "")
  ), dropIndexOf(draft, entry.table, entry.name);
}
function dropIndexOf(draft, table2, name) {
  let key2 = qualifiedName(partsOf(table2).schema, name);
  for (let child of childrenOf(draft.catalog, table2))
    for (let part2 of child.indexes.filter(({ partitionOf }) => partitionOf === key2))
      part2.ofConstraint ? dropConstraint2(draft, keyOf(child), part2.name, !0) : dropIndexOf(draft, keyOf(child), part2.name);
  remove(draft, key2), change(draft, table2, (one) => ({ ...one, indexes: one.indexes.filter((index2) => index2.name !== name) }));
}
function dropConstraint2(draft, key2, name, cascade) {
  let table2 = tableOrView(draft.catalog, key2), constraint = table2?.constraints.find((one) => one.name === name);
  if (table2 === void 0 || constraint === void 0) return;
  let { type, columns: columns2 } = constraint;
  cascade && (type === "primary-key" || type === "unique") && dropReferrers(draft, key2, columns2), hasIndex(constraint) && dropIndexOf(draft, key2, name), change(draft, key2, (one) => ({ ...one, constraints: one.constraints.filter((other) => other.id !== constraint.id) })), type === "not-null" && setNotNull(draft, key2, columns2, !1);
  for (let child of childrenOf(draft.catalog, key2))
    (type === "check" || type === "not-null" || type === "foreign-key" && child.partitionOf !== void 0) && dropConstraint2(draft, keyOf(child), name, cascade);
}
function dropReferrers(draft, key2, columns2) {
  for (let { table: table2, constraint } of referrersOf(draft, key2)) {
    if (constraint.type !== "foreign-key") continue;
    let { references } = constraint;
    [...references.columns].sort().join() === [...columns2].sort().join() && dropConstraint2(draft, table2, constraint.name, !0);
  }
}
function dropNotNull2(draft, key2, column2) {
  let constraint = tableOrView(draft.catalog, key2)?.constraints.find(
    (one) => one.type === "not-null" && one.columns.join() === notNull(column2).columns.join()
  );
  constraint === void 0 ? setNotNull(draft, key2, [column2], !1) : dropConstraint2(draft, key2, constraint.name, !1);
}
function dropRoutine(draft, name, cascade) {
  let key2 = resolveRoutine(draft.catalog, name, draft.searchPath);
  if (!(key2 === void 0 || (draft.catalog.routines.get(key2)?.length ?? 0) > 1) && (draft.catalog = { ...draft.catalog, routines: draft.catalog.routines.without(key2) }, !!cascade))
    for (let [table2, relation] of draft.catalog.relations.entries())
      !("triggers" in relation) || !relation.triggers.some((trigger) => trigger.function === key2) || change(draft, table2, (one) => ({ ...one, triggers: one.triggers.filter((trigger) => trigger.function !== key2) }));
}
function dropSchema2(draft, schema) {
  let { relations: relations2, types: types2, routines, schemas } = draft.catalog, isIn = (key2) => partsOf(key2).schema === schema;
  for (let [key2] of relations2.entries()) isIn(key2) && dropRelation(draft, key2);
  for (let [key2] of types2.entries()) isIn(key2) && dropType2(draft, key2);
  let left = routines;
  for (let [key2] of routines.entries()) isIn(key2) && (left = left.without(key2));
  draft.catalog = { ...draft.catalog, routines: left, schemas: schemas.without(schema) };
}

// src/catalog/columns.ts
function addColumns(draft, key2, columns2) {
  for (let column2 of columns2)
    putColumn(draft, key2, columnFrom(draft, column2)), finish(draft, key2, column2);
}
function finish(draft, key2, column2) {
  if (column2.serial || column2.identity) {
    let sequence = addSequence(draft, key2, column2.name, sequenceType(draft, column2));
    column2.serial && alterColumn(draft, key2, column2.name, (one) => ({ ...one, default: numberFrom(sequence) }));
  }
  let says = column2.constraints.some(({ type }) => type === "not-null" || type === "primary-key");
  column2.notNull && !says && addConstraint(draft, key2, notNull(column2.name));
}
function sequenceType(draft, { type }) {
  return resolveType(draft, type).name;
}
var mostColumns = 1600;
function putColumn(draft, key2, column2) {
  change(draft, key2, (table2) => {
    let known7 = table2.columns.findIndex(({ name }) => name === column2.name);
    return known7 < 0 && table2.columns.length >= mostColumns ? table2 : { ...table2, columns: known7 < 0 ? [...table2.columns, column2] : table2.columns.with(known7, column2) };
  });
}
function columnFrom(draft, column2) {
  let { name, generated, identity, collation, serial } = column2, byDefault2 = serial || isNull2(column2.default) ? void 0 : column2.default;
  return {
    id: newId(draft),
    name,
    type: resolveType(draft, column2.type),
    notNull: column2.notNull,
    identity,
    ...byDefault2 === void 0 ? {} : { default: byDefault2 },
    ...generated === void 0 ? {} : { generated },
    ...collation === void 0 || collation.name === "default" ? {} : { collation }
  };
}
function numberFrom(sequence) {
  let name = sqlName(partsOf(sequence));
  return { text: `nextval('${name}'::regclass)`, functions: [{ name: "nextval", values: [name] }], constant: !1 };
}
function isNull2(expression) {
  return expression !== void 0 && /^\(*\s*null\b/i.test(expression.text.trim());
}
function addSequence(draft, key2, column2, type) {
  let table2 = tableOrView(draft.catalog, key2);
  if (table2 === void 0) return "";
  let { schema } = table2, name = freeName((number) => madeName(table2.name, column2, `seq${number}`), relationsIn(draft.catalog, schema)), persistence = table2.persistence === "temporary" ? "temporary" : "permanent", sequence = {
    id: newId(draft),
    kind: "sequence",
    schema,
    name,
    persistence,
    type,
    ownedBy: { table: key2, column: column2 },
    grants: []
  };
  return put(draft, sequence), keyOf(sequence);
}
function copyColumns(draft, key2, source, how) {
  let what2 = typeof how == "string" ? { defaults: !0, generated: !0, identity: how === "partition" } : how;
  for (let { default: byDefault2, generated, identity, ...column2 } of source.columns)
    tableOrView(draft.catalog, key2)?.columns.some(({ name }) => name === column2.name) || (putColumn(draft, key2, {
      ...column2,
      id: newId(draft),
      identity: identity && what2.identity,
      ...byDefault2 !== void 0 && what2.defaults ? { default: byDefault2 } : {},
      ...generated !== void 0 && what2.generated ? { generated } : {}
    }), identity && typeof how != "string" && how.identity && addSequence(draft, key2, column2.name, column2.type?.name ?? "int8"));
  let from = isView(source) ? "query" : source.complete ? source.columnsFrom : "unknown table";
  from !== void 0 && change(draft, key2, (table2) => ({ ...table2, columnsFrom: from }));
}
function addColumn(draft, key2, { column: column2, ifNotExists }) {
  if (!(tableOrView(draft.catalog, key2)?.columns.some(({ name }) => name === column2.name) === !0 && (ifNotExists || draft.conditional))) {
    addBelow(draft, key2, columnFrom(draft, column2)), finish(draft, key2, column2);
    for (let constraint of column2.constraints) addConstraint(draft, key2, constraint);
  }
}
function addBelow(draft, key2, column2) {
  putColumn(draft, key2, column2);
  for (let child of childrenOf(draft.catalog, key2)) {
    let identity = column2.identity && child.partitionOf !== void 0;
    addBelow(draft, keyOf(child), { ...column2, id: newId(draft), identity });
  }
}
function dropColumn2(draft, key2, name, cascade) {
  let table2 = tableOrView(draft.catalog, key2);
  if (table2 !== void 0) {
    for (let { name: index2 } of table2.indexes.filter((one) => !one.ofConstraint && isOn2(one, name)))
      dropIndexOf(draft, key2, index2);
    for (let constraint of table2.constraints.filter((one) => isAbout(one, name)))
      dropConstraint2(draft, key2, constraint.name, cascade);
    for (let { table: other, constraint } of referrersOf(draft, key2))
      constraint.type === "foreign-key" && constraint.references.columns.includes(name) && dropConstraint2(draft, other, constraint.name, cascade);
    for (let sequence of sequencesOf(draft.catalog, key2, name)) dropRelation(draft, keyOf(sequence));
    for (let dependent of dependentsOf(draft.catalog, key2)) {
      let relation = draft.catalog.relations.get(dependent), reads = relation !== void 0 && "reads" in relation ? relation.uses : [];
      cascade && (reads.includes(name) || reads.includes("*")) && dropRelation(draft, dependent);
    }
    change(draft, key2, (one) => ({ ...one, columns: one.columns.filter((column2) => column2.name !== name) }));
    for (let child of childrenOf(draft.catalog, key2)) dropColumn2(draft, keyOf(child), name, cascade);
  }
}
function isAbout(constraint, column2) {
  let columns2 = constraint.type === "check" ? columnsIn(constraint.expression.text) : constraint.columns, excluded = constraint.type === "exclusion" ? constraint.elements : [];
  return columns2.includes(column2) || excluded.some((one) => one.column === column2 || mentions(one.expression?.text ?? "", column2));
}
function isOn2({ columns: columns2, where, include }, column2) {
  return include.includes(column2) || mentions(where?.text ?? "", column2) || columns2.some((key2) => key2.column === column2 || mentions(key2.expression?.text ?? "", column2));
}
function renameColumn2(draft, key2, from, to) {
  let word = (column2) => column2 === from ? to : column2, expression = (one) => ({ ...one, text: withRenamed(one.text, from, to) });
  change(draft, key2, (table2) => ({
    ...table2,
    columns: table2.columns.map((column2) => column2.name === from ? { ...column2, name: to } : column2),
    constraints: table2.constraints.map((constraint) => renamedIn(constraint, word, expression)),
    indexes: table2.indexes.map((index2) => ({
      ...index2,
      columns: index2.columns.map((one) => renamedKey(one, word, expression)),
      include: index2.include.map(word),
      ...index2.where === void 0 ? {} : { where: expression(index2.where) }
    })),
    ..."partitioning" in table2 && table2.partitioning !== void 0 ? { partitioning: { key: table2.partitioning.key?.map(word) ?? null } } : {}
  }));
  for (let { table: table2, constraint } of referrersOf(draft, key2)) follow(draft, table2, constraint, word);
  for (let dependent of dependentsOf(draft.catalog, key2)) {
    let relation = draft.catalog.relations.get(dependent);
    relation?.kind === "sequence" && relation.ownedBy?.table === key2 && put(draft, { ...relation, ownedBy: { table: key2, column: word(relation.ownedBy.column) } }), relation !== void 0 && "reads" in relation && put(draft, { ...relation, uses: relation.uses.map(word) });
  }
  for (let child of childrenOf(draft.catalog, key2)) renameColumn2(draft, keyOf(child), from, to);
}
function renamedIn(constraint, word, expression) {
  let columns2 = constraint.columns.map(word);
  return constraint.type === "check" ? { ...constraint, columns: columns2, expression: expression(constraint.expression) } : constraint.type !== "exclusion" ? { ...constraint, columns: columns2 } : { ...constraint, columns: columns2, elements: constraint.elements.map((one) => renamedKey(one, word, expression)) };
}
function renamedKey(key2, word, expression) {
  return {
    ...key2,
    ...key2.column === void 0 ? {} : { column: word(key2.column) },
    ...key2.expression === void 0 ? {} : { expression: expression(key2.expression) }
  };
}
function follow(draft, key2, constraint, word) {
  if (constraint.type !== "foreign-key") return;
  let references = { ...constraint.references, columns: constraint.references.columns.map(word) };
  change(draft, key2, (table2) => ({
    ...table2,
    constraints: table2.constraints.map((one) => one.id === constraint.id ? { ...constraint, references } : one)
  }));
}

// src/catalog/alter-table.ts
function alterTable(draft, key2, written) {
  switch (written.kind) {
    case "add-column":
      return addColumn(draft, key2, written);
    case "drop-column":
      return dropColumn2(draft, key2, written.column, written.cascade);
    case "add-constraint":
      return addConstraint(draft, key2, written.constraint, written.parentOnly);
    case "drop-constraint":
      return dropConstraint2(draft, key2, written.name, written.cascade);
    case "validate-constraint":
      return validateConstraint(draft, key2, written.name);
    case "set-not-null":
      return makeNotNull(draft, key2, written.column);
    case "drop-not-null":
      return alterColumn(draft, key2, written.column, (column2) => column2), dropNotNull2(draft, key2, written.column);
    case "attach-partition":
      return attach(draft, key2, written);
    case "detach-partition":
      return detach(draft, key2, resolved(draft, written.partition));
    case "inherit":
    case "no-inherit":
      return inherit(draft, key2, resolved(draft, written.parent), written.kind === "inherit");
    case "alter-constraint":
      return alterConstraint(draft, key2, written);
    default:
      return alterColumnOrTable(draft, key2, written);
  }
}
function makeNotNull(draft, key2, column2) {
  alterColumn(draft, key2, column2, (one) => one);
  let known7 = tableOrView(draft.catalog, key2)?.constraints.find(
    ({ type, columns: columns2 }) => type === "not-null" && columns2[0] === column2
  );
  known7 === void 0 ? addConstraint(draft, key2, notNull(column2)) : validateConstraint(draft, key2, known7.name);
}
function alterColumnOrTable(draft, key2, written) {
  let how = columnChange(draft, written);
  if (how !== void 0 && "column" in written && typeof written.column == "string") {
    alterWithHeirs(draft, key2, written.column, how), written.kind === "alter-column-type" && retypeSequence(draft, key2, written.column), written.kind === "add-identity" && addSequence(draft, key2, written.column, typeOf2(draft, key2, written.column)), written.kind === "drop-identity" && dropSequence(draft, key2, written.column);
    return;
  }
  let table2 = tableChange(written);
  table2 !== void 0 && change(draft, key2, table2);
}
function typeOf2(draft, key2, name) {
  return tableOrView(draft.catalog, key2)?.columns.find((one) => one.name === name)?.type?.name ?? "int8";
}
function retypeSequence(draft, key2, name) {
  let column2 = tableOrView(draft.catalog, key2)?.columns.find((one) => one.name === name);
  if (!(column2?.identity !== !0 || column2.type === null))
    for (let sequence of sequencesOf(draft.catalog, key2, name)) put(draft, { ...sequence, type: column2.type.name });
}
function dropSequence(draft, key2, column2) {
  for (let sequence of sequencesOf(draft.catalog, key2, column2)) remove(draft, keyOf(sequence));
}
function alterWithHeirs(draft, key2, name, how) {
  alterColumn(draft, key2, name, how);
  for (let child of childrenOf(draft.catalog, key2)) alterWithHeirs(draft, keyOf(child), name, how);
}
function columnChange(draft, written) {
  switch (written.kind) {
    case "alter-column-type": {
      let type = resolveType(draft, written.type), { collationName: to } = written;
      return ({ collation: _, ...column2 }) => ({
        ...column2,
        type,
        ...to === void 0 || to.name === "default" ? {} : { collation: to }
      });
    }
    case "set-default": {
      let { default: expression } = written;
      return ({ default: _, ...column2 }) => isNull2(expression) ? column2 : { ...column2, default: expression };
    }
    case "drop-default":
      return ({ default: _, ...column2 }) => column2;
    case "drop-expression":
      return ({ generated: _, ...column2 }) => column2;
    case "add-identity":
      return (column2) => ({ ...column2, identity: !0 });
    case "drop-identity":
      return (column2) => ({ ...column2, identity: !1 });
    default:
      return;
  }
}
function tableChange(written) {
  switch (written.kind) {
    case "set-logged":
      return ofTable((table2) => ({ ...table2, persistence: written.logged ? "permanent" : "unlogged" }));
    case "set-access-method":
      return ofTable(
        ({ accessMethod: _, ...table2 }) => written.method === "heap" ? table2 : { ...table2, accessMethod: written.method }
      );
    case "set-tablespace":
      return ofTable(
        ({ tablespace: _, ...table2 }) => written.tablespace === "pg_default" ? table2 : { ...table2, tablespace: written.tablespace }
      );
    case "cluster-on":
      return ofTable(
        ({ clusteredOn: _, ...table2 }) => written.index === void 0 ? table2 : { ...table2, clusteredOn: written.index }
      );
    case "storage-parameters":
      return ofTable((table2) => ({ ...table2, parameters: parametersAfter(table2.parameters, written) }));
    case "replica-identity":
      return ofTable((table2) => ({ ...table2, replicaIdentity: written.identity }));
    case "row-security":
      return ofTable((table2) => {
        let { action } = written;
        return action === "enable" || action === "disable" ? { ...table2, rowSecurity: action === "enable" } : { ...table2, forcedRowSecurity: action === "force" };
      });
    case "enable-trigger":
      return (table2) => ({
        ...table2,
        triggers: table2.triggers.map(
          (one) => written.trigger === "ALL" || written.trigger === "USER" || one.name === written.trigger ? { ...one, enabled: written.enabled } : one
        )
      });
    default:
      return;
  }
}
function ofTable(how) {
  return (table2) => "inherits" in table2 ? how(table2) : table2;
}
function parametersAfter(before, { parameters: parameters2, reset }) {
  return reset ? Object.fromEntries(Object.entries(before).filter(([name]) => !(name in parameters2))) : { ...before, ...parameters2 };
}
function attach(draft, key2, { partition, isDefault }) {
  let child = resolved(draft, partition);
  change(
    draft,
    key2,
    ofTable((table2) => ({ ...table2, partitioning: table2.partitioning ?? { key: null } }))
  ), change(
    draft,
    child,
    ofTable((table2) => ({ ...table2, partitionOf: { parent: key2, isDefault } }))
  );
  let parent = draft.catalog.relations.get(key2);
  parent === void 0 || !("indexes" in parent) || (inheritConstraints(draft, parent, child), inheritIndexes(draft, key2, child));
}
function detach(draft, key2, child) {
  change(draft, child, (table2) => {
    if (!("inherits" in table2) || table2.partitionOf?.parent !== key2) return table2;
    let { partitionOf: _, ...rest } = table2;
    return { ...rest, indexes: rest.indexes.map(({ partitionOf: __, ...index2 }) => index2) };
  });
}
function inherit(draft, key2, parent, begins) {
  change(
    draft,
    key2,
    ofTable((table2) => {
      let others2 = table2.inherits.filter((one) => one !== parent);
      return { ...table2, inherits: begins ? [...others2, parent] : others2 };
    })
  );
}
function alterConstraint(draft, key2, written) {
  change(draft, key2, (table2) => ({
    ...table2,
    constraints: table2.constraints.map((one) => one.name === written.name ? constraintAfter(one, written) : one)
  }));
  for (let child of childrenOf(draft.catalog, key2)) alterConstraint(draft, keyOf(child), written);
}
function constraintAfter({ deferrable: d, initiallyDeferred: i, noInherit: n, ...constraint }, { enforced: enforced2, deferrable = d, initiallyDeferred = i, noInherit = n }) {
  return {
    ...constraint,
    ...enforced2 === void 0 ? {} : { enforced: enforced2, validated: enforced2 },
    ...deferrable === !0 ? { deferrable } : {},
    ...initiallyDeferred === !0 ? { initiallyDeferred } : {},
    ...noInherit === !0 ? { noInherit } : {}
  };
}

// src/catalog/create-table.ts
function createTable(draft, written) {
  let key2 = written.persistence === "temporary" ? qualifiedName("pg_temp", written.table.name) : keyOfNew(written.table, draft);
  if (draft.catalog.relations.has(key2)) {
    if (written.ifNotExists || draft.conditional) return;
    dropRelation(draft, key2);
  }
  let above = [...written.partitionOf === void 0 ? [] : [written.partitionOf], ...written.inherits].flatMap((name) => tableOrView(draft.catalog, resolved(draft, name)) ?? []), likes = written.likes.flatMap((name) => tableOrView(draft.catalog, resolved(draft, name)) ?? []);
  put(draft, shell(draft, key2, written));
  let isPartition = written.partitionOf !== void 0;
  for (let parent of above) copyColumns(draft, key2, parent, isPartition ? "partition" : "heir");
  for (let source of likes) copyColumns(draft, key2, source, copied(written));
  let own = isPartition ? written.columns.filter(({ type }) => type.name !== "") : written.columns;
  addColumns(draft, key2, own);
  for (let parent of above) inheritConstraints(draft, parent, key2);
  for (let source of likes) copyConstraints(draft, key2, source, written.likesWith ?? []);
  for (let constraint of ordered(written)) addConstraint(draft, key2, constraint);
  if (written.partitionOf !== void 0 && inheritIndexes(draft, resolved(draft, written.partitionOf), key2), written.likesWith?.includes("indexes") === !0) for (let source of likes) copyIndexes(draft, key2, source);
}
function shell(draft, key2, written) {
  let { partitionOf, ofType, accessMethod, tablespace, parameters: parameters2 = {} } = written, isPartition = partitionOf !== void 0;
  return {
    ...emptyTable(newId(draft), key2),
    ...columnsFrom(draft, written),
    persistence: written.persistence,
    ...written.partitioned ? { partitioning: { key: written.partitionKey ?? null } } : {},
    ...isPartition ? { partitionOf: { parent: resolved(draft, partitionOf), isDefault: written.defaultPartition === !0 } } : {},
    inherits: written.inherits.map((name) => resolved(draft, name)),
    ...ofType === void 0 ? {} : { ofType: resolved(draft, ofType) },
    ...accessMethod === void 0 || accessMethod === "heap" ? {} : { accessMethod },
    ...tablespace === void 0 || tablespace === "pg_default" ? {} : { tablespace },
    parameters: parameters2
  };
}
function columnsFrom(draft, written) {
  let { fromQuery, ofType, partitionOf, inherits, likes } = written;
  return fromQuery !== void 0 ? { columnsFrom: "query" } : ofType !== void 0 ? { columnsFrom: "type" } : [...partitionOf === void 0 ? [] : [partitionOf], ...inherits, ...likes].some((name) => tableOrView(draft.catalog, resolved(draft, name)) === void 0) ? { columnsFrom: "unknown table" } : {};
}
function copied({ likesWith = [] }) {
  return {
    defaults: likesWith.includes("defaults"),
    generated: likesWith.includes("generated"),
    identity: likesWith.includes("identity")
  };
}
function ordered({ columns: columns2, constraints: constraints2 }) {
  return inOrder([...columns2.flatMap((column2) => column2.constraints), ...constraints2]);
}
function inOrder(all2) {
  let keys2 = [...all2.filter(({ type }) => type === "primary-key"), ...all2.filter(({ type }) => type === "unique")], seen = /* @__PURE__ */ new Set(), once = keys2.filter(({ name, columns: columns2, type, ...rest }) => {
    let text = JSON.stringify([columns2, "usingIndex" in rest ? rest.usingIndex : null]), isSecond = name === void 0 && type === "unique" && seen.has(text);
    return seen.add(text), !isSecond;
  }), of = (type) => all2.filter((one) => one.type === type);
  return [...of("not-null"), ...of("check"), ...once, ...of("exclusion"), ...of("foreign-key")];
}
function copyConstraints(draft, key2, source, what2) {
  for (let { id: _, ...constraint } of source.constraints)
    constraint.type === "not-null" && addConstraint(draft, key2, constraint);
  for (let { id: _, ...constraint } of source.constraints) {
    if (constraint.type === "check" && what2.includes("constraints") && addConstraint(draft, key2, constraint), !(constraint.type === "primary-key" || constraint.type === "unique" || constraint.type === "exclusion") || !what2.includes("indexes")) continue;
    let { name: __, ...unnamed } = constraint;
    addConstraint(draft, key2, unnamed);
  }
}
function copyIndexes(draft, key2, source) {
  for (let { id: _, name: __, partitionOf: ___, ...index2 } of source.indexes)
    index2.ofConstraint || addIndex(draft, key2, index2, "only");
}

// src/catalog/facilities.ts
function createTrigger2(draft, written) {
  let { trigger: name, table: table2, timing, row, when } = written, made = () => ({
    id: newId(draft),
    name,
    timing,
    row,
    function: keyOfRoutine(draft, written),
    ...when === void 0 ? {} : { when: when.text },
    enabled: !0
  });
  changeKnown(draft, table2, (one) => one);
  let key2 = resolved(draft, table2);
  for (let each of [key2, ...row ? partitionsBelow2(draft, key2) : []])
    change(draft, each, (one) => ({ ...one, triggers: [...one.triggers.filter((old) => old.name !== name), made()] }));
}
function keyOfRoutine(draft, { function: called }) {
  let { schema, name } = called;
  if (schema !== void 0) return qualifiedName(schema, name);
  let schemas = draft.searchPath.length === 0 ? ["public"] : draft.searchPath;
  return schemas.map((one) => qualifiedName(one, name)).find((key2) => draft.catalog.routines.has(key2)) ?? qualifiedName(schemas[0] ?? "public", name);
}
function createPolicy(draft, written) {
  let { policy: name, command, permissive, roles, using, withCheck } = written, policy = {
    id: newId(draft),
    name,
    command,
    permissive,
    roles,
    ...using === void 0 ? {} : { using: using.text },
    ...withCheck === void 0 ? {} : { withCheck: withCheck.text }
  };
  changeKnown(draft, written.table, (table2) => ({ ...table2, policies: [...table2.policies, policy] }), "table");
}
function createRule(draft, { rule: name, table: table2 }) {
  let rule = { id: newId(draft), name };
  changeKnown(draft, table2, (one) => ({ ...one, rules: [...one.rules.filter((old) => old.name !== name), rule] }));
}
function grant(draft, written) {
  let { object, allInSchema, defaultPrivileges, names: names3, revoke, privileges: privileges2, grantees } = written;
  if (object !== "table" && object !== "sequence" || defaultPrivileges) return;
  let after = (grants) => revoke ? grants.flatMap((one) => without2(one, { privileges: privileges2, grantees })) : [...grants, { privileges: privileges2, grantees }], all2 = allInSchema ? names3.flatMap(({ name }) => namesIn2(draft, name, object)) : names3;
  for (let name of all2) {
    let relation = draft.catalog.relations.get(resolved(draft, name));
    relation?.kind === "sequence" ? put(draft, { ...relation, grants: after(relation.grants) }) : object === "table" && changeKnown(draft, name, (table2) => ({ ...table2, grants: after(table2.grants) }));
  }
}
function namesIn2({ catalog }, schema, object) {
  return [...catalog.relations.values()].filter(
    (one) => one.schema === schema && one.kind !== "index" && one.kind === "sequence" == (object === "sequence")
  );
}
function without2(one, gone2) {
  let others2 = one.grantees.filter((grantee) => !gone2.grantees.includes(grantee)), kept = others2.length === 0 ? [] : [{ privileges: one.privileges, grantees: others2 }], hit3 = one.grantees.filter((grantee) => gone2.grantees.includes(grantee));
  if (hit3.length === 0) return [one];
  let { privileges: privileges2 } = gone2;
  if (privileges2 === "all") return kept;
  let left = one.privileges === "all" ? "all" : one.privileges.filter((privilege) => !privileges2.includes(privilege));
  return left.length === 0 ? kept : [...kept, { privileges: left, grantees: hit3 }];
}

// src/catalog/rename.ts
function rename(draft, written) {
  let { object, name, from, to } = written;
  if (object === "schema") return renameSchema2(draft, name.name, to);
  if (object === "function" || object === "procedure")
    return moveRoutines(draft, name, (key3) => ({ ...partsOf(key3), name: to }));
  let key2 = resolved(draft, name);
  if (from === void 0) return move(draft, key2, qualifiedName(partsOf(key2).schema, to));
  if (object === "enum-value") return renameLabel(draft, key2, from, to);
  if (object === "column" || object === "attribute") return renameColumn2(draft, key2, from, to);
  if (object === "constraint") return renameConstraint(draft, key2, from, to);
  let named2 = (all2, kind) => object === kind ? all2.map((one) => one.name === from ? { ...one, name: to } : one) : all2;
  change(draft, key2, (table2) => ({
    ...table2,
    triggers: named2(table2.triggers, "trigger"),
    policies: named2(table2.policies, "policy"),
    rules: named2(table2.rules, "rule")
  }));
}
function setSchema2(draft, { object, name, schema }) {
  if (object === "function" || object === "procedure")
    return moveRoutines(draft, name, (key3) => ({ ...partsOf(key3), schema }));
  let key2 = resolved(draft, name);
  move(draft, key2, qualifiedName(schema, partsOf(key2).name));
}
function move(draft, from, to) {
  if (from === to) return;
  let { relations: relations2, types: types2 } = draft.catalog, relation = relations2.get(from), type = types2.get(from);
  if (relation?.kind === "index") return renameIndex(draft, relation.table, relation.name, partsOf(to).name);
  let users = dependentsOf(draft.catalog, from);
  relation !== void 0 && (remove(draft, from), put(draft, { ...relation, ...partsOf(to) }), "indexes" in relation && moveIndexes(draft, relation, to)), type !== void 0 && (removeType(draft, from), putType(draft, { ...type, ...partsOf(to) }));
  for (let user2 of users) follow2(draft, user2 === from ? to : user2, from, to);
  let { schema } = partsOf(to);
  if (!(relation === void 0 || schema === partsOf(from).schema))
    for (let user2 of dependentsOf(draft.catalog, to)) {
      let owned = draft.catalog.relations.get(user2);
      owned?.kind === "sequence" && owned.ownedBy?.table === to && move(draft, user2, qualifiedName(schema, owned.name));
    }
}
function moveIndexes(draft, { schema, indexes: indexes2 }, to) {
  for (let { name } of indexes2) {
    remove(draft, qualifiedName(schema, name));
    let { schema: next } = partsOf(to);
    put(draft, { id: newId(draft), kind: "index", schema: next, name, table: to }), next !== schema && renameParent(draft, to, qualifiedName(schema, name), qualifiedName(next, name));
  }
}
function follow2(draft, user2, from, to) {
  let relation = draft.catalog.relations.get(user2);
  relation !== void 0 && put(draft, following(relation, from, to));
  let type = draft.catalog.types.get(user2);
  type?.kind === "domain" && type.base !== null && putType(draft, { ...type, base: typeFollowing(type.base, from, to) });
}
function following(relation, from, to) {
  let word = (key2) => key2 === from ? to : key2;
  if (relation.kind === "index") return { ...relation, table: word(relation.table) };
  if (relation.kind === "sequence")
    return relation.ownedBy === void 0 ? relation : { ...relation, ownedBy: { ...relation.ownedBy, table: word(relation.ownedBy.table) } };
  let columns2 = relation.columns.map(
    (column2) => column2.type === null ? column2 : { ...column2, type: typeFollowing(column2.type, from, to) }
  ), constraints2 = relation.constraints.map(
    (constraint) => constraint.type === "foreign-key" && fullName(constraint.references.table) === from ? { ...constraint, references: { ...constraint.references, table: partsOf(to) } } : constraint
  );
  if (isView(relation)) return { ...relation, columns: columns2, reads: relation.reads.map(word) };
  let { partitionOf, ofType } = relation;
  return {
    ...relation,
    columns: columns2,
    constraints: constraints2,
    inherits: relation.inherits.map(word),
    ...partitionOf === void 0 ? {} : { partitionOf: { ...partitionOf, parent: word(partitionOf.parent) } },
    ...ofType === void 0 ? {} : { ofType: word(ofType) }
  };
}
function typeFollowing(type, from, to) {
  return type.schema !== void 0 && qualifiedName(type.schema, type.name) === from ? { ...type, ...partsOf(to) } : type;
}
function renameIndex(draft, table2, from, to) {
  let { schema } = partsOf(table2);
  remove(draft, qualifiedName(schema, from)), put(draft, { id: newId(draft), kind: "index", schema, name: to, table: table2 }), change(draft, table2, (one) => ({
    ...one,
    indexes: one.indexes.map((index2) => index2.name === from ? { ...index2, name: to } : index2),
    constraints: one.constraints.map(
      (constraint) => constraint.name === from && hasIndex(constraint) ? { ...constraint, name: to } : constraint
    ),
    ..."clusteredOn" in one && one.clusteredOn === from ? { clusteredOn: to } : {}
  })), renameParent(draft, table2, qualifiedName(schema, from), qualifiedName(schema, to));
}
function renameParent(draft, table2, from, to) {
  for (let child of childrenOf(draft.catalog, table2))
    change(draft, keyOf(child), (one) => ({
      ...one,
      indexes: one.indexes.map((index2) => index2.partitionOf === from ? { ...index2, partitionOf: to } : index2)
    }));
}
function renameConstraint(draft, key2, from, to) {
  let constraint = tableOrView(draft.catalog, key2)?.constraints.find(({ name }) => name === from);
  if (constraint === void 0) return renameDomainConstraint(draft, key2, from, to);
  if (hasIndex(constraint)) return renameIndex(draft, key2, from, to);
  change(draft, key2, (table2) => ({
    ...table2,
    constraints: table2.constraints.map((one) => one.name === from ? { ...one, name: to } : one)
  }));
  for (let child of childrenOf(draft.catalog, key2)) renameConstraint(draft, keyOf(child), from, to);
}
function renameDomainConstraint(draft, key2, from, to) {
  let type = draft.catalog.types.get(key2);
  type?.kind === "domain" && putType(draft, {
    ...type,
    constraints: type.constraints.map((one) => one.name === from ? { ...one, name: to } : one)
  });
}
function renameLabel(draft, key2, from, to) {
  let type = draft.catalog.types.get(key2);
  type?.kind === "enum" && putType(draft, { ...type, labels: type.labels.map((one) => one.name === from ? { ...one, name: to } : one) });
}
function moveRoutines(draft, name, place) {
  let { routines } = draft.catalog, key2 = resolveRoutine(draft.catalog, name, draft.searchPath), found = key2 === void 0 ? void 0 : routines.get(key2);
  if (key2 === void 0 || found === void 0) return;
  let to = place(key2), moved4 = found.map((routine) => ({ ...routine, ...to }));
  draft.catalog = { ...draft.catalog, routines: routines.without(key2).with(qualifiedName(to.schema, to.name), moved4) };
}
function renameSchema2(draft, from, to) {
  let { schemas } = draft.catalog, schema = schemas.get(from) ?? { id: newId(draft), name: from };
  draft.catalog = { ...draft.catalog, schemas: schemas.without(from).with(to, { ...schema, name: to }) };
  let isIn = (key2) => partsOf(key2).schema === from;
  for (let [key2, relation] of draft.catalog.relations.entries())
    isIn(key2) && relation.kind !== "index" && move(draft, key2, qualifiedName(to, partsOf(key2).name));
  for (let [key2] of draft.catalog.types.entries())
    isIn(key2) && move(draft, key2, qualifiedName(to, partsOf(key2).name));
  for (let [key2] of draft.catalog.routines.entries())
    isIn(key2) && moveRoutines(draft, partsOf(key2), (one) => ({ ...partsOf(one), schema: to }));
}

// src/catalog/routines.ts
function createRoutine(draft, change2) {
  let key2 = keyOfNew(change2.function, draft), { language, volatility, securityDefiner, settings, returnsTrigger = !1, body, procedure } = change2, known7 = draft.catalog.routines.get(key2) ?? [], replaced = known7.find((one) => signatureOf(one) === signatureOf(change2)), routine = {
    id: replaced?.id ?? newId(draft),
    ...partsOf(key2),
    kind: procedure ? "procedure" : "function",
    parameters: change2.parameters,
    language,
    volatility,
    securityDefiner,
    settings,
    returnsTrigger,
    ...change2.strictWithUnused === void 0 ? {} : { strictWithUnused: change2.strictWithUnused },
    body
  }, routines = draft.catalog.routines.with(key2, [...known7.filter((one) => one !== replaced), routine]);
  draft.catalog = { ...draft.catalog, routines };
}
function alterRoutine(draft, { name, volatility, securityDefiner, settings }) {
  let key2 = resolveRoutine(draft.catalog, name, draft.searchPath), found = key2 === void 0 ? void 0 : draft.catalog.routines.get(key2);
  if (key2 === void 0 || found === void 0) return;
  let altered = found.map((routine) => ({
    ...routine,
    ...volatility === void 0 ? {} : { volatility },
    ...securityDefiner === void 0 ? {} : { securityDefiner },
    ...settings === void 0 ? {} : { settings: [.../* @__PURE__ */ new Set([...routine.settings, ...settings])] }
  }));
  draft.catalog = { ...draft.catalog, routines: draft.catalog.routines.with(key2, altered) };
}

// src/catalog/types.ts
function createType(draft, { type, form, labels }) {
  let key2 = keyOfNew(type, draft);
  if (draft.catalog.types.has(key2) && draft.conditional) return;
  let base = { id: newId(draft), ...partsOf(key2), complete: !0 };
  putType(
    draft,
    form === "enum" ? { ...base, kind: "enum", labels: labels.map((name) => ({ id: newId(draft), name })) } : { ...base, kind: form }
  );
}
function addLabel(draft, { type, value, beside }) {
  let key2 = resolved(draft, type), known7 = draft.catalog.types.get(key2) ?? unknownType(draft, key2), labels = known7.kind === "enum" ? known7.labels : [];
  if (labels.some(({ name: name2 }) => name2 === value)) return;
  let { id, schema, name, complete } = known7, neighbour = labels.findIndex(({ name: other }) => other === beside?.label), at = beside === void 0 || neighbour < 0 ? labels.length : neighbour + (beside.after ? 1 : 0), placed2 = labels.toSpliced(at, 0, { id: newId(draft), name: value });
  putType(draft, { id, schema, name, complete: complete && known7.kind === "enum", kind: "enum", labels: placed2 });
}
function unknownType(draft, key2) {
  return { id: newId(draft), ...partsOf(key2), complete: !1, kind: "unknown" };
}
function createDomain(draft, written) {
  let key2 = keyOfNew(written.domain, draft);
  if (draft.catalog.types.has(key2) && draft.conditional) return;
  let base = resolveType(draft, written.type), below2 = base.schema === void 0 ? void 0 : draft.catalog.types.get(qualifiedName(base.schema, base.name)), byDefault2 = written.default ?? (below2?.kind === "domain" ? below2.default : void 0), constraints2 = [];
  for (let constraint of written.constraints)
    constraints2.push(named(draft, partsOf(key2).name, constraint, constraints2));
  putType(draft, {
    id: newId(draft),
    ...partsOf(key2),
    complete: !0,
    kind: "domain",
    base,
    notNull: written.constraints.some(({ type }) => type === "not-null"),
    ...byDefault2 === void 0 || isNull2(byDefault2) ? {} : { default: byDefault2 },
    constraints: constraints2
  });
}
function named(draft, domain, constraint, taken) {
  let suffix = constraint.type === "not-null" ? "not_null" : "check", has = (name2) => taken.some((one) => one.name === name2), name = constraint.name ?? freeName((number) => madeName(domain, `${suffix}${number}`), { has });
  return { ...constraint, id: newId(draft), name };
}
function alterDomain(draft, written) {
  let key2 = resolved(draft, written.domain), found = draft.catalog.types.get(key2) ?? unknownType(draft, key2), domain = found.kind === "domain" ? found : { ...found, kind: "domain", complete: !1, base: null, notNull: !1, constraints: [] };
  putType(draft, domainAfter(draft, domain, written));
}
function domainAfter(draft, domain, written) {
  let { constraints: constraints2, default: _, ...rest } = domain, { name, validated, default: byDefault2, constraint } = written;
  switch (written.action) {
    case "set-not-null": {
      let added = constraints2.some(({ type }) => type === "not-null") ? [] : [named(draft, domain.name, { ...notNull(""), columns: [] }, constraints2)];
      return { ...domain, notNull: !0, constraints: [...constraints2, ...added] };
    }
    case "drop-not-null":
      return { ...domain, notNull: !1, constraints: constraints2.filter(({ type }) => type !== "not-null") };
    case "drop-default":
      return { ...rest, constraints: constraints2 };
    case "set-default":
      return byDefault2 === void 0 || isNull2(byDefault2) ? { ...rest, constraints: constraints2 } : { ...rest, constraints: constraints2, default: byDefault2 };
    case "add-constraint":
      return constraint === void 0 ? domain : {
        ...domain,
        constraints: [...constraints2, named(draft, domain.name, { ...constraint, validated }, constraints2)]
      };
    case "drop-constraint":
      return { ...domain, constraints: constraints2.filter((one) => one.name !== name) };
    case "validate-constraint":
      return {
        ...domain,
        constraints: constraints2.map((one) => one.name === name ? { ...one, validated: !0 } : one)
      };
  }
}

// src/catalog/views-and-sequences.ts
function createView(draft, change2) {
  let temporary = change2.kind === "create-view" && change2.temporary, key2 = temporary ? qualifiedName("pg_temp", change2.view.name) : keyOfNew(change2.view, draft), known7 = tableOrView(draft.catalog, key2), replaces2 = change2.kind === "create-view" && change2.replace;
  if (known7 !== void 0 && !replaces2 && (draft.conditional || change2.kind === "create-materialized-view" && change2.ifNotExists))
    return;
  known7 !== void 0 && !replaces2 && dropRelation(draft, key2);
  let kept = replaces2 && known7 !== void 0 && "reads" in known7 ? known7 : void 0, view = {
    ...kept ?? { columns: [], constraints: [], indexes: [], triggers: [], policies: [], rules: [], grants: [] },
    id: kept?.id ?? newId(draft),
    ...partsOf(key2),
    kind: change2.kind === "create-view" ? "view" : "materialized-view",
    complete: !0,
    persistence: temporary ? "temporary" : "permanent",
    reads: [...new Set((change2.reads ?? []).map((name) => resolved(draft, name)))],
    uses: change2.uses ?? [],
    populated: change2.kind === "create-view" || change2.withData
  };
  put(draft, view);
}
function createSequence(draft, { sequence, temporary, type, ifNotExists, ownedBy }) {
  let key2 = temporary ? qualifiedName("pg_temp", sequence.name) : keyOfNew(sequence, draft);
  if (draft.catalog.relations.has(key2) && (draft.conditional || ifNotExists === !0)) return;
  let made = {
    id: newId(draft),
    kind: "sequence",
    ...partsOf(key2),
    persistence: temporary ? "temporary" : "permanent",
    type: type === void 0 ? "int8" : resolveType(draft, type).name,
    ...ownedBy == null ? {} : { ownedBy: { table: resolved(draft, ownedBy.table), column: ownedBy.column } },
    grants: []
  };
  put(draft, made);
}
function ownSequence(draft, { sequence, ownedBy }) {
  let relation = draft.catalog.relations.get(resolved(draft, sequence));
  if (relation?.kind !== "sequence" || ownedBy === void 0) return;
  let { ownedBy: _, ...rest } = relation;
  ownedBy === null ? put(draft, rest) : put(draft, { ...rest, ownedBy: { table: resolved(draft, ownedBy.table), column: ownedBy.column } });
}

// src/catalog/apply-change.ts
function applyChanges(catalog, changes, setting) {
  let first = changes.filter(({ kind }) => removals.has(kind));
  return (first.length === 0 ? changes : [...first, ...changes.filter(({ kind }) => !removals.has(kind))]).reduce((after, change2) => applyChange(after, change2, setting), catalog);
}
var removals = /* @__PURE__ */ new Set([
  "drop-column",
  "drop-constraint",
  "drop-not-null",
  "drop-expression",
  "drop-identity"
]);
function applyChange(catalog, change2, setting) {
  let draft = { ...setting, catalog };
  return apply(draft, change2), draft.catalog;
}
function endSession(catalog) {
  let draft = { catalog, searchPath: [], conditional: !1 };
  return dropSchema2(draft, "pg_temp"), draft.catalog;
}
function apply(draft, change2) {
  switch (change2.kind) {
    case "create-table":
      return createTable(draft, change2);
    case "create-index":
      return createIndex(draft, change2);
    case "attach-index":
      return attachWritten(draft, change2);
    case "create-view":
    case "create-materialized-view":
      return createView(draft, change2);
    case "refresh-materialized-view":
      return changeKnown(
        draft,
        change2.view,
        (view) => "reads" in view ? { ...view, populated: change2.withData } : view
      );
    case "create-sequence":
      return createSequence(draft, change2);
    case "alter-sequence":
      return ownSequence(draft, change2);
    case "create-schema":
      return createSchema(draft, change2);
    case "create-type":
      return createType(draft, change2);
    case "add-enum-value":
      return addLabel(draft, change2);
    case "create-domain":
      return createDomain(draft, change2);
    case "alter-domain":
      return alterDomain(draft, change2);
    case "drop":
      return drop(draft, change2);
    case "rename":
      return rename(draft, change2);
    case "set-schema":
      return setSchema2(draft, change2);
    default:
      return applyOther(draft, change2);
  }
}
function applyOther(draft, change2) {
  switch (change2.kind) {
    case "function":
      return createRoutine(draft, change2);
    case "alter-other":
      return change2.object === "function" ? alterRoutine(draft, change2) : void 0;
    case "create-trigger":
      return createTrigger2(draft, change2);
    case "create-policy":
      return createPolicy(draft, change2);
    case "create-rule":
      return createRule(draft, change2);
    case "grant":
      return grant(draft, change2);
    case "cluster":
      return cluster2(draft, change2);
    case "create-extension":
      return createExtension(draft, change2);
    case "create-other":
      return createOther(draft, change2);
    default:
      return alterKnown(draft, change2);
  }
}
var alters = /* @__PURE__ */ new Set([
  "add-column",
  "drop-column",
  "alter-column-type",
  "set-default",
  "drop-default",
  "set-not-null",
  "drop-not-null",
  "set-expression",
  "drop-expression",
  "add-identity",
  "drop-identity",
  "alter-identity",
  "alter-column-setting",
  "add-constraint",
  "alter-constraint",
  "validate-constraint",
  "drop-constraint",
  "attach-partition",
  "detach-partition",
  "inherit",
  "no-inherit",
  "set-logged",
  "set-access-method",
  "set-tablespace",
  "cluster-on",
  "storage-parameters",
  "replica-identity",
  "row-security",
  "enable-trigger",
  "enable-rule"
]);
function alterKnown(draft, change2) {
  if (!alters.has(change2.kind) || !("table" in change2) || change2.table === void 0) return;
  let written = change2, key2 = resolved(draft, change2.table), relation = draft.catalog.relations.get(key2);
  relation?.kind === "index" || relation?.kind === "sequence" || (changeKnown(draft, change2.table, (table2) => table2, "table"), (written.kind === "attach-partition" || written.kind === "detach-partition") && changeKnown(draft, written.partition, (table2) => table2, "table"), (written.kind === "inherit" || written.kind === "no-inherit") && changeKnown(draft, written.parent, (table2) => table2, "table"), alterTable(draft, key2, written));
}
function cluster2(draft, { table: table2, index: index2 }) {
  table2 === void 0 || index2 === void 0 || changeKnown(draft, table2, (one) => "inherits" in one ? { ...one, clusteredOn: index2 } : one, "table");
}
function createSchema(draft, { schema, ifNotExists }) {
  let { schemas, relations: relations2 } = draft.catalog, keeps = ifNotExists || draft.conditional;
  if (keeps && schemas.has(schema)) return;
  let id = keeps && [...relations2.values()].some((relation) => relation.schema === schema) ? 0 : newId(draft);
  draft.catalog = { ...draft.catalog, schemas: schemas.with(schema, { id, name: schema }) };
}
function createExtension(draft, { extension: name, version }) {
  let { extensions } = draft.catalog;
  if (extensions.has(name)) return;
  let made = { id: newId(draft), name, ...version === void 0 ? {} : { version } };
  draft.catalog = { ...draft.catalog, extensions: extensions.with(name, made) };
}
function createOther(draft, { object, name, tables }) {
  if (object === "foreign-table") {
    let key2 = keyOfNew(name, draft);
    put(draft, { ...emptyTable(newId(draft), key2), kind: "foreign-table", columnsFrom: "foreign server" });
  }
  if (object !== "publication") return;
  let named2 = (tables ?? []).map((table2) => resolved(draft, table2)), made = { id: newId(draft), name: name.name, allTables: tables === void 0, tables: named2 };
  draft.catalog = { ...draft.catalog, publications: draft.catalog.publications.with(name.name, made) };
}

// src/lint/history.ts
var askedAbout = /* @__PURE__ */ new Set([
  "attach-partition",
  "drop",
  "drop-column",
  "drop-constraint",
  "reindex"
]);
function isAskedAbout(change2) {
  return askedAbout.has(change2.kind) || change2.kind === "create-table" && change2.partitionOf !== void 0;
}
function beginHistory(catalog = emptyCatalog()) {
  return { catalog, undone: /* @__PURE__ */ new Map(), before: /* @__PURE__ */ new Map(), restorePoints: /* @__PURE__ */ new Set() };
}
function catalogAfter(migrations, {
  defaultSchema,
  routines = /* @__PURE__ */ new Map()
}) {
  let history = beginHistory();
  for (let migration of migrations) {
    let contexts = statementContexts(expandCode(migration.up, routines), defaultSchema);
    beginScript(history, contexts);
    for (let at of contexts) apply2(history, at);
    endScript(history);
  }
  return history.catalog;
}
function beginScript(history, contexts) {
  history.undone = undoneBy2(contexts), history.restorePoints = new Set([...history.undone.values()].flatMap((undone) => firstChange(undone) ?? []));
}
function firstChange(contexts) {
  return contexts.find(({ expanded }) => expanded.statement.changes.length > 0)?.expanded.statement.changes[0];
}
function apply2(history, at) {
  let { expanded, settings } = at;
  for (let change2 of expanded.statement.changes)
    (isAskedAbout(change2) || history.restorePoints.has(change2)) && history.before.set(change2, history.catalog);
  let setting = { searchPath: settings.searchPath, conditional: expanded.conditional };
  history.catalog = applyChanges(history.catalog, expanded.statement.changes, setting);
  let first = firstChange(history.undone.get(at) ?? []), kept = first === void 0 ? void 0 : history.before.get(first);
  kept !== void 0 && (history.catalog = { ...kept, nextId: history.catalog.nextId });
}
function endScript(history) {
  history.before.clear(), history.catalog = endSession(history.catalog);
}
function undoneBy2(contexts) {
  let undone = /* @__PURE__ */ new Map(), start = 0, savepoints = [];
  for (let [i, at] of contexts.entries()) {
    at.unit !== contexts[i - 1]?.unit && (start = i, savepoints = []);
    let action = actionOf(at);
    action === "savepoint" && savepoints.push(i), action === "release" && savepoints.pop(), action === "rollback-to" && undone.set(at, contexts.slice(savepoints.at(-1) ?? start, i));
    let { unit } = at;
    contexts[i + 1]?.unit !== unit && unit.kind === "transaction" && unit.closed === "rollback" && undone.set(at, contexts.slice(start, i + 1));
  }
  return undone;
}
function actionOf({ expanded }) {
  let [change2] = expanded.statement.changes;
  return change2?.kind === "transaction" ? change2.action : void 0;
}

// src/lint/upcoming-changes.ts
var nothing2 = [];
function upcomingChanges(contexts) {
  let orders, byName;
  return {
    after(at, qualified2) {
      byName ??= comingByName(contexts);
      let coming = byName.get(qualified2);
      return coming === void 0 ? nothing2 : (orders ??= new Map(contexts.map((one, order) => [one, order])), coming.changes.slice(countBelow(coming.orders, (orders.get(at) ?? contexts.length) + 1)));
    }
  };
}
function comingByName(contexts) {
  let byName = /* @__PURE__ */ new Map();
  for (let [order, { settings, expanded, unit, script }] of contexts.entries()) {
    let schema = settings.searchPath[0] ?? "public";
    for (let change2 of expanded.statement.changes) {
      let later2 = { change: change2, unit, conditional: expanded.conditional, path: script.path };
      for (let name of new Set(touchedNames(change2).map((one) => qualifiedName(one.schema ?? schema, one.name)))) {
        let coming = byName.get(name) ?? { orders: [], changes: [] };
        byName.set(name, coming), coming.orders.push(order), coming.changes.push(later2);
      }
    }
  }
  return byName;
}

// src/lint/run.ts
function lint(input) {
  let { baseline, pending, rules: rules2, serverVersion, defaultSchema, production } = input, routines = /* @__PURE__ */ new Map(), made = catalogAfter(baseline, { defaultSchema, routines }), history = beginHistory(production === void 0 ? made : completedBy(made, production)), ups = pending.map((migration) => {
    let contexts = statementContexts(expandCode(migration.up, routines), defaultSchema), down = migration.down === void 0 ? void 0 : expandCode(migration.down, new Map(routines));
    return { migration, contexts, down };
  }), byKind = { up: rulesByKind(rules2, "up"), down: rulesByKind(rules2, "down") }, upcoming = upcomingChanges(ups.flatMap(({ contexts }) => contexts)), earlier = earlierChanges(), known7 = { history, base: history.catalog, earlier, upcoming, serverVersion }, findings = [], judge2 = (migration, direction, at) => {
    let context = contextOf(known7, migration, direction, at);
    return findings.push(...check(at, context, byKind[direction]), ...unread(at.expanded, context)), context;
  };
  for (let { migration, contexts, down } of ups) {
    beginScript(history, contexts);
    for (let at of contexts) {
      let { qualify } = judge2(migration, "up", at);
      earlier.note(at, qualify), earlier.undo(history.undone.get(at) ?? []), apply2(history, at);
    }
    endScript(history);
    for (let at of down === void 0 ? [] : statementContexts(down, defaultSchema)) judge2(migration, "down", at);
  }
  return findings;
}
function contextOf(known7, migration, direction, at) {
  let { settings, unit, script, expanded } = at, { history, base, earlier, upcoming, serverVersion } = known7, before = (catalog) => {
    let qualify = (name) => resolve(catalog, name, { searchPath: settings.searchPath, conditional: expanded.conditional });
    return {
      migration,
      script,
      direction,
      statement: expanded.statement,
      unit,
      serverVersion,
      lockTimeout: settings.lockTimeout,
      statementTimeout: settings.statementTimeout,
      setting: (name) => settings.values.get(name) ?? null,
      catalog,
      base,
      searchPath: settings.searchPath,
      qualify,
      isNew: (name) => isNew(catalog, base, qualify(name)),
      earlier: (name) => earlier.of(qualify(name)),
      later: (name) => direction === "up" ? upcoming.after(at, qualify(name)) : [],
      at: (change2) => before(history.before.get(change2) ?? catalog)
    };
  };
  return before(history.catalog);
}
function rulesByKind(rules2, direction) {
  let map = /* @__PURE__ */ new Map();
  for (let active of rules2.filter(({ rule }) => (rule.directions ?? ["up"]).includes(direction)))
    for (let kind of active.rule.on) map.set(kind, [...map.get(kind) ?? [], active]);
  return map;
}
function endOf2(change2, statement, script) {
  let next = statement.changes.map((other) => other.at).filter((at) => at.offset > change2.at.offset).reduce(
    (nearest, at) => nearest === void 0 || at.offset < nearest.offset ? at : nearest,
    void 0
  );
  if (next === void 0) return statement.span.end;
  let text = script.text.slice(change2.at.offset, next.offset).replace(/(?<![\s,])[\s,]+$/, "");
  return linesOf(script).position(change2.at.offset + text.length);
}
function check({ expanded }, context, rules2) {
  let { statement } = expanded, found = [];
  for (let change2 of statement.changes)
    for (let { rule, options: options2 } of rules2.get(change2.kind) ?? [])
      for (let hit3 of hitsOf(rule.check(change2, context, options2))) {
        let span = hit3.span ?? { start: change2.at, end: endOf2(change2, statement, context.script) }, finding = ruleFinding(rule, withinCode(hit3, expanded), context, placeOf(context.script.path, span));
        found.push({ ...finding, statement: expanded.outer, ...expanded.conditional ? { conditional: !0 } : {} });
      }
  return found;
}
var noHits = [];
function hitsOf(answer) {
  return answer === void 0 ? noHits : "message" in answer ? [answer] : answer;
}
function withinCode(hit3, { statement }) {
  if (statement.within === void 0) return hit3;
  let { suggestion: _, ...rest } = hit3;
  return isCalled(statement) ? { ...rest, message: `${hit3.message} It is done by ${calledFrom(statement)}.` } : rest;
}
function unread({ statement, outer }, { migration, direction, script }) {
  if (statement.within === void 0) return [];
  let what2 = isCalled(statement) ? calledFrom(statement) : "this statement";
  return statement.changes.flatMap((change2) => {
    if (change2.kind !== "opaque") return [];
    let place = placeOf(script.path, statement.span), message = `No rule looks into ${what2}: ${change2.reason}.`;
    return noticeFinding(notUnderstood, {
      message,
      place,
      evidence: "read",
      migration: migration.id,
      direction,
      statement: outer
    });
  });
}
function isCalled({ within }) {
  return within !== void 0 && within !== "DO block";
}
function calledFrom({ within }) {
  return `the ${within} that is called here`;
}

// src/lint/difference.ts
function differenceWords({ object, before, after }) {
  if (after === null) return `${object} is gone`;
  if (before === null) return `${object} is left behind`;
  if (withoutSpace(before) === withoutSpace(after)) return `${object} differs in white space only`;
  if (isShort(before) && isShort(after)) return `${object} is "${after}" instead of "${before}"`;
  let [was, is] = firstDifferentLines(before, after);
  return `${object} differs, first where it has ${is} instead of ${was}`;
}
function isLayoutOfCode({ object, before, after }) {
  return object.startsWith("function ") && before !== null && after !== null && withoutSpace(before) === withoutSpace(after);
}
function isShort(definition2) {
  return definition2.length <= 120 && !definition2.includes(`
`);
}
function withoutSpace(definition2) {
  return definition2.replace(/\s+/g, " ").trim();
}
function firstDifferentLines(before, after) {
  let [old, now] = [linesOf2(before), linesOf2(after)], at = old.findIndex((line, i) => line !== now[i]), [was, is] = at === -1 ? [void 0, now[old.length]] : [old[at], now[at]], same = 0;
  for (; same < (was?.length ?? 0) && was?.[same] === is?.[same]; ) same++;
  return [cut2(was, same), cut2(is, same)];
}
function linesOf2(definition2) {
  return definition2.split(`
`).map(withoutSpace).filter((line) => line !== "");
}
function cut2(line, difference2) {
  if (line === void 0) return "nothing more";
  if (line.length <= 120) return `"${line}"`;
  let start = Math.max(0, Math.min(difference2 - 30, line.length - 120)), end = start + 120;
  return `"${start > 0 ? "\u2026" : ""}${line.slice(start, end)}${end < line.length ? "\u2026" : ""}"`;
}

// src/lint/enum-values-left.ts
function enumValuesFindings(migration, trip) {
  let upWorksAgain = trip.outcome === "enum-values-left" && trip.error === void 0, notice2 = upWorksAgain ? { ...enumValueNotRemovable, severity: "info" } : enumValueNotRemovable;
  return (trip.enumValuesLeft ?? []).map((left) => {
    let statement = migration.up.statements.find(({ changes }) => changes.some((change2) => adds(change2, left))), { path } = migration.down ?? migration.up;
    return noticeFinding(notice2, {
      message: `${sentence(left)}${upWorksAgain ? "" : ` ${fate(trip)}`}`,
      ...upWorksAgain ? { help: "The rest is undone, and up works again after down. An unused value does no harm: no action needed." } : {},
      place: statement === void 0 ? { path, line: 1, column: 1, endLine: 1, endColumn: 1 } : placeOf(migration.up.path, statement.span),
      evidence: "measured",
      migration: migration.id,
      ...statement === void 0 ? { direction: "down" } : { statement }
    });
  });
}
function sentence({ type, values }) {
  return `${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")} can't be removed from the enum type ${type} again: ${values.length === 1 ? "it stays" : "they stay"} after the down script, since PostgreSQL has no DROP VALUE.`;
}
function fate(trip) {
  return trip.outcome === "enum-values-left" && trip.error !== void 0 ? `After a rollback the release can't be deployed again: ${trip.error.message} (SQLSTATE ${trip.error.sqlstate}).` : "Whether up works again after down was not shown.";
}
function adds(change2, left) {
  return change2.kind === "do" ? change2.statements.some(({ changes }) => changes.some((inner) => adds(inner, left))) : change2.kind === "add-enum-value" && left.values.includes(change2.value);
}

// src/lint/run-findings.ts
function runFindings(migrations, run) {
  let byId = new Map(migrations.map((migration) => [migration.id, migration])), failures = run.traces.flatMap((trace) => {
    let migration = byId.get(trace.migration);
    return migration === void 0 || trace.direction === "down" ? [] : failedStatement(migration, trace, Math.floor(run.server.number / 1e4));
  }), trips = run.roundTrips.flatMap((trip) => {
    let migration = byId.get(trip.migration);
    return migration === void 0 ? [] : [...tripFinding(migration, trip), ...enumValuesFindings(migration, trip)];
  });
  return [...failures, ...trips, ...run.leftovers.flatMap((leftover) => leftoverFinding(leftover, migrations))];
}
function leftoverFinding(leftover, migrations) {
  let made = makerOf(leftover, migrations), migration = made?.migration ?? migrations.at(-1);
  if (migration === void 0) return [];
  let start = { path: migration.up.path, line: 1, column: 1, endLine: 1, endColumn: 1 }, hit3 = {
    evidence: "measured",
    migration: migration.id,
    place: made === void 0 ? start : placeOf(migration.up.path, made.statement.span),
    ...made === void 0 ? {} : { statement: made.statement },
    about: { relation: leftover.relation, name: leftover.name }
  }, { schema } = partsOf(leftover.relation);
  return leftover.kind === "invalid-index" ? [
    noticeFinding(invalidIndexLeft, {
      ...hit3,
      message: `After the last migration the index ${qualifiedName(schema, leftover.name)} is invalid.`
    })
  ] : [
    noticeFinding(constraintLeftNotValid, {
      ...hit3,
      message: `After the last migration the constraint ${leftover.relation}.${leftover.name} is still NOT VALID.`
    })
  ];
}
function makerOf(leftover, migrations) {
  let { schema, name } = partsOf(leftover.relation), isTable = (table2) => table2.name === name && (table2.schema ?? schema) === schema, makers = migrations.flatMap((migration) => migration.up.statements.map((statement) => ({ migration, statement }))).filter(({ statement }) => statement.changes.some((change2) => makes3(change2, leftover.name)));
  return makers.findLast(
    ({ statement: { changes } }) => changes.some(
      (change2) => makes3(change2, leftover.name) && (!("table" in change2) || change2.table && isTable(change2.table))
    )
  ) ?? makers.at(-1);
}
function makes3(change2, name) {
  return change2.kind === "add-constraint" ? change2.constraint.name === name || change2.constraint.name === void 0 : change2.kind === "alter-domain" ? change2.action === "add-constraint" && change2.name === name : change2.kind === "create-index" && change2.index === name;
}
function failedStatement(migration, trace, major) {
  let failed2 = trace.statements.find((statement2) => statement2.error !== null);
  if (failed2 === void 0 || failed2.error === null) return [];
  let statement = migration.up.statements[failed2.index];
  return [
    noticeFinding(migrationFails, {
      message: `PostgreSQL ${major} refuses ${refusedWords(failed2.error)}: ${errorText(failed2.error)}`,
      place: errorPlace(migration.up, failed2.index, failed2.error),
      evidence: "measured",
      migration: migration.id,
      ...statement === void 0 ? {} : { statement }
    })
  ];
}
function refusedWords({ during }) {
  return during === "commit" ? "the COMMIT after this statement" : during === "history" ? "the row of this migration in the tool's history table" : "this statement";
}
function tripFinding(migration, trip) {
  let script = migration.down ?? migration.up, at = (line) => ({ path: script.path, line, column: 1, endLine: line, endColumn: 1 }), base = { evidence: "measured", migration: migration.id, direction: "down" };
  switch (trip.outcome) {
    case "restored":
    case "no-down":
    case "enum-values-left":
      return [];
    case "down-failed":
      return [
        noticeFinding(downFails, {
          ...base,
          place: at(trip.line),
          message: `Run right after its up script, the down script fails: ${errorText(trip.error)}`
        })
      ];
    case "down-differs":
      return [downDiffers(migration, trip.differences, { ...base, place: at(1) })];
    case "up-again-failed":
      return [
        noticeFinding(upAgainFails, {
          ...base,
          place: at(1),
          message: `After up and down, up fails: ${errorText(trip.error)}`
        })
      ];
    case "up-again-differs":
      return [
        noticeFinding(upAgainFails, {
          ...base,
          place: at(1),
          message: `After up, down and up the schema differs from that after the first up: ${differenceText(trip.differences)}`
        })
      ];
  }
}
function downDiffers(migration, found, hit3) {
  let positions2 = found.filter(isPosition), layout = found.filter(isLayoutOfCode), real = found.filter((difference2) => !positions2.includes(difference2) && !layout.includes(difference2));
  if (real.length > 0) {
    let message = `After up and down the schema is not what it was before: ${differenceText(real)}`;
    return noticeFinding(downNotInverse, { ...hit3, message });
  }
  let columns2 = positions2.length > 0 ? ["the order of columns"] : [], space = layout.length > 0 ? ["the white space of functions"] : [];
  return noticeFinding(
    { ...downNotInverse, severity: "info" },
    {
      ...hit3,
      message: `After up and down of ${migration.name} all is back but ${[...columns2, ...space].join(" and ")}: ${differenceText(found)}`,
      help: positions2.length > 0 ? "Only `SELECT *` and INSERT without column names see it. Name the columns there; nothing else is to be done." : "The functions do the same as before; nothing is to be done."
    }
  );
}
function isPosition(difference2) {
  return difference2.object.startsWith("position of column ");
}
function errorText(error) {
  let detail = error.detail === void 0 ? "" : ` ${error.detail}`;
  return `${error.message} (SQLSTATE ${error.sqlstate}).${detail}`;
}
var shown = 5;
function differenceText(differences2) {
  let words5 = differences2.slice(0, shown).map(differenceWords), more = differences2.length > shown ? `; and ${differences2.length - shown} more` : "";
  return `${words5.join("; ")}${more}.`;
}
function errorPlace(script, index2, error) {
  let statement = script.statements[index2];
  if (statement === void 0) return { path: script.path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  if (error.offset === void 0) return placeOf(script.path, statement.span);
  let start = Math.min(statement.span.start.offset + error.offset, statement.span.end.offset);
  return placeOf(script.path, linesOf(script).span(start, Math.min(start + 1, statement.span.end.offset)));
}

// src/prove/ancestors.ts
var inheritsSql = `
select n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as name, m.nspname::pg_catalog.text as parent_schema, p.relname::pg_catalog.text as parent_name
from pg_catalog.pg_inherits h
join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) h.inhrelid
join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
join pg_catalog.pg_class p on p.oid OPERATOR(pg_catalog.=) h.inhparent
join pg_catalog.pg_namespace m on m.oid OPERATOR(pg_catalog.=) p.relnamespace
where c.relkind OPERATOR(pg_catalog.=) any ('{r,p,f}'::pg_catalog."char"[])`;
async function addAncestors(session, ancestors) {
  let parents = /* @__PURE__ */ new Map();
  for (let row of await session.run(inheritsSql)) {
    let child = qualifiedName(String(row.schema), String(row.name)), parent = qualifiedName(String(row.parent_schema), String(row.parent_name));
    parents.set(child, [...parents.get(child) ?? [], parent]);
  }
  for (let child of parents.keys()) {
    let found = /* @__PURE__ */ new Set(), above = [...parents.get(child) ?? []];
    for (let next = above.pop(); next !== void 0; next = above.pop())
      found.has(next) || above.push(...parents.get(next) ?? []), found.add(next);
    ancestors.set(child, [.../* @__PURE__ */ new Set([...ancestors.get(child) ?? [], ...found])]);
  }
}

// src/prove/census.ts
var user = "OPERATOR(pg_catalog.>=) 16384", part = (catalog, owner, name, where = "") => `select '${catalog}'::pg_catalog.text, oid, 0, pg_catalog.format('%s/%s', ${owner}, ${name}) from pg_catalog.${catalog} where oid ${user}${where}`, addressesSql = [
  `select 'pg_class'::pg_catalog.text as catalog, oid, 0 as sub, pg_catalog.format('%s/%s', relnamespace, relname) as label from pg_catalog.pg_class
   where oid ${user} and relkind OPERATOR(pg_catalog.=) any ('{r,p,m,i,I,S,v,f}'::pg_catalog."char"[]) and relpersistence OPERATOR(pg_catalog.<>) 't'`,
  `select 'pg_class', a.attrelid, a.attnum, pg_catalog.format('%s/%s', a.attrelid, a.attname) from pg_catalog.pg_attribute a
   join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) a.attrelid
   where a.attrelid ${user} and a.attnum OPERATOR(pg_catalog.>) 0 and not a.attisdropped and c.relkind OPERATOR(pg_catalog.=) any ('{r,p,f}'::pg_catalog."char"[])
     and c.relpersistence OPERATOR(pg_catalog.<>) 't'`,
  part("pg_constraint", "pg_catalog.format('%s/%s', conrelid, contypid)", "conname"),
  part("pg_trigger", "tgrelid", "tgname", " and not tgisinternal"),
  part("pg_policy", "polrelid", "polname"),
  part("pg_rewrite", "ev_class", "rulename", " and rulename OPERATOR(pg_catalog.<>) '_RETURN'"),
  part("pg_attrdef", "adrelid", "adnum"),
  part("pg_proc", "pronamespace", "pg_catalog.format('%s/%s', proname, proargtypes)"),
  part(
    "pg_type",
    "typnamespace",
    "typname",
    ` and typtype OPERATOR(pg_catalog.=) any ('{d,e,r,c}'::pg_catalog."char"[])`
  ),
  part("pg_namespace", "0", "nspname"),
  part("pg_extension", "0", "extname"),
  part("pg_statistic_ext", "stxnamespace", "stxname"),
  part("pg_publication", "0", "pubname")
].join(`
union all
`), countSql = `
select a.catalog, a.oid::text as oid, a.sub, a.label, i.type, i.identity, coalesce(n.nspname, i.schema)::text as schema, c.relname::text as relation, c.oid::text as relation_oid, c.relkind::text as relkind,
       array(select d.refclassid::regclass::text || '/' || d.refobjid || '/' || d.refobjsubid from pg_catalog.pg_depend d
             where d.classid = a.catalog::regclass and d.objid = a.oid and d.objsubid = a.sub and d.deptype in ('a', 'i', 'P', 'S')) as parents
from (${addressesSql}) a
cross join lateral pg_catalog.pg_identify_object(('pg_catalog.' || a.catalog)::regclass, a.oid, a.sub) i
left join pg_catalog.pg_constraint k on a.catalog = 'pg_constraint' and k.oid = a.oid
left join pg_catalog.pg_trigger t on a.catalog = 'pg_trigger' and t.oid = a.oid
left join pg_catalog.pg_policy p on a.catalog = 'pg_policy' and p.oid = a.oid
left join pg_catalog.pg_rewrite r on a.catalog = 'pg_rewrite' and r.oid = a.oid
left join pg_catalog.pg_attrdef f on a.catalog = 'pg_attrdef' and f.oid = a.oid
left join pg_catalog.pg_class c on c.oid = coalesce(case when a.catalog = 'pg_class' then a.oid end, nullif(k.conrelid, 0), t.tgrelid, p.polrelid, r.ev_class, f.adrelid)
left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where not exists (select from pg_catalog.pg_depend d where d.classid = a.catalog::regclass and d.objid = a.oid and d.deptype = 'e')
  and coalesce(n.nspname, i.schema, '') not in ('pg_catalog', 'information_schema', 'pg_toast', 'lockgate') and coalesce(n.nspname, i.schema, '') !~ '^(pg_(toast_)?temp|lockgate_(ext|sealed))_'
  and i.type is not null
  and not (a.catalog = 'pg_type' and exists (select from pg_catalog.pg_type y join pg_catalog.pg_class z on z.oid = y.typrelid where y.oid = a.oid and z.relkind <> 'c'))`;
async function countObjects(administrator) {
  await administrator.run("set search_path = ''");
  let rows = await administrator.run(countSql);
  return { objects: new Map(rows.map((row) => [addressOf(row), countedFrom(row)])), gone: /* @__PURE__ */ new Set(), isStale: !1 };
}
var changesSql = `
select case when pg_catalog.current_setting('track_counts') OPERATOR(pg_catalog.=) 'on' then
  (select pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_deleted(c)) from pg_catalog.unnest('{pg_catalog.pg_class,pg_catalog.pg_attribute,pg_catalog.pg_constraint,pg_catalog.pg_trigger,pg_catalog.pg_policy,pg_catalog.pg_rewrite,pg_catalog.pg_attrdef,pg_catalog.pg_proc,pg_catalog.pg_type,pg_catalog.pg_namespace,pg_catalog.pg_extension,pg_catalog.pg_statistic_ext,pg_catalog.pg_publication}'::pg_catalog.regclass[]) c)
  OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated('pg_catalog.pg_class'::pg_catalog.regclass)
  OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated('pg_catalog.pg_attribute'::pg_catalog.regclass)
end::pg_catalog.text as changes`;
async function catalogChanges(worker) {
  let [row] = await worker.run(changesSql);
  return row?.changes == null ? null : String(row.changes);
}
function addressOf(row) {
  return `${row.catalog}/${row.oid}/${row.sub}`;
}
function countedFrom(row) {
  let type = String(row.type), isColumn = row.catalog === "pg_class" && Number(row.sub) > 0, isRelation = row.catalog === "pg_class" && !isColumn, kind = isColumn ? "column" : type.replace(/^(?:table|domain) (?=constraint)/, ""), listed4 = Array.isArray(row.parents) ? row.parents.map(String) : [], parents = isColumn ? [`pg_class/${row.oid}/0`] : listed4.filter((parent) => !isRelation || type === "index" || type === "sequence" || parent.endsWith("/0"));
  return {
    kind,
    name: String(row.identity),
    relation: row.relation === null ? null : qualifiedName(String(row.schema), String(row.relation)),
    holdsData: isColumn || isRelation && ["r", "p", "m", "S"].includes(String(row.relkind)),
    isRelation: isRelation && type !== "index",
    catalog: String(row.catalog),
    oid: String(row.oid),
    relationOid: row.relation_oid === null ? null : String(row.relation_oid),
    label: String(row.label),
    parents
  };
}
async function lostSince(worker, census, nameNow = () => {
}) {
  let rows = await worker.run(addressesSql), there = new Set(rows.map(addressOf)), missing2 = [...census.objects].filter(([address]) => !there.has(address)), before = census.gone, went = new Set(missing2.map(([address]) => address));
  census.gone = went, census.isStale = !1;
  let fresh = missing2.filter(([address]) => !before.has(address));
  if (fresh.length === 0) return [];
  let labels = new Set(rows.map((row) => `${row.catalog} ${row.label}`));
  return fresh.flatMap(([, { catalog, oid: _, label, parents, relationOid, ...lost }]) => {
    let isBack = labels.has(`${catalog} ${label}`);
    if (parents.some((parent) => went.has(parent)) || isBack && (!lost.holdsData || lost.kind === "materialized view"))
      return [];
    let relation = (relationOid === null ? void 0 : nameNow(relationOid)) ?? lost.relation;
    return [{ ...lost, relation, ...isBack ? { isBack } : {} }];
  });
}

// src/prove/known-relations.ts
var selectStates = `
select c.oid::pg_catalog.text as oid, n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as name, c.relkind::pg_catalog.text as kind,
       pg_catalog.pg_relation_filenode(c.oid)::pg_catalog.text as file,
       pg_catalog.pg_stat_get_xact_numscans(c.oid)::pg_catalog.text as scans, i.indrelid::pg_catalog.text as table_oid, c.relispopulated as populated,
       (select h.inhparent::pg_catalog.text from pg_catalog.pg_inherits h where h.inhrelid OPERATOR(pg_catalog.=) c.oid order by h.inhseqno limit 1) as parent_oid
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid OPERATOR(pg_catalog.=) c.oid
where c.relkind OPERATOR(pg_catalog.=) any ('{r,p,m,i,I,S,v,f}'::pg_catalog."char"[])
  and n.nspname OPERATOR(pg_catalog.<>) all ('{pg_catalog,information_schema,pg_toast,lockgate}'::pg_catalog.name[])
  and n.nspname OPERATOR(pg_catalog.!~) '^(pg_(toast_)?temp|lockgate_(ext|sealed))_'`;
async function readRelations(worker, historyTable) {
  let known7 = {
    skipped: historyTable === void 0 ? /* @__PURE__ */ new Set() : await withIndexes(worker, historyTable),
    live: /* @__PURE__ */ new Set(),
    states: /* @__PURE__ */ new Map(),
    named: /* @__PURE__ */ new Map(),
    names: /* @__PURE__ */ new Set(),
    unannounced: [],
    doubtful: /* @__PURE__ */ new Set(),
    session: worker,
    newest: 0,
    upTo: "",
    canReport: !1
  };
  await readAll(known7, worker);
  let [row] = await worker.run(
    "select pg_catalog.to_regproc('pg_catalog.pg_stat_force_next_flush') is not null as can"
  );
  return known7.canReport = row?.can === !0, { ...known7, live: new Set(known7.states.keys()) };
}
async function withIndexes(worker, table2) {
  let rows = await worker.run(`
    select t.oid::pg_catalog.text as oid from (select pg_catalog.to_regclass(${quoteLiteral(table2)})::pg_catalog.oid) as t (oid) where t.oid is not null
    union all
    select indexrelid::pg_catalog.text from pg_catalog.pg_index where indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(${quoteLiteral(table2)})`);
  return new Set(rows.map(({ oid }) => String(oid)));
}
async function readAll(known7, worker) {
  known7.upTo = await nextTransaction(worker), known7.states.clear(), known7.named.clear(), known7.doubtful.clear(), known7.session = worker, remember(known7, statesOf(known7, await worker.run(selectStates)).values());
}
async function readChanged(known7, worker) {
  let { upTo } = known7;
  known7.upTo = await nextTransaction(worker);
  let since = `pg_catalog.age(c.xmin) OPERATOR(pg_catalog.<=) pg_catalog.age('${upTo}'::pg_catalog.xid)`, rows = await worker.run(`${selectStates} and (${since} or ${isOneOf(known7.doubtful)})`);
  return known7.doubtful.clear(), statesOf(known7, rows);
}
async function bringUpToDate(known7, worker) {
  known7.session !== worker ? await readAll(known7, worker) : remember(known7, (await readChanged(known7, worker)).values());
}
async function readTouched(known7, worker, oids) {
  let isNew2 = `c.oid OPERATOR(pg_catalog.>) '${known7.newest}'::pg_catalog.oid`, rows = await worker.run(
    oids.size === 0 ? `${selectStates} and ${isNew2}` : `${selectStates} and (${isOneOf(oids)} or ${isNew2})`
  );
  return statesOf(known7, rows);
}
function remember(known7, states) {
  for (let state of states) {
    let old = known7.states.get(state.oid);
    if (known7.states.set(state.oid, state), Number(state.oid) > known7.newest && (known7.newest = Number(state.oid)), old?.name === state.name) continue;
    known7.unannounced.push(state.oid);
    let name = unqualified(state.name), same = known7.named.get(name);
    same === void 0 ? known7.named.set(name, /* @__PURE__ */ new Set([state.oid])) : same.add(state.oid);
  }
}
async function announce(known7, worker) {
  let oids = new Set(known7.unannounced);
  if (known7.unannounced = [], oids.size !== 0)
    for (let { name } of statesOf(known7, await worker.run(`${selectStates} and ${isOneOf(oids)}`)).values())
      known7.names.add(name);
}
async function reportScans({ canReport }, worker) {
  return canReport && await worker.run("select pg_catalog.pg_stat_force_next_flush()"), canReport;
}
async function readScans(worker) {
  let rows = await worker.run(`
    select c.oid::pg_catalog.text as oid, c.scans::pg_catalog.text as scans from (
      select oid, pg_catalog.pg_stat_get_xact_numscans(oid) as scans from pg_catalog.pg_class
      where oid OPERATOR(pg_catalog.>=) '16384'::pg_catalog.oid and relkind OPERATOR(pg_catalog.=) any ('{r,p,m}'::pg_catalog."char"[])
    ) c where c.scans OPERATOR(pg_catalog.<>) 0`);
  return new Map(rows.map((row) => [String(row.oid), Number(row.scans)]));
}
function unqualified(name) {
  return partsOf(name).name;
}
function statesOf({ skipped }, rows) {
  let states = rows.map((row) => [String(row.oid), relationState(row)]);
  return new Map(states.filter(([oid]) => !skipped.has(oid)));
}
async function nextTransaction(worker) {
  let [row] = await worker.run(
    "select pg_catalog.mod(pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.int8, 4294967296)::pg_catalog.text as next"
  );
  return String(row?.next);
}
function isOneOf(oids) {
  return `c.oid OPERATOR(pg_catalog.=) any ('{${[...oids].join(",")}}'::pg_catalog.oid[])`;
}
function relationState(row) {
  return {
    oid: String(row.oid),
    name: qualifiedName(String(row.schema), String(row.name)),
    kind: String(row.kind),
    file: row.file === null ? null : String(row.file),
    scans: Number(row.scans ?? 0),
    tableOid: row.table_oid === null ? null : String(row.table_oid),
    parentOid: row.parent_oid === null ? null : String(row.parent_oid),
    populated: row.populated === !0
  };
}

// src/prove/leftovers.ts
var unfinishedSql = `
select 'not-validated' as kind, n.nspname::pg_catalog.text as schema, coalesce(c.relname, t.typname)::pg_catalog.text as relation, k.conname::pg_catalog.text as name,
       pg_catalog.pg_get_constraintdef(k.oid) as definition
from pg_catalog.pg_constraint k
join pg_catalog.pg_namespace n on n.oid = k.connamespace
left join pg_catalog.pg_class c on c.oid = k.conrelid
left join pg_catalog.pg_type t on t.oid = k.contypid
where not k.convalidated and pg_catalog.to_jsonb(k) ->> 'conenforced' is distinct from 'false'
  and not exists (select from pg_catalog.pg_inherits h join pg_catalog.pg_constraint p on p.conrelid = h.inhparent
    where h.inhrelid = k.conrelid and not k.conislocal and not p.convalidated and (p.oid = k.conparentid or p.conname = k.conname))
  and k.conrelid is distinct from pg_catalog.to_regclass($1)
  and not exists (select from pg_catalog.pg_depend d where d.deptype = 'e' and (d.classid, d.objid) in (values ('pg_catalog.pg_class'::pg_catalog.regclass, k.conrelid), ('pg_catalog.pg_type'::pg_catalog.regclass, k.contypid)))
  and n.nspname not in ('pg_catalog', 'information_schema', 'lockgate') and n.nspname !~ '^(pg_(toast|temp)|lockgate_(ext|sealed)_)'
union all
select 'invalid-index', n.nspname, c.relname, i.relname, pg_catalog.pg_get_indexdef(x.indexrelid)
from pg_catalog.pg_index x
join pg_catalog.pg_class i on i.oid = x.indexrelid
join pg_catalog.pg_class c on c.oid = x.indrelid
join pg_catalog.pg_namespace n on n.oid = i.relnamespace
where not (x.indisvalid and x.indisready and x.indislive) and i.relkind <> 'I'
  and x.indrelid is distinct from pg_catalog.to_regclass($1)
  and not exists (select from pg_catalog.pg_depend d where d.deptype = 'e' and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = x.indrelid)
  and n.nspname not in ('pg_catalog', 'information_schema', 'lockgate') and n.nspname !~ '^(pg_(toast|temp)|lockgate_(ext|sealed)_)'
order by 1, 2, 3, 4`;
async function unfinished(administrator, scope) {
  return await administrator.run("set search_path = ''"), (await administrator.query(unfinishedSql, [scope.historyTable])).map(unfinishedFrom);
}
function unfinishedFrom(row) {
  let relation = qualifiedName(String(row.schema), String(row.relation));
  return { leftover: { kind: row.kind === "invalid-index" ? "invalid-index" : "not-validated", relation, name: String(row.name) }, definition: String(row.definition) };
}
function leftoversIn(before, after) {
  let keyOf6 = ({ leftover: { kind, relation, name }, definition: definition2 }) => JSON.stringify([kind, relation, name, definition2]), known7 = new Set(before.map(keyOf6));
  return after.flatMap((one) => known7.has(keyOf6(one)) ? [] : [one.leftover]);
}

// src/prove/blamed.ts
function blamed(observation, oid) {
  if (observation.statements.length === 1) return [0];
  for (let next = oid; next !== null; next = ownerOf(observation, next)) {
    let found = naming(observation, next);
    if (found.length > 0) return found;
  }
  return [likeliest(observation)];
}
function ownerOf({ after, existed }, oid) {
  let state = existed(oid) ?? after.get(oid);
  return state?.tableOid ?? state?.parentOid ?? null;
}
function naming(observation, oid) {
  let { after, existed, oidsNamed } = observation, all2 = wordsOf(observation), states = [existed(oid), after.get(oid)].flatMap((state) => state ?? []), found = all2.flatMap((said, i) => states.some(({ name }) => said.has(unqualified(name))) ? [i] : []), others2 = states.flatMap(({ name }) => [...oidsNamed(unqualified(name))]).flatMap((other) => other === oid ? [] : existed(other) ?? []).map(({ name }) => schemaOf(name));
  if (others2.length === 0) return found;
  let qualified2 = found.filter((i) => states.some(({ name }) => all2[i]?.has(schemaOf(name)))), bare2 = found.filter((i) => !others2.some((schema) => all2[i]?.has(schema)));
  return qualified2.length > 0 ? qualified2 : bare2.length > 0 ? bare2 : found;
}
function schemaOf(name) {
  return name.slice(0, name.indexOf("."));
}
function emptiers(observation, oid) {
  let able = observation.statements.flatMap(
    ({ statement, hasChanged: hasChanged2 }, i) => hasChanged2 === !0 || statement.changes.some(truncates) ? [i] : []
  ), naming2 = blamed(observation, oid);
  if (able.length === 0) return naming2;
  let both = naming2.filter((i) => able.includes(i));
  return both.length > 0 ? both : able.slice(-1);
}
var likely = /* @__PURE__ */ new WeakMap();
function likeliest(observation) {
  let known7 = likely.get(observation);
  if (known7 !== void 0) return known7;
  let { existed, oidsNamed, statements } = observation, isExisting = (name) => [...oidsNamed(name)].some((oid) => existed(oid) !== void 0), named2 = wordsOf(observation).findIndex((said) => [...said].some(isExisting)), coded = statements.findIndex(({ statement }) => statement.changes.some(({ kind }) => codeKinds.has(kind))), some = statements.findIndex(({ statement }) => statement.changes[0]?.kind !== "transaction"), found = [coded, named2, some].find((i) => i !== -1) ?? 0;
  return likely.set(observation, found), found;
}
var codeKinds = /* @__PURE__ */ new Set(["do", "call", "select"]), words4 = /* @__PURE__ */ new WeakMap();
function wordsOf(observation) {
  let known7 = words4.get(observation);
  if (known7 !== void 0) return known7;
  let found = observation.statements.map(
    ({ statement, messages }) => new Set(wordsIn([statement.text, ...messages.map(({ message }) => message)].join(`
`)))
  );
  return words4.set(observation, found), found;
}
function* wordsIn(text) {
  for (let [word] of text.matchAll(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu))
    if (word.startsWith('"')) {
      yield word.slice(1, -1).replaceAll('""', '"');
      for (let [inner] of word.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu)) yield inner.toLowerCase();
    } else
      yield word.toLowerCase();
}
function truncates(change2) {
  return change2.kind === "do" ? change2.statements.some((inner) => inner.changes.some(truncates)) : change2.kind === "truncate" || change2.kind === "refresh-materialized-view" && !change2.withData;
}
function oidsNamedIn(statement, named2) {
  let names3 = /* @__PURE__ */ new Set();
  for (let word of wordsIn(statement.text)) named2.has(word) && names3.add(word);
  return [...names3].flatMap((name) => [...named2.get(name) ?? []]);
}

// src/prove/interpret.ts
function interpret(observation) {
  let { existed, isLive: isLive2, locksAfter, locksBefore: locksBefore2, statements } = observation, works = workIn(observation), taken = newLocks(observation), held = lockList(mergedModes(locksAfter, locksBefore2), existed), stopped = new Set(held.filter(({ mode }) => mode === "AccessExclusiveLock").map(({ relation }) => relation)), liveNames = (oids) => [...oids].flatMap((oid) => {
    let relation = existed(oid);
    return relation !== void 0 && isLive2(oid) && isWaitedFor(relation, stopped) ? [relation.name] : [];
  }), emptied = emptiedNames(observation), lockedLive = sorted(liveNames(locksAfter.keys()));
  return statements.map((_, i) => {
    let work = works[i] ?? noWork(), names3 = (set) => sorted([...set].flatMap((oid) => existed(oid)?.name ?? [])), others2 = [...work.rewrites, ...work.scans, ...work.indexBuilds].filter((oid) => !locksAfter.has(oid)), live = others2.length === 0 ? lockedLive : sorted([...lockedLive, ...liveNames(others2)]), emptiedLive = (emptied.get(i) ?? []).filter((name) => live.includes(name));
    return {
      locks: lockList(taken[i] ?? /* @__PURE__ */ new Map(), existed),
      held,
      rewrites: names3(work.rewrites),
      scans: names3(work.scans),
      indexBuilds: names3(work.indexBuilds),
      live,
      ...emptiedLive.length === 0 ? {} : { emptied: sorted(emptiedLive) }
    };
  });
}
function emptiedNames(observation) {
  let names3 = /* @__PURE__ */ new Map();
  for (let oid of observation.emptied) {
    let name = observation.existed(oid)?.name;
    if (name !== void 0)
      for (let i of emptiers(observation, oid)) names3.set(i, [...names3.get(i) ?? [], name]);
  }
  return names3;
}
function sorted(names3) {
  return [...new Set(names3)].sort();
}
function isWaitedFor({ kind, name, populated }, stopped) {
  return kind !== "m" || populated && stopped.has(name);
}
function noWork() {
  return { rewrites: /* @__PURE__ */ new Set(), scans: /* @__PURE__ */ new Set(), indexBuilds: /* @__PURE__ */ new Set() };
}
var tableKinds = /* @__PURE__ */ new Set(["r", "p", "m"]);
function workIn(observation) {
  let { after, existed, scansBefore: scansBefore2, statements } = observation, works = statements.map(noWork), isTruncatedBy = ({ statement }, oid) => oid !== null && observation.emptied.has(oid) && statement.changes.some(truncates), told = /* @__PURE__ */ new Map(), oidOf = resolver(observation);
  for (let [i, ran] of statements.entries()) {
    let work = works[i];
    if (work !== void 0)
      for (let oid of heard(work, ran.messages, (table2) => isTruncatedBy(ran, table2), oidOf))
        told.set(oid, (told.get(oid) ?? 0) + 1);
  }
  let blame2 = (oid, add) => {
    let table2 = after.get(oid)?.tableOid ?? null, found = blamed(observation, oid).flatMap((i) => {
      let [ran, work] = [statements[i], works[i]];
      return ran === void 0 || work === void 0 ? [] : [{ ran, work }];
    });
    if (!found.some(({ ran }) => isTruncatedBy(ran, oid) || isTruncatedBy(ran, table2)))
      for (let { work } of found) add(work);
  };
  for (let [oid, now] of after) {
    let old = existed(oid);
    if (old === void 0 || old.file === null || now.file === null || old.file === now.file) continue;
    let table2 = now.tableOid;
    now.kind === "i" && table2 !== null ? works.some(({ indexBuilds }) => indexBuilds.has(table2)) || blame2(oid, (work) => work.indexBuilds.add(table2)) : tableKinds.has(now.kind) && !works.some(({ rewrites }) => rewrites.has(oid)) && blame2(oid, (work) => work.rewrites.add(oid));
  }
  for (let [oid, now] of after) {
    let counted = now.scans - (scansBefore2.get(oid) ?? 0);
    !tableKinds.has(now.kind) || counted <= 0 || works.some((work) => work.rewrites.has(oid) || work.indexBuilds.has(oid)) && (statements.length === 1 || counted <= (told.get(oid) ?? 0)) || blame2(oid, (work) => work.scans.add(oid));
  }
  for (let { rewrites, indexBuilds, scans } of works) {
    for (let oid of rewrites) scans.delete(oid);
    if (statements.length > 1) for (let oid of indexBuilds) scans.delete(oid);
  }
  return works;
}
function heard(work, messages, isTruncated, oidOf) {
  return messages.flatMap(({ message, routine }) => {
    let said = saying(message, routine), oid = said === void 0 ? void 0 : oidOf(said.table);
    return said === void 0 || oid === void 0 ? [] : (said.work === "rewrite" && work.rewrites.add(oid), said.work === "scan" && work.scans.add(oid), said.work === "index-build" && !isTruncated(oid) && work.indexBuilds.add(oid), [oid]);
  });
}
var sayings = [
  ["rewrite", /^rewriting table "(.*)"$/],
  ["scan", /^verifying table "(.*)"$/],
  ["index-build", /^building index ".*" on table "(.*)" (?:serially|with request for )/]
];
function saying(message, routine) {
  if (!(routine !== "ATRewriteTable" && routine !== "index_build"))
    for (let [work, pattern2] of sayings) {
      let table2 = pattern2.exec(message)?.[1];
      if (table2 !== void 0 && !table2.startsWith("pg_toast_")) return { work, table: table2 };
    }
}
function resolver({ after, existed, oidsNamed, isMade: isMade2, scansBefore: scansBefore2, locksAfter }) {
  let renamed3 = /* @__PURE__ */ new Map();
  for (let [oid, { name }] of after) {
    let now = unqualified(name);
    renamed3.set(now, [...renamed3.get(now) ?? [], oid]);
  }
  return (name) => {
    let candidates = [.../* @__PURE__ */ new Set([...oidsNamed(name), ...renamed3.get(name) ?? []])].flatMap((oid) => {
      let [old, now] = [existed(oid), after.get(oid)], names3 = [old?.name, now?.name].flatMap((known7) => known7 === void 0 ? [] : [unqualified(known7)]);
      return old !== void 0 && tableKinds.has(old.kind) && names3.includes(name) ? [{ oid, old, now }] : [];
    }), changed = candidates.find(
      ({ oid, old, now }) => now !== void 0 && (old.file !== now.file || now.scans > (scansBefore2.get(oid) ?? 0))
    );
    if (changed !== void 0) return changed.oid;
    if (!isMade2(name))
      return candidates.find(({ oid }) => locksAfter.get(oid)?.some((mode) => atLeast(mode, "ShareUpdateExclusiveLock")))?.oid;
  };
}
function newLocks(observation) {
  let taken = observation.statements.map(() => /* @__PURE__ */ new Map());
  for (let [oid, modes] of observation.locksAfter) {
    let old = observation.locksBefore.get(oid) ?? [], fresh = modes.filter((mode) => !old.includes(mode));
    fresh.length > 0 && taken[blamed(observation, oid)[0] ?? 0]?.set(oid, fresh);
  }
  return taken;
}
function mergedModes(one, other) {
  if (other.size === 0) return one;
  let merged = new Map(one);
  for (let [oid, modes] of other) merged.set(oid, [...merged.get(oid) ?? [], ...modes]);
  return merged;
}
function lockList(locks2, existed) {
  return [...locks2].flatMap(([oid, modes]) => {
    let mode = strongest(modes), relation = existed(oid);
    return mode === void 0 || relation === void 0 ? [] : [{ relation: relation.name, mode }];
  }).sort((a, b) => a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : 0);
}

// src/prove/losses.ts
var runsCode2 = /* @__PURE__ */ new Set([
  "do",
  "call",
  "select",
  "insert",
  "update",
  "delete",
  "merge",
  "copy",
  "opaque",
  "session",
  "refresh-materialized-view",
  "create-materialized-view",
  "alter-extension"
]);
function mayDropMore({ changes }) {
  return changes.some(
    (change2) => runsCode2.has(change2.kind) || change2.kind === "create-table" && change2.fromQuery !== void 0 || "cascade" in change2 && change2.cascade
  );
}
function drops({ changes }) {
  return changes.some(({ kind }) => kind.startsWith("drop") || kind === "alter-domain");
}
function needsCensus(migrations) {
  return migrations.some(({ up }) => up.statements.some(mayDropMore));
}
async function countBefore({ worker, census }, statement) {
  if (census !== void 0) {
    if (!mayDropMore(statement)) {
      drops(statement) && (census.isStale = !0);
      return;
    }
    return census.isStale && await lostSince(worker, census), { census, changes: await catalogChanges(worker) };
  }
}
async function hasChanged({ worker }, counted) {
  if (counted === void 0) return !1;
  let changes = await catalogChanges(worker);
  return changes === null || changes !== counted.changes;
}
async function lossesOf({ worker }, counted, relations2) {
  if (counted === void 0) return {};
  let lost = await lostSince(worker, counted.census, (oid) => relations2.get(oid)?.name);
  return lost.length > 0 ? { lost } : {};
}
async function emptiedIn({ worker }, seen) {
  let { existed, after, locksAfter, messages } = seen, refiled = [...locksAfter.keys()].filter((oid) => {
    let [old, now] = [existed(oid), after.get(oid)];
    return now !== void 0 && (now.kind === "r" || now.kind === "m") && old !== void 0 && old.file !== now.file;
  });
  if (refiled.length === 0) return /* @__PURE__ */ new Set();
  let rewritten = new Set(
    messages.flatMap(({ message, routine }) => {
      let said = saying(message, routine);
      return said?.work === "rewrite" ? [said.table] : [];
    })
  ), silent = refiled.filter((oid) => !rewritten.has(unqualified(after.get(oid)?.name ?? "")));
  if (silent.length === 0) return /* @__PURE__ */ new Set();
  let rows = await worker.run(`
select oid::pg_catalog.text as oid from pg_catalog.pg_class
where oid OPERATOR(pg_catalog.=) any ('{${silent.join(",")}}'::pg_catalog.oid[])
  and case relkind when 'm' then not relispopulated else reltuples OPERATOR(pg_catalog.<) 0::pg_catalog.float4 end`);
  return new Set(rows.map((row) => String(row.oid)));
}

// src/sql/named-roles.ts
var mayName = /\b(?:grant|revoke|owner|owned|role|user|group|authorization|policy|privileges?|session_authorization|regrole|has_[a-z_]+_privilege|pg_has_role|mapping|label)\b/i;
function roleUses(statement) {
  if (!mayName.test(statement.text)) return [];
  let [change2] = statement.changes;
  switch (change2?.kind) {
    case "insert":
    case "copy":
      return [];
    case "do":
      return change2.statements.flatMap(({ text, conditional }) => usesIn(text, conditional));
    case "function":
      return [...usesIn(statement.text, !1), ...bodyTexts(statement.text, change2.language, change2.body)].flatMap(
        (part2) => typeof part2 == "string" ? usesIn(part2, !0) : [part2]
      );
    default:
      return usesIn(statement.text, !1);
  }
}
function membershipsOf(text) {
  if (!/^\s*(?:grant|revoke)\b/i.test(text)) return;
  let parsed = parseStatement(text);
  if (!(parsed.kind !== "parsed" || !("GrantRoleStmt" in parsed.node)))
    return grantedIn(parsed.node.GrantRoleStmt.granted_roles ?? []);
}
function bodyTexts(text, language, body) {
  if (language === "sql") return [body];
  if (language !== "plpgsql") return [];
  let parsed = parseCode(text);
  if (parsed.kind === "error") return [];
  try {
    return codeParts(parsed.functions, /* @__PURE__ */ new Map()).flatMap(({ texts }) => texts ?? []);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
function usesIn(text, conditional) {
  if (!mayName.test(text)) return [];
  let uses3 = [];
  for (let { parsed } of readStatements(text).read)
    parsed.kind === "parsed" && collect(parsed.node, conditional, uses3);
  return uses3.filter(
    ({ role }) => role !== "" && !role.startsWith("pg_") && !["public", "none", "default"].includes(role)
  );
}
function collect(node, conditional, uses3) {
  let names3 = (roles, how = "names") => {
    for (let role of roles) uses3.push({ role, how });
  }, creates = (role) => {
    role !== void 0 && uses3.push({ role, how: conditional ? "may-create" : "creates" });
  };
  "DropRoleStmt" in node && node.DropRoleStmt.missing_ok === !0 || ("GrantRoleStmt" in node && names3(grantedIn(node.GrantRoleStmt.granted_roles ?? [])), "VariableSetStmt" in node && names3(settingOf(node.VariableSetStmt), "owns"), "CommentStmt" in node && node.CommentStmt.objtype === "OBJECT_ROLE" && names3(stringsIn(node.CommentStmt.object)), "SecLabelStmt" in node && node.SecLabelStmt.objtype === "OBJECT_ROLE" && names3(stringsIn(node.SecLabelStmt.object)), "RenameStmt" in node && node.RenameStmt.renameType === "OBJECT_ROLE" && (names3([node.RenameStmt.subname ?? ""]), creates(node.RenameStmt.newname)), names3(ownersIn(node), "owns"), names3(rolesWithin(node)), "CreateRoleStmt" in node && creates(node.CreateRoleStmt.role));
}
function grantedIn(nodes) {
  return nodes.flatMap((granted2) => "AccessPriv" in granted2 ? granted2.AccessPriv.priv_name ?? [] : []);
}
function settingOf(statement) {
  return statement.name === "role" || statement.name === "session_authorization" ? stringsIn(statement.args) : [];
}
function ownersIn(node) {
  return "AlterOwnerStmt" in node ? rolesWithin(node.AlterOwnerStmt.newowner) : "ReassignOwnedStmt" in node ? rolesWithin(node.ReassignOwnedStmt.newrole) : "CreateSchemaStmt" in node ? rolesWithin(node.CreateSchemaStmt.authrole) : "AlterTableStmt" in node ? (node.AlterTableStmt.cmds ?? []).flatMap(
    (command) => "AlterTableCmd" in command && command.AlterTableCmd.subtype === "AT_ChangeOwner" ? rolesWithin(command.AlterTableCmd.newowner) : []
  ) : [];
}
function rolesWithin(root) {
  let found = [], visit = (value) => {
    if (Array.isArray(value) && value.forEach(visit), typeof value != "object" || value === null || Array.isArray(value)) return;
    let node = value;
    node.roletype === "ROLESPEC_CSTRING" && typeof node.rolename == "string" && found.push(node.rolename), found.push(...castToRole(node), ...askedRole(node)), Object.values(node).forEach(visit);
  };
  return visit(root), found;
}
function castToRole({ TypeCast: cast }) {
  return typeof cast != "object" || cast === null || !("typeName" in cast) || !("arg" in cast) ? [] : stringsIn(cast.typeName).includes("regrole") ? stringsIn(cast.arg).map(unquoted) : [];
}
function askedRole({ FuncCall: call }) {
  if (typeof call != "object" || call === null || !("funcname" in call) || !("args" in call)) return [];
  let name = stringsIn(call.funcname).at(-1) ?? "", args = Array.isArray(call.args) ? call.args : [];
  return name === "set_config" && stringsIn(args[0])[0] === "role" ? stringsIn(args[1]) : name === "pg_has_role" ? args.slice(0, -1).flatMap(stringsIn) : args.length === 3 && /^has_[a-z_]+_privilege$/.test(name) ? stringsIn(args[0]) : [];
}
function unquoted(text) {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}
function stringsIn(root) {
  return Array.isArray(root) ? root.flatMap(stringsIn) : typeof root != "object" || root === null ? [] : Object.entries(root).flatMap(
    ([key2, value]) => key2 === "sval" && typeof value == "string" ? [value] : stringsIn(value)
  );
}

// src/prove/needs.ts
function needsOf(setup, migrations) {
  let scripts = [...setup, ...migrations.flatMap(({ up, down }) => down === void 0 ? [up] : [up, down])];
  return { extensions: neededExtensions(scripts), roles: missingRoles(scripts) };
}
function neededExtensions(scripts) {
  let needed = /* @__PURE__ */ new Map(), visit = (change2) => {
    if (change2.kind === "do") for (let { changes } of change2.statements) changes.forEach(visit);
    if (change2.kind !== "create-extension" || needed.has(change2.extension)) return;
    let { extension: name, version, schema } = change2;
    needed.set(name, {
      name,
      ...version === void 0 ? {} : { version },
      ...schema === void 0 ? {} : { schema }
    });
  };
  for (let { statements } of scripts) for (let { changes } of statements) changes.forEach(visit);
  return [...needed.values()];
}
function missingRoles(scripts) {
  let missing2 = /* @__PURE__ */ new Map(), created = /* @__PURE__ */ new Set(), perhaps = /* @__PURE__ */ new Set();
  for (let { statements } of scripts)
    for (let statement of statements)
      for (let { role, how } of roleUses(statement))
        how === "creates" ? created.add(role) : how === "may-create" ? perhaps.add(role) : !created.has(role) && !perhaps.has(role) && missing2.set(role, { name: role, owns: how === "owns" || missing2.get(role)?.owns === !0 });
  return [...missing2.values()].filter(({ name }) => !created.has(name));
}

// src/prove/bounded-differences.ts
import { createHash as createHash2 } from "node:crypto";
var KEPT = 1e3, WHOLE_CHARACTERS = 2e4, BEGINNING_CHARACTERS = 2e3;
function boundedDifferences(found) {
  if (found.length <= KEPT) return found.map(cut3);
  let isPosition2 = ({ object }) => object.startsWith("position of "), kept = new Set([...found.filter((one) => !isPosition2(one)), ...found.filter(isPosition2)].slice(0, KEPT));
  return found.filter((one) => kept.has(one)).map(cut3);
}
function cut3({ object, before, after }) {
  return { object, before: cutDefinition(before), after: cutDefinition(after) };
}
function cutDefinition(text) {
  if (text === null || text.length <= WHOLE_CHARACTERS) return text;
  let digest = createHash2("sha256").update(text).digest("hex");
  return `${text.slice(0, BEGINNING_CHARACTERS)}\u2026 (${text.length} characters, sha256 ${digest})`;
}

// src/prove/own-session.ts
var refusals = /* @__PURE__ */ new WeakSet();
function ownSession(session) {
  let noted = async (call) => {
    try {
      return await call;
    } catch (thrown) {
      throw isServerError(thrown) && refusals.add(thrown), thrown;
    }
  };
  return {
    ...session,
    run: (sql, rows) => noted(session.run(sql, rows)),
    query: (sql, parameters2) => noted(session.query(sql, parameters2))
  };
}
function isOwnRefusal(thrown) {
  return typeof thrown == "object" && thrown !== null && refusals.has(thrown);
}

// src/prove/run-script.ts
async function runScript(session, script, record, step, onStep = () => {
}) {
  let current = null, during, enter = (next) => {
    during = next, onStep({ path: script.path, step: next ?? "statement", ...current === null ? {} : { line: lineOf2(current) } });
  };
  try {
    enter("history"), await runQueries(session, record.before);
    let units3 = unitsOf(script), recorded = !1;
    for (let [i, unit] of units3.entries()) {
      let begins = unit.statements[0] !== void 0 && transactionAction(unit.statements[0])?.action === "begin";
      unit.kind === "transaction" && !begins && await session.run("BEGIN");
      for (let statement of unit.statements) {
        current = statement, enter(void 0);
        let error = await step(statement, unit);
        if (error !== null)
          return await rollBack(session), { failed: { error, statement } };
      }
      unit.kind === "transaction" && unit.closed === "runner" && (script.transaction === "wrapped" && i === units3.length - 1 && (enter("history"), await runQueries(session, record.after), recorded = !0), enter("commit"), await session.run("COMMIT")), unit.kind === "transaction" && unit.closed === "open" && await session.run("ROLLBACK");
    }
    return enter("history"), recorded || await runQueries(session, record.after), { failed: null };
  } catch (thrown) {
    if (!isServerError(thrown) || isOwnRefusal(thrown)) throw thrown;
    await rollBack(session);
    let error = traceError(thrown);
    return { failed: { error: during === void 0 ? error : { ...error, during }, statement: current } };
  }
}
async function rollBack(session) {
  await session.run("ROLLBACK").catch((thrown) => {
    if (thrown instanceof Failure || isServerError(thrown) && !isConnectionLost(thrown)) throw thrown;
  });
}
function lineOf2(statement) {
  return statement.span.start.line;
}
async function runQueries(session, queries) {
  for (let { sql, parameters: parameters2 } of queries) await session.query(sql, parameters2);
}
async function resetSession(session) {
  await session.run("DISCARD ALL");
}
function traceError(error) {
  let detail = [error.detail, error.hint].filter((part2) => part2 !== void 0 && part2 !== "").join(" ");
  return {
    sqlstate: error.sqlstate,
    message: error.message,
    ...detail === "" ? {} : { detail },
    ...error.offset === void 0 ? {} : { offset: error.offset }
  };
}

// src/prove/schema.ts
import { createHash as createHash3 } from "node:crypto";

// src/prove/equal-expressions.ts
var pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"(?:\(\))?|[A-Z_]{3,}(?:\(\d\))?(?![\w$"(])|\b(?:transaction_timestamp|current_database)\(\)/g, spellings2 = {
  CURRENT_TIMESTAMP: "now()",
  "transaction_timestamp()": "now()",
  "CURRENT_TIMESTAMP(%)": "(now())::timestamp(%) with time zone",
  LOCALTIMESTAMP: "(now())::timestamp without time zone",
  "LOCALTIMESTAMP(%)": "(now())::timestamp(%) without time zone",
  CURRENT_DATE: "(now())::date",
  CURRENT_TIME: "(now())::time with time zone",
  "CURRENT_TIME(%)": "(now())::time(%) with time zone",
  LOCALTIME: "(now())::time without time zone",
  "LOCALTIME(%)": "(now())::time(%) without time zone",
  USER: "CURRENT_USER",
  CURRENT_ROLE: "CURRENT_USER",
  '"current_user"()': "CURRENT_USER",
  '"session_user"()': "SESSION_USER",
  '"system_user"()': "SYSTEM_USER",
  '"current_schema"()': "CURRENT_SCHEMA",
  "current_database()": "CURRENT_CATALOG"
};
function canonicalExpression(text) {
  return text.replace(pieces, (piece, offset) => {
    if (/[.\w$]/.test(text[offset - 1] ?? "")) return piece;
    let precision = /\((\d)\)$/.exec(piece)?.[1], written = spellings2[precision === void 0 ? piece : piece.replace(/\d(?=\)$)/, "%")];
    return written === void 0 ? piece : written.replace("%", precision ?? "");
  });
}
var momentTypes = /* @__PURE__ */ new Set([
  "timestamp with time zone",
  "timestamp without time zone",
  "date",
  "time with time zone",
  "time without time zone"
]), integerTypes = /* @__PURE__ */ new Set(["smallint", "integer", "bigint", "numeric"]), textTypes = /* @__PURE__ */ new Set(["text", "character varying"]);
function canonicalDefault(expression, type) {
  let text = canonicalExpression(expression), base = type.replace(/\(\d+(?:,-?\d+)?\)/, "");
  if (/^NULL(?:::[a-z ]+(?:\(\d+\))?)?$/.test(text)) return;
  if (momentTypes.has(base)) return canonicalMoment(text, type, base);
  if (integerTypes.has(base)) return canonicalInteger(text);
  let literal = /^('(?:[^']|'')*')::(.+)$/s.exec(text), [, value = text, cast = ""] = literal ?? [];
  return textTypes.has(base) && textTypes.has(cast) ? `${value}::${base}` : text;
}
function canonicalMoment(text, type, base) {
  let cast = /^\(now\(\)\)::(.+)$/.exec(text)?.[1];
  if (cast === base || cast === type) return "now()";
  let zone = /^\(now\(\) AT TIME ZONE ('(?:[^']|'')*'::text)\)$/.exec(text)?.[1];
  return zone === void 0 ? text : `timezone(${zone}, now())`;
}
function canonicalInteger(text) {
  let number = /^(?:\((\d+)\)|'(-?\d+)'|(\d+))(?:::(?:smallint|integer|bigint|numeric))?$/.exec(text);
  return number === null ? text : number[1] ?? number[2] ?? number[3] ?? text;
}

// src/prove/storage-options.ts
var relationOptions = "fillfactor|toast_tuple_target|parallel_workers|user_catalog_table|security_barrier|security_invoker|check_option|log_auto(vacuum|analyze)_[a-z_]+|(auto)?vacuum_[a-z_]+", columnOptions = "n_distinct|n_distinct_inherited";
function chosen(options2, names3) {
  return `(select string_agg(o, ',' order by o) from unnest(${options2}) o where o ~ '^(${names3})=')`;
}
function optionsOfRelation(options2) {
  return chosen(options2, relationOptions);
}
function optionsOfColumn(options2) {
  return chosen(options2, columnOptions);
}
function withoutServerOptions(definition2, index2) {
  let option = "pg_[a-z_]+=(?:''[^'']*''|[a-z0-9_]+)", first = `regexp_replace(${`regexp_replace(${`regexp_replace(${definition2}, '( WITH)? \\(${option}(, ${option})*\\)', '', 'g')`}, ', ${option}', '', 'g')`}, '\\(${option}, ', '(', 'g')`;
  return `case when ${`exists (select from pg_class ix, unnest(ix.reloptions) o where ix.oid = ${index2} and o like 'pg\\_%'
    union all select from pg_attribute ia, unnest(ia.attoptions) o where ia.attrelid = ${index2} and o like 'pg\\_%')`} then ${first} else ${definition2} end`;
}

// src/prove/schema-queries.ts
var columnPosition = "position of column", valuesOfEnum = "values of type", prelude = `
with schemas as (
  select oid, quote_ident(nspname) as nspname from pg_namespace
  where nspname not in ('pg_catalog', 'information_schema', 'lockgate') and nspname !~ '^(pg_(toast|temp)|lockgate_(ext|sealed)_)'
), members as (
  select classid, objid from pg_depend where deptype = 'e'
), relations as (
  select c.*, s.nspname, s.nspname || '.' || quote_ident(c.relname) as qualified
  from pg_class c join schemas s on s.oid = c.relnamespace
  where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
    and c.oid is distinct from to_regclass($1)
)`;
function privileges(acl, kind, owner) {
  return `(select string_agg(item::text, ',' order by item::text) from unnest(coalesce(${acl}, acldefault('${kind}', ${owner}))) item)`;
}
var relations = `
select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end
       || ' ' || qualified as key,
       concat_ws(' ', relkind, relpersistence, 'owner ' || pg_get_userbyid(relowner),
         case relkind when 'S' then ${privileges("relacl", "s", "relowner")} else ${privileges("relacl", "r", "relowner")} end,
         ${optionsOfRelation("reloptions")}, 'toast ' || (select ${optionsOfRelation("t.reloptions")} from pg_class t where t.oid = c.reltoastrelid), 'replica identity ' || relreplident::text,
         case when relrowsecurity then 'row security' end, case when relforcerowsecurity then 'force row security' end,
         (select amname from pg_am where oid = relam), case when relkind = 'p' then pg_get_partkeydef(c.oid) end,
         pg_get_expr(relpartbound, c.oid), case when relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
         (select string_agg(inhparent::regclass::text, ',' order by inhseqno) from pg_inherits where inhrelid = c.oid)) as definition
from relations c where relkind in ('r', 'p', 'v', 'm', 'f', 'S')`, columns = `
select 'column ' || qualified || '.' || quote_ident(attname),
       concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
         nullif(attidentity::text, ''), nullif(attgenerated::text, ''), 'storage ' || nullif(attstorage, (select typstorage from pg_type where oid = atttypid))::text, nullif(attcompression::text, ''),
         case when attcollation <> 0 and attcollation <> (select typcollation from pg_type where oid = atttypid) then 'collate ' || attcollation::regcollation::text end,
         'statistics ' || nullif(attstattarget, -1),
         (select string_agg(item::text, ',' order by item::text) from unnest(attacl) item), ${optionsOfColumn("attoptions")})
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
where relkind in ('r', 'p', 'v', 'm', 'f')`, positions = `
select '${columnPosition} ' || qualified || '.' || quote_ident(attname), row_number() over (partition by c.oid order by attnum)::text
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
where relkind in ('r', 'p', 'v', 'm', 'f')`, constraints = `
select 'constraint ' || coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text) || '.' || quote_ident(conname),
       ${withoutServerOptions("pg_get_constraintdef(k.oid)", "k.conindid")} || case when convalidated then '' else ' (not validated)' end
from pg_constraint k join schemas s on s.oid = k.connamespace
where (contype <> 'n' or not convalidated) and contype <> 't' and (conrelid = 0 or conrelid in (select oid from relations))`, indexes = `
select 'index ' || i.qualified,
       concat_ws(' ', ${withoutServerOptions("pg_get_indexdef(x.indexrelid)", "x.indexrelid")}, case when not indisvalid then '(invalid)' end, case when indisclustered then '(clustered)' end,
         case when indisreplident then '(replica identity)' end)
from pg_index x join relations i on i.oid = x.indexrelid
where x.indrelid in (select oid from relations)`, code2 = `
select 'function ' || p.oid::regprocedure::text,
       concat_ws(' ', case when prokind in ('f', 'p') then pg_get_functiondef(p.oid) else prokind::text end,
         (select concat_ws(' ', aggkind, aggtransfn, aggfinalfn, aggcombinefn, aggtranstype::regtype, agginitval, aggsortop) from pg_aggregate where aggfnoid = p.oid),
         'owner ' || pg_get_userbyid(proowner), ${privileges("proacl", "f", "proowner")})
from pg_proc p join schemas s on s.oid = p.pronamespace
where not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
union all
select 'trigger ' || c.qualified || '.' || quote_ident(tgname), pg_get_triggerdef(t.oid) || ' ' || tgenabled::text
from pg_trigger t join relations c on c.oid = tgrelid where not tgisinternal
union all
select 'rule ' || c.qualified || '.' || quote_ident(rulename), pg_get_ruledef(r.oid) || ' ' || ev_enabled::text
from pg_rewrite r join relations c on c.oid = ev_class where rulename <> '_RETURN'
union all
select 'policy ' || c.qualified || '.' || quote_ident(polname),
       concat_ws(' ', polcmd, polpermissive, (select string_agg(name, ',' order by name) from (select case when r = 0 then 'public' else pg_get_userbyid(r)::text end as name from unnest(polroles) r) roles),
         pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
from pg_policy p join relations c on c.oid = polrelid
union all
select 'event trigger ' || quote_ident(evtname), concat_ws(' ', evtevent, evtenabled, evtfoid::regproc, evttags::text) from pg_event_trigger`, types = `
select case typtype when 'd' then 'domain' else 'type' end || ' ' || t.oid::regtype::text,
       concat_ws(' ', typtype, 'owner ' || pg_get_userbyid(typowner), ${privileges("typacl", "T", "typowner")}, case typtype when 'd' then format_type(typbasetype, typtypmod) end,
         case when typnotnull then 'not null' end,
         (select concat_ws(' ', rngsubtype::regtype, nullif(rngcollation, 0)::regcollation, nullif(rngsubdiff, 0)) from pg_range where rngtypid = t.oid),
         (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ',' order by attnum) from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped))
from pg_type t join schemas s on s.oid = t.typnamespace
where (typtype in ('d', 'e', 'r') or (typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c'))
  and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`, enumValues = `
select '${valuesOfEnum} ' || t.oid::regtype::text, (select jsonb_agg(enumlabel order by enumsortorder)::text from pg_enum where enumtypid = t.oid)
from pg_type t join schemas s on s.oid = t.typnamespace
where typtype = 'e' and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`, others = `
select 'sequence settings ' || qualified, concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
         (select 'owned by ' || refobjid::regclass::text || '.' || quote_ident(attname)
          from pg_depend d join pg_attribute a on a.attrelid = refobjid and a.attnum = refobjsubid
          where d.classid = 'pg_class'::regclass and d.objid = c.oid and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')))
from pg_sequence q join relations c on c.oid = seqrelid
union all
select 'schema ' || nspname, concat_ws(' ', 'owner ' || pg_get_userbyid(nspowner), ${privileges("nspacl", "n", "nspowner")})
from (select n.oid, s.nspname, nspowner, nspacl from pg_namespace n join schemas s on s.oid = n.oid) n
union all
select 'extension ' || quote_ident(extname), extversion || ' in ' || extnamespace::regnamespace::text from pg_extension where extnamespace::regnamespace::text !~ '^lockgate_ext_'
union all
select 'statistics ' || s.nspname || '.' || quote_ident(stxname), pg_get_statisticsobjdef(x.oid) from pg_statistic_ext x join schemas s on s.oid = stxnamespace
union all
select 'publication ' || quote_ident(pubname), concat_ws(' ', puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,
         (select string_agg(prrelid::regclass::text, ',' order by prrelid::regclass::text) from pg_publication_rel where prpubid = p.oid))
from pg_publication p
union all
select 'collation ' || s.nspname || '.' || quote_ident(collname), concat_ws(' ', collprovider, collisdeterministic, collcollate, collctype)
from pg_collation c join schemas s on s.oid = collnamespace
union all
select 'operator ' || o.oid::regoperator::text, concat_ws(' ', oprcode, oprcom, oprnegate, oprrest, oprjoin, oprcanmerge, oprcanhash)
from pg_operator o join schemas s on s.oid = oprnamespace
where not exists (select from members m where m.classid = 'pg_operator'::regclass and m.objid = o.oid)
union all
select 'cast ' || castsource::regtype::text || ' as ' || casttarget::regtype::text, concat_ws(' ', nullif(castfunc, 0)::regprocedure, castcontext, castmethod)
from pg_cast c where c.oid >= 16384 and not exists (select from members m where m.classid = 'pg_cast'::regclass and m.objid = c.oid)
union all
select 'default privileges ' || pg_get_userbyid(defaclrole) || ' ' || defaclobjtype::text || ' ' || coalesce(nullif(defaclnamespace, 0)::regnamespace::text, ''),
       (select string_agg(item::text, ',' order by item::text) from unnest(defaclacl) item)
from pg_default_acl
union all
select 'comment on ' || i.type || ' ' || i.identity, description
from pg_description d, pg_identify_object(classoid, objoid, objsubid) i
where i.schema is distinct from 'pg_catalog' and i.schema is distinct from 'information_schema' and i.type not in ('extension', 'language', 'access method', 'cast')
  and not exists (select from members m where m.classid = classoid and m.objid = objoid) and objoid >= 16384`, fingerprintQueries = [
  prelude + relations,
  columns,
  positions,
  constraints,
  indexes,
  code2,
  types,
  enumValues,
  others
].join(`
union all
`), defaultsQuery = `${prelude}
select 'column ' || qualified || '.' || quote_ident(attname) as key, pg_get_expr(adbin, adrelid) as expression,
       format_type(atttypid, atttypmod) as type, attgenerated <> '' as generated
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
union all
select 'domain ' || t.oid::regtype::text, typdefault, format_type(typbasetype, typtypmod), false
from pg_type t join schemas s on s.oid = t.typnamespace
where typtype = 'd' and typdefault is not null and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`;

// src/prove/schema.ts
var holdsExpressions = /^(?:column|domain|constraint|policy|trigger|rule|view|materialized view) /;
async function fingerprint(administrator, scope) {
  await administrator.run("set search_path = ''");
  let rows = await administrator.query(fingerprintQueries, [scope.historyTable]), found = /* @__PURE__ */ new Map();
  for (let row of rows) {
    let key2 = String(row.key), definition2 = String(row.definition).replaceAll(scope.owner, "<owner>");
    found.set(key2, holdsExpressions.test(key2) ? canonicalExpression(definition2) : definition2);
  }
  for (let row of await administrator.query(defaultsQuery, [scope.historyTable])) {
    let key2 = String(row.key), expression = String(row.expression).replaceAll(scope.owner, "<owner>"), words5 = row.generated === !0 ? canonicalExpression(expression) : canonicalDefault(expression, String(row.type));
    words5 !== void 0 && found.set(key2, `${found.get(key2)} default ${words5}`);
  }
  return new Map([...found].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0));
}
function digestOf(schema) {
  let hash = createHash3("sha256");
  for (let [key2, definition2] of schema) hash.update(JSON.stringify([key2, definition2]));
  return `sha256:${hash.digest("hex")}`;
}
function differences(before, after) {
  return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort().flatMap((object) => {
    let old = before.get(object) ?? null, now = after.get(object) ?? null;
    return (old === null || now === null) && object.startsWith(`${valuesOfEnum} `) ? [] : old === now ? [] : [{ object, before: old, after: now }];
  });
}
function enumValuesAdded({ object, before, after }) {
  if (before === null || after === null || !object.startsWith(`${valuesOfEnum} `)) return [];
  let old = JSON.parse(before), now = JSON.parse(after), added = now.filter((value) => !old.includes(value)), kept = now.filter((value) => old.includes(value));
  return kept.length === old.length && kept.every((value, i) => value === old[i]) ? added : [];
}

// src/prove/aurora-extensions.ts
var offeredByAurora = new Set(
  `address_standardizer address_standardizer_data_us amcheck apg_plan_mgmt autoinc aws_commons aws_lambda aws_ml aws_s3 bloom bool_plperl
  btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance flow_control fuzzystrmatch h3 h3_postgis hll hstore hstore_plperl
  hypopg insert_username intagg intarray ip4r isn jsonb_plperl lo log_fdw ltree moddatetime mysql_fdw old_snapshot oracle_fdw orafce
  pg_ad_mapping pg_bigm pg_buffercache pg_cron pg_freespacemap pg_hint_plan pg_partman pg_prewarm pg_proctab pg_repack pg_similarity
  pg_stat_statements pg_tle pg_trgm pg_visibility pgaudit pgcrypto pglogical pgrouting pgrowlocks pgstattuple pgtap plcoffee plls plperl
  plprofiler pltcl plv8 postgis postgis_raster postgis_tiger_geocoder postgis_topology postgres_fdw prefix rdkit rds_activity_stream
  rds_tools refint rum seg sslinfo tablefunc tds_fdw test_parser tsm_system_rows tsm_system_time unaccent uuid-ossp vector xml2`.split(
    /\s+/
  )
);

// src/prove/extension-state.ts
var waitingPrefix = "lockgate_ext_", sealedPrefix = "lockgate_sealed_";
async function stateOf(worker, { name }) {
  let schema = await schemaOf2(worker, name);
  return schema === void 0 ? "gone" : schema.startsWith(waitingPrefix) ? "waiting" : "present";
}
async function schemaOf2(worker, extension) {
  let [row] = await worker.run(
    `select n.nspname::pg_catalog.text as schema from pg_catalog.pg_extension e
     join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) e.extnamespace
     where e.extname OPERATOR(pg_catalog.=) ${quoteLiteral(extension)}::pg_catalog.name`
  );
  return row === void 0 ? void 0 : String(row.schema);
}
async function inSavepoint(worker, work) {
  await worker.run("savepoint lockgate_try");
  try {
    await work(), await worker.run("release savepoint lockgate_try");
    return;
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    return await worker.run("rollback to savepoint lockgate_try; release savepoint lockgate_try"), thrown;
  }
}
function triedInSavepoint(worker, sql) {
  return inSavepoint(worker, () => worker.run(sql));
}
function refusal2(sqlstate, message, detail) {
  return { kind: "refused", error: { sqlstate, message, ...detail === void 0 ? {} : { detail } } };
}
function absent({ name }) {
  return refusal2("42704", `extension "${name}" does not exist`);
}

// src/prove/dropped-extensions.ts
function dropping(asked, change2) {
  let { extensions } = asked.provided;
  if (change2.object === "schema" && change2.cascade && extensions.length > 0) return () => dropSchemas(asked, change2);
  if (change2.object !== "extension") return;
  let dropped = extensions.filter(({ name }) => change2.names.some((one) => one.name === name));
  return dropped.length === 0 ? void 0 : () => drop2(asked, change2, dropped);
}
async function dropSchemas({ worker, provided }, { names: names3 }) {
  let schemas = names3.map(({ name }) => name);
  for (let extension of provided.extensions) {
    if (extension.use !== "movable" || !schemas.includes(await schemaOf2(worker, extension.name) ?? "")) continue;
    await dropUsers(worker, [extension.name]) && await putAside(worker, extension);
  }
  return { kind: "no" };
}
async function drop2({ worker, provided, statement }, change2, dropped) {
  if (dropped.every(({ use }) => use === "preinstalled"))
    return {
      kind: "done",
      note: "The extension came with the scratch server's template1, so DROP EXTENSION was not run."
    };
  let present = [];
  for (let extension of dropped)
    if (await stateOf(worker, extension) === "present") present.push(extension);
    else if (!change2.ifExists) return absent(extension);
  change2.cascade && await addDependent(worker, provided.extensions, present);
  let others2 = change2.names.map(({ name }) => name).filter((name) => !dropped.some((one) => one.name === name)), movable = present.filter(({ use }) => use === "movable").map(({ name }) => name), refused3 = await trial(
    worker,
    [...movable, ...others2],
    change2.ifExists,
    await waiting(worker, provided.extensions)
  );
  if (refused3 !== void 0) {
    if (refused3.sqlstate !== "2BP01" || !change2.cascade) throw refused3;
    if (!await dropUsers(worker, movable))
      return await worker.run(statement.text), { kind: "done" };
  }
  for (let extension of present) await putAside(worker, extension);
  return others2.length > 0 && await worker.run(dropSql(others2, change2.ifExists, change2.cascade ? "cascade" : "restrict")), { kind: "done" };
}
async function addDependent(worker, extensions, present) {
  for (let extension of extensions)
    extension.requires.some((name) => present.some((one) => one.name === name)) && !present.includes(extension) && await stateOf(worker, extension) === "present" && present.unshift(extension);
}
async function trial(worker, names3, ifExists, besides) {
  if (names3.length === 0) return;
  let undone = new Error("undone");
  try {
    return await inSavepoint(worker, async () => {
      throw await worker.run(dropSql(names3, ifExists, "restrict", besides)), undone;
    });
  } catch (thrown) {
    if (thrown !== undone) throw thrown;
    await worker.run("rollback to savepoint lockgate_try; release savepoint lockgate_try");
    return;
  }
}
async function waiting(worker, extensions) {
  let found = [];
  for (let extension of extensions)
    extension.use === "movable" && await stateOf(worker, extension) === "waiting" && found.push(extension.name);
  return found;
}
function dropSql(names3, ifExists, how, besides = []) {
  let list = [...names3, ...besides].map(quoteIdentifier).join(", ");
  return `drop extension ${ifExists ? "if exists " : ""}${list} ${how}`;
}
async function putAside(worker, { name, use }) {
  let to = quoteIdentifier(waitingPrefix + name);
  use === "sealed" && await worker.run(`alter schema ${quoteIdentifier(sealedPrefix + name)} rename to ${to}`), use === "movable" && (await emptySettings(worker, name), await worker.run(`alter extension ${quoteIdentifier(name)} set schema ${to}`));
}
async function emptySettings(worker, name) {
  let rows = await worker.run(
    `select c.oid::pg_catalog.regclass::pg_catalog.text as relation, c.relkind::pg_catalog.text as kind, e.extcondition[i] as condition
     from pg_catalog.pg_extension e, pg_catalog.generate_subscripts(e.extconfig, 1) i, pg_catalog.pg_class c
     where e.extname OPERATOR(pg_catalog.=) ${quoteLiteral(name)}::pg_catalog.name and c.oid OPERATOR(pg_catalog.=) e.extconfig[i]`
  ), whole = [];
  for (let { relation, kind, condition } of rows)
    kind === "S" ? await worker.run(`alter sequence ${relation} restart`) : condition === "" ? whole.push(String(relation)) : await worker.run(`delete from ${relation} ${condition}`);
  whole.length > 0 && await worker.run(`truncate ${whole.join(", ")} cascade`);
}
async function dropUsers(worker, extensions) {
  return await inSavepoint(worker, async () => {
    for (let round = 0; round < 1e3; round++) {
      let [user2] = await worker.run(usersSql(extensions));
      if (user2 === void 0) return;
      await worker.run(String(user2.command));
    }
  }) !== void 0 ? !1 : await triedInSavepoint(
    worker,
    `do $users$ begin if exists (${usersSql(extensions)}) then raise 'left'; end if; end $users$`
  ) === void 0;
}
function usersSql(extensions) {
  let names3 = extensions.map(quoteLiteral).join(", "), is = (catalog) => `d.classid OPERATOR(pg_catalog.=) 'pg_catalog.${catalog}'::pg_catalog.regclass`;
  return `
select case
    when ${is("pg_rewrite")} then (
      select case c.relkind when 'm' then 'drop materialized view ' when 'v' then 'drop view ' else 'drop rule ' end
        OPERATOR(pg_catalog.||) case when c.relkind in ('v', 'm') then '' else pg_catalog.quote_ident(w.rulename) OPERATOR(pg_catalog.||) ' on ' end
        OPERATOR(pg_catalog.||) c.oid::pg_catalog.regclass::pg_catalog.text
      from pg_catalog.pg_rewrite w join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) w.ev_class where w.oid OPERATOR(pg_catalog.=) d.objid)
    when ${is("pg_class")} and d.objsubid OPERATOR(pg_catalog.>) 0 then pg_catalog.format('alter table %s drop column %I', d.objid::pg_catalog.regclass,
      (select attname from pg_catalog.pg_attribute where attrelid OPERATOR(pg_catalog.=) d.objid and attnum OPERATOR(pg_catalog.=) d.objsubid))
    when ${is("pg_attrdef")} then (
      select pg_catalog.format('alter table %s alter column %I drop default', a.attrelid::pg_catalog.regclass, a.attname)
      from pg_catalog.pg_attrdef f join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) f.adrelid and a.attnum OPERATOR(pg_catalog.=) f.adnum
      where f.oid OPERATOR(pg_catalog.=) d.objid)
    when ${is("pg_constraint")} then (
      select pg_catalog.format('alter %s %s drop constraint %I', case conrelid when 0 then 'domain' else 'table' end,
        case conrelid when 0 then contypid::pg_catalog.regtype::pg_catalog.text else conrelid::pg_catalog.regclass::pg_catalog.text end, conname)
      from pg_catalog.pg_constraint where oid OPERATOR(pg_catalog.=) d.objid)
    when i.type in ('table constraint', 'trigger', 'policy') then null
    else pg_catalog.format('drop %s %s', i.type, i.identity)
  end OPERATOR(pg_catalog.||) case when ${is("pg_attrdef")} then '' else ' cascade' end as command
from pg_catalog.pg_depend d
join pg_catalog.pg_depend m on m.classid OPERATOR(pg_catalog.=) d.refclassid and m.objid OPERATOR(pg_catalog.=) d.refobjid and m.deptype OPERATOR(pg_catalog.=) 'e'
join pg_catalog.pg_extension e on e.oid OPERATOR(pg_catalog.=) m.refobjid and m.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass,
pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) i
where e.extname in (${names3}) and d.deptype in ('n', 'a')
  and not exists (select from pg_catalog.pg_depend o where o.classid OPERATOR(pg_catalog.=) d.classid and o.objid OPERATOR(pg_catalog.=) d.objid and o.deptype OPERATOR(pg_catalog.=) 'e')
  and not exists (
    select from pg_catalog.pg_depend o join pg_catalog.pg_depend n on n.classid OPERATOR(pg_catalog.=) o.refclassid and n.objid OPERATOR(pg_catalog.=) o.refobjid and n.deptype OPERATOR(pg_catalog.=) 'e'
    where o.classid OPERATOR(pg_catalog.=) d.classid and o.objid OPERATOR(pg_catalog.=) d.objid and o.deptype in ('i', 'a'))
limit 1`;
}

// src/prove/extensions.ts
var no = { kind: "no" };
async function answerExtension(asked) {
  let { worker, inTransaction, statement } = asked, [change2] = statement.changes, work = change2 === void 0 ? void 0 : workFor(asked, change2);
  if (work === void 0) return no;
  if (inTransaction) return attempt(work);
  await worker.run("BEGIN");
  let answer = await attempt(work);
  return answer.kind === "refused" ? await rollBack(worker) : await worker.run("COMMIT"), answer;
}
async function attempt(work) {
  try {
    return await work();
  } catch (thrown) {
    if (isServerError(thrown)) return { kind: "refused", error: traceError(thrown) };
    throw thrown;
  }
}
function workFor(asked, change2) {
  let { worker, provided } = asked, find = (name) => provided.extensions.find((extension) => extension.name === name);
  switch (change2.kind) {
    case "create-extension": {
      let extension = find(change2.extension);
      if (extension !== void 0) return () => create(asked, extension, change2);
      refuseMissing(asked, change2.extension);
      return;
    }
    case "drop":
      return dropping(asked, change2);
    case "alter-extension": {
      let extension = find(change2.extension);
      return extension === void 0 ? void 0 : () => update(asked, extension);
    }
    case "set-schema": {
      let extension = change2.object === "extension" ? find(change2.name.name) : void 0;
      return extension === void 0 ? void 0 : () => unlessAbsent(worker, extension);
    }
    case "comment": {
      let extension = change2.object === "extension" ? find(change2.name.name) : void 0;
      return extension === void 0 ? void 0 : () => comment2(worker, extension);
    }
    case "do": {
      let created = change2.statements.flatMap(({ changes }) => changes).filter((one) => one.kind === "create-extension");
      return created.flatMap((one) => find(one.extension) ?? []).length === 0 ? void 0 : async () => {
        for (let one of created) {
          let extension = find(one.extension);
          extension !== void 0 && await inSavepoint(worker, () => create(asked, extension, one));
        }
        return no;
      };
    }
    default:
      return;
  }
}
function refuseMissing({ provided, statement, path }, name) {
  let missing2 = provided.missing.find((one) => one.name === name);
  if (missing2 === void 0 || !offeredByAurora.has(name)) return;
  let why = {
    absent: "its files are not on the scratch server",
    unlisted: "its functions would let a migration reach out of its database, so Lockgate does not create it",
    failed: `the scratch server could not create it (${missing2.detail ?? ""})`
  }[missing2.why], { line } = statement.span.start;
  throw new Failure(
    "database",
    `The extension ${name} can't be created on the scratch server, though Aurora offers it: ${why}. So ${path} can't be proved beyond line ${line}.`,
    {
      help: `Use a PostgreSQL server that has it: install its files there, run CREATE EXTENSION ${quoteIdentifier(name)} in its database template1, and name the server by --database-url (database-url in the action). Scratch databases are copies of template1.`,
      place: { path, line, column: 1, endLine: line, endColumn: 1 }
    }
  );
}
async function create(asked, extension, change2) {
  let { worker, provided, statement } = asked, { name, use } = extension;
  if (use === "preinstalled")
    return {
      kind: "done",
      note: `The extension ${name} came with the scratch server's template1, so CREATE EXTENSION was not run.`
    };
  let state = await stateOf(worker, extension);
  if (state === "present") return no;
  if (state === "gone") throw goneForGood(asked, extension);
  for (let required of extension.requires) {
    let other = provided.extensions.find((one) => one.name === required);
    if (!(other === void 0 || await stateOf(worker, other) !== "waiting")) {
      if (!/\bcascade\b/i.test(statement.text))
        return refusal2(
          "42704",
          `required extension "${required}" is not installed`,
          "Use CREATE EXTENSION ... CASCADE to install required extensions too."
        );
      await create(asked, other, change2);
    }
  }
  let target = await placeOf2(worker, extension, change2.schema);
  if (target === void 0) return refusal2("3F000", "no schema has been selected to create in");
  await putInPlace(worker, extension, target);
  let version = change2.version !== void 0 && change2.version !== extension.version ? `, in version ${extension.version} instead of ${change2.version}, which this server does not have` : "";
  return {
    kind: "done",
    note: `The administrator created the extension ${name} before any migration ran${version}, as rds_superuser may on Aurora.${use === "sealed" ? " Its functions can not be called here." : ""}`
  };
}
async function placeOf2(worker, { schema }, named2) {
  if (schema !== void 0 || named2 !== void 0) return schema ?? named2;
  let [row] = await worker.run("select pg_catalog.current_schema()::pg_catalog.text as name");
  return typeof row?.name == "string" ? row.name : void 0;
}
async function putInPlace(worker, { name, use, schema }, target) {
  if (use === "sealed") {
    let [from, to] = [waitingPrefix + name, sealedPrefix + name].map(quoteIdentifier);
    await worker.run(`alter schema ${from} rename to ${to}`);
    return;
  }
  schema !== void 0 && await worker.run(`create schema if not exists ${quoteIdentifier(schema)}`), await worker.run(`alter extension ${quoteIdentifier(name)} set schema ${quoteIdentifier(target)}`);
}
async function update({ worker, statement }, extension) {
  if (await stateOf(worker, extension) !== "present") return absent(extension);
  let refused3 = await triedInSavepoint(worker, statement.text);
  if (refused3 === void 0) return { kind: "done" };
  if (refused3.sqlstate !== "42501") throw refused3;
  return {
    kind: "done",
    note: `The extension ${extension.name} stays at version ${extension.version} on the scratch server: an update to another one was not run.`
  };
}
async function comment2(worker, extension) {
  let answer = await unlessAbsent(worker, extension);
  return answer.kind === "no" && extension.use !== "movable" ? { kind: "done" } : answer;
}
async function unlessAbsent(worker, extension) {
  return await stateOf(worker, extension) === "present" ? no : absent(extension);
}
function goneForGood({ statement, path }, { name }) {
  let { line } = statement.span.start;
  return new Failure(
    "database",
    `${path} creates the extension ${name} again at line ${line}. Only a superuser can, and none does once a migration has run, so this can't be proved.`,
    {
      help: `Drop what uses ${name} before the extension itself, instead of with CASCADE.`,
      place: { path, line, column: 1, endLine: line, endColumn: 1 }
    }
  );
}

// src/prove/memberships.ts
async function answerMembership({ provided, statement, worker }) {
  let { withheldRoles } = provided;
  if (statement.changes[0]?.kind !== "alter-role" || withheldRoles.length === 0) return { kind: "no" };
  let granted2 = membershipsOf(statement.text) ?? [], withheld = granted2.filter((role) => withheldRoles.includes(role));
  if (withheld.length === 0) return { kind: "no" };
  let note = `Membership in ${withheld.join(", ")} was not changed on the scratch server: ${withheld.length === 1 ? "it" : "they"} could read passwords of this server, which Aurora withholds.`;
  if (withheld.length < granted2.length) {
    let listed4 = new RegExp(`"?(?:${withheld.join("|")})"?\\s*,|,\\s*"?(?:${withheld.join("|")})"?`, "gi");
    try {
      await worker.run(statement.text.replace(listed4, ""));
    } catch (thrown) {
      if (isServerError(thrown)) return { kind: "refused", error: traceError(thrown) };
      throw thrown;
    }
  }
  return { kind: "done", note };
}

// src/prove/unlent-roles.ts
function refuseUnlent({ provided, statement, path }) {
  if (provided.unlentRoles.length === 0) return;
  let use = roleUses(statement).find(({ role, how }) => how === "owns" && provided.unlentRoles.includes(role));
  if (use === void 0) return;
  let { line } = statement.span.start;
  throw new Failure(
    "database",
    `${path} gives something to the role ${oneLine(use.role)}, or works as it, at line ${line}. On the scratch server that role has rights that no migration may get (a superuser, an owner of databases), so this can't be proved.`,
    {
      help: "Use a scratch server without that role: start the service container with another POSTGRES_USER, such as lockgate. Lockgate then makes a plain role of that name for the run.",
      place: { path, line, column: 1, endLine: line, endColumn: 1 }
    }
  );
}

// src/prove/answers.ts
async function answerOf(asked) {
  refuseUnlent(asked);
  let answer = await answerExtension(asked);
  return answer.kind === "no" ? answerMembership(asked) : answer;
}

// src/prove/observe.ts
var locksSql = `
select l.relation::text as oid, l.mode, l.granted
from pg_catalog.pg_locks l
where l.pid = $1 and l.locktype = 'relation' and l.mode <> 'AccessShareLock'
  and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`;
async function locksOf2(monitor, pid, waiting2 = !1) {
  let held = /* @__PURE__ */ new Map();
  for (let row of await monitor.query(locksSql, [pid])) {
    let mode = String(row.mode);
    if (row.granted !== !0 && !waiting2 || !isLockMode(mode)) continue;
    let oid = String(row.oid);
    held.set(oid, [...held.get(oid) ?? [], mode]);
  }
  return held;
}
var heldSql = `
with held as materialized (select relation, mode, locktype, pid, granted, database from pg_catalog.pg_locks)
select l.relation::text as oid, l.mode, null as size from held l
where l.pid = $1 and l.locktype = 'relation' and l.granted and l.relation <= $2::pg_catalog.oid
  and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
union all
select null, null, count(*)::text from held`;
async function heldBy(monitor, pid, newest) {
  let locks2 = /* @__PURE__ */ new Map(), touched2 = /* @__PURE__ */ new Set(), size = 0;
  for (let { oid, mode, size: all2 } of await monitor.query(heldSql, [pid, String(newest)])) {
    if (oid === null) {
      size = Number(all2);
      continue;
    }
    touched2.add(String(oid));
    let name = String(mode);
    if (name === "AccessShareLock" || !isLockMode(name)) continue;
    let modes = locks2.get(String(oid));
    modes === void 0 ? locks2.set(String(oid), [name]) : modes.push(name);
  }
  return { locks: locks2, touched: [...touched2], size };
}
function mergeLocks(one, other) {
  let merged = new Map(one);
  for (let [oid, modes] of other) merged.set(oid, [.../* @__PURE__ */ new Set([...merged.get(oid) ?? [], ...modes])]);
  return merged;
}
function locksOfNewFiles(before, after) {
  let implied = /* @__PURE__ */ new Map();
  for (let [oid, { file, tableOid }] of after) {
    let old = before.get(oid);
    old === void 0 || old.file === null || file === null || old.file === file || (implied.set(oid, [...implied.get(oid) ?? [], "AccessExclusiveLock"]), tableOid !== null && implied.set(tableOid, [...implied.get(tableOid) ?? [], "ShareLock"]));
  }
  return implied;
}

// src/prove/hear.ts
var KEPT2 = 1e3;
function hear(worker) {
  let messages = [], said = /* @__PURE__ */ new Set(), others2 = 0, stopListening = worker.onMessage((message) => {
    if (saying(message.message, message.routine) === void 0) {
      others2++, others2 <= KEPT2 && messages.push(message);
      return;
    }
    said.has(message.message) || (said.add(message.message), messages.push(message));
  });
  return { messages, stopListening };
}

// src/prove/run-observed.ts
async function runObserved(worker, statement) {
  let { messages, stopListening } = hear(worker), start = performance.now(), ms = () => Math.round((performance.now() - start) * 1e3) / 1e3;
  try {
    return await worker.run(statement.text, "dropped", statement.copyData), { ms: ms(), error: null, messages };
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    let error = isServerError(thrown) ? traceError(thrown) : { sqlstate: "08006", message: messageOf(thrown) };
    return { ms: ms(), error, messages };
  } finally {
    stopListening();
  }
}

// src/prove/outside.ts
function mustRunOutside(statement) {
  let kinds6 = /* @__PURE__ */ new Set(["set", "reset", "session", "transaction"]);
  return refusedInTransaction(statement) !== void 0 || statement.changes.some((change2) => kinds6.has(change2.kind));
}
async function observeOutside(observers, statement, relations2) {
  let { worker, monitor, holder } = observers, tables = await tablesOf(worker, statement, relations2), held = tables.length > 0 && await hold(holder, tables), done = !1, running = runObserved(worker, statement).finally(() => {
    done = !0;
  });
  running.catch(() => {
  });
  let locks2 = /* @__PURE__ */ new Map(), holding = held, start = performance.now(), waited = 0, released = !1;
  for (; !done; ) {
    let seen = await locksOf2(monitor, worker.pid, !0);
    locks2 = mergeLocks(locks2, released ? withoutIndexes(seen, relations2) : seen), holding && await isBlocked(monitor, worker.pid, holder.pid) && (locks2 = mergeLocks(locks2, await locksOf2(monitor, worker.pid, !0)), await letGo(holder), holding = !1, released = !0, waited = performance.now() - start), await Promise.race([running, pause(2)]);
  }
  holding && await letGo(holder);
  let ran = await running;
  return { ran: { ...ran, ms: Math.max(0, Math.round((ran.ms - waited) * 1e3) / 1e3) }, locks: locks2 };
}
function withoutIndexes(locks2, relations2) {
  return new Map([...locks2].filter(([oid]) => relations2.get(oid)?.tableOid == null));
}
async function hold(holder, tables) {
  try {
    return await holder.run("BEGIN ISOLATION LEVEL REPEATABLE READ"), await holder.run("SELECT 1"), await holder.run(`LOCK TABLE ${tables.join(", ")} IN ACCESS SHARE MODE`), !0;
  } catch (thrown) {
    if (isServerError(thrown))
      return await holder.run("ROLLBACK"), !1;
    throw sessionEnded(thrown);
  }
}
async function letGo(holder) {
  await holder.run("ROLLBACK").catch((thrown) => {
    throw sessionEnded(thrown);
  });
}
function sessionEnded(cause) {
  return new Failure("database", "A migration ended a session of Lockgate, so what it locks can not be seen.", {
    help: "Leave pg_terminate_backend() out of migrations, or let it end only the sessions that it means.",
    cause
  });
}
async function isBlocked(monitor, pid, by) {
  return (await monitor.query("select $2::int = any (pg_catalog.pg_blocking_pids($1)) as blocked", [pid, by]))[0]?.blocked === !0;
}
async function tablesOf(worker, statement, relations2) {
  let tables = /* @__PURE__ */ new Set();
  for (let name of namesIn3(statement)) {
    let written = [name.schema, name.name].flatMap((part2) => part2 === void 0 ? [] : [quoteIdentifier(part2)]).join("."), rows = await worker.query("select pg_catalog.to_regclass($1)::oid::text as oid", [written]), relation = relations2.get(String(rows[0]?.oid)), table2 = relation?.tableOid == null ? relation : relations2.get(relation.tableOid);
    if (!(table2 === void 0 || table2.kind !== "r" && table2.kind !== "p"))
      for (let found of await worker.query(quotedNameSql, [table2.oid])) tables.add(String(found.name));
  }
  return [...tables];
}
var quotedNameSql = `
select pg_catalog.format('%I.%I', n.nspname, c.relname) as name
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
where c.oid OPERATOR(pg_catalog.=) $1::pg_catalog.oid`;
function namesIn3(statement) {
  return statement.changes.flatMap((change2) => {
    switch (change2.kind) {
      case "create-index":
        return [change2.table];
      case "drop":
        return change2.names;
      case "reindex":
        return change2.name === void 0 ? [] : [change2.name];
      case "detach-partition":
        return [change2.partition];
      case "vacuum":
        return change2.tables;
      default:
        return [];
    }
  });
}
function pause(ms) {
  return new Promise((resolve2) => setTimeout(resolve2, ms));
}

// src/prove/reading.ts
var readPerStatement = 2e3, locksPerRelation = 10;
async function beginUnit(observers, unit) {
  return {
    unit,
    newest: observers.relations.newest,
    made: /* @__PURE__ */ new Set(),
    madeNames: /* @__PURE__ */ new Set(),
    scans: new Map(await scansBefore(observers, unit)),
    locks: /* @__PURE__ */ new Map(),
    size: 0,
    pending: []
  };
}
async function scansBefore({ relations: relations2, worker }, unit) {
  let reported = await reportScans(relations2, worker);
  return unit.kind === "autocommit" && reported ? /* @__PURE__ */ new Map() : readScans(worker);
}
function isDue({ unit, pending, size }) {
  let last = pending.at(-1);
  return unit.kind === "autocommit" || last?.hasChanged === !0 ? !0 : pending.length * readPerStatement >= size || last?.statement === unit.statements.at(-1);
}
async function readPending(observers, state) {
  let { worker, monitor, relations: relations2 } = observers, { pending } = state;
  if (pending.length === 0) return [];
  state.pending = [];
  let held = await heldBy(monitor, worker.pid, state.newest), existed = existing(relations2, state), touched2 = /* @__PURE__ */ new Set([
    ...held.touched,
    ...pending.flatMap(({ statement }) => oidsNamedIn(statement, relations2.named))
  ]);
  for (let oid of touched2) existed(oid) === void 0 && touched2.delete(oid);
  let found = await readTouched(relations2, worker, touched2), after = new Map([...found].filter(([oid]) => touched2.has(oid)));
  for (let [oid, { name }] of found)
    touched2.has(oid) || (state.made.add(oid), state.madeNames.add(unqualified(name)));
  let locksAfter = new Map([...held.locks].filter(([oid]) => existed(oid) !== void 0)), emptied = await emptiedIn(observers, { existed, after, locksAfter, messages: messagesOf(pending) }), traces = tracesOf(relations2, state, pending, { after, locksAfter, locksBefore: state.locks, emptied });
  for (let state2 of after.values()) differs(relations2, state2) && relations2.doubtful.add(state2.oid);
  remember(relations2, found.values());
  for (let { oid, scans } of after.values()) scans > 0 && state.scans.set(oid, scans);
  return state.locks = locksAfter, state.size = held.size + locksPerRelation * touched2.size, traces;
}
async function readOutside(observers, state, statement, { locks: locks2, ...rest }) {
  let { worker, relations: relations2 } = observers, changed = await readChanged(relations2, worker), after = new Map(changed);
  for (let [oid, scans] of await readScans(worker)) {
    let known7 = after.get(oid) ?? relations2.states.get(oid);
    known7 !== void 0 && after.set(oid, { ...known7, scans });
  }
  let locksAfter = mergeLocks(locks2, locksOfNewFiles(relations2.states, after)), pending = [{ statement, ...rest }], existed = existing(relations2, state), emptied = await emptiedIn(observers, { existed, after, locksAfter, messages: messagesOf(pending) }), traces = tracesOf(relations2, state, pending, { after, locksAfter, locksBefore: /* @__PURE__ */ new Map(), emptied });
  return remember(relations2, changed.values()), traces;
}
async function readAgain({ worker, monitor, relations: relations2 }, state) {
  remember(relations2, (await readTouched(relations2, worker, new Set(relations2.doubtful))).values());
  let held = await heldBy(monitor, worker.pid, state.newest);
  state.locks = held.locks, state.size = held.size + locksPerRelation * held.touched.length;
}
function settle(relations2) {
  relations2.doubtful.clear();
}
function tracesOf(relations2, state, pending, difference2) {
  let seen = interpret({
    ...difference2,
    statements: pending.map(({ statement, ran, hasChanged: hasChanged2 }) => ({ statement, messages: ran.messages, hasChanged: hasChanged2 })),
    existed: existing(relations2, state),
    oidsNamed: (name) => relations2.named.get(name) ?? [],
    isMade: (name) => state.madeNames.has(name),
    isLive: (oid) => relations2.live.has(oid),
    scansBefore: state.scans
  });
  return pending.flatMap(({ statement, ran, losses }, i) => {
    let one = seen[i];
    return one === void 0 ? [] : [{ index: statement.index, line: statement.span.start.line, ...one, ...losses, ms: ran.ms, error: ran.error }];
  });
}
function messagesOf(pending) {
  return pending.flatMap(({ ran }) => ran.messages);
}
function existing({ states }, { made }) {
  return (oid) => made.has(oid) ? void 0 : states.get(oid);
}
function differs({ states }, now) {
  let old = states.get(now.oid);
  return old?.file !== now.file || old.name !== now.name || old.populated !== now.populated;
}

// src/prove/trace.ts
async function traceScript(observers, migration, direction, script, record) {
  let statements = [], state;
  await bringUpToDate(observers.relations, observers.worker);
  let step = async (statement, unit) => {
    state?.unit !== unit && (state !== void 0 && !isRolledBack(state.unit) && settle(observers.relations), state = await beginUnit(observers, unit), direction === "up" && await announce(observers.relations, observers.worker));
    let watched = await watch(observers, state, statement, script.path);
    return statements.push(...watched.traces), watched.error;
  }, outcome = await runScript(observers.worker, script, record, step, observers.onStep), { failed: failed2 } = outcome;
  return failed2 === null && state !== void 0 && !isRolledBack(state.unit) && settle(observers.relations), failed2 !== null && blame(statements, failed2.error, failed2.statement), { trace: { migration: migration.id, path: script.path, direction, statements }, failed: failed2 };
}
function isRolledBack(unit) {
  return unit.kind === "transaction" && (unit.closed === "rollback" || unit.closed === "open");
}
function blame(statements, error, statement) {
  if (statements.some((trace) => trace.error !== null)) return;
  let last = statements.at(-1);
  if (last !== void 0 && (statement === null || last.index === statement.index))
    statements[statements.length - 1] = { ...last, error };
  else {
    let { index: index2, span } = statement ?? { index: 0, span: void 0 };
    statements.push({ ...nothingSeen, index: index2, line: span?.start.line ?? 1, ms: 0, error });
  }
}
async function watch(observers, state, statement, path) {
  let { worker, provided } = observers, inTransaction = state.unit.kind === "transaction", answer = await answerOf({ worker, provided, statement, path, inTransaction });
  if (answer.kind !== "no") {
    let before = await readPending(observers, state), [error, note] = answer.kind === "refused" ? [answer.error, void 0] : [null, answer.note];
    return { traces: [...before, bare(statement, 0, error, note)], error };
  }
  return state.unit.kind === "transaction" ? watchInside(observers, state, statement) : mustRunOutside(statement) ? watchOutside(observers, state, statement) : watchAlone(observers, state, statement);
}
async function watchAlone(observers, state, statement) {
  await observers.worker.run("BEGIN");
  let watched = await watchInside(observers, state, statement);
  return watched.error === null ? (await observers.worker.run("COMMIT"), watched) : (await rollBack(observers.worker), outsideOnly.has(watched.error.sqlstate) ? watchOutside(observers, await beginUnit(observers, state.unit), statement) : watched);
}
var outsideOnly = /* @__PURE__ */ new Set(["2D000", "25001"]);
async function watchInside(observers, state, statement) {
  let { worker } = observers, [first] = statement.changes;
  if (first?.kind === "transaction") {
    let before = await readPending(observers, state), ran2 = await runObserved(worker, statement);
    return first.action === "rollback-to" && ran2.error === null && (await readAgain(observers, state), observers.census !== void 0 && (observers.census.isStale = !0)), { traces: [...before, bare(statement, ran2.ms, ran2.error)], error: ran2.error };
  }
  let counted = await countBefore(observers, statement);
  await worker.run("SET LOCAL client_min_messages = debug1");
  let ran = await runObserved(worker, statement);
  if (ran.error !== null) return { traces: [bare(statement, ran.ms, ran.error)], error: ran.error };
  let changed = await hasChanged(observers, counted), losses = changed ? await lossesOf(observers, counted, observers.relations.states) : {};
  return state.pending.push({ statement, ran, hasChanged: changed, losses }), { traces: isDue(state) ? await readPending(observers, state) : [], error: null };
}
async function watchOutside(observers, state, statement) {
  let { worker } = observers, counted = await countBefore(observers, statement);
  await worker.run("SET client_min_messages = debug1");
  let observed = await observeOutside(observers, statement, observers.relations.states), { ms, error } = observed.ran;
  if (error !== null) return { traces: [bare(statement, ms, error)], error };
  await worker.run("RESET client_min_messages");
  let losses = await lossesOf(observers, counted, observers.relations.states), { ran, locks: locks2 } = observed;
  return {
    traces: await readOutside(observers, state, statement, { ran, locks: locks2, hasChanged: counted !== void 0, losses }),
    error: null
  };
}
var nothingSeen = { locks: [], held: [], rewrites: [], scans: [], indexBuilds: [], live: [] };
function bare(statement, ms, error, note) {
  return {
    ...nothingSeen,
    index: statement.index,
    line: statement.span.start.line,
    ms,
    error,
    ...note === void 0 ? {} : { note }
  };
}

// src/prove/round-trip.ts
async function roundTrip(input) {
  let { bench, history, migration, before, after } = input, { down } = migration, base = { migration: migration.id, path: migration.path };
  if (down === void 0) return { trip: { ...base, outcome: "no-down" }, trace: void 0, intact: !0 };
  let record = { before: [], after: history.recordUndone(migration, input.previous) }, { relations: relations2, onStep } = input, observers = { ...bench.connections(), provided: bench.provided, relations: relations2, onStep }, { trace, failed: failed2 } = await traceScript(observers, migration, "down", down, record);
  if (failed2 !== null) {
    let line = failed2.statement?.span.start.line ?? 1;
    return {
      trip: { ...base, outcome: "down-failed", error: failed2.error, line },
      trace,
      intact: await isAsAfter(bench, after)
    };
  }
  await resetSession(observers.worker);
  let back = withoutEnumValues(differences(before, await bench.fingerprint())), { enumValuesLeft } = back, known7 = enumValuesLeft.length === 0 ? base : { ...base, enumValuesLeft };
  if (back.others.length > 0) {
    let found = boundedDifferences(back.others);
    return { trip: { ...known7, outcome: "down-differs", differences: found }, trace, intact: !1 };
  }
  let again = await bench.apply(migration);
  if (again !== null) {
    let { error } = again;
    if (isAlreadyThere(error, enumValuesLeft))
      return { trip: { ...known7, enumValuesLeft, outcome: "enum-values-left", error }, trace, intact: !1 };
    let line = again.statement?.span.start.line ?? 1;
    return { trip: { ...known7, outcome: "up-again-failed", error, line }, trace, intact: !1 };
  }
  let ahead = differences(after, await bench.fingerprint()), others2 = enumValuesLeft.length === 0 ? ahead : withoutEnumValues(ahead).others;
  if (others2.length > 0)
    return {
      trip: { ...known7, outcome: "up-again-differs", differences: boundedDifferences(others2) },
      trace,
      intact: !1
    };
  let intact = ahead.length === 0;
  return enumValuesLeft.length === 0 ? { trip: { ...base, outcome: "restored" }, trace, intact } : { trip: { ...base, enumValuesLeft, outcome: "enum-values-left" }, trace, intact };
}
function withoutEnumValues(found) {
  let added = found.map((difference2) => ({ difference: difference2, values: enumValuesAdded(difference2) }));
  return {
    enumValuesLeft: added.filter(({ values }) => values.length > 0).map(({ difference: difference2, values }) => ({ type: difference2.object.slice(valuesOfEnum.length + 1), values })),
    others: added.filter(({ values }) => values.length === 0).map(({ difference: difference2 }) => difference2)
  };
}
function isAlreadyThere(error, left) {
  return error.sqlstate === "42710" && left.some(({ values }) => values.some((value) => error.message.includes(value)));
}
async function isAsAfter(bench, after) {
  return differences(after, await bench.fingerprint()).length > 0 ? !1 : bench.connections().worker.run("select 1").then(
    () => !0,
    () => !1
  );
}

// src/prove/doing-words.ts
function doingWords({ phase, path, step, line }) {
  let of = phase === "baseline" ? `${path}, which is in the base,` : path;
  switch (step) {
    case "statement":
      return `the statement at line ${line ?? 1} of ${of} was running`;
    case "commit":
      return `the COMMIT of ${of} was running`;
    case "history":
      return `the row of ${of} was being written into the tool's history table`;
    default:
      return `Lockgate was ${step} at ${of}`.replace(/,$/, "");
  }
}
function doingPlace({ path, line = 1 }) {
  return { path, line, column: 1, endLine: line, endColumn: 1 };
}

// src/prove/server-trouble.ts
function isServersTrouble(sqlstate) {
  return /^(?:53...|57P0[1-5]|58000|58030|XX00[12])$/.test(sqlstate);
}
function serverTrouble(origin, thrown, doing) {
  let state = isServerError(thrown) ? ` (SQLSTATE ${thrown.sqlstate})` : "", how = isConnectionLost(thrown) ? "crashed, was stopped or does not answer" : "could not go on";
  return troubleWhile(`The scratch server (${origin}) ${how}: ${messageOf(thrown)}${state}`, doing, thrown);
}
var ROOM = "PostgreSQL did not refuse the migration. Give the server more room (disk, memory, connections) or look into its log, and run again. If the statement itself needs that much, let it do less.", IN_THE_WAY = "The migration may hold a lock on a system catalogue, or have locked its own database or role; a migration that is to be proved can do neither.";
function refusedQuery(thrown, doing) {
  let what2 = `The scratch server refused a query of Lockgate's own: ${thrown.message} (SQLSTATE ${thrown.sqlstate})`;
  return troubleWhile(what2, doing, thrown, IN_THE_WAY);
}
function troubleWhile(what2, doing, cause, help = ROOM) {
  let during = doing === void 0 ? "" : ` while ${doingWords(doing)}`;
  return new Failure("scratch-server", `${what2}${during}. Nothing was judged.`, {
    help,
    ...doing === void 0 ? {} : { place: doingPlace(doing) },
    cause
  });
}

// src/prove/watch.ts
function openWatch(onDoing = () => {
}) {
  let phase = "baseline", current, set = (doing) => {
    current = doing, onDoing(doing);
  };
  return {
    doing: () => current,
    enter(next, path) {
      phase = next, set({ phase, path, step: "statement" });
    },
    onStep: (step) => set({ ...step, phase }),
    now(step) {
      current !== void 0 && set({ phase, path: current.path, step });
    }
  };
}

// src/prove/limited.ts
var GRACE_MS = 2e3;
function limited(worker, limits) {
  let gone2, bounded = async (call) => {
    if (gone2 !== void 0) throw gone2;
    let watch2 = watchCall(worker, limits);
    try {
      return await call();
    } catch (thrown) {
      let refusal3 = await refusalOf(thrown, watch2.expired(), limits);
      throw isConnectionLost(thrown) && isServerError(refusal3) && (gone2 = refusal3), refusal3;
    } finally {
      await watch2.end();
    }
  };
  return {
    pid: worker.pid,
    run: (sql, rows, copyData) => bounded(() => worker.run(sql, rows, copyData)),
    query: (sql, parameters2) => bounded(() => worker.query(sql, parameters2)),
    onMessage: (listener) => worker.onMessage(listener),
    close: () => worker.close()
  };
}
function watchCall(worker, { database, limit, cut: cut4 }) {
  let ending = Promise.resolve(), expired = !1, stop = (how) => () => {
    expired = !0, ending = ending.then(() => database.end(worker.pid, how)).catch(() => {
    });
  }, timers = [
    setTimeout(stop("cancel"), limit),
    setTimeout(stop("terminate"), limit + GRACE_MS),
    setTimeout(cut4, limit + 2 * GRACE_MS)
  ];
  return {
    expired: () => expired,
    end: () => {
      for (let timer of timers) clearTimeout(timer);
      return ending;
    }
  };
}
async function refusalOf(thrown, expired, limits) {
  if (isServerError(thrown))
    return isServersTrouble(thrown.sqlstate) ? serverTrouble(limits.server.origin, thrown, limits.doing()) : expired ? refused2(tooLong(limits.limit)) : thrown;
  if (!isConnectionLost(thrown)) return thrown;
  if (!await limits.server.answers()) return serverTrouble(limits.server.origin, thrown, limits.doing());
  let refusal3 = refused2(expired ? tooLong(limits.limit) : { sqlstate: "08006", message: messageOf(thrown) });
  return Object.assign(refusal3, { name: "ConnectionLost" });
}
function tooLong(limit) {
  return { sqlstate: "57014", message: `it ran longer than ${Math.round(limit / 100) / 10} s on the scratch server and was stopped` };
}
function refused2({ sqlstate, message }) {
  return Object.assign(new Error(message), {
    name: "ServerError",
    sqlstate,
    detail: void 0,
    hint: void 0,
    offset: void 0
  });
}

// src/prove/run-whole.ts
var apart2 = /* @__PURE__ */ new Set([
  "alter-extension",
  "alter-role",
  "alter-other",
  "call",
  "copy",
  "create-extension",
  "create-role",
  "do",
  "drop-role",
  "grant",
  "opaque",
  "select",
  "session",
  "set-owner",
  "transaction"
]);
function canRunWhole(script) {
  if (script.transaction !== "wrapped" || script.problems.length > 0) return !1;
  let [unit, ...more] = unitsOf(script);
  return unit === void 0 || more.length > 0 || unit.kind !== "transaction" || unit.closed !== "runner" ? !1 : unit.statements.every(
    ({ changes, copyData }) => copyData === void 0 && changes.length > 0 && changes.every((change2) => !isApart(change2))
  );
}
function isApart(change2) {
  return apart2.has(change2.kind) ? !0 : "object" in change2 && change2.object === "extension" || change2.kind === "drop" && change2.object === "schema";
}
async function runWhole(session, script, { after }) {
  try {
    await session.run(`BEGIN;
${script.text}
;`, "dropped");
    for (let { sql, parameters: parameters2 } of after) await session.query(sql, parameters2);
    return await session.run("COMMIT"), !0;
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    return await session.run("ROLLBACK"), !1;
  }
}

// src/prove/workbench.ts
async function openWorkbench(server, setting, watch2) {
  let { history, historyAt = {} } = setting, connect = (to) => connectTo(to, server, setting, watch2.doing), database = await server.createDatabase(setting.needs), { provided } = database;
  await createSchemas(database, historyAt);
  let connections = await connect(database), saved, owner = String((await connections.worker.run("select current_user as name"))[0]?.name);
  for (let statement of history.create) await connections.worker.run(statement);
  let run = async (script, record) => {
    let { worker } = connections, outcome = await runScript(worker, script, record, async (statement, unit) => {
      let inTransaction = unit.kind === "transaction", answer = await answerOf({ worker, provided, statement, path: script.path, inTransaction });
      return answer.kind === "no" ? (await runObserved(worker, statement)).error : answer.kind === "refused" ? answer.error : null;
    }, watch2.onStep);
    return outcome.failed === null && await resetSession(worker), outcome.failed;
  };
  return {
    connections: () => connections,
    provided,
    run,
    async apply(migration) {
      let record = recordOf(history, migration);
      if (record.before.length > 0 || !canRunWhole(migration.up)) return run(migration.up, record);
      let { worker } = connections;
      return await runWhole(worker, migration.up, record) ? (await resetSession(worker), null) : run(migration.up, record);
    },
    fingerprint() {
      return watch2.now("reading the schema"), fingerprint(connections.monitor, { historyTable: history.table, owner });
    },
    unfinished: () => unfinished(connections.monitor, { historyTable: history.table, owner }),
    async checkpoint() {
      watch2.now("copying the database"), await disconnect(connections);
      let old = saved;
      saved = await database.copy(), await old?.drop(), connections = await connect(database);
    },
    async restore() {
      return saved === void 0 ? !1 : (watch2.now("copying the database"), await disconnect(connections), await database.drop(), database = await saved.copy(), connections = await connect(database), !0);
    },
    async close() {
      await disconnect(connections), await database.drop(), await saved?.drop();
    }
  };
}
function recordOf(history, migration) {
  return { before: history.recordStart(migration), after: history.recordDone(migration, { ms: 0 }) };
}
async function createSchemas(database, { schema, schemas = [], tableSchema }) {
  let names3 = new Set(
    [schema, tableSchema, ...schemas].flatMap((name) => name === void 0 || name === "public" ? [] : [name])
  );
  if (names3.size === 0) return;
  let worker = await database.connectAsMigrator();
  try {
    for (let name of names3) await worker.run(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(name)}`);
  } finally {
    await worker.close();
  }
}
var holderSettings = {
  role: "none",
  statement_timeout: "0",
  lock_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  default_transaction_read_only: "off"
};
async function connectTo(database, server, { historyAt, statementLimit: limit }, doing) {
  let schema = historyAt?.schema, settings = schema === void 0 ? void 0 : { search_path: `${quoteIdentifier(schema)}, "$user", public` }, cut4 = new AbortController(), worker = await database.connectAsMigrator({ settings, signal: cut4.signal });
  return {
    worker: limited(worker, { server, database, limit, cut: () => cut4.abort(), doing }),
    monitor: ownSession(await database.connectAsAdministrator()),
    holder: ownSession(await database.connectAsMigrator({ settings: holderSettings, signal: cut4.signal }))
  };
}
async function disconnect({ worker, monitor, holder }) {
  for (let session of [worker, monitor, holder]) await session.close().catch(() => {
  });
}

// src/prove/prove.ts
async function prove(server, input) {
  let watch2 = openWatch(input.onDoing), needs = needsOf(input.setup ?? [], [...input.baseline, ...input.pending]);
  try {
    let bench = await openWorkbench(server, { ...input, needs }, watch2), { roles } = bench.provided, run = await proveOn(bench, input, watch2).catch(async (thrown) => {
      throw await bench.close().catch(() => {
      }), thrown;
    });
    return await bench.close(), { server: server.version, madeRoles: roles, ...run };
  } catch (thrown) {
    throw withoutDefect(server, thrown, watch2);
  }
}
async function proveOn(bench, input, watch2) {
  for (let script of input.setup ?? [])
    watch2.enter("baseline", script.path), await runSetup(bench, script);
  return await applyBaseline(bench, input, watch2), provePending(bench, input, watch2);
}
function withoutDefect(server, thrown, { doing }) {
  return isConnectionLost(thrown) ? serverTrouble(server.origin, thrown, doing()) : isServerError(thrown) ? isServersTrouble(thrown.sqlstate) ? serverTrouble(server.origin, thrown, doing()) : refusedQuery(thrown, doing()) : thrown;
}
async function runSetup(bench, script) {
  let [problem] = script.problems;
  if (problem !== void 0)
    throw new Failure("bad-input", `${script.path} can't be read as SQL: ${problem.message}`, {
      help: problem.help,
      place: problem.place
    });
  let failed2 = await bench.run(script, { before: [], after: [] });
  if (failed2 === null) return;
  let { error, statement } = failed2, line = statement?.span.start.line ?? 1;
  throw new Failure(
    "bad-input",
    `The setup script ${script.path} stops ${stopWords(error, line)}: ${error.message} (SQLSTATE ${error.sqlstate}).${error.detail === void 0 ? "" : ` ${error.detail}`}`,
    {
      help: "It runs on the scratch server before the migrations, with the rights that rds_superuser has on Aurora. Correct it; `setup` in lockgate.yml names it.",
      place: { path: script.path, line, column: 1, endLine: line, endColumn: 1 }
    }
  );
}
async function applyBaseline(bench, input, watch2) {
  for (let [done, migration] of input.baseline.entries()) {
    interruptible(input.signal), input.onProgress?.({ phase: "baseline", done, of: input.baseline.length, path: migration.path }), watch2.enter("baseline", migration.path);
    let failed2 = await bench.apply(migration);
    if (failed2 === null) continue;
    let { statement, error } = failed2, line = statement?.span.start.line ?? 1;
    throw new Failure(
      "base-does-not-apply",
      `The base does not apply on the scratch server, so the new migrations can't be proved: ${migration.path} stops ${stopWords(error, line)}: ${error.message} (SQLSTATE ${error.sqlstate}).${error.detail === void 0 ? "" : ` ${error.detail}`}`,
      {
        help: "This migration is in the base already; the pull request is not to blame. Use a scratch server of the version and with the extensions and roles that production has.",
        place: { path: migration.up.path, line, column: 1, endLine: line, endColumn: 1 }
      }
    );
  }
}
function stopWords({ during }, line) {
  return during === "commit" ? "at its COMMIT" : during === "history" ? "when the tool would write its row into the history table" : `at line ${line}`;
}
async function provePending(bench, input, watch2) {
  let { pending, baseline, history } = input, traces = [], roundTrips = [], relations2 = await readRelations(bench.connections().worker, history.table), first = await bench.fingerprint(), unfinishedBefore = await bench.unfinished(), schema = first, census = needsCensus(pending) ? await countObjects(bench.connections().monitor) : void 0, ancestors = /* @__PURE__ */ new Map();
  pending.some((migration) => migration.down !== void 0) && await bench.checkpoint();
  let sinceCheckpoint = [];
  for (let [done, migration] of pending.entries()) {
    interruptible(input.signal), input.onProgress?.({ phase: "prove", done, of: pending.length, path: migration.path });
    let counted = census === void 0 ? {} : { census };
    watch2.enter("prove", migration.path);
    let known7 = { provided: bench.provided, relations: relations2, onStep: watch2.onStep, ...counted }, observers = { ...bench.connections(), ...known7 };
    census !== void 0 && (census.isStale = !0), await addAncestors(observers.worker, ancestors);
    let traced = await traceScript(observers, migration, "up", migration.up, recordOf(history, migration));
    if (traces.push(traced.trace), traced.failed !== null) {
      schema = await bench.fingerprint();
      break;
    }
    await resetSession(observers.worker), sinceCheckpoint.push(migration), await addAncestors(observers.worker, ancestors);
    let next = pending[done + 1], after = migration.down !== void 0 || next === void 0 || next.down !== void 0 ? await bench.fingerprint() : schema, previous = pending[done - 1] ?? baseline.at(-1), trip = await roundTrip({
      bench,
      history,
      migration,
      previous,
      before: schema,
      after,
      relations: relations2,
      onStep: watch2.onStep
    });
    roundTrips.push(trip.trip), trip.trace !== void 0 && traces.push(trip.trace), trip.intact || await rebuild(bench, sinceCheckpoint), schema = after;
  }
  let leftovers = roundTrips.length === pending.length ? leftoversIn(unfinishedBefore, await bench.unfinished()) : [];
  return {
    traces,
    roundTrips,
    relations: [...relations2.names].sort(),
    ancestors,
    leftovers,
    schemaBefore: digestOf(first),
    schemaAfter: digestOf(schema)
  };
}
async function rebuild(bench, migrations) {
  await bench.restore();
  for (let migration of migrations) {
    let failed2 = await bench.apply(migration);
    if (failed2 !== null)
      throw new Failure(
        "internal",
        `${migration.path} ran once but fails when the database is rebuilt: ${failed2.error.message}`
      );
  }
  await bench.checkpoint(), migrations.length = 0;
}
function interruptible(signal) {
  if (signal?.aborted) throw new Failure("interrupted", "Interrupted.");
}

// src/check.ts
var defaultServerVersion = 16;
async function lintMigrations(input) {
  let read = readMigrations(input), foreign = await ofOtherDatabase(input, read);
  if (foreign !== void 0) return foreign;
  let version = input.config["server-version"] ?? defaultServerVersion, findings = [...read.findings, ...readFindings(read, version, input)];
  return reportOf(input, read, findings, void 0, void 0);
}
var statementLimit = 12e4;
async function prepareCheck(input) {
  let read = readMigrations(input);
  return {
    settled: read.compared.pending.length === 0 ? await unproved(input, read, void 0) : await ofOtherDatabase(input, read, "check"),
    run: (ports) => proved(input, read, ports),
    unproved: (failure) => unproved(input, read, failure)
  };
}
async function checkMigrations(input, ports) {
  return (await prepareCheck(input)).run(ports);
}
async function unproved(input, read, failure) {
  let version = input.config["server-version"] ?? defaultServerVersion, findings = [...read.findings, ...readFindings(read, version, input)], report = await reportOf(input, read, findings, void 0, void 0);
  if (failure === void 0)
    return { ...report, command: "check", notes: [...report.notes, "Nothing is new, so nothing was run on a server."] };
  let { message, help = null, place } = failure;
  return incompleteReport(
    { ...report, command: "check" },
    { message, help, path: place?.path ?? null, line: place?.line ?? null }
  );
}
function incompleteReport(report, incomplete) {
  let { message, path, line } = incomplete, verdict2 = { outcome: "block", reasons: [{ message, path, line }, ...report.verdict.reasons] };
  return { ...report, verdict: verdict2, incomplete };
}
async function ofOtherDatabase(input, read, command = "lint") {
  let { baseline, pending } = read.compared;
  if (pending.length === 0 || input.config.dialect !== void 0) return;
  let foreign = await foreignDirectory(baseline, pending);
  if (foreign === void 0) return;
  let report = await reportOf(input, read, [...read.findings, foreign.finding], void 0, void 0), { message, help, place } = foreign.finding.finding;
  return incompleteReport({ ...report, command }, { message, help, path: place.path, line: place.line });
}
async function proved(input, read, ports) {
  let { baseline, pending } = read.compared, { place } = read, version = input.config["server-version"] ?? Math.floor(ports.server.version.number / 1e4), located = readFindings(read, version, input), run = await prove(ports.server, {
    // As psql would run them: each statement by itself, unless the script begins a transaction.
    setup: (input.setup ?? []).map((file) => readScript(file, "none")),
    baseline,
    pending,
    history: input.layout.history(place.tableSchema ?? place.schema ?? "public", place.table),
    historyAt: place,
    statementLimit: ports.statementLimit ?? statementLimit,
    ...ports.onProgress === void 0 ? {} : { onProgress: ports.onProgress },
    ...ports.onDoing === void 0 ? {} : { onDoing: ports.onDoing },
    ...ports.signal === void 0 ? {} : { signal: ports.signal }
  }), { joined: joined2, outcomes } = answerLeftNotValid(
    joinMeasured(located, pending, run, baseline),
    runFindings(pending, run),
    pending,
    run
  ), findings = [...read.findings, ...joined2.findings, ...outcomes];
  return { report: await reportOf(input, read, findings, joined2, run), run };
}
function readFindings({ compared: { baseline, pending }, place }, serverVersion, { config, production }) {
  let active = activeRules(rules, config.preset ?? "recommended", config.rules ?? {});
  return [
    ...scriptFindings(pending),
    ...lint({
      baseline,
      pending,
      rules: active,
      serverVersion,
      defaultSchema: place.schema ?? "public",
      production: production && assemble(production)
    })
  ];
}

export {
  notices,
  isAllNew,
  rules,
  knownRules,
  doingWords,
  doingPlace,
  troubleWhile,
  defaultServerVersion,
  lintMigrations,
  prepareCheck,
  checkMigrations
};
