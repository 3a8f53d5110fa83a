// What the bound of a partition says of its rows, as get_qual_for_range() and get_qual_for_list() in partbounds.c make it.
import type { Node, PartitionBoundSpec } from 'libpg-query';
import { type Condition, isNullLiteral, type Literal, literalOf, negations, type Operator } from './conditions.ts';
import { parseStatement } from './postgresql-parser.ts';

/** Of ATTACH PARTITION or CREATE TABLE … PARTITION OF, by the columns of the key; undefined for DEFAULT, hash and what is no literal. */
export function boundIn(statement: string, key: readonly string[]): Condition | undefined {
  const bound = specIn(statement);
  if (bound === undefined || bound.is_default === true) return undefined;
  if (bound.strategy === 'l') return listed(bound.listdatums ?? [], key);
  if (bound.strategy !== 'r') return undefined;
  const from = (bound.lowerdatums ?? []).map(endOf);
  const to = (bound.upperdatums ?? []).map(endOf);
  if ([...from, ...to].includes(undefined) || from.length !== key.length || to.length !== key.length) return undefined;
  return ranged(key, from as readonly End[], to as readonly End[]);
}

type End = 'minvalue' | 'maxvalue' | Literal;

function specIn(statement: string): PartitionBoundSpec | undefined {
  const parsed = parseStatement(statement);
  if (parsed.kind !== 'parsed') return undefined;
  if ('CreateStmt' in parsed.node) return parsed.node.CreateStmt.partbound;
  if (!('AlterTableStmt' in parsed.node)) return undefined;
  const [command] = parsed.node.AlterTableStmt.cmds ?? [];
  const def = command !== undefined && 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
  return def !== undefined && 'PartitionCmd' in def ? def.PartitionCmd.bound : undefined;
}

/** MINVALUE and MAXVALUE are column names to the grammar. */
function endOf(node: Node): End | undefined {
  const [field] = 'ColumnRef' in node ? (node.ColumnRef.fields ?? []) : [];
  const word = field !== undefined && 'String' in field ? field.String.sval : undefined;
  return word === 'minvalue' || word === 'maxvalue' ? word : literalOf(node);
}

function isNotNull(column: string): Condition {
  return { kind: 'null', column, isNull: false };
}

function listed(values: readonly Node[], key: readonly string[]): Condition | undefined {
  const [column, ...more] = key;
  if (column === undefined || more.length > 0) return undefined;
  const parts: Condition[] = [];
  for (const value of values) {
    if (isNullLiteral(value)) continue;
    const literal = literalOf(value);
    if (literal === undefined) return undefined;
    parts.push({ kind: 'compare', column, operator: '=', literal });
  }
  return values.some(isNullLiteral)
    ? { kind: 'or', parts: [{ kind: 'null', column, isNull: true }, ...parts] }
    : { kind: 'and', parts: [isNotNull(column), { kind: 'or', parts }] };
}

function ranged(key: readonly string[], from: readonly End[], to: readonly End[]): Condition {
  const parts: Condition[] = key.map(isNotNull);
  let at = 0;
  // Columns with one value in both ends are equal to it.
  for (; at < key.length - 1; at++) {
    const [low, high] = [from[at], to[at]];
    if (typeof low !== 'object' || typeof high !== 'object' || low.value !== high.value) break;
    parts.push(compare(key[at], '=', low));
  }
  parts.push(side(key, from, at, '>'), side(key, to, at, '<'));
  return { kind: 'and', parts };
}

/** `a > 1 OR (a = 1 AND b >= 2)`, and so on; the upper end is open. */
function side(key: readonly string[], ends: readonly End[], at: number, beyond: '>' | '<'): Condition {
  const end = ends[at];
  const open = beyond === '>' ? 'minvalue' : 'maxvalue';
  if (typeof end !== 'object') return { kind: 'constant', value: end === open };
  const next = ends[at + 1];
  if (next === undefined) return compare(key[at], beyond === '>' ? '>=' : '<', end);
  if (typeof next !== 'object') return compare(key[at], next === open ? (`${beyond}=` as Operator) : beyond, end);
  const parts = [compare(key[at], '=', end), side(key, ends, at + 1, beyond)];
  return { kind: 'or', parts: [compare(key[at], beyond, end), { kind: 'and', parts }] };
}

function compare(column: string | undefined, operator: Operator, literal: Literal): Condition {
  return { kind: 'compare', column: column ?? '', operator, literal };
}

/** What the rows of the DEFAULT partition must say: NOT of the bound. */
export function outsideOf(condition: Condition): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { kind: condition.kind === 'and' ? 'or' : 'and', parts: condition.parts.map(outsideOf) };
    case 'null':
      return { ...condition, isNull: !condition.isNull };
    case 'compare':
      return { ...condition, operator: negations[condition.operator] };
    case 'constant':
      return { kind: 'constant', value: !condition.value };
    case 'other':
      return condition;
  }
}
