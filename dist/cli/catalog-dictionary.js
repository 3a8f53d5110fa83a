#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// src/sql/qualified-name.ts
function qualifiedName(schema, name) {
  return `${part(schema)}.${part(name)}`;
}
function partsOf(qualified) {
  if (!qualified.includes('"')) {
    let dot = qualified.indexOf(".");
    return { schema: qualified.slice(0, dot), name: qualified.slice(dot + 1) };
  }
  let [, schema = "", name = ""] = /^("(?:[^"]|"")*"|[^.]*)\.(.*)$/s.exec(qualified) ?? [];
  return { schema: unquoted(schema), name: unquoted(name) };
}
function part(name) {
  return name.includes(".") || name.startsWith('"') ? `"${name.replaceAll('"', '""')}"` : name;
}
function unquoted(text) {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

// src/catalog/dictionary.ts
function dictionaryOf(entries = []) {
  return over(new Map(entries), /* @__PURE__ */ new Map());
}
var gone = /* @__PURE__ */ Symbol("gone");
function over(base, changes, owner) {
  let get = (key) => {
    let changed2 = changes.size === 0 ? void 0 : changes.get(key);
    return changed2 === void 0 ? base.get(key) : changed2 === gone ? void 0 : changed2;
  };
  function* entries() {
    for (let [key, value] of base) {
      let changed2 = changes.get(key);
      changed2 === void 0 ? yield [key, value] : changed2 !== gone && (yield [key, changed2]);
    }
    for (let [key, value] of changes) value !== gone && !base.has(key) && (yield [key, value]);
  }
  let changed = (by, change) => {
    let isOwn = by !== void 0 && by === owner, next = isOwn ? changes : new Map(changes);
    return change(next), next.size > 16 + Math.sqrt(base.size) ? over(merged(base, next), /* @__PURE__ */ new Map(), by) : isOwn ? self : over(base, next, by);
  }, self = {
    get size() {
      return changes.size === 0 ? base.size : [...entries()].length;
    },
    get,
    has: (key) => get(key) !== void 0,
    with: (key, value, by) => changed(by, (next) => next.set(key, value)),
    without(key, by) {
      return get(key) === void 0 ? self : changed(by, (next) => base.has(key) ? next.set(key, gone) : next.delete(key));
    },
    entries,
    *values() {
      for (let [, value] of entries()) yield value;
    }
  };
  return self;
}
function merged(base, changes) {
  let result = new Map(base);
  for (let [key, value] of changes)
    value === gone ? result.delete(key) : result.set(key, value);
  return result;
}

// src/catalog/objects.ts
function emptyCatalog() {
  return {
    schemas: dictionaryOf([["public", { id: 0, name: "public" }]]),
    relations: dictionaryOf(),
    types: dictionaryOf(),
    routines: dictionaryOf(),
    extensions: dictionaryOf(),
    publications: dictionaryOf(),
    dependents: dictionaryOf(),
    nextId: 1
  };
}
function withRelation(catalog, relation, owner) {
  let key = keyOf(relation), dependents = counted(catalog, key, namedBy(catalog.relations.get(key)), namedBy(relation), owner);
  return { ...catalog, relations: catalog.relations.with(key, relation, owner), dependents };
}
function withoutRelation(catalog, key, owner) {
  let relation = catalog.relations.get(key);
  if (relation === void 0) return catalog;
  let dependents = counted(catalog, key, namedBy(relation), [], owner);
  return { ...catalog, relations: catalog.relations.without(key, owner), dependents };
}
function withType(catalog, type) {
  let key = keyOf(type), dependents = counted(catalog, key, namedByType(catalog.types.get(key)), namedByType(type));
  return { ...catalog, types: catalog.types.with(key, type), dependents };
}
function withoutType(catalog, key) {
  let type = catalog.types.get(key);
  return type === void 0 ? catalog : { ...catalog, types: catalog.types.without(key), dependents: counted(catalog, key, namedByType(type), []) };
}
function keyOf({ schema, name }) {
  return qualifiedName(schema, name);
}
function tableOrView(catalog, key) {
  let relation = catalog.relations.get(key);
  return relation === void 0 || relation.kind === "index" || relation.kind === "sequence" ? void 0 : relation;
}
function tableNamed(catalog, key) {
  let relation = tableOrView(catalog, key);
  return relation === void 0 || isView(relation) ? void 0 : relation;
}
function isView(relation) {
  return relation.kind === "view" || relation.kind === "materialized-view";
}
function dependentsOf(catalog, key) {
  return catalog.dependents.get(key) ?? [];
}
function sequencesOf(catalog, key, column) {
  return dependentsOf(catalog, key).flatMap((name) => {
    let relation = catalog.relations.get(name);
    return relation?.kind === "sequence" && relation.ownedBy?.table === key && relation.ownedBy.column === column ? [relation] : [];
  });
}
function namedBy(relation) {
  if (relation === void 0 || relation.kind === "index") return none;
  let known = names.get(relation);
  if (known !== void 0) return known;
  let found = namesIn(relation);
  return names.set(relation, found), found;
}
var none = [], names = /* @__PURE__ */ new WeakMap();
function namesIn(relation) {
  if (relation.kind === "sequence") return relation.ownedBy === void 0 ? [] : [relation.ownedBy.table];
  let types = relation.columns.flatMap(({ type }) => type === null ? [] : typeKey(type)), targets = relation.constraints.flatMap(
    (constraint) => constraint.type === "foreign-key" ? [fullName(constraint.references.table)] : []
  );
  if (isView(relation)) return unique([...types, ...relation.reads]);
  let { partitionOf, inherits, ofType } = relation, above = [...partitionOf === void 0 ? [] : [partitionOf.parent], ...inherits];
  return unique([...types, ...targets, ...above, ...ofType === void 0 ? [] : [ofType]]);
}
function namedByType(type) {
  return type?.kind === "domain" && type.base !== null ? typeKey(type.base) : [];
}
function typeKey(type) {
  return type.schema === void 0 ? [] : [qualifiedName(type.schema, type.name)];
}
function fullName({ schema, name }) {
  return schema === void 0 ? name : qualifiedName(schema, name);
}
function counted(catalog, key, before, after, owner) {
  let { dependents } = catalog;
  if (before.length === after.length && before.every((name, i) => name === after[i])) return dependents;
  let [old, now] = [new Set(before), new Set(after)];
  for (let name of old) {
    if (now.has(name)) continue;
    let rest = (dependents.get(name) ?? []).filter((one) => one !== key);
    dependents = rest.length === 0 ? dependents.without(name, owner) : dependents.with(name, rest, owner);
  }
  for (let name of now)
    old.has(name) || (dependents = dependents.with(name, [...dependents.get(name) ?? [], key], owner));
  return dependents;
}
function unique(names2) {
  return [...new Set(names2)];
}
function isNew(catalog, base, key) {
  let { schema } = partsOf(key);
  if (schema === "pg_temp") return !0;
  let made = catalog.relations.get(key) ?? catalog.types.get(key);
  return made !== void 0 && !("complete" in made && !made.complete) ? made.id >= base.nextId : isSince(base, catalog.schemas.get(schema));
}
function isSince(base, part2) {
  return part2 !== void 0 && part2.id >= base.nextId;
}

export {
  qualifiedName,
  partsOf,
  dictionaryOf,
  emptyCatalog,
  withRelation,
  withoutRelation,
  withType,
  withoutType,
  keyOf,
  tableOrView,
  tableNamed,
  isView,
  dependentsOf,
  sequencesOf,
  fullName,
  isNew,
  isSince
};
