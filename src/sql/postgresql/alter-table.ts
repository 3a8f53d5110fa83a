// ALTER TABLE (and ALTER INDEX, VIEW, SEQUENCE … with sub-commands): one change per sub-command.
import type { AlterTableCmd, AlterTableStmt, Node } from 'libpg-query';
import type { Change, TableChange } from '../../model/change.ts';
import type { Position } from '../../model/place.ts';
import type { Name, TypeName } from '../../model/schema.ts';
import { columnOf, constraintOf } from './columns.ts';
import { commandStarts } from './commands.ts';
import { expressionOf } from './expressions.ts';
import { nameOf, qualifiedName, type Source, stringsOf, typeOf } from './names.ts';
import { objectTypeOf } from './object-types.ts';
import { parametersOf } from './parameters.ts';
import { roleName } from './roles.ts';

export function alterTable(statement: AlterTableStmt, source: Source): readonly Change[] {
  const table = nameOf(statement.relation);
  const commands = (statement.cmds ?? []).flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
  const starts = commandStarts(source.text, source.offsetOf(statement.relation?.location ?? 0), commands.length);
  return commands.map((command, i) => {
    const start = starts?.[i];
    const at = start === undefined ? source.at(undefined) : source.atOffset(start);
    return alterCommand(statement, table, command, at, source);
  });
}

function alterCommand(
  statement: AlterTableStmt,
  table: Name,
  command: AlterTableCmd,
  at: Position,
  source: Source,
): Change {
  const partition = command.def !== undefined && 'PartitionCmd' in command.def ? command.def.PartitionCmd : undefined;
  if (statement.objtype === 'OBJECT_INDEX' && partition !== undefined) {
    return { kind: 'attach-index', index: table, partitionIndex: nameOf(partition.name), at };
  }
  if (command.subtype === 'AT_ChangeOwner') {
    const object = objectTypeOf(statement.objtype);
    return { kind: 'set-owner', object, name: table, owner: roleName(command.newowner), at };
  }
  // ALTER TYPE … ADD ATTRIBUTE has the same tree as ALTER TABLE … ADD COLUMN.
  if (statement.objtype === 'OBJECT_TYPE') return { kind: 'alter-type', type: table, at };
  const change =
    columnCommand(table, command, source) ?? constraintCommand(table, command, source) ?? tableCommand(table, command);
  const reach = statement.relation?.inh === true ? {} : { parentOnly: true as const };
  if (change !== undefined) return { ...change, at, ...reach } as Change;
  return { kind: 'opaque', reason: `ALTER TABLE sub-command ${command.subtype ?? '?'}`, at };
}

function columnCommand(table: Name, command: AlterTableCmd, source: Source): TableChange | undefined {
  const column = command.name ?? '';
  switch (command.subtype) {
    case 'AT_AddColumn': {
      const definition = command.def !== undefined && 'ColumnDef' in command.def ? command.def.ColumnDef : {};
      const ifNotExists = command.missing_ok === true;
      return { kind: 'add-column', table, column: columnOf(definition, source), ifNotExists };
    }
    case 'AT_DropColumn':
      return { kind: 'drop-column', table, column, ifExists: command.missing_ok === true, cascade: cascades(command) };
    case 'AT_AlterColumnType': {
      const definition = command.def !== undefined && 'ColumnDef' in command.def ? command.def.ColumnDef : {};
      const using = definition.raw_default;
      return {
        kind: 'alter-column-type',
        table,
        column,
        type: typeOf(definition.typeName),
        collation: definition.collClause !== undefined,
        ...(definition.collClause === undefined
          ? {}
          : { collationName: qualifiedName(stringsOf(definition.collClause.collname)) }),
        ...(using === undefined ? {} : { using: expressionOf(using, source), ...castsOf(using, column) }),
      };
    }
    case 'AT_ColumnDefault':
      return command.def === undefined
        ? { kind: 'drop-default', table, column }
        : { kind: 'set-default', table, column, default: expressionOf(command.def, source) };
    case 'AT_SetNotNull':
      return { kind: 'set-not-null', table, column };
    case 'AT_DropNotNull':
      return { kind: 'drop-not-null', table, column };
    case 'AT_SetExpression':
      return { kind: 'set-expression', table, column };
    case 'AT_DropExpression':
      return { kind: 'drop-expression', table, column };
    case 'AT_AddIdentity':
      return { kind: 'add-identity', table, column };
    case 'AT_DropIdentity':
      return { kind: 'drop-identity', table, column };
    case 'AT_SetIdentity':
      return { kind: 'alter-identity', table, column };
    case 'AT_SetStatistics':
      return { kind: 'alter-column-setting', table, column, setting: 'statistics' };
    case 'AT_SetStorage':
      return { kind: 'alter-column-setting', table, column, setting: 'storage' };
    case 'AT_SetCompression':
      return { kind: 'alter-column-setting', table, column, setting: 'compression' };
    case 'AT_SetOptions':
    case 'AT_ResetOptions':
      return { kind: 'alter-column-setting', table, column, setting: 'options' };
    default:
      return undefined;
  }
}

