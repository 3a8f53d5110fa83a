// What stands before a change: for rules that speak once about a transaction or a script.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Statement } from '../../model/migration.ts';

/** In its script. */
export function earlierInScript(change: Change, context: RuleContext): readonly Change[] {
  return earlierAmong(context.script.statements, change, context);
}

/** In its transaction; of a statement that commits by itself, only its own earlier changes. */
export function earlierInUnit(change: Change, context: RuleContext): readonly Change[] {
  return earlierAmong(context.unit.statements, change, context);
}

/** In its transaction; outside one, in the script: what is said once there serves all of it. */
export function earlierTogether(change: Change, context: RuleContext): readonly Change[] {
  return context.unit.kind === 'transaction' ? earlierInUnit(change, context) : earlierInScript(change, context);
}

/** Whether one of `earlierTogether` is so: most often the first, and no list of all is made for that. */
export function someEarlierTogether(
  change: Change,
  context: RuleContext,
  holds: (earlier: Change) => boolean,
): boolean {
  const { statement, unit, script } = context;
  const { changes, starts } = flattened(unit.kind === 'transaction' ? unit.statements : script.statements);
  const until = (starts.get(statement.index) ?? 0) + Math.max(statement.changes.indexOf(change), 0);
  for (let i = 0; i < until; i++) if (holds(changes[i] as Change)) return true;
  return false;
}

function earlierAmong(statements: readonly Statement[], change: Change, { statement }: RuleContext): readonly Change[] {
  const { changes, starts } = flattened(statements);
  const before = changes.slice(0, starts.get(statement.index) ?? 0);
  const own = statement.changes.indexOf(change);
  return own > 0 ? [...before, ...statement.changes.slice(0, own)] : before;
}

interface Flattened {
  readonly changes: readonly Change[];
  /** By a statement's index: how many changes stand before it. */
  readonly starts: ReadonlyMap<number, number>;
}

/** By list of statements, since each of ten thousand statements of a script asks. */
const known = new WeakMap<readonly Statement[], Flattened>();

function flattened(statements: readonly Statement[]): Flattened {
  const found = known.get(statements);
  if (found !== undefined) return found;
  const changes: Change[] = [];
  const starts = new Map<number, number>();
  for (const statement of statements) {
    starts.set(statement.index, changes.length);
    changes.push(...statement.changes);
  }
  const made = { changes, starts };
  known.set(statements, made);
  return made;
}
