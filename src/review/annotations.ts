// Findings as annotations of a workflow run, within the number that GitHub shows.
import type { Finding, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { clip, visible } from './markdown.ts';
import { bySeverity } from './summary.ts';
import { count } from './words.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** What `core.error`, `core.warning` and `core.notice` take; plain text, escaped by whoever writes the command. */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
  /** Absent for the one that says how many more there are. */
  readonly path?: string;
  readonly startLine?: number;
  readonly endLine?: number;
  /** Only with an annotation of one line: GitHub refuses columns on several. */
  readonly startColumn?: number;
  readonly endColumn?: number;
}

/** GitHub shows 10 annotations of each level per step and drops the others without a word. */
const maximumPerLevel = 10;

const levels: Readonly<Record<Severity, AnnotationLevel>> = { error: 'error', warning: 'warning', info: 'notice' };

/** At most 10 per level, errors first; where there are more, the tenth says how many and where to read them. */
export function annotationsOf(report: Report): Annotation[] {
  const standing = report.findings.filter(({ suppressed }) => suppressed === null).sort(bySeverity);
  return (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const findings = standing.filter((finding) => finding.severity === severity);
    if (findings.length <= maximumPerLevel) return findings.map(annotation);
    const shown = findings.slice(0, maximumPerLevel - 1);
    const level = levels[severity];
    const more = count(findings.length - shown.length, `more ${level}`);
    return [
      ...shown.map(annotation),
      {
        level,
        title: `Lockgate: ${more}`,
        message: `GitHub shows 10 annotations of a kind; ${more} in the job summary.`,
      },
    ];
  });
}

function annotation({ severity, rule, message, place }: Finding): Annotation {
  const oneLine = place.line === place.endLine;
  return {
    level: levels[severity],
    title: `Lockgate: ${rule}`,
    message: visible(clip(message, 2000)),
    path: place.path,
    startLine: place.line,
    endLine: place.endLine,
    ...(oneLine ? { startColumn: place.column, endColumn: Math.max(place.column, place.endColumn - 1) } : {}),
  };
}
