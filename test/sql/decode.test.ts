// Bytes that are text, and bytes that are not.
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/sql/decode.ts';

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from([part]))));

function problemIn(content: Uint8Array): { readonly message: string; readonly line: number } | undefined {
  const decoded = decode('a.sql', content);
  if (!('problem' in decoded)) return undefined;
  expect(decoded.problem.rule).toBe('unreadable-file');
  expect(decoded.problem.help).not.toBe('');
  return { message: decoded.problem.message, line: decoded.problem.place.line };
}

describe('text', () => {
  it.each([
    ['nothing', bytes(''), ''],
    ['ASCII with CRLF', bytes('select 1;\r\n'), 'select 1;\r\n'],
    ['UTF-8 outside the basic plane', bytes("select '🐘é'"), "select '🐘é'"],
    ['a byte-order mark', bytes('\ufeffselect 1'), 'select 1'],
    ['a second byte-order mark, which stays', bytes('\ufeff\ufeffselect 1'), '\ufeffselect 1'],
    ['other control characters', bytes('a\u0001\u001b'), 'a\u0001\u001b'],
  ])('%s', (_, content, text) => expect(decode('a.sql', content)).toEqual({ text }));
});

describe('no text', () => {
  it('names the line of a NUL byte', () => {
    expect(problemIn(bytes('a\nb\n', 0, '\n'))).toMatchObject({ line: 3, message: expect.stringContaining('NUL') });
  });
  it('names the line, the offset and the byte that is not UTF-8', () => {
    const found = problemIn(bytes('é\ncaf', 0xe9, ' x\n'));
    expect(found?.line).toBe(2);
    expect(found?.message).toContain('byte 0xe9 at offset 6');
  });
  it('sees a character that the file cuts off', () => {
    expect(problemIn(bytes('a\n', 0xe2, 0x82))).toMatchObject({ line: 2 });
  });
  it('refuses what UTF-8 forbids: overlong forms and surrogates', () => {
    expect(problemIn(bytes(0xc0, 0xaf))?.message).toContain('0xc0 at offset 0');
    expect(problemIn(bytes('a', 0xed, 0xa0, 0x80))?.message).toContain('0xed at offset 1');
  });
  it.each([
    ['little', [0xff, 0xfe, 0x61, 0x00]],
    ['big', [0xfe, 0xff, 0x00, 0x61]],
  ])('says UTF-16 (%s endian)', (_, content) => {
    expect(problemIn(bytes(...content))?.message).toContain('UTF-16');
  });
  it('refuses a file of more than 64 MiB without reading it', () => {
    expect(problemIn(new Uint8Array(64 * 1024 * 1024 + 1))?.message).toContain('at most 64 MiB');
  });
  it('finds the place in a large file quickly', () => {
    const large = Buffer.alloc(16 * 1024 * 1024, 'a\n');
    large[large.length - 2] = 0xff;
    const start = performance.now();
    expect(problemIn(large)?.line).toBe(large.length / 2);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
