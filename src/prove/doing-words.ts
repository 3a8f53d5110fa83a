// What a proof was doing, in words.
import type { Doing } from '../model/doing.ts';
import type { Place } from '../model/place.ts';

/** As in `the statement at line 3 of db/V2__b.sql was running`. */
export function doingWords({ phase, path, step, line }: Doing): string {
  const of = phase === 'baseline' ? `${path}, which is in the base,` : path;
  switch (step) {
    case 'statement':
      return `the statement at line ${line ?? 1} of ${of} was running`;
    case 'commit':
      return `the COMMIT of ${of} was running`;
    case 'history':
      return `the row of ${of} was being written into the tool's history table`;
    default:
      return `Lockgate was ${step} at ${of}`.replace(/,$/, '');
  }
}

/** Where it was. */
export function doingPlace({ path, line = 1 }: Doing): Place {
  return { path, line, column: 1, endLine: line, endColumn: 1 };
}
