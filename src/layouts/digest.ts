// The identity of a migration's bytes, as proofs carry it.
import { createHash } from 'node:crypto';

/** Some bytes and the part they play (`up`, `metadata`), which counts too: equal bytes in another part run differently. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `sha256:<hex>` over the parts in the given order; each is preceded by its name and length, so no two lists look alike. */
export function digestOf(parts: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of parts) hash.update(`${name} ${bytes.length}\n`).update(bytes);
  return `sha256:${hash.digest('hex')}`;
}
