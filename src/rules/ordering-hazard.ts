// A statement that needs what only a later one makes.

import type { Change } from '../model/change.ts';
import type { LaterChange, RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { referencedTables } from '../sql/written-constraints.ts';
import { dataKinds, schemaKinds } from './facts/kinds.ts';
import { isKnown } from './facts/named.ts';
import { defineRule } from './rule.ts';

export const orderingHazard = defineRule({
  id: 'ordering-hazard',
  category: 'correctness',
  severity: 'error',
  title: 'A statement uses a table, type or function that only a later statement creates.',
  why: 'The migrations run in the order of their versions: when this statement runs, the object is not there, and the migration fails. On the machine of its author it was there from an earlier try.',
  instead: 'Give the migration that creates the object the lower version, or move the statement behind the CREATE.',
  fineWhen: 'The object is there already under this name; then its CREATE fails, unless it says IF NOT EXISTS.',
  sources: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  example: {
    setup: '',
    bad: 'INSERT INTO currencies (code) VALUES (1);\nCREATE TABLE currencies (code int PRIMARY KEY);',
    good: 'CREATE TABLE currencies (code int PRIMARY KEY);\nINSERT INTO currencies (code) VALUES (1);',
    fails: '42P01',
  },
  on: [...schemaKinds, ...dataKinds, 'select', 'truncate', 'lock-table', 'refresh-materialized-view'],
  check(change, context) {
    // What stands in code may be behind a condition that asks whether the object is there.
    if (context.statement.within !== undefined || /^alter\s+\w+\s+if\s+exists\b/i.test(context.statement.text))
      return undefined;
    for (const name of usedBy(change)) {
      const maker = laterMaker(name, change, context);
      if (maker === undefined) continue;
      const where = maker.path === context.script.path ? 'a later statement of this script' : maker.path;
      return {
        message: `${context.qualify(name)} is not there yet when this runs: ${where} creates it on line ${maker.change.at.line}.`,
      };
    }
    return undefined;
  },
});

/** What makes it, when nothing earlier is known of it and nothing says that it may be there before. */
function laterMaker(name: Name, change: Change, context: RuleContext): LaterChange | undefined {
  // First what takes no list of all that is to come.
  if (isKnown(context, name) || context.isNew(name)) return undefined;
  const decisive = context.later(name).find(({ change: next }) => makes(next, name) || movesAway(next, name));
  if (decisive === undefined || decisive.conditional || !makesAnew(decisive.change, name)) return undefined;
  // A self-reference.
  return makes(change, name) ? undefined : decisive;
}

function makes(change: Change, { name }: Name): boolean {
  switch (change.kind) {
    case 'create-table':
      return change.table.name === name;
    case 'create-view':
    case 'create-materialized-view':
      return change.view.name === name;
    case 'create-type':
      return change.type.name === name;
    case 'create-domain':
      return change.domain.name === name;
    case 'function':
      return change.function.name === name;
    default:
      return false;
  }
}

/** Would fail if it were there. */
function makesAnew(change: Change, name: Name): boolean {
  if (!makes(change, name)) return false;
  if (change.kind === 'create-table') return !change.ifNotExists && change.persistence !== 'temporary';
  if ('replace' in change) return !change.replace;
  return !('ifNotExists' in change) || !change.ifNotExists;
}

/** It was there before, then. */
function movesAway(change: Change, { name }: Name): boolean {
  if (change.kind === 'drop') return change.names.some((one) => one.name === name);
  return (change.kind === 'rename' || change.kind === 'set-schema') && change.name.name === name;
}

/** The relations, types and functions that must be there. */
function usedBy(change: Change): readonly Name[] {
  const reads = 'reads' in change ? (change.reads ?? []) : [];
  switch (change.kind) {
    case 'create-table':
      return [
        ...referencedTables(change),
        ...change.columns.map(({ type }) => type),
        ...(change.partitionOf === undefined ? [] : [change.partitionOf]),
        ...change.inherits,
        ...change.likes,
        ...reads,
      ];
    case 'add-column':
      return [change.table, ...referencedTables(change), change.column.type];
    case 'add-constraint':
      return [change.table, ...referencedTables(change)];
    case 'alter-column-type':
      return [change.table, change.type];
    case 'attach-partition':
    case 'detach-partition':
      return [change.table, change.partition];
    case 'create-trigger':
      return [change.table, change.function];
    case 'drop':
      // Whoever drops and makes anew knows that it is there.
      return [];
    case 'truncate':
    case 'lock-table':
      return change.tables;
    case 'refresh-materialized-view':
      return [change.view];
    default:
      return 'table' in change && change.table !== undefined ? [change.table, ...reads] : reads;
  }
}
