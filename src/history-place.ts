// Where the history is, from everything that says so: Lockgate's settings, the tool's own files, its environment, the URL.
import type { Config } from './config.ts';
import { Failure } from './failure.ts';
import type { HistoryPlace, Layout } from './model/layout.ts';
import { oneLine } from './one-line.ts';

/**
 * `tool`: what the tool's own settings say, the strongest first. Lockgate's settings fill in what these leave out; where both
 * speak and differ, one of them is wrong, and nothing is run.
 */
export function historyPlace(
  config: Config,
  layout: Layout,
  tool: readonly (HistoryPlace | undefined)[],
): HistoryPlace {
  const strongest: HistoryPlace = Object.assign({}, ...tool.map((place) => place ?? {}).reverse());
  const table = config['history-table'];
  const schema = config['default-schema'];
  if (table !== undefined && layout.namesTable !== true) {
    throw new Failure(
      'bad-config',
      `history-table is set, but the history of ${layout.name} always has the same name.`,
      {
        help: 'Remove history-table.',
      },
    );
  }
  const differences = [
    differenceOf('history-table', table, strongest.table),
    differenceOf('default-schema', schema, strongest.schema),
  ].flatMap((one) => one ?? []);
  if (differences.length > 0) {
    throw new Failure(
      'bad-config',
      `Lockgate's settings and those of ${layout.name} contradict each other: ${differences.join('; ')}.`,
      {
        help: 'Keep one of them. The tool would use its own.',
      },
    );
  }
  return {
    ...strongest,
    ...(table === undefined ? {} : { table }),
    ...(schema === undefined ? {} : { schema }),
  };
}

/** What the tool reads from outside its directory: environment variables, and its parameters in the URL. */
export interface Outside {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The place with everything that a deployment knows. Throws where the tool would run something else than Lockgate. */
export function deployPlace(
  config: Config,
  layout: Layout,
  root: string,
  fromFiles: HistoryPlace | undefined,
  { variables, parameters }: Outside,
): HistoryPlace {
  const environment = layout.readVariables?.(variables, root);
  const url = layout.readParameters?.(parameters);
  const unknown = url === undefined ? Object.keys(parameters) : [];
  const refused = [
    ...(environment?.refused ?? []),
    ...(url?.refused ?? []),
    ...unknown.map((name) => `The URL's parameter \`${oneLine(name)}\` is not one of ${layout.name}.`),
  ];
  if (refused.length > 0) {
    throw new Failure('bad-input', `${refused.map(oneLine).join(' ')} Nothing was run.`, {
      help: 'Remove it for this step, or give it its default.',
    });
  }
  return historyPlace(config, layout, [url?.historyAt, environment?.historyAt, fromFiles]);
}

function differenceOf(name: string, ours: string | undefined, tools: string | undefined): string | undefined {
  if (ours === undefined || tools === undefined || ours === tools) return undefined;
  return `${name} is "${oneLine(ours)}" here and "${oneLine(tools)}" there`;
}
