#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  targetConnection
} from "./aws-secrets-manager.js";
import {
  signOfPooler
} from "./apply-pooler.js";
import "./database-connect-failure.js";
import {
  printable
} from "./reports-terminal.js";
import {
  inOrder,
  writeSnapshot
} from "./catalog-canonical-order.js";
import "./valibot.js";
import "./catalog-assemble.js";
import {
  createIndex,
  eachNode,
  functionsIn,
  isConstant,
  punctuation,
  standardBody
} from "./sql-lock-modes.js";
import {
  loadGrammar,
  parseExpression,
  parseStatement,
  typeOf
} from "./sql-ascending.js";
import "./catalog-difference.js";
import {
  keyOf,
  qualifiedName
} from "./catalog-dictionary.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure,
  isConnectionLost,
  isServerError,
  messageOf
} from "./failure.js";
import "./runtime.js";

// src/catalog/snapshot-summary.ts
function snapshotSummary({ tables, views }) {
  let stored = [...tables.filter(({ partitioning }) => partitioning === void 0), ...views], indexes = stored.reduce((sum, { indexes: indexes2 }) => sum + indexes2.length, 0), bytes = stored.reduce(
    (sum, { statistics }) => sum + (statistics?.bytes ?? 0) + (statistics?.indexBytes ?? 0),
    0
  );
  return `${counted(tables.length, "table", "tables")}, ${counted(indexes, "index", "indexes")}, ${sizeText(bytes)}`;
}
function counted(count, one, several) {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : several}`;
}
var units = ["bytes", "kB", "MB", "GB", "TB"];
function sizeText(bytes) {
  let power = Math.min(bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Math.round(bytes / 1024 ** power).toLocaleString("en-US")} ${units[power]}`;
}

