// A parse tree → changes: which file lowers which statement. What is not listed becomes `opaque`, by its name.
import type { CreatePublicationStmt, Node, WithClause } from 'libpg-query';
import type { Change } from '../../model/change.ts';
import type { Position } from '../../model/place.ts';
import type { Name } from '../../model/schema.ts';
import { alterTable } from './alter-table.ts';
import { alterFunction, createFunction, createTrigger, doBlock, isOn } from './code.ts';
import { commandName } from './command-names.ts';
import * as definitions from './definitions.ts';
import { callOf, functionsIn } from './expressions.ts';
import { nameOf, objectName, qualifiedName, type Source, stringsOf } from './names.ts';
import * as objects from './objects.ts';
import { createPolicy } from './policies.ts';
import { reading, resetting, viewing } from './reads.ts';
import { highAttributes } from './roles.ts';
import { columnsSet, rowsWanted } from './rows.ts';
import * as session from './session.ts';
import { createIndex, createTable, createTableAs, selectInto } from './tables.ts';

/** The changes of one parsed statement, in the order it makes them. */
export function lower(node: Node, source: Source): readonly Change[] {
  const at = source.at(undefined);
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt, source);
  const change =
    table(node, source, at) ?? data(node, at) ?? object(node, source, at) ?? code(node, source, at) ?? other(node, at);
  const first = change ?? { kind: 'opaque' as const, reason: `${commandName(node)} is not looked into`, at };
  return [first, ...writingQueries(node, at), ...session.configured(node, at)];
}

/** INSERT, UPDATE, DELETE and MERGE in a WITH clause run too (manual, 7.8.4); only the outermost WITH may hold them. */
function writingQueries(node: Node, at: Position): readonly Change[] {
  const { withClause } = Object.values(node)[0] as { readonly withClause?: WithClause };
  return (withClause?.ctes ?? []).flatMap((entry) => {
    const query = 'CommonTableExpr' in entry ? entry.CommonTableExpr.ctequery : undefined;
    const change = query === undefined || 'SelectStmt' in query ? undefined : data(query, at);
    return change ?? [];
  });
}

function table(node: Node, source: Source, at: Position): Change | undefined {
  if ('CreateStmt' in node) return createTable(node.CreateStmt, source, at);
  if ('CreateTableAsStmt' in node) return createTableAs(node.CreateTableAsStmt, at);
  if ('IndexStmt' in node) return createIndex(node.IndexStmt, source, at);
  if ('CreateForeignTableStmt' in node) {
    return {
      kind: 'create-other',
      object: 'foreign-table',
      name: nameOf(node.CreateForeignTableStmt.base?.relation),
      at,
    };
  }
  if ('ViewStmt' in node) {
    const { view, replace, query } = node.ViewStmt;
    return {
      kind: 'create-view',
      view: nameOf(view),
      replace: replace === true,
      temporary: view?.relpersistence === 't',
      ...viewing(query),
      at,
    };
  }
  if ('RefreshMatViewStmt' in node) {
    const { relation, concurrent, skipData } = node.RefreshMatViewStmt;
    return {
      kind: 'refresh-materialized-view',
      view: nameOf(relation),
      concurrently: concurrent === true,
      withData: skipData !== true,
      at,
    };
  }
  if ('TruncateStmt' in node) {
    const { relations, behavior, restart_seqs } = node.TruncateStmt;
    const tables = (relations ?? []).flatMap((r) => ('RangeVar' in r ? [nameOf(r.RangeVar)] : []));
    return {
      kind: 'truncate',
      tables,
      cascade: behavior === 'DROP_CASCADE',
      restartIdentity: restart_seqs === true,
      at,
    };
  }
  if ('ClusterStmt' in node) {
    const { relation, indexname } = node.ClusterStmt;
    return {
      kind: 'cluster',
      ...(relation === undefined ? {} : { table: nameOf(relation) }),
      ...(indexname === undefined ? {} : { index: indexname }),
      at,
    };
  }
  if ('ReindexStmt' in node) return definitions.reindex(node.ReindexStmt, at);
  if ('VacuumStmt' in node) return definitions.vacuum(node.VacuumStmt, at);
  return undefined;
}

