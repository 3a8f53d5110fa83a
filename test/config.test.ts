// lockgate.yml: what is read, and every problem at once with its line.
import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import { Failure } from '../src/failure.ts';
import type { OptionSpecs } from '../src/model/finding.ts';

const rules = new Map<string, OptionSpecs>([
  ['drop-table', {}],
  ['drop-column', {}],
  [
    'index-too-wide',
    {
      columns: { type: 'integer', default: 3, min: 1, about: 'how many' },
      unique: { type: 'boolean', default: false, about: 'unique ones too' },
      name: { type: 'pattern', default: null, about: 'those that match' },
      tables: { type: 'texts', default: [], about: 'only these' },
    },
  ],
]);
const known = { layouts: ['flyway', 'plain'], rules };
const read = (text: string): Config => readConfig(text, 'lockgate.yml', known);

function problems(text: string): readonly string[] {
  try {
    read(text);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    expect(thrown).toMatchObject({ code: 'bad-config', help: expect.any(String) });
    return thrown.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('settings', () => {
  it.each(['', '# nothing\n', '---\n', 'null', '{}'])('none: %j', (text) => expect(read(text)).toEqual({}));

  it('all of them', () => {
    const text =
      'path: db/m\nlayout: flyway\ndialect: postgresql\nserver-version: 16\nfail-on: warning\nrules:\n  drop-table: off\n  drop-column: "info"\n';
    expect(read(text)).toEqual({
      path: 'db/m',
      layout: 'flyway',
      dialect: 'postgresql',
      'server-version': 16,
      'fail-on': 'warning',
      rules: { 'drop-table': { severity: 'off', options: {} }, 'drop-column': { severity: 'info', options: {} } },
    });
  });
});

describe('rules', () => {
  it('take options, with or without a severity', () => {
    const text =
      'preset: strict\nrules:\n  index-too-wide:\n    severity: warning\n    columns: 5\n    unique: true\n    name: "^i_"\n    tables: [a, b]\n';
    const options = { columns: 5, unique: true, name: '^i_', tables: ['a', 'b'] };
    expect(read(text)).toEqual({
      preset: 'strict',
      rules: { 'index-too-wide': { severity: 'warning', options } },
    });
    expect(read('rules: { index-too-wide: { columns: 1 } }').rules).toEqual({
      'index-too-wide': { options: { columns: 1 } },
    });
  });
  it('say everything that is wrong with them at once, each with its line', () => {
    const text = [
      'preset: best',
      'rules:',
      '  index-too-wide:',
      '    severity: fatal',
      '    columns: three',
      '    unique: "no"',
      '    name: "[a-"',
      '    tables: a',
      '    colums: 3',
      '  drop-table: { columns: 1 }',
      '  drop-column: [off]',
      '  drop-tabel: off',
      '  no-such-thing: { severity: off }',
      'fail-on: sometimes',
    ].join('\n');
    const found = problems(text);
    expect(found.map((line) => Number(line.split(':')[1]))).toEqual([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(found.join('\n')).toContain('rules.index-too-wide.name: this is not a regular expression that RE2 reads');
    expect(found.join('\n')).toContain('rules.drop-column: one of error, warning, info, off is expected');
    expect(found.join('\n')).toContain('has no option "colums" (did you mean columns?)');
    expect(found.join('\n')).toContain('drop-table has no option "columns"; it has none, only a severity');
    expect(found.join('\n')).toContain('there is no rule "drop-tabel" (did you mean drop-table?)');
  });
});

describe('problems', () => {
  it('are all named at once, in order, each with its line', () => {
    const found = problems(
      'layout: rails\nfail-on: maybe\n\nrules:\n  drop-table: fatal\n  drop-tabel: off\nunknown: 1\nserver-version: "16"\n',
    );
    expect(found.map((line) => line.split(': ')[0])).toEqual([1, 2, 5, 6, 7, 8].map((line) => `lockgate.yml:${line}`));
    expect(found[3]).toContain('did you mean drop-table?');
    expect(found[4]).toContain('there is no setting "unknown"');
    expect(problems('a: 1\nb: 2\nignore:\n  - { rule: drop-table, path: a, reason: b, x: 1, y: 2 }')).toHaveLength(4);
  });
  it.each([
    ['a list', '- path', 1],
    ['a text', 'path', 1],
    ['a broken mapping', 'path: a\n  layout: b\n', 1],
    ['a key that stands twice', 'path: a\npath: b\n', 2],
    ['a tab', 'rules:\n\tdrop-table: off\n', 2],
    ['an empty path', 'path: ""', 1],
    ['a version that is none', 'server-version: 16.4', 1],
    ['a version of long ago', 'server-version: 8', 1],
  ])('%s', (_, text, line) => {
    expect(problems(text)[0]).toMatch(new RegExp(`^lockgate\\.yml:${line}: `));
  });
  it('of a key that stands twice hide no others', () => {
    const found = problems(
      'fail-on: maybe\nrules:\n  drop-table: off\n  drop-table: fatal\nlayout: flyway\nlayout: rails\n',
    );
    expect(found.map((line) => line.split(': ')[0])).toEqual([1, 4, 4, 6, 6].map((line) => `lockgate.yml:${line}`));
    expect(found.join('\n')).toContain('lockgate.yml:4: drop-table is set a second time');
  });
  it('of YAML are told in words for its writers', () => {
    const found = problems('fail-on: maybe\n---\npath: b\n');
    expect(found).toEqual([
      expect.stringMatching(/^lockgate\.yml:1: fail-on: one of/),
      expect.stringMatching(/^lockgate\.yml:2: a second YAML document begins here/),
    ]);
    expect(problems('server-version: "16"')).toEqual([expect.stringContaining('without quotes')]);
  });
  it('stay on their lines, whatever is in a name', () => {
    const hostile = '"x\\n::error::y"';
    for (const text of [`${hostile}: 1`, `rules: { ${hostile}: off }`, `rules: { drop-table: { ${hostile}: 1 } }`]) {
      expect(problems(text), text).toEqual([expect.stringContaining('x\\u000a::error::y')]);
    }
  });
  it('names of JavaScript are names like others', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) expect(problems(`${name}: 1`), name).toHaveLength(1);
    expect(problems('rules:\n  toString: off')).toHaveLength(1);
    for (const name of ['__proto__', 'constructor']) expect(problems(`rules:\n  ${name}: off`), name).toHaveLength(1);
    expect(({} as Record<string, unknown>).off).toBeUndefined();
  });
  it('aliases that would fill the memory are one, too', () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]\n`;
    const bomb = `a: &a [x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i) => level(name, 'abcdefgh'[i] as string)).join('')}`;
    expect(problems(bomb)).toEqual([expect.stringContaining('alias')]);
  });
});