// src/sql/server-text.ts
function serverExpression(text) {
  let stripped = serverExpressionText(text), node = parseExpression(stripped);
  return node === void 0 ? { text: stripped, functions: [], constant: !1 } : { text: stripped, functions: functionsIn(node), constant: isConstant(node) };
}
function serverExpressionText(text) {
  return withoutParentheses(text.trim());
}
function isNull(text) {
  if (!/^[\s(]*null\b/i.test(text)) return !1;
  let node = parseExpression(text);
  for (; node !== void 0 && "TypeCast" in node; ) node = node.TypeCast.arg;
  return node !== void 0 && "A_Const" in node && node.A_Const.isnull === !0;
}
function serverType(text) {
  let node = parseExpression(`NULL::${text}`);
  if (node !== void 0 && "TypeCast" in node) {
    let type = typeOf(node.TypeCast.typeName);
    return type.name === "numeric" && type.modifiers.length === 2 && type.modifiers[1] === 0 ? { ...type, modifiers: type.modifiers.slice(0, 1) } : type;
  }
  return { name: text, modifiers: [], array: !1 };
}
function serverIndex(definition, keys2) {
  let parsed = parseStatement(definition);
  if (parsed.kind !== "parsed" || !("IndexStmt" in parsed.node)) return;
  let { columns, where } = createIndex(parsed.node.IndexStmt, sourceOf(definition, parsed.offsetOf), start);
  return {
    columns: columns.map(
      (column, i) => column.expression === void 0 ? column : { ...column, expression: serverExpression(keys2[i] ?? "") }
    ),
    ...where === void 0 ? {} : { where }
  };
}
function serverTriggerCondition(definition) {
  let parsed = parseStatement(definition);
  if (parsed.kind !== "parsed" || !("CreateTrigStmt" in parsed.node)) return;
  let { whenClause } = parsed.node.CreateTrigStmt;
  if (whenClause === void 0) return;
  let first = parsed.offsetOf(firstLocation(whenClause)), from = definition.lastIndexOf("WHEN (", first) + 5;
  return withoutParentheses(definition.slice(from, closing(definition, from) + 1));
}
function serverBody(text) {
  return standardBody(text);
}
var start = { offset: 0, line: 1, column: 1 };
function sourceOf(text, offsetOf) {
  return { text, at: () => start, atOffset: () => start, offsetOf };
}
function firstLocation(node) {
  let first = Number.POSITIVE_INFINITY;
  return eachNode(node, (_, value) => {
    "location" in value && typeof value.location == "number" && value.location > 0 && (first = Math.min(first, value.location));
  }), first;
}
function withoutParentheses(text) {
  let inner = text;
  for (; inner.startsWith("(") && closing(inner, 0) === inner.length - 1; ) inner = inner.slice(1, -1).trim();
  return inner;
}
function closing(text, from) {
  let depth = 0;
  for (let { offset, char } of punctuation(text, from))
    if (char === "(" ? depth++ : char === ")" && depth--, depth === 0) return offset;
  return -1;
}

// src/introspection/scope.ts
var scope = `
with schemas as (
  select oid, nspname::text as schema from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> 'lockgate' and nspname !~ '^lockgate_(ext|sealed)_'
), members as (
  select classid, objid from pg_depend where deptype = 'e'
), relations as (
  select c.*, s.schema, c.relname::text as name from pg_class c join schemas s on s.oid = c.relnamespace
  where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
)`, withColumns = "relkind in ('r', 'p', 'f', 'v', 'm')";
function nameOfRelation(oid) {
  return `(select array[space.nspname::text, rel.relname::text] from pg_class rel join pg_namespace space on space.oid = rel.relnamespace where rel.oid = ${oid})`;
}
function columnNames(relation, numbers) {
  return `array(select att.attname::text from unnest(${numbers}) with ordinality as listed (number, place)
    join pg_attribute att on att.attrelid = ${relation} and att.attnum = listed.number where listed.number > 0 order by listed.place)`;
}

// src/introspection/columns.ts
var columnsQuery = `${scope}
select c.oid, attname::text as name, format_type(atttypid, atttypmod) as type, attnotnull as not_null, attidentity <> '' as identity, attgenerated::text as generated,
       case when attgenerated = '' then pg_get_expr(d.adbin, 0) end as default, n.nspname::text as collation_schema, l.collname::text as collation
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = attnum
left join pg_type t on t.oid = atttypid
left join pg_collation l on l.oid = attcollation and attcollation <> t.typcollation
left join pg_namespace n on n.oid = l.collnamespace
where ${withColumns} order by c.oid, attnum`;
function columnFrom(row, { type, expression }) {
  return {
    name: String(row.name),
    type: type(String(row.type)),
    notNull: row.not_null === !0,
    ...row.default === null || isNull(String(row.default)) ? {} : { default: expression(String(row.default)) },
    ...row.generated === "" ? {} : { generated: row.generated === "v" ? "virtual" : "stored" },
    identity: row.identity === !0,
    ...row.collation === null ? {} : { collation: { schema: String(row.collation_schema), name: String(row.collation) } }
  };
}

// src/introspection/rows.ts
var PAGE = 2e4;
async function allRows(session, sql, page = PAGE) {
  try {
    return await session.query(sql, []);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
  }
  await session.run(`declare lockgate_rows no scroll cursor for ${sql}`);
  let rows = [];
  for (; ; ) {
    let more = await session.query(`fetch forward ${page} from lockgate_rows`, []);
    for (let row of more) rows.push(row);
    if (more.length < page) break;
  }
  return await session.run("close lockgate_rows"), rows;
}
function rowsBy(rows, key) {
  let found = /* @__PURE__ */ new Map();
  for (let row of rows) {
    let oid = Number(row[key]), same = found.get(oid);
    same === void 0 ? found.set(oid, [row]) : same.push(row);
  }
  return found;
}
function texts(value) {
  return Array.isArray(value) ? value.map(String) : [];
}
function fullNameOf(value) {
  let [schema = "", name = ""] = texts(value);
  return qualifiedName(schema, name);
}
function fullNamesOf(value) {
  return Array.isArray(value) ? value.map(fullNameOf) : [];
}
function present(key, value) {
  return value == null ? {} : { [key]: String(value) };
}

// src/introspection/constraints.ts
function constraintsQuery(server) {
  return `${scope}
select k.oid, k.conrelid, k.contypid, k.conindid, coalesce((select (to_jsonb(x) ->> 'indnullsnotdistinct')::boolean from pg_index x where x.indexrelid = k.conindid and contype = 'u'), false) as nulls_not_distinct,
       coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) as period, conname::text as name, contype::text as type, convalidated as validated,
       ${server >= 18e4 ? "conenforced" : "true"} as enforced, condeferrable as deferrable, condeferred as deferred, connoinherit as no_inherit,
       ${columnNames("k.conrelid", "conkey")} as columns,
       n.nspname::text as target_schema, t.relname::text as target, ${columnNames("k.confrelid", "confkey")} as target_columns, confdeltype::text as on_delete,
       case when contype = 'x' then array(select array[o.oprname::text, s.nspname::text] from unnest(conexclop) with ordinality as e (oid, place)
         join pg_operator o on o.oid = e.oid join pg_namespace s on s.oid = o.oprnamespace order by e.place) end as operators,
       case when contypid <> 0 and contype = 'c' then pg_get_expr(conbin, 0) end as expression
from pg_constraint k join schemas s on s.oid = k.connamespace
left join pg_class t on t.oid = k.confrelid left join pg_namespace n on n.oid = t.relnamespace
where contype in ('c', 'f', 'p', 'u', 'x', 'n')
  and not exists (select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid)
order by k.oid`;
}
function constraintFrom(row, { expression, index }) {
  let type = String(row.type), base = {
    name: String(row.name),
    columns: texts(row.columns),
    validated: row.validated === !0,
    enforced: row.enforced === !0,
    ...row.deferrable === !0 ? { deferrable: !0 } : {},
    // Of the others the server says it too, though there is no way to write it.
    ...row.no_inherit === !0 && (type === "c" || type === "n") ? { noInherit: !0 } : {},
    ...row.deferred === !0 ? { initiallyDeferred: !0 } : {}
  };
  return type === "c" ? { ...base, type: "check", expression } : type === "f" ? { ...base, type: "foreign-key", references: targetFrom(row) } : type === "x" ? { ...base, columns: [], type: "exclusion", ...exclusion(row, index) } : type === "n" ? { ...base, type: "not-null" } : {
    ...base,
    type: type === "p" ? "primary-key" : "unique",
    ...row.nulls_not_distinct === !0 ? { nullsNotDistinct: !0 } : {},
    ...row.period === !0 ? { withoutOverlaps: !0 } : {}
  };
}
var actions = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default"
};
function targetFrom(row) {
  return {
    table: { ...present("schema", row.target_schema), name: String(row.target) },
    columns: texts(row.target_columns),
    onDelete: actions[String(row.on_delete)] ?? "no action"
  };
}
function exclusion(row, index) {
  let elements = (Array.isArray(row.operators) ? row.operators.map(texts) : []).map(([name = "", schema = ""], i) => {
    let { column, expression } = index?.columns[i] ?? {};
    return {
      ...column === void 0 ? {} : { column },
      ...expression === void 0 ? {} : { expression },
      operator: schema === "pg_catalog" ? name : `OPERATOR(${schema}.${name})`
    };
  });
  return {
    ...present("method", index?.method),
    elements,
    ...index?.where === void 0 ? {} : { where: index.where }
  };
}

