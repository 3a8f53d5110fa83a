#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  package_default
} from "./chunk-XR25RHHD.js";
import {
  printable,
  printableLine,
  require_picocolors,
  wrapped
} from "./chunk-DAONI4AP.js";
import {
  oneLine
} from "./chunk-5BWEWPX6.js";
import {
  __toESM
} from "./chunk-TEQXEH67.js";

// src/review/markdown.ts
var invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
function visible(text2) {
  return text2.replace(
    invisible,
    (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`
  );
}
function clip(text2, length) {
  if (text2.length <= length) return text2;
  let cut = text2.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}\u2026`;
}
function plain(text2) {
  return visible(text2.replace(/\s+/g, " ")).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/[\\`*_~[\]|#$]/g, "\\$&").replace(/@/g, "@\u200B").replace(/\\#(?=\d)/g, "\\#\u200B").replace(/\bGH-(?=\d)/gi, (prefix) => `${prefix}\u200B`).replace(/:\/\//g, ":\u200B//").replace(/\bwww\./gi, (prefix) => `${prefix}\u200B`);
}
function code(text2) {
  let line = visible(text2.replace(/\r\n|[\r\n]/g, " "));
  if (line.trim() === "") return "";
  let ticks = "`".repeat(longestRun(line) + 1), pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${ticks}${pad}${line}${pad}${ticks}`;
}
function cellCode(text2) {
  return /[|`\\]/.test(text2) ? htmlCode(text2) : code(text2);
}
function htmlCode(text2) {
  return `<code>${htmlText(text2.replace(/\r\n|[\r\n]/g, " "))}</code>`;
}
function htmlText(text2) {
  return visible(text2).replace(/[^A-Za-z0-9 ,./()-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
function fence(text2, language) {
  let ticks = "`".repeat(Math.max(3, longestRun(text2) + 1));
  return text2 === "" ? `${ticks}${language}
${ticks}` : `${ticks}${language}
${text2}
${ticks}`;
}
function prose(text2) {
  let out = [], lines = text2.replace(/\r\n?/g, `
`).trim().split(`
`);
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i], open = /^ {0,3}(`{3,})([a-z]*)\s*$/.exec(line);
    if (open === null) {
      out.push(proseLine(line));
      continue;
    }
    let closing2 = new RegExp(`^ {0,3}\`{${open[1].length},}\\s*$`), rest = lines.slice(i + 1), end = rest.findIndex((candidate) => closing2.test(candidate)), content = end === -1 ? rest : rest.slice(0, end);
    out.push(fence(visible(content.join(`
`)), open[2] === "suggestion" ? "sql" : open[2])), i += content.length + 1;
  }
  return out.join(`
`);
}
function proseLine(line) {
  let list = /^( {0,6})([-*]|\d{1,3}\.) (.*)$/.exec(line);
  if (list !== null) return `${list[1]}${list[2] === "*" ? "-" : list[2]} ${inline(list[3])}`;
  let escaped = inline(line.trim());
  return /^(?:[-=+]|\d+[.)])/.test(escaped) ? escaped.replace(/^(\d*)([-=+.)])/, "$1\\$2") : escaped;
}
function inline(text2) {
  return text2.split(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/s).map((part, i) => i % 3 === 0 ? plain(part) : i % 3 === 2 ? code(unpad(part)) : "").join("");
}
function unpad(span) {
  return /^ .*\S.* $/s.test(span) ? span.slice(1, -1) : span;
}
function longestRun(text2) {
  return Math.max(0, ...(text2.match(/`+/g) ?? []).map((run) => run.length));
}

// src/review/diff.ts
function isCommentable(lines, path, start, end) {
  return (lines.get(path) ?? []).some((range) => range.start <= start && end <= range.end);
}
function visiblePart(lines, path, start, end) {
  let range = (lines.get(path) ?? []).find((hunk) => hunk.start <= end && start <= hunk.end);
  return range && { start: Math.max(start, range.start), end: Math.min(end, range.end) };
}

// src/review/suggestion.ts
var maximumLength = 2e4;
function suggestedLines(report, finding, diff) {
  let replaced = replacedLines(report, finding);
  if (replaced === void 0 || !isCommentable(diff, finding.place.path, replaced.start, replaced.end))
    return;
  let { content, ...lines } = replaced;
  return { ...lines, block: fence(content, "suggestion") };
}
function replacedLines(report, finding) {
  if (finding.suggestion === void 0) return;
  let text2 = newScriptText(report, finding.place.path);
  if (text2 === void 0 || /\r(?!\n)/.test(text2)) return;
  let { replacement } = finding.suggestion, start = finding.suggestion.span.start.offset, end = finding.suggestion.span.end.offset;
  end > start && text2[end - 1] === `
` && /(^|\n)$/.test(replacement) && (end -= text2[end - 2] === "\r" && end - 1 > start ? 2 : 1, replacement = replacement.replace(/\r?\n$/, ""));
  let from = start === 0 ? 0 : text2.lastIndexOf(`
`, start - 1) + 1, to = text2.indexOf(`
`, end) === -1 ? text2.length : text2.indexOf(`
`, end), content = text2.slice(from, start) + withLineEnding(replacement, text2) + text2.slice(end, to);
  if (!(content.length > maximumLength || visible(content) !== content))
    return { start: lineAt(text2, from), end: lineAt(text2, end), content };
}
function newScriptText(report, path) {
  for (let { migration, new: isNew } of report.migrations) {
    if (!isNew) continue;
    let script = [migration.up, migration.down].find((candidate) => candidate?.path === path);
    if (script !== void 0) return script.text;
  }
}
function lineAt(text2, offset) {
  let line = 1;
  for (let at = text2.indexOf(`
`); at !== -1 && at < offset; at = text2.indexOf(`
`, at + 1)) line++;
  return line;
}
function withLineEnding(replacement, text2) {
  let lf = replacement.replaceAll(`\r
`, `
`);
  return text2[text2.indexOf(`
`) - 1] === "\r" ? lf.replaceAll(`
`, `\r
`) : lf;
}

// src/review/words.ts
var severityWords = { error: "Error", warning: "Warning", info: "Note" }, severityRank = { error: 0, warning: 1, info: 2 };
function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}
function listed(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
function sentence(text2) {
  return text2.charAt(0).toUpperCase() + text2.slice(1);
}
var whoWaits = {
  AccessShareLock: "reads and writes go on; only what needs the table for itself waits",
  RowShareLock: "reads and writes go on; only what needs the table for itself waits",
  RowExclusiveLock: "reads and writes go on; plain index builds and schema changes wait",
  ShareUpdateExclusiveLock: "reads and writes go on; schema changes, index builds and VACUUM wait",
  ShareLock: "reads go on, writes wait",
  ShareRowExclusiveLock: "reads go on, writes wait",
  ExclusiveLock: "plain reads go on, writes and SELECT \u2026 FOR UPDATE wait",
  AccessExclusiveLock: "reads and writes wait"
}, howLong = {
  rewrite: "while the table is rewritten",
  scan: "while the table is scanned",
  "index-build": "while the index is built",
  none: "until the transaction ends"
}, workAlone = {
  rewrite: "Rewrites",
  scan: "Scans",
  "index-build": "Builds an index on"
};
function claimSentence({ lock, work, relation }) {
  let table = relation === null ? null : code(relation);
  return lock !== null ? `Takes \`${lock}\`${table === null ? "" : ` on ${table}`}: ${whoWaits[lock]} ${howLong[work]}.` : work === "none" ? "" : `${workAlone[work]} ${table ?? "the table"}.`;
}
function tracedWork(trace, written2) {
  return [
    ...trace.rewrites.length > 0 ? [`rewrote ${codes(trace.rewrites, written2)}`] : [],
    ...trace.scans.length > 0 ? [`scanned ${codes(trace.scans, written2)}`] : [],
    ...trace.indexBuilds.length > 0 ? [`built an index on ${codes(trace.indexBuilds, written2)}`] : [],
    ...trace.error === null ? [] : [`failed: ${plain(clip(trace.error.message, 300))} (${plain(trace.error.sqlstate)})`]
  ];
}
function tracedLocks(trace, written2) {
  let live = trace.locks.filter(({ relation }) => trace.live.includes(relation));
  return shortened(live.map(({ mode, relation }) => `\`${mode}\` on ${written2(clip(relation, 200))}`));
}
function codes(relations, written2) {
  return listed(shortened(relations.map((relation) => written2(clip(relation, 200)))));
}
function shortened(items) {
  return items.length <= 6 ? [...items] : [...items.slice(0, 5), `${items.length - 5} more`];
}
function evidenceOf(report, finding) {
  let trace = report.server === null ? void 0 : traceOf(report, finding), facts = trace === void 0 ? [] : [...tracedLocks(trace, code), ...tracedWork(trace, code)], seen = facts.length === 0 ? "" : `: ${facts.join("; ")}`, server = report.server === null ? "a server" : `PostgreSQL ${plain(report.server.version)}`;
  return finding.evidence === "measured" ? `measured on ${server}${seen}` : seen === "" ? "read from the text" : `read from the text; ${server} ran it${seen}`;
}
function traceOf(report, { place }) {
  for (let { migration } of report.migrations)
    for (let script of [migration.up, migration.down]) {
      if (script?.path !== place.path) continue;
      let statement = script.statements.findLast(
        ({ span: { start } }) => start.line < place.line || start.line === place.line && start.column <= place.column
      ), direction = script === migration.up ? "up" : "down", found = report.traces.find((trace) => trace.migration === migration.id && trace.direction === direction)?.statements.find((trace) => trace.index === statement?.index);
      if (found !== void 0 && statement !== void 0 && place.line <= statement.span.end.line) return found;
    }
}

// src/review/comment.ts
function commentBody(report, finding, suggestion) {
  return paragraphs([
    `**${severityWords[finding.severity]}** \xB7 ${code(finding.rule)}`,
    ...explanation(finding),
    suggestion ?? plainSuggestion(report, finding),
    footer(report, finding)
  ]);
}
function findingDetail(report, finding) {
  return paragraphs([
    `**${severityWords[finding.severity]}** \xB7 ${code(finding.rule)} \xB7 ${code(placeText(finding))}`,
    ...explanation(finding),
    plainSuggestion(report, finding),
    footer(report, finding)
  ]);
}
function placeText({ place }) {
  return `${place.path.length > 160 ? `\u2026${place.path.slice(-159)}` : place.path}:${place.line}`;
}
function explanation({ message, claims, help }) {
  let said = claims.lock !== null && message.includes(claims.lock) && message.includes(claims.relation ?? "");
  return [inline(clip(message, 2e3)), said ? "" : claimSentence(claims), prose(clip(help, 4e3))];
}
function plainSuggestion(report, finding) {
  if (finding.suggestion === void 0 || finding.help.includes("```")) return "";
  let content = replacedLines(report, finding)?.content ?? finding.suggestion.replacement;
  return content.trim() === "" ? "" : `Instead:

${fence(clip(content, 4e3), "sql")}`;
}
function footer(report, finding) {
  return `<sub>${sentence(evidenceOf(report, finding))} \xB7 ${code(`lockgate explain ${finding.rule}`)}</sub>`;
}
function paragraphs(parts) {
  return parts.filter((part) => part !== "").join(`

`);
}

// src/review/sections.ts
function fitted(sections, limit) {
  let frames = sections.map((section) => section.open.length + section.close.length + 80), room = limit - frames.reduce((sum, frame) => sum + frame, 0), parts = [];
  for (let section of sections) {
    let items = [];
    for (let item of section.items) {
      let length = item.length + section.separator.length;
      if (length > room) break;
      room -= length, items.push(item);
    }
    parts.push(written(section, items));
  }
  return parts.join(`

`);
}
function written(section, items) {
  let left = section.items.length - items.length, more = left === 0 ? "" : `

${left} more ${section.noun}: see the report.`;
  return `${section.open}${items.join(section.separator)}${more}${section.close}`;
}
function folded(title, items, noun, separator = `
`) {
  return {
    open: `<details><summary>${title}</summary>

`,
    items,
    separator,
    close: `

</details>`,
    noun
  };
}

// src/review/server-facts.ts
var maximumRows = 40;
function tracedStatements(report) {
  return upTraces(report).reduce((sum, { statements }) => sum + statements.length, 0);
}
function serverSection(report) {
  let traces = upTraces(report);
  if (report.server === null || traces.length === 0) return [];
  let title = `What PostgreSQL ${htmlText(report.server.version)} did: ${count(tracedStatements(report), "statement")}`, items = traces.map(({ migration, statements }) => migrationTable(migration, statements));
  return [folded(title, items, "migrations", `

`)];
}
function upTraces(report) {
  return report.migrations.filter((reported) => reported.new).map(({ migration }) => migration).flatMap((migration) => {
    let trace = report.traces.find((one) => one.migration === migration.id && one.direction === "up");
    return trace === void 0 ? [] : [{ migration, statements: trace.statements }];
  });
}
function migrationTable(migration, statements) {
  let told = statements.filter((trace) => tracedLocks(trace, code).length > 0 || tracedWork(trace, code).length > 0), quiet = statements.length - told.length, rows = told.slice(0, maximumRows).map(row), left = told.length - rows.length, table = ["| Line | Locks | Work |", "|--:|:--|:--|", ...rows].join(`
`), after = [
    ...left > 0 ? [`${count(left, "more statement")} in the report.`] : [],
    ...quiet > 0 ? [`${count(quiet, "statement")} locked nothing that existed before.`] : []
  ].join(" ");
  return [`**${code(migration.up.path)}**`, ...rows.length > 0 ? [table] : [], ...after === "" ? [] : [after]].join(
    `

`
  );
}
function row(trace) {
  let work = tracedWork(trace, cellCode).join("<br>") || "none";
  return `| ${trace.line} | ${tracedLocks(trace, cellCode).join("<br>")} | ${work} |`;
}
function roundTripSection(report) {
  let trips = report.roundTrips;
  if (trips.length === 0) return [];
  let restored = trips.filter(({ outcome }) => outcome === "restored").length, missing = trips.filter(({ outcome }) => outcome === "no-down").length, failed = trips.length - restored - missing, parts = [
    ...failed > 0 ? [`${failed} can't be undone cleanly`] : [],
    ...restored > 0 ? [`${restored} restored the schema`] : [],
    ...missing > 0 ? [`${missing} without a down script`] : []
  ];
  return [folded(`Up, down, up again: ${parts.join(", ")}`, trips.map(tripLine), "migrations")];
}
function tripLine(trip) {
  return `- ${code(trip.path)}: ${tripWords(trip)}`;
}
function tripWords(trip) {
  switch (trip.outcome) {
    case "restored":
      return "down restores the schema, and up works again.";
    case "no-down":
      return "no down script; going back needs a new migration.";
    case "down-failed":
    case "up-again-failed":
      return `${trip.outcome === "down-failed" ? "down fails" : "up fails after down"} at line ${trip.line}: ${plain(clip(trip.error.message, 300))} (${plain(trip.error.sqlstate)}).`;
    case "down-differs":
      return `down leaves another schema: ${differences(trip.differences)}`;
    case "up-again-differs":
      return `up after down makes another schema: ${differences(trip.differences)}`;
  }
}
function differences(all) {
  let shown = all.slice(0, 5).map(({ object, before, after }) => {
    let how = after === null ? "is missing" : before === null ? "is left over" : "differs";
    return `${code(clip(object, 200))} ${how}`;
  }), left = all.length - shown.length;
  return `${shown.join(", ")}${left > 0 ? `, and ${left} more` : ""}.`;
}

// src/review/summary.ts
var summaryLimit = 6e4;
function summaryOf(report, standing, withoutComment) {
  let sections = [
    headline(report, standing),
    ...findingTable(standing),
    ...withoutComment.flatMap((group) => detailSection(report, group)),
    ...serverSection(report),
    ...roundTripSection(report),
    ...withdrawnSection(report.withdrawn),
    ...ignoredSection(report.findings),
    ...noteSection(report.notes),
    text(`<sub>Lockgate ${plain(report.tool.version)} \xB7 layout ${plain(report.layout)}</sub>`)
  ];
  return fitted(sections, summaryLimit);
}
function text(open) {
  return { open, items: [], separator: "", close: "", noun: "" };
}
function headline(report, standing) {
  let totals = ["error", "warning", "info"].flatMap((severity) => {
    let number = standing.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [count(number, severity === "info" ? "note" : severity)];
  }), { outcome, reasons } = report.verdict, title = `### ${outcome === "block" ? "Lockgate: blocked" : outcome === "warn" ? "Lockgate: passed, look at this" : "Lockgate: passed"}${totals.length === 0 ? "" : ` (${listed(totals)})`}`, [first] = outcome === "pass" ? [] : reasons, more = reasons.length > 1 ? ` And ${count(reasons.length - 1, "more reason")} below.` : "", why = first === void 0 ? [] : [`${reasonLine(first, standing)}${more}`];
  return text([title, ...why, whatRan(report)].join(`

`));
}
function reasonLine({ message, path, line }, standing) {
  let rule = standing.find((finding) => message.startsWith(`${finding.rule}: `))?.rule, rest = rule === void 0 ? message : message.slice(rule.length + 2), place = path === null ? void 0 : clip(line === null ? path : `${path}:${line}`, 200), named = [rule, place].flatMap((name) => name === void 0 ? [] : [code(name)]).join(" at ");
  return `${named === "" ? "" : `${named}: `}${inline(clip(rest, 600))}`;
}
function whatRan(report) {
  let fresh = report.migrations.filter((reported) => reported.new).length, migrations = count(fresh, "new migration");
  if (fresh === 0) return "No new migrations.";
  if (report.server === null) return `${migrations} read; nothing was run on a server.`;
  let statements = count(tracedStatements(report), "statement");
  return `${migrations} ran on PostgreSQL ${plain(report.server.version)}, watched statement by statement (${statements}).`;
}
function findingTable(standing) {
  return standing.length === 0 ? [] : [{ open: `| | Rule | Where | Effect | Evidence |
|:--|:--|:--|:--|:--|
`, items: standing.map((finding) => {
    let { severity, rule, evidence } = finding;
    return `| ${severityWords[severity]} | ${cellCode(rule)} | ${cellCode(placeText(finding))} | ${effect(finding)} | ${evidence} |`;
  }), separator: `
`, close: "", noun: "findings" }];
}
function effect({ claims: { lock, work, relation }, category }) {
  let table = relation === null ? null : cellCode(clip(relation, 200)), parts = [...lock === null ? [] : [`\`${lock}\``], ...work === "none" ? [] : [work.replace("-", " ")]];
  return parts.length === 0 ? category.replace("-", " ") : `${parts.join(", ")}${table === null ? "" : ` on ${table}`}`;
}
var detailTitles = {
  "not in the diff": (number) => `${count(number, "finding")} outside of this pull request's diff`,
  "too many": (number) => `${count(number, "more finding")}, not commented one by one`
};
function detailSection(report, { reason, findings }) {
  if (findings.length === 0) return [];
  let title = reason === null ? "The findings in full" : detailTitles[reason](findings.length), items = findings.map((finding) => findingDetail(report, finding));
  return [folded(title, items, "findings", `

---

`)];
}
function withdrawnSection(withdrawn) {
  if (withdrawn.length === 0) return [];
  let were = withdrawn.length === 1 ? "was" : "were", items = withdrawn.map(
    ({ finding, reason }) => `- ${code(finding.rule)} at ${code(placeText(finding))}: ${inline(clip(reason, 600))}`
  );
  return [
    folded(`${count(withdrawn.length, "finding")} ${were} withdrawn: the run showed otherwise`, items, "findings")
  ];
}
function ignoredSection(findings) {
  let ignored = findings.filter(({ suppressed }) => suppressed !== null);
  if (ignored.length === 0) return [];
  let items = ignored.map(
    (finding) => `- ${code(finding.rule)} at ${code(placeText(finding))}: ${plain(clip(finding.suppressed, 300))}`
  );
  return [folded(`${count(ignored.length, "finding")} ignored by a comment in the SQL`, items, "findings")];
}
function noteSection(notes) {
  return notes.length === 0 ? [] : [
    folded(
      count(notes.length, "note"),
      notes.map((note) => `- ${inline(clip(note, 600))}`),
      "notes"
    )
  ];
}
function bySeverity(a, b) {
  let rank = severityRank;
  return rank[a.severity] - rank[b.severity] || (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : a.place.line - b.place.line);
}

// src/review/review.ts
var maximumComments = 25, longestRange = 20;
function reviewOf(report, diff) {
  let standing = report.findings.filter(({ suppressed }) => suppressed === null).sort(bySeverity), comments = [], tooMany = [], notInDiff = [], keys = /* @__PURE__ */ new Set();
  for (let finding of standing) {
    let comment = diff === null ? void 0 : commentOn(report, finding, diff);
    comment === void 0 ? notInDiff.push(finding) : comments.length === maximumComments || keys.has(finding.key) ? tooMany.push(finding) : comments.push(comment), keys.add(finding.key);
  }
  let withoutComment = [
    { reason: diff === null ? null : "not in the diff", findings: notInDiff },
    { reason: "too many", findings: tooMany }
  ];
  return {
    comments,
    standing: [...keys],
    summary: summaryOf(report, standing, withoutComment),
    verdict: report.verdict
  };
}
function commentOn(report, finding, diff) {
  let suggested = suggestedLines(report, finding, diff), lines = suggested ?? findingLines(finding, diff);
  if (lines !== void 0)
    return {
      key: finding.key,
      path: finding.place.path,
      startLine: lines.start,
      line: lines.end,
      body: commentBody(report, finding, suggested?.block),
      unplaced: findingDetail(report, finding)
    };
}
function findingLines({ place }, diff) {
  let end = place.endColumn === 1 && place.endLine > place.line ? place.endLine - 1 : place.endLine, visible2 = visiblePart(diff, place.path, place.line, end);
  return visible2 === void 0 || visible2.end - visible2.start < longestRange ? visible2 : { start: visible2.start, end: visible2.start };
}

// src/reports/json.ts
function jsonOf(report) {
  return {
    schema: 1,
    tool: report.tool,
    command: report.command,
    layout: report.layout,
    server: report.server,
    migrations: report.migrations.map(({ migration, new: isNew }) => ({
      id: migration.id,
      version: migration.version,
      name: migration.name,
      path: migration.path,
      kind: migration.kind,
      checksum: migration.checksum,
      digest: migration.digest,
      new: isNew
    })),
    findings: report.findings.map(findingJson),
    withdrawn: report.withdrawn.map(({ finding, reason }) => ({
      rule: finding.rule,
      path: finding.place.path,
      line: finding.place.line,
      message: finding.message,
      reason
    })),
    traces: report.traces.map((trace) => ({
      migration: trace.migration,
      path: trace.path,
      direction: trace.direction,
      statements: trace.statements.map(statementJson)
    })),
    roundTrips: report.roundTrips,
    verdict: report.verdict,
    notes: report.notes
  };
}
function jsonReport(report) {
  return `${JSON.stringify(jsonOf(report), null, 2).replaceAll("##[", "#\\u0023[").replace(/[\u0085\u2028\u2029]/g, oneLine)}
`;
}
function findingJson(finding) {
  return {
    rule: finding.rule,
    category: finding.category,
    severity: finding.severity,
    message: finding.message,
    help: finding.help,
    path: finding.place.path,
    line: finding.place.line,
    column: finding.place.column,
    endLine: finding.place.endLine,
    endColumn: finding.place.endColumn,
    evidence: finding.evidence,
    claims: finding.claims,
    key: finding.key,
    suggestion: finding.suggestion ?? null,
    suppressed: finding.suppressed
  };
}
function statementJson(statement) {
  return {
    line: statement.line,
    locks: statement.locks,
    rewrites: statement.rewrites,
    scans: statement.scans,
    indexBuilds: statement.indexBuilds,
    ms: statement.ms,
    error: statement.error
  };
}

// src/reports/markdown.ts
function markdownReport(report) {
  return `${powerless(reviewOf(report, null).summary.trimEnd())}
`;
}
function powerless(markdown) {
  return markdown.replace(/^([^\S\n]*:)(?=:)/gm, "$1\u200B").replaceAll("##[", "##\u200B[");
}

// src/reports/text.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function textReport(report, options) {
  let style = import_picocolors.default.createColors(options.colors), open = report.findings.filter((finding) => finding.suppressed === null);
  return `${[...byFile(open).map(
    ([path, findings]) => [
      style.underline(printableLine(path)),
      ...findings.map((finding) => findingText(finding, style, options.width))
    ].join(`
`)
  ), closing(report, open, style, options.width)].join(`

`)}
`;
}
function byFile(findings) {
  let files = /* @__PURE__ */ new Map();
  for (let finding of findings) files.set(finding.place.path, [...files.get(finding.place.path) ?? [], finding]);
  return [...files];
}
function severityText(severity, style) {
  return severity === "error" ? style.red("error") : severity === "warning" ? style.yellow("warning") : style.cyan("info");
}
function findingText(finding, style, width) {
  let where = `${finding.place.line}:${finding.place.column}`, measured = finding.evidence === "measured" ? style.green(" measured") : "", head = `  ${style.dim(where.padEnd(7))} ${severityText(finding.severity, style)}  ${style.bold(finding.rule)}${measured}`, message = wrapped(oneLine(finding.message), width, "          "), help = helpText(finding.help, width).map((line) => style.dim(line)).join(`
`);
  return [head, message, help].filter((part) => part !== "").join(`
`);
}
function helpText(help, width) {
  let indent = "            ", fenced = !1;
  return help.trim().split(/\r?\n/).flatMap((line) => line.trimStart().startsWith("```") ? (fenced = !fenced, []) : [fenced ? `${indent}  ${printable(line)}` : wrapped(line, width, indent)]);
}
function closing(report, open, style, width) {
  let count2 = (severity) => open.filter((finding) => finding.severity === severity).length, fresh = report.migrations.filter((migration) => migration.new).length, lines = [
    `${plural(fresh, "new migration")}, ${plural(report.migrations.length - fresh, "earlier one")}: ${plural(count2("error"), "error")}, ${plural(count2("warning"), "warning")}, ${count2("info")} info`
  ];
  report.server !== null && lines.push(ranText(report));
  let ignored = report.findings.length - open.length;
  ignored > 0 && lines.push(`${plural(ignored, "finding")} ignored by comments, each with its reason`), lines.push(...report.notes.map((note) => wrapped(`note: ${oneLine(note)}`, width, "").trimStart()));
  let outcome = report.verdict.outcome, verdict = outcome === "block" ? style.red("BLOCK") : outcome === "warn" ? style.yellow("WARN") : style.green("PASS");
  return [...lines, `verdict: ${style.bold(verdict)}`].join(`
`);
}
function ranText(report) {
  let statements = report.traces.filter((trace) => trace.direction === "up").reduce((sum, trace) => sum + trace.statements.length, 0), trips = report.roundTrips.filter((trip) => trip.outcome !== "no-down"), back = trips.filter((trip) => trip.outcome === "restored").length, parts = [`ran ${plural(statements, "statement")} on PostgreSQL ${report.server?.version ?? ""}`];
  return trips.length > 0 && parts.push(`${back} of ${plural(trips.length, "down script")} restored the schema`), report.withdrawn.length > 0 && parts.push(`${plural(report.withdrawn.length, "finding")} withdrawn, because the run showed otherwise`), parts.join("; ");
}
function plural(count2, noun) {
  return `${count2} ${noun}${count2 === 1 ? "" : "s"}`;
}

// src/reports/index.ts
var formats = ["text", "json", "markdown"];
function formatReport(report, format, options) {
  switch (format) {
    case "text":
      return textReport(report, options);
    case "json":
      return jsonReport(report);
    case "markdown":
      return markdownReport(report);
  }
}

// cli/version.ts
function version() {
  return package_default.version;
}

export {
  reviewOf,
  formats,
  formatReport,
  version
};
