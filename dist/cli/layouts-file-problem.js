#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// src/layouts/file-problem.ts
function fileProblem(rule, path, message, help) {
  return { rule, message, help, place: { path, line: 1, column: 1, endLine: 1, endColumn: 1 } };
}
function withMark(script, { path, bytes }, tool) {
  if (bytes[0] !== 239 || bytes[1] !== 187 || bytes[2] !== 191) return script;
  let message = `The file begins with a byte-order mark, which ${tool} sends to the server: PostgreSQL answers with a syntax error.`, problem = fileProblem("syntax-error", path, message, "Save it as UTF-8 without a byte-order mark.");
  return { ...script, problems: [problem, ...script.problems] };
}

// src/sql/units.ts
function unitsOf(script) {
  let { statements, transaction } = script;
  if (statements.length === 0) return [];
  let implicit = transaction === "wrapped" || transaction === "own" && statements.length > 1, units = [], open = implicit ? [] : void 0, opened = "runner";
  for (let statement of statements) {
    let action = transactionAction(statement)?.action;
    if (open === void 0 && action === "begin")
      open = [statement], opened = "script";
    else if (open === void 0)
      units.push({ kind: "autocommit", statements: [statement] });
    else if (open.push(statement), action === "begin" && transaction === "own" && (opened = "script"), action === "commit" || action === "rollback" || action === "prepare") {
      let closed = action === "rollback" ? "rollback" : "commit";
      units.push({ kind: "transaction", opened, closed, statements: open }), open = transaction === "own" ? [] : void 0, opened = "runner";
    }
  }
  return open !== void 0 && open.length > 0 && units.push({ kind: "transaction", opened, closed: opened === "script" ? "open" : "runner", statements: open }), units;
}
function transactionAction(statement) {
  let change = statement.changes[0];
  return change?.kind === "transaction" ? change : void 0;
}
function refusedInTransaction(statement) {
  for (let change of statement.changes)
    switch (change.kind) {
      case "create-index":
        if (change.concurrently) return "CREATE INDEX CONCURRENTLY";
        break;
      case "drop":
        if (change.concurrently) return "DROP INDEX CONCURRENTLY";
        if (change.object === "subscription") return "DROP SUBSCRIPTION";
        break;
      case "reindex":
        if (change.concurrently) return "REINDEX CONCURRENTLY";
        if (change.target !== "index" && change.target !== "table") return `REINDEX ${change.target.toUpperCase()}`;
        break;
      case "detach-partition":
        if (change.concurrently) return "ALTER TABLE \u2026 DETACH PARTITION CONCURRENTLY";
        break;
      case "vacuum":
        return "VACUUM";
      case "cluster":
        if (change.table === void 0) return "CLUSTER of all tables";
        break;
      case "create-database":
      case "drop-database":
      case "create-tablespace":
      case "drop-tablespace":
      case "alter-system":
        return change.kind.replace("-", " ").toUpperCase();
      default:
    }
}

export {
  fileProblem,
  withMark,
  unitsOf,
  transactionAction,
  refusedInTransaction
};
