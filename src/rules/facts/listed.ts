// Names in a sentence.

/** All of a few; of many the first three, since one statement may drop dozens and is shown beside the finding anyway. */
export function listed(names: readonly string[]): string {
  const more = names.length - 3;
  return more < 2 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${more} others`;
}
