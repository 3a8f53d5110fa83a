#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  fileProblem
} from "./layouts-file-problem.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure
} from "./failure.js";

// src/history-place.ts
function historyPlace(config, layout, tool) {
  let strongest = Object.assign({}, ...tool.map((place) => place ?? {}).reverse()), table = config["history-table"], schema = config["default-schema"];
  if (table !== void 0 && layout.namesTable !== !0)
    throw new Failure(
      "bad-config",
      `history-table is set, but the history of ${layout.name} always has the same name.`,
      {
        help: "Remove history-table."
      }
    );
  let differences = [
    differenceOf("history-table", table, strongest.table),
    differenceOf("default-schema", schema, strongest.schema)
  ].flatMap((one) => one ?? []);
  if (differences.length > 0)
    throw new Failure(
      "bad-config",
      `Lockgate's settings and those of ${layout.name} contradict each other: ${differences.join("; ")}.`,
      {
        help: "Keep one of them. The tool would use its own."
      }
    );
  return {
    ...strongest,
    ...table === void 0 ? {} : { table },
    ...schema === void 0 ? {} : { schema }
  };
}
function deployPlace(config, layout, root, fromFiles, { variables, parameters }) {
  let environment = layout.readVariables?.(variables, root), url = layout.readParameters?.(parameters), unknown = url === void 0 ? Object.keys(parameters) : [], refused = [
    ...environment?.refused ?? [],
    ...url?.refused ?? [],
    ...unknown.map((name) => `The URL's parameter \`${oneLine(name)}\` is not one of ${layout.name}.`)
  ];
  if (refused.length > 0)
    throw new Failure("bad-input", `${refused.map(oneLine).join(" ")} Nothing was run.`, {
      help: "Remove it for this step, or give it its default."
    });
  return historyPlace(config, layout, [url?.historyAt, environment?.historyAt, fromFiles]);
}
function differenceOf(name, ours, tools) {
  if (!(ours === void 0 || tools === void 0 || ours === tools))
    return `${name} is "${oneLine(ours)}" here and "${oneLine(tools)}" there`;
}

// src/sql/carried-settings.ts
var placing = /* @__PURE__ */ new Set([
  "search_path",
  "role",
  "session_authorization",
  "default_tablespace",
  "default_table_access_method"
]);
function carriedSettings(together) {
  let carried = [], left = /* @__PURE__ */ new Map();
  for (let migration of together) {
    let own = settledAtStart(migration.up), reached = [...left].filter(([setting]) => !own.has(setting));
    carried.push(...reached.map(([setting, { statement, by }]) => ({ migration, by, statement, setting })));
    let after = leftBy(migration.up);
    left = new Map([...after].map(([setting, statement]) => [setting, { statement, by: migration }]));
  }
  return carried;
}
function leftBy(script) {
  let left = /* @__PURE__ */ new Map();
  for (let statement of script.statements)
    for (let effect of effectsOf(statement))
      effect.sets && placing.has(effect.name) ? left.set(effect.name, statement) : left.delete(effect.name);
  return left;
}
function effectsOf(statement) {
  return statement.changes.flatMap((change) => effects(change, statement.text));
}
function effects(change, text) {
  let reset = (names) => [...names].map((name) => ({ name, sets: !1 }));
  switch (change.kind) {
    case "set": {
      let name = change.name.toLowerCase(), none = change.value === null || name === "role" && change.value.toLowerCase() === "none";
      return change.local ? [] : [{ name, sets: !none }];
    }
    case "reset":
      return reset(change.name === "ALL" ? resetByAll : [change.name.toLowerCase()]);
    case "session":
      return /^discard\s+all\b/i.test(text) ? reset(placing) : [];
    case "select": {
      let calls = change.functions.filter(({ name }) => name === "set_config");
      return /,\s*(?:true|'t(?:rue)?')\s*\)/i.test(text) && !/,\s*(?:false|'f(?:alse)?')\s*\)/i.test(text) ? [] : calls.map(({ values }) => ({ name: values[0]?.toLowerCase() ?? "search_path", sets: !0 }));
    }
    default:
      return [];
  }
}
var resetByAll = ["search_path", "default_tablespace", "default_table_access_method"];
function settledAtStart(script) {
  let settled = /* @__PURE__ */ new Set();
  for (let statement of script.statements) {
    let isSetting = statement.changes.every(({ kind }) => ["transaction", "set", "reset", "session"].includes(kind)), found = effectsOf(statement);
    if (!isSetting && found.length === 0) return settled;
    for (let { name } of found) settled.add(name);
  }
  return settled;
}

// src/layouts/carried-problems.ts
function carriedProblems(layout, together) {
  return layout.carriesSession !== !0 ? [] : carriedSettings(together).map(
    ({ migration, by, statement, setting }) => fileProblem(
      "carried-setting",
      migration.up.path,
      `${by.up.path} leaves ${setting} changed (line ${statement.span.start.line}), and ${layout.name} carries it into this script when both run together, but not when this one runs later: where its objects go depends on the deployment.`,
      `Begin this script with its own SET or RESET ${setting}, or end the other one with RESET ${setting}. Lockgate runs each script in a fresh session.`
    )
  );
}

export {
  historyPlace,
  deployPlace,
  carriedProblems
};
