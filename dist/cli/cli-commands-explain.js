#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  require_picocolors
} from "./picocolors.js";
import {
  wrapped
} from "./reports-terminal.js";
import {
  knownRules,
  notices,
  rules
} from "./catalog-alter-table.js";
import "./history-place.js";
import "./layouts-file-problem.js";
import "./catalog-assemble.js";
import "./sql-code.js";
import {
  activities,
  atLeast,
  waitsFor
} from "./sql-lock-modes.js";
import "./catalog-draft.js";
import {
  nearestName
} from "./nearest-name.js";
import "./sql-ignores.js";
import "./sql-ascending.js";
import "./catalog-difference.js";
import "./catalog-dictionary.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure
} from "./failure.js";
import {
  __toESM
} from "./runtime.js";

// cli/commands/explain.ts
var import_picocolors = __toESM(require_picocolors(), 1);

// src/reports/rule-record.ts
function documented() {
  return [...rules, ...notices].sort((a, b) => a.id < b.id ? -1 : 1);
}
var works = {
  rewrite: "The whole table is written anew while it is held.",
  scan: "Every row is read while it is held.",
  "index-build": "The index is built while it is held.",
  none: "The work is short, but the lock is held until the transaction ends."
}, queue = "Those that wait already queue up while it waits for the lock itself.";
function claimsOf(rule) {
  return "claims" in rule && rule.claims !== void 0 ? [rule.claims] : [];
}
function takes({ lock, work, indexLock }) {
  let indexes = indexLock === void 0 ? "" : ` Indexes get \`${indexLock}\`, and planning a query locks them all.`;
  return `Takes \`${lock}\`. ${works[work]}${indexes}`;
}
function effects({
  lock,
  indexLock = lock
}) {
  return activities.map(({ name, statements, mode }) => {
    let isQuery = !atLeast(mode, "ShareUpdateExclusiveLock"), waits = waitsFor(mode, lock) || isQuery && waitsFor(mode, indexLock);
    return [name, waits ? "wait" : "go on", statements];
  });
}
function fineWhen(rule) {
  return "fineWhen" in rule && rule.fineWhen !== void 0 ? [rule.fineWhen] : [];
}
function ignoreOf({ id }) {
  return id === "migration-fails" || id.startsWith("ignore-") ? [] : [`-- lockgate: ignore ${id} -- why it is fine here`];
}
function presetText(rule) {
  return !("preset" in rule) || rule.preset === void 0 ? [] : [`With ${rule.preset === "strict" ? "`preset: strict` or `preset: policy`" : "`preset: policy`"} in \`lockgate.yml\`, or when \`rules:\` there names it: \`${rule.id}: ${rule.severity}\`.`];
}
function optionRows(rule) {
  return ("options" in rule ? Object.entries(rule.options ?? {}) : []).map(([name, spec]) => [name, `${spec.about} ${kinds[spec.type]}; default: ${defaultText(spec)}.`]);
}
var kinds = {
  integer: "A whole number",
  boolean: "true or false",
  pattern: "A regular expression for the whole name",
  texts: "A list of texts"
};
function defaultText({ default: value }) {
  return value === null ? "none" : typeof value == "object" ? value.length === 0 ? "none" : value.join(", ") : String(value);
}
function exampleOf(rule) {
  return "example" in rule ? [rule.example] : [];
}
function scripts(example) {
  let { setup, earlier = [], bad, good, down } = example, [badWay, goodWay] = transactionWords(example);
  return [
    ["Given", setup],
    ...earlier.map((sql) => ["Earlier in the release", sql]),
    [`Bad${badWay}`, bad],
    ["Bad, its down script", down?.bad],
    [`Good${goodWay}`, good],
    ["Good, its down script", down?.good]
  ].flatMap(([title, sql]) => sql === void 0 || sql.trim() === "" ? [] : [[title, sql]]);
}
function transactionWords({ transaction, good }) {
  if (transaction === void 0 || /^-- in the next migration/m.test(good)) return ["", ""];
  let words = { wrapped: ", in a transaction", none: ", outside a transaction" };
  return [words[transaction.bad ?? "wrapped"], words[transaction.good ?? "wrapped"]];
}

// src/reports/explain.ts
function explainRule(id, { style, width }) {
  let rule = documented().find((candidate) => candidate.id === id);
  if (rule === void 0) return;
  let section = (title, text) => `${style.bold(title)}
${wrapped(text, width, "  ")}`, sql = (title, text) => `${style.bold(title)}
${indented(text)}`;
  return `${[
    `${style.bold(rule.id)}  ${style.dim(`${rule.severity}, ${rule.category}`)}
${wrapped(rule.title, width, "")}`,
    section("Why it hurts", rule.why),
    ...claimsOf(rule).map((claims) => section("What it blocks", blocksText(claims))),
    section("Instead", rule.instead.replace(/```\w*\n?/g, "")),
    ...fineWhen(rule).map((text) => section("Fine when", text)),
    ...exampleOf(rule).flatMap((example) => scripts(example).map(([title, text]) => sql(title, text))),
    ...presetText(rule).map((text) => section("When it runs", text)),
    ...optionRows(rule).map(([name, about]) => section(`Option ${name}`, about)),
    ...ignoreOf(rule).map((comment) => sql("Ignore it", comment)),
    `${style.bold("Sources")}
${rule.sources.map((source) => `  ${source}`).join(`
`)}`
  ].join(`

`)}
`;
}
function blocksText(claims) {
  let rows = effects(claims).map(
    ([name, effect, statements]) => `${name.padEnd(16)}${effect.padEnd(7)}${statements}`
  );
  return [takes(claims), ...rows, queue].join(`
`);
}
function indented(sql) {
  return sql.trim().split(`
`).map((line) => `  ${line}`).join(`
`);
}

// cli/commands/explain.ts
async function explain(terminal, id) {
  let text = explainRule(id, { style: import_picocolors.default.createColors(terminal.colors), width: terminal.width });
  if (text !== void 0)
    return await terminal.print(text), 0;
  let meant = nearestName(id, knownRules.keys());
  throw new Failure("bad-input", `There is no rule "${oneLine(id)}".`, {
    help: meant !== void 0 ? `Did you mean ${meant}?` : `Rules: ${[...knownRules.keys()].sort().join(", ")}.`
  });
}
export {
  explain
};
