// Findings and policy → verdict. Pure.
import type { FailOn } from './config.ts';
import type { Finding, Reason, Severity, Verdict } from './model/finding.ts';
import type { RuleSetting } from './rule-settings.ts';

const rank: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** A migration that failed on the server was not proved, whatever a team makes of it. */
const settled = new Set(['migration-fails']);

/** The team's own severities: `off` drops a rule's findings. */
export function withSeverities(
  findings: readonly Finding[],
  rules: Readonly<Record<string, RuleSetting>>,
): readonly Finding[] {
  return findings.flatMap((finding) => {
    const set = rules[finding.rule]?.severity;
    if (set === undefined || settled.has(finding.rule)) return [finding];
    return set === 'off' ? [] : [{ ...finding, severity: set }];
  });
}

/**
 * `block` when a finding that isn't suppressed is at least as severe as `failOn`; `warn` when there is another error or warning; else `pass`.
 * Reasons name every finding that blocks, or every one that warns.
 */
export function judge(findings: readonly Finding[], failOn: FailOn): Verdict {
  const open = findings.filter((finding) => finding.suppressed === null);
  const blocking = failOn === 'never' ? [] : open.filter((finding) => rank[finding.severity] >= rank[failOn]);
  if (blocking.length > 0) return { outcome: 'block', reasons: blocking.map(reasonOf) };
  const warning = open.filter((finding) => finding.severity !== 'info');
  return warning.length > 0 ? { outcome: 'warn', reasons: warning.map(reasonOf) } : { outcome: 'pass', reasons: [] };
}

function reasonOf(finding: Finding): Reason {
  return { message: `${finding.rule}: ${finding.message}`, path: finding.place.path, line: finding.place.line };
}
