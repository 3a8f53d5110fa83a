// A script as rules read it: each statement that runs code is followed by the statements of that code.
import type { Change, ChangeOf } from '../model/change.ts';
import type { CodeStatement } from '../model/code.ts';
import type { Script, Statement } from '../model/migration.ts';
import type { Call, Name } from '../model/schema.ts';
import type { Unit } from '../model/unit.ts';
import { readFunction } from '../sql/code.ts';
import { unitsOf } from '../sql/units.ts';

/** A statement that rules read, and the statement of the script that runs it: the same one unless it stands in code. */
export interface ExpandedStatement {
  readonly statement: Statement;
  readonly outer: Statement;
  /** It may be skipped at run time (branch, loop), so a trace without it proves nothing. */
  readonly conditional: boolean;
}

export interface ExpandedScript {
  /** With the statements of code among the others, renumbered. */
  readonly script: Script;
  readonly units: readonly { readonly unit: Unit; readonly expansion: readonly ExpandedStatement[] }[];
}

/** Functions and procedures created so far, by name; the latest of several with one name. */
export type Routines = Map<string, { readonly change: ChangeOf<'function'>; readonly text: string }>;

/** Expands DO blocks, and calls of functions that this or earlier scripts create, one level deep. Adds the script's own functions to `routines`. */
export function expandCode(script: Script, routines: Routines): ExpandedScript {
  const plain = unitsOf(script).map((unit) => ({
    unit,
    expansion: unit.statements.flatMap((outer) => expansionOf(outer, routines)),
  }));
  if (plain.every(({ expansion }) => expansion.every((expanded) => expanded.statement === expanded.outer))) {
    return { script, units: plain };
  }
  let index = 0;
  const units = plain.map(({ unit, expansion: unnumbered }) => {
    const expansion = unnumbered.map((expanded) => ({
      ...expanded,
      statement: { ...expanded.statement, index: index++ },
    }));
    return { unit: unitOf(unit, expansion), expansion };
  });
  const statements = units.flatMap(({ expansion }) => expansion.map((expanded) => expanded.statement));
  return { script: { ...script, statements }, units };
}

function unitOf(unit: Unit, expansion: readonly ExpandedStatement[]): Unit {
  const statements = expansion.map((expanded) => expanded.statement);
  const [only, ...more] = statements;
  if (unit.kind === 'transaction') return { ...unit, statements };
  if (only === undefined || more.length === 0) return only === undefined ? unit : { ...unit, statements: [only] };
  // Code is always in a transaction: that of the statement that runs it.
  return { kind: 'transaction', opened: 'runner', closed: 'runner', statements };
}

function expansionOf(outer: Statement, routines: Routines): readonly ExpandedStatement[] {
  const inner = outer.changes.flatMap((change) =>
    change.kind === 'do'
      ? change.statements.flatMap((code) => [
          expandedStatement(outer, code, 'DO block'),
          ...calledBy(outer, code, routines, code.conditional),
        ])
      : [],
  );
  const called = calledBy(outer, outer, routines, false);
  for (const { changes, text } of [outer, ...inner.map((expanded) => expanded.statement)])
    learn(routines, changes, text);
  return [{ statement: outer, outer, conditional: false }, ...inner, ...called];
}

function expandedStatement(
  outer: Statement,
  code: CodeStatement,
  within: string,
  conditional = false,
): ExpandedStatement {
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
): readonly ExpandedStatement[] {
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
      expandedStatement(outer, code, within, conditional || !always),
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
