// All rules, in the order in which they are documented. A new rule is one file and one line here.
import type { Rule } from '../model/finding.ts';
import { addColumnConstrainedDomain } from './add-column-constrained-domain.ts';
import { addColumnIdentity } from './add-column-identity.ts';
import { addColumnInlineCheck } from './add-column-inline-check.ts';
import { addColumnInlineUniquePk } from './add-column-inline-unique-pk.ts';
import { addColumnNotNullNoDefault } from './add-column-not-null-no-default.ts';
import { addColumnSerial } from './add-column-serial.ts';
import { addColumnStoredGenerated } from './add-column-stored-generated.ts';
import { addColumnVolatileDefault } from './add-column-volatile-default.ts';
import { addJsonColumn } from './add-json-column.ts';
import { applicationNameMissing } from './application-name-missing.ts';
import { attachMissingIndex } from './attach-missing-index.ts';
import { attachPartitionScan } from './attach-partition-scan.ts';
import { attachScansDefault } from './attach-scans-default.ts';
import { auroraBluegreenDdl } from './aurora-bluegreen-ddl.ts';
import { auroraExtensionUnsupported } from './aurora-extension-unsupported.ts';
import { auroraReaderConflict } from './aurora-reader-conflict.ts';
import { backfillWithoutAnalyze } from './backfill-without-analyze.ts';
import { banChar } from './ban-char.ts';
import { changeColumnType } from './change-column-type.ts';
import { changeDefaultSemantics } from './change-default-semantics.ts';
import { checkNotValidMissing } from './check-not-valid-missing.ts';
import { checkOnNewColumnBreaksOldCode } from './check-on-new-column-breaks-old-code.ts';
import { checkVolatile } from './check-volatile.ts';
import { cluster } from './cluster.ts';
import { collationAllowList } from './collation-allow-list.ts';
import { columnAlignment } from './column-alignment.ts';
import { columnNotNullable } from './column-not-nullable.ts';
import { commentRequired } from './comment-required.ts';
import { concurrentIndexIfNotExists } from './concurrent-index-if-not-exists.ts';
import { concurrentlyInTransaction } from './concurrently-in-transaction.ts';
import { constraintLeftNotValid } from './constraint-left-not-valid.ts';
import { constraintNotEnforced } from './constraint-not-enforced.ts';
import { createEnum } from './create-enum.ts';
import { createPartitionOf } from './create-partition-of.ts';
import { createThenRewrite } from './create-then-rewrite.ts';
import { createTrigger } from './create-trigger.ts';
import { cumulativeLockBudget } from './cumulative-lock-budget.ts';
import { dataDependentChange } from './data-dependent-change.ts';
import { dataInSchemaMigration } from './data-in-schema-migration.ts';
import { ddlAfterDeferredDml } from './ddl-after-deferred-dml.ts';
import { ddlWithBackfillInTransaction } from './ddl-with-backfill-in-transaction.ts';
import { detachPartition } from './detach-partition.ts';
import { detachScansReferrer } from './detach-scans-referrer.ts';
import { disableAutovacuum } from './disable-autovacuum.ts';
import { disableTrigger } from './disable-trigger.ts';
import { domainConstraintScan } from './domain-constraint-scan.ts';
import { domainWithConstraint } from './domain-with-constraint.ts';
import { downMissing } from './down-missing.ts';
import { dropCascade } from './drop-cascade.ts';
import { dropColumn } from './drop-column.ts';
import { dropConstraint } from './drop-constraint.ts';
import { dropDatabase } from './drop-database.ts';
import { dropFunction } from './drop-function.ts';
import { dropIndexBehindConstraint } from './drop-index-behind-constraint.ts';
import { dropIndexNotConcurrent } from './drop-index-not-concurrent.ts';
import { dropLosesGrants } from './drop-loses-grants.ts';
import { dropNotNull } from './drop-not-null.ts';
import { dropPartition } from './drop-partition.ts';
import { dropPkBreaksReplication } from './drop-pk-breaks-replication.ts';
import { dropSchema } from './drop-schema.ts';
import { dropTable } from './drop-table.ts';
import { dropTrigger } from './drop-trigger.ts';
import { dropType } from './drop-type.ts';
import { dropTypeCascade } from './drop-type-cascade.ts';
import { dropView } from './drop-view.ts';
import { duplicateColumnAssignment } from './duplicate-column-assignment.ts';
import { enumRenameValue } from './enum-rename-value.ts';
import { enumValueOrder } from './enum-value-order.ts';
import { enumValueUsedInSameTransaction } from './enum-value-used-in-same-transaction.ts';
import { exclusionConstraint } from './exclusion-constraint.ts';
import { extensionVersion } from './extension-version.ts';
import { fkDropLocksParent } from './fk-drop-locks-parent.ts';
import { fkInCreateTable } from './fk-in-create-table.ts';
import { fkInlineOnNewColumn } from './fk-inline-on-new-column.ts';
import { fkMissingIndex } from './fk-missing-index.ts';
import { fkNotDeferrable } from './fk-not-deferrable.ts';
import { fkNotValidMissing } from './fk-not-valid-missing.ts';
import { fkOnDeleteCascade } from './fk-on-delete-cascade.ts';
import { fkTypeMismatch } from './fk-type-mismatch.ts';
import { fkWithoutOnDelete } from './fk-without-on-delete.ts';
import { grantToPublic } from './grant-to-public.ts';
import { grantWidening } from './grant-widening.ts';
import { identifierTooLong } from './identifier-too-long.ts';
import { idleInTransactionTimeoutMissing } from './idle-in-transaction-timeout-missing.ts';
import { ifNotExistsHidesDrift } from './if-not-exists-hides-drift.ts';
import { ifNotExistsInTransaction } from './if-not-exists-in-transaction.ts';
import { indexBuildWithStatementTimeout } from './index-build-with-statement-timeout.ts';
import { indexNameRequired } from './index-name-required.ts';
import { indexNotConcurrent } from './index-not-concurrent.ts';
import { indexOnPartitionedParent } from './index-on-partitioned-parent.ts';
import { indexOperatorClass } from './index-operator-class.ts';
import { indexTooManyColumns } from './index-too-many-columns.ts';
import { insertWithoutColumns } from './insert-without-columns.ts';
import { irreversibleChange } from './irreversible-change.ts';
import { lockTable } from './lock-table.ts';
import { lockTimeoutInvalid } from './lock-timeout-invalid.ts';
import { lockTimeoutMissing } from './lock-timeout-missing.ts';
import { matviewWithData } from './matview-with-data.ts';
import { mixedTransactionalModes } from './mixed-transactional-modes.ts';
import { multipleAlterTable } from './multiple-alter-table.ts';
import { namingConvention } from './naming-convention.ts';
import { noForeignKeys } from './no-foreign-keys.ts';
import { nonTransactionalMultiStatement } from './non-transactional-multi-statement.ts';
import { objectOwner } from './object-owner.ts';
import { orderingHazard } from './ordering-hazard.ts';
import { partitionBan } from './partition-ban.ts';
import { partitionFanout } from './partition-fanout.ts';
import { partitionKeyInPk } from './partition-key-in-pk.ts';
import { pkUsingNullableIndex } from './pk-using-nullable-index.ts';
import { pkWithoutIndex } from './pk-without-index.ts';
import { plpgsqlSqlInjection } from './plpgsql-sql-injection.ts';
import { policyChange } from './policy-change.ts';
import { preferBigint } from './prefer-bigint.ts';
import { preferIdentity } from './prefer-identity.ts';
import { preferText } from './prefer-text.ts';
import { preferTimestamptz } from './prefer-timestamptz.ts';
import { privilegeDrift } from './privilege-drift.ts';
import { rdsProxyIncompatible } from './rds-proxy-incompatible.ts';
import { redundantIndex } from './redundant-index.ts';
import { refreshConcurrentlyNeedsKey } from './refresh-concurrently-needs-key.ts';
import { refreshMatview } from './refresh-matview.ts';
import { reindexNotConcurrent } from './reindex-not-concurrent.ts';
import { renameColumn } from './rename-column.ts';
import { renameSchema } from './rename-schema.ts';
import { renameTable } from './rename-table.ts';
import { replicaIdentityChange } from './replica-identity-change.ts';
import { requiredColumns } from './required-columns.ts';
import { rerunnableStatements } from './rerunnable-statements.ts';
import { rlsPolicyIncomplete } from './rls-policy-incomplete.ts';
import { rlsWithoutPolicy } from './rls-without-policy.ts';
import { savepointUse } from './savepoint-use.ts';
import { schemaQualifiedName } from './schema-qualified-name.ts';
import { securityDefinerSearchPath } from './security-definer-search-path.ts';
import { sequenceIntCapacity } from './sequence-int-capacity.ts';
import { sequenceNotReset } from './sequence-not-reset.ts';
import { sessionSettingLeak } from './session-setting-leak.ts';
import { setAccessMethod } from './set-access-method.ts';
import { setExpressionRewrite } from './set-expression-rewrite.ts';
import { setLoggedUnlogged } from './set-logged-unlogged.ts';
import { setNotNullDropsProof } from './set-not-null-drops-proof.ts';
import { setNotNullScan } from './set-not-null-scan.ts';
import { setSchema } from './set-schema.ts';
import { setTablespace } from './set-tablespace.ts';
import { statementAfterAccessExclusive } from './statement-after-access-exclusive.ts';
import { statementTimeoutMissing } from './statement-timeout-missing.ts';
import { superuserStatement } from './superuser-statement.ts';
import { tableDropNaming } from './table-drop-naming.ts';
import { tableWithoutPk } from './table-without-pk.ts';
import { timezoneDependentTypeChange } from './timezone-dependent-type-change.ts';
import { transactionNesting } from './transaction-nesting.ts';
import { transactionTimeoutMissing } from './transaction-timeout-missing.ts';
import { transactionUncommitted } from './transaction-uncommitted.ts';
import { truncate } from './truncate.ts';
import { truncateCascade } from './truncate-cascade.ts';
import { typeChangeLosesStatistics } from './type-change-loses-statistics.ts';
import { typeChangeNeedsUsing } from './type-change-needs-using.ts';
import { typeChangeRechecks } from './type-change-rechecks.ts';
import { typeChangeUsedByView } from './type-change-used-by-view.ts';
import { typeDenyList } from './type-deny-list.ts';
import { typeNarrowing } from './type-narrowing.ts';
import { unbatchedBackfill } from './unbatched-backfill.ts';
import { uniqueConstraintWithoutIndex } from './unique-constraint-without-index.ts';
import { updateDeleteWithoutWhere } from './update-delete-without-where.ts';
import { vacuumFull } from './vacuum-full.ts';
import { validateInSameTransaction } from './validate-in-same-transaction.ts';
import { wideLockWindow } from './wide-lock-window.ts';

