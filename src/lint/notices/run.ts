// Notices that come from running the migrations on a server.
import { golangMigrations, manual, notice } from './define.ts';

const locks = `${manual}/explicit-locking.html#LOCKING-TABLES`;
const reversible = `${golangMigrations}#reversibility-of-migrations`;
const asTheTool = 'docs/decisions/0003-statements-run-as-the-tool-would.md';
const measured = 'docs/conformance.md';
const small = 'The table is so small that nobody notices. Say so in an ignore comment, with its number of rows.';

export const migrationFails = notice({
  id: 'migration-fails',
  category: 'correctness',
  severity: 'error',
  title: 'The migration fails on a real PostgreSQL.',
  why: 'It ran after all earlier migrations, as the role and in the transactions that a deploy would use, and the server refused it.',
  instead: 'Correct the statement that the server refused.',
  sources: [`${manual}/errcodes-appendix.html`, asTheTool],
});

export const downFails = notice({
  id: 'down-fails',
  category: 'correctness',
  severity: 'error',
  title: 'The down script fails.',
  why: 'When the release has to go back there is no way back.',
  instead: 'Correct the down script so that it undoes the up script.',
  sources: [reversible, asTheTool],
});

export const downNotInverse = notice({
  id: 'down-not-inverse',
  category: 'correctness',
  severity: 'error',
  title: 'The down script leaves another schema than there was before.',
  why: 'A rollback that leaves something behind makes the next up fail, or lets the schema drift unseen.',
  instead: 'Undo in the down script all that the up script does, in reverse order.',
  fineWhen:
    'Only the order of columns or the white space of functions differs, which no down script can put back: that is a remark.',
  sources: [reversible, asTheTool],
});

export const enumValueNotRemovable = notice({
  id: 'enum-value-not-removable',
  category: 'correctness',
  severity: 'warning',
  title: "A value that the up script adds to an enum type can't be removed again.",
  why: 'PostgreSQL has no DROP VALUE. After a rollback the value stays, and `ALTER TYPE … ADD VALUE` fails when the release is deployed again.',
  instead:
    'Write `ALTER TYPE … ADD VALUE IF NOT EXISTS`, so that the release can be deployed again after a rollback; the down script leaves the value. Where the value has to go, the down script makes a new type and rewrites every column of the old one, under AccessExclusiveLock.',
  fineWhen: 'Up works again after down: then it is a remark.',
  sources: [
    `${manual}/sql-altertype.html`,
    `${manual}/datatype-enum.html#DATATYPE-ENUM-IMPLEMENTATION-DETAILS`,
    reversible,
  ],
});

export const upAgainFails = notice({
  id: 'up-again-fails',
  category: 'correctness',
  severity: 'error',
  title: 'After up and down, up does not work again.',
  why: 'After a rollback the release cannot be deployed again.',
  instead:
    'Undo in the down script all that the up script does, or make the up script independent of what it leaves behind.',
  sources: [reversible, asTheTool],
});

export const unseenRewrite = notice({
  id: 'unseen-rewrite',
  category: 'availability',
  severity: 'error',
  title: 'The run rewrote a live table under a lock that stops the application.',
  why: 'Every row is written again while the lock is held. No rule read this from the text; the server showed it.',
  instead:
    '1. Add a column, or a table, as it is to be, and write both, from the application or with a trigger.\n2. Fill the old rows in batches, outside of migrations.\n3. Release code that reads the new one.\n4. Drop the old one in a later release.',
  fineWhen: small,
  sources: [`${manual}/sql-altertable.html#SQL-ALTERTABLE-NOTES`, locks, measured],
});

export const unseenScan = notice({
  id: 'unseen-scan',
  category: 'availability',
  severity: 'error',
  title: 'The run scanned a live table under a lock that stops the application.',
  why: 'The whole table is read while the lock is held. No rule read this from the text; the server showed it.',
  instead:
    '1. Change the catalog alone, for example with a constraint that is NOT VALID.\n2. In the next migration, read the rows under a weak lock, for example with VALIDATE CONSTRAINT.',
  fineWhen: small,
  sources: [`${manual}/sql-altertable.html#SQL-ALTERTABLE-NOTES`, locks, measured],
});

export const unseenIndexBuild = notice({
  id: 'unseen-index-build',
  category: 'availability',
  severity: 'error',
  title: 'The run built an index on a live table under a lock that stops the application.',
  why: 'Writes (or everything) wait until the index is built. No rule read this from the text; the server showed it.',
  instead:
    'Build the index with CREATE INDEX CONCURRENTLY, in a migration of its own that runs outside a transaction. A constraint then takes it over with USING INDEX.',
  fineWhen: small,
  sources: [`${manual}/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY`, locks, measured],
});

export const unseenDrop = notice({
  id: 'unseen-drop',
  category: 'data-loss',
  severity: 'error',
  title: 'The run dropped an object of the base that the text does not name.',
  why: 'A table takes its rows along, and code that uses the object fails. No reviewer can see it in the text: it was dropped by code, by a function that is called, or by CASCADE.',
  instead:
    'Drop each object by its name, in a statement of its own, in a release after the one that no longer uses it.',
  fineWhen: 'Nothing uses the object any more, and its rows are archived. Say so in an ignore comment, with its name.',
  sources: [`${manual}/ddl-depend.html`, measured],
});

export const unseenTruncate = notice({
  id: 'unseen-truncate',
  category: 'data-loss',
  severity: 'error',
  title: 'The run emptied a live table, and the text does not say so.',
  why: 'Every row is lost, and no down migration brings it back. No reviewer can see it in the text; the server showed that the table has a new, empty file.',
  instead:
    'Delete only the rows that are meant, in batches, outside of migrations; or write TRUNCATE with the name of the table, and why.',
  fineWhen: 'The table is a cache that the application fills again. Say so in an ignore comment, with its name.',
  sources: [`${manual}/sql-truncate.html`, measured],
});

export const invalidIndexLeft = notice({
  id: 'invalid-index-left',
  category: 'correctness',
  severity: 'error',
  title: 'The release leaves an invalid index behind.',
  why: 'It is updated by every write and used by no query, and CREATE INDEX … IF NOT EXISTS takes it for the real one.',
  instead:
    '1. Drop it with DROP INDEX CONCURRENTLY.\n2. Remove what made the build fail: rows that are not unique, or a statement_timeout that is too short.\n3. Build it again with CREATE INDEX CONCURRENTLY.',
  fineWhen: 'It was made ON ONLY a partitioned table, and a later release attaches the indexes of the partitions.',
  sources: [`${manual}/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY`],
});
