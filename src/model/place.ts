// Where something stands in a file.

/** A point in a text. `offset` counts UTF-16 code units from 0; `line` and `column` (also UTF-16) count from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text; `end` is exclusive. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** A place a person can open: a file (path relative to the repository, with `/`) and lines from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
