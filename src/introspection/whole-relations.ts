// Puts tables and views together with what hangs on them.
import type { ListedTable, ListedView } from '../catalog/assemble.ts';
import type { Row } from '../model/database.ts';
import { serverIndex } from '../sql/server-text.ts';
import { columnFrom } from './columns.ts';
import { constraintFrom, type ReadConstraint } from './constraints.ts';
import { grantsFrom, policyFrom, ruleFrom, triggerFrom } from './facilities.ts';
import { indexFrom, type ReadIndex, unreadExpression } from './indexes.ts';
import type { Reader } from './reader.ts';
import { tableFrom, viewFrom } from './relations.ts';
import { rowsBy, texts } from './rows.ts';
import type { ReadStatistics } from './statistics.ts';
import { type Found, keyOfItem } from './undisturbed.ts';

/** The rows of each query, and what was read besides. */
export interface RelationRows {
  readonly server: number;
  readonly reader: Reader;
  readonly relations: readonly Row[];
  readonly columns: readonly Row[];
  readonly constraints: readonly Row[];
  readonly indexes: readonly Row[];
  readonly triggers: readonly Row[];
  readonly policies: readonly Row[];
  readonly rules: readonly Row[];
  readonly grants: ReadonlyMap<number, readonly Row[]>;
  readonly deparsed: Found;
  readonly statistics: ReadStatistics | undefined;
}

export function wholeRelations(rows: RelationRows): {
  readonly tables: readonly ListedTable[];
  readonly views: readonly ListedView[];
} {
  const { server, reader, relations, grants, deparsed, statistics } = rows;
  const by = {
    columns: rowsBy(rows.columns, 'oid'),
    constraints: rowsBy(rows.constraints, 'conrelid'),
    indexes: rowsBy(rows.indexes, 'indrelid'),
    triggers: rowsBy(rows.triggers, 'tgrelid'),
    policies: rowsBy(rows.policies, 'polrelid'),
    rules: rowsBy(rows.rules, 'ev_class'),
  };
  const tables: ListedTable[] = [];
  const views: ListedView[] = [];
  for (const relation of relations) {
    const oid = Number(relation.oid);
    const of = (kind: keyof typeof by): readonly Row[] => by[kind].get(oid) ?? [];
    const indexes = new Map(of('indexes').map((row) => [Number(row.oid), readIndex(row, deparsed, statistics)]));
    const constraints = of('constraints').map((row) => readConstraint(row, indexes, deparsed, reader));
    const doubtful = new Set(
      constraints.flatMap(({ type, validated, columns }) => (type === 'not-null' && !validated ? columns : [])),
    );
    const parts = {
      // Since 18 a NOT NULL that is NOT VALID is marked on the column, too.
      columns: of('columns').map((row) => {
        const column = columnFrom(row, reader);
        return doubtful.has(column.name) ? { ...column, notNull: false } : column;
      }),
      constraints,
      indexes: [...indexes.values()],
      triggers: of('triggers').map((row) => triggerFrom(row, deparsed.get(keyOfItem('trigger', row.oid))?.first)),
      policies: of('policies').map((row) => policyFrom(row, deparsed.get(keyOfItem('policy', row.oid)))),
      rules: of('rules').map(ruleFrom),
      grants: grantsFrom(grants.get(oid) ?? [], server),
    };
    const needed = [
      ...of('constraints').flatMap(({ type, oid }) => (type === 'c' ? [keyOfItem('check', oid)] : [])),
      ...of('indexes').flatMap(({ deparsed, oid }) => (deparsed === true ? [keyOfItem('index', oid)] : [])),
      ...of('triggers').flatMap(({ conditional, oid }) => (conditional === true ? [keyOfItem('trigger', oid)] : [])),
      ...of('policies').map(({ oid }) => keyOfItem('policy', oid)),
    ];
    const complete = needed.every((key) => deparsed.has(key));
    const counted = statistics?.ofTables.get(oid);
    const measured = counted === undefined ? {} : { statistics: counted };
    if (relation.kind === 'v' || relation.kind === 'm')
      views.push({ ...viewFrom(relation, complete), ...parts, ...measured });
    else tables.push({ ...tableFrom(relation, complete), ...parts, ...measured });
  }
  return { tables, views };
}

function readIndex(row: Row, deparsed: Found, statistics: ReadStatistics | undefined): ReadIndex {
  const { first: definition, keys } = deparsed.get(keyOfItem('index', row.oid)) ?? {};
  const index = indexFrom(row, typeof definition === 'string' ? serverIndex(definition, texts(keys)) : undefined);
  const bytes = statistics?.ofIndexes.get(Number(row.oid));
  return bytes === undefined ? index : { ...index, bytes };
}

function readConstraint(
  row: Row,
  indexes: ReadonlyMap<number, ReadIndex>,
  deparsed: Found,
  { expression }: Reader,
): ReadConstraint {
  const text = deparsed.get(keyOfItem('check', row.oid))?.first;
  return constraintFrom(row, {
    expression: typeof text === 'string' ? expression(text) : unreadExpression,
    index: indexes.get(Number(row.conindid)),
  });
}

/** By the oid of the domain. */
export function domainConstraints(
  rows: readonly Row[],
  { expression }: Reader,
): ReadonlyMap<number, readonly ReadConstraint[]> {
  const found = [...rowsBy(rows, 'contypid')].filter(([oid]) => oid !== 0);
  return new Map(
    found.map(([oid, own]) => [
      oid,
      own.map((row) =>
        constraintFrom(row, {
          expression: row.expression === null ? unreadExpression : expression(String(row.expression)),
          index: undefined,
        }),
      ),
    ]),
  );
}
