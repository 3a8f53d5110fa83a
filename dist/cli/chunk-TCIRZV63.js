#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  parseExpression,
  stringsOf
} from "./chunk-4ZWME57O.js";

// src/rules/facts/folded.ts
function folded(start, step) {
  let all = /* @__PURE__ */ new WeakMap();
  return (history, table) => {
    let byTable = all.get(history) ?? /* @__PURE__ */ new Map();
    all.set(history, byTable);
    let key = `${table.schema ?? ""}.${table.name}`, kept = byTable.get(key) ?? { state: start(), length: 0 };
    for (byTable.set(key, kept); kept.length < history.length; kept.length++) step(kept.state, history[kept.length], table);
    return kept.state;
  };
}

// src/rules/facts/sql-names.ts
var keywords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
   case cast char character check coalesce collate collation column concurrently constraint create cross
   current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
   decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
   freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
   interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg
   json_query json_scalar json_serialize json_table json_value lateral leading least left like limit localtime
   localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on
   only or order out outer overlaps overlay placing position precision primary real references returning right
   row select session_user setof similar smallint some substring symmetric system_user table tablesample then
   time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when
   where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
   xmlroot xmlserialize xmltable`.split(/\s+/)
);
function sqlIdentifier(name) {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !keywords.has(name) ? name : /[\p{C}\p{Z}`]/u.test(name.replaceAll(" ", "")) ? `U&"${Array.from(name, (char) => char === "\\" ? "\\\\" : char === '"' ? '""' : char === " " || !/[\p{C}\p{Z}`]/u.test(char) ? char : `\\+${char.codePointAt(0).toString(16).padStart(6, "0")}`).join("")}"` : `"${name.replaceAll('"', '""')}"`;
}
function sqlName(name) {
  return name.schema === void 0 ? sqlIdentifier(name.name) : `${sqlIdentifier(name.schema)}.${sqlIdentifier(name.name)}`;
}
function sqlColumns(columns) {
  return columns.map(sqlIdentifier).join(", ");
}
function madeName(table, ...rest) {
  let whole = [table, ...rest].join("_");
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  let label = rest.at(-1) ?? "", columns = rest.slice(0, -1).join("_"), room = mostBytes - Buffer.byteLength(label) - 1 - (columns === "" ? 0 : 1), [ofTable, ofColumns] = shared(Buffer.byteLength(table), Buffer.byteLength(columns), room);
  return [cut(table, ofTable), cut(columns, ofColumns), label].filter((part) => part !== "").join("_");
}
var mostBytes = 63;
function shared(one, other2, room) {
  if (one + other2 <= room) return [one, other2];
  let half = Math.floor(room / 2);
  return one <= half ? [one, room - one] : other2 <= half ? [room - other2, other2] : [room - half, half];
}
function cut(text, bytes) {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = "";
  for (let char of text) {
    if (Buffer.byteLength(kept + char) > bytes) return kept;
    kept += char;
  }
  return kept;
}
function freeName(make, taken) {
  let name = make("");
  for (let number2 = 1; taken.has(name); number2++) name = make(number2);
  return name;
}

// src/rules/facts/written-constraints.ts
function writtenConstraints(change) {
  switch (change.kind) {
    case "create-table":
      return [...change.columns.flatMap(({ constraints }) => constraints), ...change.constraints];
    case "add-column":
      return change.column.constraints;
    case "add-constraint":
      return [change.constraint];
    default:
      return [];
  }
}
function renameWritten(change, name) {
  switch (change.kind) {
    case "create-table": {
      let columns = change.columns.map((column) => ({ ...column, constraints: column.constraints.map(name) }));
      return { ...change, columns, constraints: change.constraints.map(name) };
    }
    case "add-column":
      return { ...change, column: { ...change.column, constraints: change.column.constraints.map(name) } };
    case "add-constraint":
      return { ...change, constraint: name(change.constraint) };
    default:
      return change;
  }
}
function referencedTables(change) {
  return writtenConstraints(change).flatMap(
    (constraint) => constraint.type === "foreign-key" ? [constraint.references.table] : []
  );
}

