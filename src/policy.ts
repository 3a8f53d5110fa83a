// Whose lockgate.yml holds: the base's. A pull request could otherwise switch off the rules that it breaks.
import { relative, resolve } from 'node:path';
import type { Config } from './config.ts';
import { configChanges } from './config-changes.ts';
import { Failure } from './failure.ts';
import { configFile, configOf, loadConfig } from './project.ts';
import { canonicalPath, slashed, utf8Text } from './source/files.ts';
import { type Repository, readThoseAt } from './source/git.ts';

export interface PolicyRequest {
  /** Where the configuration is looked for. */
  readonly directory: string;
  /** The file that was named, relative to that directory. */
  readonly named: string | undefined;
  /** What the change is compared with; undefined where what is checked out is its own policy. */
  readonly base: { readonly repository: Repository; readonly sha: string } | undefined;
  readonly from: 'base' | 'head';
}

export interface Policy {
  readonly config: Config;
  /** Sentences for the top of the report: what the change does to the policy. */
  readonly preface: readonly string[];
}

/** Throws a Failure when the configuration of the change can't be read: once merged, it would stop every later run. */
export async function readPolicy({ directory, named, base, from }: PolicyRequest): Promise<Policy> {
  const proposed = await loadConfig(directory, named);
  if (base === undefined) return { config: proposed, preface: [] };
  const file = named ?? configFile;
  const before = await policyOf(base, directory, named);
  if (before === undefined) {
    const which = from === 'head' ? 'the one of this change' : 'the defaults';
    return {
      config: from === 'head' ? proposed : {},
      preface: [`${file} of the base has problems and can't be used, so ${which} held here.`],
    };
  }
  const changes = configChanges(before, proposed).join('; ');
  if (changes === '') return { config: before, preface: [] };
  return from === 'head'
    ? { config: proposed, preface: [`This change edits ${file}, and the edited policy held here: ${changes}.`] }
    : {
        config: before,
        preface: [
          `This change edits ${file}. The policy of the base held here; the edit takes effect once it is merged: ${changes}.`,
        ],
      };
}

/** Undefined when the base's file has problems: a change that mends it must be able to pass. */
async function policyOf(
  { repository, sha }: NonNullable<PolicyRequest['base']>,
  directory: string,
  named: string | undefined,
): Promise<Config | undefined> {
  try {
    const file = named ?? configFile;
    const path = slashed(relative(repository.root, resolve(await canonicalPath(directory), file)));
    const [found] = await readThoseAt(repository, sha, [path]);
    return found === undefined ? {} : await configOf(utf8Text(found.bytes, file), file);
  } catch (thrown) {
    if (thrown instanceof Failure && (thrown.code === 'bad-config' || thrown.code === 'bad-input')) return undefined;
    throw thrown;
  }
}
