// Functions, procedures and DO blocks: what a statement says of code.
import type { Change } from './change.ts';
import type { Span } from './place.ts';
import type { Call, Expression, Name, TypeName } from './schema.ts';

/** A statement in the body of code; the body's own transaction commands are none. */
export interface CodeStatement {
  /** As the server will read it; in the file it may stand with doubled quotes. */
  readonly text: string;
  readonly span: Span;
  readonly changes: readonly Change[];
  /** In a branch, a loop or under an exception handler, or behind a RETURN: a run on a server may pass it by. */
  readonly conditional: boolean;
}

/** Of a function. */
export interface Parameter {
  readonly name?: string;
  readonly type: TypeName;
  readonly default?: Expression;
  /** Takes any number of values. */
  readonly variadic?: true;
}

/** A DO block runs at once; what a function holds runs when it is called, so its body is not looked into here. */
export type CodeChange =
  | {
      kind: 'function';
      function: Name;
      /** Those that a call passes values for, in order; OUT and TABLE columns are none. */
      parameters: readonly Parameter[];
      procedure: boolean;
      replace: boolean;
      language: string;
      body: string;
      volatility: 'volatile' | 'stable' | 'immutable';
      securityDefiner: boolean;
      /** STRICT, with a body that does not name one of its arguments: never inlined. */
      strictWithUnused?: true;
      settings: readonly string[];
      /** Only triggers can call it. */
      returnsTrigger?: true;
    }
  | { kind: 'do'; language: string; body: string; statements: readonly CodeStatement[] }
  | { kind: 'call'; function: Call };
