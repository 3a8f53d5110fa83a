// Finds what a command is about: the migrations directory, its layout, its files, and the same files at the base.
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { CheckInput } from './check.ts';
import type { Config } from './config.ts';
import { Failure } from './failure.ts';
import { findTarget } from './input-paths.ts';
import { chooseLayout } from './layout-choice.ts';
import { layouts, neighbourNames } from './layouts/index.ts';
import { neighbourDirectories, neighbourPaths } from './layouts/paths.ts';
import { isMarkName, markNames } from './layouts/recognition.ts';
import type { Layout } from './model/layout.ts';
import type { SourceFile, SourceTree } from './model/migration.ts';
import { oneLine } from './one-line.ts';
import { canonicalPath, kindOf, readMarks, readOne, readText, readThose, readTree, slashed } from './source/files.ts';
import { commitOf, type Repository, readThoseAt, readTreeAt, repositoryOf } from './source/git.ts';

export interface ProjectRequest {
  readonly cwd: string;
  /** A migrations directory, or files of one; none = the configured or a usual directory. */
  readonly paths: readonly string[];
  readonly config: Config;
  /** A git revision that has the baseline. */
  readonly since?: string;
}

/** The configuration's usual name. */
export const configFile = 'lockgate.yml';
/** As some write it. */
const otherName = 'lockgate.yaml';

/** `lockgate.yml` in `cwd`, or the named file, which must be there. */
export async function loadConfig(cwd: string, named?: string): Promise<Config> {
  const file = named ?? configFile;
  const text = await readText(resolve(cwd, file));
  if (text !== undefined) return configOf(text, file);
  if (named === undefined) {
    if ((await kindOf(resolve(cwd, otherName))) !== 'file') return {};
    throw new Failure('bad-config', `${otherName} is not read: the configuration is lockgate.yml.`, {
      help: `Rename it, or name it: --config ${otherName}.`,
    });
  }
  throw new Failure('bad-config', `There is no configuration file ${oneLine(named)}.`);
}

/** Reads a configuration's text; `file` is its name in messages. */
export async function configOf(text: string, file: string): Promise<Config> {
  // YAML and its checks are a quarter of a megabyte of code, the rules a half.
  const [{ readConfig }, { knownRules }] = await Promise.all([import('./config.ts'), import('./check.ts')]);
  return readConfig(text, file, { layouts: layouts.map(({ name }) => name), rules: knownRules });
}

/** The current day in UTC, as `2026-11-21`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

export type Project = Pick<
  CheckInput,
  | 'layout'
  | 'top'
  | 'root'
  | 'files'
  | 'neighbours'
  | 'links'
  | 'extent'
  | 'baseFiles'
  | 'baseNeighbours'
  | 'only'
  | 'notes'
>;

export async function openProject(request: ProjectRequest): Promise<Project> {
  const { config } = request;
  const cwd = await canonicalPath(request.cwd);
  const target = await findTarget(cwd, request.paths, config);
  const repository = await repositoryOf(target.directory);
  const top = repository?.root ?? (isBelow(cwd, target.directory) ? cwd : dirname(target.directory));
  const nameOf = (path: string): string => slashed(relative(top, path));
  const root = nameOf(target.directory);
  const { files, links } =
    target.loose === undefined
      ? await readTree(target.directory, root)
      : { files: await Promise.all(target.loose.map((path) => readOne(path, nameOf(path)))), links: [] };
  const named = config.layout ?? (target.loose === undefined ? undefined : target.layout);
  const { layout, notes } = chooseLayout(named, {
    root,
    files,
    neighbours: readMarks(top, neighbourDirectories(root), markNames, isMarkName),
  });
  const beside = target.loose === undefined ? neighbourPaths(root, neighbourNames) : [];
  const base = request.since === undefined ? undefined : await treeAt(repository, request.since, root, beside);
  const newLinks = links.filter((link) => mayBeMigration(link) && base?.links.includes(link) !== true);
  return {
    layout,
    notes,
    top,
    root,
    files,
    neighbours: [
      ...readThose(top, beside),
      ...(target.loose === undefined ? await companionsOf(layout, top, root) : []),
    ],
    // Another directory that is named in another run may share the configuration.
    ...(target.loose === undefined ? { extent: request.paths.length === 0 ? 'project' : 'directory' } : {}),
    ...(base === undefined ? {} : { baseFiles: base.files, baseNeighbours: base.neighbours }),
    ...(newLinks.length === 0 || target.only !== undefined ? {} : { links: newLinks }),
    ...(target.only === undefined ? {} : { only: target.only.map(nameOf) }),
  };
}

/** Files of other directories that hold migrations of the tool; most repositories have none. */
async function companionsOf(layout: Layout, top: string, root: string): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  for (const directory of layout.companions?.(root) ?? []) {
    const path = resolve(top, directory);
    if ((await kindOf(path)) === 'directory') found.push(...(await readTree(path, directory)).files);
  }
  return found;
}

/** The files of the migrations directory as the last commit has them; none outside a repository, or before the first commit. */
export async function committedFiles(project: Project): Promise<readonly SourceFile[]> {
  const repository = await repositoryOf(resolve(project.top, project.root));
  if (repository === undefined) return [];
  const commit = await commitOf(repository, 'HEAD').catch(() => undefined);
  return commit === undefined ? [] : (await readTreeAt(repository, commit, project.root)).files;
}

/** By its name: a script, its settings, or a directory of them. */
function mayBeMigration(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(?:sql|conf|toml)$/i.test(name) || !name.includes('.');
}

interface BaseTree extends SourceTree {
  readonly neighbours: readonly SourceFile[];
}

async function treeAt(
  repository: Repository | undefined,
  since: string,
  root: string,
  beside: readonly string[],
): Promise<BaseTree> {
  if (repository === undefined) {
    throw new Failure('git', 'This directory is in no git repository, so there is no revision to compare with.', {
      help: 'Leave out --since: then all migrations count as new.',
    });
  }
  const commit = await commitOf(repository, since);
  const tree = await readTreeAt(repository, commit, root);
  return { ...tree, neighbours: await readThoseAt(repository, commit, beside) };
}

function isBelow(top: string, path: string): boolean {
  const below = relative(top, path);
  return below === '' || !(below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below));
}
