// The record of one gated set of migrations: what `check --proof` writes and `apply --proof` demands.
import type { Verdict } from './finding.ts';
import type { LayoutName } from './migration.ts';

export interface ProvedMigration {
  readonly id: string;
  readonly version: string;
  readonly path: string;
  /** `sha256:<hex>` over the bytes that decide what runs; see Migration.digest. */
  readonly digest: string;
  /** False for the baseline: it ran on the scratch server, but was judged when it was new. */
  readonly new: boolean;
}

export interface Proof {
  readonly schema: 1;
  readonly tool: { readonly name: 'lockgate'; readonly version: string };
  readonly server: { readonly version: string };
  readonly layout: LayoutName;
  /** In the order they ran. */
  readonly migrations: readonly ProvedMigration[];
  readonly schemaBefore: string;
  readonly schemaAfter: string;
  /** For each new migration with a down script: did down restore the schema? */
  readonly roundTrip: readonly { readonly id: string; readonly outcome: string }[];
  /** Read-only queries that must return no row on the target before it is changed. */
  readonly prechecks: readonly { readonly id: string; readonly sql: string; readonly message: string }[];
  readonly verdict: Verdict;
  /** `sha256:<hex>` of the canonical JSON of everything above. Finds accidents and edits; it is not a signature. */
  readonly digest: string;
}
