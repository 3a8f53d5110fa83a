// action.yml and the action's code say the same: a misspelt input is empty, and a misspelt output is never set.
import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../action/inputs.ts';

const root = new URL('..', import.meta.url);
const text = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');
const manifest = parse(await text('action.yml'));

it('declares exactly the inputs that are read', () => {
  const read = new Set<string>();
  const given: Readonly<Record<string, string>> = { command: 'check' };
  readInputs((name) => {
    read.add(name);
    return given[name] ?? '';
  });
  expect([...read].sort()).toEqual(Object.keys(manifest.inputs).sort());
});

it('has defaults that are allowed, and says of every input what it is for', () => {
  for (const [name, input] of Object.entries<{ description: string; default?: string }>(manifest.inputs)) {
    expect(input.description.length, name).toBeGreaterThan(20);
    expect(input.default, name).toBeDefined();
  }
  const defaults = (name: string): string => manifest.inputs[name].default.replace(/^\$\{\{.*\}\}$/, 'a-token');
  expect(readInputs(defaults)).toMatchObject({ command: 'check', paths: [], settings: {}, token: 'a-token' });
  expect(readInputs(defaults).databaseUrl).toBeUndefined();
});

it('declares exactly the outputs that are set', async () => {
  const files = (await readdir(new URL('action', root))).filter((file) => file.endsWith('.ts'));
  const sources = await Promise.all(files.map((file) => text(`action/${file}`)));
  const set = sources.flatMap((source) => [...source.matchAll(/setOutput\(\s*'([^']+)'/g)].map(([, name]) => name));
  expect([...new Set(set)].sort()).toEqual(Object.keys(manifest.outputs).sort());
});

it('names a runtime that GitHub has, and a file that the package has', async () => {
  expect(manifest.runs).toEqual({ using: 'node24', main: 'dist/action/index.js' });
  const { files } = JSON.parse(await text('package.json'));
  expect(files).toEqual(expect.arrayContaining(['action.yml', 'dist']));
  expect(manifest.description.length).toBeLessThanOrEqual(125);
});

it('gives the action in the README only inputs that there are', async () => {
  const workflows = [...(await text('README.md')).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) =>
    parse(yaml ?? ''),
  );
  const steps = workflows.flatMap((workflow) =>
    Object.values<{ steps: readonly { uses?: string; with?: object }[] }>(workflow.jobs ?? {}).flatMap(
      (job) => job.steps,
    ),
  );
  const own = steps.filter(({ uses }) => uses?.startsWith('lockgate/'));
  expect(own.length).toBeGreaterThan(0);
  for (const step of own) {
    for (const name of Object.keys(step.with ?? {})) expect(Object.keys(manifest.inputs)).toContain(name);
  }
});
