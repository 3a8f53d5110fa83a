// File names of golang-migrate: `<version>_<name>.up.sql`. Facts: source/parse.go.
import type { Direction } from '../../model/migration.ts';

export type GolangMigrateName =
  | { readonly kind: 'migration'; readonly version: bigint; readonly name: string; readonly direction: Direction }
  /** It matches, but the number is too large: beyond uint64 the tool skips it, beyond bigint its history can't hold it. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unrelated' };

const pattern = /^([0-9]+)_([^\n]*)\.(down|up)\.([^\n]*)$/;
const largestBigint = 2n ** 63n - 1n;

/** Reads the name of a file. The tool takes any extension after `.up.`; direction is case-sensitive. */
export function parseName(fileName: string): GolangMigrateName {
  const match = pattern.exec(fileName);
  if (match === null) return { kind: 'unrelated' };
  const version = BigInt(match[1] as string);
  if (version > largestBigint) return { kind: 'too-large' };
  return { kind: 'migration', version, name: match[2] as string, direction: match[3] as Direction };
}
