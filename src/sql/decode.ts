// Bytes → text: the files that are no SQL text at all get a clear answer here.
import type { Problem } from '../model/migration.ts';

/** Larger files are refused: reading one would take seconds and gigabytes, and no migration needs it. */
export const maximumFileBytes = 64 * 1024 * 1024;

export type Decoded = { readonly text: string } | { readonly problem: Problem };

/**
 * Decodes a file as UTF-8 with or without a byte-order mark (the mark is dropped; PostgreSQL would refuse it as a syntax error).
 * UTF-16 files, invalid UTF-8 and NUL bytes are problems that name the line: PostgreSQL stores no NUL, and libpq ends a query at
 * the first one, so the rest of such a file would silently not run.
 */
export function decode(path: string, bytes: Uint8Array): Decoded {
  if (bytes.length > maximumFileBytes) {
    const mib = Math.round(bytes.length / 1024 / 1024);
    return problem(
      path,
      1,
      `The file has ${mib} MiB; Lockgate reads at most 64 MiB.`,
      'Load data outside of migrations.',
    );
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return problem(path, 1, 'The file is UTF-16; migration tools and PostgreSQL expect UTF-8.', 'Save it as UTF-8.');
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    return problem(
      path,
      lineOfByte(bytes, nul),
      'The file holds a NUL byte: most drivers end the query there, so what follows would silently not run.',
      'Remove the NUL byte, or save the file as text if it is binary.',
    );
  }
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    const at = firstInvalidByte(bytes);
    return problem(
      path,
      lineOfByte(bytes, at),
      `The file is not valid UTF-8 (byte 0x${(bytes[at] ?? 0).toString(16).padStart(2, '0')} at offset ${at}).`,
      'Save it as UTF-8; a file in Latin-1 or Windows-1252 would store wrong characters.',
    );
  }
}

/** One for all files: making one takes as long as decoding a small file. */
const decoder = new TextDecoder('utf-8', { fatal: true });

function problem(path: string, line: number, message: string, help: string): Decoded {
  return {
    problem: { rule: 'unreadable-file', message, help, place: { path, line, column: 1, endLine: line, endColumn: 1 } },
  };
}

function lineOfByte(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let i = 0; i < end; i++) if (bytes[i] === 10) line++;
  return line;
}

/** Where the first character begins that is none: binary search over prefixes decoded as a stream. */
function firstInvalidByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isValid(bytes.subarray(0, middle), true)) low = middle;
    else high = middle - 1;
  }
  // `low` may lie inside of a character that began well: name the byte it began with, the 0xe9 of an é in Latin-1.
  for (let at = low; at > low - 4 && at >= 0; at--) if (isValid(bytes.subarray(0, at), false)) return at;
  return low;
}

/** With `stream` the last character may be cut off. */
function isValid(bytes: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}
