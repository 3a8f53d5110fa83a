// A snapshot: the catalogue of a server in a file, with sizes and write rates. Writes it, and reads it back.
import * as v from 'valibot';
import { Failure, messageOf } from '../failure.ts';
import type { ObjectLists } from './assemble.ts';
import { inOrder } from './canonical-order.ts';
import { snapshotFormat, snapshotSchemaNumber } from './snapshot-format.ts';
import { issueTexts } from './snapshot-issues.ts';
import { linesOf } from './snapshot-text.ts';

/** JSON of the same shape; what is absent is absent there, too. `assemble` makes a catalogue of it. */
export interface Snapshot extends ObjectLists {
  readonly lockgate: 'catalog';
  readonly schema: 1;
  /** `16.4`, as the server says it. */
  readonly server: { readonly version: string };
  /** ISO 8601, in UTC. */
  readonly takenAt: string;
  readonly database: string;
  /** How long the oldest of the transactions had run that were open then; null where the role could not see that, and on a replica. */
  readonly longestTransactionMs: number | null;
}

/** In characters. No real catalogue is larger, and a Node string can't be much longer. */
const MAX_LENGTH = 256 * 1024 * 1024;

/**
 * The file's text: sorted by name, an object's parts on a line each, one line feed at the end. Equal catalogues have equal texts, and a changed column is one
 * changed line.
 */
export function writeSnapshot(snapshot: Snapshot): string {
  return `${linesOf(v.parse(snapshotFormat, { ...snapshot, ...inOrder(snapshot) }))}\n`;
}

/** The way back. `path` is only for the message of a Failure (`bad-input`), which is thrown for everything but a whole snapshot. */
export function readSnapshot(text: string, path: string): Snapshot {
  const refuse = (why: string, help: string): never => {
    throw new Failure('bad-input', `The snapshot ${path} can't be used: ${why}.`, { help });
  };
  const again = 'Take it again with `lockgate snapshot --database-url … --output FILE`.';
  if (text.length > MAX_LENGTH) refuse('it has more than 256 MB', again);
  if (text.trim() === '') refuse('it is empty', again);
  const { value, problem } = parsed(text);
  if (problem !== undefined) refuse(problem, again);
  if (!isRecord(value) || value.lockgate !== 'catalog')
    refuse('it is no snapshot, which begins with `"lockgate": "catalog"`', again);
  const { schema } = value as Readonly<Record<string, unknown>>;
  if (typeof schema === 'number' && schema > snapshotSchemaNumber)
    refuse(
      `its format is number ${schema}, and this version of Lockgate knows those up to ${snapshotSchemaNumber}`,
      'Use the version of Lockgate that wrote it, or a newer one.',
    );
  const checked = v.safeParse(snapshotFormat, value);
  if (!checked.success) return refuse(`it was altered or damaged: ${issueTexts(checked.issues)}`, again);
  return checked.output;
}

function parsed(text: string): { readonly value?: unknown; readonly problem?: string } {
  if (text.startsWith('version https://git-lfs')) return { problem: 'it is a pointer of Git LFS, not the file itself' };
  if (text.slice(0, 100).includes('\0')) return { problem: 'it is not UTF-8' };
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch (thrown) {
    return { problem: `it is not JSON (${messageOf(thrown)})` };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
