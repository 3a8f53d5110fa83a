#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  refusePooler,
  refuseSharing,
  signOfPooler
} from "./apply-pooler.js";
import {
  require_picocolors
} from "./picocolors.js";
import {
  printable
} from "./reports-terminal.js";
import {
  carriedProblems
} from "./history-place.js";
import {
  refusedInTransaction,
  transactionAction,
  unitsOf
} from "./layouts-file-problem.js";
import {
  quoteIdentifier,
  quoteLiteral
} from "./sql-lock-modes.js";
import {
  Failure,
  isServerError,
  messageOf
} from "./failure.js";
import {
  __toESM
} from "./runtime.js";

// src/apply/journal.ts
import { createHash } from "node:crypto";
var underWay = -1, table = "lockgate.journal", create = `CREATE SCHEMA IF NOT EXISTS lockgate;
CREATE TABLE IF NOT EXISTS ${table} (
  history text NOT NULL,
  migration text NOT NULL,
  direction text NOT NULL DEFAULT 'up',
  migration_digest text NOT NULL,
  statement integer NOT NULL,
  text_digest text NOT NULL,
  backend_pid integer NOT NULL,
  started_by text NOT NULL DEFAULT session_user,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  failed boolean NOT NULL DEFAULT false,
  mark text,
  PRIMARY KEY (history, migration, direction, statement)
)`;
async function readJournal(session, history) {
  return await journalExists(session) ? (await session.query(
    // A journal of an earlier version has no columns `mark` and `direction`.
    `SELECT migration, COALESCE(pg_catalog.to_jsonb(j) ->> 'direction', 'up') AS direction, migration_digest, statement, text_digest, finished_at IS NOT NULL AS finished, failed, pg_catalog.to_jsonb(j) ->> 'mark' AS mark
     FROM ${table} AS j WHERE history = $1 ORDER BY migration, direction, statement`,
    [history]
  )).map(entryOf) : [];
}
function entryOf(row) {
  return {
    migration: String(row.migration),
    direction: row.direction === "down" ? "down" : "up",
    statement: Number(row.statement),
    textDigest: String(row.text_digest),
    state: row.failed === !0 ? "failed" : row.finished === !0 ? "done" : "begun",
    migrationDigest: String(row.migration_digest),
    ...Number(row.statement) === underWay ? { mark: row.mark == null ? null : String(row.mark) } : {}
  };
}
async function journalExists(session) {
  return (await session.query("SELECT pg_catalog.to_regclass($1) IS NOT NULL AS found", [table]))[0]?.found === !0;
}
async function createJournal(session) {
  await journalExists(session) ? await isCurrent(session) || await session.run(upgrade) : await session.run(create);
}
var upgrade = `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS mark text, ADD COLUMN IF NOT EXISTS direction text NOT NULL DEFAULT 'up';
ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS journal_pkey, ADD PRIMARY KEY (history, migration, direction, statement)`;
async function isCurrent(session) {
  return (await session.query(
    "SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass($1) AND attname = ANY ('{mark,direction}') AND NOT attisdropped",
    [table]
  )).length === 2;
}
async function noteMark(session, history, id, mark) {
  await session.query(`UPDATE ${table} SET mark = $3 WHERE history = $1 AND migration = $2 AND statement = $4`, [
    history,
    id,
    mark,
    underWay
  ]);
}
async function record(session, row, state) {
  let { history, migration, statement: statement2, pid } = row;
  await session.query(
    `INSERT INTO ${table} AS j (history, migration, migration_digest, statement, text_digest, backend_pid, finished_at, failed)
     VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN pg_catalog.clock_timestamp() END, $8)
     ON CONFLICT (history, migration, direction, statement) DO UPDATE SET migration_digest = excluded.migration_digest,
       text_digest = excluded.text_digest, backend_pid = excluded.backend_pid, finished_at = excluded.finished_at, failed = excluded.failed,
       started_at = CASE WHEN $9 THEN pg_catalog.clock_timestamp() ELSE j.started_at END`,
    [
      history,
      migration.id,
      migration.digest,
      statement2?.index ?? underWay,
      statement2 === null ? migration.digest : textDigest(statement2),
      pid,
      state !== "begun",
      state === "failed",
      state === "begun"
    ]
  );
}
function forgetMigration(history, id) {
  return { sql: `DELETE FROM ${table} WHERE history = $1 AND migration = $2`, parameters: [history, id] };
}
function textDigest(statement2) {
  let hash = createHash("sha256").update(statement2.text);
  return statement2.copyData !== void 0 && hash.update("\0").update(statement2.copyData), `sha256:${hash.digest("hex")}`;
}

// src/apply/abandoned.ts
function abandonedSql({ abandonMs }) {
  let limits = {
    idle_in_transaction_session_timeout: `${Math.round(abandonMs)}ms`,
    idle_session_timeout: `${Math.round(abandonMs * 4)}ms`,
    client_connection_check_interval: "2s",
    tcp_keepalives_idle: "10s",
    tcp_keepalives_interval: "5s",
    tcp_keepalives_count: "3",
    tcp_user_timeout: "30s"
  };
  return `SELECT pg_catalog.set_config(l.name, l.value, false) FROM (VALUES ${Object.entries(limits).map(([name, value]) => `('${name}', '${value}')`).join(", ")}) AS l (name, value) JOIN pg_catalog.pg_settings AS s ON s.name OPERATOR(pg_catalog.=) l.name`;
}
function abandonedTransactionSql({ abandonMs }) {
  return `SET idle_in_transaction_session_timeout = ${Math.round(abandonMs)}`;
}
function mayLiftLimits({ changes }) {
  return changes.some(
    (change) => change.kind === "set" || change.kind === "reset" || change.kind === "session" || change.kind === "do" || change.kind === "call" || change.kind === "opaque" || change.kind === "select" && change.functions.length > 0
  );
}
function onlySets({ changes }) {
  return changes.length > 0 && changes.every(({ kind }) => kind === "set" || kind === "reset");
}

// src/apply/blockers.ts
var columns = `a.pid, nullif(a.application_name, '') AS application, a.usename AS "user", a.state,
  (extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.backend_start)) * 1000)::float8 AS age`;
