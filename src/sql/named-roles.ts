// The roles that a statement names or creates, in DO blocks and functions too: a scratch server has none of those made elsewhere.
import type { Node } from 'libpg-query';
import type { Statement } from '../model/migration.ts';
import { codeParts } from './postgresql/plpgsql.ts';
import { parseCode, parseStatement } from './postgresql-parser.ts';
import { readStatements } from './statements.ts';

export interface RoleUse {
  readonly role: string;
  /**
   * `owns`: it is named as an owner, or what follows runs as it. `creates` in a branch may not happen: `IF NOT EXISTS (…) THEN CREATE ROLE`.
   */
  readonly how: 'names' | 'owns' | 'creates' | 'may-create';
}

/** Words without which no statement names a role; parsing again is what costs. */
const mayName =
  /\b(?:grant|revoke|owner|owned|role|user|group|authorization|policy|privileges?|session_authorization|regrole|has_[a-z_]+_privilege|pg_has_role|mapping|label)\b/i;

/** In the order in which they are met. Predefined roles, PUBLIC and CURRENT_USER are left out. */
export function roleUses(statement: Statement): readonly RoleUse[] {
  if (!mayName.test(statement.text)) return [];
  const [change] = statement.changes;
  switch (change?.kind) {
    case 'insert':
    case 'copy':
      return [];
    case 'do':
      return change.statements.flatMap(({ text, conditional }) => usesIn(text, conditional));
    case 'function':
      // What a function does happens when it is called, perhaps never.
      return [...usesIn(statement.text, false), ...bodyTexts(statement.text, change.language, change.body)].flatMap(
        (part) => (typeof part === 'string' ? usesIn(part, true) : [part]),
      );
    default:
      return usesIn(statement.text, false);
  }
}

/** The roles whose membership a GRANT or REVOKE is about; undefined for any other statement. */
export function membershipsOf(text: string): readonly string[] | undefined {
  if (!/^\s*(?:grant|revoke)\b/i.test(text)) return undefined;
  const parsed = parseStatement(text);
  if (parsed.kind !== 'parsed' || !('GrantRoleStmt' in parsed.node)) return undefined;
  return grantedIn(parsed.node.GrantRoleStmt.granted_roles ?? []);
}

function bodyTexts(text: string, language: string, body: string): readonly string[] {
  if (language === 'sql') return [body];
  if (language !== 'plpgsql') return [];
  const parsed = parseCode(text);
  if (parsed.kind === 'error') return [];
  try {
    return codeParts(parsed.functions, new Map()).flatMap(({ texts }) => texts ?? []);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function usesIn(text: string, conditional: boolean): readonly RoleUse[] {
  if (!mayName.test(text)) return [];
  const uses: RoleUse[] = [];
  for (const { parsed } of readStatements(text).read) {
    if (parsed.kind === 'parsed') collect(parsed.node, conditional, uses);
  }
  return uses.filter(
    ({ role }) => role !== '' && !role.startsWith('pg_') && !['public', 'none', 'default'].includes(role),
  );
}

function collect(node: Node, conditional: boolean, uses: RoleUse[]): void {
  const names = (roles: readonly string[], how: 'names' | 'owns' = 'names'): void => {
    for (const role of roles) uses.push({ role, how });
  };
  const creates = (role: string | undefined): void => {
    if (role !== undefined) uses.push({ role, how: conditional ? 'may-create' : 'creates' });
  };
  // What is dropped if it exists need not exist.
  if ('DropRoleStmt' in node && node.DropRoleStmt.missing_ok === true) return;
  if ('GrantRoleStmt' in node) names(grantedIn(node.GrantRoleStmt.granted_roles ?? []));
  if ('VariableSetStmt' in node) names(settingOf(node.VariableSetStmt), 'owns');
  if ('CommentStmt' in node && node.CommentStmt.objtype === 'OBJECT_ROLE') names(stringsIn(node.CommentStmt.object));
  if ('SecLabelStmt' in node && node.SecLabelStmt.objtype === 'OBJECT_ROLE') names(stringsIn(node.SecLabelStmt.object));
  if ('RenameStmt' in node && node.RenameStmt.renameType === 'OBJECT_ROLE') {
    names([node.RenameStmt.subname ?? '']);
    creates(node.RenameStmt.newname);
  }
  names(ownersIn(node), 'owns');
  names(rolesWithin(node));
  if ('CreateRoleStmt' in node) creates(node.CreateRoleStmt.role);
}

function grantedIn(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((granted) => ('AccessPriv' in granted ? (granted.AccessPriv.priv_name ?? []) : []));
}

/** SET ROLE and SET SESSION AUTHORIZATION. */
function settingOf(statement: { readonly name?: string; readonly args?: readonly Node[] }): readonly string[] {
  return statement.name === 'role' || statement.name === 'session_authorization' ? stringsIn(statement.args) : [];
}

/** OWNER TO of any kind, REASSIGN OWNED … TO and CREATE SCHEMA AUTHORIZATION. */
function ownersIn(node: Node): readonly string[] {
  if ('AlterOwnerStmt' in node) return rolesWithin(node.AlterOwnerStmt.newowner);
  if ('ReassignOwnedStmt' in node) return rolesWithin(node.ReassignOwnedStmt.newrole);
  if ('CreateSchemaStmt' in node) return rolesWithin(node.CreateSchemaStmt.authrole);
  if (!('AlterTableStmt' in node)) return [];
  return (node.AlterTableStmt.cmds ?? []).flatMap((command) =>
    'AlterTableCmd' in command && command.AlterTableCmd.subtype === 'AT_ChangeOwner'
      ? rolesWithin(command.AlterTableCmd.newowner)
      : [],
  );
}

/** Role specifications, casts to regrole, and the first argument of functions that ask for a role's rights, wherever they are. */
function rolesWithin(root: unknown): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = value as Readonly<Record<string, unknown>>;
    if (node.roletype === 'ROLESPEC_CSTRING' && typeof node.rolename === 'string') found.push(node.rolename);
    found.push(...castToRole(node), ...askedRole(node));
    Object.values(node).forEach(visit);
  };
  visit(root);
  return found;
}

function castToRole({ TypeCast: cast }: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof cast !== 'object' || cast === null || !('typeName' in cast) || !('arg' in cast)) return [];
  return stringsIn(cast.typeName).includes('regrole') ? stringsIn(cast.arg).map(unquoted) : [];
}

function askedRole({ FuncCall: call }: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof call !== 'object' || call === null || !('funcname' in call) || !('args' in call)) return [];
  const name = stringsIn(call.funcname).at(-1) ?? '';
  const args = Array.isArray(call.args) ? call.args : [];
  if (name === 'set_config' && stringsIn(args[0])[0] === 'role') return stringsIn(args[1]);
  if (name === 'pg_has_role') return args.slice(0, -1).flatMap(stringsIn);
  return args.length === 3 && /^has_[a-z_]+_privilege$/.test(name) ? stringsIn(args[0]) : [];
}

/** A literal of regrole is read as an identifier. */
function unquoted(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

/** All strings in a part of a tree: of a name, or of a constant. */
function stringsIn(root: unknown): readonly string[] {
  if (Array.isArray(root)) return root.flatMap(stringsIn);
  if (typeof root !== 'object' || root === null) return [];
  return Object.entries(root).flatMap(([key, value]) =>
    key === 'sval' && typeof value === 'string' ? [value] : stringsIn(value),
  );
}
