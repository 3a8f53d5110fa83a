// Columns and constraints out of the parse tree.
import type { ColumnDef, Node, Constraint as TreeConstraint } from 'libpg-query';
import type { Column, Constraint, ForeignKeyTarget } from '../../model/schema.ts';
import { expressionOf } from './expressions.ts';
import { nameOf, type Source, stringsOf, typeOf } from './names.ts';

const serials = new Set(['serial', 'serial2', 'serial4', 'serial8', 'bigserial', 'smallserial']);

/** A column definition with its inline constraints. PRIMARY KEY and IDENTITY imply NOT NULL. */
export function columnOf(definition: ColumnDef, source: Source): Column {
  const name = definition.colname ?? '';
  const type = typeOf(definition.typeName);
  const parts = (definition.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  // Inline, NOT ENFORCED is a node of its own behind its constraint.
  const constraints = parts.flatMap((part, i) => {
    const constraint = constraintOf(part, source, [name]);
    if (constraint === undefined) return [];
    const relaxed = parts[i + 1]?.contype === 'CONSTR_ATTR_NOT_ENFORCED';
    return [relaxed ? { ...constraint, enforced: false, validated: false } : constraint];
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
    ...(byDefault?.raw_expr === undefined
      ? {}
      : { default: expressionOf(byDefault.raw_expr, source, behind(byDefault, parts)) }),
    ...(generated === undefined ? {} : { generated: generated.generated_kind === 'v' ? 'virtual' : 'stored' }),
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
        references: targetOf(tree),
      };
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return {
        ...base,
        type: tree.contype === 'CONSTR_PRIMARY' ? 'primary-key' : 'unique',
        ...(tree.indexname === undefined ? {} : { usingIndex: tree.indexname }),
      };
    case 'CONSTR_EXCLUSION':
      return { ...base, type: 'exclusion' };
    default:
      return undefined;
  }
}

const actions: Record<string, ForeignKeyTarget['onDelete']> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

function targetOf(tree: TreeConstraint): ForeignKeyTarget {
  return {
    table: nameOf(tree.pktable),
    columns: stringsOf(tree.pk_attrs),
    onDelete: actions[tree.fk_del_action ?? 'a'] ?? 'no action',
  };
}

/** The table constraints among the elements of CREATE TABLE. */
export function constraintsIn(elements: readonly Node[], source: Source): readonly Constraint[] {
  return elements.flatMap((node) => ('Constraint' in node ? (constraintOf(node.Constraint, source, []) ?? []) : []));
}