async function blockersOf(session, pid) {
  return (await session.query(
    `SELECT DISTINCT ON (a.pid) ${columns}, pg_catalog.pg_backend_pid() = ANY (pg_catalog.pg_blocking_pids(a.pid)) AS waits_for_us FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids($1)) ORDER BY a.pid`,
    [pid]
  )).map(blockerOf);
}
async function holdersOf(session, keys) {
  return (await session.query(
    `SELECT DISTINCT ON (a.pid) ${columns} FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND a.pid <> pg_catalog.pg_backend_pid()
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
       AND ((l.classid::bigint << 32) | l.objid::bigint) = ANY ($1::bigint[])
     ORDER BY a.pid`,
    [keys]
  )).map(blockerOf);
}
function blockerOf(row) {
  let text = (value) => value == null ? null : String(value);
  return {
    pid: Number(row.pid),
    application: text(row.application),
    user: text(row.user),
    state: text(row.state),
    ageMs: row.age === null || row.age === void 0 ? null : Math.max(Number(row.age), 0),
    waitsForUs: row.waits_for_us === !0
  };
}
function describeBlocker({ pid, application, user, state, ageMs, waitsForUs }) {
  let facts = [
    application,
    user === null ? null : `user ${user}`,
    state,
    ageMs === null ? null : `for ${describeDuration(ageMs)}`,
    waitsForUs ? "which waits for Lockgate in turn: end it" : null
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? `process ${pid}` : `process ${pid} (${facts.join(", ")})`;
}
function describeBlockers(blockers) {
  return blockers.length === 0 ? "a session that can not be seen" : blockers.map(describeBlocker).join(" and ");
}
function describeDuration(ms) {
  return ms < 1e3 ? `${Math.round(ms)} ms` : ms < 12e4 ? `${Math.round(ms / 1e3)} s` : ms < 72e5 ? `${Math.round(ms / 6e4)} min` : `${Math.round(ms / 36e5)} h`;
}

// src/apply/place.ts
function historyOf(layout, place2, { schema, database }) {
  let found = place2?.tableSchema ?? place2?.schema ?? schema;
  if (found !== "") return layout.history(found, place2?.table);
  throw new Failure(
    "no-history",
    `No schema of the connection's search_path exists in ${database}, so where ${layout.name} keeps its history is unknown.`,
    { help: "Create the schema, or correct search_path in the URL, or in the settings of the role or the database." }
  );
}
function managedSchemas(place2) {
  return place2?.schemas ?? (place2?.schema === void 0 ? void 0 : [place2.schema]);
}
function searchPathSql(schema) {
  return schema === void 0 ? "" : `SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', ${quoteLiteral(quoteIdentifier(schema))}, nullif(pg_catalog.current_setting('search_path'), '')), false)`;
}
function withDefaultSchema(ports, place2) {
  let sql = searchPathSql(place2?.schema);
  return sql === "" ? ports : {
    ...ports,
    async connect(signal) {
      let session = await ports.connect(signal);
      return await session.run(sql), session;
    }
  };
}

// src/apply/settings.ts
var defaultSettings = {
  lockTimeoutMs: 5e3,
  statementTimeoutMs: 15 * 6e4,
  tries: 5,
  retryDelayMs: 1e3,
  lockWaitMs: 6e4,
  reconnects: 12,
  connectWaitMs: 6e4,
  answerMs: 1e4,
  abandonMs: 15e3
};
function sessionSql(settings) {
  return [
    "RESET ALL",
    "RESET SESSION AUTHORIZATION",
    "RESET ROLE",
    `SET lock_timeout = ${Math.round(settings.lockTimeoutMs)}`,
    `SET statement_timeout = ${Math.round(settings.statementTimeoutMs)}`,
    abandonedSql(settings),
    ...settings.defaultSchema === void 0 ? [] : [searchPathSql(settings.defaultSchema)]
  ].join("; ");
}
function retryDelay(settings, attempt4) {
  let full = Math.min(settings.retryDelayMs * 2 ** (attempt4 - 2), 3e4);
  return Math.round(full / 2 + Math.random() * full / 2);
}

// src/apply/worth-retrying.ts
function isWorthRetrying(error) {
  return error.sqlstate === "55P03" || error.sqlstate === "40P01";
}
function isNotReadyYet(thrown) {
  let code = codeBehind(thrown);
  return code === "57P03" || code === "53300";
}
function isWorthReconnecting(failure) {
  if (failure instanceof Failure && (failure.code === "bad-input" || failure.code === "interrupted")) return !1;
  let code = codeBehind(failure) ?? "";
  return !(code.startsWith("28") || code === "3D000" || code === "42501") && !/^(?:ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code);
}
function codeBehind(thrown) {
  for (let at = thrown; at instanceof Error; at = at.cause)
    if (!(at instanceof Failure) && "code" in at && typeof at.code == "string") return at.code;
}

// src/apply/retry.ts
async function withRetries(run, rolledBack, placeOf, once) {
  let { tries } = run.settings;
  for (let attempt4 = 2; ; attempt4++) {
    let result = await once();
    if (result.kind !== "failed" || !isWorthRetrying(result.error) || attempt4 > tries) return result;
    let delayMs = retryDelay(run.settings, attempt4), { statement: statement2, error, blockers } = result, waitedFor = blockers.length === 0 ? "" : `, held by ${describeBlockers(blockers)}`;
    if (statement2 !== null) {
      let reason2 = `${error.message}${waitedFor}`;
      run.ports.onEvent({ kind: "retry", attempt: attempt4, tries, delayMs, reason: reason2, rolledBack, ...placeOf(statement2) });
    }
    if (await run.ports.clock.sleep(delayMs, run.ports.signal), run.ports.signal.aborted) return { kind: "interrupted", statement: statement2 };
  }
}

// src/apply/watch.ts
var lookEveryMs = 1e3, tellEveryMs = 1e4, cancelEveryMs = 250;
async function watched(run, place2, work, seen) {
  let ended = new AbortController(), watching = watch(run, place2, ended.signal, seen);
  try {
    return await work();
  } finally {
    ended.abort(), await watching;
  }
}
async function watch(run, place2, ended, seen) {
  let { clock, signal, onEvent } = run.ports, start = clock.now(), either = AbortSignal.any([ended, signal]), { lockTimeoutMs } = run.settings, pause = lockTimeoutMs > 0 ? Math.min(lookEveryMs, lockTimeoutMs / 3) : lookEveryMs, told = Number.NEGATIVE_INFINITY;
  try {
    for (; ; ) {
      if (await clock.sleep(pause, signal.aborted ? ended : either), ended.aborted) return;
      if (signal.aborted) {
        await run.target.keeper.query("SELECT pg_catalog.pg_cancel_backend($1)", [run.target.worker.pid]), pause = cancelEveryMs;
        continue;
      }
      let blockers = await blockersOf(run.target.keeper, run.target.worker.pid);
      blockers.length > 0 && (seen.blockers = blockers);
      let ms = clock.now() - start;
      place2 !== void 0 && ms - told >= tellEveryMs && (blockers.length > 0 || ms >= tellEveryMs) && (told = ms, blockers.length > 0 ? onEvent({ kind: "statement-waiting", blockers, ms, ...place2 }) : onEvent({ kind: "statement-running", ms, detail: await progressOf(run), ...place2 })), pause = lookEveryMs;
    }
  } catch {
  }
}
async function progressOf({ target }) {
  let [row] = await target.keeper.query(
    `SELECT phase, CASE WHEN total > 0 THEN pg_catalog.round(100.0 * done / total)::int END AS percent FROM (
       SELECT pid, phase, CASE WHEN blocks_total > 0 THEN blocks_done ELSE tuples_done END AS done,
         CASE WHEN blocks_total > 0 THEN blocks_total ELSE tuples_total END AS total FROM pg_catalog.pg_stat_progress_create_index
       UNION ALL
       SELECT pid, phase, heap_blks_scanned, heap_blks_total FROM pg_catalog.pg_stat_progress_cluster
     ) AS progress WHERE pid = $1`,
    [target.worker.pid]
  );
  return row === void 0 ? null : row.percent === null ? String(row.phase) : `${row.phase}, ${row.percent} %`;
}

// src/apply/run-statement.ts
async function runStatement(run, statement2, current, placeOf, seen, after) {
  let { clock, onEvent, signal } = run.ports;
  if (signal.aborted) return { kind: "interrupted", statement: statement2 };
  let place2 = placeOf(statement2), start = clock.now(), text = after === void 0 ? statement2.text : `${statement2.text}
;${after}`;
  onEvent({ kind: "statement-start", ...place2 });
  try {
    await watched(run, place2, () => run.target.worker.run(text, "dropped", statement2.copyData), seen);
  } catch (thrown) {
    return failedOr(run, thrown, statement2, seen);
  }
  return current.ran++, onEvent({ kind: "statement-done", ms: clock.now() - start, ...place2 }), { kind: "done" };
}
function failedOr(run, thrown, statement2, seen) {
  if (!isServerError(thrown)) throw thrown;
  return run.ports.signal.aborted && isCancel(thrown) ? { kind: "interrupted", statement: statement2 } : { kind: "failed", statement: statement2, error: thrown, blockers: seen.blockers };
}
function isCancel(error) {
  return error.sqlstate === "57014";
}

// src/apply/statement-kind.ts
function canShareTransaction(statement2) {
  return refusedInTransaction(statement2) === void 0 && statement2.changes.every(sharesTransaction);
}
function sharesTransaction(change) {
  switch (change.kind) {
    case "call":
    case "opaque":
    // Of a partitioned table PostgreSQL refuses both inside a transaction block.
    case "cluster":
    case "reindex":
    case "transaction":
    case "lock-table":
    case "set":
    case "reset":
    case "set-constraints":
    case "session":
      return !1;
    case "do":
      return !mayCommit(change.body);
    // CREATE SUBSCRIPTION makes a slot on another server.
    case "create-other":
    case "alter-other":
      return change.object !== "subscription";
    case "select":
      return !setsSession(change);
    default:
      return !0;
  }
}
function mayCommit(body) {
  return /\b(?:commit|rollback|call|execute)\b/i.test(body);
}
function isSessionState(statement2) {
  return statement2.changes.length > 0 && statement2.changes.every(
    (change) => change.kind === "set" && !change.local || change.kind === "reset" || change.kind === "session" || setsSession(change)
  );
}
function setsSession(change) {
  return change.kind === "select" && change.functions.some(({ name }) => name === "set_config");
}
function setsParameter(statements, name) {
  return statements.some(
    ({ changes }) => changes.some((change) => change.kind === "set" && change.name === name && !change.local)
  );
}
function mayChangeRole(script) {
  return script.statements.some(
    ({ changes }) => changes.some(
      (change) => change.kind === "set" && (change.name === "role" || change.name === "session_authorization") || change.kind === "do" || change.kind === "call" || change.kind === "opaque" || change.kind === "session" || change.kind === "select" && change.functions.length > 0
    )
  );
}

// src/apply/run-transaction.ts
function runTransaction(run, part, script, recordInside, current, placeOf) {
  let ranBefore = current.ran;
  return withRetries(run, !0, placeOf, async () => {
    current.ran = ranBefore;
    let result = await attempt(run, part, script, recordInside, current, placeOf);
    return result.kind !== "done" && await run.target.worker.run("ROLLBACK"), result;
  });
}
async function attempt(run, part, script, recordInside, current, placeOf) {
  let { worker } = run.target, seen = { blockers: [] }, recordSafely = async () => {
    try {
      return mayChangeRole(script) && await worker.run(localRole(run.target.role)), await recordInside(), { kind: "done" };
    } catch (thrown) {
      return failedOr(run, thrown, null, seen);
    }
  };
  part.begin && await worker.run("BEGIN");
  for (let statement2 of part.statements) {
    let commits = transactionAction(statement2)?.action === "commit";
    if (commits) {
      let recorded2 = await recordSafely();
      if (recorded2.kind !== "done") return recorded2;
    }
    current.committing = commits;
    let result = await runLimited(run, statement2, current, placeOf, seen);
    if (current.committing = !1, result.kind !== "done") return result;
  }
  if (part.end !== "lockgate") return { kind: "done" };
  let recorded = await recordSafely();
  return recorded.kind === "done" ? commit(run, current, part.statements.at(-1) ?? null, seen) : recorded;
}
async function runLimited(run, statement2, current, placeOf, seen) {
  let limit = abandonedTransactionSql(run.settings);
  if (onlySets(statement2)) return runStatement(run, statement2, current, placeOf, seen, limit);
  let result = await runStatement(run, statement2, current, placeOf, seen);
  return result.kind === "done" && mayLiftLimits(statement2) && await run.target.worker.run(limit), result;
}
async function commit(run, current, last, seen) {
  if (run.ports.signal.aborted) return { kind: "interrupted", statement: last };
  current.committing = !0;
  try {
    await run.target.worker.run("COMMIT");
  } catch (thrown) {
    let result = failedOr(run, thrown, null, seen);
    return current.committing = !1, result;
  }
  return current.committing = !1, { kind: "done" };
}
function localRole(role) {
  return `SET LOCAL ROLE ${role === "none" ? "NONE" : quoteIdentifier(role)}`;
}
async function inOwnTransaction(run, queries, first = async () => {
}, more = async () => {
}) {
  let { worker } = run.target;
  await worker.run("BEGIN");
  try {
    await first();
    for (let { sql, parameters } of queries) await worker.query(sql, parameters);
    await more(), await worker.run("COMMIT");
  } catch (thrown) {
    throw isServerError(thrown) && await worker.run("ROLLBACK"), thrown;
  }
}

// src/apply/mark.ts
function leaveMark(run, migration, queries, also = noMore) {
  let { worker } = run.target;
  return inOwnTransaction(run, queries, noMore, async () => {
    await also(), await noteMark(worker, run.history.table, migration.id, await readMark(worker, run.history, migration));
  });
}
async function noMore() {
}
async function readMark(session, history, migration) {
  let query = history.mark?.(migration);
  if (query === void 0) return null;
  let [row] = await session.query(query.sql, query.parameters);
  return row?.mark == null ? null : String(row.mark);
}
function staleness(entries, migration, mark) {
  if (!entries.some(({ statement: statement2, state }) => statement2 !== underWay && state !== "failed")) return;
  let left = entries.find(({ statement: statement2 }) => statement2 === underWay)?.mark ?? null;
  if (left !== mark) return mark === null ? "mark-gone" : "other-mark";
  let marks = left !== null && migration.up.transaction !== "wrapped", changed = entries.some(({ migrationDigest }) => (migrationDigest ?? migration.digest) !== migration.digest);
  return !marks && changed ? "file-changed" : void 0;
}

// src/apply/unmanaged.ts
var shown = 5;
async function contentsOf(session, history, schemas) {
  let empty = await emptyHistories(session), rows = await session.query(objectsSql, [history.table, schemas ?? null, shown, empty]), found = await session.query(historiesSql, [history.table, history.columns]);
  return {
    objects: rows.map(({ kind, name }) => `${String(kind)} ${String(name)}`),
    total: Number(rows[0]?.total ?? 0),
    histories: history.columns.length === 0 ? [] : found.map(({ name }) => String(name))
  };
}
async function emptyHistories(session) {
  let rows = await session.query(
    `SELECT c.oid::text AS oid, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relname::text = ANY ($1::text[]) AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
       AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')`,
    [["flyway_schema_history", "schema_migrations", "__diesel_schema_migrations"]]
  ), empty = [];
  for (let { oid, name } of rows) {
    let [row] = await session.run(`SELECT EXISTS (SELECT FROM ${String(name)}) AS filled`);
    row?.filled === !1 && empty.push(String(oid));
  }
  return empty;
}
var objectsSql = `SELECT o.kind, pg_catalog.format('%I.%I', n.nspname, o.name) AS name, pg_catalog.count(*) OVER () AS total
  FROM (
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS catalog, c.oid, c.relnamespace AS namespace, c.relname AS name,
      CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table'
        ELSE 'table' END AS kind, CASE c.relkind WHEN 'r' THEN 1 WHEN 'p' THEN 1 ELSE 2 END AS place
    FROM pg_catalog.pg_class c
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.oid IS DISTINCT FROM pg_catalog.to_regclass($1)
      AND c.oid::text <> ALL ($4::text[])
    UNION ALL
    SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, p.pronamespace, p.proname, 'function', 3 FROM pg_catalog.pg_proc p
    UNION ALL
    SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, t.typnamespace, t.typname, 'type', 4
    FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    WHERE t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c'
  ) o
  JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
  WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'lockgate')
    AND ($2::text[] IS NULL OR n.nspname::text = ANY ($2::text[]))
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
  ORDER BY o.place, n.nspname, o.name LIMIT $3`, historiesSql = `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND c.oid IS DISTINCT FROM pg_catalog.to_regclass($1)
    AND (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname::text = ANY ($2::text[])) = pg_catalog.cardinality($2::text[])
  ORDER BY 1 LIMIT 5`;
function refuseUnmanaged(layout, history, tableExists, contents) {
  let { objects, total, histories } = contents;
  if (objects.length === 0) return;
  let more = total > objects.length ? ` and ${total - objects.length} more` : "", state = tableExists ? `its history table ${history.table} is empty` : `no history table ${history.table}`;
  throw new Failure(
    "no-history",
    `The target has ${objects.join(", ")}${more}, but ${state}: which migrations of ${layout.name} have run there is unknown, and running all of them could change its data twice. Nothing was changed.`,
    { help: helpFor(layout, histories) }
  );
}
function helpFor(layout, histories) {
  let baseline2 = "If these objects come from migrations of this directory, record them: `lockgate baseline --version VERSION` (add --dry-run to see which migrations then count as applied).";
  return histories.length === 0 ? `If the history is elsewhere, name it: ${layout.namesTable === !0 ? "`history-table` and `default-schema` in lockgate.yml" : "`default-schema` in lockgate.yml"} (or the same flags), or search_path in the URL. ${baseline2}` : `${histories.join(", ")} ${histories.length === 1 ? "looks" : "look"} like a history of ${layout.name}: name its schema (\`default-schema\`)${layout.namesTable === !0 ? " and its name (`history-table`)" : ""} in lockgate.yml or by flag, or check that this is the right database. ${baseline2}`;
}

// src/apply/history-state.ts
async function readState(session, history, migrations, facts, schemas) {
  return refusalsOf(`read the history table ${history.table}`, facts, async () => {
    let tableExists = (await session.query("SELECT pg_catalog.to_regclass($1) IS NOT NULL AS found", [history.table]))[0]?.found === !0, recorded = tableExists ? await session.run(history.read) : [], journal = await readJournal(session, history.table);
    return {
      tableExists,
      applied: history.parse(recorded, migrations),
      journal,
      stale: tableExists ? await staleJournals(session, history, migrations, journal) : /* @__PURE__ */ new Map(),
      ...recorded.length === 0 && journal.length === 0 ? { contents: await contentsOf(session, history, schemas) } : {}
    };
  });
}
async function staleJournals(session, history, migrations, journal) {
  let stale = /* @__PURE__ */ new Map();
  for (let migration of migrations) {
    let entries = journal.filter((entry) => entry.migration === migration.id);
    if (entries.length === 0) continue;
    let why = staleness(entries, migration, await readMark(session, history, migration));
    why !== void 0 && stale.set(migration.id, why);
  }
  return stale;
}
async function createHistory(session, history, facts, { exists = !1, schemas = [], rows = [] } = {}) {
  await refusalsOf(`create the history table ${history.table}`, facts, async () => {
    await session.run("BEGIN");
    try {
      let missing = history.recordSchemas === void 0 ? [] : await missingSchemas(session, schemas);
      for (let schema of missing) await session.run(`CREATE SCHEMA ${quoteIdentifier(schema)}`);
      if (!exists) for (let statement2 of history.create) await session.run(statement2);
      let marker = missing.length === 0 ? [] : history.recordSchemas?.(missing) ?? [];
      for (let { sql, parameters } of [...rows, ...marker]) await session.query(sql, parameters);
      await session.run("COMMIT");
    } catch (thrown) {
      throw isServerError(thrown) && await session.run("ROLLBACK"), thrown;
    }
  });
}
async function missingSchemas(session, schemas) {
  return schemas.length === 0 ? [] : (await session.query(
    "SELECT s.name FROM pg_catalog.unnest($1::text[]) WITH ORDINALITY AS s (name, place) WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname::text = s.name) ORDER BY s.place",
    [schemas]
  )).map(({ name }) => String(name));
}
async function forgetCompleted(session, history, state, migrations) {
  let checksums = new Map(
    migrations.filter(({ kind }) => kind === "repeatable").map(({ id, checksum }) => [id, checksum])
  ), done = new Set(
    state.applied.filter(({ id, succeeded, checksum }) => succeeded && (!checksums.has(id) || checksums.get(id) === checksum)).map(({ id }) => id)
  ), stale = new Set(state.journal.map(({ migration }) => migration).filter((id) => done.has(id)));
  for (let id of stale) {
    let { sql, parameters } = forgetMigration(history.table, id);
    await session.query(sql, parameters);
  }
}
async function refusalsOf(what, { user, schema, database }, work) {
  try {
    return await work();
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    let help = thrown.sqlstate === "42501" ? `Grant it to the user ${user} (GRANT USAGE, CREATE ON SCHEMA ${schema}, and the rights on the table), or connect as the owner.` : "Look at the message of the server.";
    throw new Failure("database", `The user ${user} could not ${what} in ${database}: ${messageOf(thrown)}.`, {
      help,
      cause: thrown
    });
  }
}

// src/apply/baseline.ts
async function baselineTarget(request, target) {
  let { layout, migrations, historyAt } = request, history = historyOf(layout, historyAt, target), schemas = managedSchemas(historyAt), state = await readState(target.worker, history, migrations, target, schemas), planned = baselineOf(request, history, state);
  if (planned.kind === "conflict" || request.dryRun) return planned;
  let { covered, version } = planned, rows = history.recordBaseline(covered, version);
  return await createHistory(target.worker, history, target, { exists: state.tableExists, schemas: schemas ?? [], rows }), { ...planned, kind: "recorded" };
}
function baselineOf({ layout, migrations, problems, version }, history, { applied, contents }) {
  let conflict = (message, help) => ({
    kind: "conflict",
    conflicts: [{ migration: version, path: null, message, help }]
  });
  if (contents === void 0)
    return conflict(
      `The history ${history.table} is not empty (${applied.length} ${applied.length === 1 ? "migration is" : "migrations are"} applied), so there is nothing to baseline.`,
      "Look at it with `lockgate status`. To record further migrations as applied, use the migration tool itself."
    );
  let unreadable = problems.filter(({ rule }) => rule !== "misnamed-file");
  if (unreadable.length > 0)
    return { kind: "conflict", conflicts: unreadable.map(({ message, help, place: place2 }) => ({
      migration: place2.path,
      path: place2.path,
      message,
      help
    })) };
  let versioned = migrations.filter(({ kind }) => kind !== "repeatable"), last = versioned.findIndex((one) => one.version === version || one.id === version), none = version === "0" && layout.baselineZero === !0;
  if (last < 0 && !none)
    return conflict(
      `No migration here has the version ${version}, so it is unknown which of them count as applied.`,
      "Name a version as the files spell it: the newest one whose changes are in the database."
    );
  if (contents.total === 0 && !none)
    return conflict(
      "The target is empty: it has nothing of what these migrations make.",
      "Run `lockgate apply`, or check that this is the right database."
    );
  let covered = versioned.slice(0, last + 1), done = new Set(covered.map(({ id }) => id));
  return {
    kind: "ready",
    historyTable: history.table,
    version: versioned[last]?.version ?? version,
    covered,
    pending: migrations.filter(({ id }) => !done.has(id)),
    objects: contents.objects,
    total: contents.total
  };
}

// src/apply/connect.ts
var pollMs = 500, tellEveryMs2 = 1e4;
function connectUntil(ports, signal) {
  return new Promise((resolve, reject) => {
    let giveUp = () => reject(new Failure("interrupted", "Interrupted while connecting to the database."));
    if (signal.aborted) return giveUp();
    signal.addEventListener("abort", giveUp, { once: !0 }), ports.connect(signal).then(
      (session) => signal.aborted ? void session.close().catch(() => {
      }) : resolve(session),
      (thrown) => reject(thrown)
    ).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
async function connectPatiently(ports, settings) {
  let { clock, signal, onEvent } = ports, start = clock.now(), told = Number.NEGATIVE_INFINITY;
  for (; ; ) {
    let askedAt = clock.now();
    try {
      return { session: await connectUntil(ports, signal), askedAt };
    } catch (thrown) {
      let waitedMs = clock.now() - start;
      if (!isNotReadyYet(thrown) || waitedMs >= settings.connectWaitMs) throw thrown;
      waitedMs - told >= tellEveryMs2 && (told = waitedMs, onEvent({ kind: "server-waiting", message: messageOf(thrown), waitedMs })), await clock.sleep(Math.min(pollMs, settings.connectWaitMs - waitedMs), signal);
    }
  }
}

// src/apply/live-session.ts
function lostConnection(why) {
  return new Error(`The connection to the database was lost: ${why}`);
}
function liveSession(session, clock, first, onLoss) {
  let supervise = first, waiting = 0, usedAt = clock.now(), dropped, rejectPending, last = Promise.resolve(), drop = (error) => {
    dropped === void 0 && (dropped = error, onLoss(error), rejectPending?.(error), session.close().catch(() => {
    }));
  }, supervised = async (work) => {
    if (dropped !== void 0) throw dropped;
    let ended = new AbortController(), cut2 = new Promise((_, reject) => {
      rejectPending = reject;
    });
    cut2.catch(() => {
    });
    try {
      let answer = work();
      return answer.catch(() => {
      }), supervise(ended.signal, drop), await Promise.race([answer, cut2]);
    } catch (thrown) {
      throw dropped === void 0 && isLoss(thrown) && onLoss(thrown), thrown;
    } finally {
      rejectPending = void 0, ended.abort();
    }
  }, inOrder = (work) => {
    waiting++;
    let result = last.then(() => supervised(work));
    return last = result.then(
      () => {
      },
      () => {
      }
    ), result.finally(() => {
      waiting--, usedAt = clock.now();
    });
  };
  return {
    pid: session.pid,
    handshakePid: session.handshakePid,
    pooler: session.pooler,
    run: (sql, rows, copyData) => inOrder(() => session.run(sql, rows, copyData)),
    query: (sql, parameters) => inOrder(() => session.query(sql, parameters)),
    onMessage: (listener) => session.onMessage(listener),
    close: () => dropped === void 0 ? session.close() : Promise.resolve(),
    drop,
    supervise: (next) => {
      supervise = next;
    },
    idleMs: () => waiting > 0 ? 0 : clock.now() - usedAt
  };
}
function isLoss(thrown) {
  return thrown instanceof Error && !isServerError(thrown) && !(thrown instanceof Failure);
}
var interruptedMs = 3e3;
function answersWithin(ms, clock, signal) {
  return async (ended, drop) => {
    await clock.sleep(ms, AbortSignal.any([ended, signal])), !ended.aborted && (signal.aborted && await clock.sleep(Math.min(ms, interruptedMs), ended), ended.aborted || drop(lostConnection(`no answer within ${Math.round(ms / 100) / 10} s`)));
  };
}
async function heartbeat(session, ms, clock, ended) {
  for (; !ended.aborted; ) {
    let left = ms - session.idleMs();
    if (left > 0) {
      await clock.sleep(left, ended);
      continue;
    }
    try {
      await session.run("SELECT 1");
    } catch (thrown) {
      if (!isServerError(thrown)) return;
    }
  }
}

// src/apply/lock.ts
var deployerKey = "7813573191458190437", workerKey = "7813573191458190438", pollMs2 = 500;
async function takeLocks(session, keys, waitMs, ports) {
  let sorted = [...new Set(keys)].sort((a, b) => BigInt(a) < BigInt(b) ? -1 : 1), start = ports.clock.now(), told = Number.NEGATIVE_INFINITY;
  for (; !ports.signal.aborted; ) {
    if (await tryLocks(session, sorted)) return { kind: "held" };
    let holders = await holdersOf(session, sorted), waitedMs = ports.clock.now() - start;
    if (waitedMs >= waitMs) return { kind: "given-up", holders };
    waitedMs - told >= 1e4 && (ports.onEvent({ kind: "lock-waiting", holders, waitedMs }), told = waitedMs), await ports.clock.sleep(Math.min(pollMs2 * (0.75 + Math.random() / 2), waitMs - waitedMs), ports.signal);
  }
  return { kind: "interrupted" };
}
async function tryLocks(session, sorted) {
  let taken = [];
  for (let key of sorted)
    if ((await session.query("SELECT pg_catalog.pg_try_advisory_lock($1::bigint) AS taken", [key]))[0]?.taken === !0) taken.push(key);
    else {
      for (let held of taken) await session.query("SELECT pg_catalog.pg_advisory_unlock($1::bigint)", [held]);
      return !1;
    }
  return !0;
}

// src/apply/guard.ts
function keeperKeys(history, database) {
  return [.../* @__PURE__ */ new Set([deployerKey, ...history.lockKeys(database)])];
}
async function stillOurs(run, migration) {
  let { target, history } = run;
  if (!await locksHeld(target, keeperKeys(history, target.database))) {
    let error = lostConnection("the lock that keeps other deployers out is not held any more");
    throw target.lose(error), error;
  }
  let found = history.parse(await rowsAbout(target, history, migration), [migration]).find(({ id }) => id === migration.id);
  if (found?.succeeded === !0 && !(migration.kind === "repeatable" && found.checksum !== migration.checksum))
    throw alreadyRecorded(history);
}
function rowsAbout({ worker }, history, { version, name }) {
  let text = version === "" ? name : version;
  return worker.query(
    `SELECT * FROM (SELECT h.*, pg_catalog.count(*) OVER () AS rows_in_all FROM (${history.read}) AS h) AS r
     WHERE r.rows_in_all < 100 OR pg_catalog.strpos(r::text, $1) > 0`,
    [text]
  );
}
async function locksHeld({ worker, backend, keeperBackend }, keys) {
  let [row] = await worker.query(
    `SELECT pg_catalog.pg_backend_pid() = $1 AS same, pg_catalog.count(DISTINCT (l.pid, l.classid, l.objid))::int AS held
     FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.mode = 'ExclusiveLock' AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
       AND ((l.pid = $1 AND a.backend_start::text = $2 AND ((l.classid::bigint << 32) | l.objid::bigint) = $3::bigint)
         OR (l.pid = $4 AND a.backend_start::text = $5 AND ((l.classid::bigint << 32) | l.objid::bigint) = ANY ($6::bigint[])))`,
    [backend.pid, backend.startedAt, workerKey, keeperBackend.pid, keeperBackend.startedAt, keys]
  );
  return row?.same === !0 && row.held === keys.length + 1;
}
function alreadyRecorded({ table: table2 }) {
  return Object.assign(new Error(`another deployer has recorded it in ${table2} meanwhile`), {
    sqlstate: "23505",
    detail: void 0,
    hint: "Run again: the history is read first.",
    offset: void 0
  });
}

// src/layouts/other-histories.ts
var knownHistories = [
  { tool: "Flyway", layout: "flyway", table: "flyway_schema_history", columns: ["installed_rank", "success"] },
  { tool: "Flyway", layout: "flyway", table: "schema_version", columns: ["installed_rank", "success"] },
  { tool: "diesel", layout: "diesel", table: "__diesel_schema_migrations", columns: ["version", "run_on"] },
  { tool: "golang-migrate", layout: "golang-migrate", table: "schema_migrations", columns: ["version", "dirty"] },
  { tool: "sqlx", table: "_sqlx_migrations", columns: ["version", "checksum"] },
  { tool: "refinery", table: "refinery_schema_history", columns: ["version", "checksum"] },
  { tool: "Prisma", table: "_prisma_migrations", columns: ["migration_name", "checksum"] },
  { tool: "goose", table: "goose_db_version", columns: ["version_id", "is_applied"] },
  { tool: "Liquibase", table: "databasechangelog", columns: ["orderexecuted", "exectype"] },
  { tool: "Hasura", schema: "hdb_catalog", table: "", columns: [] },
  { tool: "Supabase", schema: "supabase_migrations", table: "schema_migrations", columns: ["version"] },
  { tool: "Ecto", table: "schema_migrations", columns: ["version", "inserted_at"] },
  {
    tool: "Rails, dbmate or another tool that keeps versions only",
    table: "schema_migrations",
    columns: ["version"],
    without: ["dirty", "inserted_at"]
  },
  { tool: "Migratus", table: "schema_migrations", columns: ["id", "applied"], without: ["version"] },
  { tool: "Rails", table: "ar_internal_metadata", columns: ["key", "value", "environment"] },
  { tool: "pop (soda, buffalo)", table: "schema_migration", columns: ["version"] },
  { tool: "node-pg-migrate", table: "pgmigrations", columns: ["name", "run_on"] },
  { tool: "Knex", table: "knex_migrations", columns: ["name", "batch"] },
  { tool: "Atlas", table: "atlas_schema_revisions", columns: ["version", "hash"] },
  { tool: "Drizzle", table: "__drizzle_migrations", columns: ["hash", "created_at"] },
  { tool: "Alembic", table: "alembic_version", columns: ["version_num"] },
  { tool: "Django", table: "django_migrations", columns: ["app", "name", "applied"] },
  { tool: "sql-migrate", table: "gorp_migrations", columns: ["id", "applied_at"] },
  { tool: "bun", table: "bun_migrations", columns: ["name", "group_id"] },
  { tool: "go-pg migrations", table: "gopg_migrations", columns: ["version"] },
  { tool: "tern", table: "schema_version", columns: ["version"], without: ["installed_rank", "description"] },
  { tool: "Sequelize", table: "SequelizeMeta", columns: ["name"] },
  { tool: "TypeORM", table: "typeorm_migrations", columns: ["timestamp", "name"] },
  { tool: "TypeORM", table: "migrations", columns: ["timestamp", "name"] },
  { tool: "Laravel", table: "migrations", columns: ["migration", "batch"] },
  { tool: "db-migrate", table: "migrations", columns: ["name", "run_on"] },
  { tool: "rambler", table: "migrations", columns: ["migration"], without: ["batch"] },
  { tool: "marv", table: "migrations", columns: ["level", "checksum"] },
  { tool: "MikroORM", table: "mikro_orm_migrations", columns: ["name", "executed_at"] },
  { tool: "Entity Framework", table: "__EFMigrationsHistory", columns: ["MigrationId"] },
  { tool: "Entity Framework", table: "__ef_migrations_history", columns: ["migration_id"] },
  { tool: "DbUp", table: "schemaversions", columns: ["scriptname", "applied"] },
  { tool: "Evolve", table: "changelog", columns: ["installed_by", "checksum"] },
  { tool: "MyBatis Migrations", table: "changelog", columns: ["id", "applied_at", "description"] },
  { tool: "Play evolutions", table: "play_evolutions", columns: ["apply_script", "revert_script"] },
  { tool: "yoyo", table: "_yoyo_migration", columns: ["migration_id"] },
  { tool: "yoyo", table: "_yoyo_migrations", columns: [] },
  { tool: "postgrator", table: "schemaversion", columns: ["version", "md5"] },
  { tool: "graphile-migrate", schema: "graphile_migrate", table: "migrations", columns: ["hash", "previous_hash"] },
  { tool: "Sqitch", schema: "sqitch", table: "changes", columns: ["change_id"] },
  { tool: "pgroll", schema: "pgroll", table: "migrations", columns: ["migration"] },
  { tool: "reshape", schema: "reshape", table: "migrations", columns: ["actions"] },
  { tool: "Phinx", table: "phinxlog", columns: ["version", "migration_name"] },
  { tool: "Doctrine", table: "doctrine_migration_versions", columns: ["version", "executed_at"] },
  { tool: "SeaORM", table: "seaql_migrations", columns: ["version", "applied_at"] },
  { tool: "Bytebase", table: "migration_history", columns: ["issue_id", "payload"] }
], historyTables = {
  sql: `SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name,
      pg_catalog.array_agg(a.attname::pg_catalog.text) FILTER (WHERE a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped) AS columns
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
    WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,f}'::pg_catalog."char"[])
      AND (pg_catalog.lower(c.relname::pg_catalog.text) OPERATOR(pg_catalog.=) ANY ($1::pg_catalog.text[])
        OR n.nspname::pg_catalog.text OPERATOR(pg_catalog.=) ANY ($2::pg_catalog.text[]))
    GROUP BY 1, 2 ORDER BY 1, 2`,
  parameters: [
    [...new Set(knownHistories.flatMap(({ table: table2 }) => table2 === "" ? [] : [table2.toLowerCase()]))],
    knownHistories.flatMap(({ schema, table: table2 }) => table2 === "" && schema !== void 0 ? [schema] : [])
  ]
};
function otherHistories(rows, layout) {
  let found = /* @__PURE__ */ new Map();
  for (let row of rows) {
    let [schema, table2] = [String(row.schema), String(row.name)], columns2 = new Set(Array.isArray(row.columns) ? row.columns.map((name) => String(name).toLowerCase()) : []), known = knownHistories.find((one) => isTable(one, schema, table2, columns2));
    if (known === void 0 || known.layout === layout) continue;
    let key = `${known.tool} ${schema}`;
    found.has(key) || found.set(key, { tool: known.tool, schema, table: table2 });
  }
  return [...found.values()];
}
function isTable(known, schema, table2, columns2) {
  let has = (name) => columns2.has(name.toLowerCase());
  return (known.schema === void 0 || known.schema === schema) && (known.table === "" || known.table.toLowerCase() === table2.toLowerCase()) && known.columns.every(has) && !(known.without ?? []).some(has);
}

// src/apply/other-histories.ts
async function refuseOtherHistories(session, layout, database) {
  let rows = await session.query(historyTables.sql, historyTables.parameters), others = otherHistories(rows, layout.name);
  if (others.length === 0) return;
  let named = others.map(
    ({ tool, schema, table: table2 }) => `${quoteIdentifier(schema)}.${quoteIdentifier(table2)} (${tool})`
  );
  throw new Failure(
    "bad-input",
    `${database} holds the history of another migration tool: ${named.join(", ")}. What that tool has applied, ${layout.name} would apply a second time.`,
    {
      help: `Name the layout of the tool that runs this database's migrations. If the team has moved to ${layout.name} and the table is left over, rename or drop it first.`
    }
  );
}

// src/apply/doubt.ts
function doubtOf(statement2) {
  let [change, ...more] = statement2.changes;
  if (isSessionState(statement2)) return { kind: "again" };
  if (change === void 0 || more.length > 0) return { kind: "unknown" };
  switch (change.kind) {
    case "create-index":
      return change.concurrently && change.index !== void 0 ? { kind: "index", index: change.index, table: change.table } : { kind: "unknown" };
    case "drop":
      return change.object === "index" && change.concurrently ? { kind: "dropped-index", names: change.names } : { kind: "unknown" };
    case "detach-partition":
      return change.concurrently && !change.finalize ? { kind: "detached", table: change.table, partition: change.partition } : { kind: "unknown" };
    case "vacuum":
    case "analyze":
    case "reindex":
    case "cluster":
    case "alter-system":
    case "set-constraints":
      return { kind: "again" };
    // Takes its lock and lets it go at once (outside a transaction PostgreSQL refuses it anyway).
    case "lock-table":
      return { kind: "again" };
    default:
      return { kind: "unknown" };
  }
}

// src/apply/history-conflicts.ts
function historyConflicts(input) {
  let byId = new Map(input.migrations.map((migration) => [migration.id, migration]));
  return [
    ...input.applied.flatMap((applied) => appliedConflicts(applied, byId.get(applied.id), input)),
    ...lateConflicts(input),
    ...rollbackConflicts(input)
  ];
}
function appliedConflicts(applied, migration, { journal }) {
  let path = migration?.path ?? null, conflict = (message, help) => [
    { migration: applied.id, path, message, help }
  ];
  return applied.validation === "accepted" ? [] : applied.validation !== void 0 ? conflict(applied.validation.message, applied.validation.help) : migration === void 0 ? conflict(
    `${nameOf(applied)} is in the history of this database, but its file is gone: the directory is not the one this database was made from.`,
    "Bring the file back (is the branch older than the database?), or have the migration tool forget it."
  ) : applied.succeeded ? migration.kind !== "versioned" || applied.checksum === null || applied.checksum === migration.checksum ? [] : conflict(
    `${nameOf(applied)} was changed after it was applied: the history has checksum ${applied.checksum}, the file has ${migration.checksum ?? "none"}.`,
    "Put the file back as it was applied and write a new migration for the change. If only comments or blanks differ, the migration tool can accept the new checksum (`flyway repair`)."
  ) : journal.some((entry) => entry.migration === applied.id) ? [] : conflict(
    `${nameOf(applied)} is marked as failed in the history: it is not known how much of it was done.`,
    "Look what is there, complete or undo it by hand, then clear the mark as the migration tool has it (`flyway repair`, `migrate force <version>`)."
  );
}
function rollbackConflicts({ journal, migrations }) {
  return [...new Set(journal.flatMap(({ direction, migration }) => direction === "down" ? [migration] : []))].map((id) => ({
    migration: id,
    path: migrations.find((migration) => migration.id === id)?.path ?? null,
    message: `By Lockgate's journal, a rollback of ${id} is half done.`,
    help: "Finish it with the version of Lockgate that began it."
  }));
}
function nameOf({ id, version }) {
  return version === "" ? id : `Version ${version}`;
}
function lateConflicts({ layout, migrations, applied }) {
  if (layout.lateVersion === "runs") return [];
  let done = new Set(applied.map((one) => one.id)), versioned = migrations.filter((migration) => migration.kind === "versioned"), newest = newestApplied(layout, versioned, applied);
  if (newest === void 0) return [];
  let isLate = (migration) => layout.compareVersions === void 0 ? versioned.indexOf(migration) < versioned.findIndex(({ version }) => version === newest) : layout.compareVersions(migration.version, newest) < 0, what = layout.lateVersion === "refused" ? `${layout.name} refuses it` : `${layout.name} would skip it in silence, now and for ever`;
  return versioned.filter((migration) => !done.has(migration.id) && isLate(migration)).map(({ id, version, path }) => ({
    migration: id,
    path,
    message: `Version ${version} came in after version ${newest} was applied: ${what}.`,
    help: "Give it a version above the newest applied one."
  }));
}
function newestApplied({ compareVersions }, versioned, applied) {
  if (compareVersions === void 0) {
    let done = new Set(applied.map((one) => one.id));
    return versioned.findLast(({ id }) => done.has(id))?.version;
  }
  return applied.map(({ version }) => version).filter((version) => version !== "").reduce(
    (best, one) => best === void 0 || compareVersions(one, best) > 0 ? one : best,
    void 0
  );
}

// src/apply/proof-conflicts.ts
function proofConflicts(proof, pending, { layout, migrations, applied }) {
  if (pending.length === 0) return [];
  let whole = wholeProofConflict(proof, layout);
  if (whole !== void 0) return [whole];
  let proved = new Map(proof.migrations.map((migration) => [migration.id, migration])), known = /* @__PURE__ */ new Set([...migrations.map(({ id }) => id), ...applied.map(({ id }) => id)]), lastNeeded = proof.migrations.findLastIndex(({ id }) => pending.some((migration) => migration.id === id)), missing = proof.migrations.slice(0, Math.max(lastNeeded, 0)).filter(({ id }) => !known.has(id));
  return [
    ...pending.flatMap((migration) => oneConflict(migration, proved.get(migration.id)?.digest)),
    ...baseConflicts(proof, migrations, applied),
    ...missing.map(({ id, path }) => ({
      migration: id,
      path,
      message: "The proof ran this migration before others that are to be applied now, and its file is gone.",
      help: "Deploy the commit that was proved, or run `lockgate check --proof` on this one."
    }))
  ];
}
function baseConflicts(proof, migrations, applied) {
  let done = new Set(applied.filter(({ succeeded }) => succeeded).map(({ id }) => id)), here = new Set(migrations.map(({ id }) => id)), behind = proof.migrations.filter((one) => !one.new && here.has(one.id) && !done.has(one.id)), [first, ...others] = behind;
  if (first === void 0) return [];
  let which = others.length === 0 ? "this migration" : `this migration and ${others.length} more`;
  return [
    {
      migration: first.id,
      path: first.path,
      message: `The proof began with ${which} applied, and this database has not applied ${others.length === 0 ? "it" : "them"}: the proof does not hold for it.`,
      help: "Apply the earlier migrations first, with their own proof (`--to` stops after a version). Or prove all that this database needs: `lockgate check --proof` with `--since` naming the commit that was deployed here last, or without `--since` for an empty database."
    }
  ];
}
function wholeProofConflict(proof, layout) {
  if (proof.layout !== layout.name)
    return {
      migration: "",
      path: null,
      message: `The proof is for migrations of ${proof.layout}, and this directory is read as ${layout.name}.`,
      help: "Give the proof that was made for this directory, or name the layout."
    };
  if (proof.verdict.outcome !== "block") return;
  let reasons = proof.verdict.reasons.map(({ message }) => message).join(" ");
  return {
    migration: "",
    path: null,
    message: `The check that wrote this proof blocked these migrations${reasons === "" ? "." : `: ${reasons}`}`,
    help: "Resolve what the check found, and deploy with the proof of a check that passed."
  };
}
function oneConflict(migration, provedDigest) {
  return provedDigest === void 0 ? [
    {
      migration: migration.id,
      path: migration.path,
      message: "It was not proved: the proof does not hold it.",
      help: "Run `lockgate check --proof` on a commit that holds it, and deploy with that proof."
    }
  ] : provedDigest === migration.digest ? [] : [
    {
      migration: migration.id,
      path: migration.path,
      message: `Its bytes are not those that were proved: the proof has ${provedDigest}, here it is ${migration.digest}.`,
      help: "Deploy the commit that was proved. If only line endings differ, stop git from changing them (.gitattributes: `*.sql -text`)."
    }
  ];
}

// src/apply/plan.ts
function planOf(asked) {
  let input = { ...asked, migrations: migrationsFor(asked, asked.applied) }, pending = pendingOf(input);
  if (pending === void 0) return { kind: "conflict", conflicts: [unknownTarget(input.to)] };
  let conflicts = [
    ...historyConflicts(input),
    ...directoryConflicts(input.problems),
    ...directoryConflicts(carriedProblems(input.layout, pending)),
    ...pending.flatMap(scriptConflicts),
    ...input.proof === void 0 ? [] : proofConflicts(input.proof, pending, input)
  ], steps = [];
  for (let migration of pending) {
    let entries = input.journal.filter((entry) => entry.migration === migration.id), step = stepOf(migration, entries, input.stale?.get(migration.id), input.resume);
    "conflict" in step ? conflicts.push(step.conflict) : steps.push(step.step);
  }
  if (conflicts.length > 0) return { kind: "conflict", conflicts };
  let notes = [
    ...input.problems.filter(isSkippedFile).map(noteOf),
    ...input.applied.flatMap(futureNote),
    ...steps.flatMap(resumeNote)
  ];
  return steps.length === 0 ? { kind: "nothing", applied: input.applied.length, notes } : { kind: "ready", steps, notes };
}
function allMigrations(reading) {
  return [...reading.superseded ?? [], ...reading.migrations];
}
function migrationsFor(reading, applied) {
  if (applied.every(({ version }) => version === "")) return reading.migrations;
  let done = new Set(applied.map(({ id }) => id));
  return allMigrations(reading).filter(({ id, kind }) => kind !== "baseline" || done.has(id));
}
function futureNote({ version, validation, succeeded }) {
  return validation !== "accepted" ? [] : [
    `Version ${version} of the history is newer than all files here${succeeded ? "" : ", and it is marked as failed"}: this directory is older than the database.`
  ];
}
function pendingOf({ migrations, applied, to }) {
  let byId = new Map(applied.map((one) => [one.id, one])), last = to === void 0 ? migrations.length - 1 : migrations.findIndex((one) => one.version === to || one.id === to);
  if (!(last < 0 && to !== void 0))
    return migrations.slice(0, last + 1).filter((migration) => {
      let done = byId.get(migration.id);
      return done === void 0 || !done.succeeded ? !0 : migration.kind === "repeatable" && done.checksum !== migration.checksum;
    });
}
function unknownTarget(to) {
  return {
    migration: to,
    path: null,
    message: `No migration here has the version ${to}, so it is not known where to stop.`,
    help: "Name a version as the files spell it, or leave the target version away to apply all."
  };
}
function isSkippedFile(problem) {
  return problem.rule === "misnamed-file";
}
function directoryConflicts(problems) {
  return problems.filter((problem) => !isSkippedFile(problem)).map(({ message, help, place: place2 }) => ({ migration: place2.path, path: place2.path, message, help }));
}
function noteOf({ place: place2, message }) {
  return `${place2.path}: ${message}`;
}
function scriptConflicts({ id, up }) {
  let unreadable = up.problems.map(({ message: message2, help, place: place2 }) => ({
    migration: id,
    path: place2.path,
    message: `Line ${place2.line}: ${message2}`,
    help
  }));
  return unitsOf(up).some((unit) => unit.kind === "transaction" && unit.closed === "open") ? [...unreadable, { migration: id, path: up.path, message: "The script begins a transaction that it never commits: nothing of it would last.", help: "Add the COMMIT at its end." }] : unreadable;
}
function stepOf(migration, entries, stale, resume) {
  let { statements, path } = migration.up, conflict = (message, help) => ({ conflict: { migration: migration.id, path, message, help } });
  if (resume === "restart")
    return { step: { migration, done: [], ...entries.length === 0 ? {} : { restarts: !0 } } };
  if (stale !== void 0 && resume === void 0) return conflict(staleMessage(stale, entries), staleHelp);
  for (let entry of entries) {
    if (entry.statement === underWay || entry.state === "failed") continue;
    let statement3 = statements[entry.statement];
    if (statement3 === void 0 || textDigest(statement3) !== entry.textDigest)
      return conflict(
        `It is half done, and its statement ${entry.statement + 1}, which has run, is not the one in the file any more.`,
        "Put back the statements that have run, as they were. Or undo by hand what they did, and run it from its first statement: `lockgate apply --resume restart`."
      );
  }
  let done = entries.filter((entry) => entry.state === "done" && entry.statement !== underWay).map((entry) => entry.statement), begun = entries.find((entry) => entry.state === "begun")?.statement, statement2 = begun === void 0 ? void 0 : statements[begun];
  return begun === void 0 || statement2 === void 0 ? { step: { migration, done } } : resume === "skip" ? { step: { migration, done: [...done, begun] } } : resume === void 0 && doubtOf(statement2).kind === "unknown" ? conflict(
    `Its statement ${begun + 1} (line ${statement2.span.start.line}) was begun by an earlier run, and nobody saw how it ended.`,
    "Look whether its effect is there. Then go on with `lockgate apply --resume skip` if it is done, or `--resume retry` to run it again."
  ) : { step: { migration, done, inDoubt: begun } };
}
var staleReasons = {
  "mark-gone": "the row that it left in the history is gone: the migration was repaired or forced since",
  "other-mark": "the row in the history that marks the failure is not the one it left: the migration tool has run since",
  "file-changed": "the file was changed since, and the history holds no row that would show whether its effects were undone"
};
function staleMessage(stale, entries) {
  let ran = entries.filter(({ statement: statement2, state }) => statement2 !== underWay && state !== "failed").map(({ statement: statement2 }) => statement2 + 1);
  return `It is half done: by Lockgate's journal ${ran.length === 1 ? `statement ${ran[0]} has` : `statements ${ran.join(", ")} have`} run. But ${staleReasons[stale]}.`;
}
var staleHelp = "Look at the database. If nothing of these statements is left, run the file from its first statement: `lockgate apply --resume restart`. If all of them are still in effect, continue after them: `lockgate apply --resume retry`.";
function resumeNote({ migration, done, inDoubt, restarts }) {
  if (restarts === !0) return [`${migration.path} is half done, and runs again from its first statement.`];
  if (done.length === 0 && inDoubt === void 0) return [];
  let doubt = inDoubt === void 0 ? "" : `; the end of statement ${inDoubt + 1} is looked up first`, which = done.length === 1 ? "statement has" : "statements have";
  return [`${migration.path} is half done: ${done.length} ${which} run already${doubt}.`];
}

// src/apply/watch-backend.ts
var looksPerAnswer = 10, idleLooks = 4, stuckAnswers = 6, endAfterMs = 2e3, dropAfterMs = 4e3;
function whileServerWorks(keeper, backend, { answerMs }, { clock, signal }) {
  let lookMs = answerMs / looksPerAnswer;
  return async (ended, drop) => {
    let interruptedAt, last = "", looks = 0, end = async (why) => {
      await endBackend(keeper, backend).catch(() => {
      }), drop(lostConnection(why));
    };
    for (; ; ) {
      if (await clock.sleep(interruptedAt === void 0 ? lookMs : Math.min(lookMs, 500), ended), ended.aborted) return;
      if (signal.aborted) {
        interruptedAt ??= clock.now();
        let ms = clock.now() - interruptedAt;
        if (ms >= dropAfterMs) return drop(lostConnection("it did not end when it was interrupted"));
        ms >= endAfterMs && await endBackend(keeper, backend).catch(() => {
        });
      }
      let seen = await look(keeper, backend).catch(() => {
      });
      if (seen === void 0 || ended.aborted) return;
      if (looks = seen.key === last ? looks + 1 : 1, last = seen.key, seen.state === "gone" && looks >= 2) return drop(lostConnection("the server has ended it"));
      if (seen.state === "answered" && looks >= idleLooks)
        return end("the server has answered, but nothing arrived here");
      if (seen.state === "sends" && looks >= looksPerAnswer * stuckAnswers)
        return end("the server could not send its answer");
    }
  };
}
async function look(keeper, { pid, startedAt }) {
  let [row] = await keeper.query(
    `SELECT a.state, a.state_change::text AS changed, a.wait_event_type = 'Client' AS sends
     FROM pg_catalog.pg_stat_activity a WHERE a.pid = $1 AND a.backend_start::text = $2`,
    [pid, startedAt]
  );
  if (row === void 0) return { state: "gone", key: "gone" };
  let key = `${row.state} ${row.changed} ${row.sends}`;
  return String(row.state).startsWith("idle") ? { state: "answered", key } : { state: row.sends === !0 ? "sends" : "works", key };
}
async function endBackend(session, { pid, startedAt }) {
  await session.query(
    "SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_activity a WHERE a.pid = $1 AND a.backend_start::text = $2",
    [pid, startedAt]
  );
}

// src/apply/target.ts
async function openTarget(ports, settings, moment = "start") {
  let { clock, signal } = ports, sessions = [], lost, lose = (error) => {
    lost ??= error;
    for (let session of sessions) session.drop(error);
  }, join = async () => {
    let { session: raw, askedAt } = moment === "start" ? await connectPatiently(ports, settings) : { askedAt: clock.now(), session: await connectUntil(ports, signal) }, session = liveSession(raw, clock, answersWithin(settings.answerMs, clock, signal), lose);
    sessions.push(session);
    let opened = { session, ...await readFacts(session), connectedForMs: clock.now() - askedAt };
    return refusePooler(opened), requireWriter(opened), opened;
  }, ended = new AbortController(), close = async () => {
    ended.abort(), await closeAll(sessions);
  };
  try {
    let first = await join(), second = await join();
    await refuseSharing(first.session, second.session, clock);
    let [worker, keeper] = [first.session, second.session];
    await worker.run(sessionSql(settings)), await keeper.run(keeperSql(settings)), worker.supervise(whileServerWorks(keeper, first.backend, settings, ports));
    for (let session of sessions) heartbeat(session, settings.abandonMs, clock, ended.signal);
    return listenTo(worker, first, ports), { ...first, worker, keeper, keeperBackend: second.backend, lost: () => lost, lose, close };
  } catch (thrown) {
    throw await close(), lost === void 0 ? thrown : unreachable(lost);
  }
}
function listenTo(worker, facts, { onEvent }) {
  let { serverVersion, database, user } = facts;
  onEvent({ kind: "connected", server: `PostgreSQL ${serverVersion}`, database, user }), worker.onMessage(({ severity, message }) => {
    (severity === "NOTICE" || severity === "WARNING") && onEvent({ kind: "server-message", severity, message });
  });
}
function keeperSql(settings) {
  let answerMs = Math.round(settings.answerMs);
  return `SET lock_timeout = ${Math.min(Math.round(settings.lockTimeoutMs) || answerMs, Math.ceil(answerMs / 2))}; SET statement_timeout = ${answerMs}; ${abandonedSql(settings)}`;
}
function unreachable(lost) {
  return new Failure("no-database", `${messageOf(lost)}.`, {
    help: "Look whether the server is under heavy load or the network between here and there holds back packets, then run again.",
    cause: lost
  });
}
async function closeAll(sessions) {
  await Promise.allSettled(sessions.map((session) => session.close()));
}
async function readFacts(session) {
  let [row] = await session.query(
    `SELECT pg_catalog.pg_is_in_recovery() AS standby, pg_catalog.current_setting('transaction_read_only') = 'on' AS read_only,
       pg_catalog.current_setting('server_version') AS version, pg_catalog.pg_postmaster_start_time()::text AS server_start,
       pg_catalog.current_database() AS database, session_user AS "user", coalesce(pg_catalog.current_schema(), '') AS schema,
       pg_catalog.current_setting('role') AS role, a.pid, a.backend_start::text AS backend_start,
       (extract(epoch FROM pg_catalog.clock_timestamp() - a.backend_start) * 1000)::float8 AS age
     FROM pg_catalog.pg_stat_activity a WHERE a.pid = pg_catalog.pg_backend_pid()`,
    []
  );
  if (row === void 0) throw new Failure("database", "The server does not show this connection in pg_stat_activity.");
  return {
    serverVersion: String(row.version),
    serverStartedAt: String(row.server_start),
    database: String(row.database),
    user: String(row.user),
    schema: String(row.schema),
    role: String(row.role),
    backend: { pid: Number(row.pid), startedAt: String(row.backend_start) },
    backendAgeMs: Number(row.age),
    readOnly: row.standby === !0 ? "standby" : row.read_only === !0 ? "setting" : void 0
  };
}
function requireWriter({ readOnly }) {
  if (readOnly === "standby")
    throw new Failure("no-database", "The target is a reader (a standby in recovery): nothing can be changed there.", {
      help: "Connect to the writer: for Aurora the cluster endpoint (`\u2026.cluster-\u2026`), not the reader endpoint (`\u2026.cluster-ro-\u2026`)."
    });
  if (readOnly === "setting")
    throw new Failure(
      "no-database",
      "The target is read-only (transaction_read_only is on): nothing can be changed there.",
      {
        help: "Connect to the writer. If it is the writer, look for default_transaction_read_only at the server, the database and the role."
      }
    );
}

// src/apply/reconnect.ts
var endOldMs = 2500;
function lossMessage(lost) {
  return messageOf(lost).replace(/^The connection to the database was lost: /, "");
}
function endedOnCommand(lost) {
  let { cause } = lost;
  return cause instanceof Error && "code" in cause && cause.code === "57P01";
}
async function reconnect(ports, settings, lost, old) {
  for (let attempt4 = 1; ; attempt4++) {
    if (ports.signal.aborted) return interruptedWithout(ports, old);
    let delayMs = attempt4 === 1 ? 200 : Math.min(settings.retryDelayMs * 2 ** (attempt4 - 2), 1e4);
    if (ports.onEvent({ kind: "connection-lost", message: lossMessage(lost), attempt: attempt4, delayMs }), await ports.clock.sleep(delayMs, ports.signal), ports.signal.aborted) return interruptedWithout(ports, old);
    let target;
    try {
      target = await openTarget(ports, settings, "reconnect");
      for (let backend of old) await endBackend(target.keeper, backend);
      return ports.onEvent({ kind: "reconnected" }), target;
    } catch (thrown) {
      if (await target?.close(), ports.signal.aborted) return interruptedWithout(ports, old);
      if (isWorthReconnecting(thrown) && attempt4 < settings.reconnects) continue;
      return thrown instanceof Failure ? thrown : new Failure("no-database", messageOf(thrown), { cause: thrown });
    }
  }
}
async function interruptedWithout(ports, old) {
  let limit = AbortSignal.timeout(endOldMs);
  try {
    let raw = await connectUntil(ports, limit), session = liveSession(raw, ports.clock, answersWithin(endOldMs, ports.clock, limit), () => {
    });
    for (let backend of old) await endBackend(session, backend);
    await session.close();
  } catch {
  }
  return new Failure("interrupted", "Interrupted after the connection was lost.");
}

// src/apply/progress.ts
function noteLoss(progress, error, sameServer) {
  let id = progress.current?.migration.id ?? "", count2 = (progress.losses.get(id)?.count ?? 0) + 1;
  progress.losses.set(id, { count: count2, error, onPurpose: sameServer && endedOnCommand(error) });
}
function settleCurrent(progress, { applied }, now) {
  let { current } = progress;
  if (current === void 0) return;
  let { migration, startedAt, ran } = current, found = applied.find(({ id }) => id === migration.id);
  found?.succeeded === !0 && (migration.kind === "repeatable" && found.checksum !== migration.checksum || (progress.done.push({ migration, ms: now - startedAt, statements: ran }), progress.current = void 0));
}

// src/apply/parts.ts
function partsOf(script) {
  let units = unitsOf(script), parts = units.length === 0 ? [{ kind: "transaction", begin: !0, end: "lockgate", statements: [] }] : units.map(partOf), last = parts.at(-1), recordInLast = last?.kind === "transaction" && last.end === "lockgate", lasting = parts.filter((part) => part.kind === "transaction" || !isSessionState(part.statement));
  return { parts, atomic: recordInLast && lasting.length === 1, recordInLast };
}
function partOf(unit) {
  if (unit.kind === "autocommit") {
    let [statement2] = unit.statements;
    return canShareTransaction(statement2) ? { kind: "transaction", begin: !0, end: "lockgate", statements: [statement2] } : { kind: "alone", statement: statement2 };
  }
  let [first] = unit.statements;
  return { kind: "transaction", begin: !(unit.opened === "script" && first !== void 0 && transactionAction(first)?.action === "begin"), end: {
    runner: "lockgate",
    open: "lockgate",
    commit: "script-commits",
    rollback: "script-rolls-back"
  }[unit.closed], statements: unit.statements };
}
function statementsOf(part) {
  return part.kind === "alone" ? [part.statement] : part.statements;
}

// src/apply/invalid-index.ts
async function indexState(run, { index, table: table2 }) {
  let [row] = await run.target.worker.query(
    `SELECT i.indisvalid AND i.indisready AND i.indislive AS valid, n.nspname AS schema, c.relname AS name,
       EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = c.oid AND p.datid =
         (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())) AS busy
     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE i.indrelid = pg_catalog.to_regclass($1) AND c.relkind = 'i' AND c.relname = $2::text::name`,
    [quoteName(table2), index]
  );
  return row === void 0 ? { kind: "absent" } : row.valid === !0 ? { kind: "valid" } : row.busy === !0 ? { kind: "busy" } : { kind: "invalid", qualified: quoteName({ schema: String(row.schema), name: String(row.name) }) };
}
async function removeInvalid(run, build, place2, seen) {
  let state = await indexState(run, build);
  if (state.kind === "busy") throw busyIndex(build.index);
  state.kind === "invalid" && (await watched(run, place2, () => run.target.worker.run(`DROP INDEX CONCURRENTLY IF EXISTS ${state.qualified}`), seen), run.ports.onEvent({ kind: "invalid-index-dropped", index: state.qualified, ...place2 }));
}
function busyIndex(index) {
  return Object.assign(new Error(`another session is building the index "${index}" at this moment`), {
    sqlstate: "55006",
    detail: void 0,
    hint: "Wait until it is done, then run again.",
    offset: void 0
  });
}
function quoteName({ schema, name }) {
  return schema === void 0 ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

// src/apply/run-alone.ts
async function runAlone(run, migration, statement2, current, placeOf) {
  let limits = limitsFor(migration.up, statement2, run);
  limits !== void 0 && await run.target.worker.run(limits.lift);
  let result = await withRetries(run, !1, placeOf, () => attempt2(run, migration, statement2, current, placeOf));
  return limits !== void 0 && await run.target.worker.run(limits.restore), result;
}
async function attempt2(run, migration, statement2, current, placeOf) {
  let { keeper, worker } = run.target, seen = { blockers: [] }, row = { history: run.history.table, migration, statement: statement2, pid: worker.pid }, recorded = !isSessionState(statement2);
  try {
    let build = concurrentBuild(statement2);
    build !== void 0 && await removeInvalid(run, build, placeOf(statement2), seen), recorded && await record(keeper, row, "begun");
  } catch (thrown) {
    return failedOr(run, thrown, statement2, seen);
  }
  let result = await runStatement(run, statement2, current, placeOf, seen);
  return mayLiftLimits(statement2) && await run.target.worker.run(abandonedSql(run.settings)), recorded && await record(keeper, row, stateAfter(result, statement2)), result;
}
function stateAfter(result, statement2) {
  return result.kind === "done" ? "done" : statement2.changes.some(({ kind }) => kind === "call" || kind === "do" || kind === "opaque") ? "begun" : "failed";
}
function concurrentBuild(statement2) {
  let doubt = doubtOf(statement2);
  return doubt.kind === "index" ? doubt : void 0;
}
function limitsFor(script, statement2, { settings }) {
  if (refusedInTransaction(statement2) === void 0) return;
  let before = script.statements.slice(0, statement2.index), concurrent = statement2.changes.some((change2) => "concurrently" in change2 && change2.concurrently), lift = [], restore = [], change = (name, ms) => {
    setsParameter(before, name) || (lift.push(`SET ${name} = 0`), restore.push(`SET ${name} = ${Math.round(ms)}`));
  };
  return change("statement_timeout", settings.statementTimeoutMs), concurrent && change("lock_timeout", settings.lockTimeoutMs), lift.length === 0 ? void 0 : { lift: lift.join("; "), restore: restore.join("; ") };
}

// src/apply/settle.ts
async function settle(run, statement2) {
  let doubt = doubtOf(statement2);
  switch (doubt.kind) {
    case "index": {
      let { kind } = await indexState(run, doubt);
      return kind === "valid" ? { kind: "done", why: "the index is there and valid" } : { kind: "again" };
    }
    case "dropped-index":
      return await anyExists(run, doubt.names) ? { kind: "again" } : { kind: "done", why: "the index is gone" };
    case "detached":
      return detachState(run, doubt.table, doubt.partition);
    case "again":
    case "unknown":
      return { kind: "again" };
  }
}
async function anyExists(run, names) {
  let [row] = await run.target.worker.query(
    "SELECT EXISTS (SELECT FROM pg_catalog.unnest($1::text[]) AS name WHERE pg_catalog.to_regclass(name) IS NOT NULL) AS found",
    [names.map(quoteName)]
  );
  return row?.found === !0;
}
async function detachState(run, table2, partition) {
  let [row] = await run.target.worker.query(
    `SELECT inhdetachpending AS pending FROM pg_catalog.pg_inherits
     WHERE inhparent = pg_catalog.to_regclass($1) AND inhrelid = pg_catalog.to_regclass($2)`,
    [quoteName(table2), quoteName(partition)]
  );
  return row === void 0 ? { kind: "done", why: "the partition is detached" } : row.pending !== !0 ? { kind: "again" } : { kind: "finish", sql: `ALTER TABLE ${quoteName(table2)} DETACH PARTITION ${quoteName(partition)} FINALIZE` };
}

// src/apply/stop.ts
function stopReason({ target, settings }, migration, result, leftover) {
  if (result.kind === "done") return;
  if (result.kind === "interrupted")
    return interruptedReason(migration, result.statement, leftoverText(leftover, target));
  let { statement: statement2, error, blockers } = result, where = statement2 === null ? leftover.kind === "no-journal" ? "making the table lockgate.journal" : leftover.kind === "not-begun" ? "recording its start" : leftover.kind === "all-but-record" ? "its record in the history" : "its record or its commit" : `statement ${statement2.index + 1} of ${migration.up.statements.length} (line ${statement2.span.start.line})`, details = [error.detail, error.hint].filter((text) => text !== void 0 && text !== ""), held = error.sqlstate === "55P03" && blockers.length > 0 ? ` Held by ${describeBlockers(blockers)}.` : "";
  return {
    migration,
    statement: statement2,
    sqlstate: error.sqlstate,
    message: `${migration.path}: ${where} failed: ${[error.message, ...details].join(" \u2014 ")}.${held}`,
    help: [
      leftoverText(leftover, target),
      leftover.kind === "no-journal" ? "" : advice(error.sqlstate, error.message, target, settings.statementTimeoutMs)
    ].filter((text) => text !== "").join(" ")
  };
}
function interruptedReason(migration, statement2, leftover) {
  return {
    migration,
    statement: statement2,
    sqlstate: null,
    message: "Interrupted: what was running was cancelled.",
    help: leftover === "" ? "Run again to go on with what is left." : leftover
  };
}
function leftoverText(leftover, target) {
  switch (leftover.kind) {
    case "nothing":
      return "The migration was rolled back, nothing of it is left. Running again starts with it.";
    case "not-begun":
      return "None of its statements was run. Running again starts with it.";
    case "no-journal":
      return `It does not run in one transaction, so Lockgate notes each statement in a table of its own; nothing was begun. Allow that once: GRANT CREATE ON DATABASE ${quoteIdentifier(target.database)} TO ${quoteIdentifier(target.user)}.`;
    case "all-but-record":
      return "All its statements have run and stay. Running again only writes the missing record.";
    case "journaled": {
      let { finished, alone } = leftover, stays = finished === 0 ? "No statement of it has taken effect." : `${finished === 1 ? "One statement of it has" : `${finished} statements of it have`} run and stay.`, index = alone !== void 0 && concurrentBuild(alone) !== void 0 ? " It may have left an INVALID index, which the next run drops and builds again." : "";
      return `${stays}${index} Running again goes on with the statement that failed.`;
    }
  }
}
function advice(sqlstate, message, target, statementTimeoutMs) {
  switch (sqlstate) {
    case "55P03":
      return "Run again when the other session is done, or at a quieter hour; a longer lock_timeout makes everyone else queue.";
    case "40P01":
      return "Run again: the other transaction is over by then.";
    case "57014":
      return message.includes("statement timeout") ? `It ran into the statement timeout of ${statementTimeoutMs} ms; do the work in smaller batches, or raise the limit.` : "Somebody cancelled it.";
    case "42501":
      return `Grant the user ${target.user} what is missing, or connect as the owner.`;
    default:
      return "";
  }
}

// src/apply/run-migration.ts
async function runMigration(run, step, current, place2) {
  let { migration } = step, { statements } = migration.up, placeOf = (statement2) => ({ ...place2, statement: statement2, of: statements.length }), cut2 = partsOf(migration.up), stop = (result, leftover) => stopReason(run, migration, result, leftover);
  if (await run.target.worker.run(sessionSql(run.settings)), await run.target.keeper.run("SELECT 1"), !cut2.atomic) {
    let journal = await answered(() => createJournal(run.target.keeper));
    if (journal.kind !== "done") return stop(journal, { kind: "no-journal" });
    let marked = await markStart(run, migration);
    if (marked.kind !== "done") return stop(marked, { kind: "not-begun" });
  }
  let finished = new Set(step.done);
  for (let part of cut2.parts) {
    let result = await runPart(run, step, part, cut2, finished, current, placeOf);
    if (result.kind !== "done")
      return stop(result, await leftoverOf(run, migration, cut2, part, result, finished, current));
  }
  if (!cut2.recordInLast)
    return stop(await recordDone(run, migration, current), { kind: "all-but-record" });
}
async function markStart(run, migration) {
  let { worker } = run.target, { history } = run, begun = { history: history.table, migration, statement: null, pid: worker.pid }, queries = [...history.recordResumed?.(migration) ?? [], ...history.recordStart(migration)];
  return answered(() => leaveMark(run, migration, queries, () => record(worker, begun, "done")));
}
async function answered(work) {
  try {
    return await work(), { kind: "done" };
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    return { kind: "failed", statement: null, error: thrown, blockers: [] };
  }
}
async function runPart(run, step, part, cut2, finished, current, placeOf) {
  let { migration } = step, members = statementsOf(part), isLast = part === cut2.parts.at(-1);
  if (members.length > 0 && members.every(({ index }) => finished.has(index))) {
    let replayed = await replay(run, members, current, placeOf);
    return replayed.kind !== "done" || !(isLast && cut2.recordInLast) ? replayed : recordDone(run, migration, current);
  }
  if (part.kind === "alone") return runOne(run, step, part.statement, finished, current, placeOf);
  let recordInside = () => recordPart(run, migration, part, cut2, isLast, current), result = await runTransaction(run, part, migration.up, recordInside, current, placeOf);
  if (result.kind === "done" && part.end !== "script-rolls-back") for (let { index } of members) finished.add(index);
  return result;
}
async function replay(run, members, current, placeOf) {
  for (let statement2 of members)
    if (isSessionState(statement2)) {
      let result = await runAlone(run, placeOf(statement2).migration, statement2, current, placeOf);
      if (result.kind !== "done") return result;
    } else
      run.ports.onEvent({ kind: "statement-skipped", reason: "an earlier run did it", ...placeOf(statement2) });
  return { kind: "done" };
}
async function runOne(run, { migration, inDoubt }, statement2, finished, current, placeOf) {
  let todo = statement2;
  if (inDoubt === statement2.index) {
    let settled = await settle(run, statement2);
    if (settled.kind === "done") {
      let row = { history: run.history.table, migration, statement: statement2, pid: run.target.worker.pid };
      return await record(run.target.keeper, row, "done"), run.ports.onEvent({ kind: "statement-skipped", reason: settled.why, ...placeOf(statement2) }), finished.add(statement2.index), { kind: "done" };
    }
    settled.kind === "finish" && (todo = { ...statement2, text: settled.sql });
  }
  let result = await runAlone(run, migration, todo, current, placeOf);
  return result.kind === "done" && finished.add(statement2.index), result;
}
async function recordPart(run, migration, part, cut2, isLast, current) {
  let { worker } = run.target, { table: table2 } = run.history;
  if (isLast && cut2.recordInLast) {
    await stillOurs(run, migration);
    for (let { sql, parameters } of historyQueries(run, migration, current, !cut2.atomic))
      await worker.query(sql, parameters);
    return;
  }
  for (let statement2 of statementsOf(part))
    await record(worker, { history: table2, migration, statement: statement2, pid: worker.pid }, "done");
}
function historyQueries(run, migration, current, journaled) {
  let ms = Math.round(run.ports.clock.now() - current.startedAt), done = run.history.recordDone(migration, { ms });
  return journaled ? [...done, forgetMigration(run.history.table, migration.id)] : done;
}
async function recordDone(run, migration, current) {
  let { worker } = run.target;
  return answered(async () => {
    await worker.run(sessionSql(run.settings)), current.committing = !0, await inOwnTransaction(run, historyQueries(run, migration, current, !0), () => stillOurs(run, migration)), current.committing = !1;
  });
}
async function leftoverOf(run, migration, cut2, part, result, finished, current) {
  if (cut2.atomic) return { kind: "nothing" };
  if ((finished.size > 0 || part.kind === "alone") && result.kind === "failed") {
    let ms = Math.round(run.ports.clock.now() - current.startedAt), queries = run.history.recordFailed(migration, { ms }), { worker } = run.target;
    await worker.run(sessionSql(run.settings)), queries.length > 0 && await answered(() => leaveMark(run, migration, queries));
  }
  return { kind: "journaled", finished: finished.size, ...part.kind === "alone" ? { alone: part.statement } : {} };
}

// src/apply/run.ts
async function runSteps(run, steps, progress) {
  let { clock, onEvent, signal } = run.ports, total = progress.done.length + steps.length;
  for (let step of steps) {
    let { migration } = step;
    if (signal.aborted) return interruptedReason(null, null, "");
    let place2 = { migration, number: progress.done.length + 1, total }, current = { migration, startedAt: clock.now(), ran: 0, committing: !1 };
    progress.current = current, onEvent({ kind: "migration-start", ...place2 });
    let stopped2 = await runMigration(run, step, current, place2);
    if (stopped2 !== void 0) return stopped2;
    let ms = clock.now() - current.startedAt;
    progress.done.push({ migration, ms, statements: current.ran }), progress.current = void 0, onEvent({ kind: "migration-done", ms, ...place2 });
  }
}

// src/apply/status.ts
function statusOf(migrations, state) {
  let applied = new Map(state.applied.map((one) => [one.id, one])), halfDone = new Set(state.journal.map(({ migration }) => migration)), ids = new Set(migrations.map(({ id }) => id)), known = migrations.map(({ id, version, path, kind, checksum }) => {
    let row = applied.get(id);
    if (row?.succeeded === !0) {
      let same = kind === "baseline" || row.checksum === null || row.checksum === checksum;
      return { id, version, path, state: same ? "applied" : "changed" };
    }
    return halfDone.has(id) ? { id, version, path, state: "half-done" } : { id, version, path, state: row === void 0 ? "pending" : "failed" };
  }), missing = state.applied.filter(({ id }) => !ids.has(id)).map(({ id, version }) => ({ id, version, path: null, state: "missing" }));
  return [...known, ...missing];
}

// src/apply/stop-deploy.ts
function reason(progress, message, help) {
  return { migration: progress?.current?.migration ?? null, statement: null, sqlstate: null, message, help };
}
function lockReason(result, waitMs, whose) {
  if (result.kind === "interrupted") return interruptedReason(null, null, "");
  let holders = describeBlockers(result.holders), waited = `after ${describeDuration(waitMs)}`, [holder] = result.holders;
  return whose === "deployer" ? reason(
    void 0,
    `Another deployer holds the lock on this database: gave up ${waited} waiting for ${holders}.`,
    "Nothing was run. Run again when it is done; if it is stuck, end that process."
  ) : reason(
    void 0,
    `An earlier run was cut off, and the server still runs its last statement: gave up ${waited} waiting for ${holders}.`,
    `Nothing was run. Run again when it is done, or cancel it first: SELECT pg_cancel_backend(${holder?.pid ?? "pid"}).`
  );
}
function lostReason(progress) {
  let { current } = progress, loss = current === void 0 ? void 0 : progress.losses.get(current.migration.id);
  if (current === void 0 || loss === void 0 || loss.count < 2 && !loss.onPurpose) return;
  let again = loss.onPurpose ? "An administrator ended the connection, so it is not run again by itself." : `It has cost ${loss.count} connections by now, so it is not run again by itself.`, left = partsOf(current.migration.up).atomic ? "It was rolled back, nothing of it is left." : "An open transaction was rolled back; what was committed, or ran outside a transaction, stays and is in the journal.";
  return reason(
    progress,
    `${current.migration.path}: the connection was lost while it ran: ${lossMessage(loss.error)}. The history was read again: it is not applied.`,
    `${again} ${left} Running again goes on with it.`
  );
}
function unreachableReason(progress, lost, failure) {
  let { current } = progress;
  if (failure.code === "interrupted") return interruptedLost(progress, lost);
  let what = current === void 0 ? "" : current.committing ? ` ${current.migration.path} was being committed: whether it is applied is not known here; the next run looks it up in the history before it does anything.` : ` ${current.migration.path} was under way: what it had committed stays, an open transaction is rolled back; the next run reads the history and the journal and goes on from there.`;
  return reason(
    progress,
    `The connection was lost (${lossMessage(lost)}) and could not be made again: ${messageOf(failure)}`,
    `Run again when the database can be reached.${what}`
  );
}
function interruptedLost(progress, lost) {
  let { current } = progress, left = current === void 0 ? "No migration was under way." : `Whether ${current.migration.path} is applied is not known here: its open transaction is rolled back by the server; the next run reads the history and the journal before it does anything.`;
  return reason(progress, `Interrupted, after the connection was lost: ${lossMessage(lost)}.`, left);
}
function conflictReason(conflicts) {
  return {
    migration: null,
    statement: null,
    sqlstate: null,
    message: `After a lost connection: ${conflicts.map(({ path, message }) => `${path ?? ""}: ${message}`).join(" ")}`,
    help: conflicts.map(({ help }) => help).join(" ")
  };
}
function refusedReason(progress, error) {
  return {
    ...reason(
      progress,
      `The server refused a query of Lockgate itself: ${error.message}.`,
      "Run again: what is in the history is done, everything else is not."
    ),
    sqlstate: error.sqlstate
  };
}

// src/deploy.ts
async function plan(request, ports) {
  return (await look2(request, ports)).plan;
}
async function baseline(request, ports) {
  let { layout, historyAt, settings, dryRun } = request, target = await openTarget(withDefaultSchema(ports, historyAt), settings);
  try {
    let locked = dryRun ? void 0 : await takeAllLocks(target, historyOf(layout, historyAt, target), settings, ports);
    return locked === void 0 ? await baselineTarget(request, target) : { kind: "stopped", reason: locked };
  } finally {
    await target.close();
  }
}
async function status(request, ports) {
  let { history, state, plan: plan2 } = await look2(request, ports);
  return {
    historyTable: history.table,
    tableExists: state.tableExists,
    migrations: statusOf(migrationsFor(request, state.applied), state),
    plan: plan2
  };
}
async function look2(request, ports) {
  let { clock, signal } = ports, { layout, historyAt, settings } = request, { session: raw, askedAt } = await connectPatiently(withDefaultSchema(ports, historyAt), settings), lost, session = liveSession(raw, clock, answersWithin(settings.answerMs, clock, signal), (error) => {
    lost = error;
  });
  try {
    let facts = await readFacts(session), connectedForMs = clock.now() - askedAt;
    await refuseOtherHistories(session, layout, facts.database);
    let history = historyOf(layout, historyAt, facts), state = await readState(session, history, allMigrations(request), facts, managedSchemas(historyAt));
    state.contents !== void 0 && refuseUnmanaged(layout, history, state.tableExists, state.contents);
    let plan2 = withNotes(planOf({ ...request, ...state }), notesOn({ session, connectedForMs, ...facts }));
    return { history, state, plan: plan2 };
  } catch (thrown) {
    throw signal.aborted ? new Failure("interrupted", "Interrupted while reading the history.") : lost === void 0 ? thrown : unreachable(lost);
  } finally {
    await closeAll([session]);
  }
}
function notesOn(target) {
  let sign = signOfPooler(target);
  return [
    ...target.readOnly === void 0 ? [] : [readerNote(target.readOnly)],
    ...sign === void 0 ? [] : [`This connection goes through a connection pooler (${sign}): \`apply\` refuses it.`]
  ];
}
function readerNote(readOnly) {
  return readOnly === "standby" ? "This is a reader: it may lag behind the writer, and `apply` refuses it." : "This connection is read-only (transaction_read_only is on): `apply` refuses it.";
}
function withNotes(plan2, notes) {
  return plan2.kind === "conflict" ? plan2 : { ...plan2, notes: [...notes, ...plan2.notes] };
}
function apply(request, ports) {
  let { historyAt, settings } = request, defaultSchema = historyAt?.schema, placed = defaultSchema === void 0 ? request : { ...request, settings: { ...settings, defaultSchema } };
  return applyPlaced(placed, withDefaultSchema(ports, historyAt));
}
async function applyPlaced(request, ports) {
  let progress = { done: [], current: void 0, losses: /* @__PURE__ */ new Map() }, target = await openTarget(ports, request.settings);
  try {
    for (; ; ) {
      let result = await attempt3(request, ports, target, progress);
      if (result.kind !== "lost") return result;
      let again = await reconnect(ports, request.settings, result.error, [target.backend, target.keeperBackend]);
      if (again instanceof Failure) return stopped(progress, unreachableReason(progress, result.error, again));
      noteLoss(progress, result.error, again.serverStartedAt === target.serverStartedAt), await target.close(), target = again;
    }
  } finally {
    await target.close();
  }
}
async function attempt3(request, ports, target, progress) {
  try {
    return await applyOn(request, ports, target, progress);
  } catch (thrown) {
    let error = target.lost();
    if (error !== void 0) return { kind: "lost", error };
    if (isServerError(thrown)) return stopped(progress, refusedReason(progress, thrown));
    throw thrown;
  }
}
async function applyOn(request, ports, target, progress) {
  let { layout, historyAt } = request, history = historyOf(layout, historyAt, target), locked = await takeAllLocks(target, history, request.settings, ports);
  if (locked !== void 0) return stopped(progress, locked);
  let schemas = managedSchemas(historyAt);
  progress.losses.size === 0 && await refuseOtherHistories(target.worker, layout, target.database);
  let state = await readState(target.worker, history, allMigrations(request), target, schemas);
  state.contents !== void 0 && refuseUnmanaged(layout, history, state.tableExists, state.contents), settleCurrent(progress, state, ports.clock.now());
  let plan2 = planOf({ ...resumed(request, progress), ...state });
  if (ports.onEvent({ kind: "planned", plan: plan2 }), plan2.kind === "conflict") {
    let { conflicts } = plan2;
    return progress.losses.size === 0 ? { kind: "conflict", conflicts } : stopped(progress, conflictReason(conflicts));
  }
  if (plan2.kind === "nothing") {
    let { done } = progress;
    return done.length === 0 ? { kind: "nothing", applied: plan2.applied } : { kind: "applied", done };
  }
  let lostAgain = lostReason(progress);
  if (lostAgain !== void 0) return stopped(progress, lostAgain);
  state.tableExists || (await createHistory(target.worker, history, target, schemas === void 0 ? {} : { schemas }), ports.onEvent({ kind: "history-created", table: history.table })), await forgetCompleted(target.worker, history, state, allMigrations(request));
  for (let { migration, restarts } of plan2.steps) {
    if (restarts !== !0) continue;
    let { sql, parameters } = forgetMigration(history.table, migration.id);
    await target.worker.query(sql, parameters);
  }
  let reason2 = await runSteps({ target, history, settings: request.settings, ports }, plan2.steps, progress);
  return reason2 === void 0 ? { kind: "applied", done: progress.done } : stopped(progress, reason2);
}
function resumed(request, { losses }) {
  if (losses.size === 0 || request.resume !== "restart") return request;
  let { resume: _, ...again } = request;
  return again;
}
async function takeAllLocks({ keeper, worker, database }, history, { lockWaitMs }, ports) {
  let outer = await takeLocks(keeper, keeperKeys(history, database), lockWaitMs, ports);
  if (outer.kind !== "held") return lockReason(outer, lockWaitMs, "deployer");
  let inner = await takeLocks(worker, [workerKey], lockWaitMs, ports);
  return inner.kind === "held" ? void 0 : lockReason(inner, lockWaitMs, "earlier-run");
}
function stopped({ done }, reason2) {
  return { kind: "stopped", done, reason: reason2 };
}

// src/reports/apply-text.ts
var import_picocolors = __toESM(require_picocolors(), 1);
var statementWidth = 80;
function eventLine(event, { colors }) {
  let style = import_picocolors.default.createColors(colors);
  switch (event.kind) {
    case "connected":
      return oneLine(`connected to ${event.database} as ${event.user}, ${event.server}`);
    case "server-waiting":
      return style.yellow(
        oneLine(`waiting for the server, ${describeDuration(event.waitedMs)} by now: ${event.message}`)
      );
    case "lock-waiting":
      return style.yellow(oneLine(`waiting for another deployer: ${describeBlockers(event.holders)}`));
    case "planned":
      return event.plan.kind === "ready" ? `${count(event.plan.steps.length, "migration")} to apply` : void 0;
    case "history-created":
      return oneLine(`created the history table ${event.table}`);
    case "migration-start":
      return event.migration.up.statements.length === 0 ? `${place(event, style)}  no statements` : void 0;
    case "statement-start":
      return;
    case "statement-done":
      return `${statement(event, style)}  ${style.dim(`${Math.round(event.ms)} ms`)}`;
    case "statement-skipped":
      return `${statement(event, style)}  ${style.dim(`skipped: ${event.reason}`)}`;
    case "statement-waiting":
      return `${statement(event, style)}  ${style.yellow(oneLine(`waits for ${describeBlockers(event.blockers)}, ${describeDuration(event.ms)} by now`))}`;
    case "statement-running":
      return `${statement(event, style)}  ${style.dim(oneLine(`runs for ${describeDuration(event.ms)}${event.detail === null ? "" : `: ${event.detail}`}`))}`;
    case "invalid-index-dropped":
      return `${statement(event, style)}  ${style.yellow(oneLine(`dropped the INVALID index ${event.index}, to build it again`))}`;
    case "retry":
      return `${statement(event, style)}  ${style.yellow(oneLine(`${event.reason}; ${event.rolledBack ? "rolled back, " : ""}try ${event.attempt} of ${event.tries} in ${describeDuration(event.delayMs)}`))}`;
    case "server-message":
      return style.dim(oneLine(`${event.severity}: ${event.message}`));
    case "migration-done":
      return `${place(event, style)}  ${style.green("applied")}  ${style.dim(`${Math.round(event.ms)} ms`)}`;
    case "connection-lost":
      return style.yellow(oneLine(`connection lost (${event.message}); connecting again, attempt ${event.attempt}`));
    case "reconnected":
      return "connected again; reading the history again";
  }
}
function planText(plan2, { colors }) {
  let style = import_picocolors.default.createColors(colors);
  switch (plan2.kind) {
    case "conflict":
      return conflictText(plan2.conflicts, style);
    case "nothing":
      return lines([...plan2.notes.map(oneLine), `Nothing to apply: all ${plan2.applied} migrations are applied.`]);
    case "ready":
      return lines([
        ...plan2.notes.map(oneLine),
        `${count(plan2.steps.length, "migration")} to apply:`,
        ...plan2.steps.map(({ migration, done }) => {
          let left = migration.up.statements.length - done.length;
          return `  ${title(migration)}  ${style.dim(`${count(left, "statement")}${done.length > 0 ? " left" : ""}`)}`;
        })
      ]);
  }
}
function outcomeText(outcome, { colors }) {
  let style = import_picocolors.default.createColors(colors);
  switch (outcome.kind) {
    case "applied":
      return lines([style.green(`Applied ${count(outcome.done.length, "migration")}.`)]);
    case "nothing":
      return lines([`Nothing to apply: all ${outcome.applied} migrations are applied.`]);
    case "conflict":
      return conflictText(outcome.conflicts, style);
    case "stopped":
      return lines([
        `${style.red("Stopped.")} ${oneLine(outcome.reason.message)}`,
        ...statementLines(outcome.reason),
        oneLine(outcome.reason.help),
        `Applied before that in this run: ${outcome.done.length}.`
      ]);
  }
}
function statusText(migrations, { colors }) {
  let style = import_picocolors.default.createColors(colors), paint = (state) => {
    let text = state.padEnd(9);
    return state === "applied" ? style.green(text) : state === "pending" ? style.yellow(text) : style.red(text);
  }, shown2 = migrations.map(({ id, path, state }) => `${paint(state)}  ${oneLine(path ?? `${id} (no file)`)}`), pending = migrations.filter(({ state }) => state !== "applied").length;
  return lines([...shown2, `${count(migrations.length, "migration")}, ${pending} not applied as they are.`]);
}
function conflictText(conflicts, style) {
  return lines([
    `${style.red("Not applied, nothing was changed:")} ${count(conflicts.length, "conflict")}.`,
    ...conflicts.flatMap(({ path, message, help }) => [
      `  ${style.bold(oneLine(path ?? "the whole set"))}: ${oneLine(message)}`,
      `    ${oneLine(help)}`
    ])
  ]);
}
function statementLines({ statement: statement2 }) {
  return statement2 === null ? [] : [`  ${cut(oneLine(statement2.text), 200)}`];
}
function statement(event, style) {
  return `${place(event, style)}  statement ${event.statement.index + 1}/${event.of}  ${cut(oneLine(event.statement.text), statementWidth)}`;
}
function place({ migration, number, total }, style) {
  return `${style.dim(`[${number}/${total}]`)} ${title(migration)}`;
}
function title({ path }) {
  return oneLine(path.slice(path.lastIndexOf("/") + 1));
}
function oneLine(text) {
  return printable(text.replace(/\s+/g, " "));
}
function cut(text, width) {
  return text.length <= width ? text : `${text.slice(0, width - 1).replace(/[\ud800-\udbff]$/, "")}\u2026`;
}
function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
function lines(list) {
  return `${list.join(`
`)}
`;
}

// src/system-clock.ts
var systemClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    let done = () => {
      clearTimeout(timer), signal.removeEventListener("abort", done), resolve();
    }, timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  })
};

export {
  defaultSettings,
  plan,
  baseline,
  status,
  apply,
  eventLine,
  planText,
  outcomeText,
  statusText,
  conflictText,
  systemClock
};
