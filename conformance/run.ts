// `npm run conformance`: measures everything and writes docs/conformance.md.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownDisagreements } from './known.ts';
import { conformancePage } from './page.ts';
import { results } from './results.ts';
import { readSituations } from './situation.ts';

const found = await results(readSituations());
await writeFile(join(import.meta.dirname, '..', 'docs', 'conformance.md'), conformancePage(found));
const wrong = found.filter(
  ({ ours, situation }) => ours !== null && ours !== 'right' && !knownDisagreements[situation.id],
);
for (const { situation, major, ours } of wrong) process.stdout.write(`PostgreSQL ${major}: ${ours}: ${situation.id}\n`);
process.stdout.write(`${found.length} runs, ${wrong.length} disagreements; docs/conformance.md is written.\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
