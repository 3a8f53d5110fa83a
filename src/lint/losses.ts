// What a run took away without a word of it in the text: objects of the base that are gone, tables that are empty. And what a CASCADE took, by name.
import type { Severity } from '../model/finding.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { LostObject, ProofRun, StatementTrace } from '../model/trace.ts';
import { placeOf } from '../sql/lines.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { unseenDrop, unseenTruncate } from './notices.ts';
import type { StatementText, WrittenChange } from './statement-text.ts';

export interface LossFindings {
  readonly added: readonly LocatedFinding[];
  /** What to add to findings that speak of a CASCADE. */
  readonly cascades: ReadonlyMap<LocatedFinding, { readonly words: string; readonly severity?: Severity }>;
}

export function lossFindings(
  findings: readonly LocatedFinding[],
  migrations: readonly Migration[],
  run: ProofRun,
  text: StatementText,
): LossFindings {
  const added: LocatedFinding[] = [];
  const cascades = new Map<LocatedFinding, { words: string; severity?: Severity }>();
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const trace of run.traces) {
    const migration = byId.get(trace.migration);
    if (migration === undefined || trace.direction === 'down') continue;
    for (const seen of trace.statements) {
      const statement = migration.up.statements[seen.index];
      if (statement === undefined || seen.error !== null) continue;
      const written = text.changesOf(statement);
      const about = findings.filter((item) => item.direction === 'up' && isOf(item, migration, statement));
      const lost = (seen.lost ?? []).filter((object) => !names(written, object, text));
      const emptied = hiddenlyEmptied(seen, about, written, text);
      const where = { migration, statement, major: Math.floor(run.server.number / 10_000) };
      const speaker = about.find(({ finding }) => speaksOfCascade.has(finding.rule));
      const losses = [
        ...lost.map(lostWords),
        ...(speaker === undefined ? [] : emptied.map((table) => `the rows of ${table}`)),
      ];
      if (speaker !== undefined && losses.length > 0) {
        const severity = lost.some(({ holdsData }) => holdsData) ? { severity: 'error' as const } : {};
        cascades.set(speaker, {
          words: `On PostgreSQL ${where.major} it also dropped: ${listed(losses)}.`,
          ...severity,
        });
      } else {
        if (lost.length > 0) added.push(dropFinding(lost, where, written.some(isCascade)));
        if (emptied.length > 0) added.push(truncateFinding(emptied, where));
      }
    }
  }
  return { added, cascades };
}

const speaksOfCascade: ReadonlySet<string> = new Set([
  'drop-cascade',
  'drop-type-cascade',
  'drop-schema',
  'truncate-cascade',
]);

function isOf(item: LocatedFinding, migration: Migration, statement: Statement): boolean {
  return item.migration === migration.id && item.statement?.index === statement.index;
}

function isCascade({ change }: WrittenChange): boolean {
  return 'cascade' in change && change.cascade;
}

/** The text says that it drops this object, by a name that certainly means it. */
function names(written: readonly WrittenChange[], lost: LostObject, text: StatementText): boolean {
  const { relation } = lost;
  return written.some(({ change, searchPath }) => {
    if (change.kind === 'drop-column' || change.kind === 'drop-constraint') {
      const part = change.kind === 'drop-column' ? 'column' : 'constraint';
      const name = change.kind === 'drop-column' ? change.column : change.name;
      return (
        lost.kind === part && isPart(lost, name) && relation !== null && text.means(change.table, relation, searchPath)
      );
    }
    if (change.kind === 'drop-default' || change.kind === 'drop-identity' || change.kind === 'drop-expression')
      return lost.kind === 'default value' && relation !== null && text.means(change.table, relation, searchPath);
    if (change.kind !== 'drop') return false;
    if (change.on !== undefined)
      return (
        relation !== null &&
        text.means(change.on, relation, searchPath) &&
        change.names.some(({ name }) => isPart(lost, name))
      );
    if (lost.kind === 'index' || lost.isRelation)
      return change.names.some((name) => text.means(name, ownName(lost), searchPath));
    // Of what has no relation the text's name is taken for the last part of PostgreSQL's.
    return relation === null && change.names.some(({ name }) => isPart(lost, name));
  });
}

