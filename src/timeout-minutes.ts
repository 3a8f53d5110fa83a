// How long a proof may take, as a flag, an input or lockgate.yml says it.

/** A day: what is older on a shared scratch server counts as left behind. */
const longestMinutes = 1_440;
export const minutesExpected = `a number of minutes such as 15 or 0.5 is expected, ${longestMinutes} at most`;

/** True for what `timeout-minutes` may be. */
export function isMinutes(minutes: number): boolean {
  return minutes > 0 && minutes <= longestMinutes;
}

/** `timeout-minutes` of a flag or input; undefined when it is no such number. */
export function readMinutes(text: string): number | undefined {
  const minutes = /^\d{1,4}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  return isMinutes(minutes) ? minutes : undefined;
}
