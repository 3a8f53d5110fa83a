// Findings that no reading rule makes: they come from files, from git, or from the run on a server. Documented like rules.
import type { Notice } from '../model/finding.ts';

function notice<Id extends string>(notice: Notice & { readonly id: Id }): Notice & { readonly id: Id } {
  return notice;
}

export const syntaxError = notice({
  id: 'syntax-error',
  category: 'correctness',
  severity: 'error',
  title: 'A statement that PostgreSQL cannot read',
  why: 'The migration fails when it runs. What stands in an unreadable statement was checked by no rule.',
  instead: 'Correct the statement.',
});

export const unreadableFile = notice({
  id: 'unreadable-file',
  category: 'correctness',
  severity: 'error',
  title: 'A file that is no UTF-8 text',
  why: 'Tools would run something else than what a reader sees, or fail half-way.',
  instead: 'Save the file as UTF-8 text.',
});

export const psqlMetaCommand = notice({
  id: 'psql-meta-command',
  category: 'correctness',
  severity: 'error',
  title: 'A backslash command that only psql knows',
  why: 'Migration tools send it to the server, which answers with a syntax error.',
  instead: 'Write plain SQL.',
});

export const misnamedFile = notice({
  id: 'misnamed-file',
  category: 'correctness',
  severity: 'warning',
  title: 'A file that the migration tool skips because of its name',
  why: 'It looks like a migration, but never runs: a silent hole in the history.',
  instead: 'Rename the file as the tool expects, or move it out of the migrations directory.',
});

export const versionDuplicate = notice({
  id: 'version-duplicate',
  category: 'correctness',
  severity: 'error',
  title: 'Two migrations with one version',
  why: 'The tool refuses to run, or runs only one of them.',
  instead: 'Give the newer one a version of its own.',
});

export const appliedFileEdited = notice({
  id: 'applied-file-edited',
  category: 'correctness',
  severity: 'error',
  title: 'A migration that the base already has was edited',
  why: 'Databases that ran the old text never run the new one: environments drift apart, and tools that keep checksums refuse to start.',
  instead: 'Restore the file as it is in the base and put the change into a new migration.',
});

export const appliedFileRemoved = notice({
  id: 'applied-file-removed',
  category: 'correctness',
  severity: 'error',
  title: 'A migration that the base already has was deleted or renamed',
  why: 'Databases that ran it still list it in their history: tools refuse to start, or run a renamed copy a second time.',
  instead: 'Bring the file back under its old name.',
});

export const historyNotLinear = notice({
  id: 'history-not-linear',
  category: 'correctness',
  severity: 'error',
  title: 'A new migration sorts before one that the base already has',
  why: 'A database that has run the later one meets it out of order: depending on the tool it is refused, silently skipped for ever, or run in another order than on a fresh database.',
  instead: 'Rename the new migration so that its version is the highest.',
});

export const notUnderstood = notice({
  id: 'not-understood',
  category: 'policy',
  severity: 'info',
  title: 'A statement that no rule looks into',
  why: 'It is valid SQL, but what it does is known only from running it.',
  instead: 'Run `lockgate check`, which shows what it does on a real server.',
});

export const migrationFails = notice({
  id: 'migration-fails',
  category: 'correctness',
  severity: 'error',
  title: 'The migration fails on a real PostgreSQL',
  why: 'It ran after all earlier migrations, as the role and in the transactions that a deploy would use, and the server refused it.',
  instead: 'Correct the statement that the server refused.',
});

export const downFails = notice({
  id: 'down-fails',
  category: 'correctness',
  severity: 'error',
  title: 'The down script fails',
  why: 'When the release has to go back there is no way back.',
  instead: 'Correct the down script so that it undoes the up script.',
});

export const downNotInverse = notice({
  id: 'down-not-inverse',
  category: 'correctness',
  severity: 'error',
  title: 'The down script leaves another schema than there was before',
  why: 'A rollback that leaves something behind makes the next up fail, or lets the schema drift unseen.',
  instead: 'Undo in the down script all that the up script does.',
});

