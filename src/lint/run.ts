// Runs the rules over migrations: the baseline is only remembered, the new ones are judged.

import type { Change, ChangeKind } from '../model/change.ts';
import type { Hit, Rule, RuleContext } from '../model/finding.ts';
import type { Direction, Migration, Script, Statement } from '../model/migration.ts';
import type { Position } from '../model/place.ts';
import type { Unit } from '../model/unit.ts';
import { lineIndex, placeOf } from '../sql/lines.ts';
import { type LocatedFinding, noticeFinding, ruleFinding } from './finding.ts';
import { notUnderstood } from './notices.ts';
import { afterStatement, afterTransaction, initialSettings, type Settings, settingsIn } from './settings.ts';
import { type Member, type Routines, type Unfolded, unfold } from './unfold.ts';
import { emptyWorld, type World } from './world.ts';

export interface LintInput {
  /** Migrations that are applied already: what they made is known, but not judged. */
  readonly baseline: readonly Migration[];
  readonly pending: readonly Migration[];
  readonly rules: readonly Rule[];
  /** Major version of the target server. */
  readonly serverVersion: number;
}

/** Findings in the order of migrations and statements. Each carries the statement it is about. */
export function lint(input: LintInput): readonly LocatedFinding[] {
  const world = emptyWorld();
  const routines: Routines = new Map();
  const byKind = rulesByKind(input.rules);
  for (const migration of input.baseline) {
    walk(unfold(migration.up, routines), (visit) => remember(world, visit, false));
    world.endScript();
  }
  const findings: LocatedFinding[] = [];
  for (const migration of input.pending) {
    const judge = (script: Script, direction: Direction, visit: Visit): void => {
      const context = contextOf(world, migration, script, direction, visit, input.serverVersion);
      findings.push(...check(visit.member, context, byKind), ...unread(visit.member, context));
    };
    const up = unfold(migration.up, routines);
    walk(up, (visit) => {
      judge(up.script, 'up', visit);
      remember(world, visit, true);
    });
    world.endScript();
    if (migration.down === undefined) continue;
    const down = unfold(migration.down, new Map(routines));
    walk(down, (visit) => judge(down.script, 'down', visit));
  }
  return findings;
}

interface Visit {
  readonly member: Member;
  readonly unit: Unit;
  readonly settings: Settings;
}

/** Visits every statement with its unit and the settings in force before it. */
function walk({ units }: Unfolded, visit: (visit: Visit) => void): void {
  let state = initialSettings;
  for (const { unit, members } of units) {
    const before = state;
    for (const member of members) {
      visit({ member, unit, settings: settingsIn(state) });
      state = afterStatement(state, member.statement);
    }
    state = afterTransaction(before, state, unit);
  }
}

function remember(world: World, { member, unit, settings }: Visit, isNew: boolean): void {
  const { statement, conditional } = member;
  for (const change of statement.changes) world.apply(change, unit, settings.searchPath, isNew, conditional);
}

function contextOf(
  world: World,
  migration: Migration,
  script: Script,
  direction: Direction,
  { member: { statement }, unit, settings }: Visit,
  serverVersion: number,
): RuleContext {
  const { searchPath } = settings;
  return {
    migration,
    script,
    direction,
    statement,
    unit,
    serverVersion,
    lockTimeout: settings.lockTimeout,
    statementTimeout: settings.statementTimeout,
    qualify: (name) => world.qualify(name, searchPath),
    isNew: (name) => world.isNew(world.qualify(name, searchPath)),
    historyOf: (name) => world.historyOf(world.qualify(name, searchPath), unit),
    tableOfIndex: (name) => world.tableOfIndex(world.qualify(name, searchPath)),
    usersOf: (type) => world.usersOf(world.qualify(type, searchPath), searchPath),
  };
}

type RulesByKind = ReadonlyMap<ChangeKind, readonly Rule[]>;

function rulesByKind(rules: readonly Rule[]): RulesByKind {
  const map = new Map<ChangeKind, Rule[]>();
  for (const rule of rules) {
    for (const kind of rule.on) map.set(kind, [...(map.get(kind) ?? []), rule]);
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
  // Counted from the sub-command's own place: an index of all lines for each of a thousand findings would take minutes.
  const text = script.text.slice(change.at.offset, next.offset).replace(/[\s,]+$/, '');
  const { line, column } = lineIndex(text).position(text.length);
  const { at } = change;
  return {
    offset: at.offset + text.length,
    line: at.line + line - 1,
    column: line === 1 ? at.column + column - 1 : column,
  };
}

function check(member: Member, context: RuleContext, rules: RulesByKind): readonly LocatedFinding[] {
  const { statement } = member;
  return statement.changes.flatMap((change: Change) =>
    (rules.get(change.kind) ?? []).flatMap((rule) => {
      if (!(rule.directions ?? ['up']).includes(context.direction)) return [];
      const hit = rule.check(change, context);
      if (hit === undefined) return [];
      const span = hit.span ?? { start: change.at, end: endOf(change, statement, context.script) };
      const found = ruleFinding(rule, withinCode(hit, member), context, placeOf(context.script.path, span));
      return [{ ...found, statement: member.outer, ...(member.conditional ? { conditional: true } : {}) }];
    }),
  );
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
