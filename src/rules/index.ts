// All rules, in the order in which they are documented. A new rule is one file and one line here.
import type { Rule } from '../model/finding.ts';
import { addColumnNotNullNoDefault } from './add-column-not-null-no-default.ts';
import { addColumnSerial } from './add-column-serial.ts';
import { addColumnStoredGenerated } from './add-column-stored-generated.ts';
import { addColumnVolatileDefault } from './add-column-volatile-default.ts';
import { changeColumnType } from './change-column-type.ts';
import { checkNotValidMissing } from './check-not-valid-missing.ts';
import { concurrentIndexIfNotExists } from './concurrent-index-if-not-exists.ts';
import { concurrentlyInTransaction } from './concurrently-in-transaction.ts';
import { dropColumn } from './drop-column.ts';
import { dropIndexNotConcurrent } from './drop-index-not-concurrent.ts';
import { dropTable } from './drop-table.ts';
import { fkInCreateTable } from './fk-in-create-table.ts';
import { fkNotValidMissing } from './fk-not-valid-missing.ts';
import { indexNotConcurrent } from './index-not-concurrent.ts';
import { pkWithoutIndex } from './pk-without-index.ts';
import { renameColumn } from './rename-column.ts';
import { renameTable } from './rename-table.ts';
import { setNotNullScan } from './set-not-null-scan.ts';
import { uniqueConstraintWithoutIndex } from './unique-constraint-without-index.ts';
import { validateInSameTransaction } from './validate-in-same-transaction.ts';

export const rules: readonly Rule[] = [
  indexNotConcurrent,
  dropIndexNotConcurrent,
  concurrentlyInTransaction,
  concurrentIndexIfNotExists,
  checkNotValidMissing,
  fkNotValidMissing,
  fkInCreateTable,
  uniqueConstraintWithoutIndex,
  pkWithoutIndex,
  validateInSameTransaction,
  setNotNullScan,
  addColumnVolatileDefault,
  addColumnNotNullNoDefault,
  addColumnSerial,
  addColumnStoredGenerated,
  changeColumnType,
  dropColumn,
  dropTable,
  renameColumn,
  renameTable,
];

/** The rule of that id; undefined when there is none. */
export function ruleNamed(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
