#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  dictionaryOf,
  emptyCatalog,
  keyOf,
  qualifiedName,
  withRelation,
  withType
} from "./catalog-dictionary.js";

// src/catalog/assemble.ts
function assemble(lists) {
  let nextId = 1, made = (object) => ({ ...object, id: nextId++ }), whole = (relation) => ({
    ...made(relation),
    columns: relation.columns.map(made),
    constraints: relation.constraints.map(made),
    indexes: relation.indexes.map(made),
    triggers: relation.triggers.map(made),
    policies: relation.policies.map(made),
    rules: relation.rules.map(made)
  }), catalog = {
    ...emptyCatalog(),
    schemas: dictionaryOf(lists.schemas.map((name) => [name, made({ name })])),
    extensions: dictionaryOf(lists.extensions.map((extension) => [extension.name, made(extension)])),
    publications: dictionaryOf(lists.publications.map((publication) => [publication.name, made(publication)]))
  };
  for (let type of lists.types) catalog = withType(catalog, typeOf(type, made));
  for (let relation of [...lists.tables, ...lists.views]) {
    let table = whole(relation);
    catalog = withRelation(catalog, table);
    for (let { name } of table.indexes)
      catalog = withRelation(
        catalog,
        made({ kind: "index", schema: table.schema, name, table: keyOf(table) })
      );
  }
  for (let sequence of lists.sequences) catalog = withRelation(catalog, made(sequence));
  let routines = /* @__PURE__ */ new Map();
  for (let routine of lists.routines) {
    let key = qualifiedName(routine.schema, routine.name);
    routines.set(key, [...routines.get(key) ?? [], made(routine)]);
  }
  return { ...catalog, routines: dictionaryOf(routines), nextId };
}
function typeOf(type, made) {
  return type.kind === "enum" ? made({ ...type, labels: type.labels.map(made) }) : type.kind === "domain" ? made({ ...type, constraints: type.constraints.map(made) }) : made(type);
}

export {
  assemble
};
