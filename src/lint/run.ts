// Runs the rules over migrations: the baseline is only remembered, the new ones are judged.

import { completedBy } from '../catalog/completed.ts';
import { resolve } from '../catalog/draft.ts';
import { isNew } from '../catalog/objects.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Change, ChangeKind } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Direction, Migration, Script, Statement } from '../model/migration.ts';
import type { Position } from '../model/place.ts';
import type { Name } from '../model/schema.ts';
import { linesOf, placeOf } from '../sql/lines.ts';
import type { ActiveRule } from './active-rules.ts';
import { type Earlier, earlierChanges } from './earlier-changes.ts';
import { type ExpandedStatement, expandCode, type Routines } from './expand-code.ts';
import { type LocatedFinding, noticeFinding, ruleFinding } from './finding.ts';
import { apply, beginHistory, beginScript, catalogAfter, endScript, type History } from './history.ts';
import { notUnderstood } from './notices.ts';
import { type StatementContext, statementContexts } from './statement-contexts.ts';
import { type UpcomingChanges, upcomingChanges } from './upcoming-changes.ts';

export interface LintInput {
  /** Migrations that are applied already: what they made is known, but not judged. */
  readonly baseline: readonly Migration[];
  readonly pending: readonly Migration[];
  readonly rules: readonly ActiveRule[];
  /** Major version of the target server. */
  readonly serverVersion: number;
  /** Where unqualified names go; `public` when left out. */
  readonly defaultSchema?: string;
  /** What production has, for what no migration made. */
  readonly production?: Catalog | undefined;
}

/** Findings in the order of migrations and statements. Each carries the statement it is about. */
export function lint(input: LintInput): readonly LocatedFinding[] {
  const { baseline, pending, rules, serverVersion, defaultSchema, production } = input;
  const routines: Routines = new Map();
  const made = catalogAfter(baseline, { defaultSchema, routines });
  const history = beginHistory(production === undefined ? made : completedBy(made, production));
  // All up scripts first: some rules ask what is still to come.
  const ups = pending.map((migration) => {
    const contexts = statementContexts(expandCode(migration.up, routines), defaultSchema);
    // The down script may call what its own up script made, not what later ones will.
    const down = migration.down === undefined ? undefined : expandCode(migration.down, new Map(routines));
    return { migration, contexts, down };
  });
  const byKind = { up: rulesByKind(rules, 'up'), down: rulesByKind(rules, 'down') };
  const upcoming = upcomingChanges(ups.flatMap(({ contexts }) => contexts));
  const earlier = earlierChanges();
  const known: Known = { history, base: history.catalog, earlier, upcoming, serverVersion };
  const findings: LocatedFinding[] = [];
  const judge = (migration: Migration, direction: Direction, at: StatementContext): RuleContext => {
    const context = contextOf(known, migration, direction, at);
    findings.push(...check(at, context, byKind[direction]), ...unread(at.expanded, context));
    return context;
  };
  for (const { migration, contexts, down } of ups) {
    beginScript(history, contexts);
    for (const at of contexts) {
      const { qualify } = judge(migration, 'up', at);
      earlier.note(at, qualify);
      earlier.undo(history.undone.get(at) ?? []);
      apply(history, at);
    }
    endScript(history);
    for (const at of down === undefined ? [] : statementContexts(down, defaultSchema)) judge(migration, 'down', at);
  }
  return findings;
}

/** What one run of the rules knows. */
interface Known {
  readonly history: History;
  readonly earlier: Earlier;
  readonly base: Catalog;
  readonly upcoming: UpcomingChanges;
  readonly serverVersion: number;
}

