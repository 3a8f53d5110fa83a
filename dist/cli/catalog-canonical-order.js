#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  array,
  boolean,
  exactOptional,
  integer,
  isoTimestamp,
  literal,
  minValue,
  nullable,
  number,
  parse,
  picklist,
  pipe,
  record,
  safeParse,
  strictObject,
  string,
  union,
  variant
} from "./valibot.js";
import {
  signatureOf
} from "./catalog-difference.js";
import {
  keyOf
} from "./catalog-dictionary.js";
import {
  Failure,
  messageOf
} from "./failure.js";

// src/catalog/canonical-order.ts
function inOrder(lists2) {
  return {
    schemas: sorted(lists2.schemas, (name) => name),
    tables: sorted(lists2.tables, keyOf).map(partsInOrder),
    views: sorted(lists2.views, keyOf).map((view2) => ({
      ...partsInOrder(view2),
      reads: sorted(view2.reads, (name) => name),
      uses: sorted(view2.uses, (name) => name)
    })),
    sequences: sorted(lists2.sequences, keyOf).map((sequence2) => ({
      ...sequence2,
      grants: sortedGrants(sequence2.grants)
    })),
    types: sorted(lists2.types, keyOf).map(
      (type2) => type2.kind === "domain" ? { ...type2, constraints: byName(type2.constraints) } : type2
    ),
    routines: sorted(lists2.routines, (routine2) => `${keyOf(routine2)}(${signatureOf(routine2)})`),
    extensions: byName(lists2.extensions),
    publications: byName(lists2.publications).map((publication) => ({
      ...publication,
      tables: sorted(publication.tables, (name) => name)
    }))
  };
}
function partsInOrder(relation) {
  return {
    ...relation,
    constraints: byName(relation.constraints),
    indexes: byName(relation.indexes),
    triggers: byName(relation.triggers),
    policies: byName(relation.policies).map((policy) => ({ ...policy, roles: sorted(policy.roles, (name) => name) })),
    rules: byName(relation.rules),
    grants: sortedGrants(relation.grants),
    ..."parameters" in relation ? { parameters: Object.fromEntries(sorted(Object.entries(relation.parameters), ([name]) => name)) } : {}
  };
}
function sortedGrants(grants2) {
  return sorted(
    grants2.map((grant) => ({ ...grant, grantees: sorted(grant.grantees, (name) => name) })),
    ({ grantees, privileges }) => JSON.stringify([grantees, privileges])
  );
}
function byName(parts) {
  return sorted(parts, ({ name }) => name);
}
function sorted(items, key) {
  return items.map((item) => [key(item), item]).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([, item]) => item);
}