// src/introspection/undisturbed.ts
var LOCK_MS = 200, PATIENCE_MS = 2e3, PAUSE_MS = 200;
function keyOfItem(kind, oid) {
  return `${kind} ${String(oid)}`;
}
async function undisturbed(session, reading) {
  let found = /* @__PURE__ */ new Map(), until = Date.now() + PATIENCE_MS, left;
  for (; ; ) {
    let locked = await lockedNow(session, reading), rows = await attempt(session, queryOf(reading, left, locked));
    if (rows !== void 0) {
      for (let row of rows) found.set(keyOfItem(String(row.kind), row.oid), row);
      left = locked;
    }
    if (left?.length === 0) return found;
    if (Date.now() > until) {
      if (left !== void 0) return found;
      throw new Failure("database", "The schema changes faster than it can be read: each attempt met a new lock.", {
        help: "Try again when the migration that is running has ended."
      });
    }
    await session.run(`select pg_sleep(${PAUSE_MS / 1e3})`);
  }
}
async function lockedNow(session, { items }) {
  let locked = await session.run(`
    select distinct relation::int8::text as relation from pg_locks
    where locktype = 'relation' and mode = 'AccessExclusiveLock' and pid is distinct from pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`);
  if (locked.length === 0) return [];
  let oids = locked.map(({ relation }) => Number(relation));
  return (await session.run(`${items}
    select relid as oid from items where relid = any (${oidArray(oids)})
    union select d.refobjid from items i join pg_depend d on d.classid = i.classid and d.objid = i.oid
    where d.refclassid = 'pg_class'::regclass and d.refobjid = any (${oidArray(oids)})`)).map(({ oid }) => Number(oid));
}
function queryOf({ items, values }, only, except) {
  let conditions = [
    ...only === void 0 ? [] : [dependsOn(only)],
    ...except.length === 0 ? [] : [`not ${dependsOn(except)}`]
  ], where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
  return `${items} select i.kind, i.oid, ${values} from items i ${where}`;
}
function dependsOn(oids) {
  return `(i.relid = any (${oidArray(oids)}) or exists (select from pg_depend d where d.classid = i.classid and d.objid = i.oid
    and d.refclassid = 'pg_class'::regclass and d.refobjid = any (${oidArray(oids)})))`;
}
function oidArray(oids) {
  return `'{${oids.join(",")}}'::oid[]`;
}
async function attempt(session, sql) {
  await session.run(`savepoint lockgate_read; set local lock_timeout = ${LOCK_MS}`);
  try {
    return await allRows(session, sql);
  } catch (thrown) {
    if (isServerError(thrown) && thrown.sqlstate === "55P03") return;
    throw thrown;
  } finally {
    await session.run("rollback to savepoint lockgate_read; release savepoint lockgate_read").catch(() => {
    });
  }
}

// src/introspection/deparsed.ts
function deparse(session, server) {
  let items = `${scope}, items (kind, oid, classid, relid) as (
  select 'check', k.oid, 'pg_constraint'::regclass, c.oid from pg_constraint k join relations c on c.oid = k.conrelid where k.contype = 'c'
  union all select 'index', x.indexrelid, 'pg_class'::regclass, c.oid from pg_index x join relations c on c.oid = x.indrelid where x.indexprs is not null or x.indpred is not null
  union all select 'trigger', t.oid, 'pg_trigger'::regclass, c.oid from pg_trigger t join relations c on c.oid = t.tgrelid where t.tgqual is not null
  union all select 'policy', p.oid, 'pg_policy'::regclass, c.oid from pg_policy p join relations c on c.oid = p.polrelid${server >= 14e4 ? `
  union all select 'body', p.oid, 'pg_proc'::regclass, 0::oid from pg_proc p join schemas s on s.oid = p.pronamespace where p.prosqlbody is not null` : ""}
)`, values = `case i.kind
    when 'check' then (select pg_get_expr(conbin, conrelid) from pg_constraint where oid = i.oid)
    when 'index' then pg_get_indexdef(i.oid)
    when 'trigger' then pg_get_triggerdef(i.oid)
    when 'policy' then (select pg_get_expr(polqual, polrelid) from pg_policy where oid = i.oid)
    ${server >= 14e4 ? "when 'body' then pg_get_function_sqlbody(i.oid)" : ""} end as first,
  case i.kind when 'policy' then (select pg_get_expr(polwithcheck, polrelid) from pg_policy where oid = i.oid) end as second,
  case i.kind when 'index' then (select array(select pg_get_indexdef(i.oid, n, false) from generate_series(1, indnkeyatts) as n) from pg_index where indexrelid = i.oid) end as keys`;
  return undisturbed(session, { items, values });
}

// src/introspection/facilities.ts
var triggersQuery = `${scope}
select t.oid, t.tgrelid, tgname::text as name, tgtype::int4 as type, array[n.nspname::text, p.proname::text] as function, tgenabled <> 'D' as enabled, tgqual is not null as conditional
from pg_trigger t join relations c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid join pg_namespace n on n.oid = p.pronamespace
where not tgisinternal
   or tgparentid <> 0 and not exists (select from pg_constraint k where k.oid = t.tgconstraint and k.contype <> 't')
order by t.oid`, policiesQuery = `${scope}
select p.oid, p.polrelid, polname::text as name, polcmd::text as command, polpermissive as permissive,
       array(select pg_get_userbyid(r.oid)::text from unnest(polroles) with ordinality as r (oid, place) where r.oid <> 0 order by r.place) as roles
from pg_policy p join relations c on c.oid = p.polrelid order by p.oid`, rulesQuery = `${scope}
select r.ev_class, rulename::text as name from pg_rewrite r join relations c on c.oid = r.ev_class where rulename <> '_RETURN' order by r.oid`, grantsQuery = `${scope}
select c.oid, c.relkind = 'S' as is_sequence, case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end as grantee,
       array_agg(distinct lower(a.privilege_type) order by lower(a.privilege_type)) as privileges
from relations c cross join aclexplode(c.relacl) a
where a.grantee <> c.relowner and relkind in ('r', 'p', 'f', 'v', 'm', 'S')
group by c.oid, c.relkind, a.grantee order by c.oid, a.grantee`;
function triggerFrom(row, definition) {
  let type = Number(row.type), when = typeof definition == "string" ? serverTriggerCondition(definition) : void 0;
  return {
    name: String(row.name),
    timing: (type & 64) !== 0 ? "instead of" : (type & 2) !== 0 ? "before" : "after",
    row: (type & 1) !== 0,
    function: fullNameOf(row.function),
    ...present("when", when),
    enabled: row.enabled === !0
  };
}
var commands = { r: "select", a: "insert", w: "update", d: "delete" };
function policyFrom(row, expressions) {
  return {
    name: String(row.name),
    command: commands[String(row.command)] ?? "all",
    permissive: row.permissive === !0,
    roles: texts(row.roles),
    ...present("using", textOf(expressions?.first)),
    ...present("withCheck", textOf(expressions?.second))
  };
}
function textOf(expression) {
  return typeof expression == "string" ? serverExpressionText(expression) : void 0;
}
function ruleFrom(row) {
  return { name: String(row.name) };
}
function grantsFrom(rows, server) {
  let grantees = /* @__PURE__ */ new Map();
  for (let row of rows) {
    let privileges = texts(row.privileges), all = row.is_sequence === !0 ? 3 : server >= 17e4 ? 8 : 7, key = privileges.join(), same = grantees.get(key) ?? { privileges: privileges.length === all ? "all" : privileges, grantees: [] };
    grantees.set(key, same), same.grantees.push(String(row.grantee));
  }
  return [...grantees.values()];
}

