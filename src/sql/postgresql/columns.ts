// Columns and constraints out of the parse tree.
import type { ColumnDef, Node, Constraint as TreeConstraint } from 'libpg-query';
import type { Column, Constraint, ExclusionElement, Expression, ForeignKeyTarget } from '../../model/schema.ts';
import { expressionOf } from './expressions.ts';
import { nameOf, qualifiedName, type Source, stringsOf, typeOf } from './names.ts';
import { tokens } from './punctuation.ts';

const serials = new Set(['serial', 'serial2', 'serial4', 'serial8', 'bigserial', 'smallserial']);

/** A column definition with its inline constraints. PRIMARY KEY and IDENTITY imply NOT NULL. */
export function columnOf(definition: ColumnDef, source: Source): Column {
  const name = definition.colname ?? '';
  const type = typeOf(definition.typeName);
  const parts = (definition.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  const constraints = parts.flatMap((part, i) => {
    const constraint = constraintOf(part, source, [name]);
    return constraint === undefined ? [] : [{ ...constraint, ...attributesBehind(parts, i) }];
  });
  const byDefault = parts.find((part) => part.contype === 'CONSTR_DEFAULT');
  const generated = parts.find((part) => part.contype === 'CONSTR_GENERATED');
  const identity = parts.some((part) => part.contype === 'CONSTR_IDENTITY');
  const serial = serials.has(type.name);
  const notNull = identity || serial || constraints.some((c) => c.type === 'not-null' || c.type === 'primary-key');
  return {
    name,
    type,
    notNull,
    identity,
    serial,
    constraints,
    ...(definition.typeName?.location === undefined ? {} : { typeAt: source.at(definition.typeName.location) }),
    ...(byDefault?.raw_expr === undefined
      ? {}
      : { default: expressionOf(byDefault.raw_expr, source, behind(byDefault, parts)) }),
    ...(generated === undefined ? {} : { generated: generated.generated_kind === 'v' ? 'virtual' : 'stored' }),
    ...(definition.collClause === undefined
      ? {}
      : { collation: qualifiedName(stringsOf(definition.collClause.collname)) }),
  };
}

/** Inline, NOT ENFORCED, DEFERRABLE and INITIALLY DEFERRED are nodes of their own behind their constraint. */
function attributesBehind(
  parts: readonly TreeConstraint[],
  index: number,
): Partial<Pick<Constraint, 'enforced' | 'validated' | 'deferrable' | 'initiallyDeferred'>> {
  const behindIt = parts.slice(index + 1);
  const next = behindIt.findIndex(({ contype }) => contype?.startsWith('CONSTR_ATTR_') !== true);
  const attributes = new Set(behindIt.slice(0, next < 0 ? undefined : next).map(({ contype }) => contype));
  return {
    ...(attributes.has('CONSTR_ATTR_NOT_ENFORCED') ? { enforced: false, validated: false } : {}),
    ...(attributes.has('CONSTR_ATTR_DEFERRABLE') || attributes.has('CONSTR_ATTR_DEFERRED') ? { deferrable: true } : {}),
    ...(attributes.has('CONSTR_ATTR_DEFERRED') ? { initiallyDeferred: true } : {}),
  };
}

/** Where the next part of a column's definition begins: the expression of a DEFAULT ends there. */
function behind({ location = 0 }: TreeConstraint, parts: readonly TreeConstraint[]): number | undefined {
  return parts.map((part) => part.location ?? 0).find((other) => other > location);
}

/** A constraint that checks or indexes something; DEFAULT, GENERATED and deferrability are not constraints here. */
export function constraintOf(
  tree: TreeConstraint,
  source: Source,
  ownColumns: readonly string[],
): Constraint | undefined {
  const listed = stringsOf(tree.keys);
  const base = {
    ...(tree.conname === undefined ? {} : { name: tree.conname }),
    columns: listed.length > 0 ? listed : ownColumns,
    validated: tree.skip_validation !== true,
    enforced: true,
    ...(tree.deferrable === true ? { deferrable: true as const } : {}),
    ...(tree.is_no_inherit === true ? { noInherit: true as const } : {}),
    ...(tree.initdeferred === true ? { initiallyDeferred: true as const } : {}),
  };
  // The tree leaves `is_enforced` out when it is false; only CHECK and FOREIGN KEY can be NOT ENFORCED (18).
  const enforced = tree.is_enforced === true;
  switch (tree.contype) {
    case 'CONSTR_NOTNULL':
      return { ...base, type: 'not-null' };
    case 'CONSTR_CHECK':
      return { ...base, enforced, type: 'check', expression: expressionOf(tree.raw_expr, source) };
    case 'CONSTR_FOREIGN':
      return {
        ...base,
        enforced,
        columns: tree.fk_attrs === undefined ? ownColumns : stringsOf(tree.fk_attrs),
        type: 'foreign-key',
        references: targetOf(tree, source),
      };
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return {
        ...base,
        type: tree.contype === 'CONSTR_PRIMARY' ? 'primary-key' : 'unique',
        ...(tree.indexname === undefined ? {} : { usingIndex: tree.indexname }),
        ...(tree.nulls_not_distinct === true ? { nullsNotDistinct: true } : {}),
        ...(tree.without_overlaps === true ? { withoutOverlaps: true } : {}),
      };
    case 'CONSTR_EXCLUSION':
      return { ...base, type: 'exclusion', ...exclusion(tree, source) };
    default:
      return undefined;
  }
}

function exclusion(
  { exclusions, where_clause, access_method }: TreeConstraint,
  source: Source,
): { readonly method?: string; readonly elements: readonly ExclusionElement[]; readonly where?: Expression } {
  const elements = (exclusions ?? []).flatMap((node): ExclusionElement[] => {
    const [element, names] = 'List' in node ? (node.List.items ?? []) : [];
    if (element === undefined || !('IndexElem' in element)) return [];
    const { name, expr } = element.IndexElem;
    const parts = names !== undefined && 'List' in names ? stringsOf(names.List.items) : [];
    const operator = parts.length > 1 ? `OPERATOR(${parts.join('.')})` : (parts[0] ?? '');
    if (name !== undefined) return [{ column: name, operator }];
    const expression = expressionOf(expr, source);
    // The tree does not say where WITH stands.
    const text = expression.text.replace(/(?<!\s)\s+with\s+(?:operator\s*\([^)]*\)|[^\s)]+)\s*$/i, '');
    return [{ expression: { ...expression, text }, operator }];
  });
  return {
    ...(access_method === undefined ? {} : { method: access_method }),
    elements,
    ...(where_clause === undefined ? {} : { where: expressionOf(where_clause, source) }),
  };
}

