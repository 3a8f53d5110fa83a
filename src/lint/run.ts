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
import { type Earlier, earlierChanges } from './earlier.ts';
import { type LocatedFinding, noticeFinding, ruleFinding } from './finding.ts';
import { type Future, futureOf } from './future.ts';
import { apply, beginHistory, catalogAfter, endScript, type History, undoneBy } from './history.ts';
import { notUnderstood } from './notices.ts';
import { type Member, type Routines, unfold } from './unfold.ts';
import { type Visit, visitsOf } from './visits.ts';

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
    const visits = visitsOf(unfold(migration.up, routines), defaultSchema);
    // The down script may call what its own up script made, not what later ones will.
    const down = migration.down === undefined ? undefined : unfold(migration.down, new Map(routines));
    return { migration, visits, down };
  });
  const byKind = { up: rulesByKind(rules, 'up'), down: rulesByKind(rules, 'down') };
  const future = futureOf(ups.flatMap(({ visits }) => visits));
  const earlier = earlierChanges();
  const known: Known = { history, base: history.catalog, earlier, future, serverVersion };
  const findings: LocatedFinding[] = [];
  const judge = (migration: Migration, direction: Direction, visit: Visit): RuleContext => {
    const context = contextOf(known, migration, direction, visit);
    findings.push(...check(visit, context, byKind[direction]), ...unread(visit.member, context));
    return context;
  };
  for (const { migration, visits, down } of ups) {
    const undone = undoneBy(visits);
    for (const visit of visits) {
      const { qualify } = judge(migration, 'up', visit);
      earlier.note(visit, qualify);
      earlier.undo(undone.get(visit) ?? []);
      apply(history, visit, undone.get(visit));
    }
    endScript(history);
    for (const visit of down === undefined ? [] : visitsOf(down, defaultSchema)) judge(migration, 'down', visit);
  }
  return findings;
}

/** What one run of the rules knows. */
interface Known {
  readonly history: History;
  readonly earlier: Earlier;
  readonly base: Catalog;
  readonly future: Future;
  readonly serverVersion: number;
}

function contextOf(known: Known, migration: Migration, direction: Direction, visit: Visit): RuleContext {
  const { settings, unit, script, member } = visit;
  const { history, base, earlier, future, serverVersion } = known;
  const before = (catalog: Catalog): RuleContext => {
    const qualify = (name: Name): string =>
      resolve(catalog, name, { searchPath: settings.searchPath, conditional: member.conditional });
    return {
      migration,
      script,
      direction,
      statement: member.statement,
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
      later: (name) => (direction === 'up' ? future.after(visit, qualify(name)) : []),
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

function check({ member }: Visit, context: RuleContext, rules: RulesByKind): readonly LocatedFinding[] {
  const { statement } = member;
  const found: LocatedFinding[] = [];
  for (const change of statement.changes) {
    for (const { rule, options } of rules.get(change.kind) ?? []) {
      for (const hit of hitsOf(rule.check(change, context, options))) {
        const span = hit.span ?? { start: change.at, end: endOf(change, statement, context.script) };
        const finding = ruleFinding(rule, withinCode(hit, member), context, placeOf(context.script.path, span));
        found.push({ ...finding, statement: member.outer, ...(member.conditional ? { conditional: true } : {}) });
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
function withinCode(hit: Hit, { statement }: Member): Hit {
  if (statement.within === undefined) return hit;
  const { suggestion: _, ...rest } = hit;
  return isCalled(statement) ? { ...rest, message: `${hit.message} It is done by ${calledFrom(statement)}.` } : rest;
}

/** Statements of code that no rule looks into; those of the script itself are said with its problems. */
function unread(
  { statement, outer }: Member,
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
