#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  array,
  boolean,
  getDotPath,
  literal,
  looseObject,
  nullable,
  number,
  picklist,
  pipe,
  regex,
  safeParse,
  strictObject,
  string
} from "./valibot.js";

// src/apply/proof.ts
import { createHash } from "node:crypto";

// src/apply/canonical-json.ts
function canonicalJson(value) {
  return Array.isArray(value) ? `[${value.map(canonicalJson).join(",")}]` : typeof value != "object" || value === null ? JSON.stringify(value) : `{${Object.entries(value).filter(([, member]) => member !== void 0).sort(([a], [b]) => a < b ? -1 : 1).map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}

// src/apply/proof.ts
function proofOf(report, run) {
  let { tool, layout, migrations, verdict } = report, content = {
    schema: 1,
    tool,
    server: { version: run.server.version },
    layout,
    migrations: migrations.map(({ migration, new: isNew }) => ({
      id: migration.id,
      version: migration.version,
      path: migration.path,
      digest: migration.digest,
      new: isNew
    })),
    schemaBefore: run.schemaBefore,
    schemaAfter: run.schemaAfter,
    roundTrip: run.roundTrips.map(({ migration, outcome }) => ({ id: migration, outcome })),
    prechecks: [],
    verdict
  };
  return { ...content, digest: digestOf(content) };
}
function proofOfNothing({ tool, layout, verdict }) {
  let content = {
    schema: 1,
    tool,
    server: { version: "none" },
    layout,
    migrations: [],
    schemaBefore: "",
    schemaAfter: "",
    roundTrip: [],
    prechecks: [],
    verdict
  };
  return { ...content, digest: digestOf(content) };
}
function serializeProof(proof) {
  return `${JSON.stringify(proof, null, 2)}
`;
}
function digestOf(content) {
  return `sha256:${createHash("sha256").update(canonicalJson(content)).digest("hex")}`;
}
var sha256 = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/, "is not sha256:<64 hex digits>")), layoutNames = ["flyway", "diesel", "golang-migrate", "plain"], proofShape = strictObject({
  schema: literal(1),
  tool: strictObject({ name: literal("lockgate"), version: string() }),
  server: strictObject({ version: string() }),
  layout: picklist(layoutNames),
  migrations: array(
    strictObject({ id: string(), version: string(), path: string(), digest: sha256, new: boolean() })
  ),
  schemaBefore: string(),
  schemaAfter: string(),
  roundTrip: array(strictObject({ id: string(), outcome: string() })),
  prechecks: array(strictObject({ id: string(), sql: string(), message: string() })),
  verdict: strictObject({
    outcome: picklist(["pass", "warn", "block"]),
    reasons: array(
      strictObject({ message: string(), path: nullable(string()), line: nullable(number()) })
    )
  }),
  digest: sha256
});
function readProof(text) {
  let value;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { problem: text.trim() === "" ? "The file is empty." : "The file is not JSON, or was cut off." };
  }
  let schema = safeParse(looseObject({ schema: number() }), value);
  if (!schema.success) return { problem: "The file is JSON, but not a proof of Lockgate: it has no schema number." };
  if (schema.output.schema !== 1)
    return {
      problem: `The proof has schema ${schema.output.schema}; this version of Lockgate reads schema 1. Use the same version for check and apply.`
    };
  let parsed = safeParse(proofShape, value);
  if (!parsed.success) {
    let [issue] = parsed.issues;
    return { problem: `The proof is damaged at \`${getDotPath(issue) ?? "its top"}\`.` };
  }
  let { digest, ...content } = parsed.output;
  return digestOf(content) !== digest ? {
    problem: "The proof was altered after it was written: its content does not match its digest. Make a new one with `lockgate check --proof`."
  } : { proof: parsed.output };
}

export {
  proofOf,
  proofOfNothing,
  serializeProof,
  readProof
};