export const rules: readonly Rule[] = [
  // Indexes
  indexNotConcurrent,
  indexOnPartitionedParent,
  dropIndexNotConcurrent,
  reindexNotConcurrent,
  concurrentlyInTransaction,
  concurrentIndexIfNotExists,
  dropIndexBehindConstraint,
  redundantIndex,
  indexBuildWithStatementTimeout,
  indexOperatorClass,
  indexNameRequired,
  indexTooManyColumns,
  // Constraints
  checkNotValidMissing,
  fkNotValidMissing,
  fkInCreateTable,
  fkInlineOnNewColumn,
  uniqueConstraintWithoutIndex,
  pkWithoutIndex,
  pkUsingNullableIndex,
  exclusionConstraint,
  validateInSameTransaction,
  setNotNullScan,
  setNotNullDropsProof,
  domainConstraintScan,
  dropConstraint,
  constraintLeftNotValid,
  fkDropLocksParent,
  fkTypeMismatch,
  fkMissingIndex,
  checkOnNewColumnBreaksOldCode,
  checkVolatile,
  dropPkBreaksReplication,
  constraintNotEnforced,
  domainWithConstraint,
  fkWithoutOnDelete,
  fkOnDeleteCascade,
  fkNotDeferrable,
  noForeignKeys,
  // Columns
  addColumnVolatileDefault,
  addColumnNotNullNoDefault,
  addColumnSerial,
  addColumnIdentity,
  addColumnStoredGenerated,
  addColumnConstrainedDomain,
  addColumnInlineCheck,
  addColumnInlineUniquePk,
  addJsonColumn,
  setExpressionRewrite,
  changeColumnType,
  dropColumn,
  renameColumn,
  timezoneDependentTypeChange,
  typeNarrowing,
  typeChangeNeedsUsing,
  typeChangeUsedByView,
  typeChangeRechecks,
  typeChangeLosesStatistics,
  dropNotNull,
  changeDefaultSemantics,
  banChar,
  preferTimestamptz,
  preferBigint,
  preferIdentity,
  // Tables and other objects
  renameTable,
  dropTable,
  dropSchema,
  dropCascade,
  truncate,
  truncateCascade,
  updateDeleteWithoutWhere,
  createTrigger,
  lockTable,
  setLoggedUnlogged,
  setAccessMethod,
  vacuumFull,
  cluster,
  refreshMatview,
  refreshConcurrentlyNeedsKey,
  dropView,
  dropLosesGrants,
  dropFunction,
  dropType,
  dropTypeCascade,
  dropDatabase,
  setSchema,
  renameSchema,
  dropTrigger,
  disableTrigger,
  replicaIdentityChange,
  disableAutovacuum,
  setTablespace,
  matviewWithData,
  multipleAlterTable,
  tableWithoutPk,
  identifierTooLong,
  sequenceIntCapacity,
  sequenceNotReset,
  enumRenameValue,
  enumValueOrder,
  // Partitions
  attachPartitionScan,
  attachScansDefault,
  attachMissingIndex,
  createPartitionOf,
  detachPartition,
  detachScansReferrer,
  dropPartition,
  partitionFanout,
  partitionKeyInPk,
  // Transactions and sessions
  lockTimeoutMissing,
  ddlWithBackfillInTransaction,
  enumValueUsedInSameTransaction,
  mixedTransactionalModes,
  transactionNesting,
  transactionUncommitted,
  sessionSettingLeak,
  lockTimeoutInvalid,
  statementTimeoutMissing,
  idleInTransactionTimeoutMissing,
  transactionTimeoutMissing,
  applicationNameMissing,
  statementAfterAccessExclusive,
  wideLockWindow,
  ddlAfterDeferredDml,
  nonTransactionalMultiStatement,
  savepointUse,
  rdsProxyIncompatible,
  auroraReaderConflict,
  auroraBluegreenDdl,
  // What is there already, and running again
  ifNotExistsHidesDrift,
  ifNotExistsInTransaction,
  rerunnableStatements,
  // Security
  rlsWithoutPolicy,
  rlsPolicyIncomplete,
  policyChange,
  grantToPublic,
  grantWidening,
  securityDefinerSearchPath,
  plpgsqlSqlInjection,
  superuserStatement,
  auroraExtensionUnsupported,
  // Policies of the house
  preferText,
  columnNotNullable,
  requiredColumns,
  typeDenyList,
  columnAlignment,
  createEnum,
  schemaQualifiedName,
  namingConvention,
  commentRequired,
  tableDropNaming,
  collationAllowList,
  partitionBan,
  objectOwner,
  privilegeDrift,
  extensionVersion,
  // Data
  unbatchedBackfill,
  backfillWithoutAnalyze,
  insertWithoutColumns,
  duplicateColumnAssignment,
  dataInSchemaMigration,
  dataDependentChange,
  // The release as a whole
  orderingHazard,
  createThenRewrite,
  cumulativeLockBudget,
  downMissing,
  irreversibleChange,
];
