// lockgate.yml: what is read, and every problem at once with its line.
import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import { Failure } from '../src/failure.ts';

const known = { layouts: ['flyway', 'plain'], rules: new Set(['drop-table', 'drop-column']) };
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
      rules: { 'drop-table': 'off', 'drop-column': 'info' },
    });
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
  it('names of JavaScript are names like others', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) expect(problems(`${name}: 1`), name).toHaveLength(1);
    expect(problems('rules:\n  toString: off')).toHaveLength(1);
    // valibot leaves these out of a record: they name no rule, and set no prototype.
    for (const name of ['__proto__', 'constructor']) expect(read(`rules:\n  ${name}: off`).rules, name).toEqual({});
    expect(({} as Record<string, unknown>).off).toBeUndefined();
  });
  it('aliases that would fill the memory are one, too', () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]\n`;
    const bomb = `a: &a [x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i) => level(name, 'abcdefgh'[i] as string)).join('')}`;
    expect(problems(bomb)).toEqual([expect.stringContaining('alias')]);
  });
});
