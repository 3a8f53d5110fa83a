// What Lockgate uses of the module that Emscripten made of libpg-query; the package's own types stop at its wrapper.
declare module 'libpg-query/wasm/libpg-query.js' {
  export interface GrammarModule {
    /** Views of its memory: new ones whenever it grows. */
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    readonly HEAPU32: Uint32Array<ArrayBuffer>;
    _malloc(bytes: number): number;
    _free(address: number): void;
    _wasm_parse_query_raw(text: number): number;
    _wasm_free_parse_result(result: number): void;
    _wasm_parse_plpgsql(text: number): number;
    _wasm_free_string(text: number): void;
  }
  export default function createModule(): Promise<GrammarModule>;
}
