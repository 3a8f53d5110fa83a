// Lints SQL given as text, with all rules: what a team's migrations directory would give.

import { activeRules } from '../../src/lint/active-rules.ts';
import type { LocatedFinding } from '../../src/lint/finding.ts';
import { applyIgnores } from '../../src/lint/ignores.ts';
import { lint } from '../../src/lint/run.ts';
import type { Finding, OptionInput } from '../../src/model/finding.ts';
import type { LayoutName, Migration, TransactionMode } from '../../src/model/migration.ts';
import { rules } from '../../src/rules/index.ts';
import { loadParser, readScript } from '../../src/sql/script.ts';

await loadParser();

/** What runs when a team configures nothing. */
export const recommended = activeRules(rules, 'recommended', {});

export interface Sql {
  /** Applied already. */
  readonly setup?: string;
  /** New migrations that come before `up`. */
  readonly earlier?: readonly string[];
  /** The new migrations, in order. */
  readonly up: string | readonly string[];
  readonly down?: string;
  readonly transaction?: TransactionMode;
  readonly serverVersion?: number;
  readonly layout?: LayoutName;
  /** Rules that run beside the recommended ones, with their options: as `rules:` in lockgate.yml. */
  readonly also?: Also;
}

export type Also = Readonly<Record<string, Readonly<Record<string, OptionInput>>>>;

/** What is left after ignore comments. */
export function located({
  setup,
  earlier,
  up,
  down,
  transaction,
  serverVersion,
  layout,
  also,
}: Sql): readonly LocatedFinding[] {
  const pending = [...(earlier ?? []), ...(typeof up === 'string' ? [up] : up)].map((text, i) =>
    migration(`V${i + 2}`, text, transaction ?? 'wrapped', layout, down),
  );
  const baseline = setup === undefined ? [] : [migration('V1', setup, 'none', layout, undefined)];
  const settings = Object.entries(also ?? {}).map(([id, options]) => [id, { options }]);
  const active = activeRules(rules, 'recommended', Object.fromEntries(settings));
  const all = lint({ baseline, pending, rules: active, serverVersion: serverVersion ?? 18 });
  const judged = applyIgnores(all, {
    migrations: pending,
    configured: [],
    knownRules: new Set(rules.map((rule) => rule.id)),
    today: '2026-11-21',
  });
  return judged.filter((item) => item.finding.suppressed === null);
}

export function findings(sql: Sql): readonly Finding[] {
  return located(sql).map((item) => item.finding);
}

/** The ids of the rules that fire, in order. `lock-timeout-missing` is left out: it fires on nearly every bare snippet. */
export function fired(sql: Sql | string): readonly string[] {
  return findings(typeof sql === 'string' ? { up: sql } : sql)
    .map((finding) => finding.rule)
    .filter((rule) => rule !== 'lock-timeout-missing');
}

/** The first finding of a rule; fails the test when there is none. */
export function finding(rule: string, sql: Sql | string): Finding {
  const all = findings(typeof sql === 'string' ? { up: sql } : sql);
  const found = all.find((candidate) => candidate.rule === rule);
  if (found === undefined)
    throw new Error(`${rule} did not fire; ${all.map((item) => item.rule).join(', ') || 'nothing'} did`);
  return found;
}

/** The new script after its suggestion was accepted. */
export function withSuggestion(rule: string, sql: Sql & { readonly up: string }): string {
  const { suggestion } = finding(rule, sql);
  if (suggestion === undefined) throw new Error(`${rule} suggests nothing`);
  const { start, end } = suggestion.span;
  return sql.up.slice(0, start.offset) + suggestion.replacement + sql.up.slice(end.offset);
}

export function migration(
  version: string,
  text: string,
  transaction: TransactionMode,
  layout: LayoutName = 'flyway',
  down?: string,
): Migration {
  const path = `migrations/${version}.sql`;
  const bytes = (sql: string): Uint8Array => new TextEncoder().encode(sql);
  return {
    id: version,
    version,
    name: 'test',
    layout,
    path,
    kind: 'versioned',
    up: readScript({ path, bytes: bytes(text) }, transaction),
    ...(down === undefined
      ? {}
      : { down: readScript({ path: `migrations/${version}.down.sql`, bytes: bytes(down) }, transaction) }),
    checksum: null,
    digest: `sha256:${version}`,
  };
}
