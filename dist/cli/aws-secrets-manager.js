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
  parametersOf,
  parseConnection,
  parseUrl,
  refused,
  tlsOf
} from "./database-connect-failure.js";
import {
  Failure,
  messageOf
} from "./failure.js";

// src/target-connection.ts
import { setTimeout as sleep } from "node:timers/promises";

// src/aws/secrets-manager.ts
var connectMs = 5e3, answerMs = 15e3;
async function readDatabaseSecret(id, signal) {
  let { GetSecretValueCommand, SecretsManagerClient } = await import("./aws-sdk-client-secrets-manager.js"), region = regionOf(id), client = new SecretsManagerClient({
    ...region === void 0 ? {} : { region },
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs }
  });
  try {
    let { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }), {
      ...signal === void 0 ? {} : { abortSignal: signal }
    });
    return parseSecret(id, SecretString);
  } catch (thrown) {
    throw signal?.aborted ? new Failure("interrupted", "Interrupted while reading the secret of the database.") : thrown instanceof Failure ? thrown : explain(id, thrown);
  } finally {
    client.destroy();
  }
}
function regionOf(id) {
  return /^arn:[^:]+:secretsmanager:([a-z0-9-]+):/.exec(id)?.[1];
}
function parseSecret(id, text) {
  let unusable = (why) => new Failure("bad-input", `The secret ${id} ${why}.`, {
    help: "A database secret is JSON with `username` and `password`, and optionally `host`, `port` and `dbname`."
  });
  if (text === void 0) throw unusable("is binary, not text");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable("is not JSON");
  }
  if (typeof value != "object" || value === null || Array.isArray(value)) throw unusable("is not a JSON object");
  let fields = value, missing = ["username", "password"].filter((name) => textOf(fields[name]) === void 0);
  if (missing.length > 0) throw unusable(`has no ${missing.join(" and no ")}`);
  let optional = ["host", "port", "dbname"].flatMap((name) => {
    let found = textOf(fields[name]);
    return found === void 0 ? [] : [[name, found]];
  });
  return {
    username: textOf(fields.username),
    password: textOf(fields.password),
    ...Object.fromEntries(optional)
  };
}
function textOf(value) {
  return typeof value == "number" ? String(value) : typeof value == "string" && value !== "" ? value : void 0;
}
var helpByError = {
  AccessDeniedException: "Allow the build's role secretsmanager:GetSecretValue on this secret, and kms:Decrypt on its key when that is your own.",
  ResourceNotFoundException: "Check the name or the ARN, and the region (AWS_REGION).",
  DecryptionFailure: "Allow the build's role kms:Decrypt on the key of this secret.",
  InvalidRequestException: "Is it scheduled for deletion? Restore it, or name another one.",
  CredentialsProviderError: "Run with AWS credentials: in CodeBuild those of the service role are there by themselves.",
  TimeoutError: "From private subnets the service is reached through a NAT gateway or a VPC endpoint for secretsmanager. Check that there is one, and its security group."
};
function explain(id, thrown) {
  let name = thrown instanceof Error ? thrown.name : "", help = helpByError[name] ?? "Check that the Secrets Manager can be reached, and the region (AWS_REGION).", label = name === "" || name === "Error" ? "" : `${name}: `;
  return new Failure("host", `The secret ${id} can't be read: ${label}${messageOf(thrown)}`, { help, cause: thrown });
}

// src/database/session-parameters.ts
var address = /^(?:host|hostaddr|port|user|password|dbname|sslmode|sslrootcert|connect_timeout|ssl)$/, harmless = /^(?:application_name|fallback_application_name|ApplicationName|keepalives(?:_\w+)?|tcp_user_timeout|tcpKeepAlive|gssencmode|krbsrvname|channel_binding|sslnegotiation|sslcompression|connection_limit|pool_timeout|pool_\w+|pgbouncer|socket_timeout|socketTimeout|connectTimeout|loginTimeout|statement_cache_size|prepareThreshold|preparedStatementCacheQueries|reWriteBatchedInserts|binary_parameters|default_query_exec_mode|description_cache_capacity|statement_cache_capacity|disable_prepared_binary_result|load_balance_hosts|loadBalanceHosts)$/;
function sessionParameters(url, options) {
  let settings = {}, tool = {}, refused2 = [], given = options;
  for (let [name, value] of url === void 0 ? [] : parametersOf(url))
    address.test(name) || harmless.test(name) || isDefault(name, value) || (name === "options" ? given = value : name === "search_path" || name === "currentSchema" ? settings.search_path = value : name === "role" ? settings.role = value : name.startsWith("x-") ? tool[name] = value : refused2.push(`the URL's parameter ${shown(name)}`));
  for (let word of wordsOf(given ?? "")) {
    let [, name, value] = /^(?:-c\s*|--)([A-Za-z_][\w.-]*)=(.*)$/s.exec(word) ?? [];
    name === void 0 || value === void 0 ? refused2.push(`${shown(word)} in the session's options`) : settings[name.replaceAll("-", "_")] ??= value;
  }
  if (refused2.length === 0) return { settings, tool };
  throw new Failure(
    "bad-input",
    `Lockgate does not know ${refused2.join(", ")}: it may change where the migrations go, so nothing is run.`,
    {
      help: "Remove it from the URL. Settings of the server can be given as options=-c%20name=value; search_path and role by their names."
    }
  );
}
function shown(text) {
  return `"${text.replace(/=.*$/s, "").replace(/[\p{Cc}\u2028\u2029]/gu, "?").slice(0, 60)}"`;
}
function isDefault(name, value) {
  return name === "target_session_attrs" ? /^(?:any|read-write|primary)$/.test(value) : (name === "client_encoding" || name === "characterEncoding") && /^(?:auto|utf-?8)$/i.test(value);
}
function wordsOf(options) {
  let words = (options.match(/(?:\\.|[^\\\s])+/gs) ?? []).map((word) => word.replace(/\\(.)/gs, "$1"));
  return words.flatMap((word, i) => word === "-c" ? [] : [words[i - 1] === "-c" ? `-c${word}` : word]);
}

