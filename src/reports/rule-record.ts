// What the record of a rule or notice says, in the words that a terminal and a page share. Lists with one or no element are parts that not every record has.
import { notices } from '../lint/notices.ts';
import type { Notice, OptionSpec, Preset, Rule, RuleExample } from '../model/finding.ts';
import { rules } from '../rules/index.ts';
import { activities, atLeast, waitsFor } from '../sql/lock-modes.ts';

/** Every rule and notice, in the order of their ids. */
export function documented(): readonly (Rule | Notice)[] {
  return [...rules, ...notices].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The first preset that it is part of. */
export function presetOf(rule: Rule | Notice): Preset {
  return ('preset' in rule ? rule.preset : undefined) ?? 'recommended';
}

const works = {
  rewrite: 'The whole table is written anew while it is held.',
  scan: 'Every row is read while it is held.',
  'index-build': 'The index is built while it is held.',
  none: 'The work is short, but the lock is held until the transaction ends.',
} as const;

/** Waiting for a lock is as bad as holding it for those who come later (manual, 13.3.1: requests are served in turn). */
export const queue = 'Those that wait already queue up while it waits for the lock itself.';

export type LockClaims = NonNullable<Rule['claims']>;

export function claimsOf(rule: Rule | Notice): readonly LockClaims[] {
  return 'claims' in rule && rule.claims !== undefined ? [rule.claims] : [];
}

/** The lock, and what is done while it is held. */
export function takes({ lock, work, indexLock }: LockClaims): string {
  const indexes = indexLock === undefined ? '' : ` Indexes get \`${indexLock}\`, and planning a query locks them all.`;
  return `Takes \`${lock}\`. ${works[work]}${indexes}`;
}

/** What is stopped and what is not: one row for each activity. */
export function effects({
  lock,
  indexLock = lock,
}: LockClaims): readonly (readonly [name: string, effect: string, statements: string])[] {
  return activities.map(({ name, statements, mode }) => {
    const isQuery = !atLeast(mode, 'ShareUpdateExclusiveLock');
    const waits = waitsFor(mode, lock) || (isQuery && waitsFor(mode, indexLock));
    return [name, waits ? 'wait' : 'go on', statements];
  });
}

export function fineWhen(rule: Rule | Notice): readonly string[] {
  return 'fineWhen' in rule && rule.fineWhen !== undefined ? [rule.fineWhen] : [];
}

/** That a migration fails can't be ignored, nor that an ignore is wrong. */
export function ignoreOf({ id }: Rule | Notice): readonly string[] {
  return id === 'migration-fails' || id.startsWith('ignore-')
    ? []
    : [`-- lockgate: ignore ${id} -- why it is fine here`];
}

/** For what does not run everywhere: how to switch it on. */
export function presetText(rule: Rule | Notice): readonly string[] {
  if (!('preset' in rule) || rule.preset === undefined) return [];
  const from = rule.preset === 'strict' ? '`preset: strict` or `preset: policy`' : '`preset: policy`';
  return [`With ${from} in \`lockgate.yml\`, or when \`rules:\` there names it: \`${rule.id}: ${rule.severity}\`.`];
}

/** Name, and what it decides with what holds when nothing is set. */
export function optionRows(rule: Rule | Notice): readonly (readonly [name: string, about: string])[] {
  const options = 'options' in rule ? Object.entries(rule.options ?? {}) : [];
  return options.map(([name, spec]) => [name, `${spec.about} ${kinds[spec.type]}; default: ${defaultText(spec)}.`]);
}

const kinds: Readonly<Record<OptionSpec['type'], string>> = {
  integer: 'A whole number',
  boolean: 'true or false',
  pattern: 'A regular expression for the whole name',
  texts: 'A list of texts',
};

function defaultText({ default: value }: OptionSpec): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join(', ');
  return String(value);
}

export function exampleOf(rule: Rule | Notice): readonly RuleExample[] {
  return 'example' in rule ? [rule.example] : [];
}

/** What an example consists of, each with its title. */
export function scripts(example: RuleExample): readonly (readonly [title: string, sql: string])[] {
  const { setup, earlier = [], bad, good, down } = example;
  const [badWay, goodWay] = transactionWords(example);
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Given', setup],
    ...earlier.map((sql) => ['Earlier in the release', sql] as const),
    [`Bad${badWay}`, bad],
    ['Bad, its down script', down?.bad],
    [`Good${goodWay}`, good],
    ['Good, its down script', down?.good],
  ];
  return all.flatMap(([title, sql]) => (sql === undefined || sql.trim() === '' ? [] : [[title, sql] as const]));
}

/** Said where it matters; not where the good way is several migrations. */
function transactionWords({ transaction, good }: RuleExample): readonly [bad: string, good: string] {
  if (transaction === undefined || /^-- in the next migration/m.test(good)) return ['', ''];
  const words = { wrapped: ', in a transaction', none: ', outside a transaction' } as const;
  return [words[transaction.bad ?? 'wrapped'], words[transaction.good ?? 'wrapped']];
}