// src/introspection/indexes.ts
var isDefaultClass = `(o.opcdefault and (o.opcintype = b.oid or not exists (
  select from pg_opclass e where e.opcmethod = o.opcmethod and e.opcdefault and e.opcintype = b.oid)))`, keys = `(
  select json_agg(json_build_object('column', a.attname, 'operatorClass', case when not ${isDefaultClass} then o.opcname end,
           'collation', case when l.oid <> a.attcollation then l.collname end, 'option', x.indoption[k.place - 1]) order by k.place)
  from unnest(x.indkey::int2[]) with ordinality as k (number, place)
  left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number and k.number <> 0
  join pg_attribute own on own.attrelid = x.indexrelid and own.attnum = k.place
  join pg_type t on t.oid = coalesce(a.atttypid, own.atttypid)
  join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
  join pg_opclass o on o.oid = x.indclass[k.place - 1]
  left join pg_collation l on l.oid = x.indcollation[k.place - 1]
  where k.place <= x.indnkeyatts)`;
function indexesQuery(server) {
  return `${scope}
select x.indexrelid as oid, x.indrelid, i.relname::text as name, indisunique as unique, m.amname::text as method, indisvalid as valid, indexprs is not null or indpred is not null as deparsed,
       ${server >= 15e4 ? "indnullsnotdistinct" : "false"} as nulls_not_distinct,
       (select spcname::text from pg_tablespace where oid = i.reltablespace) as tablespace,
       exists (select from pg_constraint where conindid = x.indexrelid and contype in ('p', 'u', 'x')) as of_constraint,
       ${nameOfRelation("(select inhparent from pg_inherits where inhrelid = x.indexrelid)")} as parent, ${keys} as keys, ${columnNames("x.indrelid", "(x.indkey::int2[])[indnkeyatts:]")} as include
from pg_index x join relations c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
where c.relkind in ('r', 'p', 'm') order by x.indexrelid`;
}
function indexFrom(row, written) {
  let columns = Array.isArray(row.keys) ? row.keys.map(keyFrom) : [];
  return {
    name: String(row.name),
    columns: written?.columns ?? columns,
    ...written?.where === void 0 ? {} : { where: written.where },
    unique: row.unique === !0,
    method: String(row.method),
    include: texts(row.include),
    nullsNotDistinct: row.nulls_not_distinct === !0,
    ofConstraint: row.of_constraint === !0,
    valid: row.valid === !0,
    ...present("tablespace", row.tablespace),
    ...row.parent === null ? {} : { partitionOf: fullNameOf(row.parent) }
  };
}
var unreadExpression = { text: "", functions: [], constant: !1 };
function keyFrom({ column, operatorClass, collation, option }) {
  let descends = (option & 1) !== 0, nullsFirst = (option & 2) !== 0, order = [
    ...descends ? ["desc"] : [],
    ...descends === nullsFirst ? [] : [nullsFirst ? "nulls first" : "nulls last"]
  ].join(" ");
  return {
    ...column === null ? { expression: unreadExpression } : { column },
    ...operatorClass === null ? {} : { operatorClass },
    ...collation === null ? {} : { collation },
    ...order === "" ? {} : { order }
  };
}

// src/introspection/others.ts
var schemasQuery = `${scope}
select schema from schemas s where not exists (select from members m where m.classid = 'pg_namespace'::regclass and m.objid = s.oid) order by s.oid`, sequencesQuery = `${scope}
select c.oid, c.schema, c.name, relpersistence::text as persistence, (select typname::text from pg_type where oid = q.seqtypid) as type,
       ${nameOfRelation("d.refobjid")} as owner, (select attname::text from pg_attribute where attrelid = d.refobjid and attnum = d.refobjsubid) as column
from relations c join pg_sequence q on q.seqrelid = c.oid
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
  and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
where relkind = 'S' order by c.oid`, routinesQuery = `${scope}
select p.oid, s.schema, proname::text as name, prokind = 'p' as procedure, l.lanname::text as language, provolatile::text as volatility, prosecdef as security_definer,
       array(select format_type(t.oid, null) from unnest(proargtypes::oid[]) with ordinality as t (oid, place) order by t.place) as arguments, pronargdefaults as defaults, provariadic <> 0 as variadic, coalesce(proargnames, '{}') as names, coalesce(proargmodes::text[], '{}') as modes, proisstrict as strict,
       array(select split_part(setting, '=', 1) from unnest(proconfig) with ordinality as c (setting, place) order by c.place) as settings,
       prorettype = 'trigger'::regtype as returns_trigger, prosrc as body
from pg_proc p join schemas s on s.oid = p.pronamespace join pg_language l on l.oid = p.prolang
where prokind in ('f', 'p', 'w')
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
order by p.oid`, extensionsQuery = `
select extname::text as name, extversion as version from pg_extension
where oid >= 16384 and extnamespace::regnamespace::text !~ '^"?lockgate_(ext|sealed)_' order by oid`;
function publicationsQuery(server) {
  return `
select pubname::text as name, puballtables as all_tables, array(
  select ${nameOfRelation("t.oid")} from (
    select prrelid as oid from pg_publication_rel where prpubid = p.oid${server >= 15e4 ? `
    union select c.oid from pg_publication_namespace n join pg_class c on c.relnamespace = n.pnnspid where n.pnpubid = p.oid and c.relkind in ('r', 'p')` : ""}
  ) t order by t.oid) as tables
from pg_publication p order by p.oid`;
}
function sequenceFrom(row, grants) {
  return {
    kind: "sequence",
    schema: String(row.schema),
    name: String(row.name),
    persistence: row.persistence === "t" ? "temporary" : "permanent",
    type: String(row.type),
    ...row.owner === null ? {} : { ownedBy: { table: fullNameOf(row.owner), column: String(row.column) } },
    grants
  };
}
var volatilities = { s: "stable", i: "immutable" };
function routineFrom(row, written, { type }) {
  return {
    kind: row.procedure === !0 ? "procedure" : "function",
    schema: String(row.schema),
    name: String(row.name),
    parameters: parametersFrom(row, type),
    language: String(row.language),
    volatility: volatilities[String(row.volatility)] ?? "volatile",
    securityDefiner: row.security_definer === !0,
    settings: texts(row.settings),
    returnsTrigger: row.returns_trigger === !0,
    // Whether its body names all of its arguments is not looked into.
    ...row.strict === !0 ? { strictWithUnused: !0 } : {},
    body: typeof written == "string" ? serverBody(written) : String(row.body)
  };
}
function parametersFrom(row, type) {
  let modes = texts(row.modes), names = texts(row.names).filter((_, i) => modes.length === 0 || "ibv".includes(modes[i] ?? "i")), types = texts(row.arguments);
  return types.map((text, i) => ({
    ...names[i] === void 0 || names[i] === "" ? {} : { name: names[i] },
    type: type(text),
    ...i >= types.length - Number(row.defaults) ? { default: unreadExpression } : {},
    ...row.variadic === !0 && i === types.length - 1 ? { variadic: !0 } : {}
  }));
}
function extensionFrom(row) {
  return { name: String(row.name), version: String(row.version) };
}
function publicationFrom(row) {
  return { name: String(row.name), allTables: row.all_tables === !0, tables: fullNamesOf(row.tables) };
}

