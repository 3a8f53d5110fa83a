// Who may import whom: reads the imports of all sources and compares them with the table of docs/architecture.md.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** A room: a folder of src/, a front end, or a single file of src/. */
interface Room {
  /** Rooms it may import from; its own is always allowed. */
  readonly rooms: readonly string[];
  /** Packages it may import, as they are written in the import. `node:` modules are listed too. */
  readonly packages: readonly string[];
  /** Members (sub-folders or files, but for index.ts and shared facts) never import each other. */
  readonly members?: boolean;
}

export const rooms: Readonly<Record<string, Room>> = {
  model: { rooms: [], packages: [] },
  failure: { rooms: ['model'], packages: [] },
  'nearest-name': { rooms: [], packages: [] },
  'one-line': { rooms: [], packages: [] },
  'linear-pattern': { rooms: ['failure', 'model'], packages: ['re2js'] },
  'path-glob': { rooms: ['linear-pattern'], packages: [] },
  sql: {
    rooms: ['failure', 'model'],
    packages: [
      'libpg-query',
      'libpg-query/wasm/libpg-query.js',
      'node-sql-parser/build/mysql.js',
      'node-sql-parser/build/transactsql.js',
      'node:v8',
    ],
  },
  catalog: { rooms: ['failure', 'model', 'sql'], packages: ['valibot'] },
  introspection: { rooms: ['catalog', 'failure', 'model', 'sql'], packages: [] },
  layouts: { rooms: ['model', 'sql'], packages: ['node:crypto', 'smol-toml'] },
  rules: { rooms: ['catalog', 'model', 'sql'], packages: [] },
  lint: {
    rooms: [
      'catalog',
      'config',
      'layouts',
      'linear-pattern',
      'model',
      'nearest-name',
      'path-glob',
      'rule-settings',
      'rules',
      'sql',
    ],
    packages: ['node:crypto'],
  },
  judge: { rooms: ['config', 'model', 'rule-settings'], packages: [] },
  config: {
    rooms: [
      'failure',
      'model',
      'nearest-name',
      'one-line',
      'path-glob',
      'rule-settings',
      'rules',
      'sql',
      'strict-mapping',
      'timeout-minutes',
    ],
    packages: ['valibot', 'yaml'],
  },
  'strict-mapping': { rooms: [], packages: ['valibot'] },
  'timeout-minutes': { rooms: [], packages: [] },
  'history-place': { rooms: ['config', 'failure', 'model', 'one-line'], packages: [] },
  'rule-settings': { rooms: ['linear-pattern', 'model', 'nearest-name', 'strict-mapping'], packages: ['valibot'] },
  review: { rooms: ['model'], packages: ['node:crypto'] },
  reports: {
    rooms: ['apply', 'failure', 'lint', 'model', 'one-line', 'review', 'rules', 'sql'],
    packages: ['fast-xml-parser', 'picocolors'],
  },
  prove: { rooms: ['failure', 'model', 'one-line', 'sql'], packages: ['node:crypto'] },
  apply: { rooms: ['failure', 'layouts', 'model', 'sql'], packages: ['node:crypto', 'valibot'] },
  'check-input': { rooms: ['catalog', 'config', 'history-place', 'layouts', 'lint', 'model'], packages: [] },
  'check-report': {
    rooms: ['catalog', 'check-input', 'config', 'judge', 'lint', 'model', 'one-line', 'rule-settings', 'rules'],
    packages: [],
  },
  check: {
    rooms: ['catalog', 'check-input', 'check-report', 'failure', 'lint', 'model', 'prove', 'rules', 'sql'],
    packages: [],
  },
  fix: { rooms: ['check', 'lint', 'model'], packages: [] },
  'bounded-run': { rooms: ['failure', 'model', 'prove'], packages: ['node:timers/promises'] },
  deploy: { rooms: ['apply', 'failure', 'model'], packages: [] },
  'input-paths': { rooms: ['config', 'failure', 'layouts', 'one-line', 'source'], packages: ['node:path'] },
  'layout-choice': { rooms: ['failure', 'layouts', 'model', 'one-line'], packages: [] },
  project: {
    rooms: ['check', 'config', 'failure', 'input-paths', 'layout-choice', 'layouts', 'model', 'one-line', 'source'],
    packages: ['node:path'],
  },
  'config-changes': { rooms: ['config', 'rule-settings'], packages: [] },
  policy: { rooms: ['config', 'config-changes', 'failure', 'project', 'source'], packages: ['node:path'] },
  'snapshot-file': { rooms: ['catalog', 'failure', 'one-line', 'source'], packages: ['node:path'] },
  'setup-scripts': {
    rooms: ['config', 'failure', 'model', 'one-line', 'source'],
    packages: ['node:fs/promises', 'node:path'],
  },
  'proof-file': { rooms: ['apply', 'failure', 'model'], packages: ['node:fs/promises'] },
  'system-clock': { rooms: ['apply'], packages: [] },
  'target-connection': { rooms: ['aws', 'database', 'failure', 'model'], packages: ['node:timers/promises'] },
  'program-path': { rooms: [], packages: ['node:fs', 'node:path'] },
  database: {
    rooms: ['failure', 'model', 'program-path'],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:events',
      'node:fs',
      'node:fs/promises',
      'node:net',
      'node:os',
      'node:path',
      'node:stream',
      'node:timers/promises',
      'node:tls',
      'node:util',
      'pg',
    ],
  },
  aws: { rooms: ['failure'], packages: ['@aws-sdk/client-codebuild', '@aws-sdk/client-secrets-manager'] },
  hosts: {
    rooms: ['failure', 'model'],
    packages: ['@actions/github', 'node:crypto', 'node:timers/promises', 'node:zlib', 'valibot'],
  },
  source: {
    rooms: ['failure', 'model', 'one-line'],
    packages: ['node:buffer', 'node:child_process', 'node:fs', 'node:fs/promises', 'node:path'],
  },
};

