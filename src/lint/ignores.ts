// Ignore comments: which findings they suppress, and which of them are wrong themselves.
import type { Ignore, Migration, Script } from '../model/migration.ts';
import { placeOf } from '../sql/lines.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { ignoreUnknownRule, ignoreUnused, ignoreWithoutReason } from './notices.ts';

/**
 * Marks findings as suppressed when an ignore comment before their statement names their rule and gives a reason. Ignores that are
 * unknown, without a reason or unused become findings. Call it last, when all findings are known.
 */
export function applyIgnores(
  located: readonly LocatedFinding[],
  migrations: readonly Migration[],
  knownRules: ReadonlySet<string>,
): readonly LocatedFinding[] {
  const used = new Set<Ignore>();
  const marked = located.map((item) => {
    const ignore = item.statement?.ignores.find(
      (candidate) => candidate.rule === item.finding.rule && candidate.reason !== '',
    );
    if (ignore === undefined) return item;
    used.add(ignore);
    return { ...item, finding: { ...item.finding, suppressed: ignore.reason } };
  });
  const wrong = migrations.flatMap((migration) =>
    scriptsOf(migration).flatMap((script) =>
      ignoresIn(script).flatMap((ignore) => judge(migration, script, ignore, used, knownRules)),
    ),
  );
  return [...marked, ...wrong];
}

function scriptsOf(migration: Migration): readonly Script[] {
  return migration.down === undefined ? [migration.up] : [migration.up, migration.down];
}

function ignoresIn(script: Script): readonly Ignore[] {
  return [...script.statements.flatMap((statement) => statement.ignores), ...script.strayIgnores];
}

function judge(
  migration: Migration,
  script: Script,
  ignore: Ignore,
  used: ReadonlySet<Ignore>,
  knownRules: ReadonlySet<string>,
): readonly LocatedFinding[] {
  if (used.has(ignore)) return [];
  const at = { place: placeOf(script.path, ignore.span), evidence: 'read' as const, migration: migration.id };
  if (!knownRules.has(ignore.rule)) {
    return [
      noticeFinding(ignoreUnknownRule, {
        ...at,
        message: `There is no rule "${ignore.rule}", so this comment ignores nothing.`,
      }),
    ];
  }
  if (ignore.reason === '') {
    return [
      noticeFinding(ignoreWithoutReason, {
        ...at,
        message: `This comment gives no reason for ignoring ${ignore.rule}, so the finding stays.`,
      }),
    ];
  }
  return [
    noticeFinding(ignoreUnused, {
      ...at,
      message: `${ignore.rule} finds nothing in the statement after this comment.`,
    }),
  ];
}
