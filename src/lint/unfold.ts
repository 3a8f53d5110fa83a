// A script as rules read it: behind a statement that runs code stand the statements of that code.
import type { Change, ChangeOf } from '../model/change.ts';
import type { CodeStatement } from '../model/code.ts';
import type { Script, Statement } from '../model/migration.ts';
import type { Call, Name } from '../model/schema.ts';
import type { Unit } from '../model/unit.ts';
import { readFunction } from '../sql/code.ts';
import { unitsOf } from '../sql/units.ts';

/** A statement that rules get to read, and the one of the script that runs it: the same unless it stands in code. */
export interface Member {
  readonly statement: Statement;
  readonly outer: Statement;
  /** A run may pass it by: that it did not happen says nothing. */
  readonly conditional: boolean;
}

export interface Unfolded {
  /** With the statements of code among the others, numbered anew. */
  readonly script: Script;
  readonly units: readonly { readonly unit: Unit; readonly members: readonly Member[] }[];
}

/** Functions and procedures that scripts made so far, by name; of several with one name the latest. */
export type Routines = Map<string, { readonly change: ChangeOf<'function'>; readonly text: string }>;

/** Unfolds DO blocks, and calls of functions that these or earlier scripts make: one level deep. `routines` takes in the script's own. */
export function unfold(script: Script, routines: Routines): Unfolded {
  const plain = unitsOf(script).map((unit) => ({
    unit,
    members: unit.statements.flatMap((outer) => membersOf(outer, routines)),
  }));
  if (plain.every(({ members }) => members.every((member) => member.statement === member.outer))) {
    return { script, units: plain };
  }
  let index = 0;
  const units = plain.map(({ unit, members: unnumbered }) => {
    const members = unnumbered.map((member) => ({ ...member, statement: { ...member.statement, index: index++ } }));
    return { unit: unitOf(unit, members), members };
  });
  const statements = units.flatMap(({ members }) => members.map((member) => member.statement));
  return { script: { ...script, statements }, units };
}

function unitOf(unit: Unit, members: readonly Member[]): Unit {
  const statements = members.map((member) => member.statement);
  const [only, ...more] = statements;
  if (unit.kind === 'transaction') return { ...unit, statements };
  if (only === undefined || more.length === 0) return only === undefined ? unit : { ...unit, statements: [only] };
  // Code is always in a transaction: that of the statement that runs it.
  return { kind: 'transaction', opened: 'runner', closed: 'runner', statements };
}

function membersOf(outer: Statement, routines: Routines): readonly Member[] {
  const inner = outer.changes.flatMap((change) =>
    change.kind === 'do'
      ? change.statements.flatMap((code) => [
          memberOf(outer, code, 'DO block'),
          ...calledBy(outer, code, routines, code.conditional),
        ])
      : [],
  );
  const called = calledBy(outer, outer, routines, false);
  for (const { changes, text } of [outer, ...inner.map((member) => member.statement)]) learn(routines, changes, text);
  return [{ statement: outer, outer, conditional: false }, ...inner, ...called];
}

function memberOf(outer: Statement, code: CodeStatement, within: string, conditional = false): Member {
  const { text, span, changes } = code;
  return {
    statement: { index: outer.index, text, span, changes, ignores: outer.ignores, within },
    outer,
    conditional: conditional || code.conditional,
  };
}

/** What the functions do that a statement calls, at its place. A function that is called in a condition is taken for called. */
function calledBy(
  outer: Statement,
  caller: Pick<Statement, 'changes' | 'span'>,
  routines: Routines,
  conditional: boolean,
): readonly Member[] {
  const calls = caller.changes.flatMap((change): readonly Call[] => {
    if (change.kind === 'call') return [change.function];
    return change.kind === 'select' ? change.functions : [];
  });
  const each = new Map(calls.map((call) => [JSON.stringify(call), call]));
  return [...each.values()].flatMap((call) => {
    const routine = routines.get(keyOf(call));
    if (routine === undefined) return [];
    const { change, text } = routine;
    const within = `${change.procedure ? 'procedure' : 'function'} ${nameOf(change.function)}`;
    // Whether SELECT calls its function depends on rows.
    const always = caller.changes.some((other) => other.kind === 'call');
    return readFunction(text, change, call, caller.span).map((code) =>
      memberOf(outer, code, within, conditional || !always),
    );
  });
}

function learn(routines: Routines, changes: readonly Change[], text: string): void {
  for (const change of changes) if (change.kind === 'function') routines.set(keyOf(change.function), { change, text });
}

function keyOf(name: Name): string {
  return JSON.stringify([name.schema ?? 'public', name.name]);
}

function nameOf({ schema, name }: Name): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
