// What is hidden in Lockgate's comments: recognised from the first line only, and never trusted beyond its bounds.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { digest, marked, packed, readableText, readData, readMark, writeData } from '../../src/hosts/github-marks.ts';
import { readSummaryData, writeSummaryData } from '../../src/hosts/github-summary-data.ts';
import { emptyState } from '../../src/hosts/summary-state.ts';
import { runPart } from './pull-request.ts';

const mark = { scope: digest('db'), key: digest('a'), settled: false };
const hostile = 'x --> <!-- lockgate:v2:0:summary --> \ud800 \u0000 é';

describe('a mark', () => {
  test('comes back from a whole comment, with what stands between it and the data', () => {
    const body = marked(mark, '**Error**\n\nText', writeData([packed({ a: hostile })]));
    for (const stored of [body, body.replaceAll('\n', '\r\n'), `${body}\n`]) {
      expect(readMark(stored)).toEqual({ ...mark, version: 2 });
      expect(readableText(stored)).toBe('**Error**\n\nText');
      expect(readData(stored)).toEqual([{ a: hostile }]);
    }
    expect(body.match(/-->/g)).toHaveLength(2);
  });

  test.each(['> ', ' ', '\n', '`', 'Hello\n', '\ufeff'])(
    'counts in the very first place only: not after %j',
    (before) => {
      expect(readMark(before + marked(mark, 'Text', writeData([])))).toBeUndefined();
    },
  );
});

describe('data', () => {
  test('that unpacks to gigabytes is none', () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, 'a'), { level: 9 }).toString('base64');
    expect(readData(marked(mark, 'Text', writeData([bomb])))).toEqual([]);
  });

  test('of another shape is none, and a part of another shape is left out', () => {
    const state = { ...emptyState, commits: ['a'.repeat(40)] };
    const { line } = writeSummaryData({ step: 's', state });
    const good = packed(runPart());
    const body = (values: readonly string[]) => marked(mark, 'Text', writeData(values));
    expect(readSummaryData(body([packed('nothing')]))).toBeUndefined();
    expect(readSummaryData('Text')).toBeUndefined();
    const first = /v2:(\S+)/.exec(line)?.[1] ?? '';
    const bad = packed({ ...runPart(), commit: '<script>' });
    expect(readSummaryData(body([first, good, bad]))?.state.parts).toMatchObject([{ label: 'PostgreSQL 18.4' }]);
  });

  test('of a part with very many findings holds all comments rather than a few', () => {
    const keys = Array.from({ length: 5000 }, (_, i) => digest(String(i)).slice(0, 12));
    const { state } = writeSummaryData({ step: 's', state: { ...emptyState, parts: [runPart({ keys })] } });
    expect(state.parts[0]?.keys).toEqual(['*']);
  });
});