// src/database/target-options.ts
import { BlockList, isIP } from "node:net";
var loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");
function parseTarget(url, settings, caFile) {
  if (url !== void 0 && parseUrl(url).hostaddr !== void 0 || (settings.PGHOSTADDR ?? "") !== "")
    throw refused("names a hostaddr, which Lockgate does not use", "Name the host alone.");
  let options = parseConnection(url, settings, (host, mode, root) => targetTls(host, mode, caFile ?? root));
  return caFile === void 0 ? options : { ...options, caFile };
}
function targetTls(host, mode, authorities) {
  let asked = tlsOf(host, staysHere(host), mode);
  if (authorities === void 0 || host.startsWith("/")) return asked;
  if (mode !== "disable") return "verify-full";
  throw refused(
    `turns TLS off for ${host}, although certificate authorities are given`,
    "Leave sslmode=disable away, or the file of authorities (LOCKGATE_CA_FILE, sslrootcert)."
  );
}
function staysHere(host) {
  if (host.startsWith("/") || host.toLowerCase() === "localhost") return !0;
  let family = isIP(host);
  return family !== 0 && loopback.check(host, family === 6 ? "ipv6" : "ipv4");
}

// src/target-connection.ts
var rotationPausesMs = [1e3, 2e3, 4e3, 8e3, 15e3];
function toolParameters(url) {
  return sessionParameters(url, void 0).tool;
}
function targetConnection(source) {
  let { url, secret, settings, caFile, applicationName, callLimitMs } = source, placed = sessionParameters(url, settings.PGOPTIONS).settings, completed = (options2) => ({
    ...options2,
    ...applicationName === void 0 ? {} : { applicationName },
    ...callLimitMs === void 0 ? {} : { callLimitMs },
    ...Object.keys(placed).length === 0 ? {} : { settings: placed }
  });
  if (secret !== void 0) return connectionBySecret(source, secret, completed);
  if (url === void 0 && settings.PGHOST === void 0 && settings.PGDATABASE === void 0)
    throw new Failure("bad-input", "No database is named, so there is nothing to apply to.", {
      help: "Set LOCKGATE_DATABASE_URL, or LOCKGATE_DATABASE_SECRET, or PGHOST, PGUSER, PGPASSWORD and PGDATABASE."
    });
  let options = completed(parseTarget(url, settings, caFile));
  return { describe: () => describeConnection(options), connect: (signal) => connect(options, signal) };
}
function connectionBySecret(source, secret, completed) {
  let pauses = source.rotationPausesMs ?? rotationPausesMs, known, read = async (signal) => completed(optionsFrom(secret, await readDatabaseSecret(secret, signal), source));
  return {
    describe: () => known === void 0 ? `the database of secret ${secret}` : describeConnection(known),
    async connect(signal) {
      known ??= await read(signal);
      let refused2;
      for (let pause of pauses) {
        if (refused2 === void 0 || !sameLogin(refused2, known))
          try {
            return await connect(known, signal);
          } catch (thrown) {
            if (connectErrorCode(thrown) !== "28P01") throw thrown;
            refused2 = known;
          }
        await pauseFor(pause, signal), known = await read(signal);
      }
      return connect(known, signal);
    }
  };
}
function sameLogin(a, b) {
  return a.user === b.user && a.password === b.password;
}
async function pauseFor(ms, signal) {
  await sleep(ms, void 0, signal === void 0 ? {} : { signal }).catch(() => {
  });
}
function optionsFrom(id, secret, { url, settings, caFile }) {
  let given = url === void 0 ? {} : parseUrl(url), host = given.host ?? settings.PGHOST ?? secret.host, database = given.dbname ?? settings.PGDATABASE ?? secret.dbname, missing = [
    ...host === void 0 ? ["the host (PGHOST)"] : [],
    ...database === void 0 ? ["the database (PGDATABASE)"] : []
  ];
  if (missing.length > 0)
    throw new Failure(
      "bad-input",
      `The secret ${id} does not hold ${missing.join(" and ")}, and nothing else names it.`,
      {
        help: "A secret that RDS manages holds only the user and the password. Give the rest as PGHOST, PGPORT and PGDATABASE; PGHOST is the endpoint of the writer."
      }
    );
  let { username, password } = secret, merged = { ...settings, PGHOST: host, PGPORT: settings.PGPORT ?? secret.port, PGDATABASE: database };
  return { ...parseTarget(url, { ...merged, PGUSER: username, PGPASSWORD: password }, caFile), user: username, password };
}

export {
  toolParameters,
  targetConnection
};
