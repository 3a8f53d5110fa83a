// What the text says of each statement, for comparing it with what a run did: all its changes, those of code that it runs too, and which relations its names mean.
import type { Change } from '../model/change.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import type { ProofRun } from '../model/trace.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { type ExpandedScript, expandCode, type Routines } from './expand-code.ts';
import { statementContexts } from './statement-contexts.ts';
import { createdBy } from './touched-names.ts';

/** A change with the search_path in force. */
export interface WrittenChange {
  readonly change: Change;
  readonly searchPath: readonly string[];
}

export interface StatementText {
  /** Of a statement of a script: its own changes, and those of code that it runs, as far as that can be read. */
  changesOf(statement: Statement): readonly WrittenChange[];
  searchPathAt(statement: Statement): readonly string[];
  /** That a name certainly means the relation: in doubt it does not, so that what was measured is reported. */
  means(name: Name, relation: string, searchPath: readonly string[]): boolean;
  /** `relation` is a partition or heir of `ancestor`, directly or not. */
  isBelow(relation: string, ancestor: string): boolean;
  /** One of the relations that were there when the run began a transaction. */
  isKnown(relation: string): boolean;
}

export function readStatements(
  baseline: readonly Migration[],
  pending: readonly Migration[],
  run: Pick<ProofRun, 'relations' | 'ancestors'>,
): StatementText {
  const routines: Routines = new Map();
  for (const migration of baseline) expandCode(migration.up, routines);
  const changes = new Map<Statement, WrittenChange[]>();
  const paths = new Map<Statement, readonly string[]>();
  const temporary = new Set<string>();
  const known = new Set(run.relations);
  const read = (expandedScript: ExpandedScript): void => {
    for (const { expanded, settings } of statementContexts(expandedScript)) {
      const { outer, statement } = expanded;
      const { searchPath } = settings;
      if (!paths.has(outer)) paths.set(outer, searchPath);
      const written = changes.get(outer) ?? [];
      changes.set(outer, written);
      for (const change of statement.changes) {
        written.push({ change, searchPath });
        if (change.kind === 'rename' && change.from === undefined)
          known.add(qualifiedName(change.name.schema ?? searchPath[0] ?? 'public', change.to));
        if (change.kind === 'set-schema') known.add(qualifiedName(change.schema, change.name.name));
        const made = createdBy(change);
        if (made?.temporary) temporary.add(made.name.name);
        else if (made !== undefined)
          known.add(qualifiedName(made.name.schema ?? searchPath[0] ?? 'public', made.name.name));
      }
    }
  };
  for (const { up, down } of pending) {
    read(expandCode(up, routines));
    if (down !== undefined) read(expandCode(down, new Map(routines)));
  }
  const resolve = ({ schema, name }: Name, searchPath: readonly string[]): string | undefined => {
    if (schema !== undefined) return qualifiedName(schema, name);
    // A temporary table of that name comes first, where there is one.
    if (temporary.has(name)) return undefined;
    return searchPath.map((one) => qualifiedName(one, name)).find((one) => known.has(one));
  };
  const relations = new Set(run.relations);
  return {
    changesOf: (statement) => changes.get(statement) ?? [],
    searchPathAt: (statement) => paths.get(statement) ?? ['public'],
    means: (name, relation, searchPath) => resolve(name, searchPath) === relation,
    isBelow: (relation, ancestor) => run.ancestors?.get(relation)?.includes(ancestor) === true,
    isKnown: (relation) => relations.has(relation),
  };
}

/** Two relations that have one name, in whatever schemas. */
export function areNamesakes(one: string, other: string): boolean {
  return partsOf(one).name === partsOf(other).name;
}
