// What a release leaves unfinished: constraints that were never validated, indexes that are invalid. Read from two fingerprints.
import type { Leftover } from '../model/trace.ts';
import type { Fingerprint } from './schema.ts';

/**
 * Objects that are unfinished at the end and were not at the start. Two legal states are left out: the index of a partitioned table is invalid until every
 * partition has its own (`ON ONLY`), and a NOT ENFORCED constraint is never validated (prover facts, measured on 15 and 18).
 */
export function leftoversIn(before: Fingerprint, after: Fingerprint): readonly Leftover[] {
  return [...after].flatMap(([object, definition]): Leftover[] => {
    if (before.get(object) === definition) return [];
    const [kind = '', ...rest] = object.split(' ');
    const name = rest.join(' ');
    if (kind === 'constraint' && definition.endsWith(' (not validated)') && !/\bNOT ENFORCED\b/.test(definition)) {
      return [{ kind: 'not-validated', name }];
    }
    return kind === 'index' && definition.includes(' (invalid)') && !/ ON ONLY /.test(definition)
      ? [{ kind: 'invalid-index', name }]
      : [];
  });
}