// src/catalog/snapshot-parts.ts
var strings = array(string()), named = array(strictObject({ name: string() })), whole = pipe(number(), integer(), minValue(0)), typeName = strictObject({
  schema: exactOptional(string()),
  name: string(),
  modifiers: array(number()),
  array: boolean()
}), expression = strictObject({
  text: string(),
  functions: array(
    strictObject({ schema: exactOptional(string()), name: string(), values: array(nullable(string())) })
  ),
  constant: boolean()
}), columns = array(
  strictObject({
    name: string(),
    type: nullable(typeName),
    notNull: boolean(),
    default: exactOptional(expression),
    generated: exactOptional(picklist(["stored", "virtual"])),
    identity: boolean(),
    collation: exactOptional(strictObject({ schema: exactOptional(string()), name: string() }))
  })
), constraint = {
  name: string(),
  columns: strings,
  validated: boolean(),
  enforced: boolean(),
  deferrable: exactOptional(literal(!0)),
  noInherit: exactOptional(literal(!0)),
  initiallyDeferred: exactOptional(literal(!0))
}, references = strictObject({
  table: strictObject({ schema: exactOptional(string()), name: string() }),
  columns: strings,
  onDelete: picklist(["no action", "restrict", "cascade", "set null", "set default"]),
  saysNoAction: exactOptional(literal(!0))
}), element = strictObject({
  column: exactOptional(string()),
  expression: exactOptional(expression),
  operator: string()
}), constraints = array(
  variant("type", [
    strictObject({ type: literal("check"), ...constraint, expression }),
    strictObject({ type: literal("foreign-key"), ...constraint, references }),
    strictObject({
      type: picklist(["primary-key", "unique"]),
      ...constraint,
      usingIndex: exactOptional(string()),
      nullsNotDistinct: exactOptional(literal(!0)),
      withoutOverlaps: exactOptional(literal(!0))
    }),
    strictObject({
      type: literal("exclusion"),
      ...constraint,
      method: exactOptional(string()),
      elements: array(element),
      where: exactOptional(expression)
    }),
    strictObject({ type: literal("not-null"), ...constraint })
  ])
), indexColumn = strictObject({
  column: exactOptional(string()),
  expression: exactOptional(expression),
  label: exactOptional(string()),
  operatorClass: exactOptional(string()),
  collation: exactOptional(string()),
  order: exactOptional(string())
}), indexes = array(
  strictObject({
    name: string(),
    columns: array(indexColumn),
    where: exactOptional(expression),
    unique: boolean(),
    method: string(),
    include: strings,
    nullsNotDistinct: boolean(),
    ofConstraint: boolean(),
    valid: boolean(),
    tablespace: exactOptional(string()),
    partitionOf: exactOptional(string()),
    bytes: exactOptional(whole)
  })
), triggers = array(
  strictObject({
    name: string(),
    timing: picklist(["before", "after", "instead of"]),
    row: boolean(),
    function: string(),
    when: exactOptional(string()),
    enabled: boolean()
  })
), policies = array(
  strictObject({
    name: string(),
    command: picklist(["all", "select", "insert", "update", "delete"]),
    permissive: boolean(),
    roles: strings,
    using: exactOptional(string()),
    withCheck: exactOptional(string())
  })
), grants = array(
  strictObject({ privileges: union([literal("all"), strings]), grantees: strings })
), statistics = strictObject({
  rows: nullable(whole),
  bytes: whole,
  indexBytes: whole,
  writesPerSecond: nullable(whole)
});

// src/catalog/snapshot-format.ts
var inSchema = { schema: string(), name: string() }, facilities = {
  columns,
  constraints,
  indexes,
  triggers,
  policies,
  rules: named,
  grants,
  statistics: exactOptional(statistics)
}, table = strictObject({
  ...inSchema,
  kind: picklist(["table", "foreign-table", "relation"]),
  complete: boolean(),
  columnsFrom: exactOptional(picklist(["query", "type", "unknown table", "foreign server"])),
  persistence: picklist(["permanent", "unlogged", "temporary"]),
  partitioning: exactOptional(strictObject({ key: nullable(strings) })),
  partitionOf: exactOptional(strictObject({ parent: string(), isDefault: boolean() })),
  inherits: strings,
  ofType: exactOptional(string()),
  rowSecurity: boolean(),
  forcedRowSecurity: boolean(),
  replicaIdentity: picklist(["default", "nothing", "full", "index"]),
  accessMethod: exactOptional(string()),
  tablespace: exactOptional(string()),
  clusteredOn: exactOptional(string()),
  parameters: record(string(), string()),
  ...facilities
}), view = strictObject({
  ...inSchema,
  kind: picklist(["view", "materialized-view"]),
  complete: boolean(),
  persistence: picklist(["permanent", "temporary"]),
  reads: strings,
  uses: strings,
  populated: boolean(),
  ...facilities
}), sequence = strictObject({
  ...inSchema,
  kind: literal("sequence"),
  persistence: picklist(["permanent", "temporary"]),
  type: string(),
  ownedBy: exactOptional(strictObject({ table: string(), column: string() })),
  grants
}), known = { ...inSchema, complete: boolean() }, type = variant("kind", [
  strictObject({ ...known, kind: literal("enum"), labels: named }),
  strictObject({
    ...known,
    kind: literal("domain"),
    base: nullable(typeName),
    notNull: boolean(),
    default: exactOptional(expression),
    constraints
  }),
  strictObject({ ...known, kind: picklist(["composite", "range", "base", "unknown"]) })
]), routine = strictObject({
  ...inSchema,
  kind: picklist(["function", "procedure"]),
  parameters: array(
    strictObject({
      name: exactOptional(string()),
      type: typeName,
      default: exactOptional(expression),
      variadic: exactOptional(literal(!0))
    })
  ),
  language: string(),
  volatility: picklist(["volatile", "stable", "immutable"]),
  securityDefiner: boolean(),
  settings: strings,
  returnsTrigger: boolean(),
  strictWithUnused: exactOptional(literal(!0)),
  body: string()
}), lists = {
  schemas: strings,
  extensions: array(strictObject({ name: string(), version: exactOptional(string()) })),
  types: array(type),
  tables: array(table),
  views: array(view),
  sequences: array(sequence),
  routines: array(routine),
  publications: array(strictObject({ name: string(), allTables: boolean(), tables: strings }))
}, snapshotSchemaNumber = 1, snapshotFormat = strictObject({
  lockgate: literal("catalog"),
  schema: literal(snapshotSchemaNumber),
  server: strictObject({ version: string() }),
  takenAt: pipe(string(), isoTimestamp()),
  database: string(),
  longestTransactionMs: nullable(pipe(number(), integer(), minValue(0))),
  ...lists
});

