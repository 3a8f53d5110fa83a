// Reads a proof from a file for `apply --proof`.
import { readFile } from 'node:fs/promises';
import { readProof } from './apply/proof.ts';
import { Failure, messageOf } from './failure.ts';
import type { Proof } from './model/proof.ts';

/** Throws a Failure of code `bad-proof`: without a good proof nothing is applied. */
export async function readProofFile(path: string): Promise<Proof> {
  const help = 'Give the file that `lockgate check --proof FILE` wrote for the commit that is deployed.';
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new Failure('bad-proof', `The proof ${path} can't be read, so nothing is applied: ${messageOf(thrown)}.`, {
      help,
    });
  });
  const reading = readProof(text);
  if ('proof' in reading) return reading.proof;
  throw new Failure('bad-proof', `The proof ${path} can't be used, so nothing is applied. ${reading.problem}`, {
    help,
  });
}
