// Which run this is, for the summary that several runs share: from the runner's environment.
import { context } from '@actions/github';
import type { RunIdentity } from '../src/model/review.ts';
import type { WorkflowEvent } from './event.ts';

/** The jobs of a matrix have equal names here: their values are in no variable. */
export function runIdentity(command: string, event: WorkflowEvent): RunIdentity {
  return {
    job: [context.workflow, context.job].filter(Boolean).join('/'),
    command: command === 'lint' ? 'lint' : 'check',
    commit: event.pull?.headSha ?? '',
    run: positive(context.runId),
    attempt: positive(context.runAttempt),
  };
}

/** Names the step to a run that fails before it knows the migrations' directory. */
export function stepName(getInput: (name: string) => string): string {
  return JSON.stringify([getInput('path'), getInput('config')]);
}

function positive(value: number): number {
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