function contextOf(known: Known, migration: Migration, direction: Direction, at: StatementContext): RuleContext {
  const { settings, unit, script, expanded } = at;
  const { history, base, earlier, upcoming, serverVersion } = known;
  const before = (catalog: Catalog): RuleContext => {
    const qualify = (name: Name): string =>
      resolve(catalog, name, { searchPath: settings.searchPath, conditional: expanded.conditional });
    return {
      migration,
      script,
      direction,
      statement: expanded.statement,
      unit,
      serverVersion,
      lockTimeout: settings.lockTimeout,
      statementTimeout: settings.statementTimeout,
      setting: (name) => settings.values.get(name) ?? null,
      catalog,
      base,
      searchPath: settings.searchPath,
      qualify,
      isNew: (name) => isNew(catalog, base, qualify(name)),
      earlier: (name) => earlier.of(qualify(name)),
      later: (name) => (direction === 'up' ? upcoming.after(at, qualify(name)) : []),
      at: (change) => before(history.before.get(change) ?? catalog),
    };
  };
  return before(history.catalog);
}

type RulesByKind = ReadonlyMap<ChangeKind, readonly ActiveRule[]>;

function rulesByKind(rules: readonly ActiveRule[], direction: Direction): RulesByKind {
  const map = new Map<ChangeKind, ActiveRule[]>();
  for (const active of rules.filter(({ rule }) => (rule.directions ?? ['up']).includes(direction))) {
    for (const kind of active.rule.on) map.set(kind, [...(map.get(kind) ?? []), active]);
  }
  return map;
}

/** Where a sub-command ends: before the comma in front of the next one; else where its statement does. */
function endOf(change: Change, statement: Statement, script: Script): Position {
  const next = statement.changes
    .map((other) => other.at)
    .filter((at) => at.offset > change.at.offset)
    .reduce<Position | undefined>(
      (nearest, at) => (nearest === undefined || at.offset < nearest.offset ? at : nearest),
      undefined,
    );
  if (next === undefined) return statement.span.end;
  const text = script.text.slice(change.at.offset, next.offset).replace(/(?<![\s,])[\s,]+$/, '');
  return linesOf(script).position(change.at.offset + text.length);
}

function check({ expanded }: StatementContext, context: RuleContext, rules: RulesByKind): readonly LocatedFinding[] {
  const { statement } = expanded;
  const found: LocatedFinding[] = [];
  for (const change of statement.changes) {
    for (const { rule, options } of rules.get(change.kind) ?? []) {
      for (const hit of hitsOf(rule.check(change, context, options))) {
        const span = hit.span ?? { start: change.at, end: endOf(change, statement, context.script) };
        const finding = ruleFinding(rule, withinCode(hit, expanded), context, placeOf(context.script.path, span));
        found.push({ ...finding, statement: expanded.outer, ...(expanded.conditional ? { conditional: true } : {}) });
      }
    }
  }
  return found;
}

const noHits: readonly Hit[] = [];

function hitsOf(answer: Hit | readonly Hit[] | undefined): readonly Hit[] {
  if (answer === undefined) return noHits;
  return 'message' in answer ? [answer] : answer;
}

/** A suggestion would be made of the wrong text: what stands in code may be quoted, or stand elsewhere. */
function withinCode(hit: Hit, { statement }: ExpandedStatement): Hit {
  if (statement.within === undefined) return hit;
  const { suggestion: _, ...rest } = hit;
  return isCalled(statement) ? { ...rest, message: `${hit.message} It is done by ${calledFrom(statement)}.` } : rest;
}

/** Statements of code that no rule looks into; those of the script itself are said with its problems. */
function unread(
  { statement, outer }: ExpandedStatement,
  { migration, direction, script }: RuleContext,
): readonly LocatedFinding[] {
  if (statement.within === undefined) return [];
  const what = isCalled(statement) ? calledFrom(statement) : 'this statement';
  return statement.changes.flatMap((change) => {
    if (change.kind !== 'opaque') return [];
    const place = placeOf(script.path, statement.span);
    const message = `No rule looks into ${what}: ${change.reason}.`;
    return noticeFinding(notUnderstood, {
      message,
      place,
      evidence: 'read',
      migration: migration.id,
      direction,
      statement: outer,
    });
  });
}

function isCalled({ within }: Statement): boolean {
  return within !== undefined && within !== 'DO block';
}

function calledFrom({ within }: Statement): string {
  return `the ${within} that is called here`;
}
