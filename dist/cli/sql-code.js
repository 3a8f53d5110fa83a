#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  alterFunction,
  callOf,
  columnOf,
  columnsSet,
  configured,
  constraintOf,
  constraintsIn,
  copy,
  createFunction,
  createIndex,
  createTable,
  createTableAs,
  createTrigger,
  definitions,
  doBlock,
  eachNode,
  expressionOf,
  functionsIn,
  insert,
  isNumber,
  isOn,
  knownList,
  knownRows,
  knownTexts,
  lock,
  nextToken,
  objectTypeOf,
  parametersOf,
  punctuation,
  reading,
  resetting,
  rowsWanted,
  selectInto,
  setConstraints,
  setting,
  tokens,
  transaction,
  viewing
} from "./sql-lock-modes.js";
import {
  ignoreIn
} from "./sql-ignores.js";
import {
  countBelow,
  nameOf,
  objectName,
  parseCode,
  parseStatement,
  parseWhole,
  qualifiedName,
  stringOf,
  stringsOf,
  typeOf
} from "./sql-ascending.js";

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
  let found = [...tokens(statement, 0)].filter((token) => token.text === named).map((token) => token.offset);
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
  let all = [...tokens(body, 0)], offsets = all.map((token) => token.offset), lines = [...body.matchAll(/\n/g)].map((found) => found.index + 1), taken = /* @__PURE__ */ new Set(), last = 0;
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
var mostTexts = 5e3;
function textsOf(walk, query, knowns) {
  let texts = knownTexts(query, walk.apart < mostTexts ? knowns : walk.variables.knowns);
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
  let { copies } = state;
  state.start = -1, state.parens = 0, state.atomic = 0, state.firstWord = "", state.lastWord = "", state.copies = !1, copies && takeCopyData(state);
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
function lastTokenEnd(text, start, behind) {
  let end = behind;
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
  codeParts,
  scan,
  readStatements,
  readFunction,
  linesOf,
  placeOf,
  readScript
};
