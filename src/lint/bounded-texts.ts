// The texts of a finding as a report holds them: they quote names, expressions and comments of any length.
import type { Finding } from '../model/finding.ts';

const MESSAGE = 10_000;
/** Holds the SQL of the safe way. */
const HELP = 40_000;

/** The beginnings of texts that nobody could read. */
export function boundedTexts(finding: Finding): Finding {
  const { message, help } = finding;
  if (message.length <= MESSAGE && help.length <= HELP) return finding;
  return { ...finding, message: beginning(message, MESSAGE), help: beginning(help, HELP) };
}

function beginning(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