// src/introspection/reader.ts
function openReader() {
  return { type: once(serverType), expression: once(serverExpression) };
}
function once(read) {
  let known = /* @__PURE__ */ new Map();
  return (text) => {
    let found = known.get(text) ?? read(text);
    return known.set(text, found), found;
  };
}

// src/introspection/relations.ts
var relationsQuery = `${scope}
select c.oid, c.schema, c.name, relkind::text as kind, relpersistence::text as persistence,
       relrowsecurity as row_security, relforcerowsecurity as forced, relreplident::text as replica_identity, relispopulated as populated,
       (select amname::text from pg_am where oid = relam and amname <> 'heap') as access_method,
       (select spcname::text from pg_tablespace where oid = reltablespace) as tablespace,
       reloptions::text[] as options, (select t.reloptions::text[] from pg_class t where t.oid = c.reltoastrelid) as toast_options,
       relispartition as is_partition, exists (select from pg_partitioned_table where partdefid = c.oid) as is_default,
       array(select ${nameOfRelation("inhparent")} from pg_inherits where inhrelid = c.oid order by inhseqno) as parents,
       (select array[n.nspname::text, t.typname::text] from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid = reloftype) as of_type,
       p.partrelid is not null as partitioned, 0 = any (p.partattrs::int2[]) as by_expression,
       ${columnNames("c.oid", "p.partattrs::int2[]")} as partition_key,
       (select k.relname::text from pg_index x join pg_class k on k.oid = x.indexrelid where x.indrelid = c.oid and x.indisclustered limit 1) as clustered_on,
       case when relkind in ('v', 'm') then array(
         select distinct on (d.refobjid) array[n.nspname::text, r.relname::text] from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
         join pg_class r on r.oid = d.refobjid join pg_namespace n on n.oid = r.relnamespace
         where w.ev_class = c.oid and w.rulename = '_RETURN' and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid and r.relkind in ('r', 'p', 'f', 'v', 'm')
         order by d.refobjid) end as reads,
       case when relkind in ('v', 'm') then array(
         select distinct a.attname::text from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
         join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
         where w.ev_class = c.oid and w.rulename = '_RETURN' and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid and d.refobjsubid > 0
         order by 1) end as uses
from relations c left join pg_partitioned_table p on p.partrelid = c.oid
where ${withColumns} order by c.oid`, persistences = { p: "permanent", u: "unlogged", t: "temporary" }, replicaIdentities = {
  d: "default",
  n: "nothing",
  f: "full",
  i: "index"
};
function tableFrom(row, complete) {
  let parents = fullNamesOf(row.parents), [parent] = parents, isPartition = row.is_partition === !0 && parent !== void 0;
  return {
    schema: String(row.schema),
    name: String(row.name),
    complete,
    kind: row.kind === "f" ? "foreign-table" : "table",
    persistence: persistences[String(row.persistence)] ?? "permanent",
    ...row.partitioned === !0 ? { partitioning: { key: row.by_expression === !0 ? null : texts(row.partition_key) } } : {},
    ...isPartition ? { partitionOf: { parent, isDefault: row.is_default === !0 } } : {},
    inherits: isPartition ? [] : parents,
    ...row.of_type === null ? {} : { ofType: fullNameOf(row.of_type) },
    rowSecurity: row.row_security === !0,
    forcedRowSecurity: row.forced === !0,
    replicaIdentity: replicaIdentities[String(row.replica_identity)] ?? "default",
    ...present("accessMethod", row.access_method),
    ...present("tablespace", row.tablespace),
    ...present("clusteredOn", row.clustered_on),
    parameters: { ...parameters(row.options, ""), ...parameters(row.toast_options, "toast.") }
  };
}
function viewFrom(row, complete) {
  return {
    schema: String(row.schema),
    name: String(row.name),
    complete,
    kind: row.kind === "m" ? "materialized-view" : "view",
    persistence: row.persistence === "t" ? "temporary" : "permanent",
    reads: fullNamesOf(row.reads),
    uses: texts(row.uses),
    populated: row.populated === !0
  };
}
function parameters(options, prefix) {
  return Object.fromEntries(
    texts(options).map((option) => {
      let equals = option.indexOf("=");
      return [`${prefix}${option.slice(0, equals)}`, option.slice(equals + 1)];
    })
  );
}

