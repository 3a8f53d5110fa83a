// What our own linter says about a situation, with its setup as the baseline.

import { activeRules } from '../src/lint/active-rules.ts';
import { lint } from '../src/lint/run.ts';
import type { Claims } from '../src/model/finding.ts';
import type { Migration, TransactionMode } from '../src/model/migration.ts';
import { rules } from '../src/rules/index.ts';
import { partsOf } from '../src/sql/qualified-name.ts';
import { loadParser, readScript } from '../src/sql/script.ts';
import type { Major, Situation } from './situation.ts';

await loadParser();

/** A finding that says that rows are read or written while somebody waits. */
export interface Claim {
  readonly rule: string;
  /** Place of the statement in its script. */
  readonly statement: number;
  readonly claims: Claims;
}

/** What runs when a team configures nothing. */
const recommended = activeRules(rules, 'recommended', {});

/** The two migrations of a situation: what is there, and what is judged. */
export interface Migrations {
  readonly setup: Migration;
  readonly judged: Migration;
}

export function migrationsOf(situation: Situation): Migrations {
  return {
    setup: migration('V1', situation.setup, 'none'),
    judged: migration('V2', situation.sql, situation.transaction),
  };
}

/** Only claims of work: a lock that is taken and let go at once is the business of `lock-timeout-missing`. */
export function claimsOf({ setup, judged }: Migrations, major: Major): readonly Claim[] {
  return lint({ baseline: [setup], pending: [judged], rules: recommended, serverVersion: major }).flatMap(
    ({ finding, statement }) =>
      finding.claims.work === 'none' || statement === null
        ? []
        : [{ rule: finding.rule, statement: statement.index, claims: asTheOracleSpells(finding.claims) }],
  );
}

/** The oracle quotes no part of a name. */
function asTheOracleSpells(claims: Claims): Claims {
  if (claims.relation === null) return claims;
  const { schema, name } = partsOf(claims.relation);
  return { ...claims, relation: `${schema}.${name}` };
}

function migration(id: string, text: string, transaction: TransactionMode): Migration {
  const path = `${id}__situation.sql`;
  const up = readScript({ path, bytes: new TextEncoder().encode(text) }, transaction);
  const [problem] = up.problems;
  if (problem !== undefined) throw new Error(`${text}\n${problem.message}`);
  const names = { id, version: id, name: 'situation', layout: 'flyway' as const, path };
  return { ...names, kind: 'versioned', up, checksum: null, digest: `sha256:${id}` };
}
