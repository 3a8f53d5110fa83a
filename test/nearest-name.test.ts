// "Did you mean …?"
import { expect, it } from 'vitest';
import { nearestName } from '../src/nearest-name.ts';

const known = ['drop-table', 'drop-tables', 'set-not-null-drops-proof', 'set-not-null-scan', 'set-schema'];

it.each([
  ['drop-tabel', 'drop-table'],
  ['DROP-TABLE', 'drop-table'],
  ['drop-tables', 'drop-tables'],
  ['set-not-null', 'set-not-null-scan'],
  ['Set-Not-Null', 'set-not-null-scan'],
  ['set-not-nul', undefined],
  ['nothing', undefined],
  ['', undefined],
])('%s: %s', (name, nearest) => expect(nearestName(name, known)).toBe(nearest));