// src/introspection/snapshot-transaction.ts
var STATEMENT_SECONDS = 30, LOCK_SECONDS = 2, ATTEMPTS = 3, OLDEST = 13;
async function inOneSnapshot(session, work) {
  for (let attempt2 = 1; ; attempt2++)
    try {
      return await attemptIn(session, work);
    } catch (thrown) {
      if (attempt2 === ATTEMPTS || !isWorthAnother(thrown)) throw explained(thrown);
    }
}
async function attemptIn(session, work) {
  await session.run("begin isolation level repeatable read read only");
  try {
    let server = await versionOf(session);
    return await session.run(`set local search_path to pg_catalog, pg_temp; set local statement_timeout = '${STATEMENT_SECONDS}s';
      set local lock_timeout = '${LOCK_SECONDS}s'; set local cursor_tuple_fraction = 1; set local jit = off`), await work(server);
  } finally {
    await session.run("rollback").catch(() => {
    });
  }
}
async function versionOf(session) {
  let [row] = await session.run(
    "select pg_catalog.version() as version, pg_catalog.current_setting('server_version_num') as number"
  ), version = String(row?.version);
  if (!/^PostgreSQL \d/.test(version) || version.includes("Redshift"))
    throw new Failure(
      "database",
      `The server is not PostgreSQL, so its schema can't be read: it is ${version.slice(0, 80)}.`
    );
  let number = Number(row?.number);
  if (number >= OLDEST * 1e4) return number;
  throw new Failure(
    "database",
    `The server is PostgreSQL ${Math.floor(number / 1e4)}, which is too old: ${OLDEST} is the first whose schema can be read.`
  );
}
function isWorthAnother(thrown) {
  return isServerError(thrown) && ["XX000", "42P01", "42704", "40001"].includes(thrown.sqlstate);
}
var reasons = {
  "55P03": [
    `a system table stayed locked for ${LOCK_SECONDS} s`,
    "A VACUUM FULL or REINDEX of the system tables is running, or a migration holds a lock on one. Try again when it has ended."
  ],
  57014: [
    `a query took longer than ${STATEMENT_SECONDS} s, or was cancelled`,
    "Try again when the server is less busy, or read from a replica."
  ],
  42501: [
    "the role may not read the system tables",
    "They are open to every role by default. Grant what was revoked, or use another role."
  ],
  40001: ["the replica went on replaying", "Try again, or raise max_standby_streaming_delay."]
};
function explained(thrown) {
  if (isConnectionLost(thrown))
    return new Failure("no-database", `The schema can't be read: ${messageOf(thrown)}.`, { cause: thrown });
  if (!isServerError(thrown)) return thrown;
  let [why, help] = reasons[thrown.sqlstate] ?? ["the server refused a query", void 0], message = `The schema can't be read: ${why} (${messageOf(thrown)}).`;
  return new Failure("database", message, { cause: thrown, ...help === void 0 ? {} : { help } });
}

// src/introspection/statistics.ts
var YOUNG = 60;
function neverCounted(server) {
  return server >= 14e4 ? "c.reltuples < 0" : "c.reltuples = 0 and c.relpages = 0";
}
function filesQuery(server) {
  return `${scope}, kept as (
  select c.oid, reltoastrelid, ${neverCounted(server)} as never from relations c where relkind in ('r', 'm')
), files (oid, whole, part, pages) as (
  select f.oid, k.oid, part, case when k.never then 0 else f.relpages end
  from kept k
  cross join lateral (
    select k.oid, 'heap' union all select k.reltoastrelid, 'heap' where k.reltoastrelid <> 0
    union all select indexrelid, 'heap' from pg_index where indrelid = k.reltoastrelid
    union all select indexrelid, 'index' from pg_index where indrelid = k.oid
  ) as one (oid, part)
  join pg_class f on f.oid = one.oid
)`;
}
function countsQuery(server) {
  return `${scope}
select c.oid, case when ${neverCounted(server)} then null else round(reltuples)::int8::text end as rows,
       (pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid))::text as writes,
       (select inhparent from pg_inherits where inhrelid = c.oid and c.relispartition limit 1) as partition_of, relkind = 'p' as partitioned
from relations c where relkind in ('r', 'p', 'm', 'f') order by c.oid`;
}
var sinceQuery = `
select case when not pg_is_in_recovery() then extract(epoch from now() - coalesce(
         (select stats_reset from pg_stat_database where datname = current_database()),
         least((select stats_reset from pg_stat_bgwriter), pg_postmaster_start_time())))::float8 end as seconds,
       current_setting('block_size')::int4 as block`;
async function readStatistics(session, server) {
  let [since] = await session.run(sinceQuery), seconds = since?.seconds === null ? null : Number(since?.seconds), { tables, ofIndexes } = await sizes(session, server, Number(since?.block)), counts = await allRows(session, countsQuery(server)), ofTables = new Map(counts.map((row) => [Number(row.oid), statisticsOf(row, tables, seconds)]));
  return addPartitions(counts, ofTables), { ofTables: new Map([...ofTables].map(([oid, one]) => [oid, rounded(one)])), ofIndexes };
}
async function sizes(session, server, block) {
  let files = filesQuery(server), measured = await undisturbed(session, {
    items: `${files}, items (kind, oid, classid, relid) as (select 'size', oid, 'pg_class'::regclass, oid from files where pages = 0)`,
    values: "pg_relation_size(i.oid)::text as bytes"
  }), tables = /* @__PURE__ */ new Map(), ofIndexes = /* @__PURE__ */ new Map();
  for (let row of await allRows(session, `${files} select * from files`)) {
    let bytes = Number(row.pages) > 0 ? Number(row.pages) * block : Number(measured.get(keyOfItem("size", row.oid))?.bytes ?? 0), { bytes: heap, indexBytes } = tables.get(Number(row.whole)) ?? { bytes: 0, indexBytes: 0 }, isIndex = row.part === "index";
    isIndex && ofIndexes.set(Number(row.oid), bytes), tables.set(Number(row.whole), {
      bytes: heap + (isIndex ? 0 : bytes),
      indexBytes: indexBytes + (isIndex ? bytes : 0)
    });
  }
  return { tables, ofIndexes };
}
function statisticsOf(row, sizes2, seconds) {
  let isCounted = row.rows !== null && row.partitioned !== !0, isMeasured = seconds !== null && seconds >= YOUNG;
  return {
    rows: isCounted ? Number(row.rows) : null,
    ...sizes2.get(Number(row.oid)) ?? { bytes: 0, indexBytes: 0 },
    writesPerSecond: isMeasured ? Number(row.writes) / seconds : null
  };
}
function addPartitions(counts, statistics) {
  let parents = new Map(
    counts.flatMap((row) => row.partition_of === null ? [] : [[Number(row.oid), Number(row.partition_of)]])
  );
  for (let row of counts) {
    let own = statistics.get(Number(row.oid));
    if (!(row.partitioned === !0 || own === void 0))
      for (let above = parents.get(Number(row.oid)); above !== void 0; above = parents.get(above)) {
        let sum = statistics.get(above);
        sum !== void 0 && statistics.set(above, together(sum, own));
      }
  }
}
function rounded(one) {
  return { ...one, writesPerSecond: one.writesPerSecond === null ? null : Math.round(one.writesPerSecond) };
}
function together(sum, own) {
  return {
    rows: own.rows === null ? sum.rows : (sum.rows ?? 0) + own.rows,
    bytes: sum.bytes + own.bytes,
    indexBytes: sum.indexBytes + own.indexBytes,
    writesPerSecond: own.writesPerSecond === null ? sum.writesPerSecond : (sum.writesPerSecond ?? 0) + own.writesPerSecond
  };
}

