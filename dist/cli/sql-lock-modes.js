#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  nameOf,
  parseExpression,
  parseStatement,
  qualifiedName,
  stringOf,
  stringsOf,
  typeOf
} from "./sql-ascending.js";

// src/sql/postgresql/punctuation.ts
var token = /([eE]?'|")|--[^\n\r]*|(\/\*)|(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|([(),;[\]])/g;
function* tokens(text, from) {
  let at = from;
  for (; ; ) {
    token.lastIndex = at;
    let found = token.exec(text);
    if (found === null) return;
    let { index: offset } = found, [whole, quote, comment, tag] = found;
    at = offset + whole.length, comment !== void 0 ? at = commentEnd(text, offset) : tag !== void 0 ? at = behind(text, tag, at) : quote !== void 0 && (at = quoteEnd(text, quote, at)), comment === void 0 && !whole.startsWith("--") && (yield { offset, text: text.slice(offset, at) });
  }
}
function* punctuation(text, from) {
  for (let { offset, text: char } of tokens(text, from))
    marks.has(char) && (yield { offset, char });
}
var marks = /* @__PURE__ */ new Set(["(", ")", "[", "]", ","]);
function nextToken(text, from) {
  let at = from;
  for (; ; ) {
    if (blank.lastIndex = at, at += blank.exec(text)[0].length, !text.startsWith("/*", at)) return at;
    at = commentEnd(text, at);
  }
}
var blank = /(?:[ \t\n\r\f\v]|--[^\n\r]*(?![^\n\r]))*/y;
function commentEnd(text, from) {
  let mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text))
    if (depth += found[0] === "/*" ? 1 : -1, depth === 0) return mark.lastIndex;
  return text.length;
}
function quoteEnd(text, opening, from) {
  let quote = opening.at(-1), stop = opening.length === 2 ? /['\\]/g : quote === "'" ? /'/g : /"/g;
  stop.lastIndex = from;
  for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
    if (!(found[0] === "\\" || text[found.index + 1] === quote)) return found.index + 1;
    stop.lastIndex = found.index + 2;
  }
  return text.length;
}
function behind(text, tag, from) {
  let close = text.indexOf(tag, from);
  return close < 0 ? text.length : close + tag.length;
}

