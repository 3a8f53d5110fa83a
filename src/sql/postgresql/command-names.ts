// The names of statements as the manual writes them (Reference, I. SQL Commands), from those of the grammar's nodes.
import type { Node } from 'libpg-query';

/** Where the node's name is not the command's, taken apart. */
const otherwise: Readonly<Record<string, string>> = {
  AlterDatabaseRefreshCollStmt: 'ALTER DATABASE REFRESH COLLATION VERSION',
  AlterDatabaseSetStmt: 'ALTER DATABASE SET',
  AlterEventTrigStmt: 'ALTER EVENT TRIGGER',
  AlterExtensionContentsStmt: 'ALTER EXTENSION',
  AlterFdwStmt: 'ALTER FOREIGN DATA WRAPPER',
  AlterForeignServerStmt: 'ALTER SERVER',
  AlterObjectDependsStmt: 'DEPENDS ON EXTENSION',
  AlterOpFamilyStmt: 'ALTER OPERATOR FAMILY',
  AlterRoleSetStmt: 'ALTER ROLE SET',
  AlterSeqStmt: 'ALTER SEQUENCE',
  AlterStatsStmt: 'ALTER STATISTICS',
  AlterTSConfigurationStmt: 'ALTER TEXT SEARCH CONFIGURATION',
  AlterTSDictionaryStmt: 'ALTER TEXT SEARCH DICTIONARY',
  AlterTableMoveAllStmt: 'ALTER … ALL IN TABLESPACE',
  AlterTableSpaceOptionsStmt: 'ALTER TABLESPACE',
  CheckPointStmt: 'CHECKPOINT',
  ClosePortalStmt: 'CLOSE',
  ConstraintsSetStmt: 'SET CONSTRAINTS',
  CreateAmStmt: 'CREATE ACCESS METHOD',
  CreateEventTrigStmt: 'CREATE EVENT TRIGGER',
  CreateFdwStmt: 'CREATE FOREIGN DATA WRAPPER',
  CreateForeignServerStmt: 'CREATE SERVER',
  CreateOpClassStmt: 'CREATE OPERATOR CLASS',
  CreateOpFamilyStmt: 'CREATE OPERATOR FAMILY',
  CreatePLangStmt: 'CREATE LANGUAGE',
  CreateStatsStmt: 'CREATE STATISTICS',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  CreatedbStmt: 'CREATE DATABASE',
  DeclareCursorStmt: 'DECLARE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  DropdbStmt: 'DROP DATABASE',
  RuleStmt: 'CREATE RULE',
  SecLabelStmt: 'SECURITY LABEL',
  VariableShowStmt: 'SHOW',
};

/** `CREATE EVENT TRIGGER` for a CreateEventTrigStmt. */
export function commandName(node: Node): string {
  const [name = 'statement'] = Object.keys(node);
  return (
    otherwise[name] ??
    name
      .replace(/Stmt$/, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toUpperCase()
  );
}
