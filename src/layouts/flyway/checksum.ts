// Flyway's checksum of a script. Facts: ChecksumCalculator of Flyway 13.
import { crc32 } from '../crc32.ts';

/**
 * CRC-32 over the lines of the decoded text (without a byte-order mark) in UTF-8, their terminators (LF, CR, CRLF) left out, as
 * signed 32-bit decimal text. `select 1;` gives -690524359 with any line ending; an empty text gives 0.
 */
export function flywayChecksum(text: string): string {
  return String(crc32(new TextEncoder().encode(text.replace(/[\r\n]/g, ''))) | 0);
}
