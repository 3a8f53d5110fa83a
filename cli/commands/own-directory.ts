// Where this program lies: the bundle's directory, or the sources'. The embedded PostgreSQL is looked for from here.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export function ownDirectory(): string {
  return dirname(fileURLToPath(import.meta.url));
}
