// The command `deploy`: applies the migrations to `database-url`, from a runner that can reach the database.
import * as core from '@actions/core';
import { apply, type DeployRequest, defaultSettings } from '../src/deploy.ts';
import { deployPlace } from '../src/history-place.ts';
import { loadConfig, openProject } from '../src/project.ts';
import { readProofFile } from '../src/proof-file.ts';
import { eventLine, outcomeText } from '../src/reports/apply-text.ts';
import { systemClock } from '../src/system-clock.ts';
import { targetConnection, toolParameters } from '../src/target-connection.ts';
import type { ActionInputs } from './inputs.ts';
import { log } from './publish.ts';

export async function deploy(inputs: ActionInputs, directory: string, signal: AbortSignal): Promise<0 | 1> {
  const config = { ...(await loadConfig(directory, inputs.configFile)), ...inputs.settings };
  const project = await openProject({ cwd: directory, paths: inputs.paths, config });
  const { layout, root } = project;
  const reading = layout.read(project.files, root, project.neighbours);
  const outside = { variables: process.env, parameters: toolParameters(inputs.databaseUrl) };
  const request: DeployRequest = {
    layout,
    ...reading,
    historyAt: deployPlace(config, layout, root, reading.historyAt, outside),
    settings: defaultSettings,
    ...(inputs.proof === undefined ? {} : { proof: await readProofFile(inputs.proof) }),
  };
  const { connect } = targetConnection({
    ...(inputs.databaseUrl === undefined ? {} : { url: inputs.databaseUrl }),
    settings: {},
  });
  const outcome = await apply(request, {
    connect,
    clock: systemClock,
    signal,
    onEvent(event) {
      const line = eventLine(event, { colors: false });
      if (line !== undefined) log(line);
    },
  });
  log(outcomeText(outcome, { colors: false }));
  const succeeded = outcome.kind === 'applied' || outcome.kind === 'nothing';
  core.setOutput('verdict', succeeded ? 'pass' : 'block');
  return succeeded ? 0 : 1;
}
