// Which findings can be split: what follows in the script must mean the same when a statement has moved behind it.
import type { Change } from '../model/change.ts';
import type { Split } from '../model/finding.ts';
import type { Migration, Script, Statement } from '../model/migration.ts';
import { escaped } from '../sql/mentions.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { scan } from '../sql/scanner.ts';
import { referencedTables } from '../sql/written-constraints.ts';
import type { LocatedFinding } from './finding.ts';

/** A finding that can be split, and the migration it is about. */
export interface Candidate {
  readonly item: LocatedFinding;
  readonly split: Split;
  readonly statement: Statement;
  /** The statement can be replaced by the first step: nothing else is in its script. */
  readonly inPlace: boolean;
}

/** Of one migration. One rewrite for a statement; a suggestion in one place is better than any. */
export function candidatesOf(located: readonly LocatedFinding[], migration: Migration): readonly Candidate[] {
  const seen = new Set<Statement>();
  const made = new Set<string>();
  return located.flatMap((item) => {
    const { split, statement, finding } = item;
    if (item.direction !== 'up' || split === undefined || statement === null) return [];
    if (finding.suppressed !== null || finding.suggestion !== undefined || seen.has(statement)) return [];
    // Two that make an object of one name: names are cut at 63 bytes.
    const makes = split.steps[0].up.join();
    if (
      made.has(makes) ||
      losesComment(split, statement) ||
      !canMove(split, statement, finding.claims.relation, migration.up)
    )
      return [];
    seen.add(statement);
    made.add(makes);
    return [{ item, split, statement, inPlace: canStandAlone(split, statement, migration.up) }];
  });
}

/** What somebody wrote inside the statement is not in what takes its place. */
function losesComment({ here, steps }: Split, { text }: Statement): boolean {
  const kept = [here ?? '', ...steps.flatMap(({ up }) => up)].join('\n');
  return scan(text).comments.some(({ start, end }) => !kept.includes(text.slice(start, end)));
}

/** Nothing behind it needs what would now come later, or changes what that is about. `relation` is the table, as `schema.name`, where it is known. */
function canMove(split: Split, statement: Statement, relation: string | null, { statements }: Script): boolean {
  const table = relation === null ? '' : partsOf(relation).name;
  const names = [split.undo.name, table, ...namesIn(statement)].filter((name) => name !== '');
  const isKey = split.here === null && /\b(?:unique|primary)\b/i.test(statement.text);
  return statements.slice(statement.index + 1).every((later) => {
    if (later.changes.some(isUnknown)) return false;
    if (!names.some((name) => isWord(later.text, name))) return true;
    return later.changes.every((change) => mayFollow(change, split, isKey, names));
  });
}

/** Anywhere in the text, also in a string: that may be code. */
function isWord(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, 'i').test(text);
}

function namesIn({ changes }: Statement): readonly string[] {
  return changes.flatMap((change) => {
    if (change.kind === 'drop') return change.names.map(({ name }) => name);
    if (change.kind === 'reindex') return change.name?.name ?? [];
    return 'table' in change && change.table !== undefined ? [change.table.name] : [];
  });
}

/** Names of schemas change, or code runs that may do anything. */
function isUnknown(change: Change): boolean {
  switch (change.kind) {
    case 'opaque':
    case 'do':
    case 'call':
      return true;
    case 'select':
      return change.functions.length > 0;
    case 'rename':
    case 'drop':
      return change.object === 'schema';
    default:
      return false;
  }
}

/** On the same table, these neither need an index, a key or a NOT NULL, nor move what they are on. */
const harmless: ReadonlySet<Change['kind']> = new Set([
  'add-column',
  'set-default',
  'drop-default',
  'set-not-null',
  'comment',
  'grant',
  'create-trigger',
  'analyze',
  'set',
  'reset',
  'update',
  'delete',
] satisfies Change['kind'][]);

function mayFollow(change: Change, { here, undo }: Split, isKey: boolean, names: readonly string[]): boolean {
  const refers = referencedTables(change).some(({ name }) => names.includes(name));
  switch (change.kind) {
    case 'insert':
      // It may ask for a key by ON CONFLICT; a constraint that is there, but not validated, checks it as before.
      return here !== null;
    case 'create-index':
      return change.index !== undo.name;
    case 'add-constraint':
      return change.constraint.name !== undo.name && !('usingIndex' in change.constraint) && !(isKey && refers);
    case 'create-table':
      return refers && !isKey;
    default:
      return harmless.has(change.kind) && !(isKey && refers);
  }
}

/** Beside it the script holds only settings, which nothing outside a transaction needs. */
function canStandAlone({ here, steps }: Split, statement: Statement, script: Script): boolean {
  if (here !== null || steps[0].transaction !== 'none') return false;
  return script.statements.every((other) => other === statement || isSetting(other));
}

export function isSetting({ changes }: Statement): boolean {
  return changes.every(({ kind }) => kind === 'set' || kind === 'reset');
}
