// The stretches of a script that commit together.
import type { Statement } from './migration.ts';

/**
 * - `transaction`: the statements run in one transaction. `opened` says who began it: the runner (or PostgreSQL, for a
 *   multi-statement simple query), or a BEGIN of the script; `closed` is `open` when nothing in the script ends it.
 * - `autocommit`: one statement by itself, outside a transaction block.
 * BEGIN and COMMIT themselves are among the statements.
 */
export type Unit =
  | {
      readonly kind: 'transaction';
      readonly opened: 'runner' | 'script';
      readonly closed: 'runner' | 'commit' | 'rollback' | 'open';
      readonly statements: readonly Statement[];
    }
  | { readonly kind: 'autocommit'; readonly statements: readonly [Statement] };
