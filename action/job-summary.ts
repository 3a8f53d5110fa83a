// The job's own page, which needs no right: on a pull request from a fork it is all there is.
import * as core from '@actions/core';
import { messageOf } from '../src/failure.ts';
import { bytes } from '../src/review/sections.ts';

/** GitHub takes 1 MiB per step and shows nothing of a larger one; the rest is room for the line ends of other writers. */
export const jobSummaryLimit = bytes(
  1024 * 1024 - 2048,
  'see the whole report: the file that the output `report` of this step names.',
);

/** Where there is no summary file (old runners, local runs) nothing is lost: the log has it. */
export async function writeJobSummary(markdown: string): Promise<void> {
  try {
    await core.summary.addRaw(markdown, true).write();
  } catch (thrown) {
    core.info(`No job summary was written: ${messageOf(thrown)}`);
  }
}