// src/introspection/types.ts
var typesQuery = `${scope}
select t.oid, s.schema, t.typname::text as name, t.typtype::text as kind, typnotnull as not_null,
       array(select enumlabel::text from pg_enum where enumtypid = t.oid order by enumsortorder) as labels,
       case typtype when 'd' then format_type(typbasetype, typtypmod) end as base, pg_get_expr(typdefaultbin, 0) as default
from pg_type t join schemas s on s.oid = t.typnamespace
where (typtype in ('e', 'd', 'r', 'p') or typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c'
       or typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid))
  and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
order by t.oid`, kinds = { c: "composite", r: "range" };
function typeFrom(row, constraints, { type, expression }) {
  let base = { schema: String(row.schema), name: String(row.name), complete: !0 };
  return row.kind === "e" ? { ...base, kind: "enum", labels: texts(row.labels).map((name) => ({ name })) } : row.kind !== "d" ? { ...base, kind: kinds[String(row.kind)] ?? "base" } : {
    ...base,
    kind: "domain",
    base: type(String(row.base)),
    notNull: row.not_null === !0,
    ...row.default === null || isNull(String(row.default)) ? {} : { default: expression(String(row.default)) },
    constraints
  };
}

// src/introspection/whole-relations.ts
function wholeRelations(rows) {
  let { server, reader, relations, grants, deparsed, statistics } = rows, by = {
    columns: rowsBy(rows.columns, "oid"),
    constraints: rowsBy(rows.constraints, "conrelid"),
    indexes: rowsBy(rows.indexes, "indrelid"),
    triggers: rowsBy(rows.triggers, "tgrelid"),
    policies: rowsBy(rows.policies, "polrelid"),
    rules: rowsBy(rows.rules, "ev_class")
  }, tables = [], views = [];
  for (let relation of relations) {
    let oid = Number(relation.oid), of = (kind) => by[kind].get(oid) ?? [], indexes = new Map(of("indexes").map((row) => [Number(row.oid), readIndex(row, deparsed, statistics)])), constraints = of("constraints").map((row) => readConstraint(row, indexes, deparsed, reader)), doubtful = new Set(
      constraints.flatMap(({ type, validated, columns }) => type === "not-null" && !validated ? columns : [])
    ), parts = {
      // Since 18 a NOT NULL that is NOT VALID is marked on the column, too.
      columns: of("columns").map((row) => {
        let column = columnFrom(row, reader);
        return doubtful.has(column.name) ? { ...column, notNull: !1 } : column;
      }),
      constraints,
      indexes: [...indexes.values()],
      triggers: of("triggers").map((row) => triggerFrom(row, deparsed.get(keyOfItem("trigger", row.oid))?.first)),
      policies: of("policies").map((row) => policyFrom(row, deparsed.get(keyOfItem("policy", row.oid)))),
      rules: of("rules").map(ruleFrom),
      grants: grantsFrom(grants.get(oid) ?? [], server)
    }, complete = [
      ...of("constraints").flatMap(({ type, oid: oid2 }) => type === "c" ? [keyOfItem("check", oid2)] : []),
      ...of("indexes").flatMap(({ deparsed: deparsed2, oid: oid2 }) => deparsed2 === !0 ? [keyOfItem("index", oid2)] : []),
      ...of("triggers").flatMap(({ conditional, oid: oid2 }) => conditional === !0 ? [keyOfItem("trigger", oid2)] : []),
      ...of("policies").map(({ oid: oid2 }) => keyOfItem("policy", oid2))
    ].every((key) => deparsed.has(key)), counted2 = statistics?.ofTables.get(oid), measured = counted2 === void 0 ? {} : { statistics: counted2 };
    relation.kind === "v" || relation.kind === "m" ? views.push({ ...viewFrom(relation, complete), ...parts, ...measured }) : tables.push({ ...tableFrom(relation, complete), ...parts, ...measured });
  }
  return { tables, views };
}
function readIndex(row, deparsed, statistics) {
  let { first: definition, keys: keys2 } = deparsed.get(keyOfItem("index", row.oid)) ?? {}, index = indexFrom(row, typeof definition == "string" ? serverIndex(definition, texts(keys2)) : void 0), bytes = statistics?.ofIndexes.get(Number(row.oid));
  return bytes === void 0 ? index : { ...index, bytes };
}
function readConstraint(row, indexes, deparsed, { expression }) {
  let text = deparsed.get(keyOfItem("check", row.oid))?.first;
  return constraintFrom(row, {
    expression: typeof text == "string" ? expression(text) : unreadExpression,
    index: indexes.get(Number(row.conindid))
  });
}
function domainConstraints(rows, { expression }) {
  let found = [...rowsBy(rows, "contypid")].filter(([oid]) => oid !== 0);
  return new Map(
    found.map(([oid, own]) => [
      oid,
      own.map(
        (row) => constraintFrom(row, {
          expression: row.expression === null ? unreadExpression : expression(String(row.expression)),
          index: void 0
        })
      )
    ])
  );
}

