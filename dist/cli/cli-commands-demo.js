#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  onServer,
  progressOn
} from "./cli-commands-check.js";
import {
  ownDirectory
} from "./cli-commands-own-directory.js";
import {
  apply,
  defaultSettings,
  eventLine,
  outcomeText,
  systemClock
} from "./apply-abandoned.js";
import {
  proofOf
} from "./apply-canonical-json.js";
import {
  layoutNamed,
  today
} from "./input-paths.js";
import "./apply-pooler.js";
import "./database-connect-failure.js";
import "./program-path.js";
import {
  characters,
  footer,
  ownSummary,
  reviewOf,
  version
} from "./cli-version.js";
import "./package.js";
import {
  require_picocolors
} from "./picocolors.js";
import {
  printable
} from "./reports-terminal.js";
import {
  readTree
} from "./source-files.js";
import "./valibot.js";
import {
  checkMigrations
} from "./catalog-alter-table.js";
import "./history-place.js";
import "./layouts-file-problem.js";
import "./catalog-assemble.js";
import "./sql-code.js";
import "./sql-lock-modes.js";
import "./catalog-draft.js";
import "./nearest-name.js";
import "./sql-ignores.js";
import {
  loadGrammar
} from "./sql-ascending.js";
import "./catalog-difference.js";
import "./catalog-dictionary.js";
import "./one-line.js";
import "./failure.js";
import {
  __toESM
} from "./runtime.js";

// cli/commands/demo.ts
var import_picocolors = __toESM(require_picocolors(), 1);
import { join } from "node:path";

// cli/commands/demo-deploy.ts
async function demoDeploy(terminal, server, project) {
  let { base, better, proof, say } = project, aurora = await server.createDatabase(), ports = portsTo(terminal, () => aurora.connectAsMigrator()), quiet = { ...ports, onEvent: () => {
  } };
  await apply(requestOf(project, base), quiet), say("3. A second database plays Aurora; it has V1 and V2. Somebody changes a byte after the proof:");
  let outcome = await apply(requestOf(project, [...base, ...changed(better)], proof), quiet);
  terminal.write(outcomeText(outcome, { colors: terminal.colors })), say("4. With the bytes that were proved:"), terminal.write(
    outcomeText(await apply(requestOf(project, [...base, ...better], proof), ports), { colors: terminal.colors })
  ), say("5. Flyway's own history table, as Flyway would have written it:");
  let session = await aurora.connectAsMigrator();
  terminal.write(await historyOf(session)), await session.close();
}
function requestOf(project, files, proof) {
  return {
    layout: project.layout,
    ...project.layout.read(files, "db/migration"),
    settings: defaultSettings,
    ...proof === void 0 ? {} : { proof }
  };
}
function changed(files) {
  return files.map(
    (file, i) => i === 0 ? { ...file, bytes: Buffer.concat([file.bytes, Buffer.from(`-- a late idea
`)]) } : file
  );
}
function portsTo(terminal, connect) {
  return {
    connect,
    clock: systemClock,
    signal: terminal.signal,
    onEvent(event) {
      let line = eventLine(event, { colors: terminal.colors });
      line !== void 0 && terminal.write(`${line}
`);
    }
  };
}
async function historyOf(session) {
  let rows = await session.run(
    "select installed_rank, version, description, type, checksum, success from flyway_schema_history order by installed_rank"
  ), columns = Object.keys(rows[0] ?? {}), widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length))), line = (cells) => ` ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")}`.trimEnd(), rule = widths.map((width) => "-".repeat(width + 2)).join("+");
  return `${[line(columns), rule, ...rows.map((row) => line(columns.map((name) => String(row[name]))))].join(`
`)}
`;
}

// cli/commands/demo.ts
var root = "db/migration", proposed = `${root}/V3__order_status.sql`;
async function demo(terminal) {
  let project = await readExample();
  await loadGrammar();
  let say = narrator(terminal);
  return await onServer(terminal, {}, async ({ server, signal, onDoing }) => {
    let gating = { server, onProgress: progressOn(terminal), signal, onDoing };
    say(`A throw-away server: ${server.origin}.`, "Main has V1 and V2. A pull request proposes V3:"), show(terminal, project.firstTry);
    let first = await gate(terminal, gating, project, [...project.base, project.firstTry]);
    say(`1. The gate says ${first.report.verdict.outcome.toUpperCase()}. The review, as it would be posted:`), showReview(terminal, first), say("2. The author follows the advice: V3, V4 and V5 instead.");
    for (let file of project.better) show(terminal, file);
    let second = await gate(terminal, gating, project, [...project.base, ...project.better]), proof = proofOf(second.report, second.run);
    say(`The gate says ${proof.verdict.outcome.toUpperCase()} and leaves a proof, ${proof.digest.slice(0, 19)}\u2026.`), await demoDeploy(terminal, server, { ...project, proof, say });
  }), say("Nothing is left running."), 0;
}
async function readExample() {
  let directory = join(ownDirectory(), "../../examples/flyway"), all = (await readTree(join(directory, root), root)).files, [firstTry] = (await readTree(join(directory, "first-try"), root)).files, isBase = (file) => /\/V[12]__/.test(file.path);
  return {
    layout: layoutNamed("flyway"),
    base: all.filter(isBase),
    firstTry: { path: proposed, bytes: firstTry?.bytes ?? new Uint8Array() },
    better: all.filter((file) => !isBase(file))
  };
}
async function gate(terminal, ports, project, files) {
  let input = {
    layout: project.layout,
    top: "",
    root,
    files,
    baseFiles: project.base,
    config: {},
    toolVersion: version(),
    today: today()
  }, checked = await checkMigrations(input, ports);
  return terminal.progress(void 0), checked;
}
function narrator(terminal) {
  let style = import_picocolors.default.createColors(terminal.colors);
  return (...lines) => {
    terminal.progress(void 0), terminal.write(`
${lines.map((line) => style.bold(line)).join(`
`)}
`);
  };
}
function show(terminal, file) {
  let style = import_picocolors.default.createColors(terminal.colors), lines = new TextDecoder().decode(file.bytes).trimEnd().split(`
`).map((line, i) => `${style.dim(String(i + 1).padStart(4))}  ${line}`);
  terminal.write(`
  ${style.underline(file.path)}
${lines.join(`
`)}
`);
}
function showReview(terminal, { report }) {
  let style = import_picocolors.default.createColors(terminal.colors), review = reviewOf(report, /* @__PURE__ */ new Map([[proposed, [{ start: 1, end: 1e4 }]]]));
  for (let comment of review.comments) {
    let lines = comment.startLine === comment.line ? `${comment.line}` : `${comment.startLine}-${comment.line}`;
    terminal.write(
      `
${style.cyan(`\u2500\u2500 comment on ${comment.path}:${lines} \u2500\u2500`)}
${printable(`${comment.body}

${footer([comment.evidence], comment.hint)}`)}
`
    );
  }
  terminal.write(
    `
${style.cyan("\u2500\u2500 summary comment \u2500\u2500")}
${printable(ownSummary(review.part, characters(6e4)))}
`
  );
}
export {
  demo
};