export const frontEnds: Readonly<Record<string, Room>> = {
  action: {
    rooms: [
      'apply',
      'bounded-run',
      'check',
      'config',
      'database',
      'deploy',
      'failure',
      'history-place',
      'hosts',
      'layouts',
      'model',
      'one-line',
      'policy',
      'program-path',
      'project',
      'proof-file',
      'reports',
      'review',
      'setup-scripts',
      'snapshot-file',
      'source',
      'sql',
      'system-clock',
      'target-connection',
      'timeout-minutes',
    ],
    packages: [
      '@actions/core',
      '@actions/github',
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:url',
    ],
  },
  'codebuild-plugin': {
    rooms: [
      'apply',
      'aws',
      'deploy',
      'failure',
      'history-place',
      'model',
      'nearest-name',
      'one-line',
      'project',
      'proof-file',
      'reports',
      'sql',
      'system-clock',
      'target-connection',
    ],
    packages: ['node:fs/promises', 'node:util'],
  },
  cli: {
    rooms: [
      'apply',
      'bounded-run',
      'catalog',
      'check',
      'codebuild-plugin',
      'config',
      'database',
      'deploy',
      'failure',
      'fix',
      'introspection',
      'layouts',
      'model',
      'nearest-name',
      'one-line',
      'policy',
      'program-path',
      'project',
      'reports',
      'review',
      'setup-scripts',
      'snapshot-file',
      'source',
      'sql',
      'system-clock',
      'target-connection',
      'timeout-minutes',
    ],
    packages: ['commander', 'node:crypto', 'node:fs/promises', 'node:path', 'node:url', 'node:v8', 'picocolors'],
  },
};

const importPattern =
  /^\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

type Table = Readonly<Record<string, Room>>;

const house: Table = { ...rooms, ...frontEnds };

/** One sentence for each import that breaks the table, and for each use of what only front ends may touch. */
export async function layerProblems(root: string): Promise<string[]> {
  const problems: string[] = [];
  for (const top of ['src', ...Object.keys(frontEnds)]) {
    for (const file of await sources(join(root, top))) {
      const path = relative(root, file);
      const text = await readFile(file, 'utf8');
      problems.push(...importProblems(root, path, text), ...worldProblems(path, text));
    }
  }
  return problems;
}

/** One sentence for each arrow of the table that no import takes: what nobody needs is no permission for later. */
export async function unusedArrows(root: string, table: Table = house): Promise<string[]> {
  const taken = new Set<string>();
  for (const top of ['src', ...Object.keys(frontEnds)]) {
    for (const file of await sources(join(root, top))) {
      const path = relative(root, file);
      for (const target of targetsOf(root, path, await readFile(file, 'utf8')))
        taken.add(`${roomOf(path)} → ${target}`);
    }
  }
  return Object.entries(table).flatMap(([name, { rooms: others, packages }]) =>
    [...others, ...packages]
      .filter((target) => !taken.has(`${name} → ${target}`))
      .map((target) => `scripts/layers.ts: ${name} imports nothing from ${target}; take it out of the table.`),
  );
}

/** The rooms and packages that a file imports from. */
function targetsOf(root: string, path: string, text: string): string[] {
  return [...text.matchAll(importPattern)].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3]) as string;
    return target.startsWith('.') ? roomOf(relative(root, join(root, dirname(path), target))) : target;
  });
}

async function sources(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function roomOf(path: string): string {
  const parts = path.split('/');
  const name = parts[0] === 'src' ? (parts[1] as string) : (parts[0] as string);
  return name.replace(/\.ts$/, '');
}

function importProblems(root: string, path: string, text: string): string[] {
  const name = roomOf(path);
  const room = house[name];
  if (room === undefined) return [`${path}: the room ${name} is not in the table of scripts/layers.ts.`];
  return [...text.matchAll(importPattern)].flatMap((match) => {
    const target = (match[1] ?? match[2] ?? match[3]) as string;
    if (target.startsWith('.')) {
      const imported = relative(root, join(root, dirname(path), target));
      if (imported === 'package.json') return [];
      const other = roomOf(imported);
      if (other === name) return memberProblem(name, path, imported);
      return room.rooms.includes(other) ? [] : [`${path}: ${name} may not import ${imported}.`];
    }
    const allowed = room.packages.includes(target);
    return allowed ? [] : [`${path}: ${name} may not import the package ${target}.`];
  });
}

/** Rules never import each other, nor do layouts; what they share lies in files that are neither. */
function memberProblem(room: string, path: string, imported: string): string[] {
  const isMember = (file: string): boolean =>
    room === 'layouts'
      ? file.split('/').length > 3
      : /^src\/rules\/[a-z0-9-]+\.ts$/.test(file) && !/\/(index|rule)\.ts$/.test(file);
  if (room !== 'rules' && room !== 'layouts') return [];
  if (!isMember(path) || !isMember(imported)) return [];
  const folder = (file: string): string => (room === 'layouts' ? (file.split('/')[2] as string) : file);
  return folder(path) === folder(imported)
    ? []
    : [`${path}: members of ${room} never import each other (${imported}).`];
}

/** Only front ends read the environment or end the process; own servers of the database room look at who they are. */
function worldProblems(path: string, text: string): string[] {
  if (!path.startsWith('src/')) return [];
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return ['process.env', 'process.exit', 'console.']
    .filter((word) => code.includes(word))
    .map((word) => `${path}: only front ends may use ${word}.`);
}
