// `lockgate explain <rule>`: the record of a rule for a terminal.
import type pc from 'picocolors';
import {
  claimsOf,
  documented,
  effects,
  exampleOf,
  fineWhen,
  ignoreOf,
  type LockClaims,
  optionRows,
  presetText,
  queue,
  scripts,
  takes,
} from './rule-record.ts';
import { wrapped } from './terminal.ts';

export interface ExplainOptions {
  readonly style: ReturnType<typeof pc.createColors>;
  readonly width: number;
}

/** Undefined when there is no such rule. */
export function explainRule(id: string, { style, width }: ExplainOptions): string | undefined {
  const rule = documented().find((candidate) => candidate.id === id);
  if (rule === undefined) return undefined;
  const section = (title: string, text: string): string => `${style.bold(title)}\n${wrapped(text, width, '  ')}`;
  const sql = (title: string, text: string): string => `${style.bold(title)}\n${indented(text)}`;
  const parts = [
    `${style.bold(rule.id)}  ${style.dim(`${rule.severity}, ${rule.category}`)}\n${wrapped(rule.title, width, '')}`,
    section('Why it hurts', rule.why),
    ...claimsOf(rule).map((claims) => section('What it blocks', blocksText(claims))),
    section('Instead', rule.instead.replace(/```\w*\n?/g, '')),
    ...fineWhen(rule).map((text) => section('Fine when', text)),
    ...exampleOf(rule).flatMap((example) => scripts(example).map(([title, text]) => sql(title, text))),
    ...presetText(rule).map((text) => section('When it runs', text)),
    ...optionRows(rule).map(([name, about]) => section(`Option ${name}`, about)),
    ...ignoreOf(rule).map((comment) => sql('Ignore it', comment)),
    `${style.bold('Sources')}\n${rule.sources.map((source) => `  ${source}`).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blocksText(claims: LockClaims): string {
  const rows = effects(claims).map(
    ([name, effect, statements]) => `${name.padEnd(16)}${effect.padEnd(7)}${statements}`,
  );
  return [takes(claims), ...rows, queue].join('\n');
}

function indented(sql: string): string {
  return sql
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
