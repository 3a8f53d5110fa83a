// The demo's second half: a database that plays Aurora, the proof, the history table.
import type { proofOf } from '../../src/apply/proof.ts';
import { apply, type DeployPorts, type DeployRequest, defaultSettings } from '../../src/deploy.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { SourceFile } from '../../src/model/migration.ts';
import type { Proof } from '../../src/model/proof.ts';
import { eventLine, outcomeText } from '../../src/reports/apply-text.ts';
import { systemClock } from '../../src/system-clock.ts';
import type { Terminal } from '../terminal.ts';
import type { Example, Say } from './demo.ts';

interface DeployDemo extends Example {
  readonly proof: ReturnType<typeof proofOf>;
  readonly say: Say;
}

export async function demoDeploy(terminal: Terminal, server: ScratchServer, project: DeployDemo): Promise<void> {
  const { base, better, proof, say } = project;
  const aurora = await server.createDatabase();
  const ports = portsTo(terminal, () => aurora.connectAsMigrator());
  const quiet: DeployPorts = { ...ports, onEvent: () => undefined };
  await apply(requestOf(project, base), quiet);
  say('3. A second database plays Aurora; it has V1 and V2. Somebody changes a byte after the proof:');
  const outcome = await apply(requestOf(project, [...base, ...changed(better)], proof), quiet);
  terminal.write(outcomeText(outcome, { colors: terminal.colors }));
  say('4. With the bytes that were proved:');
  terminal.write(
    outcomeText(await apply(requestOf(project, [...base, ...better], proof), ports), { colors: terminal.colors }),
  );
  say("5. Flyway's own history table, as Flyway would have written it:");
  const session = await aurora.connectAsMigrator();
  terminal.write(await historyOf(session));
  await session.close();
}

function requestOf(project: Example, files: readonly SourceFile[], proof?: Proof): DeployRequest {
  return {
    layout: project.layout,
    ...project.layout.read(files, 'db/migration'),
    settings: defaultSettings,
    ...(proof === undefined ? {} : { proof }),
  };
}

function changed(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.map((file, i) =>
    i === 0 ? { ...file, bytes: Buffer.concat([file.bytes, Buffer.from('-- a late idea\n')]) } : file,
  );
}

function portsTo(terminal: Terminal, connect: () => Promise<Session>): DeployPorts {
  return {
    connect,
    clock: systemClock,
    signal: terminal.signal,
    onEvent(event) {
      const line = eventLine(event, { colors: terminal.colors });
      if (line !== undefined) terminal.write(`${line}\n`);
    },
  };
}

/** The columns that fit into 80. */
async function historyOf(session: Session): Promise<string> {
  const rows = await session.run(
    'select installed_rank, version, description, type, checksum, success from flyway_schema_history order by installed_rank',
  );
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)));
  const line = (cells: readonly string[]): string =>
    ` ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')}`.trimEnd();
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  return `${[line(columns), rule, ...rows.map((row) => line(columns.map((name) => String(row[name]))))].join('\n')}\n`;
}
