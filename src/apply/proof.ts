// Proofs: made from a run, written as JSON, read back and checked.
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { LayoutName } from '../model/migration.ts';
import type { Proof } from '../model/proof.ts';
import type { Report } from '../model/report.ts';
import type { ProofRun } from '../model/trace.ts';
import { canonicalJson } from './canonical-json.ts';

/** The record of what a check reported and ran; its migrations stand in the order they ran. */
export function proofOf(report: Pick<Report, 'tool' | 'layout' | 'migrations' | 'verdict'>, run: ProofRun): Proof {
  const { tool, layout, migrations, verdict } = report;
  const content: Omit<Proof, 'digest'> = {
    schema: 1,
    tool,
    server: { version: run.server.version },
    layout,
    migrations: migrations.map(({ migration, new: isNew }) => ({
      id: migration.id,
      version: migration.version,
      path: migration.path,
      digest: migration.digest,
      new: isNew,
    })),
    schemaBefore: run.schemaBefore,
    schemaAfter: run.schemaAfter,
    roundTrip: run.roundTrips.map(({ migration, outcome }) => ({ id: migration, outcome })),
    prechecks: [],
    verdict,
  };
  return { ...content, digest: digestOf(content) };
}

/**
 * The proof of a check that had nothing to run: it holds no migration, so a deploy with it applies nothing, and refuses where the database still needs something.
 */
export function proofOfNothing({ tool, layout, verdict }: Pick<Report, 'tool' | 'layout' | 'verdict'>): Proof {
  const content: Omit<Proof, 'digest'> = {
    schema: 1,
    tool,
    server: { version: 'none' },
    layout,
    migrations: [],
    schemaBefore: '',
    schemaAfter: '',
    roundTrip: [],
    prechecks: [],
    verdict,
  };
  return { ...content, digest: digestOf(content) };
}

/** The file's text: readable, one line feed at the end. */
export function serializeProof(proof: Proof): string {
  return `${JSON.stringify(proof, null, 2)}\n`;
}

/** Over the canonical JSON of everything but the digest itself. */
function digestOf(content: Omit<Proof, 'digest'>): string {
  return `sha256:${createHash('sha256').update(canonicalJson(content)).digest('hex')}`;
}

const sha256 = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, 'is not sha256:<64 hex digits>'));

const layoutNames = ['flyway', 'diesel', 'golang-migrate', 'plain'] as const satisfies readonly LayoutName[];

const proofShape = v.strictObject({
  schema: v.literal(1),
  tool: v.strictObject({ name: v.literal('lockgate'), version: v.string() }),
  server: v.strictObject({ version: v.string() }),
  layout: v.picklist(layoutNames),
  migrations: v.array(
    v.strictObject({ id: v.string(), version: v.string(), path: v.string(), digest: sha256, new: v.boolean() }),
  ),
  schemaBefore: v.string(),
  schemaAfter: v.string(),
  roundTrip: v.array(v.strictObject({ id: v.string(), outcome: v.string() })),
  prechecks: v.array(v.strictObject({ id: v.string(), sql: v.string(), message: v.string() })),
  verdict: v.strictObject({
    outcome: v.picklist(['pass', 'warn', 'block']),
    reasons: v.array(
      v.strictObject({ message: v.string(), path: v.nullable(v.string()), line: v.nullable(v.number()) }),
    ),
  }),
  digest: sha256,
});

export type ProofReading = { readonly proof: Proof } | { readonly problem: string };

/** Reads a proof file. The problem is one or two sentences for a person; it never quotes the file. */
export function readProof(text: string): ProofReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: text.trim() === '' ? 'The file is empty.' : 'The file is not JSON, or was cut off.' };
  }
  const schema = v.safeParse(v.looseObject({ schema: v.number() }), value);
  if (!schema.success) return { problem: 'The file is JSON, but not a proof of Lockgate: it has no schema number.' };
  if (schema.output.schema !== 1) {
    return {
      problem: `The proof has schema ${schema.output.schema}; this version of Lockgate reads schema 1. Use the same version for check and apply.`,
    };
  }
  const parsed = v.safeParse(proofShape, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { problem: `The proof is damaged at \`${v.getDotPath(issue) ?? 'its top'}\`.` };
  }
  const { digest, ...content } = parsed.output;
  if (digestOf(content) !== digest) {
    return {
      problem:
        'The proof was altered after it was written: its content does not match its digest. Make a new one with `lockgate check --proof`.',
    };
  }
  return { proof: parsed.output };
}
