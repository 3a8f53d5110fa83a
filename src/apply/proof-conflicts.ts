// What is pending, against what was proved. Pure.
import type { AppliedMigration, Layout } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import type { Conflict } from '../model/plan.ts';
import type { Proof } from '../model/proof.ts';

interface Surroundings {
  readonly layout: Layout;
  readonly migrations: readonly Migration[];
  readonly applied: readonly AppliedMigration[];
}

/**
 * Each pending migration must be one that was proved, with the same bytes, and come after the same migrations as when it was proved:
 * the target must have all of the proof's base, and one that ran before it then and is missing now is a conflict too.
 */
export function proofConflicts(
  proof: Proof,
  pending: readonly Migration[],
  { layout, migrations, applied }: Surroundings,
): readonly Conflict[] {
  if (pending.length === 0) return [];
  const whole = wholeProofConflict(proof, layout);
  if (whole !== undefined) return [whole];
  const proved = new Map(proof.migrations.map((migration) => [migration.id, migration]));
  const known = new Set([...migrations.map(({ id }) => id), ...applied.map(({ id }) => id)]);
  const lastNeeded = proof.migrations.findLastIndex(({ id }) => pending.some((migration) => migration.id === id));
  const missing = proof.migrations.slice(0, Math.max(lastNeeded, 0)).filter(({ id }) => !known.has(id));
  return [
    ...pending.flatMap((migration) => oneConflict(migration, proved.get(migration.id)?.digest)),
    ...baseConflicts(proof, migrations, applied),
    ...missing.map(({ id, path }) => ({
      migration: id,
      path,
      message: 'The proof ran this migration before others that are to be applied now, and its file is gone.',
      help: 'Deploy the commit that was proved, or run `lockgate check --proof` on this one.',
    })),
  ];
}

/** The proof began with these applied: that they come before, and in which state, was not its question. */
function baseConflicts(
  proof: Proof,
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Conflict[] {
  const done = new Set(applied.filter(({ succeeded }) => succeeded).map(({ id }) => id));
  const here = new Set(migrations.map(({ id }) => id));
  const behind = proof.migrations.filter((one) => !one.new && here.has(one.id) && !done.has(one.id));
  const [first, ...others] = behind;
  if (first === undefined) return [];
  const which = others.length === 0 ? 'this migration' : `this migration and ${others.length} more`;
  return [
    {
      migration: first.id,
      path: first.path,
      message: `The proof began with ${which} applied, and this database has not applied ${others.length === 0 ? 'it' : 'them'}: the proof does not hold for it.`,
      help: 'Apply the earlier migrations first, with their own proof (`--to` stops after a version). Or prove all that this database needs: `lockgate check --proof` with `--since` naming the commit that was deployed here last, or without `--since` for an empty database.',
    },
  ];
}

function wholeProofConflict(proof: Proof, layout: Layout): Conflict | undefined {
  if (proof.layout !== layout.name) {
    return {
      migration: '',
      path: null,
      message: `The proof is for migrations of ${proof.layout}, and this directory is read as ${layout.name}.`,
      help: 'Give the proof that was made for this directory, or name the layout.',
    };
  }
  if (proof.verdict.outcome !== 'block') return undefined;
  const reasons = proof.verdict.reasons.map(({ message }) => message).join(' ');
  return {
    migration: '',
    path: null,
    message: `The check that wrote this proof blocked these migrations${reasons === '' ? '.' : `: ${reasons}`}`,
    help: 'Resolve what the check found, and deploy with the proof of a check that passed.',
  };
}

function oneConflict(migration: Migration, provedDigest: string | undefined): readonly Conflict[] {
  if (provedDigest === undefined) {
    return [
      {
        migration: migration.id,
        path: migration.path,
        message: 'It was not proved: the proof does not hold it.',
        help: 'Run `lockgate check --proof` on a commit that holds it, and deploy with that proof.',
      },
    ];
  }
  if (provedDigest === migration.digest) return [];
  return [
    {
      migration: migration.id,
      path: migration.path,
      message: `Its bytes are not those that were proved: the proof has ${provedDigest}, here it is ${migration.digest}.`,
      help: 'Deploy the commit that was proved. If only line endings differ, stop git from changing them (.gitattributes: `*.sql -text`).',
    },
  ];
}
