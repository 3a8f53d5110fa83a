// Findings that no reading rule makes: they come from files, from git, or from the run on a server. Documented like rules.
import type { Notice } from '../model/finding.ts';
import * as files from './notices/files.ts';
import * as ignores from './notices/ignores.ts';
import * as run from './notices/run.ts';

export * from './notices/files.ts';
export * from './notices/ignores.ts';
export * from './notices/run.ts';

/** All of them, for the documentation, `explain` and the configuration. */
export const notices: readonly Notice[] = [files, run, ignores].flatMap((group) => Object.values(group));
