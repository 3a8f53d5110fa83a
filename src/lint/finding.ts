// Making findings, and the keys that stay the same when lines shift.
import { createHash } from 'node:crypto';
import type {
  Claims,
  Finding,
  Hit,
  Notice,
  RelationPart,
  Rule,
  RuleContext,
  Severity,
  Split,
} from '../model/finding.ts';
import type { Direction, Statement } from '../model/migration.ts';
import type { Place } from '../model/place.ts';

/** A finding with the statement it is about; `statement` is null for findings about a file. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly migration: string | null;
  readonly direction: Direction;
  readonly statement: Statement | null;
  /** Of the rule that fired. */
  readonly split?: Split;
  /** What it is about, where both a rule and a run can say it. */
  readonly about?: RelationPart;
  /** What brought it about, where several findings may have one cause. */
  readonly cause?: string;
  /** For how many places it stands; 1 unless said. */
  readonly stands?: number;
  /** In a branch of code: that a run did not do it says nothing. */
  readonly conditional?: true;
  /** Its severity when a run on a server has shown what the text left in doubt. */
  readonly onceMeasured?: Severity;
}

export function ruleFinding(rule: Rule, hit: Hit, context: RuleContext, place: Place): LocatedFinding {
  const claims: Claims = {
    lock: rule.claims?.lock ?? null,
    work: rule.claims?.work ?? 'none',
    relation: null,
    ...hit.claims,
  };
  const isMilder = hit.doubtful === true && rule.severity === 'error';
  return {
    migration: context.migration.id,
    direction: context.direction,
    statement: context.statement,
    ...(isMilder ? { onceMeasured: rule.severity } : {}),
    ...(hit.split === undefined ? {} : { split: hit.split }),
    ...(hit.about === undefined ? {} : { about: hit.about }),
    finding: {
      rule: rule.id,
      category: rule.category,
      severity: isMilder ? 'warning' : rule.severity,
      message: hit.message,
      help: hit.help ?? rule.instead,
      place,
      evidence: 'read',
      claims,
      key: keyOf(rule.id, place.path, context.statement, hit.message),
      ...(hit.suggestion === undefined ? {} : { suggestion: hit.suggestion }),
      suppressed: null,
    },
  };
}

/** What a notice (a finding that no reading rule makes) needs besides its documentation. */
export interface NoticeHit {
  readonly message: string;
  readonly help?: string;
  readonly place: Place;
  readonly evidence: 'read' | 'measured';
  readonly claims?: Claims;
  readonly migration?: string;
  readonly direction?: Direction;
  readonly statement?: Statement;
  readonly about?: RelationPart;
}

export function noticeFinding(notice: Notice, hit: NoticeHit): LocatedFinding {
  return {
    migration: hit.migration ?? null,
    direction: hit.direction ?? 'up',
    statement: hit.statement ?? null,
    ...(hit.about === undefined ? {} : { about: hit.about }),
    finding: {
      rule: notice.id,
      category: notice.category,
      severity: notice.severity,
      message: hit.message,
      help: hit.help ?? notice.instead,
      place: hit.place,
      evidence: hit.evidence,
      claims: hit.claims ?? { lock: null, work: 'none', relation: null },
      key: keyOf(notice.id, hit.place.path, hit.statement, hit.message),
      suppressed: null,
    },
  };
}

/** Of rule, path, the statement's text without its layout, and the message (which names the object): 16 hex digits. */
function keyOf(rule: string, path: string, statement: Statement | undefined, message: string): string {
  const text = statement === undefined ? '' : textDigest(statement);
  return sha256(JSON.stringify([rule, path, text, message])).slice(0, 16);
}

const digests = new WeakMap<Statement, string>();

/** Once for a statement: a DO block of a megabyte may have thousands of findings. */
function textDigest(statement: Statement): string {
  const known = digests.get(statement);
  if (known !== undefined) return known;
  const digest = sha256(statement.text.replace(/\s+/g, ' ').trim());
  digests.set(statement, digest);
  return digest;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Numbers equal keys in order (`…-2`, `…-3`), so that two equal statements in a file have findings of their own. */
export function withUniqueKeys(located: readonly LocatedFinding[]): readonly LocatedFinding[] {
  const seen = new Map<string, number>();
  return located.map((item) => {
    const count = (seen.get(item.finding.key) ?? 0) + 1;
    seen.set(item.finding.key, count);
    return count === 1 ? item : { ...item, finding: { ...item.finding, key: `${item.finding.key}-${count}` } };
  });
}
