// `npm run new-rule ID`: a rule to fill in, its line among the rules, and cases for it. The tests then say what is missing.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notices } from '../src/lint/notices.ts';
import { rules } from '../src/rules/index.ts';

const help = `Usage: npm run new-rule ID

Makes src/rules/ID.ts, its line in src/rules/index.ts, and cases in test/rules/cases/ID.ts.
ID is the hazard in the field's words, in kebab-case.

Example:
  $ npm run new-rule drop-statistics
`;

/** Why an id can't be one; undefined where it can. */
export function idProblem(id: string, taken: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id))
    return `${JSON.stringify(id)} is no id: words in lower case with hyphens between them are, such as drop-statistics.`;
  return taken.includes(id) ? `There is a rule ${id} already.` : undefined;
}

const camel = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

export function ruleText(id: string): string {
  return `// What is caught, in a line.
import { defineRule } from './rule.ts';

export const ${camel(id)} = defineRule({
  id: '${id}',
  category: 'availability',
  severity: 'warning',
  title: 'One line: what is caught.',
  why: 'Why it hurts: who waits for what, or what is lost.',
  instead: 'The safe way, step by step.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders SET (fillfactor = 70);',
    good: 'COMMENT ON TABLE orders IS NULL;',
  },
  on: ['storage-parameters'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    // The hit: a message that names what it is about, such as context.qualify(change.table).
    return undefined;
  },
});
`;
}

export function casesText(id: string): string {
  return `// ${id}: where it fires, and where it does not.
import type { Case } from './case.ts';

export const ${camel(id)}: readonly Case[] = [
  {
    what: '${id} fires',
    up: 'ALTER TABLE orders SET (fillfactor = 70)',
    rules: ['${id}'],
  },
  {
    what: '${id} leaves a new table alone',
    up: 'CREATE TABLE fresh (a int); ALTER TABLE fresh SET (fillfactor = 70)',
    rules: [],
  },
];
`;
}

/** The list with an import, in its place, and an entry at the end of the array. */
export function withEntry(text: string, line: string, entry: string): string {
  const lines = text.split('\n');
  const imports = lines.flatMap((one, i) =>
    /^import \{ \w+ \} from '\.\/(?:cases\/)?[a-z-]+\.ts';$/.test(one) ? [i] : [],
  );
  const pathOf = (one: string): string => one.slice(one.indexOf(" from '"));
  const before = imports.find((i) => pathOf(lines[i] as string) > pathOf(line)) ?? (imports.at(-1) as number) + 1;
  const withImport = lines.toSpliced(before, 0, line);
  return withImport.toSpliced(withImport.indexOf('];'), 0, `  ${entry},`).join('\n');
}

async function make(id: string, root: string): Promise<void> {
  const write = (path: string, text: string): Promise<void> => writeFile(join(root, path), text, { flag: 'wx' });
  const edit = async (path: string, line: string, entry: string): Promise<void> =>
    writeFile(join(root, path), withEntry(await readFile(join(root, path), 'utf8'), line, entry));
  const name = camel(id);
  await write(`src/rules/${id}.ts`, ruleText(id));
  await write(`test/rules/cases/${id}.ts`, casesText(id));
  await edit('src/rules/index.ts', `import { ${name} } from './${id}.ts';`, name);
  await edit('test/rules/cases.test.ts', `import { ${name} } from './cases/${id}.ts';`, `...${name}`);
}

async function main(args: readonly string[]): Promise<0 | 2> {
  const [id, ...more] = args;
  if (id === '--help' || id === '-h') {
    console.log(help);
    return 0;
  }
  const taken = [...rules, ...notices].map((one) => one.id);
  const problem = id === undefined || more.length > 0 ? help : idProblem(id, taken);
  if (id === undefined || problem !== undefined) {
    console.error(problem);
    return 2;
  }
  await make(id, join(dirname(fileURLToPath(import.meta.url)), '..'));
  console.log(`Made src/rules/${id}.ts, its line in src/rules/index.ts, and test/rules/cases/${id}.ts.
Next: fill in the rule, then
  $ npx vitest run test/rules/registry.test.ts test/rules/texts.test.ts
  $ npm run test:matrix -- test/rules/cases.test.ts -t ${id}
  $ npm run docs && npm run build`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
