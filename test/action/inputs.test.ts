// The action's inputs: what is read, what is refused, and that action.yml names exactly those.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../action/inputs.ts';
import { Failure } from '../../src/failure.ts';
import { layouts } from '../../src/layouts/index.ts';

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { description: string; default: string; required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { using: string; main: string };
}

const manifest: Manifest = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));

function inputs(given: Readonly<Record<string, string>>) {
  return readInputs((name) => given[name] ?? '');
}

function failureOf(given: Readonly<Record<string, string>>): Failure {
  try {
    inputs(given);
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
  }
  throw new Error('These inputs were expected to be refused.');
}

describe('inputs', () => {
  test('left out leave all to the configuration', () => {
    expect(inputs({})).toEqual({
      command: 'check',
      paths: [],
      settings: {},
      databaseUrl: undefined,
      proof: undefined,
      token: undefined,
      configFile: undefined,
      configFrom: 'base',
    });
  });

  test('given are read, without space around them', () => {
    const given = {
      command: ' lint ',
      path: 'db/a.sql\n\n  db/b.sql\n',
      layout: 'golang-migrate',
      dialect: 'postgresql',
      'server-version': '16',
      'database-url': 'postgres://postgres:secret@localhost:5432/postgres',
      proof: 'proof.json',
      'fail-on': 'never',
      token: 'a-token',
      config: 'ci/lockgate.yml',
      'config-from': 'head',
    };
    expect(inputs(given)).toEqual({
      command: 'lint',
      paths: ['db/a.sql', 'db/b.sql'],
      settings: { layout: 'golang-migrate', dialect: 'postgresql', 'server-version': 16, 'fail-on': 'never' },
      databaseUrl: given['database-url'],
      proof: 'proof.json',
      token: 'a-token',
      configFile: 'ci/lockgate.yml',
      configFrom: 'head',
    });
  });

  test('that are wrong are told all at once, with name, value and what is allowed', () => {
    const failure = failureOf({
      command: 'run',
      layout: 'rails',
      'server-version': '16.4',
      'fail-on': 'info',
      dialect: 'x',
    });
    expect(failure.code).toBe('bad-input');
    expect(failure.message).toContain('command: "run"; check, lint or deploy is allowed.');
    expect(failure.message).toContain('layout: "rails"; flyway, diesel, golang-migrate or plain is allowed.');
    expect(failure.message).toContain('dialect: "x"; only postgresql is allowed.');
    expect(failure.message).toContain('server-version: "16.4"; a major version from 10 on, such as 16, is allowed.');
    expect(failure.message).toContain('fail-on: "info"; error, warning or never is allowed.');
  });

  test.each(['9', '31', '016', 'abc', '1e1', '-16'])('refuse the server version %s', (version) => {
    expect(failureOf({ 'server-version': version }).message).toContain('server-version');
  });

  test('never show the database URL, nor the line breaks of a value', () => {
    for (const url of ['mysql://root:secret@localhost/a', 'postgres://user:secret @host', 'secret']) {
      expect(failureOf({ 'database-url': url }).message).not.toContain('secret');
    }
    expect(failureOf({ command: 'a\n::error::b' }).message).toContain(String.raw`"a\n::error::b"`);
  });

  test('for deploy must name the database', () => {
    expect(failureOf({ command: 'deploy' }).message).toContain('database-url');
    expect(inputs({ command: 'deploy', 'database-url': 'postgresql://h/d' }).command).toBe('deploy');
  });
});

describe('action.yml', () => {
  test('names exactly the inputs that are read', () => {
    const read = new Set<string>();
    readInputs((name) => {
      read.add(name);
      return '';
    });
    expect(Object.keys(manifest.inputs).sort()).toEqual([...read].sort());
  });

  test('has defaults that are allowed, and a token by default', () => {
    const defaults = Object.fromEntries(Object.entries(manifest.inputs).map(([name, input]) => [name, input.default]));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's, not of JavaScript
    expect(defaults.token).toBe('${{ github.token }}');
    expect(inputs(defaults)).toMatchObject({ command: 'check', settings: {} });
  });

  test('describes every layout, input and output, in the length that the Marketplace shows', () => {
    for (const { name } of layouts) expect(manifest.inputs.layout?.description).toContain(`\`${name}\``);
    const described = [...Object.values(manifest.inputs), ...Object.values(manifest.outputs)];
    for (const { description } of described) expect(description.length).toBeGreaterThan(20);
    expect(manifest.description.length).toBeLessThanOrEqual(125);
    expect(Object.keys(manifest.outputs)).toEqual(['verdict', 'findings', 'errors', 'warnings', 'report', 'proof']);
    expect(manifest.runs).toEqual({ using: 'node24', main: 'dist/action/index.js' });
  });
});