// src/rules/facts/columns.ts
function knownColumn(context, table, name) {
  return knownColumns(context.historyOf(table), table).get(name);
}
function knownColumns(history, table) {
  return foldColumns(history, table).columns;
}
var foldColumns = folded(
  () => ({ columns: /* @__PURE__ */ new Map(), constraints: notNullConstraints() }),
  ({ columns, constraints }, { change, isNew }, table) => {
    if (makesOther(change, table)) return;
    for (let column of addedBy(change))
      change.kind === "add-column" && change.ifNotExists && columns.has(column.name) || columns.set(column.name, stateOf(column, isNew));
    let altered = [...constraints.take(change, table), ...alteredBy(change)];
    for (let [column, state] of altered) columns.set(column, { ...columns.get(column) ?? unknown, ...state });
    change.kind === "drop-column" && columns.delete(change.column), change.kind === "rename" && change.object === "column" && rename(columns, change.from ?? "", change.to);
  }
);
function makesOther(change, table) {
  return change.kind !== "create-table" ? !1 : change.partitionOf?.name === table.name || change.inherits.some(({ name }) => name === table.name);
}
function notNullConstraints() {
  let byName2 = /* @__PURE__ */ new Map(), taken = /* @__PURE__ */ new Set(), add = (name, columns) => {
    taken.has(name) || byName2.set(name, columns);
  };
  return {
    take(change, table) {
      change.kind === "add-constraint" && change.constraint.type === "check" && change.constraint.name !== void 0 && taken.add(change.constraint.name);
      for (let { type, name, columns: columns2 } of writtenConstraints(change))
        type === "not-null" && add(name ?? madeName(table.name, ...columns2, "not_null"), columns2);
      if (change.kind === "set-not-null" && add(madeName(table.name, change.column, "not_null"), [change.column]), change.kind === "rename" && change.object === "constraint" && change.from !== void 0) {
        let columns2 = byName2.get(change.from);
        byName2.delete(change.from), columns2 !== void 0 && byName2.set(change.to, columns2);
      }
      if (change.kind !== "validate-constraint" && change.kind !== "drop-constraint") return [];
      let columns = byName2.get(change.name) ?? [];
      return change.kind === "drop-constraint" && byName2.delete(change.name), columns.map((column) => [column, { notNull: change.kind === "validate-constraint" }]);
    }
  };
}
var unknown = {
  type: void 0,
  notNull: !1,
  generated: void 0,
  collation: void 0,
  hasDefault: !1,
  isNew: !1
};
function addedBy(change) {
  return change.kind === "create-table" ? change.columns : change.kind === "add-column" ? [change.column] : [];
}
function alteredBy(change) {
  switch (change.kind) {
    case "create-table":
      return change.constraints.flatMap(notNullColumns).map((column) => [column, { notNull: !0 }]);
    case "add-constraint":
      return notNullColumns(change.constraint).map((column) => [column, { notNull: !0 }]);
    case "alter-column-type":
      return [[change.column, { type: change.type, collation: change.collationName }]];
    case "set-not-null":
      return [[change.column, { notNull: !0 }]];
    case "drop-not-null":
      return [[change.column, { notNull: !1 }]];
    case "drop-expression":
      return [[change.column, { generated: void 0 }]];
    case "set-default":
      return [[change.column, { hasDefault: !isNull(change.default) }]];
    case "drop-default":
      return [[change.column, { hasDefault: !1 }]];
    default:
      return [];
  }
}
function notNullColumns(constraint) {
  return constraint.type === "primary-key" || constraint.type === "not-null" && constraint.validated ? constraint.columns : [];
}
function rename(columns, from, to) {
  let column = columns.get(from);
  columns.delete(from), column !== void 0 && columns.set(to, column);
}
function stateOf(column, isNew) {
  return {
    type: storedType(column.type),
    notNull: column.notNull,
    generated: column.generated,
    collation: column.collation,
    hasDefault: column.serial || column.default !== void 0 && !isNull(column.default),
    isNew
  };
}
function isNull({ text }) {
  return /^\(*\s*null\b/i.test(text.trim());
}
function storedType(type) {
  return serialTypes[type.name] ?? type;
}
var int = (name) => ({ name, modifiers: [], array: !1 }), serialTypes = {
  smallserial: int("int2"),
  serial2: int("int2"),
  serial: int("int4"),
  serial4: int("int4"),
  bigserial: int("int8"),
  serial8: int("int8")
};

// src/sql/conditions.ts
var other = { kind: "other" };
function conditionOf(text) {
  let node = parseExpression(text);
  return node === void 0 ? other : read(node, !1);
}
function columnsIn(text) {
  let found = /* @__PURE__ */ new Set(), open = [parseExpression(text)];
  for (let node = open.pop(); node !== void 0 || open.length > 0; node = open.pop())
    if (!(typeof node != "object" || node === null))
      if ("ColumnRef" in node) {
        let column = columnName(node);
        column !== void 0 && found.add(column);
      } else open.push(...Object.values(node));
  return [...found];
}
function read(node, negated) {
  if ("BoolExpr" in node) {
    let { boolop, args = [] } = node.BoolExpr, [only] = args;
    return boolop === "NOT_EXPR" ? only === void 0 ? other : read(only, !negated) : { kind: boolop === "AND_EXPR" !== negated ? "and" : "or", parts: args.map((arg) => read(arg, negated)) };
  }
  return "NullTest" in node ? nullTest(node.NullTest.arg, node.NullTest.nulltesttype === "IS_NULL", negated) : "A_Const" in node && node.A_Const.boolval !== void 0 ? { kind: "constant", value: node.A_Const.boolval.boolval === !0 !== negated } : "A_Expr" in node ? comparison(node.A_Expr, negated) : other;
}
function nullTest(arg, isNull2, negated) {
  if (arg !== void 0 && "RowExpr" in arg) {
    let parts = (arg.RowExpr.args ?? []).map((field) => nullTest(field, isNull2, negated));
    return { kind: negated ? "or" : "and", parts };
  }
  let [column, cast] = columnUnder(arg);
  return column === void 0 ? other : { kind: "null", column, isNull: isNull2 !== negated, ...cast === void 0 ? {} : { cast } };
}
var negations = {
  "=": "<>",
  "<>": "=",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">"
}, turned = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<="
};
function comparison({ kind, name = [], lexpr, rexpr }, negated) {
  let written = stringsOf(name).at(-1) ?? "";
  switch (kind) {
    case "AEXPR_OP":
      return compared(lexpr, written, rexpr, negated);
    case "AEXPR_IN":
      return among(
        lexpr,
        rexpr !== void 0 && "List" in rexpr ? rexpr.List.items : void 0,
        written === "<>",
        negated
      );
    case "AEXPR_OP_ANY":
      return written === "=" ? among(lexpr, elements(rexpr), !1, negated) : other;
    case "AEXPR_OP_ALL":
      return written === "<>" ? among(lexpr, elements(rexpr), !0, negated) : other;
    case "AEXPR_BETWEEN":
    case "AEXPR_NOT_BETWEEN": {
      let [low, high] = rexpr !== void 0 && "List" in rexpr ? rexpr.List.items ?? [] : [], out = kind === "AEXPR_NOT_BETWEEN" !== negated;
      return { kind: out ? "or" : "and", parts: [compared(lexpr, ">=", low, out), compared(lexpr, "<=", high, out)] };
    }
    case "AEXPR_DISTINCT":
    case "AEXPR_NOT_DISTINCT":
      return isNullLiteral(rexpr) ? nullTest(lexpr, kind === "AEXPR_NOT_DISTINCT", negated) : other;
    default:
      return other;
  }
}
function compared(left, written, right, negated) {
  let operator = written === "!=" ? "<>" : written;
  if (!(operator in negations) || left === void 0 || right === void 0) return other;
  if (operator === "=" && "A_Const" in right && right.A_Const.boolval !== void 0 && !("ColumnRef" in left))
    return read(left, negated !== (right.A_Const.boolval.boolval !== !0));
  let meant = negated ? negations[operator] : operator;
  return columnWith(left, meant, right) ?? columnWith(right, turned[meant], left) ?? other;
}
function columnWith(left, operator, right) {
  let [column, cast] = columnUnder(left), literal = literalOf(right);
  return column === void 0 || cast !== void 0 || literal === void 0 ? void 0 : { kind: "compare", column, operator, literal };
}
function among(left, items, none, negated) {
  if (items === void 0 || items.length === 0) return other;
  let outside2 = none !== negated, parts = items.map((item) => compared(left, outside2 ? "<>" : "=", item, !1));
  return { kind: outside2 ? "and" : "or", parts };
}
function elements(node) {
  if (node !== void 0) {
    if ("TypeCast" in node && node.TypeCast.arg !== void 0) {
      let literal = literalOf(node.TypeCast.arg);
      return literal === void 0 ? elements(node.TypeCast.arg) : /^\{([^{}"\\]*)\}$/.exec(literal.value)?.[1]?.split(",").map((value) => ({ A_Const: { sval: { sval: value.trim() } } }));
    }
    return "A_ArrayExpr" in node ? node.A_ArrayExpr.elements : void 0;
  }
}
function columnUnder(node) {
  if (node === void 0) return [void 0];
  if ("TypeCast" in node) {
    let [column] = columnUnder(node.TypeCast.arg);
    return [column, stringsOf(node.TypeCast.typeName?.names).at(-1) ?? ""];
  }
  return [columnName(node)];
}
function columnName(node) {
  if (!("ColumnRef" in node)) return;
  let last = node.ColumnRef.fields?.at(-1);
  return last !== void 0 && "String" in last ? last.String.sval : void 0;
}
function literalOf(node) {
  if ("TypeCast" in node && node.TypeCast.arg !== void 0) {
    let inner = literalOf(node.TypeCast.arg), type = stringsOf(node.TypeCast.typeName?.names).at(-1);
    return inner === void 0 || type === void 0 ? void 0 : { value: inner.value, type };
  }
  if ("A_Expr" in node && node.A_Expr.lexpr === void 0 && node.A_Expr.rexpr !== void 0) {
    let inner = literalOf(node.A_Expr.rexpr);
    return inner === void 0 ? void 0 : { ...inner, value: `-${inner.value}` };
  }
  if (!("A_Const" in node) || isNullLiteral(node)) return;
  let { sval, ival, fval } = node.A_Const;
  return sval !== void 0 ? { value: sval.sval ?? "" } : ival !== void 0 ? { value: String(ival.ival ?? 0), type: "int4" } : fval === void 0 ? void 0 : { value: fval.fval ?? "", type: /^\d+$/.test(fval.fval ?? "") ? "int8" : "numeric" };
}
function isNullLiteral(node) {
  return node !== void 0 && "A_Const" in node && node.A_Const.isnull === !0;
}

// src/rules/facts/implication.ts
function implies(known, wanted, typeOf) {
  let goesOn = (one, other2) => implies(one, other2, typeOf);
  return wanted.kind === "constant" ? wanted.value : known.kind === "constant" ? !known.value : wanted.kind === "and" ? wanted.parts.every((part) => goesOn(known, part)) : known.kind === "or" ? known.parts.every((part) => goesOn(part, wanted)) : wanted.kind === "or" && wanted.parts.some((part) => goesOn(known, part)) ? !0 : known.kind === "and" ? known.parts.some((part) => goesOn(part, wanted)) : wanted.kind === "or" ? !1 : shows(known, wanted, typeOf);
}
function shows(known, wanted, typeOf) {
  if (known.kind === "null" && wanted.kind === "null")
    return known.column === wanted.column && known.isNull === wanted.isNull && (known.cast === void 0 || known.cast === typeOf(known.column));
  if (known.kind !== "compare" || wanted.kind !== "compare" || known.column !== wanted.column || isOtherFamily(known.literal, typeOf(known.column))) return !1;
  let [a, b] = [known.literal.value, wanted.literal.value], isText = ["text", "varchar", "bpchar"].includes(typeOf(known.column) ?? "");
  return isText && known.operator === "=" && wanted.operator === "<>" ? a !== b : isText ? a === b && compares(known.operator, "0", wanted.operator, "0") : compares(known.operator, a, wanted.operator, b);
}
var integers = /* @__PURE__ */ new Set(["int2", "int4", "int8"]);
function isOtherFamily({ type }, column) {
  return column !== void 0 && integers.has(column) && type !== void 0 && !integers.has(type);
}
function compares(known, a, wanted, b) {
  let equal = isEqual(a, b), below = isBelow(a, b), above = isBelow(b, a);
  switch (wanted) {
    case "=":
      return known === "=" && equal;
    case "<>":
      return known === "=" ? below || above : outside(known, { equal, below, above });
    case ">=":
      return (known === "=" || known === ">=" || known === ">") && (equal || above);
    case ">":
      return (known === "=" || known === ">=") && above || known === ">" && (equal || above);
    case "<=":
      return (known === "=" || known === "<=" || known === "<") && (equal || below);
    case "<":
      return (known === "=" || known === "<=") && below || known === "<" && (equal || below);
  }
}
function outside(known, { equal, below, above }) {
  switch (known) {
    case "<>":
      return equal;
    case "<":
      return equal || below;
    case "<=":
      return below;
    case ">":
      return equal || above;
    default:
      return above;
  }
}
var number = /^-?\d+(?:\.\d+)?$/;
function isEqual(a, b) {
  return a === b || plainDate(a) === plainDate(b) || number.test(a) && number.test(b) && Number(a) === Number(b);
}
function isBelow(low, high) {
  if (number.test(low) && number.test(high)) return Number(low) < Number(high);
  let [from, to] = [plainDate(low), plainDate(high)], date = /^\d{4}-\d{2}-\d{2}/, isLocal = !zone.test(from) && !zone.test(to);
  return date.test(from) && date.test(to) && (isLocal || from.length === to.length) && from < to;
}
var zone = /(?::\d{2}(?:\.\d+)?\s*[-+]\d|[A-Za-z]|\d{2}[+]\d)/;
function isDay(text) {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text);
}
function plainDate(text) {
  let day = text.replace(/[ T]00:00(?::00(?:\.0+)?)?$/, "");
  return isDay(day) ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : day;
}

// src/rules/facts/mentions.ts
function mentions(text, column) {
  return wordOf(column).test(text.replace(/'(?:[^']|'')*'/g, "''"));
}
function withRenamed(text, from, to) {
  let name = /^[a-z_][a-z0-9_$]*$/.test(to) ? to : `"${to.replaceAll('"', '""')}"`;
  return text.split(/('(?:[^']|'')*')/).map((part, i) => i % 2 === 1 ? part : part.replace(wordOf(from), () => name)).join("");
}
function wordOf(column) {
  let quoted = `"${escaped(column.replaceAll('"', '""'))}"`, plain = /^[a-z_][a-z0-9_$]*$/.test(column) ? `|(?<![\\w$"])${escaped(column)}(?![\\w$"(.])` : "";
  return new RegExp(`${quoted}${plain}`, "gi");
}
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

// src/rules/facts/constraints.ts
function knownConstraints(context, table) {
  return constraintsFrom(context.historyOf(table), table);
}
function constraintsFrom(history, table) {
  return [...byName(history, table).values()];
}
var byName = folded(
  () => /* @__PURE__ */ new Map(),
  (known, { change, isNew }, table) => {
    for (let constraint of constraintsIn(change, table)) {
      let name = constraint.name ?? freeDefaultName(table, constraint, known);
      known.set(name, {
        name,
        constraint,
        validated: constraint.validated && constraint.enforced,
        isNew
      });
    }
    if (change.kind === "drop-constraint" && known.delete(change.name), change.kind === "drop-column")
      for (let [name, { constraint }] of known) isAbout(constraint, change.column) && known.delete(name);
    if (change.kind === "validate-constraint") {
      let found = known.get(change.name);
      found !== void 0 && known.set(change.name, { ...found, validated: !0 });
    }
    if (change.kind === "rename" && change.object === "column")
      for (let [name, found] of known) known.set(name, { ...found, constraint: renamed(found.constraint, change) });
    let from = change.kind !== "rename" ? void 0 : change.object === "index" ? change.name.name : change.from;
    if (change.kind === "rename" && (change.object === "constraint" || change.object === "index") && from !== void 0) {
      let found = known.get(from);
      known.delete(from), found !== void 0 && known.set(change.to, { ...found, name: change.to });
    }
  }
);
function withMadeNames(changes, table) {
  let taken = /* @__PURE__ */ new Set(), named = (constraint) => {
    if (constraint.type === "not-null") return constraint;
    let name = constraint.name ?? freeDefaultName(table, constraint, taken);
    return taken.add(name), constraint.name === void 0 ? { ...constraint, name } : constraint;
  };
  return changes.map((change) => (change.kind === "drop-constraint" && taken.delete(change.name), makesOther(change, table) ? change : renameWritten(change, named)));
}
function isAbout(constraint, column) {
  return (constraint.type === "check" ? columnsIn(constraint.expression.text) : constraint.columns).includes(column);
}
function renamed(constraint, { from = "", to }) {
  let columns = constraint.columns.map((column) => column === from ? to : column);
  if (constraint.type !== "check") return { ...constraint, columns };
  let text = withRenamed(constraint.expression.text, from, to);
  return { ...constraint, columns, expression: { ...constraint.expression, text } };
}
function constraintsIn(change, table) {
  return makesOther(change, table) ? [] : writtenConstraints(change);
}
var suffixes = {
  check: "check",
  "foreign-key": "fkey",
  "primary-key": "pkey",
  unique: "key",
  exclusion: "excl",
  "not-null": "not_null"
};
function hasIndex({ type }) {
  return type === "primary-key" || type === "unique" || type === "exclusion";
}
function defaultName(table, constraint) {
  return freeDefaultName(table, constraint, /* @__PURE__ */ new Set());
}
function freeDefaultName(table, constraint, taken) {
  if ("usingIndex" in constraint && constraint.usingIndex !== void 0) return constraint.usingIndex;
  let columns = constraint.type === "primary-key" ? [] : namingColumns(constraint), excluded = constraint.type === "exclusion" ? constraint.elements.map(({ column = "expr" }) => column) : [], suffix = suffixes[constraint.type];
  return freeName((number2) => madeName(table.name, ...columns, ...excluded, `${suffix}${number2}`), taken);
}
function namingColumns(constraint) {
  if (constraint.type !== "check") return constraint.columns;
  let columns = columnsIn(constraint.expression.text);
  return columns.length === 1 ? columns : [];
}
function provesNotNull(constraint, column, type) {
  return constraint.type !== "check" ? !1 : implies(conditionOf(constraint.expression.text), { kind: "null", column, isNull: !1 }, () => type);
}
function notNullProof(context, table, column) {
  let type = knownColumn(context, table, column)?.type?.name;
  return knownConstraints(context, table).find(
    (known) => known.validated && provesNotNull(known.constraint, column, type)
  );
}
function checksOf(context, table) {
  return knownConstraints(context, table).flatMap(
    ({ constraint, validated }) => validated && constraint.type === "check" ? [constraint.expression.text] : []
  );
}

// src/rules/facts/emptied.ts
function emptiedBy(context, table) {
  let last = context.historyOf(table).findLast(({ change }) => empties(change) || bringsRows(change));
  if (last?.unit === context.unit)
    return !empties(last.change) || isUndone(context) ? void 0 : last.change.kind === "truncate" ? "truncate" : "delete";
  let cascaded = cascadesBefore(context);
  return cascaded.size > 0 && refersTo(cascaded, table, context) && !isUndone(context) ? "truncate" : void 0;
}
function cascadesBefore({ unit, statement, qualify }) {
  let found = cascades.get(unit.statements);
  return found === void 0 && (found = unit.statements.flatMap(
    ({ index, changes }) => changes.flatMap(
      (change) => change.kind === "truncate" && change.cascade ? [{ index, tables: change.tables }] : []
    )
  ), cascades.set(unit.statements, found)), new Set(found.flatMap(({ index, tables }) => index < statement.index ? tables.map(qualify) : []));
}
var cascades = /* @__PURE__ */ new WeakMap();
function refersTo(targets, table, context, passed = []) {
  let own = context.qualify(table);
  return passed.includes(own) ? !1 : knownConstraints(context, table).some(({ constraint }) => {
    if (constraint.type !== "foreign-key") return !1;
    let parent = constraint.references.table;
    return targets.has(context.qualify(parent)) || refersTo(targets, parent, context, [...passed, own]);
  });
}
function empties(change) {
  return change.kind === "truncate" || change.kind === "delete" && !change.where && change.reads === void 0;
}
function bringsRows({ kind }) {
  return ["insert", "merge", "copy", "attach-partition", "inherit"].includes(kind);
}
function isUndone({ unit, statement }) {
  return unit.statements.some(
    ({ index, changes }) => index < statement.index && changes.some((change) => change.kind === "transaction" && change.action === "rollback-to")
  );
}

// src/rules/facts/partitioning.ts
function isPartitioned(context, table) {
  return structureOf(context, table).some(({ change }) => change.kind === "attach-partition" ? change.table.name === table.name : change.kind !== "create-table" ? !1 : change.partitionOf?.name === table.name || change.partitioned && change.table.name === table.name);
}
function partitionKey(context, table) {
  return madeAs(context, table)?.partitionKey?.map(
    (column) => context.historyOf(table).reduce(
      (name, { change }) => change.kind === "rename" && change.object === "column" && change.from === name ? change.to : name,
      column
    )
  );
}
function partitionsOf(context, table) {
  return partitions(context, table).map(({ partition }) => partition);
}
function defaultPartition(context, table) {
  return partitions(context, table).find(({ isDefault }) => isDefault)?.partition;
}
function childrenOf(context, table) {
  let heirs = /* @__PURE__ */ new Map();
  for (let { change } of structureOf(context, table))
    change.kind === "create-table" && change.inherits.some(({ name }) => name === table.name) && heirs.set(context.qualify(change.table), change.table), change.kind === "inherit" && change.parent.name === table.name && heirs.set(context.qualify(change.table), change.table), change.kind === "no-inherit" && heirs.delete(context.qualify(change.table));
  let known = [...heirs.values()].filter((heir) => context.historyOf(heir).length > 0);
  return [...partitionsOf(context, table), ...known];
}
function storedIn(context, table) {
  let below = childrenOf(context, table).flatMap((child) => storedIn(context, child));
  return isPartitioned(context, table) ? below : [table, ...below];
}
function hasNoPartitions(context, table) {
  return madeAs(context, table) !== void 0 && partitions(context, table).length === 0;
}
function madeAs(context, table) {
  let made = structureOf(context, table).flatMap(
    ({ change }) => change.kind === "create-table" && !makesOther(change, table) ? [change] : []
  );
  return made.at(-1)?.partitioned === !0 ? made.at(-1) : void 0;
}
function structureOf(context, table) {
  return structural(context.historyOf(table), table);
}
var structural = folded(
  () => [],
  (found, past) => {
    structuralKinds.has(past.change.kind) && found.push(past);
  }
), structuralKinds = /* @__PURE__ */ new Set([
  "create-table",
  "attach-partition",
  "detach-partition",
  "inherit",
  "no-inherit"
]);
function partitions(context, table) {
  let found = /* @__PURE__ */ new Map();
  for (let { change } of structureOf(context, table)) {
    if (change.kind === "attach-partition" && change.table.name === table.name) {
      let { partition, isDefault } = change;
      found.set(context.qualify(partition), { partition, isDefault });
    }
    if (change.kind === "create-table" && change.partitionOf?.name === table.name) {
      let isDefault = change.defaultPartition === !0;
      found.set(context.qualify(change.table), { partition: change.table, isDefault });
    }
    change.kind === "detach-partition" && found.delete(context.qualify(change.partition));
  }
  return [...found.values()].filter(({ partition }) => context.historyOf(partition).length > 0);
}
function parentOf(context, table) {
  let own = context.qualify(table), parent;
  for (let { change } of structureOf(context, table))
    change.kind === "create-table" && change.partitionOf !== void 0 && context.qualify(change.table) === own && (parent = change.partitionOf), change.kind === "attach-partition" && context.qualify(change.partition) === own && (parent = change.table), change.kind === "detach-partition" && context.qualify(change.partition) === own && (parent = void 0);
  return parent;
}
function ancestorsOf(context, table) {
  let parent = parentOf(context, table);
  return parent === void 0 ? [] : [parent, ...ancestorsOf(context, parent)];
}

// src/rules/facts/indexes.ts
function knownIndexes(context, table) {
  return indexesFrom(context.historyOf(table), table);
}
function indexesFrom(history, table) {
  return foldIndexes(history, table).known;
}
var foldIndexes = folded(
  () => ({ known: [] }),
  (state, { change }, table) => {
    if (change.kind === "drop" && change.object === "index") {
      let gone = new Set(change.names.map(({ name }) => name));
      state.known = state.known.filter(({ name }) => !gone.has(name));
    }
    change.kind === "drop-constraint" && (state.known = state.known.filter(({ name }) => name !== change.name)), change.kind === "drop-column" && (state.known = state.known.filter((index) => !isOn(index, change.column))), change.kind === "rename" && change.object === "column" && (state.known = state.known.map(renamed2(change.from ?? "", change.to)));
    for (let [from, to] of namesGiven(change, table))
      state.known = state.known.map((index) => index.name === from.name ? { ...index, ...to } : index);
    let made = madeBy(change, table, state.known);
    made.length > 0 && (state.known = [...state.known, ...made]);
  }
);
function namesGiven(change, table) {
  return change.kind === "rename" && change.object === "index" ? [[change.name, { name: change.to }]] : change.kind === "rename" && change.object === "constraint" && change.from !== void 0 ? [[{ name: change.from }, { name: change.to }]] : constraintsIn(change, table).flatMap((constraint) => {
    let { usingIndex } = constraint.type === "unique" || constraint.type === "primary-key" ? constraint : {};
    return usingIndex === void 0 ? [] : [[{ name: usingIndex }, { name: constraint.name ?? usingIndex, ofConstraint: !0 }]];
  });
}
function madeBy(change, table, known) {
  return change.kind === "create-index" ? change.ifNotExists && known.some(({ name }) => name === change.index) ? [] : [indexOf(change)] : constraintsIn(change, table).flatMap(
    (constraint) => (constraint.type === "unique" || constraint.type === "primary-key") && constraint.usingIndex === void 0 ? [indexOfConstraint(constraint, table)] : []
  );
}
function madeIndexName({ table, columns, include = [] }, taken) {
  let parts = /* @__PURE__ */ new Set();
  for (let { column, label } of [...columns, ...include.map((column2) => ({ column: column2, label: void 0 }))])
    parts.add(freeName((number2) => `${column ?? label ?? "expr"}${number2}`, parts));
  return freeName((number2) => madeName(table.name, ...parts, `idx${number2}`), taken);
}
function allIndexesKnown(context, table) {
  return context.historyOf(table).some(
    ({ change }) => change.kind === "create-table" && !makesOther(change, table) && change.partitionOf === void 0 && change.likes.every((like) => allIndexesKnown(context, like))
  );
}
function besideTable(table, index, context) {
  let [schema = "public"] = context.qualify(table).split(".");
  return { schema, name: index };
}
function isOn({ columns, where }, column) {
  return where !== void 0 && mentions(where.text, column) || columns.some(
    (key) => key.column === column || key.expression !== void 0 && mentions(key.expression.text, column)
  );
}
function indexOf(change) {
  let { index, columns, where, unique, method, include = [], nullsNotDistinct = !1 } = change, base = { name: index ?? "", columns, ofConstraint: !1, unique, method, include, nullsNotDistinct };
  return where === void 0 ? base : { ...base, where };
}
function indexOfConstraint(constraint, table) {
  let columns = constraint.columns.map((column) => ({ column }));
  return { name: constraint.name ?? defaultName(table, constraint), columns, ofConstraint: !0, unique: !0, method: "btree", include: [], nullsNotDistinct: !1 };
}
function isOnAllPartitions(constraint, table, context) {
  let wanted = indexOfConstraint(constraint, table), partitions2 = storedIn(context, table).filter((part) => context.qualify(part) !== context.qualify(table));
  return partitions2.length > 0 && partitions2.every((part) => knownIndexes(context, part).some((index) => isTwin(wanted, index)));
}
function isOnly({ statement }) {
  return /^alter\s+table\s+(?:if\s+exists\s+)?only\b/i.test(statement.text);
}
function constraintOfIndex(context, index) {
  let table = context.tableOfIndex(index);
  if (table === void 0) return;
  let found = knownConstraints(context, table).find(
    ({ name, constraint }) => name === index.name && hasIndex(constraint)
  );
  return found === void 0 ? void 0 : { ...found, table };
}
function renamed2(from, to) {
  return (index) => ({
    ...index,
    columns: index.columns.map((key) => key.column === from ? { ...key, column: to } : key)
  });
}
function isTwin(one, other2) {
  let text = (index) => JSON.stringify([
    index.columns.map((key) => [
      key.column ?? unspaced(key.expression?.text ?? ""),
      key.operatorClass ?? null,
      key.collation ?? null
    ]),
    unspaced(index.where?.text ?? "")
  ]);
  return text(one) === text(other2) && one.unique === other2.unique && one.method === other2.method && one.include.join() === other2.include.join() && one.nullsNotDistinct === other2.nullsNotDistinct && (!one.ofConstraint || other2.ofConstraint);
}
function unspaced(expression) {
  return expression.split(/('(?:[^']|'')*'|"[^"]*")/).map((part, i) => i % 2 === 1 ? part : part.replace(/\s+/g, "").toLowerCase()).join("");
}

// src/rules/facts/no-work.ts
function doesNoWork(change, context) {
  switch (change.kind) {
    case "add-column":
      if (change.ifNotExists && knownColumn(context, change.table, change.column.name) !== void 0) return !0;
      break;
    case "create-index":
      if (change.ifNotExists && isThere(change, context)) return !0;
      break;
    case "create-table":
      if (change.ifNotExists && isMade(change.table, context)) return !0;
      break;
    case "set-logged":
      return isLogged(change, context) === change.logged;
    case "set-tablespace":
      return tablespaceOf(change, context) === change.tablespace;
    default:
  }
  return !("table" in change) || change.table === void 0 || change.kind === "attach-partition" ? !1 : hasNoPartitions(context, change.table) ? !0 : !bringsRows(change) && emptiedBy(context, change.table) === "truncate";
}
function isMade(table, context) {
  return context.historyOf(table).some(({ change }) => change.kind === "create-table" && !makesOther(change, table));
}
function isThere({ index, table }, context) {
  let owner = index === void 0 ? void 0 : context.tableOfIndex(besideTable(table, index, context));
  return owner === void 0 ? !1 : !context.historyOf(owner).some(({ change }) => change.kind === "create-index" && change.index === index) || knownIndexes(context, owner).some(({ name }) => name === index);
}
function tablespaceOf({ table }, context) {
  let owner = context.tableOfIndex(table), start = owner === void 0 ? [] : [tablespaceOfIndex(table.name, owner, context) ?? "pg_default"], past = context.historyOf(table).flatMap(({ change }) => change.kind === "set-tablespace" ? [change.tablespace] : change.kind === "create-table" && !makesOther(change, table) ? [change.tablespace ?? "pg_default"] : []);
  return [...start, ...past].at(-1);
}
function tablespaceOfIndex(index, table, context) {
  return context.historyOf(table).flatMap(({ change }) => change.kind === "create-index" && change.index === index ? [change.tablespace] : []).at(-1);
}
function isLogged({ table }, context) {
  return context.historyOf(table).flatMap(({ change }) => change.kind === "set-logged" ? [change.logged] : change.kind === "create-table" && !makesOther(change, table) ? [change.persistence !== "unlogged"] : []).at(-1);
}

// src/rules/rule.ts
var presets = ["recommended", "strict", "policy"];
function defineRule(rule) {
  return {
    ...rule,
    check: (change, context, options) => {
      if (!isOneOf(change, rule.on)) return;
      let hit = rule.check(change, context, options), works = rule.claims !== void 0 && rule.claims.work !== "none";
      return hit !== void 0 && works && doesNoWork(change, context) ? void 0 : hit;
    }
  };
}
function isOneOf(change, kinds) {
  return kinds.includes(change.kind);
}

export {
  folded,
  sqlIdentifier,
  sqlName,
  sqlColumns,
  madeName,
  mostBytes,
  cut,
  freeName,
  writtenConstraints,
  referencedTables,
  knownColumn,
  knownColumns,
  makesOther,
  storedType,
  conditionOf,
  columnsIn,
  negations,
  literalOf,
  isNullLiteral,
  implies,
  mentions,
  escaped,
  knownConstraints,
  constraintsFrom,
  withMadeNames,
  constraintsIn,
  hasIndex,
  defaultName,
  provesNotNull,
  notNullProof,
  checksOf,
  emptiedBy,
  bringsRows,
  isPartitioned,
  partitionKey,
  partitionsOf,
  defaultPartition,
  childrenOf,
  storedIn,
  hasNoPartitions,
  parentOf,
  ancestorsOf,
  knownIndexes,
  indexesFrom,
  madeIndexName,
  allIndexesKnown,
  besideTable,
  isOn,
  indexOf,
  indexOfConstraint,
  isOnAllPartitions,
  isOnly,
  constraintOfIndex,
  isTwin,
  doesNoWork,
  isMade,
  presets,
  defineRule
};
