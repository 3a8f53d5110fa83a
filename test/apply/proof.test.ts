// Proofs: the same text back, and a clear answer for everything that is not one.
import { beforeAll, expect, it } from 'vitest';
import { canonicalJson } from '../../src/apply/canonical-json.ts';
import { proofOf, readProof, serializeProof } from '../../src/apply/proof.ts';
import type { Proof } from '../../src/model/proof.ts';
import { loadParser } from '../../src/sql/script.ts';
import { request } from './deployment.ts';

let proof: Proof;
beforeAll(async () => {
  await loadParser();
  const { migrations } = request('flyway', { 'V1__a.sql': 'CREATE TABLE a (id int);', 'V2__ü.sql': 'SELECT 2;' });
  proof = proofOf(
    {
      tool: { name: 'lockgate', version: '1.2.3' },
      layout: 'flyway',
      migrations: migrations.map((migration, index) => ({ migration, new: index > 0 })),
      verdict: { outcome: 'warn', reasons: [{ message: 'look', path: null, line: 3 }] },
    },
    {
      server: { number: 180004, version: '18.4' },
      traces: [],
      leftovers: [],
      relations: [],
      roundTrips: [{ migration: '2', path: 'm/V2__ü.sql', outcome: 'no-down' }],
      schemaBefore: `sha256:${'0'.repeat(64)}`,
      schemaAfter: `sha256:${'1'.repeat(64)}`,
    },
  );
});

it('reads what it wrote', () => {
  expect(readProof(serializeProof(proof))).toEqual({ proof });
  expect(proof.migrations.map(({ id, new: isNew }) => [id, isNew])).toEqual([
    ['1', false],
    ['2', true],
  ]);
});

it('does not mind the order of keys, blanks or a byte order mark', () => {
  const turned = Object.fromEntries(Object.entries(proof).reverse());
  expect(readProof(`\uFEFF${JSON.stringify(turned)}`)).toEqual({ proof });
});

it('finds every altered value', () => {
  const text = serializeProof(proof);
  const alterations = [
    text.replace('"outcome": "warn"', '"outcome": "pass"'),
    text.replace('V1__a.sql', 'V1__b.sql'),
    text.replace('"new": false', '"new": true'),
    text.replace(proof.migrations[0]?.digest ?? '', proof.migrations[1]?.digest ?? ''),
    text.replace('"line": 3', '"line": 4'),
  ];
  for (const altered of alterations) {
    expect(altered).not.toBe(text);
    expect(readProof(altered)).toEqual({ problem: expect.stringContaining('was altered after it was written') });
  }
});

it.each([
  ['', 'is empty'],
  [' \n', 'is empty'],
  ['not json', 'is not JSON, or was cut off'],
  ['{"schema": 1, "tool"', 'is not JSON, or was cut off'],
  ['[]', 'not a proof of Lockgate'],
  ['null', 'not a proof of Lockgate'],
  ['{"schema": "1"}', 'not a proof of Lockgate'],
  ['{"schema": 2}', 'has schema 2; this version of Lockgate reads schema 1'],
  ['{"schema": 1}', 'damaged at `tool`'],
])('answers %j clearly', (text, problem) => {
  expect(readProof(text)).toEqual({ problem: expect.stringContaining(problem) });
});

it('names the damaged part, and refuses parts that it does not know', () => {
  const text = serializeProof(proof);
  expect(readProof(text.replace(/sha256:[0-9a-f]{60}/, 'sha256:short'))).toEqual({
    problem: 'The proof is damaged at `migrations.0.digest`.',
  });
  expect(readProof(text.replace('"schema": 1,', '"schema": 1, "approved": true,'))).toEqual({
    problem: 'The proof is damaged at `approved`.',
  });
  expect(readProof(text.slice(0, -40))).toEqual({ problem: expect.stringContaining('cut off') });
});

it('writes one text for one value', () => {
  expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: undefined } })).toBe('{"a":{"d":true},"b":[1,"x",null]}');
});