// src/sql/quote.ts
function quoteIdentifier(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
function quoteLiteral(text) {
  let doubled = text.replaceAll("'", "''");
  return doubled.includes("\\") ? ` E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
}

// src/sql/postgresql/tree.ts
function eachNode(root, seen) {
  let keys = [""], values = [root];
  for (; values.length > 0; ) {
    let key = keys.pop(), value = values.pop();
    if (typeof value != "object" || value === null || seen(key, value) === !1) continue;
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--)
        keys.push(""), values.push(value[i]);
      continue;
    }
    let own = Object.keys(value);
    for (let i = own.length - 1; i >= 0; i--) {
      let name = own[i], child = value[name];
      typeof child == "object" && (keys.push(name), values.push(child));
    }
  }
}

// src/sql/postgresql/known-text.ts
var mostTexts = 200;
function knownTexts(expression, { texts }) {
  let node = parseExpression(expression), all = [/* @__PURE__ */ new Map()];
  for (let name of variablesIn(node)) {
    let values = texts.get(name);
    if (values === void 0 || all.length * values.length > mostTexts) return;
    all = all.flatMap((one) => values.map((value) => new Map([...one, [name, value]])));
  }
  let found = /* @__PURE__ */ new Set();
  for (let values of all) {
    let text = textOf(node, values);
    if (text === void 0) return;
    found.add(text);
  }
  return [...found];
}
function literalText(node) {
  return "A_Const" in node || "TypeCast" in node ? textOf(node, /* @__PURE__ */ new Map()) : void 0;
}
function knownList(expression, { lists }) {
  return listOf(parseExpression(expression), lists);
}
function knownRows(query, { lists }) {
  let parsed = parseStatement(query);
  if (parsed.kind !== "parsed" || !("SelectStmt" in parsed.node)) return;
  let { targetList = [], fromClause = [], op: _, limitOption: __, ...more } = parsed.node.SelectStmt, [target] = targetList;
  if (target === void 0 || targetList.length > 1 || fromClause.length > 1 || Object.keys(more).length > 0)
    return;
  let selected = "ResTarget" in target ? target.ResTarget.val : void 0, [source] = fromClause;
  if (source === void 0) return unnested(selected, lists);
  let items = "RangeFunction" in source ? source.RangeFunction.functions ?? [] : [], [called] = items.flatMap((item) => "List" in item ? item.List.items ?? [] : []);
  return selected !== void 0 && "ColumnRef" in selected ? unnested(called, lists) : void 0;
}
function unnested(node, lists) {
  if (node === void 0 || !("FuncCall" in node)) return;
  let [list, ...more] = node.FuncCall.args ?? [];
  return stringsOf(node.FuncCall.funcname).at(-1) === "unnest" && more.length === 0 ? listOf(list, lists) : void 0;
}
function listOf(node, lists) {
  if (node === void 0) return;
  if ("TypeCast" in node) return listOf(node.TypeCast.arg, lists);
  if ("ColumnRef" in node || "ParamRef" in node) return lists.get(variableName(node) ?? "");
  if ("A_Const" in node) {
    let [, elements2] = /^\{([\w, ]*)\}$/.exec(node.A_Const.sval?.sval ?? "") ?? [];
    return elements2 === void 0 || /\bnull\b/i.test(elements2) ? void 0 : elements2.trim() === "" ? [] : elements2.split(",").map((one) => one.trim());
  }
  if (!("A_ArrayExpr" in node)) return;
  let elements = (node.A_ArrayExpr.elements ?? []).map((element) => textOf(element, /* @__PURE__ */ new Map()));
  return elements.every((element) => element !== void 0) ? elements : void 0;
}
function variablesIn(root) {
  let found = /* @__PURE__ */ new Set();
  return eachNode(root, (key, value) => {
    key !== "ColumnRef" && key !== "ParamRef" || found.add(variableName({ [key]: value }) ?? "");
  }), found;
}
function variableName(node) {
  if ("ParamRef" in node) return `$${node.ParamRef.number ?? 0}`;
  let names = "ColumnRef" in node ? stringsOf(node.ColumnRef.fields) : [];
  return names.length === 1 ? names[0] : void 0;
}
var textTypes = /^(?:text|varchar|name|regclass)$/;
function textOf(node, values) {
  if (node !== void 0) {
    if ("A_Const" in node) return constantText(node.A_Const);
    if ("ColumnRef" in node || "ParamRef" in node) return values.get(variableName(node) ?? "");
    if ("TypeCast" in node) {
      let { arg, typeName } = node.TypeCast, type = stringsOf(typeName?.names).at(-1) ?? "", text = textTypes.test(type) && (typeName?.typmods ?? []).length === 0 ? textOf(arg, values) : void 0;
      return text === void 0 || type === "regclass" && isNumber(text) ? void 0 : text;
    }
    if ("A_Expr" in node) {
      let { name, lexpr, rexpr } = node.A_Expr;
      return stringsOf(name).join(".") === "||" ? joined([lexpr, rexpr], values) : void 0;
    }
    if ("FuncCall" in node) return resultOf(stringsOf(node.FuncCall.funcname), node.FuncCall.args ?? [], values);
  }
}
function isNumber(text) {
  return /^\d+$/.test(text);
}
function constantText({ sval, ival }) {
  return ival !== void 0 ? String(ival.ival ?? 0) : sval === void 0 ? void 0 : sval.sval ?? "";
}
function joined(parts, values) {
  let texts = parts.map((part) => textOf(part, values));
  return texts.every((text) => text !== void 0) ? texts.join("") : void 0;
}
function resultOf(names, args, values) {
  if (names.length > 1 && names[0] !== "pg_catalog") return;
  let [first, ...more] = args.map((arg) => textOf(arg, values));
  switch (names.at(-1)) {
    case "format":
      return first === void 0 ? void 0 : formatted(first, more);
    case "concat":
      return joined(args, values);
    case "quote_ident":
      return first === void 0 ? void 0 : quoteIdentifier(first);
    case "quote_literal":
      return first === void 0 ? void 0 : quoteLiteral(first);
    default:
      return;
  }
}
function formatted(text, values) {
  let next = 0, known = !0, result = text.replace(/%([\s\S]?)/g, (_, specifier) => {
    if (specifier === "%") return "%";
    let value = values[next++];
    return value !== void 0 && specifier === "s" ? value : value !== void 0 && specifier === "I" ? quoteIdentifier(value) : value !== void 0 && specifier === "L" ? quoteLiteral(value) : (known = !1, "");
  });
  return known ? result : void 0;
}

// src/sql/postgresql/expressions.ts
function expressionOf(node, source, until) {
  return node === void 0 ? { text: "", functions: [], constant: !0 } : { text: textOf2(node, source, until), functions: functionsIn(node), constant: isConstant(node) };
}
function functionsIn(root) {
  let found = [];
  return eachNode(root, (key, value) => {
    if (key === "FuncCall" && found.push(callOf(value)), key === "SQLValueFunction") {
      let op = value.op ?? "SVFOP_CURRENT_TIMESTAMP";
      found.push({ name: op.replace("SVFOP_", "").replace(/_N$/, "").toLowerCase(), values: [] });
    }
  }), found;
}
function callOf({ funcname, args = [] }) {
  let { schema, name } = qualifiedName(stringsOf(funcname)), values = args.map((value) => literalText(value) ?? null);
  return schema === void 0 || schema === "pg_catalog" ? { name, values } : { schema, name, values };
}
function isConstant(root) {
  let node = root;
  for (; "TypeCast" in node && node.TypeCast.arg !== void 0; ) node = node.TypeCast.arg;
  if ("A_Const" in node) return !0;
  if ("A_ArrayExpr" in node) return (node.A_ArrayExpr.elements ?? []).every(isConstant);
  if ("A_Expr" in node) {
    let { lexpr, rexpr } = node.A_Expr;
    return lexpr === void 0 && rexpr !== void 0 && isConstant(rexpr);
  }
  return !1;
}
var isLocation = /(?:^|_)location$/;
function textOf2(node, source, until) {
  let first = Number.POSITIVE_INFINITY, last = 0;
  if (eachNode(node, (_, value) => {
    for (let [key, location] of Object.entries(value))
      typeof location != "number" || location < 0 || !isLocation.test(key) || (first = Math.min(first, location), last = Math.max(last, location));
  }), !Number.isFinite(first) || first === 0) return "";
  let text = until === void 0 ? source.text : source.text.slice(0, source.offsetOf(until)), lastToken = source.offsetOf(last), from = source.offsetOf(first), depth = 0;
  for (let { offset, char } of punctuation(text, from))
    if (char === "(" || char === "[") depth++;
    else if (depth > 0) depth -= char === "," ? 0 : 1;
    else {
      if (char === "," || offset > lastToken) return text.slice(from, offset).trim();
      from = Math.max(text.lastIndexOf("(", from - 1), 0);
    }
  return text.slice(from).trim();
}

// src/sql/postgresql/object-types.ts
var types = {
  OBJECT_TABLE: "table",
  OBJECT_COLUMN: "column",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "materialized-view",
  OBJECT_INDEX: "index",
  OBJECT_SEQUENCE: "sequence",
  OBJECT_SCHEMA: "schema",
  OBJECT_TYPE: "type",
  OBJECT_DOMAIN: "domain",
  OBJECT_DOMCONSTRAINT: "constraint",
  OBJECT_FUNCTION: "function",
  OBJECT_ROUTINE: "function",
  OBJECT_PROCEDURE: "procedure",
  OBJECT_AGGREGATE: "aggregate",
  OBJECT_OPERATOR: "operator",
  OBJECT_TRIGGER: "trigger",
  OBJECT_RULE: "rule",
  OBJECT_POLICY: "policy",
  OBJECT_EXTENSION: "extension",
  OBJECT_TABCONSTRAINT: "constraint",
  OBJECT_ATTRIBUTE: "attribute",
  OBJECT_ROLE: "role",
  OBJECT_DATABASE: "database",
  OBJECT_FOREIGN_TABLE: "foreign-table",
  OBJECT_PUBLICATION: "publication",
  OBJECT_SUBSCRIPTION: "subscription",
  OBJECT_EVENT_TRIGGER: "event-trigger"
};
function objectTypeOf(type) {
  return (type === void 0 ? void 0 : types[type]) ?? "other";
}

// src/sql/postgresql/code.ts
function createFunction(statement, source, at) {
  let options = definitions(statement.options), option = (name) => options.find((o) => o.defname === name), security = option("security")?.arg, volatility = stringOf(option("volatility")?.arg), body = stringOf(option("as")?.arg) || (statement.sql_body === void 0 ? "" : standardBody(source.text));
  return {
    kind: "function",
    function: qualifiedName(stringsOf(statement.funcname)),
    parameters: inputsOf(statement).map((parameter) => parameterOf(parameter, source)),
    procedure: statement.is_procedure === !0,
    replace: statement.replace === !0,
    language: stringOf(option("language")?.arg).toLowerCase() || "sql",
    body,
    ...isStrictWithUnused(statement, option("strict") !== void 0, body) ? { strictWithUnused: !0 } : {},
    volatility: volatility === "stable" || volatility === "immutable" ? volatility : "volatile",
    securityDefiner: security !== void 0 && "Boolean" in security && security.Boolean.boolval === !0,
    settings: settingsIn(options),
    ...stringsOf(statement.returnType?.names).at(-1) === "trigger" ? { returnsTrigger: !0 } : {},
    at
  };
}
function standardBody(statement) {
  let text = statement.trimEnd(), begin = /\bbegin\s+atomic\b/i.exec(text);
  if (begin !== null && /\bend$/i.test(text))
    return text.slice(begin.index + begin[0].length, -3).trim().replace(/;$/, "").trim();
  let returned = /\breturn\b([\s\S]+)$/i.exec(statement)?.[1];
  return returned === void 0 ? "" : `SELECT ${returned.trim()}`;
}
function isStrictWithUnused(statement, strict, body) {
  return strict ? inputsOf(statement).some(({ name }, i) => !(name !== void 0 && body.toLowerCase().includes(name.toLowerCase())) && !body.includes(`$${i + 1}`)) : !1;
}
function inputsOf({ parameters = [] }) {
  return parameters.flatMap((node) => {
    if (!("FunctionParameter" in node)) return [];
    let { mode } = node.FunctionParameter;
    return mode === "FUNC_PARAM_OUT" || mode === "FUNC_PARAM_TABLE" ? [] : [node.FunctionParameter];
  });
}
function parameterOf({ name, argType, defexpr, mode }, source) {
  return {
    ...name === void 0 ? {} : { name },
    type: typeOf(argType),
    ...defexpr === void 0 ? {} : { default: expressionOf(defexpr, source) },
    ...mode === "FUNC_PARAM_VARIADIC" ? { variadic: !0 } : {}
  };
}
function settingsIn(options) {
  return options.flatMap((o) => {
    let set = o.defname === "set" && o.arg !== void 0 && "VariableSetStmt" in o.arg ? o.arg.VariableSetStmt : void 0;
    return set?.name === void 0 || set.kind === "VAR_RESET" ? [] : [set.name];
  });
}
function alterFunction(statement, at) {
  let actions3 = definitions(statement.actions), volatility = stringOf(actions3.find((o) => o.defname === "volatility")?.arg), known = volatility === "volatile" || volatility === "stable" || volatility === "immutable", security = actions3.find((o) => o.defname === "security")?.arg, settings = settingsIn(actions3);
  return {
    kind: "alter-other",
    object: objectTypeOf(statement.objtype),
    name: qualifiedName(stringsOf(statement.func?.objname)),
    ...known ? { volatility } : {},
    ...security !== void 0 && "Boolean" in security ? { securityDefiner: security.Boolean.boolval === !0 } : {},
    ...settings.length === 0 ? {} : { settings },
    at
  };
}
function doBlock(statement, at) {
  let options = definitions(statement.args), language = stringOf(options.find((o) => o.defname === "language")?.arg) || "plpgsql", body = stringOf(options.find((o) => o.defname === "as")?.arg);
  return { kind: "do", language, body, statements: [], at };
}
function createTrigger(statement, source, at) {
  let timing = statement.timing ?? 0;
  return {
    kind: "create-trigger",
    trigger: statement.trigname ?? "",
    table: nameOf(statement.relation),
    replace: statement.replace === !0,
    timing: (timing & 64) !== 0 ? "instead of" : (timing & 2) !== 0 ? "before" : "after",
    row: statement.row === !0,
    function: qualifiedName(stringsOf(statement.funcname)),
    ...statement.whenClause === void 0 ? {} : { when: expressionOf(statement.whenClause, source) },
    at
  };
}
function definitions(nodes) {
  return (nodes ?? []).flatMap((node) => "DefElem" in node ? [node.DefElem] : []);
}
function isOn(nodes, name) {
  let found = definitions(nodes).find((option) => option.defname === name);
  if (found === void 0) return !1;
  let { arg } = found;
  return arg === void 0 ? !0 : "Boolean" in arg ? arg.Boolean.boolval === !0 : "Integer" in arg ? (arg.Integer.ival ?? 0) !== 0 : !["false", "off", "0"].includes(stringOf(arg).toLowerCase());
}

// src/sql/lock-modes.ts
var facts = {
  AccessShareLock: { strength: 1, excludes: ["AccessExclusiveLock"] },
  RowShareLock: { strength: 2, excludes: ["ExclusiveLock", "AccessExclusiveLock"] },
  RowExclusiveLock: {
    strength: 3,
    excludes: ["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"]
  },
  ShareUpdateExclusiveLock: {
    strength: 4,
    excludes: [
      "ShareUpdateExclusiveLock",
      "ShareLock",
      "ShareRowExclusiveLock",
      "ExclusiveLock",
      "AccessExclusiveLock"
    ]
  },
  ShareLock: {
    strength: 5,
    excludes: [
      "RowExclusiveLock",
      "ShareUpdateExclusiveLock",
      "ShareRowExclusiveLock",
      "ExclusiveLock",
      "AccessExclusiveLock"
    ]
  },
  ShareRowExclusiveLock: {
    strength: 6,
    excludes: [
      "RowExclusiveLock",
      "ShareUpdateExclusiveLock",
      "ShareLock",
      "ShareRowExclusiveLock",
      "ExclusiveLock",
      "AccessExclusiveLock"
    ]
  },
  ExclusiveLock: {
    strength: 7,
    excludes: [
      "RowShareLock",
      "RowExclusiveLock",
      "ShareUpdateExclusiveLock",
      "ShareLock",
      "ShareRowExclusiveLock",
      "ExclusiveLock",
      "AccessExclusiveLock"
    ]
  },
  AccessExclusiveLock: {
    strength: 8,
    excludes: [
      "AccessShareLock",
      "RowShareLock",
      "RowExclusiveLock",
      "ShareUpdateExclusiveLock",
      "ShareLock",
      "ShareRowExclusiveLock",
      "ExclusiveLock",
      "AccessExclusiveLock"
    ]
  }
};
function isLockMode(mode) {
  return Object.hasOwn(facts, mode);
}
function lockModeNumbered(number) {
  return Object.keys(facts).filter(isLockMode).find((mode) => facts[mode].strength === number);
}
function atLeast(mode, other) {
  return facts[mode].strength >= facts[other].strength;
}
function strongest(modes) {
  return modes.reduce(
    (best, mode) => best === void 0 || atLeast(mode, best) ? mode : best,
    void 0
  );
}
function waitsFor(wanted, held) {
  return facts[held].excludes.includes(wanted);
}
function blocksWrites(mode) {
  return waitsFor("RowExclusiveLock", mode);
}
function blocksReads(mode) {
  return waitsFor("AccessShareLock", mode);
}
var activities = [
  { name: "Reads", statements: "SELECT", mode: "AccessShareLock" },
  { name: "Row locks", statements: "SELECT \u2026 FOR UPDATE, checks of foreign keys", mode: "RowShareLock" },
  { name: "Writes", statements: "INSERT, UPDATE, DELETE, MERGE", mode: "RowExclusiveLock" },
  { name: "Upkeep", statements: "VACUUM, ANALYZE, indexes CONCURRENTLY", mode: "ShareUpdateExclusiveLock" },
  { name: "Index builds", statements: "CREATE INDEX", mode: "ShareLock" },
  { name: "Schema changes", statements: "ALTER TABLE, DROP", mode: "AccessExclusiveLock" }
];

// src/sql/postgresql/session.ts
function setting(statement, at) {
  let name = (statement.name ?? "").toLowerCase();
  switch (statement.kind) {
    case "VAR_RESET_ALL":
      return { kind: "reset", name: "ALL", at };
    case "VAR_RESET":
      return { kind: "reset", name, at };
    case "VAR_SET_MULTI":
      return { kind: "session", what: `set ${name}`, at };
    case "VAR_SET_DEFAULT":
      return { kind: "set", name, value: null, local: statement.is_local === !0, at };
    default: {
      let value = (statement.args ?? []).map(constantText2).join(", ");
      return { kind: "set", name, value, local: statement.is_local === !0, at };
    }
  }
}
function configured(node, at) {
  let [target, ...more] = "SelectStmt" in node ? node.SelectStmt.targetList ?? [] : [], value = target !== void 0 && "ResTarget" in target ? target.ResTarget.val : void 0;
  if (more.length > 0 || value === void 0 || !("FuncCall" in value)) return [];
  let { funcname = [], args = [] } = value.FuncCall, last = funcname.at(-1);
  if (last === void 0 || !("String" in last) || last.String.sval !== "set_config") return [];
  let [name, given, local] = args.map((arg) => "A_Const" in arg ? constantText2(arg) : void 0);
  return name === void 0 || given === void 0 || local === void 0 ? [] : [{ kind: "set", name: name.toLowerCase(), value: given, local: local === "true", at }];
}
function constantText2(node) {
  if ("A_Const" in node) {
    let constant = node.A_Const;
    return constant.sval !== void 0 ? constant.sval.sval ?? "" : constant.ival !== void 0 ? String(constant.ival.ival ?? 0) : constant.fval !== void 0 ? constant.fval.fval ?? "" : constant.boolval !== void 0 ? String(constant.boolval.boolval === !0) : "";
  }
  return "TypeCast" in node && node.TypeCast.arg !== void 0 ? constantText2(node.TypeCast.arg) : "";
}
var actions = {
  TRANS_STMT_BEGIN: "begin",
  TRANS_STMT_START: "begin",
  TRANS_STMT_COMMIT: "commit",
  TRANS_STMT_ROLLBACK: "rollback",
  TRANS_STMT_SAVEPOINT: "savepoint",
  TRANS_STMT_RELEASE: "release",
  TRANS_STMT_ROLLBACK_TO: "rollback-to",
  TRANS_STMT_PREPARE: "prepare"
};
function transaction(statement, at) {
  let action = statement.kind === void 0 ? void 0 : actions[statement.kind];
  return action === void 0 ? { kind: "session", what: "finish a prepared transaction", at } : { kind: "transaction", action, at };
}
function lock(statement, at) {
  let tables = (statement.relations ?? []).flatMap((node) => "RangeVar" in node ? [nameOf(node.RangeVar)] : []), mode = lockModeNumbered(statement.mode ?? 8) ?? "AccessExclusiveLock";
  return { kind: "lock-table", tables, mode, nowait: statement.nowait === !0, at };
}
function setConstraints({ deferred, constraints }, at) {
  let names = (constraints ?? []).flatMap((node) => "RangeVar" in node ? [node.RangeVar.relname ?? ""] : []);
  return { kind: "set-constraints", deferred: deferred === !0, ...names.length === 0 ? {} : { names }, at };
}
function insert(statement, at) {
  let targets = (statement.cols ?? []).flatMap((node) => "ResTarget" in node ? [node.ResTarget] : []), columns = targets.filter(
    ({ name, indirection }, i) => indirection === void 0 || targets.findIndex((one) => one.name === name) === i
  ).map(({ name }) => name ?? ""), select = statement.selectStmt !== void 0 && "SelectStmt" in statement.selectStmt ? statement.selectStmt.SelectStmt : void 0;
  return {
    kind: "insert",
    table: nameOf(statement.relation),
    columns: columns.length === 0 ? null : columns,
    source: select === void 0 ? "default" : isOfValues(select) ? "values" : "query",
    at
  };
}
function isOfValues({ valuesLists, fromClause, op, targetList }) {
  return valuesLists !== void 0 ? !0 : fromClause === void 0 && (op === void 0 || op === "SETOP_NONE") && functionsIn(targetList).every(({ name }) => ofOneValue.has(name));
}
var ofOneValue = new Set(
  `clock_timestamp concat currval current_date current_time current_timestamp current_user gen_random_uuid json_build_array json_build_object
   jsonb_build_array jsonb_build_object localtimestamp lower md5 nextval now session_user to_date to_timestamp upper uuid_generate_v4 uuidv7`.split(
    /\s+/
  )
);
function copy(statement, at) {
  let medium = statement.is_program === !0 ? "program" : statement.filename === void 0 ? "stdio" : "file", direction = statement.is_from === !0 ? "from" : "to";
  return {
    kind: "copy",
    ...statement.relation === void 0 ? {} : { table: nameOf(statement.relation) },
    direction,
    medium,
    at
  };
}

// src/sql/postgresql/rows.ts
function rowsWanted({ relation, whereClause }) {
  let conditions = whereClause === void 0 ? [] : joinedByAnd(whereClause).filter((node) => !isAlwaysTrue(node)), names = /* @__PURE__ */ new Set([relation?.relname, relation?.alias?.aliasname]), pins = pinsIn(conditions, names);
  return { where: conditions.length > 0, ...pins.length === 0 ? {} : { pins } };
}
function pinsOfQuery({ fromClause, whereClause }) {
  let [only, ...others] = fromClause ?? [];
  if (only === void 0 || others.length > 0 || !("RangeVar" in only) || whereClause === void 0) return [];
  let { relname, alias } = only.RangeVar;
  return pinsIn(joinedByAnd(whereClause), /* @__PURE__ */ new Set([relname, alias?.aliasname]));
}
function pinsIn(conditions, names) {
  return conditions.flatMap((node) => "A_Expr" in node ? pinnedColumn(node.A_Expr, names) ?? [] : []);
}
function columnsSet({ targetList }) {
  return (targetList ?? []).flatMap(
    (node) => "ResTarget" in node && node.ResTarget.indirection === void 0 ? [node.ResTarget.name ?? ""] : []
  );
}
function joinedByAnd(node) {
  return !("BoolExpr" in node) || node.BoolExpr.boolop !== "AND_EXPR" ? [node] : (node.BoolExpr.args ?? []).flatMap(joinedByAnd);
}
function isAlwaysTrue(node) {
  if ("A_Const" in node) return node.A_Const.boolval?.boolval === !0;
  if (!("A_Expr" in node)) return !1;
  let { lexpr, rexpr } = node.A_Expr;
  return lexpr === void 0 || rexpr === void 0 || !("A_Const" in lexpr) || !("A_Const" in rexpr) ? !1 : isEquality(node.A_Expr) && !rexpr.A_Const.isnull && constantText2(lexpr) === constantText2(rexpr);
}
function pinnedColumn(expression, names) {
  let { lexpr, rexpr } = expression;
  if (!(lexpr === void 0 || rexpr === void 0 || !isEquality(expression))) {
    for (let [column, value] of [
      [lexpr, rexpr],
      [rexpr, lexpr]
    ])
      if ("ColumnRef" in column && isGiven(value)) return ownColumn(column.ColumnRef, names);
  }
}
function isEquality({ kind, name }) {
  return (kind === "AEXPR_OP" || kind === "AEXPR_IN" || kind === "AEXPR_OP_ANY") && stringsOf(name).at(-1) === "=";
}
function isGiven(node) {
  return "List" in node ? (node.List.items ?? []).every(isGiven) : "ParamRef" in node || isConstant(node);
}
function ownColumn({ fields }, names) {
  let parts = stringsOf(fields);
  return parts.length === 1 || names.has(parts.at(-2)) ? parts.at(-1) : void 0;
}

// src/sql/postgresql/reads.ts
function reading(root) {
  let found = /* @__PURE__ */ new Map(), defined = /* @__PURE__ */ new Set(), pinned = /* @__PURE__ */ new Map();
  eachNode(root, (key, value) => {
    if (key === "SelectStmt") {
      let query = value, pins = pinsOfQuery(query), [from] = query.fromClause ?? [];
      pins.length > 0 && from !== void 0 && "RangeVar" in from && pinned.set(from.RangeVar, pins);
    }
    if (key === "RangeVar") {
      let table = nameOf(value), name = JSON.stringify([table.schema, table.name]), known = found.get(name) ?? { table, pins: [] };
      found.set(name, known), known.pins.push(pinned.get(value) ?? []);
    }
    return key === "CommonTableExpr" && defined.add(value.ctename ?? ""), key !== "lockingClause";
  });
  let reads = [...found.values()].filter(({ table }) => table.schema !== void 0 || !defined.has(table.name)), lookups = reads.flatMap(
    ({ table, pins }) => pins.every((one) => one.length > 0) ? pins.map((one) => ({ table, pins: one })) : []
  );
  return {
    ...reads.length === 0 ? {} : { reads: reads.map(({ table }) => table) },
    ...lookups.length === 0 ? {} : { lookups }
  };
}
function tablesRead(root) {
  let { reads } = reading(root);
  return reads === void 0 ? {} : { reads };
}
function viewing(query) {
  if (query === void 0) return {};
  let uses = /* @__PURE__ */ new Set();
  return eachNode(query, (key, value) => {
    if (key !== "ColumnRef") return;
    let last = value.fields?.at(-1);
    uses.add(last !== void 0 && "A_Star" in last ? "*" : stringOf(last));
  }), { ...tablesRead(query), ...uses.size === 0 ? {} : { uses: [...uses] } };
}
function resetting(root) {
  let resets = [];
  return eachNode(root, (key, value) => {
    if (key !== "FuncCall") return;
    let { funcname, args } = value;
    if (qualifiedName(stringsOf(funcname)).name !== "setval" || args?.[0] === void 0) return;
    let literal;
    eachNode(args[0], (inner, constant) => {
      inner === "sval" && (literal ??= constant.sval);
    }), literal !== void 0 && resets.push(regclass(literal));
  }), resets.length === 0 ? {} : { resets };
}
function regclass(text) {
  let parts = [...text.matchAll(/"((?:[^"]|"")*)"|[^".]+/g)].map(
    ([plain, quoted]) => quoted?.replaceAll('""', '"') ?? plain.trim().toLowerCase()
  );
  return qualifiedName(parts);
}

// src/sql/postgresql/columns.ts
var serials = /* @__PURE__ */ new Set(["serial", "serial2", "serial4", "serial8", "bigserial", "smallserial"]);
function columnOf(definition, source) {
  let name = definition.colname ?? "", type = typeOf(definition.typeName), parts = (definition.constraints ?? []).flatMap((node) => "Constraint" in node ? [node.Constraint] : []), constraints = parts.flatMap((part, i) => {
    let constraint = constraintOf(part, source, [name]);
    return constraint === void 0 ? [] : [{ ...constraint, ...attributesBehind(parts, i) }];
  }), byDefault = parts.find((part) => part.contype === "CONSTR_DEFAULT"), generated = parts.find((part) => part.contype === "CONSTR_GENERATED"), identity = parts.some((part) => part.contype === "CONSTR_IDENTITY"), serial = serials.has(type.name), notNull = identity || serial || constraints.some((c) => c.type === "not-null" || c.type === "primary-key");
  return {
    name,
    type,
    notNull,
    identity,
    serial,
    constraints,
    ...definition.typeName?.location === void 0 ? {} : { typeAt: source.at(definition.typeName.location) },
    ...byDefault?.raw_expr === void 0 ? {} : { default: expressionOf(byDefault.raw_expr, source, behind2(byDefault, parts)) },
    ...generated === void 0 ? {} : { generated: generated.generated_kind === "v" ? "virtual" : "stored" },
    ...definition.collClause === void 0 ? {} : { collation: qualifiedName(stringsOf(definition.collClause.collname)) }
  };
}
function attributesBehind(parts, index) {
  let behindIt = parts.slice(index + 1), next = behindIt.findIndex(({ contype }) => contype?.startsWith("CONSTR_ATTR_") !== !0), attributes = new Set(behindIt.slice(0, next < 0 ? void 0 : next).map(({ contype }) => contype));
  return {
    ...attributes.has("CONSTR_ATTR_NOT_ENFORCED") ? { enforced: !1, validated: !1 } : {},
    ...attributes.has("CONSTR_ATTR_DEFERRABLE") || attributes.has("CONSTR_ATTR_DEFERRED") ? { deferrable: !0 } : {},
    ...attributes.has("CONSTR_ATTR_DEFERRED") ? { initiallyDeferred: !0 } : {}
  };
}
function behind2({ location = 0 }, parts) {
  return parts.map((part) => part.location ?? 0).find((other) => other > location);
}
function constraintOf(tree, source, ownColumns) {
  let listed = stringsOf(tree.keys), base = {
    ...tree.conname === void 0 ? {} : { name: tree.conname },
    columns: listed.length > 0 ? listed : ownColumns,
    validated: tree.skip_validation !== !0,
    enforced: !0,
    ...tree.deferrable === !0 ? { deferrable: !0 } : {},
    ...tree.is_no_inherit === !0 ? { noInherit: !0 } : {},
    ...tree.initdeferred === !0 ? { initiallyDeferred: !0 } : {}
  }, enforced = tree.is_enforced === !0;
  switch (tree.contype) {
    case "CONSTR_NOTNULL":
      return { ...base, type: "not-null" };
    case "CONSTR_CHECK":
      return { ...base, enforced, type: "check", expression: expressionOf(tree.raw_expr, source) };
    case "CONSTR_FOREIGN":
      return {
        ...base,
        enforced,
        columns: tree.fk_attrs === void 0 ? ownColumns : stringsOf(tree.fk_attrs),
        type: "foreign-key",
        references: targetOf(tree, source)
      };
    case "CONSTR_PRIMARY":
    case "CONSTR_UNIQUE":
      return {
        ...base,
        type: tree.contype === "CONSTR_PRIMARY" ? "primary-key" : "unique",
        ...tree.indexname === void 0 ? {} : { usingIndex: tree.indexname },
        ...tree.nulls_not_distinct === !0 ? { nullsNotDistinct: !0 } : {},
        ...tree.without_overlaps === !0 ? { withoutOverlaps: !0 } : {}
      };
    case "CONSTR_EXCLUSION":
      return { ...base, type: "exclusion", ...exclusion(tree, source) };
    default:
      return;
  }
}
function exclusion({ exclusions, where_clause, access_method }, source) {
  let elements = (exclusions ?? []).flatMap((node) => {
    let [element, names] = "List" in node ? node.List.items ?? [] : [];
    if (element === void 0 || !("IndexElem" in element)) return [];
    let { name, expr } = element.IndexElem, parts = names !== void 0 && "List" in names ? stringsOf(names.List.items) : [], operator = parts.length > 1 ? `OPERATOR(${parts.join(".")})` : parts[0] ?? "";
    if (name !== void 0) return [{ column: name, operator }];
    let expression = expressionOf(expr, source), text = expression.text.replace(/(?<!\s)\s+with\s+(?:operator\s*\([^)]*\)|[^\s)]+)\s*$/i, "");
    return [{ expression: { ...expression, text }, operator }];
  });
  return {
    ...access_method === void 0 ? {} : { method: access_method },
    elements,
    ...where_clause === void 0 ? {} : { where: expressionOf(where_clause, source) }
  };
}
var actions2 = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default"
};
function targetOf(tree, source) {
  let isNoAction = (tree.fk_del_action ?? "a") === "a";
  return {
    table: nameOf(tree.pktable),
    columns: stringsOf(tree.pk_attrs),
    onDelete: actions2[tree.fk_del_action ?? "a"] ?? "no action",
    ...isNoAction && saysOnDelete(tree, source) ? { saysNoAction: !0 } : {}
  };
}
function saysOnDelete({ location }, source) {
  let depth = 0, before = "";
  for (let { text } of tokens(source.text, source.offsetOf(location ?? 0))) {
    let word = text.toLowerCase();
    if (word === "(" && depth++, word === ")" && depth--, depth < 0 || depth === 0 && (word === "," || word === ";")) return !1;
    if (before === "on" && word === "delete") return !0;
    before = word;
  }
  return !1;
}
function constraintsIn(elements, source) {
  return elements.flatMap((node) => "Constraint" in node ? constraintOf(node.Constraint, source, []) ?? [] : []);
}

// src/sql/postgresql/labels.ts
function labelOf(node) {
  return figured(node)?.name;
}
function figured(node) {
  if (node !== void 0) {
    if ("ColumnRef" in node) return strong(stringsOf(node.ColumnRef.fields).at(-1));
    if ("FuncCall" in node) return strong(stringsOf(node.FuncCall.funcname).at(-1));
    if ("CollateClause" in node) return figured(node.CollateClause.arg);
    if ("A_Indirection" in node) {
      let field = stringsOf(node.A_Indirection.indirection).findLast((name) => name !== "");
      return field === void 0 ? figured(node.A_Indirection.arg) : strong(field);
    }
    if ("TypeCast" in node) {
      let { arg, typeName } = node.TypeCast;
      return better(figured(arg), stringsOf(typeName?.names).at(-1));
    }
    return "CaseExpr" in node ? better(figured(node.CaseExpr.defresult), "case") : "A_Expr" in node ? node.A_Expr.kind === "AEXPR_NULLIF" ? strong("nullif") : void 0 : "MinMaxExpr" in node ? strong(node.MinMaxExpr.op === "IS_LEAST" ? "least" : "greatest") : strong(constructs.find(([kind]) => kind in node)?.[1]);
  }
}
var constructs = [
  ["CoalesceExpr", "coalesce"],
  ["A_ArrayExpr", "array"],
  ["RowExpr", "row"]
];
function strong(name) {
  return name === void 0 || name === "" ? void 0 : { name, weak: !1 };
}
function better(inner, outer) {
  return inner !== void 0 && !inner.weak || outer === void 0 ? inner : { name: outer, weak: !0 };
}

// src/sql/postgresql/parameters.ts
function parametersOf(items) {
  let entries = definitions(items).map(({ defnamespace, defname, arg }) => [defnamespace === void 0 ? defname ?? "" : `${defnamespace}.${defname ?? ""}`, parameterText(arg)]);
  return Object.fromEntries(entries);
}
function parameterText(node) {
  return node === void 0 ? "true" : "Integer" in node ? String(node.Integer.ival ?? 0) : "Float" in node ? node.Float.fval ?? "" : "TypeName" in node ? typeOf(node.TypeName).name : stringOf(node);
}

// src/sql/postgresql/tables.ts
var persistences = {
  p: "permanent",
  t: "temporary",
  u: "unlogged"
};
function createTable(statement, source, at) {
  let elements = statement.tableElts ?? [], parents = (statement.inhRelations ?? []).flatMap((node) => "RangeVar" in node ? [nameOf(node.RangeVar)] : []), isPartition = statement.partbound !== void 0;
  return {
    kind: "create-table",
    table: nameOf(statement.relation),
    persistence: persistences[statement.relation?.relpersistence ?? "p"] ?? "permanent",
    ifNotExists: statement.if_not_exists === !0,
    columns: elements.flatMap((node) => "ColumnDef" in node ? [columnOf(node.ColumnDef, source)] : []),
    constraints: constraintsIn(elements, source),
    ...isPartition && parents[0] !== void 0 ? { partitionOf: parents[0] } : {},
    ...statement.partbound?.is_default === !0 ? { defaultPartition: !0 } : {},
    partitioned: statement.partspec !== void 0,
    ...partitionKey(statement),
    inherits: isPartition ? [] : parents,
    ...statement.accessMethod === void 0 ? {} : { accessMethod: statement.accessMethod },
    ...statement.tablespacename === void 0 ? {} : { tablespace: statement.tablespacename },
    ...statement.options === void 0 ? {} : { parameters: parametersOf(statement.options) },
    ...statement.ofTypename === void 0 ? {} : { ofType: typeOf(statement.ofTypename) },
    likes: elements.flatMap((node) => "TableLikeClause" in node ? [nameOf(node.TableLikeClause.relation)] : []),
    ...likesWith(elements),
    at
  };
}
function likesWith(elements) {
  let bits = elements.reduce(
    (all, node) => all | ("TableLikeClause" in node ? node.TableLikeClause.options ?? 0 : 0),
    0
  ), copied = copies.flatMap(([bit, what]) => (bits & bit) === 0 ? [] : [what]);
  return copied.length === 0 ? {} : { likesWith: copied };
}
var copies = [
  [4, "constraints"],
  [8, "defaults"],
  [16, "generated"],
  [32, "identity"],
  [64, "indexes"]
];
function partitionKey({ partspec }) {
  let elements = (partspec?.partParams ?? []).flatMap(
    (node) => "PartitionElem" in node ? [node.PartitionElem.name] : []
  ), columns = elements.filter((name) => name !== void 0);
  return columns.length > 0 && columns.length === elements.length ? { partitionKey: columns } : {};
}
function createTableAs(statement, at) {
  let relation = statement.into?.rel, withData = statement.into?.skipData !== !0, ifNotExists = statement.if_not_exists === !0;
  return statement.objtype === "OBJECT_MATVIEW" ? {
    kind: "create-materialized-view",
    view: nameOf(relation),
    withData,
    ifNotExists,
    ...viewing(statement.query),
    at
  } : tableFromQuery(relation, ifNotExists, { withData, ...readsOf(statement.query) }, at);
}
function selectInto(statement, at) {
  return tableFromQuery(
    statement.intoClause?.rel,
    !1,
    { withData: !0, ...tablesRead({ SelectStmt: statement }) },
    at
  );
}
function readsOf(query) {
  return query === void 0 ? {} : tablesRead(query);
}
function tableFromQuery(relation, ifNotExists, fromQuery, at) {
  return {
    kind: "create-table",
    table: nameOf(relation),
    persistence: persistences[relation?.relpersistence ?? "p"] ?? "permanent",
    ifNotExists,
    columns: [],
    constraints: [],
    partitioned: !1,
    inherits: [],
    likes: [],
    fromQuery,
    at
  };
}
function createIndex(statement, source, at) {
  let columns = (statement.indexParams ?? []).flatMap(
    (node) => "IndexElem" in node ? [indexColumn(node.IndexElem, source)] : []
  ), include = (statement.indexIncludingParams ?? []).flatMap(
    (node) => "IndexElem" in node ? [node.IndexElem.name ?? ""] : []
  );
  return {
    kind: "create-index",
    ...statement.idxname === void 0 ? {} : { index: statement.idxname },
    table: nameOf(statement.relation),
    unique: statement.unique === !0,
    concurrently: statement.concurrent === !0,
    ifNotExists: statement.if_not_exists === !0,
    only: statement.relation?.inh !== !0,
    method: statement.accessMethod ?? "btree",
    columns,
    ...include.length === 0 ? {} : { include },
    ...statement.nulls_not_distinct === !0 ? { nullsNotDistinct: !0 } : {},
    ...statement.tableSpace === void 0 ? {} : { tablespace: statement.tableSpace },
    ...statement.whereClause === void 0 ? {} : { where: expressionOf(statement.whereClause, source) },
    at
  };
}
function indexColumn({ name, expr, opclass, collation, ordering, nulls_ordering }, source) {
  let operatorClass = stringsOf(opclass).at(-1), collated = stringsOf(collation).at(-1), descends = ordering === "SORTBY_DESC", unusual = nulls_ordering === (descends ? "SORTBY_NULLS_LAST" : "SORTBY_NULLS_FIRST"), label = labelOf(expr), order = [descends ? "desc" : "", unusual ? `nulls ${descends ? "last" : "first"}` : ""].join(" ").trim();
  return {
    ...name === void 0 ? { expression: expressionOf(expr, source) } : { column: name },
    ...label === void 0 ? {} : { label },
    ...operatorClass === void 0 ? {} : { operatorClass },
    ...collated === void 0 ? {} : { collation: collated },
    ...order === "" ? {} : { order }
  };
}

export {
  tokens,
  punctuation,
  nextToken,
  quoteIdentifier,
  quoteLiteral,
  eachNode,
  knownTexts,
  knownList,
  knownRows,
  isNumber,
  expressionOf,
  functionsIn,
  callOf,
  isConstant,
  columnOf,
  constraintOf,
  constraintsIn,
  objectTypeOf,
  createFunction,
  standardBody,
  alterFunction,
  doBlock,
  createTrigger,
  definitions,
  isOn,
  parametersOf,
  isLockMode,
  atLeast,
  strongest,
  waitsFor,
  blocksWrites,
  blocksReads,
  activities,
  setting,
  configured,
  transaction,
  lock,
  setConstraints,
  insert,
  copy,
  rowsWanted,
  columnsSet,
  reading,
  viewing,
  resetting,
  createTable,
  createTableAs,
  selectInto,
  createIndex
};