export const upAgainFails = notice({
  id: 'up-again-fails',
  category: 'correctness',
  severity: 'error',
  title: 'After up and down, up does not work again',
  why: 'After a rollback the release cannot be deployed again.',
  instead:
    'Undo in the down script all that the up script does, or make the up script independent of what it leaves behind.',
});

export const unseenRewrite = notice({
  id: 'unseen-rewrite',
  category: 'availability',
  severity: 'error',
  title: 'The run rewrote a live table under a lock that stops the application',
  why: 'Every row is written again while the lock is held. No rule read this from the text; the server showed it.',
  instead:
    'Split the change so that the rewrite happens in batches outside of the lock: a new column, a backfill, a swap.',
});

export const unseenScan = notice({
  id: 'unseen-scan',
  category: 'availability',
  severity: 'error',
  title: 'The run scanned a live table under a lock that stops the application',
  why: 'The whole table is read while the lock is held. No rule read this from the text; the server showed it.',
  instead:
    'Do the scan in a transaction of its own that holds no strong lock, for example with NOT VALID and VALIDATE CONSTRAINT.',
});

export const unseenIndexBuild = notice({
  id: 'unseen-index-build',
  category: 'availability',
  severity: 'error',
  title: 'The run built an index on a live table under a lock that stops the application',
  why: 'Writes (or everything) wait until the index is built. No rule read this from the text; the server showed it.',
  instead: 'Build the index with CREATE INDEX CONCURRENTLY in a migration of its own.',
});

export const constraintLeftNotValid = notice({
  id: 'constraint-left-not-valid',
  category: 'correctness',
  severity: 'info',
  title: 'A constraint is still NOT VALID at the end of the release',
  why: 'Old rows may break it, and the planner does not use it. Validating it in a later release is the safe way; forgetting it is not.',
  instead:
    'Add a migration with ALTER TABLE … VALIDATE CONSTRAINT, in this release or the next: it blocks neither reads nor writes.',
});

export const invalidIndexLeft = notice({
  id: 'invalid-index-left',
  category: 'correctness',
  severity: 'error',
  title: 'The release leaves an invalid index behind',
  why: 'It is updated by every write and used by no query, and CREATE INDEX … IF NOT EXISTS takes it for the real one.',
  instead: 'Drop it with DROP INDEX CONCURRENTLY and build it again.',
});

export const ignoreUnknownRule = notice({
  id: 'ignore-unknown-rule',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore comment names a rule that does not exist',
  why: 'It ignores nothing, though its author thinks it does.',
  instead: 'Write `-- lockgate: ignore <rule> -- <reason>` with the id that the finding shows.',
});

export const ignoreWithoutReason = notice({
  id: 'ignore-without-reason',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore comment without a reason',
  why: 'The next reader cannot tell whether it still holds. The finding stays.',
  instead: 'Write the reason behind two dashes: `-- lockgate: ignore <rule> -- table has 40 rows`.',
});

export const ignoreExpired = notice({
  id: 'ignore-expired',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore whose last day has passed',
  why: 'Its author wanted it to be looked at again by then. The finding is back.',
  instead: 'Mend what it ignored, or give it a new date and a reason that still holds.',
});

export const ignoreUnused = notice({
  id: 'ignore-unused',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore comment that matches nothing',
  why: 'It hides the next real finding at this place.',
  instead: 'Remove it. It belongs on a line of its own right before the statement that it is about.',
});

/** All of them, for the documentation, `explain` and the configuration. */
export const notices: readonly Notice[] = [
  syntaxError,
  unreadableFile,
  psqlMetaCommand,
  misnamedFile,
  versionDuplicate,
  appliedFileEdited,
  appliedFileRemoved,
  historyNotLinear,
  notUnderstood,
  migrationFails,
  downFails,
  downNotInverse,
  upAgainFails,
  unseenRewrite,
  unseenScan,
  unseenIndexBuild,
  constraintLeftNotValid,
  invalidIndexLeft,
  ignoreUnknownRule,
  ignoreWithoutReason,
  ignoreExpired,
  ignoreUnused,
];
