// libpg-query's WebAssembly, called directly: its own JavaScript copies texts character by character, and looks for the ends of trees byte by byte.
import { setFlagsFromString } from 'node:v8';
import createModule, { type GrammarModule } from 'libpg-query/wasm/libpg-query.js';

let loading: Promise<GrammarModule> | undefined;
let grammar: GrammarModule | undefined;

/**
 * Compiles the grammar once (about 10 ms); everything else here is synchronous after it. V8 would compile the grammar's one huge function a second time to
 * make it faster: on Node 24 that takes 600 MB and half a second, more than it saves on ten thousand files (measured). So it is told not to.
 */
export async function loadGrammar(): Promise<void> {
  if (loading === undefined) {
    setFlagsFromString('--no-wasm-tier-up');
    setFlagsFromString('--no-wasm-dynamic-tiering');
    // Trees are garbage at once. A young generation that grows to hold many of them is no faster, but takes 50 MB (measured on 1,545 files).
    setFlagsFromString('--semi-space-growth-factor=1');
    // Nor does the old one gain by growing fourfold before it is looked through: to two and a half times what lives in it, the highest peak is 15 MB lower.
    setFlagsFromString('--heap-growing-percent=150');
    loading = createModule();
  }
  grammar = await loading;
}

/** What the grammar answers: the tree as JSON; or what is wrong, and at which character (code points from 1; 0 = not said). */
export type Answer =
  | { readonly kind: 'tree'; readonly json: string }
  | { readonly kind: 'error'; readonly message: string; readonly cursor: number };

/** Parses SQL. Throws a RangeError when it is nested deeper than the call stack of WebAssembly. */
export function parseSql(sql: string): Answer {
  const module = loaded();
  const text = copyIn(module, sql);
  let result = 0;
  try {
    result = module._wasm_parse_query_raw(text);
    // PgQueryParseResult { char *parse_tree; char *stderr_buffer; PgQueryError *error; }
    const error = field(module, result, 2);
    if (error === 0) return { kind: 'tree', json: copyOut(module, field(module, result, 0)) };
    // PgQueryError { char *message, *funcname, *filename; int lineno, cursorpos; … }
    return { kind: 'error', message: copyOut(module, field(module, error, 0)), cursor: field(module, error, 4) };
  } finally {
    module._free(text);
    if (result !== 0) module._wasm_free_parse_result(result);
  }
}

/** Parses the PL/pgSQL in a DO or CREATE FUNCTION statement. An error has no position. */
export function parsePlpgsql(sql: string): Answer {
  const module = loaded();
  const text = copyIn(module, sql);
  let result = 0;
  try {
    result = module._wasm_parse_plpgsql(text);
    const answer = copyOut(module, result);
    return answer.startsWith('{') ? { kind: 'tree', json: answer } : { kind: 'error', message: answer, cursor: 0 };
  } finally {
    module._free(text);
    if (result !== 0) module._wasm_free_string(result);
  }
}

function loaded(): GrammarModule {
  if (grammar === undefined) throw new Error('loadParser() was not awaited');
  return grammar;
}

/** Of a C struct of 4-byte fields. */
function field({ HEAPU32 }: GrammarModule, struct: number, index: number): number {
  return HEAPU32[(struct >> 2) + index] as number;
}

function copyIn(module: GrammarModule, text: string): number {
  const bytes = Buffer.byteLength(text);
  const at = module._malloc(bytes + 1);
  Buffer.from(module.HEAPU8.buffer, at, bytes).write(text);
  module.HEAPU8[at + bytes] = 0;
  return at;
}

function copyOut({ HEAPU8 }: GrammarModule, at: number): string {
  return Buffer.from(HEAPU8.buffer, at, HEAPU8.indexOf(0, at) - at).toString();
}
