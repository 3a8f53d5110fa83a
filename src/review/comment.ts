// One finding as Markdown: the comment on its lines, and the same in the summary.
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { clip, code, fence, inline, prose } from './markdown.ts';
import { replacedLines } from './suggestion.ts';
import { claimSentence, evidenceOf, sentence, severityWords } from './words.ts';

/** The body of an inline comment without its last line; `suggestion` is a complete block for the lines it stands on. */
export function commentBody(report: Report, finding: Finding, suggestion: string | undefined): string {
  return paragraphs([
    `**${severityWords[finding.severity]}** · ${code(finding.rule)}`,
    ...explanation(finding),
    suggestion ?? plainSuggestion(report, finding),
  ]);
}

/** The same for the summary: with the place, and with nothing to click. */
export function findingDetail(report: Report, finding: Finding): string {
  return paragraphs([
    `**${severityWords[finding.severity]}** · ${code(finding.rule)} · ${code(placeText(finding))}`,
    ...explanation(finding),
    plainSuggestion(report, finding),
  ]);
}

/** The two halves of the last line. */
export function lastLine(report: Report, finding: Finding): { readonly evidence: string; readonly hint: string } {
  return { evidence: sentence(evidenceOf(report, finding)), hint: code(`lockgate explain ${finding.rule}`) };
}

/** The last line of a text that the servers in `evidence` share. */
export function footer(evidence: readonly string[], hint: string): string {
  return `<sub>${[...new Set(evidence)].join('<br>')} · ${hint}</sub>`;
}

/** `path:line`, with a long path cut at its front: its end tells files apart. */
export function placeText({ place }: Pick<Finding, 'place'>): string {
  const path = place.path.length > 160 ? `…${place.path.slice(-159)}` : place.path;
  return `${path}:${place.line}`;
}

function explanation({ message, claims, help }: Finding): string[] {
  // Most messages name lock and relation themselves: saying it twice makes a comment longer, not clearer.
  const said = claims.lock !== null && message.includes(claims.lock) && message.includes(claims.relation ?? '');
  return [inline(clip(message, 2000)), said ? '' : claimSentence(claims), prose(clip(help, 4000))];
}

/** A suggestion that can't be applied with one click is still worth reading, unless the help shows SQL anyway. */
function plainSuggestion(report: Report, finding: Finding): string {
  if (finding.suggestion === undefined || finding.help.includes('```')) return '';
  const content = replacedLines(report, finding)?.content ?? finding.suggestion.replacement;
  return content.trim() === '' ? '' : `Instead:\n\n${fence(clip(content, 4000), 'sql')}`;
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