function constraintCommand(table: Name, command: AlterTableCmd, source: Source): TableChange | undefined {
  const name = command.name ?? '';
  switch (command.subtype) {
    case 'AT_AddConstraint': {
      const tree = command.def !== undefined && 'Constraint' in command.def ? command.def.Constraint : {};
      const constraint = constraintOf(tree, source, []);
      return constraint === undefined ? undefined : { kind: 'add-constraint', table, constraint };
    }
    case 'AT_AlterConstraint': {
      const tree = command.def !== undefined && 'ATAlterConstraint' in command.def ? command.def.ATAlterConstraint : {};
      const enforced = tree.alterEnforceability === true ? { enforced: tree.is_enforced === true } : {};
      const { deferrable = false, initdeferred: initiallyDeferred = false, noinherit: noInherit = false } = tree;
      const deferred = tree.alterDeferrability === true ? { deferrable, initiallyDeferred } : {};
      const inherited = tree.alterInheritability === true ? { noInherit } : {};
      return { kind: 'alter-constraint', table, name: tree.conname ?? name, ...enforced, ...deferred, ...inherited };
    }
    case 'AT_ValidateConstraint':
      return { kind: 'validate-constraint', table, name };
    case 'AT_DropConstraint':
      return {
        kind: 'drop-constraint',
        table,
        name,
        ifExists: command.missing_ok === true,
        cascade: cascades(command),
      };
    default:
      return undefined;
  }
}

function tableCommand(table: Name, command: AlterTableCmd): TableChange | undefined {
  const { def } = command;
  const name = command.name ?? '';
  const partition = def !== undefined && 'PartitionCmd' in def ? def.PartitionCmd : undefined;
  const other = def !== undefined && 'RangeVar' in def ? nameOf(def.RangeVar) : { name: '' };
  switch (command.subtype) {
    case 'AT_AttachPartition': {
      const isDefault = partition?.bound?.is_default === true;
      return { kind: 'attach-partition', table, partition: nameOf(partition?.name), isDefault };
    }
    case 'AT_DetachPartition':
    case 'AT_DetachPartitionFinalize': {
      const finalize = command.subtype === 'AT_DetachPartitionFinalize';
      const concurrently = partition?.concurrent === true;
      return { kind: 'detach-partition', table, partition: nameOf(partition?.name), concurrently, finalize };
    }
    case 'AT_AddInherit':
      return { kind: 'inherit', table, parent: other };
    case 'AT_DropInherit':
      return { kind: 'no-inherit', table, parent: other };
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return { kind: 'set-logged', table, logged: command.subtype === 'AT_SetLogged' };
    case 'AT_SetAccessMethod':
      // DEFAULT is that of the server, which is nearly everywhere this one.
      return { kind: 'set-access-method', table, method: name === '' ? 'heap' : name };
    case 'AT_SetTableSpace':
      return { kind: 'set-tablespace', table, tablespace: name };
    case 'AT_ClusterOn':
      return { kind: 'cluster-on', table, index: name };
    case 'AT_DropCluster':
      return { kind: 'cluster-on', table };
    case 'AT_SetRelOptions':
    case 'AT_ResetRelOptions': {
      const reset = command.subtype === 'AT_ResetRelOptions';
      const items = def !== undefined && 'List' in def ? def.List.items : undefined;
      return { kind: 'storage-parameters', table, parameters: parametersOf(items), reset };
    }
    case 'AT_ReplicaIdentity': {
      const tree = def !== undefined && 'ReplicaIdentityStmt' in def ? def.ReplicaIdentityStmt : {};
      return { kind: 'replica-identity', table, identity: identities[tree.identity_type ?? 'd'] ?? 'default' };
    }
    default:
      return switchCommand(table, command);
  }
}

const identities: Record<string, 'default' | 'nothing' | 'full' | 'index'> = {
  d: 'default',
  n: 'nothing',
  f: 'full',
  i: 'index',
};

const rowSecurity: Partial<Record<string, 'enable' | 'disable' | 'force' | 'no-force'>> = {
  AT_EnableRowSecurity: 'enable',
  AT_DisableRowSecurity: 'disable',
  AT_ForceRowSecurity: 'force',
  AT_NoForceRowSecurity: 'no-force',
};

/** Triggers, rules and row security: things switched on and off. */
function switchCommand(table: Name, command: AlterTableCmd): TableChange | undefined {
  const subtype = command.subtype ?? '';
  const action = rowSecurity[subtype];
  if (action !== undefined) return { kind: 'row-security', table, action };
  const enabled = subtype.startsWith('AT_Enable');
  if (/^AT_(Enable|Disable).*Rule$/.test(subtype)) {
    return { kind: 'enable-rule', table, rule: command.name ?? '', enabled };
  }
  if (/^AT_(Enable|Disable).*Trig(All|User)?$/.test(subtype)) {
    const trigger = subtype.endsWith('All') ? 'ALL' : subtype.endsWith('User') ? 'USER' : (command.name ?? '');
    return { kind: 'enable-trigger', table, trigger, enabled };
  }
  return undefined;
}

function cascades(command: AlterTableCmd): boolean {
  return command.behavior === 'DROP_CASCADE';
}

function castsOf(using: Node, column: string): { readonly usingCasts?: readonly TypeName[] } {
  const casts: TypeName[] = [];
  let node: Node | undefined = using;
  while (node !== undefined && !('ColumnRef' in node)) {
    if ('TypeCast' in node) casts.unshift(typeOf(node.TypeCast.typeName));
    else if (!('CollateClause' in node)) return {};
    node = 'TypeCast' in node ? node.TypeCast.arg : node.CollateClause.arg;
  }
  return stringsOf(node?.ColumnRef.fields).at(-1) === column ? { usingCasts: casts } : {};
}
