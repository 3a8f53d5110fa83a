// What a proof is doing at a moment, for those who wait and for what is said when it has to stop.

export interface Doing {
  /** Replaying what is there already, or proving what is new. */
  readonly phase: 'baseline' | 'prove';
  /** Of the migration or its script. */
  readonly path: string;
  readonly step: 'statement' | 'commit' | 'history' | 'reading the schema' | 'copying the database';
  /** Of the statement, where it is one. */
  readonly line?: number;
}
