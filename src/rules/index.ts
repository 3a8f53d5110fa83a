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
import { attachMissingIndex } from './attach-missing-index.ts';
import { attachPartitionScan } from './attach-partition-scan.ts';
import { attachScansDefault } from './attach-scans-default.ts';
import { changeColumnType } from './change-column-type.ts';
import { checkNotValidMissing } from './check-not-valid-missing.ts';
import { cluster } from './cluster.ts';
import { concurrentIndexIfNotExists } from './concurrent-index-if-not-exists.ts';
import { concurrentlyInTransaction } from './concurrently-in-transaction.ts';
import { createPartitionOf } from './create-partition-of.ts';
import { createTrigger } from './create-trigger.ts';
import { ddlWithBackfillInTransaction } from './ddl-with-backfill-in-transaction.ts';
import { detachPartition } from './detach-partition.ts';
import { domainConstraintScan } from './domain-constraint-scan.ts';
import { dropCascade } from './drop-cascade.ts';
import { dropColumn } from './drop-column.ts';
import { dropConstraint } from './drop-constraint.ts';
import { dropIndexNotConcurrent } from './drop-index-not-concurrent.ts';
import { dropSchema } from './drop-schema.ts';
import { dropTable } from './drop-table.ts';
import { enumValueUsedInSameTransaction } from './enum-value-used-in-same-transaction.ts';
import { exclusionConstraint } from './exclusion-constraint.ts';
import { fkInCreateTable } from './fk-in-create-table.ts';
import { fkInlineOnNewColumn } from './fk-inline-on-new-column.ts';
import { fkNotValidMissing } from './fk-not-valid-missing.ts';
import { indexNotConcurrent } from './index-not-concurrent.ts';
import { indexOnPartitionedParent } from './index-on-partitioned-parent.ts';
import { lockTable } from './lock-table.ts';
import { lockTimeoutMissing } from './lock-timeout-missing.ts';
import { mixedTransactionalModes } from './mixed-transactional-modes.ts';
import { pkUsingNullableIndex } from './pk-using-nullable-index.ts';
import { pkWithoutIndex } from './pk-without-index.ts';
import { refreshMatview } from './refresh-matview.ts';
import { reindexNotConcurrent } from './reindex-not-concurrent.ts';
import { renameColumn } from './rename-column.ts';
import { renameTable } from './rename-table.ts';
import { sessionSettingLeak } from './session-setting-leak.ts';
import { setAccessMethod } from './set-access-method.ts';
import { setExpressionRewrite } from './set-expression-rewrite.ts';
import { setLoggedUnlogged } from './set-logged-unlogged.ts';
import { setNotNullDropsProof } from './set-not-null-drops-proof.ts';
import { setNotNullScan } from './set-not-null-scan.ts';
import { transactionNesting } from './transaction-nesting.ts';
import { transactionUncommitted } from './transaction-uncommitted.ts';
import { truncate } from './truncate.ts';
import { truncateCascade } from './truncate-cascade.ts';
import { uniqueConstraintWithoutIndex } from './unique-constraint-without-index.ts';
import { updateDeleteWithoutWhere } from './update-delete-without-where.ts';
import { vacuumFull } from './vacuum-full.ts';
import { validateInSameTransaction } from './validate-in-same-transaction.ts';

export const rules: readonly Rule[] = [
  // Indexes
  indexNotConcurrent,
  indexOnPartitionedParent,
  dropIndexNotConcurrent,
  reindexNotConcurrent,
  concurrentlyInTransaction,
  concurrentIndexIfNotExists,
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
  // Partitions
  attachPartitionScan,
  attachScansDefault,
  attachMissingIndex,
  createPartitionOf,
  detachPartition,
  // Transactions and sessions
  lockTimeoutMissing,
  ddlWithBackfillInTransaction,
  enumValueUsedInSameTransaction,
  mixedTransactionalModes,
  transactionNesting,
  transactionUncommitted,
  sessionSettingLeak,
];
