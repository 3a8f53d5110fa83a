// What a pull request does to the migrations that its base already has.
import type { Layout, LayoutReading } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import type { Place } from '../model/place.ts';
import { scriptFindings } from './files.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { appliedFileEdited, appliedFileRemoved, appliedFileRenamed, historyNotLinear } from './notices.ts';

export interface Comparison {
  /** In the base's own order and with the base's bytes: what deployed databases have run. */
  readonly baseline: readonly Migration[];
  /** New ones, in the order they would run. */
  readonly pending: readonly Migration[];
  readonly findings: readonly LocatedFinding[];
  /** What was not looked into, and why. */
  readonly notes?: readonly string[];
}

/** Compares two readings of a migrations directory: at the base, and now. Pure; identity is Migration.id, sameness is Migration.digest. */
export function compareWithBase(base: LayoutReading, head: LayoutReading, layout: Layout): Comparison {
  const [inBase, inHead] = [allOf(base), allOf(head)];
  const before = new Map(inBase.map((migration) => [migration.id, migration]));
  const now = new Set(inHead.map(({ id }) => id));
  const removed = inBase.filter((migration) => !now.has(migration.id));
  const removedDigests = new Map(removed.map((migration) => [migration.digest, migration]));
  const findings: LocatedFinding[] = [];
  const pending: Migration[] = [];
  const renamed = new Map<string, Migration>();
  // Without a past a baseline runs; with one, what it stands for.
  for (const migration of inBase.length === 0 ? head.migrations : inHead) {
    const old = before.get(migration.id);
    const from = old === undefined ? removedDigests.get(migration.digest) : undefined;
    if (from !== undefined) {
      renamed.set(from.id, migration);
      // A second file with the same content is a new migration.
      removedDigests.delete(migration.digest);
    } else if (old === undefined) pending.push(migration);
    else if (old.digest !== migration.digest) {
      if (migration.kind === 'repeatable') pending.push(migration);
      else findings.push(edited(old, migration));
    }
    if (old !== undefined && isRenamed(old, migration, layout)) findings.push(nameChanged(old, migration));
  }
  findings.push(...removed.map((migration) => gone(migration, renamed.get(migration.id))));
  const baselines = inBase.length === 0 ? [] : pending.filter(({ kind }) => kind === 'baseline');
  const running = pending.filter((migration) => !baselines.includes(migration));
  findings.push(...late(inHead, before, running, layout), ...scriptFindings(baselines));
  return { baseline: base.migrations, pending: running, findings, notes: baselines.map(baselineNote) };
}

/** With those that a baseline migration stands for: databases have run them, or the baseline. */
function allOf({ migrations, superseded }: LayoutReading): readonly Migration[] {
  return [...(superseded ?? []), ...migrations];
}

function baselineNote({ path }: Migration): string {
  return `${path} is new and runs on empty databases only: whether it makes what the migrations before it make was not looked into.`;
}

/** Flyway compares the description of a versioned migration; a repeatable is known by it, and a baseline is never compared. */
function isRenamed(old: Migration, migration: Migration, layout: Layout): boolean {
  return layout.keepsNames === true && migration.kind === 'versioned' && old.name !== migration.name;
}

function nameChanged(old: Migration, migration: Migration): LocatedFinding {
  return noticeFinding(appliedFileRenamed, {
    message: `${migration.path} was ${old.path} in the base: databases that ran it have the name "${old.name}" in their history, and the tool refuses "${migration.name}".`,
    place: lineOf(migration.up.path, 1),
    evidence: 'read',
    migration: migration.id,
  });
}

function edited(old: Migration, migration: Migration): LocatedFinding {
  if (old.up.text === migration.up.text) {
    return noticeFinding(
      { ...appliedFileEdited, severity: 'warning' },
      {
        message: `${migration.up.path} is in the base already, and a settings file beside it was changed here. Databases that ran it keep what they have; others run it in another way.`,
        place: lineOf(migration.up.path, 1),
        evidence: 'read',
        migration: migration.id,
      },
    );
  }
  const line = firstDifference(old.up.text, migration.up.text);
  return noticeFinding(appliedFileEdited, {
    message: `${migration.up.path} is in the base already, and its text was changed here. Databases that ran the old text will never run the new one.`,
    place: lineOf(migration.up.path, line),
    evidence: 'read',
    migration: migration.id,
  });
}

function gone(migration: Migration, renamedTo: Migration | undefined): LocatedFinding {
  const what = renamedTo === undefined ? 'was deleted here' : `was renamed to ${renamedTo.path} here`;
  const why =
    renamedTo === undefined
      ? 'Databases that ran it still list it in their history.'
      : 'To a database that ran it, the copy is a new migration: it would run a second time.';
  return noticeFinding(appliedFileRemoved, {
    message: `${migration.path} is in the base already and ${what}. ${why}`,
    place: lineOf(renamedTo?.up.path ?? migration.up.path, 1),
    evidence: 'read',
    migration: migration.id,
  });
}

/** New versioned migrations with an older one of the base behind them. */
function late(
  ordered: readonly Migration[],
  before: ReadonlyMap<string, Migration>,
  pending: readonly Migration[],
  layout: Layout,
): readonly LocatedFinding[] {
  const versioned = ordered.filter((migration) => migration.kind !== 'repeatable');
  const newest = versioned.findLast((migration) => before.has(migration.id));
  if (newest === undefined) return [];
  const limit = versioned.indexOf(newest);
  const notice =
    layout.lateVersion === 'runs' ? { ...historyNotLinear, severity: 'warning' as const } : historyNotLinear;
  return pending
    .filter((migration) => migration.kind !== 'repeatable' && versioned.indexOf(migration) < limit)
    .map((migration) =>
      noticeFinding(notice, {
        message: `${migration.path} sorts before ${newest.path}, which the base already has. ${lateEffect[layout.lateVersion]}`,
        place: lineOf(migration.up.path, 1),
        evidence: 'read',
        migration: migration.id,
      }),
    );
}

const lateEffect = {
  runs: 'The tool runs it late on databases that are up to date, but in order on fresh ones: two orders for one history.',
  refused: 'The tool refuses to run it on a database that is up to date.',
  skipped: 'The tool silently skips it for ever on a database that is up to date.',
} as const;

function lineOf(path: string, line: number): Place {
  return { path, line, column: 1, endLine: line, endColumn: 1 };
}

function firstDifference(before: string, after: string): number {
  const old = before.split(/\r\n|\r|\n/);
  const lines = after.split(/\r\n|\r|\n/);
  const found = lines.findIndex((line, i) => line !== old[i]);
  return found < 0 ? Math.max(lines.length, 1) : found + 1;
}
