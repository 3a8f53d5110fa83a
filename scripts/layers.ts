// Who may import whom: reads the imports of all sources and compares them with the table of docs/architecture.md.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** A room: a folder of src/, a front end, or a single file of src/. */
interface Room {
  /** Rooms it may import from; its own is always allowed. */
  readonly rooms: readonly string[];
  /** Packages it alone, or it among others, may import. `node:` modules that reach the world are listed too. */
  readonly packages: readonly string[];
  /** Members (sub-folders or files, but for index.ts and shared facts) never import each other. */
  readonly members?: boolean;
}

const pure = ['node:crypto'];
const below = ['model', 'failure', 'sql', 'catalog', 'layouts', 'rules'];
const judged = [...below, 'lint', 'judge', 'review', 'reports', 'config'];
const edges = ['database', 'aws', 'hosts', 'source'];

export const rooms: Readonly<Record<string, Room>> = {
  model: { rooms: [], packages: [] },
  failure: { rooms: ['model'], packages: [] },
  'nearest-name': { rooms: [], packages: [] },
  'one-line': { rooms: [], packages: [] },
  'linear-pattern': { rooms: ['model', 'failure'], packages: ['re2js'] },
  'path-glob': { rooms: ['linear-pattern'], packages: [] },
  sql: { rooms: ['model', 'failure'], packages: ['libpg-query', 'node-sql-parser', 'node:v8', ...pure] },
  catalog: { rooms: ['model', 'failure', 'sql'], packages: ['valibot'] },
  introspection: { rooms: ['model', 'failure', 'sql', 'catalog'], packages: [] },
  layouts: { rooms: ['model', 'failure', 'sql'], packages: ['smol-toml', ...pure] },
  rules: { rooms: ['model', 'failure', 'sql', 'catalog'], packages: pure },
  lint: { rooms: [...below, 'config', 'nearest-name', 'rule-settings', 'linear-pattern', 'path-glob'], packages: pure },
  judge: { rooms: [...judged, 'rule-settings'], packages: [] },
  config: {
    rooms: [...below, 'nearest-name', 'one-line', 'rule-settings', 'strict-mapping', 'timeout-minutes', 'path-glob'],
    packages: ['valibot', 'yaml'],
  },
  'strict-mapping': { rooms: [], packages: ['valibot'] },
  'timeout-minutes': { rooms: [], packages: [] },
  'history-place': { rooms: ['model', 'failure', 'config', 'one-line'], packages: [] },
  'rule-settings': {
    rooms: ['model', 'failure', 'nearest-name', 'strict-mapping', 'linear-pattern'],
    packages: ['valibot'],
  },
  review: { rooms: judged, packages: ['diff', ...pure] },
  reports: { rooms: [...judged, 'apply', 'one-line'], packages: ['picocolors', 'fast-xml-parser', ...pure] },
  prove: { rooms: [...judged, 'one-line'], packages: pure },
  apply: { rooms: judged, packages: ['valibot', ...pure] },
  'check-input': { rooms: [...below, 'config', 'history-place', 'lint'], packages: [] },
  'check-report': { rooms: [...judged, 'check-input', 'one-line', 'rule-settings'], packages: [] },
  check: { rooms: [...judged, 'check-input', 'check-report', 'prove'], packages: pure },
  fix: { rooms: [...judged, 'check'], packages: [] },
  'bounded-run': { rooms: ['failure', 'model', 'prove'], packages: ['node:timers/promises'] },
  deploy: { rooms: [...judged, 'apply'], packages: pure },
  'input-paths': { rooms: [...below, 'config', 'one-line', 'source'], packages: ['node:path'] },
  'layout-choice': { rooms: ['model', 'failure', 'layouts', 'one-line'], packages: [] },
  project: {
    rooms: [...below, 'config', 'check', 'input-paths', 'layout-choice', 'one-line', 'source'],
    packages: ['node:path'],
  },
  'config-changes': { rooms: ['config', 'rule-settings'], packages: [] },
  policy: { rooms: ['config', 'config-changes', 'failure', 'project', 'source'], packages: ['node:path'] },
  'snapshot-file': { rooms: ['catalog', 'failure', 'one-line', 'source'], packages: ['node:path'] },
  'setup-scripts': { rooms: ['model', 'failure', 'config', 'one-line', 'source'], packages: ['node:fs', 'node:path'] },
  'proof-file': { rooms: ['failure', 'model', 'apply'], packages: ['node:fs/promises'] },
  'system-clock': { rooms: ['apply', 'model'], packages: ['node:timers/promises'] },
  'target-connection': { rooms: ['failure', 'model', 'aws', 'database'], packages: ['node:timers/promises'] },
  'program-path': { rooms: [], packages: ['node:fs', 'node:path'] },
  database: {
    rooms: ['model', 'failure', 'program-path'],
    packages: ['pg', 'node:*'],
  },
  aws: { rooms: ['model', 'failure'], packages: ['@aws-sdk/*'] },
  hosts: {
    rooms: ['model', 'failure'],
    packages: ['@actions/github', '@octokit/*', 'valibot', 'node:zlib', ...pure, 'node:timers/promises'],
  },
  source: {
    rooms: ['model', 'failure', 'one-line'],
    packages: ['node:buffer', 'node:child_process', 'node:fs', 'node:path'],
  },
};

const composed = [
  'catalog',
  'bounded-run',
  'history-place',
  'introspection',
  'nearest-name',
  'one-line',
  'rule-settings',
  'timeout-minutes',
  'policy',
  'program-path',
  'project',
  'setup-scripts',
  'snapshot-file',
  'proof-file',
  'system-clock',
  'target-connection',
];
const everything = [...judged, 'prove', 'apply', 'check', 'fix', 'deploy', ...composed, ...edges];

export const frontEnds: Readonly<Record<string, Room>> = {
  action: { rooms: everything, packages: ['@actions/core', '@actions/github', 'node:*'] },
  'codebuild-plugin': { rooms: everything, packages: ['commander', 'node:*'] },
  cli: { rooms: [...everything, 'codebuild-plugin'], packages: ['commander', 'picocolors', 'node:*'] },
};

const importPattern =
  /^\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

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
  const room = rooms[name] ?? frontEnds[name];
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
    const allowed = room.packages.some((allowed) =>
      allowed.endsWith('*')
        ? target.startsWith(allowed.slice(0, -1))
        : target === allowed || target.startsWith(`${allowed}/`),
    );
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
