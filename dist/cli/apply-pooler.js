#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  Failure
} from "./failure.js";

// src/apply/pooler.ts
var olderByMs = 2e3, holdMs = 500;
function signOfPooler({ session, backendAgeMs, connectedForMs }) {
  let { pid, handshakePid, pooler } = session;
  if (pooler !== void 0) return `the host is an endpoint of ${pooler}`;
  if (handshakePid !== void 0 && handshakePid !== pid)
    return `the handshake named server process ${handshakePid}, but process ${pid} answers`;
  if (backendAgeMs > connectedForMs + olderByMs)
    return `server process ${pid} is older than the connection that it answers on`;
}
function refusePooler(joined) {
  refuse(signOfPooler(joined));
}
async function refuseSharing(worker, keeper, clock) {
  refuse(await signOfSharing(worker, keeper, clock));
}
function refuse(sign) {
  if (sign !== void 0)
    throw new Failure(
      "bad-input",
      `The connection goes through a connection pooler (such as PgBouncer or RDS Proxy): ${sign}. There the lock that keeps two deployers apart does not hold, so nothing was changed.`,
      {
        help: "Connect to PostgreSQL itself: for Aurora and RDS Proxy the cluster's writer endpoint (`\u2026.cluster-\u2026`), not the proxy's (`\u2026.proxy-\u2026`); for PgBouncer, pgcat, Odyssey or Supavisor the host and port of the server behind it."
      }
    );
}
async function signOfSharing(worker, keeper, clock) {
  if (worker.pid === keeper.pid) return `two connections are answered by the same server process ${worker.pid}`;
  let before = await backendOf(worker);
  await keeper.run("BEGIN");
  let held = await backendOf(keeper), later = backendOf(worker), free = new AbortController();
  await Promise.race([later.catch(() => {
  }), clock.sleep(holdMs, free.signal)]), free.abort(), await keeper.run("ROLLBACK");
  let after = await later, switched = [
    [worker.pid, before],
    [worker.pid, after],
    [keeper.pid, held]
  ].find(([from, to]) => from !== to);
  return switched === void 0 ? void 0 : `its server process changed from ${switched[0]} to ${switched[1]}`;
}
async function backendOf(session) {
  let [row] = await session.run("SELECT pg_catalog.pg_backend_pid() AS pid");
  return Number(row?.pid);
}

export {
  signOfPooler,
  refusePooler,
  refuseSharing
};