// src/introspection/read-catalog.ts
async function listsIn(session, server, { statistics }) {
  await loadGrammar();
  let read = (sql, page) => allRows(session, sql, page), reader = openReader(), grants = rowsBy(await read(grantsQuery), "oid"), constraints = await read(constraintsQuery(server)), deparsed = await deparse(session, server), { tables, views } = wholeRelations({
    server,
    reader,
    relations: await read(relationsQuery),
    columns: await read(columnsQuery),
    constraints,
    indexes: await read(indexesQuery(server)),
    triggers: await read(triggersQuery),
    policies: await read(policiesQuery),
    rules: await read(rulesQuery),
    grants,
    deparsed,
    statistics: statistics === !0 ? await readStatistics(session, server) : void 0
  }), ofDomains = domainConstraints(constraints, reader), lists = {
    schemas: (await read(schemasQuery)).map(({ schema }) => String(schema)),
    tables,
    views,
    sequences: (await read(sequencesQuery)).map(
      (row) => sequenceFrom(row, grantsFrom(grants.get(Number(row.oid)) ?? [], server))
    ),
    types: (await read(typesQuery)).map((row) => typeFrom(row, ofDomains.get(Number(row.oid)) ?? [], reader)),
    routines: (await read(routinesQuery, PAGE_OF_BODIES)).map(
      (row) => routineFrom(row, deparsed.get(keyOfItem("body", row.oid))?.first, reader)
    ),
    extensions: (await read(extensionsQuery)).map(extensionFrom),
    publications: (await read(publicationsQuery(server))).map(publicationFrom)
  }, incomplete = [...tables, ...views].filter(({ complete }) => !complete);
  return { lists, incomplete: incomplete.map(keyOf) };
}
var PAGE_OF_BODIES = 50;

// src/introspection/take-snapshot.ts
var factsQuery = `
select split_part(current_setting('server_version'), ' ', 1) as version, current_database()::text as database,
       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken_at,
       case when not pg_is_in_recovery() and pg_has_role('pg_read_all_stats', 'usage') then (
         select coalesce(ceil(extract(epoch from max(clock_timestamp() - xact_start)) * 1000), 0)::int8::text from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend') end as longest`;
function takeSnapshot(session) {
  return inOneSnapshot(session, async (server) => {
    let [facts] = await session.run(factsQuery), { lists, incomplete } = await listsIn(session, server, { statistics: !0 });
    return { snapshot: {
      lockgate: "catalog",
      schema: 1,
      server: { version: String(facts?.version) },
      takenAt: String(facts?.taken_at),
      database: String(facts?.database),
      longestTransactionMs: facts?.longest === null ? null : Number(facts?.longest),
      ...inOrder(lists)
    }, incomplete };
  });
}

// cli/output-file.ts
import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
var MODE = 420;
async function prepareOutput(cwd, name) {
  let refuse = (why) => {
    throw new Failure("bad-input", `${name} can't be written: ${messageOf(why)}.`, {
      help: "Name a file in a directory that exists and can be written to."
    });
  }, named = resolve(cwd, name), kind = await stat(named).catch(() => {
  });
  if (kind?.isDirectory() === !0 && refuse("it is a directory"), kind !== void 0 && !kind.isFile()) return { write: (text) => writeFile(named, text).catch(refuse) };
  let path = await realpath(named).catch(() => named), temporary = join(dirname(path), `.${basename(path).slice(0, 200)}.${randomBytes(6).toString("hex")}`);
  return await (await open(temporary, "wx", MODE).catch(refuse)).close(), await rm(temporary), { write: (text) => replace(path, temporary, text).catch(refuse) };
}
async function replace(path, temporary, text) {
  try {
    let file = await open(temporary, "wx", MODE);
    try {
      await file.chmod(MODE), await file.writeFile(text), await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (thrown) {
    throw await rm(temporary, { force: !0 }), thrown;
  }
}

// cli/commands/snapshot.ts
var CALL_MS = 6e4, NAMED = 5;
async function snapshot(terminal, options) {
  let source = sourceOf2(terminal, options), output = options.output === void 0 ? void 0 : await prepareOutput(terminal.cwd, options.output);
  terminal.progress("connecting");
  let session = await targetConnection(source).connect();
  try {
    refusePooler(session), terminal.progress("reading the schema"), await session.run("set default_transaction_read_only = on");
    let { snapshot: snapshot2, incomplete } = await takeSnapshot(session), text = writeSnapshot(snapshot2);
    terminal.progress(void 0), output === void 0 ? await terminal.print(text) : await terminal.uninterrupted(() => output.write(text));
    let where = options.output === void 0 ? "" : `; written to ${oneLine(options.output)}`;
    return terminal.writeError(printable(`${snapshotSummary(snapshot2)}${where}
${incompleteText(incomplete)}`)), 0;
  } finally {
    await session.close();
  }
}
function sourceOf2({ environment }, options) {
  let url = options.databaseUrl ?? environment.LOCKGATE_DATABASE_URL, secret = options.databaseSecret ?? environment.LOCKGATE_DATABASE_SECRET, caFile = options.caFile ?? environment.LOCKGATE_CA_FILE, given = { "database-url": url, "database-secret": secret, "ca-file": caFile, output: options.output };
  for (let [name, value] of Object.entries(given))
    if (value === "") throw new Failure("bad-input", `--${name}, or its variable, is empty.`);
  if (url === void 0 && secret === void 0 && environment.PGHOST === void 0 && environment.PGDATABASE === void 0)
    throw new Failure("bad-input", "No database is named, so there is nothing to take a snapshot of.", {
      help: "Give --database-url or --database-secret, or set PGHOST, PGUSER, PGPASSWORD and PGDATABASE."
    });
  return {
    ...url === void 0 ? {} : { url },
    ...secret === void 0 ? {} : { secret },
    ...caFile === void 0 ? {} : { caFile },
    settings: environment,
    applicationName: "lockgate snapshot",
    callLimitMs: CALL_MS
  };
}
function refusePooler(session) {
  let sign = signOfPooler({ session, backendAgeMs: 0, connectedForMs: 0 });
  if (sign !== void 0)
    throw new Failure(
      "bad-input",
      `The connection goes through a connection pooler (such as PgBouncer or RDS Proxy): ${sign}. Which server answers behind it is not certain, so nothing was read.`,
      { help: "Connect to PostgreSQL itself. For Aurora that is the cluster's writer or reader endpoint." }
    );
}
function incompleteText(incomplete) {
  if (incomplete.length === 0) return "";
  let names = incomplete.slice(0, NAMED).map(oneLine).join(", "), more = incomplete.length > NAMED ? ` and ${incomplete.length - NAMED} more` : "";
  return `Not all is known of ${names}${more}: another session kept readers out, so expressions (CHECK, indexes, policies) are missing. Take the snapshot again.
`;
}
export {
  snapshot
};
