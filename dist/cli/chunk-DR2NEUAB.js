#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  countBelow,
  ignoreIn,
  nameOf,
  objectName,
  parseCode,
  parseExpression,
  parseStatement,
  parseWhole,
  qualifiedName,
  stringOf,
  stringsOf,
  typeOf
} from "./chunk-5S72BHEI.js";

// src/sql/postgresql/punctuation.ts
var token = /([eE]?'|")|--[^\n\r]*|(\/\*)|(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|([(),;[\]])/g;
function* tokens(text, from) {
  let at = from;
  for (; ; ) {
    token.lastIndex = at;
    let found = token.exec(text);
    if (found === null) return;
    let { index: offset } = found, [whole, quote, comment2, tag] = found;
    at = offset + whole.length, comment2 !== void 0 ? at = commentEnd(text, offset) : tag !== void 0 ? at = behind(text, tag, at) : quote !== void 0 && (at = quoteEnd(text, quote, at)), comment2 === void 0 && !whole.startsWith("--") && (yield { offset, text: text.slice(offset, at) });
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
  let mark2 = /\/\*|\*\//g;
  mark2.lastIndex = from;
  let depth = 0;
  for (let found = mark2.exec(text); found !== null; found = mark2.exec(text))
    if (depth += found[0] === "/*" ? 1 : -1, depth === 0) return mark2.lastIndex;
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

// src/sql/postgresql/code-error.ts
var NEAR = ' at or near "', ofTheGrammar = /^syntax error |^unexpected end of function |^mismatched parentheses |^missing |^unterminated /;
function isSyntaxError(message) {
  return ofTheGrammar.test(message);
}
function errorOffset(body, message) {
  let ends = [...tokens(body, 0)].flatMap(({ offset, text }) => text === ";" ? [offset + 1] : []), low = 0, high2 = ends.length;
  for (; low < high2; ) {
    let middle = low + high2 >> 1;
    messageFor(body.slice(0, ends[middle])) === message ? high2 = middle : low = middle + 1;
  }
  let start = ends[low - 1] ?? 0, statement = body.slice(start, ends[low]), near = message.endsWith('"') ? message.indexOf(NEAR) : -1, named = near === -1 ? void 0 : message.slice(near + NEAR.length, -1), close = Math.max(statement.trimEnd().length - 1, 0);
  return start + (named === void 0 ? close : tokenNamed(named, body, start, statement, message) ?? close);
}
function tokenNamed(named, body, start, statement, message) {
  let found = [...tokens(statement, 0)].filter((token2) => token2.text === named).map((token2) => token2.offset);
  if (found.length === 0) return statement.includes(named) ? statement.indexOf(named) : void 0;
  if (found.length === 1) return found[0];
  let upTo = (offset) => `${body.slice(0, start + offset + named.length)};`;
  return found.slice(0, mostTried).find((offset) => messageFor(upTo(offset)) === message) ?? found[0];
}
var mostTried = 20;
function messageFor(body) {
  let tag = freeTag(body), parsed = parseCode(`DO ${tag}${body} ]${tag}`);
  return parsed.kind === "error" ? parsed.message : void 0;
}
function freeTag(body) {
  let tag = "$lockgate$";
  for (let i = 0; body.includes(tag.slice(0, -1)); i++) tag = `$lockgate${i}$`;
  return tag;
}

// src/sql/postgresql/code-places.ts
function bodyPlaces(sql, body) {
  for (let { offset, text } of tokens(sql, 0)) {
    let tag = /^\$[^$]*\$/.exec(text)?.[0];
    if (tag !== void 0 && text.slice(tag.length, -tag.length) === body) return (at) => offset + tag.length + at;
    if (text.startsWith("'") && text.slice(1, -1).replaceAll("''", "'") === body)
      return quotedPlaces(body, offset + 1);
  }
}
function quotedPlaces(body, start) {
  let quotes = [...body.matchAll(/'/g)].map((found) => found.index);
  return (at) => start + at + countBelow(quotes, at);
}
function partPlaces(body) {
  let all = [...tokens(body, 0)], offsets = all.map((token2) => token2.offset), lines = [...body.matchAll(/\n/g)].map((found) => found.index + 1), taken = /* @__PURE__ */ new Set(), last = 0;
  return (part) => {
    let line = part.line <= 1 ? 0 : lines[part.line - 2] ?? body.length, atLine = countBelow(offsets, line), found = search(body, all, Math.max(atLine, last), part, taken) ?? (last > atLine ? search(body, all, atLine, part, taken) : void 0) ?? statementLike(part, body, all, Math.max(atLine, last));
    return taken.add(found.start), last = countBelow(offsets, found.end), found;
  };
}
var reach = 300;
function search(body, all, from, { kind, query }, taken) {
  let until = Math.min(from + reach, all.length);
  for (let i = from; i < until; i++) {
    let { offset, text } = all[i];
    if (taken.has(offset)) continue;
    if (body.startsWith(query, offset) && (kind !== "execute" || /^(?:execute|for)$/i.test(all[i - 1]?.text ?? "")))
      return { start: offset, end: offset + query.length };
    let performed = kind === "sql" && query.startsWith("SELECT") && /^perform$/i.test(text), arguments_ = query.slice(6);
    if (performed && body.startsWith(arguments_, offset + text.length))
      return { start: offset, end: offset + text.length + arguments_.length };
  }
}
function statementLike({ query }, body, all, from) {
  let near = all.slice(from, from + reach), first = Math.max(
    near.findIndex(({ text }) => query.startsWith(text)),
    0
  ), close = near.slice(first).find(({ text }) => text === ";");
  return { start: near[first]?.offset ?? body.length, end: close?.offset ?? body.length };
}

// src/sql/quote.ts
function quoteIdentifier(name2) {
  return `"${name2.replaceAll('"', '""')}"`;
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
      let name2 = own[i], child = value[name2];
      typeof child == "object" && (keys.push(name2), values.push(child));
    }
  }
}

// src/sql/postgresql/known-text.ts
var mostTexts = 200;
function knownTexts(expression, { texts }) {
  let node = parseExpression(expression), all = [/* @__PURE__ */ new Map()];
  for (let name2 of variablesIn(node)) {
    let values = texts.get(name2);
    if (values === void 0 || all.length * values.length > mostTexts) return;
    all = all.flatMap((one) => values.map((value) => new Map([...one, [name2, value]])));
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
      let { name: name2, lexpr, rexpr } = node.A_Expr;
      return stringsOf(name2).join(".") === "||" ? joined([lexpr, rexpr], values) : void 0;
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
  let next = 0, known2 = !0, result = text.replace(/%([\s\S]?)/g, (_, specifier) => {
    if (specifier === "%") return "%";
    let value = values[next++];
    return value !== void 0 && specifier === "s" ? value : value !== void 0 && specifier === "I" ? quoteIdentifier(value) : value !== void 0 && specifier === "L" ? quoteLiteral(value) : (known2 = !1, "");
  });
  return known2 ? result : void 0;
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
  let { schema, name: name2 } = qualifiedName(stringsOf(funcname)), values = args.map((value) => literalText(value) ?? null);
  return schema === void 0 || schema === "pg_catalog" ? { name: name2, values } : { schema, name: name2, values };
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

// src/sql/postgresql/columns.ts
var serials = /* @__PURE__ */ new Set(["serial", "serial2", "serial4", "serial8", "bigserial", "smallserial"]);
function columnOf(definition, source) {
  let name2 = definition.colname ?? "", type = typeOf(definition.typeName), parts = (definition.constraints ?? []).flatMap((node) => "Constraint" in node ? [node.Constraint] : []), constraints = parts.flatMap((part, i) => {
    let constraint = constraintOf(part, source, [name2]);
    return constraint === void 0 ? [] : [{ ...constraint, ...attributesBehind(parts, i) }];
  }), byDefault = parts.find((part) => part.contype === "CONSTR_DEFAULT"), generated = parts.find((part) => part.contype === "CONSTR_GENERATED"), identity = parts.some((part) => part.contype === "CONSTR_IDENTITY"), serial = serials.has(type.name), notNull = identity || serial || constraints.some((c) => c.type === "not-null" || c.type === "primary-key");
  return {
    name: name2,
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
  return parts.map((part) => part.location ?? 0).find((other3) => other3 > location);
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
    let { name: name2, expr } = element.IndexElem, parts = names !== void 0 && "List" in names ? stringsOf(names.List.items) : [], operator = parts.length > 1 ? `OPERATOR(${parts.join(".")})` : parts[0] ?? "";
    if (name2 !== void 0) return [{ column: name2, operator }];
    let expression = expressionOf(expr, source), text = expression.text.replace(/(?<!\s)\s+with\s+(?:operator\s*\([^)]*\)|[^\s)]+)\s*$/i, "");
    return [{ expression: { ...expression, text }, operator }];
  });
  return {
    ...access_method === void 0 ? {} : { method: access_method },
    elements,
    ...where_clause === void 0 ? {} : { where: expressionOf(where_clause, source) }
  };
}
var actions = {
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
    onDelete: actions[tree.fk_del_action ?? "a"] ?? "no action",
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

// src/sql/postgresql/commands.ts
function commandStarts(text, relation, count) {
  let first = skipName(text, relation), starts = [first, ...topLevelCommas(text, first).map((comma) => comma + 1)].map((from) => nextToken(text, from));
  return starts.length === count ? starts : void 0;
}
var name = /(?:"(?:[^"]|"")*"|[^\s".*(;]+)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[^\s".*(;]+))*\s*\*?/y;
function skipName(text, from) {
  return name.lastIndex = from, name.exec(text) === null ? from : name.lastIndex;
}
function topLevelCommas(text, from) {
  let commas = [], depth = 0;
  for (let { offset, char } of punctuation(text, from))
    char === "(" || char === "[" ? depth++ : char !== "," ? depth-- : depth === 0 && commas.push(offset);
  return commas;
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
  let options = definitions(statement.options), option = (name2) => options.find((o) => o.defname === name2), security = option("security")?.arg, volatility = stringOf(option("volatility")?.arg), body = stringOf(option("as")?.arg) || (statement.sql_body === void 0 ? "" : standardBody(source.text));
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
  return strict ? inputsOf(statement).some(({ name: name2 }, i) => !(name2 !== void 0 && body.toLowerCase().includes(name2.toLowerCase())) && !body.includes(`$${i + 1}`)) : !1;
}
function inputsOf({ parameters = [] }) {
  return parameters.flatMap((node) => {
    if (!("FunctionParameter" in node)) return [];
    let { mode } = node.FunctionParameter;
    return mode === "FUNC_PARAM_OUT" || mode === "FUNC_PARAM_TABLE" ? [] : [node.FunctionParameter];
  });
}
function parameterOf({ name: name2, argType, defexpr, mode }, source) {
  return {
    ...name2 === void 0 ? {} : { name: name2 },
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
  let actions3 = definitions(statement.actions), volatility = stringOf(actions3.find((o) => o.defname === "volatility")?.arg), known2 = volatility === "volatile" || volatility === "stable" || volatility === "immutable", security = actions3.find((o) => o.defname === "security")?.arg, settings = settingsIn(actions3);
  return {
    kind: "alter-other",
    object: objectTypeOf(statement.objtype),
    name: qualifiedName(stringsOf(statement.func?.objname)),
    ...known2 ? { volatility } : {},
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
function isOn(nodes, name2) {
  let found = definitions(nodes).find((option) => option.defname === name2);
  if (found === void 0) return !1;
  let { arg } = found;
  return arg === void 0 ? !0 : "Boolean" in arg ? arg.Boolean.boolval === !0 : "Integer" in arg ? (arg.Integer.ival ?? 0) !== 0 : !["false", "off", "0"].includes(stringOf(arg).toLowerCase());
}

// src/sql/postgresql/parameters.ts
function parametersOf(items) {
  let entries = definitions(items).map(({ defnamespace, defname, arg }) => [defnamespace === void 0 ? defname ?? "" : `${defnamespace}.${defname ?? ""}`, parameterText(arg)]);
  return Object.fromEntries(entries);
}
function parameterText(node) {
  return node === void 0 ? "true" : "Integer" in node ? String(node.Integer.ival ?? 0) : "Float" in node ? node.Float.fval ?? "" : "TypeName" in node ? typeOf(node.TypeName).name : stringOf(node);
}

// src/sql/postgresql/roles.ts
function roleName(role) {
  switch (role?.roletype) {
    case "ROLESPEC_PUBLIC":
      return "public";
    case "ROLESPEC_SESSION_USER":
      return "session_user";
    case "ROLESPEC_CSTRING":
      return role.rolename ?? "";
    default:
      return "current_user";
  }
}
var high = {
  superuser: "superuser",
  isreplication: "replication",
  bypassrls: "bypassrls"
};
function highAttributes(options) {
  let attributes = definitions(options).flatMap(({ defname = "" }) => {
    let word = high[defname];
    return word !== void 0 && isOn(options, defname) ? [word] : [];
  });
  return attributes.length === 0 ? {} : { attributes };
}

// src/sql/postgresql/alter-table.ts
function alterTable(statement, source) {
  let table2 = nameOf(statement.relation), commands2 = (statement.cmds ?? []).flatMap((node) => "AlterTableCmd" in node ? [node.AlterTableCmd] : []), starts = commandStarts(source.text, source.offsetOf(statement.relation?.location ?? 0), commands2.length);
  return commands2.map((command, i) => {
    let start = starts?.[i], at = start === void 0 ? source.at(void 0) : source.atOffset(start);
    return alterCommand(statement, table2, command, at, source);
  });
}
function alterCommand(statement, table2, command, at, source) {
  let partition = command.def !== void 0 && "PartitionCmd" in command.def ? command.def.PartitionCmd : void 0;
  if (statement.objtype === "OBJECT_INDEX" && partition !== void 0)
    return { kind: "attach-index", index: table2, partitionIndex: nameOf(partition.name), at };
  if (command.subtype === "AT_ChangeOwner")
    return { kind: "set-owner", object: objectTypeOf(statement.objtype), name: table2, owner: roleName(command.newowner), at };
  if (statement.objtype === "OBJECT_TYPE") return { kind: "alter-type", type: table2, at };
  let change = columnCommand(table2, command, source) ?? constraintCommand(table2, command, source) ?? tableCommand(table2, command), reach2 = statement.relation?.inh === !0 ? {} : { parentOnly: !0 };
  return change !== void 0 ? { ...change, at, ...reach2 } : { kind: "opaque", reason: `ALTER TABLE sub-command ${command.subtype ?? "?"}`, at };
}
function columnCommand(table2, command, source) {
  let column = command.name ?? "";
  switch (command.subtype) {
    case "AT_AddColumn": {
      let definition = command.def !== void 0 && "ColumnDef" in command.def ? command.def.ColumnDef : {}, ifNotExists = command.missing_ok === !0;
      return { kind: "add-column", table: table2, column: columnOf(definition, source), ifNotExists };
    }
    case "AT_DropColumn":
      return { kind: "drop-column", table: table2, column, ifExists: command.missing_ok === !0, cascade: cascades(command) };
    case "AT_AlterColumnType": {
      let definition = command.def !== void 0 && "ColumnDef" in command.def ? command.def.ColumnDef : {}, using = definition.raw_default;
      return {
        kind: "alter-column-type",
        table: table2,
        column,
        type: typeOf(definition.typeName),
        collation: definition.collClause !== void 0,
        ...definition.collClause === void 0 ? {} : { collationName: qualifiedName(stringsOf(definition.collClause.collname)) },
        ...using === void 0 ? {} : { using: expressionOf(using, source), ...castsOf(using, column) }
      };
    }
    case "AT_ColumnDefault":
      return command.def === void 0 ? { kind: "drop-default", table: table2, column } : { kind: "set-default", table: table2, column, default: expressionOf(command.def, source) };
    case "AT_SetNotNull":
      return { kind: "set-not-null", table: table2, column };
    case "AT_DropNotNull":
      return { kind: "drop-not-null", table: table2, column };
    case "AT_SetExpression":
      return { kind: "set-expression", table: table2, column };
    case "AT_DropExpression":
      return { kind: "drop-expression", table: table2, column };
    case "AT_AddIdentity":
      return { kind: "add-identity", table: table2, column };
    case "AT_DropIdentity":
      return { kind: "drop-identity", table: table2, column };
    case "AT_SetIdentity":
      return { kind: "alter-identity", table: table2, column };
    case "AT_SetStatistics":
      return { kind: "alter-column-setting", table: table2, column, setting: "statistics" };
    case "AT_SetStorage":
      return { kind: "alter-column-setting", table: table2, column, setting: "storage" };
    case "AT_SetCompression":
      return { kind: "alter-column-setting", table: table2, column, setting: "compression" };
    case "AT_SetOptions":
    case "AT_ResetOptions":
      return { kind: "alter-column-setting", table: table2, column, setting: "options" };
    default:
      return;
  }
}
function constraintCommand(table2, command, source) {
  let name2 = command.name ?? "";
  switch (command.subtype) {
    case "AT_AddConstraint": {
      let tree = command.def !== void 0 && "Constraint" in command.def ? command.def.Constraint : {}, constraint = constraintOf(tree, source, []);
      return constraint === void 0 ? void 0 : { kind: "add-constraint", table: table2, constraint };
    }
    case "AT_AlterConstraint": {
      let tree = command.def !== void 0 && "ATAlterConstraint" in command.def ? command.def.ATAlterConstraint : {}, enforced = tree.alterEnforceability === !0 ? { enforced: tree.is_enforced === !0 } : {}, { deferrable = !1, initdeferred: initiallyDeferred = !1, noinherit: noInherit = !1 } = tree, deferred = tree.alterDeferrability === !0 ? { deferrable, initiallyDeferred } : {}, inherited = tree.alterInheritability === !0 ? { noInherit } : {};
      return { kind: "alter-constraint", table: table2, name: tree.conname ?? name2, ...enforced, ...deferred, ...inherited };
    }
    case "AT_ValidateConstraint":
      return { kind: "validate-constraint", table: table2, name: name2 };
    case "AT_DropConstraint":
      return {
        kind: "drop-constraint",
        table: table2,
        name: name2,
        ifExists: command.missing_ok === !0,
        cascade: cascades(command)
      };
    default:
      return;
  }
}
function tableCommand(table2, command) {
  let { def } = command, name2 = command.name ?? "", partition = def !== void 0 && "PartitionCmd" in def ? def.PartitionCmd : void 0, other3 = def !== void 0 && "RangeVar" in def ? nameOf(def.RangeVar) : { name: "" };
  switch (command.subtype) {
    case "AT_AttachPartition": {
      let isDefault = partition?.bound?.is_default === !0;
      return { kind: "attach-partition", table: table2, partition: nameOf(partition?.name), isDefault };
    }
    case "AT_DetachPartition":
    case "AT_DetachPartitionFinalize": {
      let finalize = command.subtype === "AT_DetachPartitionFinalize", concurrently = partition?.concurrent === !0;
      return { kind: "detach-partition", table: table2, partition: nameOf(partition?.name), concurrently, finalize };
    }
    case "AT_AddInherit":
      return { kind: "inherit", table: table2, parent: other3 };
    case "AT_DropInherit":
      return { kind: "no-inherit", table: table2, parent: other3 };
    case "AT_SetLogged":
    case "AT_SetUnLogged":
      return { kind: "set-logged", table: table2, logged: command.subtype === "AT_SetLogged" };
    case "AT_SetAccessMethod":
      return { kind: "set-access-method", table: table2, method: name2 === "" ? "heap" : name2 };
    case "AT_SetTableSpace":
      return { kind: "set-tablespace", table: table2, tablespace: name2 };
    case "AT_ClusterOn":
      return { kind: "cluster-on", table: table2, index: name2 };
    case "AT_DropCluster":
      return { kind: "cluster-on", table: table2 };
    case "AT_SetRelOptions":
    case "AT_ResetRelOptions": {
      let reset = command.subtype === "AT_ResetRelOptions", items = def !== void 0 && "List" in def ? def.List.items : void 0;
      return { kind: "storage-parameters", table: table2, parameters: parametersOf(items), reset };
    }
    case "AT_ReplicaIdentity": {
      let tree = def !== void 0 && "ReplicaIdentityStmt" in def ? def.ReplicaIdentityStmt : {};
      return { kind: "replica-identity", table: table2, identity: identities[tree.identity_type ?? "d"] ?? "default" };
    }
    default:
      return switchCommand(table2, command);
  }
}
var identities = {
  d: "default",
  n: "nothing",
  f: "full",
  i: "index"
}, rowSecurity = {
  AT_EnableRowSecurity: "enable",
  AT_DisableRowSecurity: "disable",
  AT_ForceRowSecurity: "force",
  AT_NoForceRowSecurity: "no-force"
};
function switchCommand(table2, command) {
  let subtype = command.subtype ?? "", action = rowSecurity[subtype];
  if (action !== void 0) return { kind: "row-security", table: table2, action };
  let enabled = subtype.startsWith("AT_Enable");
  if (/^AT_(Enable|Disable).*Rule$/.test(subtype))
    return { kind: "enable-rule", table: table2, rule: command.name ?? "", enabled };
  if (/^AT_(Enable|Disable).*Trig(All|User)?$/.test(subtype)) {
    let trigger = subtype.endsWith("All") ? "ALL" : subtype.endsWith("User") ? "USER" : command.name ?? "";
    return { kind: "enable-trigger", table: table2, trigger, enabled };
  }
}
function cascades(command) {
  return command.behavior === "DROP_CASCADE";
}
function castsOf(using, column) {
  let casts = [], node = using;
  for (; node !== void 0 && !("ColumnRef" in node); ) {
    if ("TypeCast" in node) casts.unshift(typeOf(node.TypeCast.typeName));
    else if (!("CollateClause" in node)) return {};
    node = "TypeCast" in node ? node.TypeCast.arg : node.CollateClause.arg;
  }
  return stringsOf(node?.ColumnRef.fields).at(-1) === column ? { usingCasts: casts } : {};
}

// src/sql/postgresql/command-names.ts
var otherwise = {
  AlterDatabaseRefreshCollStmt: "ALTER DATABASE REFRESH COLLATION VERSION",
  AlterDatabaseSetStmt: "ALTER DATABASE SET",
  AlterEventTrigStmt: "ALTER EVENT TRIGGER",
  AlterExtensionContentsStmt: "ALTER EXTENSION",
  AlterFdwStmt: "ALTER FOREIGN DATA WRAPPER",
  AlterForeignServerStmt: "ALTER SERVER",
  AlterObjectDependsStmt: "DEPENDS ON EXTENSION",
  AlterOpFamilyStmt: "ALTER OPERATOR FAMILY",
  AlterRoleSetStmt: "ALTER ROLE SET",
  AlterSeqStmt: "ALTER SEQUENCE",
  AlterStatsStmt: "ALTER STATISTICS",
  AlterTSConfigurationStmt: "ALTER TEXT SEARCH CONFIGURATION",
  AlterTSDictionaryStmt: "ALTER TEXT SEARCH DICTIONARY",
  AlterTableMoveAllStmt: "ALTER \u2026 ALL IN TABLESPACE",
  AlterTableSpaceOptionsStmt: "ALTER TABLESPACE",
  CheckPointStmt: "CHECKPOINT",
  ClosePortalStmt: "CLOSE",
  ConstraintsSetStmt: "SET CONSTRAINTS",
  CreateAmStmt: "CREATE ACCESS METHOD",
  CreateEventTrigStmt: "CREATE EVENT TRIGGER",
  CreateFdwStmt: "CREATE FOREIGN DATA WRAPPER",
  CreateForeignServerStmt: "CREATE SERVER",
  CreateOpClassStmt: "CREATE OPERATOR CLASS",
  CreateOpFamilyStmt: "CREATE OPERATOR FAMILY",
  CreatePLangStmt: "CREATE LANGUAGE",
  CreateStatsStmt: "CREATE STATISTICS",
  CreateTableSpaceStmt: "CREATE TABLESPACE",
  CreatedbStmt: "CREATE DATABASE",
  DeclareCursorStmt: "DECLARE",
  DropTableSpaceStmt: "DROP TABLESPACE",
  DropdbStmt: "DROP DATABASE",
  RuleStmt: "CREATE RULE",
  SecLabelStmt: "SECURITY LABEL",
  VariableShowStmt: "SHOW"
};
function commandName(node) {
  let [name2 = "statement"] = Object.keys(node);
  return otherwise[name2] ?? name2.replace(/Stmt$/, "").replace(/([a-z])([A-Z])/g, "$1 $2").toUpperCase();
}

// src/sql/postgresql/definitions.ts
function alterEnum(statement, at) {
  let type = qualifiedName(stringsOf(statement.typeName)), value = statement.newVal ?? "";
  if (statement.oldVal !== void 0)
    return { kind: "rename", object: "enum-value", name: type, from: statement.oldVal, to: value, at };
  let { newValNeighbor: label, newValIsAfter: after = !1 } = statement;
  return {
    kind: "add-enum-value",
    type,
    value,
    ifNotExists: statement.skipIfNewValExists === !0,
    ...label === void 0 ? {} : { beside: { label, after } },
    at
  };
}
function createDomain(statement, source, at) {
  let byDefault = (statement.constraints ?? []).flatMap((node) => "Constraint" in node ? [node.Constraint] : []).find((part) => part.contype === "CONSTR_DEFAULT");
  return {
    kind: "create-domain",
    domain: qualifiedName(stringsOf(statement.domainname)),
    type: typeOf(statement.typeName),
    constraints: constraintsIn(statement.constraints ?? [], source),
    ...byDefault?.raw_expr === void 0 ? {} : { default: expressionOf(byDefault.raw_expr, source) },
    at
  };
}
var domainActions = {
  C: "add-constraint",
  X: "drop-constraint",
  V: "validate-constraint",
  O: "set-not-null",
  N: "drop-not-null"
};
function alterDomain(statement, source, at) {
  let constraint = statement.def !== void 0 && "Constraint" in statement.def ? statement.def.Constraint : void 0, byDefault = statement.def === void 0 ? "drop-default" : "set-default", name2 = statement.name ?? constraint?.conname;
  return {
    kind: "alter-domain",
    domain: qualifiedName(stringsOf(statement.typeName)),
    action: domainActions[statement.subtype ?? ""] ?? byDefault,
    validated: constraint?.skip_validation !== !0,
    ...statement.subtype === "T" && statement.def !== void 0 ? { default: expressionOf(statement.def, source) } : {},
    ...name2 === void 0 ? {} : { name: name2 },
    ...constraint === void 0 ? {} : addedConstraint(constraint, source),
    at
  };
}
function addedConstraint(tree, source) {
  let constraint = constraintOf(tree, source, []);
  return constraint === void 0 ? {} : { constraint };
}
function createSequence(statement, at) {
  let type = definitions(statement.options).find((option) => option.defname === "as")?.arg;
  return {
    kind: "create-sequence",
    sequence: nameOf(statement.sequence),
    ...type !== void 0 && "TypeName" in type ? { type: typeOf(type.TypeName) } : {},
    temporary: statement.sequence?.relpersistence === "t",
    ...statement.if_not_exists === !0 ? { ifNotExists: !0 } : {},
    ...ownedBy(statement.options),
    at
  };
}
function alterSequence({ sequence, options }, at) {
  return { kind: "alter-sequence", sequence: nameOf(sequence), ...ownedBy(options), at };
}
function ownedBy(options) {
  let owner = definitions(options).find((option) => option.defname === "owned_by")?.arg;
  if (owner === void 0 || !("List" in owner)) return {};
  let parts = stringsOf(owner.List.items);
  return parts.length < 2 ? { ownedBy: null } : { ownedBy: { table: qualifiedName(parts.slice(0, -1)), column: parts.at(-1) ?? "" } };
}
function createExtension(statement, at) {
  let options = definitions(statement.options), version = options.find((option) => option.defname === "new_version")?.arg, schema = options.find((option) => option.defname === "schema")?.arg;
  return {
    kind: "create-extension",
    extension: statement.extname ?? "",
    ...version === void 0 ? {} : { version: stringOf(version) },
    ...schema === void 0 ? {} : { schema: stringOf(schema) },
    ifNotExists: statement.if_not_exists === !0,
    at
  };
}
function updateExtension(statement, at) {
  let version = definitions(statement.options).find((option) => option.defname === "new_version")?.arg;
  return {
    kind: "alter-extension",
    extension: statement.extname ?? "",
    ...version === void 0 ? {} : { version: stringOf(version) },
    at
  };
}
function define(statement, at) {
  let name2 = qualifiedName(stringsOf(statement.defnames));
  return statement.kind === "OBJECT_TYPE" ? { kind: "create-type", type: name2, form: "base", labels: [], at } : { kind: "create-other", object: objectTypeOf(statement.kind), name: name2, at };
}
var reindexTargets = {
  REINDEX_OBJECT_INDEX: "index",
  REINDEX_OBJECT_TABLE: "table",
  REINDEX_OBJECT_SCHEMA: "schema",
  REINDEX_OBJECT_SYSTEM: "system",
  REINDEX_OBJECT_DATABASE: "database"
};
function reindex(statement, at) {
  let name2 = statement.relation === void 0 ? statement.name : void 0;
  return {
    kind: "reindex",
    target: reindexTargets[statement.kind ?? "REINDEX_OBJECT_TABLE"],
    ...statement.relation === void 0 ? {} : { name: nameOf(statement.relation) },
    ...name2 === void 0 ? {} : { name: { name: name2 } },
    concurrently: isOn(statement.params, "concurrently"),
    at
  };
}
function vacuum(statement, at) {
  let tables = (statement.rels ?? []).flatMap(
    (node) => "VacuumRelation" in node ? [nameOf(node.VacuumRelation.relation)] : []
  );
  return statement.is_vacuumcmd !== !0 ? { kind: "analyze", tables, at } : { kind: "vacuum", full: isOn(statement.options, "full"), tables, at };
}

// src/sql/postgresql/objects.ts
function drop(statement, at) {
  let object2 = objectTypeOf(statement.removeType), base = {
    kind: "drop",
    object: object2,
    ifExists: statement.missing_ok === !0,
    cascade: statement.behavior === "DROP_CASCADE",
    concurrently: statement.concurrent === !0,
    at
  }, objects = statement.objects ?? [];
  if (object2 !== "trigger" && object2 !== "rule" && object2 !== "policy")
    return { ...base, names: objects.map(objectName) };
  let parts = objects[0] !== void 0 && "List" in objects[0] ? stringsOf(objects[0].List.items) : [];
  return { ...base, names: [{ name: parts.at(-1) ?? "" }], on: qualifiedName(parts.slice(0, -1)) };
}
function rename(statement, at) {
  let object2 = objectTypeOf(statement.renameType), to = statement.newname ?? "", hasPart = object2 === "column" || object2 === "constraint" || object2 === "attribute" || object2 === "trigger" || object2 === "policy" || object2 === "rule", name2;
  return statement.relation !== void 0 ? name2 = nameOf(statement.relation) : statement.object !== void 0 ? name2 = objectName(statement.object) : name2 = { name: statement.subname ?? "" }, { kind: "rename", object: object2, name: name2, ...hasPart ? { from: statement.subname ?? "" } : {}, to, at };
}
function setSchema(statement, at) {
  let name2 = statement.relation === void 0 ? objectName(statement.object) : nameOf(statement.relation);
  return {
    kind: "set-schema",
    object: objectTypeOf(statement.objectType),
    name: name2,
    schema: statement.newschema ?? "",
    at
  };
}
function setOwner(statement, at) {
  let name2 = statement.relation === void 0 ? objectName(statement.object) : nameOf(statement.relation), owner = roleName(statement.newowner);
  return { kind: "set-owner", object: objectTypeOf(statement.objectType), name: name2, owner, at };
}
function comment(statement, at) {
  let object2 = objectTypeOf(statement.objtype), node = statement.object, parts = object2 === "column" && node !== void 0 && "List" in node ? stringsOf(node.List.items) : [], of = parts.length > 1 ? { of: qualifiedName(parts.slice(0, -1)) } : {};
  return { kind: "comment", object: object2, name: objectName(node), ...of, at };
}
function defaultPrivileges(statement, at) {
  return { ...grant(statement.action ?? {}, at), defaultPrivileges: !0 };
}
function grant(statement, at) {
  let privileges = (statement.privileges ?? []).flatMap(
    (node) => "AccessPriv" in node ? [node.AccessPriv.priv_name ?? ""] : []
  ), grantees = (statement.grantees ?? []).flatMap((node) => "RoleSpec" in node ? [roleName(node.RoleSpec)] : []);
  return {
    kind: "grant",
    revoke: statement.is_grant !== !0,
    privileges: privileges.length === 0 ? "all" : privileges,
    object: objectTypeOf(statement.objtype),
    names: (statement.objects ?? []).map(objectName),
    allInSchema: statement.targtype === "ACL_TARGET_ALL_IN_SCHEMA",
    grantees,
    defaultPrivileges: !1,
    at
  };
}

// src/sql/postgresql/policies.ts
var commands = ["select", "insert", "update", "delete"];
function createPolicy(statement, source, at) {
  let { policy_name, table: table2, cmd_name, permissive, roles, qual, with_check } = statement, named = (roles ?? []).flatMap((node) => "RoleSpec" in node ? [roleName(node.RoleSpec)] : []);
  return {
    kind: "create-policy",
    policy: policy_name ?? "",
    table: nameOf(table2),
    command: commands.find((command) => command === cmd_name) ?? "all",
    permissive: permissive === !0,
    roles: named.filter((role) => role !== "public"),
    ...qual === void 0 ? {} : { using: expressionOf(qual, source) },
    ...with_check === void 0 ? {} : { withCheck: expressionOf(with_check, source) },
    at
  };
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
function atLeast(mode, other3) {
  return facts[mode].strength >= facts[other3].strength;
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
  let name2 = (statement.name ?? "").toLowerCase();
  switch (statement.kind) {
    case "VAR_RESET_ALL":
      return { kind: "reset", name: "ALL", at };
    case "VAR_RESET":
      return { kind: "reset", name: name2, at };
    case "VAR_SET_MULTI":
      return { kind: "session", what: `set ${name2}`, at };
    case "VAR_SET_DEFAULT":
      return { kind: "set", name: name2, value: null, local: statement.is_local === !0, at };
    default: {
      let value = (statement.args ?? []).map(constantText2).join(", ");
      return { kind: "set", name: name2, value, local: statement.is_local === !0, at };
    }
  }
}
function configured(node, at) {
  let [target, ...more] = "SelectStmt" in node ? node.SelectStmt.targetList ?? [] : [], value = target !== void 0 && "ResTarget" in target ? target.ResTarget.val : void 0;
  if (more.length > 0 || value === void 0 || !("FuncCall" in value)) return [];
  let { funcname = [], args = [] } = value.FuncCall, last = funcname.at(-1);
  if (last === void 0 || !("String" in last) || last.String.sval !== "set_config") return [];
  let [name2, given, local] = args.map((arg) => "A_Const" in arg ? constantText2(arg) : void 0);
  return name2 === void 0 || given === void 0 || local === void 0 ? [] : [{ kind: "set", name: name2.toLowerCase(), value: given, local: local === "true", at }];
}
function constantText2(node) {
  if ("A_Const" in node) {
    let constant = node.A_Const;
    return constant.sval !== void 0 ? constant.sval.sval ?? "" : constant.ival !== void 0 ? String(constant.ival.ival ?? 0) : constant.fval !== void 0 ? constant.fval.fval ?? "" : constant.boolval !== void 0 ? String(constant.boolval.boolval === !0) : "";
  }
  return "TypeCast" in node && node.TypeCast.arg !== void 0 ? constantText2(node.TypeCast.arg) : "";
}
var actions2 = {
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
  let action = statement.kind === void 0 ? void 0 : actions2[statement.kind];
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
    ({ name: name2, indirection }, i) => indirection === void 0 || targets.findIndex((one) => one.name === name2) === i
  ).map(({ name: name2 }) => name2 ?? ""), select = statement.selectStmt !== void 0 && "SelectStmt" in statement.selectStmt ? statement.selectStmt.SelectStmt : void 0;
  return {
    kind: "insert",
    table: nameOf(statement.relation),
    columns: columns.length === 0 ? null : columns,
    source: select === void 0 ? "default" : isOfValues(select) ? "values" : "query",
    at
  };
}
function isOfValues({ valuesLists, fromClause, op, targetList }) {
  return valuesLists !== void 0 ? !0 : fromClause === void 0 && (op === void 0 || op === "SETOP_NONE") && functionsIn(targetList).every(({ name: name2 }) => ofOneValue.has(name2));
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
function isEquality({ kind, name: name2 }) {
  return (kind === "AEXPR_OP" || kind === "AEXPR_IN" || kind === "AEXPR_OP_ANY") && stringsOf(name2).at(-1) === "=";
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
      let table2 = nameOf(value), name2 = JSON.stringify([table2.schema, table2.name]), known2 = found.get(name2) ?? { table: table2, pins: [] };
      found.set(name2, known2), known2.pins.push(pinned.get(value) ?? []);
    }
    return key === "CommonTableExpr" && defined.add(value.ctename ?? ""), key !== "lockingClause";
  });
  let reads = [...found.values()].filter(({ table: table2 }) => table2.schema !== void 0 || !defined.has(table2.name)), lookups = reads.flatMap(
    ({ table: table2, pins }) => pins.every((one) => one.length > 0) ? pins.map((one) => ({ table: table2, pins: one })) : []
  );
  return {
    ...reads.length === 0 ? {} : { reads: reads.map(({ table: table2 }) => table2) },
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
    ([plain, quoted2]) => quoted2?.replaceAll('""', '"') ?? plain.trim().toLowerCase()
  );
  return qualifiedName(parts);
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
      let field = stringsOf(node.A_Indirection.indirection).findLast((name2) => name2 !== "");
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
function strong(name2) {
  return name2 === void 0 || name2 === "" ? void 0 : { name: name2, weak: !1 };
}
function better(inner, outer) {
  return inner !== void 0 && !inner.weak || outer === void 0 ? inner : { name: outer, weak: !0 };
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
  ), columns = elements.filter((name2) => name2 !== void 0);
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
function indexColumn({ name: name2, expr, opclass, collation, ordering, nulls_ordering }, source) {
  let operatorClass = stringsOf(opclass).at(-1), collated = stringsOf(collation).at(-1), descends = ordering === "SORTBY_DESC", unusual = nulls_ordering === (descends ? "SORTBY_NULLS_LAST" : "SORTBY_NULLS_FIRST"), label = labelOf(expr), order = [descends ? "desc" : "", unusual ? `nulls ${descends ? "last" : "first"}` : ""].join(" ").trim();
  return {
    ...name2 === void 0 ? { expression: expressionOf(expr, source) } : { column: name2 },
    ...label === void 0 ? {} : { label },
    ...operatorClass === void 0 ? {} : { operatorClass },
    ...collated === void 0 ? {} : { collation: collated },
    ...order === "" ? {} : { order }
  };
}

// src/sql/postgresql/lower.ts
function lower(node, source) {
  let at = source.at(void 0);
  return "AlterTableStmt" in node ? alterTable(node.AlterTableStmt, source) : [table(node, source, at) ?? data(node, at) ?? object(node, source, at) ?? code(node, source, at) ?? other(node, at) ?? { kind: "opaque", reason: `${commandName(node)} is not looked into`, at }, ...writingQueries(node, at), ...configured(node, at)];
}
function writingQueries(node, at) {
  let { withClause } = Object.values(node)[0];
  return (withClause?.ctes ?? []).flatMap((entry) => {
    let query = "CommonTableExpr" in entry ? entry.CommonTableExpr.ctequery : void 0;
    return (query === void 0 || "SelectStmt" in query ? void 0 : data(query, at)) ?? [];
  });
}
function table(node, source, at) {
  if ("CreateStmt" in node) return createTable(node.CreateStmt, source, at);
  if ("CreateTableAsStmt" in node) return createTableAs(node.CreateTableAsStmt, at);
  if ("IndexStmt" in node) return createIndex(node.IndexStmt, source, at);
  if ("CreateForeignTableStmt" in node)
    return {
      kind: "create-other",
      object: "foreign-table",
      name: nameOf(node.CreateForeignTableStmt.base?.relation),
      at
    };
  if ("ViewStmt" in node) {
    let { view, replace, query } = node.ViewStmt;
    return {
      kind: "create-view",
      view: nameOf(view),
      replace: replace === !0,
      temporary: view?.relpersistence === "t",
      ...viewing(query),
      at
    };
  }
  if ("RefreshMatViewStmt" in node) {
    let { relation, concurrent, skipData } = node.RefreshMatViewStmt;
    return {
      kind: "refresh-materialized-view",
      view: nameOf(relation),
      concurrently: concurrent === !0,
      withData: skipData !== !0,
      at
    };
  }
  if ("TruncateStmt" in node) {
    let { relations, behavior, restart_seqs } = node.TruncateStmt;
    return {
      kind: "truncate",
      tables: (relations ?? []).flatMap((r) => "RangeVar" in r ? [nameOf(r.RangeVar)] : []),
      cascade: behavior === "DROP_CASCADE",
      restartIdentity: restart_seqs === !0,
      at
    };
  }
  if ("ClusterStmt" in node) {
    let { relation, indexname } = node.ClusterStmt;
    return {
      kind: "cluster",
      ...relation === void 0 ? {} : { table: nameOf(relation) },
      ...indexname === void 0 ? {} : { index: indexname },
      at
    };
  }
  if ("ReindexStmt" in node) return reindex(node.ReindexStmt, at);
  if ("VacuumStmt" in node) return vacuum(node.VacuumStmt, at);
}
function data(node, at) {
  if ("SelectStmt" in node) {
    if (node.SelectStmt.intoClause !== void 0) return selectInto(node.SelectStmt, at);
    let locking = (node.SelectStmt.lockingClause ?? []).length > 0;
    return { kind: "select", functions: functionsIn(node), locking, ...resetting(node), ...reading(node), at };
  }
  if ("InsertStmt" in node) return { ...insert(node.InsertStmt, at), ...reading(node) };
  if ("UpdateStmt" in node) {
    let { UpdateStmt: statement } = node;
    return { kind: "update", table: nameOf(statement.relation), columns: columnsSet(statement), ...rowsWanted(statement), ...reading(node), at };
  }
  if ("DeleteStmt" in node) {
    let { DeleteStmt: statement } = node;
    return { kind: "delete", table: nameOf(statement.relation), ...rowsWanted(statement), ...reading(node), at };
  }
  if ("MergeStmt" in node) return { kind: "merge", table: nameOf(node.MergeStmt.relation), ...reading(node), at };
  if ("CopyStmt" in node) return copy(node.CopyStmt, at);
  if ("LockStmt" in node) return lock(node.LockStmt, at);
  if ("VariableSetStmt" in node) return setting(node.VariableSetStmt, at);
  if ("TransactionStmt" in node) return transaction(node.TransactionStmt, at);
  if ("ConstraintsSetStmt" in node) return setConstraints(node.ConstraintsSetStmt, at);
}
function object(node, source, at) {
  if ("DropStmt" in node) return drop(node.DropStmt, at);
  if ("RenameStmt" in node) return rename(node.RenameStmt, at);
  if ("AlterObjectSchemaStmt" in node) return setSchema(node.AlterObjectSchemaStmt, at);
  if ("AlterOwnerStmt" in node) return setOwner(node.AlterOwnerStmt, at);
  if ("CommentStmt" in node) return comment(node.CommentStmt, at);
  if ("GrantStmt" in node) return grant(node.GrantStmt, at);
  if ("AlterDefaultPrivilegesStmt" in node) return defaultPrivileges(node.AlterDefaultPrivilegesStmt, at);
  if ("AlterEnumStmt" in node) return alterEnum(node.AlterEnumStmt, at);
  if ("AlterTypeStmt" in node)
    return { kind: "alter-type", type: qualifiedName(stringsOf(node.AlterTypeStmt.typeName)), at };
  if ("CreateDomainStmt" in node) return createDomain(node.CreateDomainStmt, source, at);
  if ("AlterDomainStmt" in node) return alterDomain(node.AlterDomainStmt, source, at);
  if ("CreateSeqStmt" in node) return createSequence(node.CreateSeqStmt, at);
  if ("AlterSeqStmt" in node) return alterSequence(node.AlterSeqStmt, at);
  if ("CreateExtensionStmt" in node) return createExtension(node.CreateExtensionStmt, at);
  if ("AlterExtensionStmt" in node) return updateExtension(node.AlterExtensionStmt, at);
  if ("DefineStmt" in node) return define(node.DefineStmt, at);
  if ("CreateSchemaStmt" in node) {
    let { schemaname, authrole, if_not_exists } = node.CreateSchemaStmt;
    return {
      kind: "create-schema",
      schema: schemaname ?? authrole?.rolename ?? "",
      ifNotExists: if_not_exists === !0,
      at
    };
  }
  if ("CreateEnumStmt" in node) {
    let { typeName, vals } = node.CreateEnumStmt;
    return { kind: "create-type", type: qualifiedName(stringsOf(typeName)), form: "enum", labels: stringsOf(vals), at };
  }
  if ("CompositeTypeStmt" in node)
    return { kind: "create-type", type: nameOf(node.CompositeTypeStmt.typevar), form: "composite", labels: [], at };
  if ("CreateRangeStmt" in node)
    return {
      kind: "create-type",
      type: qualifiedName(stringsOf(node.CreateRangeStmt.typeName)),
      form: "range",
      labels: [],
      at
    };
}
function code(node, source, at) {
  if ("CreateFunctionStmt" in node) return createFunction(node.CreateFunctionStmt, source, at);
  if ("DoStmt" in node) return doBlock(node.DoStmt, at);
  if ("CallStmt" in node)
    return { kind: "call", function: callOf(node.CallStmt.funccall ?? {}), at };
  if ("CreateTrigStmt" in node) return createTrigger(node.CreateTrigStmt, source, at);
  if ("RuleStmt" in node) {
    let { rulename, relation, replace } = node.RuleStmt;
    return { kind: "create-rule", rule: rulename ?? "", table: nameOf(relation), replace: replace === !0, at };
  }
  if ("CreatePolicyStmt" in node) return createPolicy(node.CreatePolicyStmt, source, at);
  if ("AlterPolicyStmt" in node)
    return {
      kind: "alter-policy",
      policy: node.AlterPolicyStmt.policy_name ?? "",
      table: nameOf(node.AlterPolicyStmt.table),
      at
    };
  if ("CreateStatsStmt" in node) {
    let { defnames, relations } = node.CreateStatsStmt, tables = (relations ?? []).flatMap((r) => "RangeVar" in r ? [nameOf(r.RangeVar)] : []);
    return { kind: "create-statistics", statistics: qualifiedName(stringsOf(defnames)), tables, at };
  }
}
function publishedTables({ for_all_tables, pubobjects = [] }) {
  return for_all_tables === !0 ? {} : { tables: pubobjects.flatMap(
    (node) => "PublicationObjSpec" in node ? node.PublicationObjSpec.pubtable?.relation ?? [] : []
  ).map(nameOf) };
}
function other(node, at) {
  if ("CreateRoleStmt" in node) {
    let { role, options } = node.CreateRoleStmt;
    return { kind: "create-role", roles: [role ?? ""], ...highAttributes(options), at };
  }
  if ("AlterRoleStmt" in node) {
    let { role, options } = node.AlterRoleStmt;
    return { kind: "alter-role", roles: [role?.rolename ?? ""], ...highAttributes(options), at };
  }
  if ("AlterRoleSetStmt" in node)
    return { kind: "alter-role", roles: [node.AlterRoleSetStmt.role?.rolename ?? ""], at };
  if ("GrantRoleStmt" in node)
    return { kind: "alter-role", roles: (node.GrantRoleStmt.grantee_roles ?? []).map((r) => objectName(r).name), at };
  if ("DropRoleStmt" in node)
    return { kind: "drop-role", roles: (node.DropRoleStmt.roles ?? []).map((r) => objectName(r).name), at };
  if ("CreatedbStmt" in node) return { kind: "create-database", name: node.CreatedbStmt.dbname ?? "", at };
  if ("DropdbStmt" in node) return { kind: "drop-database", name: node.DropdbStmt.dbname ?? "", at };
  if ("AlterSystemStmt" in node) return { kind: "alter-system", name: node.AlterSystemStmt.setstmt?.name ?? "", at };
  if ("CreateTableSpaceStmt" in node)
    return { kind: "create-tablespace", name: node.CreateTableSpaceStmt.tablespacename ?? "", at };
  if ("DropTableSpaceStmt" in node)
    return { kind: "drop-tablespace", name: node.DropTableSpaceStmt.tablespacename ?? "", at };
  if ("CreatePublicationStmt" in node)
    return {
      kind: "create-other",
      object: "publication",
      name: { name: node.CreatePublicationStmt.pubname ?? "" },
      ...publishedTables(node.CreatePublicationStmt),
      at
    };
  if ("CreateSubscriptionStmt" in node)
    return {
      kind: "create-other",
      object: "subscription",
      name: { name: node.CreateSubscriptionStmt.subname ?? "" },
      at
    };
  if ("DropSubscriptionStmt" in node) {
    let { subname, missing_ok, behavior } = node.DropSubscriptionStmt;
    return {
      kind: "drop",
      object: "subscription",
      names: [{ name: subname ?? "" }],
      ifExists: missing_ok === !0,
      cascade: behavior === "DROP_CASCADE",
      concurrently: !1,
      at
    };
  }
  return "AlterFunctionStmt" in node ? alterFunction(node.AlterFunctionStmt, at) : "ExplainStmt" in node && isOn(node.ExplainStmt.options, "analyze") || sessionStatements.find((name2) => name2 in node) === void 0 ? void 0 : { kind: "session", what: commandName(node).toLowerCase(), at };
}
var sessionStatements = [
  "VariableShowStmt",
  "ExplainStmt",
  "NotifyStmt",
  "ListenStmt",
  "UnlistenStmt",
  "DiscardStmt",
  "CheckPointStmt",
  "PrepareStmt",
  "DeallocateStmt",
  "DeclareCursorStmt",
  "FetchStmt",
  "ClosePortalStmt"
];

// src/sql/postgresql/plpgsql-variables.ts
function variablesOf(code2, given) {
  let declared = declarations(code2.datums), names = declared.map(({ name: name2 }) => name2), number = new Map(names.map((name2, i) => [name2, i])), changed = changedNames(code2.action, names), twice = new Set(names.filter((name2, i) => number.get(name2) !== i)), steady = (name2) => !twice.has(name2) && !changed.byStatement.has(name2) && !changed.byLoop.has(name2), texts = new Map([...given].filter(([name2]) => name2.startsWith("$") || steady(name2))), lists = /* @__PURE__ */ new Map(), knowns = { texts, lists };
  for (let { name: name2, type, initial } of declared) {
    if (initial === void 0 || !steady(name2)) continue;
    let values = isText(type) ? knownTexts(initial, knowns) : void 0, elements = type.endsWith("[]") ? knownList(initial, knowns) : void 0;
    values !== void 0 && texts.set(name2, values), elements !== void 0 && lists.set(name2, elements);
  }
  return {
    knowns,
    inLoop(kind, loop, outside) {
      let name2 = loopVariable(loop, names);
      if (name2 === void 0) return outside;
      let inside = new Map(outside.texts);
      inside.delete(name2);
      let values = changed.byStatement.has(name2) ? void 0 : loopValues(kind, loop, outside);
      return values !== void 0 && inside.set(name2, values), { texts: inside, lists: outside.lists };
    }
  };
}
function declarations(datums) {
  return (Array.isArray(datums) ? datums : []).map((datum) => {
    let { refname, datatype, default_val } = datum?.PLpgSQL_var ?? {}, type = within(datatype, "PLpgSQL_type")?.typname, initial = within(default_val, "PLpgSQL_expr")?.query;
    return {
      name: typeof refname == "string" ? refname : "",
      type: typeof type == "string" ? type.toLowerCase() : "",
      initial: typeof initial == "string" ? initial : void 0
    };
  });
}
function isText(type) {
  return /^(?:pg_catalog\.)?(?:text|varchar|character varying|name|regclass)$/.test(type);
}
function changedNames(action, names) {
  let byStatement = /* @__PURE__ */ new Set(), byLoop = /* @__PURE__ */ new Set();
  return eachNode(action, (key, node) => {
    let tree = node, loop = loops.has(key) ? loopVariable(tree, names) : void 0;
    if (loop !== void 0 && byLoop.add(loop), key === "PLpgSQL_stmt_assign" && byStatement.add(names[Number(tree.varno)] ?? ""), key === "PLpgSQL_diag_item" && byStatement.add(names[Number(tree.target)] ?? ""), key === "target") for (let name2 of rowNames(tree)) byStatement.add(name2);
  }), { byStatement, byLoop };
}
var loops = new Set(
  "fori fors forc dynfors foreach_a".split(" ").map((name2) => `PLpgSQL_stmt_${name2}`)
);
function loopVariable({ varno, var: variable }, names) {
  if (typeof varno == "number") return names[varno];
  let own = within(variable, "PLpgSQL_var")?.refname;
  if (typeof own == "string") return own;
  let [name2, ...more] = rowNames(variable);
  return more.length === 0 ? name2 : void 0;
}
function rowNames(tree) {
  let fields = within(tree, "PLpgSQL_row")?.fields;
  return Array.isArray(fields) ? fields.flatMap(({ name: name2 }) => typeof name2 == "string" ? [name2] : []) : [];
}
var mostTurns = 200;
function loopValues(kind, loop, outside) {
  let queryOf = (part) => {
    let query = within(part, "PLpgSQL_expr")?.query;
    return typeof query == "string" ? query : "";
  };
  if (kind === "PLpgSQL_stmt_foreach_a")
    return loop.slice === void 0 ? knownList(queryOf(loop.expr), outside) : void 0;
  if (kind === "PLpgSQL_stmt_fors") return knownRows(queryOf(loop.query), outside);
  if (kind !== "PLpgSQL_stmt_fori" || loop.step !== void 0 || loop.reverse !== void 0) return;
  let [from, to] = [loop.lower, loop.upper].map((bound) => queryOf(bound).trim());
  if (!/^\d{1,9}$/.test(from ?? "") || !/^\d{1,9}$/.test(to ?? "")) return;
  let turns = Number(to) - Number(from) + 1;
  return turns > mostTurns ? void 0 : Array.from({ length: Math.max(turns, 0) }, (_, i) => String(Number(from) + i));
}
function within(tree, key) {
  let found = typeof tree == "object" && tree !== null ? tree[key] : void 0;
  return typeof found == "object" && found !== null ? found : void 0;
}

// src/sql/postgresql/plpgsql.ts
function codeParts(functions, given) {
  let parts = [];
  for (let { PLpgSQL_function: code2 } of Array.isArray(functions) ? functions : []) {
    if (!isObject(code2)) continue;
    let variables = variablesOf(code2, given);
    visit({ parts, variables, apart: 0, left: "no" }, code2.action, { line: 1, conditional: !1, knowns: variables.knowns });
  }
  return parts;
}
var branching = new Set(
  "if case loop while fori fors forc dynfors foreach_a".split(" ").map((name2) => `PLpgSQL_stmt_${name2}`)
);
function visit(walk, tree, around) {
  if (isObject(tree)) {
    if (Array.isArray(tree)) {
      for (let item of tree) visit(walk, item, around);
      return;
    }
    for (let [name2, node] of Object.entries(tree))
      isObject(node) && (name2.startsWith("PLpgSQL_stmt_") ? visitStatement(walk, name2, node, around) : name2 === "PLpgSQL_expr" ? addSql(walk, node, around) : visit(walk, node, around));
  }
}
function visitStatement(walk, name2, node, around) {
  let line = typeof node.lineno == "number" ? node.lineno : around.line, own = { ...around, line }, inner = {
    line,
    conditional: around.conditional || branching.has(name2) || node.exceptions !== void 0,
    knowns: walk.variables.inLoop(name2, node, around.knowns)
  }, { query, dynquery, ...rest } = node;
  name2 === "PLpgSQL_stmt_dynexecute" || name2 === "PLpgSQL_stmt_dynfors" ? addExecuted(walk, query, own) : visit(walk, query, own), addExecuted(walk, dynquery, own), visit(walk, rest, inner), leaves(name2, node) && walk.left !== "surely" && (walk.left = around.conditional || name2 !== "PLpgSQL_stmt_return" ? "perhaps" : "surely");
}
function leaves(name2, node) {
  return name2 === "PLpgSQL_stmt_exit" ? node.label !== void 0 : name2 === "PLpgSQL_stmt_return" && node.lineno !== void 0;
}
function addSql(walk, { query, parseMode }, around) {
  typeof query == "string" && ((parseMode ?? 0) === 0 ? add(walk, "sql", query, around) : /\bselect\b/i.test(query) && add(walk, "expression", parseMode === 2 ? query : assigned(query), around));
}
function assigned(query) {
  return query.slice(query.indexOf("=") + 1).trim();
}
function addExecuted(walk, tree, around) {
  let expression = isObject(tree) ? tree.PLpgSQL_expr : void 0;
  isObject(expression) && typeof expression.query == "string" && add(walk, "execute", expression.query, around);
}
var mostTexts2 = 5e3;
function textsOf(walk, query, knowns) {
  let texts = knownTexts(query, walk.apart < mostTexts2 ? knowns : walk.variables.knowns);
  return walk.apart += (texts?.length ?? 1) - 1, texts;
}
function add(walk, kind, query, { line, conditional, knowns }) {
  if (walk.left === "surely") return;
  let texts = kind === "execute" ? textsOf(walk, query, knowns) : [kind === "sql" ? query : `SELECT ${query}`];
  walk.parts.push({ kind, query, texts, line, conditional: conditional || walk.left === "perhaps" });
}
function isObject(value) {
  return typeof value == "object" && value !== null;
}

// src/sql/scanner.ts
function scan(text) {
  let state = {
    text,
    at: 0,
    start: -1,
    end: 0,
    parens: 0,
    atomic: 0,
    firstWord: "",
    lastWord: "",
    copies: !1,
    escapedEnd: -1,
    noCopyEnd: !1,
    statements: [],
    comments: [],
    metaCommands: [],
    unterminated: void 0
  };
  for (; state.at < text.length; ) step(state);
  return state.start >= 0 && endStatement(state, state.end), state;
}
var [other2, space, letter, digit] = [0, 1, 2, 3], classes = Uint8Array.from({ length: 128 }, (_, code2) => {
  let char = String.fromCharCode(code2);
  return /[ \t\n\r\f\v]/.test(char) ? space : /[A-Za-z_]/.test(char) ? letter : /[0-9]/.test(char) ? digit : other2;
}), classOf = (code2) => code2 < 128 ? classes[code2] : letter, dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
function step(state) {
  let { text, at } = state, code2 = text.charCodeAt(at), kind = classOf(code2);
  if (kind === space) {
    state.at++;
    return;
  }
  if (kind === other2) {
    if (code2 === 45 && text.charCodeAt(at + 1) === 45) return lineComment(state);
    if (code2 === 47 && text.charCodeAt(at + 1) === 42) return blockComment(state);
    if (code2 === 92) return metaCommand(state);
    if (code2 === 59 && state.parens === 0 && state.atomic === 0) {
      state.at++, state.start >= 0 && endStatement(state, state.at);
      return;
    }
  }
  state.start < 0 && (state.start = at), kind === letter ? wordToken(state) : kind === digit ? numberToken(state) : mark(state, code2), state.end = state.at;
}
function mark(state, code2) {
  if (code2 === 39) return quoted(state, "'", continuesEscapes(state), "string");
  if (code2 === 34) return quoted(state, '"', !1, "identifier");
  if (code2 === 36) return dollar(state);
  code2 === 40 && state.parens++, code2 === 41 && state.parens > 0 && state.parens--, state.at++;
}
function numberToken(state) {
  let { text } = state;
  do
    state.at++;
  while (isWordPart(text.charCodeAt(state.at)) || text.charCodeAt(state.at) === 46);
}
function isWordPart(code2) {
  return code2 < 128 && classes[code2] >= letter;
}
function wordToken(state) {
  let { text, at: start, firstWord } = state, at = start + 1;
  for (let code2 = text.charCodeAt(at); code2 >= 128 || isWordPart(code2) || code2 === 36; code2 = text.charCodeAt(at))
    at++;
  if (state.at = at, at === start + 1 && text.charCodeAt(at) === 39 && /[eE]/.test(text[start]))
    return quoted(state, "'", !0, "string");
  let word = firstWord === "" || (firstWord === "create" || firstWord === "copy") && at - start <= 6 ? text.slice(start, at).toLowerCase() : "";
  firstWord === "" && (state.firstWord = word), state.atomic > 0 ? (word === "case" && state.atomic++, word === "end" && state.atomic--) : firstWord === "create" && word === "atomic" && state.lastWord === "begin" ? state.atomic = 1 : firstWord === "copy" && word === "stdin" && state.lastWord === "from" && (state.copies = !0), state.lastWord = word;
}
function quoted(state, quote, escapes, what) {
  let { text } = state, start = state.at, i = start + 1;
  for (; i < text.length && (escapes || (i = text.indexOf(quote, i)), !(i < 0)); ) {
    let char = text[i];
    if (escapes && char === "\\") i += 2;
    else if (char !== quote) i++;
    else if (text[i + 1] === quote) i += 2;
    else {
      state.at = i + 1, escapes && (state.escapedEnd = state.at);
      return;
    }
  }
  state.at = text.length, state.unterminated ??= { start, what };
}
function continuesEscapes({ text, at, end, escapedEnd }) {
  return escapedEnd < 0 || escapedEnd !== end ? !1 : /^[ \t\f\v]*[\n\r][ \t\n\r\f\v]*$/.test(text.slice(end, at).replace(/--[^\n\r]*/g, ""));
}
function dollar(state) {
  dollarTag.lastIndex = state.at;
  let tag = dollarTag.exec(state.text)?.[0];
  if (tag === void 0) {
    state.at++;
    return;
  }
  let close = state.text.indexOf(tag, state.at + tag.length);
  close < 0 && (state.unterminated ??= { start: state.at, what: "dollar-quoted string" }), state.at = close < 0 ? state.text.length : close + tag.length;
}
function lineComment(state) {
  let start = state.at;
  state.at = lineEnd(state.text, start), state.comments.push({ start, end: state.at });
}
function blockComment(state) {
  let { text, at } = state, depth = 0, i = at;
  do
    text.startsWith("/*", i) ? (depth++, i += 2) : text.startsWith("*/", i) ? (depth--, i += 2) : i++;
  while (depth > 0 && i < text.length);
  depth > 0 && (state.unterminated ??= { start: at, what: "comment" }), state.at = i, state.comments.push({ start: at, end: i });
}
function metaCommand(state) {
  let start = state.at, end = lineEnd(state.text, start);
  state.start >= 0 && endStatement(state, start), state.metaCommands.push({ start, end }), state.at = end;
}
function endStatement(state, next) {
  state.statements.push({ start: state.start, end: state.end, next: Math.max(next, state.end) });
  let { copies: copies2 } = state;
  state.start = -1, state.parens = 0, state.atomic = 0, state.firstWord = "", state.lastWord = "", state.copies = !1, copies2 && takeCopyData(state);
}
var copyEnd = /^\\\.\r?$/gm;
function takeCopyData(state) {
  if (state.noCopyEnd) return;
  copyEnd.lastIndex = state.at;
  let found = copyEnd.exec(state.text), copy2 = state.statements.pop();
  if (found === null || copy2 === void 0) {
    state.noCopyEnd = !0, copy2 !== void 0 && state.statements.push(copy2);
    return;
  }
  let start = Math.min(state.text.indexOf(`
`, state.at) + 1, found.index);
  state.statements.push({ ...copy2, data: { start, end: found.index } }), state.at = found.index + found[0].length;
}
function lineEnd(text, from) {
  for (let i = from; i < text.length; i++) {
    let code2 = text.charCodeAt(i);
    if (code2 === 10 || code2 === 13) return i;
  }
  return text.length;
}

// src/sql/statements.ts
var wholeTextLimit = 1e5, needsScanner = /lockgate|stdin|\/\*[~!@#^&|`?+\-*/%<>=]*\/\*/i;
function readStatements(text) {
  let whole = text.length > wholeTextLimit || needsScanner.test(text) ? void 0 : readWhole(text);
  if (whole !== void 0) return { read: whole, besides: nothingElse };
  let scanned = scan(text);
  return { read: parseEach(text, scanned), besides: scanned };
}
var nothingElse = { comments: [], metaCommands: [], unterminated: void 0 };
function* parseEach(text, scanned) {
  let open = scanned.unterminated;
  for (let raw of scanned.statements)
    open !== void 0 && open.start >= raw.start && open.start <= raw.end ? yield { raw, parsed: { kind: "unterminated", what: open.what } } : yield* parseRaw(text, raw);
}
function readWhole(text) {
  return parseWhole(text)?.map(({ node, start: from, end: to, offsetOf }) => {
    let start = nextToken(text, from);
    return { raw: { start, end: lastTokenEnd(text, start, to), next: Math.min(to + 1, text.length) }, parsed: { kind: "parsed", node, offsetOf: (byte) => offsetOf(byte) - start } };
  });
}
function parseRaw(text, raw) {
  let parsed = parseStatement(text.slice(raw.start, raw.end));
  return parsed.kind !== "several" ? [{ raw, parsed }] : parsed.parts.flatMap((part, i) => {
    let start = nextToken(text, raw.start + part.start), end = lastTokenEnd(text, start, raw.start + part.end), next = i === parsed.parts.length - 1 ? raw.next : raw.start + part.end + 1, data2 = i === parsed.parts.length - 1 && raw.data !== void 0 ? { data: raw.data } : {};
    return parseRaw(text, { start, end, next, ...data2 });
  });
}
var space2 = ` 	
\r\f\v`;
function lastTokenEnd(text, start, behind3) {
  let end = behind3;
  for (; end > start && space2.includes(text[end - 1]); ) end--;
  let sql = text.slice(start, end), lastLine = sql.slice(Math.max(sql.lastIndexOf(`
`), sql.lastIndexOf("\r")) + 1);
  return !lastLine.includes("--") && !lastLine.endsWith("*/") ? end : start + (scan(sql).statements[0]?.end ?? sql.length);
}

// src/sql/code.ts
function readDo(sql, block, at) {
  let whole = { start: 0, end: sql.length }, ground = { sql, at }, unread = (reason) => ({ statements: [opaque(ground, sql, whole, !1, reason)] });
  if (block.language !== "plpgsql") return unread(`code in ${block.language}`);
  let places = bodyPlaces(sql, block.body), parsed = parseCode(sql);
  if (parsed.kind === "error") {
    if (!isSyntaxError(parsed.message)) return unread(`the body of the DO block: ${parsed.message}`);
    let offset = places?.(errorOffset(block.body, parsed.message)) ?? 0;
    return { statements: [], error: { message: parsed.message, offset } };
  }
  try {
    let stretchOf = places === void 0 ? () => whole : inStatement(places, partPlaces(block.body));
    return {
      statements: codeParts(parsed.functions, nothingGiven).flatMap((part) => readPart(ground, part, stretchOf(part)))
    };
  } catch (error) {
    if (error instanceof RangeError) return unread("the body of the DO block: it is nested too deeply");
    throw error;
  }
}
var nothingGiven = /* @__PURE__ */ new Map();
function readFunction(sql, code2, call, span) {
  if (!mayMatter.test(code2.body)) return [];
  let ground = { sql: "", at: (offset) => offset === 0 ? span.start : span.end }, whole = { start: 0, end: 1 };
  if (code2.language === "sql") return readSql(ground, code2.body, whole, void 0, !1);
  let unread = (reason) => [opaque(ground, code2.body, whole, !1, reason)];
  if (code2.language !== "plpgsql") return unread(`code in ${code2.language}`);
  let parsed = parseCode(sql);
  if (parsed.kind === "error") return unread(parsed.message);
  try {
    return codeParts(parsed.functions, givenTo(code2, call)).flatMap((part) => readPart(ground, part, whole));
  } catch (error) {
    if (error instanceof RangeError) return unread("it is nested too deeply");
    throw error;
  }
}
function givenTo({ parameters }, { values }) {
  let given = parameters.flatMap(({ name: name2, type }, i) => {
    let value = values[i];
    return value == null || type.array || !plainTypes.has(type.name) ? [] : type.name === "regclass" && isNumber(value) ? [] : [[`$${i + 1}`, [value]], ...name2 === void 0 ? [] : [[name2, [value]]]];
  });
  return new Map(given);
}
var plainTypes = /* @__PURE__ */ new Set(["text", "varchar", "name", "regclass", "int2", "int4", "int8"]), mayMatter = /\b(?:alter|create|drop|truncate|execute|update|delete|insert|merge|lock|reindex|cluster|refresh|comment|grant|revoke|set|reset|vacuum|analyze|select)\b/i;
function inStatement(places, find) {
  return (part) => {
    let { start, end } = find(part);
    return { start: places(start), end: places(end) };
  };
}
function readPart(ground, { query, texts, conditional }, stretch) {
  return texts === void 0 ? [opaque(ground, query, stretch, conditional, "dynamic SQL: proved only by running it")] : texts.flatMap((text) => {
    let found = text === "" ? -1 : ground.sql.slice(stretch.start, stretch.end).indexOf(text);
    return readSql(ground, text, stretch, found < 0 ? void 0 : stretch.start + found, conditional);
  });
}
function readSql(ground, text, stretch, verbatim, conditional) {
  return Array.from(readStatements(text).read, (read) => {
    let { start, end } = read.raw, own = verbatim === void 0 ? stretch : { start: verbatim + start, end: verbatim + end }, sql = text.slice(start, end), span = spanOf(ground, own);
    return { text: sql, span, changes: changesOf(sql, read, (offset) => verbatim === void 0 ? span.start : ground.at(own.start + offset)), conditional };
  });
}
function changesOf(sql, { parsed }, at) {
  return parsed.kind !== "parsed" ? [{ kind: "opaque", reason: parsed.kind === "error" ? parsed.message : `${parsed.kind} statement`, at: at(0) }] : lower(parsed.node, {
    text: sql,
    at: (byte) => at(byte === void 0 ? 0 : parsed.offsetOf(byte)),
    atOffset: at,
    offsetOf: parsed.offsetOf
  }).map((change) => {
    let reason = notHere[change.kind];
    return reason === void 0 ? change : { kind: "opaque", reason, at: change.at };
  });
}
var notHere = {
  transaction: "PostgreSQL refuses this transaction command in code",
  do: "a DO block inside of code"
};
function opaque(ground, text, stretch, conditional, reason) {
  let span = spanOf(ground, stretch);
  return { text, span, changes: [{ kind: "opaque", reason, at: span.start }], conditional };
}
function spanOf({ at }, { start, end }) {
  return { start: at(start), end: at(end) };
}

// src/sql/decode.ts
function decode(path, bytes) {
  if (bytes.length > 67108864) {
    let mib = Math.round(bytes.length / 1024 / 1024);
    return problem(
      path,
      1,
      `The file has ${mib} MiB; Lockgate reads at most 64 MiB.`,
      "Load data outside of migrations."
    );
  }
  if (bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255)
    return problem(path, 1, "The file is UTF-16; migration tools and PostgreSQL expect UTF-8.", "Save it as UTF-8.");
  let nul = bytes.indexOf(0);
  if (nul >= 0)
    return problem(
      path,
      lineOfByte(bytes, nul),
      "The file holds a NUL byte: most drivers end the query there, so what follows would silently not run.",
      "Remove the NUL byte, or save the file as text if it is binary."
    );
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    let at = firstInvalidByte(bytes);
    return problem(
      path,
      lineOfByte(bytes, at),
      `The file is not valid UTF-8 (byte 0x${(bytes[at] ?? 0).toString(16).padStart(2, "0")} at offset ${at}).`,
      "Save it as UTF-8; a file in Latin-1 or Windows-1252 would store wrong characters."
    );
  }
}
var decoder = new TextDecoder("utf-8", { fatal: !0 });
function problem(path, line, message, help) {
  return {
    problem: { rule: "unreadable-file", message, help, place: { path, line, column: 1, endLine: line, endColumn: 1 } }
  };
}
function lineOfByte(bytes, end) {
  let line = 1;
  for (let i = 0; i < end; i++) bytes[i] === 10 && line++;
  return line;
}
function firstInvalidByte(bytes) {
  let low = 0, high2 = bytes.length;
  for (; low < high2; ) {
    let middle = low + high2 + 1 >> 1;
    isValid(bytes.subarray(0, middle), !0) ? low = middle : high2 = middle - 1;
  }
  for (let at = low; at > low - 4 && at >= 0; at--) if (isValid(bytes.subarray(0, at), !1)) return at;
  return low;
}
function isValid(bytes, stream) {
  try {
    return new TextDecoder("utf-8", { fatal: !0 }).decode(bytes, { stream }), !0;
  } catch {
    return !1;
  }
}

// src/sql/lines.ts
function lineIndex(text) {
  let starts = [0];
  if (text.includes("\r")) for (let end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  else for (let at = text.indexOf(`
`); at >= 0; at = text.indexOf(`
`, at + 1)) starts.push(at + 1);
  let position = (offset) => {
    let line = countBelow(starts, offset + 1);
    return { offset, line, column: offset - starts[line - 1] + 1 };
  };
  return { position, span: (start, end) => ({ start: position(start), end: position(end) }) };
}
var known = /* @__PURE__ */ new WeakMap();
function linesOf(script) {
  let found = known.get(script);
  if (found !== void 0) return found;
  let made = lineIndex(script.text);
  return known.set(script, made), made;
}
function placeOf(path, span) {
  return {
    path,
    line: span.start.line,
    column: span.start.column,
    endLine: span.end.line,
    endColumn: span.end.column
  };
}

// src/sql/script.ts
function readScript(file, transaction2, copyData = "refused") {
  let decoded = decode(file.path, file.bytes);
  if ("problem" in decoded)
    return {
      path: file.path,
      text: "",
      transaction: transaction2,
      statements: [],
      fileIgnores: [],
      strayIgnores: [],
      problems: [decoded.problem]
    };
  let { text } = decoded, { read: found, besides } = readStatements(text), lines = lineIndex(text), problems = scanProblems(file.path, text, besides, lines), read = [];
  for (let { raw, parsed } of found) {
    let sql = text.slice(raw.start, raw.end);
    read.push({ raw, changes: changesOf2(file.path, sql, raw, parsed, lines, problems) });
  }
  let raws = read.map(({ raw }) => raw), { attached, ofFile, stray } = attachIgnores(text, raws, besides.comments, lines), statements = read.map(({ raw, changes }, index) => {
    let sql = text.slice(raw.start, raw.end), span = lines.span(raw.start, raw.end), data2 = raw.data === void 0 ? {} : { copyData: text.slice(raw.data.start, raw.data.end) };
    return { index, text: sql, span, changes, ignores: attached[index] ?? [], ...data2 };
  });
  problems.push(...copyProblems(file.path, statements, copyData));
  let inCode = read.flatMap(({ raw, changes }) => ignoresInCode(text, raw, changes, lines)), strayIgnores = [...stray, ...inCode];
  return { path: file.path, text, transaction: transaction2, statements, fileIgnores: ofFile, strayIgnores, problems };
}
function changesOf2(path, sql, raw, parsed, lines, problems) {
  let opaque2 = (reason) => [{ kind: "opaque", reason, at: lines.position(raw.start) }];
  switch (parsed.kind) {
    case "parsed":
      return withCode(path, sql, raw, lowered(sql, raw, parsed, lines), lines, problems);
    case "empty":
      return opaque2("empty statement");
    case "several":
      return opaque2("several statements");
    // Said once, for the whole script.
    case "unterminated":
      return opaque2(`unterminated ${parsed.what}`);
    case "error": {
      let start = raw.start + Math.min(parsed.offset, Math.max(sql.length - 1, 0));
      return problems.push({
        rule: "syntax-error",
        message: `PostgreSQL can't read this statement: ${parsed.message}.`,
        ...syntaxHelp(sql),
        place: placeOf(path, lines.span(start, Math.min(start + 1, raw.end)))
      }), opaque2(parsed.message);
    }
  }
}
function lowered(sql, raw, parsed, lines) {
  return lower(parsed.node, {
    text: sql,
    at: (byte) => lines.position(raw.start + (byte === void 0 ? 0 : parsed.offsetOf(byte))),
    atOffset: (offset) => lines.position(raw.start + offset),
    offsetOf: parsed.offsetOf
  });
}
function withCode(path, sql, raw, changes, lines, problems) {
  let [block] = changes;
  if (block?.kind !== "do") return changes;
  let code2 = readDo(sql, block, (offset) => lines.position(raw.start + offset));
  if (code2.error !== void 0) {
    let start = raw.start + code2.error.offset;
    problems.push({
      rule: "syntax-error",
      message: `PostgreSQL can't read the body of this DO block: ${code2.error.message}.`,
      ...syntaxHelp(sql),
      place: placeOf(path, lines.span(start, Math.min(start + 1, raw.end)))
    });
  }
  return [{ ...block, statements: code2.statements }];
}
var placeholder = /\$\{[^}\n]{0,200}\}|\{\{[^}\n]{0,200}\}\}|\{%[^}\n]{0,200}%\}|<%[^\n]{0,200}?%>|\$\([A-Za-z_]\w{0,200}\)/, psqlVariable = /(^|[^:\w]):['"]?[A-Za-z_]\w*/;
function syntaxHelp(sql) {
  return placeholder.test(sql) ? {
    help: "It holds a placeholder. Lockgate reads and runs the bytes of the file as they are; it expands no placeholders.",
    cause: "placeholder"
  } : psqlVariable.test(sql) ? {
    help: "It may hold a psql variable (`:name`): only psql replaces those, migration tools send them as they are.",
    cause: "psql variable"
  } : { help: "Correct the statement. Is the `;` of the statement before it missing?" };
}
function scanProblems(path, text, besides, lines) {
  let problems = besides.metaCommands.map((command) => ({
    rule: "psql-meta-command",
    message: `\`${text.slice(command.start, Math.min(command.end, command.start + 60))}\` is a command of psql; migration tools send it to the server, which answers with a syntax error.`,
    help: "Write plain SQL: put the included file here, or use a DO block instead of \\if.",
    place: placeOf(path, lines.span(command.start, command.end))
  }));
  if (besides.unterminated !== void 0) {
    let { start, what } = besides.unterminated;
    problems.push({
      rule: "syntax-error",
      message: `This ${what} is never closed: everything from here to the end of the file is part of it.`,
      help: "Close it.",
      place: placeOf(path, lines.span(start, Math.min(start + 1, text.length)))
    });
  }
  return problems;
}
function copyProblems(path, statements, copyData) {
  return statements.flatMap((statement) => {
    let [change] = statement.changes;
    if (change?.kind !== "copy" || change.direction !== "from" || change.medium !== "stdio") return [];
    if (copyData === "sent" && statement.copyData !== void 0) return [];
    let [message, help] = copyData === "refused" ? [
      "The rows behind this COPY \u2026 FROM STDIN fail: the migration tool sends the file as one query, and PostgreSQL reads the rows as SQL.",
      "Write the rows as INSERT statements."
    ] : [
      "This COPY \u2026 FROM STDIN has no data: the line that ends it, `\\.` alone, is missing.",
      "End the rows with a line that holds only `\\.`, as pg_dump writes it."
    ];
    return [{ rule: "syntax-error", message, help, place: placeOf(path, statement.span) }];
  });
}
function attachIgnores(text, statements, comments, lines) {
  let attached = statements.map(() => []), stray = [], ofFile = [], index = 0;
  for (let comment2 of comments) {
    let found = ignoreIn(text, comment2, lines);
    if (found?.scope === "file" && ofFile.push(found), found === void 0 || found.scope === "file") continue;
    for (; index < statements.length && statements[index].start < comment2.start; ) index++;
    let before = statements[index - 1], inside = before !== void 0 && comment2.start < before.next, sameLine = before !== void 0 && lines.position(Math.max(before.next - 1, 0)).line === found.span.start.line;
    inside || sameLine || attached[index] === void 0 ? stray.push(found) : attached[index]?.push(found);
  }
  return { attached, ofFile, stray };
}
function ignoresInCode(text, raw, [block], lines) {
  if (block?.kind !== "do" || !/lockgate/i.test(block.body)) return [];
  let places = bodyPlaces(text.slice(raw.start, raw.end), block.body);
  return places === void 0 ? [] : scan(block.body).comments.flatMap(({ start, end }) => {
    let comment2 = { start: raw.start + places(start), end: raw.start + places(end) };
    return ignoreIn(text, comment2, lines) ?? [];
  });
}

export {
  tokens,
  quoteIdentifier,
  quoteLiteral,
  isLockMode,
  atLeast,
  strongest,
  waitsFor,
  blocksWrites,
  blocksReads,
  activities,
  codeParts,
  scan,
  readStatements,
  readFunction,
  linesOf,
  placeOf,
  readScript
};
