// CREATE POLICY: which commands and rows a policy lets through, and for whom.
import type { CreatePolicyStmt } from 'libpg-query';
import type { ChangeOf } from '../../model/change.ts';
import type { Position } from '../../model/place.ts';
import { expressionOf } from './expressions.ts';
import { nameOf, type Source } from './names.ts';
import { roleName } from './roles.ts';

const commands = ['select', 'insert', 'update', 'delete'] as const;

export function createPolicy(statement: CreatePolicyStmt, source: Source, at: Position): ChangeOf<'create-policy'> {
  const { policy_name, table, cmd_name, permissive, roles, qual, with_check } = statement;
  const named = (roles ?? []).flatMap((node) => ('RoleSpec' in node ? [roleName(node.RoleSpec)] : []));
  return {
    kind: 'create-policy',
    policy: policy_name ?? '',
    table: nameOf(table),
    command: commands.find((command) => command === cmd_name) ?? 'all',
    permissive: permissive === true,
    roles: named.filter((role) => role !== 'public'),
    ...(qual === undefined ? {} : { using: expressionOf(qual, source) }),
    ...(with_check === undefined ? {} : { withCheck: expressionOf(with_check, source) }),
    at,
  };
}
