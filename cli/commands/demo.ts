// `lockgate demo`: the whole path on one small project, in under a minute, leaving nothing behind.
import { join } from 'node:path';
import pc from 'picocolors';
import { proofOf } from '../../src/apply/proof.ts';
import { type Checked, type CheckInput, checkMigrations } from '../../src/check.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { Layout } from '../../src/model/layout.ts';
import type { SourceFile } from '../../src/model/migration.ts';
import { today } from '../../src/project.ts';
import { printable } from '../../src/reports/terminal.ts';
import { reviewOf } from '../../src/review/review.ts';
import { readTree } from '../../src/source/files.ts';
import { loadParser } from '../../src/sql/script.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { onServer, openScratchServer, progressOn } from './check.ts';
import { demoDeploy } from './demo-deploy.ts';
import { ownDirectory } from './own-directory.ts';

const root = 'db/migration';
const proposed = `${root}/V3__order_status.sql`;

export async function demo(terminal: Terminal): Promise<0> {
  const project = await readExample();
  await loadParser();
  const server = await openScratchServer(terminal, undefined, undefined, []);
  const say = narrator(terminal);
  await onServer(terminal, server, async () => {
    say(`A throw-away server: ${server.origin}.`, 'Main has V1 and V2. A pull request proposes V3:');
    show(terminal, project.firstTry);
    const first = await gate(terminal, server, project, [...project.base, project.firstTry]);
    say(`1. The gate says ${first.report.verdict.outcome.toUpperCase()}. The review, as it would be posted:`);
    showReview(terminal, first);
    say('2. The author follows the advice: V3, V4 and V5 instead.');
    for (const file of project.better) show(terminal, file);
    const second = await gate(terminal, server, project, [...project.base, ...project.better]);
    const proof = proofOf(second.report, second.run);
    say(`The gate says ${proof.verdict.outcome.toUpperCase()} and leaves a proof, ${proof.digest.slice(0, 19)}….`);
    await demoDeploy(terminal, server, { ...project, proof, say });
  });
  say('Nothing is left running.');
  return 0;
}

export interface Example {
  readonly layout: Layout;
  readonly base: readonly SourceFile[];
  readonly firstTry: SourceFile;
  readonly better: readonly SourceFile[];
}

async function readExample(): Promise<Example> {
  const directory = join(ownDirectory(), '../../examples/flyway');
  const all = (await readTree(join(directory, root), root)).files;
  const [firstTry] = (await readTree(join(directory, 'first-try'), root)).files;
  const isBase = (file: SourceFile): boolean => /\/V[12]__/.test(file.path);
  return {
    layout: layoutNamed('flyway') as Layout,
    base: all.filter(isBase),
    firstTry: { path: proposed, bytes: firstTry?.bytes ?? new Uint8Array() },
    better: all.filter((file) => !isBase(file)),
  };
}

async function gate(
  terminal: Terminal,
  server: ScratchServer,
  project: Example,
  files: readonly SourceFile[],
): Promise<Checked> {
  const input: CheckInput = {
    layout: project.layout,
    top: '',
    root,
    files,
    baseFiles: project.base,
    config: {},
    toolVersion: version(),
    today: today(),
  };
  const checked = await checkMigrations(input, { server, onProgress: progressOn(terminal), signal: terminal.signal });
  terminal.progress(undefined);
  return checked;
}

export type Say = (...lines: readonly string[]) => void;

function narrator(terminal: Terminal): Say {
  const style = pc.createColors(terminal.colors);
  return (...lines) => {
    terminal.progress(undefined);
    terminal.write(`\n${lines.map((line) => style.bold(line)).join('\n')}\n`);
  };
}

function show(terminal: Terminal, file: SourceFile): void {
  const style = pc.createColors(terminal.colors);
  const text = new TextDecoder().decode(file.bytes).trimEnd();
  const lines = text.split('\n').map((line, i) => `${style.dim(String(i + 1).padStart(4))}  ${line}`);
  terminal.write(`\n  ${style.underline(file.path)}\n${lines.join('\n')}\n`);
}

function showReview(terminal: Terminal, { report }: Checked): void {
  const style = pc.createColors(terminal.colors);
  // Every line of a new file can be commented on.
  const diff = new Map([[proposed, [{ start: 1, end: 10_000 }]]]);
  const review = reviewOf(report, diff);
  for (const comment of review.comments) {
    const lines = comment.startLine === comment.line ? `${comment.line}` : `${comment.startLine}-${comment.line}`;
    terminal.write(`\n${style.cyan(`── comment on ${comment.path}:${lines} ──`)}\n${printable(comment.body)}\n`);
  }
  terminal.write(`\n${style.cyan('── summary comment ──')}\n${printable(review.summary)}\n`);
}
