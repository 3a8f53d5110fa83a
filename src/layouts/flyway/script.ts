// One Flyway script with the .conf file beside it: its statements, its transaction, its digest.
import type { Problem, Script, SourceFile } from '../../model/migration.ts';
import { readScript } from '../../sql/script.ts';
import { digestOf } from '../digest.ts';
import { fileProblem } from '../file-problem.ts';
import { parseScriptConfig, type ScriptConfig } from './script-config.ts';
import { detectTransaction } from './transaction.ts';
import { placeholderProblem } from './unsupported.ts';

export interface ReadFlywayScript {
  readonly script: Script;
  /** Over the script and its .conf file. */
  readonly digest: string;
  readonly problems: readonly Problem[];
}

/** Reads a script in the way Flyway runs it; `config` is its `<file>.sql.conf`, when there is one. */
export function readFlywayScript(file: SourceFile, config: SourceFile | undefined): ReadFlywayScript {
  const problems: Problem[] = [];
  const parsed: ScriptConfig = config === undefined ? { complaints: [] } : parseScriptConfig(textOf(config));
  if (config !== undefined)
    problems.push(...parsed.complaints.map((complaint) => configProblem(config.path, complaint)));
  const script = readScript(file, 'wrapped', 'sent');
  const placeholder = parsed.placeholderReplacement === false ? undefined : placeholderProblem(file, script.text);
  if (placeholder !== undefined) problems.push(placeholder);
  const detected = detectTransaction(script.statements);
  if (parsed.executeInTransaction === undefined && detected === 'mixed') problems.push(mixedProblem(file.path));
  const wrapped = parsed.executeInTransaction ?? detected === 'wrapped';
  return {
    script: { ...script, transaction: wrapped ? 'wrapped' : 'none' },
    digest: digestOf([
      { name: 'script', bytes: file.bytes },
      ...(config === undefined ? [] : [{ name: 'conf', bytes: config.bytes }]),
    ]),
    problems,
  };
}

function textOf(file: SourceFile): string {
  return new TextDecoder().decode(file.bytes);
}

function configProblem(path: string, complaint: string): Problem {
  return fileProblem(
    'unreadable-file',
    path,
    complaint,
    'Keep only `executeInTransaction=true|false`, `placeholderReplacement=true|false` and `encoding=UTF-8` in this file.',
  );
}

function mixedProblem(path: string): Problem {
  return fileProblem(
    'unreadable-file',
    path,
    'Flyway stops at this file: it mixes statements that run in a transaction with statements that cannot.',
    'Put the statements that cannot run in a transaction into a file of their own. With `executeInTransaction=false` in a ' +
      '`.sql.conf` file beside it Flyway runs all of them without a transaction, but a failure then leaves the file half applied.',
  );
}