/** The index itself: `relation` of an index is its own name as well. */
function ownName({ relation, name }: LostObject): string {
  return relation ?? name;
}

function isPart({ name }: LostObject, wanted: string): boolean {
  const quoted = `"${wanted.replaceAll('"', '""')}"`;
  return [wanted, quoted].some(
    (one) =>
      name === one ||
      name.startsWith(`${one} on `) ||
      name.startsWith(`${one}(`) ||
      name.endsWith(`.${one}`) ||
      name.includes(`.${one}(`),
  );
}

/** Emptied, and neither named by a TRUNCATE nor part of a table that is; a rewrite of it that was read is one that the server did in silence. */
function hiddenlyEmptied(
  { emptied = [], live }: StatementTrace,
  about: readonly LocatedFinding[],
  written: readonly WrittenChange[],
  text: StatementText,
): readonly string[] {
  return emptied.filter((table) => {
    if (!live.includes(table)) return false;
    if (about.some(({ finding: { claims } }) => claims.relation === table && claims.work === 'rewrite')) return false;
    return !written.some(({ change, searchPath }) => {
      const named =
        change.kind === 'truncate' ? change.tables : change.kind === 'refresh-materialized-view' ? [change.view] : [];
      return named.some((name) => {
        if (text.means(name, table, searchPath)) return true;
        return [...namesOf(name, searchPath)].some(
          (one) => text.isBelow(table, one) && text.means(name, one, searchPath),
        );
      });
    });
  });
}

function namesOf({ schema, name }: { readonly schema?: string; readonly name: string }, searchPath: readonly string[]) {
  return (schema === undefined ? searchPath : [schema]).map((one) => qualifiedName(one, name));
}

interface Where {
  readonly migration: Migration;
  readonly statement: Statement;
  readonly major: number;
}

function dropFinding(lost: readonly LostObject[], where: Where, cascades: boolean): LocatedFinding {
  const isSevere = lost.some(({ kind, isRelation, holdsData }) => isRelation || holdsData || severeKinds.has(kind));
  const objects = listed(lost.map(lostWords));
  const why = cascades ? 'CASCADE took it along: the statement does not name it' : 'the text does not name it';
  const rows = lost.some(({ holdsData }) => holdsData)
    ? ' Rows or values went with it, and no down migration brings them back.'
    : '';
  return noticeFinding(isSevere ? unseenDrop : { ...unseenDrop, severity: 'warning' }, {
    message: `On PostgreSQL ${where.major} this statement dropped ${objects}; ${lost.length === 1 ? why : why.replaceAll(/\bit\b/g, 'them')}.${rows}`,
    ...placed(where),
  });
}

const severeKinds: ReadonlySet<string> = new Set(['schema', 'function', 'procedure', 'type', 'extension']);

function truncateFinding(tables: readonly string[], where: Where): LocatedFinding {
  return noticeFinding(unseenTruncate, {
    message: `On PostgreSQL ${where.major} this statement emptied ${listed(tables)}, which its text does not say: every row is lost, and reads and writes wait until its transaction ends.`,
    ...placed(where),
    claims: { lock: 'AccessExclusiveLock', work: 'none', relation: tables[0] ?? null },
  });
}

function placed({ migration, statement }: Where) {
  return {
    place: placeOf(migration.up.path, statement.span),
    evidence: 'measured' as const,
    migration: migration.id,
    direction: 'up' as const,
    statement,
  };
}

function lostWords({ kind, name, isBack }: LostObject): string {
  return `${kind} ${name}${isBack ? ' (another one has its name now)' : ''}`;
}

const listedAtMost = 20;

function listed(items: readonly string[]): string {
  const more = items.length > listedAtMost ? `, and ${items.length - listedAtMost} more` : '';
  return `${items.slice(0, listedAtMost).join(', ')}${more}`;
}