const actions: Record<string, ForeignKeyTarget['onDelete']> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

function targetOf(tree: TreeConstraint, source: Source): ForeignKeyTarget {
  const isNoAction = (tree.fk_del_action ?? 'a') === 'a';
  return {
    table: nameOf(tree.pktable),
    columns: stringsOf(tree.pk_attrs),
    onDelete: actions[tree.fk_del_action ?? 'a'] ?? 'no action',
    ...(isNoAction && saysOnDelete(tree, source) ? { saysNoAction: true } : {}),
  };
}

/** The tree does not tell NO ACTION from nothing: the words from the constraint's beginning to the next comma do. */
function saysOnDelete({ location }: TreeConstraint, source: Source): boolean {
  let depth = 0;
  let before = '';
  for (const { text } of tokens(source.text, source.offsetOf(location ?? 0))) {
    const word = text.toLowerCase();
    if (word === '(') depth++;
    if (word === ')') depth--;
    if (depth < 0 || (depth === 0 && (word === ',' || word === ';'))) return false;
    if (before === 'on' && word === 'delete') return true;
    before = word;
  }
  return false;
}

/** The table constraints among the elements of CREATE TABLE. */
export function constraintsIn(elements: readonly Node[], source: Source): readonly Constraint[] {
  return elements.flatMap((node) => ('Constraint' in node ? (constraintOf(node.Constraint, source, []) ?? []) : []));
}
