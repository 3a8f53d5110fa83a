// How GitHub's runner reads the log of a step: which lines it executes as commands (actions/runner, ActionCommand.cs).

/** Every command that a current runner knows. */
const known = new Set(
  'set-env set-output save-state add-mask add-path debug warning error notice group endgroup echo add-matcher remove-matcher stop-commands internal-set-repo-path'.split(
    ' ',
  ),
);

export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The commands that are executed, without stop-commands and the tokens that end them. */
export function executedCommands(log: string): RunnerCommand[] {
  const executed: RunnerCommand[] = [];
  const tokens = new Set<string>();
  let stopped: string | undefined;
  for (const line of log.split(/\r?\n|\r/)) {
    const command = commandOf(line, (name) => known.has(name) || tokens.has(name));
    if (command === undefined) continue;
    if (stopped !== undefined) {
      if (command.name === stopped) stopped = undefined;
    } else if (command.name === 'stop-commands') {
      stopped = command.data;
      tokens.add(stopped);
    } else executed.push(command);
  }
  if (stopped !== undefined) throw new Error('commands were stopped and never started again');
  return executed;
}

/** `::name key=value,…::data` at the start of a line, blanks before it or not; `##[name key=value;…]data` anywhere in it. */
function commandOf(line: string, isKnown: (name: string) => boolean): RunnerCommand | undefined {
  const second = /^\s*::([^ ]*?)(?: (.*?))?::(.*)$/.exec(line);
  if (second !== null && isKnown(second[1] ?? '')) return read(second, ',');
  const first = /##\[([^ \]]*)(?: ([^\]]*))?\](.*)$/.exec(line);
  return first !== null && isKnown(first[1] ?? '') ? read(first, ';') : undefined;
}

function read([, name = '', list = '', data = '']: RegExpExecArray, separator: string): RunnerCommand {
  const pairs = list.split(separator).flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[pair.slice(0, at).trim(), unescaped(pair.slice(at + 1))]];
  });
  return { name, properties: Object.fromEntries(pairs), data: unescaped(data) };
}

function unescaped(text: string): string {
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** GITHUB_OUTPUT: `name=value` lines, and `name<<delimiter` blocks. */
export function outputsOf(file: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = file.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(lines[i] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) {
      if (lines[i] !== '') throw new Error(`no output: ${lines[i]}`);
      continue;
    }
    const end = lines.indexOf(delimiter, i + 1);
    if (end < 0) throw new Error(`the output ${name} never ends`);
    outputs[name] = lines.slice(i + 1, end).join('\n');
    i = end;
  }
  return outputs;
}
