// The situations: SQL files in situations/, each with a preamble that is there before and one situation after the other.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const majors = [14, 15, 16, 17, 18] as const;
export type Major = (typeof majors)[number];

export interface Situation {
  /** Unique over all files. */
  readonly id: string;
  /** The file's first comment: what its situations are about. */
  readonly family: string;
  /** What exists before: the file's preamble and the situation's own. */
  readonly setup: string;
  /** The migration: one statement, or a script where the hazard needs one. */
  readonly sql: string;
  /** `wrapped`: the runner opens a transaction around it; `none`: statement by statement. */
  readonly transaction: 'wrapped' | 'none';
  /** The versions whose grammar has it. */
  readonly from: Major;
  readonly to: Major;
  /** SQLSTATE with which the server refuses it, where that is the point. */
  readonly refused?: string;
}

/** All situations, in the order of files and lines. Throws where a file is not as described in docs/conformance.md. */
export function readSituations(directory = join(import.meta.dirname, 'situations')): readonly Situation[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.sql'));
  const situations = files.sort().flatMap((name) => parse(readFileSync(join(directory, name), 'utf8')));
  const ids = new Set<string>();
  for (const { id } of situations) {
    if (ids.has(id)) throw new Error(`Two situations are called ${id}.`);
    ids.add(id);
  }
  return situations;
}

export function runsOn(situation: Situation, major: Major): boolean {
  return situation.from <= major && major <= situation.to;
}

function parse(text: string): readonly Situation[] {
  const [head = '', ...parts] = text.split(/^-- situation /m);
  const [title = '', ...preamble] = head.split('\n');
  const family = title.replace(/^-- /, '');
  return parts.map((part) => situation(part, family, preamble.join('\n').trim()));
}

/** `id`, then headers (`-- from 15`), then the SQL; with `-- before` and `-- run` where it has a setup of its own. */
function situation(part: string, family: string, preamble: string): Situation {
  const [id = '', ...lines] = part.trimEnd().split('\n');
  const headers = new Map<string, string>();
  while (/^-- (?:transaction|from|to|refused) /.test(lines[0] ?? '')) {
    const [, key = '', value = ''] = (lines.shift() ?? '').split(/\s+/);
    headers.set(key, value);
  }
  const body = lines.join('\n');
  const own = /^-- before\n([\s\S]*?)\n-- run\n([\s\S]*)$/.exec(body);
  const sql = (own?.[2] ?? body).trim();
  if (sql === '' || /^-- (?:before|run)$/m.test(sql)) throw new Error(`Situation ${id} has no SQL to run.`);
  const refused = headers.get('refused');
  return {
    id,
    family,
    setup: `${preamble}\n${own?.[1] ?? ''}`.trim(),
    sql,
    transaction: headers.get('transaction') === 'none' ? 'none' : 'wrapped',
    from: major(headers.get('from') ?? '14'),
    to: major(headers.get('to') ?? '18'),
    ...(refused === undefined ? {} : { refused }),
  };
}

function major(text: string): Major {
  const found = majors.find((known) => String(known) === text);
  if (found === undefined) throw new Error(`${text} is not one of the measured versions.`);
  return found;
}
