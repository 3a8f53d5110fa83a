// Runs the rules over migrations: the baseline is only remembered, the new ones are judged.

import type { Change, ChangeKind } from '../model/change.ts';
import type { Rule, RuleContext } from '../model/finding.ts';
import type { Direction, Migration, Script, Statement } from '../model/migration.ts';
import type { Unit } from '../model/unit.ts';
import { placeOf } from '../sql/lines.ts';
import { unitsOf } from '../sql/units.ts';
import { type LocatedFinding, ruleFinding } from './finding.ts';
import { afterStatement, afterTransaction, initialSettings, type Settings, settingsIn } from './settings.ts';
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
  const byKind = rulesByKind(input.rules);
  for (const migration of input.baseline) {
    walk(migration.up, (visit) => remember(world, visit, false));
    world.endScript();
  }
  const findings: LocatedFinding[] = [];
  for (const migration of input.pending) {
    const judge = (script: Script, direction: Direction, visit: Visit): void => {
      const context = contextOf(world, migration, script, direction, visit, input.serverVersion);
      findings.push(...check(visit.statement, context, byKind));
    };
    walk(migration.up, (visit) => {
      judge(migration.up, 'up', visit);
      remember(world, visit, true);
    });
    world.endScript();
    const { down } = migration;
    if (down !== undefined) walk(down, (visit) => judge(down, 'down', visit));
  }
  return findings;
}

interface Visit {
  readonly statement: Statement;
  readonly unit: Unit;
  readonly settings: Settings;
}

/** Visits every statement with its unit and the settings in force before it. */
function walk(script: Script, visit: (visit: Visit) => void): void {
  let state = initialSettings;
  for (const unit of unitsOf(script)) {
    const before = state;
    for (const statement of unit.statements) {
      visit({ statement, unit, settings: settingsIn(state) });
      state = afterStatement(state, statement);
    }
    state = afterTransaction(before, state, unit);
  }
}

function remember(world: World, { statement, unit, settings }: Visit, isNew: boolean): void {
  for (const change of statement.changes) world.apply(change, unit, settings.searchPath, isNew);
}

function contextOf(
  world: World,
  migration: Migration,
  script: Script,
  direction: Direction,
  { statement, unit, settings }: Visit,
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

function check(statement: Statement, context: RuleContext, rules: RulesByKind): readonly LocatedFinding[] {
  return statement.changes.flatMap((change: Change) =>
    (rules.get(change.kind) ?? []).flatMap((rule) => {
      if (!(rule.directions ?? ['up']).includes(context.direction)) return [];
      const hit = rule.check(change, context);
      if (hit === undefined) return [];
      const span = hit.span ?? { start: change.at, end: statement.span.end };
      return [ruleFinding(rule, hit, context, placeOf(context.script.path, span))];
    }),
  );
}