// src/catalog/snapshot-issues.ts
function issueTexts(issues) {
  let shown = issues.slice(0, 5).map(textOf).join("; ");
  return issues.length > 5 ? `${shown}; and ${issues.length - 5} more` : shown;
}
function textOf(issue) {
  let place = (issue.path ?? []).map(({ key }) => step(key)).join("").replace(/^\./, "") || "the whole";
  return issue.expected === "never" ? `${place} is unknown` : issue.received === "undefined" ? `${place} is missing` : `${place} is ${cut(issue.received)}, not ${issue.expected ?? "what is expected"}`;
}
function step(key) {
  if (typeof key == "number") return `[${key}]`;
  let text = String(key);
  return /^[A-Za-z]\w*$/.test(text) ? `.${cut(text)}` : `[${cut(JSON.stringify(text))}]`;
}
function cut(text) {
  return text.length > 80 ? `${text.slice(0, 80)}\u2026` : text;
}

// src/catalog/snapshot-text.ts
function linesOf(value, depth = 0) {
  if (depth === 4 || !isSpread(value)) return JSON.stringify(value);
  let indent = " ".repeat(depth), lines = Array.isArray(value) ? value.map((item) => linesOf(item, depth + 1)) : Object.entries(value).filter(([, member]) => member !== void 0).map(([key, member]) => `${JSON.stringify(key)}: ${linesOf(member, depth + 1)}`), [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}
${lines.map((line) => `${indent} ${line}`).join(`,
`)}
${indent}${close}`;
}
function isSpread(value) {
  return typeof value != "object" || value === null ? !1 : isList(value) || Object.values(value).some(isList);
}
function isList(value) {
  return Array.isArray(value) && value.some((item) => typeof item == "object" && item !== null);
}

// src/catalog/snapshot.ts
var MAX_LENGTH = 256 * 1024 * 1024;
function writeSnapshot(snapshot) {
  return `${linesOf(parse(snapshotFormat, { ...snapshot, ...inOrder(snapshot) }))}
`;
}
function readSnapshot(text, path) {
  let refuse = (why, help) => {
    throw new Failure("bad-input", `The snapshot ${path} can't be used: ${why}.`, { help });
  }, again = "Take it again with `lockgate snapshot --database-url \u2026 --output FILE`.";
  text.length > MAX_LENGTH && refuse("it has more than 256 MB", again), text.trim() === "" && refuse("it is empty", again);
  let { value, problem } = parsed(text);
  problem !== void 0 && refuse(problem, again), (!isRecord(value) || value.lockgate !== "catalog") && refuse('it is no snapshot, which begins with `"lockgate": "catalog"`', again);
  let { schema } = value;
  typeof schema == "number" && schema > snapshotSchemaNumber && refuse(
    `its format is number ${schema}, and this version of Lockgate knows those up to ${snapshotSchemaNumber}`,
    "Use the version of Lockgate that wrote it, or a newer one."
  );
  let checked = safeParse(snapshotFormat, value);
  return checked.success ? checked.output : refuse(`it was altered or damaged: ${issueTexts(checked.issues)}`, again);
}
function parsed(text) {
  if (text.startsWith("version https://git-lfs")) return { problem: "it is a pointer of Git LFS, not the file itself" };
  if (text.slice(0, 100).includes("\0")) return { problem: "it is not UTF-8" };
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, "")) };
  } catch (thrown) {
    return { problem: `it is not JSON (${messageOf(thrown)})` };
  }
}
function isRecord(value) {
  return typeof value == "object" && value !== null && !Array.isArray(value);
}

export {
  inOrder,
  writeSnapshot,
  readSnapshot
};
