// DROP, RENAME, SET SCHEMA, OWNER, COMMENT, GRANT: what can happen to an object of any type.
import type {
  AlterDefaultPrivilegesStmt,
  AlterObjectSchemaStmt,
  AlterOwnerStmt,
  CommentStmt,
  DropStmt,
  GrantStmt,
  RenameStmt,
} from 'libpg-query';
import type { Change, ChangeOf } from '../../model/change.ts';
import type { Position } from '../../model/place.ts';
import type { Name } from '../../model/schema.ts';
import { nameOf, objectName, qualifiedName, stringsOf } from './names.ts';
import { objectTypeOf } from './object-types.ts';
import { roleName } from './roles.ts';

export function drop(statement: DropStmt, at: Position): ChangeOf<'drop'> {
  const object = objectTypeOf(statement.removeType);
  const base = {
    kind: 'drop' as const,
    object,
    ifExists: statement.missing_ok === true,
    cascade: statement.behavior === 'DROP_CASCADE',
    concurrently: statement.concurrent === true,
    at,
  };
  const objects = statement.objects ?? [];
  if (object !== 'trigger' && object !== 'rule' && object !== 'policy')
    return { ...base, names: objects.map(objectName) };
  // These are named `table.trigger`: the last part is theirs, the rest is the table's name.
  const parts = objects[0] !== undefined && 'List' in objects[0] ? stringsOf(objects[0].List.items) : [];
  return { ...base, names: [{ name: parts.at(-1) ?? '' }], on: qualifiedName(parts.slice(0, -1)) };
}

export function rename(statement: RenameStmt, at: Position): ChangeOf<'rename'> {
  const object = objectTypeOf(statement.renameType);
  const to = statement.newname ?? '';
  const hasPart =
    object === 'column' ||
    object === 'constraint' ||
    object === 'attribute' ||
    object === 'trigger' ||
    object === 'policy' ||
    object === 'rule';
  let name: Name;
  if (statement.relation !== undefined) name = nameOf(statement.relation);
  else if (statement.object !== undefined) name = objectName(statement.object);
  else name = { name: statement.subname ?? '' };
  return { kind: 'rename', object, name, ...(hasPart ? { from: statement.subname ?? '' } : {}), to, at };
}

export function setSchema(statement: AlterObjectSchemaStmt, at: Position): ChangeOf<'set-schema'> {
  const name = statement.relation === undefined ? objectName(statement.object) : nameOf(statement.relation);
  return {
    kind: 'set-schema',
    object: objectTypeOf(statement.objectType),
    name,
    schema: statement.newschema ?? '',
    at,
  };
}

export function setOwner(statement: AlterOwnerStmt, at: Position): ChangeOf<'set-owner'> {
  const name = statement.relation === undefined ? objectName(statement.object) : nameOf(statement.relation);
  const owner = roleName(statement.newowner);
  return { kind: 'set-owner', object: objectTypeOf(statement.objectType), name, owner, at };
}

export function comment(statement: CommentStmt, at: Position): ChangeOf<'comment'> {
  const object = objectTypeOf(statement.objtype);
  const node = statement.object;
  const parts = object === 'column' && node !== undefined && 'List' in node ? stringsOf(node.List.items) : [];
  const of = parts.length > 1 ? { of: qualifiedName(parts.slice(0, -1)) } : {};
  return { kind: 'comment', object, name: objectName(node), ...of, at };
}

export function defaultPrivileges(statement: AlterDefaultPrivilegesStmt, at: Position): Change {
  return { ...grant(statement.action ?? {}, at), defaultPrivileges: true };
}

export function grant(statement: GrantStmt, at: Position): ChangeOf<'grant'> {
  const privileges = (statement.privileges ?? []).flatMap((node) =>
    'AccessPriv' in node ? [node.AccessPriv.priv_name ?? ''] : [],
  );
  const grantees = (statement.grantees ?? []).flatMap((node) => {
    if (!('RoleSpec' in node)) return [];
    return [roleName(node.RoleSpec)];
  });
  return {
    kind: 'grant',
    revoke: statement.is_grant !== true,
    privileges: privileges.length === 0 ? 'all' : privileges,
    object: objectTypeOf(statement.objtype),
    names: (statement.objects ?? []).map(objectName),
    allInSchema: statement.targtype === 'ACL_TARGET_ALL_IN_SCHEMA',
    grantees,
    defaultPrivileges: false,
    at,
  };
}