function data(node: Node, at: Position): Change | undefined {
  if ('SelectStmt' in node) {
    if (node.SelectStmt.intoClause !== undefined) return selectInto(node.SelectStmt, at);
    const locking = (node.SelectStmt.lockingClause ?? []).length > 0;
    return { kind: 'select', functions: functionsIn(node), locking, ...resetting(node), ...reading(node), at };
  }
  if ('InsertStmt' in node) return { ...session.insert(node.InsertStmt, at), ...reading(node) };
  if ('UpdateStmt' in node) {
    const { UpdateStmt: statement } = node;
    const table = nameOf(statement.relation);
    return { kind: 'update', table, columns: columnsSet(statement), ...rowsWanted(statement), ...reading(node), at };
  }
  if ('DeleteStmt' in node) {
    const { DeleteStmt: statement } = node;
    return { kind: 'delete', table: nameOf(statement.relation), ...rowsWanted(statement), ...reading(node), at };
  }
  if ('MergeStmt' in node) return { kind: 'merge', table: nameOf(node.MergeStmt.relation), ...reading(node), at };
  if ('CopyStmt' in node) return session.copy(node.CopyStmt, at);
  if ('LockStmt' in node) return session.lock(node.LockStmt, at);
  if ('VariableSetStmt' in node) return session.setting(node.VariableSetStmt, at);
  if ('TransactionStmt' in node) return session.transaction(node.TransactionStmt, at);
  if ('ConstraintsSetStmt' in node) return session.setConstraints(node.ConstraintsSetStmt, at);
  return undefined;
}

function object(node: Node, source: Source, at: Position): Change | undefined {
  if ('DropStmt' in node) return objects.drop(node.DropStmt, at);
  if ('RenameStmt' in node) return objects.rename(node.RenameStmt, at);
  if ('AlterObjectSchemaStmt' in node) return objects.setSchema(node.AlterObjectSchemaStmt, at);
  if ('AlterOwnerStmt' in node) return objects.setOwner(node.AlterOwnerStmt, at);
  if ('CommentStmt' in node) return objects.comment(node.CommentStmt, at);
  if ('GrantStmt' in node) return objects.grant(node.GrantStmt, at);
  if ('AlterDefaultPrivilegesStmt' in node) return objects.defaultPrivileges(node.AlterDefaultPrivilegesStmt, at);
  if ('AlterEnumStmt' in node) return definitions.alterEnum(node.AlterEnumStmt, at);
  if ('AlterTypeStmt' in node)
    return { kind: 'alter-type', type: qualifiedName(stringsOf(node.AlterTypeStmt.typeName)), at };
  if ('CreateDomainStmt' in node) return definitions.createDomain(node.CreateDomainStmt, source, at);
  if ('AlterDomainStmt' in node) return definitions.alterDomain(node.AlterDomainStmt, source, at);
  if ('CreateSeqStmt' in node) return definitions.createSequence(node.CreateSeqStmt, at);
  if ('AlterSeqStmt' in node) return definitions.alterSequence(node.AlterSeqStmt, at);
  if ('CreateExtensionStmt' in node) return definitions.createExtension(node.CreateExtensionStmt, at);
  if ('AlterExtensionStmt' in node) return definitions.updateExtension(node.AlterExtensionStmt, at);
  if ('DefineStmt' in node) return definitions.define(node.DefineStmt, at);
  if ('CreateSchemaStmt' in node) {
    const { schemaname, authrole, if_not_exists } = node.CreateSchemaStmt;
    return {
      kind: 'create-schema',
      schema: schemaname ?? authrole?.rolename ?? '',
      ifNotExists: if_not_exists === true,
      at,
    };
  }
  if ('CreateEnumStmt' in node) {
    const { typeName, vals } = node.CreateEnumStmt;
    return { kind: 'create-type', type: qualifiedName(stringsOf(typeName)), form: 'enum', labels: stringsOf(vals), at };
  }
  if ('CompositeTypeStmt' in node) {
    return { kind: 'create-type', type: nameOf(node.CompositeTypeStmt.typevar), form: 'composite', labels: [], at };
  }
  if ('CreateRangeStmt' in node) {
    return {
      kind: 'create-type',
      type: qualifiedName(stringsOf(node.CreateRangeStmt.typeName)),
      form: 'range',
      labels: [],
      at,
    };
  }
  return undefined;
}

