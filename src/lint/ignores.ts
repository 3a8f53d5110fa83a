// Ignores: which findings they suppress, and which of them are wrong themselves.
import type { ConfiguredIgnore } from '../config.ts';
import type { Notice } from '../model/finding.ts';
import type { Ignore, Migration, Script } from '../model/migration.ts';
import type { Place } from '../model/place.ts';
import { nearestName } from '../nearest-name.ts';
import { placeOf } from '../sql/lines.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { matcher, type Seen, unusedPath } from './ignored-paths.ts';
import * as runNotices from './notices/run.ts';
import {
  ignoreExpired,
  ignoreUnknownRule,
  ignoreUnreadable,
  ignoreUnused,
  ignoreWithoutReason,
  migrationFails,
} from './notices.ts';
import { unreadableIgnore } from './unreadable-ignore.ts';

export interface IgnoreInput {
  readonly migrations: readonly Migration[];
  readonly configured: readonly ConfiguredIgnore[];
  readonly knownRules: { has(rule: string): boolean; keys(): Iterable<string> };
  /** On a server: else the notices about a run are not there to be ignored. Unless said, it did. */
  readonly ran?: boolean;
  /** What lockgate.yml is compared with; absent = too little is seen to call one of its ignores unused. */
  readonly seen?: Seen;
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
  readonly unreadable?: string;
  /** Of lockgate.yml. */
  readonly path?: string;
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

const ofRuns: ReadonlySet<string> = new Set(Object.values(runNotices).map(({ id }) => id));

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
      comment(
        migration,
        script,
        ignore,
        'here, because it does not stand on a line of its own before a statement of the file',
        () => false,
      ),
    ),
  ]);
}

function comment(
  migration: Migration,
  script: Script,
  { rule, reason, until, span, unreadable }: Ignore,
  where: string,
  covers: Candidate['covers'],
): Candidate {
  const place = placeOf(script.path, span);
  const ignore = { rule, reason, until, place, migration: migration.id, where, covers };
  return unreadable === undefined ? ignore : { ...ignore, unreadable };
}

function configured({ rule, reason, until, path, place }: ConfiguredIgnore): Candidate {
  const matches = matcher(path);
  const covers = ({ finding }: LocatedFinding): boolean => matches(finding.place.path);
  return { rule, reason, until, place, migration: undefined, where: `in ${path}`, covers, path };
}

/** What is wrong with an ignore that suppressed nothing. */
function wrong(
  candidate: Candidate,
  located: readonly LocatedFinding[],
  input: IgnoreInput,
): readonly LocatedFinding[] {
  const { rule, reason, until, where, unreadable, path } = candidate;
  const say = (notice: Notice, message: string): readonly LocatedFinding[] => [
    noticeFinding(notice, {
      message,
      place: candidate.place,
      evidence: 'read',
      ...(candidate.migration === undefined ? {} : { migration: candidate.migration }),
    }),
  ];
  if (unreadable !== undefined)
    return say(
      ignoreUnreadable,
      unreadableIgnore(unreadable, (name) => input.knownRules.has(name)),
    );
  if (!input.knownRules.has(rule)) {
    const meant = nearestName(rule, input.knownRules.keys());
    const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
    return say(ignoreUnknownRule, `There is no rule "${rule}", so this ignores nothing.${question}`);
  }
  if (reason === '') return say(ignoreWithoutReason, `No reason is given for ignoring ${rule}, so the finding stays.`);
  const unused = path === undefined ? `${rule} finds nothing ${where}.` : unusedPath(path, rule, input.seen);
  if (until !== null && input.today > until) {
    const matching = located.some((item) => item.finding.rule === rule && candidate.covers(item));
    return matching || unused !== undefined
      ? say(ignoreExpired, `This held until ${until}; ${rule} is no longer ignored ${where}.`)
      : [];
  }
  const isLater = input.ran === false && ofRuns.has(rule);
  return unused === undefined || isLater ? [] : say(ignoreUnused, unused);
}
