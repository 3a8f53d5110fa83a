// Ignores: which findings they suppress, and which of them are wrong themselves.
import picomatch from 'picomatch';
import type { ConfiguredIgnore } from '../config.ts';
import type { Notice } from '../model/finding.ts';
import type { Ignore, Migration, Script } from '../model/migration.ts';
import type { Place } from '../model/place.ts';
import { placeOf } from '../sql/lines.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { ignoreExpired, ignoreUnknownRule, ignoreUnused, ignoreWithoutReason, migrationFails } from './notices.ts';

export interface IgnoreInput {
  readonly migrations: readonly Migration[];
  readonly configured: readonly ConfiguredIgnore[];
  readonly knownRules: { has(rule: string): boolean };
  /** Findings that a run withdrew: what ignores them is used. */
  readonly refuted?: readonly LocatedFinding[];
  /** `2026-11-21`: an ignore holds to the end of its day. */
  readonly today: string;
}

/** An ignore, where it stands, and what it may suppress. */
interface Candidate {
  readonly rule: string;
  readonly reason: string;
  readonly until: string | null;
  readonly place: Place;
  readonly migration: string | undefined;
  readonly covers: (item: LocatedFinding) => boolean;
  /** For messages: "in the statement after this comment". */
  readonly where: string;
}

/**
 * Marks findings as suppressed: by a comment before their statement, by one for their file, or by lockgate.yml. An ignore that is unknown, expired, without a
 * reason or unused becomes a finding itself. That a migration fails can't be ignored: then nothing is proved. Call it last, when all findings are known.
 */
export function applyIgnores(located: readonly LocatedFinding[], input: IgnoreInput): readonly LocatedFinding[] {
  const candidates = [...input.migrations.flatMap(commentsIn), ...input.configured.map(configured)];
  const used = new Set<Candidate>();
  const ignoreOf = (item: LocatedFinding): Candidate | undefined =>
    candidates.find(
      (candidate) => holds(candidate, input.today) && candidate.rule === item.finding.rule && candidate.covers(item),
    );
  for (const item of input.refuted ?? []) {
    const found = ignoreOf(item);
    if (found !== undefined) used.add(found);
  }
  const marked = located.map((item) => {
    const found = item.finding.rule === migrationFails.id ? undefined : ignoreOf(item);
    if (found === undefined) return item;
    used.add(found);
    return { ...item, finding: { ...item.finding, suppressed: found.reason } };
  });
  return [
    ...marked,
    ...candidates.flatMap((candidate) => (used.has(candidate) ? [] : wrong(candidate, located, input))),
  ];
}

function holds({ reason, until }: Candidate, today: string): boolean {
  return reason !== '' && (until === null || today <= until);
}

function commentsIn(migration: Migration): readonly Candidate[] {
  const scripts = migration.down === undefined ? [migration.up] : [migration.up, migration.down];
  return scripts.flatMap((script) => [
    ...script.statements.flatMap((statement) =>
      statement.ignores.map((ignore) =>
        comment(
          migration,
          script,
          ignore,
          'in the statement after this comment',
          (item) => item.statement === statement,
        ),
      ),
    ),
    ...script.fileIgnores.map((ignore) =>
      comment(migration, script, ignore, 'in this file', (item) => item.finding.place.path === script.path),
    ),
    ...script.strayIgnores.map((ignore) =>
      comment(migration, script, ignore, 'here, because no statement follows on the next line', () => false),
    ),
  ]);
}

function comment(
  migration: Migration,
  script: Script,
  { rule, reason, until, span }: Ignore,
  where: string,
  covers: Candidate['covers'],
): Candidate {
  return { rule, reason, until, place: placeOf(script.path, span), migration: migration.id, where, covers };
}

function configured({ rule, reason, until, path, place }: ConfiguredIgnore): Candidate {
  const matches = picomatch(path, { dot: true });
  const covers = ({ finding }: LocatedFinding): boolean => matches(finding.place.path);
  return { rule, reason, until, place, migration: undefined, where: `in ${path}`, covers };
}

/** What is wrong with an ignore that suppressed nothing. In lockgate.yml one may wait for migrations that are not looked at now. */
function wrong(
  candidate: Candidate,
  located: readonly LocatedFinding[],
  input: IgnoreInput,
): readonly LocatedFinding[] {
  const { rule, reason, until, where } = candidate;
  const say = (notice: Notice, message: string): readonly LocatedFinding[] => [
    noticeFinding(notice, {
      message,
      place: candidate.place,
      evidence: 'read',
      ...(candidate.migration === undefined ? {} : { migration: candidate.migration }),
    }),
  ];
  if (!input.knownRules.has(rule))
    return say(ignoreUnknownRule, `There is no rule "${rule}", so this ignores nothing.`);
  if (reason === '') return say(ignoreWithoutReason, `No reason is given for ignoring ${rule}, so the finding stays.`);
  const matching = located.some((item) => item.finding.rule === rule && candidate.covers(item));
  if (until !== null && input.today > until) {
    return matching || candidate.migration !== undefined
      ? say(ignoreExpired, `This held until ${until}; ${rule} is no longer ignored ${where}.`)
      : [];
  }
  return candidate.migration === undefined ? [] : say(ignoreUnused, `${rule} finds nothing ${where}.`);
}