function code(node: Node, source: Source, at: Position): Change | undefined {
  if ('CreateFunctionStmt' in node) return createFunction(node.CreateFunctionStmt, source, at);
  if ('DoStmt' in node) return doBlock(node.DoStmt, at);
  if ('CallStmt' in node) {
    return { kind: 'call', function: callOf(node.CallStmt.funccall ?? {}), at };
  }
  if ('CreateTrigStmt' in node) return createTrigger(node.CreateTrigStmt, source, at);
  if ('RuleStmt' in node) {
    const { rulename, relation, replace } = node.RuleStmt;
    return { kind: 'create-rule', rule: rulename ?? '', table: nameOf(relation), replace: replace === true, at };
  }
  if ('CreatePolicyStmt' in node) return createPolicy(node.CreatePolicyStmt, source, at);
  if ('AlterPolicyStmt' in node) {
    return {
      kind: 'alter-policy',
      policy: node.AlterPolicyStmt.policy_name ?? '',
      table: nameOf(node.AlterPolicyStmt.table),
      at,
    };
  }
  if ('CreateStatsStmt' in node) {
    const { defnames, relations } = node.CreateStatsStmt;
    const tables = (relations ?? []).flatMap((r) => ('RangeVar' in r ? [nameOf(r.RangeVar)] : []));
    return { kind: 'create-statistics', statistics: qualifiedName(stringsOf(defnames)), tables, at };
  }
  return undefined;
}

function publishedTables({ for_all_tables, pubobjects = [] }: CreatePublicationStmt): {
  readonly tables?: readonly Name[];
} {
  if (for_all_tables === true) return {};
  const tables = pubobjects.flatMap((node) =>
    'PublicationObjSpec' in node ? (node.PublicationObjSpec.pubtable?.relation ?? []) : [],
  );
  return { tables: tables.map(nameOf) };
}

/** Cluster-wide objects, and statements that only touch the session. */
function other(node: Node, at: Position): Change | undefined {
  if ('CreateRoleStmt' in node) {
    const { role, options } = node.CreateRoleStmt;
    return { kind: 'create-role', roles: [role ?? ''], ...highAttributes(options), at };
  }
  if ('AlterRoleStmt' in node) {
    const { role, options } = node.AlterRoleStmt;
    return { kind: 'alter-role', roles: [role?.rolename ?? ''], ...highAttributes(options), at };
  }
  if ('AlterRoleSetStmt' in node)
    return { kind: 'alter-role', roles: [node.AlterRoleSetStmt.role?.rolename ?? ''], at };
  if ('GrantRoleStmt' in node)
    return { kind: 'alter-role', roles: (node.GrantRoleStmt.grantee_roles ?? []).map((r) => objectName(r).name), at };
  if ('DropRoleStmt' in node)
    return { kind: 'drop-role', roles: (node.DropRoleStmt.roles ?? []).map((r) => objectName(r).name), at };
  if ('CreatedbStmt' in node) return { kind: 'create-database', name: node.CreatedbStmt.dbname ?? '', at };
  if ('DropdbStmt' in node) return { kind: 'drop-database', name: node.DropdbStmt.dbname ?? '', at };
  if ('AlterSystemStmt' in node) return { kind: 'alter-system', name: node.AlterSystemStmt.setstmt?.name ?? '', at };
  if ('CreateTableSpaceStmt' in node)
    return { kind: 'create-tablespace', name: node.CreateTableSpaceStmt.tablespacename ?? '', at };
  if ('DropTableSpaceStmt' in node)
    return { kind: 'drop-tablespace', name: node.DropTableSpaceStmt.tablespacename ?? '', at };
  if ('CreatePublicationStmt' in node)
    return {
      kind: 'create-other',
      object: 'publication',
      name: { name: node.CreatePublicationStmt.pubname ?? '' },
      ...publishedTables(node.CreatePublicationStmt),
      at,
    };
  if ('CreateSubscriptionStmt' in node)
    return {
      kind: 'create-other',
      object: 'subscription',
      name: { name: node.CreateSubscriptionStmt.subname ?? '' },
      at,
    };
  if ('DropSubscriptionStmt' in node) {
    const { subname, missing_ok, behavior } = node.DropSubscriptionStmt;
    return {
      kind: 'drop',
      object: 'subscription',
      names: [{ name: subname ?? '' }],
      ifExists: missing_ok === true,
      cascade: behavior === 'DROP_CASCADE',
      concurrently: false,
      at,
    };
  }
  if ('AlterFunctionStmt' in node) return alterFunction(node.AlterFunctionStmt, at);
  // EXPLAIN ANALYZE runs its statement.
  if ('ExplainStmt' in node && isOn(node.ExplainStmt.options, 'analyze')) return undefined;
  const harmless = sessionStatements.find((name) => name in node);
  return harmless === undefined ? undefined : { kind: 'session', what: commandName(node).toLowerCase(), at };
}

const sessionStatements = [
  'VariableShowStmt',
  'ExplainStmt',
  'NotifyStmt',
  'ListenStmt',
  'UnlistenStmt',
  'DiscardStmt',
  'CheckPointStmt',
  'PrepareStmt',
  'DeallocateStmt',
  'DeclareCursorStmt',
  'FetchStmt',
  'ClosePortalStmt',
] as const;
