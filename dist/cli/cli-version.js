#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  package_default
} from "./package.js";
import {
  require_picocolors
} from "./picocolors.js";
import {
  printable,
  printableLine,
  wrapped
} from "./reports-terminal.js";
import {
  oneLine
} from "./one-line.js";
import {
  __toESM
} from "./runtime.js";

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
    suggestion ?? plainSuggestion(report, finding)
  ]);
}
function findingDetail(report, finding) {
  return paragraphs([
    `**${severityWords[finding.severity]}** \xB7 ${code(finding.rule)} \xB7 ${code(placeText(finding))}`,
    ...explanation(finding),
    plainSuggestion(report, finding)
  ]);
}
function lastLine(report, finding) {
  return { evidence: sentence(evidenceOf(report, finding)), hint: code(`lockgate explain ${finding.rule}`) };
}
function footer(evidence, hint) {
  return `<sub>${[...new Set(evidence)].join("<br>")} \xB7 ${hint}</sub>`;
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
function paragraphs(parts) {
  return parts.filter((part) => part !== "").join(`

`);
}

// src/review/sections.ts
function characters(size, rest = "see the report.") {
  return { size, measure: (text2) => text2.length, rest };
}
var sentenceRoom = 120;
function fitted(sections, limit2) {
  let { measure } = limit2, frames = sections.map((section) => measure(section.open) + measure(section.close) + sentenceRoom), room = limit2.size - frames.reduce((sum, frame) => sum + frame, 0), parts = [];
  for (let section of sections) {
    let items = [];
    for (let item of section.items) {
      let size = measure(item) + measure(section.separator);
      if (size > room) break;
      room -= size, items.push(item);
    }
    parts.push(written(section, items, limit2.rest));
  }
  return withinLimit(parts, limit2);
}
function written(section, items, rest) {
  let left = section.items.length - items.length + (section.omitted ?? 0), more = left === 0 ? "" : `${items.length === 0 ? "" : `

`}${left} more ${section.noun}: ${rest}`;
  return `${section.open}${items.join(section.separator)}${more}${section.close}`;
}
function withinLimit(parts, limit2) {
  let text2 = parts.join(`

`);
  if (limit2.measure(text2) <= limit2.size) return text2;
  let notice = `The rest was too long: ${limit2.rest}`, kept = [], room = limit2.size - limit2.measure(notice) - 2;
  for (let part of parts) {
    if (room -= limit2.measure(part) + 2, room < 0) break;
    kept.push(part);
  }
  return [...kept, notice].join(`

`);
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

// src/review/summary.ts
function summaryOf(state, limit2) {
  let commit = state.commits.at(-1) ?? "", current = state.parts.filter((part) => part.commit === commit), late = state.parts.filter((part) => part.commit !== commit), parts = [...current, ...late].sort(byLabel), labels = labelsOf(parts), body = [
    ...findingTable(parts, labels, commit),
    ...detailSections(current),
    ...parts.flatMap((part, i) => foldedSections(part, commit, parts.length > 1 ? labels[i] : void 0))
  ], about = [
    ...new Set(parts.flatMap((part) => part.footer.split(" \xB7 "))),
    ...commit === "" ? [] : [`commit ${short(commit)}`]
  ], preface = [...new Set(current.flatMap((part) => part.preface))].map(text);
  return fitted([...preface, headline(state, current, late), ...body, text(`<sub>${about.join(" \xB7 ")}</sub>`)], limit2);
}
function ownSummary(part, limit2) {
  return summaryOf({ commits: [""], parts: [{ ...part, commit: "" }], retired: [] }, limit2);
}
function text(open) {
  return { open, items: [], separator: "", close: "", noun: "" };
}
function short(commit) {
  return commit.slice(0, 7);
}
var worstFirst = ["block", "failed", "warn", "pass"], outcomeWords = {
  block: "blocked",
  failed: "could not run",
  warn: "passed, look at this",
  pass: "passed"
};
function headline(state, current, late) {
  let commit = state.commits.at(-1) ?? "", worst = worstFirst.find((outcome) => current.some((part) => part.outcome === outcome)) ?? "failed", on = commit === "" ? "" : ` on ${short(commit)}`, title = `### Lockgate: ${late.length > 0 && worst !== "block" && worst !== "failed" ? "not finished" : outcomeWords[worst]}${worst === "failed" ? "" : totals(current)}${on}`, [only] = current;
  if (only !== void 0 && current.length === 1 && late.length === 0)
    return text([title, only.reason, only.ran].filter((line) => line !== "").join(`

`));
  let parts = [...current, ...late].sort(byLabel), labels = labelsOf(parts), lines = parts.flatMap((part, i) => part.commit === commit ? [partLine(part, labels[i])] : []);
  return text(
    [title, ...waiting(late, commit), overview(parts, labels, commit), ...lines].filter((line) => line !== "").join(`

`)
  );
}
function totals(parts) {
  let findings = unique(parts.flatMap((part) => part.findings)), words = ["error", "warning", "info"].flatMap((severity) => {
    let shown = findings.filter((finding) => finding.severity === severity).length, number = Math.max(shown, ...parts.map(({ counts }) => counts[severity]));
    return number === 0 ? [] : [count(number, severity === "info" ? "note" : severity)];
  });
  return words.length === 0 ? "" : ` (${listed(words)})`;
}
function waiting(late, commit) {
  if (late.length === 0) return [];
  let labels = [...new Set(late.map(({ label }) => label))], have = labels.length === 1 ? "has" : "have", results = labels.length === 1 ? "that column are" : "those columns are";
  return [`${listed(labels)} ${have} not reviewed ${short(commit)}: the results in ${results} of an older commit.`];
}
function overview(parts, labels, commit) {
  let cells = (name, cell) => `| ${name} | ${parts.map(cell).join(" | ")} |`;
  return [
    `| | ${labels.join(" | ")} |`,
    `|:--|${":--|".repeat(parts.length)}`,
    cells(
      "Result",
      (part) => part.commit === commit ? outcomeWords[part.outcome] : `was: ${outcomeWords[part.outcome]}`
    ),
    cells("Commit", (part) => `${short(part.commit)}${part.commit === commit ? "" : " (older)"}`),
    cells("Findings", (part) => totals([part]).slice(2, -1) || (part.outcome === "failed" ? "?" : "none"))
  ].join(`
`);
}
function partLine(part, label) {
  return [part.reason === "" ? "" : `**${label}**: ${part.reason}`, part.ran].filter((line) => line !== "").join(`

`);
}
function foldedSections(part, commit, label) {
  return part.commit !== commit || part.sections.length === 0 ? [] : label === void 0 ? part.sections : [text(`**${label}**`), ...part.sections];
}
function findingTable(parts, labels, commit) {
  let rows = unique(parts.flatMap((part) => part.findings)), omitted = Math.max(0, ...parts.map(dropped));
  if (rows.length + omitted === 0) return [];
  let several = parts.length > 1, columns = several ? labels : ["Evidence"], items = rows.map((row2) => {
    let cells = parts.map((part) => several ? cellOf(part, row2, commit) : row2.evidence);
    return `| ${severityWords[row2.severity]} | ${row2.rule} | ${row2.where} | ${row2.effect} | ${cells.join(" | ")} |`;
  });
  return [{ open: `| | Rule | Where | Effect | ${columns.join(" | ")} |
|:--|:--|:--|:--|${":--|".repeat(columns.length)}
`, items, separator: `
`, close: "", noun: "findings", omitted }];
}
function dropped({ counts, findings }) {
  return counts.error + counts.warning + counts.info - findings.length;
}
function cellOf(part, row2, commit) {
  let found = part.findings.find(({ key }) => key === row2.key);
  if (found === void 0) return part.outcome === "failed" || dropped(part) > 0 ? "?" : "\u2013";
  let otherwise = found.effect === row2.effect ? "" : `: ${found.effect}`;
  return `${part.commit === commit ? "" : "was "}${found.evidence}${otherwise}`;
}
var groups = ["refused", "not-in-diff", "too-many", "all"], detailTitles = {
  refused: (number) => `GitHub refused comments on their lines: ${number}`,
  "not-in-diff": (number) => `${count(number, "finding")} outside of this pull request's diff`,
  "too-many": (number) => `${count(number, "more finding")}, not commented one by one`,
  all: () => "The findings in full"
};
function detailSections(parts) {
  let findings = parts.flatMap((part) => part.findings), rows = unique(findings.filter(({ detail }) => detail !== void 0));
  return groups.flatMap((group) => {
    let members = rows.filter(({ detail }) => detail?.group === group);
    if (members.length === 0) return [];
    let kept = members.filter(({ detail }) => detail?.text !== ""), items = kept.map(({ key, detail }) => {
      let { text: text2, hint } = detail, same = findings.filter((other) => other.key === key);
      return `${text2}

${footer(
        same.flatMap((other) => other.detail?.evidence ?? []),
        hint
      )}`;
    });
    return [{ ...folded(detailTitles[group](members.length), items, "findings", `

---

`), omitted: members.length - kept.length }];
  });
}
function unique(findings) {
  let byKey = /* @__PURE__ */ new Map();
  for (let finding of findings) {
    let known = byKey.get(finding.key);
    (known === void 0 || severityRank[finding.severity] < severityRank[known.severity]) && byKey.set(finding.key, finding);
  }
  return [...byKey.values()].sort((a, b) => severityRank[a.severity] - severityRank[b.severity]);
}
function byLabel(a, b) {
  return a.label.localeCompare(b.label, "en", { numeric: !0 }) || (a.id < b.id ? -1 : 1);
}
function labelsOf(parts) {
  return parts.map(
    (part) => parts.filter(({ label }) => label === part.label).length === 1 ? part.label : `${part.label} (${cellCode(part.job)})`
  );
}
function bySeverity(a, b) {
  let rank = severityRank;
  return rank[a.severity] - rank[b.severity] || (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : a.place.line - b.place.line);
}

// src/review/part.ts
import { createHash } from "node:crypto";

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
    case "enum-values-left":
      return `down restores the schema but for ${code(clip(trip.enumValuesLeft.map(({ type, values }) => `${type}: ${values.join(", ")}`).join("; "), 200))}, since values of an enum type can't be removed; ${trip.error === void 0 ? "up works again" : "up fails after down"}.`;
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

// src/review/part.ts
function shortDigest(text2) {
  return createHash("sha256").update(text2).digest("hex").slice(0, 12);
}
function partOf(report, standing, withoutComment, run) {
  let [first] = report.verdict.outcome === "pass" ? [] : report.verdict.reasons, others = report.verdict.reasons.length - 1, more = others > 0 ? ` And ${count(others, "more reason")} below.` : "";
  return {
    ...memberOf(run, report.server?.version),
    outcome: report.incomplete === void 0 ? report.verdict.outcome : "failed",
    preface: prefaceOf(report),
    reason: incompleteWords(report) ?? (first === void 0 ? "" : `${reasonLine(first, standing)}${more}`),
    ran: report.incomplete === void 0 ? whatRan(report) : whatWasRead(report),
    ...findingsOf(report, standing, withoutComment),
    sections: [
      ...serverSection(report),
      ...roundTripSection(report),
      ...withdrawnSection(report.withdrawn),
      ...ignoredSection(report.findings),
      ...noteSection(report.notes)
    ],
    footer: `Lockgate ${plain(report.tool.version)} \xB7 layout ${plain(report.layout)}`
  };
}
function incompleteWords({ incomplete }) {
  if (incomplete === void 0) return;
  let { message, help, path, line } = incomplete;
  return [reasonLine({ message, path, line }, []), help === null ? "" : prose(clip(help, 4e3))].filter((text2) => text2 !== "").join(`

`);
}
function whatWasRead(report) {
  let fresh = report.migrations.filter((reported) => reported.new).length;
  return `${count(fresh, "new migration")} read; nothing was proved. This is what reading found:`;
}
function memberOf(run, version2) {
  let major = version2 === void 0 ? "" : /^\d+/.exec(version2)?.[0] ?? version2, label = version2 !== void 0 ? `PostgreSQL ${plain(clip(version2, 40))}` : run.command === "lint" ? "lint" : "no server", serverKnown = version2 !== void 0 || run.command === "lint";
  return { ...run, id: shortDigest(JSON.stringify([run.job, run.command, major])), label, serverKnown };
}
function prefaceOf(report) {
  return report.preface.map((line) => `> **${plain(clip(line, 1200))}**`);
}
function findingsOf(report, standing, withoutComment) {
  let findings = standing.map((finding) => {
    let { severity, rule, evidence } = finding, group = withoutComment.get(finding.key);
    return {
      key: shortDigest(finding.key),
      severity,
      rule: cellCode(rule),
      where: cellCode(placeText(finding)),
      effect: effect(finding),
      evidence,
      ...group === void 0 ? {} : { detail: { group, text: findingDetail(report, finding), ...lastLine(report, finding) } }
    };
  }), number = (severity) => findings.filter((finding) => finding.severity === severity).length, counts = { error: number("error"), warning: number("warning"), info: number("info") };
  return { findings, counts, keys: [...new Set(findings.map(({ key }) => key))] };
}
function effect({ claims: { lock, work, relation }, category }) {
  let table = relation === null ? null : cellCode(clip(relation, 200)), parts = [...lock === null ? [] : [`\`${lock}\``], ...work === "none" ? [] : [work.replace("-", " ")]];
  return parts.length === 0 ? category.replace("-", " ") : `${parts.join(", ")}${table === null ? "" : ` on ${table}`}`;
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

// src/review/review.ts
var maximumComments = 25, longestRange = 20;
function reviewOf(report, diff, run = ownRun(report)) {
  let standing = report.findings.filter(({ suppressed }) => suppressed === null).sort(bySeverity), comments = [], withoutComment = /* @__PURE__ */ new Map(), keys = /* @__PURE__ */ new Set();
  for (let finding of standing) {
    let comment = diff === null ? void 0 : commentOn(report, finding, diff);
    comment === void 0 ? withoutComment.set(finding.key, diff === null ? "all" : "not-in-diff") : comments.length === maximumComments ? withoutComment.set(finding.key, "too-many") : keys.has(finding.key) || comments.push(comment), keys.add(finding.key);
  }
  return {
    comments,
    standing: [...keys],
    part: partOf(report, standing, withoutComment, run),
    verdict: report.verdict
  };
}
function ownRun({ command }) {
  return { job: "", command, commit: "", run: 0, attempt: 0 };
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
      ...lastLine(report, finding),
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
    ...report.incomplete === void 0 ? {} : { incomplete: report.incomplete },
    notes: report.notes,
    preface: report.preface
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
var limit = characters(6e4);
function markdownReport(report) {
  return `${powerless(ownSummary(reviewOf(report, null).part, limit).trimEnd())}
`;
}
function powerless(markdown) {
  return markdown.replace(/^([^\S\n]*:)(?=:)/gm, "$1\u200B").replaceAll("##[", "##\u200B[");
}

// src/reports/text.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function textReport(report, options) {
  let style = import_picocolors.default.createColors(options.colors), open = report.findings.filter((finding) => finding.suppressed === null), blocks = byFile(open).map(
    ([path, findings]) => [
      style.underline(printableLine(path)),
      ...findings.map((finding) => findingText(finding, style, options.width))
    ].join(`
`)
  );
  return `${[...report.preface.map((line) => wrapped(oneLine(line), options.width, "").trimStart()), ...blocks, closing(report, open, style, options.width)].join(`

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
  if (ignored > 0 && lines.push(`${plural(ignored, "finding")} ignored by comments, each with its reason`), lines.push(...report.notes.map((note) => wrapped(`note: ${oneLine(note)}`, width, "").trimStart())), report.incomplete !== void 0)
    return [
      ...lines,
      ...incompleteText(report, report.incomplete, width),
      `verdict: ${style.bold(style.red("COULD NOT RUN"))}`
    ].join(`
`);
  let outcome = report.verdict.outcome, verdict = outcome === "block" ? style.red("BLOCK") : outcome === "warn" ? style.yellow("WARN") : style.green("PASS");
  return [...lines, `verdict: ${style.bold(verdict)}`].join(`
`);
}
function incompleteText({ findings }, { message, path, line }, width) {
  if (findings.some((finding) => finding.message === message)) return [];
  let place = path === null ? "" : `${printableLine(path)}${line === null ? "" : `:${line}`}: `;
  return [wrapped(`nothing was proved: ${place}${oneLine(message)}`, width, "").trimStart()];
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
  footer,
  characters,
  ownSummary,
  reviewOf,
  formats,
  formatReport,
  version
};
