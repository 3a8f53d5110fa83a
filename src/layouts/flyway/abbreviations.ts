// How Flyway shortens what does not fit the columns of its history. Facts: AbbreviationUtils of Flyway 13.

/** At most 200 UTF-16 code units; the last three of a shortened description are dots. */
export function abbreviateDescription(description: string): string {
  return description.length <= 200 ? description : `${description.slice(0, 197)}...`;
}

/** At most 1000 UTF-16 code units; the first three of a shortened path are dots, and its end is cut. */
export function abbreviateScript(script: string): string {
  return script.length <= 1000 ? script : `...${script.slice(3, 1000)}`;
}
